/**
 * How tall the rows of a long list are: as measured where they have been seen, else as tall as rows usually
 * are. Sums of them are found in a Fenwick tree, so a million rows cost no more than twenty steps a question.
 */

/** Rows for which there is room at first; more is made when it is needed. */
const ROOM = 1024;

export class Heights {
  #count = 0;
  /** By how much measured rows differ from the usual height. */
  #differences = new Map<number, number>();
  #tree = new Float64Array(ROOM + 1);
  readonly usual: number;

  constructor(usual: number) {
    this.usual = usual;
  }

  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
    const had = this.#tree.length - 1;
    if (count <= had) return;
    let room = had;
    while (room < count) room *= 2;
    this.#tree = new Float64Array(room + 1);
    for (const [place, difference] of this.#differences) this.#add(place, difference);
  }

  /** The height of all rows together. */
  get total(): number {
    return this.top(this.#count);
  }

  of(place: number): number {
    return this.usual + (this.#differences.get(place) ?? 0);
  }

  /** Notes how tall a row is. Answers whether that is news. */
  measure(place: number, height: number): boolean {
    const difference = height - this.usual;
    const news = difference - (this.#differences.get(place) ?? 0);
    if (Math.abs(news) < 0.1) return false;
    this.#differences.set(place, difference);
    this.#add(place, news);
    return true;
  }

  /** How far the top of a row lies below the top of the first one. */
  top(place: number): number {
    let sum = place * this.usual;
    for (let at = place; at > 0; at -= at & -at) sum += this.#tree[at]!;
    return sum;
  }

  /** The row that lies `y` below the top of the first one; the first or last where there is none. */
  at(y: number): number {
    let place = 0;
    let left = y;
    let step = this.#tree.length - 1;
    // The highest power of two that the tree has room for; from there down, one bit of the place each.
    step = 2 ** Math.floor(Math.log2(step));
    for (; step >= 1; step /= 2) {
      const next = place + step;
      if (next > this.#count) continue;
      const height = step * this.usual + this.#tree[next]!;
      if (height > left) continue;
      left -= height;
      place = next;
    }
    return Math.max(0, Math.min(place, this.#count - 1));
  }

  #add(place: number, difference: number) {
    for (let at = place + 1; at < this.#tree.length; at += at & -at) this.#tree[at]! += difference;
  }
}
