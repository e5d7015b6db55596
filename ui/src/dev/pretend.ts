/**
 * A library that exists only in memory, for looking at the window without the shell: `npm run dev`, then open
 * /pretend.html. Nothing imports it, so it is never built. Its stories are in holding.ts.
 *
 * `?empty` begins with an empty library, `?broken` with one that cannot be opened, `?theme=dark` in the dark.
 */
import { mockIPC } from '@tauri-apps/api/mocks';
import type { Complaint, Fact, Mark, PartName, Query, Story } from '../wire';
import { act, changed, counted, refuse, standing as waiting, travels } from './acts';
import { clipping } from './clipping';
import { composing } from './composing';
import { filing } from './filing';
import { finding } from './finding';
import { held, place } from './holding';
import { asked, make, paragraph } from './making';
import { margins } from './margins';
import { sending } from './sending';
import { housekeeping, open } from './settings';
import { hoard, many } from './hoard';
import { list, numbers, shelves, tally } from './shelves';

const printed = new Set<string>();

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
  place: number;
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
  replace: boolean;
  format: string;
}
const found = (id: number) => {
  const story = held.stories.find((s) => s.id === id);
  if (!story) throw { kind: 'missing', message: `story ${id} is not in this library` } satisfies Complaint;
  return story;
};
let broken = asked.has('broken');
const opened = () => {
  if (broken) {
    throw {
      kind: 'broken',
      message:
        'the library in /home/editor/Clipdesk is open on another desk; close that one, or choose another folder',
    } satisfies Complaint;
  }
  return { ...open };
};

const commands: Record<string, (a: Args) => unknown> = {
  holding: opened,
  reopen: () => {
    broken = false;
    return opened();
  },
  shelves: ({ since }) => shelves(since, waiting().undo, waiting().redo),
  stories: ({ query }) => list(query),
  tally: ({ query }) => tally(query),
  numbers: ({ query }) => numbers(query),
  warnings: () => [],
  story: ({ id }) => structuredClone(found(id)),
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
  spike: ({ ids }: { ids: number[] }) => act(`Spiked ${counted(ids)}`, ids, (s) => (s.marks.spiked = true)),
  bring_back: ({ ids }: { ids: number[] }) =>
    act(`Brought back ${counted(ids)}`, ids, (s) => (s.marks.spiked = false)),
  tag: ({ ids, add, remove }: { ids: number[]; add: string[]; remove: string[] }) => {
    const long = add.find((name) => name.length > 40);
    if (long) throw refuse(`the name of a tag may have 40 characters; this one has ${long.length}`);
    return act(
      add.length > 0 ? `Tagged ${counted(ids)} “${add[0]}”` : `Took “${remove[0]}” off ${counted(ids)}`,
      ids,
      (s) => (s.tags = [...new Set([...s.tags, ...add])].filter((tag) => !remove.includes(tag)).sort()),
    );
  },
  gather: ({ ids, topic: t, section }: { ids: number[]; topic: number; section: number | null }) =>
    act(`Filed ${counted(ids)} into ${place(t).name}`, ids, (s) => {
      s.placings = [...s.placings.filter((p) => p.topic !== t), place(t, section)];
    }),
  release: ({ ids, topic: t }: { ids: number[]; topic: number }) =>
    act(`Took ${counted(ids)} out of ${place(t).name}`, ids, (s) => {
      s.placings = s.placings.filter((p) => p.topic !== t);
    }),
  correct: ({ id, part, value }: { id: number; part: PartName; value: string }) => {
    if (!value)
      throw refuse(
        `the ${part} is empty; nothing was changed; restore the original to take a correction back`,
      );
    if (part === 'published' && !/^\d{4}-\d{2}-\d{2}/.test(value))
      throw refuse(`“${value}” is not a date: write 2025-10-16`);
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
    if (!/^https?:/.test(address)) throw refuse(`“${address}” is not a web address`);
    return act(
      'Added an address',
      held.stories.map((s) => s.id),
      (s) => s.leads.filter((l) => l.id === lead).forEach((l) => (l.address = address)),
    );
  },
  ...(filing as unknown as Record<string, (a: Args) => unknown>),
  ...(composing as unknown as Record<string, (a: Args) => unknown>),
  ...(margins as unknown as Record<string, (a: Args) => unknown>),
  ...(finding as unknown as Record<string, (a: Args) => unknown>),
  ...(sending as unknown as Record<string, (a: Args) => unknown>),
  ...(housekeeping as unknown as Record<string, (a: Args) => unknown>),
  ...(clipping as unknown as Record<string, (a: Args) => unknown>),
  ...(many > 0 ? (hoard as unknown as Record<string, (a: Args) => unknown>) : {}),
  ...travels,
  suggested_path: ({ topic: t, format }) => `/home/editor/Documents/${place(t).name}.${format}`,
  print_topic: ({ path, replace }: { path: string; replace: boolean }) => {
    if (printed.has(path) && !replace) throw refuse(`${path} is already there, and was not changed`);
    printed.add(path);
    return path;
  },
  open_original: () => undefined,
  keep_samples: () => {
    held.stories = Array.from({ length: 5 }, (_, n) => make(`Sample story ${n + 1}`));
    changed();
    return held.stories.length;
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
