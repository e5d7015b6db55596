/** What holds on this computer, while its settings are looked at. */
import * as desk from '../desk';
import type { Holding, Network, Settings } from '../wire';
import { words } from '../words';

/** How long “Saved” stays. */
const STAYS_MS = 4000;

export class Preferences {
  /** Null until the engine has answered. */
  known = $state.raw<Settings | null>(null);
  /** Why it is not known. */
  trouble = $state<string | null>(null);
  /** What was refused, and why. */
  refused = $state.raw<{ field: keyof Network; why: string } | null>(null);
  /** What is quietly said of the last change. */
  saved = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    desk.settings().then(
      (known) => (this.known = known),
      (thrown: unknown) => (this.trouble = desk.complaint(thrown).message),
    );
  }

  /** Changes one thing about how the desk reaches the web. What is refused stays as it was. */
  async setNetwork<Field extends keyof Network>(field: Field, value: Network[Field]) {
    const known = this.known;
    if (!known || known.network[field] === value) {
      if (this.refused?.field === field) this.refused = null;
      return;
    }
    try {
      this.known = await desk.setNetwork({ ...known.network, [field]: value });
      this.refused = null;
      this.say(words.settings.saved);
    } catch (thrown) {
      this.saved = '';
      this.refused = { field, why: desk.complaint(thrown).message };
    }
  }

  /** Takes a library off the list of those that were open here. */
  async forgetLibrary({ folder, name }: Holding) {
    try {
      this.known = await desk.forgetLibrary(folder);
      this.say(words.settings.takenOff(name));
    } catch (thrown) {
      this.trouble = desk.complaint(thrown).message;
    }
  }

  say(sentence: string) {
    clearTimeout(this.#timer);
    this.saved = sentence;
    this.#timer = setTimeout(() => (this.saved = ''), STAYS_MS);
  }
}
