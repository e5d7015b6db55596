/** Searches of the pretend library: as much of the engine's language as the window can show. */
import { isoDay } from '../days';
import type { Story } from '../wire';

interface Part {
  negated: boolean;
  operator: string | null;
  value: string;
  exact: boolean;
}

const PART = /(-?)(?:([a-z]+):)?(?:["“„]([^"”“]*)["”“]?|([^\s()]*))/giy;

/** What is typed, taken apart. */
export function parts(words: string): Part[] {
  const found: Part[] = [];
  let at = 0;
  while (at < words.length) {
    PART.lastIndex = at;
    const part = PART.exec(words);
    if (!part || part[0] === '') {
      at++;
      continue;
    }
    at = PART.lastIndex;
    const value = part[3] ?? part[4] ?? '';
    found.push({
      negated: part[1] === '-',
      operator: part[2]?.toLowerCase() ?? null,
      value: value.replace(/\*+$/, ''),
      exact: part[3] !== undefined,
    });
  }
  return found;
}

const has = (text: string | null | undefined, value: string) =>
  (text ?? '').toLowerCase().includes(value.toLowerCase());

function isIn({ marks, unfetched }: Story, state: string): boolean {
  if (state === 'unread') return !marks.read;
  if (state === 'inbox') return !marks.done;
  if (state === 'unfetched') return unfetched !== null;
  return marks[state as 'read' | 'starred' | 'done'];
}

function hasThing(story: Story, thing: string): boolean {
  if (thing === 'date') return story.published !== null;
  if (thing === 'topic') return story.placings.length > 0;
  if (thing === 'copies') return story.copies.length > 0;
  const things = { note: story.notes, highlight: story.highlights, quote: story.quotes, tag: story.tags };
  return things[thing as keyof typeof things].length > 0;
}

function isOne(story: Story, { operator, value }: Part): boolean {
  switch (operator) {
    case null:
      return has(`${story.headline.value} ${story.body_markdown}`, value);
    case 'title':
      return has(story.headline.value, value);
    case 'tag':
      return story.tags.some((tag) => has(tag, value));
    case 'topic':
      return story.placings.some((placing) => has(placing.name, value));
    case 'outlet':
      return has(story.outlet?.value, value);
    case 'agency':
      return has(story.agency?.value, value);
    case 'author':
      return has(story.byline?.value.join(), value);
    case 'lang':
      return has(story.language?.value, value);
    case 'claim':
      return story.claim?.status === value;
    case 'is':
      return isIn(story, value);
    case 'has':
      return hasThing(story, value);
    case 'after':
      return (story.published?.value ?? '') >= value;
    case 'before':
      return story.published !== null && story.published.value < value;
    case 'clipped':
      return isoDay(new Date(story.added_at)).startsWith(value);
    default:
      return true;
  }
}

type Test = (story: Story) => boolean;

const TOKEN = /\s*(-?\(|\)|\bOR\b|[^\s()"“„]*["“„][^"”“]*["”“]?|[^\s()]+)/gy;

/** What a search asks for: brackets group, OR parts alternatives, blanks join what must all be there. */
function read(words: string): Test {
  const tokens = [...words.matchAll(TOKEN)].map((token) => token[1]!);
  const one = (token: string): Test => {
    if (token === '(' || token === '-(') {
      const inside = all();
      tokens.shift();
      return (story) => inside(story) === (token === '(');
    }
    const asked = parts(token).filter((part) => part.value !== '');
    return (story) => asked.every((part) => isOne(story, part) !== part.negated);
  };
  const any = (token: string): Test => {
    const of = [one(token)];
    while (tokens[0] === 'OR') {
      tokens.shift();
      const next = tokens.shift();
      if (next !== undefined) of.push(one(next));
    }
    return (story) => of.some((test) => test(story));
  };
  const all = (): Test => {
    const of: Test[] = [];
    while (tokens.length > 0 && tokens[0] !== ')') of.push(any(tokens.shift()!));
    return (story) => of.every((test) => test(story));
  };
  return all();
}

/** Whether a search finds a story. */
export const holds = (story: Story, words: string | null): boolean => read(words ?? '')(story);
