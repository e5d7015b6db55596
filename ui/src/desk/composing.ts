/**
 * What the window asks of the engine about collections and the editions that are set of them: a part of
 * {@link ../desk}, through which it is used.
 */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { sentence } from '../sentence';
import type {
  Collection,
  CollectionCard,
  CollectionId,
  Content,
  Delivery,
  Described,
  EditionCard,
  Finding,
  Form,
  Format,
  ItemId,
  Number as EditionNumber,
  Picture,
  Place,
  Rights,
  SectionId,
  Sent,
  SourceId,
  StoryId,
  TemplateCard,
  TopicId,
} from '../wire';

type Deed = string | null;

/** All collections, in the editor's order. */
export const collections = () => invoke<CollectionCard[]>('collections');

/** A collection with everything in it. */
export const collection = (id: CollectionId) => invoke<Collection>('collection', { id });

/** Makes a collection, after the others. */
export const newCollection = (name: string, template: string) =>
  invoke<CollectionId>('new_collection', { name, template });

/** Changes what is said of a collection as a whole. What is not named stays as it is. */
export const describeCollection = (id: CollectionId, to: Partial<Described>) =>
  invoke<Deed>('describe_collection', { id, to });

/** Moves a collection among the others. */
export const placeCollection = (id: CollectionId, place: Place) =>
  invoke<Deed>('place_collection', { id, place });

/** Removes a collection and its draft. Its stories, and the editions that were set of it, stay. */
export const removeCollection = (id: CollectionId) => invoke<Deed>('remove_collection', { id });

/** Puts stories into a collection, at the end of a section if one is given. */
export const collect = (id: CollectionId, stories: StoryId[], section: ItemId | null, form: Form | null) =>
  invoke<Deed>('collect', { id, stories, section, form });

/** Puts something that is no story into a collection; answers its number. */
export const compose = (id: CollectionId, content: Content, after: ItemId | null) =>
  invoke<ItemId>('compose', { id, content, after });

/** Changes what an item says. */
export const recompose = (item: ItemId, content: Content) => invoke<Deed>('recompose', { item, content });

/** Says in which form stories are printed. */
export const setForm = (items: ItemId[], form: Form) => invoke<Deed>('set_form', { items, form });

/** Says whether items are there again in the next edition. */
export const setStays = (items: ItemId[], stays: boolean) => invoke<Deed>('set_stays', { items, stays });

/** Moves items within their collection, in the order given. */
export const moveItems = (items: ItemId[], place: Place) => invoke<Deed>('move_items', { items, place });

/** Takes items out of their collection. */
export const takeOut = (items: ItemId[]) => invoke<Deed>('take_out', { items });

/** Lets a collection look for new stories in a topic, or in a section of it. */
export const feed = (
  id: CollectionId,
  topic: TopicId,
  topicSection: SectionId | null,
  section: ItemId | null,
) => invoke<Deed>('feed', { id, topic, topicSection, section });

/** Lets a collection look there no longer. */
export const unfeed = (source: SourceId) => invoke<Deed>('unfeed', { source });

/** Puts new stories into the draft, each where its source says; all that wait if none is named. */
export const loadWaiting = (id: CollectionId, stories: StoryId[]) =>
  invoke<Deed>('load_waiting', { id, stories });

/** Waves new stories on: they do not wait any longer. */
export const passOver = (id: CollectionId, stories: StoryId[]) => invoke<Deed>('pass_over', { id, stories });

/** What speaks against sending the draft out, what blocks it first. */
export const findings = async (id: CollectionId) =>
  (await invoke<Finding[]>('findings', { id })).map((found) => ({ ...found, said: sentence(found.said) }));

/** Sets the draft: it is numbered, dated and kept. With changes it corrects the last edition. */
export const setEdition = (id: CollectionId, changes: string | null) =>
  invoke<EditionCard>('set_edition', { id, changes });

/** Begins the next edition: what stays is the sections and what was marked to stay. */
export const beginNext = (id: CollectionId) => invoke<Deed>('begin_next', { id });

/** Withdraws an edition, for a reason. */
export const withdraw = (id: CollectionId, number: EditionNumber, why: string) =>
  invoke<void>('withdraw', { id, number, why });

/** What left the desk of a collection, the latest first. */
export const deliveries = (id: CollectionId) => invoke<Delivery[]>('deliveries', { id });

/** Keeps a picture of the editor's own, to be put into a collection. */
export const keepOwnPicture = async (file: File) =>
  invoke<Picture>('keep_own_picture', new Uint8Array(await file.arrayBuffer()));

/** The formats that can be printed, in the order in which they are offered. */
export const formats = () => invoke<Format[]>('formats');

/** A path to export the draft (no number) or an edition to. */
export const suggestedEditionPath = (id: CollectionId, number: EditionNumber | null, format: Format) =>
  invoke<string>('suggested_edition_path', { id, number, format });

/** Exports the draft or an edition; over a file that stands there only where that is meant. */
export const printEdition = (
  id: CollectionId,
  number: EditionNumber | null,
  format: Format,
  path: string,
  replace: boolean,
) => invoke<string>('print_edition', { id, number, format, path, replace });

/** The draft or an edition as plain text and, unless that is Markdown, as rich text. */
export const copiedEdition = (id: CollectionId, number: EditionNumber | null, format: Format) =>
  invoke<[string, string | null]>('copied_edition', { id, number, format });

/** The people in a list as they are written to, each once. */
export const recipients = (list: string) => invoke<string[]>('recipients', { list });

/** What speaks against mailing the draft or an edition: that it is too long for mail programs. */
export const mailFinding = (id: CollectionId, number: EditionNumber | null) =>
  invoke<Finding | null>('mail_finding', { id, number });

/** Sends the draft or an edition to whoever writes, marked as a test. Answers to whom. */
export const sendTest = (id: CollectionId, number: EditionNumber | null) =>
  invoke<string>('send_test', { id, number });

/** Sends an edition to people, each once; to those of `again` although they may have it. */
export const sendEdition = (id: CollectionId, number: EditionNumber, people: string, again: string) =>
  invoke<Sent>('send_edition', { id, number, people, again });

/** The templates: those that come along, then the editor's own. */
export const templates = () => invoke<TemplateCard[]>('templates');

/** The text of a template. */
export const templateText = (name: string) => invoke<string>('template_text', { name });

/** Keeps a template of the editor's own under a name. */
export const keepTemplate = (name: string, text: string) => invoke<Deed>('keep_template', { name, text });

/** Forgets a template of the editor's own. */
export const removeTemplate = (name: string) => invoke<Deed>('remove_template', { name });

/** Reads a template that is being written; previews that ask for the trial are printed with it. */
export const tryTemplate = (text: string) => invoke<void>('try_template', { text });

/** The terms of a story alone, whatever its outlet's are. */
export const storyRights = (id: StoryId) => invoke<Rights>('story_rights', { id });

/** The terms of an outlet. */
export const outletRights = (outlet: string) => invoke<Rights>('outlet_rights', { outlet });

/** Writes down the terms of stories, in place of those before. */
export const setStoryRights = (ids: StoryId[], rights: Rights) =>
  invoke<Deed>('set_story_rights', { ids, rights });

/** Writes down the terms of an outlet, in place of those before. */
export const setOutletRights = (outlet: string, rights: Rights) =>
  invoke<Deed>('set_outlet_rights', { outlet, rights });

/** Where a preview is drawn from: in a frame that can do nothing. The turn makes each address a new one. */
export const previewAddress = (id: CollectionId, edition: string, format: Format, turn: number) =>
  convertFileSrc(`${id}~${edition}~${format}~${turn}`, 'clipdesk-preview');
