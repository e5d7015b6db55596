import { tick } from 'svelte';

/** An element and all that it stands in, from the inside. */
function* around(element: Element | null) {
  for (let one = element; one; one = one.parentElement) yield one as HTMLElement;
}

/**
 * Opens the browser's own modal dialog, which holds the focus and makes the rest inert. The focus goes back where
 * it was: the browser would do that, but only for a dialog that is closed while it still stands in the page. If
 * what had it is gone, as a field is that closes when it is left, what it stood in has it.
 */
export function modal(dialog: HTMLDialogElement) {
  const before = [...around(document.activeElement)].filter((one) => one !== document.body);
  dialog.showModal();
  return () => {
    dialog.close();
    for (const one of before) {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      one.focus({ preventScroll: one !== before[0] });
    }
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
