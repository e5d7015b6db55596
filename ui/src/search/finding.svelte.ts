/** What is searched for: the words in the field, what they were understood to mean, and what else may have been meant. */
import { tick } from 'svelte';
import * as desk from '../desk';
import { Latest } from '../latest';
import type { Session } from '../session.svelte';
import type { Scope } from '../stories.svelte';
import type { Facets, Sort, Understood } from '../wire';
import { words } from '../words';
import { Recents } from './recents.svelte';

/** How long the typing rests before it is told what is wrong with it: half a word is no mistake. */
const RESTS_MS = 700;
/** How many names of a kind are offered to complete a word. */
const MOST_NAMES = 300;

const NOTHING: Facets = { outlets: [], agencies: [], writers: [], languages: [], tags: [], topics: [] };

export class Finding {
  /** What the field holds. */
  text = $state('');
  recents = new Recents();
  /** What the words that are searched for were understood to mean; null while there are none. */
  understood = $state.raw<Understood | null>(null);
  /** Whether the field suggests how what is typed may go on. */
  suggesting = $state(false);
  /** What was left out of them, a sentence each, once the typing rests. */
  complaints = $state.raw<string[]>([]);
  /** What may have been meant where nothing was found. */
  meant = $state.raw<string | null>(null);
  /** The names in the list that is searched, to complete what is typed. */
  names = $state.raw<Facets>(NOTHING);

  readonly #session: Session;
  #turn = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #namesOf: string | null = null;
  #sortBefore: Sort = 'clipped';

  constructor(session: Session) {
    this.#session = session;
  }

  // The list and its story follow every letter, one question at a time.
  readonly #list = new Latest(async (words: string) => {
    const { stories } = this.#session;
    await stories.show({ words, ...this.#sortFor(words) });
    // It was left meanwhile, or went on.
    if (this.#list.waiting || words !== this.text) return;
    void this.#read(words);
    await this.#session.loadStory();
  });

  readonly #naming = new Latest(async (words: string) => {
    const query = this.#session.stories.query(words);
    this.names = await desk.facets(query, MOST_NAMES).catch(() => NOTHING);
  });

  /** Searches for what the field holds now. */
  search(text: string) {
    this.text = text;
    clearTimeout(this.#resting);
    this.complaints = [];
    // What is found has to be seen.
    this.#session.composer.leave();
    this.#session.seen = 'list';
    this.#session.look.listHidden = false;
    if (text.trim() === '' && !this.#session.stories.searching) return this.#forget();
    void this.#list.ask(text);
  }

  /** Searches in the whole library, or on the open shelf only. */
  async within(scope: Scope) {
    this.#namesOf = null;
    await this.#session.setList({ scope });
    void this.#read(this.text);
  }

  /** Ends the search because the editor has had enough of it. */
  async end() {
    const { searching } = this.#session.stories;
    this.leave();
    if (searching) await this.#session.setList({ words: '' });
    this.#session.focus('list');
  }

  /** Forgets the search because the editor goes somewhere else, which whoever calls this sees to. */
  leave() {
    this.recents.remember(this.text);
    this.#list.forget();
    this.text = '';
    Object.assign(this.#session.stories, { scope: 'library', words: '', ...this.#sortFor('') });
    this.#forget();
  }

  // What is found stands in an order of its own, the best first; the list has its own back afterwards.
  #sortFor(words: string): { sort?: Sort } {
    const { stories } = this.#session;
    const begins = !stories.searching && words.trim() !== '';
    const ends = stories.searching && words.trim() === '';
    if (begins) this.#sortBefore = stories.sort;
    if (begins) return { sort: 'best' };
    return ends ? { sort: this.#sortBefore } : {};
  }

  /** Makes the names known that stories of the list have which holds `words`. */
  needNames(words: string) {
    const { scope, shelf } = this.#session.stories;
    const of = JSON.stringify([words.trim(), scope, shelf]);
    if (of === this.#namesOf) return;
    this.#namesOf = of;
    void this.#naming.ask(words);
  }

  /** Whether a saved search could say where this one looks. */
  get canSayWhere(): boolean {
    return this.#session.sieve.inWords !== null;
  }

  /** The search as it can be saved: with where it looks, as far as words can say that. */
  get lasting(): string {
    const { sieve, stories } = this.#session;
    return sieve.inWords ?? stories.wordsAsked();
  }

  /** Goes on in the field, behind what it holds. */
  toField() {
    void tick().then(() => {
      const field = document.querySelector<HTMLInputElement>('#search');
      field?.focus();
      field?.setSelectionRange(field.value.length, field.value.length);
    });
  }

  /** Keeps the search under a name, with what the list is narrowed to. Answers whether it went well. */
  async keep(name: string): Promise<boolean> {
    const session = this.#session;
    const kept = await session.quietly(desk.keepSearch(name, this.lasting));
    if (!kept) return false;
    session.say(words.search.saved(name));
    return true;
  }

  /** Says what the words were taken to mean, and what may have been meant by words that find nothing. */
  async #read(words: string) {
    const turn = ++this.#turn;
    if (words.trim() === '') return this.#forget();
    const { stories } = this.#session;
    const nothing = stories.settled && stories.rows.length === 0 && stories.complaint === null;
    const [understood, meant] = await Promise.all([
      desk.understood(words).catch(() => null),
      nothing ? desk.spelling(words).catch(() => null) : null,
    ]);
    if (turn !== this.#turn) return;
    this.understood = understood;
    this.meant = meant;
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => (this.complaints = understood?.complaints ?? []), RESTS_MS);
  }

  #forget() {
    this.#turn++;
    clearTimeout(this.#resting);
    this.understood = null;
    this.complaints = [];
    this.meant = null;
  }
}
