import { expect, test, vi } from 'vitest';
import { forget, remember, remembered, used, weight, type Uses } from './recency';

test('what was used yesterday counts for more than what was used often long ago', () => {
  let uses: Uses = {};
  for (let n = 0; n < 20; n++) uses = used(uses, 'old', 100);
  uses = used(uses, 'new', 160);
  expect(weight(uses, 'new', 161)).toBeGreaterThan(weight(uses, 'old', 161));
  expect(weight(uses, 'never', 161)).toBe(0);
});

test('more often counts for more, but never more than a better match', () => {
  const once = used({}, 'a', 1);
  const twice = used(once, 'a', 1);
  expect(weight(twice, 'a', 1)).toBeGreaterThan(weight(once, 'a', 1));
  let often = twice;
  for (let n = 0; n < 500; n++) often = used(often, 'a', 1);
  expect(weight(often, 'a', 1)).toBeLessThanOrEqual(18);
});

test('what counts least is forgotten', () => {
  let uses = used({}, 'first', 0);
  for (let n = 0; n < 80; n++) uses = used(uses, `later ${n}`, 50);
  expect(Object.keys(uses)).toHaveLength(80);
  expect(uses['first']).toBeUndefined();
});

test('a broken store is nothing, and can be forgotten', () => {
  const store = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  });
  for (const broken of ['{', 'null', '[1]', '{"a":5,"b":{"times":"x","last":1}}']) {
    store.set('clipdesk.palette', broken);
    expect(remembered()).toEqual({});
  }
  remember(used({}, 'a', 1));
  expect(remembered()).toEqual({ a: { times: 1, last: 1 } });
  forget();
  expect(remembered()).toEqual({});
});
