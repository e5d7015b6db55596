/** What the engine's own words are called in the window; part of the catalogue in `words.ts`. */
import type { Evidence, PageKind, PartName } from '../wire';

export const evidence = {
  'json-ld': 'the page’s data',
  meta: 'the page’s header',
  markup: 'the page’s markup',
  text: 'the text',
  'author-note': 'the author’s note',
  host: 'the address',
  shape: 'the shape of the page',
} satisfies Record<Evidence, string>;

export const parts = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  byline: 'Byline',
  outlet: 'Outlet',
  agency: 'Agency',
  'author-note': 'Author’s note',
  published: 'Date',
  language: 'Language',
  kicker: 'Kicker',
  dateline: 'Dateline',
  body: 'Text',
} satisfies Record<PartName, string>;

/** What a page is, where it is no plain article. */
export const kinds = {
  article: 'Article',
  'live-blog': 'Live blog',
  gallery: 'Gallery',
  video: 'Video page',
  audio: 'Audio page',
  'section-front': 'Section front',
  'consent-wall': 'Consent wall',
  'bot-check': 'Bot check',
  'login-stub': 'Login page',
  'error-page': 'Error page',
} satisfies Record<PageKind, string>;
