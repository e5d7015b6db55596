/** The list: which stories it shows, which one is open and which are selected. */
import { SvelteSet } from 'svelte/reactivity';
import * as desk from './desk';
import { midnight } from './days';
import type { Query, Row, Rows, Shelf, Sort, StoryId, Tally } from './wire';

/** How many rows a list asks for at a time. */
const PAGE = 60;
/** How many rows a reload brings at most; the rest comes again as the editor goes down. */
const RELOAD_AT_MOST = 600;

/** Whether two shelves are the same one. */
export function sameShelf(a: Shelf, b: Shelf): boolean {
  if (a.shelf !== b.shelf) return false;
  if (a.shelf === 'topic' && b.shelf === 'topic') return a.topic === b.topic;
  if (a.shelf === 'section' && b.shelf === 'section') return a.section === b.section;
  if (a.shelf === 'tag' && b.shelf === 'tag') return a.tag === b.tag;
  return true;
}

export class Stories {
  shelf = $state.raw<Shelf>({ shelf: 'inbox' });
  unreadOnly = $state(false);
  sort = $state<Sort>('clipped');
  /** What is searched for; then the list shows all stories that hold it, whatever the shelf. */
  words = $state('');

  rows = $state.raw<Row[]>([]);
  /** How much the whole list holds; null until that is known, for it is counted beside the rows. */
  tally = $state.raw<Tally | null>(null);
  more = $state(false);
  /** Whether the list on the screen is the one that was asked for. */
  settled = $state(false);
  complaint = $state<string | null>(null);

  /** The story that is open. */
  current = $state<StoryId | null>(null);
  /** The stories that were selected besides; acts are on them when there are any. */
  selected = new SvelteSet<StoryId>();

  // Answers may overtake each other; only the latest question's counts.
  #turn = 0;
  #growing = false;

  get searching(): boolean {
    return this.words.trim() !== '';
  }

  /** How many stories the list holds; null while nobody knows. */
  get total(): number | null {
    return this.tally?.total ?? (this.more ? null : this.rows.length);
  }

  get place(): number {
    return this.rows.findIndex((row) => row.id === this.current);
  }

  /** The stories that an act is on. */
  get targets(): StoryId[] {
    if (this.selected.size > 0) return this.rows.filter((r) => this.selected.has(r.id)).map((r) => r.id);
    return this.current === null ? [] : [this.current];
  }

  #query(after: StoryId | null, limit: number): Query {
    const words = this.words.trim();
    const shelf: Shelf = words
      ? { shelf: 'all' }
      : this.shelf.shelf === 'today'
        ? { shelf: 'today', since: midnight(new Date()).toISOString() }
        : this.shelf;
    return {
      shelf,
      unread_only: this.unreadOnly,
      words: words || null,
      filter: null,
      sort: this.sort,
      after,
      skip: 0,
      limit,
    };
  }

  /** Brings a list from its beginning and opens its first story, if none of it is open. */
  async show(change: Partial<Pick<Stories, 'shelf' | 'unreadOnly' | 'sort' | 'words'>>) {
    Object.assign(this, change);
    this.settled = false;
    this.tally = null;
    this.selected.clear();
    await this.#bring(PAGE, false);
  }

  /** Brings the same rows again, after something in the library changed. */
  async reload() {
    await this.#bring(Math.min(RELOAD_AT_MOST, Math.max(PAGE, this.rows.length)), true);
  }

  async #bring(limit: number, sameList: boolean) {
    const turn = ++this.#turn;
    const query = this.#query(null, limit);
    const coming = desk.stories(query);
    void this.#count(query, coming, turn);
    try {
      const answer = await coming;
      if (turn !== this.#turn) return;
      this.rows = sameList ? this.#withOpenOne(answer.rows) : answer.rows;
      this.more = answer.more;
      this.complaint = null;
      for (const id of [...this.selected]) {
        if (!this.rows.some((row) => row.id === id)) this.selected.delete(id);
      }
      if (this.place < 0) this.current = this.rows[0]?.id ?? null;
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.complaint = desk.complaint(thrown).message;
      this.rows = [];
      this.more = false;
    }
    this.settled = true;
  }

  /** Counts the whole list. The rows do not wait for that; it waits for them, as it speaks of them. */
  async #count(query: Query, rows: Promise<Rows>, turn: number) {
    const [counted] = await Promise.allSettled([desk.tally(query), rows]);
    if (turn !== this.#turn) return;
    if (counted.status === 'fulfilled') {
      this.tally = counted.value;
    } else {
      this.tally = null;
      this.complaint = desk.complaint(counted.reason).message;
    }
  }

  /** Among unread stories the open one stays where it was, though reading it took it out of the list. */
  #withOpenOne(rows: Row[]): Row[] {
    const place = this.place;
    const open = this.rows[place];
    if (!this.unreadOnly || !open || rows.some((row) => row.id === open.id)) return rows;
    const kept = { ...open, marks: { ...open.marks, read: true } };
    return [...rows.slice(0, place), kept, ...rows.slice(place)];
  }

  /** Brings the rows that follow. */
  async grow() {
    const last = this.rows.at(-1);
    if (!this.more || this.#growing || !last) return;
    this.#growing = true;
    const turn = this.#turn;
    try {
      const answer = await desk.stories(this.#query(last.id, PAGE));
      if (turn !== this.#turn) return;
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...answer.rows.filter((row) => !known.has(row.id))];
      this.more = answer.more;
    } catch (thrown) {
      this.complaint = desk.complaint(thrown).message;
    } finally {
      this.#growing = false;
    }
  }

  /** The story `step` rows further on; null at the end. */
  neighbour(step: 1 | -1): StoryId | null {
    return this.rows[this.place + step]?.id ?? null;
  }

  /** The story to go on with once `ids` have left the list. */
  afterLeaving(ids: StoryId[]): StoryId | null {
    const stays = (row: Row) => !ids.includes(row.id);
    const place = Math.max(0, this.place);
    return this.rows.slice(place).find(stays)?.id ?? this.rows.slice(0, place).findLast(stays)?.id ?? null;
  }

  toggle(id: StoryId) {
    if (!this.selected.delete(id)) this.selected.add(id);
  }

  selectAll() {
    for (const row of this.rows) this.selected.add(row.id);
  }

  /** Selects everything between the open story and `id`, both included. */
  selectTo(id: StoryId) {
    const from = Math.max(0, this.place);
    const to = this.rows.findIndex((row) => row.id === id);
    for (const row of this.rows.slice(Math.min(from, to), Math.max(from, to) + 1)) this.selected.add(row.id);
  }
}
