/** Filing in the pretend library: topics, sections, tags, saved searches and the order that an editor makes. */
import type { Facet, Place, SectionId, Story, Topic, TopicColour } from '../wire';
import { changed, counted, does, refuse } from './acts';
import { held, topic } from './holding';

/** What these commands are asked with. */
interface Args {
  ids: number[];
  topic: number;
  section: number | null;
  into: number | string;
  name: string;
  to: string;
  brief: string;
  colour: TopicColour | null;
  place: Place;
  words: string;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function topicOf(id: number): Topic {
  const found = held.topics.find((t) => t.id === id);
  if (!found) throw { kind: 'missing', message: `there is no topic ${id}` };
  return found;
}

function sectionOf(topicId: number, id: SectionId | null) {
  const found = topicOf(topicId).sections.find((s) => s.id === id);
  if (!found) throw { kind: 'missing', message: `there is no section ${id} in this topic` };
  return found;
}

function searchOf(name: string) {
  const found = held.searches.find((s) => same(s.name, name));
  if (!found) throw { kind: 'missing', message: `there is no search “${name}”` };
  return found;
}

function free(what: string, name: string, others: { name: string }[]) {
  if (name.length > 80) throw refuse(`the name of a ${what} may have 80 characters; this has ${name.length}`);
  if (others.some((other) => same(other.name, name)))
    throw refuse(`there is a ${what} “${name}” already; merge the two, or choose another name`);
}

/** Puts things at a place among others. */
function placed<T>(all: T[], moved: T[], id: (one: T) => number, place: Place): T[] {
  const rest = all.filter((one) => !moved.includes(one));
  const beside = typeof place === 'string' ? null : 'before' in place ? place.before : place.after;
  let at = place === 'first' ? 0 : rest.length;
  if (beside !== null) at = rest.findIndex((one) => id(one) === beside) + Number('after' in Object(place));
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)];
}

/** Changes where every story is filed. */
function refile(change: (placings: Story['placings']) => Story['placings']) {
  held.stories = held.stories.map((story) => ({ ...story, placings: change(story.placings) }));
}

function retag(change: (tags: string[]) => string[]) {
  held.stories = held.stories.map((story) => ({ ...story, tags: [...new Set(change(story.tags))].sort() }));
}

const placing = (t: Topic, section: SectionId | null) => ({
  topic: t.id,
  name: t.name,
  section,
  section_name: t.sections.find((s) => s.id === section)?.name ?? null,
});

/** Sections keep their numbers when they come into another topic, so a new one is above all. */
const nextSection = () => Math.max(0, ...held.topics.flatMap((t) => t.sections.map((s) => s.id))) + 1;

function addSection(t: Topic, name: string): SectionId {
  const section = { id: nextSection(), name, brief: '', stories: 0 };
  t.sections = [...t.sections, section];
  return section.id;
}

/** The outlets with how many stories each has, the most frequent first. */
function outlets(): Facet[] {
  const counts = new Map<string, number>();
  for (const { outlet, marks } of held.stories)
    if (outlet && !marks.spiked) counts.set(outlet.value, (counts.get(outlet.value) ?? 0) + 1);
  return [...counts]
    .map(([name, stories]) => ({ name, stories }))
    .sort((a, b) => b.stories - a.stories || a.name.localeCompare(b.name));
}

export const filing = {
  outlets,
  new_topic: ({ name }: Args) => {
    free('topic', name, held.topics);
    let id = 0;
    does(`Opened the topic “${name}”`, () => {
      held.topics = [...held.topics];
      id = topic(name, []);
    });
    return id;
  },
  new_section: ({ topic: t, name }: Args) => {
    free('section', name, topicOf(t).sections);
    let id = 0;
    does(`Added the section “${name}”`, () => (id = addSection(topicOf(t), name)));
    return id;
  },
  rename_topic: ({ topic: t, to }: Args) => {
    const { name } = topicOf(t);
    if (name === to) return null;
    const others = held.topics.filter((other) => other.id !== t);
    free('topic', to, others);
    return does(`Renamed the topic “${name}” to “${to}”`, () => (topicOf(t).name = to));
  },
  set_brief: ({ topic: t, brief }: Args) =>
    topicOf(t).brief === brief
      ? null
      : does(`Wrote the brief of “${topicOf(t).name}”`, () => (topicOf(t).brief = brief)),
  recolour_topic: ({ topic: t, colour }: Args) =>
    does(`Gave “${topicOf(t).name}” another colour`, () => (topicOf(t).colour = colour)),
  place_topic: ({ topic: t, place }: Args) =>
    does(`Moved the topic “${topicOf(t).name}”`, () => {
      held.topics = placed(held.topics, [topicOf(t)], (one) => one.id, place);
    }),
  merge_topics: ({ topic: t, into }: Args) => {
    const [one, other] = [topicOf(t), topicOf(Number(into))];
    return does(`Merged the topic “${one.name}” into “${other.name}”`, () => {
      for (const { name } of one.sections)
        if (!other.sections.some((s) => same(s.name, name))) addSection(other, name);
      refile((placings) => {
        const here = placings.find((p) => p.topic === t);
        if (!here) return placings;
        const rest = placings.filter((p) => p.topic !== t);
        if (rest.some((p) => p.topic === other.id)) return rest;
        const section = other.sections.find((s) => s.name === here.section_name)?.id ?? null;
        return [...rest, placing(other, section)];
      });
      held.topics = held.topics.filter((topic) => topic.id !== t);
    });
  },
  nest_topic: ({ topic: t, into }: Args) => {
    const [one, other] = [topicOf(t), topicOf(Number(into))];
    free('section', one.name, other.sections);
    return does(`Made “${one.name}” a section of “${other.name}”`, () => {
      const section = addSection(other, one.name);
      other.sections = [...other.sections, ...one.sections];
      refile((placings) => {
        const here = placings.find((p) => p.topic === t);
        if (!here) return placings;
        const rest = placings.filter((p) => p.topic !== t && p.topic !== other.id);
        return [...rest, placing(other, here.section ?? section)];
      });
      held.topics = held.topics.filter((topic) => topic.id !== t);
    });
  },
  remove_topic: ({ topic: t }: Args) =>
    does(`Removed the topic “${topicOf(t).name}”`, () => {
      refile((placings) => placings.filter((p) => p.topic !== t));
      held.topics = held.topics.filter((topic) => topic.id !== t);
    }),
  rename_section: ({ topic: t, section, to }: Args) => {
    const { name } = sectionOf(t, section);
    if (name === to) return null;
    const others = topicOf(t).sections.filter((other) => other.id !== section);
    free('section', to, others);
    return does(`Renamed the section “${name}” to “${to}”`, () => (sectionOf(t, section).name = to));
  },
  set_section_brief: ({ topic: t, section, brief }: Args) =>
    sectionOf(t, section).brief === brief
      ? null
      : does(
          `Wrote the brief of “${sectionOf(t, section).name}”`,
          () => (sectionOf(t, section).brief = brief),
        ),
  place_section: ({ topic: t, section, place }: Args) =>
    does(`Moved the section “${sectionOf(t, section).name}”`, () => {
      topicOf(t).sections = placed(topicOf(t).sections, [sectionOf(t, section)], (one) => one.id, place);
    }),
  lift_section: ({ topic: t, section }: Args) => {
    const { name } = sectionOf(t, section);
    free('topic', name, held.topics);
    return does(`Made the section “${name}” a topic of its own`, () => {
      held.topics = [...held.topics];
      const made = topicOf(topic(name, []));
      refile((placings) => placings.map((p) => (p.section === section ? placing(made, null) : p)));
      topicOf(t).sections = topicOf(t).sections.filter((s) => s.id !== section);
    });
  },
  remove_section: ({ topic: t, section }: Args) =>
    does(`Removed the section “${sectionOf(t, section).name}”`, () => {
      refile((placings) =>
        placings.map((p) => (p.section === section ? { ...p, section: null, section_name: null } : p)),
      );
      topicOf(t).sections = topicOf(t).sections.filter((s) => s.id !== section);
    }),
  place_stories: ({ ids, topic: t, section, place }: Args) => {
    const to = placing(topicOf(t), section);
    const moved = ids.map((id) => held.stories.find((story) => story.id === id)!);
    if (moved.some((story) => story.headline.value.includes('embargo')))
      throw refuse('a story under embargo cannot be moved; nothing was changed');
    return does(`Moved ${counted(ids)} to “${to.section_name ?? to.name}”`, () => {
      held.stories = held.stories.map((story) =>
        ids.includes(story.id)
          ? { ...story, placings: [...story.placings.filter((p) => p.topic !== t), to] }
          : story,
      );
      const known = held.order.length > 0 ? held.order : held.stories.map((story) => story.id);
      const all = [...known, ...held.stories.map((s) => s.id).filter((id) => !known.includes(id))];
      held.order = placed(all, ids, (id) => id, place);
    });
  },
  rename_tag: ({ name, to }: Args) => {
    if (!same(name, to))
      free(
        'tag',
        to,
        held.stories.flatMap((s) => s.tags.map((tag) => ({ name: tag }))),
      );
    return does(`Renamed the tag “${name}” to “${to}”`, () =>
      retag((tags) => tags.map((tag) => (tag === name ? to : tag))),
    );
  },
  merge_tags: ({ name, into }: Args) =>
    does(`Merged the tag “${name}” into “${into}”`, () =>
      retag((tags) => tags.map((tag) => (tag === name ? String(into) : tag))),
    ),
  remove_tag: ({ name }: Args) =>
    does(`Removed the tag “${name}”`, () => retag((tags) => tags.filter((tag) => tag !== name))),
  keep_search: ({ name, words }: Args) => {
    const known = held.searches.find((s) => same(s.name, name));
    const id = known?.id ?? Math.max(0, ...held.searches.map((s) => s.id)) + 1;
    does(`Kept the search “${name}”`, () => {
      held.searches = [...held.searches.filter((s) => s.id !== id), { id, name, words, stories: 0 }];
    });
    return id;
  },
  rename_search: ({ name, to }: Args) => {
    const { id } = searchOf(name);
    const others = held.searches.filter((other) => other.id !== id);
    free('search', to, others);
    return does(`Renamed the search “${name}” to “${to}”`, () => (searchOf(name).name = to));
  },
  place_search: ({ name, place }: Args) =>
    does(`Moved the search “${name}”`, () => {
      held.searches = placed(held.searches, [searchOf(name)], (one) => one.id, place);
    }),
  remove_search: ({ name }: Args) =>
    does(`Removed the search “${name}”`, () => {
      held.searches = held.searches.filter((s) => !same(s.name, name));
    }),
  bin_holds: () => {
    const spiked = held.stories.filter((s) => s.marks.spiked).length;
    return [spiked, 0];
  },
  empty_bin: () => {
    const before = held.stories.length;
    held.stories = held.stories.filter((s) => !s.marks.spiked);
    changed();
    return before - held.stories.length;
  },
};
