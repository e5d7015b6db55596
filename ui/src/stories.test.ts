import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Stories } from './stories.svelte';
import type { Query, Row, Rows } from './wire';

const row = (id: number): Row => ({
  id,
  kind: 'article',
  headline: `Story ${id}`,
  standfirst: null,
  outlet: null,
  outlet_inferred: false,
  agency: null,
  published: null,
  added_at: '2026-11-22T10:00:00Z',
  language: null,
  unfetched: false,
  marks: { read: false, starred: false, done: false, spiked: false },
  picture: null,
  tags: [],
  snippet: null,
});

let held: Row[] = [];
let asked: Query[] = [];

function answer(query: Query): Rows {
  asked.push(query);
  const rows = held.filter((r) => !(query.unread_only && r.marks.read));
  const from = query.after === null ? 0 : rows.findIndex((r) => r.id === query.after) + 1;
  const page = rows.slice(from, from + query.limit);
  return { rows: page, total: rows.length, unread: 0, outlets: 0, more: from + query.limit < rows.length };
}

beforeEach(() => {
  Object.assign(globalThis, { window: globalThis });
  asked = [];
  mockIPC((_command, args) => answer((args as unknown as { query: Query }).query));
});
afterEach(clearMocks);

test('a list opens its first story and grows page by page, without doubles', async () => {
  held = Array.from({ length: 130 }, (_, n) => row(130 - n));
  const stories = new Stories();
  await stories.show({});
  expect(stories.current).toBe(130);
  expect(stories.rows).toHaveLength(60);
  await stories.grow();
  await stories.grow();
  expect(stories.rows.map((r) => r.id)).toEqual(held.map((r) => r.id));
  expect(stories.more).toBe(false);
});

test('a reload brings as many rows as there were, and keeps the open story open', async () => {
  held = Array.from({ length: 130 }, (_, n) => row(130 - n));
  const stories = new Stories();
  await stories.show({});
  await stories.grow();
  stories.current = 50;
  held = [row(131), ...held];
  await stories.reload();
  expect(stories.rows).toHaveLength(120);
  expect(stories.current).toBe(50);
});

test('among unread stories the one being read stays where it was', async () => {
  held = [row(3), row(2), row(1)];
  const stories = new Stories();
  await stories.show({ unreadOnly: true });
  stories.current = 2;
  held = held.map((r) => (r.id === 2 ? { ...r, marks: { ...r.marks, read: true } } : r));
  await stories.reload();
  expect(stories.rows.map((r) => r.id)).toEqual([3, 2, 1]);
  expect(stories.place).toBe(1);
});

test('a search looks among all stories, whatever shelf was open', async () => {
  held = [row(1)];
  const stories = new Stories();
  await stories.show({ shelf: { shelf: 'starred' }, words: ' peace ' });
  expect(asked.at(-1)).toMatchObject({ shelf: { shelf: 'all' }, words: 'peace' });
  await stories.show({ words: '' });
  expect(asked.at(-1)).toMatchObject({ shelf: { shelf: 'starred' }, words: null });
});

test('acts are on the selection, else on the open story; then comes the next that stays', async () => {
  held = [row(4), row(3), row(2), row(1)];
  const stories = new Stories();
  await stories.show({});
  stories.current = 3;
  expect(stories.targets).toEqual([3]);
  expect(stories.afterLeaving([3])).toBe(2);
  stories.selectTo(2);
  expect(stories.targets).toEqual([3, 2]);
  expect(stories.afterLeaving([3, 2])).toBe(1);
  expect(stories.afterLeaving([3, 2, 1])).toBe(4);
});
