/** Where files go. */

/** The same file in another folder, written as that system writes paths. */
export function inFolder(folder: string, path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  const windows = /^[a-z]:|\\/i.test(folder) && !folder.startsWith('/');
  const end = folder.replace(/[\\/]+$/, '');
  return `${end}${windows ? '\\' : '/'}${name}`;
}
