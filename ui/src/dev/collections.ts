/** Collections of the pretend library: what stands in them, and how that changes. */
import type {
  Collected,
  Collection,
  CollectionCard,
  Content,
  Delivery,
  EditionCard,
  Finding,
  Form,
  Rights,
  Source,
  Story,
  TemplateCard,
} from '../wire';
import { held } from './holding';
import { asked } from './making';

/** A collection as the pretend library holds it. */
export interface Kept {
  id: number;
  name: string;
  brief: string;
  language: string;
  editor: string | null;
  template: string;
  next_number: number;
  recipients: string[];
  items: { id: number; stays: boolean; content: Content }[];
  sources: Source[];
  passed: number[];
  editions: (EditionCard & { used: number[] })[];
  deliveries: Delivery[];
}

let next = 1;
export const nextItem = () => next++;

/** What a text has to hold for a quote to stand: words only. */
const bare = (text: string) =>
  text
    .replace(/[“”"'‘’\s]+/g, ' ')
    .trim()
    .toLowerCase();

export const storyOf = (id: number) => held.stories.find((story) => story.id === id);

function stands(quote: string, story: Story): boolean {
  const text = bare(`${story.standfirst?.value ?? ''} ${story.body_markdown}`);
  return quote.split('[…]').every((piece) => text.includes(bare(piece)));
}

export const section = (name: string) => ({
  id: nextItem(),
  stays: true,
  content: { is: 'section' as const, name },
});

export const storyItem = (
  story: number,
  form: Form,
  more: Partial<Extract<Content, { is: 'story' }>> = {},
) => ({
  id: nextItem(),
  stays: false,
  content: { is: 'story' as const, story, form, comment: '', quotes: [], highlights: [], ...more },
});

/** New stories that wait: in a topic that is looked at, and neither in the draft nor printed nor passed over. */
function pendingOf(kept: Kept) {
  const known = new Set([
    ...kept.items.flatMap(({ content }) => (content.is === 'story' ? [content.story] : [])),
    ...kept.passed,
    ...kept.editions.flatMap((edition) => edition.used),
  ]);
  return kept.sources.flatMap((source) =>
    held.stories
      .filter(({ id, placings, marks }) => {
        const here = placings.some(
          (placing) =>
            placing.topic === source.topic &&
            (source.topic_section === null || placing.section === source.topic_section),
        );
        return here && !marks.spiked && !known.has(id) && known.add(id);
      })
      .map((story) => ({
        story: story.id,
        headline: story.headline.value,
        outlet: story.outlet?.value ?? null,
        source: source.id,
      })),
  );
}

export function opened(kept: Kept): Collection {
  const items = kept.items.map((item): Collected => {
    const story = item.content.is === 'story' ? storyOf(item.content.story) : undefined;
    return {
      ...item,
      story: story
        ? {
            headline: story.headline.value,
            outlet: story.outlet?.value ?? null,
            published: story.published?.value.slice(0, 10) ?? null,
            spiked: story.marks.spiked,
            used_in: kept.editions
              .filter((edition) => edition.used.includes(story.id))
              .map(({ number }) => `${kept.name}, No. ${number.issue}`),
          }
        : null,
    };
  });
  const { id, name, brief, language, editor, template, next_number, recipients, sources, editions } = kept;
  const plain = { id, name, brief, language, editor, template, next_number, recipients, sources };
  return structuredClone({ ...plain, items, pending: pendingOf(kept), editions });
}

export const card = (kept: Kept): CollectionCard => ({
  id: kept.id,
  name: kept.name,
  stories: kept.items.filter(({ content }) => content.is === 'story').length,
  pending: pendingOf(kept).length,
  last: kept.editions[0] ?? null,
});

/** What speaks against a draft, as the engine says it. */
export function check(kept: Kept, rights: (story: Story) => Rights): Finding[] {
  const found: Finding[] = [];
  for (const { content } of kept.items) {
    const story = content.is === 'story' ? storyOf(content.story) : undefined;
    if (content.is !== 'story' || !story || story.marks.spiked) continue;
    const name = `“${story.headline.value.slice(0, 60)}”`;
    const terms = rights(story);
    for (const quote of content.quotes) {
      const words = quote.text.split(/\s+/).length;
      if (!stands(quote.text, story))
        found.push({
          gravity: 'blocks',
          concern: 'quote',
          story: story.id,
          said: `The text of ${name} does not hold the quote “${quote.text.slice(0, 60)}”; choose it again or take it out`,
        });
      else if (terms.quote_limit && words > terms.quote_limit)
        found.push({
          gravity: 'warns',
          concern: 'rights',
          story: story.id,
          said: `A quote from ${name} has ${words} words, and ${terms.quote_limit} are agreed; cut it with […]`,
        });
    }
    if (content.form === 'full' && terms.reuse !== 'whole')
      found.push({
        gravity: 'warns',
        concern: 'rights',
        story: story.id,
        said: `The full text of ${name} is printed, and nobody wrote down that it may be; shorten it, or write down the terms`,
      });
    if (!story.published)
      found.push({
        gravity: 'warns',
        concern: 'unknown',
        story: story.id,
        said: `The date of ${name} is not known; set it`,
      });
  }
  return found.sort((a, b) => Number(a.gravity === 'warns') - Number(b.gravity === 'warns'));
}

export const templates: TemplateCard[] = [
  ['daily-briefing', 'Daily briefing', 'What happened, in sections, each story with its standfirst.'],
  ['media-briefing', 'Media briefing', 'One page: three stories at most, and why they matter.'],
  ['newsletter', 'Newsletter', 'For readers outside: an opening, stories, a signature.'],
  ['dossier', 'Dossier', 'Cover, contents, full texts, a timeline and the sources.'],
  ['press-review', 'Press review', 'What the outlets say, quote by quote.'],
  ['reading-list', 'Reading list', 'Headlines that lead to their stories.'],
].map(([name, title, about]) => ({ name: name!, title: title!, about: about!, own: false }));

const find = (headline: RegExp) => held.stories.find((story) => headline.test(story.headline.value))?.id ?? 0;

const COMMENT = 'The prisoner annex is the first text both sides have initialled since spring.';

/** The collections that the pretend library begins with. */
export function begin(): Kept[] {
  if (asked.has('empty') || held.stories.length < 8) return [];
  const long = [find(/^Envoys resume/), find(/^Frozen assets/), find(/^Draft text/), find(/^Insurers/)];
  const others = held.stories.filter((s) => !s.marks.spiked && !s.unfetched).map((s) => s.id);
  const [a, b, c, d] = long.map((id, at) => id || others[at]!);
  const source = { id: 1, topic: 1, name: 'Ukraine diplomacy', topic_section: null, section: null };
  const used = others.filter((id) => ![a, b, c, d].includes(id)).slice(0, 4);
  return [
    {
      id: 1,
      name: 'Monday briefing',
      brief: 'The delegations went home with four pages and one blank paragraph. Here is what is on paper.',
      language: 'en',
      editor: 'Lena Fischer',
      template: 'daily-briefing',
      next_number: 41,
      recipients: ['Ann Lee <ann@mail.example>', 'bo@mail.example', 'Cy Berg <cy@mail.example>'],
      items: [
        section('Ukraine diplomacy'),
        storyItem(a!, 'quote', {
          comment: COMMENT,
          quotes: [
            {
              text: 'Everyone agrees on the noun […] We are still arguing about the verb.',
              speaker: 'A European diplomat',
            },
          ],
        }),
        storyItem(c!, 'link'),
        storyItem(b!, 'summary'),
        section('Black Sea shipping'),
        storyItem(d!, 'summary'),
      ],
      sources: [source],
      passed: [],
      editions: [
        {
          collection: 'Monday briefing',
          number: { issue: 40, correction: 0 },
          title: 'Monday briefing',
          set_at: '2026-11-16T07:30:00Z',
          changes: null,
          withdrawn_at: null,
          why: null,
          stories: used.length,
          used,
        },
      ],
      deliveries: [
        {
          at: '2026-11-16T07:31:00Z',
          number: { issue: 40, correction: 0 },
          format: 'html',
          taker: '/home/editor/Documents/monday-briefing-40.html',
          state: 'delivered',
          said: null,
        },
      ],
    },
    {
      id: 2,
      name: 'Geneva dossier',
      brief: '',
      language: 'en',
      editor: null,
      template: 'dossier',
      next_number: 1,
      recipients: [],
      items: [],
      sources: [],
      passed: [],
      editions: [],
      deliveries: [],
    },
  ];
}
