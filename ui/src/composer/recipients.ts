/** Who an edition goes to, and who has it. */
import type { Delivery } from '../wire';

/** The address of somebody as they are listed: `Ann Lee <ann@mail.example>`. In small letters, by which two are the same. */
export function addressOf(listed: string): string {
  const inner = /<([^<>]+)>\s*$/.exec(listed)?.[1] ?? listed;
  return inner.trim().toLowerCase();
}

/** Of the people, those who have it, and those of whom nobody knows. */
export function hadBefore(people: readonly string[], deliveries: readonly Delivery[]) {
  const states = new Map(deliveries.map(({ taker, state }) => [taker.toLowerCase(), state]));
  const at = (state: Delivery['state']) => people.filter((one) => states.get(addressOf(one)) === state);
  return { delivered: at('delivered'), unknown: at('on-its-way') };
}
