import { beforeEach, expect, test, vi } from 'vitest';
import { Keyboard } from './keyboard.svelte';
import { ariaKeys, begins, capsOf, commandFor, hinted } from './keys';

const store = new Map<string, string>();
beforeEach(() => {
  store.clear();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  new Keyboard();
});

test('a changed key is what the handler, the tooltips and assistive programs hear of', () => {
  new Keyboard().change('star', 'Mod+d');
  expect(commandFor('Mod+d', null)?.command).toBe('star');
  expect(commandFor('s', null)).toBeNull();
  expect(capsOf('star')).toEqual(['Ctrl', 'D']);
  expect(hinted('Star', 'star')).toBe('Star (Ctrl D)');
  expect(ariaKeys('star')).toBe('Control+D');
});

test('a changed sequence works, and the one before it no longer begins anything', () => {
  const keyboard = new Keyboard();
  for (const place of ['go-inbox', 'go-today', 'go-starred', 'go-all'] as const)
    keyboard.change(place, `v ${place.at(3)}`);
  expect(begins('v')).toBe(true);
  expect(commandFor('i', 'v')?.command).toBe('go-inbox');
  expect(commandFor('i', 'g')).toBeNull();
});

test('changes are remembered, and taken back one by one or all', () => {
  new Keyboard().change('star', 'q');
  const again = new Keyboard();
  expect(again.pressesOf('star')).toEqual(['q']);
  expect(again.hasChanged('star')).toBe(true);
  again.reset('star');
  expect(new Keyboard().pressesOf('star')).toEqual(['s']);
  again.change('done', 'q');
  again.resetAll();
  expect(new Keyboard().isChanged).toBe(false);
});

test('without single letters only named keys and those with Ctrl do something', () => {
  const keyboard = new Keyboard();
  keyboard.singles = false;
  expect(commandFor('e', null)).toBeNull();
  expect(commandFor('3', null)).toBeNull();
  expect(begins('g')).toBe(false);
  expect(capsOf('next')).toEqual(['↓']);
  expect(hinted('Done', 'done')).toBe('Done');
  expect(commandFor('Mod+n', null)?.command).toBe('clip');
  // Settings still say which letter it would be.
  expect(keyboard.pressesOf('done')).toEqual(['e']);
  expect(new Keyboard().singles).toBe(false);
});

test.each(['{', 'null', '5', '"x"', '{"changes":5}', '{"changes":{"star":["Tab"]},"singles":"no"}'])(
  'a corrupt store is the table: %s',
  (kept) => {
    store.set('clipdesk.keys', kept);
    const keyboard = new Keyboard();
    expect(keyboard.pressesOf('star')).toEqual(['s']);
    expect(keyboard.singles).toBe(true);
    expect(commandFor('s', null)?.command).toBe('star');
  },
);
