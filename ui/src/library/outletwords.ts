/** The search that lists the stories of an outlet, and the outlet that such a search is for. */

const SEARCH = /^outlet:"([^"“”„]+)"$/;

/** Quotation marks end a name in a search, and names are compared without them. */
export const wordsOf = (outlet: string) => `outlet:"${outlet.replace(/["“”„\s]+/g, ' ').trim()}"`;

/** The outlet whose stories these words list; null for any other search. */
export const outletOf = (words: string) => SEARCH.exec(words.trim())?.[1] ?? null;
