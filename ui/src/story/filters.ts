/**
 * The filters of a list, and how they are said in the language of the search field, so that what they ask for
 * can be kept as a search. `newsroom/src/search/operators.rs` says what that language takes.
 */
import { isoDay, moment } from '../days';
import type { ClaimStatus, Shelf, Topic } from '../wire';

/** A filter whose values are names or words. */
export type NameFilter = 'outlet' | 'agency' | 'author' | 'language' | 'tag' | 'topic' | 'state' | 'claim';
/** A filter by days. */
export type DayFilter = 'published' | 'clipped';
export type FilterName = NameFilter | DayFilter;

/** Days from one to another, both included; the last so many of them; or without a bound where it is null. */
export type Span = { last: 1 | 7 | 30 } | { from: string | null; until: string | null };

/** One thing that was chosen. Several of one filter are alternatives; all filters must hold. */
export type Chosen = { filter: NameFilter; value: string } | { filter: DayFilter; span: Span };

/** The states that can be filtered by, as the search field says them. */
export const states = {
  unread: 'is:unread',
  read: 'is:read',
  starred: 'is:starred',
  inbox: 'is:inbox',
  done: 'is:done',
  noted: 'has:note',
  highlighted: 'has:highlight',
  quoted: 'has:quote',
  copied: 'has:copies',
  undated: '-has:date',
  untagged: '-has:tag',
  unfiled: '-has:topic',
  unfetched: 'is:unfetched',
} as const;

/** A state that can be filtered by. */
export type StateName = keyof typeof states;

export const claims: ClaimStatus[] = ['to-verify', 'confirmed', 'disputed', 'do-not-use'];

/** The order of the filters, on the bar and in words. */
export const filterNames: FilterName[] = [
  'outlet',
  'agency',
  'author',
  'language',
  'published',
  'clipped',
  'tag',
  'topic',
  'state',
  'claim',
];

const OPERATORS: Partial<Record<NameFilter, string>> = { language: 'lang' };

const same = (a: Chosen, b: Chosen) =>
  'value' in a ? 'value' in b && a.filter === b.filter && a.value === b.value : a.filter === b.filter;

/** The filters with one more, or with one less if it was there. There is one span of days to each filter. */
export function toggled(filters: readonly Chosen[], one: Chosen): Chosen[] {
  return filters.some((other) => same(one, other)) ? without(filters, one) : [...filters, one];
}

export const without = (filters: readonly Chosen[], one: Chosen): Chosen[] =>
  filters.filter((other) => !same(one, other));

/** The filters with other days; null for any. */
export function within(filters: readonly Chosen[], filter: DayFilter, span: Span | null): Chosen[] {
  const others = filters.filter((one) => one.filter !== filter);
  return span ? [...others, { filter, span }] : others;
}

/** What was chosen of one filter. */
export const valuesOf = (filters: readonly Chosen[], filter: NameFilter): string[] =>
  filters.flatMap((one) => ('value' in one && one.filter === filter ? [one.value] : []));

export function spanOf(filters: readonly Chosen[], filter: DayFilter): Span | null {
  const found = filters.find((one) => one.filter === filter);
  return found && 'span' in found ? found.span : null;
}

/** A value as the search field takes it. A quotation mark inside would end it, and folds to nothing anyway. */
export function quoted(value: string): string {
  const plain = value
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(plain) ? plain : `"${plain}"`;
}

function valueInWords(filter: NameFilter, value: string): string {
  if (filter === 'state') return states[value as StateName];
  return `${OPERATORS[filter] ?? filter}:${quoted(value)}`;
}

const plusDays = (day: string, days: number) => {
  const date = moment(day);
  return isoDay(new Date(date.getFullYear(), date.getMonth(), date.getDate() + days));
};

/** The days that a span means today. */
export function daysOf(span: Span, today: Date): { from: string | null; until: string | null } {
  if (!('last' in span)) return span;
  const last = isoDay(today);
  return { from: plusDays(last, 1 - span.last), until: span.last === 1 ? last : null };
}

function publishedInWords(span: Span, today: Date): string {
  const { from, until } = daysOf(span, today);
  const parts = [from && `after:${from}`, until && `before:${plusDays(until, 1)}`];
  return parts.filter(Boolean).join(' ');
}

/** Nothing was clipped before there was a desk; years further back are not named. */
const FIRST_YEAR = 2020;

/** Periods in words, parted by OR, and how many filters they are to the engine, which takes fifty. */
interface Cover {
  terms: string[];
  cost: number;
}

/** The parts of a year or of a month. */
function partsOf(period: string): string[] {
  const [year, month] = period.split('-').map(Number);
  const many = month === undefined ? 12 : new Date(year!, month, 0).getDate();
  return Array.from({ length: many }, (_, n) => `${period}-${String(n + 1).padStart(2, '0')}`);
}

/** The days of a period that lie from one to another; or, `inside` being false, those that do not. */
function cover(period: string, from: string, until: string, inside: boolean): Cover {
  const begins = period + '-01-01'.slice(period.length - 4);
  const ends = period.length === 7 ? partsOf(period).at(-1)! : period + '-12-31'.slice(period.length - 4);
  const whole = begins >= from && ends <= until;
  const outside = ends < from || begins > until;
  if (whole || outside) {
    return whole === inside ? { terms: [`clipped:${period}`], cost: 1 } : { terms: [], cost: 0 };
  }
  const both = partsOf(period).map((part) => ({
    wanted: cover(part, from, until, inside),
    unwanted: cover(part, from, until, !inside),
  }));
  const wanted = together(both.map((part) => part.wanted));
  const unwanted = together(both.map((part) => part.unwanted));
  if (wanted.cost <= unwanted.cost + 1) return wanted;
  return { terms: [`(clipped:${period} -${alternatives(unwanted.terms)})`], cost: unwanted.cost + 1 };
}

const together = (covers: Cover[]): Cover => ({
  terms: covers.flatMap((one) => one.terms),
  cost: covers.reduce((sum, one) => sum + one.cost, 0),
});

const alternatives = (terms: string[]) => (terms.length === 1 ? terms[0]! : `(${terms.join(' OR ')})`);

/** Whole years, months and days are what can be asked of the time of clipping; a span is covered by them. */
function clippedInWords(span: Span, today: Date): string {
  const { from, until } = daysOf(span, today);
  const end = today.getFullYear();
  const years = (first: number, from: string, until: string) => {
    const all = Array.from({ length: Math.max(0, end - first + 1) }, (_, n) => String(first + n));
    return together(all.map((year) => cover(year, from, until, true))).terms;
  };
  if (from !== null && Number(from.slice(0, 4)) >= FIRST_YEAR) {
    const terms = years(Number(from.slice(0, 4)), from, until ?? `${end}-12-31`);
    return terms.length > 0 ? alternatives(terms) : `clipped:${from}`;
  }
  if (until === null) return '';
  // Everything but what was clipped later; nothing was clipped later than this year.
  const later = plusDays(until, 1);
  const terms = years(Number(later.slice(0, 4)), later, `${end}-12-31`);
  return terms.length > 0 ? `-${alternatives(terms)}` : '';
}

/** What the filters ask for, in the language of the search field; empty if that is nothing. */
export function inWords(filters: readonly Chosen[], today: Date): string {
  const groups = filterNames.map((filter) => {
    if (filter === 'published' || filter === 'clipped') {
      const span = spanOf(filters, filter);
      if (!span) return '';
      return filter === 'published' ? publishedInWords(span, today) : clippedInWords(span, today);
    }
    const values = valuesOf(filters, filter).map((value) => valueInWords(filter, value));
    return values.length === 0 ? '' : alternatives(values);
  });
  return groups.filter(Boolean).join(' ');
}

/**
 * Filters and what is typed, as one search. What is typed comes last, for its last word may still grow; an OR
 * that it begins with would make the filters an alternative.
 */
export function oneSearch(filters: string, typed: string): string {
  return [filters, typed.trim().replace(/^(?:(?:OR|AND)\s+|\|\s*)+/, '')].filter(Boolean).join(' ');
}

/** A shelf in the language of the search field; null for those that it has no words for. */
export function shelfInWords(shelf: Shelf, topics: readonly Topic[], today: Date): string | null {
  switch (shelf.shelf) {
    case 'all':
      return '';
    case 'inbox':
      return 'is:inbox';
    case 'starred':
      return 'is:starred';
    case 'unfetched':
      return 'is:unfetched';
    case 'highlights':
      return 'has:highlight';
    case 'today':
      return `clipped:${isoDay(today)}`;
    case 'tag':
      return `tag:${quoted(shelf.tag)}`;
    case 'topic': {
      const topic = topics.find((one) => one.id === shelf.topic);
      return topic ? `topic:${quoted(topic.name)}` : null;
    }
    default:
      return null;
  }
}
