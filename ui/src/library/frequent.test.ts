import { expect, test } from 'vitest';
import { frequent, IN_PANE } from './frequent';
import { sound } from './folds';
import { outletOf, wordsOf } from './outletwords';

const names = (n: number) => Array.from({ length: n }, (_, i) => ({ name: `Tag ${i}`, stories: i }));

test('few names are shown as they come', () => {
  expect(frequent(names(IN_PANE), null)).toEqual(names(IN_PANE));
});

test('of many the most frequent are shown, and the open one whatever it is', () => {
  const shown = frequent(names(5000), 'Tag 3');
  expect(shown).toHaveLength(IN_PANE + 1);
  expect(shown[0]!.name).toBe('Tag 4999');
  expect(shown.at(-1)!.name).toBe('Tag 3');
  expect(frequent(names(5000), 'Tag 4999')).toHaveLength(IN_PANE);
  expect(frequent(names(5000), 'gone')).toHaveLength(IN_PANE);
});

test('the search of an outlet is known again', () => {
  expect(outletOf(wordsOf('Harbour Times'))).toBe('Harbour Times');
  expect(outletOf(wordsOf('The “Old” Post'))).toBe('The Old Post');
  expect(outletOf('outlet:"A" outlet:"B"')).toBeNull();
  expect(outletOf('guarantees')).toBeNull();
});

test('folds of another version are as good as none', () => {
  expect(sound(null)).toEqual({ groups: {}, topics: [] });
  expect(sound({ groups: 'x', topics: [1, 'a'] })).toEqual({ groups: {}, topics: [1] });
});
