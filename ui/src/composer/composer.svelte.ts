/**
 * The composer's state: the collections, the open one with what stands in it, what speaks against it, and what
 * the preview shows. What is written is on the screen at once; the engine follows, one change after another.
 */
import { tick } from 'svelte';
import * as desk from '../desk';
import { Latest } from '../latest';
import type { Session } from '../session.svelte';
import type {
  Collected,
  Collection,
  CollectionCard,
  CollectionId,
  Content,
  EditionCard,
  Finding,
  Form,
  Format,
  ItemId,
  Number as EditionNumber,
  Place,
  StoryId,
  TemplateCard,
} from '../wire';
import { words } from '../words';
import type { Ask } from './ask';
import { anchorOf, block, moved, numberText, sameNumber, stepPlace } from './outline';
import { remember, remembered } from './whichone';

/** What of the outline acts are on: an item, or the opening words. */
export type Current = ItemId | 'opening' | null;

/** An item's element in the outline. */
export const elementOf = (current: Current) => `item-${current}`;

export class Composer {
  cards = $state.raw<CollectionCard[]>([]);
  templates = $state.raw<TemplateCard[]>([]);
  formats = $state.raw<Format[]>(['html']);
  /** The open collection; null while it is on its way. */
  collection = $state.raw<Collection | null>(null);
  findings = $state.raw<Finding[]>([]);
  /** Why it could not be read or checked. */
  trouble = $state<string | null>(null);
  current = $state<Current>(null);
  format = $state<Format>('html');
  /** The edition that the preview shows; null for the draft. */
  edition = $state.raw<EditionCard | null>(null);
  /** Grows whenever the preview may look otherwise. */
  turn = $state(0);
  /** In a narrow window, which of the two is seen. */
  seen = $state<'outline' | 'preview'>('outline');

  #open = $state<CollectionId | null>(null);
  readonly #session: Session;
  #library = '';
  /** What was written and is not yet in the library. */
  #unsaved = new Map<ItemId, Content>();
  #saving = new Map<ItemId, Latest<Content>>();
  #writes = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Whether a collection is open, in the place of list and reader. */
  get isOn(): boolean {
    return this.#open !== null;
  }

  isAt(id: CollectionId): boolean {
    return this.#open === id;
  }

  get items(): readonly Collected[] {
    return this.collection?.items ?? [];
  }

  /** The item that acts are on. */
  get item(): Collected | null {
    return this.items.find((item) => item.id === this.current) ?? null;
  }

  // --- coming and going ---

  /** Turns to a library, and to the collection that was open in it. */
  async begin(library: string) {
    this.#library = library;
    this.#open = null;
    await this.loadCards();
    const last = remembered(library);
    if (this.cards.some((card) => card.id === last)) await this.open(last!);
  }

  async open(id: CollectionId) {
    const session = this.#session;
    session.finding.leave();
    session.stories.selected.clear();
    session.stories.current = null;
    session.story = null;
    if (this.#open !== id) {
      this.#unsaved.clear();
      Object.assign(this, { collection: null, findings: [], current: null, edition: null, trouble: null });
      this.seen = 'outline';
    }
    this.#open = id;
    remember(this.#library, id);
    const asked = [this.load()];
    if (this.templates.length === 0) asked.push(this.loadHouse());
    await Promise.all(asked);
  }

  /** Leaves the composer for the list. */
  leave() {
    if (!this.isOn) return;
    this.#open = null;
    this.collection = null;
    this.edition = null;
    remember(this.#library, null);
  }

  // --- loading ---

  async loadCards() {
    try {
      this.cards = await desk.collections();
    } catch (thrown) {
      this.#session.complain(thrown);
    }
  }

  /** The formats and the templates: what is there to choose from. */
  async loadHouse() {
    try {
      [this.formats, this.templates] = await Promise.all([desk.formats(), desk.templates()]);
      if (!this.formats.includes(this.format)) this.format = this.formats[0] ?? 'html';
    } catch (thrown) {
      this.#session.complain(thrown);
    }
  }

  /** Brings everything anew, after something in the library changed. */
  async refresh() {
    if (this.edition === null) this.turn++;
    await Promise.all([this.loadCards(), this.load()]);
  }

  readonly #loading = new Latest<CollectionId>(async (id) => {
    const writes = this.#writes;
    try {
      const [collection, findings] = await Promise.all([
        desk.collection(id),
        // What cannot be drafted is told by the preview.
        desk.findings(id).catch(() => []),
      ]);
      // What was written meanwhile is newer, and brings its own answer.
      if (!this.isAt(id) || writes !== this.#writes) return;
      const fresh = (item: Collected) => ({ ...item, content: this.#unsaved.get(item.id) ?? item.content });
      this.collection = { ...collection, items: collection.items.map(fresh) };
      this.findings = findings;
      this.trouble = null;
      if (this.edition) this.show(this.edition.number);
      if (typeof this.current === 'number' && !this.item) this.current = null;
    } catch (thrown) {
      if (!this.isAt(id)) return;
      const { kind, message } = desk.complaint(thrown);
      // Undone, or removed on another desk: there is nothing to compose any more.
      if (kind === 'missing') {
        this.leave();
        await this.#session.goTo({ shelf: 'inbox' });
      } else this.trouble = message;
    }
  });

  async load() {
    if (this.#open === null) return;
    const held = document.activeElement?.closest<HTMLElement>('.outline [data-item]')?.dataset.item;
    await this.#loading.ask(this.#open);
    await tick();
    // What is moved in the document loses the focus.
    if (held !== undefined && document.activeElement === document.body) this.focus(this.current);
  }

  // --- where the editor is ---

  focus(current: Current) {
    this.current = current;
    void tick().then(() => {
      const there = current === null ? null : document.getElementById(elementOf(current));
      if (there) {
        there.focus();
        there.closest('li, .opening')?.scrollIntoView({ block: 'nearest' });
      } else document.querySelector<HTMLElement>('.composer .outline button')?.focus();
    });
  }

  /** Goes into what can be written of an item. */
  edit(current: Current) {
    this.current = current;
    void tick().then(() => {
      const card = document.getElementById(elementOf(current))?.closest('[data-item]');
      const field = card?.querySelector<HTMLElement>('textarea, input');
      if (field) field.focus();
      else this.focus(current);
    });
  }

  step(by: 1 | -1) {
    const all: Current[] = ['opening', ...this.items.map((item) => item.id)];
    const here = all.indexOf(this.current);
    const next = all[Math.min(all.length - 1, Math.max(0, here + by))];
    if (next !== undefined) this.focus(next);
  }

  /** Shows where a story stands. */
  reveal(story: StoryId) {
    const item = this.items.find(({ content }) => content.is === 'story' && content.story === story);
    this.seen = 'outline';
    this.edition = null;
    if (item) this.focus(item.id);
  }

  // --- the preview ---

  show(number: EditionNumber | null) {
    const known = this.collection?.editions.find((edition) => sameNumber(edition.number, number));
    this.edition = known ?? null;
    this.turn++;
  }

  /** Where the preview is drawn from. */
  get address(): string | null {
    if (!this.collection || (this.edition === null && this.items.length === 0)) return null;
    const edition = this.edition ? numberText(this.edition.number) : 'draft';
    return desk.previewAddress(this.collection.id, edition, this.format, this.turn);
  }

  /** The place in the preview that the outline is at. */
  get anchor(): string | null {
    if (this.edition || typeof this.current !== 'number' || this.format === 'md') return null;
    return anchorOf(this.items, this.current);
  }

  // --- acts ---

  ask(ask: Ask) {
    this.#session.over = { over: 'publishing', ask };
  }

  /** What an item says now, whether or not the library has it already. */
  contentOf(id: ItemId): Content | null {
    return this.items.find((item) => item.id === id)?.content ?? null;
  }

  /** Changes what an item says: at once here, and in the library as fast as that goes. */
  write(id: ItemId, content: Content) {
    this.#put((items) => items.map((item) => (item.id === id ? { ...item, content } : item)));
    this.#writes++;
    this.#unsaved.set(id, content);
    let saving = this.#saving.get(id);
    if (!saving) {
      saving = new Latest<Content>(async (latest) => {
        const doing = desk.recompose(id, latest);
        this.#session.acting = Promise.allSettled([this.#session.acting, doing]);
        await this.#session.quietly(doing);
        if (this.#unsaved.get(id) !== latest) return;
        this.#unsaved.delete(id);
        this.#writes++;
        void this.load();
      });
      this.#saving.set(id, saving);
    }
    void saving.ask(content);
  }

  #put(change: (items: Collected[]) => Collected[]) {
    if (this.collection) this.collection = { ...this.collection, items: change(this.collection.items) };
  }

  /** Does something, says so, and brings what came of it. Answers whether it went well. */
  async act(doing: Promise<desk.Deed>): Promise<boolean> {
    const went = await this.#session.act(doing);
    await this.load();
    return went;
  }

  async setForm(id: ItemId, form: Form) {
    const content = this.contentOf(id);
    if (content?.is !== 'story' || content.form === form) return;
    this.#put((items) =>
      items.map((item) => (item.id === id ? { ...item, content: { ...content, form } } : item)),
    );
    await this.act(desk.setForm([id], form));
  }

  async move(id: ItemId, place: Place) {
    const ids = block(this.items, id).map((item) => item.id);
    const before = this.collection;
    this.#put((items) => moved(items, ids, place));
    this.focus(id);
    const doing = desk.moveItems(ids, place).then((deed) => {
      if (deed === null) return null;
      const at = this.items.findIndex((item) => item.id === id);
      return words.publishing.moved(at + 1, this.items.length);
    });
    if (!(await this.#session.act(doing))) this.collection = before;
    await this.load();
    this.focus(id);
  }

  async moveBy(way: 'up' | 'down') {
    const id = this.item?.id;
    const place = id === undefined ? null : stepPlace(this.items, id, way);
    if (id !== undefined && place) await this.move(id, place);
  }

  async takeOut(id: ItemId) {
    const at = this.items.findIndex((item) => item.id === id);
    const next = (this.items[at + 1] ?? this.items[at - 1])?.id ?? null;
    if (await this.act(desk.takeOut([id]))) this.focus(next);
  }

  /** Puts something after what the outline is at, and goes into it. */
  async add(content: Content) {
    const id = this.#open;
    if (id === null) return;
    const after = this.current === 'opening' ? null : (this.item?.id ?? null);
    try {
      const item = await desk.compose(id, content, after);
      await this.load();
      this.edit(item);
    } catch (thrown) {
      this.#session.complain(thrown);
    }
  }

  /** Adds a picture of the editor's own. */
  async addPicture(file: File) {
    try {
      const picture = await desk.keepOwnPicture(file);
      await this.add({ is: 'picture', picture, alt: '', caption: '', credit: '' });
    } catch (thrown) {
      this.#session.complain(thrown);
    }
  }
}
