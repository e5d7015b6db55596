import { mount } from 'svelte';
import Room from './Room.svelte';
import './look/fonts.css';
import './look/tokens.css';
import './look/base.css';

mount(Room, { target: document.getElementById('desk')! });
