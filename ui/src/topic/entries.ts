/** What a column draws while cards are dragged: the cards that stay, the gaps that were left, and where they fall. */
import type { Row, StoryId } from '../wire';

export interface Entry {
  key: string;
  /** The card; none for a gap. */
  row: Row | null;
  /** The place that a card would have here; null where none would fall. */
  place: number | null;
}

/**
 * `ids` are the lifted cards, `place` is where they would fall, counted without them. A lifted card that would
 * fall where it came from has one gap, not two.
 */
export function entries(rows: readonly Row[], ids: readonly StoryId[], place: number | null): Entry[] {
  const drawn: Entry[] = [];
  const target: Entry = { key: 'target', row: null, place };
  let passed = 0;
  let fell = place === null;
  for (const row of rows) {
    const lifted = ids.includes(row.id);
    if (!fell && passed === place) {
      fell = true;
      if (lifted) {
        drawn.push({ key: `gap-${row.id}`, row: null, place });
        continue;
      }
      drawn.push(target);
    }
    drawn.push(
      lifted ? { key: `gap-${row.id}`, row: null, place: null } : { key: `card-${row.id}`, row, place: null },
    );
    if (!lifted) passed++;
  }
  if (!fell) drawn.push(target);
  return drawn;
}
