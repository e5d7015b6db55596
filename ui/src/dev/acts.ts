/** Acts on the pretend library: each says what it did, and can be taken back. */
import { emit } from '@tauri-apps/api/event';
import type { Complaint, Story } from '../wire';
import { held } from './holding';

type Library = typeof held;

const past: { sentence: string; library: Library }[] = [];
const ahead: { sentence: string; library: Library }[] = [];

/** Tells the window that something is not as it was. */
export const changed = () => void emit('library-changed');

/** What the engine answers to what it will not do. */
export const refuse = (message: string): Complaint => ({ kind: 'refused', message });

/** How many stories, as the engine's sentences have it. */
export const counted = (ids: number[]) => (ids.length === 1 ? 'a story' : `${ids.length} stories`);

/** Changes the library, remembers what was, and says what it did. */
export function does(sentence: string, change: () => void): string {
  past.push({ sentence, library: structuredClone(held) });
  ahead.length = 0;
  change();
  changed();
  return sentence;
}

/** Changes copies of stories, remembers what was, and says what it did. */
export const act = (sentence: string, ids: number[], change: (story: Story) => void) =>
  does(sentence, () => {
    held.stories = structuredClone(held.stories);
    for (const story of held.stories.filter((s) => ids.includes(s.id))) change(story);
  });

function travel(from: typeof past, to: typeof past): string | null {
  const last = from.pop();
  if (!last) return null;
  to.push({ sentence: last.sentence, library: { ...held } });
  Object.assign(held, last.library);
  changed();
  return last.sentence;
}

/** What there is to take back, and to do again. */
export const standing = () => ({
  undo: past.at(-1)?.sentence ?? null,
  redo: ahead.at(-1)?.sentence ?? null,
});

export const travels = {
  undo: () => travel(past, ahead),
  redo: () => travel(ahead, past),
};
