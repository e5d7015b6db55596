import { expect, test } from 'vitest';
import type { Row } from '../wire';
import {
  afterLeaving,
  inOrder,
  isThere,
  lengthWith,
  moved,
  neighbour,
  placeFor,
  sent,
  spotBeside,
  type Column,
} from './placing';

const column = (section: number | null, ids: number[], total = ids.length): Column => ({
  section,
  rows: ids.map((id) => ({ id }) as Row),
  more: total > ids.length,
  total,
  complaint: null,
});
const board = [column(null, [1, 2]), column(10, [3, 4, 5]), column(11, []), column(12, [6], 70)];
const ids = (columns: Column[]) => columns.map(({ rows }) => rows.map((row) => row.id));
const totals = (columns: Column[]) => columns.map(({ total }) => total);

test('a card goes to another column, and the counts follow', () => {
  const after = moved(board, [1], { column: 1, place: 1 });
  expect(ids(after)).toEqual([[2], [3, 1, 4, 5], [], [6]]);
  expect(totals(after)).toEqual([1, 4, 0, 70]);
  expect(placeFor(board, [1], { column: 1, place: 1 })).toEqual({ before: 4 });
});

test('a place is told beside a story that stays', () => {
  expect(placeFor(board, [3], { column: 1, place: 0 })).toEqual({ before: 4 });
  expect(placeFor(board, [3], { column: 1, place: 2 })).toEqual({ after: 5 });
  expect(placeFor(board, [3], { column: 2, place: 0 })).toBe('last');
  expect(placeFor(board, [6], { column: 3, place: 0 })).toBe('last');
});

test('a column is as long as it will be', () => {
  expect(lengthWith(board[1]!, [1])).toBe(4);
  expect(lengthWith(board[1]!, [1, 4])).toBe(4);
  expect(lengthWith(board[3]!, [6])).toBe(70);
});

test('a selection goes as one, in the order of the board', () => {
  expect(inOrder(board, [5, 99, 1])).toEqual([1, 5, 99]);
  const after = moved(board, [5, 1], { column: 2, place: 0 });
  expect(ids(after)).toEqual([[2], [3, 4], [1, 5], [6]]);
  expect(totals(after)).toEqual([1, 2, 2, 70]);
});

test('what is sent to the end of a long column is out of sight', () => {
  expect(ids(sent(board, [1], 3))).toEqual([[2], [3, 4, 5], [], [6]]);
  expect(totals(sent(board, [1], 3))).toEqual([1, 3, 0, 71]);
  expect(ids(sent(board, [1], 1))).toEqual([[2], [3, 4, 5, 1], [], [6]]);
});

test('a step up or down stays in the column, and ends at its ends', () => {
  expect(spotBeside(board, [4], 4, 'up')).toEqual({ column: 1, place: 0 });
  expect(spotBeside(board, [4], 4, 'down')).toEqual({ column: 1, place: 2 });
  expect(spotBeside(board, [3], 3, 'up')).toBeNull();
  expect(spotBeside(board, [5], 5, 'down')).toBeNull();
  expect(spotBeside(board, [99], 99, 'down')).toBeNull();
});

test('a step aside keeps the height as far as the other column goes', () => {
  expect(spotBeside(board, [2], 2, 'right')).toEqual({ column: 1, place: 1 });
  expect(spotBeside(board, [5], 5, 'right')).toEqual({ column: 2, place: 0 });
  expect(spotBeside(board, [5], 5, 'left')).toEqual({ column: 0, place: 2 });
  expect(spotBeside(board, [1], 1, 'left')).toBeNull();
  expect(spotBeside(board, [6], 6, 'right')).toBeNull();
});

test('the focus passes over empty columns', () => {
  expect(neighbour(board, 5, 'right')).toBe(6);
  expect(neighbour(board, 6, 'left')).toBe(3);
  expect(neighbour(board, 3, 'up')).toBeNull();
  expect(neighbour(board, 3, 'down')).toBe(4);
  expect(neighbour(board, null, 'down')).toBe(1);
});

test('what stays after some have left', () => {
  expect(afterLeaving(board, [3, 4], 3)).toBe(5);
  expect(afterLeaving(board, [4, 5], 5)).toBe(3);
  expect(afterLeaving(board, [6], 6)).toBeNull();
});

test('a spot that changes nothing is known', () => {
  expect(isThere(board, [4], { column: 1, place: 1 })).toBe(true);
  expect(isThere(board, [4], { column: 1, place: 2 })).toBe(false);
  expect(isThere(board, [4], { column: 0, place: 1 })).toBe(false);
  expect(isThere(board, [3, 4], { column: 1, place: 0 })).toBe(true);
});
