/**
 * What somebody put into the one box, so that the window can say what will be done before it is. The engine has
 * the last word (`newsroom/src/page/receive.rs`), and reads it by the same rules.
 */

/** What an entry is. */
export type Entry =
  | { what: 'nothing' }
  /** Addresses, each once, in the order given: each line is one. */
  | { what: 'addresses'; addresses: string[] }
  /** A page, and the addresses that stand in the middle of it. */
  | { what: 'page'; form: 'text' | 'html' | 'mail'; words: number; addresses: string[] }
  /** One line that was meant as an address but can be none. */
  | { what: 'no-address' };

/** A paste of megabytes is no list of addresses; nor is it looked through for them at every letter. */
const LONGEST_LIST = 1 << 20;

const HTML =
  /^\s*(?:<!doctype html|<html|<head|<body|<article|<main|<div|<section|<h1|<p>|<p |<meta|<!--|<\?xml|<figure|<span|<title)/i;
const MAIL =
  /^(?:from|date|subject|mime-version|received|message-id|return-path): .+\r?\n(?:[a-z-]+: .*\r?\n)/im;
const INSIDE = /\bhttps?:\/\/[^\s<>"“”„«»'‘’]+/gi;

/** Whether a text without a scheme begins like a host: `example.org/a`, `localhost:8000`. */
function namesHost(text: string): boolean {
  const host = /^[^/?#]*/.exec(text)![0];
  const [, name, port] = /^(.*?)(?::([^:]*))?$/.exec(host)!;
  const dotted = /^[^.]+\.(.{2,})$/.test(name!);
  return (name === 'localhost' || dotted) && /^\d{0,5}$/.test(port ?? '') && !/[\s@<>":]/.test(name!);
}

/** The address that a line is; null for anything else. */
function addressOf(line: string): string | null {
  if (/\s/.test(line)) return null;
  const whole = namesHost(line) ? `https://${line}` : line;
  if (!/^https?:\/\//i.test(whole)) return null;
  return URL.canParse(whole) ? line : null;
}

/** The same address twice is one page: what stands behind `#` is a place on it. */
const once = (addresses: string[]) => [
  ...new Map(addresses.map((address) => [address.replace(/#.*$/, ''), address])).values(),
];

/** An address in the middle of a text, without what the sentence around it put behind it. */
function bare(found: string): string {
  let address = found.replace(/[.,;:!?…]+$/, '');
  for (const [opening, closing] of ['()', '[]', '{}'].map((pair) => [...pair] as [string, string])) {
    const count = (letter: string) => address.split(letter).length - 1;
    while (address.endsWith(closing) && count(closing) > count(opening)) {
      address = address.slice(0, -1).replace(/[.,;:!?…]+$/, '');
    }
  }
  return address;
}

function wordsOf(text: string): number {
  let words = 0;
  for (const _ of text.matchAll(/\S+/g)) words++;
  return words;
}

/** What an entry is. */
export function entryOf(text: string): Entry {
  const bareText = text.trim();
  if (bareText === '') return { what: 'nothing' };
  const isShort = text.length <= LONGEST_LIST;
  if (isShort) {
    const lines = bareText
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const addresses = lines.map(addressOf);
    if (addresses.every((address) => address !== null)) {
      return { what: 'addresses', addresses: once(addresses) };
    }
    if (lines.length === 1 && bareText.includes('://') && !/\s/.test(bareText)) return { what: 'no-address' };
  }
  const form = HTML.test(text.slice(0, 300)) ? 'html' : MAIL.test(text.slice(0, 2000)) ? 'mail' : 'text';
  // Markup is full of addresses that nobody means.
  const found =
    isShort && form === 'text' ? [...text.matchAll(INSIDE)].map(([address]) => bare(address)) : [];
  return {
    what: 'page',
    form,
    words: wordsOf(text),
    addresses: once(found.filter((address) => URL.canParse(address))),
  };
}

/** How many words there may be to an address in a list of links: its headline, its outlet, a line about it. */
const WORDS_TO_A_LINK = 15;

/** Whether a page is rather a list of links than a text. */
export const isListOfLinks = (entry: Entry) =>
  entry.what === 'page' &&
  entry.addresses.length > 0 &&
  entry.words / entry.addresses.length <= WORDS_TO_A_LINK;
