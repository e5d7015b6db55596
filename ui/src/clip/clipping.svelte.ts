/** Clipping in: what is about to be clipped, and what links from elsewhere have asked for. */
import { tick } from 'svelte';
import * as desk from '../desk';
import type { Session } from '../session.svelte';
import type { JobCard, StoryId } from '../wire';
import { words } from '../words';
import { Draft } from './draft.svelte';

export class Clipping {
  /** What was begun in the dialog and neither clipped nor discarded: closing the dialog loses nothing. */
  begun = new Draft();
  /** What the open dialog shows before it hands anything over; what is dropped then goes there. */
  open = $state.raw<Draft | null>(null);

  readonly #session: Session;
  /** Whether links have brought something that the shell still keeps. */
  #waiting = false;
  /** Addresses that links asked for and the editor has not seen yet. */
  #brought: string[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** Clips what was dropped, without the dialog; the card in the library pane shows how it goes. */
  async atOnce(entry: string) {
    const session = this.#session;
    await session.quietly(desk.clip(entry, [], session.topic?.id ?? null));
  }

  /** Clips a story that another one's page points to. */
  async lead(lead: number) {
    await this.#session.quietly(desk.clipLead(lead));
  }

  /** Clips one entry of a live blog as a story of its own. */
  async entry(id: StoryId, place: number) {
    await this.#session.quietly(desk.clipEntry(id, place));
  }

  /** Tries once more to fetch a story whose page is not here. */
  async again(id: StoryId) {
    await this.#session.quietly(desk.retry(id));
  }

  /** Adds the sample stories, to look around. */
  async samples() {
    const session = this.#session;
    try {
      const added = await desk.keepSamples();
      await session.refresh();
      session.say(words.first.added(added));
    } catch (thrown) {
      session.complain(thrown);
    }
  }

  /** Keeps what came although it is no story. */
  async anyway({ id }: JobCard) {
    await this.#session.quietly(desk.clipAnyway(id));
  }

  /** Tries once more to clip what failed. */
  async tryAgain(cards: JobCard[]) {
    const { jobs } = this.#session;
    for (const { id, story } of cards) {
      if (story === null) continue;
      try {
        const again = await desk.retry(story);
        // Whoever watches goes on watching.
        if (jobs.watched.includes(id)) jobs.watch(jobs.watched.map((job) => (job === id ? again : job)));
        await jobs.dismiss(id);
      } catch (thrown) {
        this.#session.complain(thrown);
      }
    }
  }

  /** Stops jobs. What is kept stays kept. */
  async cancel(cards: JobCard[]) {
    await Promise.all(cards.map(({ id }) => this.#session.quietly(desk.cancelJob(id))));
  }

  /** Hears that `clipdesk://` links have brought something. Nothing is done with it but to ask. */
  hear() {
    this.#waiting = true;
    this.offer();
  }

  /** Asks about what links brought, as soon as nothing else lies over the desk. Until then the shell keeps it. */
  offer() {
    if (this.#waiting || this.#brought.length > 0) void tick().then(() => this.#ask());
  }

  async #ask() {
    const session = this.#session;
    const isFree = () => session.over === null && session.holding !== null;
    if (!isFree()) return;
    if (this.#waiting) {
      this.#waiting = false;
      this.#brought.push(...(await desk.linksBrought().catch(() => [])));
    }
    if (!isFree() || this.#brought.length === 0) return;
    session.over = { over: 'brought', addresses: this.#brought };
    this.#brought = [];
  }
}
