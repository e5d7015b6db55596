/** The template that is being written, as the pretend library tries it. */
export const trial = { text: '' };
