/**
 * How numbers, dates and lists are written. `Intl` forms them all, so that they can follow a language's rules.
 */
import { daysAgo, isDayOnly, moment } from '../days';

export const LOCALE = 'en-GB';

const plurals = new Intl.PluralRules(LOCALE);
export const numbers = new Intl.NumberFormat(LOCALE);
export const lists = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
export const shortDay = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const shortDayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hour12: false });

export function count(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plurals.select(n) === 'one' ? one : other}`;
}

function bytes(n: number): string {
  const unit = n < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = n / (unit === 'kilobyte' ? 1000 : 1_000_000);
  const digits = value < 10 ? 1 : 0;
  const format = new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: n < 1000 ? 'byte' : unit,
    unitDisplay: n < 1000 ? 'long' : 'short',
    maximumFractionDigits: n < 1000 ? 0 : digits,
  });
  return format.format(n < 1000 ? n : value).replace('kB', 'KB');
}

export const longDay = (day: Date) => `${weekday.format(day)} ${dayMonthYear.format(day)}`;

/** What the window writes out most. */
export const spoken = {
  number: (n: number) => numbers.format(n),
  bytes,
  words: (n: number) => count(n, 'word', 'words'),
  stories: (n: number) => count(n, 'story', 'stories'),
  and: (items: string[]) => lists.format(items),
  /** The pieces of “A, B and C”, so that the names can be set apart. */
  andParts: (items: string[]) => lists.formatToParts(items),
  language: (tag: string) => {
    try {
      return languages.of(tag) ?? tag;
    } catch {
      return tag; // not a language tag; the page said so all the same
    }
  },
  time: (written: string) => clock.format(moment(written)),
  day: (written: string) => longDay(moment(written)),
  shortDay: (written: string) => shortDay.format(moment(written)),
  dayAndTime: (written: string) =>
    isDayOnly(written)
      ? longDay(moment(written))
      : `${longDay(moment(written))}, ${clock.format(moment(written))}`,
  /** A day in few words: “Yesterday”, “19 Nov”; null for today. */
  cardDay: (written: string, now: Date) => {
    const day = moment(written);
    const ago = daysAgo(day, now);
    if (ago === 0) return null;
    if (ago === 1) return 'Yesterday';
    return day.getFullYear() === now.getFullYear() ? shortDayMonth.format(day) : shortDay.format(day);
  },
  listDay: (day: string | null, now: Date) => {
    if (day === null) return 'Date unknown';
    const date = moment(day);
    const ago = daysAgo(date, now);
    if (ago === 0) return `Today, ${weekday.format(date)} ${dayMonth.format(date)}`;
    if (ago === 1) return 'Yesterday';
    return date.getFullYear() === now.getFullYear()
      ? `${weekday.format(date)} ${dayMonth.format(date)}`
      : longDay(date);
  },
};
