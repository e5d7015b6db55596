import { expect, test } from 'vitest';
import { occurrences } from './folded';

const found = (text: string, words: string) =>
  occurrences(text, words).map(({ start, end }) => text.slice(start, end));

test.each([
  ['The quay, the QUAY and the Quay', 'quay', ['quay', 'QUAY', 'Quay']],
  ['Café in Zürich', 'cafe', ['Café']],
  ['Cafe\u0301 noir', 'café', ['Cafe\u0301']],
  ['Київ і Їжак', 'їжак', ['Їжак']],
  ['one\ntwo', 'one two', ['one\ntwo']],
  ['one two', ' one ', ['one']],
  ['aaaa', 'aa', ['aa', 'aa']],
  ['🚢 ferry 🚢', '🚢', ['🚢', '🚢']],
  ['the ﬁrst ﬁle', 'fi', ['ﬁ', 'ﬁ']],
  ['مُحادَثات جنيف', 'محادثات', ['مُحادَثات']],
  ['anything', '  ', []],
])('in “%s”, “%s” is found %j', (text, words, all) => expect(found(text, words)).toEqual(all));
