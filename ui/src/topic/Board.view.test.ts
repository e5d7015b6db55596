import axe from 'axe-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import * as engine from '../desk';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
const press = (keys: string) => userEvent.keyboard(keys);
const alt = (key: string) => press(`{Alt>}{${key}}{/Alt}`);
const focused = () => document.activeElement as HTMLElement;
const card = (headline: RegExp) => desk.getByRole('option', { name: headline });
const column = (name: string) => desk.getByRole('region', { name, exact: true });
const said = (sentence: string) => desk.getByRole('status').getByText(sentence);
/** The headlines in a column, shortened. */
const cards = (name: string) =>
  [...column(name).element().querySelectorAll('.headline')].map((line) => line.textContent!.slice(0, 12));

/** Drags a card by its middle over another element, and answers before it is dropped. */
function drag(from: Element, onto: Element) {
  const middle = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { clientX: left + width / 2, clientY: top + height / 2 - 4 };
  };
  const send = (name: string, target: Element, at: object) =>
    target.dispatchEvent(
      new PointerEvent(name, {
        bubbles: true,
        cancelable: true,
        button: 0,
        pointerId: 1,
        isPrimary: true,
        ...at,
      }),
    );
  // A pointer that no hand holds cannot be captured.
  Element.prototype.setPointerCapture = () => undefined;
  send('pointerdown', from, middle(from));
  send('pointermove', from, { ...middle(from), clientX: middle(from).clientX + 20 });
  send('pointermove', onto, middle(onto));
  return () => send('pointerup', onto, middle(onto));
}

beforeAll(async () => {
  localStorage.clear();
  desk = await openDesk('?filed');
});

beforeEach(async () => {
  await press('{Escape}');
  await desk
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^Ukraine diplomacy \d/ })
    .click();
  await expect.element(desk.getByRole('heading', { level: 1, name: 'Ukraine diplomacy' })).toBeVisible();
});

test('a topic turns into a board, and stays one until it is turned back', async () => {
  await desk.getByRole('button', { name: 'Board', exact: true }).click();
  await expect.element(column('Not yet placed')).toBeVisible();
  await expect.element(column('Not yet placed')).toHaveTextContent('New arrivals wait here.');
  await expect.poll(() => focused().getAttribute('role')).toBe('option');
  await desk
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^Inbox/ })
    .click();
  await expect.element(desk.getByRole('listbox', { name: 'Stories in Inbox' })).toBeVisible();
  await desk
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^Ukraine diplomacy \d/ })
    .click();
  await expect.element(column('The talks')).toBeVisible();
});

test('arrows move the focus between cards and columns, and acts are on the focused card', async () => {
  await card(/^Unread The Meridian Post/).click();
  await press('{ArrowDown}');
  await expect.poll(() => focused().textContent).toMatch(/У Женеві/);
  await press('{ArrowRight}');
  await expect.poll(() => focused().closest('section')!.textContent).toMatch(/^Security guarantees/);
  await press('s');
  await expect.poll(() => focused().textContent).toMatch(/Starred/);
  await press('{Control>}z{/Control}');
  await expect.poll(() => focused().textContent).not.toMatch(/Starred/);
});

test('Alt with arrows moves a card, says where it stands, and keeps the focus on it', async () => {
  await card(/Hotels fill/).click();
  await alt('ArrowRight');
  await expect.element(said('Moved to The talks, place 2 of 6.')).toBeVisible();
  await expect.poll(() => cards('The talks').slice(0, 2)).toEqual(['Envoys resum', 'Hotels fill ']);
  await expect.poll(() => focused().textContent).toMatch(/Hotels fill/);
  await alt('ArrowUp');
  await expect.element(said('Moved to The talks, place 1 of 6.')).toBeVisible();
  await expect.poll(() => cards('The talks')[0]).toBe('Hotels fill ');
  await expect.poll(() => focused().textContent).toMatch(/Hotels fill/);
  await press('{Control>}z{/Control}{Control>}z{/Control}');
  await expect.poll(() => cards('Not yet placed')).toContain('Hotels fill ');
});

test('a digit sends a card to that section, and the focus goes on to the next one', async () => {
  await card(/Neutral states/).click();
  await press('3');
  await expect.element(said('Moved to the end of Sanctions & frozen assets.')).toBeVisible();
  await expect.poll(() => cards('Sanctions & frozen assets').at(-1)).toBe('Neutral stat');
  await expect.poll(() => focused().closest('section')!.textContent).toMatch(/^Not yet placed/);
  await press('{Control>}z{/Control}');
  await expect.poll(() => cards('Not yet placed')).toContain('Neutral stat');
});

test('a selection moves as one act', async () => {
  await card(/Neutral states/).click();
  await press('x');
  await press('{ArrowDown}');
  await press('x');
  await alt('ArrowRight');
  await expect.element(said('Moved 2 stories to The talks, from place 1 of 7.')).toBeVisible();
  await expect.poll(() => cards('The talks').slice(0, 2)).toEqual(['Neutral stat', 'Hotels fill ']);
  await press('{Control>}z{/Control}');
  await expect.poll(() => cards('Not yet placed').slice(0, 2)).toEqual(['Neutral stat', 'Hotels fill ']);
});

test('a dragged card leaves an empty slot, shows where it would fall, and falls there', async () => {
  const drop = drag(card(/Hotels fill/).element(), card(/У Женеві/).element());
  await expect.element(desk.getByText('Place 2 of 6', { exact: true })).toBeVisible();
  expect(document.querySelectorAll('.slot')).toHaveLength(2);
  drop();
  await expect.element(said('Moved to The talks, place 2 of 6.')).toBeVisible();
  await expect.poll(() => focused().textContent).toMatch(/Hotels fill/);
  await press('{Control>}z{/Control}');
  await expect.poll(() => cards('Not yet placed')).toContain('Hotels fill ');
});

test('Escape leaves a dragged card where it was', async () => {
  const drop = drag(card(/Hotels fill/).element(), card(/У Женеві/).element());
  await expect.element(desk.getByText('Place 2 of 6', { exact: true })).toBeVisible();
  await press('{Escape}');
  expect(document.querySelector('.slot')).toBeNull();
  drop();
  expect(cards('Not yet placed')).toContain('Hotels fill ');
});

test('a move that is refused is put back, with the reason', async () => {
  await card(/embargo/).click();
  await alt('ArrowLeft');
  await expect
    .element(desk.getByText(/A story under embargo cannot be moved; nothing was changed/))
    .toBeVisible();
  expect(cards('Security guarantees')).toContain('The embargo ');
  await expect.poll(() => focused().textContent).toMatch(/embargo/);
  await desk.getByRole('button', { name: 'Dismiss' }).first().click();
});

test('Enter opens the story, and Escape comes back to its card', async () => {
  await card(/Red Cross/).click();
  await press('{Enter}');
  await expect.element(desk.getByRole('heading', { name: /^Red Cross confirms/ })).toBeVisible();
  await expect.element(desk.getByText('11 of 18')).toBeVisible();
  await press('{Escape}');
  await expect.element(column('The talks')).toBeVisible();
  await expect.poll(() => focused().textContent).toMatch(/Red Cross/);
});

test('nothing jumps when the library changes, and the focus stays', async () => {
  await card(/Custodian bank/).click();
  const scroller = document.querySelector('.columns')!;
  const before = scroller.scrollLeft;
  const node = focused();
  await engine.mark([11], ['starred']);
  await new Promise((later) => setTimeout(later, 300));
  expect(focused()).toBe(node);
  expect(scroller.scrollLeft).toBe(before);
});

test('what belongs into a section is written in place, and Escape leaves it as it was', async () => {
  await column('The talks')
    .getByRole('button', { name: /^What belongs into The talks/ })
    .click();
  const field = desk.getByRole('textbox', { name: 'What belongs into The talks' });
  await userEvent.fill(field, 'Something else.');
  await press('{Escape}');
  await expect
    .element(column('The talks').getByText('What was said and signed in Geneva, in order.'))
    .toBeVisible();
  await press('{Enter}');
  await userEvent.fill(field, 'The talks, day by day.');
  await press('{Control>}{Enter}{/Control}');
  await expect.element(column('The talks').getByText('The talks, day by day.')).toBeVisible();
});

test('a section is added at the end of the board', async () => {
  await desk.getByRole('button', { name: 'New section', exact: true }).click();
  await userEvent.fill(desk.getByRole('textbox', { name: 'Name of the section' }), 'Chairs');
  await press('{Enter}');
  await expect.element(column('Chairs')).toBeVisible();
});

test('a card has a menu that does what dragging does', async () => {
  await userEvent.click(card(/Custodian bank/), { button: 'right' });
  await desk.getByRole('menuitemradio', { name: 'Voices from Kyiv' }).click();
  await expect.element(said('Moved to the end of Voices from Kyiv.')).toBeVisible();
});

test.each(['light', 'dark'])('nothing is wrong with the board by axe, in the %s', async (theme) => {
  document.documentElement.dataset.theme = theme;
  await expect.element(column('The talks')).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
});
