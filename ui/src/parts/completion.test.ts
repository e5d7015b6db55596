import { expect, test } from 'vitest';
import { completions } from './completion';

const names = (typed: string) =>
  completions(
    [{ name: 'Old Budapest' }, { name: 'Budapest' }, { name: 'Bücher' }, { name: 'Київ' }],
    typed,
  ).map((choice) => choice.name);

test('what begins with the letters comes before what merely holds them', () => {
  expect(names('bud')).toEqual(['Budapest', 'Old Budapest']);
});

test('case and accents may be left out', () => {
  expect(names('bucher')).toEqual(['Bücher']);
  expect(names('КИЇВ')).toEqual(['Київ']);
});

test('nothing typed leaves everything', () => {
  expect(names('')).toHaveLength(4);
});
