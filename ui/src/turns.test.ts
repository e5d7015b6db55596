import { expect, it } from 'vitest';
import { Turns } from './turns';

const loads = () => {
  const turns = new Turns();
  const answers: (() => void)[] = [];
  const shown: string[] = [];
  const load = (what: string) =>
    turns.take(async (isLatest) => {
      await new Promise<void>((answer) => answers.push(answer));
      if (isLatest()) shown.push(what);
    });
  return { load, answers, shown };
};

it('whoever was overtaken waits for what overtook it', async () => {
  const { load, answers, shown } = loads();
  let done = false;
  const first = load('old').then(() => (done = true));
  const second = load('new');
  answers[0]!();
  await Promise.resolve();
  await new Promise((later) => setTimeout(later));
  expect([done, shown]).toEqual([false, []]);
  answers[1]!();
  await Promise.all([first, second]);
  expect(shown).toEqual(['new']);
});

it('an answer that comes too late is not shown, and keeps nobody waiting', async () => {
  const { load, answers, shown } = loads();
  void load('old');
  const second = load('new');
  answers[1]!();
  await second;
  answers[0]!();
  await new Promise((later) => setTimeout(later));
  expect(shown).toEqual(['new']);
});
