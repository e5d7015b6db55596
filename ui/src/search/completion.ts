/**
 * Completing what is typed into the search field: where in it the editor is, and what may stand there. It reads
 * the field as the engine does (`newsroom/src/search/typed.rs`), as far as that matters between two letters.
 */
import { isoDay } from '../days';
import { completions, folded } from '../parts/completion';

/** What may stand before a colon, in the order in which it is offered. */
export const OPERATORS = [
  'topic',
  'tag',
  'outlet',
  'agency',
  'author',
  'lang',
  'before',
  'after',
  'clipped',
  'is',
  'has',
  'title',
  'claim',
] as const;

/** An operator of a search. */
export type Operator = (typeof OPERATORS)[number];

/** Operators whose values are names of the library, so that these have to be asked for. */
export const NAMED: readonly Operator[] = ['outlet', 'agency', 'author', 'lang'];

/** A name that also stands for an operator. */
const ALSO: Record<string, Operator> = { source: 'outlet' };
/** How many letters of an operator's name have to stand there: fewer begin half of all words. */
const LETTERS = 2;
/** How many completions are offered at a time. */
const OFFERED = 8;

/** The part of a search that the cursor stands in. */
export interface Spot {
  /** Where the part begins, and where it ends: that is what a completion takes the place of. */
  from: number;
  until: number;
  /** The operator whose value it is; null for a word, which may become an operator. */
  operator: Operator | null;
  /** What stands there before the cursor. */
  typed: string;
}

/** One completion. */
export interface Offer {
  /** What it is called. */
  name: string;
  /** What is put into the search. */
  put: string;
  /** How many stories it would find, where that is known. */
  stories?: number;
}

const isQuote = (letter: string | undefined) => letter !== undefined && '"“”„«»'.includes(letter);
const isBlank = (letter: string) => /\s/.test(letter);
const endsWord = (letter: string) => isBlank(letter) || '()|'.includes(letter) || isQuote(letter);

function operatorAt(text: string, at: number): { operator: Operator; value: number } | null {
  const found = /^([a-z]+):/i.exec(text.slice(at, at + 12));
  if (!found) return null;
  const name = found[1]!.toLowerCase();
  const operator = ALSO[name] ?? OPERATORS.find((known) => known === name);
  return operator ? { operator, value: at + found[0].length } : null;
}

/** Where the word that begins at `at` ends. */
function wordEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && !endsWord(text[end]!)) end++;
  return end;
}

/** Where what is quoted from `at` on ends, its closing mark included if there is one. */
function quoteEnd(text: string, at: number): { end: number; closed: boolean } {
  for (let end = at + 1; end < text.length; end++) {
    if (isQuote(text[end])) return { end: end + 1, closed: true };
  }
  return { end: text.length, closed: false };
}

/** The value of an operator that the cursor stands in; what is closed before the cursor is no longer typed. */
function valueSpot(text: string, at: number, cursor: number, operator: Operator): [Spot | null, number] {
  if (isQuote(text[at])) {
    const { end, closed } = quoteEnd(text, at);
    const inside = cursor >= at && (closed ? cursor < end : cursor <= end);
    const typed = text.slice(at + 1, Math.max(at + 1, cursor));
    return [inside ? { from: at, until: end, operator, typed } : null, end];
  }
  const end = wordEnd(text, at);
  const inside = cursor >= at && cursor <= end;
  return [inside ? { from: at, until: end, operator, typed: text.slice(at, cursor) } : null, end];
}

/** The alternative in a bracket behind an operator: several words are one name, until an OR or a bar. */
function alternativeSpot(
  text: string,
  at: number,
  cursor: number,
  operator: Operator,
): [Spot | null, number] {
  let start = at + 1;
  let place = start;
  let found: Spot | null = null;
  const take = (until: number) => {
    let from = start;
    while (from < until && isBlank(text[from]!)) from++;
    if (cursor < from || cursor > until) return;
    // The blanks behind it are not part of it, but the cursor may stand behind one and go on.
    found = { from, until: Math.max(cursor, from), operator, typed: text.slice(from, cursor) };
    const rest = text.slice(found.until, until);
    found.until += rest.trimEnd().length;
  };
  while (place < text.length && text[place] !== ')') {
    if (isQuote(text[place])) {
      const [spot, end] = valueSpot(text, place, cursor, operator);
      if (spot) return [spot, end];
      start = place = end;
    } else if (text[place] === '|') {
      take(place);
      start = ++place;
    } else if (/^OR(?=\s)/.test(text.slice(place, place + 3)) && isBlank(text[place - 1] ?? '')) {
      take(place - 1);
      start = place += 2;
    } else place++;
  }
  if (!found) take(place);
  return [found, Math.min(place + 1, text.length)];
}

/** The part of a search that the cursor stands in; null where there is nothing to complete. */
export function spotAt(text: string, cursor: number): Spot | null {
  let at = 0;
  while (at < text.length && at <= cursor) {
    const letter = text[at]!;
    if (isBlank(letter) || '()|-'.includes(letter)) {
      at++;
      continue;
    }
    if (isQuote(letter)) {
      const { end, closed } = quoteEnd(text, at);
      if (cursor > at && (closed ? cursor < end : true)) return null;
      at = end;
      continue;
    }
    const begun = operatorAt(text, at);
    if (begun && cursor >= begun.value) {
      const inBracket = text[begun.value] === '(';
      const [spot, end] = (inBracket ? alternativeSpot : valueSpot)(
        text,
        begun.value,
        cursor,
        begun.operator,
      );
      if (spot) return spot;
      at = Math.max(end, begun.value);
      continue;
    }
    const end = begun ? begun.value : wordEnd(text, at);
    if (cursor > at && cursor <= end) {
      return { from: at, until: end, operator: null, typed: text.slice(at, cursor) };
    }
    at = Math.max(end, at + 1);
  }
  return null;
}

/** A name as it stands behind an operator: in quotation marks unless it is one plain word. */
export function quoted(name: string): string {
  const plain = name
    .replace(/["“”„«»]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return /^[^\s()|*-][^\s()|*]*$/.test(plain) && plain !== 'OR' ? plain : `"${plain}"`;
}

/** The operators that a word may be the beginning of. */
export function operatorOffers(typed: string): Offer[] {
  const name = typed.toLowerCase().replace(/:$/, '');
  if (name.length < LETTERS) return [];
  return OPERATORS.filter((operator) => operator.startsWith(name)).map((operator) => ({
    name: `${operator}:`,
    put: `${operator}:`,
  }));
}

/** The days that stand for something. */
export interface Days {
  today: string;
  weekAgo: string;
  month: string;
}

export function daysOf(now: Date): Days {
  const week = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 7);
  return { today: isoDay(now), weekAgo: isoDay(week), month: isoDay(now).slice(0, 7) };
}

/** The offers that what was typed may mean, the best first. One that is there already is no help. */
export function matching(offers: Offer[], typed: string): Offer[] {
  const sought = folded(typed);
  const named = completions(offers, typed);
  const put = offers.filter((offer) => !named.includes(offer) && folded(offer.put).startsWith(sought));
  const found = [...named, ...put].slice(0, OFFERED);
  const isThere = (offer: Offer) => folded(offer.put) === sought || folded(offer.name) === sought;
  return found.length === 1 && isThere(found[0]!) ? [] : found;
}

/** A search with a completion in it, and where the cursor goes on. */
export function completed(text: string, spot: Spot, offer: Offer): { text: string; cursor: number } {
  const before = text.slice(0, spot.from) + offer.put;
  const after = text.slice(spot.until);
  // A value is done with; an operator waits for one.
  const gap = spot.operator !== null && !/^[\s)]/.test(after) ? ' ' : '';
  const step = spot.operator !== null && after.startsWith(' ') ? 1 : 0;
  return { text: before + gap + after, cursor: before.length + gap.length + step };
}

/** The search without the part that is being typed: what the rest of it finds says which names may stand there. */
export const without = (text: string, spot: Spot) => {
  const operator = spot.operator === null ? '' : (/-?[a-z]+:$/i.exec(text.slice(0, spot.from))?.[0] ?? '');
  return `${text.slice(0, spot.from - operator.length)} ${text.slice(spot.until)}`.trim();
};
