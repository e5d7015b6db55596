/** Days and times: what a date on the wire means, and the days that a list falls into. */
import type { Published, Row, Sort } from './wire';

/** Whether a date of publication says no more than the day. */
export const isDayOnly = (published: Published) => /^\d{4}-\d{2}-\d{2}$/.test(published);

/**
 * A date on the wire as a moment. A bare day is that day here, not midnight in Greenwich: else it would be
 * the day before in Lisbon's winter and New York's whole year.
 */
export function moment(written: string): Date {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written);
  return day ? new Date(Number(day[1]), Number(day[2]) - 1, Number(day[3])) : new Date(written);
}

/** A moment's day here, as `2025-10-16`. */
export function isoDay(date: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The beginning of a day here. */
export const midnight = (now: Date) => new Date(now.getFullYear(), now.getMonth(), now.getDate());

/** How many days `day` lies before `now`, by the calendar. */
export function daysAgo(day: Date, now: Date): number {
  // Through UTC, where every day has 24 hours, as not every day here has.
  const number = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate()) / 86_400_000;
  return number(now) - number(day);
}

/** Which of its two times a list shows for its stories. */
export const timeShown = (sort: Sort): 'clipped' | 'published' =>
  sort === 'published' || sort === 'earliest-published' ? 'published' : 'clipped';

/** The moment that a list shows for a story; null where it is unknown. */
export const shownTime = (row: Row, sort: Sort): string | null =>
  timeShown(sort) === 'published' ? row.published : row.added_at;

/** Whether stories of one day stand together in a list. */
export const fallsIntoDays = (sort: Sort) => sort !== 'best' && sort !== 'placed';

/** The day under which a list shows a story, as `2025-10-16`; null where it is unknown. */
export function shownDay(row: Row, sort: Sort): string | null {
  const time = shownTime(row, sort);
  return time === null ? null : isoDay(moment(time));
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The day that somebody typed, as `2025-10-16`: `2025-10-16`, `16 Oct 2025`, `October 16, 2025`, `16.10.2025`.
 * Null for anything that could mean two days, such as 10/11/2025, and for days that never were.
 */
export function typedDay(text: string): string | null {
  const typed = text.trim().toLowerCase().replace(/,/g, ' ').replace(/\s+/g, ' ');
  const month = (name: string) => {
    const number = MONTHS.indexOf(name.slice(0, 3));
    const full = new Date(2000, number, 1).toLocaleDateString('en-GB', { month: 'long' }).toLowerCase();
    return number >= 0 && full.startsWith(name) ? number + 1 : 0;
  };
  let found: [number, number, number] | null = null;
  let parts: RegExpExecArray | null;
  if ((parts = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(typed)))
    found = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  else if ((parts = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})$/.exec(typed)))
    found = [Number(parts[3]), Number(parts[2]), Number(parts[1])];
  else if ((parts = /^(\d{1,2}) ([a-z]{3,})\.? (\d{4})$/.exec(typed)))
    found = [Number(parts[3]), month(parts[2]!), Number(parts[1])];
  else if ((parts = /^([a-z]{3,})\.? (\d{1,2}) (\d{4})$/.exec(typed)))
    found = [Number(parts[3]), month(parts[1]!), Number(parts[2])];
  if (!found) return null;
  const date = new Date(found[0], found[1] - 1, found[2]);
  const real = date.getMonth() === found[1] - 1 && date.getDate() === found[2] && found[0] > 1000;
  return real ? isoDay(date) : null;
}
