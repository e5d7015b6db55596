/**
 * Every word that the window says, in one typed catalogue: another language is another object of the type
 * {@link Words}, with its formats.
 * What the engine says (toasts, complaints) comes as whole sentences from there.
 */
import { moment } from './days';
import { count, LOCALE, lists, longDay, numbers, shortDay, spoken } from './words/formats';
import { clip } from './words/clipping';
import { board, filing } from './words/filing';
import { palette, settings, switcher } from './words/house';
import type { Command, KeyGroup } from './keys';
import { publishing } from './words/publishing';
import { storyWords } from './words/reading';
import { filters, list } from './words/listing';
import { evidence, kinds, parts } from './words/names';
import { search } from './words/searching';
import type { Evidence, How, Omission, PageKind, PartName } from './wire';

const english = {
  locale: LOCALE,
  app: 'Clipdesk',

  ...spoken,

  /** The label of a story that is no plain article; an article has none. */
  kind: (kind: PageKind) => (kind === 'article' ? null : kinds[kind]),

  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  dismiss: 'Dismiss',
  toasts: {
    place: 'Messages',
    dismiss: 'Dismiss',
    unseen: (n: number) => `${count(n, 'more message waits', 'more messages wait')} behind these`,
  },
  undo: 'Undo',
  tryAgain: 'Try again',
  loading: 'One moment',
  back: 'Back to the list',

  library: {
    pane: 'Library',
    place: 'On this computer',
    clip: 'Clip a page',
    search: 'Search',
    clearSearch: 'Clear the search',
    inbox: 'Inbox',
    today: 'Today',
    starred: 'Reading list',
    all: 'All stories',
    unfetched: 'Not fetched',
    highlights: 'Highlights',
    unplaced: 'Not yet placed',
    spiked: 'Spiked',
    shelves: 'Shelves',
    topics: 'Topics',
    newTopic: 'New topic',
    topicName: 'Name of the topic',
    newSection: (topic: string) => `New section in ${topic}`,
    sectionName: 'Name of the section',
    tags: 'Tags',
    theme: 'Theme',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    keys: 'Keys',
    width: 'Width of the library',
    undone: (sentence: string) => `Undone: ${sentence}`,
    redone: (sentence: string) => `Done again: ${sentence}`,
    nothingToUndo: 'Nothing to undo.',
    nothingToRedo: 'Nothing to do again.',
  },

  filing,

  palette,
  settings,
  switcher,

  search,

  board,

  publishing,

  list,

  filters,

  reader: {
    pane: 'Story',
    tools: 'Story',
    acts: 'What to do with this story',
    // The one being read may have left its list by being read; the list is as long as what it shows.
    position: (n: number, of: number | null) =>
      of === null ? numbers.format(n) : `${numbers.format(n)} of ${numbers.format(Math.max(n, of))}`,
    choose: 'Choose a story to read it here.',
    done: 'Done',
    notDone: 'Back to inbox',
    star: 'Star',
    tag: 'Tag',
    topic: 'File into a topic',
    correct: 'Correct',
    original: 'Open the original',
    exportTopic: 'Export the topic',
    spike: 'Spike',
    bringBack: 'Bring back',
    spiked: 'This story is spiked.',
    by: 'By',
    dateUnknown: 'Date unknown',
    setDate: 'Set date',
    guess: (words: string, day: string) => `${words} → ${shortDay.format(moment(day))}?`,
    guesses: 'What the text suggests',
    agency: (name: string) => `Copy from the agency ${name}`,
    inferredMark: 'inferred',
    confirm: 'Confirm',
    confirmPart: (part: PartName) => `Confirm the ${parts[part].toLowerCase()}`,
    restore: 'Restore original',
    restorePart: (part: PartName) => `Restore original: ${parts[part].toLowerCase()}`,
    inferred: (part: PartName, value: string, from: Evidence | null) =>
      `${parts[part]} “${value}” inferred${from ? ` from ${evidence[from]}` : ''}, not confirmed`,
    inferredShort: (part: PartName) => `${parts[part]} inferred`,
    corrected: (part: PartName) => `${parts[part]} corrected by you`,
    unfetched: 'The page is not here yet.',
    noText: 'No article text was found on this page.',
    noTextWhy: {
      scanned:
        'The pages of this file are pictures of text, and pictures cannot be read here. The file is kept.',
      locked:
        'This file is locked. Print it to a new file without its password, and clip that. The file is kept.',
      damaged: 'This file is damaged and could not be read. It is kept as it came.',
    } as Partial<Record<Omission, string>>,
    textEnds: {
      rest: 'The page goes on, but is too large or too deeply nested to be read to its end. All of it is kept.',
      pages: 'The story goes on on further pages that could not be fetched. Clip it again to have them.',
    } as Partial<Record<Omission, string>>,
    openOriginal: 'Open original',
    notKept: 'Picture not kept',
    pictureGone: 'Its file in the library is gone or damaged. Clip the page again to fetch it.',
    embed: 'Not kept',
    filed: 'Filed under',
    notFiled: 'Not filed yet.',
    fileIt: 'File',
    tagIt: 'Tag',
    takeOutOf: (topic: string) => `Take out of ${topic}`,
    takeTag: (tag: string) => `Take the tag ${tag} away`,
    authorNote: 'About the author',
    about: 'About this story',
    headlineActs: 'The headline',
    leads: 'From the page',
    leadsOther: 'Other stories',
    alsoIn: (names: string[]) => `Also in ${quoted(names)}`,
    entries: 'Entries',
    clipEntry: 'Clip this entry',
    clipEntryNamed: (headline: string) => `Clip this entry: “${headline}”`,
    clipLead: 'Clip',
    clipLeadNamed: (headline: string) => `Clip “${headline}”`,
    clipped: 'Already clipped',
    openLead: (headline: string) => `Already clipped: open “${headline}”`,
    noAddress: 'No address',
    addAddress: 'Add address',
    addAddressNamed: (headline: string) => `Add address: “${headline}”`,
    leadAddress: 'Address',
  },

  kept: {
    all: 'Text and snapshot kept',
    noText: 'Snapshot kept, no text found',
    how: 'How it came in',
    when: 'When',
    where: 'Address',
    size: 'Received',
    sum: 'SHA-256',
    pages: 'Pages',
    versions: 'Versions kept',
    missing: 'Not found on the page',
    kind: 'What it is',
    modified: 'Last changed',
    credited: 'Credited',
    rights: 'Rights',
    keywords: 'Keywords',
    access: 'Access',
    accesses: (sold: boolean) => (sold ? 'The rest is sold' : 'Free to read'),
    leadImage: 'Lead picture',
    leadCredit: 'Its credit',
    noCaption: 'Without a caption',
    parts: 'How each part is known',
    ways: {
      fetched: 'Fetched from the web',
      file: 'From a file',
      pasted: 'Pasted',
      sample: 'A sample that we wrote',
    } satisfies Record<How, string>,
    noAddress: 'Unknown',
    standings: {
      found: 'the page says so',
      inferred: 'inferred, not confirmed',
      confirmed: 'confirmed by you',
      corrected: 'corrected by you',
    },
    known: (standing: string, evidence: string | null) => (evidence ? `${standing} (${evidence})` : standing),
  },

  story: storyWords,

  evidence,

  omissions: {
    headline: 'headline',
    standfirst: 'standfirst',
    byline: 'byline',
    outlet: 'outlet',
    published: 'date',
    body: 'text',
    rest: 'the rest of the text',
    pages: 'some of its pages',
    scanned: 'text, because its pages are pictures',
    locked: 'text, because the file is locked',
    damaged: 'text, because the file is damaged',
  } satisfies Record<Omission, string>,

  parts,

  correct: {
    title: 'Correct this story',
    note: 'What the page said is kept. Your words win over it until you restore the original.',
    bylineNote: 'One name a line',
    languageNote: 'As a language tag: en, uk, pt-BR',
    bodyNote: 'Markdown',
    pageSays: (value: string) => `The page says: ${value}`,
    unsaved: 'Your corrections are not saved yet.',
    keepEditing: 'Keep editing',
    discard: 'Discard them',
    dateTitle: 'Set the date',
    dateLabel: 'Date of publication',
    dateNote: 'Such as 2025-10-16 or 16 Oct 2025',
    dateForm: 'Such as 2025-10-16',
    dateIs: (day: string) => `That is ${longDay(moment(day))}.`,
    dateUnclear: 'That could not be read as one day. Write it as 2025-10-16.',
    set: 'Set date',
  },

  clip,

  tags: {
    title: (n: number) => (n === 1 ? 'Tag this story' : `Tag ${count(n, 'story', 'stories')}`),
    label: 'Tag',
    placeholder: 'Find or create a tag',
    create: (name: string) => `Create “${name}”`,
    none: 'No tags yet. Type one and press Enter.',
    worn: 'worn',
  },

  topics: {
    title: (n: number) =>
      n === 1 ? 'File this story into a topic' : `File ${count(n, 'story', 'stories')} into a topic`,
    label: 'Topic',
    placeholder: 'Find or create a topic',
    create: (name: string) => `Create “${name}”`,
    none: 'No topics yet. Name one and press Enter.',
    filed: 'filed',
    inSection: (topic: string, section: string) => `${topic} › ${section}`,
  },

  picker: {
    results: (n: number) => count(n, 'match', 'matches'),
    rest: (shown: number, all: number) =>
      `The first ${numbers.format(shown)} of ${numbers.format(all)}. Type to find the others.`,
    nothing: 'Nothing has that name.',
    choose: 'choose',
    take: 'take it',
    leave: 'close',
  },

  export: {
    title: (topic: string) => `Export ${topic}`,
    what: (n: number) => `${count(n, 'story', 'stories')}, in the topic’s sections`,
    format: 'Format',
    md: 'Markdown',
    html: 'HTML',
    path: 'File',
    go: 'Export',
    replace: 'Replace it',
    done: (path: string) => `Exported to ${path}`,
  },

  first: {
    title: 'Clip an article, keep it with its evidence, file it.',
    library: 'Your library lives in one folder on this computer:',
    how: 'Paste an address or the text of a page, or drop saved pages anywhere in this window. What a page said is kept together with the time it was seen, and it stays on this computer.',
    samples: 'Add five sample stories',
    samplesNote: 'To look around first: five short stories that we wrote. Spike them when you are done.',
    added: (n: number) => `Added ${count(n, 'sample story', 'sample stories')}`,
  },

  trouble: {
    title: 'The library could not be opened',
    note: 'Nothing was changed.',
  },

  sheet: {
    title: 'Keys',
    note: 'Single letters work while no text field has the focus.',
    noSingles: 'Single letters are switched off, so they do nothing.',
    change: 'Change keys…',
    groups: {
      moving: 'Moving and choosing',
      acting: 'With a story',
      reading: 'In the text of a story',
      everywhere: 'Everywhere',
      places: 'Places',
    } satisfies Record<KeyGroup, string>,
    commands: {
      next: 'Next story',
      previous: 'Previous story',
      'extend-next': 'Extend the selection down',
      'extend-previous': 'Extend the selection up',
      read: 'Go into the story',
      back: 'Back to the list, or clear the selection',
      'page-down': 'Page down, then the next story',
      done: 'Done, and on to the next',
      star: 'Star',
      unread: 'Mark unread, or read',
      topic: 'File into a topic',
      collect: 'Put into a collection',
      tag: 'Tag',
      date: 'Set the date',
      correct: 'Correct any part',
      original: 'Open the original in the browser',
      snapshot: 'Open the snapshot',
      versions: 'Versions of the story',
      verify: 'Say whether it holds',
      highlight: 'Highlight the selected words',
      note: 'Write a note',
      quote: 'Keep the selected words as a quote',
      translate: 'Translate the headline, or the selected words',
      'copy-citation': 'Copy the citation, or the selected words with it',
      find: 'Find in the story, and the next match',
      'find-previous': 'Previous match in the story',
      print: 'Print the story',
      larger: 'Larger text',
      smaller: 'Smaller text',
      'usual-size': 'Usual text size',
      spike: 'Spike',
      select: 'Select this story as well',
      'select-all': 'Select every story of the list, or the text of the story',
      'move-up': 'Move up: a card, or a line of the library',
      'move-down': 'Move down: a card, or a line of the library',
      'move-left': 'Move a card to the section before',
      'move-right': 'Move a card to the next section',
      undo: 'Undo',
      redo: 'Do again',
      clip: 'Clip a page',
      search: 'Search',
      filter: 'Show or hide the filters of the list',
      export: 'Export the open topic',
      'go-inbox': 'Inbox',
      'go-today': 'Today',
      'go-starred': 'Reading list',
      'go-highlights': 'Highlights',
      'go-all': 'All stories',
      board: 'The open topic as a board, or as a list',
      section: 'File into that section of the open topic',
      'hide-library': 'Hide or show the library',
      'hide-list': 'Hide or show the list',
      sheet: 'Keys',
      palette: 'Command palette',
      settings: 'Settings',
      'next-pane': 'Next pane',
      'previous-pane': 'Previous pane',
    } satisfies Record<Command, string>,
  },
};

function quoted(names: string[]): string {
  return lists.format(names.map((name) => `“${name}”`));
}

/** What a catalogue holds. */
export type Words = typeof english;

/** The catalogue in use. */
export const words: Words = english;
