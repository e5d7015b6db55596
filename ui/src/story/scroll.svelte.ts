/**
 * The scrolling of a long list, of which only the rows around what is seen are drawn.
 *
 * What is seen hangs on an anchor, a row and its distance from the top, and not on the scrollbar: when rows
 * above turn out taller than they were thought, or come and go, what the editor looks at stays where it is. The
 * scrollbar follows once the scrolling rests, for to move it in the middle would stop the wheel.
 */
import { Heights } from './heights';
import {
  type Anchor,
  anchorAt,
  fromScroll,
  inside,
  leapt,
  toScroll,
  toSee,
  type Window,
  windowAt,
} from './windows';

/** How long the scrolling rests before the scrollbar is put where it belongs, in milliseconds. */
const RESTS_MS = 150;
/** What is left free around a row that is brought into sight, and under the last one. */
const AIR = 12;

export class Scroll {
  /** The rows to draw, how far below the top of the list's inside they begin, and how tall that is. */
  window = $state.raw<Window>({ from: 0, until: 0 });
  top = $state(0);
  inside = $state(0);
  /** Whether the scrollbar is being dragged: rows that only pass by are not worth asking for. */
  leaping = $state(false);

  #heights: Heights;
  #anchor: Anchor = { place: 0, offset: 0 };
  /** A row that was brought into sight stays there while the rows around it are measured. */
  #held: number | null = null;
  #list: HTMLElement | null = null;
  #seen = 0;
  /** Where the scrollbar was when it was last looked at. */
  #at = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;

  readonly #items = new Set<HTMLElement>();
  readonly #sizes = new WeakMap<HTMLElement, number>();
  readonly #measuring = new ResizeObserver((entries) => {
    const news = entries.map(({ target, borderBoxSize }) =>
      this.#measured(target as HTMLElement, borderBoxSize[0]?.blockSize ?? 0),
    );
    if (news.includes(true)) this.#settle();
  });

  /** `usual` is how tall rows are before they are measured. */
  constructor(usual: number) {
    this.#heights = new Heights(usual);
  }

  /** Begins again at the top, for another list or for rows of another height. */
  begin(usual: number) {
    const count = this.#heights.count;
    this.#heights = new Heights(usual);
    this.#heights.count = count;
    this.#anchor = { place: 0, offset: 0 };
    this.#held = null;
    if (this.#list) this.#list.scrollTop = 0;
    this.#at = 0;
    this.#draw();
  }

  /** Takes what the list has become; `placeOf` says where a story stands now. */
  take(count: number, placeOf: (id: number) => number) {
    // The rows on the screen are still those from before: they know their stories, and where they stood.
    const y = this.#y;
    const stay = [...this.#items].map((item) => ({
      was: Number(item.dataset.place),
      now: item.dataset.id === undefined ? -1 : placeOf(Number(item.dataset.id)),
      height: this.#sizes.get(item),
      open: item.dataset.open !== undefined,
    }));
    const offset = (place: number) => this.#heights.top(place) - y;
    const inSight = stay
      .filter(({ was, now }) => now >= 0 && offset(was) < this.#seen && offset(was + 1) > 0)
      .sort((a, b) => Number(b.open) - Number(a.open) || a.was - b.was)[0];
    const anchor = inSight ? { place: inSight.now, offset: offset(inSight.was) } : this.#anchor;
    const held = stay.find(({ was }) => was === this.#held);
    if (held && held.now >= 0) this.#held = held.now;
    this.#heights.count = count;
    for (const { now, height } of stay) {
      if (now >= 0 && height !== undefined) this.#heights.measure(now, height);
    }
    // At its very top a list shows what is new.
    this.#anchor = y <= 0 ? { place: 0, offset: 0 } : anchor;
    this.#draw();
    this.#rest();
  }

  /** Brings a row into sight, at once. */
  reveal(place: number) {
    this.#held = place;
    this.#settle();
    this.#putBar();
  }

  /** Measures the rows that were drawn just now, before anybody has seen them. */
  measureNew() {
    const unmeasured = [...this.#items].filter((item) => !this.#sizes.has(item));
    const news = unmeasured.map((item) => this.#measured(item, item.getBoundingClientRect().height));
    if (news.includes(true)) this.#settle();
  }

  #measured(item: HTMLElement, height: number): boolean {
    // A list out of sight measures nothing.
    if (height === 0) return false;
    this.#sizes.set(item, height);
    return this.#heights.measure(Number(item.dataset.place), height);
  }

  /** How tall a row is that is not here. */
  heightOf(place: number): number {
    return this.#heights.of(place);
  }

  /** The list that scrolls. */
  readonly list = (list: HTMLElement) => {
    this.#list = list;
    const sizing = new ResizeObserver(() => {
      const seen = list.clientHeight;
      if (seen === this.#seen) return;
      const shownAgain = this.#seen === 0;
      this.#seen = seen;
      this.#settle();
      // While it was out of sight, the web view forgot where it was scrolled to.
      if (shownAgain) this.#putBar();
    });
    sizing.observe(list);
    list.addEventListener('scroll', this.#scrolled, { passive: true });
    return () => {
      sizing.disconnect();
      clearTimeout(this.#resting);
      list.removeEventListener('scroll', this.#scrolled);
      this.#list = null;
    };
  };

  /** A row that is drawn: `data-place` and `data-id` say which. */
  readonly item = (item: HTMLElement) => {
    this.#items.add(item);
    // From the next frame on: it is measured as it is drawn, which may be while others are being measured.
    const watching = requestAnimationFrame(() => this.#measuring.observe(item));
    return () => {
      cancelAnimationFrame(watching);
      this.#items.delete(item);
      this.#measuring.unobserve(item);
    };
  };

  /** Looks after the bar once the inside has its new height: where that shrank, the bar may have been moved. */
  laidOut() {
    if (!this.#list || this.#list.scrollTop >= this.#at) return;
    if (this.#list.scrollTop < this.#list.scrollHeight - this.#list.clientHeight - 1) return;
    this.#at = this.#list.scrollTop;
    this.#draw();
  }

  get #total(): number {
    return this.#heights.count === 0 ? 0 : this.#heights.total + AIR;
  }

  /** How much of the list lies above what is seen. */
  get #y(): number {
    return this.#heights.top(this.#anchor.place) - this.#anchor.offset;
  }

  readonly #scrolled = () => {
    if (!this.#list || this.#seen === 0) return;
    const at = this.#list.scrollTop;
    const by = at - this.#at;
    if (Math.abs(by) < 0.5) return;
    this.#at = at;
    this.#held = null;
    const total = this.#total;
    this.leaping = leapt(by, this.#seen);
    const y = this.leaping ? fromScroll(at, total, this.#seen) : this.#y + by;
    const last = Math.max(0, total - this.#seen);
    const to = Math.max(0, Math.min(y, last));
    this.#anchor = anchorAt(this.#heights, to);
    // Who goes to the end stays at the end, however tall its rows turn out.
    if (to >= last && last > 0) this.#held = this.#heights.count - 1;
    this.#draw();
    // At an end of the bar that is no end of the list, and the other way round, there is no waiting.
    const barEnds = at <= 0 || at >= inside(total) - this.#seen - 0.5;
    if (barEnds || to !== y) this.#putBar();
    this.#rest();
  };

  /** Draws anew after something was measured; a row that was brought into sight stays there. */
  #settle() {
    if (this.#held !== null && this.#held < this.#heights.count && this.#seen > 0) {
      const to = toSee(this.#heights, this.#held, this.#y, this.#seen, AIR);
      if (to) this.#anchor = anchorAt(this.#heights, Math.min(to.y, Math.max(0, this.#total - this.#seen)));
    }
    this.#draw();
    this.#rest();
  }

  #draw() {
    const total = this.#total;
    const y = Math.max(0, Math.min(this.#y, total - this.#seen));
    if (y !== this.#y) this.#anchor = anchorAt(this.#heights, y);
    const { from, until } = windowAt(this.#heights, y, this.#seen, this.#seen);
    if (from !== this.window.from || until !== this.window.until) this.window = { from, until };
    this.top = this.#at + this.#heights.top(from) - y;
    this.inside = inside(total);
  }

  #rest() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      // It has been moved, and the event that says so is still to come: then it does not rest.
      if (this.#list && Math.abs(this.#list.scrollTop - this.#at) >= 0.5) return this.#scrolled();
      this.leaping = false;
      this.#putBar();
    }, RESTS_MS);
  }

  /** Puts the scrollbar where it belongs; what is seen stays as it is. */
  #putBar() {
    if (!this.#list || this.#seen === 0) return;
    const to = toScroll(this.#y, this.#total, this.#seen);
    if (Math.abs(to - this.#list.scrollTop) >= 1) {
      // The inside may be about to grow; the bar reaches no further than it is now.
      this.#list.scrollTop = to;
    }
    this.#at = this.#list.scrollTop;
    this.#draw();
  }
}
