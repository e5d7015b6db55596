import { describe, expect, test } from 'vitest';
import { ariaKeys, begins, caps, commandFor, keys, notation, type Command, type Pressed } from './keys';
import { clash } from './presses';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

const command = (event: Pressed, mac = false) => {
  const told = notation(event, mac);
  return told === null ? null : (commandFor(told, null)?.command ?? null);
};

describe('a press', () => {
  test('is the letter, whatever Caps Lock says', () => {
    expect(command(press('j'))).toBe('next');
    expect(command(press('J'))).toBe('next');
    expect(command(press('J', { shiftKey: true }))).toBe('extend-next');
  });

  test('on a Cyrillic or Greek keyboard is the letter printed beside it', () => {
    expect(command(press('о', { code: 'KeyJ' }))).toBe('next');
    expect(command(press('я', { code: 'KeyZ', ctrlKey: true }))).toBe('undo');
    expect(command(press('ε', { code: 'KeyE' }))).toBe('done');
  });

  test('of a sign is the sign, however the layout types it', () => {
    expect(command(press('?', { code: 'Minus', shiftKey: true }))).toBe('sheet');
    expect(command(press('/', { code: 'Digit7', shiftKey: true }))).toBe('search');
    expect(command(press('[', { code: 'Digit8', ctrlKey: true, altKey: true }))).toBe('hide-library');
  });

  test('of an unshifted digit key on a French keyboard is the digit', () => {
    expect(commandFor(notation(press('é', { code: 'Digit2' }), false)!, null)).toEqual({
      command: 'section',
      digit: 2,
    });
    expect(commandFor(notation(press('"', { code: 'Digit3' }), false)!, null)?.digit).toBe(3);
  });

  test('with Cmd is the Mac’s Ctrl, and Ctrl there is not', () => {
    expect(command(press('n', { metaKey: true }), true)).toBe('clip');
    expect(command(press('n', { ctrlKey: true }), true)).toBeNull();
    expect(command(press('n', { ctrlKey: true }), false)).toBe('clip');
  });

  test('with Alt, or of a letter with Ctrl that is not ours, is left to the system', () => {
    expect(command(press('e', { altKey: true }))).toBeNull();
    expect(command(press('s', { ctrlKey: true }))).toBeNull();
    expect(command(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('redo');
  });
});

test('G begins a sequence, and T means another thing after it', () => {
  expect(begins('g')).toBe(true);
  expect(commandFor('t', 'g')?.command).toBe('go-today');
  expect(commandFor('t', null)?.command).toBe('topic');
});

test('no press does two things, or does one and begins another', () => {
  const presses = keys.flatMap((key) => key.presses);
  const clashes = presses.flatMap((one, n) => presses.slice(n + 1).filter((other) => clash(one, other)));
  expect(clashes).toEqual([]);
});

test('key caps are named as the keyboard names them', () => {
  expect(caps('Mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(caps('Mod+z', true)).toEqual(['⌘', 'Z']);
  expect(caps('g i', false)).toEqual(['G', 'I']);
});

test.each<[Command, boolean, string | undefined]>([
  ['clip', false, 'Control+N'],
  ['clip', true, 'Meta+N'],
  ['redo', false, 'Control+Shift+Z'],
  ['search', false, '/ Control+F'],
  ['done', false, 'E'],
  ['next', false, 'J ArrowDown'],
  ['sheet', false, '?'],
  ['larger', false, 'Control+= Control+Plus'],
  ['previous-pane', false, 'Shift+F6'],
  ['section', false, undefined],
  ['go-inbox', false, undefined],
])('%s is said to assistive programs', (command, mac, said) => expect(ariaKeys(command, mac)).toBe(said));
