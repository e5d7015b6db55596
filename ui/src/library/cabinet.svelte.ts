/**
 * The library pane's state: what of it is folded, what in it is being named, and the outlets, which are counted
 * only while somebody looks.
 */
import { tick } from 'svelte';
import * as desk from '../desk';
import type { Session } from '../session.svelte';
import { sameShelf } from '../shelf';
import type { Facet, SavedSearch, SectionId, Shelf, TopicId } from '../wire';
import { words as told } from '../words';
import type { Ask } from './ask';
import { remember, remembered, sound, type Folds, type Group } from './folds';
import { outletOf, wordsOf } from './outletwords';

/** A thing in the pane that has a name of its own, or is to get one. */
export type Thing =
  | { thing: 'topic'; id: TopicId }
  | { thing: 'section'; id: SectionId }
  | { thing: 'search'; id: number }
  | { thing: 'collection'; id: number }
  | { thing: 'tag'; id: string }
  | { thing: 'outlet'; id: string }
  | { thing: 'new-topic'; id: 0 }
  | { thing: 'new-section'; id: TopicId };

/** Where a name is being written: the same thing may stand in the pane and on the board. */
export type Where = 'pane' | 'board';

const GROUPS: Partial<Record<Thing['thing'], Group>> = {
  topic: 'topics',
  section: 'topics',
  'new-topic': 'topics',
  'new-section': 'topics',
  tag: 'tags',
  search: 'searches',
  collection: 'collections',
};

/** A thing's element in the pane. */
export const elementOf = ({ thing, id }: Thing) => `shelf-${thing}-${id}`;

export class Cabinet {
  #folds = $state.raw<Folds>(sound(null));
  #naming = $state.raw<{ key: string; where: Where } | null>(null);
  /** Null until they were counted for the first time. */
  outlets = $state.raw<Facet[] | null>(null);

  readonly #session: Session;
  #outletsTurn = 0;
  #library = '';

  constructor(session: Session) {
    this.#session = session;
  }

  /** Turns to a library's pane. */
  open(library: string) {
    this.#library = library;
    this.#folds = remembered(library);
    this.#naming = null;
    this.outlets = null;
  }

  // --- folds ---

  /** Whether a group shows what it holds; the outlets only when asked for, as they take counting. */
  isOpen(group: Group): boolean {
    return (this.#folds.groups[group] ?? (group === 'outlets' ? 'folded' : 'open')) === 'open';
  }

  fold(group: Group) {
    const now = this.isOpen(group) ? 'folded' : 'open';
    this.#keep({ ...this.#folds, groups: { ...this.#folds.groups, [group]: now } });
  }

  showsSections(topic: TopicId): boolean {
    return this.#folds.topics.includes(topic);
  }

  showSections(topic: TopicId) {
    if (!this.showsSections(topic)) this.#keep({ ...this.#folds, topics: [...this.#folds.topics, topic] });
  }

  hideSections(topic: TopicId) {
    this.#keep({ ...this.#folds, topics: this.#folds.topics.filter((id) => id !== topic) });
  }

  #keep(folds: Folds) {
    this.#folds = folds;
    remember(this.#library, folds);
  }

  // --- names ---

  isNaming(thing: Thing, where: Where = 'pane'): boolean {
    return this.#naming?.key === elementOf(thing) && this.#naming.where === where;
  }

  name(thing: Thing, where: Where = 'pane') {
    if (where === 'pane') this.#reveal(thing);
    this.#naming = { key: elementOf(thing), where };
  }

  /** Sees to it that a thing can be seen in the pane. */
  #reveal({ thing, id }: Thing) {
    const { look, shelves } = this.#session;
    look.libraryHidden = false;
    const group = GROUPS[thing];
    if (group && !this.isOpen(group)) this.fold(group);
    const topics = shelves?.topics ?? [];
    if (thing === 'new-section') this.showSections(id);
    const topic = topics.find(({ sections }) => thing === 'section' && sections.some((one) => one.id === id));
    if (topic) this.showSections(topic.id);
  }

  /** Ends the naming; what was named has the focus again, if it is still there. */
  endNaming() {
    const was = this.#naming;
    this.#naming = null;
    if (was?.where === 'pane') this.#focus(was.key);
    else if (was) this.#session.focus('list');
  }

  #focus(key: string) {
    void tick().then(() => {
      const there = document.getElementById(key);
      if (there) there.focus();
      else this.#session.focus('library');
    });
  }

  /**
   * Does something that is refused where it was asked for: answers the complaint, or null if it went well. What
   * was done is said, and can be undone, as with every act.
   */
  async tried(doing: Promise<desk.Deed>): Promise<string | null> {
    try {
      this.#session.say(await doing);
      return null;
    } catch (thrown) {
      return desk.complaint(thrown).message;
    }
  }

  /** Gives a new name, and ends the naming if it was taken. */
  async named(doing: Promise<desk.Deed>): Promise<string | null> {
    const complaint = await this.tried(doing);
    if (complaint !== null) return complaint;
    await Promise.all([this.#session.loadShelves(), this.#session.composer.loadCards()]);
    this.endNaming();
    return null;
  }

  async newTopic(name: string): Promise<string | null> {
    try {
      const topic = await desk.newTopic(name);
      this.#naming = null;
      await this.#session.loadShelves();
      await this.#session.goTo({ shelf: 'topic', topic });
      this.#focus(elementOf({ thing: 'topic', id: topic }));
      return null;
    } catch (thrown) {
      return desk.complaint(thrown).message;
    }
  }

  async newSection(topic: TopicId, name: string): Promise<string | null> {
    try {
      const section = await desk.newSection(topic, name);
      const where = this.#naming?.where;
      this.#naming = null;
      await this.#session.loadShelves();
      if (where === 'pane') this.#focus(elementOf({ thing: 'section', id: section }));
      else await this.#session.board.reveal(section);
      return null;
    } catch (thrown) {
      return desk.complaint(thrown).message;
    }
  }

  // --- what is opened ---

  /** Whether the list shows this shelf. */
  isAt(shelf: Shelf): boolean {
    const { stories, composer } = this.#session;
    return !composer.isOn && !stories.everywhere && sameShelf(stories.shelf, shelf);
  }

  /** Lists what a saved search finds, all of it: as many stories as the pane says. */
  openSearch({ words }: Pick<SavedSearch, 'words'>) {
    const { finding, stories } = this.#session;
    finding.leave();
    Object.assign(stories, { shelf: { shelf: 'all' }, unreadOnly: false, filters: [], current: null });
    finding.search(words);
  }

  openOutlet(name: string) {
    this.openSearch({ words: wordsOf(name) });
  }

  /** Whether the list shows what these words find. */
  isSearching(words: string): boolean {
    return (
      !this.#session.composer.isOn &&
      this.#session.stories.everywhere &&
      this.#session.stories.words.trim() === words.trim()
    );
  }

  /** What the list is called when the words that it is searched for have a name. */
  get searchName(): string | null {
    const { stories, shelves } = this.#session;
    const words = stories.words.trim();
    if (!stories.everywhere) return null;
    const search = shelves?.searches.find((kept) => kept.words.trim() === words);
    const outlet = this.outlets?.find((known) => wordsOf(known.name) === words);
    return search?.name ?? outlet?.name ?? outletOf(words);
  }

  async loadOutlets() {
    const turn = ++this.#outletsTurn;
    try {
      const outlets = await desk.outlets();
      if (turn === this.#outletsTurn) this.outlets = outlets;
    } catch (thrown) {
      if (turn === this.#outletsTurn) this.#session.complain(thrown);
    }
  }

  ask(ask: Ask) {
    this.#session.over = { over: 'filing', ask };
  }

  /** Empties the bin for good. */
  async emptyBin() {
    const session = this.#session;
    try {
      const gone = await desk.emptyBin();
      session.over = null;
      await session.refresh();
      session.toasts.say(told.filing.emptied(gone));
    } catch (thrown) {
      session.complain(thrown);
    }
  }
}
