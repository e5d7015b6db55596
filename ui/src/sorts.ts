/** The orders that a list can have. */
import type { Sort } from './wire';

const ALWAYS: Sort[] = ['clipped', 'earliest-clipped', 'published', 'earliest-published'];

/** Those of a list that is a search's or not, and whose stories were put into an order by hand or not. */
export const sortsOf = (found: boolean, placed: boolean): Sort[] => [
  ...(found ? (['best'] as const) : []),
  ...ALWAYS,
  ...(placed ? (['placed'] as const) : []),
];
