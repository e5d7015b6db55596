import { beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

const dialog = page.getByRole('dialog', { name: 'Settings' });
const press = (keys: string) => userEvent.keyboard(keys);

beforeAll(async () => void (await openDesk()));
beforeEach(async () => {
  if (document.querySelector('dialog')) await press('{Escape}');
  document.querySelector<HTMLElement>('.rows')?.focus();
});

async function open(section: string) {
  await press('{Control>},{/Control}');
  await userEvent.click(dialog.getByRole('navigation').getByRole('button', { name: section }));
  await expect.element(dialog.getByRole('heading', { name: section, level: 3 })).toBeVisible();
}

test('the text of stories is made larger at once', async () => {
  await open('Reading');
  const size = dialog.getByRole('slider', { name: 'Text size' });
  await userEvent.click(dialog.getByRole('button', { name: 'Wide' }));
  (size.element() as HTMLElement).focus();
  await press('{ArrowRight}');
  expect(JSON.parse(localStorage.getItem('clipdesk.look')!)).toMatchObject({ textSize: 19, measure: 'wide' });
});

test('a proxy that is none is refused where it stands, and a right one is said to be saved', async () => {
  await open('Clipping');
  const proxy = dialog.getByRole('textbox', { name: 'Proxy' });
  await userEvent.fill(proxy, 'office');
  await press('{Enter}');
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('“office” is not a proxy');
  await expect.element(proxy).toHaveAttribute('aria-invalid', 'true');
  await userEvent.fill(proxy, 'http://proxy.example:3128');
  await press('{Enter}');
  await expect.element(dialog.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await expect.element(proxy).not.toHaveAttribute('aria-invalid');
});

test('a key is changed by pressing it, taken over when another has it, and reset', async () => {
  await open('Keys');
  await userEvent.click(dialog.getByRole('button', { name: 'Change the key: Spike' }));
  await press('e');
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('Taken by “Done, and on to the next”.');
  await userEvent.click(dialog.getByRole('button', { name: 'Take it over' }));
  await press('{Escape}');
  await press('e');
  await expect.element(page.getByText('Spiked a story')).toBeVisible();
  await open('Keys');
  await userEvent.click(dialog.getByRole('button', { name: 'Reset all' }));
  expect(JSON.parse(localStorage.getItem('clipdesk.keys')!).changes).toEqual({});
});

test('without single letters, J does nothing and the arrow still does', async () => {
  await open('Keys');
  await userEvent.click(dialog.getByRole('switch', { name: 'Single letters' }));
  await press('{Escape}');
  const open_ = () =>
    document.querySelector('.rows [aria-current], .rows .open, .rows')?.getAttribute('aria-activedescendant');
  document.querySelector<HTMLElement>('.rows')?.focus();
  const before = open_();
  await press('j');
  expect(open_()).toBe(before);
  await press('{ArrowDown}');
  await expect.poll(open_).not.toBe(before);
  await open('Keys');
  await userEvent.click(dialog.getByRole('switch', { name: 'Single letters' }));
});

test('a backup is made, with a way to stop it, and stands in the list', async () => {
  await open('Library');
  const backups = dialog.getByRole('list', { name: 'Backups' }).getByRole('listitem');
  await expect.element(backups.nth(3)).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Back up now' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Stop: Backing up' }));
  await expect.element(dialog.getByText('It was stopped; nothing was changed.')).toBeVisible();
  await userEvent.click(dialog.getByRole('button', { name: 'Back up now' }));
  await expect.element(dialog.getByText('Backed up 13 stories.')).toBeVisible();
  await expect.element(backups.nth(4)).toBeVisible();
});

test('a folder that will not do is refused, and what was typed stays', async () => {
  await open('Library');
  await userEvent.click(dialog.getByRole('button', { name: 'Export everything…' }));
  const path = dialog.getByRole('textbox', { name: 'Export everything…' });
  await userEvent.fill(path, '/home/editor/full');
  await press('{Enter}');
  await expect.element(dialog.getByText(/is not empty, and was not changed/)).toBeVisible();
  await expect.element(path).toHaveValue('/home/editor/full');
});

test('another library begins anew, and a refusal leaves this one open', async () => {
  await press('x');
  await userEvent.click(page.getByRole('button', { name: /^Library Foreign desk/ }));
  await userEvent.click(page.getByRole('menuitem', { name: 'Open another folder…' }));
  const folder = page.getByRole('textbox', { name: 'Folder' });
  await userEvent.fill(folder, '/media/broken');
  await press('{Enter}');
  await expect.element(page.getByRole('alert').filter({ hasText: 'is damaged' })).toBeVisible();
  await userEvent.fill(folder, '/media/disk/Sports desk');
  await press('{Enter}');
  await expect.element(page.getByRole('button', { name: /^Library Sports desk/ })).toBeVisible();
  await expect.element(page.getByText('Opened the library Sports desk.')).toBeVisible();
  await expect.element(page.getByRole('toolbar', { name: 'The selected stories' })).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: /^Library Sports desk/ }));
  await userEvent.click(page.getByRole('menuitemradio', { name: 'Foreign desk' }));
  await expect.element(page.getByRole('button', { name: /^Library Foreign desk/ })).toBeVisible();
});

test('a note that is being written is saved before another library is opened', async () => {
  await press('n');
  await expect.poll(() => document.activeElement?.tagName).toBe('TEXTAREA');
  await press('Ring the harbour');
  await press('{Control>}k{/Control}');
  await press('open library harbour files');
  await expect.element(page.getByRole('option', { name: /^Open library Harbour files/ })).toBeVisible();
  await press('{Enter}');
  await expect.element(page.getByRole('button', { name: /^Library Harbour files/ })).toBeVisible();
  // Back where it was written, the story is open that it was written to.
  await userEvent.click(page.getByRole('button', { name: /^Library Harbour files/ }));
  await userEvent.click(page.getByRole('menuitemradio', { name: 'Foreign desk' }));
  await expect.element(page.getByText('Ring the harbour')).toBeVisible();
  expect(localStorage.getItem('clipdesk.unsaved /home/editor/Clipdesk')).toBeNull();
});
