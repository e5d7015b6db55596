/** The jobs: pages on their way into the library. They go on whether or not a dialog shows them. */
import * as desk from './desk';
import type { JobCard, JobId, Stage } from './wire';
import { words } from './words';

/** How long the card of a page that arrived stays, when nobody watches it in the dialog. */
const ARRIVED_STAYS_MS = 10_000;
/** More jobs than this are told of together. */
export const FEW = 3;
/** How often the cards are drawn at most: hundreds of pages report many times a second. */
const DRAWN_EVERY_MS = 100;
/** How often those who listen are told how it goes. */
const SAID_EVERY_MS = 4000;

/** Whether a job has come to its end. */
export const isOver = (stage: Stage) => !['fetching', 'cutting', 'pictures'].includes(stage.stage);

/** Whether its story can be read: it stands in the library before its pictures do. */
export const isReadable = (stage: Stage) => stage.stage === 'pictures' || stage.stage === 'kept';

/** What becomes of a job. */
export type Outcome = 'moving' | 'kept' | 'failed' | 'cancelled';

/** What has become of a job so far. */
export function outcome(stage: Stage): Outcome {
  if (!isOver(stage)) return 'moving';
  if (stage.stage === 'kept' || stage.stage === 'cancelled') return stage.stage;
  return 'failed';
}

/** How many jobs there are, and what became of them. */
export type Count = Record<Outcome | 'all', number>;

/** Counts what became of jobs. */
export function counted(outcomes: Iterable<Outcome>): Count {
  const count: Count = { all: 0, moving: 0, kept: 0, failed: 0, cancelled: 0 };
  for (const one of outcomes) {
    count.all++;
    count[one]++;
  }
  return count;
}

export class Jobs {
  cards = $state.raw<JobCard[]>([]);
  /** Jobs that the clip dialog shows; their cards wait until it lets go. */
  watched = $state.raw<JobId[]>([]);
  /** The jobs that were begun together, those included whose cards are gone by now. */
  batch = $state.raw<Count>(counted([]));
  /** How it goes, for those who listen. */
  spoken = $state('');

  #outcomes = new Map<JobId, Outcome>();
  #leaving = new Map<JobId, ReturnType<typeof setTimeout>>();
  #heard: JobCard[] = [];
  #taken: JobCard[] = [];
  #drawing: ReturnType<typeof setTimeout> | undefined;
  #speaking: ReturnType<typeof setTimeout> | undefined;

  get running(): JobCard[] {
    return this.cards.filter((card) => !isOver(card.stage));
  }

  async load() {
    this.take(await desk.jobs());
  }

  /** Hears how jobs stand. Of many reports in a moment only the latest is drawn. */
  hear(cards: JobCard[]) {
    this.#heard = cards;
    if (this.#drawing !== undefined) return;
    this.take(cards);
    this.#drawing = setTimeout(() => {
      this.#drawing = undefined;
      if (this.#heard !== this.#taken) this.take(this.#heard);
    }, DRAWN_EVERY_MS);
  }

  take(cards: JobCard[]) {
    this.#taken = cards;
    this.cards = cards;
    this.#count();
    this.#speak();
    this.#seeOff();
  }

  watch(ids: JobId[]) {
    this.watched = ids;
    this.#seeOff();
  }

  // Whatever begins while something moves belongs to it; when all has come to rest, the next begins anew.
  #count() {
    const isNew = this.cards.some((card) => !this.#outcomes.has(card.id));
    if (this.cards.length === 0) this.#outcomes.clear();
    else if (isNew && this.batch.moving === 0) {
      const here = new Set(this.cards.map((card) => card.id));
      for (const id of this.#outcomes.keys()) if (!here.has(id)) this.#outcomes.delete(id);
    }
    for (const card of this.cards) this.#outcomes.set(card.id, outcome(card.stage));
    this.batch = counted(this.#outcomes.values());
  }

  // Every step of every page would be chatter: what holds now is said, but not more often than can be heard.
  #speak() {
    if (this.#speaking !== undefined) return;
    const say = () => {
      this.#speaking = undefined;
      this.spoken = this.batch.all === 0 ? '' : words.clip.spoken(this.batch);
    };
    say();
    this.#speaking = setTimeout(say, SAID_EVERY_MS);
  }

  // A page that arrived needs no answer, so its card goes by itself; one that failed stays until it has one.
  // Of many that come together none goes before the last has come: the list would never be at rest.
  #seeOff() {
    if (this.batch.all > FEW && this.batch.moving > 0) return;
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

  async clearFinished() {
    for (const card of this.cards.filter((c) => isOver(c.stage))) await this.dismiss(card.id);
  }
}
