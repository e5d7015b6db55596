import { expect, test } from 'vitest';
import { isLost, sound } from './whereabouts';
import type { Shelves } from './wire';

const inbox = { shelf: { shelf: 'inbox' }, sort: 'clipped', current: null };

test.each([
  [null, inbox],
  ['inbox', inbox],
  [{ shelf: 'inbox' }, inbox],
  [{ shelf: { shelf: 'topic', topic: '3' } }, inbox],
  [{ shelf: { shelf: 'elsewhere' } }, inbox],
  [
    { shelf: { shelf: 'topic', topic: 3 }, sort: 'placed', current: 7 },
    { shelf: { shelf: 'topic', topic: 3 }, sort: 'placed', current: 7 },
  ],
  [
    { shelf: { shelf: 'tag', tag: 'Geneva' }, sort: 'sideways', current: 'first' },
    { shelf: { shelf: 'tag', tag: 'Geneva' }, sort: 'clipped', current: null },
  ],
])('what was remembered as %j makes sense', (kept, expected) => expect(sound(kept)).toEqual(expected));

test('a shelf is lost once its topic, section or tag is gone', () => {
  const shelves = {
    topics: [{ id: 3, sections: [{ id: 31 }] }],
    tags: [{ name: 'Geneva', stories: 1 }],
  } as unknown as Shelves;
  expect(isLost({ shelf: 'topic', topic: 3 }, shelves)).toBe(false);
  expect(isLost({ shelf: 'topic', topic: 4 }, shelves)).toBe(true);
  expect(isLost({ shelf: 'section', section: 31 }, shelves)).toBe(false);
  expect(isLost({ shelf: 'section', section: 32 }, shelves)).toBe(true);
  expect(isLost({ shelf: 'tag', tag: 'geneva' }, shelves)).toBe(false);
  expect(isLost({ shelf: 'tag', tag: 'Brussels' }, shelves)).toBe(true);
  expect(isLost({ shelf: 'inbox' }, shelves)).toBe(false);
  expect(isLost({ shelf: 'topic', topic: 4 }, null)).toBe(false);
});
