/** Pages of a list, as the engine answers them. */
import * as desk from './desk';
import { PAGE, runs } from './pages';
import type { Query, Row } from './wire';

/** Pages, and where the list ends if they say so. */
export interface Brought {
  pages: Map<number, Row[]>;
  end: number | null;
}

/** Asks for pages; those that follow each other are asked for together. */
export async function brought(query: Query, wanted: number[]): Promise<Brought> {
  const brought: Brought = { pages: new Map(), end: null };
  const answers = runs(wanted).map(async ({ first, count }) => {
    const skip = first * PAGE;
    const { rows, more } = await desk.stories({ ...query, skip, limit: count * PAGE });
    for (let n = 0; n < count; n++) {
      const page = rows.slice(n * PAGE, (n + 1) * PAGE);
      if (page.length > 0) brought.pages.set(first + n, page);
    }
    // Past its end a list has no rows, and does not say where that was.
    if (!more && (rows.length > 0 || skip === 0)) brought.end = skip + rows.length;
  });
  await Promise.all(answers);
  return brought;
}
