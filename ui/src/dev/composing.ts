/** Composing in the pretend library: collections, their drafts, the editions that are set of them. */
import type {
  Content,
  Described,
  Form,
  Format,
  Number as EditionNumber,
  Place,
  Rights,
  Story,
} from '../wire';
import { UNKNOWN } from '../composer/terms';
import { changed, does, refuse } from './acts';
import {
  begin,
  card,
  check,
  nextItem,
  opened,
  storyItem,
  storyOf,
  templates,
  type Kept,
} from './collections';
import { held } from './holding';
import { people } from './sending';
import { trial } from './trial';

/** What these commands are asked with. */
interface Args {
  id: number;
  ids: number[];
  item: number;
  items: number[];
  stories: number[];
  section: number | null;
  form: Form | null;
  after: number | null;
  content: Content;
  to: Partial<Described>;
  place: Place;
  topic: number;
  topicSection: number | null;
  source: number;
  name: string;
  template: string;
  text: string;
  changes: string | null;
  number: EditionNumber | null;
  why: string;
  format: Format;
  path: string;
  replace: boolean;
  outlet: string;
  rights: Rights;
  stays: boolean;
}

held.collections = begin();

const FORMATS: Format[] = ['md', 'html'];
const TEXT = `name = "Daily briefing"
about = "What happened, in sections."

[shape]
form = "summary"

[words]
comment = "Our comment"

[look]
accent = "#7f2517"
`;
const files = new Set<string>();

function of(id: number): Kept {
  const found = held.collections.find((one) => one.id === id);
  if (!found) throw { kind: 'missing', message: `there is no collection “${id}”` };
  return found;
}

function holding(item: number): Kept {
  const found = held.collections.find((one) => one.items.some((other) => other.id === item));
  if (!found) throw { kind: 'missing', message: `item ${item} is not in this collection` };
  return found;
}

/** Changes a copy, as what was done is taken back by putting back what was. */
function change(id: number, sentence: string, how: (kept: Kept) => void): string {
  return does(sentence, () => {
    held.collections = structuredClone(held.collections);
    how(of(id));
  });
}

function rightsOver(story: Story): Rights {
  const own = held.rights[`story ${story.id}`] ?? UNKNOWN;
  const outlet = held.rights[`outlet ${story.outlet?.value}`] ?? UNKNOWN;
  const keys = Object.keys(UNKNOWN) as (keyof Rights)[];
  return Object.fromEntries(keys.map((key) => [key, own[key] ?? outlet[key]])) as unknown as Rights;
}

function put(kept: Kept, moved: Kept['items'], place: Place) {
  const rest = kept.items.filter((item) => !moved.includes(item));
  let at = place === 'first' ? 0 : rest.length;
  if (typeof place !== 'string') {
    const beside = 'before' in place ? place.before : place.after;
    at = rest.findIndex(({ id }) => id === beside) + Number('after' in place);
  }
  kept.items = [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

function endOf(kept: Kept, section: number | null): Place {
  if (section === null) return 'last';
  const at = kept.items.findIndex(({ id }) => id === section);
  const next = kept.items.slice(at + 1).find(({ content }) => content.is === 'section');
  return next ? { before: next.id } : 'last';
}

const readTemplate = (text: string) => {
  const lines = text.split('\n');
  const wrong = lines.findIndex((line) => line.trim() !== '' && !/^\s*(\[[\w.]+\]|[\w-]+\s*=|#)/.test(line));
  if (wrong >= 0)
    throw refuse(`line ${wrong + 1} of the template: expected \`.\`, \`=\`; nothing was changed`);
};

const says = (number: EditionNumber) =>
  number.correction === 0 ? String(number.issue) : `${number.issue}.${number.correction}`;

/** What is typed goes on with the act that began it. */
let typing: { item: number; at: number } | null = null;

export const composing = {
  collections: () => held.collections.map(card),
  collection: ({ id }: Args) => opened(of(id)),
  new_collection: ({ name, template }: Args) => {
    const id = Math.max(0, ...held.collections.map((one) => one.id)) + 1;
    does(`Made the collection “${name}”`, () => {
      const empty = { items: [], sources: [], passed: [], editions: [], deliveries: [] };
      const about = { brief: '', language: 'en', editor: null, template, next_number: 1, recipients: [] };
      held.collections = [...held.collections, { id, name, ...about, ...empty }];
    });
    return id;
  },
  describe_collection: ({ id, to }: Args) => {
    if (to.name && held.collections.some((one) => one.id !== id && one.name === to.name))
      throw refuse(`there is a collection “${to.name}” already; choose another name`);
    return change(id, `Changed the collection “${of(id).name}”`, (kept) => {
      const { editor, recipients, ...rest } = to;
      Object.assign(kept, Object.fromEntries(Object.entries(rest).filter(([, said]) => said !== null)));
      if (editor !== undefined) kept.editor = editor || null;
      if (typeof recipients === 'string') kept.recipients = people(recipients);
    });
  },
  place_collection: ({ id, place }: Args) =>
    does(`Moved the collection “${of(id).name}”`, () => {
      const moved = of(id);
      const rest = held.collections.filter((one) => one !== moved);
      const beside = typeof place === 'string' ? 0 : 'before' in place ? place.before : place.after;
      const at = rest.findIndex((one) => one.id === beside) + Number('after' in Object(place));
      held.collections = [...rest.slice(0, at), moved, ...rest.slice(at)];
    }),
  remove_collection: ({ id }: Args) =>
    does(`Removed the collection “${of(id).name}”`, () => {
      held.collections = held.collections.filter((one) => one.id !== id);
    }),
  collect: ({ id, stories, section, form }: Args) =>
    change(
      id,
      `Put ${stories.length === 1 ? `“${storyOf(stories[0]!)?.headline.value}”` : `${stories.length} stories`} into “${of(id).name}”`,
      (kept) => {
        for (const story of stories) {
          if (kept.items.some(({ content }) => content.is === 'story' && content.story === story)) continue;
          put(kept, [storyItem(story, form ?? 'summary')], endOf(kept, section));
        }
      },
    ),
  compose: ({ id, content, after }: Args) => {
    const item = { id: nextItem(), stays: content.is === 'section', content };
    change(id, `Put a ${content.is} into “${of(id).name}”`, (kept) =>
      put(kept, [item], after === null ? 'last' : { after }),
    );
    return item.id;
  },
  recompose: ({ item, content }: Args) => {
    const id = holding(item).id;
    const write = (kept: Kept) => {
      kept.items.find((one) => one.id === item)!.content = structuredClone(content);
    };
    if (typing?.item === item && Date.now() - typing.at < 1000) {
      write(of(id));
      changed();
    } else change(id, `Changed a ${content.is} in “${of(id).name}”`, write);
    typing = { item, at: Date.now() };
    return null;
  },
  set_form: ({ items, form }: Args) =>
    change(holding(items[0]!).id, `Set one item as ${form}`, (kept) => {
      for (const { id, content } of kept.items)
        if (content.is === 'story' && items.includes(id)) content.form = form!;
    }),
  set_stays: ({ items, stays }: Args) =>
    change(holding(items[0]!).id, stays ? 'Kept for the next edition' : 'For this edition only', (kept) => {
      for (const item of kept.items) if (items.includes(item.id)) item.stays = stays;
    }),
  move_items: ({ items, place }: Args) =>
    change(holding(items[0]!).id, `Moved ${items.length} items`, (kept) =>
      put(
        kept,
        items.map((id) => kept.items.find((item) => item.id === id)!),
        place,
      ),
    ),
  take_out: ({ items }: Args) =>
    change(holding(items[0]!).id, 'Took something out', (kept) => {
      kept.items = kept.items.filter(({ id }) => !items.includes(id));
    }),
  feed: ({ id, topic, topicSection, section }: Args) =>
    change(id, 'Looks there', (kept) => {
      const name = held.topics.find((one) => one.id === topic)?.name ?? '';
      const rest = kept.sources.filter((one) => one.topic !== topic || one.topic_section !== topicSection);
      kept.sources = [...rest, { id: nextItem(), topic, name, topic_section: topicSection, section }];
    }),
  unfeed: ({ source }: Args) => {
    const kept = held.collections.find((one) => one.sources.some(({ id }) => id === source))!;
    return change(kept.id, 'Took a source away', (one) => {
      one.sources = one.sources.filter(({ id }) => id !== source);
    });
  },
  load_waiting: ({ id, stories }: Args) => {
    const waiting = opened(of(id)).pending.filter(
      ({ story }) => stories.length === 0 || stories.includes(story),
    );
    return change(id, `Loaded ${waiting.length} new stories into “${of(id).name}”`, (kept) => {
      for (const { story, source } of waiting) {
        const section = kept.sources.find((one) => one.id === source)?.section ?? null;
        put(kept, [storyItem(story, 'summary')], endOf(kept, section));
      }
    });
  },
  pass_over: ({ id, stories }: Args) =>
    change(id, `Passed over a story for “${of(id).name}”`, (kept) => kept.passed.push(...stories)),
  findings: ({ id }: Args) => check(of(id), rightsOver),
  set_edition: ({ id, changes }: Args) => {
    const kept = of(id);
    const stop = check(kept, rightsOver).find(({ gravity }) => gravity === 'blocks');
    if (stop) throw refuse(`“${kept.name}” cannot be printed as it is: ${stop.said}; nothing was written`);
    const used = kept.items.flatMap(({ content }) => (content.is === 'story' ? [content.story] : []));
    const last = kept.editions[0]?.number ?? { issue: 0, correction: 0 };
    const number =
      changes === null
        ? { issue: Math.max(kept.next_number, last.issue + 1), correction: 0 }
        : { issue: last.issue, correction: last.correction + 1 };
    const edition = {
      collection: kept.name,
      number,
      title: kept.name,
      set_at: new Date().toISOString(),
      changes,
      withdrawn_at: null,
      why: null,
      stories: used.length,
      used,
    };
    kept.editions = [edition, ...kept.editions];
    if (changes === null) kept.next_number = number.issue + 1;
    changed();
    return edition;
  },
  begin_next: ({ id }: Args) =>
    change(id, `Began the next edition of “${of(id).name}”`, (kept) => {
      kept.items = kept.items.filter((item) => item.stays);
    }),
  withdraw: ({ id, number, why }: Args) => {
    const edition = of(id).editions.find((one) => says(one.number) === says(number!))!;
    Object.assign(edition, { withdrawn_at: new Date().toISOString(), why });
    changed();
  },
  deliveries: ({ id }: Args) => structuredClone(of(id).deliveries),
  keep_own_picture: () => ({ sha256: 'ab'.repeat(32), media: 'png', width: 640, height: 400, bytes: 9000 }),
  formats: () => FORMATS,
  suggested_edition_path: ({ id, number, format }: Args) =>
    `/home/editor/Documents/${[of(id).name.toLowerCase().replaceAll(' ', '-'), number && says(number)].filter(Boolean).join('-')}.${format}`,
  copied_edition: ({ id, format }: Args) => [of(id).name, format === 'md' ? null : `<h1>${of(id).name}</h1>`],
  print_edition: ({ id, number, format, path, replace }: Args) => {
    if (files.has(path) && !replace) throw refuse(`${path} is already there, and was not changed`);
    if (path.startsWith('/gone/'))
      throw { kind: 'broken', message: `${path}: its folder does not exist; nothing was written` };
    files.add(path);
    if (number)
      of(id).deliveries.unshift({
        at: new Date().toISOString(),
        number,
        format,
        taker: path,
        state: 'delivered',
        said: null,
      });
    changed();
    return path;
  },
  templates: () => [
    ...templates,
    ...Object.keys(held.ownTemplates).map((name) => ({ name, title: name, about: '', own: true })),
  ],
  template_text: ({ name }: Args) => held.ownTemplates[name] ?? TEXT,
  keep_template: ({ name, text }: Args) => {
    readTemplate(text);
    return does(`Kept the template “${name}”`, () => {
      held.ownTemplates = { ...held.ownTemplates, [name]: text };
    });
  },
  remove_template: ({ name }: Args) =>
    does(`Removed the template “${name}”`, () => {
      held.ownTemplates = Object.fromEntries(
        Object.entries(held.ownTemplates).filter(([own]) => own !== name),
      );
    }),
  try_template: ({ text }: Args) => {
    readTemplate(text);
    trial.text = text;
  },
  story_rights: ({ id }: Args) => held.rights[`story ${id}`] ?? UNKNOWN,
  outlet_rights: ({ outlet }: Args) => held.rights[`outlet ${outlet}`] ?? UNKNOWN,
  set_story_rights: ({ ids, rights }: Args) =>
    does('Wrote down the terms of a story', () => {
      held.rights = { ...held.rights, ...Object.fromEntries(ids.map((id) => [`story ${id}`, rights])) };
    }),
  set_outlet_rights: ({ outlet, rights }: Args) =>
    does(`Wrote down the terms of “${outlet}”`, () => {
      held.rights = { ...held.rights, [`outlet ${outlet}`]: rights };
    }),
};
