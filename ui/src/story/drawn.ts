/** What is drawn of a list: rows, placeholders for those that are not here yet, and the days over them. */
import { fallsIntoDays, shownDay } from '../days';
import type { Row, Sort } from '../wire';
import type { Window } from './windows';

/** A line of the list as it is drawn. */
export interface Drawn {
  /** Unique among those drawn, and the same as long as it is the same story. */
  key: string;
  place: number;
  /** Null while it is not here. */
  row: Row | null;
  /** The day that begins with it, `2025-10-16`; null for the stories whose day is unknown. */
  day?: string | null;
}

/**
 * The lines of a window, in order. Lines that are as they were in `before` are the same objects, so that
 * nothing is drawn anew that has not changed.
 */
export function drawn(
  { from, until }: Window,
  at: (place: number) => Row | undefined,
  sort: Sort,
  before: readonly Drawn[] = [],
): Drawn[] {
  const known = new Map(before.map((line) => [line.key, line]));
  const keys = new Set<string>();
  const lines: Drawn[] = [];
  for (let place = from; place < until; place++) {
    const row = at(place) ?? null;
    const key = row && !keys.has(`story-${row.id}`) ? `story-${row.id}` : `place-${place}`;
    keys.add(key);
    // While pages come, one of them may be older than the other and have a story that both claim.
    const shown = key.startsWith('story') ? row : null;
    const line: Drawn = { key, place, row: shown };
    if (shown && fallsIntoDays(sort)) {
      const above = place === 0 ? undefined : at(place - 1);
      const day = shownDay(shown, sort);
      if (place === 0 || (above && shownDay(above, sort) !== day)) line.day = day;
    }
    const was = known.get(key);
    const same = was && was.place === place && was.row === shown && was.day === line.day;
    lines.push(same ? was : line);
  }
  return lines;
}
