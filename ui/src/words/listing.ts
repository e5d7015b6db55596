/** What the list of stories says; part of the catalogue in `words.ts`. */
import { moment } from '../days';
import { count, numbers, shortDay, spoken } from './formats';
import type { Density } from '../look.svelte';
import type { FilterName, StateName } from '../story/filters';
import type { ClaimStatus, Sort, Tally } from '../wire';

const sorts = {
  clipped: 'Newest clipped',
  'earliest-clipped': 'Oldest clipped',
  published: 'Newest published',
  'earliest-published': 'Oldest published',
  best: 'Best match',
  placed: 'Your order',
} satisfies Record<Sort, string>;

export const list = {
  pane: 'Stories',
  width: 'Width of the list',
  found: (words: string) => `Search: ${words}`,
  label: (title: string) => `Stories in ${title}`,
  summary: ({ total, outlets, unread }: Tally) => {
    const told = count(total, 'story', 'stories');
    const from = outlets > 0 ? ` from ${count(outlets, 'outlet', 'outlets')}` : '';
    return `${told}${from}, ${unread === 0 ? 'none' : numbers.format(unread)} unread`;
  },
  filter: 'Which stories',
  all: 'All',
  unread: 'Unread',
  sorts,
  order: (sort: Sort) => `${sorts[sort]}: order and density`,
  /** Which time the rows show. */
  shows: (time: 'clipped' | 'published') =>
    time === 'clipped' ? 'The times are those of clipping.' : 'The times are those of publication.',
  timeOf: (time: 'clipped' | 'published', when: string) =>
    `${time === 'clipped' ? 'Clipped' : 'Published'} ${when}`,
  densities: { comfortable: 'Comfortable rows', compact: 'Compact rows' } satisfies Record<Density, string>,
  exportTopic: 'Export this topic',
  exportWhat: 'Open a topic to export it.',
  isUnread: 'Unread',
  isStarred: 'Starred',
  isDone: 'Done',
  isInferred: 'Inferred, not confirmed',
  unfetched: 'Not fetched yet',
  noOutlet: 'Outlet unknown',
  selected: (n: number, of: number | null) =>
    of === null ? `${numbers.format(n)} selected` : `${numbers.format(n)} of ${numbers.format(of)} selected`,
  selectAll: 'Select all',
  selection: 'The selected stories',
  clear: 'Clear selection',
  ourTranslation: 'our translation',
  moreTags: (n: number) => `${numbers.format(n)} more`,
  highlights: (n: number) => count(n, 'highlight', 'highlights'),
  notes: (n: number) => count(n, 'note', 'notes'),
  copies: (n: number) => `same text in ${numbers.format(n)} more`,
  claims: {
    'to-verify': 'To verify',
    confirmed: 'Confirmed',
    disputed: 'Disputed',
    'do-not-use': 'Do not use',
  } satisfies Record<ClaimStatus, string>,
  move: 'move',
  emptyInbox: 'Nothing waiting.',
  emptyToday: 'Nothing clipped today.',
  emptyHighlights: 'Nothing is highlighted yet.',
  emptyUnplaced: 'Every story here has its place.',
  emptyStarred: 'Nothing is on the reading list. A star puts a story here.',
  emptyAll: 'No stories yet.',
  emptyUnfetched: 'Every page is here.',
  emptySpiked: 'The spike is empty.',
  emptyTopic: 'No stories here yet. Drop some in, or describe what belongs.',
  emptyTopicNote: (key: string) =>
    key === '' ? 'Open a story and file it here.' : `Open a story and press ${key} to file it here.`,
  emptySection: 'No stories in this section yet.',
  emptyTag: 'No story wears this tag.',
  emptyUnread: 'Nothing unread here.',
  emptySearch: 'No story mentions that.',
  emptySearchNote: 'All stories were searched, except spiked ones.',
  emptySearchUnread: 'Only unread stories were searched.',
  emptyFiltered: 'Nothing passes these filters.',
  showAll: 'Show read ones too',
};

export const filters = {
  open: 'Filter',
  bar: 'Filters',
  by: (filter: string) => `Filter by ${filter.toLowerCase()}`,
  names: {
    outlet: 'Outlet',
    agency: 'Agency',
    author: 'Author',
    language: 'Language',
    published: 'Published',
    clipped: 'Clipped',
    tag: 'Tag',
    topic: 'Topic',
    state: 'State',
    claim: 'Claim',
  } satisfies Record<FilterName, string>,
  states: {
    unread: 'Unread',
    read: 'Read',
    starred: 'On the reading list',
    inbox: 'In the inbox',
    done: 'Done',
    noted: 'Has notes',
    highlighted: 'Has highlights',
    quoted: 'Has quotes',
    copied: 'Same text elsewhere',
    undated: 'No date',
    untagged: 'No tag',
    unfiled: 'In no topic',
    unfetched: 'Not fetched yet',
  } satisfies Record<StateName, string>,
  /** How many alternatives of one filter are in force, said after its name. */
  chosen: (n: number) => `${numbers.format(n)} chosen`,
  find: 'Find',
  whatever: (name: string) => `Whatever holds “${name}”`,
  none: 'None in this list.',
  nothing: 'Nothing in this list has that name.',
  results: (n: number) => count(n, 'match', 'matches'),
  rest: (shown: number, all: number) =>
    `The first ${numbers.format(shown)} of ${numbers.format(all)}. Type to find the others.`,
  counting: 'One moment',
  anyDay: 'Any day',
  last: { 1: 'Today', 7: 'Last 7 days', 30: 'Last 30 days' } as Record<1 | 7 | 30, string>,
  from: 'From',
  until: 'To',
  apply: 'Apply',
  dayUnclear: 'One of these could not be read as a day. Write it as 2026-11-20.',
  dayForm: 'Such as 2026-11-20',
  daysCrossed: 'These days end before they begin.',
  /** A span of days, short enough for a chip. */
  days: (from: string | null, until: string | null) => {
    const say = (day: string) => shortDay.format(moment(day));
    if (from !== null && from === until) return say(from);
    if (from === null) return until === null ? 'Any day' : `until ${say(until)}`;
    return until === null ? `since ${say(from)}` : `${say(from)} to ${say(until)}`;
  },
  chip: (filter: string, value: string) => `${filter}: ${value}`,
  remove: (filter: string, value: string) => `Remove the filter ${filter.toLowerCase()} ${value}`,
  inForce: 'Filters in force',
  remain: (n: number, of: number | null) =>
    of === null ? `${spoken.stories(n)} left` : `${numbers.format(n)} of ${spoken.stories(of)} left`,
  clear: 'Clear the filters',
  save: 'Save as a search…',
  savedDays: 'The days are saved as the dates that they are now.',
};
