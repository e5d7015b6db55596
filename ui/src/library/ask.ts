import type { SavedSearch, Section, Tag, Topic } from '../wire';

/** What an act in the library pane asks before it is done, or what is chosen from at length. */
export type Ask =
  | { ask: 'merge-topic' | 'nest-topic' | 'remove-topic'; topic: Topic }
  | { ask: 'remove-section' | 'section-brief'; topic: Topic; section: Section }
  | { ask: 'merge-tag' | 'remove-tag'; tag: Tag }
  | { ask: 'remove-search'; search: SavedSearch }
  | { ask: 'empty-bin' | 'all-tags' | 'all-outlets' };
