/** What each command does. Every key, and every button that has a key, comes through here. */
import { tick } from 'svelte';
import { runInComposer } from './composer/composerkeys';
import * as desk from './desk';
import type { Command } from './keys';
import type { Pane } from './panes';
import type { Session } from './session.svelte';
import { runOnBoard } from './topic/boardkeys';
import type { Mark } from './wire';
import { words } from './words';

/** The mark that changes something: on where some of the targets lack it, or may lack it, else off. */
function toggled({ stories, targetMarks }: Session, has: 'starred' | 'done', on: Mark, off: Mark): Mark {
  return !stories.knowsTargets || targetMarks.some((marks) => !marks[has]) ? on : off;
}

/** Does what a key or a button asks for; `digit` for the commands that take one. */
export async function run(session: Session, command: Command, digit?: number): Promise<void> {
  if (await runInComposer(session, command, digit)) return;
  if (await runOnBoard(session, command, digit)) return;
  const { stories } = session;
  const has = stories.selected.size > 0 || stories.current !== null;
  switch (command) {
    case 'next':
      return session.step(1);
    case 'previous':
      return session.step(-1);
    case 'extend-next':
    case 'extend-previous': {
      const id = await stories.neighbour(command === 'extend-next' ? 1 : -1);
      if (id === null) return;
      await stories.selectTo(id);
      stories.current = id;
      return session.loadStory();
    }
    case 'read':
      if (stories.current === null) return;
      session.seen = 'reader';
      session.focus('reader');
      return session.read(stories.current);
    case 'back':
      return back(session);
    case 'page-down':
      return pageDown(session);
    case 'done': {
      if (!has) return;
      const on = toggled(session, 'done', 'done', 'undone');
      if (on === 'done') return session.actAndAdvance((ids) => desk.mark(ids, ['done']));
      return void (await session.act(desk.mark(stories.targets, ['undone'])));
    }
    case 'star':
      if (has)
        await session.act(desk.mark(stories.targets, [toggled(session, 'starred', 'starred', 'unstarred')]));
      return;
    case 'unread': {
      // Unread is what the key is for, so a mixed selection becomes unread.
      const mixed = !stories.knowsTargets || session.targetMarks.some((marks) => marks.read);
      const mark: Mark = mixed ? 'unread' : 'read';
      if (has) await session.act(desk.mark(stories.targets, [mark]));
      return;
    }
    case 'topic':
      if (has) session.over = { over: 'topics' };
      return;
    case 'collect':
      if (has) session.composer.ask({ ask: 'collect', stories: stories.targets });
      return;
    case 'tag':
      if (has) session.over = { over: 'tags' };
      return;
    case 'date':
      if (session.story && !session.story.unfetched) session.over = { over: 'date' };
      return;
    case 'correct':
      if (session.story && !session.story.unfetched) session.over = { over: 'correct' };
      return;
    case 'original':
      if (session.story?.address) await session.quietly(desk.openOriginal(session.story.id));
      return;
    case 'highlight':
    case 'note':
    case 'quote':
    case 'translate':
    case 'copy-citation':
    case 'verify':
    case 'versions':
    case 'snapshot':
    case 'find':
    case 'find-previous':
    case 'print':
    case 'larger':
    case 'smaller':
    case 'usual-size':
      return session.reading.run(command);
    case 'spike':
      if (session.targetMarks.every((marks) => marks.spiked)) return;
      return session.actAndAdvance(desk.spike);
    case 'section': {
      const topic = session.topic;
      const section = topic?.sections[(digit ?? 0) - 1];
      if (topic && section && has) await session.act(desk.gather(stories.targets, topic.id, section.id));
      return;
    }
    case 'select':
      if (stories.current !== null) stories.toggle(stories.current);
      return;
    case 'select-all': {
      // In the story, everything is its text; anywhere else, the stories listed.
      const text = document.activeElement?.closest('.reader')?.querySelector('.text');
      if (text) return getSelection()?.selectAllChildren(text);
      return stories.selectAll();
    }
    case 'undo':
    case 'redo':
      return travel(session, command);
    case 'clip':
      session.over = { over: 'clip', entry: '' };
      return;
    case 'search':
      session.look.libraryHidden = false;
      return void tick().then(() => document.querySelector<HTMLInputElement>('#search')?.select());
    case 'filter':
      return session.sieve.toggle();
    case 'export':
      if (session.topic) session.over = { over: 'export', topic: session.topic };
      else session.toasts.say(words.list.exportWhat);
      return;
    case 'sheet':
    case 'palette':
    case 'settings':
      session.over = { over: command };
      return;
    case 'go-inbox':
      return session.goTo({ shelf: 'inbox' });
    case 'go-today':
      return session.goTo({ shelf: 'today', since: '' });
    case 'go-starred':
      return session.goTo({ shelf: 'starred' });
    case 'go-highlights':
      return session.goTo({ shelf: 'highlights' });
    case 'go-all':
      return session.goTo({ shelf: 'all' });
    case 'board':
      return session.board.turn();
    case 'hide-library':
      session.look.libraryHidden = !session.look.libraryHidden;
      return leaveHidden(session);
    case 'hide-list':
      session.look.listHidden = !session.look.listHidden;
      return leaveHidden(session);
    case 'next-pane':
      return cyclePane(session, 1);
    case 'previous-pane':
      return cyclePane(session, -1);
  }
}

/**
 * One step out, the nearest first: the selection, else out of the story, else the search whose finds the list
 * shows. A dialog and the search field have taken the key before it comes here.
 */
async function back(session: Session) {
  const { stories } = session;
  const inReader = !!document.activeElement?.closest('.reader');
  if (stories.selected.size > 0) return stories.selected.clear();
  if (inReader || !session.listSeen) return session.showList();
  if (stories.searching) return session.finding.end();
  session.focus('list');
}

async function travel(session: Session, way: 'undo' | 'redo') {
  await session.acting;
  try {
    const sentence = await (way === 'undo' ? desk.undo() : desk.redo());
    const told = words.library;
    const toasts = session.toasts;
    if (way === 'undo') toasts.say(sentence ? told.undone(sentence) : told.nothingToUndo);
    else toasts.say(sentence ? told.redone(sentence) : told.nothingToRedo);
  } catch (thrown) {
    session.complain(thrown);
  }
}

function pageDown(session: Session) {
  const sheet = document.querySelector<HTMLElement>('.sheet');
  if (!sheet) return;
  const atEnd = sheet.scrollTop + sheet.clientHeight >= sheet.scrollHeight - 4;
  if (atEnd) return session.step(1);
  sheet.scrollBy({ top: sheet.clientHeight * 0.9 });
}

/** A pane that is hidden cannot keep the focus. */
async function leaveHidden(session: Session) {
  await tick();
  const at = document.activeElement;
  if (session.over === null && (!at || at === document.body || !at.checkVisibility())) {
    session.focus(session.listSeen ? 'list' : 'reader');
  }
}

function cyclePane(session: Session, by: 1 | -1) {
  // A toast is a stop only while there is something to press in it.
  const stops: Record<Pane, string> = {
    library: '.library',
    list: '.list, .board, .outline',
    reader: '.reader, .preview',
    toasts: '.toasts button',
  };
  const panes = (Object.keys(stops) as Pane[]).filter(
    (pane) => document.querySelector(stops[pane])?.getClientRects().length,
  );
  const here = panes.findIndex((pane) => document.activeElement?.closest(stops[pane]));
  const from = here < 0 && by < 0 ? panes.length : here;
  const there = panes[(from + by + panes.length) % panes.length];
  if (there) session.focus(there);
}
