import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Stories } from './stories.svelte';
import type { Query, Row, Rows, Story, Tally } from './wire';

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
  const from = query.skip;
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
    if (command === 'numbers') return listed(query).map((r) => r.id);
    return command === 'tally' ? counts(query) : answer(query);
  });
});
afterEach(clearMocks);

const many = (n: number) => Array.from({ length: n }, (_, place) => row(n - place));

test('a list opens its first story, and brings what is seen of it', async () => {
  held = many(1000);
  const stories = new Stories();
  await stories.show({});
  await heard();
  expect(stories.current).toBe(1000);
  expect(stories.rows).toHaveLength(60);
  expect(stories.length).toBe(1000);
  stories.want(500, 512);
  await heard();
  expect(stories.at(505)?.id).toBe(495);
  expect(stories.at(200)).toBeUndefined();
  expect(asked.at(-1)).toMatchObject({ skip: 420, limit: 180 });
});

test('pages that are here are not asked for again, and far ones are let go, but not the open one', async () => {
  held = many(5000);
  const stories = new Stories();
  await stories.show({});
  await heard();
  stories.want(0, 10);
  await heard();
  expect(asked).toHaveLength(1);
  for (const from of [1000, 2000, 3000, 4000]) {
    stories.want(from, from + 10);
    await heard();
  }
  expect(stories.rows.length).toBeLessThan(400);
  expect(stories.at(0)?.id).toBe(5000);
  expect(stories.at(1000)).toBeUndefined();
  expect(stories.place).toBe(0);
});

test('going on brings the page that the next story is on', async () => {
  held = many(130);
  const stories = new Stories();
  await stories.show({});
  for (let n = 1; n < 130; n++) {
    const next = await stories.neighbour(1);
    expect(next).toBe(130 - n);
    stories.current = next;
  }
  expect(await stories.neighbour(1)).toBeNull();
});

test('a reload brings what is seen and what is open, and keeps the open story open', async () => {
  held = many(1000);
  const stories = new Stories();
  await stories.show({});
  await heard();
  stories.current = 990;
  stories.want(500, 512);
  await heard();
  held = [row(1001), ...held];
  await stories.reload();
  await heard();
  expect(stories.current).toBe(990);
  expect(stories.place).toBe(11);
  expect(stories.at(501)?.id).toBe(500);
  expect(stories.length).toBe(1001);
});

test('when the open story has left the list, the one after it is open', async () => {
  held = many(5);
  const stories = new Stories();
  await stories.show({});
  stories.current = 3;
  held = held.filter((r) => r.id !== 3);
  await stories.reload();
  expect(stories.current).toBe(2);
  held = held.filter((r) => r.id > 2);
  await stories.reload();
  expect(stories.current).toBe(4);
});

test('a story that stands far down is listed where it stands', async () => {
  held = many(3000);
  const stories = new Stories();
  await stories.showAll(700);
  await heard();
  await heard();
  expect(stories.current).toBe(700);
  expect(stories.place).toBe(2300);
  await stories.reload();
  expect(stories.current).toBe(700);
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
  expect(stories.length).toBe(3);
  expect(await stories.neighbour(1)).toBe(1);
});

test('the story that stays although it was read shows what is done to it', async () => {
  held = [row(3), row(2), row(1)];
  const stories = new Stories();
  await stories.show({ unreadOnly: true });
  held = held.map((r) => (r.id === 3 ? { ...r, marks: { ...r.marks, read: true } } : r));
  await stories.reload();
  const marks = { read: true, starred: true, done: false, spiked: false };
  stories.know({
    id: 3,
    marks,
    tags: ['Geneva'],
    claim: null,
    notes: [],
    highlights: [],
  } as unknown as Story);
  expect(stories.at(0)).toMatchObject({ id: 3, marks: { starred: true }, tags: ['Geneva'] });
  expect(stories.targetRows[0]?.marks.starred).toBe(true);
  stories.know({ id: 3, marks: { ...marks, done: true }, tags: [], claim: null } as unknown as Story);
  expect(stories.rows.map((r) => r.id)).toEqual([2, 1]);
});

test('reading on through unread stories leaves each behind', async () => {
  held = [row(4), row(3), row(2), row(1)];
  const stories = new Stories();
  await stories.show({ unreadOnly: true });
  for (const id of [4, 3, 2, 1]) {
    expect(stories.current).toBe(id);
    held = held.map((r) => (r.id === id ? { ...r, marks: { ...r.marks, read: true } } : r));
    await stories.reload();
    expect(stories.place).toBe(0);
    const next = await stories.neighbour(1);
    expect(next).toBe(id === 1 ? null : id - 1);
    stories.current = next ?? stories.current;
  }
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
  await stories.selectTo(2);
  expect(stories.targets).toEqual([3, 2]);
  expect(stories.afterLeaving([3, 2])).toBe(1);
  expect(stories.afterLeaving([3, 2, 1])).toBe(4);
});

test('everything is selected, also what is not here', async () => {
  held = many(1000);
  const stories = new Stories();
  await stories.show({});
  await heard();
  await stories.selectAll();
  expect(stories.selected.size).toBe(1000);
  expect(stories.targets).toEqual(held.map((r) => r.id));
  held = held.filter((r) => r.id !== 500);
  await stories.reload();
  await heard();
  expect(stories.selected.size).toBe(999);
});

test('a range reaches over what is not here', async () => {
  held = many(1000);
  const stories = new Stories();
  await stories.show({});
  await heard();
  stories.current = 995;
  stories.want(800, 812);
  await heard();
  await stories.selectTo(195);
  expect(stories.selected.size).toBe(801);
  expect(stories.targets[0]).toBe(995);
  expect(stories.targets.at(-1)).toBe(195);
});

test('filters narrow the shelf that is open, and stand before what is searched for', async () => {
  held = many(3);
  const stories = new Stories();
  await stories.show({ shelf: { shelf: 'starred' }, filters: [{ filter: 'outlet', value: 'Kyiv Ledger' }] });
  expect(asked.at(-1)).toMatchObject({ shelf: { shelf: 'starred' }, words: 'outlet:"Kyiv Ledger"' });
  await heard();
  expect(stories.unfiltered).toBe(3);
  await stories.show({ words: 'pea' });
  expect(asked.at(-1)).toMatchObject({ shelf: { shelf: 'all' }, words: 'outlet:"Kyiv Ledger" pea' });
  await stories.show({ scope: 'shelf' });
  expect(asked.at(-1)).toMatchObject({ shelf: { shelf: 'starred' } });
});

test('a list has only the orders that it can have', async () => {
  held = many(3);
  const stories = new Stories();
  await stories.show({ shelf: { shelf: 'topic', topic: 1 }, sort: 'placed' });
  expect(asked.at(-1)).toMatchObject({ sort: 'placed' });
  await stories.show({ shelf: { shelf: 'inbox' } });
  expect(asked.at(-1)).toMatchObject({ sort: 'clipped' });
  await stories.show({ words: 'lake', sort: 'best' });
  expect(asked.at(-1)).toMatchObject({ sort: 'best' });
});

test('the rows are shown although the tally is late', async () => {
  held = many(130);
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

test('a story that is being written to stays open when it leaves the list, and the list goes on from where it stood', async () => {
  held = [row(4), row(3), row(2), row(1)];
  const stories = new Stories();
  await stories.show({});
  stories.current = 3;
  stories.held = () => true;
  held = [row(4), row(2), row(1)];
  await stories.reload();
  expect(stories.current).toBe(3);
  await stories.reload();
  expect(stories.current).toBe(3);
  expect(await stories.neighbour(1)).toBe(2);
  expect(await stories.neighbour(-1)).toBe(4);
});

test('the list goes on from where a story stood that was held, also when an act leaves it', async () => {
  held = [row(4), row(3), row(2), row(1)];
  const stories = new Stories();
  await stories.show({});
  stories.current = 3;
  stories.held = () => true;
  held = [row(4), row(2), row(1)];
  await stories.reload();
  expect(stories.afterLeaving([3])).toBe(2);
  // What arrives meanwhile moves the place where it stood.
  held = [row(6), row(5), row(4), row(2), row(1)];
  await stories.reload();
  expect(stories.current).toBe(3);
  expect(stories.afterLeaving([3])).toBe(2);
  held = [row(6), row(5), row(4)];
  await stories.reload();
  expect(stories.afterLeaving([3])).toBe(4);
});
