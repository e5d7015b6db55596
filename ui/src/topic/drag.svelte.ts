/** A card that is being dragged over a board, by pointer: where it hovers, and where it would fall. */
import type { Row, SectionId, StoryId } from '../wire';
import type { Board } from './board.svelte';
import { cardOf, columnOf } from './board.svelte';
import { pull } from './edges';
import type { Spot } from './placing';

/** A press that moved less than this was a click. */
const STILL = 6;
/** What is lifted. */
export interface Lifted {
  /** The story under the pointer; it stands for all. */
  row: Row;
  ids: StoryId[];
  width: number;
  height: number;
}

export class Drag {
  lifted = $state.raw<Lifted | null>(null);
  /** Where it is drawn. That changes with every frame, and the columns do not look at it. */
  left = $state(0);
  top = $state(0);
  /** Where it would fall; null where it would fall nowhere. */
  spot = $state.raw<Spot | null>(null);

  readonly #board: Board;

  constructor(board: Board) {
    this.#board = board;
  }

  /** Follows a press on a card. Until it has moved a little, it is a click. */
  begin(event: PointerEvent, row: Row, card: HTMLElement) {
    // A finger scrolls; its drag is the menu and the keys.
    if (event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey || event.metaKey) return;
    const box = card.getBoundingClientRect();
    const scroller = card.closest<HTMLElement>('.columns')!;
    const from = { x: event.clientX, y: event.clientY };
    let at = from;
    let frame = 0;

    const draw = () => {
      this.#scroll(scroller, at);
      this.lifted ??= {
        row,
        ids: this.#board.movedWith(row.id),
        width: box.width,
        height: box.height,
      };
      this.left = box.left + at.x - from.x;
      this.top = box.top + at.y - from.y;
      const spot = this.#spotAt(at, this.lifted.ids);
      if (spot?.column !== this.spot?.column || spot?.place !== this.spot?.place) this.spot = spot;
      frame = requestAnimationFrame(draw);
    };
    const moved = (move: PointerEvent) => {
      at = { x: move.clientX, y: move.clientY };
      if (frame === 0 && Math.hypot(at.x - from.x, at.y - from.y) < STILL) return;
      move.preventDefault();
      if (frame === 0) {
        scroller.setPointerCapture(move.pointerId);
        getSelection()?.removeAllRanges();
        draw();
      }
    };
    const stop = () => {
      cancelAnimationFrame(frame);
      for (const [name, hear] of hearing) window.removeEventListener(name, hear as EventListener, true);
      this.lifted = null;
      this.spot = null;
    };
    const dropped = (up: PointerEvent) => {
      const { lifted } = this;
      // Where it is let go, and not where it was drawn last: a quick hand is faster than a frame.
      const spot = lifted && this.#spotAt({ x: up.clientX, y: up.clientY }, lifted.ids);
      stop();
      if (!lifted) return;
      if (spot) void this.#board.move(lifted.ids, spot);
      this.#board.focus(row.id);
    };
    const left = (blur: Event) => {
      // Capturing hears every element lose the focus; only the window's own loss matters.
      if (blur.target === window) cancelled();
    };
    const cancelled = () => {
      const was = this.lifted;
      stop();
      if (was) this.#board.focus(row.id);
    };
    const key = (press: KeyboardEvent) => {
      if (press.key !== 'Escape' || !this.lifted) return;
      press.preventDefault();
      press.stopPropagation();
      cancelled();
    };
    const hearing = [
      ['pointermove', moved],
      ['pointerup', dropped],
      ['pointercancel', cancelled],
      ['blur', left],
      ['keydown', key],
    ] as const;
    for (const [name, hear] of hearing) window.addEventListener(name, hear as EventListener, true);
  }

  #column(section: SectionId | null): HTMLElement | null {
    return document.getElementById(columnOf(section));
  }

  #scroll(scroller: HTMLElement, at: { x: number; y: number }) {
    const wide = scroller.getBoundingClientRect();
    scroller.scrollLeft += pull(at.x, wide.left, wide.right);
    for (const { section } of this.#board.columns) {
      const cards = this.#column(section)?.querySelector('.cards');
      const box = cards?.getBoundingClientRect();
      if (cards && box && at.x >= box.left && at.x < box.right)
        cards.scrollTop += pull(at.y, box.top, box.bottom);
    }
  }

  /** The column under the pointer, and the place before the first card whose middle is under it. */
  #spotAt(at: { x: number; y: number }, ids: StoryId[]): Spot | null {
    const boxes = this.#board.columns.map(({ section }) => this.#column(section)?.getBoundingClientRect());
    const column = boxes.findIndex((box) => box && at.x >= box.left && at.x < box.right);
    const found = this.#board.columns[column];
    if (!found) return null;
    const rest = found.rows.filter((row) => !ids.includes(row.id));
    // Cards stand in order, so halving finds the place among hundreds in a few looks.
    let [low, high] = [0, rest.length];
    while (low < high) {
      const half = (low + high) >> 1;
      const box = document.getElementById(cardOf(rest[half]!.id))?.getBoundingClientRect();
      if (box && box.top + box.height / 2 > at.y) high = half;
      else low = half + 1;
    }
    return { column, place: low };
  }
}
