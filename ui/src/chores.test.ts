import { expect, test, vi } from 'vitest';
import { Chores, type Outcome } from './chores.svelte';
import type { Chore } from './wire';

const { moved, stopped } = vi.hoisted(() => ({
  moved: { tell: (_chore: Chore | null) => undefined as void },
  stopped: vi.fn(() => Promise.resolve()),
}));
vi.mock('./desk', () => ({
  onChoreMoved: (then: (chore: Chore | null) => void) => {
    moved.tell = then;
    return Promise.resolve(() => undefined);
  },
  stopChore: stopped,
  complaint: (thrown: { message: string }) => thrown,
}));

function begun() {
  const told: Outcome[] = [];
  const chores = new Chores((outcome) => told.push(outcome));
  chores.follow();
  return { chores, told };
}

test('a chore is under way from the moment it is asked for, and says how far it is', async () => {
  const { chores, told } = begun();
  let answer = (_sentence: string) => undefined as void;
  const running = chores.run('back-up', () => new Promise<string>((then) => (answer = then)));
  expect(chores.current).toEqual({ chore: 'back-up', done: 0, of: null });
  moved.tell({ chore: 'back-up', done: 5, of: 10 });
  expect(chores.current?.done).toBe(5);
  await chores.stop();
  expect(stopped).toHaveBeenCalledOnce();
  answer('Backed up.');
  expect(await running).toBe('Backed up.');
  expect(chores.current).toBeNull();
  expect(told).toEqual([{ chore: 'back-up', kind: 'done', sentence: 'Backed up.' }]);
});

test('what was refused is told, and what was found is kept until the next chore', async () => {
  const { chores, told } = begun();
  await chores.run(
    'verify',
    () => Promise.resolve(['A picture is gone.']),
    (findings) => ({ sentence: 'One thing.', findings }),
  );
  expect(chores.outcome?.findings).toEqual(['A picture is gone.']);
  expect(await chores.run('export', () => Promise.reject({ message: 'Not empty.' }))).toBeNull();
  expect(chores.outcome).toEqual({ chore: 'export', kind: 'failed', sentence: 'Not empty.' });
  expect(told).toHaveLength(2);
});

test('one that was begun elsewhere is seen as well', () => {
  const { chores } = begun();
  moved.tell({ chore: 'import', done: 1, of: null });
  expect(chores.current?.chore).toBe('import');
  moved.tell(null);
  expect(chores.current).toBeNull();
});
