/** The jobs: pages on their way into the library. They go on whether or not a dialog shows them. */
import * as desk from './desk';
import type { JobCard, JobId, Stage } from './wire';

/** How long the card of a page that arrived stays, when nobody watches it in the dialog. */
const ARRIVED_STAYS_MS = 10_000;

/** Whether a job has come to its end. */
export const isOver = (stage: Stage) => !['fetching', 'cutting', 'pictures'].includes(stage.stage);

/** Whether its story can be read: it stands in the library before its pictures do. */
export const isReadable = (stage: Stage) => stage.stage === 'pictures' || stage.stage === 'kept';

export class Jobs {
  cards = $state.raw<JobCard[]>([]);
  /** Jobs that the clip dialog shows; their cards wait until it lets go. */
  watched = $state.raw<JobId[]>([]);
  #leaving = new Map<JobId, ReturnType<typeof setTimeout>>();

  get running(): JobCard[] {
    return this.cards.filter((card) => !isOver(card.stage));
  }

  async load() {
    this.take(await desk.jobs());
  }

  take(cards: JobCard[]) {
    this.cards = cards;
    this.#seeOff();
  }

  watch(ids: JobId[]) {
    this.watched = ids;
    this.#seeOff();
  }

  // A page that arrived needs no answer, so its card goes by itself; one that failed stays until it has one.
  #seeOff() {
    for (const card of this.cards) {
      const goes = card.stage.stage === 'kept' || card.stage.stage === 'cancelled';
      if (!goes || this.watched.includes(card.id) || this.#leaving.has(card.id)) continue;
      const timer = setTimeout(() => void this.dismiss(card.id), ARRIVED_STAYS_MS);
      this.#leaving.set(card.id, timer);
    }
  }

  async dismiss(id: JobId) {
    clearTimeout(this.#leaving.get(id));
    this.#leaving.delete(id);
    if (this.watched.includes(id)) return;
    this.cards = this.cards.filter((card) => card.id !== id);
    try {
      await desk.dismissJob(id);
    } catch {
      // It was gone already, which is what was wanted.
    }
  }

  clearFinished() {
    for (const card of this.cards.filter((c) => isOver(c.stage))) void this.dismiss(card.id);
  }
}
