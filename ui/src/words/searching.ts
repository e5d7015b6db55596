/** What searching says; part of the catalogue in `words.ts`. */
import type { Operator } from '../search/completion';
import type { ClaimStatus, State, Thing } from '../wire';

export const search = {
  completions: 'Suggestions for the search',
  help: 'Operators…',
  forgetRecent: 'Forget recent searches',
  line: 'About this search',
  notUnderstood: 'There is nothing in it to look for yet.',
  understood: (what: string) => `Looks for ${what}`,
  /** What stands around the button with the nearest spelling. */
  didYouMean: ['Did you mean ', '?'] as const,
  meant: (words: string) => `“${words}”`,
  where: 'Where to look',
  inLibrary: 'All stories',
  inShelf: (name: string) => `In ${name}`,
  onlyShelf: (name: string) => `Only ${name} was searched.`,
  everywhere: 'Search all stories',
  save: 'Save this search…',
  saveTitle: 'Save this search',
  saveWhat: 'It looks for',
  saveName: 'Name',
  saveNote: 'It stands in the library pane, and looks anew each time it is opened.',
  saveEverywhere: (name: string) =>
    `Saved, it looks in all stories: no search can say that it keeps to ${name}.`,
  saveTaken: (name: string) => `“${name}” is saved already. It will look for these words instead.`,
  saved: (name: string) => `Saved the search “${name}”`,

  operators: {
    topic: 'filed into a topic',
    tag: 'wears a tag',
    outlet: 'published by',
    agency: 'copy of an agency',
    author: 'written by',
    lang: 'in a language',
    before: 'published before a day',
    after: 'published on a day or later',
    clipped: 'clipped on a day',
    is: 'read, starred, done…',
    has: 'notes, highlights, quotes…',
    title: 'words of the headline',
    claim: 'whether it holds',
  } satisfies Record<Operator, string> as Record<string, string>,
  days: { today: 'Today', weekAgo: '7 days ago', month: 'This month' },
  states: {
    unread: 'Unread',
    read: 'Read',
    starred: 'On the reading list',
    done: 'Done',
    inbox: 'In the inbox',
    unfetched: 'Not fetched yet',
  } satisfies Record<State, string>,
  things: {
    note: 'A note',
    highlight: 'A highlight',
    quote: 'A quote',
    copies: 'Copies in other outlets',
    tag: 'A tag',
    topic: 'A topic',
    date: 'A known date',
  } satisfies Record<Thing, string>,
  claims: {
    'to-verify': 'To verify',
    confirmed: 'Confirmed',
    disputed: 'Disputed',
    'do-not-use': 'Do not use',
  } satisfies Record<ClaimStatus, string>,

  helpTitle: 'How to search',
  helpNote:
    'Words are looked for in headlines and texts, in every form they take. Press an example to try it.',
  examples: [
    {
      title: 'Words',
      examples: [
        ['grain corridor', 'Stories that hold both words'],
        ['"grain corridor"', 'The words exactly so, one after the other'],
        ['kyiv OR odesa', 'One of the two, or both'],
        ['grain -wheat', 'Grain, but not wheat'],
        ['(kyiv OR odesa) port', 'Port, and one of the two'],
        ['insur*', 'Words that begin so: insurer, insurance'],
        ['title:grain', 'In the headline only'],
      ],
    },
    {
      title: 'Where a story is filed',
      examples: [
        ['topic:"Ukraine diplomacy"', 'In a topic; names with blanks are quoted'],
        ['tag:Geneva -tag:Sanctions', 'With one tag and without another'],
        ['tag:(Geneva OR Sanctions)', 'With one of several tags'],
      ],
    },
    {
      title: 'Where it comes from',
      examples: [
        ['outlet:"Baltic Review"', 'From an outlet'],
        ['agency:IBNS', 'Copy of an agency'],
        ['author:Moroz', 'By a writer'],
        ['lang:uk', 'In a language; lang:ukrainian is the same'],
      ],
    },
    {
      title: 'When, and in what state',
      examples: [
        ['after:2026-11 before:2026-11-20', 'Published between two days'],
        ['clipped:2026-11-22', 'Clipped on a day; a month or a year will do'],
        ['is:unread', 'Also read, starred, done, inbox, unfetched'],
        ['has:highlight', 'Also note, quote, copies, tag, topic, date'],
        ['claim:to-verify', 'Also confirmed, disputed, do-not-use'],
      ],
    },
  ] as { title: string; examples: [string, string][] }[],
};
