import { expect, test } from 'vitest';
import { Draft } from './draft.svelte';

const file = (name: string, size = 10) => ({ name, size, lastModified: 1 }) as File;

test('what will be done is said, whatever it is', () => {
  const draft = new Draft();
  expect(draft.says).toEqual(['Nothing to clip yet.']);
  draft.entry = 'https://meridianpost.example/geneva?a=b';
  expect(draft.says).toEqual(['The page at meridianpost.example will be fetched.']);
  draft.add([file('a.html'), file('b.pdf'), file('a.html')]);
  expect(draft.says).toEqual(['The page at meridianpost.example will be fetched.', '2 files will be kept.']);
  draft.entry = 'ftp://meridianpost.example';
  expect(draft.says[0]).toBe('This is no web address that can be fetched.');
  draft.entry = '<html><p>A page';
  expect(draft.says[0]).toBe('The pasted HTML of a page will be kept.');
});

test('of a text with addresses in it, the editor says which is meant', () => {
  const draft = new Draft(`${'A story goes on. '.repeat(30)} https://a.example/1, https://a.example/2`);
  expect([draft.isChoice, draft.wanted, draft.given]).toEqual([true, 'text', draft.entry]);
  draft.want('addresses');
  expect(draft.given).toBe('https://a.example/1\nhttps://a.example/2');
  draft.paste('Ferry: https://a.example/1');
  expect([draft.wanted, draft.given]).toEqual(['addresses', 'https://a.example/1']);
});

test('offline, addresses are kept as links, however many they are', () => {
  const draft = new Draft(Array.from({ length: 60 }, (_, n) => `https://a.example/${n}`).join('\n'));
  expect(draft.many).toBe(60);
  draft.offline = true;
  expect(draft.many).toBe(0);
  expect(draft.says).toEqual(['The desk stays offline: 60 links will be kept, and can be fetched later.']);
});

test('a large paste is kept aside, and one that is too large is refused', () => {
  const draft = new Draft('word '.repeat(20_000));
  expect([draft.entry, draft.given?.length]).toEqual(['', 100_000]);
  expect(draft.says).toEqual(['Pasted text of 20,000 words will be kept.']);
  draft.paste('a'.repeat(30 << 20));
  expect(draft.refused).toMatch(/^The paste holds 31 MB/);
  expect(draft.given?.length).toBe(100_000);
});

test('a file that is too large is named and left out', () => {
  const draft = new Draft();
  draft.add([file('a.html'), file('film.html', 50_000_000)]);
  expect(draft.files.map(({ name }) => name)).toEqual(['a.html']);
  expect(draft.refused).toMatch(/^film\.html holds 50 MB/);
});
