/** Copying out of the window. */
import type { Copied } from './citation';

/** What the old command copies: whatever its event is given. */
function byCommand({ text, html }: Copied): boolean {
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    if (html !== null) event.clipboardData?.setData('text/html', html);
  };
  document.addEventListener('copy', give, { capture: true, once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', give, { capture: true });
  return done;
}

/** Copies something. Answers whether the system let it. */
export async function copyOut(copied: Copied): Promise<boolean> {
  const { text, html } = copied;
  try {
    if (html === null || typeof ClipboardItem === 'undefined') await navigator.clipboard.writeText(text);
    else {
      const as = (kind: string, held: string) => ({ [kind]: new Blob([held], { type: kind }) });
      await navigator.clipboard.write([
        new ClipboardItem({ ...as('text/plain', text), ...as('text/html', html) }),
      ]);
    }
    return true;
  } catch {
    // A web view without that interface, or one that does not allow it: there is an older way.
    return byCommand(copied);
  }
}
