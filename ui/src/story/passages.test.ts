import { describe, expect, test } from 'vitest';
import type { Run } from '../wire';
import { piecesOf, placed, type Passage } from './passages';

const yellow = (highlight: number, start: number, end: number): Passage => ({
  highlight,
  look: 'yellow',
  noted: false,
  start,
  end,
});
const told = (runs: Run[], start: number, passages: Passage[]) =>
  piecesOf(runs, start, passages).map((piece) => [
    piece.text,
    piece.highlights.map((over) => over.highlight),
    piece.begins?.highlight ?? null,
  ]);

describe('runs under passages', () => {
  test('stay whole where there are none', () => {
    expect(told([{ text: 'The quay' }], 10, [yellow(1, 0, 9)])).toEqual([['The quay', [], null]]);
  });

  test('fall apart where one begins and ends, also inside a style', () => {
    const runs = [{ text: 'The ' }, { text: 'quay', strong: true }, { text: ' is open' }];
    expect(told(runs, 0, [yellow(1, 2, 6)])).toEqual([
      ['Th', [], null],
      ['e ', [1], 1],
      ['qu', [1], null],
      ['ay', [], null],
      [' is open', [], null],
    ]);
  });

  test('show the shorter of two that overlap, and let each be reached where it begins', () => {
    expect(told([{ text: 'abcdefghij' }], 100, [yellow(1, 100, 108), yellow(2, 104, 110)])).toEqual([
      ['abcd', [1], 1],
      ['efgh', [2, 1], 2],
      ['ij', [2], null],
    ]);
  });

  test('of two in the same place show the later', () => {
    expect(told([{ text: 'abc' }], 0, [yellow(1, 0, 3), yellow(2, 0, 3)])).toEqual([['abc', [2, 1], 2]]);
  });

  test('go on into the next leaf', () => {
    expect(told([{ text: 'next' }], 6, [yellow(1, 2, 8)])).toEqual([
      ['ne', [1], null],
      ['xt', [], null],
    ]);
  });

  test('keep the style they are in', () => {
    const [first] = piecesOf([{ text: 'ab', emphasis: true }], 0, [yellow(1, 0, 1)]);
    expect(first!.run.emphasis).toBe(true);
  });
});

test('a highlight whose words are gone is an orphan, never lost', () => {
  const made = (id: number, text: string) => ({
    id,
    anchor: { text, before: '', after: '', position: 0 },
    colour: 'green' as const,
    note: '',
    made_at: '2026-11-22T10:00:00Z',
  });
  const { passages, orphans } = placed('The quay is open.', [made(1, 'quay'), made(2, 'ferry')], []);
  expect(passages.map((passage) => passage.highlight)).toEqual([1]);
  expect(orphans.map((orphan) => orphan.id)).toEqual([2]);
});
