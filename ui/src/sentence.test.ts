import { expect, test } from 'vitest';
import { complaint } from './desk';
import { sentence } from './sentence';

const table: [clause: string, sentence: string][] = [
  ['a topic needs a name', 'A topic needs a name.'],
  ['story 4 is not in this library', 'Story 4 is not in this library.'],
  ['the headline is empty; nothing was changed', 'The headline is empty; nothing was changed.'],
  [
    'the library in /home/ed/Desk.d: another desk has it open',
    'The library in /home/ed/Desk.d: another desk has it open.',
  ],
  ['öffnen ging nicht', 'Öffnen ging nicht.'],
  ['no, that is taken', 'No, that is taken.'],
  // What begins with a name keeps it as it is.
  ['/home/ed/talks.md is already there', '/home/ed/talks.md is already there.'],
  ['c:\\desk\\talks.md: could not be read', 'c:\\desk\\talks.md: could not be read.'],
  ['talks.html: is empty', 'talks.html: is empty.'],
  ['draft notes.html: is empty', 'draft notes.html: is empty.'],
  ['https://a.example/b: the server answered 403', 'https://a.example/b: the server answered 403.'],
  ['a.example is a private address', 'a.example is a private address.'],
  ['“tomorrow” is not a date', '“tomorrow” is not a date.'],
  ['`ftp:` is not a web address', '`ftp:` is not a web address.'],
  ['403 (forbidden)', '403 (forbidden).'],
  // What is a sentence already stays one.
  ['The page could not be fetched. The link is kept.', 'The page could not be fetched. The link is kept.'],
  ['really?', 'Really?'],
  ['one moment…', 'One moment…'],
  ['he said “stop.”', 'He said “stop.”'],
  ['there is no topic “Rain”', 'There is no topic “Rain”.'],
  ['  a tag needs a name \n', 'A tag needs a name.'],
  ['', ''],
];

test.each(table)('%s', (clause, wanted) => expect(sentence(clause)).toBe(wanted));

test('whatever was thrown becomes a complaint in a sentence', () => {
  expect(complaint({ kind: 'refused', message: 'a tag needs a name' })).toEqual({
    kind: 'refused',
    message: 'A tag needs a name.',
  });
  expect(complaint(new Error('load failed'))).toEqual({ kind: 'broken', message: 'Load failed.' });
  expect(complaint('command clip not found')).toEqual({ kind: 'broken', message: 'Command clip not found.' });
});
