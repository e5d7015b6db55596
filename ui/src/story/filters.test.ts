import { expect, test } from 'vitest';
import { isoDay } from '../days';
import { type Chosen, inWords, oneSearch, quoted, shelfInWords, type Span, toggled, within } from './filters';

const today = new Date(2026, 10, 26, 15, 30);
const said = (...filters: Chosen[]) => inWords(filters, today);

test('values are quoted where a blank or a sign would end them', () => {
  expect(quoted('Budapest')).toBe('Budapest');
  expect(quoted('The Meridian Post')).toBe('"The Meridian Post"');
  expect(quoted('Дніпровська хвиля')).toBe('"Дніпровська хвиля"');
  expect(quoted('Grain & food (prices)')).toBe('"Grain & food (prices)"');
  expect(quoted('The “Lake”  Post')).toBe('"The Lake Post"');
  expect(quoted('-minus')).toBe('"-minus"');
});

test('what was chosen of one filter are alternatives, and all filters must hold', () => {
  expect(said()).toBe('');
  expect(said({ filter: 'outlet', value: 'Kyiv Ledger' })).toBe('outlet:"Kyiv Ledger"');
  expect(
    said(
      { filter: 'claim', value: 'disputed' },
      { filter: 'outlet', value: 'Baltic Review' },
      { filter: 'language', value: 'uk' },
      { filter: 'outlet', value: 'Kyiv Ledger' },
    ),
  ).toBe('(outlet:"Baltic Review" OR outlet:"Kyiv Ledger") lang:uk claim:disputed');
  expect(said({ filter: 'state', value: 'undated' }, { filter: 'state', value: 'unread' })).toBe(
    '(-has:date OR is:unread)',
  );
});

test('choosing again takes away, and there is one span of days', () => {
  const one: Chosen = { filter: 'tag', value: 'Geneva' };
  expect(toggled(toggled([], one), one)).toEqual([]);
  const week = within([one], 'published', { last: 7 });
  expect(within(week, 'published', { last: 30 })).toEqual([one, { filter: 'published', span: { last: 30 } }]);
  expect(within(week, 'published', null)).toEqual([one]);
});

test('days of publication have a bound on each side, the last day included', () => {
  const published = (span: Span) => said({ filter: 'published', span });
  expect(published({ last: 1 })).toBe('after:2026-11-26 before:2026-11-27');
  expect(published({ last: 7 })).toBe('after:2026-11-20');
  expect(published({ from: '2026-10-30', until: '2026-10-31' })).toBe('after:2026-10-30 before:2026-11-01');
  expect(published({ from: null, until: '2026-12-31' })).toBe('before:2027-01-01');
});

/** As much of the language as days of clipping are said in, answered for a day. */
function holds(text: string, day: string): boolean {
  const code = text
    .replace(/clipped:([\d-]+)/g, (_, period: string) => String(day.startsWith(period)))
    .replaceAll(' OR ', '||')
    .replaceAll(' -', '&&!')
    .replace(/^-/, '!');
  return code === '' || (Function(`return ${code}`)() as boolean);
}

test('days of clipping are covered by years, months and days, never by more than the engine takes', () => {
  const spans: [string | null, string | null][] = [
    ['2026-11-26', '2026-11-26'],
    ['2026-11-20', null],
    ['2026-10-28', null],
    ['2026-10-02', '2026-12-30'],
    ['2025-02-17', '2026-11-14'],
    ['2024-02-29', '2024-02-29'],
    ['2023-12-31', '2025-01-01'],
    ['2020-01-01', '2025-12-31'],
    ['2020-07-16', '2026-07-16'],
    [null, '2026-06-14'],
    [null, '2024-12-31'],
    ['1066-10-14', '2026-01-31'],
    [null, '2026-12-31'],
  ];
  for (const [from, until] of spans) {
    const words = said({ filter: 'clipped', span: { from, until } });
    expect(words.split('clipped:').length - 1, words).toBeLessThan(50);
    for (let date = new Date(2019, 11, 20); date < new Date(2027, 0, 1); date.setDate(date.getDate() + 1)) {
      const day = isoDay(date);
      const wanted = (from === null || day >= from) && (until === null || day <= until);
      if (holds(words, day) !== wanted) throw new Error(`${from} to ${until}, ${day}: ${words}`);
    }
  }
});

test('the last days of clipping are said briefly', () => {
  const clipped = (span: Span) => said({ filter: 'clipped', span });
  expect(clipped({ last: 1 })).toBe('clipped:2026-11-26');
  expect(clipped({ from: '2026-11-01', until: '2026-11-30' })).toBe('clipped:2026-11');
  expect(clipped({ last: 30 })).toBe(
    '(clipped:2026-10-28 OR clipped:2026-10-29 OR clipped:2026-10-30 OR clipped:2026-10-31 OR clipped:2026-11 OR clipped:2026-12)',
  );
});

test('filters stand before what is typed, whose last word may still grow', () => {
  expect(oneSearch('lang:uk', ' geneva tal')).toBe('lang:uk geneva tal');
  expect(oneSearch('', 'geneva')).toBe('geneva');
  expect(oneSearch('lang:uk', '')).toBe('lang:uk');
  expect(oneSearch('lang:uk', 'OR geneva')).toBe('lang:uk geneva');
});

test('a shelf is said in words where the language has them', () => {
  const topic = { id: 3, name: 'EU enlargement' } as Parameters<typeof shelfInWords>[1][number];
  expect(shelfInWords({ shelf: 'inbox' }, [], today)).toBe('is:inbox');
  expect(shelfInWords({ shelf: 'all' }, [], today)).toBe('');
  expect(shelfInWords({ shelf: 'tag', tag: 'Prisoner exchange' }, [], today)).toBe('tag:"Prisoner exchange"');
  expect(shelfInWords({ shelf: 'topic', topic: 3 }, [topic], today)).toBe('topic:"EU enlargement"');
  expect(shelfInWords({ shelf: 'topic', topic: 4 }, [topic], today)).toBeNull();
  expect(shelfInWords({ shelf: 'spiked' }, [], today)).toBeNull();
});
