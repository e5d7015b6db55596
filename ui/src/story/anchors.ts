/**
 * Passages of a body: where they stand in its plain text, and how they are found again in another one. The
 * engine does the same (`newsroom/src/margin.rs`, `plain_text` in `newsroom/src/clipping/markdown.rs`), and
 * both must agree to the letter, for an anchor made here is placed there.
 */
import type { Anchor, Block, Run } from '../wire';
import { plain } from './text';

/** From one place of a text to another, in the units of a JavaScript string. */
export interface Span {
  start: number;
  end: number;
}

/** What a text stands in: the runs of a paragraph, a heading or a cell, or a block of code itself. */
export type Leaf = Run[] | Block;

/** A body as plain text, and where each leaf of it begins there. */
export interface Laid {
  text: string;
  starts: Map<Leaf, number>;
}

/** How many characters of what stands around a passage are kept with it. */
const AROUND = 40;

/** A body as the engine's plain text: lines parted by blank ones, cells by tabs, no pictures and no embeds. */
export function layOut(blocks: Block[]): Laid {
  const starts = new Map<Leaf, number>();
  let text = '';
  let begun = false;

  const line = () => {
    if (begun) text += '\n\n';
    begun = true;
  };
  const leaf = (of: Leaf, words: string) => {
    starts.set(of, text.length);
    text += words;
  };
  const lay = (block: Block) => {
    switch (block.block) {
      case 'paragraph':
      case 'heading':
        line();
        return leaf(block.text, plain(block.text));
      case 'list':
        return block.items.forEach((item) => item.forEach(lay));
      case 'quote':
        return block.blocks.forEach(lay);
      case 'table':
        return block.rows.forEach((row) => {
          line();
          row.forEach((cell, column) => {
            if (column > 0) text += '\t';
            leaf(cell.text, plain(cell.text));
          });
        });
      case 'code':
        line();
        return leaf(block, block.text);
      case 'figure':
      case 'embed':
    }
  };
  blocks.forEach(lay);
  return { text, starts };
}

/** How many characters a piece of text has, as the engine counts them. */
function characters(text: string): number {
  if (!/[\ud800-\udfff]/.test(text)) return text.length;
  let count = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count++;
  return count;
}

/** A passage without the white space at its ends; null if that is all. */
export function trimmed(text: string, { start, end }: Span): Span | null {
  const passage = text.slice(start, end);
  const words = passage.trim();
  const from = start + passage.indexOf(words);
  return words === '' ? null : { start: from, end: from + words.length };
}

/** A passage as the anchor that finds it again, without the white space at its ends; null if that is all. */
export function anchorOf(text: string, span: Span): Anchor | null {
  const passage = trimmed(text, span);
  if (!passage) return null;
  const before = text.slice(0, passage.start);
  return {
    text: text.slice(passage.start, passage.end),
    // Twice the units hold at least as many characters, however many of them are pairs.
    before: [...before.slice(-2 * AROUND)].slice(-AROUND).join(''),
    after: [...text.slice(passage.end, passage.end + 2 * AROUND)].slice(0, AROUND).join(''),
    position: characters(before),
  };
}

/** How many characters two texts have in common from their beginning. */
function common(one: Iterable<string>, other: Iterable<string>): number {
  const others = other[Symbol.iterator]();
  let same = 0;
  for (const character of one) {
    if (others.next().value !== character) break;
    same++;
  }
  return same;
}

/**
 * Where a passage stands in a text: of several places with its words the one with the most of what stood
 * around it, then the nearest to where it was. Null if it is not there any more.
 */
export function placeOf(anchor: Anchor, text: string): Span | null {
  if (anchor.text === '') return null;
  const length = anchor.text.length;
  const before = [...anchor.before].reverse();
  let best: { start: number; around: number; away: number } | null = null;
  let counted = 0;
  let position = 0;
  for (let at = text.indexOf(anchor.text); at >= 0; at = text.indexOf(anchor.text, at + length)) {
    position += characters(text.slice(counted, at));
    counted = at;
    const head = text.slice(Math.max(0, at - 2 * anchor.before.length), at);
    const tail = text.slice(at + length, at + length + anchor.after.length + 1);
    const around = common([...head].reverse(), before) + common(tail, anchor.after);
    const away = Math.abs(position - anchor.position);
    // Of two that are equal in everything the engine takes the last.
    if (!best || around > best.around || (around === best.around && away <= best.away)) {
      best = { start: at, around, away };
    }
  }
  return best && { start: best.start, end: best.start + length };
}
