/** Where in a library the editor was. Remembered in this web view, so that the next morning begins there. */
import type { Shelf, Shelves, Sort, StoryId } from './wire';

/** The shelf that was open, its order, and the story that was read. */
export interface Whereabouts {
  shelf: Shelf;
  sort: Sort;
  current: StoryId | null;
}

const keptAs = (library: string) => `clipdesk.whereabouts ${library}`;
const INBOX: Whereabouts = { shelf: { shelf: 'inbox' }, sort: 'clipped', current: null };
const SORTS: Sort[] = ['clipped', 'published', 'earliest-clipped', 'earliest-published', 'placed'];

function isShelf(kept: unknown): kept is Shelf {
  const { shelf, topic, section, tag } = (kept ?? {}) as Record<string, unknown>;
  if (shelf === 'topic' || shelf === 'unplaced') return typeof topic === 'number';
  if (shelf === 'section') return typeof section === 'number';
  if (shelf === 'tag') return typeof tag === 'string';
  return ['inbox', 'today', 'starred', 'highlights', 'all', 'unfetched', 'spiked'].includes(shelf as string);
}

/** What was remembered, as far as it makes sense; the inbox where it does not. */
export function sound(kept: unknown): Whereabouts {
  const { shelf, sort, current } = (kept ?? {}) as Partial<Whereabouts>;
  if (!isShelf(shelf)) return INBOX;
  return {
    shelf,
    sort: sort !== undefined && SORTS.includes(sort) ? sort : 'clipped',
    current: typeof current === 'number' ? current : null,
  };
}

export function remembered(library: string): Whereabouts {
  try {
    return sound(JSON.parse(localStorage.getItem(keptAs(library)) ?? 'null'));
  } catch {
    return INBOX; // where somebody was is not worth a complaint
  }
}

export function remember(library: string, where: Whereabouts) {
  localStorage.setItem(keptAs(library), JSON.stringify(where));
}

/** Whether a shelf is not there any more: its topic, section or tag is gone. */
export function isLost(shelf: Shelf, shelves: Shelves | null): boolean {
  if (shelves === null) return false;
  switch (shelf.shelf) {
    case 'topic':
    case 'unplaced':
      return !shelves.topics.some((topic) => topic.id === shelf.topic);
    case 'section':
      return !shelves.topics.some((topic) => topic.sections.some((section) => section.id === shelf.section));
    case 'tag':
      return !shelves.tags.some((tag) => tag.name.toLowerCase() === shelf.tag.toLowerCase());
    default:
      return false;
  }
}
