/** What the menus of the library pane offer. */
import * as desk from '../desk';
import { caps, notation, onMac, type Pressed } from '../keys';
import type { MenuItem, Menus } from '../parts/menu.svelte';
import type { Session } from '../session.svelte';
import type { Place, SavedSearch, Section, Tag, Topic, TopicColour } from '../wire';
import { words } from '../words';
import { elementOf, type Thing, type Where } from './cabinet.svelte';

const told = words.filing;

/** The lines of a menu that a key does as well, by the key. */
const KEYS: Record<string, string> = {
  F2: 'rename',
  Delete: 'remove',
  'Alt+ArrowUp': 'up',
  'Alt+ArrowDown': 'down',
};

const capsFor = (line: string) =>
  caps(
    Object.keys(KEYS).find((press) => KEYS[press] === line)!,
    onMac,
  );

/** What a press does to the thing whose menu this is; nothing for most presses. */
export function itemFor(event: Pressed, items: MenuItem[]): MenuItem | undefined {
  const press = notation(event, onMac);
  const line = press === null ? undefined : KEYS[press];
  return line === undefined ? undefined : items.find((item) => item.key === line);
}

/** Moves something, and leaves the focus on it. */
async function moves(session: Session, thing: Thing, doing: Promise<desk.Deed>) {
  if (!(await session.act(doing))) return;
  await session.loadShelves();
  document.getElementById(elementOf(thing))?.focus();
}

/** The lines that move something among its like: none at an end that it cannot pass. */
function placing(all: { id: number }[], id: number, move: (place: Place) => void): MenuItem[] {
  const at = all.findIndex((one) => one.id === id);
  const items: MenuItem[] = [];
  if (at > 0) {
    const place = { before: all[at - 1]!.id };
    items.push({ key: 'up', words: told.up, caps: capsFor('up'), onpick: () => move(place) });
  }
  if (at >= 0 && at < all.length - 1) {
    const place = { after: all[at + 1]!.id };
    items.push({ key: 'down', words: told.down, caps: capsFor('down'), onpick: () => move(place) });
  }
  return items.map((item, first) => (first === 0 ? { ...item, parted: true } : item));
}

const rename = (session: Session, thing: Thing, where: Where = 'pane'): MenuItem => ({
  key: 'rename',
  words: told.rename,
  icon: 'pen',
  caps: capsFor('rename'),
  onpick: () => session.cabinet.name(thing, where),
});

const remove = (onpick: () => void): MenuItem => ({
  key: 'remove',
  words: told.remove,
  caps: capsFor('remove'),
  parted: true,
  onpick,
});

const open = (onpick: () => void): MenuItem => ({ key: 'open', words: told.open, onpick });

const COLOURS = Object.keys(told.colours) as TopicColour[];

function colours(session: Session, topic: Topic): MenuItem[] {
  const recolour = (colour: TopicColour | null) => () =>
    void session.act(desk.recolourTopic(topic.id, colour));
  return [
    ...COLOURS.map((colour): MenuItem => ({
      key: colour,
      words: told.colours[colour],
      dot: colour,
      checked: topic.colour === colour,
      onpick: recolour(colour),
    })),
    {
      key: 'none',
      words: told.ofItsPlace,
      checked: topic.colour === null,
      parted: true,
      onpick: recolour(null),
    },
  ];
}

export function topicItems(session: Session, menus: Menus, topic: Topic, from: HTMLElement): MenuItem[] {
  const { cabinet } = session;
  const topics = session.shelves?.topics ?? [];
  const alone = topics.length < 2;
  const others: MenuItem[] = [
    {
      key: 'merge',
      words: told.mergeInto,
      parted: true,
      onpick: () => cabinet.ask({ ask: 'merge-topic', topic }),
    },
    { key: 'nest', words: told.nestIn, onpick: () => cabinet.ask({ ask: 'nest-topic', topic }) },
  ];
  return [
    open(() => void session.goTo({ shelf: 'topic', topic: topic.id })),
    rename(session, { thing: 'topic', id: topic.id }),
    {
      key: 'colour',
      words: told.colour,
      onpick: () => menus.under(from, told.colourOf(topic.name), colours(session, topic)),
    },
    {
      key: 'new-section',
      words: told.newSection,
      icon: 'plus',
      onpick: () => {
        cabinet.showSections(topic.id);
        cabinet.name({ thing: 'new-section', id: topic.id });
      },
    },
    ...placing(
      topics,
      topic.id,
      (place) => void moves(session, { thing: 'topic', id: topic.id }, desk.placeTopic(topic.id, place)),
    ),
    ...(alone ? [] : others),
    {
      key: 'export',
      words: told.export,
      icon: 'out',
      parted: alone,
      onpick: () => (session.over = { over: 'export', topic }),
    },
    remove(() => cabinet.ask({ ask: 'remove-topic', topic })),
  ];
}

/** Makes a section a topic of its own, and opens that. */
async function lift(session: Session, topic: Topic, section: Section) {
  if (!(await session.act(desk.liftSection(topic.id, section.id)))) return;
  await session.loadShelves();
  const made = session.shelves?.topics.find(({ name }) => name === section.name);
  if (made && session.section === null) await session.goTo({ shelf: 'topic', topic: made.id });
}

export function sectionItems(
  session: Session,
  topic: Topic,
  section: Section,
  where: Where = 'pane',
): MenuItem[] {
  const { cabinet } = session;
  const thing: Thing = { thing: 'section', id: section.id };
  return [
    open(() => void session.goTo({ shelf: 'section', section: section.id })),
    rename(session, thing, where),
    {
      key: 'brief',
      words: told.brief,
      onpick: () => cabinet.ask({ ask: 'section-brief', topic, section }),
    },
    ...placing(
      topic.sections,
      section.id,
      (place) => void moves(session, thing, desk.placeSection(topic.id, section.id, place)),
    ),
    {
      key: 'lift',
      words: told.lift,
      parted: true,
      onpick: () => void lift(session, topic, section),
    },
    remove(() => cabinet.ask({ ask: 'remove-section', topic, section })),
  ];
}

export function tagItems(session: Session, tag: Tag): MenuItem[] {
  const { cabinet } = session;
  const others = (session.shelves?.tags.length ?? 0) > 1;
  const merge: MenuItem = {
    key: 'merge',
    words: told.mergeInto,
    onpick: () => cabinet.ask({ ask: 'merge-tag', tag }),
  };
  return [
    open(() => void session.goTo({ shelf: 'tag', tag: tag.name })),
    rename(session, { thing: 'tag', id: tag.name }),
    ...(others ? [merge] : []),
    remove(() => cabinet.ask({ ask: 'remove-tag', tag })),
  ];
}

export function searchItems(session: Session, search: SavedSearch): MenuItem[] {
  const { cabinet } = session;
  const thing: Thing = { thing: 'search', id: search.id };
  return [
    open(() => cabinet.openSearch(search)),
    rename(session, thing),
    ...placing(
      session.shelves?.searches ?? [],
      search.id,
      (place) => void moves(session, thing, desk.placeSearch(search.name, place)),
    ),
    remove(() => cabinet.ask({ ask: 'remove-search', search })),
  ];
}

export const binItems = (session: Session): MenuItem[] => [
  open(() => void session.goTo({ shelf: 'spiked' })),
  {
    key: 'remove',
    words: told.emptyBin,
    caps: capsFor('remove'),
    parted: true,
    onpick: () => session.cabinet.ask({ ask: 'empty-bin' }),
  },
];
