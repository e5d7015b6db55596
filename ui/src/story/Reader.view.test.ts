import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { trouble } from '../dev/margins';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
const reader = () => desk.getByRole('region', { name: 'Story', exact: true });
const sheet = () => document.querySelector<HTMLElement>('.reader .sheet')!;
const body = () => document.querySelector<HTMLElement>('[data-test=body]')!;
const marks = () => [...body().querySelectorAll<HTMLElement>('mark')];

/** Selects words of the text, as a mouse would, and leaves the focus in the story. */
function select(passage: string) {
  sheet().focus();
  extendOver(passage);
}

/** Selects words of the text, and leaves the focus where it is. */
function extendOver(passage: string) {
  const walker = document.createTreeWalker(body(), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const at = node.data.indexOf(passage);
    if (at < 0) continue;
    getSelection()!.setBaseAndExtent(node, at, node, at + passage.length);
    return;
  }
  throw new Error(`“${passage}” does not stand in one piece of the text`);
}

/** The words under a highlight, wherever its pieces are. */
const marked = (colour: string) =>
  marks()
    .filter((mark) => mark.classList.contains(colour))
    .map((mark) => mark.textContent)
    .join('');

async function goTo(headline: string) {
  await desk.getByRole('option', { name: headline }).click();
  await expect.element(desk.getByRole('heading', { name: headline })).toBeVisible();
}

beforeAll(async () => {
  desk = await openDesk();
  await desk.getByRole('heading', { name: /^Envoys resume/ }).element();
});
beforeEach(() => {
  getSelection()?.removeAllRanges();
  sheet().focus();
});

test('H highlights the selected words, and the colour, the note and the removal are in the menu behind Enter', async () => {
  select('exchange all seriously wounded prisoners');
  await expect.element(desk.getByRole('toolbar', { name: 'The selected passage' })).toBeVisible();
  await userEvent.keyboard('h');
  const mark = desk.getByRole('button', {
    name: /^exchange all seriously wounded prisoners, yellow highlight$/,
  });
  await expect.element(mark).toHaveFocus();

  await userEvent.keyboard('{Enter}');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(marked('blue')).toBe('exchange all seriously wounded prisoners'));

  await userEvent.keyboard('{Enter}');
  await desk.getByRole('menuitem', { name: 'Note' }).click();
  const field = desk.getByRole('textbox', { name: /^Your note on “exchange all/ });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('How many?{Escape}');
  await expect.element(desk.getByRole('button', { name: /blue highlight, with a note$/ })).toBeVisible();

  await desk.getByRole('button', { name: /blue highlight, with a note$/ }).click();
  await desk.getByRole('menuitem', { name: 'Remove the highlight' }).click();
  await vi.waitFor(() => expect(marked('blue')).toBe(''));
});

test('the same words highlighted again only change their colour, and Delete takes that away, not the story', async () => {
  select('officials from three delegations');
  await userEvent.keyboard('h');
  await vi.waitFor(() => expect(marks().at(0)?.textContent).toBe('officials from three delegations'));
  select('officials from three delegations');
  await desk.getByRole('button', { name: 'Highlight in red' }).click();
  await vi.waitFor(() => expect(marked('red')).toBe('officials from three delegations'));
  await expect
    .element(desk.getByRole('button', { name: /^officials from three delegations, red/ }))
    .toHaveFocus();
  await userEvent.keyboard('{Delete}');
  await vi.waitFor(() => expect(marked('red')).toBe(''));
  await expect.element(desk.getByRole('heading', { name: /^Envoys resume/ })).toBeVisible();
});

test('a highlight goes on over a style and into the next paragraph, and may lie over another', async () => {
  const [first, last] = ['that meets in ', 'Observers: offered'].map((words) => {
    const walker = document.createTreeWalker(body(), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.textContent?.includes(words)) return node;
    }
    throw new Error(words);
  });
  getSelection()!.setBaseAndExtent(first!, first!.textContent!.indexOf('meets'), last!, 9);
  await desk.getByRole('button', { name: 'Highlight in red' }).click();
  await vi.waitFor(() => expect(marked('red')).toBe('meets in Brussels on Wednesday.Observers'));

  select('Brussels');
  await desk.getByRole('button', { name: 'Highlight in green' }).click();
  const over = () => marks().find((mark) => mark.textContent === 'Brussels');
  await vi.waitFor(() => expect(over()?.className).toContain('green'));
  expect(over()!.className).toContain('under');
});

test('a highlight whose words are gone is listed, not lost', async () => {
  await expect
    .element(desk.getByRole('heading', { name: 'Not in this version of the text' }))
    .toBeInTheDocument();
  await expect.element(desk.getByText('a fifth page that nobody had seen')).toBeInTheDocument();
});

test('a note saves itself, is one note however often it does, and is taken away when it is emptied', async () => {
  await userEvent.keyboard('n');
  await userEvent.keyboard('Ask the hosts');
  await expect.element(desk.getByText('Saved', { exact: true })).toBeVisible();
  await userEvent.keyboard(' twice{Escape}');
  await expect.element(desk.getByText('Ask the hosts twice')).toBeVisible();
  await desk.getByRole('button', { name: 'Edit your note: “Ask the hosts twice”' }).click();
  await userEvent.keyboard('{Control>}a{/Control}{Delete}{Escape}');
  await expect.element(desk.getByText('Ask the hosts twice')).not.toBeInTheDocument();
});

test('a note is not lost on the way to another story, nor when it cannot be saved', async () => {
  trouble.left = Infinity;
  await userEvent.keyboard('n');
  await userEvent.keyboard('Kept all the same');
  await goTo('Draft text names');
  await expect.element(desk.getByText(/^A note could not be saved, and is kept here/)).toBeVisible();
  expect(localStorage.getItem('clipdesk.unsaved /home/editor/Clipdesk')).toContain('Kept all the same');

  await goTo('Envoys resume');
  await expect.element(desk.getByText(/^Not saved yet, and kept here\. The disk is full/)).toBeVisible();
  trouble.left = 0;
  await desk.getByRole('button', { name: 'Try again' }).click();
  await expect.element(desk.getByText(/^Not saved yet/)).not.toBeInTheDocument();
  await expect.element(desk.getByText('Kept all the same')).toBeVisible();
  expect(localStorage.getItem('clipdesk.unsaved /home/editor/Clipdesk')).toBeNull();
});

test('a note on a highlight that cannot be saved stays beside it', async () => {
  trouble.left = 0;
  select('the largest since the spring');
  await userEvent.keyboard('n');
  await expect.element(desk.getByRole('textbox', { name: /^Your note on “the largest/ })).toHaveFocus();
  trouble.left = Infinity;
  await userEvent.keyboard('Which spring?{Escape}');
  await expect.element(desk.getByText(/^Not saved yet, and kept here/)).toBeVisible();
  await expect.element(desk.getByText('Which spring?')).toBeVisible();
  trouble.left = 0;
  await desk.getByRole('button', { name: 'Try again' }).click();
  await expect.element(desk.getByText(/^Not saved yet/)).not.toBeInTheDocument();
  await expect.element(desk.getByText('Which spring?')).toBeVisible();
});

test('Q keeps the selected words as a quote, with who said them', async () => {
  select('I would not touch them.');
  await userEvent.keyboard('q');
  await expect.element(desk.getByRole('textbox', { name: 'Who said it' })).toHaveFocus();
  await userEvent.keyboard('the host{Enter}');
  const quotes = desk.getByRole('region', { name: 'Quotes kept' });
  await expect.element(quotes.getByText('the host', { exact: true })).toBeInTheDocument();
  await quotes.getByRole('button', { name: 'Drop the quote “I would not touch them.”' }).click();
  await expect.element(quotes.getByText('the host', { exact: true })).not.toBeInTheDocument();
});

test('Ctrl F finds in the story, whatever the accents, and Esc leaves what was found selected', async () => {
  await userEvent.keyboard('{Control>}f{/Control}');
  await expect.element(desk.getByRole('textbox', { name: 'Find in this story' })).toHaveFocus();
  await userEvent.keyboard('CHÁIRS');
  await expect.element(reader().getByText('1 of 3')).toBeVisible();
  await userEvent.keyboard('{Enter}{Enter}');
  await expect.element(reader().getByText('3 of 3')).toBeVisible();
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}{Escape}');
  await vi.waitFor(() => expect(document.activeElement).toBe(sheet()));
  expect(getSelection()!.toString()).toBe('chairs');
});

test('Y says whether a story holds, by whom and according to whom', async () => {
  await userEvent.keyboard('y');
  await desk.getByRole('radio', { name: 'Disputed' }).click();
  await desk.getByRole('textbox', { name: 'According to' }).fill('the Baltic Review');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(desk.getByText(/Disputed, checked by Mara Lind, according to the Baltic Review/))
    .toBeVisible();
});

test('our translation of the headline stands beneath it, marked as ours, in its language', async () => {
  await userEvent.keyboard('{Shift>}t{/Shift}');
  await desk.getByRole('textbox', { name: 'Language' }).fill('uk');
  await desk.getByRole('textbox', { name: 'In our own words' }).fill('Посланці повернулися');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(desk.getByText('Our translation, Ukrainian')).toBeVisible();
  expect(document.querySelector('.reader .ours')!.getAttribute('lang')).toBe('uk');
  await expect.element(desk.getByRole('heading', { name: /^Envoys resume/ })).toBeVisible();
});

test('V shows what a version changed, in words', async () => {
  await userEvent.keyboard('v');
  const dialog = desk.getByRole('dialog', { name: 'Versions of this story' });
  await expect.element(dialog.getByText('four-page', { exact: true })).toBeVisible();
  expect(document.querySelector('dialog del')!.textContent).toBe('five-page');
  await expect.element(dialog.getByText('Changed', { exact: true })).toBeVisible();
  await userEvent.keyboard('{Escape}');
});

test('the snapshot lies in a frame that can do nothing', async () => {
  await userEvent.keyboard('{Shift>}o{/Shift}');
  await expect.element(desk.getByTitle(/^Snapshot of the page: Envoys/)).toBeInTheDocument();
  const frame = document.querySelector('dialog iframe')!;
  expect(frame.getAttribute('sandbox')).toBe('');
  await userEvent.keyboard('{Escape}');
});

test('the text grows and shrinks by key, no further than it may', async () => {
  const size = () => Number.parseFloat(getComputedStyle(body().querySelector('p')!).fontSize);
  expect(size()).toBe(18);
  for (let n = 0; n < 9; n++) await userEvent.keyboard('{Control>}={/Control}');
  expect(size()).toBe(24);
  await userEvent.keyboard('{Control>}0{/Control}');
  expect(size()).toBe(18);
});

test('every part can be corrected from what says how it is known, with its original one press away', async () => {
  await goTo('Draft text names');
  await desk.getByText('Text and snapshot kept').click();
  await desk.getByRole('button', { name: 'Byline', exact: true }).click();
  const byline = desk.getByRole('textbox', { name: /^Byline/ });
  await expect.element(byline).toHaveFocus();
  await byline.fill('Jonas Eklund');
  await desk.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(reader().getByText('Jonas Eklund')).toBeVisible();
  await desk.getByRole('button', { name: 'Restore original: byline' }).click();
  await expect.element(reader().getByText('Jonas Ek', { exact: true })).toBeVisible();
});

test('C clips the lead that has the focus', async () => {
  await goTo('Envoys resume');
  const lead = document.querySelector<HTMLElement>('[data-lead="1"]')!;
  lead.focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}c');
  expect(document.activeElement!.getAttribute('data-lead')).toBe('3');
  await expect.element(desk.getByText('https://meridianpost.example/interpreters').first()).toBeVisible();
});

test('a guessed day is offered and never taken', async () => {
  await goTo('Draft text names');
  await expect.element(reader().getByText('Date unknown')).toBeVisible();
  await desk.getByRole('button', { name: /^Thursday → / }).click();
  await expect.element(reader().getByText('Date unknown')).not.toBeInTheDocument();
});

test('what is taken away beside a story leaves the focus beside it', async () => {
  await goTo('Envoys resume Geneva talks with guarantees for Kyiv still unresolved');
  const chip = desk.getByRole('button', { name: 'Take the tag Geneva away' });
  (chip.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(chip.query()).toBeNull());
  expect(document.activeElement!.closest('aside')).not.toBeNull();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(chip).toBeVisible();
});

test('N writes on the words that are selected, though another highlight has the focus', async () => {
  select('officials from three delegations');
  await userEvent.keyboard('h');
  await expect
    .element(desk.getByRole('button', { name: /^officials from three delegations, / }))
    .toHaveFocus();
  extendOver('contained only a heading');
  await userEvent.keyboard('n');
  await expect
    .element(desk.getByRole('textbox', { name: 'Your note on “contained only a heading”' }))
    .toHaveFocus();
  await userEvent.keyboard('{Escape}');
});
