/** What takes stories out of sight, and how the editor goes on from there. */
import type * as desk from './desk';
import type { Session } from './session.svelte';
import type { StoryId } from './wire';

export type Act = (ids: StoryId[]) => Promise<desk.Deed>;

/** Does something to the targets that takes them out of sight, and goes on with the story after them. */
export async function actAndAdvance(session: Session, doing: Act): Promise<void> {
  const { stories, board } = session;
  const ids = stories.targets;
  if (ids.length === 0) return;
  if (board.isOn) return board.act(ids, doing(ids));
  const next = stories.afterLeaving(ids);
  if (stories.selected.size === 0 && next !== null) return goOnAtOnce(session, ids[0]!, next, doing);
  if (!(await session.act(doing(ids)))) return;
  stories.selected.clear();
  // Going on from one story to the next is reading it; clearing many away is not.
  if (next !== null && ids.length === 1) return session.read(next);
  if (next !== null) stories.current = next;
  await session.loadStory();
}

/** The next key is on the next story, however long the library takes to answer. */
async function goOnAtOnce(session: Session, id: StoryId, next: StoryId, doing: Act): Promise<void> {
  const acting = session.act(doing([id]));
  const reading = session.read(next);
  if (!(await acting) && session.stories.current === next) {
    session.stories.current = id;
    await session.loadStory();
  }
  await reading;
}
