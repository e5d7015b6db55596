import { describe, expect, it } from 'vitest';
import page from '../../docs/manual/keys.md?raw';
import { caps, keys, type Key, type KeyGroup } from './keys';
import { words } from './words';

const told = words.sheet;

/** A press as the manual writes it: keys held together stand together, one after the other has a “then”. */
const press = (said: string) =>
  said
    .split(' ')
    .map((one) =>
      caps(one, false)
        .map((cap) => `<kbd>${cap}</kbd>`)
        .join(' '),
    )
    .join(' then ');

const line = ({ command, presses }: Key) =>
  `| ${told.commands[command]} | ${presses.map(press).join(' or ')} |`;

/** The lines of a group’s table, without its head. */
function tableOf(group: KeyGroup): string[] {
  const after = page.split(`\n## ${told.groups[group]}\n`)[1] ?? '';
  const section = after.split('\n## ')[0]!;
  return section.split('\n').filter((row) => row.startsWith('| '));
}

describe('the manual’s page of keys', () => {
  for (const group of Object.keys(told.groups) as KeyGroup[]) {
    it(`has every key of “${told.groups[group]}”, and no other`, () => {
      const [head, rule, ...rows] = tableOf(group);
      expect([head, rule]).toEqual(['| What it does | Keys |', '| --- | --- |']);
      expect(rows).toEqual(keys.filter((key) => key.group === group).map(line));
    });
  }
});
