import { mount } from 'svelte';
import Desk from './Desk.svelte';
import './look/fonts.css';
import './look/tokens.css';
import './look/base.css';

mount(Desk, { target: document.getElementById('desk')! });
