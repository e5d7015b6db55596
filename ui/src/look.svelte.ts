/** How the window looks to this editor: theme and panes. Remembered in this web view, not in the library. */

export type Theme = 'system' | 'light' | 'dark';

/** The widths that a pane may have, and the one a double click brings back. */
export const sideWidth = { min: 200, usual: 244, max: 320 };
export const listWidth = { min: 320, usual: 384, max: 520 };

const KEPT_AS = 'clipdesk.look';

interface Kept {
  theme: Theme;
  side: number;
  list: number;
  libraryHidden: boolean;
  listHidden: boolean;
}

function remembered(): Partial<Kept> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {}; // a look is not worth a complaint
  }
}

function width(kept: unknown, range: { min: number; usual: number; max: number }): number {
  return typeof kept === 'number' && kept >= range.min && kept <= range.max ? kept : range.usual;
}

export class Look {
  theme = $state<Theme>('system');
  side = $state(sideWidth.usual);
  list = $state(listWidth.usual);
  libraryHidden = $state(false);
  listHidden = $state(false);

  constructor() {
    const kept = remembered();
    if (kept.theme === 'light' || kept.theme === 'dark') this.theme = kept.theme;
    this.side = width(kept.side, sideWidth);
    this.list = width(kept.list, listWidth);
    this.libraryHidden = kept.libraryHidden === true;
    this.listHidden = kept.listHidden === true;
  }

  /** Shows the theme and remembers everything. Run it in an effect. */
  keep() {
    const { theme, side, list, libraryHidden, listHidden } = this;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    localStorage.setItem(KEPT_AS, JSON.stringify({ theme, side, list, libraryHidden, listHidden }));
  }
}
