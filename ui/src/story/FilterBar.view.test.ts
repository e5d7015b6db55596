import { beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => void (desk = await openDesk()));

const bar = () => desk.getByRole('region', { name: 'Filters' });
const filter = (name: string) => bar().getByRole('button', { name, exact: true });
const rows = () => desk.getByRole('listbox', { name: /^Stories in/ }).getByRole('option');
/** How many stories the list has; it draws no more of them than it needs. */
const listed = () => Number(rows().elements()[0]?.getAttribute('aria-setsize') ?? 0);
const inForce = () => bar().getByRole('list', { name: 'Filters in force' });

beforeEach(async () => {
  await userEvent.keyboard('{Escape}');
  document.querySelector<HTMLElement>('.rows')?.focus();
  await userEvent.keyboard('ga');
  await expect.element(desk.getByRole('heading', { name: 'All stories' })).toBeVisible();
  if (!bar().query()) await userEvent.keyboard('f');
  await expect.element(filter('Outlet')).toBeVisible();
});

/** Opens a filter, finds a value by typing and takes it; then puts the values away. */
async function choose(name: string, ...typed: string[]) {
  await bar()
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
  const dialog = desk.getByRole('dialog', { name: `Filter by ${name.toLowerCase()}` });
  for (const value of typed) {
    await dialog.getByRole('combobox').fill(value);
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog.getByRole('combobox')).toHaveValue('');
  }
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
}

test('F shows the filters and goes to the first, and F again hides them', async () => {
  await userEvent.keyboard('f');
  await expect.element(bar()).not.toBeInTheDocument();
  await userEvent.keyboard('f');
  await expect.element(filter('Outlet')).toHaveFocus();
});

test('values come with how many stories have them; those of one filter are alternatives', async () => {
  await filter('Outlet').click();
  const dialog = desk.getByRole('dialog', { name: 'Filter by outlet' });
  await expect.element(dialog.getByRole('option', { name: /^Harbour Times/ })).toHaveTextContent('2');
  await userEvent.keyboard('{Escape}');
  await expect.element(filter('Outlet')).toHaveFocus();
  await choose('Outlet', 'harbour t', 'baltic');
  await expect.poll(listed).toBe(3);
  await expect.element(bar()).toHaveTextContent('3 of 13 stories left');
  await choose('Tag', 'sanct');
  await expect.poll(listed).toBe(1);
});

test('a value taken with the mouse leaves the focus in the field, and Esc puts the values away', async () => {
  await filter('Outlet').click();
  const dialog = desk.getByRole('dialog', { name: 'Filter by outlet' });
  await dialog.getByRole('option', { name: /^Harbour Times/ }).click();
  await expect.element(dialog.getByRole('combobox')).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.poll(listed).toBe(2);
});

test('a filter in force is taken away alone, and the focus stays near', async () => {
  await choose('Outlet', 'baltic', 'kyiv');
  await expect.poll(listed).toBe(2);
  await inForce().getByRole('button', { name: 'Remove the filter outlet Baltic Review' }).click();
  await expect.poll(listed).toBe(1);
  await expect
    .element(inForce().getByRole('button', { name: 'Remove the filter outlet Kyiv Ledger' }))
    .toHaveFocus();
  await bar().getByRole('button', { name: 'Clear the filters' }).click();
  await expect.poll(listed).toBe(13);
});

test('days are chosen from those asked for most, or typed', async () => {
  await filter('Clipped').click();
  await desk.getByRole('button', { name: 'Today', exact: true }).last().click();
  await expect.element(inForce()).toHaveTextContent('Clipped: Today');
  await expect.poll(listed).toBe(4);
  await bar()
    .getByRole('button', { name: /^Clipped/ })
    .click();
  const dialog = desk.getByRole('dialog', { name: 'Filter by clipped' });
  await dialog.getByRole('textbox', { name: 'From' }).fill('the day before yesterday');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog.getByRole('alert')).toHaveTextContent('could not be read as a day');
  await dialog.getByRole('textbox', { name: 'From' }).fill('2020-01-01');
  await userEvent.keyboard('{Enter}');
  await expect.element(inForce()).toHaveTextContent('Clipped: since 1 Jan 2020');
  await expect.poll(listed).toBe(13);
});

test('what nothing passes is said, with the way back', async () => {
  await choose('Claim', 'do not');
  await expect.element(desk.getByText('Nothing passes these filters.')).toBeVisible();
  await desk.getByRole('button', { name: 'Clear the filters' }).last().click();
  await expect.poll(listed).toBe(13);
});

test('the list is kept as a search, its shelf in words', async () => {
  await userEvent.keyboard('gi');
  await choose('Language', 'ukr');
  await bar().getByRole('button', { name: 'Save as a search…' }).click();
  await desk.getByRole('textbox', { name: 'Name' }).fill('From Ukraine');
  await userEvent.keyboard('{Enter}');
  await expect.element(desk.getByText('Saved the search “From Ukraine”')).toBeVisible();
  await desk
    .getByRole('button', { name: /^From Ukraine/ })
    .first()
    .click();
  await expect.element(desk.getByRole('combobox', { name: 'Search' })).toHaveValue('is:inbox lang:uk');
  await expect.poll(listed).toBe(1);
  await expect.element(inForce()).not.toBeInTheDocument();
});

test('filters hold beside a search', async () => {
  await choose('Outlet', 'nordic');
  await desk.getByRole('combobox', { name: 'Search' }).fill('negotiators');
  await expect.poll(listed).toBe(1);
  await expect.element(inForce()).toHaveTextContent('Outlet: Nordic Press Agency');
});
