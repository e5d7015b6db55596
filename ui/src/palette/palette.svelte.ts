/** The palette while it is open: what was typed, and what that may mean. */
import * as desk from '../desk';
import { Latest } from '../latest';
import type { Session } from '../session.svelte';
import type { Facet, Holding, Row } from '../wire';
import { words } from '../words';
import { beginningsOf, match } from './match';
import { found, offers, type Kind, type Offer } from './offers';
import { days, remember, remembered, used, weight } from './recency';

/** An offer, and which letters of its name were typed. */
export interface Line {
  offer: Offer;
  at: number[];
  /** How much it is meant, where that is known. */
  score?: number;
}

export interface Group {
  kind: Kind;
  lines: Line[];
}

export type Prefix = '>' | '#' | '@' | '?';

/** Which kinds are offered after a prefix. */
const KINDS: Record<Prefix | '', Kind[]> = {
  '': ['commands', 'topics', 'collections', 'tags', 'searches', 'outlets', 'libraries', 'stories'],
  '>': ['commands'],
  '#': ['topics', 'collections', 'tags'],
  '@': ['outlets'],
  '?': ['help'],
};

const ignored = () => undefined;

/** How many of a kind are offered, without a prefix and with one. */
const FEW = 6;
const MANY = 100;
/** How many stories are asked for, and from how many letters on. */
const STORIES = 6;
const LETTERS = 2;
/** Commands with a target stand behind plain ones that are meant as well… */
const BEHIND = 25;
/** …and plain ones before what one can go to, unless that is meant far more. */
const AHEAD = 30;

export class Palette {
  typed = $state('');
  #outlets = $state.raw<Facet[]>([]);
  #libraries = $state.raw<Holding[]>([]);
  #rows = $state.raw<Row[]>([]);
  #active = $state<string | null>(null);

  readonly #session: Session;
  readonly #uses = remembered();
  readonly #today = days(new Date());

  constructor(session: Session) {
    this.#session = session;
    // They join the offers when they come; nothing waits for them, and without them the rest is still of use.
    desk.outlets().then((outlets) => (this.#outlets = outlets), ignored);
    desk.settings().then(({ libraries }) => (this.#libraries = libraries), ignored);
  }

  /** What the first letter asks for. */
  readonly prefix = $derived.by((): Prefix | '' => {
    const first = this.typed.trimStart().charAt(0);
    return first !== '' && '>#@?'.includes(first) ? (first as Prefix) : '';
  });

  /** What is looked for, without the prefix. */
  readonly sought = $derived.by(() => this.typed.trim().slice(this.prefix.length).trim());

  readonly #offers = $derived.by(() => offers(this.#session, this.#outlets, this.#libraries));

  readonly groups = $derived.by((): Group[] => {
    const groups = KINDS[this.prefix]
      .map((kind) => ({ kind, lines: this.#lines(kind) }))
      .filter((group) => group.lines.length > 0);
    const [first, ...others] = groups;
    if (first?.kind !== 'commands' || this.sought === '') return groups;
    // Whoever types a topic's name and presses Enter goes there: that files nothing by accident. What comes later
    // than the typing, as outlets and stories do, never changes places with what is already under the finger.
    const known = others.filter(({ kind }) => ['topics', 'collections', 'tags', 'searches'].includes(kind));
    const best = Math.max(...known.map(({ lines }) => lines[0]!.score ?? 0));
    if ((first.lines[0]!.score ?? 0) >= best) return groups;
    return [...known, first, ...others.filter((group) => !known.includes(group))];
  });

  readonly lines = $derived(this.groups.flatMap((group) => group.lines));

  /** The line that Enter is for. It stays when others come before it. */
  readonly active = $derived.by(() => {
    const at = this.lines.findIndex((line) => line.offer.key === this.#active);
    return this.lines.length === 0 ? -1 : Math.max(0, at);
  });

  #lines(kind: Kind): Line[] {
    if (kind === 'help') return this.#help();
    if (kind === 'stories') return this.#stories();
    const all = this.#offers.filter((offer) => offer.kind === kind && this.#isOffered(offer));
    const ranked = all
      .map((offer) => ({ offer, found: match(offer.name, this.sought) }))
      .filter((line) => line.found !== null)
      .map(({ offer, found }) => ({ offer, at: found!.at, score: found!.score + this.#weight(offer) }));
    ranked.sort((a, b) => b.score - a.score);
    return ranked.slice(0, this.prefix === '' ? FEW : MANY);
  }

  #isOffered(offer: Offer): boolean {
    if (this.sought !== '' || !offer.waits) return true;
    return offer.waits === 'prefix' && this.prefix !== '';
  }

  #weight(offer: Offer): number {
    const recent = weight(this.#uses, offer.key, this.#today);
    if (offer.kind !== 'commands' || this.sought === '') return recent;
    return recent + (offer.waits === 'name' ? -BEHIND : AHEAD);
  }

  #stories(): Line[] {
    if (this.sought.length < LETTERS) return [];
    // What was found in the text need not stand in the headline.
    return found(this.#session, this.#rows).map((offer) => ({
      offer,
      at: beginningsOf(offer.name, this.sought),
    }));
  }

  #help(): Line[] {
    return (Object.entries(words.palette.prefixes) as [Prefix, string][])
      .filter(([, name]) => match(name, this.sought))
      .map(([prefix, name]) => ({
        offer: {
          key: `prefix ${prefix}`,
          kind: 'help',
          name,
          icon: 'search',
          caps: [prefix],
          run: () => this.type(prefix),
        },
        at: match(name, this.sought)!.at,
      }));
  }

  /** Takes what was typed. */
  type(text: string) {
    this.typed = text;
    this.#active = null;
    if (this.prefix === '' && this.sought.length >= LETTERS) void this.#finding.ask(this.sought);
  }

  // What fails is no trouble here: the search says so where it is asked for.
  readonly #finding = new Latest(async (sought: string) => {
    const answer = await desk
      .stories({
        shelf: { shelf: 'all' },
        unread_only: false,
        words: sought,
        filter: null,
        sort: 'best',
        after: null,
        skip: 0,
        limit: STORIES,
      })
      .catch(() => null);
    if (!this.#finding.waiting) this.#rows = answer?.rows ?? [];
  });

  point(offer: Offer) {
    this.#active = offer.key;
  }

  move(by: number) {
    const n = this.lines.length;
    if (n > 0) this.#active = this.lines[(this.active + by + n) % n]!.offer.key;
  }

  /** Remembers that something was picked. Stories are not remembered. */
  use(offer: Offer) {
    if (offer.kind === 'stories' || offer.kind === 'help') return;
    remember(used(this.#uses, offer.key, this.#today));
  }
}
