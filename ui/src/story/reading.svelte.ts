/** What an editor does inside the open story: passages, notes, quotes, translations, and finding words in it. */
import { tick } from 'svelte';
import * as engine from '../desk';
import type { Command } from '../keys';
import { textSizes } from '../look.svelte';
import type { MenuItem } from '../parts/menu.svelte';
import type { Session } from '../session.svelte';
import type { Anchor, Colour, Highlight, Note, StoryId } from '../wire';
import { words } from '../words';
import { anchorOf, layOut, trimmed, type Span } from './anchors';
import { citation, markdownCitation, markdownQuotation, markdownStory } from './citation';
import { quotation, richCitation, richStory, type Copied } from './citation';
import { copyOut } from './clipboard';
import { Drafts, type About, type Draft } from './drafts.svelte';
import { Lookup } from './lookup.svelte';
import { placed, type Marked, type Passage } from './passages';
import { selectedSpan } from './selection';

const plain = (text: string): Copied => ({ text, html: null });

export const COLOURS: Colour[] = ['yellow', 'green', 'blue', 'red'];

/** The commands that mean something inside a story. */
export type ReadingCommand = Extract<
  Command,
  | 'highlight'
  | 'note'
  | 'quote'
  | 'translate'
  | 'copy-citation'
  | 'verify'
  | 'versions'
  | 'snapshot'
  | 'find'
  | 'find-previous'
  | 'print'
  | 'larger'
  | 'smaller'
  | 'usual-size'
>;

export class Reading {
  drafts = new Drafts();
  lookup = new Lookup();
  /** The passage that is selected, for what is offered beside it. */
  selected = $state.raw<Span | null>(null);
  /** Whether it is being printed, with what stands on paper only. */
  printing = $state(false);
  /** The colour that was last used. */
  colour = $state<Colour>('yellow');
  readonly #desk: Session;

  /** The open story's text, as anchors know it. */
  laid = $derived.by(() => layOut(this.#story?.body.value ?? []));
  #placed = $derived.by(() =>
    placed(this.laid.text, this.#story?.highlights ?? [], this.#story?.translations ?? []),
  );
  passages: Passage[] = $derived([
    ...this.#placed.passages,
    ...this.lookup.spans.map((span) => ({ ...span, highlight: null, look: 'found' as const })),
  ]);
  /** The number of each highlight that has a note, for paper. */
  footnotes = $derived.by(() => {
    const noted = this.passages.filter((one) => one.highlight !== null && one.noted) as Marked[];
    const inOrder = noted.sort((a, b) => a.start - b.start || a.highlight - b.highlight);
    return new Map(inOrder.map((one, place) => [one.highlight, place + 1]));
  });

  constructor(desk: Session) {
    this.#desk = desk;
  }

  get #story() {
    return this.#desk.story;
  }

  /** Highlights whose words are not in the present text. */
  get orphans() {
    return this.#placed.orphans;
  }

  /** Looks again at what is selected. What lies over the desk takes the selection, but not what was meant by it. */
  look() {
    if (this.#desk.over === null) this.selected = selectedSpan();
  }

  /** Lets go of what was selected, once something came of it. */
  letGo() {
    getSelection()?.removeAllRanges();
    this.selected = null;
  }

  /** What is selected, as an anchor. */
  get anchor(): Anchor | null {
    const span = selectedSpan() ?? this.selected;
    return span && anchorOf(this.laid.text, span);
  }

  async run(command: ReadingCommand): Promise<void> {
    const desk = this.#desk;
    const story = this.#story;
    switch (command) {
      case 'larger':
        return void desk.look.resize(1);
      case 'smaller':
        return void desk.look.resize(-1);
      case 'usual-size':
        desk.look.textSize = textSizes.usual;
        return;
      case 'verify':
        if (desk.stories.targets.length > 0) desk.over = { over: 'claim' };
        return;
    }
    if (!story) return;
    if (!document.querySelector<HTMLElement>('.reader')?.offsetParent) desk.seen = 'reader';
    switch (command) {
      case 'highlight':
        return this.mark(this.colour);
      case 'note':
        return this.note();
      case 'quote':
        return this.quote(this.anchor?.text);
      case 'translate':
        desk.over = { over: 'translate', anchor: this.anchor };
        return;
      case 'copy-citation': {
        const anchor = this.anchor;
        return this.copy(anchor ? quotation(story, anchor.text) : richCitation(story));
      }
      case 'versions':
        if (story.versions > 0) desk.over = { over: 'versions' };
        return;
      case 'snapshot':
        if (story.snapshot) desk.over = { over: 'snapshot', sha256: story.snapshot.sha256 };
        else desk.toasts.say(words.story.noSnapshot);
        return;
      case 'find':
        return this.lookup.open ? this.lookup.step(1) : this.lookup.begin();
      case 'find-previous':
        return this.lookup.step(-1);
      case 'print':
        this.printing = true;
        await tick();
        return window.print();
    }
  }

  // --- passages ---

  /** Highlights what is selected. Answers the highlight's number. */
  async highlight(colour: Colour): Promise<number | null> {
    const desk = this.#desk;
    const story = this.#story;
    const anchor = this.anchor;
    if (!story || !anchor) {
      desk.toasts.say(words.story.selectFirst);
      return null;
    }
    let made: number | null = null;
    const doing = engine.highlight(story.id, anchor, colour).then((id) => {
      made = id;
      return words.story.highlighted(colour);
    });
    if (!(await desk.act(doing))) return null;
    this.colour = colour;
    this.letGo();
    await desk.loadStory();
    await tick();
    return made;
  }

  /** Highlights what is selected, and stays with it; the same words twice only change their colour. */
  async mark(colour: Colour) {
    const same = this.#same;
    if (same) await this.recolour(same, colour);
    const made = same ? same.id : await this.highlight(colour);
    if (same) this.letGo();
    if (made !== null) this.focus(made);
  }

  /** The highlight of exactly what is selected. */
  get #same(): Highlight | undefined {
    const span = selectedSpan() ?? this.selected;
    const here = span && trimmed(this.laid.text, span);
    const passage = this.passages.find(
      (one) => one.highlight !== null && one.start === here?.start && one.end === here.end,
    );
    return this.#story?.highlights.find((one) => one.id === passage?.highlight);
  }

  focus(highlight: number) {
    document
      .querySelector<HTMLElement>(`.reader mark[data-begins="${highlight}"]`)
      ?.focus({ preventScroll: true });
  }

  async recolour(made: Highlight, colour: Colour) {
    this.colour = colour;
    const note = this.drafts.ofHighlight(made.id)?.text ?? made.note;
    await this.#desk.act(engine.changeHighlight(made.id, colour, note));
  }

  async unmark(made: Highlight) {
    await this.#desk.act(engine.unhighlight(made.id));
    this.#desk.focus('reader');
  }

  /** What can be done with the highlights of a place, the one that is meant first. */
  menuOf(made: Highlight, others: Highlight[], open: (other: Highlight) => void): MenuItem[] {
    const told = words.story;
    return [
      ...COLOURS.map((colour) => ({
        key: colour,
        words: told.colours[colour],
        checked: colour === made.colour,
        onpick: () => void this.recolour(made, colour),
      })),
      { key: 'note', words: told.noteIt, icon: 'note', parted: true, onpick: () => void this.noteOn(made) },
      { key: 'quote', words: told.keepAsQuote, icon: 'quote', onpick: () => this.quote(made.anchor.text) },
      {
        key: 'translate',
        words: told.translateIt,
        icon: 'translate',
        onpick: () => (this.#desk.over = { over: 'translate', anchor: made.anchor }),
      },
      {
        key: 'copy',
        words: told.copyWithSource,
        icon: 'copy',
        onpick: () => void (this.#story && this.copy(quotation(this.#story, made.anchor.text))),
      },
      { key: 'remove', words: told.removeHighlight, icon: 'close', onpick: () => void this.unmark(made) },
      ...others.map((other, place) => ({
        key: `other-${other.id}`,
        words: told.otherHere(other.anchor.text),
        parted: place === 0,
        onpick: () => open(other),
      })),
    ];
  }

  // --- notes ---

  /** A note: on what is selected, on the highlight that has the focus, else on the story. */
  async note() {
    const story = this.#story;
    if (!story) return;
    const focused = document.activeElement?.closest<HTMLElement>('mark[data-begins]')?.dataset.begins;
    const here = story.highlights.find((one) => one.id === Number(focused));
    if (here && selectedSpan() === null) return this.noteOn(here);
    if (!this.anchor) return this.write({ about: 'note', story: story.id, note: null }, '');
    const made = await this.highlight(this.colour);
    const highlight = this.#story?.highlights.find((one) => one.id === made);
    if (highlight) await this.noteOn(highlight);
  }

  async noteOn(made: Highlight) {
    if (!this.#story) return;
    const { id: highlight, colour, note } = made;
    await this.write({ about: 'highlight', story: this.#story.id, highlight, colour }, note);
  }

  /** Takes a note away, also one that was never saved. */
  async removeNote(note: Note | null, draft: Draft | undefined) {
    if (note && !(await this.#desk.act(engine.rewriteNote(note.id, '')))) return;
    if (draft) this.drafts.discard(draft);
  }

  async removeNoteOn(made: Highlight) {
    if (!(await this.#desk.act(engine.changeHighlight(made.id, made.colour, '')))) return;
    const draft = this.drafts.ofHighlight(made.id);
    if (draft) this.drafts.discard(draft);
  }

  /** Goes on writing. */
  async write(about: About, text: string) {
    const draft = this.drafts.write(about, text);
    await tick();
    document.getElementById(draft.key)?.focus();
  }

  /** Ends the writing of a note; it stays on the screen until the library has it. */
  async written(draft: Draft) {
    await this.drafts.close(draft);
    if (draft.trouble !== null) {
      if (this.#story?.id !== draft.about.story) this.#desk.complain(words.story.notSavedAway(draft.trouble));
      return;
    }
    await this.#desk.loadStory();
    this.drafts.drop(draft);
  }

  /** Saves what is being written to a story that the editor leaves. */
  async leave(story: StoryId) {
    await Promise.all(this.drafts.of(story).map((draft) => this.written(draft)));
  }

  // --- what was said ---

  quote(text: string | undefined) {
    if (text === undefined) this.#desk.toasts.say(words.story.selectFirst);
    else this.#desk.over = { over: 'quote', text };
  }

  async copy(copied: Copied) {
    const told = words.story;
    if (await copyOut(copied)) this.#desk.toasts.say(told.copied);
    else this.#desk.toasts.complain(told.notCopied);
  }

  /** What there is to copy of a quote that was kept. */
  quoteCopies(text: string): MenuItem[] {
    const story = this.#story;
    if (!story) return [];
    const told = words.story.copies;
    const rich = quotation(story, text);
    const item = (key: string, said: string, copied: Copied): MenuItem => ({
      key,
      words: said,
      onpick: () => void this.copy(copied),
    });
    return [
      item('rich', told.keptRich, rich),
      item('markdown', told.keptMarkdown, plain(markdownQuotation(story, text))),
      item('plain', told.keptPlain, plain(rich.text)),
    ];
  }

  /** What there is to copy of a story. */
  copies(): MenuItem[] {
    const story = this.#story;
    if (!story) return [];
    const told = words.story.copies;
    const item = (key: string, said: string, copied: Copied): MenuItem => ({
      key,
      words: said,
      onpick: () => void this.copy(copied),
    });
    const anchor = this.anchor;
    return [
      ...(anchor
        ? [
            item('quote', told.quote, quotation(story, anchor.text)),
            item('quote-markdown', told.quoteMarkdown, plain(markdownQuotation(story, anchor.text))),
          ]
        : []),
      item('citation', told.citation, plain(citation(story))),
      item('markdown', told.markdown, plain(markdownCitation(story))),
      item('rich', told.rich, richCitation(story)),
      ...(story.address ? [item('link', told.link, plain(story.address))] : []),
      ...(story.unfetched
        ? []
        : [
            item('story', told.story, richStory(story)),
            item('story-markdown', told.storyMarkdown, plain(markdownStory(story))),
          ]),
    ];
  }
}
