/** The searches that were made last in a library. Remembered in this web view, not in the library. */

/** How many are remembered. */
const MOST = 8;
/** Nobody means to find a page of text again by typing it. */
const LONGEST = 200;

const keptAs = (library: string) => `clipdesk.searches ${library}`;

function remembered(library: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keptAs(library)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((words) => typeof words === 'string').slice(0, MOST) : [];
  } catch {
    return []; // what was searched for is not worth a complaint
  }
}

export class Recents {
  all = $state.raw<string[]>([]);
  #library = '';

  /** Turns to a library's searches. */
  open(library: string) {
    this.#library = library;
    this.all = remembered(library);
  }

  /** Puts a search before the others. */
  remember(words: string) {
    const sought = words.trim();
    if (sought === '' || sought.length > LONGEST) return;
    const same = (other: string) => other.toLocaleLowerCase() === sought.toLocaleLowerCase();
    this.#keep([sought, ...this.all.filter((other) => !same(other))].slice(0, MOST));
  }

  forget() {
    this.#keep([]);
  }

  #keep(all: string[]) {
    this.all = all;
    try {
      localStorage.setItem(keptAs(this.#library), JSON.stringify(all));
    } catch {
      // a full store keeps what it has
    }
  }
}
