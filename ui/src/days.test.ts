import { describe, expect, test } from 'vitest';
import { daysAgo, fallsIntoDays, isoDay, moment, shownDay, timeShown, typedDay } from './days';
import type { Row, Sort } from './wire';

const row = (id: number, added_at: string, published: string | null): Row => ({
  id,
  kind: 'article',
  headline: `Story ${id}`,
  standfirst: null,
  outlet: null,
  outlet_inferred: false,
  agency: null,
  published,
  added_at,
  language: null,
  unfetched: false,
  marks: { read: false, starred: false, done: false, spiked: false },
  picture: null,
  tags: [],
  claim: null,
  translated: null,
  highlights: 0,
  notes: 0,
  copies: 0,
  snippet: null,
});

describe('a date on the wire', () => {
  test('without a time is that day here, in whatever time zone', () => {
    expect(isoDay(moment('2025-10-16'))).toBe('2025-10-16');
  });

  test('with a time is a moment', () => {
    expect(moment('2025-10-16T09:30:00+05:30').toISOString()).toBe('2025-10-16T04:00:00.000Z');
  });

  test('is a whole number of days ago, also across a change of the clocks', () => {
    expect(daysAgo(moment('2025-03-01'), new Date(2025, 2, 31, 23, 59))).toBe(30);
    expect(daysAgo(moment('2025-03-31'), new Date(2025, 2, 31, 0, 1))).toBe(0);
  });
});

describe('a list falls into days', () => {
  const rows = [
    row(3, new Date(2026, 10, 22, 10, 4).toISOString(), '2026-11-20'),
    row(2, new Date(2026, 10, 22, 0, 1).toISOString(), '2026-11-20'),
    row(1, new Date(2026, 10, 21, 23, 59).toISOString(), null),
  ];

  const days = (sort: Sort) => rows.map((r) => shownDay(r, sort));

  test.each(['clipped', 'earliest-clipped', 'best', 'placed'] as const)('of clipping: %s', (sort) => {
    expect(timeShown(sort)).toBe('clipped');
    expect(days(sort)).toEqual(['2026-11-22', '2026-11-22', '2026-11-21']);
  });

  test.each(['published', 'earliest-published'] as const)('of publication, the unknown apart: %s', (sort) => {
    expect(timeShown(sort)).toBe('published');
    expect(days(sort)).toEqual(['2026-11-20', '2026-11-20', null]);
  });

  test('unless its order is none of time', () => {
    expect(fallsIntoDays('earliest-published')).toBe(true);
    expect(fallsIntoDays('best')).toBe(false);
    expect(fallsIntoDays('placed')).toBe(false);
  });
});

describe('a day that somebody types', () => {
  test.each([
    ['2025-10-16', '2025-10-16'],
    [' 2025/1/6 ', '2025-01-06'],
    ['16 Oct 2025', '2025-10-16'],
    ['16 october 2025', '2025-10-16'],
    ['Oct. 16, 2025', '2025-10-16'],
    ['16.10.2025', '2025-10-16'],
    ['29 Feb 2024', '2024-02-29'],
  ])('%s is %s', (typed, day) => expect(typedDay(typed)).toBe(day));

  test.each(['', '10/11/2025', '30 Feb 2025', '16 Octember 2025', 'Thursday', '2025-13-01', '16 Oct 25'])(
    '%s is nothing that we would write down as a fact',
    (typed) => expect(typedDay(typed)).toBeNull(),
  );
});
