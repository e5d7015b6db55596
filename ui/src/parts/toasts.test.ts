import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const undo = { words: 'Undo', act: () => undefined };
const sentences = (toasts: Toasts) => toasts.seen.map((toast) => toast.sentence);

test('a sentence goes by itself, a complaint does not', () => {
  const toasts = new Toasts();
  toasts.say('Tagged a story');
  toasts.complain('The disk is full.');
  vi.advanceTimersByTime(60_000);
  expect(sentences(toasts)).toEqual(['The disk is full.']);
});

test('nothing goes while it is held, and everything has its whole time afterwards', () => {
  const toasts = new Toasts();
  toasts.say('Tagged a story');
  vi.advanceTimersByTime(7000);
  toasts.hold();
  vi.advanceTimersByTime(60_000);
  expect(sentences(toasts)).toEqual(['Tagged a story']);
  toasts.release();
  vi.advanceTimersByTime(7000);
  expect(sentences(toasts)).toEqual(['Tagged a story']);
  vi.advanceTimersByTime(2000);
  expect(sentences(toasts)).toEqual([]);
});

test('three are seen at most, and only the last act can be taken back', () => {
  const toasts = new Toasts();
  for (const sentence of ['one', 'two', 'three', 'four']) toasts.say(sentence, undo);
  expect(sentences(toasts)).toEqual(['two', 'three', 'four']);
  expect(toasts.seen.map((toast) => toast.action !== null)).toEqual([false, false, true]);
});

test('no complaint is lost: those without room wait', () => {
  const toasts = new Toasts();
  for (const sentence of ['A.', 'B.', 'C.', 'D.']) toasts.complain(sentence);
  toasts.complain('B.');
  expect(toasts.unseen).toBe(1);
  expect(sentences(toasts)).toEqual(['C.', 'D.', 'B.']);
  toasts.dismiss(toasts.seen[0]!.id);
  expect(sentences(toasts)).toEqual(['A.', 'D.', 'B.']);
  expect(toasts.unseen).toBe(0);
});
