//! Markdown: read as a page, and written from a body so that it can be read back.
//!
//! An editor corrects a body as Markdown, so what [`markdown_of`] writes, [`blocks_from_markdown`]
//! must read as the same blocks. Where CommonMark's rules for `*` are in doubt (CommonMark 0.31,
//! §6.2), emphasis is written as the tags that Markdown allows, which are never in doubt.

mod front_matter;
mod writer;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::Page;
use crate::clipping::blocks::{self, Cutting};
use crate::clipping::{Block, Clipping, Evidence, Part, Run, dom, hints, runs, text, trim};

pub use writer::markdown_of;
pub(crate) use writer::markdown_with;

/// Reads Markdown as blocks. Tags in it are read as a page's are: only text, links and pictures
/// get through.
pub fn blocks_from_markdown(text: &str) -> Vec<Block> {
    blocks_of(&markup(text), None)
}

/// A text on one line, with whatever Markdown would take for its own made plain.
pub(crate) fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let run = Run {
        text,
        ..Run::default()
    };
    markdown_of(&[Block::Paragraph { text: vec![run] }])
        .trim()
        .to_owned()
}

/// A body as plain text, its paragraphs parted by blank lines. Pictures and embeds are left out.
pub fn plain_text(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines.join("\n\n")
}

/// How many words a body has; in scripts that write no spaces, how many characters.
pub fn word_count(blocks: &[Block]) -> usize {
    let mut lines = Vec::new();
    collect(blocks, &mut lines);
    lines.iter().map(|line| text::words(line)).sum()
}

fn collect(of: &[Block], lines: &mut Vec<String>) {
    for block in of {
        match block {
            Block::Paragraph { text } | Block::Heading { text, .. } => {
                lines.push(runs::words(text))
            }
            Block::List { items, .. } => items.iter().for_each(|item| collect(item, lines)),
            Block::Quote { blocks } => collect(blocks, lines),
            Block::Table { rows } => lines.extend(rows.iter().map(|row| {
                let cells: Vec<String> = row.iter().map(|cell| runs::words(&cell.text)).collect();
                cells.join("\t")
            })),
            Block::Code { text } => lines.push(text.clone()),
            Block::Figure { .. } | Block::Embed { .. } => {}
        }
    }
}

/// Cuts a clipping out of Markdown, with or without front matter.
pub(crate) fn cut(source: &str, page: &Page) -> Clipping {
    let (front, source) = front_matter::split(source);
    let markup = markup(source);
    let (html, _) = dom::parse(&markup);
    let mut clipping = front_matter::read(&front);
    let base = clipping.address.clone().or_else(|| page.address.clone());
    let heading = dom::elements(html.root()).find(|at| dom::name(*at) == "h1");
    let heading = heading.and_then(|at| text::cleaned(&dom::text_of(at)));
    let heading = heading.map(|value| Part {
        value,
        evidence: Evidence::Markup,
    });
    clipping.headline = clipping.headline.take().or(heading);
    let blocks = blocks_of(&markup, base.as_ref());
    clipping.lead_image = blocks.iter().find_map(|block| match block {
        Block::Figure { image, .. } => Some(Part {
            value: image.clone(),
            evidence: Evidence::Markup,
        }),
        _ => None,
    });
    clipping.body = trim::trim(blocks, &mut clipping);
    hints::read(&mut clipping, page.seen_at.date_naive());
    clipping
}

fn blocks_of(markup: &str, base: Option<&crate::Address>) -> Vec<Block> {
    let (html, _) = dom::parse(markup);
    let skip = |_: dom::At<'_>| false;
    blocks::read(
        html.root(),
        &Cutting {
            base,
            skip: &skip,
            titled: true,
        },
    )
}

/// Markdown as markup.
fn markup(source: &str) -> String {
    let events = Parser::new_ext(
        source,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH,
    );
    let mut shown: Option<Shown> = None;
    // The library percent-encodes what stands in an address, which is to come back as it went out.
    let events = events.filter_map(|event| {
        if let Some(picture) = &mut shown {
            let whole = picture.goes_on(&event);
            return whole.then(|| shown.take().map(Shown::tag))?;
        }
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let tag = format!("<a href=\"{}\">", escaped(&dest_url));
                Some(Event::InlineHtml(CowStr::from(tag)))
            }
            Event::End(TagEnd::Link) => Some(Event::InlineHtml(CowStr::from("</a>"))),
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                shown = Some(Shown {
                    address: dest_url.into_string(),
                    title: title.into_string(),
                    alt: String::new(),
                    inside: 0,
                });
                None
            }
            event => Some(event),
        }
    });
    let mut markup = String::with_capacity(source.len() + source.len() / 4);
    pulldown_cmark::html::push_html(&mut markup, events);
    markup
}

/// A picture as it is being read; what stands in its brackets is said instead of it.
struct Shown {
    address: String,
    title: String,
    alt: String,
    /// How many links and styles are open in the brackets.
    inside: usize,
}

impl Shown {
    /// Takes what stands in the brackets; says whether they are closed.
    fn goes_on(&mut self, event: &Event<'_>) -> bool {
        match event {
            Event::Start(_) => self.inside += 1,
            Event::End(_) if self.inside == 0 => return true,
            Event::End(_) => self.inside -= 1,
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => {
                self.alt.push_str(words);
            }
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
        false
    }

    fn tag(self) -> Event<'static> {
        let [address, alt, title] = [self.address, self.alt, self.title].map(|said| escaped(&said));
        let tag = format!("<img src=\"{address}\" alt=\"{alt}\" title=\"{title}\">");
        Event::InlineHtml(CowStr::from(tag))
    }
}

/// A text as it stands in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '<' => escaped.push_str("&lt;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests;
