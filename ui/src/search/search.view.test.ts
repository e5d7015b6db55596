import { beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => void (desk = await openDesk()));

const field = () => desk.getByRole('combobox', { name: 'Search' });
const options = () => desk.getByRole('listbox', { name: 'Suggestions for the search' }).getByRole('option');
const popup = () => desk.getByRole('listbox', { name: 'Suggestions for the search' });
const line = () => desk.getByRole('region', { name: 'About this search' });

beforeEach(async () => {
  await field().click();
  await field().fill('');
});

test('a search says what it looks for, and the best finds come first', async () => {
  await field().fill('interpreters');
  await expect.element(line()).toHaveTextContent('Looks for “interpreters…”');
  await expect.element(desk.getByRole('button', { name: /Best match/ })).toBeVisible();
});

test('an operator is completed, then its value, and the quotation marks come by themselves', async () => {
  await userEvent.keyboard('to');
  await expect.element(options().first()).toHaveTextContent('topic:');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(field()).toHaveValue('topic:');
  await userEvent.keyboard('bla{ArrowDown}{Tab}');
  await expect.element(field()).toHaveValue('topic:"Black Sea shipping" ');
  await expect.element(field()).toHaveFocus();
  await expect.element(popup()).not.toBeInTheDocument();
});

test('the names of outlets are asked for as they are needed', async () => {
  await userEvent.keyboard('outlet:balt');
  await expect.element(options().first()).toHaveTextContent('Baltic Review');
});

test('Esc sends the suggestions away first, and ends the search then', async () => {
  await userEvent.keyboard('is:');
  await expect.element(popup()).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(popup()).not.toBeInTheDocument();
  await expect.element(field()).toHaveValue('is:');
  await userEvent.keyboard('{Escape}');
  await expect.element(field()).toHaveValue('');
  await expect.element(desk.getByRole('heading', { name: 'Inbox' })).toBeVisible();
});

test('a search that finds nothing offers the nearest spelling', async () => {
  await field().fill('genevva');
  await desk.getByRole('button', { name: '“Geneva”' }).click();
  await expect.element(field()).toHaveValue('Geneva');
  await expect.element(desk.getByRole('option', { name: /Envoys resume Geneva/ })).toBeVisible();
});

test('what is wrong with a search is told once the typing rests', async () => {
  await userEvent.keyboard('"guarantees');
  await expect.element(line()).toHaveTextContent('The quotation mark is not closed');
});

test('a search can be kept to the open list', async () => {
  await field().fill('the');
  await line().getByRole('button', { name: 'In Inbox' }).click();
  await expect
    .element(line().getByRole('button', { name: 'In Inbox' }))
    .toHaveAttribute('aria-pressed', 'true');
  await line().getByRole('button', { name: 'All stories' }).click();
});

test('a search is saved under a name, and the library pane shows it', async () => {
  await field().fill('pilots');
  await desk.getByRole('button', { name: 'Save this search…' }).click();
  await desk.getByRole('textbox', { name: 'Name' }).fill('The pilots');
  await userEvent.keyboard('{Enter}');
  await expect.element(desk.getByRole('list', { name: 'Saved searches' })).toHaveTextContent('The pilots');
});

test('an empty field offers what was searched for before, and help', async () => {
  await field().fill('harbour');
  await userEvent.keyboard('{Enter}');
  await field().click();
  await field().fill('');
  await expect.element(options().first()).toHaveTextContent('harbour');
  await desk.getByRole('option', { name: 'Operators…' }).click();
  await desk
    .getByRole('dialog', { name: 'How to search' })
    .getByRole('button', { name: 'grain -wheat' })
    .click();
  await expect.element(field()).toHaveValue('grain -wheat');
  await expect.element(field()).toHaveFocus();
});
