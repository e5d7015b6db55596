/** What this web view remembers of a library, each under a name that ends with the library's folder. */

/** Remembers it under another folder as well, where the library is now. */
export function carry(from: string, to: string) {
  const names = Array.from({ length: localStorage.length }, (_, n) => localStorage.key(n) ?? '');
  for (const name of names.filter((known) => known.startsWith('clipdesk.') && known.endsWith(` ${from}`))) {
    const kept = localStorage.getItem(name);
    if (kept === null) continue;
    try {
      localStorage.setItem(name.slice(0, -from.length) + to, kept);
    } catch {
      // a full store keeps what it has
    }
  }
}
