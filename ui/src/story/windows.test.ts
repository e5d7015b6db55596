import { expect, test } from 'vitest';
import { Heights } from './heights';
import { anchorAt, fromScroll, inside, leapt, TALLEST, toScroll, toSee, windowAt } from './windows';

const MILLION = 1_000_000;

function list(count: number, usual = 100): Heights {
  const heights = new Heights(usual);
  heights.count = count;
  return heights;
}

test('rows are as tall as usual until they are measured', () => {
  const heights = list(MILLION);
  expect(heights.total).toBe(100 * MILLION);
  expect(heights.measure(3, 140)).toBe(true);
  expect(heights.measure(3, 140)).toBe(false);
  expect(heights.measure(999_999, 60)).toBe(true);
  expect(heights.top(3)).toBe(300);
  expect(heights.top(4)).toBe(440);
  expect(heights.total).toBe(100 * MILLION);
  expect(heights.of(999_999)).toBe(60);
});

test('the row at a height is the one whose top is not below it', () => {
  const heights = list(MILLION);
  heights.measure(0, 30);
  heights.measure(500_000, 400);
  for (const place of [0, 1, 2, 77, 499_999, 500_000, 500_001, 999_999]) {
    expect(heights.at(heights.top(place))).toBe(place);
    expect(heights.at(heights.top(place) + heights.of(place) - 0.5)).toBe(place);
  }
  expect(heights.at(-5)).toBe(0);
  expect(heights.at(1e12)).toBe(MILLION - 1);
});

test('a list that grows keeps what was measured, and one that shrinks forgets its end', () => {
  const heights = list(10);
  heights.measure(9, 50);
  heights.count = 5000;
  expect(heights.top(10)).toBe(950);
  expect(heights.total).toBe(499_950);
  heights.count = 9;
  expect(heights.total).toBe(900);
});

test('the inside of a list is never taller than a web view draws', () => {
  expect(inside(120)).toBe(120);
  expect(inside(118 * MILLION)).toBe(TALLEST);
  expect(TALLEST).toBeLessThan(2 ** 23);
});

test('a short list scrolls as it is tall', () => {
  for (const y of [0, 1, 500, 29_300]) {
    expect(toScroll(y, 30_000, 700)).toBe(y);
    expect(fromScroll(y, 30_000, 700)).toBe(y);
  }
  expect(toScroll(99_999, 30_000, 700)).toBe(29_300);
  expect(toScroll(10, 300, 700)).toBe(0);
});

test('a million rows are all reached, each end as in any list', () => {
  const total = 118 * MILLION;
  const end = total - 700;
  expect(toScroll(end, total, 700)).toBe(TALLEST - 700);
  expect(fromScroll(TALLEST - 700, total, 700)).toBe(end);
  expect(fromScroll(250, total, 700)).toBe(250);
  expect(toScroll(end - 250, total, 700)).toBe(TALLEST - 700 - 250);
  let last = -1;
  for (let y = 0; y <= end; y += 1_234_567) {
    const scroll = toScroll(y, total, 700);
    expect(scroll).toBeGreaterThan(last);
    expect(fromScroll(scroll, total, 700)).toBeCloseTo(y, 2);
    last = scroll;
  }
});

test('a wheel does not leap, a thumb that is dragged does', () => {
  expect(leapt(120, 700)).toBe(false);
  expect(leapt(-660, 700)).toBe(false);
  expect(leapt(43_000, 700)).toBe(true);
});

test('what is drawn is what is seen and a little more', () => {
  const heights = list(MILLION);
  expect(windowAt(heights, 0, 700, 300)).toEqual({ from: 0, until: 11 });
  expect(windowAt(heights, 50_000_000, 700, 300)).toEqual({ from: 499_997, until: 500_011 });
  expect(windowAt(heights, 100 * MILLION - 700, 700, 300)).toEqual({ from: 999_990, until: MILLION });
  expect(windowAt(list(0), 0, 700, 300)).toEqual({ from: 0, until: 0 });
  expect(anchorAt(heights, 250)).toEqual({ place: 2, offset: -50 });
});

test('a row is brought into sight by the shortest way', () => {
  const heights = list(100);
  expect(toSee(heights, 3, 0, 700, 10)).toBeNull();
  expect(toSee(heights, 7, 0, 700, 10)).toEqual({ y: 110, edge: 'bottom' });
  expect(toSee(heights, 2, 500, 700, 10)).toEqual({ y: 190, edge: 'top' });
  expect(toSee(heights, 0, 500, 700, 10)).toEqual({ y: 0, edge: 'top' });
  expect(toSee(heights, 0, 0, 700, 10)).toBeNull();
  heights.measure(5, 900);
  expect(toSee(heights, 5, 0, 700, 10)).toEqual({ y: 490, edge: 'top' });
});
