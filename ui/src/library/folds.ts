/** What of the library pane is folded. Remembered in this web view, for each library. */

/** A part of the pane that can be folded away. */
export type Group = 'topics' | 'tags' | 'searches' | 'outlets' | 'collections';

/** What is not as it is at first: a group that was folded or opened, and the topics that show their sections. */
export interface Folds {
  groups: Partial<Record<Group, 'open' | 'folded'>>;
  topics: number[];
}

const keptAs = (library: string) => `clipdesk.folds ${library}`;

/** What was remembered, as far as it makes sense. */
export function sound(kept: unknown): Folds {
  const { groups, topics } = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Folds>;
  return {
    groups: typeof groups === 'object' && groups !== null ? { ...groups } : {},
    topics: Array.isArray(topics) ? topics.filter((id) => typeof id === 'number') : [],
  };
}

export function remembered(library: string): Folds {
  try {
    return sound(JSON.parse(localStorage.getItem(keptAs(library)) ?? '{}'));
  } catch {
    return sound(null); // how the pane was folded is not worth a complaint
  }
}

export function remember(library: string, folds: Folds) {
  localStorage.setItem(keptAs(library), JSON.stringify(folds));
}
