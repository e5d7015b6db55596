import { tick } from 'svelte';

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

/**
 * Hears that the browser has closed a dialog by itself, as some do when Escape is pressed twice. It is closed for
 * us as well, or it comes back.
 */
export function closedByItself(onclose: () => void) {
  return async ({ currentTarget }: Event & { currentTarget: HTMLDialogElement }) => {
    const dialog = currentTarget;
    if (!dialog.isConnected) return;
    onclose();
    await tick();
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  };
}
