/** What the engine tells, as sentences for the window. */
import { sentence } from './sentence';
import type { Complaint, JobCard, Story } from './wire';

/**
 * What went wrong, whatever was thrown: a sentence to show, and a kind to decide upon. The engine complains in
 * clauses, as the command line wants them; here they become sentences, and nowhere else.
 */
export function complaint(thrown: unknown): Complaint {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown) {
    const kind = 'kind' in thrown ? (thrown as Complaint).kind : 'broken';
    return { kind, message: sentence(String(thrown.message)) };
  }
  return { kind: 'broken', message: sentence(String(thrown)) };
}

/** Complaints that come as part of an answer are sentences as well. */
export const toldStory = (story: Story): Story => ({
  ...story,
  unfetched: story.unfetched === null ? null : complaint(story.unfetched).message,
  pictures: story.pictures.map((picture) => ({
    ...picture,
    unkept: picture.unkept === null ? null : complaint(picture.unkept).message,
  })),
});
export const toldJobs = (cards: JobCard[]) =>
  cards.map((card): JobCard =>
    card.stage.stage === 'failed' || card.stage.stage === 'not-the-story'
      ? { ...card, stage: { stage: card.stage.stage, why: complaint(card.stage.why).message } }
      : card,
  );
