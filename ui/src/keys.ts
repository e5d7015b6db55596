/**
 * Every key of the desk, once. The handler, the sheet behind `?`, the tooltips and the hints under the list
 * are all drawn from this table.
 */

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
  | 'tag'
  | 'date'
  | 'correct'
  | 'original'
  | 'spike'
  | 'select'
  | 'select-all'
  | 'undo'
  | 'redo'
  | 'clip'
  | 'search'
  | 'export'
  | 'go-inbox'
  | 'go-today'
  | 'go-starred'
  | 'go-all'
  | 'section'
  | 'hide-library'
  | 'hide-list'
  | 'sheet'
  | 'next-pane'
  | 'previous-pane';

/** Where the sheet lists a key. */
export type KeyGroup = 'moving' | 'acting' | 'everywhere' | 'places';

interface Key {
  command: Command;
  group: KeyGroup;
  /**
   * The presses that do it. `Mod` is Ctrl, or Cmd on a Mac; `g i` is one after the other; a letter is the
   * letter whatever the state of Caps Lock; `1-9` is any of them.
   */
  presses: string[];
}

/** The table. */
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
  { command: 'done', group: 'acting', presses: ['e'] },
  { command: 'star', group: 'acting', presses: ['s'] },
  { command: 'unread', group: 'acting', presses: ['u'] },
  { command: 'topic', group: 'acting', presses: ['t'] },
  { command: 'section', group: 'acting', presses: ['1-9'] },
  { command: 'tag', group: 'acting', presses: ['l'] },
  { command: 'date', group: 'acting', presses: ['d'] },
  { command: 'correct', group: 'acting', presses: ['c'] },
  { command: 'original', group: 'acting', presses: ['o'] },
  { command: 'spike', group: 'acting', presses: ['Delete', 'Backspace'] },
  { command: 'clip', group: 'everywhere', presses: ['Mod+n'] },
  { command: 'search', group: 'everywhere', presses: ['/', 'Mod+f'] },
  { command: 'undo', group: 'everywhere', presses: ['Mod+z'] },
  { command: 'redo', group: 'everywhere', presses: ['Mod+Shift+z'] },
  { command: 'export', group: 'everywhere', presses: ['Mod+e'] },
  { command: 'sheet', group: 'everywhere', presses: ['?'] },
  { command: 'go-inbox', group: 'places', presses: ['g i'] },
  { command: 'go-today', group: 'places', presses: ['g t'] },
  { command: 'go-starred', group: 'places', presses: ['g s'] },
  { command: 'go-all', group: 'places', presses: ['g a'] },
  { command: 'hide-library', group: 'places', presses: ['['] },
  { command: 'hide-list', group: 'places', presses: [']'] },
  { command: 'next-pane', group: 'places', presses: ['F6'] },
  { command: 'previous-pane', group: 'places', presses: ['Shift+F6'] },
];

/** The parts of a keyboard event that matter here. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Whether the keyboard in front of the editor is a Mac's. */
export const onMac = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);

/** A press in the table's notation; null for what can mean nothing here. */
export function notation(event: Pressed, mac: boolean): string | null {
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  let key = event.key;
  // AltGr is Ctrl and Alt together on some systems, and how many layouts type “[” at all.
  const typed = key.length === 1 && !/[a-z0-9]/i.test(key);
  if ((event.altKey && !typed) || other) return null;
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
  return `${mod && !(event.altKey && typed) ? 'Mod+' : ''}${shift ? 'Shift+' : ''}${key}`;
}

/** What a press does, after `before` was pressed; `digit` for the commands that take one. */
export function commandFor(
  press: string,
  before: string | null,
): { command: Command; digit?: number } | null {
  const sequence = before ? `${before} ${press}` : press;
  const found = keys.find((key) => key.presses.includes(sequence));
  if (found) return { command: found.command };
  if (!before && /^[1-9]$/.test(press)) return { command: 'section', digit: Number(press) };
  return null;
}

/** Whether a press begins a sequence. */
export const begins = (press: string) =>
  keys.some((key) => key.presses.some((p) => p.startsWith(`${press} `)));

/** A press as separate key caps, named as this keyboard names them. */
export function caps(press: string, mac: boolean): string[] {
  const names: Record<string, string> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Shift: mac ? '⇧' : 'Shift',
    ArrowDown: '↓',
    ArrowUp: '↑',
    Escape: 'Esc',
    Delete: 'Del',
    '1-9': '1…9',
  };
  return press.split(/[ +]/).map((cap) => names[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap));
}

/** The presses that do something, as `aria-keyshortcuts` has them; it has no word for one after the other. */
export function ariaKeys(command: Command, mac = onMac): string | undefined {
  const presses = keys.find((key) => key.command === command)?.presses ?? [];
  const said = presses
    .filter((press) => !press.includes(' ') && press !== '1-9')
    .map((press) =>
      press
        .replace('Mod', mac ? 'Meta' : 'Control')
        .replace(/(^|\+)([a-z])$/, (_, plus: string, letter: string) => plus + letter.toUpperCase()),
    );
  return said.join(' ') || undefined;
}

/** The first press that does something, as key caps. */
export function capsOf(command: Command): string[] {
  const key = keys.find((k) => k.command === command);
  return key ? caps(key.presses[0]!, onMac) : [];
}
