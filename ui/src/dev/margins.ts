/** What the pretend library keeps beside its stories: margins, claims, translations, versions; and what they can do. */
import { page } from './page';
import { mockConvertFileSrc } from '@tauri-apps/api/mocks';
import type {
  Anchor,
  Block,
  ClaimStatus,
  Colour,
  Complaint,
  Deed,
  Story,
  Version,
  VersionText,
} from '../wire';
import { anchorOf, layOut } from '../story/anchors';
import { act, counted, standing } from './acts';
import { held } from './holding';
import { ago, asked, make, paragraph } from './making';

let nextNumber = 1;

const found = (id: number): Story => {
  const story = held.stories.find((one) => one.id === id);
  if (!story) throw { kind: 'missing', message: `story ${id} is not in this library` } satisfies Complaint;
  return story;
};
const missing = (what: string): Complaint => ({ kind: 'missing', message: `this ${what} was taken away` });
const withNote = (note: number) => held.stories.find((story) => story.notes.some((one) => one.id === note));
const withMark = (id: number) => held.stories.find((story) => story.highlights.some((one) => one.id === id));
const now = () => new Date().toISOString();
const fact = <T>(value: T): { value: T; standing: 'found'; evidence: 'json-ld'; original: null } => ({
  value,
  standing: 'found',
  evidence: 'json-ld',
  original: null,
});

/** How many of the next saves go wrong, for looking at what is said then. */
export const trouble = { left: asked.has('full') ? Infinity : 0 };
const kept = () => {
  if (trouble.left-- > 0) throw { kind: 'broken', message: 'the disk is full' } satisfies Complaint;
};

/** A passage of a story, by its words. */
function anchored(story: Story, passage: string): Anchor {
  const { text } = layOut(story.body.value);
  const start = text.indexOf(passage);
  return anchorOf(text, { start, end: start + passage.length })!;
}

function furnish(story: Story) {
  const highlight = (passage: string, colour: Colour, note: string) =>
    story.highlights.push({
      id: nextNumber++,
      anchor: anchored(story, passage),
      colour,
      note,
      made_at: ago(0, '10:12'),
    });
  highlight(
    '“Everyone agrees on the noun,” one European diplomat said. “We are still arguing about the verb.”',
    'yellow',
    'Lead with this on Monday. Check it against the communiqué.',
  );
  highlight('frozen assets was set aside for a working group', 'green', '');
  story.highlights.push({
    id: nextNumber++,
    anchor: { text: 'a fifth page that nobody had seen', before: '', after: '', position: 90 },
    colour: 'blue',
    note: 'Gone from the second version. Ask why.',
    made_at: ago(0, '09:58'),
  });
  story.notes = [
    { id: nextNumber++, text: 'Call the press office about the chairs.', made_at: ago(0, '10:20') },
  ];
  story.quotes = [
    {
      id: nextNumber++,
      text: 'It took us two days to agree about the chairs. I would not touch them.',
      speaker: 'a spokeswoman of the host',
      made_at: ago(0, '10:15'),
    },
  ];
  story.versions = 2;
  story.copies = [held.stories[1]!, held.stories[5]!].map((other) => ({
    story: other.id,
    headline: other.headline.value,
    outlet: other.outlet?.value ?? null,
    published: other.published?.value ?? null,
    added_at: other.added_at,
  }));
  story.claim = {
    status: 'to-verify',
    by: 'Mara Lind',
    according_to: null,
    at: ago(0, '10:05'),
  };
}

const arabic = [
  'عاد المفاوضون صباح الأحد إلى القاعة المطلة على البحيرة ومعهم مسودة من أربع صفحات وفقرة واحدة فارغة.',
  'وقال دبلوماسي أوروبي: «الجميع متفقون على الاسم، وما زلنا نتجادل حول الفعل».',
];
const hebrew = [
  'הנושאים ונותנים חזרו ביום ראשון בבוקר לאולם שליד האגם ובידם טיוטה בת ארבעה עמודים ופסקה אחת ריקה.',
  '”כולם מסכימים על שם העצם,“ אמר דיפלומט אירופי. ”אנחנו עדיין מתווכחים על הפועל.“',
];

if (!asked.has('empty')) {
  furnish(held.stories[0]!);
  const far = { read: true, done: true };
  held.stories.push(
    make(
      'المبعوثون يستأنفون محادثات جنيف والضمانات لا تزال معلقة',
      {
        outlet: fact('صحيفة الميناء'),
        byline: fact(['ليلى منصور']),
        language: fact('ar'),
        standfirst: fact('يومان من الجلسات المغلقة أثمرا نصاً مشتركاً عن تبادل الأسرى.'),
        body: fact([
          ...arabic.map(paragraph),
          { block: 'list', ordered: false, items: [[paragraph('المراقبون')]] } as Block,
        ]),
        added_at: ago(5, '11:00'),
      },
      far,
    ),
    make(
      'השליחים מחדשים את שיחות ז׳נבה',
      {
        outlet: fact('ידיעות הנמל'),
        byline: fact(['נועה ברק']),
        language: fact('he'),
        standfirst: fact('יומיים של ישיבות סגורות הניבו נוסח משותף.'),
        body: fact([...hebrew.map(paragraph), { block: 'quote', blocks: [paragraph(hebrew[1]!)] } as Block]),
        added_at: ago(5, '10:00'),
      },
      far,
    ),
  );
}

/** The clipping that the latest one replaced: shorter by a paragraph, and with another figure. */
function before(story: Story): VersionText {
  const body = structuredClone(story.body.value).filter((_, place) => place !== 3);
  const first = body.find((block) => block.block === 'paragraph');
  if (first?.block === 'paragraph')
    first.text = first.text.map((run) => ({ ...run, text: run.text.replace('four-page', 'five-page') }));
  body.push(paragraph('One delegate spoke of a fifth page that nobody had seen.'));
  return { headline: story.headline.original ?? story.headline.value, standfirst: null, body };
}

const SNAPSHOT = `<!doctype html><meta charset="utf-8"><title>Snapshot</title>
<body style="margin:0;font:16px/1.5 Georgia,serif"><header style="padding:12px 32px;background:#123;color:#fff">The Meridian Post</header>
<main style="max-width:40em;margin:24px 32px"><h1>Envoys resume Geneva talks</h1><p>Negotiators returned to the lakeside conference hall.</p></main>`;
mockConvertFileSrc('linux');
const internals = (
  window as unknown as {
    __TAURI_INTERNALS__: { convertFileSrc: (path: string, protocol?: string) => string };
  }
).__TAURI_INTERNALS__;
const usual = internals.convertFileSrc;
const drawn: Record<string, (path: string) => string> = {
  'clipdesk-snapshot': () => SNAPSHOT,
  'clipdesk-preview': page,
};
internals.convertFileSrc = (path, protocol) => {
  const draw = drawn[protocol ?? ''];
  return draw ? `data:text/html,${encodeURIComponent(draw(path))}` : usual(path, protocol);
};

/** Commands of the reader. */
export const margins = {
  write_note: ({ id, text }: { id: number; text: string }) => {
    kept();
    const note = { id: nextNumber++, text, made_at: now() };
    act('Wrote a note', [id], (story) => story.notes.push(note));
    return note.id;
  },
  rewrite_note: ({ note, text }: { note: number; text: string }) => {
    kept();
    const story = withNote(note);
    if (!story) throw missing('note');
    return act(text ? 'Rewrote a note' : 'Took a note away', [story.id], (s) => {
      s.notes = s.notes
        .map((one) => (one.id === note ? { ...one, text } : one))
        .filter((one) => one.text !== '');
    });
  },
  highlight: ({ id, anchor, colour }: { id: number; anchor: Anchor; colour: Colour }) => {
    kept();
    const made = { id: nextNumber++, anchor, colour, note: '', made_at: now() };
    act('Highlighted a passage', [id], (story) => story.highlights.push(made));
    return made.id;
  },
  change_highlight: (a: { highlight: number; colour: Colour; note: string }) => {
    kept();
    const story = withMark(a.highlight);
    if (!story) throw missing('highlight');
    return act('Changed a highlight', [story.id], (s) => {
      s.highlights = s.highlights.map((one) =>
        one.id === a.highlight ? { ...one, colour: a.colour, note: a.note } : one,
      );
    });
  },
  unhighlight: ({ highlight }: { highlight: number }) => {
    const story = withMark(highlight);
    if (!story) throw missing('highlight');
    return act('Took a highlight away', [story.id], (s) => {
      s.highlights = s.highlights.filter((one) => one.id !== highlight);
    });
  },
  keep_quote: ({ id, text, speaker }: { id: number; text: string; speaker: string | null }) => {
    const made = { id: nextNumber++, text, speaker, made_at: now() };
    act('Kept a quote', [id], (story) => story.quotes.push(made));
    return made.id;
  },
  unquote: ({ quote }: { quote: number }) => {
    const story = held.stories.find((one) => one.quotes.some((q) => q.id === quote))!;
    return act('Dropped a quote', [story.id], (s) => (s.quotes = s.quotes.filter((q) => q.id !== quote)));
  },
  set_claim: (a: {
    ids: number[];
    status: ClaimStatus | null;
    by: string | null;
    accordingTo: string | null;
  }) =>
    act(a.status ? `Marked ${counted(a.ids)} ${a.status}` : 'Took a status back', a.ids, (story) => {
      story.claim = a.status && { status: a.status, by: a.by, according_to: a.accordingTo, at: now() };
    }),
  translate: (a: { id: number; anchor: Anchor | null; language: string; text: string }) =>
    act(a.text ? 'Translated it' : 'Took a translation away', [a.id], (story) => {
      const same = (anchor: Anchor | null) =>
        anchor?.position === a.anchor?.position && anchor?.text === a.anchor?.text;
      story.translations = story.translations.filter((one) => !same(one.anchor));
      const made = { id: nextNumber++, anchor: a.anchor, language: a.language, text: a.text, made_at: now() };
      if (a.text) story.translations.push(made);
    }),
  history: ({ id }: { id: number }): Deed[] => {
    const last = standing().undo;
    const clipped = { at: found(id).added_at, words: 'Clipped it' };
    return last ? [{ at: now(), words: last }, clipped] : [clipped];
  },
  versions: ({ id }: { id: number }): Version[] => {
    const story = found(id);
    const version = (number: number, days: number, sum: string): Version => ({
      id: story.id * 10 + number,
      seen_at: ago(days, '10:04'),
      how: 'fetched',
      sha256: sum.repeat(16),
      bytes: 412_300 + number * 900,
      headline: number === 2 ? story.headline.value : (story.headline.original ?? story.headline.value),
      words: 340 + number,
    });
    return story.versions > 1 ? [version(2, 0, '9f2c'), version(1, 1, '77ab')] : [version(2, 0, '9f2c')];
  },
  version: ({ id, version }: { id: number; version: number }): VersionText => {
    const story = found(id);
    if (version % 10 === 1) return before(story);
    return {
      headline: story.headline.value,
      standfirst: story.standfirst?.value ?? null,
      body: story.body.value,
    };
  },
};
