/** The list: which stories it shows, which one is open and which are selected. */
import { brought } from './brought';
import { midnight } from './days';
import * as desk from './desk';
import { PAGE, pageOf, Pages, pagesOf } from './pages';
import { Selection } from './selected.svelte';
import { sortsOf } from './sorts';
import { type Chosen, inWords, oneSearch, valuesOf } from './story/filters';
import type { Whereabouts } from './whereabouts';
import type { Query, Row, Shelf, Sort, Story, StoryId, Tally } from './wire';

/** How many rows around those that are wanted are brought along, and how many are kept. */
const NEAR = 40;
const KEPT_NEAR = 400;

/** Where a search looks: in the whole library, or on the open shelf only. */
export type Scope = 'library' | 'shelf';

type Change = Partial<Pick<Stories, 'shelf' | 'unreadOnly' | 'sort' | 'words' | 'scope' | 'filters'>>;

export class Stories {
  shelf = $state.raw<Shelf>({ shelf: 'inbox' });
  unreadOnly = $state(false);
  /** The order that the editor chose; a list that has no such order has the usual one. */
  sort = $state<Sort>('clipped');
  /** What is searched for. */
  words = $state('');
  scope = $state<Scope>('library');
  /** What the list is narrowed to, on its shelf and beside a search. */
  filters = $state.raw<readonly Chosen[]>([]);

  #pages = $state.raw(new Pages());
  #end = $state<number | null>(null);
  /** How much the whole list holds; null until that is known, for it is counted beside the rows. */
  tally = $state.raw<Tally | null>(null);
  /** How many stories there would be without the filters; null while that is unknown or there are none. */
  unfiltered = $state<number | null>(null);
  /** Whether the list on the screen is the one that was asked for. */
  settled = $state(false);
  complaint = $state<string | null>(null);
  /** Grows with each list that is shown from its beginning. */
  begun = $state(0);

  /** The story that is open. */
  current = $state<StoryId | null>(null);
  /** The stories that were selected besides; acts are on them when there are any. */
  selected = new Selection();

  // Answers may overtake each other; only the latest question's counts.
  #turn = 0;
  #coming = new Map<number, Promise<void>>();
  #numbers: Promise<StoryId[]> | null = null;
  #seen = { from: 0, until: PAGE };
  /** Whether the open story stays open whatever becomes of it: something is being written to it. */
  held: () => boolean = () => false;
  /** Where the open story stood that stayed open though it has left the list. */
  #stood: { id: StoryId; place: number } | null = null;

  get searching(): boolean {
    return this.words.trim() !== '';
  }

  /** Whether the list shows what the whole library holds of a search, whatever the shelf. */
  get everywhere(): boolean {
    return this.searching && this.scope === 'library';
  }

  /** What the engine is asked to find: the filters and what is searched for, in one. */
  wordsAsked(filters: readonly Chosen[] = this.filters): string {
    return oneSearch(inWords(filters, new Date()), this.words);
  }

  /** The orders that this list can have. */
  get sorts(): Sort[] {
    const ordered = this.shelf.shelf === 'topic' || this.shelf.shelf === 'section';
    return sortsOf(this.searching, ordered && !this.everywhere);
  }

  /** The order that the list has. */
  get order(): Sort {
    return this.sorts.includes(this.sort) ? this.sort : 'clipped';
  }

  /** The rows that are here, in order; there may be more before, between and after them. */
  get rows(): readonly Row[] {
    return this.#pages.rows;
  }

  /** The row at a place of the list, if it is here. */
  at = (place: number): Row | undefined => this.#pages.at(place);

  /** How many rows the list on the screen has, as far as is known. */
  get length(): number {
    const guest = this.#pages.guest ? 1 : 0;
    const own = this.#end ?? this.tally?.total;
    return own === undefined ? this.#pages.end : own + guest;
  }

  /** How many stories the list holds; null while nobody knows. */
  get total(): number | null {
    return this.tally?.total ?? this.#end;
  }

  get place(): number {
    return this.current === null ? -1 : this.#pages.placeOf(this.current);
  }

  placeOf = (id: StoryId): number => this.#pages.placeOf(id);

  /** The stories that an act is on. */
  get targets(): StoryId[] {
    if (this.selected.size === 0) return this.current === null ? [] : [this.current];
    const here = this.rows.filter((row) => this.selected.has(row.id)).map((row) => row.id);
    return here.length === this.selected.size ? here : this.selected.ids;
  }

  /** What is known of the stories that an act is on; of a large selection that is not all. */
  get targetRows(): readonly Row[] {
    if (this.selected.size > 0) return this.rows.filter((row) => this.selected.has(row.id));
    return this.rows.filter((row) => row.id === this.current);
  }

  /** Whether all stories that an act is on are among the rows that are here. */
  get knowsTargets(): boolean {
    return this.targetRows.length >= this.selected.size;
  }

  /** The question behind the list; for what it has in common, and for acts on all of it. */
  question(filters: readonly Chosen[] = this.filters): Query {
    return this.#ask(this.wordsAsked(filters), this.everywhere);
  }

  /** The question that the list would be, were other words searched for in the same place. */
  query(words: string): Query {
    return this.#ask(oneSearch(inWords(this.filters, new Date()), words), this.scope === 'library');
  }

  #ask(words: string, everywhere: boolean): Query {
    const shelf: Shelf = everywhere
      ? { shelf: 'all' }
      : this.shelf.shelf === 'today'
        ? { shelf: 'today', since: midnight(new Date()).toISOString() }
        : this.shelf;
    return {
      shelf,
      unread_only: this.unreadOnly,
      words: words || null,
      filter: null,
      sort: this.order,
      after: null,
      skip: 0,
      limit: PAGE,
    };
  }

  /** Brings a list from its beginning and opens its first story, if none of it is open. */
  async show(change: Change) {
    this.#turnTo(change);
    const latest = await this.#bring([0], 'another');
    if (latest && this.place < 0) this.current = this.at(0)?.id ?? null;
  }

  /** Brings the list that the editor left, with the story that was open if it is near its beginning. */
  async beginAt({ shelf, sort, current }: Whereabouts) {
    this.current = current;
    await this.show({ shelf, sort });
  }

  /** Lists all stories, and opens one of them wherever it stands. */
  async showAll(id: StoryId) {
    this.#turnTo({ shelf: { shelf: 'all' }, words: '', scope: 'library', unreadOnly: false, filters: [] });
    this.current = id;
    await this.#bring([0], 'another');
    // Where it stands may take a while to find, and it can be read meanwhile.
    void this.#find(id);
  }

  #turnTo(change: Change) {
    // Filters narrow one shelf; who goes to another one sees all of it.
    Object.assign(this, change.shelf ? { filters: [], ...change } : change);
    this.settled = false;
    this.tally = null;
    this.unfiltered = null;
    this.selected.clear();
    this.#seen = { from: 0, until: PAGE };
  }

  /** Brings again what is seen and what is open, after something in the library changed. */
  async reload() {
    const [before, was, listed] = [this.#pages, this.#stands, this.place >= 0];
    const pages = this.#pagesAround(this.#seen);
    if (was >= 0) pages.push(pageOf(before.own(was)));
    const latest = await this.#bring(pages, 'same');
    // What was open has left the list: what came after it stands where it stood.
    if (!latest || was < 0 || this.place >= 0 || this.current === null) return;
    const place = this.#pages.placeSince(was, before);
    if (!listed || this.held()) this.#stood = { id: this.current, place };
    else this.current = (this.at(place) ?? this.rows.at(-1))?.id ?? null;
  }

  #pagesAround({ from, until }: { from: number; until: number }): number[] {
    const last = Math.max(0, this.length - 1);
    return pagesOf(Math.min(last, from - NEAR), Math.min(last + 1, until + NEAR));
  }

  /** Brings pages in place of all others. Answers whether nothing else was asked for meanwhile. */
  async #bring(wanted: number[], list: 'same' | 'another'): Promise<boolean> {
    const turn = ++this.#turn;
    this.#numbers = null;
    this.#coming.clear();
    const query = this.question();
    const coming = brought(query, wanted);
    void this.#count(query, coming, turn);
    try {
      const { pages, end } = await coming;
      if (turn !== this.#turn) return false;
      this.#pages = list === 'same' ? this.#withOpenOne(new Pages(pages)) : new Pages(pages);
      this.#end = end;
      this.complaint = null;
      if (list === 'another') this.begun += 1;
      void this.#keepSelection(turn);
    } catch (thrown) {
      if (turn !== this.#turn) return false;
      this.complaint = desk.complaint(thrown).message;
      this.#pages = new Pages();
      this.#end = 0;
    }
    this.settled = true;
    return true;
  }

  /** Counts the whole list. The rows do not wait for that; it waits for them, as it speaks of them. */
  async #count(query: Query, rows: Promise<unknown>, turn: number) {
    const without = this.filters.length > 0 ? desk.tally(this.question([])) : Promise.resolve(null);
    const [counted, all] = await Promise.allSettled([desk.tally(query), without, rows]);
    if (turn !== this.#turn) return;
    if (counted.status === 'fulfilled') {
      this.tally = counted.value;
      this.unfiltered = all.status === 'fulfilled' ? (all.value?.total ?? null) : null;
    } else {
      this.tally = null;
      this.complaint = desk.complaint(counted.reason).message;
    }
  }

  /** Among unread stories the open one stays where it was, though reading it took it out of the list. */
  #withOpenOne(pages: Pages): Pages {
    const open = this.rows.find((row) => row.id === this.current);
    if (!open || !this.#readingTakesOut || pages.placeOf(open.id) >= 0) return pages;
    return pages.withGuest({ ...open, marks: { ...open.marks, read: true } }, this.#pages);
  }

  /** Takes over what is known of a story that is shown although it has left the list. */
  know(story: Story) {
    const shelf = this.everywhere ? 'all' : this.shelf.shelf;
    const { spiked, done } = story.marks;
    const left = spiked !== (shelf === 'spiked') || (done && shelf === 'inbox');
    this.#pages = this.#pages.knowing(story, left ? 'left' : 'stays');
  }

  get #readingTakesOut(): boolean {
    return (
      this.unreadOnly ||
      valuesOf(this.filters, 'state').includes('unread') ||
      /\bis:unread\b/i.test(this.words)
    );
  }

  /** A selection holds nothing that has left the list. */
  async #keepSelection(turn: number) {
    if (this.selected.size === 0) return;
    if (this.selected.ids.every((id) => this.#pages.placeOf(id) >= 0)) return;
    try {
      const ids = await this.numbers();
      if (turn !== this.#turn) return;
      const guest = this.#pages.guest;
      this.selected.keep(guest ? [...ids, guest.row.id] : ids);
    } catch {
      // The list itself has complained, or will.
    }
  }

  /** Says which rows are seen: they are brought if they are not here, and far ones are let go. */
  want(from: number, until: number) {
    this.#seen = { from, until };
    const own = { from: this.#pages.own(from), until: this.#pages.own(until) };
    const near = pagesOf(own.from - KEPT_NEAR, own.until + KEPT_NEAR);
    const open = this.#stands < 0 ? -1 : pageOf(this.#pages.own(this.#stands));
    const keep = (page: number) => page === open || (page >= near[0]! && page <= near.at(-1)!);
    const kept = this.#pages.only(keep);
    if (kept.rows.length < this.rows.length) this.#pages = kept;
    void this.#here(this.#pagesAround(own));
  }

  /** Sees to it that pages are here. */
  async #here(wanted: number[]): Promise<void> {
    const turn = this.#turn;
    const missing = wanted.filter((page) => !this.#pages.has(page) && !this.#coming.has(page));
    if (missing.length > 0 && this.settled) {
      const query = this.question();
      const bringing = brought(query, missing).then(
        ({ pages, end }) => {
          if (turn !== this.#turn) return;
          missing.forEach((page) => this.#coming.delete(page));
          if (end !== null) this.#end = end;
          if (pages.size > 0) this.#pages = this.#pages.with(pages);
        },
        (thrown: unknown) => {
          if (turn !== this.#turn) return;
          missing.forEach((page) => this.#coming.delete(page));
          this.complaint = desk.complaint(thrown).message;
        },
      );
      missing.forEach((page) => this.#coming.set(page, bringing));
    }
    await Promise.all(wanted.map((page) => this.#coming.get(page)));
  }

  /** The numbers of all stories of the list, in its order. Asked for once for each state of the list. */
  numbers(): Promise<StoryId[]> {
    const asked = (this.#numbers ??= desk.numbers(this.question()));
    asked.catch(() => {
      if (this.#numbers === asked) this.#numbers = null;
    });
    return asked;
  }

  /** Finds a story that is not among the rows that are here, and brings those around it. */
  async #find(id: StoryId) {
    if (this.placeOf(id) >= 0) return;
    try {
      const place = (await this.numbers()).indexOf(id);
      if (place >= 0) await this.#here(pagesOf(place, place + 1));
    } catch {
      // It is open all the same; the list just does not show where it stands.
    }
  }

  /** Where the open story stands, or stood when it left the list; -1 where nobody knows. */
  get #stands(): number {
    return this.place < 0 && this.#stood?.id === this.current ? this.#stood.place : this.place;
  }

  /** The place a step from the open story; what came after one that has left stands where that stood. */
  #beside(step: 1 | -1): number {
    const left = this.place < 0 && this.#stands >= 0;
    return this.#stands + (left ? Math.min(0, step) : step);
  }

  /** The story `step` rows further on; null at the end. */
  async neighbour(step: 1 | -1): Promise<StoryId | null> {
    // While its page comes, the editor may go on, and the library may change and take it away again.
    for (let tries = 0; tries < 3; tries++) {
      const place = this.#beside(step);
      if (place < 0 || place >= this.length || this.at(place)) break;
      await this.#here(pagesOf(this.#pages.own(place), 0));
    }
    return this.at(this.#beside(step))?.id ?? null;
  }

  /** The story to go on with once `ids` have left the list. */
  afterLeaving(ids: StoryId[]): StoryId | null {
    return this.#pages.following(this.#stands, new Set(ids))?.id ?? null;
  }

  toggle = (id: StoryId) => this.selected.toggle(id);

  /** Selects the whole list, also what of it is not here. */
  async selectAll() {
    await this.#select(0, this.length);
  }

  /** Selects everything between the open story and `id`, both included. */
  async selectTo(id: StoryId) {
    const from = Math.max(0, this.place);
    const to = this.placeOf(id);
    if (to >= 0) await this.#select(Math.min(from, to), Math.max(from, to) + 1);
  }

  async #select(from: number, until: number) {
    const here = [];
    for (let place = from; place < until; place++) {
      const row = this.at(place);
      if (!row) break;
      here.push(row.id);
    }
    if (here.length === until - from) return this.selected.add(here);
    const turn = this.#turn;
    try {
      const all = [...(await this.numbers())];
      if (turn !== this.#turn) return;
      const guest = this.#pages.guest;
      if (guest) all.splice(guest.place, 0, guest.row.id);
      this.selected.add(from === 0 && until >= this.length ? all : all.slice(from, until));
    } catch (thrown) {
      if (turn === this.#turn) this.complaint = desk.complaint(thrown).message;
    }
  }
}
