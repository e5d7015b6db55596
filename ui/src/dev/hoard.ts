/**
 * A hoard: `?hoard=100000` is a library of so many stories, of which only those are made that are asked for. For
 * looking at long lists, and for measuring them.
 */
import type { Mark, Query, Row, Rows, Story, Tally } from '../wire';
import { changed, refuse } from './acts';
import { asked, make } from './making';

interface Args {
  query: Query;
  id: number;
  ids: number[];
  marks: Mark[];
}

const OUTLETS = ['The Meridian Post', 'Continental Wire', 'Baltic Review', 'Kyiv Ledger', 'Harbour Times'];
const SUBJECTS = [
  'Envoys',
  'Pilots',
  'Grain insurers',
  'The harbour master',
  'Neutral observers',
  'Interpreters',
];
const DOINGS = [
  'return to the lake',
  'meet again, with the hardest question of the week still open and nobody in a hurry to answer it',
  'publish a shared text on exchanges, but not on who would enforce a ceasefire',
  'wait',
  'lower their rates for the third week, and say that the winter decides what comes next',
];

/** How many stories there are. */
export const many = Number(asked.get('hoard') ?? 0);
const read = new Set<number>();
const starred = new Set<number>();
const done = new Set<number>();

const pick = <T>(from: T[], n: number) => from[n % from.length]!;

/** The story with a number: forty of them were clipped each day. */
function row(id: number): Row {
  const clipped = new Date();
  clipped.setDate(clipped.getDate() - Math.floor((many - id) / 40));
  clipped.setHours(20, -30 * ((many - id) % 40), 0, 0);
  return {
    id,
    kind: 'article',
    headline: `${pick(SUBJECTS, id * 7)} ${pick(DOINGS, id * 3)} (${id})`,
    standfirst:
      id % 3 === 0 ? null : 'Delegates described a day of unusual patience, and of chairs put back.',
    outlet: pick(OUTLETS, id * 11),
    outlet_inferred: id % 29 === 0,
    agency: id % 13 === 0 ? 'IBNS' : null,
    published: clipped.toISOString().slice(0, 10),
    added_at: clipped.toISOString(),
    language: 'en',
    unfetched: false,
    marks: { read: read.has(id), starred: starred.has(id), done: done.has(id), spiked: false },
    picture: null,
    tags: id % 4 === 0 ? ['Geneva', 'Prisoner exchange'].slice(0, 1 + (id % 2)) : [],
    claim: id % 50 === 0 ? 'to-verify' : null,
    translated: id % 90 === 0 ? 'A headline in our own words' : null,
    highlights: id % 9 === 0 ? 3 : 0,
    notes: id % 21 === 0 ? 1 : 0,
    copies: id % 33 === 0 ? 3 : 0,
    snippet: null,
  };
}

/** Lists that were counted out, as long as nothing has left them. */
const lists = new Map<string, number[]>();

/** The numbers of the stories of a list. All of them hold whatever is not done. */
function numbers(query: Query): number[] {
  const { shelf, sort, unread_only } = query;
  const inbox = shelf.shelf === 'inbox';
  const key = `${inbox} ${sort.startsWith('earliest')} ${unread_only ? read.size : ''} ${done.size}`;
  const known = lists.get(key);
  if (known) return known;
  if (lists.size > 8) lists.clear();
  const found: number[] = [];
  for (let id = many; id > 0; id--) {
    if ((!inbox || !done.has(id)) && (!unread_only || !read.has(id))) found.push(id);
  }
  if (sort.startsWith('earliest')) found.reverse();
  lists.set(key, found);
  return found;
}

/** Takes its time, as an engine does. */
const soon = <T>(answer: T) => new Promise<T>((then) => setTimeout(() => then(answer), 4));

const marked: Record<Mark, (id: number) => unknown> = {
  read: (id) => read.add(id),
  unread: (id) => read.delete(id),
  starred: (id) => starred.add(id),
  unstarred: (id) => starred.delete(id),
  done: (id) => done.add(id),
  undone: (id) => done.delete(id),
};

export const hoard = {
  stories: ({ query }: Args): Promise<Rows> => {
    const all = numbers(query);
    const ids = all.slice(query.skip, query.skip + query.limit);
    return soon({ rows: ids.map(row), more: query.skip + query.limit < all.length });
  },
  tally: ({ query }: Args): Promise<Tally> =>
    soon({ total: numbers(query).length, unread: many - read.size, outlets: OUTLETS.length }),
  numbers: ({ query }: Args): Promise<number[]> => soon(numbers(query)),
  story: ({ id }: Args): Story => {
    if (id < 1 || id > many) throw refuse(`story ${id} is not in this library`);
    const { headline, marks, added_at } = row(id);
    return { ...make(headline, { added_at }, marks), id };
  },
  opened: ({ id }: Args) => {
    read.add(id);
    changed();
  },
  mark: ({ ids, marks }: Args) => {
    for (const mark of marks) ids.forEach((id) => marked[mark](id));
    changed();
    return `Marked ${ids.length} stories ${marks.join(' and ')}`;
  },
};
