/** What the pretend library knows about searches: what they mean, what was meant, what finds have in common. */
import type { Facet, Facets, Query, Story, Understood } from '../wire';
import { held } from './holding';
import { parts } from './reading';
import { wanted } from './shelves';

interface Args {
  words: string;
  query: Query;
  most: number;
}

/** Names of many stories, the most frequent first. */
function counted(stories: Story[], names: (story: Story) => string[], most: number): Facet[] {
  const found = new Map<string, number>();
  for (const name of stories.flatMap(names)) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found]
    .map(([name, stories]) => ({ name, stories }))
    .sort((a, b) => b.stories - a.stories || a.name.localeCompare(b.name))
    .slice(0, most);
}

function facets({ query, most }: Args): Facets {
  const stories = wanted(query);
  const of = (names: (story: Story) => (string | undefined)[]) =>
    counted(stories, (story) => names(story).filter((name) => name !== undefined), most);
  return {
    outlets: of((story) => [story.outlet?.value]),
    agencies: of((story) => [story.agency?.value]),
    writers: of((story) => story.byline?.value ?? []),
    languages: of((story) => [story.language?.value]),
    tags: of((story) => story.tags),
    topics: of((story) => story.placings.map((placing) => placing.name)),
  };
}

function understood({ words }: Args): Understood {
  const all = parts(words).filter((part) => part.value !== '');
  const told = all.map(({ negated, operator, value, exact }, place) => {
    const open = operator === null && !exact && place === all.length - 1 ? '…' : '';
    const name = operator === null ? (exact ? 'exactly ' : '') : `${operator} `;
    return `${negated ? 'not ' : ''}${name}“${value}${open}”`;
  });
  const complaints: string[] = [];
  if ((words.match(/["“”„]/g) ?? []).length % 2 === 1)
    complaints.push('the quotation mark is not closed; it was taken to end with the search');
  for (const part of parts(words).filter((part) => part.operator && part.value === ''))
    complaints.push(`\`${part.operator}:\` has no value yet; write ${part.operator}:Budapest`);
  return { understood: told.join(' and '), complaints };
}

/** How many letters two words differ in, as far as that is one at most. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return [
    a.slice(at + 1) === b.slice(at + 1),
    a.slice(at) === b.slice(at + 1),
    a.slice(at + 1) === b.slice(at),
  ].some(Boolean);
}

function spelling({ words }: Args): string | null {
  const known = new Set(
    held.stories.flatMap(
      (story) => `${story.headline.value} ${story.tags.join(' ')}`.match(/\p{L}{4,}/gu) ?? [],
    ),
  );
  const typed = words.trim().toLowerCase();
  return [...known].find((word) => isNear(word.toLowerCase(), typed) && word.toLowerCase() !== typed) ?? null;
}

export const finding = { facets, understood, spelling };
