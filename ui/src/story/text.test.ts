import { describe, expect, test } from 'vitest';
import type { Block } from '../wire';
import { byList, headingLevels, takesDropCap, wordCount } from './text';

const paragraph = (text: string): Block => ({ block: 'paragraph', text: [{ text }] });
const long = (begin: string) => [paragraph(`${begin} ${'word '.repeat(301)}`)];

describe('a drop cap', () => {
  test.each(['Negotiators', 'Переговорники', 'Οι', 'Ärzte'])('stands before a long text in %s', (begin) =>
    expect(takesDropCap(long(begin))).toBe(true),
  );

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
