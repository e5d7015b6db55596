import { describe, expect, test } from 'vitest';
import type { Collected } from '../wire';
import { anchorOf, block, correctionNumber, lastSectionOf, moved, nextNumber, stepPlace } from './outline';
import { inFolder } from './places';

const section = (id: number): Collected => ({
  id,
  stays: true,
  content: { is: 'section', name: `S${id}` },
  story: null,
});
const story = (id: number, spiked = false): Collected => ({
  id,
  stays: false,
  content: { is: 'story', story: id + 100, form: 'link', comment: '', quotes: [], highlights: [] },
  story: { headline: `H${id}`, outlet: null, published: null, spiked, used_in: [] },
});
const items = [story(1), section(2), story(3), story(4, true), section(5), story(6)];
const ids = (all: readonly Collected[]) => all.map(({ id }) => id);

describe('what moves', () => {
  test('is a section with all that stands in it, and else one thing', () => {
    expect(ids(block(items, 2))).toEqual([2, 3, 4]);
    expect(ids(block(items, 5))).toEqual([5, 6]);
    expect(ids(block(items, 3))).toEqual([3]);
    expect(block(items, 9)).toEqual([]);
  });

  test('goes past its neighbour, and a section past the one beside it', () => {
    expect(stepPlace(items, 3, 'up')).toEqual({ before: 2 });
    expect(stepPlace(items, 1, 'up')).toBeNull();
    expect(stepPlace(items, 6, 'down')).toBeNull();
    expect(stepPlace(items, 4, 'down')).toEqual({ after: 5 });
    expect(stepPlace(items, 5, 'up')).toEqual({ before: 2 });
    expect(stepPlace(items, 2, 'down')).toEqual({ after: 6 });
    expect(stepPlace(items, 2, 'up')).toEqual({ before: 1 });
    expect(stepPlace(items, 9, 'up')).toBeNull();
  });

  test('stands where it was put, in its order', () => {
    expect(ids(moved(items, [5, 6], { before: 2 }))).toEqual([1, 5, 6, 2, 3, 4]);
    expect(ids(moved(items, [1], 'last'))).toEqual([2, 3, 4, 5, 6, 1]);
    expect(ids(moved(items, [6], 'first'))).toEqual([6, 1, 2, 3, 4, 5]);
    expect(ids(moved(items, [2, 3, 4], { after: 3 }))).toEqual(ids(items));
  });
});

test('the preview is told which story, and one in the bin is none', () => {
  expect(anchorOf(items, 1)).toBe('story-1');
  expect(anchorOf(items, 3)).toBe('story-2');
  expect(anchorOf(items, 6)).toBe('story-3');
  expect(anchorOf([section(1)], 1)).toBeNull();
});

test('what is added goes to the end of the section that the outline is in', () => {
  expect(lastSectionOf(items, 3)).toBe(2);
  expect(lastSectionOf(items, 1)).toBeNull();
  expect(lastSectionOf(items, 'opening')).toBeNull();
});

test('no number is given twice', () => {
  const set = (issue: number, correction: number) =>
    ({ number: { issue, correction } }) as Parameters<typeof nextNumber>[0]['editions'][0];
  expect(nextNumber({ next_number: 41, editions: [] })).toBe(41);
  expect(nextNumber({ next_number: 3, editions: [set(41, 1), set(41, 0)] })).toBe(42);
  expect(correctionNumber({ editions: [set(41, 1), set(41, 0)] })).toEqual({ issue: 41, correction: 2 });
  expect(correctionNumber({ editions: [] })).toBeNull();
});

test('a file goes into another folder under its own name', () => {
  expect(inFolder('/home/e/Desk', '/home/e/Documents/monday-41.html')).toBe('/home/e/Desk/monday-41.html');
  expect(inFolder('/', '/a/b.md')).toBe('/b.md');
  expect(inFolder('C:\\Briefings', 'C:\\Users\\e\\monday.md')).toBe('C:\\Briefings\\monday.md');
});
