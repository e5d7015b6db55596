import { expect, test } from 'vitest';
import type { Row } from '../wire';
import { pull } from './edges';
import { entries } from './entries';

const rows = [1, 2, 3].map((id) => ({ id }) as Row);
/** Cards by their numbers, `_` for a gap, `>` for where they would fall. */
const drawn = (ids: number[], place: number | null) =>
  entries(rows, ids, place)
    .map((entry) => entry.row?.id ?? (entry.place === null ? '_' : '>'))
    .join(' ');

test('a column at rest draws its cards', () => expect(drawn([], null)).toBe('1 2 3'));

test('a lifted card leaves a gap, and shows where it would fall', () => {
  expect(drawn([2], null)).toBe('1 _ 3');
  expect(drawn([2], 0)).toBe('> 1 _ 3');
  expect(drawn([2], 2)).toBe('1 _ 3 >');
  expect(drawn([9], 3)).toBe('1 2 3 >');
  expect(drawn([9], 0)).toBe('> 1 2 3');
});

test('one that would fall where it came from has one gap', () => {
  expect(drawn([2], 1)).toBe('1 > 3');
  expect(drawn([1], 0)).toBe('> 2 3');
  expect(drawn([1, 2], 0)).toBe('> _ 3');
});

test('the nearer to an edge, the faster it scrolls', () => {
  expect(pull(300, 0, 600)).toBe(0);
  expect(pull(599, 0, 600)).toBeGreaterThan(pull(570, 0, 600));
  expect(pull(5, 0, 600)).toBeLessThan(0);
  expect(pull(-50, 0, 600)).toBe(pull(0, 0, 600));
});
