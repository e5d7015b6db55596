/** What a command means on a board, where it means something of its own there. */
import type { Command } from '../keys';
import type { Session } from '../session.svelte';
import { neighbour, spotOf, type Way } from './placing';

const WAYS: Partial<Record<Command, Way>> = {
  'move-up': 'up',
  'move-down': 'down',
  'move-left': 'left',
  'move-right': 'right',
};

/** Does what a command means on the board. Answers whether it means something of its own there. */
export async function runOnBoard(session: Session, command: Command, digit?: number): Promise<boolean> {
  const { board } = session;
  if (!board.isOn) return false;
  if (command === 'next' || command === 'previous') {
    await step(session, command === 'next' ? 'down' : 'up');
    return true;
  }
  return board.isSeen && (await runOnCards(session, command, digit));
}

async function step(session: Session, way: 'up' | 'down') {
  const { board, stories } = session;
  if (board.isSeen) return board.go(way);
  // In the reader the stories follow each other column by column.
  const all = board.columns.flatMap(({ rows }) => rows.map((row) => row.id));
  const here = stories.current === null ? -1 : all.indexOf(stories.current);
  const next = all[here + (way === 'down' ? 1 : -1)];
  if (next !== undefined) await session.read(next);
}

async function runOnCards(session: Session, command: Command, digit?: number): Promise<boolean> {
  const { board } = session;
  const { selected } = session.stories;
  const id = board.focused;
  const way = WAYS[command];
  if (way) {
    await board.moveBy(way);
    return true;
  }
  switch (command) {
    case 'section':
      if (id !== null) await board.send(board.movedWith(id), digit ?? 0);
      return true;
    case 'extend-next':
    case 'extend-previous': {
      const other = neighbour(board.columns, id, command === 'extend-next' ? 'down' : 'up');
      if (id === null || other === null) return true;
      selected.add([id, other]);
      board.focus(other);
      return true;
    }
    case 'select-all': {
      const spot = spotOf(board.columns, id);
      if (spot) selected.add(board.columns[spot.column]!.rows.map((row) => row.id));
      return true;
    }
    case 'back':
      selected.clear();
      return true;
    // There is no list to hide, and no page to turn.
    case 'hide-list':
    case 'page-down':
      return true;
    default:
      return false;
  }
}
