/** The colours of topics. */
import { colourOfPlace, type DotColour } from '../parts/dots';
import type { Topic, TopicId } from '../wire';

/** A topic's own colour; without one, that of its place among the others. */
export function colourOf(topics: Topic[], id: TopicId): DotColour {
  const place = topics.findIndex((topic) => topic.id === id);
  return topics[place]?.colour ?? colourOfPlace(place);
}
