/**
 * How much a page may hold. The engine has the last word; asked here too, what is far too much never has to
 * be drawn in a field or to cross the boundary.
 */
import { words } from '../words';

/** The engine's own limit, in bytes: `newsroom::page::LARGEST`. */
const LARGEST = 20 * 1024 * 1024;

/** Why something of this size is not taken; null if it may be. */
export function tooLarge(what: string, size: number): string | null {
  return size > LARGEST ? words.clip.tooLarge(what, size, LARGEST) : null;
}
