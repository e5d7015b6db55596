import type { CollectionCard, EditionCard, Number as EditionNumber, StoryId } from '../wire';

/** What is asked, or chosen, about collections and editions before something is done. */
export type Ask =
  | { ask: 'new'; stories?: StoryId[] }
  | { ask: 'remove'; card: Pick<CollectionCard, 'id' | 'name'> }
  | { ask: 'collect'; stories: StoryId[] }
  | { ask: 'head' | 'sources' | 'editions' | 'stories' }
  | { ask: 'set'; corrects: boolean }
  | { ask: 'withdraw'; number: EditionNumber }
  | { ask: 'print'; edition: EditionCard | null }
  | { ask: 'send'; edition: EditionCard }
  | { ask: 'template'; name: string }
  | { ask: 'terms'; story: StoryId; outlet: string | null };
