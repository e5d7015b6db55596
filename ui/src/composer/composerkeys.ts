/** What a command means in the composer, where it means something of its own there. */
import type { Command } from '../keys';
import type { Session } from '../session.svelte';
import { FORMS } from './forms';

/** What has nothing to do with stories of the list, and is as everywhere. */
const EVERYWHERE = new Set<Command>([
  'undo',
  'redo',
  'clip',
  'search',
  'sheet',
  'palette',
  'settings',
  'larger',
  'smaller',
  'usual-size',
  'go-inbox',
  'go-today',
  'go-starred',
  'go-highlights',
  'go-all',
  'hide-library',
  'next-pane',
  'previous-pane',
]);

/** Does what a command means in the composer. Answers whether the composer has the say. */
export async function runInComposer(session: Session, command: Command, digit?: number): Promise<boolean> {
  const { composer } = session;
  if (!composer.isOn || EVERYWHERE.has(command)) return false;
  const { item } = composer;
  switch (command) {
    case 'next':
    case 'previous':
      composer.step(command === 'next' ? 1 : -1);
      break;
    case 'move-up':
    case 'move-down':
      await composer.moveBy(command === 'move-up' ? 'up' : 'down');
      break;
    case 'read':
      composer.edit(composer.current);
      break;
    case 'spike':
      if (item) await composer.takeOut(item.id);
      break;
    case 'section': {
      const form = FORMS[(digit ?? 0) - 1];
      if (item?.content.is === 'story' && form) await composer.setForm(item.id, form);
      break;
    }
    case 'original':
      if (item?.content.is === 'story') await session.jumpTo(item.content.story);
      break;
    case 'export':
      composer.ask({ ask: 'print', edition: composer.edition });
      break;
    case 'back':
      if (composer.edition) composer.show(null);
      composer.seen = 'outline';
      composer.focus(composer.current ?? 'opening');
      break;
    default:
      break;
  }
  return true;
}
