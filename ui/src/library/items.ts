/** What the menus of the library pane offer. */
import * as desk from '../desk';
import { caps, capsOf, inUse, notation, onMac, type Pressed } from '../keys';
import type { MenuItem, Menus } from '../parts/menu.svelte';
import type { Session } from '../session.svelte';
import type { CollectionCard, Place, SavedSearch, Section, Tag, Topic, TopicColour } from '../wire';
import { words } from '../words';
import { elementOf, type Thing, type Where } from './cabinet.svelte';

const told = words.filing;

/** The lines of a menu that a key does as well; those of the second kind have the key that the editor gave them. */
const KEYS = { rename: 'F2', remove: 'Delete' } as const;
const COMMANDS = { up: 'move-up', down: 'move-down' } as const;

const capsFor = (line: keyof typeof KEYS) => caps(KEYS[line], onMac);

/** What a press does to the thing whose menu this is; nothing for most presses. */
export function itemFor(event: Pressed, items: MenuItem[]): MenuItem | undefined {
  const press = notation(event, onMac);
  if (press === null) return undefined;
  const fixed = Object.entries(KEYS).find(([, key]) => key === press);
  const given = Object.entries(COMMANDS).find(([, command]) => inUse.get(command)?.includes(press));
  const line = fixed ?? given;
  return line && items.find((item) => item.key === line[0]);
}

/** Moves something, and leaves the focus on it. */
async function moves(session: Session, thing: Thing, doing: Promise<desk.Deed>, where: Where = 'pane') {
  if (!(await session.act(doing))) return;
  await Promise.all([session.loadShelves(), session.composer.loadCards()]);
  if (where === 'pane') document.getElementById(elementOf(thing))?.focus();
}

/** The lines that move something among its like: none at an end that it cannot pass. */
function placing(all: { id: number }[], id: number, move: (place: Place) => void): MenuItem[] {
  const at = all.findIndex((one) => one.id === id);
  const line = (key: keyof typeof COMMANDS, place: Place): MenuItem => ({
    key,
    words: told[key],
    caps: capsOf(COMMANDS[key]),
    onpick: () => move(place),
  });
  const items: MenuItem[] = [];
  if (at > 0) items.push(line('up', { before: all[at - 1]!.id }));
  if (at >= 0 && at < all.length - 1) items.push(line('down', { after: all[at + 1]!.id }));
  return parted(items);
}

/** Lines that a line parts from what stands above them. */
const parted = (items: MenuItem[]) =>
  items.map((item, first) => (first === 0 ? { ...item, parted: true } : item));

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

/** Makes a section a topic of its own; who looked at the section looks at the topic. */
async function lift(session: Session, topic: Topic, section: Section) {
  const wasOpen = session.section?.id === section.id;
  if (!(await session.act(desk.liftSection(topic.id, section.id)))) return;
  await session.loadShelves();
  const made = session.shelves?.topics.find(({ name }) => name === section.name);
  if (made && wasOpen) await session.goTo({ shelf: 'topic', topic: made.id });
}

/** On the board sections stand side by side, and the keys are those of its cards. */
const asColumns = (items: MenuItem[]) =>
  items.map((item) => ({
    ...item,
    words: item.key === 'up' ? told.left : told.right,
    caps: undefined,
  }));

export function sectionItems(
  session: Session,
  topic: Topic,
  section: Section,
  where: Where = 'pane',
): MenuItem[] {
  const { cabinet } = session;
  const thing: Thing = { thing: 'section', id: section.id };
  const steps = placing(
    topic.sections,
    section.id,
    (place) => void moves(session, thing, desk.placeSection(topic.id, section.id, place), where),
  );
  return [
    open(() => void session.goTo({ shelf: 'section', section: section.id })),
    rename(session, thing, where),
    {
      key: 'brief',
      words: told.brief,
      onpick: () => cabinet.ask({ ask: 'section-brief', topic, section }),
    },
    ...(where === 'pane' ? steps : asColumns(steps)),
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

export function collectionItems(session: Session, card: CollectionCard): MenuItem[] {
  const { composer } = session;
  const thing: Thing = { thing: 'collection', id: card.id };
  const said = words.publishing;
  const asks = (key: 'head' | 'sources' | 'editions', line: string): MenuItem => ({
    key,
    words: line,
    onpick: () => void composer.open(card.id).then(() => composer.ask({ ask: key })),
  });
  return [
    open(() => void composer.open(card.id)),
    rename(session, thing),
    asks('head', said.details),
    asks('sources', said.sources),
    asks('editions', said.editions),
    ...placing(
      composer.cards,
      card.id,
      (place) => void moves(session, thing, desk.placeCollection(card.id, place)),
    ),
    remove(() => composer.ask({ ask: 'remove', card })),
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
