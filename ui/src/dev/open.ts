/** Opens the desk on the pretend library, for tests of views. Once in a file: modules are read once. */
import { page } from 'vitest/browser';

export async function openDesk(): Promise<typeof page> {
  document.body.innerHTML = '<div id="desk" style="height: 100vh"></div>';
  await import('./pretend');
  await page.getByRole('button', { name: 'Clip a page' }).element();
  return page;
}
