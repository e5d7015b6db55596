/**
 * A topic as a board: its columns, what stands in them, and how cards go from one to another. A card moves at
 * once; the engine's answer confirms that, and a refusal puts it back.
 */
import { tick } from 'svelte';
import * as desk from '../desk';
import type { Session } from '../session.svelte';
import type { Place, Query, Rows, SectionId, StoryId, Tally, Topic, TopicId } from '../wire';
import { words } from '../words';
import {
  afterLeaving,
  inOrder,
  isThere,
  moved,
  neighbour,
  placeFor,
  sent,
  spotBeside,
  spotOf,
  type Column,
  type Spot,
  type Way,
} from './placing';
import { remember, remembered } from './views';

export type View = 'list' | 'board';

/** How many cards a column asks for at a time, and how many the engine gives at most. */
const PAGE = 60;
const MOST = 1000;

/** A card's element. */
export const cardOf = (id: StoryId) => `card-${id}`;
/** A column's element. */
export const columnOf = (section: SectionId | null) => `column-${section ?? 'unplaced'}`;

export class Board {
  columns = $state.raw<readonly Column[]>([]);
  /** Whether the columns on the screen are those of the open topic. */
  settled = $state(false);
  #views = $state.raw<TopicId[]>([]);

  readonly #session: Session;
  #library = '';
  #topic: TopicId | null = null;
  // Answers may overtake each other; only the latest question's counts, and none that an act has overtaken.
  #turn = 0;
  #acting = 0;
  #acts: Promise<unknown> = Promise.resolve();
  #growing = new Set<SectionId | null>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Turns to a library. */
  open(library: string) {
    this.#library = library;
    this.#views = remembered(library);
    this.#topic = null;
    this.columns = [];
  }

  // --- what is seen ---

  viewOf(topic: TopicId): View {
    return this.#views.includes(topic) ? 'board' : 'list';
  }

  /** Whether the open topic is seen as a board, or one of its stories, opened from there. */
  get isOn(): boolean {
    const { stories, topic } = this.#session;
    const whole = stories.shelf.shelf === 'topic' && !stories.searching;
    return whole && topic !== null && this.viewOf(topic.id) === 'board';
  }

  /** Whether the board itself is seen. */
  get isSeen(): boolean {
    return this.isOn && this.#session.seen === 'list';
  }

  async show(topic: TopicId, view: View) {
    const session = this.#session;
    this.#views = this.#views.filter((id) => id !== topic);
    if (view === 'board') this.#views = [...this.#views, topic];
    remember(this.#library, this.#views);
    session.stories.selected.clear();
    // What narrows the list does not narrow the board, and acts are on what is seen.
    if (view === 'board') {
      await session.setList({ shelf: { shelf: 'topic', topic }, unreadOnly: false, filters: [] });
    }
    session.seen = 'list';
    session.focus('list');
  }

  /** Turns the open topic from a list to a board, or back. */
  async turn() {
    const { topic } = this.#session;
    if (topic) await this.show(topic.id, this.isOn ? 'list' : 'board');
  }

  /** Goes to a section: on the board to its column, else to its list. */
  async goTo(topic: TopicId, section: SectionId) {
    const session = this.#session;
    if (this.viewOf(topic) === 'list') return session.goTo({ shelf: 'section', section });
    if (!this.isOn || session.topic?.id !== topic) await session.goTo({ shelf: 'topic', topic });
    session.seen = 'list';
    await this.reveal(section);
  }

  /** Brings a column into sight, with the focus on its first card; an empty one has it on what it says. */
  async reveal(section: SectionId) {
    await tick();
    const column = document.getElementById(columnOf(section));
    column?.scrollIntoView({ block: 'nearest', inline: 'start' });
    const first = this.columns.find((one) => one.section === section)?.rows[0];
    if (first) this.focus(first.id);
    else column?.querySelector<HTMLElement>('.brief button')?.focus();
  }

  // --- what stands where ---

  /** Turns to a topic and its sections, as they are now. */
  async turnTo(topic: Topic) {
    if (this.#topic !== topic.id) {
      this.#topic = topic.id;
      this.columns = [];
      this.settled = false;
    }
    const sections = [null, ...topic.sections.map(({ id }) => id)];
    const known = new Map(this.columns.map((column) => [column.section, column]));
    this.columns = sections.map(
      (section) => known.get(section) ?? { section, rows: [], more: false, total: 0, complaint: null },
    );
    await this.reload();
  }

  #query(section: SectionId | null, after: StoryId | null, limit: number): Query {
    const shelf =
      section === null
        ? ({ shelf: 'unplaced', topic: this.#topic! } as const)
        : ({ shelf: 'section', section } as const);
    const all = { unread_only: false, words: null, filter: null, sort: 'placed', skip: 0 } as const;
    return { ...all, shelf, after, limit };
  }

  /** Brings what the columns show once more, after something in the library changed. */
  async reload() {
    if (this.#topic === null || this.#acting > 0) return;
    const turn = ++this.#turn;
    const columns = await Promise.all(this.columns.map((column) => this.#bring(column)));
    if (turn !== this.#turn) return;
    this.columns = columns;
    this.settled = true;
    const { stories } = this.#session;
    if (this.isSeen && stories.current !== null && spotOf(columns, stories.current) === null) {
      stories.current = neighbour(columns, null, 'down');
      await this.#session.loadStory();
    }
  }

  async #bring(column: Column): Promise<Column> {
    const limit = Math.min(MOST, Math.max(PAGE, column.rows.length));
    const query = this.#query(column.section, null, limit);
    try {
      const [{ rows, more }, { total }]: [Rows, Tally] = await Promise.all([
        desk.stories(query),
        desk.tally(query),
      ]);
      // Far down a long column, what cannot be brought at once stays as it was: nothing may jump there.
      const brought = new Set(rows.map((row) => row.id));
      const rest = column.rows.slice(limit).filter((row) => !brought.has(row.id));
      return {
        section: column.section,
        rows: [...rows, ...rest],
        more: rest.length > 0 ? column.more : more,
        total,
        complaint: null,
      };
    } catch (thrown) {
      return { ...column, complaint: desk.complaint(thrown).message };
    }
  }

  /** Brings the cards that follow in a column. */
  async grow(section: SectionId | null) {
    const column = this.columns.find((one) => one.section === section);
    const last = column?.rows.at(-1);
    if (!column?.more || !last || this.#growing.has(section)) return;
    this.#growing.add(section);
    const turn = this.#turn;
    try {
      const { rows, more } = await desk.stories(this.#query(section, last.id, PAGE));
      if (turn !== this.#turn || this.#acting > 0) return;
      this.columns = this.columns.map((one) => {
        if (one.section !== section) return one;
        const known = new Set(one.rows.map((row) => row.id));
        return { ...one, rows: [...one.rows, ...rows.filter((row) => !known.has(row.id))], more };
      });
    } catch (thrown) {
      this.#session.complain(thrown);
    } finally {
      this.#growing.delete(section);
    }
  }

  /** How many stories stand on the board. */
  get total(): number {
    return this.columns.reduce((all, column) => all + column.total, 0);
  }

  /** The place of the open story, counted column by column; -1 where it is not on the board. */
  get place(): number {
    const spot = spotOf(this.columns, this.#session.stories.current);
    const before = this.columns.slice(0, spot?.column ?? 0);
    return spot ? before.reduce((all, column) => all + column.total, spot.place) : -1;
  }

  nameOf(section: SectionId | null): string {
    const known = this.#session.topic?.sections.find(({ id }) => id === section);
    return known?.name ?? words.library.unplaced;
  }

  // --- the focus ---

  /** Makes a card the one that acts are on. */
  async take(id: StoryId) {
    const session = this.#session;
    if (session.stories.current === id) return;
    session.stories.current = id;
    await session.loadStory();
  }

  /** Gives a card the focus. */
  focus(id: StoryId | null) {
    if (id === null) return;
    void this.take(id);
    void tick().then(() => {
      const card = document.getElementById(cardOf(id));
      card?.focus();
      // A column that is half seen takes the focus without coming into sight.
      card?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  /** The card that has the focus when the board gets it. */
  get focused(): StoryId | null {
    const { current } = this.#session.stories;
    return spotOf(this.columns, current) ? current : neighbour(this.columns, null, 'down');
  }

  // --- acts ---

  /** What is moved when a card is: the selection, if the card is part of it. */
  movedWith(id: StoryId): StoryId[] {
    const { selected } = this.#session.stories;
    return selected.has(id) ? inOrder(this.columns, selected.ids) : [id];
  }

  /** Moves stories to a spot and says where they stand now. */
  async move(ids: StoryId[], spot: Spot) {
    if (isThere(this.columns, ids, spot)) return;
    const columns = moved(this.columns, ids, spot);
    const { section, total } = columns[spot.column]!;
    const name = this.nameOf(section);
    const told = words.board;
    const said =
      ids.length === 1
        ? told.moved(name, spot.place + 1, total)
        : told.movedMany(ids.length, name, spot.place + 1, total);
    await this.#place(ids, section, placeFor(this.columns, ids, spot), columns, said);
  }

  /** Moves stories to the end of a column. */
  async send(ids: StoryId[], column: number) {
    const target = this.columns[column];
    if (!target || ids.length === 0) return;
    const next = afterLeaving(this.columns, ids, this.focused);
    const columns = sent(this.columns, ids, column);
    const said = words.board.sentTo(ids.length, this.nameOf(target.section));
    const doing = this.#place(ids, target.section, 'last', columns, said);
    this.focus(next ?? neighbour(columns, null, 'down'));
    await doing;
  }

  async #place(ids: StoryId[], section: SectionId | null, place: Place, columns: Column[], said: string) {
    const session = this.#session;
    const topic = this.#topic!;
    const before = this.columns;
    this.columns = columns;
    this.#acting++;
    this.#turn++;
    // Each place is said beside another card, so the acts are done in the order in which they were seen.
    const doing = this.#acts.then(() => desk.placeStories(ids, topic, section, place));
    this.#acts = doing.catch(() => undefined);
    try {
      await doing;
      session.toasts.say(said, { words: words.undo, act: () => void session.run('undo') });
    } catch (thrown) {
      if (this.columns === columns) this.columns = before;
      session.complain(thrown);
      // The card went back, and the focus goes with it.
      this.focus(session.stories.current);
    } finally {
      this.#acting--;
    }
    await this.reload();
  }

  /** Does something to the targets where they stand; only what leaves the board gives the focus to another card. */
  async act(ids: StoryId[], doing: Promise<desk.Deed>) {
    const session = this.#session;
    const next = afterLeaving(this.columns, ids, session.stories.current);
    if (!(await session.act(doing))) return;
    session.stories.selected.clear();
    await this.reload();
    if (this.isSeen) {
      this.focus(spotOf(this.columns, session.stories.current) ? session.stories.current : next);
    } else if (next !== null) await session.read(next);
  }

  /** Moves the focused card, or the selection that it is part of, one step. */
  async moveBy(way: Way) {
    const id = this.focused;
    if (id === null) return;
    const ids = this.movedWith(id);
    const spot = spotBeside(this.columns, ids, id, way);
    if (!spot) return;
    const doing = this.move(ids, spot);
    this.focus(id);
    await doing;
  }

  /** Moves the focus to the card beside the one that has it. */
  go(way: Way) {
    this.focus(neighbour(this.columns, this.focused, way));
  }
}
