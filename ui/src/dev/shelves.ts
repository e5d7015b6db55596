/** What the pretend library shows of itself: lists, counts, lines. */
import type { Query, Row, Rows, Shelf, Story, Tally } from '../wire';
import { held } from './holding';
import { holds, parts } from './reading';

/** Whether a story stands on a shelf. */
function on(story: Story, shelf: Shelf): boolean {
  if (shelf.shelf === 'spiked') return story.marks.spiked;
  if (story.marks.spiked) return false;
  switch (shelf.shelf) {
    case 'inbox':
      return !story.marks.done;
    case 'today':
      return story.added_at >= shelf.since;
    case 'starred':
      return story.marks.starred;
    case 'highlights':
      return story.highlights.length > 0;
    case 'unplaced':
      return story.placings.some((p) => p.topic === shelf.topic && p.section === null);
    case 'all':
      return true;
    case 'unfetched':
      return story.unfetched !== null;
    case 'topic':
      return story.placings.some((p) => p.topic === shelf.topic);
    case 'section':
      return story.placings.some((p) => p.section === shelf.section);
    case 'tag':
      return story.tags.includes(shelf.tag);
  }
}

function row(story: Story, sought: string | null): Row {
  const words =
    parts(sought ?? '').find((part) => part.operator === null && !part.negated && part.value !== 'OR')
      ?.value ?? null;
  const text = story.body_markdown;
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
  const from = Math.max(0, at - 40);
  return {
    id: story.id,
    kind: story.kind,
    headline: story.headline.value,
    standfirst: story.standfirst?.value ?? null,
    outlet: story.outlet?.value ?? null,
    outlet_inferred: story.outlet?.standing === 'inferred',
    agency: story.agency?.value ?? null,
    published: story.published?.value ?? null,
    added_at: story.added_at,
    language: story.language?.value ?? null,
    unfetched: story.unfetched !== null,
    marks: story.marks,
    picture: null,
    tags: story.tags,
    claim: story.claim?.status ?? null,
    translated: story.translations.find((t) => t.anchor === null)?.text ?? null,
    highlights: story.highlights.length,
    notes: story.notes.length,
    copies: story.copies.length,
    snippet:
      words && at >= 0
        ? [
            `…${text.slice(from, at)}`,
            text.slice(at, at + words.length),
            text.slice(at + words.length, at + 120),
          ]
        : null,
  };
}

/** As much of a filter as the window sends. */
function has(story: Story, filter: Query['filter']): boolean {
  if (filter?.asked !== 'filter' || filter.of.filter !== 'has') return true;
  return filter.of.value !== 'highlight' || story.highlights.length > 0;
}

/** All stories of a list, in its order. */
export function wanted(query: Query): Story[] {
  const earliest = query.sort.startsWith('earliest');
  const by = (story: Story) =>
    query.sort.endsWith('published') ? (story.published?.value ?? (earliest ? '9' : '')) : story.added_at;
  const order = (story: Story) => held.order.indexOf(story.id);
  return held.stories
    .filter((story) => on(story, query.shelf) && !(query.unread_only && story.marks.read))
    .filter((story) => holds(story, query.words) && has(story, query.filter))
    .sort((a, b) =>
      query.sort === 'placed'
        ? order(a) - order(b) || a.id - b.id
        : (by(b).localeCompare(by(a)) || b.id - a.id) * (earliest ? -1 : 1),
    );
}

/** A page of a list. */
export function list(query: Query): Rows {
  const all = wanted(query);
  const from =
    (query.after === null ? 0 : all.findIndex((story) => story.id === query.after) + 1) + query.skip;
  return {
    rows: all.slice(from, from + query.limit).map((story) => row(story, query.words)),
    more: from + query.limit < all.length,
  };
}

/** The numbers of all stories of a list. */
export const numbers = (query: Query) => wanted(query).map((story) => story.id);

/** How much a whole list holds. */
export function tally(query: Query): Tally {
  const all = wanted(query);
  return {
    total: all.length,
    unread: all.filter((story) => !story.marks.read).length,
    outlets: new Set(all.map((story) => story.outlet?.value).filter(Boolean)).size,
  };
}

/** The library pane; `undo` and `redo` say what could be taken back and done again. */
export function shelves(since: string, undo: string | null, redo: string | null) {
  const count = (shelf: Shelf) => held.stories.filter((story) => on(story, shelf)).length;
  const names = [...new Set(held.stories.flatMap((story) => (story.marks.spiked ? [] : story.tags)))].sort();
  return {
    inbox: count({ shelf: 'inbox' }),
    today: count({ shelf: 'today', since }),
    starred: count({ shelf: 'starred' }),
    all: count({ shelf: 'all' }),
    unfetched: count({ shelf: 'unfetched' }),
    highlights: count({ shelf: 'highlights' }),
    spiked: count({ shelf: 'spiked' }),
    searches: held.searches.map((search) => ({
      ...search,
      stories: held.stories.filter((story) => !story.marks.spiked && holds(story, search.words)).length,
    })),
    topics: held.topics.map((t) => ({
      ...t,
      stories: count({ shelf: 'topic', topic: t.id }),
      sections: t.sections.map((s) => ({ ...s, stories: count({ shelf: 'section', section: s.id }) })),
    })),
    tags: names.map((name) => ({ name, stories: count({ shelf: 'tag', tag: name }) })),
    undo,
    redo,
  };
}
