/** How much a topic holds. */
import * as desk from '../desk';
import type { Asked, Query, Topic } from '../wire';

const HIGHLIGHTED: Asked = { asked: 'filter', of: { filter: 'has', value: 'highlight' } };

/** How many of a topic’s stories have not been placed in a section. */
export const unplacedOf = (topic: Topic) =>
  topic.sections.reduce((left, section) => left - section.stories, topic.stories);

export class Counts {
  /** How many outlets its stories come from; null until that is known. */
  outlets = $state<number | null>(null);
  /** How many of its stories have highlights. */
  highlighted = $state<number | null>(null);

  #turn = 0;

  /** Counts; what cannot be counted is not told. */
  async load(topic: Topic) {
    const turn = ++this.#turn;
    const query: Query = {
      shelf: { shelf: 'topic', topic: topic.id },
      unread_only: false,
      words: null,
      filter: null,
      sort: 'clipped',
      after: null,
      skip: 0,
      limit: 0,
    };
    const [all, marked] = await Promise.allSettled([
      desk.tally(query),
      desk.tally({ ...query, filter: HIGHLIGHTED }),
    ]);
    if (turn !== this.#turn) return;
    this.outlets = all.status === 'fulfilled' ? all.value.outlets : null;
    this.highlighted = marked.status === 'fulfilled' ? marked.value.total : null;
  }
}
