import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drafts } from './drafts.svelte';

interface Asked {
  command: string;
  [name: string]: unknown;
}

const FOLDER = '/home/editor/Clipdesk';
const PLACE = `clipdesk.unsaved ${FOLDER}`;

let kept: Map<string, string>;
let asked: Asked[];
/** What answers a command; it may throw, and may take its time. */
let answer: (command: string, args: Record<string, unknown>) => unknown;

const saved = () => asked.filter(({ command }) => command !== 'story');
const fresh = (story = 1) => ({ about: 'note' as const, story, note: null });

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  asked = [];
  let note = 40;
  answer = (command) => (command === 'write_note' ? ++note : command === 'story' ? { notes: [] } : 'Done');
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal('window', globalThis);
  mockIPC((command, args) => {
    asked.push({ command, ...(args as object) });
    return answer(command, args as Record<string, unknown>);
  });
});

afterEach(() => {
  clearMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function opened(): Drafts {
  const drafts = new Drafts();
  drafts.begin(FOLDER);
  return drafts;
}

test('typing is saved once it rests, the first time as a new note and then as the same one', async () => {
  const draft = opened().write(fresh(), '');
  draft.type('Ask');
  draft.type('Ask them');
  await vi.advanceTimersByTimeAsync(799);
  expect(saved()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  draft.type('Ask them twice');
  await vi.advanceTimersByTimeAsync(800);
  expect(saved()).toEqual([
    { command: 'write_note', id: 1, text: 'Ask them' },
    { command: 'rewrite_note', note: 41, text: 'Ask them twice' },
  ]);
});

test('what is typed while it is being saved is saved after it, never beside it', async () => {
  let finish: (note: number) => void = () => {};
  answer = (command) => (command === 'write_note' ? new Promise<number>((then) => (finish = then)) : 'Done');
  const draft = opened().write(fresh(), '');
  draft.type('One');
  await vi.advanceTimersByTimeAsync(800);
  draft.type('One two');
  await vi.advanceTimersByTimeAsync(800);
  expect(saved()).toHaveLength(1);
  finish(7);
  await vi.advanceTimersByTimeAsync(0);
  expect(saved()[1]).toEqual({ command: 'rewrite_note', note: 7, text: 'One two' });
  expect(draft.isSaved).toBe(true);
});

test('what cannot be saved stays, says why, and is kept for the next time', async () => {
  answer = () => {
    throw { kind: 'broken', message: 'the disk is full' };
  };
  const drafts = opened();
  const draft = drafts.write(fresh(), '');
  draft.type('Kept');
  await drafts.close(draft);
  drafts.drop(draft);
  expect(draft.trouble).toBe('The disk is full.');
  expect(drafts.of(1)).toEqual([draft]);
  expect(JSON.parse(kept.get(PLACE)!)).toMatchObject([{ text: 'Kept', about: fresh() }]);

  answer = () => 12;
  await draft.save();
  expect(draft.trouble).toBeNull();
  expect(kept.has(PLACE)).toBe(false);
});

test('what was not saved when the window closed is saved when it opens again', async () => {
  kept.set(PLACE, JSON.stringify([{ about: fresh(3), text: 'From before', sent: null }]));
  const drafts = opened();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved()).toEqual([{ command: 'write_note', id: 3, text: 'From before' }]);
  expect(kept.has(PLACE)).toBe(false);
  expect(drafts.of(3)).toEqual([]);
});

test('a note that was saved without our hearing of it does not become two', async () => {
  kept.set(PLACE, JSON.stringify([{ about: fresh(3), text: 'From before, and on', sent: 'From before' }]));
  answer = (command) =>
    command === 'story'
      ? { ...{ unfetched: null, pictures: [] }, notes: [{ id: 9, text: 'From before' }] }
      : 'Done';
  opened();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved()).toEqual([{ command: 'rewrite_note', note: 9, text: 'From before, and on' }]);
});

test('words on a highlight that was taken away become a note to its story', async () => {
  answer = (command) => {
    if (command === 'change_highlight') throw { kind: 'missing', message: 'this highlight was taken away' };
    return 5;
  };
  const draft = opened().write({ about: 'highlight', story: 2, highlight: 8, colour: 'red' }, '');
  draft.type('Not lost');
  await draft.save();
  expect(saved().at(-1)).toEqual({ command: 'write_note', id: 2, text: 'Not lost' });
  expect(draft.about).toEqual({ about: 'note', story: 2, note: 5 });
});

test('emptying takes the note away, and nothing is written for nothing', async () => {
  const drafts = opened();
  const draft = drafts.write({ about: 'note', story: 1, note: 4 }, 'Old');
  draft.type('  ');
  await draft.save();
  expect(saved()).toEqual([{ command: 'rewrite_note', note: 4, text: '' }]);
  draft.type('New');
  await draft.save();
  expect(saved()[1]).toEqual({ command: 'write_note', id: 1, text: 'New' });

  const empty = drafts.write(fresh(2), '');
  await drafts.close(empty);
  expect(saved()).toHaveLength(2);
});

test('a store that is broken, full or forbidden is no trouble', async () => {
  kept.set(PLACE, 'no list');
  vi.stubGlobal('localStorage', {
    getItem: () => 'no list',
    setItem: () => {
      throw new Error('full');
    },
    removeItem: () => {},
  });
  const draft = opened().write(fresh(), '');
  draft.type('All the same');
  await draft.save();
  expect(draft.isSaved).toBe(true);
});
