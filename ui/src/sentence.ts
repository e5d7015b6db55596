/**
 * A clause of the engine’s as a sentence: with a capital, unless it begins with a name that has to stay as it
 * is (a path, a file, an address, a quotation), and with a full stop.
 */
export function sentence(clause: string): string {
  const said = clause.trim();
  if (said === '') return '';
  const first = /^\p{Ll}[\p{L}\p{M}’'-]*(?=[,;.!?…]?(?:\s|$))/u.exec(said);
  // “draft notes.html: is empty” begins with a file, though its first word looks like any other.
  const isFile = /^[^:/\\“"]+\.\w{1,5}: /.test(said);
  const begun = first && !isFile ? said.charAt(0).toUpperCase() + said.slice(1) : said;
  return /[.!?…。！？][”’")»]*$/.test(begun) ? begun : `${begun}.`;
}
