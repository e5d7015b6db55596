/** Which collection was open in a library. Remembered in this web view, so that the next morning begins there. */
import type { CollectionId } from '../wire';

const keptAs = (library: string) => `clipdesk.collection ${library}`;

export function remembered(library: string): CollectionId | null {
  const kept = Number(localStorage.getItem(keptAs(library)) ?? NaN);
  return Number.isInteger(kept) ? kept : null;
}

export function remember(library: string, id: CollectionId | null) {
  if (id === null) localStorage.removeItem(keptAs(library));
  else localStorage.setItem(keptAs(library), String(id));
}
