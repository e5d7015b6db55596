/** What a job is and how far it is, in few words. */
import type { Stage } from '../wire';
import { words } from '../words';

/** What is clipped, without what every address begins with. */
export const called = (what: string) => what.replace(/^https?:\/\/(?:www\.)?/i, '');

/** What is being done, without what changes many times a second: for those who listen. */
export function doing(stage: Stage): string {
  return stage.stage === 'fetching' ? words.clip.fetching : howFar(stage);
}

export function howFar(stage: Stage): string {
  const told = words.clip;
  switch (stage.stage) {
    case 'fetching':
      return stage.received > 0 ? `${told.fetching}, ${words.bytes(stage.received)}` : told.waiting;
    case 'cutting':
      return told.cutting;
    case 'pictures':
      return told.fetchingPictures;
    case 'kept':
      return [
        told.fates[stage.fate],
        words.words(stage.words),
        ...(stage.unkept > 0 ? [told.picturesUnkept(stage.unkept)] : []),
      ].join(', ');
    case 'failed':
    case 'not-the-story':
      return stage.why;
    case 'cancelled':
      return told.cancelled;
  }
}
