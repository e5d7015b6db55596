/** How the runs of a text fall into pieces where passages begin and end. */
import type { Colour, Highlight, Run, Translation } from '../wire';
import { placeOf, type Span } from './anchors';

/** A highlight where it stands. */
export interface Marked extends Span {
  highlight: number;
  look: Colour;
  noted: boolean;
}

/** A passage that is drawn: a highlight, words that we have translated, or words that were looked for. */
export type Passage = Marked | (Span & { highlight: null; look: 'translated' | 'found' });

/** A part of a run that lies under the same passages from end to end. */
export interface Piece {
  run: Run;
  text: string;
  /** The highlights over it, the shortest first, so that what lies in another one is seen. */
  highlights: Marked[];
  /** The highlight that begins here, and is reached by key here. */
  begins: Marked | null;
  /** The highlight that ends here. */
  ends: Marked | null;
  /** Where the translated passages over it begin, apart by spaces; empty where there is none. */
  translated: string;
  found: boolean;
}

/** Where highlights and translated passages stand in a text, and which highlights it does not hold any more. */
export function placed(
  text: string,
  highlights: Highlight[],
  translations: Translation[],
): { passages: Passage[]; orphans: Highlight[] } {
  const passages: Passage[] = [];
  const orphans: Highlight[] = [];
  for (const made of highlights) {
    const place = placeOf(made.anchor, text);
    if (!place) orphans.push(made);
    else passages.push({ ...place, highlight: made.id, look: made.colour, noted: made.note !== '' });
  }
  for (const { anchor } of translations) {
    const place = anchor && placeOf(anchor, text);
    if (place) passages.push({ ...place, highlight: null, look: 'translated' });
  }
  return { passages, orphans };
}

const length = (span: Span) => span.end - span.start;

/** The pieces of some runs that begin at `start` in their text. */
export function piecesOf(runs: Run[], start: number, passages: Passage[]): Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  for (const run of runs) {
    const end = at + run.text.length;
    const over = passages.filter((passage) => passage.start < end && passage.end > at);
    const cuts = new Set([at, end]);
    for (const passage of over) {
      if (passage.start > at) cuts.add(passage.start);
      if (passage.end < end) cuts.add(passage.end);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    edges.slice(0, -1).forEach((from, place) => {
      const here = over.filter((passage) => passage.start <= from && passage.end >= edges[place + 1]!);
      const highlights = here
        .filter((passage) => passage.highlight !== null)
        .sort((a, b) => length(a) - length(b) || b.highlight - a.highlight);
      pieces.push({
        run,
        text: run.text.slice(from - at, edges[place + 1]! - at),
        highlights,
        begins: highlights.find((passage) => passage.start === from) ?? null,
        ends: highlights.find((passage) => passage.end === edges[place + 1]) ?? null,
        translated: here
          .filter(({ look }) => look === 'translated')
          .map(({ start }) => start)
          .join(' '),
        found: here.some((passage) => passage.look === 'found'),
      });
    });
    at = end;
  }
  return pieces;
}
