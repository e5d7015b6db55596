/**
 * Everything the window asks of the engine, and everything it is told by it.
 *
 * Only this file and what lies in desk/ import `@tauri-apps/*`. Each function here is one command of the shell; what
 * fails rejects with a {@link Complaint}. Writes answer with the sentence that says what they did, for the
 * toast that offers to undo it; null means that nothing changed.
 */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { sentence } from './sentence';
import { toldJobs, toldStory } from './told';
import type {
  Anchor,
  BackupCard,
  Chore,
  ClaimStatus,
  Colour,
  Deed as PastDeed,
  Facet,
  Facets,
  Format,
  Holding,
  JobCard,
  JobId,
  Mark,
  Network,
  PostOffice,
  PartName,
  Picture,
  Place,
  Query,
  Rows,
  SectionId,
  Settings,
  Shelves,
  Story,
  StoryId,
  Tally,
  TopicColour,
  TopicId,
  Understood,
  Version,
  VersionText,
} from './wire';

export * from './desk/composing';
export { complaint } from './told';

/** What an act did, as a sentence; null when nothing changed. */
export type Deed = string | null;

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

/** What the stories of a list have in common, at most `most` of each kind. */
export const facets = (query: Query, most: number) => invoke<Facets>('facets', { query, most });

/** The outlets of the library with how many stories each has, the most frequent first. */
export const outlets = () => invoke<Facet[]>('outlets');

/** What was typed into the search field, understood. */
export const understood = async (words: string): Promise<Understood> => {
  const told = await invoke<Understood>('understood', { words });
  return { ...told, complaints: told.complaints.map(sentence) };
};

/** What may have been meant by a search that finds nothing; null where nothing is near. */
export const spelling = (words: string) => invoke<string | null>('spelling', { words });

/** Keeps a search under a name, after the others; a name that is taken gets the new words. */
export const keepSearch = (name: string, words: string) => invoke<number>('keep_search', { name, words });

/** Gives a saved search another name. */
export const renameSearch = (name: string, to: string) => invoke<Deed>('rename_search', { name, to });

/** Moves a saved search among the others. */
export const placeSearch = (name: string, place: Place) => invoke<Deed>('place_search', { name, place });

/** Drops a saved search. */
export const removeSearch = (name: string) => invoke<Deed>('remove_search', { name });

/** Gives a tag another name. */
export const renameTag = (name: string, to: string) => invoke<Deed>('rename_tag', { name, to });

/** Makes two tags one. */
export const mergeTags = (name: string, into: string) => invoke<Deed>('merge_tags', { name, into });

/** Takes a tag off every story. */
export const removeTag = (name: string) => invoke<Deed>('remove_tag', { name });

/** Writes a note to a story; answers its number. */
export const writeNote = (id: StoryId, text: string) => invoke<number>('write_note', { id, text });

/** Writes a note anew; an empty text takes it away. */
export const rewriteNote = (note: number, text: string) => invoke<Deed>('rewrite_note', { note, text });

/** Marks a passage of a story; answers the highlight's number. */
export const highlight = (id: StoryId, anchor: Anchor, colour: Colour) =>
  invoke<number>('highlight', { id, anchor, colour });

/** Changes what a highlight looks like and says. */
export const changeHighlight = (highlight: number, colour: Colour, note: string) =>
  invoke<Deed>('change_highlight', { highlight, colour, note });

/** Takes a highlight away. */
export const unhighlight = (highlight: number) => invoke<Deed>('unhighlight', { highlight });

/** Keeps what somebody said in a story; answers the quote's number. */
export const keepQuote = (id: StoryId, text: string, speaker: string | null) =>
  invoke<number>('keep_quote', { id, text, speaker });

/** Drops a quote. */
export const unquote = (quote: number) => invoke<Deed>('unquote', { quote });

/** Says whether what stories say holds; null takes that back. */
export const setClaim = (
  ids: StoryId[],
  status: ClaimStatus | null,
  by: string | null,
  accordingTo: string | null,
) => invoke<Deed>('set_claim', { ids, status, by, accordingTo });

/** Translates a headline (no anchor) or a passage; an empty text takes our translation away. */
export const translate = (id: StoryId, anchor: Anchor | null, language: string, text: string) =>
  invoke<Deed>('translate', { id, anchor, language, text });

/** What was done to a story, the latest first. */
export const history = (id: StoryId) => invoke<PastDeed[]>('history', { id });

/** Every version of a story's page that is kept, the latest first. */
export const versions = (id: StoryId) => invoke<Version[]>('versions', { id });

/** What a version says. */
export const version = (id: StoryId, version: number) => invoke<VersionText>('version', { id, version });

/** Where the snapshot of a page is drawn from: in a frame that can do nothing. */
export const snapshotAddress = (sha256: string) => convertFileSrc(sha256, 'clipdesk-snapshot');

/** Fetches a story's page once more; a corrected page becomes its next version. */
export const clipAgain = (id: StoryId) => invoke<JobId>('clip_again', { id });

/** How many stories the bin holds, and how many of them have lain there long enough to go. */
export const binHolds = () => invoke<[number, number]>('bin_holds');

/** Purges everything in the bin, for good. Answers how many stories went. */
export const emptyBin = () => invoke<number>('empty_bin');

/** Gives a topic another name. */
export const renameTopic = (topic: TopicId, to: string) => invoke<Deed>('rename_topic', { topic, to });

/** Says what belongs into a topic. */
export const setBrief = (topic: TopicId, brief: string) => invoke<Deed>('set_brief', { topic, brief });

/** Gives a topic a colour; null gives it the one of its place. */
export const recolourTopic = (topic: TopicId, colour: TopicColour | null) =>
  invoke<Deed>('recolour_topic', { topic, colour });

/** Moves a topic among the others. */
export const placeTopic = (topic: TopicId, place: Place) => invoke<Deed>('place_topic', { topic, place });

/** Makes two topics one. */
export const mergeTopics = (topic: TopicId, into: TopicId) => invoke<Deed>('merge_topics', { topic, into });

/** Makes a topic a section of another one; its own sections become sections beside it. */
export const nestTopic = (topic: TopicId, into: TopicId) => invoke<Deed>('nest_topic', { topic, into });

/** Removes a topic. Its stories stay in the library. */
export const removeTopic = (topic: TopicId) => invoke<Deed>('remove_topic', { topic });

/** Gives a section another name. */
export const renameSection = (topic: TopicId, section: SectionId, to: string) =>
  invoke<Deed>('rename_section', { topic, section, to });

/** Says what belongs into a section. */
export const setSectionBrief = (topic: TopicId, section: SectionId, brief: string) =>
  invoke<Deed>('set_section_brief', { topic, section, brief });

/** Moves a section among those of its topic. */
export const placeSection = (topic: TopicId, section: SectionId, place: Place) =>
  invoke<Deed>('place_section', { topic, section, place });

/** Makes a section a topic of its own; answers what was done. */
export const liftSection = (topic: TopicId, section: SectionId) =>
  invoke<Deed>('lift_section', { topic, section });

/** Removes a section. Its stories stay in the topic, not yet placed. */
export const removeSection = (topic: TopicId, section: SectionId) =>
  invoke<Deed>('remove_section', { topic, section });

/** Puts stories into a section of a topic (null: not yet placed), at a place in its order. One act. */
export const placeStories = (ids: StoryId[], topic: TopicId, section: SectionId | null, place: Place) =>
  invoke<Deed>('place_stories', { ids, topic, section, place });

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

/** Exports a topic; over a file that stands there only where that is meant. */
export const printTopic = (topic: TopicId, format: Format, path: string, replace: boolean) =>
  invoke<string>('print_topic', { topic, format, path, replace });

/** Opens a story's own page in the system's browser. */
export const openOriginal = (id: StoryId) => invoke<void>('open_original', { id });

/** Adds the sample stories that we wrote; answers how many. */
export const keepSamples = () => invoke<number>('keep_samples');

/** Calls back whenever the library has changed, whoever changed it. */
export const onLibraryChanged = (then: () => void) => listen('library-changed', () => then());

/** Calls back with the jobs whenever one of them has moved. */
export const onJobsChanged = (then: (jobs: JobCard[]) => void) =>
  listen<JobCard[]>('jobs-changed', (event) => then(toldJobs(event.payload)));

/** The numbers of all stories of a list, in its order, whatever page is asked for; for acts on all of them. */
export const numbers = (query: Query) => invoke<StoryId[]>('numbers', { query });

/** What holds for this editor on this computer. */
export const settings = () => invoke<Settings>('settings');

/** Says how the desk reaches the web; at once. */
export const setNetwork = (network: Network) => invoke<Settings>('set_network', { network });

/** Says over which mail server editions are sent. */
export const setPost = (office: PostOffice) => invoke<Settings>('set_post', { office });

/** Whether a password is kept for the mail server. */
export const hasPassword = () => invoke<boolean>('has_password');

/** Keeps the password for the mail server, in the system's keyring. */
export const keepPassword = (password: string) => invoke<void>('keep_password', { password });

/** Forgets the password for the mail server. */
export const forgetPassword = () => invoke<void>('forget_password');

/** Opens another library instead of this one; a new or empty folder becomes one. Refused, this one stays open. */
export const openLibrary = (folder: string) => invoke<Holding>('open_library', { folder });

/** Takes a library off the list of those that were open here; its folder is not touched. */
export const forgetLibrary = (folder: string) => invoke<Settings>('forget_library', { folder });

/** Asks for a folder by the system's own chooser; null when none was chosen. */
export const chooseFolder = () => invoke<string | null>('choose_folder');

/** Moves the open library into another folder, which must be new or empty. A chore. */
export const moveLibrary = (to: string) => invoke<Holding>('move_library', { to });

/** The backups of the library, the latest first. */
export const backups = () => invoke<BackupCard[]>('backups');

/** Makes a backup now; answers the sentence that says so. A chore. */
export const backUp = () => invoke<string>('back_up');

/** Puts a backup in the library's place; what it replaces is kept beside it. A chore. */
export const restore = (name: string) => invoke<string>('restore', { name });

/** Looks through the whole library; answers what was found, a sentence each; none if all is well. A chore. */
export const verify = async () => (await invoke<string[]>('verify')).map(sentence);

/** Exports the whole library into a folder; answers the sentence that says so. A chore. */
export const exportLibrary = (path: string) => invoke<string>('export_library', { path });

/** Takes in an export; answers the sentence that says what came. A chore. */
export const importLibrary = (path: string) => invoke<string>('import_library', { path });

/** Stops the chore that is under way. */
export const stopChore = () => invoke<void>('stop_chore');

/** Calls back when a chore has moved, and with null when none is under way. */
export const onChoreMoved = (then: (chore: Chore | null) => void) =>
  listen<Chore | null>('chore-moved', (event) => then(event.payload));

/** Addresses that `clipdesk://clip?url=` links brought and nobody has answered yet. Taken once. */
export const linksBrought = () => invoke<string[]>('links_brought');

/** Calls back when a link has brought something. */
export const onLinkBrought = (then: () => void) => listen('link-brought', () => then());

/** Calls back with the name of a command that was chosen in the system's own menu bar. */
export const onMenuChosen = (then: (command: string) => void) =>
  listen<string>('menu-chosen', (event) => then(event.payload));
