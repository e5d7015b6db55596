/** Searches of the pretend library: as much of the engine's language as the window can show. */
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
      return value === 'unread' ? !story.marks.read : value === 'starred' ? story.marks.starred : true;
    default:
      return true;
  }
}

/** Whether a search finds a story. */
export function holds(story: Story, words: string | null): boolean {
  const asked = parts(words ?? '').filter((part) => part.value !== '');
  return asked.every((part) => isOne(story, part) !== part.negated);
}
