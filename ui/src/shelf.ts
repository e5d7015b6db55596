/** Shelves: where a list stands. */
import type { Shelf } from './wire';

/** Whether two shelves are the same one. */
export function sameShelf(a: Shelf, b: Shelf): boolean {
  if (a.shelf !== b.shelf) return false;
  if (a.shelf === 'topic' && b.shelf === 'topic') return a.topic === b.topic;
  if (a.shelf === 'unplaced' && b.shelf === 'unplaced') return a.topic === b.topic;
  if (a.shelf === 'section' && b.shelf === 'section') return a.section === b.section;
  if (a.shelf === 'tag' && b.shelf === 'tag') return a.tag === b.tag;
  return true;
}
