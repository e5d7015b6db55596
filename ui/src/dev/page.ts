/** What an edition of the pretend library looks like: much as the engine prints it, and no more than a test needs. */
import { storyOf } from './collections';
import { held } from './holding';
import { trial } from './trial';

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

const STYLE = `body{margin:0;background:#fffdf9;color:#1e1a15;font:16px/1.55 "Source Serif 4",Georgia,serif}
main{max-width:34rem;margin:0 auto;padding:2rem 2.75rem 5rem}
h1{font-size:1.95rem;line-height:1.1;letter-spacing:-.02em;margin:0;display:inline}
.mast{display:flex;justify-content:space-between;align-items:baseline;border-bottom:3px double #1e1a15;padding-bottom:9px;margin-bottom:16px}
.mast span,.cite{font:12px/1.5 Inter,system-ui,sans-serif;color:#675f53}
h2{font:600 12.5px/1 Inter,system-ui,sans-serif;color:#7f2517;margin:26px 0 10px}
h3{font-size:1.35rem;line-height:1.16;margin:0 0 7px}
blockquote{margin:11px 0;padding-left:15px;border-left:3px solid #d9a92f;font:italic 18px/1.4 "Source Serif 4",Georgia,serif}
.ours{border-left:3px solid #7f2517;padding-left:12px;font:14px/1.5 Inter,system-ui,sans-serif}
article{padding-bottom:14px;margin-bottom:14px;border-bottom:1px solid #e2dccf}`;

/** Draws `3~draft~html~17`. */
export function page(path: string): string {
  const [id, edition, format] = path.split('~');
  const kept = held.collections.find((one) => one.id === Number(id));
  if (!kept) return 'That names no edition.';
  const accent = edition === 'trial' ? (/accent\s*=\s*"(#\w{6})"/.exec(trial.text)?.[1] ?? '') : '';
  let story = 0;
  const body = kept.items.map(({ content }) => {
    if (content.is === 'section') return `<h2>${escaped(content.name)}</h2>`;
    if (content.is === 'note') return `<p>${escaped(content.text)}</p>`;
    if (content.is === 'heading') return `<h3>${escaped(content.text)}</h3>`;
    if (content.is !== 'story') return '<hr>';
    const found = storyOf(content.story);
    if (!found || found.marks.spiked) return '';
    const comment = content.comment
      ? `<div class="ours"><b>Our comment</b><br>${escaped(content.comment)}</div>`
      : '';
    const summary =
      content.form !== 'link' && found.standfirst ? `<p>${escaped(found.standfirst.value)}</p>` : '';
    const text = content.form === 'full' ? `<p>${escaped(found.body_markdown)}</p>` : '';
    const quotes = content.quotes
      .map((quote) => `<blockquote>“${escaped(quote.text)}”</blockquote>`)
      .join('');
    return `<article id="story-${++story}"><h3>${escaped(found.headline.value)}</h3>${summary}${comment}${quotes}${text}
      <p class="cite"><u>${escaped(found.outlet?.value ?? 'Outlet unknown')}</u></p></article>`;
  });
  const number = edition === 'draft' || edition === 'trial' ? '' : `No. ${edition}`;
  if (format === 'md') return `<pre># ${escaped(kept.name)}\n\n${escaped(kept.brief)}</pre>`;
  return `<!doctype html><meta charset="utf-8"><title>${escaped(kept.name)}</title><style>${STYLE}
    ${accent && `h2{color:${accent}}`}</style><main><div class="mast"><h1>${escaped(kept.name)}</h1><span>${number || 'Draft'}</span></div>
    <p>${escaped(kept.brief)}</p>${body.join('')}</main>`;
}
