import { describe, expect, test } from 'vitest';
import { beginningsOf, match, pieces } from './match';

/** The text with its matched letters in brackets. */
const shown = (text: string, typed: string) => {
  const found = match(text, typed);
  return (
    found &&
    pieces(text, found.at)
      .map((piece, n) => (n % 2 ? `[${piece}]` : piece))
      .join('')
  );
};

const order = (typed: string, ...texts: string[]) =>
  texts
    .map((text) => ({ text, found: match(text, typed) }))
    .filter(({ found }) => found !== null)
    .sort((a, b) => b.found!.score - a.found!.score)
    .map(({ text }) => text);

test.each([
  ['Ukraine diplomacy', 'ukr', '[Ukr]aine diplomacy'],
  ['Ukraine diplomacy', 'dip', 'Ukraine [dip]lomacy'],
  ['Ukraine diplomacy', 'ud', '[U]kraine [d]iplomacy'],
  ['Ukraine diplomacy', 'ukdip', '[Uk]raine [dip]lomacy'],
  ['Select this story as well', 'ta', null],
  ['Ukraine diplomacy', 'dip ukr', '[Ukr]aine [dip]lomacy'],
  ['Ukraine diplomacy', 'ukrn', '[Ukr]ai[n]e diplomacy'],
  ['Ukraine diplomacy', 'loma', 'Ukraine dip[loma]cy'],
  ['GitHub', 'gh', '[G]it[H]ub'],
  ['Café Zürich', 'cafe zur', '[Café] [Zür]ich'],
  ['Łódź, Straße', 'lodz strasse', '[Łódź], [Straße]'],
  ['Переговори в Женеві', 'жен', 'Переговори в [Жен]еві'],
  ['Ґанок і Їжак', 'їжа', 'Ґанок і [Їжа]к'],
  ['𝔸 day', 'day', '𝔸 [day]'],
  ['Editor’s choice', 's', null],
  ['Ukraine diplomacy', 'kyiv', null],
  ['Ukraine diplomacy', 'ukr grain', null],
  ['Ukraine diplomacy', 'k', null],
  ['', 'a', null],
])('in “%s”, “%s” is %s', (text, typed, answer) => expect(shown(text, typed)).toBe(answer));

test.each([
  [
    'Ministers skip the briefing as talks run late',
    'brief talk',
    'Ministers skip the [brief]ing as [talk]s run late',
  ],
  ['Grain, grain and migraine', '"grain"', '[Grain], [grain] and migraine'],
  ['Переговори в Женеві', 'женев', 'Переговори в [Женев]і'],
  ['Nothing of it', 'outlet:Other', 'Nothing of it'],
])('in the find “%s”, “%s” is %s', (text, typed, answer) => {
  const cut = pieces(text, beginningsOf(text, typed));
  expect(cut.map((piece, n) => (n % 2 ? `[${piece}]` : piece)).join('')).toBe(answer);
});

describe('what is meant more', () => {
  test('is a beginning, then a word’s, then initials, then the inside of a word, then letters left out', () => {
    expect(order('tag', 'Untagged', 'The A Group', 'Two angry gulls', 'Take a tag off', 'Tag')).toEqual([
      'Tag',
      'Take a tag off',
      'The A Group',
      'Two angry gulls',
      'Untagged',
    ]);
  });

  test('is the shorter of two, and the whole word before its beginning', () => {
    expect(order('star', 'Starred stories', 'Starred')).toEqual(['Starred', 'Starred stories']);
    expect(order('do', 'Document', 'Do again')).toEqual(['Do again', 'Document']);
  });

  test('stays in its order where nothing tells two apart', () => {
    expect(order('a', 'Ab', 'Ac', 'Ad')).toEqual(['Ab', 'Ac', 'Ad']);
  });
});

test('nothing typed means everything alike', () => expect(match('Any', '  ')).toEqual({ score: 0, at: [] }));

test('a long name and a hostile word take no time', () => {
  const begun = performance.now();
  match('a '.repeat(200), 'a'.repeat(60) + 'b');
  expect(performance.now() - begun).toBeLessThan(400);
});
