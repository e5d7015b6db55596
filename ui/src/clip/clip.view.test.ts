import { beforeAll, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { bring } from '../dev/clipping';
import { openDesk } from '../dev/open';

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => void (desk = await openDesk()));

const dialog = () => desk.getByRole('dialog', { name: /^Clip/ });
const box = () => dialog().getByRole('textbox', { name: /^Paste an address/ });
const plan = () => dialog().getByRole('status').first();

/** Drops something on the window, as another program would. */
function drop(fill: (transfer: DataTransfer) => void, event = 'drop') {
  const transfer = new DataTransfer();
  fill(transfer);
  document.body.dispatchEvent(
    new DragEvent(event, { dataTransfer: transfer, bubbles: true, cancelable: true }),
  );
}

test('the dialog says what will be done, and to what', async () => {
  await userEvent.keyboard('{Control>}n{/Control}');
  await expect.element(plan()).toHaveTextContent('Nothing to clip yet.');
  await box().fill('https://a.example/1\nhttps://a.example/2\nhttps://a.example/1');
  await expect.element(plan()).toHaveTextContent('2 addresses will be fetched.');
  await box().fill('The ferry left on time.');
  await expect.element(plan()).toHaveTextContent('Pasted text of 5 words will be kept.');
  await box().fill(`${'A story goes on. '.repeat(20)} https://a.example/1 https://a.example/2`);
  await dialog().getByRole('button', { name: 'Fetch the 2 addresses in it' }).click();
  await expect.element(plan()).toHaveTextContent('2 addresses will be fetched.');
});

test('what was begun is still there when the dialog was closed by mistake, and gone when it was discarded', async () => {
  await box().fill('Half a story');
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog()).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}n{/Control}');
  await expect.element(box()).toHaveValue('Half a story');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await userEvent.keyboard('{Control>}n{/Control}');
  await expect.element(box()).toHaveValue('');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
});

test('many pages are asked about twice, and told of together', async () => {
  await userEvent.keyboard('{Control>}n{/Control}');
  const page = (_: unknown, n: number) => `https://a.example/${n}${n === 0 ? '-forbidden' : ''}`;
  await box().fill(Array.from({ length: 51 }, page).join('\n'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await dialog().getByRole('button', { name: 'Fetch 51 pages' }).click();
  await expect.element(dialog().getByText(/of 51 clipped/)).toBeVisible();
  await expect
    .element(dialog().getByRole('button', { name: 'Try again: https://a.example/0-forbidden' }))
    .toBeVisible();
  await dialog().getByRole('button', { name: 'Close' }).click();
  await desk.getByRole('button', { name: 'Show all' }).click();
  const all = desk.getByRole('dialog', { name: 'Clipping' });
  await all.getByRole('button', { name: 'Cancel all' }).click();
  await expect.element(all.getByText(/cancelled/).first()).toBeVisible();
  await all.getByRole('button', { name: 'Clear finished' }).click();
  await all.getByRole('button', { name: 'Close' }).click();
  await expect.element(desk.getByRole('button', { name: 'Show all' })).not.toBeInTheDocument();
});

test('a drag says where a drop goes, and the open topic is where', async () => {
  await desk
    .getByRole('link', { name: /Black Sea shipping/ })
    .or(desk.getByRole('button', { name: /^Black Sea shipping/ }))
    .first()
    .click();
  drop((transfer) => transfer.setData('text/uri-list', 'https://a.example/dropped'), 'dragover');
  await expect.element(desk.getByText('Clip this link into Black Sea shipping')).toBeVisible();
  drop((transfer) => transfer.setData('text/uri-list', 'https://a.example/dropped'));
  await expect.element(desk.getByRole('option', { name: /a\.example\/dropped/ })).toBeVisible();
});

test('what cannot be clipped says so', async () => {
  drop((transfer) => transfer.setData('application/x-something', 'x'), 'dragover');
  await expect.element(desk.getByText('This cannot be clipped')).toBeVisible();
  await expect.element(desk.getByText('This cannot be clipped')).not.toBeInTheDocument();
});

test('files that are dropped on the open dialog wait there', async () => {
  await userEvent.keyboard('{Control>}n{/Control}');
  drop((transfer) => transfer.items.add(new File(['x'], 'report.html')));
  await expect.element(plan()).toHaveTextContent('1 file will be kept.');
  await dialog().getByRole('button', { name: 'Take report.html away' }).click();
  await expect.element(plan()).toHaveTextContent('Nothing to clip yet.');
});

test('a link from elsewhere waits until the dialog is closed, and then only asks', async () => {
  bring('https://a.example/brought');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await expect.element(dialog().getByText('A link asked for this.', { exact: false })).toBeVisible();
  await expect.element(box()).toHaveValue('https://a.example/brought');
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await expect.element(dialog()).not.toBeInTheDocument();
  await expect.element(desk.getByText('a.example/brought')).not.toBeInTheDocument();
});

test('a text too large to be shown is kept by the key that clips, wherever the focus is', async () => {
  const text = 'The ferry left the quay on time. '.repeat(40_000);
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  const away = dialog().getByRole('button', { name: 'Take the pasted text away' });
  await expect.element(dialog().getByRole('button', { name: /^Clip/ })).toHaveFocus();
  (away.element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(away).not.toBeInTheDocument();
  await expect.element(box()).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
});

test('once the clip can be read, Enter reads it; who went elsewhere meanwhile stays there', async () => {
  const close = dialog().getByRole('button', { name: 'Close' });
  const readIt = dialog().getByRole('button', { name: 'Read it' });
  await userEvent.keyboard('{Control>}n{/Control}');
  await box().fill('https://a.example/read');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(close).toHaveFocus();
  await expect.element(readIt).toHaveFocus();
  await expect.element(dialog().getByRole('button', { name: 'Clip another' })).toBeVisible();
  await expect.element(readIt).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog()).not.toBeInTheDocument();
  await expect.element(desk.getByRole('heading', { name: /^Clipped: https:.*read$/ })).toBeVisible();

  await userEvent.keyboard('{Control>}n{/Control}');
  await box().fill('https://a.example/stay');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(close).toHaveFocus();
  const elsewhere = dialog().element().querySelector<HTMLElement>('.only')!;
  elsewhere.focus();
  await expect.element(readIt).toBeVisible();
  expect(document.activeElement).toBe(elsewhere);
  await userEvent.keyboard('{Escape}');
});
