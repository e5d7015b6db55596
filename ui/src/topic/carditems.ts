/** What the menu of a card on a board offers: all that can be done by dragging it, and opening it. */
import * as desk from '../desk';
import { capsOf, type Command } from '../keys';
import type { MenuItem } from '../parts/menu.svelte';
import type { Session } from '../session.svelte';
import type { Row, Topic } from '../wire';
import { words } from '../words';
import { spotBeside, spotOf, type Way } from './placing';

export function cardItems(session: Session, topic: Topic, row: Row): MenuItem[] {
  const { board } = session;
  const told = words.board;
  const ids = board.movedWith(row.id);
  const does = (command: Command, name: string): MenuItem => ({
    key: command,
    words: name,
    caps: capsOf(command),
    onpick: () => void session.run(command),
  });
  const step = (command: Command, name: string, way: Way): MenuItem[] =>
    spotBeside(board.columns, ids, row.id, way) ? [does(command, name)] : [];
  const steps = [...step('move-up', words.filing.up, 'up'), ...step('move-down', words.filing.down, 'down')];
  const here = spotOf(board.columns, row.id)?.column;
  const sections = board.columns.map(({ section }, column): MenuItem => ({
    key: `column-${section}`,
    words: board.nameOf(section),
    caps: column > 0 && column < 10 ? [String(column)] : undefined,
    checked: column === here,
    parted: column === 0,
    onpick: () => {
      if (column !== here) void board.send(ids, column);
    },
  }));
  return [
    does('read', words.filing.open),
    ...steps.map((item, first) => (first === 0 ? { ...item, parted: true } : item)),
    ...sections,
    {
      key: 'release',
      words: told.takeOut,
      parted: true,
      onpick: () => void board.act(ids, desk.release(ids, topic.id)),
    },
  ];
}
