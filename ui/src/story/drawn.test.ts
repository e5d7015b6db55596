import { expect, test } from 'vitest';
import type { Row } from '../wire';
import { drawn } from './drawn';

const row = (id: number, day: number) =>
  ({ id, added_at: new Date(2026, 10, day, 12).toISOString(), published: null }) as Row;

const rows = [row(9, 22), row(8, 22), row(7, 21), row(6, 21), row(5, 20)];
const at = (place: number) => rows[place];

test('a day stands over its first row, as far as the row before is known', () => {
  const days = (from: number, of = at) => drawn({ from, until: 5 }, of, 'clipped').map((line) => line.day);
  expect(days(0)).toEqual(['2026-11-22', undefined, '2026-11-21', undefined, '2026-11-20']);
  expect(days(1)).toEqual([undefined, '2026-11-21', undefined, '2026-11-20']);
  expect(days(0, (place) => (place === 3 ? undefined : at(place)))).toEqual([
    '2026-11-22',
    undefined,
    '2026-11-21',
    undefined,
    undefined,
  ]);
});

test('the day is that of publication in an order of publication, and there is none in other orders', () => {
  expect(drawn({ from: 0, until: 2 }, at, 'published').map((line) => line.day)).toEqual([null, undefined]);
  expect(drawn({ from: 0, until: 2 }, at, 'placed').map((line) => line.day)).toEqual([undefined, undefined]);
});

test('what has not changed is the same line', () => {
  const before = drawn({ from: 0, until: 4 }, at, 'clipped');
  const after = drawn({ from: 1, until: 5 }, at, 'clipped', before);
  expect(after[0]).toBe(before[1]);
  expect(after[1]).toBe(before[2]);
});

test('a story that two pages claim is drawn once', () => {
  const twice = [rows[0]!, rows[1]!, rows[1]!, rows[2]!];
  const lines = drawn({ from: 0, until: 4 }, (place) => twice[place], 'clipped');
  expect(new Set(lines.map((line) => line.key)).size).toBe(4);
  expect(lines[2]).toMatchObject({ key: 'place-2', row: null });
});
