import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Keyboard } from '../keyboard.svelte';
import type { Command, Pressed } from '../keys';
import { Recorder } from './recorder.svelte';

const event = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

let keyboard: Keyboard;
let ended: Command[];
let recorder: Recorder;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
  keyboard = new Keyboard();
  ended = [];
  recorder = new Recorder(keyboard, (command) => ended.push(command));
  recorder.begin('star');
});
afterEach(() => vi.useRealTimers());

test('a key with Ctrl is taken at once, a letter once no second one came', () => {
  recorder.hear(event('Control', { ctrlKey: true }));
  recorder.hear(event('b', { ctrlKey: true }));
  expect(keyboard.pressesOf('star')).toEqual(['Mod+b']);
  expect(ended).toEqual(['star']);
  recorder.begin('star');
  recorder.hear(event('w'));
  expect(keyboard.pressesOf('star')).toEqual(['Mod+b']);
  vi.advanceTimersByTime(1300);
  expect(keyboard.pressesOf('star')).toEqual(['w']);
});

test('two letters are a sequence; on another layout they are the letters printed beside them', () => {
  recorder.hear(event('п', { code: 'KeyG' }));
  recorder.hear(event('в', { code: 'KeyD' }));
  expect(keyboard.pressesOf('star')).toEqual(['g d']);
});

test('what another command has is said, and taken over only when that is wanted', () => {
  recorder.hear(event('f', { ctrlKey: true }));
  expect(recorder.heard).toEqual({ heard: 'taken', press: 'Mod+f', by: ['search'] });
  expect(recorder.listens).toBe(false);
  expect(keyboard.pressesOf('star')).toEqual(['s']);
  recorder.takeOver();
  expect(keyboard.pressesOf('star')).toEqual(['Mod+f']);
  expect(keyboard.pressesOf('search')).toEqual(['/']);
});

test('what cannot work is refused, and the next press is heard', () => {
  recorder.hear(event('Tab'));
  expect(recorder.heard).toMatchObject({ heard: 'refused', why: 'moving' });
  recorder.hear(event('c', { ctrlKey: true }));
  expect(recorder.heard).toMatchObject({ heard: 'refused', why: 'clipboard' });
  recorder.hear(event('F7'));
  expect(keyboard.pressesOf('star')).toEqual(['F7']);
});

test('Escape leaves everything as it was', () => {
  recorder.hear(event('w'));
  recorder.hear(event('Escape'));
  vi.advanceTimersByTime(2000);
  expect(keyboard.pressesOf('star')).toEqual(['s']);
  expect(ended).toEqual(['star']);
});
