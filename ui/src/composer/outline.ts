/** What stands in a collection, in order: its sections with what belongs to them, and how things move. */
import type {
  Collected,
  Collection,
  Content,
  EditionCard,
  ItemId,
  Number as EditionNumber,
  Place,
} from '../wire';

/** An edition's number as it is said: “41”, and “41.1” for its first correction. */
export const numberText = ({ issue, correction }: EditionNumber) =>
  correction === 0 ? String(issue) : `${issue}.${correction}`;

/** Whether two numbers are the same. */
export const sameNumber = (a: EditionNumber | null, b: EditionNumber | null) =>
  a?.issue === b?.issue && a?.correction === b?.correction;

/** The number that the draft gets when it is set. No number is given twice. */
export function nextNumber({ next_number, editions }: Pick<Collection, 'next_number' | 'editions'>): number {
  const last = editions[0]?.number.issue ?? 0;
  return Math.max(next_number, last + 1);
}

/** The number that a correction of the last edition gets; null where there is none to correct. */
export function correctionNumber({ editions }: Pick<Collection, 'editions'>): EditionNumber | null {
  const last = editions[0]?.number;
  return last ? { issue: last.issue, correction: last.correction + 1 } : null;
}

/** The edition that is sent: the one that is looked at, else the last; none that was withdrawn. */
export function sendableOf({ editions }: Pick<Collection, 'editions'>, seen: EditionCard | null) {
  const edition = seen ?? editions[0] ?? null;
  return edition?.withdrawn_at === null ? edition : null;
}

/** What an item is called in a sentence. */
export function nameOf({ content, story }: Collected): string | null {
  switch (content.is) {
    case 'story':
      return story?.headline ?? null;
    case 'section':
      return content.name;
    case 'note':
    case 'heading':
      return content.text;
    case 'picture':
      return content.caption || content.alt;
    case 'divider':
      return null;
  }
}

/** An item with what moves along with it: a section takes all that stands in it. */
export function block(items: readonly Collected[], id: ItemId): Collected[] {
  const at = items.findIndex((item) => item.id === id);
  const first = items[at];
  if (!first) return [];
  if (first.content.is !== 'section') return [first];
  const rest = items.slice(at + 1);
  const end = rest.findIndex((item) => item.content.is === 'section');
  return [first, ...(end < 0 ? rest : rest.slice(0, end))];
}

/** How many stories stand in a collection. */
export const storiesOf = ({ items }: Pick<Collection, 'items'>) =>
  items.filter(({ content }) => content.is === 'story').length;

/** How many stories stand in a section. */
export const storiesIn = (items: readonly Collected[], section: ItemId) =>
  block(items, section).filter((item) => item.content.is === 'story').length;

/** Where a step up or down puts an item: past its neighbour, and a section past the one beside it. */
export function stepPlace(items: readonly Collected[], id: ItemId, way: 'up' | 'down'): Place | null {
  const moved = block(items, id);
  const from = items.findIndex((item) => item.id === id);
  if (from < 0) return null;
  const isSection = moved[0]!.content.is === 'section';
  if (way === 'up') {
    const before = items.slice(0, from);
    // Above the first section stands what belongs to none; a section goes before all of that as a whole.
    const beside = isSection
      ? (before.findLast((item) => item.content.is === 'section') ?? before[0])
      : before.at(-1);
    return beside ? { before: beside.id } : null;
  }
  const next = items[from + moved.length];
  if (!next) return null;
  const beside = isSection ? block(items, next.id).at(-1)! : next;
  return { after: beside.id };
}

/** The items as they stand once some of them are moved. */
export function moved(items: readonly Collected[], ids: readonly ItemId[], place: Place): Collected[] {
  const lifted = ids.map((id) => items.find((item) => item.id === id)!);
  const rest = items.filter((item) => !ids.includes(item.id));
  let at = rest.length;
  if (place === 'first') at = 0;
  else if (place !== 'last') {
    const beside = 'before' in place ? place.before : place.after;
    const found = rest.findIndex((item) => item.id === beside);
    if (found < 0) return [...items];
    at = found + ('after' in place ? 1 : 0);
  }
  return [...rest.slice(0, at), ...lifted, ...rest.slice(at)];
}

/** Where the preview shows an item: the anchor that the presses give it. */
export function anchorOf(items: readonly Collected[], id: ItemId | null): string | null {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return null;
  const printed = (item: Collected) => item.content.is === 'story' && !item.story?.spiked;
  const stories = items.slice(0, at + 1).filter(printed).length;
  return stories > 0 ? `story-${stories}` : null;
}

/** The outlets behind the stories. */
export const outletsOf = (items: readonly Collected[]) =>
  new Set(items.flatMap((item) => item.story?.outlet ?? [])).size;

/** A story's content, if that is what it is. */
export type StoryContent = Extract<Content, { is: 'story' }>;

/** The edition that was set last and not withdrawn. */
export const lastSet = (editions: readonly EditionCard[]) =>
  editions.find((edition) => edition.withdrawn_at === null) ?? null;

/** The section that an item stands in; what is added goes to its end. Null for the end of the collection. */
export function lastSectionOf(items: readonly Collected[], id: ItemId | string | null): ItemId | null {
  const at = items.findIndex((item) => item.id === id);
  return items.slice(0, at + 1).findLast((item) => item.content.is === 'section')?.id ?? null;
}
