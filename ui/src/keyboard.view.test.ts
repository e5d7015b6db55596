import { beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openDesk } from './dev/open';

const press = (keys: string) => userEvent.keyboard(keys);
const title = (name: string) => page.getByRole('heading', { name, level: 1 });
const toasts = () => page.getByRole('region', { name: 'Messages' });

beforeAll(async () => void (await openDesk()));
beforeEach(async () => {
  if (document.querySelector('dialog')) await press('{Escape}');
  document.querySelector<HTMLElement>('.rows')?.focus();
});

test('G and then T goes to today; T alone asks for a topic', async () => {
  await press('gt');
  await expect.element(title('Today')).toBeVisible();
  await press('t');
  await expect.element(page.getByRole('dialog', { name: 'File this story into a topic' })).toBeVisible();
});

test('letters in a field are typed, and Ctrl K works there all the same', async () => {
  await userEvent.click(page.getByRole('combobox', { name: 'Search' }));
  await press('seek');
  await expect.element(page.getByRole('combobox', { name: 'Search' })).toHaveValue('seek');
  await expect.element(toasts()).not.toHaveTextContent('Marked');
  await press('{Control>}k{/Control}');
  await expect.element(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible();
  await press('{Escape}{Escape}');
});

test('a press that composes a word, or one under a dialog, does nothing', async () => {
  const rows = document.querySelector<HTMLElement>('.rows')!;
  rows.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true, isComposing: true }));
  await press('?');
  await expect.element(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }));
  await expect.element(toasts()).not.toHaveTextContent('starred');
});

test('the key sheet finds a command by its name and by its key', async () => {
  await press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await press('undo');
  await expect.element(dialog.getByText('Undo')).toBeVisible();
  await expect.element(dialog.getByText('Spike')).not.toBeInTheDocument();
  await userEvent.fill(dialog.getByRole('searchbox'), 'ctrl z');
  await expect.element(dialog.getByText('Undo')).toBeVisible();
});
