/** Hears the presses that an editor wants a command to have. */
import { notation, onMac, type Command, type Pressed } from '../keys';
import type { Keyboard } from '../keyboard.svelte';
import { isSingle, refusal, type Refusal } from '../presses';

/** How long a first letter waits for a second one. */
const SEQUENCE_MS = 1200;
const MODIFIERS = ['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'ScrollLock', 'Fn'];

/** What became of what was pressed. */
export type Heard =
  | { heard: 'nothing' }
  | { heard: 'first'; press: string }
  | { heard: 'refused'; press: string; why: Refusal }
  | { heard: 'taken'; press: string; by: Command[] };

export class Recorder {
  /** The command whose key is being changed. */
  command = $state<Command | null>(null);
  heard = $state.raw<Heard>({ heard: 'nothing' });

  readonly #keyboard: Keyboard;
  readonly #done: (command: Command) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `done` is told when a recording has ended, however it ended. */
  constructor(keyboard: Keyboard, done: (command: Command) => void) {
    this.#keyboard = keyboard;
    this.#done = done;
  }

  /** Whether the next press is for us; while it is asked whether to take a key over, it is not. */
  get listens(): boolean {
    return this.command !== null && this.heard.heard !== 'taken';
  }

  begin(command: Command) {
    clearTimeout(this.#timer);
    this.command = command;
    this.heard = { heard: 'nothing' };
  }

  stop() {
    clearTimeout(this.#timer);
    const command = this.command;
    this.command = null;
    this.heard = { heard: 'nothing' };
    if (command) this.#done(command);
  }

  hear(event: Pressed) {
    if (MODIFIERS.includes(event.key)) return;
    const press = notation(event, onMac);
    if (press === null) return;
    if (press === 'Escape') return this.stop();
    clearTimeout(this.#timer);
    const before = this.heard.heard === 'first' ? this.heard.press : null;
    if (before !== null && isSingle(press)) return this.#take(`${before} ${press}`);
    const why = refusal(press);
    if (why) {
      this.heard = { heard: 'refused', press, why };
    } else if (isSingle(press)) {
      this.heard = { heard: 'first', press };
      this.#timer = setTimeout(() => this.#take(press), SEQUENCE_MS);
    } else this.#take(press);
  }

  /** Takes a key from whoever has it. */
  takeOver() {
    if (this.command === null || this.heard.heard !== 'taken') return;
    this.#keyboard.change(this.command, this.heard.press);
    this.stop();
  }

  #take(press: string) {
    const command = this.command;
    if (command === null) return;
    const why = refusal(press);
    const by = this.#keyboard.takenBy(command, press);
    if (why) this.heard = { heard: 'refused', press, why };
    else if (by.length > 0) this.heard = { heard: 'taken', press, by };
    else {
      this.#keyboard.change(command, press);
      this.stop();
    }
  }
}
