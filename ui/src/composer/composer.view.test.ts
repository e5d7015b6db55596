import axe from 'axe-core';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
const press = (keys: string) => userEvent.keyboard(keys);
const alt = (key: string) => press(`{Alt>}{${key}}{/Alt}`);
const undo = () => press('{Control>}z{/Control}');
const outline = () => desk.getByRole('region', { name: 'Outline of Monday briefing' });
const said = (sentence: string | RegExp) => desk.getByRole('status').getByText(sentence);
const face = (name: RegExp) => outline().getByRole('button', { name }).first();
const checks = () => desk.getByRole('region', { name: 'Checks' });
/** What stands in the collection, in order, shortened. */
const order = () =>
  [...outline().element().querySelectorAll('.order .face')].map((one) =>
    (one.querySelector('.headline, .section-name, .note')?.textContent ?? '—').slice(0, 12),
  );
/** What the preview that is seen says. */
const preview = () =>
  decodeURIComponent(document.querySelector<HTMLIFrameElement>('iframe[data-seen=true]')?.src ?? '');

const BEGIN = [
  'Ukraine dipl',
  'Envoys resum',
  'Draft text n',
  'Frozen asset',
  'Black Sea sh',
  'Insurers wei',
];

beforeAll(async () => {
  desk = await openDesk('?filed');
  await desk.getByRole('button', { name: /^Monday briefing/ }).click();
});

beforeEach(async () => {
  await press('{Escape}');
  await expect.poll(order).toEqual(BEGIN);
});

/** Drags one face onto another one's upper half. */
function drag(from: Element, onto: Element) {
  const at = (element: Element, part: number) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { clientX: left + width / 2, clientY: top + height * part };
  };
  const send = (name: string, target: Element, where: object) =>
    target.dispatchEvent(
      new PointerEvent(name, {
        bubbles: true,
        cancelable: true,
        button: 0,
        pointerId: 1,
        isPrimary: true,
        ...where,
      }),
    );
  // A pointer that no hand holds cannot be captured.
  Element.prototype.setPointerCapture = () => undefined;
  send('pointerdown', from, at(from, 0.5));
  send('pointermove', from, { ...at(from, 0.5), clientX: at(from, 0.5).clientX + 30 });
  send('pointermove', onto, at(onto, 0.2));
  send('pointerup', onto, at(onto, 0.2));
}

test('the draft is seen as readers will see it, in a frame without any right', async () => {
  await expect.poll(preview).toContain('Envoys resume Geneva talks');
  const frame = document.querySelector('iframe[data-seen=true]')!;
  expect(frame.getAttribute('sandbox')).toBe('');
  expect(preview()).toContain('Our comment');
});

test('Alt with the arrows moves an item, and a section takes with it what stands in it', async () => {
  await face(/Draft text/).click();
  await alt('ArrowUp');
  await expect.poll(() => order()[1]).toBe('Draft text n');
  await expect.element(said('Moved to place 2 of 6.')).toBeVisible();
  await expect.poll(() => document.activeElement?.textContent).toMatch(/Draft text/);
  await undo();
  await expect.poll(order).toEqual(BEGIN);
  await face(/^Black Sea/).click();
  await alt('ArrowUp');
  await expect.poll(() => order().slice(0, 3)).toEqual(['Black Sea sh', 'Insurers wei', 'Ukraine dipl']);
  await expect.poll(preview).toMatch(/Insurers weigh.*Envoys resume/s);
  await undo();
});

test('an item is dragged to another place', async () => {
  drag(face(/Insurers weigh/).element(), face(/Draft text/).element());
  await expect.poll(() => order()[2]).toBe('Insurers wei');
  await undo();
});

test('Delete takes an item out, and the digits say how much of a story is printed', async () => {
  await face(/Frozen assets/).click();
  await press('4');
  await expect.element(outline().getByRole('button', { name: 'Full text', pressed: true })).toBeVisible();
  await expect.element(checks().getByText(/The full text of “Frozen assets/)).toBeVisible();
  await undo();
  await press('{Escape}');
  await press('{Delete}');
  await expect.poll(order).not.toContain('Frozen asset');
  await expect.poll(() => document.activeElement?.textContent).toMatch(/Black Sea/);
  await undo();
});

test('Enter goes into the comment, and what is typed is in the preview at once', async () => {
  await face(/Draft text/).click();
  await press('{Enter}');
  const field = outline().getByRole('textbox', { name: /^Your comment on “Draft text/ });
  await expect.element(field).toHaveFocus();
  await press('Read the  annex first. ');
  await expect.element(field).toHaveValue('Read the  annex first. ');
  await expect.poll(preview).toContain('Read the  annex first.');
  await press('{Escape}');
  await expect.poll(() => document.activeElement?.className).toMatch(/face/);
  await undo();
  await expect.poll(preview).not.toContain('annex first');
});

test('what is new waits until it is loaded, one by one or all, or is waved on', async () => {
  const waiting = outline().getByRole('region', { name: /stories wait$/ });
  await waiting.getByRole('button', { name: /new since No. 40$/ }).click();
  await waiting.getByRole('button', { name: /^Load “Hotels fill/ }).click();
  await expect.poll(order).toEqual([...BEGIN, 'Hotels fill ']);
  await undo();
  await expect.poll(order).toEqual(BEGIN);
  const before = outline().element().querySelectorAll('.waiting li').length;
  await waiting.getByRole('button', { name: /^Pass over “Hotels fill/ }).click();
  await expect.poll(() => outline().element().querySelectorAll('.waiting li').length).toBe(before - 1);
  await undo();
  await waiting.getByRole('button', { name: 'Load all' }).click();
  await expect.poll(() => order().length).toBe(6 + before);
  await expect.element(waiting).not.toBeInTheDocument();
  await undo();
});

test('a quote that the text does not hold stops the edition, and its check leads to it', async () => {
  await face(/Draft text/).click();
  await outline().getByRole('button', { name: 'Quote…' }).click();
  await userEvent.fill(
    outline().getByRole('textbox', { name: 'Words of the story' }),
    'Nobody ever said this',
  );
  await userEvent.fill(outline().getByRole('textbox', { name: 'Who said it' }), 'A diplomat');
  await outline().getByRole('button', { name: 'Choose these words' }).click();
  await expect.element(outline().getByText('The kept text does not hold these words.')).toBeVisible();
  await expect.element(checks().getByText('One thing stops it')).toBeVisible();
  await face(/Insurers weigh/).click();
  await checks()
    .getByRole('button', { name: /^Show what this is about: The text of “Draft text/ })
    .click();
  await expect.poll(() => document.activeElement?.textContent).toMatch(/Draft text/);
  await desk.getByRole('button', { name: 'Set No. 41' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Set No. 41' });
  await expect.element(dialog.getByText('It cannot be set yet:')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Set No. 41' })).toBeDisabled();
  await press('{Escape}');
  await outline().getByRole('button', { name: 'Leave out the quote “Nobody ever said this”' }).click();
  await expect.element(checks().getByText('One thing stops it')).not.toBeInTheDocument();
});

test('the opening words are written in place', async () => {
  await outline()
    .getByRole('button', { name: /^Opening words/ })
    .click();
  await press('{Enter}');
  await userEvent.fill(outline().getByRole('textbox', { name: 'Opening words' }), 'A quiet morning.');
  await expect.poll(preview).toContain('A quiet morning.');
});

test('terms are written down from a check, for the story and for its outlet', async () => {
  await face(/Frozen assets/).click();
  await press('4');
  await checks()
    .getByRole('button', { name: /^Terms… for this: The full text of “Frozen/ })
    .click();
  const dialog = desk.getByRole('dialog', { name: 'Terms' });
  const reuse = dialog.getByLabelText('May be printed').first().element() as HTMLSelectElement;
  reuse.value = 'whole';
  reuse.dispatchEvent(new Event('change', { bubbles: true }));
  await userEvent.fill(dialog.getByLabelText('Credit line').nth(1), 'With thanks to the Review');
  await dialog.getByRole('button', { name: 'Write them down' }).click();
  await expect.element(checks().getByText(/The full text of “Frozen/)).not.toBeInTheDocument();
  await undo();
  await undo();
  await expect.element(checks().getByText(/The full text of “Frozen/)).toBeVisible();
  await undo();
});

test('an edition is set, corrected, exported, shown and withdrawn, and says so', async () => {
  await desk.getByRole('button', { name: 'Set No. 41' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Set No. 41' }).click();
  await expect.element(said('Set No. 41 of “Monday briefing”')).toBeVisible();
  await expect.element(outline().getByRole('heading', { name: 'Monday briefing 42' })).toBeVisible();
  await desk.getByRole('button', { name: /: setting and editions$/ }).click();
  await desk.getByRole('menuitem', { name: 'Set correction 41.1…' }).click();
  const correcting = desk.getByRole('dialog', { name: 'Set correction 41.1' });
  await expect.element(correcting.getByRole('button', { name: 'Set No. 41.1' })).toBeDisabled();
  await userEvent.fill(correcting.getByLabelText('What was changed'), 'A name was misspelt.');
  await correcting.getByRole('button', { name: 'Set No. 41.1' }).click();
  await desk.getByRole('button', { name: /: setting and editions$/ }).click();
  await desk.getByRole('menuitemradio', { name: 'No. 41', exact: true }).click();
  await expect.element(desk.getByText(/^No. 41, as it was set on/)).toBeVisible();
  await expect.poll(preview).toContain('No. 41');
  await desk.getByRole('button', { name: 'Export', exact: true }).click();
  const printing = desk.getByRole('dialog', { name: 'Export Monday briefing, No. 41' });
  await expect
    .element(printing.getByLabelText('File'))
    .toHaveValue('/home/editor/Documents/monday-briefing-41.html');
  await userEvent.fill(printing.getByLabelText('File'), '/gone/briefing.html');
  await printing.getByRole('button', { name: 'Export', exact: true }).click();
  await expect.element(printing.getByText(/its folder does not exist; nothing was written/)).toBeVisible();
  await userEvent.fill(printing.getByLabelText('File'), '/home/editor/41.html');
  await printing.getByRole('button', { name: 'Export', exact: true }).click();
  await expect.element(said('Exported to /home/editor/41.html')).toBeVisible();
  await desk.getByRole('button', { name: 'Back to the draft' }).click();
  await desk.getByRole('button', { name: 'More for this collection' }).click();
  await desk.getByRole('menuitem', { name: 'Editions…' }).click();
  const editions = desk.getByRole('dialog', { name: 'Editions of Monday briefing' });
  await expect.element(editions.getByText('Correction: A name was misspelt.')).toBeVisible();
  await expect.element(editions.getByText(/Web page to \/home\/editor\/41.html/)).toBeVisible();
  await editions
    .getByRole('group', { name: 'What to do with No. 41', exact: true })
    .getByRole('button', { name: 'Withdraw…' })
    .click();
  await userEvent.fill(desk.getByRole('textbox', { name: 'Why', exact: true }), 'It named a source.');
  await desk.getByRole('button', { name: 'Withdraw it' }).click();
  await expect.element(editions.getByText(/^Withdrawn on .*: It named a source\.$/)).toBeVisible();
  await press('{Escape}');
});

test('a template is copied, changed and kept; what is wrong with it names its line', async () => {
  await outline().getByRole('button', { name: 'Details of Monday briefing' }).click();
  await desk.getByRole('button', { name: 'Copy and change…' }).click();
  const dialog = desk.getByRole('dialog', { name: 'Change the template “Daily briefing”' });
  const text = dialog.getByRole('textbox', { name: 'Template' });
  await expect.poll(() => (text.element() as HTMLTextAreaElement).value).toContain('accent = "#7f2517"');
  await userEvent.fill(text, 'name = "Ours"\nwhat is this\n');
  await expect.element(dialog.getByText(/Line 2 of the template/i)).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Keep and use it' })).toBeDisabled();
  await userEvent.fill(text, 'name = "Ours"\n[look]\naccent = "#005500"\n');
  await expect
    .poll(() =>
      decodeURIComponent(
        dialog.element().querySelector<HTMLIFrameElement>('iframe[data-seen=true]')?.src ?? '',
      ),
    )
    .toContain('#005500');
  await userEvent.fill(dialog.getByLabelText('Keep under the name'), 'House style');
  await dialog.getByRole('button', { name: 'Keep and use it' }).click();
  await expect.element(said('Kept the template “House style”')).toBeVisible();

  await outline().getByRole('button', { name: 'Details of Monday briefing' }).click();
  await desk.getByRole('button', { name: 'Remove it' }).click();
  await expect.element(desk.getByRole('button', { name: 'Copy and change…' })).toBeVisible();
  await expect.element(said('Removed the template “House style”')).toBeVisible();
  await press('{Escape}');
  // The removal and the change of template, then those of keeping it.
  for (let back = 0; back < 4; back++) await undo();
});

test('stories of the list are put into a collection by B', async () => {
  await desk
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: /^Inbox/ })
    .click();
  await desk.getByRole('option', { name: /Neutral states offer/ }).click();
  await press('b');
  const dialog = desk.getByRole('dialog', { name: 'Put this story into a collection' });
  await dialog.getByRole('option', { name: /Monday briefing › Black Sea shipping/ }).click();
  await expect.element(said(/Put “Neutral states offer.*into “Monday briefing”/)).toBeVisible();
  await desk.getByRole('button', { name: /^Monday briefing/ }).click();
  await expect.poll(order).toEqual([...BEGIN, 'Neutral stat']);
  await undo();
});

test('a collection is made, and begins empty', async () => {
  await desk.getByRole('button', { name: 'New collection' }).click();
  await userEvent.fill(desk.getByLabelText('Name', { exact: true }), 'Grain weekly');
  await desk.getByRole('radio', { name: /^Reading list/ }).click();
  await desk.getByRole('button', { name: 'Make it' }).click();
  await expect.element(desk.getByText('Start with a story or a note.')).toBeVisible();
  await expect.element(desk.getByText('Nothing stands in it yet.')).toBeVisible();
  await desk.getByRole('button', { name: /^Monday briefing/ }).click();
});

test.each(['light', 'dark'])('nothing is wrong with the composer by axe, in the %s', async (theme) => {
  document.documentElement.dataset.theme = theme;
  await face(/Envoys resume/).click();
  await expect.poll(preview).toContain('Envoys');
  const violations = async () => {
    // What is still on its way has not its colours yet.
    await expect.poll(() => document.getAnimations().length).toBe(0);
    const { violations } = await axe.run(document.body, { iframes: false });
    return violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
  };
  expect(await violations()).toEqual([]);
  for (const item of ['Details…', 'Editions…', 'Where new stories come from…']) {
    await desk.getByRole('button', { name: 'More for this collection' }).click();
    await desk.getByRole('menuitem', { name: item }).click();
    await expect.element(desk.getByRole('dialog')).toBeVisible();
    expect(await violations(), item).toEqual([]);
    await press('{Escape}');
  }
  await desk.getByRole('button', { name: 'Set No. 42' }).click();
  expect(await violations()).toEqual([]);
  await press('{Escape}');
});
