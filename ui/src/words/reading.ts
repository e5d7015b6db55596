/** What the reader says of margins, claims, translations and versions; part of the catalogue in `words.ts`. */
import { isDayOnly, moment } from '../days';
import { count, numbers, spoken } from './formats';
import type { ClaimStatus, Colour } from '../wire';

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

/** When something was written, as short as it is still clear: a time today, else a day. */
function when(at: string, now = new Date()): string {
  const isToday = moment(at).toDateString() === now.toDateString();
  return isToday && !isDayOnly(at) ? spoken.time(at) : spoken.shortDay(at);
}

export const storyWords = {
  when,
  bar: 'The selected passage',
  colours: { yellow: 'Yellow', green: 'Green', blue: 'Blue', red: 'Red' } satisfies Record<Colour, string>,
  /** What stands on the colours, so that they differ by more than that. */
  letters: { yellow: 'Y', green: 'G', blue: 'B', red: 'R' } satisfies Record<Colour, string>,
  highlightIn: (colour: Colour) => `Highlight in ${colour}`,
  highlightSelected: 'Highlight the selected words',
  selectFirst: 'Select some words of the text first.',
  highlighted: (colour: Colour) => `Highlighted in ${colour}`,
  passage: (text: string, colour: Colour, noted: boolean) =>
    `${text}, ${colour} highlight${noted ? ', with a note' : ''}`,
  passageTitle: (colour: Colour, noted: boolean) =>
    noted
      ? `${storyWords.colours[colour]} highlight, with a note`
      : `${storyWords.colours[colour]} highlight`,
  highlight: 'Highlight',
  otherHere: (text: string) => `Also here: “${short(text)}”`,
  noteIt: 'Note',
  writeNote: 'Write a note',
  quoteIt: 'Quote',
  keepAsQuote: 'Keep as a quote',
  translateIt: 'Translate',
  copyWithSource: 'Copy with source',
  removeHighlight: 'Remove the highlight',
  copied: 'Copied.',
  notCopied: 'The system did not let it be copied. Select it and press Ctrl C.',

  alsoReported: 'Also reported by',
  notes: 'Notes',
  signed: (at: string) => `Your note, ${when(at)}`,
  unsigned: 'Your note',
  note: 'Your note',
  noteOn: (passage: string) => `Your note on “${short(passage)}”`,
  editNote: (text: string) => `Edit your note: “${short(text)}”`,
  removeNote: (text: string) => `Remove your note: “${short(text)}”`,
  savesItself: 'Saves itself',
  saved: 'Saved',
  notSaved: (why: string) => `Not saved yet, and kept here. ${why}`,
  notSavedAway: (why: string) =>
    `A note could not be saved, and is kept here. Open its story to try again. ${why}`,
  orphans: 'Not in this version of the text',
  orphan: (colour: Colour) => `${storyWords.colours[colour]} highlight`,
  removeOrphan: (text: string) => `Remove the highlight “${short(text)}”`,
  ourTranslation: 'Our translation',
  ourTranslationIn: (language: string) => `Our translation, ${language}`,
  editTranslation: (text: string) => `Edit our translation: “${short(text)}”`,

  quotes: 'Quotes kept',
  unnamed: 'Speaker not named',
  copyQuote: (text: string) => `Copy with source: “${short(text)}”`,
  dropQuote: (text: string) => `Drop the quote “${short(text)}”`,
  quoteTitle: 'Keep a quote',
  speaker: 'Who said it',
  speakerNote: 'Optional. As the story names them.',
  keepQuote: 'Keep the quote',
  quoteKept: 'Kept a quote',

  translateTitle: 'Translate the headline',
  translatePassage: 'Translate this passage',
  theOriginal: 'The original',
  translation: 'In our own words',
  translationNote: 'An empty field takes our translation away.',
  language: 'Language',
  languageNote: 'As a language tag: en, uk, pt-BR',
  languageUnclear: 'That is not a language tag. Write it as en, uk or pt-BR.',

  typography: 'Text size and width',
  textSize: 'Text size',
  smaller: 'Smaller text',
  larger: 'Larger text',
  usualSize: 'Usual size',
  sizeIs: (size: number) => `Text size ${numbers.format(size)}`,
  measure: 'Line width',
  measures: { narrow: 'Narrow', medium: 'Medium', wide: 'Wide' },

  find: 'Find in this story',
  findNext: 'Next match',
  findPrevious: 'Previous match',
  closeFind: 'Close',
  findPlace: (place: number, total: number) =>
    total === 0 ? 'No match' : `${numbers.format(place)} of ${numbers.format(total)}`,

  more: 'More to do with this story',
  print: 'Print',
  printedClipped: (at: string) => `Clipped ${spoken.dayAndTime(at)}`,
  printedNotes: 'Notes',
  snapshot: 'Snapshot',
  openSnapshot: 'Open the snapshot',
  snapshotTitle: 'Snapshot of the page',
  snapshotOf: (at: string) => `As it was received on ${spoken.dayAndTime(at)}.`,
  snapshotNote: 'Nothing in it can run, load or lead anywhere.',
  noSnapshot: 'This story has no snapshot, for its page was not fetched.',
  versions: (n: number) => count(n, 'version', 'versions'),
  showVersions: 'Show the versions',
  versionsTitle: 'Versions of this story',
  versionsNote: 'Each is kept as it came. What changed is marked against the version before it.',
  versionList: 'Versions, the latest first',
  seenAt: (at: string) => `${spoken.shortDay(at)}, ${spoken.time(at)}`,
  versionWords: (words: number) => count(words, 'word', 'words'),
  firstVersion: 'The first version that is kept.',
  sameText: 'The text is the same as in the version before it.',
  changedBy: (added: number, removed: number, changed: number) =>
    spoken.and(
      [
        added > 0 ? `${count(added, 'paragraph', 'paragraphs')} added` : '',
        removed > 0 ? `${count(removed, 'paragraph', 'paragraphs')} removed` : '',
        changed > 0 ? `${count(changed, 'paragraph', 'paragraphs')} changed` : '',
      ].filter(Boolean),
    ),
  change: { added: 'Added', removed: 'Removed', changed: 'Changed' },
  clipAgain: 'Clip again',
  clipAgainNote: 'Fetch the page once more; a corrected page becomes the next version',
  history: 'What was done',
  copySum: 'Copy the SHA-256',
  correctPart: (part: string) => `Correct: ${part}`,

  claim: 'Does it hold?',
  claimTitle: (n: number) =>
    n === 1 ? 'Does this story hold?' : `Do these ${numbers.format(n)} stories hold?`,
  claimStatus: 'Status',
  claims: {
    'to-verify': 'To verify',
    confirmed: 'Confirmed',
    disputed: 'Disputed',
    'do-not-use': 'Do not use',
  } satisfies Record<ClaimStatus, string>,
  noClaim: 'Nothing said',
  by: 'Checked by',
  accordingTo: 'According to',
  claimBy: (by: string) => `checked by ${by}`,
  claimAccording: (whom: string) => `according to ${whom}`,
  changeClaim: 'Change the status',

  copy: 'Copy',
  copies: {
    citation: 'Citation',
    markdown: 'Citation as Markdown',
    rich: 'Citation as rich text',
    link: 'Address',
    quote: 'Selected words with source',
    quoteMarkdown: 'Selected words with source, as Markdown',
    story: 'Whole story as rich text',
    storyMarkdown: 'Whole story as Markdown',
    keptRich: 'As rich text',
    keptMarkdown: 'As Markdown',
    keptPlain: 'As plain text',
  },
  clippedOn: (at: string) => `clipped ${spoken.shortDay(at)}`,
};
