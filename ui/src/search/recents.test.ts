import { beforeEach, expect, test } from 'vitest';
import { Recents } from './recents.svelte';

let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (k: string, v: string) => kept.set(k, v),
  };
  Object.assign(globalThis, { localStorage: store });
});

function opened(library: string) {
  const recents = new Recents();
  recents.open(library);
  return recents;
}

test('the last eight are remembered, each once, the latest first', () => {
  const recents = opened('/desk');
  for (let n = 0; n < 10; n++) recents.remember(`search ${n}`);
  recents.remember(' Search 5 ');
  expect(opened('/desk').all).toEqual(['Search 5', ...[9, 8, 7, 6, 4, 3, 2].map((n) => `search ${n}`)]);
});

test('nothing, and a page of text, are no searches to remember', () => {
  const recents = opened('/desk');
  recents.remember('  ');
  recents.remember('word '.repeat(100));
  expect(recents.all).toEqual([]);
});

test('each library has its own, and they can be forgotten', () => {
  opened('/one').remember('kyiv');
  expect(opened('/two').all).toEqual([]);
  opened('/one').forget();
  expect(opened('/one').all).toEqual([]);
});

test('a store that holds nonsense holds nothing', () => {
  kept.set('clipdesk.searches /desk', '{"a":1');
  expect(opened('/desk').all).toEqual([]);
});
