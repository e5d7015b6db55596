import { beforeAll, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from './dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => void (desk = await openDesk()));

test('J goes on to the next story, and reading it takes its dot away', async () => {
  const headline = desk.getByRole('heading', { name: /^Envoys resume Geneva talks/ });
  await expect.element(headline).toBeVisible();
  await userEvent.keyboard('j');
  await expect.element(desk.getByRole('heading', { name: /^Draft text names/ })).toBeVisible();
  const row = desk.getByRole('option', { name: /^Draft text names|Continental Wire/ });
  await expect.element(row).not.toHaveTextContent('Unread');
});
