/** Which topics are seen as a board. Remembered in this web view, for each library. */
import type { TopicId } from '../wire';

const keptAs = (library: string) => `clipdesk.boards ${library}`;

export function remembered(library: string): TopicId[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keptAs(library)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'number') : [];
  } catch {
    return []; // how a topic is looked at is not worth a complaint
  }
}

export function remember(library: string, topics: TopicId[]) {
  localStorage.setItem(keptAs(library), JSON.stringify(topics));
}
