/** A story as it is cited elsewhere: who wrote what, where, when, and when we saw it. */
import type { Story } from '../wire';
import { words } from '../words';
import { layOut } from './anchors';

/** Something to be copied: as plain text, and as markup where a program takes it. */
export interface Copied {
  text: string;
  html: string | null;
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

/** Markdown’s own signs, so that they stand for themselves. */
const literal = (text: string) => text.replace(/[\\`*_[\]<>]/g, '\\$&');

/** What stands before the headline and after it. */
function around(story: Story): { before: string; after: string[] } {
  const writers = story.byline?.value ?? [];
  return {
    before: writers.length > 0 ? `${words.and(writers)}, ` : '',
    after: [
      story.outlet?.value ?? story.agency?.value ?? '',
      story.published ? words.shortDay(story.published.value) : '',
      words.story.clippedOn(story.added_at),
    ].filter(Boolean),
  };
}

/** “Ines Halloran, “Envoys resume…”, The Meridian Post, 22 Nov 2026, clipped 22 Nov 2026. https://…” */
export function citation(story: Story): string {
  const { before, after } = around(story);
  const line = `${before}“${story.headline.value}”, ${after.join(', ')}.`;
  return story.address ? `${line} ${story.address}` : line;
}

/** The same as Markdown, its headline leading to the page. */
export function markdownCitation(story: Story): string {
  const { before, after } = around(story);
  const headline = literal(story.headline.value);
  const linked = story.address ? `[${headline}](<${story.address}>)` : `“${headline}”`;
  return `${literal(before)}${linked}, ${literal(after.join(', '))}.`;
}

/** The same as markup. */
export function richCitation(story: Story): Copied {
  const { before, after } = around(story);
  const headline = escaped(story.headline.value);
  const linked = story.address ? `<a href="${escaped(story.address)}">${headline}</a>` : `“${headline}”`;
  return { text: citation(story), html: `${escaped(before)}${linked}, ${escaped(after.join(', '))}.` };
}

/** Words of a story, verbatim, with where they are from. */
export function quotation(story: Story, passage: string): Copied {
  const paragraphs = passage.split('\n\n').map((line) => `<p>${escaped(line).replaceAll('\n', '<br>')}</p>`);
  return {
    text: `“${passage}”\n\n${citation(story)}`,
    html: `<blockquote>${paragraphs.join('')}</blockquote><p>${richCitation(story).html}</p>`,
  };
}

/** The same as Markdown: the words as a block quote, and under them where they are from. */
export function markdownQuotation(story: Story, passage: string): string {
  const lines = literal(passage).split('\n');
  return `${lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')}\n\n${markdownCitation(story)}`;
}

/** A whole story: its headline, where it is from, and its text. */
export const markdownStory = (story: Story) =>
  [
    `# ${literal(story.headline.value)}`,
    markdownCitation(story),
    ...(story.standfirst ? [`*${literal(story.standfirst.value)}*`] : []),
    story.body_markdown,
  ].join('\n\n');

/** The same as markup, and as plain text beside it. */
export function richStory(story: Story): Copied {
  const paragraphs = layOut(story.body.value).text.split('\n\n');
  const standfirst = story.standfirst ? [story.standfirst.value] : [];
  const rich = richCitation(story);
  return {
    text: [story.headline.value, rich.text, ...standfirst, ...paragraphs].join('\n\n'),
    html: [
      `<h1>${escaped(story.headline.value)}</h1><p>${rich.html}</p>`,
      ...standfirst.map((line) => `<p><em>${escaped(line)}</em></p>`),
      ...paragraphs.map((line) => `<p>${escaped(line).replaceAll('\n', '<br>')}</p>`),
    ].join(''),
  };
}
