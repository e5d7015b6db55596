/** What an editor uses counts for more, and less the longer ago it was. Remembered in this web view. */

/** How often something was picked, and when last, in days since 1970. */
interface Use {
  times: number;
  last: number;
}

/** What was picked in the palette, by key. */
export type Uses = Record<string, Use>;

const KEPT_AS = 'clipdesk.palette';
/** How many things are remembered. */
const MOST = 80;
/** After how many days something counts half. */
const HALF = 10;

export const days = (now: Date) => now.getTime() / 86_400_000;

/** How much something counts, from 0 to 18. */
export function weight(uses: Uses, key: string, today: number): number {
  const use = uses[key];
  if (!use) return 0;
  return Math.min(18, 6 * Math.log2(1 + use.times)) * 0.5 ** (Math.max(0, today - use.last) / HALF);
}

/** The uses after one more; what counts least is forgotten. */
export function used(uses: Uses, key: string, today: number): Uses {
  const all = { ...uses, [key]: { times: (uses[key]?.times ?? 0) + 1, last: today } };
  const best = Object.keys(all).sort((a, b) => weight(all, b, today) - weight(all, a, today));
  return Object.fromEntries(best.slice(0, MOST).map((k) => [k, all[k]!]));
}

function isUse(kept: unknown): kept is Use {
  const use = kept as Partial<Use> | null;
  return Number.isFinite(use?.times) && Number.isFinite(use?.last) && use!.times! > 0;
}

/** What is remembered; nothing where the store is broken. */
export function remembered(): Uses {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT_AS) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, use]) => isUse(use)));
  } catch {
    return {};
  }
}

export function remember(uses: Uses) {
  try {
    localStorage.setItem(KEPT_AS, JSON.stringify(uses));
  } catch {
    // a full store keeps what it has
  }
}

export const forget = () => localStorage.removeItem(KEPT_AS);
