/**
 * A library that exists only in memory, for looking at the window without the shell: `npm run dev`, then open
 * /pretend.html. Nothing imports it, so it is never built. All outlets, people and stories are invented.
 *
 * `?empty` begins with an empty library, `?broken` with one that cannot be opened, `?theme=dark` in the dark.
 */
import { emit } from '@tauri-apps/api/event';
import { mockIPC } from '@tauri-apps/api/mocks';
import type {
  Block,
  Complaint,
  Fact,
  JobCard,
  Mark,
  PartName,
  Query,
  Row,
  Section,
  Shelf,
  Stage,
  Standing,
  Story,
  Topic,
} from '../wire';

const asked = new URLSearchParams(location.search);
const ago = (days: number, clock: string) => {
  const [hour, minute] = clock.split(':').map(Number);
  const day = new Date();
  day.setDate(day.getDate() - days);
  day.setHours(hour!, minute);
  return day.toISOString();
};
const dayAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const fact = <T>(value: T, standing: Standing = 'found'): Fact<T> => ({
  value,
  standing,
  evidence: standing === 'inferred' ? 'author-note' : 'json-ld',
  original: null,
});
const paragraph = (text: string): Block => ({ block: 'paragraph', text: [{ text }] });
const refuse = (message: string): Complaint => ({ kind: 'refused', message });

let nextStory = 1;
let nextJob = 1;
function make(headline: string, more: Partial<Story> = {}, marks: Partial<Story['marks']> = {}): Story {
  return {
    id: nextStory++,
    address: 'https://meridianpost.example/geneva-talks-resume',
    unfetched: null,
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
    lead_image: null,
    body: fact([paragraph('The ministers met again on Sunday. No text was published.')]),
    body_markdown: 'The ministers met again on Sunday. No text was published.',
    leads: [],
    omissions: [],
    marks: { read: false, starred: false, done: false, spiked: false, ...marks },
    tags: [],
    placings: [],
    added_at: ago(0, '10:04'),
    snapshot: { sha256: '9f2c'.repeat(16), bytes: 412_300, seen_at: ago(0, '10:04'), how: 'fetched' },
    versions: 1,
    ...more,
  };
}

const lake = [
  'Negotiators returned to the lakeside conference hall on Sunday morning with a four-page draft and one empty paragraph. The section on security guarantees, officials from three delegations said, contained only a heading. “Everyone agrees on the noun,” one European diplomat said. “We are still arguing about the verb.”',
  'Under the text agreed on Saturday, the sides would exchange all seriously wounded prisoners within thirty days, with lists verified by the Red Cross. A separate annex sets out corridors for civilians who wish to leave towns close to the contact line.',
  'What the text does not say is who would stand along that line, under whose flag, and what would follow if somebody crossed it. Two drafts of that paragraph were on the table at breakfast and neither was there at lunch, according to a person who had seen both.',
  'Delegates described a day of unusual patience. The host had asked that telephones be left outside; notes were taken by hand and compared afterwards in the corridor, line by line, in three languages. By the evening the interpreters, who had worked in shifts of twenty minutes, knew the disputed sentence by heart.',
  'The question of frozen assets was set aside for a working group that meets in Brussels on Wednesday. Neutral states have offered observers. Their number, their mandate and their pay remain open, and so does the hour at which the next session begins.',
  'Nobody expected an agreement this week. But the exchange of prisoners, should it come about, would be the largest since the spring, and the first that both sides had announced before it happened rather than after.',
  'A spokeswoman said that the delegations would meet again on Monday at nine, in the same room, at the same table, and that the chairs would be put where they had been. “It took us two days to agree about the chairs,” she said. “I would not touch them.”',
];

const topics: Topic[] = [];
const topic = (name: string, sections: string[]) =>
  topics.push({
    id: topics.length + 1,
    name,
    brief: '',
    stories: 0,
    unread: 0,
    sections: sections.map((section, place) => ({
      id: (topics.length + 1) * 10 + place,
      name: section,
      stories: 0,
    })),
  });
topic('Ukraine diplomacy', [
  'The talks',
  'Security guarantees',
  'Sanctions & frozen assets',
  'Voices from Kyiv',
]);
topic('Black Sea shipping', []);
topic('EU enlargement', []);
topic('Energy security', []);
topic('Grain & food prices', []);

const place = (id: number, section: number | null = null) => {
  const found = topics.find((t) => t.id === id)!;
  return {
    topic: id,
    name: found.name,
    section,
    section_name: found.sections.find((s) => s.id === section)?.name ?? null,
  };
};

let library: Story[] = [
  make('Envoys resume Geneva talks with guarantees for Kyiv still unresolved', {
    standfirst: fact(
      'Two days of closed sessions produced a shared text on prisoner exchanges, but left the hardest question for the week ahead: who would enforce a ceasefire.',
    ),
    byline: fact(['Ines Halloran', 'Taras Moroz']),
    dateline: fact('Geneva'),
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
    body_markdown: lake.join('\n\n'),
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
if (asked.has('empty')) {
  library = [];
  topics.length = 0;
}
if (asked.has('many')) {
  for (let n = 0; n < 300; n++)
    library.push(make(`Dispatch ${n} from the lake`, { added_at: ago(6 + n / 20, '12:00') }));
}

let jobs: JobCard[] = [];
const past: { sentence: string; library: Story[] }[] = [];
const ahead: { sentence: string; library: Story[] }[] = [];
const printed = new Set<string>();

const changed = () => void emit('library-changed');

/** Changes copies of stories, remembers what was, and says what it did. */
function act(sentence: string, ids: number[], change: (story: Story) => void): string {
  past.push({ sentence, library: structuredClone(library) });
  library = structuredClone(library);
  for (const story of library.filter((s) => ids.includes(s.id))) change(story);
  changed();
  return sentence;
}

const counted = (ids: number[]) => (ids.length === 1 ? 'a story' : `${ids.length} stories`);

function on(story: Story, shelf: Shelf): boolean {
  if (shelf.shelf === 'spiked') return story.marks.spiked;
  if (story.marks.spiked) return false;
  switch (shelf.shelf) {
    case 'inbox':
      return !story.marks.done;
    case 'today':
      return story.added_at >= shelf.since;
    case 'starred':
      return story.marks.starred;
    case 'all':
      return true;
    case 'unfetched':
      return story.unfetched !== null;
    case 'topic':
      return story.placings.some((p) => p.topic === shelf.topic);
    case 'section':
      return story.placings.some((p) => p.section === shelf.section);
    case 'tag':
      return story.tags.includes(shelf.tag);
  }
}

function row(story: Story, words: string | null): Row {
  const text = story.body_markdown;
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
  const from = Math.max(0, at - 40);
  return {
    id: story.id,
    headline: story.headline.value,
    standfirst: story.standfirst?.value ?? null,
    outlet: story.outlet?.value ?? null,
    outlet_inferred: story.outlet?.standing === 'inferred',
    agency: story.agency?.value ?? null,
    published: story.published?.value ?? null,
    added_at: story.added_at,
    language: story.language?.value ?? null,
    unfetched: story.unfetched !== null,
    marks: story.marks,
    tags: story.tags,
    snippet:
      words && at >= 0
        ? [
            `…${text.slice(from, at)}`,
            text.slice(at, at + words.length),
            text.slice(at + words.length, at + 120),
          ]
        : null,
  };
}

function list(query: Query) {
  const words = query.words?.toLowerCase() ?? null;
  const by = (story: Story) => (query.sort === 'clipped' ? story.added_at : (story.published?.value ?? ''));
  const all = library
    .filter((story) => on(story, query.shelf) && !(query.unread_only && story.marks.read))
    .filter(
      (story) => !words || `${story.headline.value} ${story.body_markdown}`.toLowerCase().includes(words),
    )
    .sort((a, b) => by(b).localeCompare(by(a)) || b.id - a.id);
  const from = query.after === null ? 0 : all.findIndex((story) => story.id === query.after) + 1;
  return {
    rows: all.slice(from, from + query.limit).map((story) => row(story, query.words)),
    total: all.length,
    unread: all.filter((story) => !story.marks.read).length,
    outlets: new Set(all.map((story) => story.outlet?.value).filter(Boolean)).size,
    more: from + query.limit < all.length,
  };
}

function shelves(since: string) {
  const count = (shelf: Shelf) => library.filter((story) => on(story, shelf)).length;
  const names = [...new Set(library.flatMap((story) => (story.marks.spiked ? [] : story.tags)))].sort();
  return {
    inbox: count({ shelf: 'inbox' }),
    today: count({ shelf: 'today', since }),
    starred: count({ shelf: 'starred' }),
    all: count({ shelf: 'all' }),
    unfetched: count({ shelf: 'unfetched' }),
    spiked: count({ shelf: 'spiked' }),
    topics: topics.map((t) => ({
      ...t,
      stories: count({ shelf: 'topic', topic: t.id }),
      sections: t.sections.map((s) => ({ ...s, stories: count({ shelf: 'section', section: s.id }) })),
    })),
    tags: names.map((name) => ({ name, stories: count({ shelf: 'tag', tag: name }) })),
    undo: past.at(-1)?.sentence ?? null,
    redo: ahead.at(-1)?.sentence ?? null,
  };
}

/** A job that takes its time, so that its progress can be looked at. */
function job(what: string, story: () => Story): number {
  const id = nextJob++;
  const card: JobCard = { id, what, stage: { stage: 'fetching', received: 0 }, story: null };
  jobs = [...jobs, card];
  const fails = what.includes('forbidden');
  const stages: Stage[] = [
    { stage: 'fetching', received: 130_000 },
    { stage: 'fetching', received: 412_000 },
    { stage: 'cutting' },
    fails
      ? { stage: 'failed', why: 'The page could not be fetched: the server answered 403. The link is kept.' }
      : { stage: 'kept', fate: 'new', words: 861, bytes: 412_000 },
  ];
  stages.forEach((stage, step) =>
    setTimeout(
      () => {
        const made = stage.stage === 'kept' ? story() : null;
        if (made) library = [made, ...library];
        jobs = jobs.map((j) => (j.id === id ? { ...j, stage, story: made?.id ?? j.story } : j));
        void emit('jobs-changed', jobs);
        if (made) changed();
      },
      500 * (step + 1),
    ),
  );
  void emit('jobs-changed', jobs);
  return id;
}

const clipped = (what: string) => () =>
  make(`Clipped: ${what.slice(0, 60)}`, {
    address: what.startsWith('http') ? what : null,
    added_at: ago(0, '12:00'),
  });

const marks: Record<Mark, (story: Story) => void> = {
  read: (story) => (story.marks.read = true),
  unread: (story) => (story.marks.read = false),
  starred: (story) => (story.marks.starred = true),
  unstarred: (story) => (story.marks.starred = false),
  done: (story) => (story.marks.done = true),
  undone: (story) => (story.marks.done = false),
};

function correct(story: Story, part: PartName, value: string) {
  const fields: Record<string, keyof Story> = { 'author-note': 'author_note' };
  const field = fields[part] ?? (part as keyof Story);
  const old = story[field] as Fact<unknown> | null;
  const set =
    part === 'byline' ? value.split('\n') : part === 'body' ? value.split(/\n\n+/).map(paragraph) : value;
  if (part === 'body') story.body_markdown = value;
  (story as unknown as Record<string, unknown>)[field] = {
    value: set,
    standing: 'corrected',
    evidence: null,
    original: old ? (old.original ?? old.value) : null,
  };
}

function standing(story: Story, part: PartName, to: (fact: Fact<unknown>) => Fact<unknown> | null) {
  const field = part === 'author-note' ? 'author_note' : part;
  const at = story as unknown as Record<string, Fact<unknown> | null>;
  if (at[field]) at[field] = to(at[field]);
}

/** Everything that some command is asked with. */
interface Args {
  id: number;
  ids: number[];
  job: number;
  lead: number;
  topic: number;
  section: number | null;
  since: string;
  query: Query;
  entry: string;
  marks: Mark[];
  add: string[];
  remove: string[];
  part: PartName;
  value: string;
  address: string;
  name: string;
  path: string;
  format: string;
}
const found = (id: number) => {
  const story = library.find((s) => s.id === id);
  if (!story) throw { kind: 'missing', message: 'That story is not in the library.' } satisfies Complaint;
  return story;
};
let broken = asked.has('broken');
const opened = () => {
  if (broken) {
    throw {
      kind: 'broken',
      message: 'The library in /home/editor/Clipdesk could not be read: another program holds it.',
    } satisfies Complaint;
  }
  return { name: 'Foreign desk', folder: '/home/editor/Clipdesk' };
};

const commands: Record<string, (a: Args) => unknown> = {
  holding: opened,
  reopen: () => {
    broken = false;
    return opened();
  },
  shelves: ({ since }) => shelves(since),
  stories: ({ query }) => list(query),
  story: ({ id }) => structuredClone(found(id)),
  clip: ({ entry }: { entry: string }) => {
    if (!entry.trim()) throw refuse('There is nothing to clip: paste an address or a text.');
    const lines = entry.trim().split('\n');
    const all = lines.every((line) => line.startsWith('http')) ? lines : ['Pasted text'];
    return all.map((what) => job(what, clipped(what)));
  },
  clip_file: () => job('A file', clipped('a file')),
  retry: ({ id }) => job(found(id).headline.value, clipped('again')),
  jobs: () => jobs,
  cancel_job: ({ job: id }) => {
    jobs = jobs.map((j) => (j.id === id ? { ...j, stage: { stage: 'cancelled' } } : j));
    void emit('jobs-changed', jobs);
  },
  dismiss_job: ({ job: id }) => {
    jobs = jobs.filter((j) => j.id !== id);
    void emit('jobs-changed', jobs);
  },
  mark: ({ ids, marks: wanted }: { ids: number[]; marks: Mark[] }) => {
    const sentence = act(`Marked ${counted(ids)} ${wanted.join(' and ')}`, ids, (story) =>
      wanted.forEach((mark) => marks[mark](story)),
    );
    return sentence;
  },
  opened: ({ id }: { id: number }) => {
    found(id).marks.read = true;
    changed();
  },
  clip_lead: ({ lead }: { lead: number }) => {
    const pointed = library.flatMap((s) => s.leads).find((l) => l.id === lead)!;
    return job(pointed.address!, () => {
      const made = clipped(pointed.address!)();
      pointed.clipped = made.id;
      return made;
    });
  },
  spike: ({ ids }: { ids: number[] }) => act(`Spiked ${counted(ids)}`, ids, (s) => (s.marks.spiked = true)),
  bring_back: ({ ids }: { ids: number[] }) =>
    act(`Brought back ${counted(ids)}`, ids, (s) => (s.marks.spiked = false)),
  tag: ({ ids, add, remove }: { ids: number[]; add: string[]; remove: string[] }) =>
    act(
      add.length > 0 ? `Tagged ${counted(ids)} “${add[0]}”` : `Took “${remove[0]}” off ${counted(ids)}`,
      ids,
      (s) => (s.tags = [...new Set([...s.tags, ...add])].filter((tag) => !remove.includes(tag)).sort()),
    ),
  gather: ({ ids, topic: t, section }: { ids: number[]; topic: number; section: number | null }) =>
    act(`Filed ${counted(ids)} into ${place(t).name}`, ids, (s) => {
      s.placings = [...s.placings.filter((p) => p.topic !== t), place(t, section)];
    }),
  release: ({ ids, topic: t }: { ids: number[]; topic: number }) =>
    act(`Took ${counted(ids)} out of ${place(t).name}`, ids, (s) => {
      s.placings = s.placings.filter((p) => p.topic !== t);
    }),
  correct: ({ id, part, value }: { id: number; part: PartName; value: string }) => {
    if (!value) throw refuse('An empty correction says nothing. Restore the original instead.');
    if (part === 'published' && !/^\d{4}-\d{2}-\d{2}/.test(value)) throw refuse(`“${value}” is not a day.`);
    return act(`Corrected the ${part}`, [id], (s) => correct(s, part, value));
  },
  confirm: ({ id, part }: { id: number; part: PartName }) =>
    act(`Confirmed the ${part}`, [id], (s) => standing(s, part, (f) => ({ ...f, standing: 'confirmed' }))),
  restore_original: ({ id, part }: { id: number; part: PartName }) =>
    act(`Restored the ${part}`, [id], (s) =>
      standing(s, part, (f) =>
        f.original === null ? null : { ...f, value: f.original, original: null, standing: 'found' },
      ),
    ),
  set_lead_address: ({ lead, address }: { lead: number; address: string }) => {
    if (!/^https?:/.test(address)) throw refuse('An address begins with http:// or https://.');
    return act(
      'Added an address',
      library.map((s) => s.id),
      (s) => s.leads.filter((l) => l.id === lead).forEach((l) => (l.address = address)),
    );
  },
  new_topic: ({ name }: { name: string }) => {
    if (topics.some((t) => t.name.toLowerCase() === name.toLowerCase()))
      throw refuse(`There is a topic “${name}” already.`);
    topic(name, []);
    changed();
    return topics.at(-1)!.id;
  },
  new_section: ({ topic: id, name }: { topic: number; name: string }) => {
    const in_ = topics.find((t) => t.id === id)!;
    const section: Section = { id: id * 10 + in_.sections.length, name, stories: 0 };
    in_.sections.push(section);
    changed();
    return section.id;
  },
  undo: () => {
    const last = past.pop();
    if (!last) return null;
    ahead.push({ sentence: last.sentence, library });
    library = last.library;
    changed();
    return last.sentence;
  },
  redo: () => {
    const next = ahead.pop();
    if (!next) return null;
    past.push({ sentence: next.sentence, library });
    library = next.library;
    changed();
    return next.sentence;
  },
  suggested_path: ({ topic: t, format }) => `/home/editor/Documents/${place(t).name}.${format}`,
  print_topic: ({ path }: { path: string }) => {
    if (printed.has(path)) throw refuse(`There is a file already at ${path}. Nothing was written.`);
    printed.add(path);
    return path;
  },
  print_topic_over: ({ path }) => path,
  open_original: () => undefined,
  keep_samples: () => {
    library = Array.from({ length: 5 }, (_, n) => make(`Sample story ${n + 1}`));
    changed();
    return library.length;
  },
};

mockIPC(
  (command, args) => {
    const run = commands[command];
    if (!run) throw { kind: 'broken', message: `No such command: ${command}` } satisfies Complaint;
    return run(args as unknown as Args);
  },
  { shouldMockEvents: true },
);

const theme = asked.get('theme');
if (theme) localStorage.setItem('clipdesk.look', JSON.stringify({ theme }));
else localStorage.removeItem('clipdesk.look');

await import('../main');
