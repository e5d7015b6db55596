import { beforeAll, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => void (desk = await openDesk()));

const messages = () => desk.getByRole('region', { name: 'Messages' });

test('an act can be taken back from its toast by key, and the focus goes back where it was', async () => {
  const list = desk.getByRole('listbox', { name: /^Stories in/ });
  list.element().focus();
  await userEvent.keyboard('s');
  await expect.element(messages()).toHaveTextContent('Marked a story starred');
  await userEvent.keyboard('{F6}{F6}');
  const undo = messages().getByRole('button', { name: 'Undo' });
  await expect.element(undo).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(messages()).toHaveTextContent('Undone: Marked a story starred');
  await expect.poll(() => document.activeElement?.closest('.reader') !== null).toBe(true);
});

test('of several acts only the last offers to be taken back', async () => {
  await userEvent.keyboard('s');
  await userEvent.keyboard('u');
  await expect.element(messages().getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(messages().getByRole('button', { name: 'Undo' }).elements()).toHaveLength(1);
});
