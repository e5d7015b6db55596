/** Which presses may do something, and which stand in each other's way. Pure: the table comes as an argument. */
import type { Command, Key } from './keys';

/** Other presses than the table's, by command. */
export type Changes = Partial<Record<Command, string[]>>;

/** Why a press cannot be taken for anything. */
export type Refusal = 'modifier' | 'moving' | 'clipboard' | 'window' | 'sections' | 'unknown';

/** Whether two presses cannot both mean something: the same, or one begins the other. */
export function clash(one: string, other: string): boolean {
  if (one === other) return true;
  return one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Whether a press is a letter, a sign or a digit alone, which those who dictate say by accident. */
export const isSingle = (press: string) => /^(?:Shift\+)?\S$|^\S \S$|^1-9$/.test(press);

/** Whether a press is left to text fields while one has the focus: all typing, and what edits what is typed. */
export function isTyping(press: string): boolean {
  if (/^(?:Shift\+)?F\d+$/.test(press)) return false;
  if (!press.startsWith('Mod+')) return true;
  return /^Mod\+(?:Alt\+)?(?:Shift\+)?(?:[acvxyz]|Arrow\w+|Backspace|Delete|Home|End|Enter|Space)$/.test(
    press,
  );
}

const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'ScrollLock', 'Fn'];
const NAMED = /^(?:Enter|Escape|Space|Delete|Backspace|Insert|Arrow(?:Up|Down|Left|Right)|F\d{1,2})$/;
/** What moves the focus or the page, everywhere. */
const MOVING = /^(?:\w+\+)*(?:Tab|PageUp|PageDown|Home|End|F10|ContextMenu)$/;
/** What the system or the web view takes before it comes to us, or what would close or zoom the window. */
const WINDOW = /^(?:Mod\+(?:Shift\+)?[wqmh]|Mod\+Alt\+.+|Alt\+(?:Space|F\d+|Escape)|F1[12]|Mod\+Shift\+i)$/;

/** Why a press cannot be taken; null if it can. Whether it is taken already is another question. */
export function refusal(press: string): Refusal | null {
  const keys = press.split(' ');
  const last = (key: string) => key.split(/\+(?!$)/).at(-1)!;
  if (keys.some((key) => MODIFIERS.includes(last(key)))) return 'modifier';
  if (keys.some((key) => MOVING.test(key))) return 'moving';
  if (keys.some((key) => /^Mod\+(?:Shift\+)?[cvx]$/.test(key))) return 'clipboard';
  if (keys.some((key) => WINDOW.test(key))) return 'window';
  if (/^[1-9]$/.test(keys[0]!)) return 'sections';
  const known = keys.every((key) => /^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?/.exec(key)![0] + last(key) === key);
  const named = keys.every((key) => last(key).length === 1 || NAMED.test(last(key)));
  const sequence = keys.length === 1 || (keys.length === 2 && keys.every((key) => isSingle(key)));
  return known && named && sequence ? null : 'unknown';
}

/** Whether an editor can change what does something: not the nine digits, which are nine keys in one. */
export const isChangeable = (key: Key) => !key.presses.includes('1-9');

/** The presses that hold: the changed ones, and those of the table that they leave free. */
export function holding(table: Key[], changes: Changes): Map<Command, string[]> {
  const taken: string[] = [];
  const free = (presses: string[]) => presses.filter((press) => !taken.some((other) => clash(press, other)));
  const held = new Map<Command, string[]>(table.map((key) => [key.command, []]));
  for (const { command } of table) {
    const presses = free(changes[command] ?? []);
    taken.push(...presses);
    held.set(command, presses);
  }
  for (const { command, presses } of table) {
    if (!changes[command]) held.set(command, free(presses));
  }
  return held;
}

/** Who has presses that stand in a press's way. */
export function takenBy(table: Key[], changes: Changes, command: Command, press: string): Command[] {
  return [...holding(table, changes)]
    .filter(([other, presses]) => other !== command && presses.some((p) => clash(p, press)))
    .map(([other]) => other);
}

/** The changes without presses that stand in the way of `presses`, which `command` is to have. */
function without(changes: Changes, command: Command, presses: string[]): Changes {
  const rest: Changes = {};
  for (const [other, had] of Object.entries(changes) as [Command, string[]][]) {
    if (other === command) continue;
    const kept = had.filter((press) => !presses.some((p) => clash(p, press)));
    // One that had its own key back keeps it; one that lost the only key it was given has the table's again.
    if (kept.length > 0 || had.length === 0) rest[other] = kept;
  }
  return rest;
}

/** The changes after `command` was given another first press; its further ones stay. */
export function changed(table: Key[], changes: Changes, command: Command, press: string): Changes {
  const further = (holding(table, changes).get(command) ?? []).slice(1).filter((p) => !clash(p, press));
  return { ...without(changes, command, [press]), [command]: [press, ...further] };
}

/** The changes after `command` has the table's presses again. */
export function reset(table: Key[], changes: Changes, command: Command): Changes {
  return without(changes, command, table.find((key) => key.command === command)?.presses ?? []);
}

/** What was remembered, as far as it can hold: a store may be old, broken or of another version. */
export function sound(table: Key[], remembered: unknown): Changes {
  if (typeof remembered !== 'object' || remembered === null) return {};
  const changes: Changes = {};
  for (const key of table.filter(isChangeable)) {
    const presses: unknown = (remembered as Record<string, unknown>)[key.command];
    if (!Array.isArray(presses)) continue;
    const good = presses.filter((press) => typeof press === 'string' && refusal(press) === null);
    if (good.length === presses.length) changes[key.command] = good as string[];
  }
  return changes;
}
