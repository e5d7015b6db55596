/** Loads that may overtake each other: only the latest counts, and whoever asked before it waits for it. */
export class Turns {
  #turn = 0;
  #latest = Promise.resolve();

  /** Done when what was asked for is there, or something newer. */
  take(load: (isLatest: () => boolean) => Promise<void>): Promise<void> {
    const turn = ++this.#turn;
    const isLatest = () => turn === this.#turn;
    this.#latest = load(isLatest).then(() => (isLatest() ? undefined : this.#latest));
    return this.#latest;
  }
}
