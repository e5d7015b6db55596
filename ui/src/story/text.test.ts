import { describe, expect, test } from 'vitest';
import type { Block } from '../wire';
import { byList, headingLevels, runIn, takesDropCap, wordCount } from './text';

const paragraph = (text: string): Block => ({ block: 'paragraph', text: [{ text }] });
const long = (begin: string) => [paragraph(`${begin} ${'word '.repeat(301)}`)];

describe('a drop cap', () => {
  test.each(['Negotiators', 'Переговорники', 'Οι', 'Ärzte'])('stands before a long text in %s', (begin) =>
    expect(takesDropCap(long(begin))).toBe(true),
  );

  test.each(['GENEVA — Negotiators', 'KYIV, Ukraine', 'ЖЕНЕВА', 'U.S. envoys', 'ÖSTERSUND'])(
    'does not tear apart %s',
    (begin) => expect(takesDropCap(long(begin))).toBe(false),
  );

  test.each<[length: number, stands: boolean]>([
    [79, false],
    [80, true],
  ])('before a first paragraph of %i characters: %s', (length, stands) => {
    const body = [paragraph('Negotiators '.padEnd(length, 'x')), ...long('Then')];
    expect(takesDropCap(body)).toBe(stands);
  });

  test.each(['“Everyone', '«Усі', '12 people', '会谈', 'المفاوضون'])('does not stand before %s', (begin) =>
    expect(takesDropCap(long(begin))).toBe(false),
  );

  test('does not stand before a short text, nor where a heading comes first', () => {
    expect(takesDropCap([paragraph('Negotiators returned.')])).toBe(false);
    const heading: Block = { block: 'heading', level: 2, text: [{ text: 'First' }] };
    expect(takesDropCap([heading, ...long('Negotiators')])).toBe(false);
  });

  test('looks past a picture', () => {
    const figure: Block = {
      block: 'figure',
      image: { address: 'https://example.org/a.jpg', alt: null },
      caption: [],
      credit: null,
    };
    expect(takesDropCap([figure, ...long('Negotiators')])).toBe(true);
  });
});

describe('a dateline', () => {
  test.each<[text: string, place: string | undefined, shown: string | null]>([
    ['Negotiators returned.', 'Geneva', 'Geneva'],
    ['GENEVA — Negotiators returned.', 'Geneva', null],
    ['Geneva/IBNS: Negotiators returned.', 'Geneva', null],
    ['(Geneva) Negotiators returned.', 'Geneva', null],
    ['ЖЕНЕВА. Переговорники повернулися.', 'Женева', null],
    ['Negotiators returned.', undefined, null],
    ['Negotiators returned.', '', null],
  ])('before “%s” with %s', (text, place, shown) => expect(runIn([paragraph(text)], place)).toBe(shown));

  test('stands before no heading, and looks past a picture', () => {
    const heading: Block = { block: 'heading', level: 2, text: [{ text: 'First' }] };
    expect(runIn([heading, paragraph('Negotiators returned.')], 'Geneva')).toBeNull();
    expect(runIn([], 'Geneva')).toBeNull();
  });
});

test('headings begin at the third level and never leap over one', () => {
  const heading = (level: number): Block => ({ block: 'heading', level, text: [{ text: 'H' }] });
  expect(headingLevels([heading(4), paragraph('a'), heading(2), heading(4), heading(3)])).toEqual([
    3, 3, 3, 4, 4,
  ]);
});

test('words are counted wherever they stand', () => {
  const blocks: Block[] = [
    paragraph('One two'),
    { block: 'quote', blocks: [paragraph('three')] },
    { block: 'list', ordered: false, items: [[paragraph('four five')]] },
  ];
  expect(wordCount(blocks)).toBe(5);
});

test('a lead that stands in two lists is shown once, under the first', () => {
  const leads = [
    { id: 1, lists: ['Related Articles', 'Latest News'] },
    { id: 2, lists: ['Latest News'] },
    { id: 3, lists: [] },
    { id: 4, lists: ['Related Articles'] },
  ];
  expect(byList(leads).map(({ heading, leads: l }) => [heading, l.map((x) => x.id)])).toEqual([
    ['Related Articles', [1, 4]],
    ['Latest News', [2]],
    [null, [3]],
  ]);
});
