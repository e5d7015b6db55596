import { expect, test } from 'vitest';
import { directionOf, languageTag } from './language';

const table: [said: string | null | undefined, tag: string | undefined][] = [
  ['en', 'en'],
  ['en-US', 'en-US'],
  ['en_US', 'en-US'],
  ['EN-us', 'en-US'],
  ['en_US.UTF-8', 'en-US'],
  ['sr@latin', 'sr'],
  [' uk ', 'uk'],
  ['zh_hant_tw', 'zh-Hant-TW'],
  ['pt-BR', 'pt-BR'],
  ['haw', 'haw'],
  ['English', undefined],
  ['en-', undefined],
  ['e', undefined],
  ['en US', undefined],
  ['en,uk', undefined],
  ['x-default', undefined],
  ['und', undefined],
  ['C', undefined],
  ['123', undefined],
  ['{{ lang }}', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
];

test.each(table)('%s is said as %s', (said, tag) => expect(languageTag(said)).toBe(tag));

test.each([
  ['ar', 'Anything', 'rtl'],
  ['he-IL', 'Anything', 'rtl'],
  ['fa', '', 'rtl'],
  ['az-Arab', '', 'rtl'],
  ['az', '', 'ltr'],
  ['uk', '', 'ltr'],
  [null, '«المبعوثون» يستأنفون', 'rtl'],
  [null, '12 שליחים', 'rtl'],
  [null, 'Envoys', 'ltr'],
  ['no language', '2026', 'ltr'],
])('a story in %s, “%s”, runs %s', (language, words, direction) =>
  expect(directionOf(language, words)).toBe(direction),
);
