/** What holds on this computer, while its settings are looked at. */
import * as desk from '../desk';
import type { Holding, Network, PostOffice, Settings } from '../wire';
import { words } from '../words';

/** How long “Saved” stays. */
const STAYS_MS = 4000;

export class Preferences {
  /** Null until the engine has answered. */
  known = $state.raw<Settings | null>(null);
  /** Why it is not known. */
  trouble = $state<string | null>(null);
  /** Why what stands in a field was refused. */
  refused = $state.raw<Partial<Record<keyof Network, string>>>({});
  /** What is quietly said of the last change. */
  saved = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;
  #setting: Promise<void> = Promise.resolve();
  readonly #told: (thrown: unknown) => void;

  /** `told` hears as well why something was refused: whoever set it may have left by then. */
  constructor(told: (thrown: unknown) => void) {
    this.#told = told;
    desk.settings().then(
      (known) => (this.known = known),
      (thrown: unknown) => (this.trouble = desk.complaint(thrown).message),
    );
  }

  /** Changes one thing about how the desk reaches the web. What is refused stays as it was. */
  setNetwork<Field extends keyof Network>(field: Field, value: Network[Field]): Promise<void> {
    // One after the other: each says all three, and would take back what the one before it changed.
    this.#setting = this.#setting.then(() => this.#set(field, value));
    return this.#setting;
  }

  async #set<Field extends keyof Network>(field: Field, value: Network[Field]) {
    const known = this.known;
    if (!known || known.network[field] === value) return this.#refuse(field);
    try {
      this.known = await desk.setNetwork({ ...known.network, [field]: value });
      this.#refuse(field);
      this.say(words.settings.saved);
    } catch (thrown) {
      this.saved = '';
      this.#refuse(field, desk.complaint(thrown).message);
      this.#told(thrown);
    }
  }

  /** Says why a field was refused, or that it no longer is; what stands in the others is as it was. */
  #refuse(field: keyof Network, why?: string) {
    this.refused = { ...this.refused, [field]: why };
  }

  /** Changes over which mail server editions are sent. Answers why it was refused. */
  async setPost(office: PostOffice): Promise<string | null> {
    try {
      this.known = await desk.setPost(office);
      this.say(words.settings.saved);
      return null;
    } catch (thrown) {
      this.saved = '';
      return desk.complaint(thrown).message;
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
