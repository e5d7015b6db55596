import { describe, expect, test } from 'vitest';
import type { Anchor, Block } from '../wire';
import { anchorOf, layOut, placeOf } from './anchors';

const paragraph = (text: string): Block => ({ block: 'paragraph', text: [{ text }] });

/** The anchor of the nth place where a passage stands. */
function anchored(text: string, passage: string, nth = 0): Anchor {
  let start = text.indexOf(passage);
  for (let n = 0; n < nth; n++) start = text.indexOf(passage, start + 1);
  return anchorOf(text, { start, end: start + passage.length })!;
}

/** What stands at an anchor’s place, with the character before it. */
const around = (anchor: Anchor, text: string) => {
  const place = placeOf(anchor, text);
  return place && text.slice(Math.max(0, place.start - 8), place.end);
};

describe('a body laid out', () => {
  const cell = (text: string, heading = false) => ({ heading, text: [{ text }] });
  const list: Block = {
    block: 'list',
    ordered: false,
    items: [[paragraph('one')], [paragraph('two'), paragraph('three')]],
  };
  const table: Block = {
    block: 'table',
    rows: [
      [cell('Day', true), cell('Hours', true)],
      [cell('Sat'), cell('9')],
    ],
  };
  const image = { address: 'https://example.org/a.jpg', alt: 'A quay' };
  const code: Block = { block: 'code', text: 'a = 1\nb = 2' };
  const blocks: Block[] = [
    { block: 'figure', image, caption: [{ text: 'A quay' }], credit: null },
    { block: 'paragraph', text: [{ text: 'The ' }, { text: 'quay', strong: true }, { text: ' is open.' }] },
    { block: 'heading', level: 2, text: [{ text: 'Later' }] },
    list,
    { block: 'quote', blocks: [paragraph('I would not touch them.')] },
    table,
    { block: 'embed', label: 'Video', address: 'https://example.org/v' },
    code,
  ];
  const laid = layOut(blocks);

  test('is the engine’s plain text', () =>
    expect(laid.text).toBe(
      'The quay is open.\n\nLater\n\none\n\ntwo\n\nthree\n\nI would not touch them.\n\nDay\tHours\n\nSat\t9\n\na = 1\nb = 2',
    ));

  test('says where each of its leaves begins', () => {
    const rows = table.block === 'table' ? table.rows : [];
    expect(laid.starts.get(rows[1]![1]!.text)).toBe(laid.text.indexOf('9'));
    expect(laid.starts.get(code)).toBe(laid.text.indexOf('a = 1'));
  });

  test('has nothing where there is nothing', () => expect(layOut([]).text).toBe(''));
});

describe('a passage', () => {
  const text = 'The quay is open. In Sund the quay is open. Tomorrow the quay is open to carts.';

  test('is found where it stood, of several equal ones', () => {
    const anchor = anchored(text, 'the quay is open', 0);
    expect(anchor.position).toBe(26);
    expect(placeOf(anchor, text)).toEqual({ start: 26, end: 42 });
    expect(around(anchored(text, 'the quay is open', 1), text)).toBe('omorrow the quay is open');
  });

  test('is found by its neighbours when it has moved', () => {
    const later = `Corrected at noon: the quay is open again.\n${text}`;
    expect(around(anchored(text, 'the quay is open'), later)).toBe('In Sund the quay is open');
  });

  test('is found where it stood when all its neighbours are alike', () => {
    const same = 'no no no no no';
    const anchor: Anchor = { text: 'no', before: '', after: '', position: 6 };
    expect(placeOf(anchor, same)).toEqual({ start: 6, end: 8 });
  });

  test('of two that are equally near is the later, as the engine has it', () => {
    const anchor: Anchor = { text: 'a', before: '', after: '', position: 2 };
    expect(placeOf(anchor, 'a---a')).toEqual({ start: 4, end: 5 });
  });

  test('is an orphan when its words are gone', () => {
    expect(placeOf(anchored(text, 'the quay is open'), 'The quay is shut.')).toBeNull();
    expect(placeOf({ text: '', before: '', after: '', position: 0 }, text)).toBeNull();
  });

  test('has no white space at its ends, and is none without words', () => {
    expect(anchorOf(text, { start: 3, end: 9 })).toMatchObject({ text: 'quay', position: 4, before: 'The ' });
    expect(anchorOf('one\n\ntwo', { start: 3, end: 5 })).toBeNull();
  });

  test('counts characters, not their halves', () => {
    const emoji = '🚢🚢 left the quay 🚢 and came back 🚢';
    const anchor = anchored(emoji, '🚢', 2);
    expect(anchor.position).toBe(17);
    expect(placeOf(anchor, emoji)!.start).toBe(emoji.indexOf('🚢', 10));
    const long = anchored(`${'🚢'.repeat(60)}quay${'🚢'.repeat(60)}`, 'quay');
    expect([...long.before]).toHaveLength(40);
    expect([...long.after]).toHaveLength(40);
  });

  test('is found in a script that runs the other way', () => {
    const arabic = 'عاد المفاوضون إلى القاعة. قال المفاوضون إن النص جاهز.';
    const anchor = anchored(arabic, 'المفاوضون', 1);
    expect(placeOf(anchor, arabic)!.start).toBe(arabic.lastIndexOf('المفاوضون'));
  });

  test('may go on into the next paragraph, list or table', () => {
    const laid = layOut([
      paragraph('It ended here.'),
      { block: 'list', ordered: true, items: [[paragraph('first')]] },
      {
        block: 'table',
        rows: [
          [
            { heading: false, text: [{ text: 'a' }] },
            { heading: false, text: [{ text: 'b' }] },
          ],
        ],
      },
    ]).text;
    const anchor = anchorOf(laid, { start: laid.indexOf('here'), end: laid.length })!;
    expect(anchor.text).toBe('here.\n\nfirst\n\na\tb');
    expect(placeOf(anchor, laid)).toEqual({ start: 9, end: laid.length });
  });
});
