/**
 * Opens the browser's own modal dialog, which holds the focus and makes the rest inert. The focus goes back where
 * it was: the browser would do that, but only for a dialog that is closed while it still stands in the page.
 */
export function modal(dialog: HTMLDialogElement) {
  const before = document.activeElement as HTMLElement | null;
  dialog.showModal();
  return () => {
    dialog.close();
    if (document.activeElement === null || document.activeElement === document.body) before?.focus();
  };
}
