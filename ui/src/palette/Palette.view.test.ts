import { beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
const field = () => desk.getByRole('combobox', { name: 'Search or command' });
const option = (name: RegExp) =>
  desk.getByRole('option', { name }).and(desk.getByRole('dialog').getByRole('option'));
const press = (keys: string) => userEvent.keyboard(keys);
const open = async (typed = '') => {
  await press('{Control>}k{/Control}');
  await expect.element(field()).toHaveFocus();
  if (typed) await userEvent.type(field(), typed);
};

beforeAll(async () => void (desk = await openDesk()));
beforeEach(async () => {
  if (document.querySelector('dialog')) await press('{Escape}');
});

test('Ctrl K opens it from the search field as well, and Escape gives the focus back', async () => {
  const search = desk
    .getByRole('combobox', { name: /^Search/ })
    .or(desk.getByRole('searchbox'))
    .first();
  await userEvent.click(search);
  await open();
  await press('{Escape}');
  await expect.element(field()).not.toBeInTheDocument();
  expect(document.activeElement?.id).toBe('search');
});

test('a command is found by a few letters, marked in its name, and done by Enter', async () => {
  await open('star');
  const first = desk.getByRole('option', { selected: true });
  await expect.element(first.filter({ hasText: 'Star' })).toBeVisible();
  await expect.element(desk.getByText(/^\d+ results?$/)).toBeInTheDocument();
  await press('{Enter}');
  await expect.element(desk.getByText(/Marked a story starred/)).toBeVisible();
  await expect.element(field()).not.toBeInTheDocument();
});

test('what a story lacks is offered, what it has can be taken away', async () => {
  await open('file under eu');
  await press('{Enter}');
  await expect.element(desk.getByText('Filed a story into EU enlargement')).toBeVisible();
  await open('take out eu');
  await expect.element(option(/^Take out of EU enlargement/)).toBeVisible();
});

test('a topic is gone to, and with Ctrl Enter the story is filed into it', async () => {
  await open('#black');
  await press('{Control>}{Enter}{/Control}');
  await expect.element(desk.getByText('Filed a story into Black Sea shipping')).toBeVisible();
  await open('#black');
  await press('{Enter}');
  await expect.element(desk.getByRole('heading', { name: 'Black Sea shipping', level: 1 })).toBeVisible();
});

test('a topic’s whole name goes there, though filing under it is offered as well', async () => {
  await open('black sea');
  await expect
    .element(option(/^File under Black Sea shipping|^Take out of Black Sea shipping/))
    .toBeVisible();
  await press('{Enter}');
  await expect.element(desk.getByRole('heading', { name: 'Black Sea shipping', level: 1 })).toBeVisible();
});

test('stories are found in all text, and Tab searches all of it', async () => {
  await open('grain');
  await expect.element(option(/^Grain corridor insurers/)).toBeVisible();
  await press('{Tab}');
  await expect.element(field()).not.toBeInTheDocument();
  await expect.element(desk.getByText('Search: grain').first()).toBeInTheDocument();
});

test('? says what may be typed first', async () => {
  await open('?');
  await userEvent.click(option(/^Outlets/));
  await expect.element(field()).toHaveValue('@');
  await expect.element(option(/^The Meridian Post/)).toBeVisible();
});
