/** What the palette offers: everything that can be done now, and everywhere that one can go. */
import * as desk from '../desk';
import { capsOf, keys, type Command, type KeyGroup } from '../keys';
import { turnTo } from '../library/turning';
import type { Theme } from '../look.svelte';
import type { SettingsSection } from '../over';
import type { IconName } from '../parts/icons';
import type { Session } from '../session.svelte';
import type { Facet, Holding, Row, TopicColour } from '../wire';
import { words } from '../words';
import { publishing, putting } from './publishing';

export type Kind =
  'commands' | 'topics' | 'collections' | 'tags' | 'searches' | 'outlets' | 'libraries' | 'stories' | 'help';

/** One line of the palette. */
export interface Offer {
  /** What it is remembered under. */
  key: string;
  kind: Kind;
  name: string;
  icon: IconName;
  /** For a topic: its colour; null has the one of its place. */
  dot?: { colour: TopicColour | null; place: number };
  note?: string;
  caps?: string[];
  /**
   * When it is offered, if not always: once a prefix asks for its kind, as it is seldom wanted; or only once some
   * of its name is typed, as there is one for every topic or tag.
   */
  waits?: 'prefix' | 'name';
  run: () => unknown;
  /** What Ctrl Enter does instead. */
  further?: { words: string; run: () => unknown };
}

const told = words.palette;

const targets = ({ stories }: Session) => stories.targets.length > 0;
const fetched = ({ story }: Session) => story !== null && story.unfetched === null;
const hasNext = ({ stories }: Session) => stories.place < stories.length - 1;
const hasPrevious = ({ stories }: Session) => stories.place > 0;
const isStory = ({ story }: Session) => story !== null;

/** What has to be there for a command to do anything. What is not named here can always be done. */
const needs: Partial<Record<Command, (session: Session) => boolean>> = {
  next: hasNext,
  previous: hasPrevious,
  'extend-next': hasNext,
  'extend-previous': hasPrevious,
  read: isStory,
  'page-down': isStory,
  select: isStory,
  'select-all': ({ stories }) => stories.rows.length > 0,
  done: targets,
  star: targets,
  unread: targets,
  topic: targets,
  tag: targets,
  collect: targets,
  spike: (session) => targets(session) && session.targetMarks.some((marks) => !marks.spiked),
  date: fetched,
  correct: fetched,
  original: ({ story }) => !!story?.address,
  snapshot: ({ story }) => !!story?.snapshot,
  versions: ({ story }) => !!story?.versions,
  verify: targets,
  highlight: ({ reading }) => reading.selected !== null,
  quote: ({ reading }) => reading.selected !== null,
  note: isStory,
  translate: isStory,
  'copy-citation': isStory,
  find: isStory,
  'find-previous': ({ reading }) => reading.lookup.open,
  print: isStory,
  larger: isStory,
  smaller: isStory,
  'usual-size': isStory,
  filter: ({ isEmpty }) => !isEmpty,
  undo: ({ shelves }) => !!shelves?.undo,
  redo: ({ shelves }) => !!shelves?.redo,
  export: ({ topic, composer }) => topic !== null || composer.isOn,
  board: ({ topic }) => topic !== null,
  'move-up': ({ board, composer }) => board.isSeen || composer.item !== null,
  'move-down': ({ board, composer }) => board.isSeen || composer.item !== null,
  'move-left': ({ board }) => board.isSeen,
  'move-right': ({ board }) => board.isSeen,
  // These stand here by their own names, or are this.
  section: () => false,
  palette: () => false,
};

/** The commands whose name says which way they go now. */
function nameOf(session: Session, command: Command): string {
  const marks = session.targetMarks;
  if (command === 'done' && marks.every((m) => m.done)) return told.notDone;
  if (command === 'star' && marks.every((m) => m.starred)) return told.unstar;
  if (command === 'unread') return marks.some((m) => m.read) ? told.markUnread : told.markRead;
  return words.sheet.commands[command];
}

const icons: Partial<Record<Command, IconName>> = {
  read: 'paper',
  back: 'back',
  done: 'check',
  star: 'star',
  topic: 'folder',
  tag: 'tag',
  collect: 'news',
  correct: 'pen',
  original: 'away',
  snapshot: 'page',
  versions: 'stack',
  verify: 'question',
  highlight: 'marker',
  note: 'note',
  quote: 'quote',
  translate: 'translate',
  'copy-citation': 'copy',
  find: 'search',
  print: 'print',
  larger: 'letters',
  smaller: 'letters',
  'usual-size': 'letters',
  spike: 'spike',
  undo: 'back',
  settings: 'gear',
  redo: 'again',
  clip: 'plus',
  search: 'search',
  export: 'out',
  'go-inbox': 'inbox',
  'go-today': 'sun',
  'go-starred': 'star',
  'go-highlights': 'marker',
  'go-all': 'layers',
};

/** What an editor reaches for comes first. */
const ORDER: KeyGroup[] = ['acting', 'everywhere', 'reading', 'places', 'moving'];

function commands(session: Session): Offer[] {
  const selected = session.stories.selected.size;
  const places = (group: KeyGroup) => ORDER.indexOf(group) + (ORDER.includes(group) ? 0 : ORDER.length);
  return keys
    .filter(({ command }) => needs[command]?.(session) ?? true)
    .sort((a, b) => places(a.group) - places(b.group))
    .map(({ command, group }) => ({
      key: command,
      kind: 'commands',
      name: nameOf(session, command),
      icon: icons[command] ?? 'command',
      note:
        command === 'undo' || command === 'redo'
          ? (session.shelves?.[command] ?? undefined)
          : group === 'acting' && selected > 0
            ? told.on(selected)
            : undefined,
      caps: capsOf(command),
      run: () => session.run(command),
    }));
}

/** Commands without a key, for nobody looks for them daily. */
function keyless(session: Session): Offer[] {
  const offer = (key: string, name: string, icon: IconName, run: () => unknown): Offer => ({
    key,
    kind: 'commands',
    name,
    icon,
    waits: 'prefix',
    run,
  });
  const themes: [Theme, IconName][] = [
    ['system', 'halves'],
    ['light', 'sun'],
    ['dark', 'moon'],
  ];
  const spiked = targets(session) && session.targetMarks.every((marks) => marks.spiked);
  const sections = Object.entries(words.settings.sections) as [SettingsSection, string][];
  return [
    ...(spiked ? [offer('bring back', words.reader.bringBack, 'again', () => session.bringBack())] : []),
    offer('new topic', words.library.newTopic, 'plus', () => {
      session.look.libraryHidden = false;
      session.cabinet.name({ thing: 'new-topic', id: 0 });
    }),
    offer('all tags', words.filing.allTags, 'tag', () => session.cabinet.ask({ ask: 'all-tags' })),
    offer('all outlets', words.filing.allOutlets, 'paper', () => session.cabinet.ask({ ask: 'all-outlets' })),
    ...(session.shelves?.spiked
      ? [offer('empty bin', words.filing.emptyBin, 'spike', () => session.cabinet.ask({ ask: 'empty-bin' }))]
      : []),
    ...(session.stories.searching
      ? [offer('save search', words.search.save, 'search', () => (session.over = { over: 'save-search' }))]
      : []),
    ...themes
      .filter(([theme]) => session.look.theme !== theme)
      .map(([theme, icon]) =>
        offer(`theme ${theme}`, told.theme(words.library[theme]), icon, () => (session.look.theme = theme)),
      ),
    ...sections.map(([section, name]) =>
      offer(`settings ${section}`, told.settings(name), 'gear', () => {
        session.over = { over: 'settings', section };
      }),
    ),
    offer('open library', words.switcher.openOther, 'folder', () => (session.over = { over: 'library' })),
  ];
}

/** Commands that name where to: one for every topic, section and tag. */
function filing(session: Session): Offer[] {
  const ids = session.stories.targets;
  if (ids.length === 0) return [];
  const offer = (key: string, name: string, icon: IconName, doing: () => Promise<desk.Deed>): Offer => ({
    key,
    kind: 'commands',
    name,
    icon,
    waits: 'name',
    run: () => session.act(doing()),
  });
  const open = session.topic;
  const filed = (topic: number) => session.targetPlacings.some((placing) => placing.topic === topic);
  const sections = (open?.sections ?? []).map((section) =>
    offer(`send ${open!.name} ${section.name}`, told.sendTo(section.name), 'folder', () =>
      desk.gather(ids, open!.id, section.id),
    ),
  );
  const topics = (session.shelves?.topics ?? []).map((topic) =>
    filed(topic.id)
      ? offer(`release ${topic.name}`, told.takeOut(topic.name), 'folder', () => desk.release(ids, topic.id))
      : offer(`file ${topic.name}`, told.fileUnder(topic.name), 'folder', () =>
          desk.gather(ids, topic.id, null),
        ),
  );
  const worn = session.targetTags;
  const tags = (session.shelves?.tags ?? []).map(({ name }) =>
    worn.includes(name)
      ? offer(`untag ${name}`, told.untag(name), 'tag', () => desk.tag(ids, [], [name]))
      : offer(`tag ${name}`, told.tag(name), 'tag', () => desk.tag(ids, [name], [])),
  );
  return [...sections, ...topics, ...tags];
}

/** Everything of the library that has a name and can be gone to. */
function places(session: Session, outlets: Facet[]): Offer[] {
  const ids = session.stories.targets;
  const acts = (line: string, doing: () => Promise<desk.Deed>) =>
    ids.length === 0 ? undefined : { words: line, run: () => session.act(doing()) };
  const shelves = session.shelves;
  const go = async (to: unknown) => {
    await to;
    session.focus('list');
  };
  const topics = (shelves?.topics ?? []).flatMap((topic, place): Offer[] => {
    const dot = { colour: topic.colour, place };
    return [
      {
        key: `topic ${topic.name}`,
        kind: 'topics',
        name: topic.name,
        icon: 'folder',
        dot,
        note: words.stories(topic.stories),
        run: () => go(session.goTo({ shelf: 'topic', topic: topic.id })),
        further: acts(told.fileHere, () => desk.gather(ids, topic.id, null)),
      },
      ...topic.sections.map((section): Offer => ({
        key: `section ${topic.name} ${section.name}`,
        kind: 'topics',
        name: section.name,
        icon: 'folder',
        dot,
        note: told.inSection(topic.name),
        waits: 'prefix',
        run: () => go(session.goTo({ shelf: 'section', section: section.id })),
        further: acts(told.fileHere, () => desk.gather(ids, topic.id, section.id)),
      })),
    ];
  });
  const tags = (shelves?.tags ?? []).map(({ name, stories }): Offer => ({
    key: `wears ${name}`,
    kind: 'tags',
    name,
    icon: 'tag',
    note: words.stories(stories),
    run: () => go(session.goTo({ shelf: 'tag', tag: name })),
    further: acts(told.tagWith, () => desk.tag(ids, [name], [])),
  }));
  const searches = (shelves?.searches ?? []).map((kept): Offer => ({
    key: `search ${kept.name}`,
    kind: 'searches',
    name: kept.name,
    icon: 'search',
    note: kept.words,
    run: () => go(session.cabinet.openSearch(kept)),
  }));
  const named = outlets.map(({ name, stories }): Offer => ({
    key: `outlet ${name}`,
    kind: 'outlets',
    name,
    icon: 'paper',
    note: words.stories(stories),
    waits: 'prefix',
    run: () => go(session.cabinet.openOutlet(name)),
  }));
  return [...topics, ...tags, ...searches, ...named];
}

/** The other libraries that were open here. */
const others = (session: Session, libraries: Holding[]): Offer[] =>
  libraries
    .filter((library) => library.folder !== session.holding?.folder)
    .map(({ name, folder }) => ({
      key: `library ${folder}`,
      kind: 'libraries',
      name: told.openLibrary(name),
      icon: 'layers',
      note: folder,
      waits: 'prefix',
      run: () => turnTo(session, folder),
    }));

/** Everything that is offered, but for stories, which the engine finds. */
export const offers = (session: Session, outlets: Facet[], libraries: Holding[]): Offer[] => [
  ...commands(session),
  ...keyless(session),
  ...publishing(session),
  ...filing(session),
  ...putting(session),
  ...places(session, outlets),
  ...others(session, libraries),
];

/** The stories that were found. */
export const found = (session: Session, rows: Row[]): Offer[] =>
  rows.map((row) => ({
    key: `story ${row.id}`,
    kind: 'stories',
    name: row.headline,
    icon: 'book',
    note: [row.outlet, row.published && words.shortDay(row.published)].filter(Boolean).join(', '),
    run: () => session.jumpTo(row.id),
  }));
