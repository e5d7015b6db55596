/** What can be said of a body without drawing it. */
import type { Block, Run } from '../wire';

/** The words of some runs. */
export const plain = (runs: Run[]) => runs.map((run) => run.text).join('');

function textOf(block: Block): string {
  switch (block.block) {
    case 'paragraph':
    case 'heading':
      return plain(block.text);
    case 'list':
      return block.items.map((item) => item.map(textOf).join(' ')).join(' ');
    case 'quote':
      return block.blocks.map(textOf).join(' ');
    case 'table':
      return block.rows.map((row) => row.map((cell) => plain(cell.text)).join(' ')).join(' ');
    case 'figure':
    case 'code':
    case 'embed':
      return '';
  }
}

/** How many words a body has. */
export function wordCount(blocks: Block[]): number {
  return blocks.map(textOf).join(' ').split(/\s+/).filter(Boolean).length;
}

/**
 * At which level each heading of a body is drawn, by its place among the blocks. The story's headline is the
 * window's second level, so a body begins at the third; and where a page leaps from its second to its fourth
 * level, those who listen would look for the one between.
 */
export function headingLevels(blocks: Block[]): number[] {
  let last = 2;
  return blocks.map((block) => {
    if (block.block === 'heading') last = Math.min(6, last + 1, Math.max(3, block.level + 1));
    return last;
  });
}

/** How many words a text must have to carry a drop cap. */
const LONG = 300;

/** How many characters its first paragraph must have, or the letter would stand taller than what it begins. */
const DEEP = 80;

/** The paragraph that a body begins with; null where it begins with anything but a picture and then text. */
function opening(blocks: Block[]): string | null {
  const first = blocks.find((block) => block.block !== 'figure');
  return first?.block === 'paragraph' ? plain(first.text).trim() : null;
}

/**
 * Whether the first letter may be set large: in a long text with a first paragraph of some depth, in a script
 * that knows capitals, and where the text begins with the letter itself: not with a quotation mark, and not
 * with a place or an agency in capitals, of which it would tear off the first.
 */
export function takesDropCap(blocks: Block[]): boolean {
  const text = opening(blocks);
  if (text === null || text.length < DEEP || /^\p{Lu}[\p{P}\p{M}]?\p{Lu}/u.test(text)) return false;
  const begins = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(text);
  return begins && wordCount(blocks) > LONG;
}

/** The place to set before the text; null where none is known, or where the text begins with it as it is. */
export function runIn(blocks: Block[], place: string | undefined): string | null {
  const text = opening(blocks);
  if (!place || text === null) return null;
  const folded = (words: string) =>
    words
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^[^\p{L}\p{N}]+/u, '');
  return folded(text).startsWith(folded(place)) ? null : place;
}

/** Leads under the heading of the list they stand in; each once, under the first of its lists. */
export function byList<L extends { lists: string[] }>(leads: L[]): { heading: string | null; leads: L[] }[] {
  const groups: { heading: string | null; leads: L[] }[] = [];
  for (const lead of leads) {
    const heading = lead.lists[0] ?? null;
    const group = groups.find((g) => g.heading === heading);
    if (group) group.leads.push(lead);
    else groups.push({ heading, leads: [lead] });
  }
  return groups;
}
