import { describe, expect, test } from 'vitest';
import { changes } from './changes';

/** Changes as text: -gone-, +come+. */
const told = (before: string[], after: string[]) =>
  changes(before, after).map((change) => {
    const sign = { same: '', added: '+', removed: '-' };
    if (change.what !== 'changed') return `${sign[change.what]}${change.text}${sign[change.what]}`;
    return change.words.map(({ what, text }) => `${sign[what]}${text}${sign[what]}`).join('');
  });

describe('between two versions', () => {
  test('nothing changed', () => expect(told(['a', 'b'], ['a', 'b'])).toEqual(['a', 'b']));

  test('a paragraph came', () =>
    expect(told(['One.', 'Three.'], ['One.', 'Two.', 'Three.'])).toEqual(['One.', '+Two.+', 'Three.']));

  test('a paragraph went', () => expect(told(['One.', 'Two.'], ['Two.'])).toEqual(['-One.-', 'Two.']));

  test('a word was changed', () =>
    expect(told(['The quay is open to carts.'], ['The quay is shut to carts.'])).toEqual([
      'The quay is -open-+shut+ to carts.',
    ]));

  test('a paragraph was replaced by another that is not like it', () =>
    expect(told(['Rain fell.'], ['Nobody knew why.'])).toEqual(['-Rain fell.-', '+Nobody knew why.+']));

  test('one was changed and one before it went', () =>
    expect(told(['Gone for good now.', 'The quay is open.'], ['The quay is shut.'])).toEqual([
      '-Gone for good now.-',
      'The quay is -open-+shut+.',
    ]));

  test('a number and a comma are words', () =>
    expect(told(['In all 40 ships came, late.'], ['In all 41 ships came late.'])).toEqual([
      'In all -40-+41+ ships came-,- late.',
    ]));

  test('words of other scripts are words', () =>
    expect(told(['Набережна відкрита для возів.'], ['Набережна закрита для возів.'])).toEqual([
      'Набережна -відкрита-+закрита+ для возів.',
    ]));

  test('everything is new, or nothing is left', () => {
    expect(told([], ['One.'])).toEqual(['+One.+']);
    expect(told(['One.'], [])).toEqual(['-One.-']);
    expect(told([], [])).toEqual([]);
  });
});

test('two long texts without anything in common take no time', () => {
  const long = (word: string) => Array.from({ length: 400 }, (_, n) => `${word} ${n} `.repeat(60));
  const begun = performance.now();
  changes(long('before'), long('after'));
  expect(performance.now() - begun).toBeLessThan(1000);
});
