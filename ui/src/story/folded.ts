/** Finding words whatever their case and accents. */
import type { Span } from './anchors';

/** A text without case and accents, and where in the text each unit of it came from. */
interface Folded {
  text: string;
  at: number[];
}

/** The text that was searched last: each letter of a word searches it again. */
let last: { text: string; folded: Folded } | null = null;

function foldOnce(text: string): Folded {
  if (last?.text !== text) last = { text, folded: fold(text) };
  return last.folded;
}

function fold(text: string): Folded {
  let folded = '';
  const at: number[] = [];
  let place = 0;
  for (const sign of text) {
    const bare =
      sign < '\u0080' ? sign.toLowerCase() : sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    // A line that was broken anywhere is searched as one.
    const plain = /\s/u.test(bare) ? ' ' : bare;
    for (let unit = 0; unit < plain.length; unit++) at.push(place);
    folded += plain;
    place += sign.length;
  }
  at.push(place);
  return { text: folded, at };
}

/** Every place where the words stand, one after the other. */
export function occurrences(text: string, words: string): Span[] {
  const wanted = fold(words.trim()).text;
  if (wanted === '') return [];
  const folded = foldOnce(text);
  const found: Span[] = [];
  for (let from = folded.text.indexOf(wanted); from >= 0;) {
    const to = from + wanted.length;
    let end = folded.at[to]!;
    // The sign that ends it may fold to several units, and belongs to it whole.
    if (end === folded.at[to - 1]) end = folded.at.find((place) => place > end) ?? text.length;
    found.push({ start: folded.at[from]!, end });
    from = folded.text.indexOf(wanted, to);
  }
  return found;
}
