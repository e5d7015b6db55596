/** Where notes beside a text stand: each as near to its passage as those above it allow. */

/** A note: where its passage begins, and how much room it takes. */
export interface Beside {
  at: number;
  height: number;
}

/** Where each note stands, none above `from`, and none nearer to the next than `gap`. In the order of their passages. */
export function stacked(notes: Beside[], from: number, gap: number): number[] {
  const places: number[] = [];
  let free = from;
  for (const { at, height } of notes) {
    const place = Math.max(at, free);
    places.push(place);
    free = place + height + gap;
  }
  return places;
}
