/** Files on their way into the library. */
import * as desk from '../desk';
import type { JobId, TopicId } from '../wire';
import { tooLarge } from './size';

/** Clips files. Answers their jobs, and why those were refused that have none, a sentence each. */
export async function clipFiles(
  files: File[],
  tags: string[],
  topic: TopicId | null,
): Promise<{ jobs: JobId[]; refused: string[] }> {
  const jobs: JobId[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const large = tooLarge(file.name, file.size);
    if (large) {
      refused.push(large);
      continue;
    }
    try {
      jobs.push(await desk.clipFile(file, tags, topic));
    } catch (thrown) {
      const why = desk.complaint(thrown).message;
      refused.push(why.startsWith(file.name) ? why : `${file.name}: ${why}`);
    }
  }
  return { jobs, refused };
}
