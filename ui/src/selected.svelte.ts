/** The stories that are selected. A whole list may be, so it is one set, replaced and never drawn. */
import type { StoryId } from './wire';

export class Selection {
  #ids = $state.raw<ReadonlySet<StoryId>>(new Set());

  get size(): number {
    return this.#ids.size;
  }

  /** The stories, in the order in which they were selected. */
  get ids(): StoryId[] {
    return [...this.#ids];
  }

  has(id: StoryId): boolean {
    return this.#ids.has(id);
  }

  toggle(id: StoryId) {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
  }

  add(more: Iterable<StoryId>) {
    this.#ids = new Set([...this.#ids, ...more]);
  }

  /** Drops what is not among these. */
  keep(among: Iterable<StoryId>) {
    const left = new Set(among);
    const kept = this.ids.filter((id) => left.has(id));
    if (kept.length !== this.size) this.#ids = new Set(kept);
  }

  clear() {
    if (this.size > 0) this.#ids = new Set();
  }
}
