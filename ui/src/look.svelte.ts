/** How the window looks to this editor: theme, panes and text. Remembered in this web view, not in the library. */

export type Theme = 'system' | 'light' | 'dark';

/** The widths that a pane may have, and the one a double click brings back. */
export const sideWidth = { min: 200, usual: 244, max: 320 };
export const listWidth = { min: 320, usual: 384, max: 520 };

/** The sizes that the text of a story may have, in pixels, and the usual one. */
export const textSizes = { min: 15, usual: 18, max: 24 };

/** How long a line of a story is at most: 60, 65 or 70 characters. */
export type Measure = 'narrow' | 'medium' | 'wide';
export const measures: Measure[] = ['narrow', 'medium', 'wide'];

/** How much room a row of the list takes. */
export type Density = 'comfortable' | 'compact';
export const densities: Density[] = ['comfortable', 'compact'];

const KEPT_AS = 'clipdesk.look';

interface Kept {
  theme: Theme;
  side: number;
  list: number;
  libraryHidden: boolean;
  listHidden: boolean;
  textSize: number;
  measure: Measure;
  density: Density;
}

function remembered(): Partial<Kept> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {}; // a look is not worth a complaint
  }
}

function within(kept: unknown, range: { min: number; usual: number; max: number }): number {
  return typeof kept === 'number' && kept >= range.min && kept <= range.max ? kept : range.usual;
}

export class Look {
  theme = $state<Theme>('system');
  side = $state(sideWidth.usual);
  list = $state(listWidth.usual);
  libraryHidden = $state(false);
  listHidden = $state(false);
  textSize = $state(textSizes.usual);
  measure = $state<Measure>('medium');
  density = $state<Density>('comfortable');

  constructor() {
    const kept = remembered();
    if (kept.theme === 'light' || kept.theme === 'dark') this.theme = kept.theme;
    this.side = within(kept.side, sideWidth);
    this.list = within(kept.list, listWidth);
    this.libraryHidden = kept.libraryHidden === true;
    this.listHidden = kept.listHidden === true;
    this.textSize = Math.round(within(kept.textSize, textSizes));
    this.measure = measures.find((known) => known === kept.measure) ?? 'medium';
    this.density = densities.find((known) => known === kept.density) ?? 'comfortable';
  }

  /** Makes the text of stories larger or smaller by a step. */
  resize(by: 1 | -1) {
    this.textSize = Math.min(textSizes.max, Math.max(textSizes.min, this.textSize + by));
  }

  /** Shows the theme and remembers everything. Run it in an effect. */
  keep() {
    const { theme, side, list, libraryHidden, listHidden, textSize, measure, density } = this;
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    const kept: Kept = { theme, side, list, libraryHidden, listHidden, textSize, measure, density };
    localStorage.setItem(KEPT_AS, JSON.stringify(kept));
  }
}
