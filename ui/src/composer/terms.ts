/** Terms as they are written down. */
import type { Rights } from '../wire';

/** What nobody wrote down. */
export const UNKNOWN: Rights = { reuse: null, licence: null, credit: null, quote_limit: null, embargo: null };

/** What is empty is not known. */
export function tidy(rights: Rights): Rights {
  const line = (text: string | null) => text?.trim() || null;
  return { ...rights, licence: line(rights.licence), credit: line(rights.credit) };
}

export const same = (a: Rights, b: Rights) =>
  (Object.keys(UNKNOWN) as (keyof Rights)[]).every((key) => a[key] === b[key]);

/** A moment as a field for date and time has it, in the editor's own time. */
export function forField(moment: string | null): string {
  if (moment === null) return '';
  const at = new Date(moment);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such a field says, as a moment. */
export const fromField = (text: string): string | null => {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at.toISOString();
};
