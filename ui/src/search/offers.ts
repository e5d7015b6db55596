/** What a search may be completed with: what the library holds, in the words of the window. */
import type { Facet, Facets, Section, Shelves } from '../wire';
import { words } from '../words';
import { daysOf, quoted, type Offer, type Operator } from './completion';

/** Names of the library that are known by now. */
export interface Known {
  shelves: Shelves | null;
  /** The names that stories of the searched list have. */
  names: Facets;
}

const named = (facets: (Facet | Pick<Section, 'name' | 'stories'>)[]): Offer[] =>
  facets.map(({ name, stories }) => ({ name, put: quoted(name), stories }));

const listed = (values: Record<string, string>): Offer[] =>
  Object.entries(values).map(([put, name]) => ({ name, put }));

/** Everything that may stand behind an operator. */
export function valuesOf(operator: Operator, { shelves, names }: Known, now: Date): Offer[] {
  const told = words.search;
  switch (operator) {
    case 'topic':
      return named(shelves?.topics ?? []);
    case 'tag':
      return named(shelves?.tags ?? []);
    case 'outlet':
      return named(names.outlets);
    case 'agency':
      return named(names.agencies);
    case 'author':
      return named(names.writers);
    case 'lang':
      return names.languages.map(({ name, stories }) => ({
        name: words.language(name),
        put: quoted(name),
        stories,
      }));
    case 'before':
    case 'after':
    case 'clipped': {
      const days = daysOf(now);
      return [
        { name: told.days.today, put: days.today },
        { name: told.days.weekAgo, put: days.weekAgo },
        { name: told.days.month, put: days.month },
      ];
    }
    case 'is':
      return listed(told.states);
    case 'has':
      return listed(told.things);
    case 'claim':
      return listed(told.claims);
    case 'title':
      return [];
  }
}
