import { expect, test } from 'vitest';
import { entryOf, isListOfLinks } from './entry';

const addresses = (text: string) => {
  const entry = entryOf(text);
  return 'addresses' in entry ? entry.addresses : null;
};

test('nothing is nothing', () => {
  expect(entryOf(' \n\t ')).toEqual({ what: 'nothing' });
});

test('lines that are addresses are addresses, each once', () => {
  expect(entryOf('https://a.example/1\n\n  b.example/2  \nhttps://a.example/1#part')).toEqual({
    what: 'addresses',
    addresses: ['https://a.example/1#part', 'b.example/2'],
  });
  expect(entryOf('localhost:8000')).toMatchObject({ what: 'addresses' });
});

test('one line that can be no address says so', () => {
  expect(entryOf('ftp://a.example/1')).toEqual({ what: 'no-address' });
  expect(entryOf('Hello')).toMatchObject({ what: 'page', words: 1 });
});

test('a text is counted in words, whatever script', () => {
  expect(entryOf('The ferry left\nthe quay on time.')).toMatchObject({
    what: 'page',
    form: 'text',
    words: 7,
  });
  expect(entryOf('Пором відійшов вчасно')).toMatchObject({ words: 3 });
});

test('HTML and the source of a mail are known by how they begin', () => {
  expect(entryOf('<!DOCTYPE html><p>Text https://a.example/1')).toMatchObject({
    form: 'html',
    addresses: [],
  });
  expect(entryOf('From: Ann Lee\nSubject: Ferry\n\nIt left.')).toMatchObject({ form: 'mail' });
  expect(entryOf('From: the quay\nthe ferry left.')).toMatchObject({ form: 'text' });
});

test('addresses in the middle of a text are found without the sentence around them', () => {
  const text =
    'See https://a.example/1, (https://b.example/2_(x)) and “https://c.example/3”. Also a.example.';
  expect(addresses(text)).toEqual(['https://a.example/1', 'https://b.example/2_(x)', 'https://c.example/3']);
});

test('a list of links is told from a text that has some', () => {
  expect(
    isListOfLinks(entryOf('Ferry runs again: https://a.example/1\nPilots strike https://a.example/2')),
  ).toBe(true);
  expect(isListOfLinks(entryOf(`${'word '.repeat(200)} https://a.example/1`))).toBe(false);
  expect(isListOfLinks(entryOf('no links at all'))).toBe(false);
});

test('thousands of addresses, and megabytes of text, are read at once', () => {
  const list = Array.from({ length: 5000 }, (_, n) => `https://a.example/${n}`).join('\n');
  expect(addresses(list)).toHaveLength(5000);
  const begun = performance.now();
  expect(entryOf('word '.repeat(1_000_000))).toMatchObject({ words: 1_000_000, addresses: [] });
  expect(performance.now() - begun).toBeLessThan(1500);
});
