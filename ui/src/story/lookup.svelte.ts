/** Finding words in the open story, as it stands on the screen. */
import { tick } from 'svelte';
import type { Span } from './anchors';
import { occurrences } from './folded';
import { spanOf, textRoot } from './selection';

/** What is looked through: headline, standfirst, text. */
const SEARCHED = '.reader [data-searched]';
/** What stands among the words without being of the story. */
const APART = '[data-apart]';
/** What a found place may not go beyond. */
const BLOCK = 'p, h2, h3, h4, h5, h6, li, td, th, pre, figcaption';

/** A place as the selection takes it. */
function living({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

const drawn = () => 'highlights' in CSS;

/** Everything that is looked through as one text, and the nodes that it came from. */
function gather(): { text: string; nodes: { node: Text; start: number }[] } {
  const nodes: { node: Text; start: number }[] = [];
  let text = '';
  let block: Element | null = null;
  for (const root of document.querySelectorAll(SEARCHED)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) => {
      if (node instanceof Element && node.matches(APART)) return NodeFilter.FILTER_REJECT;
      return node instanceof Text || node.nodeName === 'BR'
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP;
    });
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const here = node.parentElement?.closest(BLOCK) ?? root;
      if (here !== block) text += '\0';
      block = here;
      if (node instanceof Text) {
        nodes.push({ node, start: text.length });
        text += node.data;
      } else text += '\n';
    }
  }
  return { text, nodes };
}

export class Lookup {
  open = $state(false);
  words = $state('');
  total = $state(0);
  /** Which of the places is shown, from 1; 0 while there is none. */
  place = $state(0);
  /** The places in the text, where the web view cannot draw over it by itself. */
  spans = $state.raw<Span[]>([]);
  #ranges: StaticRange[] = [];
  #from: HTMLElement | null = null;

  /** Asks for words, or for others. */
  begin() {
    if (!this.open) this.#from = document.activeElement as HTMLElement | null;
    this.open = true;
    void tick().then(() => {
      document.querySelector<HTMLInputElement>('#find')?.select();
      this.refresh();
    });
  }

  /** Ends it, gives the focus back and leaves what was found selected, to be marked or copied. */
  end() {
    const here = this.#ranges[this.place - 1];
    this.open = false;
    this.#draw([], 0);
    const back =
      this.#from?.closest('.reader .sheet') ?? document.querySelector<HTMLElement>('.reader .sheet');
    (back as HTMLElement | null)?.focus({ preventScroll: true });
    if (!here) return;
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(living(here));
  }

  /** Leaves a story: nothing of it is found in the next one. */
  leave() {
    if (!this.open) return;
    this.open = false;
    this.#draw([], 0);
  }

  search(words: string) {
    this.words = words;
    this.#draw(this.#found(), 1);
    this.#show();
  }

  /** Looks again, after the text was drawn anew. */
  refresh() {
    if (this.open) this.#draw(this.#found(), this.place || 1);
  }

  step(by: 1 | -1) {
    if (!this.open || this.total === 0) return;
    this.#draw(this.#ranges, ((this.place - 1 + by + this.total) % this.total) + 1);
    this.#show();
  }

  // Places that follow the text no further than this drawing of it: thousands of living ones would slow it.
  #found(): StaticRange[] {
    const { text, nodes } = gather();
    let here = 0;
    const point = (at: number): [Text, number] => {
      while (here + 1 < nodes.length && nodes[here + 1]!.start <= at) here++;
      const { node, start } = nodes[here]!;
      return [node, Math.min(at - start, node.length)];
    };
    return occurrences(text, this.words).map(({ start, end }) => {
      const [startContainer, startOffset] = point(start);
      const [endContainer, offset] = point(end - 1);
      return new StaticRange({ startContainer, startOffset, endContainer, endOffset: offset + 1 });
    });
  }

  #draw(ranges: StaticRange[], place: number) {
    this.#ranges = ranges;
    this.total = ranges.length;
    this.place = Math.min(place, ranges.length);
    if (drawn()) {
      const all = new Highlight();
      for (const range of ranges) all.add(range);
      CSS.highlights.set('found', all);
      const here = ranges[this.place - 1];
      CSS.highlights.set('found-here', new Highlight(...(here ? [here] : [])));
      return;
    }
    const root = textRoot();
    const spans = root ? ranges.map((range) => spanOf(living(range), root)) : [];
    this.spans = spans.filter((span) => span !== null);
    // Which draws the text anew, in other nodes.
    void tick().then(() => (this.#ranges = this.#found()));
  }

  #show() {
    const here = this.#ranges[this.place - 1];
    const sheet = document.querySelector<HTMLElement>('.reader .sheet');
    if (!here || !sheet) return;
    const at = living(here).getBoundingClientRect();
    const seen = sheet.getBoundingClientRect();
    if (at.top >= seen.top + 24 && at.bottom <= seen.bottom - 24) return;
    sheet.scrollTop += at.top - seen.top - sheet.clientHeight / 3;
  }
}
