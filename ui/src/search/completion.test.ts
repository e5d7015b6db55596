import { expect, test } from 'vitest';
import { completed, daysOf, matching, operatorOffers, quoted, spotAt, without } from './completion';

/** A search with the cursor where the bar is. `|` itself is written `¦`. */
function at(written: string) {
  const cursor = written.indexOf('|');
  const text = written.replace('|', '').replaceAll('¦', '|');
  return { text, spot: spotAt(text, cursor) };
}

/** What stands before the cursor, and whose value it is. */
const typed = (written: string) => {
  const { spot } = at(written);
  return spot && [spot.operator, spot.typed];
};

/** The search once `put` was taken, with the cursor as a bar. */
function taking(written: string, put: string) {
  const { text, spot } = at(written);
  const done = completed(text, spot!, { name: put, put });
  return `${done.text.slice(0, done.cursor)}|${done.text.slice(done.cursor)}`;
}

test('a word may become an operator, wherever it stands', () => {
  expect(typed('to|')).toEqual([null, 'to']);
  expect(typed('kyiv to| talks')).toEqual([null, 'to']);
  expect(typed('(kyiv OR -ta|)')).toEqual([null, 'ta']);
  expect(typed('kyiv |')).toBeNull();
  expect(typed('|kyiv')).toBeNull();
});

test('behind a colon stands a value', () => {
  expect(typed('topic:|')).toEqual(['topic', '']);
  expect(typed('topic:Ukr|')).toEqual(['topic', 'Ukr']);
  expect(typed('-tag:Gen| kyiv')).toEqual(['tag', 'Gen']);
  expect(typed('SOURCE:Bal|')).toEqual(['outlet', 'Bal']);
  expect(typed('kyiv tag:Ge|neva talks')).toEqual(['tag', 'Ge']);
  expect(typed('tag:Geneva |')).toBeNull();
});

test('a colon behind anything else is a letter', () => {
  expect(typed('https:|')).toEqual([null, 'https:']);
});

test('in quotation marks of its own a value goes on over blanks', () => {
  expect(typed('topic:"Ukraine di|')).toEqual(['topic', 'Ukraine di']);
  expect(typed('topic:“Ukraine di|plomacy” kyiv')).toEqual(['topic', 'Ukraine di']);
  expect(typed('topic:"Ukraine diplomacy"|')).toBeNull();
});

test('what is quoted is taken as it is', () => {
  expect(typed('"to|')).toBeNull();
  expect(typed('"to|pic" kyiv')).toBeNull();
  expect(typed('"rescue boats" ta|')).toEqual([null, 'ta']);
});

test('a bracket behind an operator holds alternatives', () => {
  expect(typed('tag:(Geneva OR Sa|)')).toEqual(['tag', 'Sa']);
  expect(typed('tag:(Geneva ¦ Sa|')).toEqual(['tag', 'Sa']);
  expect(typed('topic:(Ukraine di|plomacy OR Grain)')).toEqual(['topic', 'Ukraine di']);
  expect(typed('topic:("Ukraine di|" OR Grain)')).toEqual(['topic', 'Ukraine di']);
  expect(typed('tag:(Geneva OR Sanctions) to|')).toEqual([null, 'to']);
});

test('a completion takes the place of the whole part, also behind the cursor', () => {
  expect(taking('kyiv to|', 'topic:')).toBe('kyiv topic:|');
  expect(taking('tag:Ge|nv talks', 'Geneva')).toBe('tag:Geneva |talks');
  expect(taking('topic:"Ukraine di|', '"Ukraine diplomacy"')).toBe('topic:"Ukraine diplomacy" |');
  expect(taking('topic:"Uk|raine" talks', '"Ukraine diplomacy"')).toBe('topic:"Ukraine diplomacy" |talks');
  expect(taking('tag:(Geneva OR Sa|)', 'Sanctions')).toBe('tag:(Geneva OR Sanctions|)');
  expect(taking('-is:|', 'unread')).toBe('-is:unread |');
  expect(taking('to|pic:Ukraine', 'topic:')).toBe('topic:|Ukraine');
});

test('a name is quoted unless it is one plain word', () => {
  expect(quoted('Budapest')).toBe('Budapest');
  expect(quoted('Ukraine diplomacy')).toBe('"Ukraine diplomacy"');
  expect(quoted('Sanctions (EU)')).toBe('"Sanctions (EU)"');
  expect(quoted('The “Herald”')).toBe('"The Herald"');
  expect(quoted('Київ')).toBe('Київ');
});

test('two letters are enough for an operator, one is not', () => {
  expect(operatorOffers('t')).toEqual([]);
  expect(operatorOffers('ta').map((offer) => offer.name)).toEqual(['tag:']);
  expect(operatorOffers('a')).toEqual([]);
  expect(operatorOffers('Au').map((offer) => offer.name)).toEqual(['author:']);
});

test('a value that stands there already is not offered again', () => {
  const offers = ['Geneva', 'Old Geneva', 'Sanctions'].map((name) => ({ name, put: quoted(name) }));
  expect(matching(offers, 'gen').map((offer) => offer.name)).toEqual(['Geneva', 'Old Geneva']);
  expect(matching(offers, 'Sanctions')).toEqual([]);
  const languages = [{ name: 'Ukrainian', put: 'uk' }];
  expect(matching(languages, 'uk')).toEqual([]);
  expect(matching(languages, 'ukr')).toEqual(languages);
});

test('days are said as the engine reads them', () => {
  expect(daysOf(new Date(2026, 2, 3, 12))).toEqual({
    today: '2026-03-03',
    weekAgo: '2026-02-24',
    month: '2026-03',
  });
});

test('names are looked for among what the rest of the search finds', () => {
  const rest = (written: string) => {
    const { text, spot } = at(written);
    return without(text, spot!);
  };
  expect(rest('kyiv outlet:Bal|')).toBe('kyiv');
  expect(rest('kyiv -outlet:"Bal| talks')).toBe('kyiv');
  expect(rest('outlet:| talks')).toBe('talks');
});
