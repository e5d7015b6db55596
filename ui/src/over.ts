import type { Topic } from './wire';

/** What lies over the desk: at most one thing at a time. */
export type Over =
  | { over: 'clip'; entry: string }
  | { over: 'correct' }
  | { over: 'date' }
  | { over: 'tags' }
  | { over: 'topics' }
  | { over: 'export'; topic: Topic }
  | { over: 'palette' }
  | { over: 'settings' }
  | { over: 'library' }
  | { over: 'sheet' };
