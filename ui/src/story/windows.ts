/**
 * Which rows of a long list are on the screen, and where on its scrollbar that is.
 *
 * A web view draws no element taller than 2²⁵ pixels, and a million rows are taller. Past that the scrollbar
 * is scaled: within a few screens of either end a pixel of it is a pixel of the list, so that both ends are
 * reached as in any list; between them it is worth several.
 */
import type { Heights } from './heights';

/**
 * The tallest that the inside of a list gets. WebKit draws up to 33,554,431 px, but what is drawn is placed by
 * single precision, which past 2²³ is coarser than a pixel: rows would tremble.
 */
export const TALLEST = 8_000_000;

/** How much of either end of a scaled list is not scaled. */
const PLAIN = 40_000;

/** A row, and how far its top lies below the top of what is seen; negative above it. */
export interface Anchor {
  place: number;
  offset: number;
}

/** Rows from one, inclusive, to another, exclusive. */
export interface Window {
  from: number;
  until: number;
}

/** How tall the inside of a list is whose rows are `total` tall together. */
export const inside = (total: number, tallest = TALLEST) => Math.min(total, tallest);

/** How far the scrollbar is for what lies `y` below the top of the first row. */
export function toScroll(y: number, total: number, seen: number, tallest = TALLEST): number {
  const list = Math.max(0, total - seen);
  const bar = Math.max(0, inside(total, tallest) - seen);
  const at = Math.max(0, Math.min(y, list));
  if (bar >= list) return at;
  const plain = Math.min(PLAIN, bar / 4);
  if (at <= plain) return at;
  if (at >= list - plain) return bar - (list - at);
  return plain + ((at - plain) * (bar - 2 * plain)) / (list - 2 * plain);
}

/** What lies at the top of what is seen when the scrollbar is at `scroll`; undoes {@link toScroll}. */
export function fromScroll(scroll: number, total: number, seen: number, tallest = TALLEST): number {
  const list = Math.max(0, total - seen);
  const bar = Math.max(0, inside(total, tallest) - seen);
  const at = Math.max(0, Math.min(scroll, bar));
  if (bar >= list) return Math.min(at, list);
  const plain = Math.min(PLAIN, bar / 4);
  if (at <= plain) return at;
  if (at >= bar - plain) return list - (bar - at);
  return plain + ((at - plain) * (list - 2 * plain)) / (bar - 2 * plain);
}

/** Whether the scrollbar went further than wheel, finger or Page Down bring it: it was dragged, or sent. */
export const leapt = (by: number, seen: number) => Math.abs(by) > Math.max(600, seen * 2);

/** The first row that is seen when `y` is at the top. */
export function anchorAt(heights: Heights, y: number): Anchor {
  const place = heights.at(y);
  return { place, offset: heights.top(place) - y };
}

/** The rows to draw: what is seen, and `spare` pixels before and after it. */
export function windowAt(heights: Heights, y: number, seen: number, spare: number): Window {
  if (heights.count === 0) return { from: 0, until: 0 };
  return { from: heights.at(y - spare), until: heights.at(y + seen + spare) + 1 };
}

/**
 * Where to go so that a row is wholly seen, with `air` around it: no further than needed. Null if it is seen
 * already. A row that is taller than the screen shows its top.
 */
export function toSee(
  heights: Heights,
  place: number,
  y: number,
  seen: number,
  air: number,
): { y: number; edge: 'top' | 'bottom' } | null {
  const top = heights.top(place);
  const bottom = top + heights.of(place);
  if (top - air < y || bottom - top + 2 * air > seen) {
    const to = Math.max(0, top - air);
    return Math.abs(to - y) < 1 ? null : { y: to, edge: 'top' };
  }
  const to = bottom + air - seen;
  return to > y ? { y: to, edge: 'bottom' } : null;
}
