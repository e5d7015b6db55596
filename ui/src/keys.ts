/**
 * Every key of the desk, once. The handler, the sheet behind `?`, the palette, the tooltips and the hints under
 * the list are all drawn from this table, as the editor has changed it: see keyboard.svelte.ts.
 */
import { SvelteMap } from 'svelte/reactivity';

/** What a key does. */
export type Command =
  | 'next'
  | 'previous'
  | 'extend-next'
  | 'extend-previous'
  | 'read'
  | 'back'
  | 'page-down'
  | 'done'
  | 'star'
  | 'unread'
  | 'topic'
  | 'collect'
  | 'tag'
  | 'date'
  | 'correct'
  | 'original'
  | 'highlight'
  | 'note'
  | 'quote'
  | 'translate'
  | 'copy-citation'
  | 'verify'
  | 'versions'
  | 'snapshot'
  | 'find'
  | 'find-previous'
  | 'print'
  | 'larger'
  | 'smaller'
  | 'usual-size'
  | 'spike'
  | 'select'
  | 'select-all'
  | 'move-up'
  | 'move-down'
  | 'move-left'
  | 'move-right'
  | 'undo'
  | 'redo'
  | 'clip'
  | 'search'
  | 'filter'
  | 'export'
  | 'go-inbox'
  | 'go-today'
  | 'go-starred'
  | 'go-highlights'
  | 'go-all'
  | 'board'
  | 'section'
  | 'hide-library'
  | 'hide-list'
  | 'sheet'
  | 'palette'
  | 'settings'
  | 'next-pane'
  | 'previous-pane';

/** Where the sheet lists a key. */
export type KeyGroup = 'moving' | 'acting' | 'reading' | 'everywhere' | 'places';

export interface Key {
  command: Command;
  group: KeyGroup;
  /**
   * The presses that do it. `Mod` is Ctrl, or Cmd on a Mac; `g i` is one after the other; a letter is the
   * letter whatever the state of Caps Lock; `1-9` is any of them.
   */
  presses: string[];
}

/** The table, with the presses that hold until an editor changes them. */
export const keys: Key[] = [
  { command: 'next', group: 'moving', presses: ['j', 'ArrowDown'] },
  { command: 'previous', group: 'moving', presses: ['k', 'ArrowUp'] },
  { command: 'read', group: 'moving', presses: ['Enter'] },
  { command: 'back', group: 'moving', presses: ['Escape'] },
  { command: 'page-down', group: 'moving', presses: ['Space'] },
  { command: 'select', group: 'moving', presses: ['x'] },
  { command: 'extend-next', group: 'moving', presses: ['Shift+j', 'Shift+ArrowDown'] },
  { command: 'extend-previous', group: 'moving', presses: ['Shift+k', 'Shift+ArrowUp'] },
  { command: 'select-all', group: 'moving', presses: ['Mod+a'] },
  { command: 'move-up', group: 'moving', presses: ['Alt+ArrowUp'] },
  { command: 'move-down', group: 'moving', presses: ['Alt+ArrowDown'] },
  { command: 'move-left', group: 'moving', presses: ['Alt+ArrowLeft'] },
  { command: 'move-right', group: 'moving', presses: ['Alt+ArrowRight'] },
  { command: 'done', group: 'acting', presses: ['e'] },
  { command: 'star', group: 'acting', presses: ['s'] },
  { command: 'unread', group: 'acting', presses: ['u'] },
  { command: 'topic', group: 'acting', presses: ['t'] },
  { command: 'section', group: 'acting', presses: ['1-9'] },
  { command: 'collect', group: 'acting', presses: ['b'] },
  { command: 'tag', group: 'acting', presses: ['l'] },
  { command: 'date', group: 'acting', presses: ['d'] },
  { command: 'correct', group: 'acting', presses: ['c'] },
  { command: 'original', group: 'acting', presses: ['o'] },
  { command: 'snapshot', group: 'acting', presses: ['Shift+o'] },
  { command: 'versions', group: 'acting', presses: ['v'] },
  { command: 'verify', group: 'acting', presses: ['y'] },
  { command: 'highlight', group: 'reading', presses: ['h'] },
  { command: 'note', group: 'reading', presses: ['n'] },
  { command: 'quote', group: 'reading', presses: ['q'] },
  { command: 'translate', group: 'reading', presses: ['Shift+t'] },
  { command: 'copy-citation', group: 'reading', presses: ['Shift+c'] },
  { command: 'find', group: 'reading', presses: ['F3'] },
  { command: 'find-previous', group: 'reading', presses: ['Shift+F3'] },
  { command: 'print', group: 'reading', presses: ['Mod+p'] },
  { command: 'larger', group: 'reading', presses: ['Mod+=', 'Mod++'] },
  { command: 'smaller', group: 'reading', presses: ['Mod+-'] },
  { command: 'usual-size', group: 'reading', presses: ['Mod+0'] },
  { command: 'spike', group: 'acting', presses: ['Delete', 'Backspace'] },
  { command: 'palette', group: 'everywhere', presses: ['Mod+k'] },
  { command: 'clip', group: 'everywhere', presses: ['Mod+n'] },
  { command: 'search', group: 'everywhere', presses: ['/', 'Mod+f'] },
  { command: 'filter', group: 'everywhere', presses: ['f'] },
  { command: 'undo', group: 'everywhere', presses: ['Mod+z'] },
  { command: 'redo', group: 'everywhere', presses: ['Mod+Shift+z'] },
  { command: 'export', group: 'everywhere', presses: ['Mod+e'] },
  { command: 'settings', group: 'everywhere', presses: ['Mod+,'] },
  { command: 'sheet', group: 'everywhere', presses: ['?'] },
  { command: 'go-inbox', group: 'places', presses: ['g i'] },
  { command: 'go-today', group: 'places', presses: ['g t'] },
  { command: 'go-starred', group: 'places', presses: ['g r', 'g s'] },
  { command: 'go-highlights', group: 'places', presses: ['g h'] },
  { command: 'go-all', group: 'places', presses: ['g a'] },
  { command: 'board', group: 'places', presses: ['g b'] },
  { command: 'hide-library', group: 'places', presses: ['['] },
  { command: 'hide-list', group: 'places', presses: [']'] },
  { command: 'next-pane', group: 'places', presses: ['F6'] },
  { command: 'previous-pane', group: 'places', presses: ['Shift+F6'] },
];

/** The presses that do something for this editor. Who reads it in a component follows what is changed. */
export const inUse = new SvelteMap<Command, string[]>(keys.map((key) => [key.command, key.presses]));

/** The parts of a keyboard event that matter here. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Whether a press belongs to a word that is being composed, as Japanese is. The press that ends the composing is
 * only known by its number in Safari's kin.
 */
export const isComposed = (event: KeyboardEvent) => event.isComposing || event.keyCode === 229;

/** Whether the keyboard in front of the editor is a Mac's. */
export const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** A press in the table's notation; null for what can mean nothing here. */
export function notation(event: Pressed, mac: boolean): string | null {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  let key = event.key;
  if (other) return null;
  // AltGr is Ctrl and Alt together on some systems, and how many layouts type “[” at all.
  const typed = key.length === 1 && !/[a-z0-9 ]/i.test(key);
  const alt = event.altKey && !typed;
  // A layout without Latin letters: the key where the letter would be.
  if (key.length === 1 && key > '\u007f') {
    const place = /^(?:Key([A-Z])|Digit([1-9]))$/.exec(event.code);
    if (place) key = (place[1] ?? place[2])!;
  } else if (typed && !event.shiftKey && /^Digit[1-9]$/.test(event.code) && !'[]/?'.includes(key)) {
    // A French keyboard has its digits behind Shift.
    key = event.code.slice(-1);
  }
  if (key === ' ') key = 'Space';
  if (key.length === 1) key = key.toLowerCase();
  // What Shift types is the sign itself; only letters and named keys are said with it.
  const shift = event.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const mods = `${mod && !(event.altKey && typed) ? 'Mod+' : ''}${alt ? 'Alt+' : ''}${shift ? 'Shift+' : ''}`;
  return mods + key;
}

/** What a press does, after `before` was pressed; `digit` for the commands that take one. */
export function commandFor(
  press: string,
  before: string | null,
): { command: Command; digit?: number } | null {
  const sequence = before ? `${before} ${press}` : press;
  for (const [command, presses] of inUse) if (presses.includes(sequence)) return { command };
  if (before || !/^[1-9]$/.test(press)) return null;
  for (const [command, presses] of inUse)
    if (presses.includes('1-9')) return { command, digit: Number(press) };
  return null;
}

/** Whether a press begins a sequence. */
export const begins = (press: string) =>
  [...inUse.values()].some((presses) => presses.some((p) => p.startsWith(`${press} `)));

/** Keys that a press means, from `Mod+Shift+z` or `g i`; the `+` of `Mod++` is a key. */
const parts = (press: string) => press.split(/ |\+(?!$)/);

/** A press as separate key caps, named as this keyboard names them. */
export function caps(press: string, mac: boolean): string[] {
  const names: Record<string, string> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
    Shift: mac ? '⇧' : 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
    Delete: 'Del',
    '1-9': '1…9',
  };
  return parts(press).map((cap) => names[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap));
}

/** The presses that do something, as `aria-keyshortcuts` has them; it has no word for one after the other. */
export function ariaKeys(command: Command, mac = onMac): string | undefined {
  const said = (inUse.get(command) ?? [])
    .filter((press) => !press.includes(' ') && press !== '1-9')
    .map((press) =>
      press
        .replace('Mod', mac ? 'Meta' : 'Control')
        .replace(/\+$/, 'Plus')
        .replace(/(^|\+)([a-z])$/, (_, plus: string, letter: string) => plus + letter.toUpperCase()),
    );
  return said.join(' ') || undefined;
}

/** The first press that does something, as key caps; none where no key does it. */
export function capsOf(command: Command): string[] {
  const press = inUse.get(command)?.[0];
  return press === undefined ? [] : caps(press, onMac);
}

/** The name of a control with the key that does the same, for its tooltip: “Star (S)”. */
export function hinted(name: string, command: Command): string {
  const said = capsOf(command).join(' ');
  return said ? `${name} (${said})` : name;
}
