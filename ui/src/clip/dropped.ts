/** What is being dragged over the window, and what dropping it would do. */

/** What a drag holds, as far as it says while it hovers. */
export type Dragged =
  { what: 'files'; count: number } | { what: 'link' } | { what: 'text' } | { what: 'nothing' };

type Transfer = Pick<DataTransfer, 'types'> & { items?: ArrayLike<{ kind: string }> };

/** What a drag would give us. */
export function dragged(transfer: Transfer): Dragged {
  const types = [...transfer.types];
  if (types.includes('Files')) {
    const items = Array.from(transfer.items ?? []);
    return { what: 'files', count: items.filter((item) => item.kind === 'file').length };
  }
  if (types.includes('text/uri-list')) return { what: 'link' };
  if (types.includes('text/html') || types.includes('text/plain')) return { what: 'text' };
  return { what: 'nothing' };
}

/** What was dropped, as an entry to clip: addresses before marked-up text before bare text. */
export function droppedEntry(transfer: Pick<DataTransfer, 'getData'>): string {
  const links = transfer
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  // A link that leads to no page of the web is nothing, whatever it is called.
  if (links.length > 0) return links.filter((link) => /^https?:/i.test(link)).join('\n');
  return transfer.getData('text/html') || transfer.getData('text/plain');
}

/** The files that were dropped, and the names of folders among them, which cannot be read here. */
export function droppedFiles(transfer: Pick<DataTransfer, 'files' | 'items'>): {
  files: File[];
  folders: string[];
} {
  const folders = Array.from(transfer.items)
    .map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null))
    .filter((entry) => entry?.isDirectory)
    .map((entry) => entry!.name);
  return { files: [...transfer.files].filter((file) => !folders.includes(file.name)), folders };
}
