/** The parts of a story, seen alike: what each says, how it is known, and as what it can be edited. */
import type { Block, Fact, PartName, Story } from '../wire';
import { plain } from './text';

/** A part that is there, its value as the text in which it is edited. */
export interface Part {
  part: PartName;
  fact: Fact<unknown>;
  text: string;
  /** What the page says, where the editor says otherwise. */
  original: string | null;
}

/** Every part that can be corrected, in the order in which one looks for mistakes. */
export const partNames: PartName[] = [
  'headline',
  'standfirst',
  'byline',
  'outlet',
  'published',
  'agency',
  'language',
  'kicker',
  'dateline',
  'author-note',
  'body',
];

const beginning = (blocks: Block[]) => {
  const first = blocks.find((block) => block.block === 'paragraph');
  return first?.block === 'paragraph' ? `${plain(first.text).slice(0, 120)}…` : '…';
};

/** A part of a story; null when nobody has said anything about it. */
export function partOf(story: Story, part: PartName): Part | null {
  switch (part) {
    case 'byline': {
      const fact = story.byline;
      if (!fact) return null;
      const original = fact.original?.join(', ') ?? null;
      return { part, fact, text: fact.value.join('\n'), original };
    }
    case 'body': {
      const fact = story.body;
      return { part, fact, text: story.body_markdown, original: fact.original && beginning(fact.original) };
    }
    default: {
      const fact = part === 'author-note' ? story.author_note : story[part];
      return fact && { part, fact, text: fact.value, original: fact.original };
    }
  }
}
