/** What the palette offers about collections and editions. */
import * as desk from '../desk';
import { numberText, correctionNumber, nextNumber, sendableOf } from '../composer/outline';
import type { Session } from '../session.svelte';
import { words } from '../words';
import type { Offer } from './offers';

const told = words.publishing;

/** The collections to go to, and what can be done with the open one. */
export function publishing(session: Session): Offer[] {
  const { composer } = session;
  const does = (key: string, name: string, icon: Offer['icon'], run: () => unknown): Offer => ({
    key,
    kind: 'commands',
    name,
    icon,
    run,
  });
  const go = composer.cards.map((card): Offer => ({
    key: `collection ${card.name}`,
    kind: 'collections',
    name: card.name,
    icon: 'news',
    note: card.pending > 0 ? told.waits(card.pending) : words.stories(card.stories),
    run: async () => {
      await composer.open(card.id);
      session.focus('list');
    },
  }));
  const make = {
    ...does('new collection', told.newCollection, 'plus', () => composer.ask({ ask: 'new' })),
    waits: 'prefix' as const,
  };
  const { collection } = composer;
  if (!collection) return [make, ...go];
  const correction = correctionNumber(collection);
  const sendable = sendableOf(collection, composer.edition);
  return [
    does('set edition', told.set(String(nextNumber(collection))), 'check', () =>
      composer.ask({ ask: 'set', corrects: false }),
    ),
    ...(correction
      ? [
          does('set correction', told.correct(numberText(correction)), 'check', () =>
            composer.ask({ ask: 'set', corrects: true }),
          ),
        ]
      : []),
    ...(sendable
      ? [
          does('send edition', told.sendOf(numberText(sendable.number)), 'out', () =>
            composer.ask({ ask: 'send', edition: sendable }),
          ),
        ]
      : []),
    does('begin next', told.beginNext(String(nextNumber(collection))), 'again', () =>
      composer.act(desk.beginNext(collection.id)),
    ),
    ...(collection.pending.length > 0
      ? [
          does('load waiting', `${told.loadAll}: ${told.waiting(collection.pending.length)}`, 'plus', () =>
            composer.act(desk.loadWaiting(collection.id, [])),
          ),
        ]
      : []),
    does('collection stories', told.addStories, 'book', () => composer.ask({ ask: 'stories' })),
    does('collection details', told.headTitle(collection.name), 'pen', () => composer.ask({ ask: 'head' })),
    does('collection sources', told.sources, 'folder', () => composer.ask({ ask: 'sources' })),
    does('collection editions', told.editionsTitle(collection.name), 'stack', () =>
      composer.ask({ ask: 'editions' }),
    ),
    does('collection template', told.copyTemplate, 'letters', () =>
      composer.ask({ ask: 'template', name: collection.template }),
    ),
    make,
    ...go,
  ];
}

/** Commands that put stories into a collection: one for each. */
export function putting(session: Session): Offer[] {
  const ids = session.stories.targets;
  if (ids.length === 0 || session.composer.isOn) return [];
  return session.composer.cards.map((card): Offer => ({
    key: `put ${card.name}`,
    kind: 'commands',
    name: told.putInto(card.name),
    icon: 'news',
    waits: 'name',
    run: () => session.act(desk.collect(card.id, ids, null, null)),
  }));
}
