import { expect, test } from 'vitest';
import { words } from './words';

test('counts agree with their nouns', () => {
  expect(words.list.summary({ total: 18, outlets: 9, unread: 5 })).toBe(
    '18 stories from 9 outlets, 5 unread',
  );
  expect(words.list.summary({ total: 1, outlets: 1, unread: 0 })).toBe('1 story from 1 outlet, none unread');
  expect(words.list.summary({ total: 2, outlets: 0, unread: 2 })).toBe('2 stories, 2 unread');
  expect(words.clip.dropFiles(1, null)).toBe('Clip this file');
  expect(words.clip.dropFiles(2, 'Grain & food prices')).toBe('Clip 2 files into Grain & food prices');
});

test('a list names its days as people do', () => {
  const now = new Date(2026, 10, 22, 12);
  expect(words.listDay('2026-11-22', now)).toBe('Today, Sunday 22 November');
  expect(words.listDay('2026-11-21', now)).toBe('Yesterday');
  expect(words.listDay('2026-11-19', now)).toBe('Thursday 19 November');
  expect(words.listDay('2025-10-16', now)).toBe('Thursday 16 October 2025');
  expect(words.listDay(null, now)).toBe('Date unknown');
});

test('a guess at a day is a question', () => {
  expect(words.reader.guess('Thursday', '2025-10-16')).toBe('Thursday → 16 Oct 2025?');
});

test('a day without a time is shown without one', () => {
  expect(words.dayAndTime('2026-11-22')).toBe('Sunday 22 November 2026');
});

test('sizes are rounded to what matters', () => {
  expect(words.bytes(412_300)).toBe('412 KB');
  expect(words.bytes(1_740)).toBe('1.7 KB');
  expect(words.bytes(2_500_000)).toBe('2.5 MB');
});

test('what is not a language is shown as the page wrote it', () => {
  expect(words.language('uk')).toBe('Ukrainian');
  expect(words.language('not a language')).toBe('not a language');
});

test('a place in a list whose length nobody knows yet', () => {
  expect(words.reader.position(3, null)).toBe('3');
  expect(words.reader.position(3, 120)).toBe('3 of 120');
  expect(words.reader.position(3, 2)).toBe('3 of 3');
});
