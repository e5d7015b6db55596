import axe from 'axe-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
const pane = () => desk.getByRole('navigation', { name: 'Library' });
/** A line of the pane; its number is part of its name. */
const line = (name: string) => pane().getByRole('button', { name: new RegExp(`^${name} [\\d,]+$`) });
const title = () => desk.getByRole('heading', { level: 1 });
const item = (name: RegExp) => desk.getByRole('menuitem', { name });
const press = (keys: string) => userEvent.keyboard(keys);
const focused = () => document.activeElement as HTMLElement;
const topics = () =>
  [...document.querySelectorAll('[aria-label=Topics] > li > .topic .shelf .name')].map(
    (name) => name.textContent,
  );

async function menuOf(name: string) {
  await userEvent.click(line(name), { button: 'right' });
  await expect.element(desk.getByRole('menu', { name: `More: ${name}` })).toBeVisible();
}

beforeAll(async () => void (desk = await openDesk('?filed&tags=5000')));
beforeEach(async () => {
  await press('{Escape}');
  await line('Inbox').click();
});

test('the shelves have their numbers, and the open one is current', async () => {
  await expect.element(line('Reading list')).toBeVisible();
  await line('Highlights').click();
  await expect.element(line('Highlights')).toHaveAttribute('aria-current', 'page');
  await expect.element(title()).toHaveTextContent('Highlights');
});

test('a topic shows its sections once it is open, and folds them', async () => {
  await line('Ukraine diplomacy').click();
  await expect.element(line('The talks')).toBeVisible();
  const toggle = pane().getByRole('button', { name: 'Sections of Ukraine diplomacy' });
  await expect.element(toggle).toHaveAttribute('aria-expanded', 'true');
  await toggle.click();
  await expect.element(line('The talks')).not.toBeInTheDocument();
  await toggle.click();
  await line('The talks').click();
  await expect.element(title()).toHaveTextContent('The talks');
});

test('F2 renames in place; a name that is taken stays to be mended', async () => {
  await line('EU enlargement').click();
  await press('{F2}');
  const field = desk.getByRole('textbox', { name: 'New name for EU enlargement' });
  await expect.element(field).toHaveFocus();
  await userEvent.fill(field, 'Energy security');
  await press('{Enter}');
  await expect
    .element(pane().getByRole('alert'))
    .toHaveTextContent(/there is a topic “Energy security” already/i);
  await expect.element(field).toHaveValue('Energy security');
  await userEvent.fill(field, 'Enlargement');
  await press('{Enter}');
  await expect.element(title()).toHaveTextContent('Enlargement');
  await expect.poll(() => focused().textContent).toMatch(/Enlargement/);
  await press('{Control>}z{/Control}');
  await expect.element(line('EU enlargement')).toBeVisible();
});

test('Alt with an arrow puts topics in order, and the focus stays on the one that moved', async () => {
  await line('EU enlargement').click();
  await press('{Alt>}{ArrowUp}{/Alt}');
  await expect
    .poll(topics)
    .toEqual([
      'Ukraine diplomacy',
      'EU enlargement',
      'Black Sea shipping',
      'Energy security',
      'Grain & food prices',
    ]);
  await expect.poll(() => focused().textContent).toMatch(/EU enlargement/);
  await press('{Alt>}{ArrowDown}{/Alt}');
  await expect.poll(() => topics()[2]).toBe('EU enlargement');
});

test('arrows go from line to line while the focus is shown', async () => {
  await press('{Tab}');
  (line('Inbox').element() as HTMLElement).focus();
  await press('{ArrowDown}{ArrowDown}');
  expect(focused().textContent).toMatch(/Reading list/);
  await press('{ArrowUp}');
  expect(focused().textContent).toMatch(/Today/);
});

test('dragging a topic puts it where the line is', async () => {
  const grain = line('Grain & food prices');
  await expect.element(grain).toBeVisible();
  const before = topics();
  await userEvent.dragAndDrop(grain, line('Black Sea shipping'), { targetPosition: { x: 60, y: 3 } });
  await expect.poll(() => topics()[1]).toBe('Grain & food prices');
  await expect.element(title()).toHaveTextContent('Inbox');
  await press('{Control>}z{/Control}');
  await expect.poll(topics).toEqual(before);
});

test('the menu key opens the menu of a line, and Escape gives the focus back', async () => {
  await line('EU enlargement').click();
  await press('{Shift>}{F10}{/Shift}');
  await expect.element(desk.getByRole('menu', { name: 'More: EU enlargement' })).toBeVisible();
  await press('{Escape}');
  await expect.poll(() => focused().id).toBe('shelf-topic-3');
});

test('a topic has one of five colours by name, or that of its place', async () => {
  await menuOf('Black Sea shipping');
  await item(/^Colour/).click();
  await desk.getByRole('menuitemradio', { name: 'Violet' }).click();
  await expect.element(line('Black Sea shipping')).toBeVisible();
  await expect.poll(() => document.querySelector('#shelf-topic-2 .dot')?.className).toMatch(/\bd\b/);
});

test('merging says what will happen before it does', async () => {
  await menuOf('Black Sea shipping');
  await item(/^Merge into/).click();
  await userEvent.fill(desk.getByRole('combobox', { name: 'Another topic' }), 'grain');
  await press('{Enter}');
  const dialog = desk.getByRole('dialog');
  await expect.element(dialog).toHaveTextContent(/1 story of “Black Sea shipping” goes to the end of “Grain/);
  await press('{Enter}');
  await expect.element(line('Black Sea shipping')).not.toBeInTheDocument();
  await press('{Control>}z{/Control}');
  await expect.element(line('Black Sea shipping')).toBeVisible();
});

test('Delete asks, says that the stories stay, and can be undone', async () => {
  await line('Ukraine diplomacy').click();
  await press('{Delete}');
  const dialog = desk.getByRole('dialog', { name: 'Remove the topic “Ukraine diplomacy”?' });
  await expect.element(dialog).toHaveTextContent('Its 18 stories stay in the library. You can undo this.');
  await desk.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(title()).toHaveTextContent('Inbox');
  await expect.poll(() => focused().closest('nav')).not.toBeNull();
  await press('{Control>}z{/Control}');
  await expect.element(line('Ukraine diplomacy')).toBeVisible();
});

test('five thousand tags are twelve lines and a dialog', async () => {
  await expect.poll(() => document.querySelectorAll('[aria-label=Tags] li').length).toBe(13);
  await line('All tags…').click();
  await userEvent.fill(desk.getByRole('combobox', { name: 'Find a tag' }), 'dossier 4711');
  await press('{Enter}');
  await expect.element(title()).toHaveTextContent('Dossier 4711');
  await expect.element(line('Dossier 4711')).toHaveAttribute('aria-current', 'page');
});

test('a saved search lists what it finds, under its name', async () => {
  await line('From the Harbour Times').click();
  await expect.element(title()).toHaveTextContent('From the Harbour Times');
  await expect.element(line('From the Harbour Times')).toHaveAttribute('aria-current', 'page');
  await expect.element(desk.getByText('2 stories from 1 outlet, 1 unread')).toBeVisible();
});

test('outlets are counted when somebody looks', async () => {
  const heading = pane().getByRole('button', { name: 'Outlets', exact: true });
  await expect.element(heading).toHaveAttribute('aria-expanded', 'false');
  await heading.click();
  await line('Baltic Review').click();
  await expect.element(title()).toHaveTextContent('Baltic Review');
  await heading.click();
});

test('the bin is emptied only after it was said that this is for good', async () => {
  await desk.getByRole('option').first().click();
  await press('{Delete}');
  await expect.element(line('Spiked')).toHaveTextContent('1');
  await menuOf('Spiked');
  await item(/^Empty the bin/).click();
  const dialog = desk.getByRole('dialog', { name: 'Empty the bin?' });
  await expect.element(dialog).toHaveTextContent(/1 story in the bin .* This cannot be undone\./);
  expect(focused().textContent).toBe('Cancel');
  await desk.getByRole('button', { name: 'Empty the bin', exact: true }).click();
  await expect.element(line('Spiked')).toHaveTextContent('0');
});

test('folded, it shows which shelf is open and the way to the settings, where it is in the open pane as well', async () => {
  const gear = pane().getByRole('button', { name: 'Settings' });
  const box = (of: Element) => of.getBoundingClientRect();
  await desk.viewport(1000, 800);
  await line('Ukraine diplomacy').click();
  const shelf = line('Ukraine diplomacy').element();
  const [open, wide] = [box(gear.element()), box(shelf).width];
  await desk.getByRole('region', { name: 'Story', exact: true }).hover();
  focused().blur();
  await expect.poll(() => box(pane().element()).width).toBe(52);
  expect(getComputedStyle(shelf, '::before').width).toBe('32px');
  // The line is as wide as ever: what is pressed in what is seen of it is the line, not the fold in its margin.
  expect(box(shelf).width).toBe(wide);
  const seen = { left: box(shelf).left, right: box(pane().element()).right };
  const middle = (seen.left + seen.right) / 2;
  expect(document.elementFromPoint(middle, box(shelf).top + 14)?.closest('button')).toBe(shelf);
  const folded = box(gear.element());
  expect([folded.left, folded.top]).toEqual([open.left, open.top]);
  expect(document.elementFromPoint(folded.left + 13, folded.top + 12)?.closest('button')).toBe(
    gear.element(),
  );
  await desk.viewport(1440, 900);
});

test.each(['light', 'dark'])('nothing is wrong with the pane by axe, in the %s', async (theme) => {
  document.documentElement.dataset.theme = theme;
  await line('Ukraine diplomacy').click();
  const { violations } = await axe.run(document.querySelector('.library')!);
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
