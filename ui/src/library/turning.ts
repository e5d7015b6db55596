/** Putting another library in the place of the open one, or this one as it was, or where it was not. */
import { tick } from 'svelte';
import * as desk from '../desk';
import type { Session } from '../session.svelte';
import { words } from '../words';
import { carry } from './carry';

/**
 * Saves what is being written, and lets go of it, so that nothing of this desk reaches the library that comes.
 * Answers whether that one came; if not, everything goes on.
 */
async function turned(session: Session, turning: () => Promise<boolean>) {
  const { chores, holding, reading } = session;
  if (chores.turning) return;
  const before = document.activeElement as HTMLElement | null;
  chores.turning = true;
  // What has the focus loses it now, and saves itself.
  await tick();
  await reading.drafts.flush();
  reading.drafts.retire();
  const came = await turning();
  chores.turning = false;
  if (came) return;
  if (holding) reading.drafts.begin(holding.folder);
  await tick();
  if (document.activeElement === document.body) before?.focus();
}

/** Opens another library, at a fresh desk. Refused, this one stays open, and it is told why. */
export async function turnTo(session: Session, folder: string) {
  session.overTrouble = null;
  await turned(session, async () => {
    try {
      const holding = await desk.openLibrary(folder);
      session.anew(holding, words.switcher.opened(holding.name));
      return true;
    } catch (thrown) {
      session.complain(thrown);
      return false;
    }
  });
}

/** Puts a backup in the library's place. */
export async function restore(session: Session, name: string) {
  await turned(session, async () => {
    const sentence = await session.chores.run('restore', () => desk.restore(name));
    if (sentence === null) return false;
    // Where it could not be opened before, it is tried again.
    const begun = session.holding ? Promise.resolve(session.holding) : desk.reopen();
    return begun.then(
      (holding) => {
        session.anew(holding, sentence);
        return true;
      },
      (thrown: unknown) => {
        session.complain(thrown);
        return false;
      },
    );
  });
}

/** Moves the library into another folder, with what this web view remembers of it. */
export async function move(session: Session, to: string) {
  await turned(session, async () => {
    const from = session.holding;
    const told = (holding: { folder: string }) => words.settings.moved(holding.folder);
    const moved = await session.chores.run(
      'move',
      () => desk.moveLibrary(to),
      (holding) => ({ sentence: told(holding) }),
    );
    if (!moved || !from) return false;
    carry(from.folder, moved.folder);
    session.anew(moved, told(moved));
    return true;
  });
}
