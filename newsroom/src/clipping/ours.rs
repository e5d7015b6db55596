//! Bodies that we printed ourselves ([`crate::edition::html_of`], and editions of one story): they say
//! what they are, so that they are read as they stand, and cleaning twice changes nothing.
//!
//! Whoever writes our mark into a page of his own says which part of it is the text, as he could in many
//! another way. He gains nothing by it: what is marked is cleaned like anything else.

use crate::Address;
use crate::clipping::blocks::{self, Cutting};
use crate::clipping::dom::{self, At, Tree};
use crate::clipping::{Block, Image, Run, images, text};

/// The attribute that marks what is ours. On a body its value is the level of the headline above it.
pub(crate) const MARK: &str = "data-clipdesk";

/// Marks a link to what a page embedded.
pub(crate) const EMBED: &str = "embed";

/// Marks a figure whose picture is a link.
pub(crate) const PICTURE: &str = "picture";

/// How far into a page the mark of a body stands, in bytes: what an edition prints before it has 10,000,
/// and a page is not to be searched for it to its end.
const WITHIN: usize = 64_000;

/// The body that a page marks as ours, if it marks one only: an edition of many stories is none.
pub(crate) fn body(markup: &str, tree: &Tree, base: Option<&Address>) -> Option<Vec<Block>> {
    let mut end = WITHIN.min(markup.len());
    while !markup.is_char_boundary(end) {
        end -= 1;
    }
    if !markup.get(..end)?.contains(MARK) {
        return None;
    }
    let marked = |at: At<'_>| headline(dom::attr(at, MARK)?);
    let mut bodies = dom::elements(tree.root()).filter_map(|at| Some((at, marked(at)?)));
    let (body, headline) = bodies.next().filter(|_| bodies.next().is_none())?;
    let skip = |at: At<'_>| dom::is_unread(dom::name(at));
    let cutting = Cutting {
        base,
        skip: &skip,
        titled: false,
    };
    let mut blocks = blocks::read(body, &cutting);
    raise(&mut blocks, headline - 1);
    Some(blocks)
}

/// The level of a headline, 1 to 6.
fn headline(mark: &str) -> Option<u8> {
    let level = mark.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Headings as they were before they were printed below a headline.
fn raise(blocks: &mut [Block], by: u8) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => *level = level.saturating_sub(by).max(2),
            Block::List { items, .. } => items.iter_mut().for_each(|item| raise(item, by)),
            Block::Quote { blocks } => raise(blocks, by),
            _ => {}
        }
    }
}

/// What a link stands for, if we printed it for what a page embeds.
pub(crate) fn embed(link: At<'_>, base: Option<&Address>) -> Option<Block> {
    if dom::attr(link, MARK) != Some(EMBED) {
        return None;
    }
    Some(Block::Embed {
        label: text::cleaned(&dom::text_of(link))?,
        address: blocks::address(dom::attr(link, "href")?, base)?,
    })
}

/// The figure whose picture we printed as a link.
pub(crate) fn figure(at: At<'_>, cutting: &Cutting<'_>) -> Option<Block> {
    if dom::attr(at, MARK) != Some(PICTURE) {
        return None;
    }
    let named = |name: &'static str| dom::elements(at).find(|below| dom::name(*below) == name);
    let link = named("a")?;
    let caption = named("figcaption");
    let credit = caption
        .and_then(|caption| dom::elements(caption).find(|below| dom::name(*below) == "small"));
    let skip = |at: At<'_>| credit == Some(at) || dom::is_unread(dom::name(at));
    let words = |caption| -> Vec<Run> {
        let cutting = Cutting {
            skip: &skip,
            ..*cutting
        };
        blocks::inline(caption, &cutting)
    };
    Some(Block::Figure {
        image: Image {
            address: blocks::address(dom::attr(link, "href")?, cutting.base)
                .filter(images::is_picture)?,
            alt: dom::attr(link, "title").and_then(text::cleaned),
            caption: None,
            credit: None,
        },
        caption: caption.map(words).unwrap_or_default(),
        credit: credit.and_then(|credit| text::cleaned(&dom::text_of(credit))),
    })
}
