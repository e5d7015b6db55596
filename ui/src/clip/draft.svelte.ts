/** What is about to be clipped: typed, pasted, chosen and dropped, before anything is done with it. */
import { words } from '../words';
import { entryOf, isListOfLinks, type Entry } from './entry';
import { tooLarge } from './size';

/** A paste of more letters than this is kept aside: a field would take seconds to draw it. */
const LARGE = 60_000;
/** More pages than this are fetched only when the editor has said so twice. */
const MANY = 50;

export class Draft {
  /** What the field holds. */
  entry = $state('');
  /** A large paste, which stands for the field. */
  aside = $state.raw<string | null>(null);
  files = $state.raw<File[]>([]);
  /** What is to be done with a text that holds addresses, if the editor has said so. */
  #wanted = $state<'text' | 'addresses' | null>(null);
  /** Whether the desk stays offline, so that addresses are kept as links. */
  offline = $state(false);
  /** Why something was not taken. */
  refused = $state<string | null>(null);

  constructor(entry = '') {
    this.paste(entry);
  }

  readonly read: Entry = $derived(entryOf(this.aside ?? this.entry));

  /** Whether the editor has to choose between the text and the addresses in it. */
  readonly isChoice = $derived(this.read.what === 'page' && this.read.addresses.length > 0);

  readonly wanted: 'text' | 'addresses' = $derived(
    this.#wanted ?? (isListOfLinks(this.read) ? 'addresses' : 'text'),
  );

  /** The addresses that will be fetched. */
  readonly addresses: string[] = $derived.by(() => {
    if (this.read.what === 'addresses') return this.read.addresses;
    return this.read.what === 'page' && this.wanted === 'addresses' ? this.read.addresses : [];
  });

  readonly isEmpty = $derived(this.read.what === 'nothing' && this.files.length === 0);

  /** How many pages will be fetched, if these are so many that it is asked twice. */
  readonly many = $derived(!this.offline && this.addresses.length > MANY ? this.addresses.length : 0);

  /** What is handed to the engine besides the files; null for nothing. */
  get given(): string | null {
    if (this.read.what === 'nothing') return null;
    return this.addresses.length > 0 ? this.addresses.join('\n') : (this.aside ?? this.entry);
  }

  /** What will be done, a sentence each. */
  readonly says: string[] = $derived.by(() => {
    const told = words.clip.plan;
    const says: string[] = [];
    const { read, addresses, files } = this;
    if (addresses.length > 0) says.push(this.offline ? told.links(addresses.length) : told.fetch(addresses));
    else if (read.what === 'page') says.push(told.keep(read.form, read.words));
    else if (read.what === 'no-address') says.push(told.noAddress);
    if (files.length > 0) says.push(told.files(files.length));
    return says.length > 0 ? says : [told.nothing];
  });

  want(what: 'text' | 'addresses') {
    this.#wanted = what;
  }

  /** Takes a paste, in place of everything that was typed. */
  paste(text: string) {
    this.#wanted = null;
    this.refused = tooLarge(words.clip.paste, text.length);
    if (this.refused) return;
    const large = text.length > LARGE;
    this.aside = large ? text : null;
    this.entry = large ? '' : text;
  }

  /** Whether a paste is too much for the field. */
  isLarge(text: string): boolean {
    return text.length + this.entry.length > LARGE;
  }

  /** Adds files; the same one chosen again is not a second one. */
  add(files: File[]) {
    const refused = files.map((file) => tooLarge(file.name, file.size)).filter((why) => why !== null);
    this.refused = refused.length > 0 ? refused.join('\n') : null;
    const key = (file: File) => `${file.name}\n${file.size}\n${file.lastModified}`;
    const all = new Map([...this.files, ...files].map((file) => [key(file), file]));
    this.files = [...all.values()].filter((file) => tooLarge(file.name, file.size) === null);
  }

  drop(file: File) {
    this.files = this.files.filter((other) => other !== file);
  }
}
