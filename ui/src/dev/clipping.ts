/** Clipping into the pretend library: jobs that take their time, six at once, so that they can be looked at. */
import { emit } from '@tauri-apps/api/event';
import type { JobCard, JobId, Stage, Story, StoryId, TopicId } from '../wire';
import { changed, refuse } from './acts';
import { held, place } from './holding';
import { ago, asked, make } from './making';

/** What these commands are asked with. */
interface Args {
  id: number;
  job: JobId;
  lead: number;
  place: number;
  entry: string;
  tags: string[];
  topic: TopicId | null;
}

/** How many pages are fetched at once, and how long each step of one takes. */
const AT_ONCE = 6;
const STEP_MS = 500;

interface Job {
  card: JobCard;
  stages: Stage[];
  keep: () => Story;
}

let last = 0;
let jobs: Job[] = [];
const cards = () => jobs.map(({ card }) => card);
const tell = () => void emit('jobs-changed', cards());

const isMoving = ({ card, stages }: Job) => card.stage.stage !== 'cancelled' && stages.length > 0;

/** One step of every job that has its turn. */
function step() {
  for (const job of jobs.filter(isMoving).slice(0, AT_ONCE)) {
    const stage = job.stages.shift()!;
    const made = stage.stage === 'kept' ? job.keep() : null;
    if (made) {
      held.stories = [made, ...held.stories.filter((story) => story.id !== job.card.story)];
      changed();
    }
    job.card = { ...job.card, stage, story: made?.id ?? job.card.story };
  }
  tell();
  if (jobs.some(isMoving)) setTimeout(step, STEP_MS);
}

function stagesOf(what: string): Stage[] {
  const end: Stage[] = what.includes('forbidden')
    ? [{ stage: 'failed', why: 'The page could not be fetched: the server answered 403. The link is kept.' }]
    : what.includes('wall')
      ? [
          {
            stage: 'not-the-story',
            why: `${what}: what came is a consent wall, not the story (the button “Accept all”); open the page in a browser, then paste it or clip a saved copy of it. The link is kept.`,
          },
        ]
      : [
          ...[0, 1, 2, 3].map((done): Stage => ({ stage: 'pictures', done, wanted: 4 })),
          { stage: 'kept', fate: 'new', words: 861, bytes: 412_000, pictures: 4, unkept: 0 },
        ];
  return [
    { stage: 'fetching', received: 130_000 },
    { stage: 'fetching', received: 412_000 },
    { stage: 'cutting' },
    ...end,
  ];
}

/** Begins a job. The link of a page is kept at once, so its story is there before its page is. */
function begin(what: string, keep: () => Story): JobId {
  const id = ++last;
  const isLink = what.startsWith('http');
  const link = isLink ? make(what, { address: what, unfetched: 'The page is being fetched.' }) : null;
  const rests = !jobs.some(isMoving);
  const card: JobCard = { id, what, stage: { stage: 'fetching', received: 0 }, story: link?.id ?? null };
  jobs.push({ card, stages: stagesOf(what), keep });
  if (rests) setTimeout(step, STEP_MS);
  tell();
  return id;
}

const clipped =
  (what: string, { tags, topic }: Partial<Args> = {}) =>
  () =>
    make(`Clipped: ${what.slice(0, 60)}`, {
      address: what.startsWith('http') ? what : null,
      added_at: ago(0, '12:00'),
      tags: tags ?? [],
      placings: topic ? [place(topic)] : [],
    });

function headlineOf(id: StoryId): string {
  return held.stories.find((story) => story.id === id)?.headline.value ?? 'A page';
}

let brought = (asked.get('brought') ?? '').split(' ').filter(Boolean);

export const clipping = {
  clip: (args: Args) => {
    const { entry } = args;
    if (!entry.trim())
      throw refuse('there is nothing to clip: give an address, a file or the text of a page');
    const lines = entry.trim().split('\n');
    const all = lines.every((line) => line.startsWith('http')) ? lines : ['Pasted text'];
    return all.map((what) => begin(what, clipped(what, args)));
  },
  clip_file: () => begin('A file', clipped('a file')),
  retry: ({ id }: Args) => begin(headlineOf(id), clipped('again')),
  clip_again: ({ id }: Args) => begin(headlineOf(id), clipped('again')),
  clip_lead: ({ lead }: Args) => {
    const pointed = held.stories.flatMap((s) => s.leads).find((l) => l.id === lead)!;
    return begin(pointed.address!, () => {
      const made = clipped(pointed.address!)();
      pointed.clipped = made.id;
      return made;
    });
  },
  clip_entry: ({ id, place: at }: Args) => {
    const entry = held.stories.find((story) => story.id === id)!.entries[at]!;
    return begin(entry.headline, () => {
      const made = clipped(entry.headline)();
      entry.clipped = made.id;
      return made;
    });
  },
  clip_anyway: ({ job: id }: Args) => {
    const job = jobs.find(({ card }) => card.id === id)!;
    const rests = !jobs.some(isMoving);
    job.stages = stagesOf('a page').slice(2);
    if (rests) setTimeout(step, STEP_MS);
  },
  jobs: cards,
  cancel_job: ({ job: id }: Args) => {
    const job = jobs.find(({ card }) => card.id === id);
    if (job) job.card = { ...job.card, stage: { stage: 'cancelled' } };
    tell();
  },
  dismiss_job: ({ job: id }: Args) => {
    jobs = jobs.filter(({ card }) => card.id !== id);
    tell();
  },
  links_brought: () => {
    const taken = brought;
    brought = [];
    return taken;
  },
};

/** Brings an address as a `clipdesk://` link would. For tests. */
export function bring(address: string) {
  brought = [...brought, address];
  void emit('link-brought');
}
