import { expect, test } from 'vitest';
import { stacked } from './stack';

test.each([
  ['beside its passage where there is room', [{ at: 300, height: 40 }], 100, [300]],
  ['below what stands above', [{ at: 20, height: 40 }], 100, [100]],
  [
    'below the note before it, when both passages are near',
    [
      { at: 200, height: 100 },
      { at: 220, height: 50 },
      { at: 600, height: 50 },
    ],
    0,
    [200, 316, 600],
  ],
  ['nowhere, when there are none', [], 100, []],
])('a note stands %s', (_, notes, from, places) => expect(stacked(notes, from, 16)).toEqual(places));
