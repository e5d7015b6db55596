/** The filters of the list as the editor handles them: what can be chosen, choosing it, and keeping it as a search. */
import { tick } from 'svelte';
import * as desk from '../desk';
import type { Choice } from '../parts/choice';
import type { Session } from '../session.svelte';
import type { Facets } from '../wire';
import { words } from '../words';
import {
  type Chosen,
  claims,
  type DayFilter,
  daysOf,
  type FilterName,
  type NameFilter,
  oneSearch,
  shelfInWords,
  type Span,
  type StateName,
  states,
  toggled,
  valuesOf,
  within,
  without,
} from './filters';

/** How many values of a filter are offered. */
const MOST = 50;

/** Which of the things that stories have in common a filter is about. */
const KINDS: Partial<Record<FilterName, keyof Facets>> = {
  outlet: 'outlets',
  agency: 'agencies',
  author: 'writers',
  language: 'languages',
  tag: 'tags',
  topic: 'topics',
};

/** What can be chosen of a filter, and whether there is more of it than that. */
export interface Offer {
  choices: Choice[];
  more: boolean;
}

export class Sieve {
  /** Whether the filters are shown; those that are in force always are. */
  open = $state(false);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get filters(): readonly Chosen[] {
    return this.#session.stories.filters;
  }

  /** Shows the filters and goes to the first, or hides them. */
  toggle() {
    this.open = !this.open;
    if (!this.open) return this.#session.focus('list');
    this.#session.look.listHidden = false;
    this.#session.seen = 'list';
    void tick().then(() => document.querySelector<HTMLElement>('.filters button')?.focus());
  }

  /** A value as people say it. */
  nameOf(filter: NameFilter, value: string): string {
    if (filter === 'language') return words.language(value.replace('_', '-'));
    if (filter === 'state') return words.filters.states[value as StateName];
    if (filter === 'claim') return words.list.claims[value as keyof typeof words.list.claims];
    return value;
  }

  /** What a chip says of a filter in force. */
  said(one: Chosen): string {
    if ('value' in one) return this.nameOf(one.filter, one.value);
    if ('last' in one.span) return words.filters.last[one.span.last];
    const { from, until } = daysOf(one.span, new Date());
    return words.filters.days(from, until);
  }

  /** What can be chosen of a filter, with how many stories of the list would be left. */
  async offer(filter: NameFilter): Promise<Offer> {
    const chosen = valuesOf(this.filters, filter);
    const choice = (value: string, stories?: number): Choice => ({
      key: value,
      name: this.nameOf(filter, value),
      note: stories === undefined ? undefined : words.number(stories),
      picked: chosen.includes(value),
    });
    const kind = KINDS[filter];
    if (kind === undefined) {
      const all = filter === 'claim' ? claims : Object.keys(states);
      return { choices: all.map((value) => choice(value)), more: false };
    }
    // Its own choices are alternatives, so they do not narrow what it offers.
    const others = this.filters.filter((one) => one.filter !== filter);
    const facets = await desk.facets(this.#session.stories.question(others), MOST);
    const found = facets[kind];
    const gone = chosen.filter((value) => !found.some((facet) => facet.name === value));
    return {
      choices: [...gone.map((value) => choice(value)), ...found.map((one) => choice(one.name, one.stories))],
      more: found.length >= MOST,
    };
  }

  async choose(filter: NameFilter, value: string) {
    await this.#set(toggled(this.filters, { filter, value }));
  }

  async days(filter: DayFilter, span: Span | null) {
    await this.#set(within(this.filters, filter, span));
  }

  async remove(one: Chosen) {
    await this.#set(without(this.filters, one));
  }

  async clear() {
    await this.#set([]);
  }

  async #set(filters: Chosen[]) {
    await this.#session.setList({ filters });
  }

  /** The list in words of the search field: its shelf, its filters, its search; null where there are none for it. */
  get inWords(): string | null {
    const { stories, shelves } = this.#session;
    const shelf = stories.everywhere ? '' : shelfInWords(stories.shelf, shelves?.topics ?? [], new Date());
    if (shelf === null) return null;
    const unread = stories.unreadOnly ? 'is:unread' : '';
    return [shelf, unread]
      .filter(Boolean)
      .reduceRight((rest, part) => oneSearch(part, rest), stories.wordsAsked());
  }

  /** Keeps the list as a search. Answers whether it went well. */
  async save(name: string): Promise<boolean> {
    const session = this.#session;
    const asked = this.inWords;
    if (asked === null) return false;
    if (!(await session.quietly(desk.keepSearch(name, asked)))) return false;
    session.say(words.search.saved(name));
    return true;
  }
}
