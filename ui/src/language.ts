/** What `lang` may be told: a page says its language in many ways, and only BCP 47 is understood there. */

/** The scripts that are written from right to left, by their ISO 15924 names. */
const LEFTWARD = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand', 'Samr'];

/** In which direction a story runs: as its language is written, and as its words are where that is unknown. */
export function directionOf(language: string | null | undefined, words: string): 'ltr' | 'rtl' {
  const tag = languageTag(language);
  if (tag) return LEFTWARD.includes(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
  const first = /\p{L}/u.exec(words)?.[0] ?? '';
  const leftward =
    /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
  return leftward.test(first) ? 'rtl' : 'ltr';
}

/** A page's language as a BCP 47 tag; undefined, which is no attribute at all, for what is none. */
export function languageTag(said: string | null | undefined): string | undefined {
  // “en_US.UTF-8” is how servers say it.
  const tag = (said ?? '')
    .trim()
    .replaceAll('_', '-')
    .replace(/[.@].*$/, '');
  // Intl takes any word of up to eight letters for a language; all that there are have two or three.
  if (!/^[a-z]{2,3}(-|$)/i.test(tag) || /^(und|mul|zxx|mis)(-|$)/i.test(tag)) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}
