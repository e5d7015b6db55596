/** The colours of dots; how each looks in either theme is said by the tokens. */
export type DotColour = 'a' | 'b' | 'c' | 'd' | 'e';

const COLOURS: DotColour[] = ['a', 'b', 'c', 'd', 'e'];

/** The colour of a place in a row of things; they come round again after five. */
export const colourOfPlace = (place: number): DotColour => COLOURS[Math.max(0, place) % COLOURS.length]!;
