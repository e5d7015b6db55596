import type { Ask as PublishingAsk } from './composer/ask';
import type { Ask } from './library/ask';
import type { Anchor, PartName, Topic } from './wire';

/** What lies over the desk: at most one thing at a time. */
export type Over =
  | { over: 'clip'; entry: string }
  | { over: 'brought'; addresses: string[] }
  | { over: 'jobs' }
  | { over: 'correct'; part?: PartName }
  | { over: 'claim' }
  | { over: 'quote'; text: string }
  | { over: 'translate'; anchor: Anchor | null }
  | { over: 'versions' }
  | { over: 'snapshot'; sha256: string }
  | { over: 'date' }
  | { over: 'tags' }
  | { over: 'topics' }
  | { over: 'export'; topic: Topic }
  | { over: 'filing'; ask: Ask }
  | { over: 'publishing'; ask: PublishingAsk }
  | { over: 'palette' }
  | { over: 'settings'; section?: SettingsSection }
  | { over: 'library' }
  | { over: 'backups' }
  | { over: 'search-help' }
  | { over: 'save-search' }
  | { over: 'sheet' };

/** The sections of the settings. */
export type SettingsSection = 'reading' | 'clipping' | 'keys' | 'library' | 'post' | 'privacy' | 'about';
