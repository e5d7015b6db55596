/** What the library pane, a topic and its board say; part of the catalogue in `words.ts`. */
import { count, numbers } from './formats';
import type { TopicColour } from '../wire';

const stories = (n: number) => count(n, 'story', 'stories');
const keep = (n: number) =>
  n === 0 ? 'No story is touched.' : `Its ${stories(n)} stay${n === 1 ? 's' : ''} in the library.`;

export const filing = {
  searches: 'Saved searches',
  outlets: 'Outlets',
  noOutlets: 'No outlet is known yet.',
  allTags: 'All tags…',
  allTagsTitle: 'All tags',
  findTag: 'Find a tag',
  allOutlets: 'All outlets…',
  allOutletsTitle: 'All outlets',
  findOutlet: 'Find an outlet',
  sectionsOf: (topic: string) => `Sections of ${topic}`,
  more: (name: string) => `More: ${name}`,

  open: 'Open',
  rename: 'Rename',
  colour: 'Colour…',
  colourOf: (topic: string) => `Colour of ${topic}`,
  colours: {
    a: 'Oxblood',
    b: 'Teal',
    c: 'Ochre',
    d: 'Violet',
    e: 'Moss',
  } satisfies Record<TopicColour, string>,
  ofItsPlace: 'By its place',
  up: 'Move up',
  down: 'Move down',
  left: 'Move left',
  right: 'Move right',
  newSection: 'New section',
  mergeInto: 'Merge into…',
  nestIn: 'Make it a section of…',
  lift: 'Make it a topic of its own',
  export: 'Export…',
  remove: 'Remove…',
  brief: 'Say what belongs here',
  emptyBin: 'Empty the bin…',

  newName: (name: string) => `New name for ${name}`,

  mergeTopic: (name: string) => `Merge “${name}” into`,
  mergeTag: (name: string) => `Merge “${name}” into`,
  nestTopic: (name: string) => `Make “${name}” a section of`,
  otherTopic: 'Another topic',
  otherTag: 'Another tag',
  noOther: 'There is no other one.',
  choose: 'Choose another',
  merge: 'Merge',
  nest: 'Make it a section',
  mergesTopic: (name: string, n: number, sections: number, into: string) =>
    `${stories(n)} of “${name}” ${n === 1 ? 'goes' : 'go'} to the end of “${into}”${
      sections === 0 ? '' : `, with ${count(sections, 'section', 'sections')}`
    }. Then there is no topic “${name}” any more. You can undo this.`,
  mergesTag: (name: string, n: number, into: string) =>
    `${stories(n)} tagged “${name}” will wear “${into}” instead. Then there is no tag “${name}” any more. You can undo this.`,
  nestsTopic: (name: string, n: number, sections: number, into: string) =>
    `“${name}” becomes a section of “${into}”, with ${stories(n)}${
      sections === 0 ? '' : `; its ${count(sections, 'section', 'sections')} will stand beside it`
    }. You can undo this.`,

  removeTopic: (name: string) => `Remove the topic “${name}”?`,
  removesTopic: (n: number) => `${keep(n)} You can undo this.`,
  removeSection: (name: string) => `Remove the section “${name}”?`,
  removesSection: (n: number) =>
    n === 0
      ? 'No story stands in it. You can undo this.'
      : `Its ${stories(n)} stay${n === 1 ? 's' : ''} in the topic, not yet placed. You can undo this.`,
  removeTag: (name: string) => `Remove the tag “${name}”?`,
  removesTag: (n: number) =>
    `It is taken off ${n === 1 ? 'the one story that wears it' : `all ${stories(n)} that wear it`}. You can undo this.`,
  removeSearch: (name: string) => `Remove the search “${name}”?`,
  sectionBrief: (name: string) => `What belongs into “${name}”`,
  removesSearch: 'What it finds stays in the library. You can undo this.',
  removeIt: 'Remove',

  emptyBinTitle: 'Empty the bin?',
  emptiesBin: (n: number) =>
    `${stories(n)} in the bin will be removed for good, with what was kept of ${n === 1 ? 'its page' : 'their pages'}. This cannot be undone.`,
  binIsEmpty: 'The bin is empty.',
  emptyIt: 'Empty the bin',
  emptied: (n: number) => `Removed ${stories(n)} for good`,
};

export const board = {
  view: 'View of the topic',
  list: 'List',
  board: 'Board',
  pane: (topic: string) => `Board of ${topic}`,
  back: 'Back to the board',
  counts: (total: number, outlets: number, highlighted: number, unplaced: number) => [
    { n: total, words: total === 1 ? 'story' : 'stories' },
    ...(outlets > 0 ? [{ n: outlets, words: outlets === 1 ? 'outlet' : 'outlets' }] : []),
    ...(highlighted > 0 ? [{ n: highlighted, words: 'with highlights' }] : []),
    ...(unplaced > 0 ? [{ n: unplaced, words: 'not yet placed' }] : []),
  ],
  /** What a list’s summary does not say of its topic; empty where there is nothing to say. */
  state: (highlighted: number, unplaced: number) =>
    [
      highlighted > 0 ? `${numbers.format(highlighted)} with highlights` : '',
      unplaced > 0 ? `${numbers.format(unplaced)} not yet placed` : '',
    ]
      .filter(Boolean)
      .join(', '),
  unplacedBrief: 'New arrivals wait here.',
  menu: 'More for this topic',
  brief: (name: string) => `What belongs into ${name}`,
  noBrief: 'Describe what belongs here',
  briefKeys: 'Ctrl Enter saves, Esc leaves it as it was',
  empty: 'No stories here yet. Drop some in, or describe what belongs.',
  emptyColumn: 'No stories here yet.',
  takeOut: 'Take out of the topic',
  open: 'open',
  column: (name: string, n: number) => `${name}, ${stories(n)}`,
  place: (n: number, of: number) => `Place ${numbers.format(n)} of ${numbers.format(of)}`,
  falls: (section: string, n: number, of: number) =>
    `${section}, place ${numbers.format(n)} of ${numbers.format(of)}`,
  moved: (section: string, n: number, of: number) =>
    `Moved to ${section}, place ${numbers.format(n)} of ${numbers.format(of)}.`,
  movedMany: (moved: number, section: string, n: number, of: number) =>
    `Moved ${stories(moved)} to ${section}, from place ${numbers.format(n)} of ${numbers.format(of)}.`,
  sentTo: (moved: number, section: string) =>
    moved === 1 ? `Moved to the end of ${section}.` : `Moved ${stories(moved)} to the end of ${section}.`,
  lifted: (n: number) => stories(n),
  reorder: 'reorder',
  change: 'change section',
  cancel: 'cancel the move',
  newSection: 'New section',
  today: 'Today',
};
