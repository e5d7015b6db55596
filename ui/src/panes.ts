/** The panes of the desk, and where the focus goes in each. */
export type Pane = 'library' | 'list' | 'reader' | 'toasts';

/** The best place first; an empty list has no rows to go to. */
export const panes: Record<Pane, string[]> = {
  library: ['.library [aria-current]', '.library .shelf'],
  list: [
    '.outline [aria-current] .face',
    '.outline .face',
    '.outline button',
    '.board [role=option][tabindex="0"]',
    '.board .empty button',
    '.board button',
    '.list .rows:not([hidden])',
    '.list .empty button',
    '.list button',
  ],
  reader: ['.preview button', '.reader .sheet[tabindex]', '.reader button'],
  toasts: ['.toasts [role=status] button', '.toasts button'],
};
