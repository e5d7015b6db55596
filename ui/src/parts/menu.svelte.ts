/** The one menu that may be open: a button's, or what a right click brings. Components ask for it; the layer draws it. */
import { getContext, setContext } from 'svelte';
import type { DotColour } from './dots';
import type { IconName } from './icons';

/** One line of a menu. */
export interface MenuItem {
  key: string;
  words: string;
  icon?: IconName;
  /** The colour of a dot that stands in the icon’s place. */
  dot?: DotColour;
  /** The key that does the same, as caps. */
  caps?: string[];
  /** For a choice among several: whether it is the one that holds. */
  checked?: boolean;
  /** Whether a line parts it from what stands above. */
  parted?: boolean;
  onpick: () => void;
}

/** An open menu: what it is called, what it offers, and where it hangs. */
export interface OpenMenu {
  label: string;
  items: MenuItem[];
  /** The box that it hangs from, in the window's coordinates. */
  at: { left: number; right: number; top: number; bottom: number };
  /** What has the focus again when it is closed. */
  from: HTMLElement;
}

const KEY = Symbol('menus');

/** The menus that the components around share. */
export const menus = () => getContext<Menus>(KEY);

/** Whether a press asks for a menu. Not every web view makes a click out of it. */
export const asksForMenu = (event: KeyboardEvent): boolean =>
  event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');

export class Menus {
  menu = $state.raw<OpenMenu | null>(null);

  constructor() {
    setContext(KEY, this);
  }

  /** Opens a menu under an element, or closes it if it hangs there already. */
  under(from: HTMLElement, label: string, items: MenuItem[]) {
    if (this.menu?.from === from) return this.close();
    this.menu = { label, items, at: from.getBoundingClientRect(), from };
  }

  /** Opens a menu where a right click fell, or under its element when a key asked for it. */
  atClick(
    event: MouseEvent,
    label: string,
    items: MenuItem[],
    from: HTMLElement = event.currentTarget as HTMLElement,
  ) {
    event.preventDefault();
    const { clientX: x, clientY: y } = event;
    // The menu key and Shift F10 bring a click without a place.
    const at = x === 0 && y === 0 ? from.getBoundingClientRect() : { left: x, right: x, top: y, bottom: y };
    this.menu = { label, items, at, from };
  }

  close() {
    const from = this.menu?.from;
    this.menu = null;
    from?.focus();
  }

  pick(item: MenuItem) {
    this.close();
    item.onpick();
  }
}
