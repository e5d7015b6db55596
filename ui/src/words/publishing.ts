/** What collections, editions and the composer say; part of the catalogue in `words.ts`. */
import { moment } from '../days';
import type { Content, DeliveryState, Form, Reuse } from '../wire';
import { count, numbers, shortDay } from './formats';

const stories = (n: number) => count(n, 'story', 'stories');
const people = (n: number) => count(n, 'person', 'people');
const numbered = (number: string) => `No. ${number}`;
const quoted = (text: string) => `“${text}”`;

/** What each format is called. One that is not named here goes by the name that is typed. */
const formats: Record<string, string> = {
  eml: 'Email',
  mail: 'Mail',
  pdf: 'PDF',
  docx: 'Word',
  html: 'Web page',
  epub: 'EPUB',
  md: 'Markdown',
  notes: 'Folder of notes',
  rss: 'RSS',
  atom: 'Atom',
  'json-feed': 'JSON Feed',
  opml: 'OPML',
  csv: 'Table (CSV)',
  json: 'JSON',
  jsonl: 'JSON Lines',
  bibtex: 'BibTeX',
  ris: 'RIS',
  'csl-json': 'CSL-JSON',
};

const forms = {
  link: 'Link',
  summary: 'Summary',
  quote: 'Quote',
  full: 'Full text',
} satisfies Record<Form, string>;

const kinds = {
  section: 'Section',
  story: 'Story',
  note: 'Your note',
  heading: 'Heading',
  divider: 'Divider',
  picture: 'Picture',
} satisfies Record<Content['is'], string>;

const states = {
  'on-its-way': 'begun, not known whether it arrived',
  delivered: 'delivered',
  refused: 'it did not go',
} satisfies Record<DeliveryState, string>;

export const publishing = {
  formats: (name: string) => formats[name] ?? name.toUpperCase(),
  forms,
  kinds,
  states,
  numbered,

  // the library pane
  collections: 'Collections',
  draft: (n: number) => (n === 1 ? '1 story in the draft' : `${numbers.format(n)} stories in the draft`),
  waits: (n: number) => `${numbers.format(n)} new`,
  waiting: (n: number) => `${stories(n)} ${n === 1 ? 'waits' : 'wait'}`,
  newName: (name: string) => `New name for ${name}`,
  newCollection: 'New collection',
  newTitle: 'A new collection',
  nameLabel: 'Name',
  namePlaceholder: 'Monday briefing',
  template: 'Template',
  make: 'Make it',
  removeTitle: (name: string) => `Remove the collection ${quoted(name)}?`,
  removes: 'Its draft goes. Its stories and the editions that were set of it stay. You can undo this.',
  details: 'Details…',
  editions: 'Editions…',
  sources: 'Where new stories come from…',
  remove: 'Remove…',

  // the outline
  pane: (name: string) => `Outline of ${name}`,
  outline: 'What stands in it',
  title: (name: string, number: number) => `${name} ${number}`,
  summary: (n: number, outlets: number) =>
    `Draft. ${stories(n)}${outlets > 0 ? ` from ${count(outlets, 'outlet', 'outlets')}` : ''}`,
  more: 'More for this collection',
  opening: 'Opening words',
  openingNote: 'Stands before everything else. Markdown, such as **bold**, is understood.',
  noOpening: 'Say in a sentence or two what this edition holds.',
  empty: 'Start with a story or a note.',
  choose: (topic: string) => `Choose from ${topic}`,
  addStories: 'Choose stories…',
  storiesIn: (n: number) => stories(n),
  add: 'Add a story, note or heading',
  adds: {
    stories: 'Stories…',
    note: 'Note of your own',
    section: 'Section',
    heading: 'Heading',
    divider: 'Divider',
    picture: 'Picture…',
  },
  newSection: 'New section',
  newHeading: 'Heading',
  addedPicture: 'Put a picture into the collection',
  usedIn: (editions: string[]) => `Used in ${editions.join('; ')}`,
  spiked: 'Spiked: it is not printed',
  unknownOutlet: 'Outlet unknown',
  unknownDate: 'date unknown',
  stays: 'Again in the next edition',
  edit: (what: string) => `Edit ${what}`,
  comment: 'Your comment',
  commentOn: (headline: string) => `Your comment on ${quoted(headline)}`,
  form: 'How much of it is printed',
  quotes: 'Quotes',
  quoteWords: 'Words of the story',
  quoteNote: 'Verbatim, as the story has it; what you cut out stands as […].',
  speaker: 'Who said it',
  addQuote: 'Quote…',
  keptQuotes: 'Kept quotes of this story',
  take: 'Choose',
  dropQuote: (text: string) => `Leave out the quote ${quoted(text)}`,
  editQuote: (text: string) => `Change the quote ${quoted(text)}`,
  takeQuote: (text: string) => `Choose the quote ${quoted(text)}`,
  unnamed: 'Speaker not named',
  saveQuote: 'Choose these words',
  doesNotStand: 'The kept text does not hold these words.',
  highlights: (n: number) => count(n, 'highlight', 'highlights'),
  highlightsOf: 'Highlights that are printed',
  noMargins: 'No quotes or highlights are kept of this story.',
  noteWords: 'Your words, as Markdown',
  sectionName: 'Name of the section',
  headingWords: 'Heading',
  alt: 'What it shows, for those who cannot see it',
  caption: 'Caption',
  credit: 'Whose picture it is',
  takeOut: 'Take out',
  openStory: 'Open the story',
  terms: 'Terms…',
  itemActs: (what: string) => `What to do with ${what}`,
  moved: (n: number, of: number) => `Moved to place ${numbers.format(n)} of ${numbers.format(of)}.`,

  // what waits
  newSince: (n: number, last: string | null) =>
    last ? `${numbers.format(n)} new since ${numbered(last)}` : `${numbers.format(n)} new`,
  loadAll: 'Load all',
  load: 'Load',
  loadOne: (headline: string) => `Load ${quoted(headline)}`,
  passOver: 'Pass over',
  passOne: (headline: string) => `Pass over ${quoted(headline)}`,
  passAll: 'Pass over all',
  showWaiting: 'Show what waits',
  noneWaits: 'Nothing new waits.',

  // checks
  checks: 'Checks',
  ready: 'Ready to set',
  almost: (n: number) => `Almost ready: ${count(n, 'thing', 'things')} to look at`,
  blocked: (n: number) => (n === 1 ? 'One thing stops it' : `${numbers.format(n)} things stop it`),
  allKnown: 'Every story has an outlet, a date and a link',
  nothingSpeaksAgainst: 'Nothing speaks against sending it out',
  stops: 'Stops it:',
  show: 'Show',
  showFor: (said: string) => `Show what this is about: ${said}`,
  showTerms: (said: string) => `Terms… for this: ${said}`,
  allFindings: (n: number) => `Show all ${numbers.format(n)}`,
  fewer: 'Show fewer',

  // the preview
  preview: 'Preview',
  previewOf: (name: string) => `Preview of ${name}`,
  asFormat: 'Shown as',
  moreFormats: 'More formats',
  asPage: (format: string) => `${format} is shown here as a web page; the file is laid out by itself.`,
  export: 'Export',
  copyRich: 'Copy as rich text',
  copyMarkdown: 'Copy as Markdown',
  copied: 'Copied.',
  notCopied: 'The system did not let it be copied. Press it again, or export it.',
  set: (number: string) => `Set ${numbered(number)}`,
  setMore: (shown: string) => `${shown}: setting and editions`,
  whichEdition: 'Which edition is shown',
  theDraft: 'Draft',
  backToDraft: 'Back to the draft',
  seen: (number: string, setAt: string) =>
    `${numbered(number)}, as it was set on ${shortDay.format(moment(setAt))}`,
  withdrawnOn: (at: string) => `withdrawn on ${shortDay.format(moment(at))}`,
  nothingToShow: 'Nothing stands in it yet.',
  seeOutline: 'Outline',
  seePreview: 'Preview',

  // setting
  setTitle: (number: string) => `Set ${numbered(number)}`,
  setSays: (n: number, name: string) =>
    `${stories(n)} of ${quoted(name)} will be numbered, dated and kept as they are now, with their template and pictures. Nothing that is done to a story later changes it.`,
  setBlocked: 'It cannot be set yet:',
  setWarned: 'Before you do:',
  setGo: (number: string) => `Set ${numbered(number)}`,
  thenNext: (number: string) => `Then begin ${numbered(number)}: what stays is the sections`,
  wasSet: (name: string, number: string) => `Set ${numbered(number)} of ${quoted(name)}`,
  correct: (number: string) => `Set correction ${number}…`,
  correctTitle: (number: string) => `Set correction ${number}`,
  whatChanged: 'What was changed',
  whatChangedNote: 'One sentence for the readers; it stands at the head of the correction.',
  beginNext: (number: string) => `Begin ${numbered(number)}`,
  withdrawTitle: (number: string) => `Withdraw ${numbered(number)}?`,
  withdrawSays: 'It stays here, and says that it was withdrawn and why. This cannot be undone.',
  why: 'Why',
  withdraw: 'Withdraw…',
  withdrawIt: 'Withdraw it',
  wasWithdrawn: (number: string) => `Withdrew ${numbered(number)}`,

  // editions
  editionsTitle: (name: string) => `Editions of ${name}`,
  noEditions: 'No edition was set yet.',
  setOn: (at: string) => `set on ${shortDay.format(moment(at))}`,
  corrects: (changes: string) => `Correction: ${changes}`,
  withdrawn: (at: string, why: string | null) =>
    `Withdrawn on ${shortDay.format(moment(at))}${why ? `: ${why}` : ''}`,
  left: (format: string, taker: string, at: string) =>
    `${format} to ${taker}, ${shortDay.format(moment(at))}`,
  neverLeft: 'It has not left the desk yet.',
  showEdition: 'Show',
  exportEdition: 'Export…',
  sendEdition: 'Send…',
  sendOf: (number: string) => `Send ${numbered(number)}…`,
  mailed: (n: number, unsettled: number) =>
    unsettled === 0
      ? `Mailed to ${people(n)}`
      : `Mailed to ${people(n)}, ${numbers.format(unsettled)} of them without it or not known to have it`,
  actsOf: (number: string) => `What to do with ${numbered(number)}`,

  // exporting
  printTitle: (name: string, number: string | null) =>
    number === null ? `Export the draft of ${name}` : `Export ${name}, ${numbered(number)}`,
  printsDraft: (n: number) => `${stories(n)}. A draft has no number, and no history.`,
  printsEdition: (at: string) => `As it was set on ${shortDay.format(moment(at))}`,
  folder: 'Choose a folder…',

  // sending
  sendTitle: (name: string, number: string) => `Send ${name}, ${numbered(number)}`,
  noOffice: 'No mail server is named yet. Editions go out over yours, and over no other.',
  nameOffice: 'Name it in Settings',
  sendsFrom: (from: string) => `From ${from}. Each person gets a message of their own, once.`,
  recipients: 'To',
  recipientsOf: 'Who gets it by mail',
  recipientsNote:
    'One a line, or between commas: Ann Lee <ann@mail.example>. They are kept for the next edition.',
  nobodyYet: 'Nobody is named yet.',
  goesTo: (n: number, before: number) =>
    before === 0
      ? people(n)
      : `${people(n)}; ${before === 1 ? 'one of them has' : `${numbers.format(before)} of them have`} it`,
  unknownYet: (n: number) =>
    `The line broke while ${n === 1 ? 'a message' : `${numbers.format(n)} messages`} went out, and nobody knows whether ${n === 1 ? 'it' : 'they'} arrived. Without your word, nobody gets it twice.`,
  sendAgain: (to: string) => `Send it to ${to} again`,
  sendTest: 'Send a test to yourself',
  testSent: (to: string) => `The test went to ${to}.`,
  sendGo: (n: number) => `Send to ${people(n)}`,
  wasSent: (n: number) => `Sent to ${people(n)}.`,
  refusedFor: (to: string, why: string) => `Refused for ${to}: ${why}`,
  sendingStopped: (why: string, left: number) =>
    `Sending stopped: ${why}. ${left === 1 ? 'One person is' : `${people(left)} are`} left; sending again goes on with them.`,

  // the collection's head
  headTitle: (name: string) => `Details of ${name}`,
  editor: 'Edited by',
  language: 'Language of your words',
  languageNote: 'A tag such as en, uk or pt-BR',
  next: 'Number of the next edition',
  copyTemplate: 'Copy and change…',
  changeTemplate: 'Change…',
  removeTemplate: 'Remove it',

  // templates
  templateTitle: (name: string) => `Change the template ${quoted(name)}`,
  templateText: 'Template',
  templateNote: 'TOML; what stands in [words] is written in the language of Jinja.',
  templateName: 'Keep under the name',
  keep: 'Keep and use it',
  fits: 'It can be followed.',
  copyOf: (name: string) => `${name}, ours`,
  ownTemplate: 'your own',

  // sources
  sourcesTitle: (name: string) => `Where ${name} finds new stories`,
  sourcesNote: 'New stories wait until you load them; nothing enters by itself.',
  noSources: 'It looks nowhere yet.',
  intoSection: 'into',
  atEnd: 'the end',
  unfeed: (name: string) => `Look no longer in ${name}`,
  addSource: 'Look in a topic as well',
  noTopics: 'There are no topics yet.',

  // terms
  termsTitle: 'Terms',
  termsOfStory: 'Of this story',
  termsOfOutlet: (outlet: string) => `Of everything from ${outlet}`,
  termsNote: 'What a story does not say is taken from its outlet. What nobody wrote down is not known.',
  reuse: 'May be printed',
  reuses: {
    unknown: 'Not known',
    whole: 'All of it',
    quotes: 'Headline, link and quotes',
  } satisfies Record<Reuse | 'unknown', string>,
  licence: 'Licence or agreement',
  creditLine: 'Credit line',
  quoteLimit: 'Most words in a quote',
  embargo: 'Not before',
  saveTerms: 'Write them down',

  // filing
  collect: 'Put into a collection…',
  openCollection: (name: string) => `Open the collection ${name}`,
  setDraft: 'Set the draft',
  correctLast: 'Set a correction',
  writeTerms: 'Write down the terms of the story',
  collectTitle: (n: number) =>
    n === 1 ? 'Put this story into a collection' : `Put ${stories(n)} into a collection`,
  collectLabel: 'Collection',
  collectPlaceholder: 'Find or make a collection',
  createCollection: (name: string) => `Make the collection ${quoted(name)}`,
  noCollections: 'No collections yet. Name one and press Enter.',
  inSection: (collection: string, section: string) => `${collection} › ${section}`,
  putInto: (name: string) => `Put into ${name}`,
  chooseTitle: (name: string) => `Choose stories for ${name}`,
  findStory: 'Find a story',
  findStoryPlaceholder: 'Words of the headline or the text',
  noStory: 'No story mentions that.',
  theLatest: 'The latest come first. Choosing one puts it in; this stays open.',
};
