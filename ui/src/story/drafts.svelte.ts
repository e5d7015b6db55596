/**
 * Notes while they are being written. What is typed saves itself; until it is saved it is also kept in this
 * web view, so that neither another story, nor trouble, nor a closed window loses a word of it.
 */
import { SvelteMap } from 'svelte/reactivity';
import * as engine from '../desk';
import type { Colour, StoryId } from '../wire';

/** How long typing rests before it is saved. */
const REST_MS = 800;

/** What a draft becomes: a note to a story, old or new, or what is said of a highlight. */
export type About =
  | { about: 'note'; story: StoryId; note: number | null }
  | { about: 'highlight'; story: StoryId; highlight: number; colour: Colour };

/** A draft as it is kept until it is saved. */
interface Kept {
  about: About;
  text: string;
  /** The text of a new note that was sent off, and never answered. */
  sent: string | null;
}

export class Draft {
  about = $state.raw<About>()!;
  text = $state('');
  /** What the library has. */
  saved = $state('');
  /** Why it could not be saved. */
  trouble = $state<string | null>(null);
  /** Whether it is still being written. */
  open = $state(true);
  /** The text of a new note that was sent off, and is not answered yet. */
  sent: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  readonly #onmoved: () => void;

  constructor(
    readonly key: string,
    about: About,
    saved: string,
    onmoved: () => void,
  ) {
    this.about = about;
    this.text = this.saved = saved;
    this.#onmoved = onmoved;
  }

  get isSaved(): boolean {
    return this.text.trim() === this.saved.trim();
  }

  type(text: string) {
    this.text = text;
    this.#onmoved();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), REST_MS);
  }

  /** Saves nothing more by itself. */
  rest() {
    clearTimeout(this.#timer);
  }

  /** Saves what was typed, and what is typed meanwhile. */
  async save() {
    clearTimeout(this.#timer);
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
      this.#onmoved();
    });
    await this.#saving;
  }

  async #saveAll() {
    try {
      while (!this.isSaved) {
        const text = this.text.trim();
        await this.#write(text);
        this.saved = text;
        this.trouble = null;
      }
    } catch (thrown) {
      this.trouble = engine.complaint(thrown).message;
    }
  }

  async #writeFirst(story: StoryId, text: string): Promise<number> {
    this.sent = text;
    this.#onmoved();
    const note = await engine.writeNote(story, text);
    this.sent = null;
    return note;
  }

  async #write(text: string) {
    const about = this.about;
    try {
      if (about.about === 'highlight') await engine.changeHighlight(about.highlight, about.colour, text);
      else if (about.note !== null) await engine.rewriteNote(about.note, text);
      else this.about = { ...about, note: await this.#writeFirst(about.story, text) };
      // An empty note is none: what is typed next is a new one.
      if (about.about === 'note' && text === '') this.about = { ...about, note: null };
    } catch (thrown) {
      const gone = engine.complaint(thrown).kind === 'missing';
      const isNew = about.about === 'note' && about.note === null;
      if (!gone || isNew || text === '') throw thrown;
      // What it belonged to was taken away meanwhile; the words are not.
      this.about = { about: 'note', story: about.story, note: null };
      await this.#write(text);
    }
  }
}

export class Drafts {
  #all = new SvelteMap<string, Draft>();
  /** The library that they belong to. */
  #folder: string | null = null;
  #made = 0;

  get #place() {
    return `clipdesk.unsaved ${this.#folder ?? ''}`;
  }

  /** Takes up what was not saved when the window was last closed. */
  begin(folder: string) {
    if (this.#folder === folder) return;
    this.#folder = folder;
    this.#all.clear();
    for (const kept of this.#remembered()) void this.#takeUp(kept);
  }

  #remembered(): Kept[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.#place) ?? '[]');
      return Array.isArray(kept) ? (kept as Kept[]) : [];
    } catch {
      return [];
    }
  }

  /** A new note may have been saved just before the window closed, without our having heard of it. */
  async #takeUp({ about, text, sent }: Kept) {
    const story = sent === null ? null : await engine.story(about.story).catch(() => null);
    const same = story?.notes.find((note) => note.text === sent);
    const draft = this.#add(about.about === 'note' && same ? { ...about, note: same.id } : about, '');
    draft.text = text;
    await this.close(draft);
    this.drop(draft);
  }

  #add(about: About, saved: string): Draft {
    const draft = new Draft(`draft-${++this.#made}`, about, saved, () => this.#keep());
    this.#all.set(draft.key, draft);
    return draft;
  }

  /** Keeps what is not saved yet. */
  #keep() {
    const unsaved = [...this.#all.values()].filter((draft) => !draft.isSaved);
    const kept: Kept[] = unsaved.map(({ about, text, sent }) => ({ about, text, sent }));
    try {
      if (kept.length > 0) localStorage.setItem(this.#place, JSON.stringify(kept));
      else localStorage.removeItem(this.#place);
    } catch {
      // Full or forbidden: then the library alone keeps what is typed, a moment later.
    }
  }

  /** The drafts to a story. */
  of(story: StoryId): Draft[] {
    return [...this.#all.values()].filter((draft) => draft.about.story === story);
  }

  ofNote(note: number): Draft | undefined {
    return [...this.#all.values()].find(({ about }) => about.about === 'note' && about.note === note);
  }

  ofHighlight(highlight: number): Draft | undefined {
    return [...this.#all.values()].find(
      ({ about }) => about.about === 'highlight' && about.highlight === highlight,
    );
  }

  /** Begins a note, or goes on with it. */
  write(about: About, text: string): Draft {
    const known =
      about.about === 'highlight' ? this.ofHighlight(about.highlight) : about.note && this.ofNote(about.note);
    const empty = this.of(about.story).find(
      (draft) =>
        about.about === 'note' && about.note === null && draft.about.about === 'note' && draft.text === '',
    );
    const draft = known || empty || this.#add(about, text);
    draft.open = true;
    return draft;
  }

  /** Ends the writing. Answers once what was written is saved, or is known not to be. */
  async close(draft: Draft): Promise<void> {
    draft.open = false;
    await draft.save();
  }

  /** Forgets a draft, whatever it says. */
  discard(draft: Draft) {
    draft.text = draft.saved;
    this.#all.delete(draft.key);
    this.#keep();
  }

  /** Forgets a draft that the library has. */
  drop(draft: Draft) {
    if (!draft.open && draft.isSaved) this.#all.delete(draft.key);
  }

  /**
   * Lets go of all drafts, before another library is in their library's place: its stories have the same numbers.
   * What could not be saved is kept for when their library is open again.
   */
  retire() {
    for (const draft of this.#all.values()) draft.rest();
    this.#all.clear();
    this.#folder = null;
  }

  /** Saves everything that is not saved yet. */
  async flush() {
    await Promise.all([...this.#all.values()].map((draft) => draft.save()));
  }
}
