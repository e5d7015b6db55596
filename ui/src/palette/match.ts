/**
 * What somebody means who types a few letters of a name. Every word that was typed must be found in it: as the
 * beginning of a word, as the beginnings of several (“ud” is Ukraine diplomacy), inside a word, or, from three
 * letters on, with letters left out. Case and accents do not matter.
 */

/** How well a name is meant, and which of its letters say so, as places in the text. */
export interface Match {
  score: number;
  at: number[];
}

/** A text letter by letter without case and accents, and where in it each letter stands. */
interface Folded {
  letters: string;
  at: number[];
  /** Whether a word begins at the letter; in “GitHub” two do. */
  begins: boolean[];
}

/** Letters that Unicode does not take apart. */
const BARE: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A sign without case and accents. */
const bare = (sign: string) => {
  const letter = sign.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return BARE[letter] ?? letter;
};

/** What a sign is to the words around it; most signs are Latin letters, and are told without looking them up. */
type Sort = 'upper' | 'lower' | 'word' | 'mark' | 'gap';

function sortOf(sign: string): Sort {
  const code = sign.charCodeAt(0);
  if (code < 128) {
    if (code >= 97 && code <= 122) return 'lower';
    if (code >= 65 && code <= 90) return 'upper';
    return code >= 48 && code <= 57 ? 'word' : code === 39 ? 'mark' : 'gap';
  }
  if (/\p{Ll}/u.test(sign)) return 'lower';
  if (/\p{Lu}/u.test(sign)) return 'upper';
  if (/[\p{L}\p{N}]/u.test(sign)) return 'word';
  return /[\p{M}’]/u.test(sign) ? 'mark' : 'gap';
}

function folded(text: string): Folded {
  const at: number[] = [];
  const begins: boolean[] = [];
  let letters = '';
  let before: Sort = 'gap';
  let place = 0;
  for (const sign of text) {
    const sort = sortOf(sign);
    const plain = sign < '\u0080' ? sign.toLowerCase() : bare(sign);
    const isNew =
      sort !== 'gap' && sort !== 'mark' && (before === 'gap' || (before === 'lower' && sort === 'upper'));
    for (let unit = 0; unit < plain.length; unit++) {
      at.push(place);
      begins.push(unit === 0 && isNew);
    }
    letters += plain;
    if (plain !== '') before = sort;
    place += sign.length;
  }
  return { letters, at, begins };
}

/** How many texts are kept folded: every letter typed asks for all of them again. */
const KEPT = 30_000;
const kept = new Map<string, Folded>();

function fold(text: string): Folded {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= KEPT) kept.clear();
  const made = folded(text);
  kept.set(text, made);
  return made;
}

/** Whether the letters stand in a text in their order: where they do not, nothing else has to be looked at. */
function holds(letters: string, word: string): boolean {
  let at = -1;
  for (const letter of word) {
    at = letters.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}

const range = (from: number, length: number) => Array.from({ length }, (_, n) => from + n);

/** The letters in one piece: best at the beginning, then at a word’s, then inside one. */
function whole({ letters, begins }: Folded, word: string): Match | null {
  let best: Match | null = null;
  for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1)) {
    if (!begins[at] && word.length < 2) continue;
    const ends = !/[\p{L}\p{N}]/u.test(letters[at + word.length] ?? ' ');
    const score = (at === 0 ? 100 : begins[at] ? 85 : 40) + (ends && begins[at] ? 8 : 0);
    if (!best || score > best.score) best = { score, at: range(at, word.length) };
  }
  return best;
}

/** The letters as beginnings of words that follow each other, as few as will do. */
function beginnings({ letters, begins }: Folded, word: string): Match | null {
  const known = new Map<number, number[][] | null>();
  const starts = range(0, letters.length).filter((at) => begins[at]);
  // The runs that say the rest of the word from one of its letters on, at or after a word of the text.
  function runs(letter: number, start: number): number[][] | null {
    if (letter === word.length) return [];
    const key = letter * starts.length + start;
    const found = known.get(key);
    if (found !== undefined) return found;
    let best: number[][] | null = null;
    // No word is passed over: else two letters would be found in half of all names.
    const until = letter === 0 ? starts.length : Math.min(start + 1, starts.length);
    for (let s = start; s < until; s++) {
      const at = starts[s]!;
      let length = 0;
      while (letter + length < word.length && letters[at + length] === word[letter + length]) length++;
      for (; length > 0; length--) {
        const rest = runs(letter + length, s + 1);
        if (rest && (!best || rest.length + 1 < best.length)) best = [range(at, length), ...rest];
      }
    }
    known.set(key, best);
    return best;
  }
  const found = runs(0, 0);
  return found && { score: 50 - 2 * found.length, at: found.flat() };
}

/** The letters in their order, with others between them, beginning where a word does. */
function scattered({ letters, begins }: Folded, word: string): Match | null {
  if (word.length < 3) return null;
  let best: Match | null = null;
  for (let from = letters.indexOf(word[0]!); from >= 0; from = letters.indexOf(word[0]!, from + 1)) {
    if (!begins[from]) continue;
    const at = [from];
    for (const letter of word.slice(1)) {
      const next = letters.indexOf(letter, at.at(-1)! + 1);
      if (next < 0) return best;
      at.push(next);
    }
    const left = at.at(-1)! - from + 1 - word.length;
    if (left <= word.length && (!best || 30 - left > best.score)) best = { score: 30 - left, at };
  }
  return best;
}

/** How well a text is meant by what was typed; null if it is not. */
export function match(text: string, typed: string): Match | null {
  const words = folded(typed).letters.split(/\s+/).filter(Boolean);
  if (words.length === 0) return { score: 0, at: [] };
  const name = fold(text);
  if (!words.every((word) => holds(name.letters, word))) return null;
  const places = new Set<number>();
  let score = 0;
  for (const word of words) {
    const found = whole(name, word) ?? beginnings(name, word) ?? scattered(name, word);
    if (!found) return null;
    score += found.score;
    for (const at of found.at) places.add(name.at[at]!);
  }
  // Of two that are meant alike the shorter one is meant more.
  return {
    score: score / words.length - Math.min(text.length, 100) / 20,
    at: [...places].sort((a, b) => a - b),
  };
}

/** Where words of a text begin with words that were typed: what a search found is shown so. */
export function beginningsOf(text: string, typed: string): number[] {
  const name = fold(text);
  const places = folded(typed)
    .letters.split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => name.begins.flatMap((begins, at) => (begins ? [{ word, at }] : [])))
    .filter(({ word, at }) => name.letters.startsWith(word, at))
    .flatMap(({ word, at }) => range(at, word.length));
  return places.map((at) => name.at[at]!);
}

/** A text in pieces: matched letters and the others by turns, others first. */
export function pieces(text: string, at: number[]): string[] {
  const cut = [''];
  const matched = new Set(at);
  let place = 0;
  for (const sign of text) {
    const isMatched = matched.has(place);
    // A mark on a letter goes with it.
    const turns = !/^\p{M}/u.test(sign) && isMatched !== (cut.length % 2 === 0);
    if (turns) cut.push('');
    cut[cut.length - 1] += sign;
    place += sign.length;
  }
  return cut;
}
