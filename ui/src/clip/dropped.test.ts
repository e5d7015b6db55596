import { expect, test } from 'vitest';
import { dragged, droppedEntry, droppedFiles } from './dropped';

const data = (held: Record<string, string>) => ({ getData: (type: string) => held[type] ?? '' });

test('files are counted, and win over what a browser says about them', () => {
  const items = [{ kind: 'file' }, { kind: 'file' }, { kind: 'string' }];
  expect(dragged({ types: ['text/plain', 'Files'], items })).toEqual({ what: 'files', count: 2 });
});

test('a link is a link although it comes with its words', () => {
  expect(dragged({ types: ['text/uri-list', 'text/html', 'text/plain'] })).toEqual({ what: 'link' });
  const held = { 'text/uri-list': '# a comment\r\nhttps://example.org/a\r\n', 'text/plain': 'A' };
  expect(droppedEntry(data(held))).toBe('https://example.org/a');
});

test('a link that leads nowhere on the web is nothing', () => {
  expect(droppedEntry(data({ 'text/uri-list': 'javascript:alert(1)', 'text/plain': 'Press me' }))).toBe('');
});

test('marked-up text is worth more than bare text', () => {
  expect(droppedEntry(data({ 'text/html': '<p>A</p>', 'text/plain': 'A' }))).toBe('<p>A</p>');
  expect(droppedEntry(data({ 'text/plain': 'A' }))).toBe('A');
});

test('anything else is nothing to clip', () => {
  expect(dragged({ types: ['application/x-something'] })).toEqual({ what: 'nothing' });
});

test('a folder is told from the files beside it', () => {
  const item = (name: string, isDirectory: boolean) => ({
    kind: 'file',
    webkitGetAsEntry: () => ({ name, isDirectory }),
  });
  const held = {
    files: [{ name: 'a.html' }, { name: 'pages' }],
    items: [item('a.html', false), item('pages', true)],
  } as unknown as DataTransfer;
  const { files, folders } = droppedFiles(held);
  expect(files.map((file) => file.name)).toEqual(['a.html']);
  expect(folders).toEqual(['pages']);
});
