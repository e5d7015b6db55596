/** Scrolling by holding something near an edge. */

/** How near to an edge that is. */
const EDGE = 56;
/** How far it scrolls at most in a frame. */
const SPEED = 14;

/** How far to scroll for a pointer at `at` in a box from `low` to `high`. */
export function pull(at: number, low: number, high: number): number {
  const near = (distance: number) => Math.max(0, Math.min(1, (EDGE - distance) / EDGE)) * SPEED;
  return near(high - at) - near(at - low);
}
