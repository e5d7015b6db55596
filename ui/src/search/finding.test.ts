import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Session } from '../session.svelte';
import { Stories } from '../stories.svelte';
import type { Query } from '../wire';
import { Finding } from './finding.svelte';

let asked: Query[];
/** What answers the lists that were asked for, in their order; none answers at once. */
let waiting: (() => void)[] | null;
let meant: string | null;

/** As much of a session as a search knows of. */
function begin() {
  const stories = new Stories();
  const session = {
    stories,
    look: { listHidden: true },
    seen: 'reader',
    loadStory: vi.fn(() => Promise.resolve()),
    setList: (change: Parameters<Stories['show']>[0]) => stories.show(change),
    focus: vi.fn(),
    composer: { leave: vi.fn() },
  };
  const finding = new Finding(session as unknown as Session);
  return { session, stories, finding };
}

const settled = () => new Promise((then) => setTimeout(then));
const words = () => asked.map((query) => query.words);

beforeEach(() => {
  Object.assign(globalThis, { window: globalThis });
  asked = [];
  waiting = null;
  meant = null;
  mockIPC((command, args) => {
    const { query } = args as { query: Query };
    switch (command) {
      case 'stories':
        asked.push(query);
        if (waiting) {
          const queue = waiting;
          return new Promise((then) => queue.push(() => then({ rows: [], more: false })));
        }
        return { rows: [], more: false };
      case 'tally':
        return { total: 0, unread: 0, outlets: 0 };
      case 'understood':
        return { understood: 'that', complaints: ['a bracket closes that was never opened'] };
      case 'spelling':
        return meant;
    }
    return null;
  });
});

afterEach(() => {
  clearMocks();
  vi.useRealTimers();
});

test('every letter is followed, one question at a time, the latest always', async () => {
  const { finding, session } = begin();
  waiting = [];
  for (const typed of ['k', 'ky', 'kyi', 'kyiv']) finding.search(typed);
  expect(words()).toEqual(['k']);
  waiting.shift()!();
  await settled();
  expect(words()).toEqual(['k', 'kyiv']);
  expect(session.loadStory).not.toHaveBeenCalled();
  waiting.shift()!();
  await settled();
  expect(words()).toEqual(['k', 'kyiv']);
  expect(session.loadStory).toHaveBeenCalledOnce();
});

test('what is found stands in the best order, and the list has its own back', async () => {
  const { finding, stories } = begin();
  await stories.show({ sort: 'published' });
  finding.search('kyiv');
  await settled();
  expect(asked.at(-1)).toMatchObject({ sort: 'best', shelf: { shelf: 'all' } });
  await stories.show({ sort: 'clipped' });
  finding.search('kyiv talks');
  await settled();
  expect(asked.at(-1)).toMatchObject({ sort: 'clipped' });
  await finding.end();
  expect(asked.at(-1)).toMatchObject({ sort: 'published', words: null, shelf: { shelf: 'inbox' } });
});

test('one search after another begins anew, wherever it was looked for', async () => {
  const { finding, stories } = begin();
  finding.search('kyiv');
  await settled();
  await finding.within('shelf');
  expect(asked.at(-1)).toMatchObject({ words: 'kyiv', shelf: { shelf: 'inbox' } });
  finding.leave();
  finding.search('grain');
  await settled();
  expect(asked.at(-1)).toMatchObject({ words: 'grain', sort: 'best', shelf: { shelf: 'all' } });
  expect(stories.scope).toBe('library');
});

test('a search that was left while it was asked does not come back', async () => {
  const { finding, stories } = begin();
  waiting = [];
  finding.search('k');
  finding.search('kyiv');
  finding.leave();
  void stories.show({ words: '' });
  while (waiting.length > 0) waiting.shift()!();
  await settled();
  expect(words()).toEqual(['k', null]);
  expect(finding.understood).toBeNull();
});

test('what may have been meant is asked where nothing was found; complaints wait until the typing rests', async () => {
  vi.useFakeTimers();
  const { finding, session } = begin();
  meant = 'Geneva';
  finding.search('genevva)');
  await vi.advanceTimersByTimeAsync(10);
  expect(finding.meant).toBe('Geneva');
  expect(finding.complaints).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(finding.complaints).toEqual(['A bracket closes that was never opened.']);
  finding.search('genevva');
  expect(finding.complaints).toEqual([]);
  expect([session.seen, session.look.listHidden]).toEqual(['list', false]);
});
