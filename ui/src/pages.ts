/**
 * The rows of a list that are here: pages of it, wherever in the list they are. Each change makes another one,
 * so that whoever draws it sees the change.
 */
import type { Row, Story, StoryId } from './wire';

/** How many rows are asked for at a time. */
export const PAGE = 60;

/** A row that the list no longer holds and that is shown all the same, where it was. */
export interface Guest {
  row: Row;
  place: number;
}

export const pageOf = (place: number) => Math.floor(place / PAGE);

/** The pages from one place, inclusive, to another, exclusive. */
export function pagesOf(from: number, until: number): number[] {
  const first = pageOf(Math.max(0, from));
  const last = pageOf(Math.max(0, from, until - 1));
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

/** Pages that follow each other, together, so that they are asked for together. */
export function runs(pages: number[]): { first: number; count: number }[] {
  const found: { first: number; count: number }[] = [];
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && page === last.first + last.count) last.count += 1;
    else found.push({ first: page, count: 1 });
  }
  return found;
}

export class Pages {
  readonly #pages: ReadonlyMap<number, readonly Row[]>;
  readonly #places = new Map<StoryId, number>();
  readonly guest: Guest | null;
  /** The rows that are here, in the list's order. */
  readonly rows: readonly Row[];

  constructor(pages: ReadonlyMap<number, readonly Row[]> = new Map(), guest: Guest | null = null) {
    this.#pages = pages;
    const ordered = [...pages].sort(([a], [b]) => a - b);
    for (const [page, rows] of ordered) {
      rows.forEach((row, index) => this.#places.set(row.id, page * PAGE + index));
    }
    // Should it have come back into the list, it stands there.
    this.guest = guest && !this.#places.has(guest.row.id) ? guest : null;
    const rows = ordered.flatMap(([, of]) => of);
    if (this.guest) {
      const before = rows.filter((row) => this.#places.get(row.id)! < this.guest!.place).length;
      rows.splice(before, 0, this.guest.row);
    }
    this.rows = rows;
  }

  /** The row at a place; none where it is not here. */
  at(place: number): Row | undefined {
    if (place === this.guest?.place) return this.guest.row;
    const own = this.own(place);
    return this.#pages.get(pageOf(own))?.[own % PAGE];
  }

  /** Where a story stands, as far as that is here; else -1. */
  placeOf(id: StoryId): number {
    if (id === this.guest?.row.id) return this.guest.place;
    const own = this.#places.get(id);
    if (own === undefined) return -1;
    return this.guest && own >= this.guest.place ? own + 1 : own;
  }

  /** The first row from a place on that is not `leaving`; where all that follow are, the last one before it. */
  following(place: number, leaving: ReadonlySet<StoryId>): Row | undefined {
    const stays = ({ id }: Row) => !leaving.has(id);
    const from = this.rows.findIndex(({ id }) => this.placeOf(id) >= place);
    const here = from < 0 ? this.rows.length : from;
    return this.rows.slice(here).find(stays) ?? this.rows.slice(0, here).findLast(stays);
  }

  /** A place as the list itself counts, in which a guest has none. */
  own(place: number): number {
    return this.guest && place > this.guest.place ? place - 1 : place;
  }

  has(page: number): boolean {
    return this.#pages.has(page);
  }

  /** One past the last place that is known to be there. */
  get end(): number {
    let end = 0;
    for (const [page, rows] of this.#pages) end = Math.max(end, page * PAGE + rows.length);
    return end + (this.guest ? 1 : 0);
  }

  /** These and more pages. */
  with(more: ReadonlyMap<number, readonly Row[]>): Pages {
    return new Pages(new Map([...this.#pages, ...more]), this.guest);
  }

  /** Those pages for which this holds. */
  only(keep: (page: number) => boolean): Pages {
    return new Pages(new Map([...this.#pages].filter(([page]) => keep(page))), this.guest);
  }

  /**
   * These pages, the guest being as its story is now, for the list no longer says so. One that has left the list
   * for more than having been read stays no longer.
   */
  knowing({ id, marks, tags, claim, notes, highlights }: Story, guest: 'stays' | 'left'): Pages {
    if (this.guest?.row.id !== id) return this;
    if (guest === 'left') return new Pages(this.#pages);
    const now = { marks, tags, claim: claim?.status ?? null };
    const row = { ...this.guest.row, ...now, notes: notes.length, highlights: highlights.length };
    return new Pages(this.#pages, { ...this.guest, row });
  }

  /** These pages with a story that was among `before` and is no longer in the list, where it would stand. */
  withGuest(row: Row, before: Pages): Pages {
    return new Pages(this.#pages, { row, place: this.placeSince(before.placeOf(row.id), before) });
  }

  /**
   * Where what stood at a place of `before` and has left the list would stand in this one: between the neighbours
   * that it had, for rows above it may have come and gone as well.
   */
  placeSince(place: number, before: Pages): number {
    const isHere = ({ id }: Row) => this.#places.has(id);
    const next = before.rows.find((row) => before.placeOf(row.id) >= place && isHere(row));
    if (next) return this.placeOf(next.id);
    const last = before.rows.findLast((row) => before.placeOf(row.id) < place && isHere(row));
    return last ? this.placeOf(last.id) + 1 : Math.min(place, this.end);
  }
}
