import { expect, test } from 'vitest';
import { Latest } from './latest';

/** A thing to do that ends when it is told to. */
function slow() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const latest = new Latest<string>((asked) => {
    begun.push(asked);
    return new Promise((end) => ends.push(end));
  });
  return { latest, begun, end: () => (ends.shift()!(), new Promise((then) => setTimeout(then))) };
}

test('the first question is asked at once, and of those that follow only the latest', async () => {
  const { latest, begun, end } = slow();
  void latest.ask('k');
  void latest.ask('ky');
  void latest.ask('kyi');
  expect(begun).toEqual(['k']);
  expect(latest.waiting).toBe(true);
  await end();
  expect(begun).toEqual(['k', 'kyi']);
  await end();
  void latest.ask('kyiv');
  expect(begun).toEqual(['k', 'kyi', 'kyiv']);
});

test('what waits can be dropped', async () => {
  const { latest, begun, end } = slow();
  void latest.ask('k');
  void latest.ask('ky');
  latest.forget();
  await end();
  expect(begun).toEqual(['k']);
});

test('what fails does not stand in the way of what follows', async () => {
  const begun: string[] = [];
  const latest = new Latest<string>((asked) => {
    begun.push(asked);
    return asked === 'bad' ? Promise.reject(new Error(asked)) : Promise.resolve();
  });
  await expect(latest.ask('bad')).rejects.toThrow('bad');
  await latest.ask('good');
  expect(begun).toEqual(['bad', 'good']);
});
