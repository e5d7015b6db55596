import * as desk from '../desk';
import type { Session } from '../session.svelte';
import { words } from '../words';

/** Opens another library, at a fresh desk. Refused, this one stays open, and it is told why. */
export async function turnTo(session: Session, folder: string) {
  session.overTrouble = null;
  try {
    const holding = await desk.openLibrary(folder);
    session.anew(holding, words.switcher.opened(holding.name));
  } catch (thrown) {
    session.complain(thrown);
  }
}
