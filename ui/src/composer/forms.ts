import type { Form } from '../wire';

/** How much of a story is printed, the shortest first; the digits choose among them. */
export const FORMS: Form[] = ['link', 'summary', 'quote', 'full'];
