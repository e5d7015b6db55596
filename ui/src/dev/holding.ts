/** What the pretend library holds. All outlets, people and stories are invented. */
import type { Rights, SavedSearch, Story, Topic } from '../wire';
import type { Kept } from './collections';
import { asked, ago, dayAgo, fact, inferred, paragraph, make, lake } from './making';

/** What is held: the stories, newest first, the topics they are filed under, their order there, the searches. */
export const held: {
  stories: Story[];
  topics: Topic[];
  order: number[];
  searches: SavedSearch[];
  collections: Kept[];
  ownTemplates: Record<string, string>;
  rights: Record<string, Rights>;
} = {
  stories: [],
  collections: [],
  ownTemplates: {},
  rights: {},
  topics: [],
  order: [],
  searches: [
    { id: 1, name: 'Guarantees, unread', words: 'guarantees', stories: 0 },
    { id: 2, name: 'From the Harbour Times', words: 'outlet:"Harbour Times"', stories: 0 },
  ],
};
/** Opens a topic. */
export function topic(name: string, sections: string[]): number {
  const id = Math.max(0, ...held.topics.map((t) => t.id)) + 1;
  held.topics.push({
    id,
    name,
    brief: '',
    colour: null,
    stories: 0,
    unread: 0,
    sections: sections.map((section, place) => ({
      id: id * 10 + place,
      name: section,
      brief: '',
      stories: 0,
    })),
  });
  return id;
}
topic('Ukraine diplomacy', [
  'The talks',
  'Security guarantees',
  'Sanctions & frozen assets',
  'Voices from Kyiv',
]);
Object.assign(held.topics[0]!, {
  brief:
    'Where the negotiations stand: what is on paper, what is only being said, and who would have to pay for it.',
});
held.topics[0]!.sections[0]!.brief = 'What was said and signed in Geneva, in order.';
held.topics[0]!.sections[1]!.brief = 'Who would enforce a ceasefire, and with what mandate.';
held.topics[0]!.sections[2]!.brief = 'The money: legal routes, objections, deadlines.';
topic('Black Sea shipping', []);
topic('EU enlargement', []);
topic('Energy security', []);
topic('Grain & food prices', []);

/** Where a story stands. */
export const place = (id: number, section: number | null = null) => {
  const found = held.topics.find((t) => t.id === id)!;
  return {
    topic: id,
    name: found.name,
    section,
    section_name: found.sections.find((s) => s.id === section)?.name ?? null,
  };
};

held.stories = [
  make('Envoys resume Geneva talks with guarantees for Kyiv still unresolved', {
    standfirst: fact(
      'Two days of closed sessions produced a shared text on prisoner exchanges, but left the hardest question for the week ahead: who would enforce a ceasefire.',
    ),
    byline: fact(['Ines Halloran', 'Taras Moroz']),
    body: fact([
      {
        block: 'figure',
        image: {
          address: 'https://meridianpost.example/lake.jpg',
          alt: 'The lake at dusk, with the fountain lit and one sailing boat',
        },
        caption: [{ text: 'The lakefront on Saturday evening, after the second plenary session ended.' }],
        credit: 'Ada Brunner',
      },
      ...lake.slice(0, 3).map(paragraph),
      { block: 'heading', level: 2, text: [{ text: 'A day of patience' }] },
      paragraph(lake[3]!),
      {
        block: 'quote',
        blocks: [paragraph('It took us two days to agree about the chairs. I would not touch them.')],
      },
      {
        block: 'paragraph',
        text: [
          { text: 'The question of ' },
          { text: 'frozen assets', link: 'https://balticreview.example/frozen-assets' },
          { text: ' was set aside for a ' },
          { text: 'working group', emphasis: true },
          { text: ' that meets in ' },
          { text: 'Brussels', strong: true },
          { text: ' on Wednesday.' },
        ],
      },
      {
        block: 'list',
        ordered: false,
        items: [[paragraph('Observers: offered')], [paragraph('Mandate: open')]],
      },
      {
        block: 'table',
        rows: [
          [
            { heading: true, text: [{ text: 'Session' }] },
            { heading: true, text: [{ text: 'Hours' }] },
          ],
          [
            { heading: false, text: [{ text: 'Saturday' }] },
            { heading: false, text: [{ text: '9' }] },
          ],
        ],
      },
      ...lake.slice(5).map(paragraph),
    ]),
    tags: ['Geneva', 'Prisoner exchange'],
    placings: [place(1, 10)],
    leads: [
      {
        id: 1,
        clipped: 4,
        headline: 'Frozen assets: the three legal routes now on the table in Brussels',
        summary: null,
        address: 'https://balticreview.example/frozen-assets',
        lists: ['Related Articles'],
      },
      {
        id: 2,
        clipped: null,
        headline: 'Neutral states offer observers for the contact line',
        summary: 'Three governments have said that they would send people, and one has said how many.',
        address: null,
        lists: ['Related Articles', 'Latest News'],
      },
      {
        id: 3,
        clipped: null,
        headline: 'The interpreters who know the sentence by heart',
        summary: null,
        address: 'https://meridianpost.example/interpreters',
        lists: ['Latest News'],
      },
    ],
  }),
  make('Draft text names a monitoring mission but not its mandate, diplomats say', {
    outlet: fact('Continental Wire', 'inferred'),
    agency: fact('IBNS'),
    byline: fact(['Jonas Ek']),
    author_note: fact('Jonas Ek reports for Continental Wire from Vienna.'),
    published: null,
    day_hints: [
      { words: 'Thursday', day: dayAgo(3) },
      { words: 'Friday', day: dayAgo(2) },
    ],
    omissions: ['published', 'standfirst'],
    tags: ['Guarantees'],
    placings: [place(1, 11)],
    added_at: ago(0, '09:42'),
    body: fact(lake.map(paragraph)),
  }),
  make('У Женеві узгодили порядок обміну полоненими, далі буде складніше', {
    outlet: fact('Дніпровська хвиля'),
    language: fact('uk'),
    byline: fact(['Олена Гайдук']),
    standfirst: fact('Сторони погодили списки, але не сказали, хто стежитиме за тишею.'),
    tags: ['Geneva'],
    placings: [place(1, 10)],
    added_at: ago(0, '08:15'),
    body: fact([
      paragraph(
        'Переговорники повернулися до зали над озером у неділю вранці з чотирма сторінками чернетки й одним порожнім абзацом.',
      ),
    ]),
  }),
  make('Frozen assets: the three legal routes now on the table in Brussels', {
    outlet: fact('Baltic Review'),
    tags: ['Sanctions'],
    placings: [place(1, 12)],
    added_at: ago(0, '07:30'),
    published: fact(dayAgo(1)),
    versions: 2,
    headline: {
      ...fact('Frozen assets: the three legal routes now on the table in Brussels', 'corrected'),
      original: 'Frozen assets: three routes',
    },
  }),
  make(
    '“We have learned to read the footnotes”: a negotiator’s long winter',
    {
      outlet: fact('Kyiv Ledger'),
      standfirst: fact('An interview on drafting under fire, and why commas matter in a ceasefire clause.'),
      placings: [place(1, 13)],
      added_at: ago(1, '21:18'),
      published: fact(dayAgo(1)),
    },
    { read: true, starred: true },
  ),
  make(
    'Neutral states offer observers for the contact line',
    { outlet: fact('Nordic Press Agency'), placings: [place(1)], added_at: ago(1, '18:50') },
    { read: true },
  ),
  make('https://greatplains.example/grain/prices-week-47', {
    address: 'https://greatplains.example/grain/prices-week-47',
    unfetched: 'The page could not be fetched: the server answered 403 (forbidden). The link is kept.',
    outlet: null,
    published: null,
    snapshot: null,
    language: null,
    body: fact([]),
    added_at: ago(1, '16:02'),
  }),
  // A paste, which says nothing of itself: what it is follows from its shape.
  make('Ministers to meet in Tallinn on Thursday, aim to push for a harbour treaty', {
    address: null,
    headline: inferred('Ministers to meet in Tallinn on Thursday, aim to push for a harbour treaty', 'shape'),
    standfirst: inferred(
      'Ministers of five Baltic states on Thursday said that they would meet in Tallinn to pursue an end to the quarrel over pilots.',
      'shape',
    ),
    outlet: inferred('Harbour Herald', 'author-note'),
    agency: inferred('QNBS', 'shape'),
    author_note: fact('Senior staff reporter at Harbour Herald, covering ports and pilots.'),
    published: null,
    day_hints: [{ words: 'Thursday', day: '2025-10-16' }],
    omissions: ['published', 'byline'],
    added_at: ago(2, '15:20'),
    snapshot: { sha256: '5b1e'.repeat(16), bytes: 5_120, seen_at: ago(2, '15:20'), how: 'pasted' },
    body: fact(lake.map(paragraph)),
    leads: [
      {
        id: 4,
        clipped: null,
        headline: 'Pilots strike for a second day in the eastern basin',
        summary: 'Hours after the harbours agreed to extend their truce, the pilots stayed ashore.',
        address: null,
        lists: ['Related Articles', 'Latest News'],
      },
      {
        id: 5,
        clipped: null,
        headline: 'Court approves the sale of a lighthouse',
        summary: null,
        address: null,
        lists: ['Latest News'],
      },
    ],
  }),
  make('Photo essay: a night on the ferry', {
    outlet: fact('Harbour Times'),
    omissions: ['body'],
    body: fact([]),
    added_at: ago(2, '14:10'),
  }),
  make('Pilots return to work after the harbour master’s apology', {
    outlet: fact('Nordic Press Agency'),
    dateline: fact('Gothenburg'),
    language: fact('en_US'),
    body: fact(lake.map(paragraph)),
    added_at: ago(3, '09:00'),
  }),
  make(
    'Grain corridor insurers lower their rates for the third week',
    {
      outlet: fact('Harbour Times'),
      placings: [place(2)],
      added_at: ago(4, '12:00'),
      published: fact(dayAgo(5)),
    },
    { read: true, done: true },
  ),
];
if (asked.has('filed')) {
  const outlets = [
    'Continental Wire',
    'Alpine Courier',
    'Strategy Quarterly',
    'Lex & Finance',
    'Baltic Review',
  ];
  const headlines = [
    'Hotels fill as delegations extend their stay by the lake',
    'Insurers weigh what a ceasefire would do to Black Sea premiums',
    'Red Cross confirms it will verify exchange lists',
    'How the annexes are numbered, and why it matters',
    'Five models for a guarantee, and the treaties behind them',
    'Parliaments would need to vote, legal services warn',
    'Custodian bank asks for indemnity before any transfer',
    'Renewal vote set for January as two capitals hesitate',
    'A short guide to windfall profits and immunised assets',
    'Coastal states ask for a seat in any monitoring mission',
    'The embargo on the draft communiqué ends at noon',
    'What the interpreters heard in the corridor',
  ];
  headlines.forEach((headline, n) =>
    held.stories.push(
      make(
        headline,
        {
          outlet: fact(outlets[n % outlets.length]!),
          placings: [place(1, [null, 10, 11, 12][n % 4])],
          added_at: ago(n % 5, '07:30'),
          published: fact(dayAgo(n % 6)),
        },
        { read: n % 3 > 0 },
      ),
    ),
  );
}
if (asked.has('tags')) {
  const worn = Number(asked.get('tags'));
  for (let n = 0; n < worn; n++) held.stories[n % held.stories.length]!.tags.push(`Dossier ${n}`);
}
if (asked.has('empty')) {
  held.stories = [];
  held.topics.length = 0;
  held.searches = [];
}
if (asked.has('many')) {
  for (let n = 0; n < 300; n++)
    held.stories.push(make(`Dispatch ${n} from the lake`, { added_at: ago(6 + n / 20, '12:00') }));
}
