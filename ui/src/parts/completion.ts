/** Completion: which of many names somebody means. */

/** A name without what people leave out when they type fast: case and accents. */
export const folded = (text: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim();

/** The choices that hold what was typed; those that begin with it come first. */
export function completions<Choice extends { name: string }>(choices: Choice[], typed: string): Choice[] {
  const sought = folded(typed);
  if (sought === '') return choices;
  const found = choices.filter((choice) => folded(choice.name).includes(sought));
  const begins = (choice: Choice) => folded(choice.name).startsWith(sought);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))];
}
