import { expect, test } from 'vitest';
import type { Delivery } from '../wire';
import { addressOf, hadBefore } from './recipients';

test.each([
  ['ann@mail.example', 'ann@mail.example'],
  ['Ann Lee <Ann@Mail.Example>', 'ann@mail.example'],
  ['"Lee, <Ann>" <ann@mail.example>', 'ann@mail.example'],
  ['', ''],
])('%j is written to at %j', (listed, address) => expect(addressOf(listed)).toBe(address));

test('who has an edition, and of whom nobody knows, is found whatever the case of their addresses', () => {
  const delivery = (taker: string, state: Delivery['state']): Delivery => ({
    at: '2026-11-26T06:00:00Z',
    number: { issue: 1, correction: 0 },
    format: 'mail',
    taker,
    state,
    said: null,
  });
  const people = ['Ann Lee <ann@mail.example>', 'bo@mail.example', 'cy@mail.example', 'di@mail.example'];
  const deliveries = [
    delivery('Ann@mail.example', 'delivered'),
    delivery('bo@mail.example', 'on-its-way'),
    delivery('cy@mail.example', 'refused'),
  ];
  expect(hadBefore(people, deliveries)).toEqual({
    delivered: ['Ann Lee <ann@mail.example>'],
    unknown: ['bo@mail.example'],
  });
});
