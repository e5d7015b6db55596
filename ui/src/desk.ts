/**
 * Everything the window asks of the engine, and everything it is told by it.
 *
 * This is the only file that imports `@tauri-apps/*`. Each function here is one command of the shell; what
 * fails rejects with a {@link Complaint}. Writes answer with the sentence that says what they did, for the
 * toast that offers to undo it; null means that nothing changed.
 */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { sentence } from './sentence';
import type {
  Complaint,
  Holding,
  JobCard,
  JobId,
  Mark,
  PartName,
  Picture,
  Query,
  Rows,
  SectionId,
  Shelves,
  Story,
  StoryId,
  Tally,
  TopicId,
} from './wire';

/** What an act did, as a sentence; null when nothing changed. */
export type Deed = string | null;

/** The formats that a topic can be exported in. */
export type Format = 'md' | 'html';

/**
 * What went wrong, whatever was thrown: a sentence to show, and a kind to decide upon. The engine complains in
 * clauses, as the command line wants them; here they become sentences, and nowhere else.
 */
export function complaint(thrown: unknown): Complaint {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const kind = 'kind' in thrown ? (thrown as Complaint).kind : 'broken';
    return { kind, message: sentence(String(thrown.message)) };
  }
  return { kind: 'broken', message: sentence(String(thrown)) };
}

/** Complaints that come as part of an answer are sentences as well. */
const toldStory = (story: Story): Story => ({
  ...story,
  unfetched: story.unfetched === null ? null : complaint(story.unfetched).message,
  pictures: story.pictures.map((picture) => ({
    ...picture,
    unkept: picture.unkept === null ? null : complaint(picture.unkept).message,
  })),
});
const toldJobs = (cards: JobCard[]) =>
  cards.map((card): JobCard =>
    card.stage.stage === 'failed' || card.stage.stage === 'not-the-story'
      ? { ...card, stage: { stage: card.stage.stage, why: complaint(card.stage.why).message } }
      : card,
  );

/** What library is open. Rejects when it could not be opened. */
export const holding = () => invoke<Holding>('holding');

/** Tries to open the library once more. */
export const reopen = () => invoke<Holding>('reopen');

/** What speaks against the library as it is: its place, its state. Each sentence is told once. */
export const warnings = () => invoke<string[]>('warnings');

/** Calls back when there is something to warn of. */
export const onLibraryWarned = (then: () => void) => listen('library-warned', () => then());

/** The library pane. `since` is the editor's midnight, as the engine knows no time zone. */
export const shelves = (since: string) => invoke<Shelves>('shelves', { since });

/** One page of a list. */
export const stories = (query: Query) => invoke<Rows>('stories', { query });

/** How much a whole list holds, whichever page of it is asked for. */
export const tally = (query: Query) => invoke<Tally>('tally', { query });

/** A story, whole. */
export const story = async (id: StoryId) => toldStory(await invoke<Story>('story', { id }));

/** Where a kept picture is drawn from: the library, never the web. */
export const pictureAddress = (picture: Picture) =>
  convertFileSrc(`${picture.sha256}.${picture.media}`, 'clipdesk-picture');

/** Clips addresses, one a line, or pasted text; the engine sees which. */
export const clip = (entry: string, tags: string[], topic: TopicId | null) =>
  invoke<JobId[]>('clip', { entry, tags, topic });

/**
 * Clips a file. Its bytes travel as they are, for as JSON they would be four times as large; so what else
 * there is to say goes beside them in headers, which are Latin only.
 */
export const clipFile = async (file: File, tags: string[], topic: TopicId | null) =>
  invoke<JobId>('clip_file', new Uint8Array(await file.arrayBuffer()), {
    headers: {
      'x-name': encodeURIComponent(file.name),
      'x-tags': encodeURIComponent(JSON.stringify(tags)),
      ...(topic === null ? {} : { 'x-topic': String(topic) }),
    },
  });

/** Clips a story that another one's page points to. */
export const clipLead = (lead: number) => invoke<JobId>('clip_lead', { lead });

/** Clips one entry of a live blog, by its place in the story, as a story of its own. */
export const clipEntry = (id: StoryId, place: number) => invoke<JobId>('clip_entry', { id, place });

/** Keeps what came although it is no story; its job goes on. */
export const clipAnyway = (job: JobId) => invoke<void>('clip_anyway', { job });

/** Tries once more to fetch a story whose page is not here. */
export const retry = (id: StoryId) => invoke<JobId>('retry', { id });

/** The jobs that are under way or not yet dismissed. */
export const jobs = async () => toldJobs(await invoke<JobCard[]>('jobs'));

/** Stops a job. What is kept stays kept. */
export const cancelJob = (job: JobId) => invoke<void>('cancel_job', { job });

/** Takes a finished job off the desk. */
export const dismissJob = (job: JobId) => invoke<void>('dismiss_job', { job });

/** Notes that the editor opened a story, which makes it read. No act: undo does not take it back. */
export const opened = (id: StoryId) => invoke<void>('opened', { id });

/** Changes marks of stories. */
export const mark = (ids: StoryId[], marks: Mark[]) => invoke<Deed>('mark', { ids, marks });

/** Puts stories in the bin. */
export const spike = (ids: StoryId[]) => invoke<Deed>('spike', { ids });

/** Takes stories out of the bin. */
export const bringBack = (ids: StoryId[]) => invoke<Deed>('bring_back', { ids });

/** Adds tags to stories and takes others away. */
export const tag = (ids: StoryId[], add: string[], remove: string[]) =>
  invoke<Deed>('tag', { ids, add, remove });

/** Files stories into a topic, or into a section of it. */
export const gather = (ids: StoryId[], topic: TopicId, section: SectionId | null) =>
  invoke<Deed>('gather', { ids, topic, section });

/** Takes stories out of a topic. */
export const release = (ids: StoryId[], topic: TopicId) => invoke<Deed>('release', { ids, topic });

/** Sets a part of a story to what the editor says. */
export const correct = (id: StoryId, part: PartName, value: string) =>
  invoke<Deed>('correct', { id, part, value });

/** Says that a part is right as it was found or inferred. */
export const confirm = (id: StoryId, part: PartName) => invoke<Deed>('confirm', { id, part });

/** Takes the editor's words for a part back: what the page says stands again. */
export const restoreOriginal = (id: StoryId, part: PartName) =>
  invoke<Deed>('restore_original', { id, part });

/** Says where a lead is, when its page did not. */
export const setLeadAddress = (lead: number, address: string) =>
  invoke<Deed>('set_lead_address', { lead, address });

/** Opens a topic's file. */
export const newTopic = (name: string) => invoke<TopicId>('new_topic', { name });

/** Adds a section to a topic. */
export const newSection = (topic: TopicId, name: string) => invoke<SectionId>('new_section', { topic, name });

/** Takes the last act back; answers with what that was. */
export const undo = () => invoke<Deed>('undo');

/** Does again what was last undone. */
export const redo = () => invoke<Deed>('redo');

/** A path to export a topic to. */
export const suggestedPath = (topic: TopicId, format: Format) =>
  invoke<string>('suggested_path', { topic, format });

/** Exports a topic. Refused when a file already stands there. */
export const printTopic = (topic: TopicId, format: Format, path: string) =>
  invoke<string>('print_topic', { topic, format, path });

/** Exports a topic over the file that stands there. */
export const printTopicOver = (topic: TopicId, format: Format, path: string) =>
  invoke<string>('print_topic_over', { topic, format, path });

/** Opens a story's own page in the system's browser. */
export const openOriginal = (id: StoryId) => invoke<void>('open_original', { id });

/** Adds the sample stories that we wrote; answers how many. */
export const keepSamples = () => invoke<number>('keep_samples');

/** Calls back whenever the library has changed, whoever changed it. */
export const onLibraryChanged = (then: () => void) => listen('library-changed', () => then());

/** Calls back with the jobs whenever one of them has moved. */
export const onJobsChanged = (then: (jobs: JobCard[]) => void) =>
  listen<JobCard[]>('jobs-changed', (event) => then(toldJobs(event.payload)));
