import { describe, expect, test } from 'vitest';
import type { Key } from './keys';
import { changed, clash, holding, isSingle, isTyping, refusal, reset, sound, takenBy } from './presses';

const table: Key[] = [
  { command: 'next', group: 'moving', presses: ['j', 'ArrowDown'] },
  { command: 'done', group: 'acting', presses: ['e'] },
  { command: 'star', group: 'acting', presses: ['s'] },
  { command: 'section', group: 'acting', presses: ['1-9'] },
  { command: 'go-inbox', group: 'places', presses: ['g i'] },
  { command: 'go-today', group: 'places', presses: ['g t'] },
];
const held = (changes: Parameters<typeof holding>[1]) => Object.fromEntries(holding(table, changes));

describe('two presses', () => {
  test.each([
    ['e', 'e', true],
    ['e', 'Shift+e', false],
    ['g', 'g i', true],
    ['g i', 'g', true],
    ['g i', 'g t', false],
  ])('%s and %s', (one, other, answer) => expect(clash(one, other)).toBe(answer));
});

describe('a change', () => {
  test('takes the first press’s place and leaves the further ones', () => {
    expect(held(changed(table, {}, 'next', 'n'))['next']).toEqual(['n', 'ArrowDown']);
  });

  test('of a press that another has takes it from there', () => {
    expect(takenBy(table, {}, 'star', 'e')).toEqual(['done']);
    const changes = changed(table, {}, 'star', 'e');
    expect(held(changes)).toMatchObject({ star: ['e'], done: [] });
    // And the other may have what became free.
    expect(held(changed(table, changes, 'done', 's'))).toMatchObject({ star: ['e'], done: ['s'] });
  });

  test('of the first key of sequences takes all of them', () => {
    expect(takenBy(table, {}, 'star', 'g')).toEqual(['go-inbox', 'go-today']);
    expect(held(changed(table, {}, 'star', 'g'))).toMatchObject({ 'go-inbox': [], 'go-today': [] });
  });

  test('of what was taken from a changed one gives that one its own key back', () => {
    const changes = changed(table, changed(table, {}, 'star', 'x'), 'done', 'x');
    expect(held(changes)).toMatchObject({ star: ['s'], done: ['x'] });
  });

  test('taken back takes the table’s key from whoever has it', () => {
    const changes = changed(table, {}, 'star', 'e');
    expect(held(reset(table, changes, 'done'))).toMatchObject({ star: ['s'], done: ['e'] });
    expect(held(reset(table, changes, 'star'))).toMatchObject({ star: ['s'], done: ['e'] });
  });
});

test.each([
  ['Tab', 'moving'],
  ['Shift+Tab', 'moving'],
  ['Mod+PageDown', 'moving'],
  ['Mod+c', 'clipboard'],
  ['Mod+Shift+v', 'clipboard'],
  ['Mod+w', 'window'],
  ['Mod++', null],
  ['Alt+F4', 'window'],
  ['Mod+Alt+t', 'window'],
  ['Shift', 'modifier'],
  ['3', 'sections'],
  ['3 i', 'sections'],
  ['AudioVolumeUp', 'unknown'],
  ['Dead', 'unknown'],
  ['g Mod+i', 'unknown'],
  ['g i t', 'unknown'],
  ['', 'unknown'],
  ['q', null],
  ['g q', null],
  ['+', null],
  ['Mod+Shift+z', null],
  ['Alt+ArrowUp', null],
  ['F6', null],
  ['Space', null],
])('“%s” is refused as %s', (press, why) => expect(refusal(press)).toBe(why));

test.each([
  ['e', true],
  ['?', true],
  ['Shift+j', true],
  ['g i', true],
  ['1-9', true],
  ['Mod+e', false],
  ['Alt+e', false],
  ['Enter', false],
  ['F6', false],
  ['ArrowDown', false],
])('“%s” is a letter or sign alone: %s', (press, answer) => expect(isSingle(press)).toBe(answer));

test.each([
  ['e', true],
  ['Mod+a', true],
  ['Mod+Shift+z', true],
  ['Mod+ArrowLeft', true],
  ['Alt+ArrowUp', true],
  ['Escape', true],
  ['Mod+k', false],
  ['Mod+,', false],
  ['F6', false],
  ['Shift+F6', false],
])('“%s” belongs to a text field: %s', (press, answer) => expect(isTyping(press)).toBe(answer));

test.each([
  [null],
  ['nonsense'],
  [[]],
  [{ next: 'j' }],
  [{ next: [5] }],
  [{ next: ['Tab'] }],
  [{ section: ['x'] }],
  [{ gone: ['x'] }],
])('what cannot hold is not remembered: %j', (kept) => expect(sound(table, kept)).toEqual({}));

test('two changes that want the same press are both kept, and the first in the table has it', () => {
  const changes = sound(table, { star: ['q'], done: ['q'], next: ['n', 'ArrowDown'] });
  expect(held(changes)).toMatchObject({ done: ['q'], star: [], next: ['n', 'ArrowDown'] });
});
