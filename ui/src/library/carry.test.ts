import { expect, test, vi } from 'vitest';
import { carry } from './carry';

test('what is remembered of a library goes with it; what is remembered of others, or of none, stays', () => {
  const store = new Map([
    ['clipdesk.unsaved /home/editor/Clipdesk', '[1]'],
    ['clipdesk.searches /home/editor/Clipdesk', '["lake"]'],
    ['clipdesk.searches /home/editor/Old Clipdesk', '["sea"]'],
    ['clipdesk.look', '{}'],
  ]);
  vi.stubGlobal('localStorage', {
    get length() {
      return store.size;
    },
    key: (n: number) => [...store.keys()][n] ?? null,
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  carry('/home/editor/Clipdesk', '/media/disk/Desk');
  expect(store.get('clipdesk.unsaved /media/disk/Desk')).toBe('[1]');
  expect(store.get('clipdesk.searches /media/disk/Desk')).toBe('["lake"]');
  expect(store.size).toBe(6);
});
