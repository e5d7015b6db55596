/** The keys as this editor has them. Remembered in this web view, not in the library. */
import { inUse, keys, type Command } from './keys';
import { changed, holding, isSingle, reset, sound, takenBy, type Changes } from './presses';

const KEPT_AS = 'clipdesk.keys';

function remembered(): { changes?: unknown; singles?: unknown } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {}; // the table's keys are always right
  }
}

export class Keyboard {
  #changes = $state.raw<Changes>({});
  /** Whether letters, signs and digits alone do something. */
  #singles = $state(true);

  constructor() {
    const kept = remembered();
    this.#changes = sound(keys, kept.changes);
    this.#singles = kept.singles !== false;
    this.#use();
  }

  get singles(): boolean {
    return this.#singles;
  }

  set singles(on: boolean) {
    this.#singles = on;
    this.#keep();
  }

  /** Whether anything is other than in the table. */
  get isChanged(): boolean {
    return Object.keys(this.#changes).length > 0;
  }

  /** Whether this command's keys are other than in the table. */
  hasChanged(command: Command): boolean {
    return command in this.#changes;
  }

  /** The presses of a command, also those that do nothing while single letters are off. */
  pressesOf(command: Command): string[] {
    return holding(keys, this.#changes).get(command) ?? [];
  }

  /** Who would lose a key if `command` got this press. */
  takenBy(command: Command, press: string): Command[] {
    return takenBy(keys, this.#changes, command, press);
  }

  /** Gives a command another key, whoever had it. */
  change(command: Command, press: string) {
    this.#changes = changed(keys, this.#changes, command, press);
    this.#keep();
  }

  reset(command: Command) {
    this.#changes = reset(keys, this.#changes, command);
    this.#keep();
  }

  resetAll() {
    this.#changes = {};
    this.#keep();
  }

  #keep() {
    this.#use();
    try {
      localStorage.setItem(KEPT_AS, JSON.stringify({ changes: this.#changes, singles: this.#singles }));
    } catch {
      // a full store keeps what it has; until the desk is closed the change holds all the same
    }
  }

  #use() {
    for (const [command, presses] of holding(keys, this.#changes)) {
      inUse.set(command, this.#singles ? presses : presses.filter((press) => !isSingle(press)));
    }
  }
}
