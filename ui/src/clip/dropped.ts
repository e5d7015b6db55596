/** What is being dragged over the window, and what dropping it would do. */

/** What a drag holds, as far as it says while it hovers. */
export type Dragged = { what: 'files'; count: number } | { what: 'link' } | { what: 'text' };

type Transfer = Pick<DataTransfer, 'types'> & { items?: ArrayLike<{ kind: string }> };

/** What a drag would give us; null for what the desk has no use for. */
export function dragged(transfer: Transfer): Dragged | null {
  const types = [...transfer.types];
  if (types.includes('Files')) {
    const items = Array.from(transfer.items ?? []);
    return { what: 'files', count: items.filter((item) => item.kind === 'file').length };
  }
  if (types.includes('text/uri-list')) return { what: 'link' };
  if (types.includes('text/html') || types.includes('text/plain')) return { what: 'text' };
  return null;
}

/** What was dropped, as an entry to clip: addresses before marked-up text before bare text. */
export function droppedEntry(transfer: Pick<DataTransfer, 'getData'>): string {
  const addresses = transfer
    .getData('text/uri-list')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (addresses.length > 0) return addresses.join('\n');
  return transfer.getData('text/html') || transfer.getData('text/plain');
}
