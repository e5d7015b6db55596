/** Which of many names stand in the pane. */

/** How many of a kind the pane shows at most. */
export const IN_PANE = 12;

interface Named {
  name: string;
  stories: number;
}

/**
 * The names that a short list shows: all of them in their order while they are few, else the most frequent. The
 * open one is always among them.
 */
export function frequent<Name extends Named>(names: Name[], open: string | null): Name[] {
  if (names.length <= IN_PANE) return names;
  const most = [...names].sort((a, b) => b.stories - a.stories).slice(0, IN_PANE);
  const opened = names.find((name) => name.name === open);
  return opened && !most.includes(opened) ? [...most, opened] : most;
}
