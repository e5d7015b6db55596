/** Where cards stand on a board, and where they go. Pure: the engine is told elsewhere. */
import type { Place, Row, SectionId, StoryId } from '../wire';

/** A column of a board: a section, or what is not yet placed. */
export interface Column {
  /** None for what is not yet placed. */
  section: SectionId | null;
  rows: readonly Row[];
  /** Whether more rows follow. */
  more: boolean;
  /** How many stories stand in it, whether or not their rows are here. */
  total: number;
  /** Why it could not be brought. */
  complaint: string | null;
}

/** A place on the board: in a column, before the row that has this place once the moved ones are taken out. */
export interface Spot {
  column: number;
  place: number;
}

export type Way = 'up' | 'down' | 'left' | 'right';

const without = (rows: readonly Row[], ids: readonly StoryId[]) =>
  rows.filter((row) => !ids.includes(row.id));

/** The column that a story stands in, and its place there. */
export function spotOf(columns: readonly Column[], id: StoryId | null): Spot | null {
  for (const [column, { rows }] of columns.entries()) {
    const place = rows.findIndex((row) => row.id === id);
    if (place >= 0) return { column, place };
  }
  return null;
}

/** These stories in the order of the board. Those that are not on it come last. */
export function inOrder(columns: readonly Column[], ids: readonly StoryId[]): StoryId[] {
  const here = columns.flatMap(({ rows }) => rows.filter((row) => ids.includes(row.id)).map((row) => row.id));
  return [...here, ...ids.filter((id) => !here.includes(id))];
}

/** How many stories a column holds once these have come to it. */
export const lengthWith = ({ rows, total }: Column, ids: readonly StoryId[]) =>
  total + ids.length - rows.filter((row) => ids.includes(row.id)).length;

/** The board after stories have gone to a spot. */
export function moved(columns: readonly Column[], ids: readonly StoryId[], spot: Spot): Column[] {
  const rows = columns.flatMap((column) => column.rows.filter((row) => ids.includes(row.id)));
  return columns.map((column, at) => {
    const rest = without(column.rows, ids);
    const left = column.total - (column.rows.length - rest.length);
    if (at !== spot.column) return { ...column, rows: rest, total: left };
    return {
      ...column,
      rows: [...rest.slice(0, spot.place), ...rows, ...rest.slice(spot.place)],
      total: left + rows.length,
    };
  });
}

/** The board after stories have gone to the end of a column, where their rows may be out of sight. */
export function sent(columns: readonly Column[], ids: readonly StoryId[], column: number): Column[] {
  const target = columns[column]!;
  const all = moved(columns, ids, { column, place: without(target.rows, ids).length });
  if (!target.more) return all;
  return all.map((one, at) => (at === column ? { ...one, rows: without(one.rows, ids) } : one));
}

/** A spot as the engine is told it: beside a story that stays. */
export function placeFor(columns: readonly Column[], ids: readonly StoryId[], spot: Spot): Place {
  const rest = without(columns[spot.column]!.rows, ids);
  const next = rest[spot.place];
  if (next) return { before: next.id };
  const last = rest.at(-1);
  return last ? { after: last.id } : 'last';
}

/** Whether a story that goes to this spot stays where it is. */
export function isThere(columns: readonly Column[], ids: readonly StoryId[], spot: Spot): boolean {
  const now = columns[spot.column]!.rows.map((row) => row.id);
  const then = moved(columns, ids, spot)[spot.column]!.rows.map((row) => row.id);
  return now.length === then.length && now.every((id, place) => id === then[place]);
}

/** The spot one step on from where these stories are; null where there is none. `id` is the one that leads. */
export function spotBeside(
  columns: readonly Column[],
  ids: readonly StoryId[],
  id: StoryId,
  way: Way,
): Spot | null {
  const from = spotOf(columns, id);
  if (!from) return null;
  const { rows } = columns[from.column]!;
  const first = rows.findIndex((row) => ids.includes(row.id));
  if (way === 'up' || way === 'down') {
    const place = first + (way === 'up' ? -1 : 1);
    if (place < 0 || place > without(rows, ids).length) return null;
    return { column: from.column, place };
  }
  const column = from.column + (way === 'left' ? -1 : 1);
  const target = columns[column];
  return target ? { column, place: Math.min(first, without(target.rows, ids).length) } : null;
}

/** The card beside another one; sideways it is the one at the same height, in the next column that has any. */
export function neighbour(columns: readonly Column[], id: StoryId | null, way: Way): StoryId | null {
  const here = spotOf(columns, id);
  if (!here) return columns.find(({ rows }) => rows.length > 0)?.rows[0]?.id ?? null;
  if (way === 'up' || way === 'down') {
    return columns[here.column]!.rows[here.place + (way === 'up' ? -1 : 1)]?.id ?? null;
  }
  const beside = way === 'left' ? columns.slice(0, here.column).reverse() : columns.slice(here.column + 1);
  const rows = beside.find((column) => column.rows.length > 0)?.rows;
  return rows ? rows[Math.min(here.place, rows.length - 1)]!.id : null;
}

/** The card to go on with once these have left their column: the next one, else the one before. */
export function afterLeaving(
  columns: readonly Column[],
  ids: readonly StoryId[],
  id: StoryId | null,
): StoryId | null {
  const here = spotOf(columns, id);
  if (!here) return null;
  const stays = (row: Row) => !ids.includes(row.id);
  const { rows } = columns[here.column]!;
  return rows.slice(here.place).find(stays)?.id ?? rows.slice(0, here.place).findLast(stays)?.id ?? null;
}
