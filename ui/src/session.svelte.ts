/**
 * An editor's session at the desk: the shelves, the list, the open story, the jobs, and what the commands do
 * with them. Components draw it and call it; nothing here draws.
 */
import { getContext, setContext, tick } from 'svelte';
import { MediaQuery } from 'svelte/reactivity';
import { actAndAdvance, type Act } from './advancing';
import * as desk from './desk';
import { midnight } from './days';
import { Chores } from './chores.svelte';
import { run } from './commands';
import { Clipping } from './clip/clipping.svelte';
import { Composer } from './composer/composer.svelte';
import { Jobs } from './jobs.svelte';
import type { Command } from './keys';
import { Keyboard } from './keyboard.svelte';
import { Cabinet } from './library/cabinet.svelte';
import { Latest } from './latest';
import { Look } from './look.svelte';
import type { Over } from './over';
import { panes, type Pane } from './panes';
import { Toasts } from './parts/toasts.svelte';
import { Finding } from './search/finding.svelte';
import { Stories } from './stories.svelte';
import { Sieve } from './story/sieve.svelte';
import { Board } from './topic/board.svelte';
import { Reading } from './story/reading.svelte';
import type {
  Holding,
  PartName,
  Placing,
  Row,
  Section,
  Shelf,
  Shelves,
  Story,
  StoryId,
  Topic,
  TopicId,
} from './wire';
import { isLost, remembered } from './whereabouts';
import { Turns } from './turns';
import { isWriting } from './writing';
import { words } from './words';

/** How a session begins: with which library, and what there is to say of that. */
export interface Begun {
  holding: () => Promise<Holding>;
  sentence: string | null;
}

const KEY = Symbol('session');

/** The session that the components around share. */
export const session = () => getContext<Session>(KEY);

/** Stories that are only passed on the way, in milliseconds each, are not read, and cost no write. */
const A_GLANCE = 250;

export class Session {
  look = new Look();
  keyboard = new Keyboard();
  stories = new Stories();
  jobs = new Jobs();
  // The settings tell it where it was asked for; with them closed it is told in passing.
  chores = new Chores(({ kind, sentence }) => {
    if (this.over?.over === 'settings') return;
    if (kind === 'done') this.toasts.say(sentence);
    else this.toasts.complain(sentence);
  });
  toasts = new Toasts();
  reading = new Reading(this);
  sieve = new Sieve(this);
  finding = new Finding(this);
  clipping = new Clipping(this);
  cabinet = new Cabinet(this);
  board = new Board(this);
  composer = new Composer(this);

  holding = $state.raw<Holding | null>(null);
  /** Why there is no library. */
  trouble = $state<string | null>(null);
  shelves = $state.raw<Shelves | null>(null);
  /** The open story, whole. */
  story = $state.raw<Story | null>(null);
  #over = $state.raw<Over | null>(null);
  /** What went wrong while something lay over the desk; it is told there, for all behind it is inert. */
  overTrouble = $state<string | null>(null);
  /** What is being done; who takes the last act back means it, and waits for it. */
  acting: Promise<unknown> = Promise.resolve();
  /** Whether the window has room for one pane only; see the media rules of Desk.svelte. */
  narrow = new MediaQuery('max-width: 820px');
  /** In a narrow window, which of list and reader is seen. */
  seen = $state<'list' | 'reader'>('list');

  #glance: ReturnType<typeof setTimeout> | undefined;
  readonly #storyTurns = new Turns();
  #shelvesTurn = 0;

  /** `anew` puts a fresh desk in this one's place: for another library, or this one as it was. */
  constructor(readonly anew: (holding: Holding, sentence: string) => void) {
    setContext(KEY, this);
    // What is typed would go on as keys on another story.
    this.stories.held = () => this.over !== null || isWriting();
  }

  /** Opens the library and follows what happens to it. Answers how to stop following. */
  begin(begun: Begun): () => void {
    const following = [
      desk.onLibraryChanged(() => void this.#changed.ask()),
      desk.onJobsChanged((cards) => this.jobs.hear(cards)),
      desk.onLibraryWarned(() => void this.hearWarnings()),
      desk.onLinkBrought(() => this.clipping.hear()),
    ];
    const unfollow = this.chores.follow();
    const opening = this.open(begun.holding);
    if (begun.sentence !== null) {
      this.toasts.say(begun.sentence);
      void opening.then(() => this.focus('list'));
    }
    return () => {
      unfollow();
      clearTimeout(this.#glance);
      following.forEach((stop) => void stop.then((unlisten) => unlisten()));
    };
  }

  get over(): Over | null {
    return this.#over;
  }

  set over(over: Over | null) {
    this.#over = over;
    this.overTrouble = null;
    if (over === null) this.clipping.offer();
  }

  /** Tells what went wrong, where it can be seen and heard. */
  complain(thrown: unknown) {
    const { message } = desk.complaint(thrown);
    if (this.over) this.overTrouble = message;
    else this.toasts.complain(message);
  }

  async open(how: () => Promise<Holding>) {
    try {
      this.holding = await how();
      const { folder } = this.holding;
      for (const remembering of [this.finding.recents, this.cabinet, this.board]) remembering.open(folder);
      this.trouble = null;
      await Promise.all([this.stories.beginAt(remembered(folder)), this.loadShelves(), this.jobs.load()]);
      if (isLost(this.stories.shelf, this.shelves)) await this.stories.show({ shelf: { shelf: 'inbox' } });
      await this.loadStory();
      await this.hearWarnings();
      this.clipping.hear();
      await this.composer.begin(folder);
    } catch (thrown) {
      this.trouble = desk.complaint(thrown).message;
    }
  }

  /** Tells what speaks against the library as it is. */
  async hearWarnings() {
    const warnings = await desk.warnings().catch((thrown: unknown) => [desk.complaint(thrown).message]);
    if (warnings.length > 0) this.toasts.complain(warnings.join('\n'));
  }

  // Many pages that arrive one after another are looked at as fast as that goes, and no faster.
  readonly #changed = new Latest<void>(() => this.refresh());

  async refresh() {
    await Promise.all([this.stories.reload(), this.loadShelves(), this.composer.refresh()]);
    await this.loadStory();
  }

  async loadShelves() {
    const turn = ++this.#shelvesTurn;
    try {
      const shelves = await desk.shelves(midnight(new Date()).toISOString());
      if (turn === this.#shelvesTurn) this.shelves = shelves;
    } catch (thrown) {
      if (turn === this.#shelvesTurn) this.complain(thrown);
    }
  }

  loadStory(): Promise<void> {
    return this.#storyTurns.take(async (isLatest) => {
      const id = this.stories.current;
      if (id === null) return void (this.story = null);
      try {
        const story = await desk.story(id);
        if (isLatest()) this.story = story;
      } catch (thrown) {
        if (!isLatest()) return;
        this.story = null;
        this.complain(thrown);
      }
    });
  }

  /** Whether there is nothing at all in the library yet. */
  get isEmpty(): boolean {
    const s = this.shelves;
    return s !== null && s.all + s.unfetched + s.spiked === 0 && s.topics.length === 0;
  }

  // --- where the editor is ---

  /** The topic that is open, also when one of its sections is. */
  get topic(): Topic | null {
    const shelf = this.stories.shelf;
    if (this.stories.everywhere || this.composer.isOn) return null;
    return this.#topics.find((t) => this.#stands(t, shelf)) ?? null;
  }

  get section(): Section | null {
    const shelf = this.stories.shelf;
    if (shelf.shelf !== 'section' || this.stories.everywhere) return null;
    return this.topic?.sections.find((s) => s.id === shelf.section) ?? null;
  }

  get #topics(): Topic[] {
    return this.shelves?.topics ?? [];
  }

  #stands(topic: Topic, shelf: Shelf): boolean {
    if (shelf.shelf === 'topic') return topic.id === shelf.topic;
    return shelf.shelf === 'section' && topic.sections.some((s) => s.id === shelf.section);
  }

  get listTitle(): string {
    if (this.stories.searching) {
      return this.cabinet.searchName ?? words.list.found(this.stories.words.trim());
    }
    return this.shelfTitle;
  }

  /** What the open shelf is called, whatever is searched for. */
  get shelfTitle(): string {
    const shelf = this.stories.shelf;
    const topic = this.#topics.find((t) => this.#stands(t, shelf));
    if (shelf.shelf === 'tag') return shelf.tag;
    if (shelf.shelf === 'section') return topic?.sections.find((s) => s.id === shelf.section)?.name ?? '';
    if (shelf.shelf === 'topic') return topic?.name ?? '';
    return words.library[shelf.shelf];
  }

  async goTo(shelf: Shelf) {
    this.composer.leave();
    this.finding.leave();
    this.seen = 'list';
    this.stories.current = null;
    await this.stories.show({ shelf, words: '' });
    await this.loadStory();
  }

  async setList(change: Parameters<Stories['show']>[0]) {
    await this.stories.show(change);
    await this.loadStory();
  }

  /** Whether the list is on the screen, or the board in its place. */
  get listSeen(): boolean {
    if (this.board.isOn) return this.board.isSeen;
    return !this.look.listHidden && !(this.narrow.current && this.seen === 'reader');
  }

  showList() {
    if (!this.board.isOn) this.look.listHidden = false;
    this.seen = 'list';
    this.focus('list');
  }

  // --- reading ---

  /** Opens a story because the editor asked for it. What stands there for longer than a glance is read. */
  async read(id: StoryId) {
    this.stories.current = id;
    clearTimeout(this.#glance);
    const row = this.stories.rows.find((r) => r.id === id);
    await this.loadStory();
    if (this.stories.current !== id) return;
    const unread = row ? !row.marks.read : this.story?.id === id && !this.story.marks.read;
    if (unread) this.#glance = setTimeout(() => void this.quietly(desk.opened(id)), A_GLANCE);
  }

  /** Opens a story wherever it is: in this list if it is there, else among all of them. */
  async jumpTo(id: StoryId) {
    this.composer.leave();
    if (this.stories.placeOf(id) < 0) {
      this.finding.leave();
      await this.stories.showAll(id);
    }
    await this.read(id);
    this.seen = 'reader';
    this.focus('reader');
  }

  async step(by: 1 | -1) {
    const id = await this.stories.neighbour(by);
    if (id !== null) await this.read(id);
  }

  focus(pane: Pane) {
    const find = (at: string) => document.querySelector<HTMLElement>(at);
    void tick().then(() => panes[pane].map(find).find(Boolean)?.focus());
  }

  // --- acts ---

  /** Says what was done, if anything was, and offers to undo it. */
  say(deed: desk.Deed) {
    if (deed !== null) this.toasts.say(deed, { words: words.undo, act: () => void this.run('undo') });
  }

  /** Does something, says what it did and offers to undo it. Answers whether it went well. */
  async act(doing: Promise<desk.Deed>): Promise<boolean> {
    this.acting = Promise.allSettled([this.acting, doing]);
    this.overTrouble = null;
    try {
      this.say(await doing);
      return true;
    } catch (thrown) {
      this.complain(thrown);
      return false;
    }
  }

  /** Does something that needs no word. Answers whether it went well. */
  async quietly(doing: Promise<unknown>): Promise<boolean> {
    try {
      await doing;
      return true;
    } catch (thrown) {
      this.complain(thrown);
      return false;
    }
  }

  /** Does something to the targets that takes them out of sight, and goes on with the story after them. */
  actAndAdvance = (doing: Act) => actAndAdvance(this, doing);

  /** What the list knows of the targets; the open story may have left the list. */
  get targetMarks(): Row['marks'][] {
    const rows = this.stories.targetRows.map((row) => row.marks);
    return rows.length > 0 ? rows : this.story ? [this.story.marks] : [];
  }

  get targetTags(): string[] {
    const rows = this.stories.targetRows;
    if (rows.length === 0) return this.story?.tags ?? [];
    // What is not here may lack any of them.
    if (!this.stories.knowsTargets) return [];
    return rows[0]!.tags.filter((tag) => rows.every((row) => row.tags.includes(tag)));
  }

  /** Where the open story is filed, as far as an act on it alone is concerned. */
  get targetPlacings(): Placing[] {
    return this.stories.selected.size === 0 ? (this.story?.placings ?? []) : [];
  }

  async confirmPart(part: PartName) {
    if (this.story) await this.act(desk.confirm(this.story.id, part));
  }

  async restorePart(part: PartName) {
    if (this.story) await this.act(desk.restoreOriginal(this.story.id, part));
  }

  async createTopic(name: string): Promise<TopicId | null> {
    this.overTrouble = null;
    try {
      return await desk.newTopic(name);
    } catch (thrown) {
      this.complain(thrown);
      return null;
    }
  }

  async createSection(topic: TopicId, name: string): Promise<boolean> {
    return this.quietly(desk.newSection(topic, name));
  }

  /** Does what a key or a button asks for. */
  async run(command: Command, digit?: number): Promise<void> {
    await run(this, command, digit);
  }

  bringBack = () => this.actAndAdvance(desk.bringBack);
}
