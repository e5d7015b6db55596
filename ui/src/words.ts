/**
 * Every word that the window says, in one typed catalogue: another language is another object of the type
 * {@link Words}. Dates, numbers and plurals are formed by `Intl`, so that they can follow a language's rules.
 * What the engine says (toasts, complaints) comes as whole sentences from there.
 */
import { daysAgo, isDayOnly, moment } from './days';
import type { Command, KeyGroup } from './keys';
import type { Evidence, Fate, How, Omission, PartName } from './wire';

const LOCALE = 'en-GB';

const plurals = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);
const lists = new Intl.ListFormat(LOCALE, { type: 'conjunction' });
const languages = new Intl.DisplayNames(LOCALE, { type: 'language' });
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' });
const dayMonth = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', hour12: false });

function count(n: number, one: string, other: string): string {
  return `${numbers.format(n)} ${plurals.select(n) === 'one' ? one : other}`;
}

function bytes(n: number): string {
  const unit = n < 1_000_000 ? 'kilobyte' : 'megabyte';
  const value = n / (unit === 'kilobyte' ? 1000 : 1_000_000);
  const digits = value < 10 ? 1 : 0;
  const format = new Intl.NumberFormat(LOCALE, {
    style: 'unit',
    unit: n < 1000 ? 'byte' : unit,
    unitDisplay: n < 1000 ? 'long' : 'short',
    maximumFractionDigits: n < 1000 ? 0 : digits,
  });
  return format.format(n < 1000 ? n : value).replace('kB', 'KB');
}

const longDay = (day: Date) => `${weekday.format(day)} ${dayMonthYear.format(day)}`;

const evidence = {
  'json-ld': 'the page’s data',
  meta: 'the page’s header',
  markup: 'the page’s markup',
  text: 'the text',
  'author-note': 'the author’s note',
  host: 'the address',
  shape: 'the shape of the page',
} satisfies Record<Evidence, string>;

const parts = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  byline: 'Byline',
  outlet: 'Outlet',
  agency: 'Agency',
  'author-note': 'Author’s note',
  published: 'Date',
  language: 'Language',
  kicker: 'Kicker',
  dateline: 'Dateline',
  body: 'Text',
} satisfies Record<PartName, string>;

const english = {
  locale: LOCALE,
  app: 'Clipdesk',

  number: (n: number) => numbers.format(n),
  bytes,
  words: (n: number) => count(n, 'word', 'words'),
  stories: (n: number) => count(n, 'story', 'stories'),
  and: (items: string[]) => lists.format(items),
  /** The pieces of “A, B and C”, so that the names can be set apart. */
  andParts: (items: string[]) => lists.formatToParts(items),
  language: (tag: string) => {
    try {
      return languages.of(tag) ?? tag;
    } catch {
      return tag; // not a language tag; the page said so all the same
    }
  },
  time: (written: string) => clock.format(moment(written)),
  day: (written: string) => longDay(moment(written)),
  shortDay: (written: string) => shortDay.format(moment(written)),
  dayAndTime: (written: string) =>
    isDayOnly(written)
      ? longDay(moment(written))
      : `${longDay(moment(written))}, ${clock.format(moment(written))}`,
  listDay: (day: string | null, now: Date) => {
    if (day === null) return 'Date unknown';
    const date = moment(day);
    const ago = daysAgo(date, now);
    if (ago === 0) return `Today, ${weekday.format(date)} ${dayMonth.format(date)}`;
    if (ago === 1) return 'Yesterday';
    return date.getFullYear() === now.getFullYear()
      ? `${weekday.format(date)} ${dayMonth.format(date)}`
      : longDay(date);
  },

  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  dismiss: 'Dismiss',
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
    starred: 'Starred',
    all: 'All stories',
    unfetched: 'Not fetched',
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

  list: {
    pane: 'Stories',
    width: 'Width of the list',
    found: (words: string) => `Search: ${words}`,
    label: (title: string) => `Stories in ${title}`,
    summary: (stories: number, outlets: number, unread: number) => {
      const told = count(stories, 'story', 'stories');
      const from = outlets > 0 ? ` from ${count(outlets, 'outlet', 'outlets')}` : '';
      return `${told}${from}, ${unread === 0 ? 'none' : numbers.format(unread)} unread`;
    },
    filter: 'Which stories',
    all: 'All',
    unread: 'Unread',
    clipped: 'Clipped',
    published: 'Published',
    sortedByClipped: 'Shows when stories were clipped, newest first. Press to sort by publication.',
    sortedByPublished: 'Shows when stories were published, newest first. Press to sort by clipping.',
    exportTopic: 'Export this topic',
    isUnread: 'Unread',
    isStarred: 'Starred',
    isDone: 'Done',
    isInferred: 'Inferred, not confirmed',
    unfetched: 'Not fetched yet',
    noOutlet: 'Outlet unknown',
    selected: (n: number) => `${numbers.format(n)} selected`,
    selection: 'The selected stories',
    clear: 'Clear selection',
    more: 'More stories follow as you go down',
    move: 'move',
    emptyInbox: 'Nothing waiting.',
    emptyToday: 'Nothing clipped today.',
    emptyStarred: 'No story has a star.',
    emptyAll: 'No stories yet.',
    emptyUnfetched: 'Every page is here.',
    emptySpiked: 'The spike is empty.',
    emptyTopic: 'No stories here yet.',
    emptyTopicNote: 'Open a story and press T to file it here.',
    emptySection: 'No stories in this section yet.',
    emptyTag: 'No story wears this tag.',
    emptyUnread: 'Nothing unread here.',
    emptySearch: 'No story mentions that.',
    emptySearchNote: 'All stories were searched, except spiked ones.',
    emptySearchUnread: 'Only unread stories were searched.',
    showAll: 'Show read ones too',
  },

  reader: {
    pane: 'Story',
    tools: 'Story',
    acts: 'What to do with this story',
    position: (n: number, of: number) => `${numbers.format(n)} of ${numbers.format(of)}`,
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
    inferredBody: 'Text inferred, not confirmed',
    corrected: (part: PartName) => `${parts[part]} corrected by you`,
    unfetched: 'The page is not here yet.',
    noText: 'No text was found on this page.',
    notKept: 'Picture not kept',
    embed: 'Not kept',
    filed: 'Filed under',
    notFiled: 'Not filed yet.',
    fileIt: 'File',
    tagIt: 'Tag',
    takeOutOf: (topic: string) => `Take out of ${topic}`,
    takeTag: (tag: string) => `Take the tag ${tag} away`,
    authorNote: 'About the author',
    about: 'About this story',
    leads: 'From the page',
    leadsOther: 'Other stories',
    alsoIn: (names: string[]) => `Also in ${quoted(names)}`,
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
    versions: 'Versions kept',
    missing: 'Not found on the page',
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

  evidence,

  omissions: {
    headline: 'headline',
    standfirst: 'standfirst',
    byline: 'byline',
    outlet: 'outlet',
    published: 'date',
    body: 'text',
    rest: 'the rest of the text',
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

  clip: {
    title: 'Clip a page',
    label: 'Paste an address, several addresses, or the text of a page',
    placeholder: 'https://…',
    chooseFile: 'Choose a file…',
    chooseHint: 'or drop files anywhere in the window',
    saveTo: 'Save to',
    addTopic: 'topic',
    addTag: 'tag',
    notTopic: (topic: string) => `Do not file into ${topic}`,
    notTag: (tag: string) => `Do not tag ${tag}`,
    clip: 'Clip',
    another: 'Clip another',
    readIt: 'Read it',
    carriesOn: 'You can close this. It carries on.',
    dropFiles: (n: number) =>
      n === 1 ? 'Drop to clip this file' : `Drop to clip ${count(n, 'file', 'files')}`,
    dropSome: 'Drop to clip these files',
    dropLink: 'Drop to clip the page at this address',
    dropText: 'Drop to clip this text',
    fetching: 'Fetching the page',
    fetched: 'Page fetched',
    received: 'Received',
    cutting: 'Finding the article',
    cut: 'Article text found',
    keeping: 'Keeping it',
    kept: 'Kept',
    fates: {
      new: 'New in the library',
      already: 'Was already here',
      corrected: 'The page has changed: a further version',
    } satisfies Record<Fate, string>,
    failed: 'Not clipped',
    cancelled: 'Cancelled',
    jobs: 'Clipping',
    cancelJob: (what: string) => `Cancel ${what}`,
    dismissJob: (what: string) => `Dismiss ${what}`,
    retryJob: (what: string) => `Try again: ${what}`,
    readJob: (what: string) => `Read it: ${what}`,
    moreJobs: (n: number) => `and ${numbers.format(n)} more`,
    clearJobs: 'Clear finished',
    running: (n: number) => (n === 1 ? 'Clipping a page' : `Clipping ${count(n, 'page', 'pages')}`),
  },

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
    then: 'then',
    groups: {
      moving: 'Moving and choosing',
      acting: 'With a story',
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
      tag: 'Tag',
      date: 'Set the date',
      correct: 'Correct any part',
      original: 'Open the original in the browser',
      spike: 'Spike',
      select: 'Select this story as well',
      'select-all': 'Select every story listed so far',
      undo: 'Undo',
      redo: 'Do again',
      clip: 'Clip a page',
      search: 'Search',
      export: 'Export the open topic',
      'go-inbox': 'Inbox',
      'go-today': 'Today',
      'go-starred': 'Starred',
      'go-all': 'All stories',
      section: 'File into that section of the open topic',
      'hide-library': 'Hide or show the library',
      'hide-list': 'Hide or show the list',
      sheet: 'This sheet',
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
