import { clearMocks, mockIPC } from '@tauri-apps/api/mocks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Jobs } from './jobs.svelte';
import type { JobCard, Stage } from './wire';

const fetching: Stage = { stage: 'fetching', received: 0 };
const kept: Stage = { stage: 'kept', fate: 'new', words: 1, bytes: 1, pictures: 0, unkept: 0 };
const failed: Stage = { stage: 'failed', why: 'No.' };
const card = (id: number, stage: Stage): JobCard => ({ id, what: `page ${id}`, stage, story: id });
const cards = (count: number, stage: (id: number) => Stage) =>
  Array.from({ length: count }, (_, n) => card(n + 1, stage(n + 1)));

let dismissed: number[];

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(globalThis, { window: globalThis });
  dismissed = [];
  mockIPC((command, args) => {
    if (command === 'dismiss_job') dismissed.push((args as { job: number }).job);
    return null;
  });
});

afterEach(() => {
  clearMocks();
  vi.useRealTimers();
});

test('jobs that were begun together are counted together', () => {
  const jobs = new Jobs();
  jobs.take(cards(200, (id) => (id <= 12 ? kept : id <= 15 ? failed : fetching)));
  expect(jobs.batch).toMatchObject({ all: 200, kept: 12, failed: 3, moving: 185 });
  jobs.take(cards(200, (id) => (id <= 15 ? kept : fetching)).slice(5));
  expect(jobs.batch).toMatchObject({ all: 200, kept: 15 });
});

test('what begins when all has come to rest is counted anew, beside what still waits for an answer', () => {
  const jobs = new Jobs();
  jobs.take([card(1, kept), card(2, failed)]);
  jobs.take([card(2, failed)]);
  jobs.take([card(2, failed), card(3, fetching)]);
  expect(jobs.batch).toMatchObject({ all: 2, failed: 1, moving: 1, kept: 0 });
  jobs.take([]);
  expect(jobs.batch.all).toBe(0);
});

test('a page that arrived goes by itself, one that failed does not', () => {
  const jobs = new Jobs();
  jobs.take([card(1, kept), card(2, failed)]);
  vi.advanceTimersByTime(11_000);
  expect(dismissed).toEqual([1]);
});

test('of many none goes before the last has come', async () => {
  const jobs = new Jobs();
  jobs.take(cards(5, (id) => (id < 5 ? kept : fetching)));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(dismissed).toEqual([]);
  jobs.take(cards(5, () => kept));
  await vi.advanceTimersByTimeAsync(11_000);
  expect(dismissed).toEqual([1, 2, 3, 4, 5]);
});

test('those who listen hear how it goes, not every step of it', () => {
  const jobs = new Jobs();
  const heard = new Set<string>();
  for (let n = 0; n <= 20; n++) {
    jobs.take(cards(20, (id) => (id <= n ? kept : fetching)));
    heard.add(jobs.spoken);
    vi.advanceTimersByTime(200);
  }
  vi.advanceTimersByTime(5000);
  expect(heard.size).toBe(2);
  expect(jobs.spoken).toBe('20 of 20 clipped');
});

test('of many reports in a moment the first and the latest are drawn', () => {
  const jobs = new Jobs();
  const drawn = vi.spyOn(jobs, 'take');
  for (let n = 1; n <= 50; n++) jobs.hear(cards(n, () => fetching));
  expect(drawn).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(150);
  expect(drawn).toHaveBeenCalledTimes(2);
  expect(jobs.batch.all).toBe(50);
  vi.advanceTimersByTime(1000);
  expect(drawn).toHaveBeenCalledTimes(2);
});
