/** What a toast says, and the one thing it offers. */
export interface Said {
  sentence: string;
  action: { words: string; act: () => void } | null;
}

/** How long a sentence stays: long enough to read it and to reach for Undo. */
const STAY_MS = 8000;

/** What the desk says in passing: the last sentence, and trouble, which stays until it is dismissed. */
export class Toasts {
  said = $state<Said | null>(null);
  trouble = $state<string | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  say(sentence: string, action: Said['action'] = null) {
    clearTimeout(this.#timer);
    this.said = { sentence, action };
    this.#timer = setTimeout(() => (this.said = null), STAY_MS);
  }

  complain(sentence: string) {
    this.trouble = sentence;
  }
}
