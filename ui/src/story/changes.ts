/** What changed from one version of a text to the next: by paragraph, and inside a changed paragraph by word. */

/** Some words of a changed paragraph. */
export interface Words {
  what: 'same' | 'added' | 'removed';
  text: string;
}

/** A paragraph of either version, or of both. */
export type Change =
  { what: 'same' | 'added' | 'removed'; text: string } | { what: 'changed'; words: Words[] };

/** Beyond this many pairs to compare, what differs is told as gone and come, and not looked into. */
const PAIRS = 4_000_000;

/** How much of two paragraphs must be the same for one to be the other, changed. */
const ALIKE = 0.5;

/** How many of the paragraphs that went are compared with one that came. */
const NEAR = 8;

interface Step<T> {
  what: 'same' | 'added' | 'removed';
  items: T[];
}

/** The steps from one list to another, by their longest common part; what is removed stands before what is added. */
function steps<T>(before: T[], after: T[]): Step<T>[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const from = before.slice(head, before.length - tail);
  const to = after.slice(head, after.length - tail);
  const all: Step<T>[] = [{ what: 'same', items: before.slice(0, head) }];

  if (from.length * to.length > PAIRS) {
    all.push({ what: 'removed', items: from }, { what: 'added', items: to });
  } else {
    // common[i][j]: how long the longest common part of what follows from i and from j is.
    const common = Array.from({ length: from.length + 1 }, () => new Uint32Array(to.length + 1));
    for (let i = from.length - 1; i >= 0; i--) {
      for (let j = to.length - 1; j >= 0; j--) {
        common[i]![j] =
          from[i] === to[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
      }
    }
    let [i, j] = [0, 0];
    while (i < from.length || j < to.length) {
      const isSame = i < from.length && j < to.length && from[i] === to[j];
      if (isSame) {
        all.push({ what: 'same', items: [from[i++]!] });
        j++;
      } else if (j >= to.length || (i < from.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
        all.push({ what: 'removed', items: [from[i++]!] });
      } else {
        all.push({ what: 'added', items: [to[j++]!] });
      }
    }
  }
  all.push({ what: 'same', items: before.slice(before.length - tail) });
  return joined(all);
}

/** Neighbours of one kind as one; between two that are the same, first all that is removed. */
function joined<T>(all: Step<T>[]): Step<T>[] {
  const told: Step<T>[] = [];
  let removed: T[] = [];
  let added: T[] = [];
  const flush = () => {
    if (removed.length > 0) told.push({ what: 'removed', items: removed });
    if (added.length > 0) told.push({ what: 'added', items: added });
    [removed, added] = [[], []];
  };
  for (const { what, items } of all) {
    if (items.length === 0) continue;
    if (what === 'removed') removed.push(...items);
    else if (what === 'added') added.push(...items);
    else {
      flush();
      const last = told.at(-1);
      if (last?.what === 'same') last.items.push(...items);
      else told.push({ what, items: [...items] });
    }
  }
  flush();
  return told;
}

/** A text in words, each with the space that follows it; a script without spaces goes sign by sign. */
const wordsOf = (text: string) =>
  text.match(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}’'-]+|\s+|[^]/gu,
  ) ?? [];

const changedWords = (before: string, after: string): Words[] =>
  steps(wordsOf(before), wordsOf(after)).map(({ what, items }) => ({ what, text: items.join('') }));

/** How much of two paragraphs could be the same at most, from 0 to 1: the words of both, in whatever order. */
function resemblance(one: string, other: string): number {
  const counts = new Map<string, number>();
  const sized = wordsOf(one).filter((word) => word.trim() !== '');
  const others = wordsOf(other).filter((word) => word.trim() !== '');
  for (const word of sized) counts.set(word, (counts.get(word) ?? 0) + 1);
  let same = 0;
  for (const word of others) {
    const left = counts.get(word) ?? 0;
    if (left > 0) same += word.length;
    counts.set(word, left - 1);
  }
  const size = (words: string[]) => words.reduce((sum, word) => sum + word.length, 0);
  const all = size(sized) + size(others);
  return all === 0 ? 0 : (2 * same) / all;
}

/** The words of two paragraphs, if the one may be the other, changed. */
function paired(before: string, after: string): Words[] | null {
  if (resemblance(before, after) < ALIKE) return null;
  const words = changedWords(before, after);
  return likeness(words) >= ALIKE ? words : null;
}

/** How much of two paragraphs is the same, from 0 to 1. */
function likeness(words: Words[]): number {
  const size = (what: Words['what']) =>
    words.filter((one) => one.what === what).reduce((sum, one) => sum + one.text.trim().length, 0);
  const same = size('same');
  return same === 0 ? 0 : (2 * same) / (2 * same + size('added') + size('removed'));
}

/** What changed between the paragraphs of two versions; what is gone stands before what came in its place. */
export function changes(before: string[], after: string[]): Change[] {
  const told: Change[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const plain = (what: 'same' | 'added' | 'removed', texts: string[]) =>
    told.push(...texts.map((text) => ({ what, text })));
  const leave = () => {
    plain('removed', gone);
    plain('added', come);
    [gone, come] = [[], []];
  };
  for (const { what, items } of steps(before, after)) {
    if (what === 'removed') {
      gone = items;
    } else if (what === 'same') {
      leave();
      plain('same', items);
    } else {
      for (const text of items) {
        // The first of those that went which is like it: it is that one, changed; those before it are gone.
        const pairs = gone.slice(0, NEAR).map((one) => paired(one, text));
        const place = pairs.findIndex((words) => words !== null);
        if (place < 0) {
          come.push(text);
          continue;
        }
        const rest = gone.slice(place + 1);
        gone = gone.slice(0, place);
        leave();
        gone = rest;
        told.push({ what: 'changed', words: pairs[place]! });
      }
    }
  }
  leave();
  return told;
}
