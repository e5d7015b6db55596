/** What clipping in says; part of the catalogue in `words.ts`. */
import { count, numbers, spoken } from './formats';
import type { Count } from '../jobs.svelte';
import type { Fate } from '../wire';

const pages = (n: number) => count(n, 'page', 'pages');
const addresses = (n: number) => count(n, 'address', 'addresses');
const files = (n: number) => count(n, 'file', 'files');
const into = (topic: string | null) => (topic === null ? '' : ` into ${topic}`);
const hostOf = (address: string) => address.replace(/^https?:\/\//i, '').replace(/[/?#].*$/s, '');

/** “12 of 200 clipped, 3 failed”: what came to nothing is said only if something did. */
function summary({ all, kept, failed, cancelled }: Count): string {
  const failures = failed > 0 ? `, ${numbers.format(failed)} failed` : '';
  const left = cancelled > 0 ? `, ${numbers.format(cancelled)} cancelled` : '';
  return `${numbers.format(kept)} of ${numbers.format(all)} clipped${failures}${left}`;
}

export const clip = {
  title: 'Clip a page',
  label: 'Paste an address, several addresses, or the text of a page',
  placeholder: 'https://…',
  brought: 'A link asked for this. Nothing is fetched until you say so.',
  chooseFile: 'Choose files…',
  chooseHint: 'or drop them anywhere in the window',
  takeFile: (name: string) => `Take ${name} away`,
  files: 'Files',
  large: (words: number) => `Pasted text, ${spoken.words(words)}`,
  takeLarge: 'Take the pasted text away',
  take: 'Take it away',
  plan: {
    nothing: 'Nothing to clip yet.',
    noAddress: 'This is no web address that can be fetched.',
    fetch: (all: string[]) =>
      all.length === 1
        ? `The page at ${hostOf(all[0]!)} will be fetched.`
        : `${addresses(all.length)} will be fetched.`,
    links: (n: number) =>
      `The desk stays offline: ${count(n, 'link', 'links')} will be kept, and can be fetched later.`,
    keep: (form: 'text' | 'html' | 'mail', words: number) =>
      ({
        text: `Pasted text of ${spoken.words(words)} will be kept.`,
        html: 'The pasted HTML of a page will be kept.',
        mail: 'The pasted source of a mail will be kept.',
      })[form],
    files: (n: number) => `${files(n)} will be kept.`,
  },
  choice: 'What to do with this text',
  keepText: 'Keep the text',
  fetchThem: (n: number) =>
    n === 1 ? 'Fetch the address in it' : `Fetch the ${numbers.format(n)} addresses in it`,
  theAddresses: (n: number) => `Show the ${addresses(n)}`,
  moreAddresses: (n: number) => `and ${numbers.format(n)} more`,
  sure: (n: number) =>
    `${pages(n)} will be fetched from the web, a few at a time. That takes a while, and goes on when you close this.`,
  fetchAll: (n: number) => `Fetch ${pages(n)}`,
  saveTo: 'Save to',
  savedTo: 'Into',
  addTopic: 'topic',
  addTag: 'tag',
  notTopic: (topic: string) => `Do not file into ${topic}`,
  notTag: (tag: string) => `Do not tag ${tag}`,
  clip: 'Clip',
  another: 'Clip another',
  backToIt: 'Back to what was entered',
  readIt: 'Read it',
  carriesOn: 'You can close this. It carries on.',
  paste: 'The paste',
  tooLarge: (what: string, size: number, most: number) =>
    `${what} holds ${spoken.bytes(size)}, and a page may hold ${spoken.bytes(most)}. Nothing of it was kept.`,
  isFolder: (name: string) => `“${name}” is a folder. Drop the files in it instead.`,

  dropFiles: (n: number, topic: string | null) =>
    n === 1 ? `Clip this file${into(topic)}` : `Clip ${files(n)}${into(topic)}`,
  dropSome: (topic: string | null) => `Clip these files${into(topic)}`,
  dropLink: (topic: string | null) => `Clip this link${into(topic)}`,
  dropText: (topic: string | null) => `Clip this text${into(topic)}`,
  dropNothing: 'This cannot be clipped',
  dropNothingNote: 'Files, links and text can.',
  dropNote: 'Esc cancels.',
  droppedNothing: 'There was nothing to clip in what was dropped.',

  fetching: 'Fetching the page',
  /** For its turn, or for the server’s answer: which of them is not known. */
  waiting: 'Waiting for the page',
  fetched: 'Page fetched',
  received: 'Received',
  cutting: 'Finding the article',
  cut: 'Article text found',
  keeping: 'Keeping it',
  kept: 'Kept',
  fetchingPictures: 'Fetching its pictures',
  soFar: (done: number, wanted: number) => `${numbers.format(done)} of ${numbers.format(wanted)}`,
  pictures: 'Pictures kept',
  picturesUnkept: (n: number) => `${count(n, 'picture', 'pictures')} not kept`,
  picturesKept: (kept: number, unkept: number) =>
    unkept === 0 ? numbers.format(kept) : `${numbers.format(kept)} of ${numbers.format(kept + unkept)}`,
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
  anyway: 'Clip it anyway',
  anywayJob: (what: string) => `Clip it anyway: ${what}`,
  retryJob: (what: string) => `Try again: ${what}`,
  readJob: (what: string) => `Read it: ${what}`,
  clearJobs: 'Clear finished',
  running: (n: number) => (n === 1 ? 'Clipping a page' : `Clipping ${pages(n)}`),
  atRest: 'Clipping is done',
  summary,
  progress: 'Pages that have come to their end',
  spoken: (batch: Count) => {
    if (batch.all > 1) return summary(batch);
    if (batch.moving > 0) return 'Clipping a page';
    if (batch.kept > 0) return 'Clipped a page';
    return batch.failed > 0 ? 'A page was not clipped' : 'Clipping was cancelled';
  },
  showAll: 'Show all',
  cancelAll: 'Cancel all',
  retryAll: 'Try those again that failed',
  which: 'Which pages',
  allJobs: (n: number) => `All ${numbers.format(n)}`,
  movingJobs: (n: number) => `Under way ${numbers.format(n)}`,
  keptJobs: (n: number) => `Clipped ${numbers.format(n)}`,
  failedJobs: (n: number) => `Not clipped ${numbers.format(n)}`,
  noJobs: 'None of them.',
  moreOf: (shown: number, all: number) => `${numbers.format(shown)} of ${numbers.format(all)} shown`,
  showMore: 'Show more',
};
