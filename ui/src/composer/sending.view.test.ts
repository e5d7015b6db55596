import axe from 'axe-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
const press = (keys: string) => userEvent.keyboard(keys);
const dialog = page.getByRole('dialog', { name: 'Send Monday briefing, No. 40' });
const to = dialog.getByRole('textbox', { name: 'To' });

beforeAll(async () => {
  desk = await openDesk('?filed');
  await desk.getByRole('button', { name: /^Monday briefing/ }).click();
});

beforeEach(async () => {
  while (document.querySelector('dialog')) await press('{Escape}');
  await desk.getByRole('button', { name: 'Draft: setting and editions' }).click();
  await desk.getByRole('menuitem', { name: 'Send No. 40…' }).click();
});

test('an edition goes to its recipients, and nobody who has it is written to again', async () => {
  await expect
    .element(to)
    .toHaveValue('Ann Lee <ann@mail.example>\nbo@mail.example\nCy Berg <cy@mail.example>');
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(document.querySelector('dialog')!);
  expect(violations.map(({ id }) => id)).toEqual([]);
  await dialog.getByRole('button', { name: 'Send a test to yourself' }).click();
  await expect.element(dialog.getByText('The test went to Morning desk <desk@mail.example>.')).toBeVisible();

  await to.fill('ann@mail.example, nobody@mail.example');
  await press('{Tab}');
  await expect.element(dialog.getByText('2 people', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Send to 2 people' }).click();
  await expect.element(dialog.getByRole('button', { name: 'Stop: Sending' })).toBeVisible();
  await expect.element(dialog.getByText('Sent to 1 person.')).toBeVisible();
  await expect.element(dialog.getByText('Refused for nobody@mail.example: 550 nobody here')).toBeVisible();
  await expect.element(dialog.getByText('2 people; one of them has it')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Send to 1 person' })).toBeEnabled();

  await press('{Escape}');
  await desk.getByRole('button', { name: 'Draft: setting and editions' }).click();
  await desk.getByRole('menuitem', { name: 'Editions…' }).click();
  const summary = page.getByText('Mailed to 2 people, 1 of them without it or not known to have it');
  await summary.click();
  await expect.element(page.getByText(/Mail to ann@mail\.example/)).toBeVisible();
});

test('what is no address is said, and nothing can be sent to it', async () => {
  await to.fill('ann@mail.example\nbo at mail');
  await press('{Tab}');
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('“bo at mail” is no mail address');
  await expect.element(dialog.getByRole('button', { name: 'Send to 0 people' })).toBeDisabled();
  await to.fill('');
  await press('{Tab}');
  await expect.element(dialog.getByText('Nobody is named yet.')).toBeVisible();
});

test('without a mail server there is the way to name one', async () => {
  await press('{Escape}');
  await press('{Control>},{/Control}');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Mail' }).click();
  const host = settings.getByRole('textbox', { name: 'Mail server' });
  await expect.element(host).toHaveValue('mail.example');
  await expect.element(settings.getByRole('button', { name: 'Forget it' })).toBeVisible();
  await Promise.all(document.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(document.querySelector('dialog')!);
  expect(violations.map(({ id }) => id)).toEqual([]);
  await host.fill('');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect.element(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await press('{Escape}');
  await desk.getByRole('button', { name: 'Draft: setting and editions' }).click();
  await desk.getByRole('menuitem', { name: 'Send No. 40…' }).click();
  await dialog.getByRole('button', { name: 'Name it in Settings' }).click();
  await expect.element(settings.getByRole('heading', { name: 'Mail', level: 3 })).toBeVisible();
  await host.fill('post.example');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect.element(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
});
