import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { mark } from '../desk';
import { openDesk } from '../dev/open';

const MANY = 100_000;

let desk: Awaited<ReturnType<typeof openDesk>>;
/** Tells the window that something is not as it was. */
let changed: () => void;
beforeAll(async () => {
  desk = await openDesk(`?hoard=${MANY}`);
  // Not before: what it imports reads the address of the page.
  ({ changed } = await import('../dev/acts'));
});

const rows = () => desk.getByRole('listbox', { name: 'Stories in Inbox' });
const list = () => rows().element() as HTMLElement;
const options = () => [...list().querySelectorAll<HTMLElement>('[role=option]')];
const open = () => list().querySelector<HTMLElement>('[role=option][aria-current]');
const place = (option: HTMLElement | null | undefined) => Number(option?.getAttribute('aria-posinset'));

/** Whether an option is wholly on the screen. */
function isSeen(option: HTMLElement | null): boolean {
  if (!option) return false;
  const [row, all] = [option.getBoundingClientRect(), list().getBoundingClientRect()];
  return row.top >= all.top && row.bottom <= all.bottom;
}

/** The first row that is wholly seen, and where. */
function firstSeen() {
  const option = options().find(isSeen)!;
  return { id: option.id, top: Math.round(option.getBoundingClientRect().top) };
}

const rest = (ms = 400) => new Promise((then) => setTimeout(then, ms));

beforeEach(async () => {
  await userEvent.keyboard('gi');
  await expect.poll(() => place(open())).toBe(1);
  list().focus();
});

test('of a hundred thousand rows a screen or three are drawn, and each knows its place', async () => {
  expect(options().length).toBeLessThan(60);
  expect(options()[0]!.getAttribute('aria-setsize')).toBe(String(MANY));
  expect(list().getAttribute('aria-activedescendant')).toBe(open()!.id);
});

test('the end is reached, and its last row is whole', async () => {
  list().scrollTop = list().scrollHeight;
  await expect.poll(() => place(options().at(-1))).toBe(MANY);
  await rest();
  expect(isSeen(options().at(-1)!)).toBe(true);
  // The open story is not drawn here, so it is not claimed to be.
  expect(list().hasAttribute('aria-activedescendant')).toBe(false);
  list().scrollTop = 0;
  await expect.poll(() => place(options()[0])).toBe(1);
});

test('J goes on over the pages, and what it opens is on the screen', async () => {
  for (let n = 2; n <= 70; n++) await userEvent.keyboard('j');
  await expect.poll(() => place(open())).toBe(70);
  expect(isSeen(open())).toBe(true);
  await userEvent.keyboard('k');
  await expect.poll(() => place(open())).toBe(69);
});

test('J brings back into sight what was scrolled away', async () => {
  list().scrollTop = list().scrollHeight / 2;
  await expect.poll(() => place(options()[0])).toBeGreaterThan(1000);
  await userEvent.keyboard('j');
  await expect.poll(() => place(open())).toBe(2);
  expect(isSeen(open())).toBe(true);
});

test('nothing moves when the library changes', async () => {
  list().scrollTop = 2_345_678;
  await expect.poll(() => list().querySelectorAll('.ghost').length === 0 && options().length > 0).toBe(true);
  await rest();
  const before = firstSeen();
  const element = document.getElementById(before.id);
  for (let n = 0; n < 3; n++) {
    changed();
    await rest(100);
    expect(firstSeen()).toEqual(before);
  }
  expect(document.getElementById(before.id)).toBe(element);
});

test.each([4_000, 700_000])(
  'what is seen stays where it is when rows above it go and come back',
  async (at) => {
    const ids = [MANY - 3, MANY - 5, MANY - 7, MANY - 8, MANY - 11];
    list().scrollTop = at;
    await rest();
    await expect
      .poll(() => list().querySelectorAll('.ghost').length === 0 && options().length > 0)
      .toBe(true);
    const before = firstSeen();
    const was = place(document.getElementById(before.id));
    await mark(ids, ['done']);
    await expect.poll(() => place(document.getElementById(before.id))).toBe(was - ids.length);
    expect(firstSeen()).toEqual(before);
    await rest();
    await mark(ids, ['undone']);
    await expect.poll(() => place(document.getElementById(before.id))).toBe(was);
    expect(firstSeen()).toEqual(before);
    await rest();
    expect(firstSeen()).toEqual(before);
  },
);

test('Ctrl A selects all of it, and an act on it is one', async () => {
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.element(desk.getByText('100,000 of 100,000 selected')).toBeVisible();
  await userEvent.keyboard('s');
  await expect.element(desk.getByText('Marked 100000 stories starred')).toBeVisible();
  expect(options().length).toBeLessThan(60);
  expect(options()[3]!.getAttribute('aria-selected')).toBe('true');
  await userEvent.keyboard('{Escape}');
  await expect.element(desk.getByRole('toolbar', { name: 'The selected stories' })).not.toBeInTheDocument();
});

test('Shift and a click select what lies between, also what was never seen', async () => {
  list().scrollTop = 500_000;
  await expect.poll(() => place(options()[0])).toBeGreaterThan(1000);
  await rest();
  const last = options().find(isSeen)!;
  await userEvent.click(last, { modifiers: ['Shift'] });
  const count = place(last).toLocaleString('en-GB');
  await expect.element(desk.getByText(`${count} of 100,000 selected`)).toBeVisible();
  await userEvent.keyboard('{Escape}');
});

test('the order and the density are chosen in one menu, and the density is remembered', async () => {
  await desk.getByRole('button', { name: /order and density/ }).click();
  await desk.getByRole('menuitemradio', { name: 'Oldest clipped' }).click();
  await expect.poll(() => options()[0]?.textContent).toContain('(1)');
  await desk.getByRole('button', { name: /Oldest clipped/ }).click();
  const height = options()[0]!.offsetHeight;
  await desk.getByRole('menuitemradio', { name: 'Compact rows' }).click();
  await expect.poll(() => options()[0]!.offsetHeight).toBeLessThan(height);
  await vi.waitFor(() => expect(localStorage.getItem('clipdesk.look')).toContain('"density":"compact"'));
  const seen = options().filter(isSeen).length;
  expect(seen).toBeGreaterThanOrEqual(11);
  await desk.getByRole('button', { name: /Oldest clipped/ }).click();
  await desk.getByRole('menuitemradio', { name: 'Comfortable rows' }).click();
  await desk.getByRole('button', { name: /Oldest clipped/ }).click();
  await desk.getByRole('menuitemradio', { name: 'Newest clipped' }).click();
});

test('E twice is on two stories, however long the library takes; E leant on is on one', async () => {
  const at = Number(open()!.id.replace('story-', ''));
  const shell = (window as unknown as { __TAURI_INTERNALS__: { invoke: typeof invoke } }).__TAURI_INTERNALS__;
  const invoke = shell.invoke as (command: string, args: unknown) => Promise<unknown>;
  const asked: unknown[] = [];
  shell.invoke = async (command: string, args: unknown) => {
    if (command !== 'mark') return invoke(command, args);
    asked.push(...(args as { ids: number[] }).ids);
    await rest(150);
    return invoke(command, args);
  };
  await userEvent.keyboard('ee');
  list().dispatchEvent(new KeyboardEvent('keydown', { key: 'e', code: 'KeyE', repeat: true, bubbles: true }));
  await rest();
  shell.invoke = invoke;
  expect(asked).toEqual([at, at - 1]);
  expect(open()!.id).toBe(`story-${at - 2}`);
});
