import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Stories } from './stories.svelte';
import type { Query, Row, Rows, Tally } from './wire';

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
  claim: null,
  translated: null,
  highlights: 0,
  notes: 0,
  copies: 0,
  snippet: null,
});

let held: Row[] = [];
let asked: Query[] = [];
/** What answers a tally; it may take its time. */
let counts: (query: Query) => Tally | Promise<Tally>;

const listed = (query: Query) => held.filter((r) => !(query.unread_only && r.marks.read));

function answer(query: Query): Rows {
  asked.push(query);
  const rows = listed(query);
  const from = query.after === null ? 0 : rows.findIndex((r) => r.id === query.after) + 1;
  const page = rows.slice(from, from + query.limit);
  return { rows: page, more: from + query.limit < rows.length };
}

const tally = (query: Query): Tally => ({ total: listed(query).length, unread: 0, outlets: 0 });

/** Whatever was answered by now has been heard. */
const heard = () => new Promise((then) => setTimeout(then));

/** A tally that comes when it is told to. */
function late() {
  const come: ((tally: Tally) => void)[] = [];
  counts = () => new Promise((then) => come.push(then));
  return come;
}

beforeEach(() => {
  Object.assign(globalThis, { window: globalThis });
  asked = [];
  counts = tally;
  mockIPC((command, args) => {
    const { query } = args as unknown as { query: Query };
    return command === 'tally' ? counts(query) : answer(query);
  });
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

test('the rows are shown although the tally is late', async () => {
  held = Array.from({ length: 130 }, (_, n) => row(130 - n));
  const come = late();
  const stories = new Stories();
  await stories.show({});
  expect(stories.rows).toHaveLength(60);
  expect(stories.settled).toBe(true);
  expect(stories.current).toBe(130);
  expect(stories.tally).toBeNull();
  expect(stories.total).toBeNull();
  come[0]!({ total: 130, unread: 7, outlets: 3 });
  await heard();
  expect(stories.tally).toEqual({ total: 130, unread: 7, outlets: 3 });
  expect(stories.total).toBe(130);
});

test('a late tally of an older question is ignored', async () => {
  held = [row(2), row(1)];
  const come = late();
  const stories = new Stories();
  await stories.show({});
  await stories.show({ unreadOnly: true });
  come[1]!({ total: 1, unread: 1, outlets: 1 });
  await heard();
  come[0]!({ total: 2, unread: 1, outlets: 1 });
  await heard();
  expect(stories.tally?.total).toBe(1);
});

test('a reload leaves the old tally until the new one is there', async () => {
  held = [row(1)];
  const stories = new Stories();
  await stories.show({});
  await heard();
  expect(stories.tally?.total).toBe(1);
  const come = late();
  held = [row(2), row(1)];
  await stories.reload();
  expect(stories.rows).toHaveLength(2);
  expect(stories.tally?.total).toBe(1);
  come[0]!({ total: 2, unread: 2, outlets: 0 });
  await heard();
  expect(stories.tally?.total).toBe(2);
});

test('a tally that fails is complained of, after the rows', async () => {
  held = [row(1)];
  counts = () => Promise.reject({ kind: 'broken', message: 'the library is gone' });
  const stories = new Stories();
  await stories.show({});
  await heard();
  expect(stories.tally).toBeNull();
  expect(stories.complaint).toContain('he library is gone');
});
