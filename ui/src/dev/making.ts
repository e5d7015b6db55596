/** How the stories of the pretend library are made. */
import { plain } from '../story/text';
import type { Block, Evidence, Fact, Standing, Story } from '../wire';

/** What the address of the page asks for. */
export const asked = new URLSearchParams(location.search);
/** A moment some days ago, in the editor's own time. */
export const ago = (days: number, clock: string) => {
  const [hour, minute] = clock.split(':').map(Number);
  const day = new Date();
  day.setDate(day.getDate() - days);
  day.setHours(hour!, minute);
  return day.toISOString();
};
export const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
export const fact = <T>(value: T, standing: Standing = 'found'): Fact<T> => ({
  value,
  standing,
  evidence: standing === 'inferred' ? 'author-note' : 'json-ld',
  original: null,
});
export const inferred = <T>(value: T, evidence: Evidence): Fact<T> => ({
  ...fact(value, 'inferred'),
  evidence,
});

/** A paragraph of plain words. */
export const paragraph = (text: string): Block => ({ block: 'paragraph', text: [{ text }] });

let nextStory = 1;

/** As much of a body as the pretend editor needs. */
export const markdown = (blocks: Block[]) =>
  blocks
    .map((block) => (block.block === 'paragraph' ? plain(block.text) : ''))
    .join('\n\n')
    .trim();

/** A story, with whatever is special about it. */
export function make(
  headline: string,
  more: Partial<Story> = {},
  marks: Partial<Story['marks']> = {},
): Story {
  return {
    id: nextStory++,
    address: 'https://meridianpost.example/geneva-talks-resume',
    unfetched: null,
    kind: 'article',
    kind_evidence: [],
    entries: [],
    headline: fact(headline),
    standfirst: null,
    byline: null,
    outlet: fact('The Meridian Post'),
    agency: null,
    author_note: null,
    published: fact(dayAgo(0)),
    day_hints: [],
    language: fact('en'),
    kicker: null,
    dateline: null,
    credited: null,
    modified: null,
    rights: null,
    keywords: null,
    paywalled: null,
    lead_image: null,
    pictures: [],
    body: fact([paragraph('The ministers met again on Sunday. No text was published.')]),
    leads: [],
    omissions: [],
    pages: null,
    marks: { read: false, starred: false, done: false, spiked: false, ...marks },
    tags: [],
    placings: [],
    added_at: ago(0, '10:04'),
    snapshot: { sha256: '9f2c'.repeat(16), bytes: 412_300, seen_at: ago(0, '10:04'), how: 'fetched' },
    versions: 1,
    claim: null,
    notes: [],
    highlights: [],
    quotes: [],
    translations: [],
    copies: [],
    ...more,
    body_markdown: more.body
      ? markdown(more.body.value)
      : 'The ministers met again on Sunday. No text was published.',
  };
}

export const lake = [
  'Negotiators returned to the lakeside conference hall on Sunday morning with a four-page draft and one empty paragraph. The section on security guarantees, officials from three delegations said, contained only a heading. “Everyone agrees on the noun,” one European diplomat said. “We are still arguing about the verb.”',
  'Under the text agreed on Saturday, the sides would exchange all seriously wounded prisoners within thirty days, with lists verified by the Red Cross. A separate annex sets out corridors for civilians who wish to leave towns close to the contact line.',
  'What the text does not say is who would stand along that line, under whose flag, and what would follow if somebody crossed it. Two drafts of that paragraph were on the table at breakfast and neither was there at lunch, according to a person who had seen both.',
  'Delegates described a day of unusual patience. The host had asked that telephones be left outside; notes were taken by hand and compared afterwards in the corridor, line by line, in three languages. By the evening the interpreters, who had worked in shifts of twenty minutes, knew the disputed sentence by heart.',
  'The question of frozen assets was set aside for a working group that meets in Brussels on Wednesday. Neutral states have offered observers. Their number, their mandate and their pay remain open, and so does the hour at which the next session begins.',
  'Nobody expected an agreement this week. But the exchange of prisoners, should it come about, would be the largest since the spring, and the first that both sides had announced before it happened rather than after.',
  'A spokeswoman said that the delegations would meet again on Monday at nine, in the same room, at the same table, and that the chairs would be put where they had been. “It took us two days to agree about the chairs,” she said. “I would not touch them.”',
];
