import { expect, test } from 'vitest';
import { tooLarge } from './size';

test('what is far too much is refused by name, before it is drawn or sent', () => {
  expect(tooLarge('a.html', 20 * 1024 * 1024)).toBeNull();
  expect(tooLarge('a.html', 50_000_000)).toBe(
    'a.html holds 50 MB, and a page may hold 21 MB. Nothing of it was kept.',
  );
});
