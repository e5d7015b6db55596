/** Focus that is not lost when what had it goes away. */
import { tick } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/**
 * Gives a box the focus when something in it that had the focus is gone after `changes` changed: a card that was
 * dismissed, a button that has done what it is for.
 */
export function keepsFocus(changes: () => unknown): Attachment<HTMLElement> {
  return (box) => {
    let last: Element | null = null;
    const entered = (event: FocusEvent) => (last = event.target as Element);
    const left = async (event: FocusEvent) => {
      if (event.relatedTarget) last = null;
      // Some browsers tell that what is removed loses the focus, others do not.
      await tick();
      if (last?.isConnected && last !== document.activeElement) last = null;
    };
    $effect(() => {
      changes();
      if (!last || last.isConnected) return;
      last = null;
      // A box that cannot have it has something in it that can.
      const buttons = box.hasAttribute('tabindex') ? [] : box.querySelectorAll<HTMLElement>('button');
      ([...buttons].at(-1) ?? box).focus();
    });
    box.addEventListener('focusin', entered);
    box.addEventListener('focusout', left);
    return () => {
      box.removeEventListener('focusin', entered);
      box.removeEventListener('focusout', left);
    };
  };
}
