/** What `lang` may be told: a page says its language in many ways, and only BCP 47 is understood there. */

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
