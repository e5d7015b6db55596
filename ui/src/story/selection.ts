/** From what is selected on the screen to a passage of the text. */
import type { Span } from './anchors';

/** What carries a piece of the text, and says where it begins there. */
const LEAF = '[data-start]';
/** What stands among the words of the text without being of them. */
const APART = '[data-apart]';

const leavesOf = (root: Element) => [...root.querySelectorAll<HTMLElement>(LEAF)];
const startOf = (leaf: HTMLElement) => Number(leaf.dataset.start);

/** How many units of the text a leaf holds before a place in it. */
function unitsBefore(leaf: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(leaf);
  range.setEnd(node, offset);
  const held = range.cloneContents();
  held.querySelectorAll(APART).forEach((apart) => apart.remove());
  return (held.textContent ?? '').length + held.querySelectorAll('br').length;
}

/** The passage of the text that a range of the screen covers; null where it covers none of it. */
export function spanOf(range: Range, root: Element): Span | null {
  const covered = leavesOf(root).filter((leaf) => range.intersectsNode(leaf));
  const first = covered[0];
  const last = covered.at(-1);
  if (!first || !last) return null;
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const inFirst = first.contains(startContainer) ? unitsBefore(first, startContainer, startOffset) : 0;
  const inLast = last.contains(endContainer)
    ? unitsBefore(last, endContainer, endOffset)
    : unitsBefore(last, last, last.childNodes.length);
  return { start: startOf(first) + inFirst, end: startOf(last) + inLast };
}

/** The text of the open story, as it stands on the screen. */
export const textRoot = () => document.querySelector<HTMLElement>('.reader [data-test=body]');

/** The passage that is selected in the text of the open story. */
export function selectedSpan(): Span | null {
  const root = textRoot();
  const selection = getSelection();
  if (!root || !selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  return range.intersectsNode(root) ? spanOf(range, root) : null;
}
