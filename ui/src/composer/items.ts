/** What the menu of something in a collection offers: all that its keys do, and what has none. */
import * as desk from '../desk';
import { capsOf } from '../keys';
import type { MenuItem } from '../parts/menu.svelte';
import type { Session } from '../session.svelte';
import type { Collected } from '../wire';
import { words } from '../words';
import { FORMS } from './forms';
import { stepPlace } from './outline';

export function itemItems(session: Session, item: Collected): MenuItem[] {
  const { composer } = session;
  const told = words.publishing;
  const { content } = item;
  const step = (way: 'up' | 'down'): MenuItem[] => {
    const place = stepPlace(composer.items, item.id, way);
    const command = way === 'up' ? 'move-up' : 'move-down';
    return place
      ? [
          {
            key: way,
            words: words.filing[way],
            caps: capsOf(command),
            parted: way === 'up',
            onpick: () => void composer.move(item.id, place),
          },
        ]
      : [];
  };
  const items: MenuItem[] = [];
  if (content.is === 'story') {
    const { story } = content;
    items.push(
      ...FORMS.map((form, place): MenuItem => ({
        key: form,
        words: told.forms[form],
        caps: [String(place + 1)],
        checked: content.form === form,
        onpick: () => void composer.setForm(item.id, form),
      })),
      {
        key: 'open',
        words: told.openStory,
        icon: 'book',
        parted: true,
        onpick: () => void session.jumpTo(story),
      },
      {
        key: 'terms',
        words: told.terms,
        icon: 'scales',
        onpick: () => composer.ask({ ask: 'terms', story, outlet: item.story?.outlet ?? null }),
      },
    );
  }
  return [
    ...items,
    ...step('up'),
    ...step('down'),
    {
      key: 'stays',
      words: told.stays,
      checked: item.stays,
      parted: true,
      onpick: () => void composer.act(desk.setStays([item.id], !item.stays)),
    },
    {
      key: 'remove',
      words: told.takeOut,
      caps: capsOf('spike'),
      parted: true,
      onpick: () => void composer.takeOut(item.id),
    },
  ];
}
