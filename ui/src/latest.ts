/**
 * Does one thing at a time. Of what is asked for meanwhile only the latest is done, as soon as there is room:
 * so a search follows every letter without waiting for a pause, and never lies behind by more than one answer.
 */
export class Latest<Asked> {
  readonly #answer: (asked: Asked) => Promise<void>;
  #waiting: { asked: Asked } | null = null;
  #busy = false;

  constructor(answer: (asked: Asked) => Promise<void>) {
    this.#answer = answer;
  }

  /** Whether something newer waits for what is being done. */
  get waiting(): boolean {
    return this.#waiting !== null;
  }

  /** Asks. Done when nothing waits any more, unless it was busy: then at once. */
  async ask(asked: Asked) {
    this.#waiting = { asked };
    if (this.#busy) return;
    this.#busy = true;
    try {
      while (this.#waiting) {
        const { asked: next } = this.#waiting;
        this.#waiting = null;
        await this.#answer(next);
      }
    } finally {
      this.#busy = false;
    }
  }

  /** Drops what waits. What is being done comes to its end. */
  forget() {
    this.#waiting = null;
  }
}
