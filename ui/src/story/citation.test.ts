import { describe, expect, test } from 'vitest';
import type { Fact, Story } from '../wire';
import { citation, markdownCitation, quotation, richCitation } from './citation';

const fact = <T>(value: T): Fact<T> => ({ value, standing: 'found', evidence: 'meta', original: null });
const story = {
  headline: fact('The quay & the “ferry”'),
  byline: fact(['Ines Halloran', 'Taras Moroz']),
  outlet: fact('The Meridian Post'),
  agency: null,
  published: fact('2026-11-22'),
  added_at: '2026-11-23T10:00:00Z',
  address: 'https://meridianpost.example/quay?a=1&b=2',
} as Story;
const bare = { ...story, byline: null, outlet: null, published: null, address: null } as Story;

describe('a citation', () => {
  test('says who wrote what, where and when, when we saw it, and where it is', () => {
    expect(citation(story)).toBe(
      'Ines Halloran and Taras Moroz, “The quay & the “ferry””, The Meridian Post, 22 Nov 2026, clipped 23 Nov 2026. https://meridianpost.example/quay?a=1&b=2',
    );
  });

  test('invents nothing where nothing is known', () =>
    expect(citation(bare)).toBe('“The quay & the “ferry””, clipped 23 Nov 2026.'));

  test('as Markdown leads to the page, and its signs stand for themselves', () => {
    const starred = { ...story, headline: fact('A *new* [quay]'), byline: null } as Story;
    expect(markdownCitation(starred)).toBe(
      '[A \\*new\\* \\[quay\\]](<https://meridianpost.example/quay?a=1&b=2>), The Meridian Post, 22 Nov 2026, clipped 23 Nov 2026.',
    );
  });

  test('as markup is no markup of the page’s', () => {
    const hostile = { ...story, headline: fact('<img src=x onerror="x">'), byline: null } as Story;
    const { html } = richCitation(hostile);
    expect(html).toContain('&lt;img src=x onerror=&quot;x&quot;&gt;</a>');
    expect(html).toContain('href="https://meridianpost.example/quay?a=1&amp;b=2"');
  });
});

test('a quotation is verbatim, with its source', () => {
  const { text, html } = quotation(bare, 'One.\n\nTwo,\nthree.');
  expect(text).toBe('“One.\n\nTwo,\nthree.”\n\n“The quay & the “ferry””, clipped 23 Nov 2026.');
  expect(html).toContain('<blockquote><p>One.</p><p>Two,<br>three.</p></blockquote>');
});
