import { page } from 'vitest/browser';

/**
 * Opens the desk on the pretend library, for tests of views. Once in a file: modules are read once.
 * `asking` is what the address of the page would ask for: `?many`.
 */
export async function openDesk(asking = ''): Promise<typeof page> {
  // The files of a round share one web view; what one desk remembers there is not the next one’s.
  localStorage.clear();
  if (asking) history.replaceState(null, '', asking);
  const place = document.createElement('div');
  place.id = 'desk';
  place.style.height = '100vh';
  document.body.replaceChildren(place);
  await import('./pretend');
  await page.getByRole('button', { name: 'Clip a page' }).element();
  return page;
}
