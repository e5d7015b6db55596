//! From elements to the blocks of a body. This is where a body is made safe: text is copied, links
//! and pictures pass through [`Address`], and nothing else of the page gets through.

mod column;
mod embed;

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::runs::tidy;
use crate::clipping::{Block, Cell, Run, images, ours, text};
use column::{Column, Style};
use embed::embed;

/// Where links lead from, and what is left out.
pub(crate) struct Cutting<'c> {
    /// Where the page's links lead from.
    pub(crate) base: Option<&'c Address>,
    /// What is not part of the story.
    pub(crate) skip: &'c dyn Fn(At<'_>) -> bool,
    /// Whether the title of a picture is its caption, as in Markdown.
    pub(crate) titled: bool,
}

/// How deep lists and quotations may stand in each other; what is deeper is read as paragraphs.
/// A clipping is kept as JSON, whose reader stops at 128 levels.
const NESTED: usize = 12;

/// The blocks below an element, itself included.
pub(crate) fn read(at: At<'_>, cutting: &Cutting<'_>) -> Vec<Block> {
    let mut column = Column::default();
    walk(at, cutting, &Style::default(), &mut column, 0);
    column.close_line();
    column.blocks
}

fn walk(at: At<'_>, cutting: &Cutting<'_>, style: &Style, column: &mut Column, depth: usize) {
    if depth > dom::DEEPEST {
        return;
    }
    if let Some(words) = at.text() {
        if !(cutting.skip)(at) {
            column.say(words, style);
        }
        return;
    }
    let name = dom::name(at);
    let inside = |column: &mut Column, style: &Style| {
        for child in at.children() {
            walk(child, cutting, style, column, depth + 1);
        }
    };
    if name.is_empty() {
        return inside(column, style);
    }
    if (cutting.skip)(at) && !matches!(name, "iframe" | "noscript") {
        return;
    }
    match name {
        "br" => column.line.push(Run {
            text: "\n".to_owned(),
            ..Run::default()
        }),
        "hr" => column.close_line(),
        "strong" | "b" => inside(
            column,
            &Style {
                strong: true,
                ..style.clone()
            },
        ),
        "em" | "i" | "cite" => inside(
            column,
            &Style {
                emphasis: true,
                ..style.clone()
            },
        ),
        "a" => {
            if let Some(embed) = ours::embed(at, cutting.base) {
                column.close_line();
                return column.blocks.push(embed);
            }
            let link = dom::attr(at, "href").and_then(|href| address(href, cutting.base));
            inside(
                column,
                &Style {
                    link: link.or(style.link.clone()),
                    ..style.clone()
                },
            );
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            column.close_line();
            let level = name.as_bytes().get(1).map_or(2, |digit| digit - b'0');
            column.heading = Some(level.clamp(2, 6));
            inside(column, style);
            column.close_line();
            column.heading = None;
        }
        "ul" | "ol" | "blockquote" if column.nested >= NESTED => {
            column.close_line();
            inside(column, style);
            column.close_line();
        }
        "ul" | "ol" => {
            column.close_line();
            let items: Vec<_> = at
                .children()
                .filter(|child| !dom::name(*child).is_empty() && !(cutting.skip)(*child))
                .map(|item| inner(item, cutting, depth, column.nested + 1))
                .filter(|item| !item.is_empty())
                .collect();
            if !items.is_empty() {
                column.blocks.push(Block::List {
                    ordered: name == "ol",
                    items,
                });
            }
        }
        "blockquote" => {
            column.close_line();
            let blocks = inner(at, cutting, depth, column.nested + 1);
            if !blocks.is_empty() {
                column.blocks.push(Block::Quote { blocks });
            }
        }
        "pre" => {
            column.close_line();
            let code = code(at);
            if !code.trim().is_empty() {
                column.blocks.push(Block::Code { text: code });
            }
        }
        "table" => {
            column.close_line();
            match table(at, cutting, depth) {
                Some(rows) => {
                    let named = at.children().find(|below| dom::name(*below) == "caption");
                    let text = named.map(|caption| inline(caption, cutting));
                    if let Some(text) = text.filter(|text| !text.is_empty()) {
                        column.blocks.push(Block::Paragraph { text });
                    }
                    column.blocks.push(Block::Table { rows });
                }
                None => inside(column, style),
            }
            column.close_line();
        }
        "figure" | "picture" | "img" | "amp-img" | "noscript" => {
            figure(at, name, cutting, column, &inside, style)
        }
        "figcaption" | "caption" => {}
        "iframe" | "video" | "audio" | "embed" | "amp-youtube" | "amp-video" | "amp-vimeo"
        | "amp-audio" | "amp-dailymotion" | "amp-twitter" | "amp-instagram" | "amp-facebook" => {
            embed(at, name, cutting, column)
        }
        _ if dom::is_unread(name) => {}
        _ if dom::is_inline(name) => inside(column, style),
        _ => {
            column.close_line();
            inside(column, style);
            column.close_line();
        }
    }
}

/// The blocks inside an element.
fn inner(at: At<'_>, cutting: &Cutting<'_>, depth: usize, nested: usize) -> Vec<Block> {
    let mut column = Column {
        nested,
        ..Column::default()
    };
    for child in at.children() {
        walk(child, cutting, &Style::default(), &mut column, depth + 1);
    }
    column.close_line();
    column.blocks
}

fn figure(
    at: At<'_>,
    name: &str,
    cutting: &Cutting<'_>,
    column: &mut Column,
    inside: &dyn Fn(&mut Column, &Style),
    style: &Style,
) {
    let Some(image) = images::of(at, cutting.base) else {
        if name == "figure" {
            column.close_line();
            match ours::figure(at, cutting) {
                Some(Block::Figure { image, .. }) if column.shows(&image) => {}
                Some(figure) => column.blocks.push(figure),
                None => inside(column, style),
            }
            column.close_line();
        }
        return;
    };
    let caption = dom::elements(at).find(|below| dom::name(*below) == "figcaption");
    // A quotation or a table in a figure is that, and its picture is beside it.
    let holds_text =
        dom::elements(at).any(|below| matches!(dom::name(below), "blockquote" | "table" | "pre"));
    if name == "figure" && holds_text {
        return inside(column, style);
    }
    if column.shows(&image) {
        return;
    }
    let credit = caption.and_then(images::credit);
    // What a picture shows is no part of the text, and told of all the same.
    let shown = Cutting {
        skip: &|at| dom::is_unread(dom::name(at)),
        ..*cutting
    };
    let mut words = caption
        .map(|caption| inline(caption, &shown))
        .unwrap_or_default();
    if let Some(credit) = &credit {
        without_credit(&mut words, credit);
    }
    let mut credit = credit;
    if cutting.titled
        && let Some(title) = images::title(at)
    {
        let parted = title
            .rsplit_once(" | ")
            .or_else(|| Some(("", title.strip_prefix("| ")?)));
        let (said, by) = parted.map_or((title.as_str(), None), |(said, by)| {
            (said, Some(by.to_owned()))
        });
        credit = by;
        words = tidy(vec![Run {
            text: said.to_owned(),
            ..Run::default()
        }]);
    }
    let block = Block::Figure {
        image,
        caption: words,
        credit,
    };
    // A picture in the middle of a paragraph stands after what was said before it.
    column.close_line();
    column.blocks.push(block);
}

/// Takes the credit out of a caption that ends with it.
fn without_credit(caption: &mut Vec<Run>, credit: &str) {
    if let Some(last) = caption.last_mut()
        && let Some(rest) = last.text.trim_end().strip_suffix(credit)
    {
        last.text = rest.trim_end().to_owned();
        if last.text.is_empty() {
            caption.pop();
        }
    }
}

/// The cells of a table, or nothing if it only lays out the page.
fn table(at: At<'_>, cutting: &Cutting<'_>, depth: usize) -> Option<Vec<Vec<Cell>>> {
    let below: Vec<_> = dom::elements(at).skip(1).collect();
    let lays_out = below.iter().any(|cell| {
        let name = dom::name(*cell);
        name == "table"
            || (name == "td"
                && cell
                    .children()
                    .filter(|child| matches!(dom::name(*child), "p" | "div" | "h2" | "ul"))
                    .count()
                    > 1)
    });
    if lays_out || dom::attr(at, "role") == Some("presentation") || depth > dom::DEEPEST {
        return None;
    }
    let rows = below.iter().filter(|row| dom::name(**row) == "tr");
    let rows: Vec<Vec<Cell>> = rows
        .map(|row| {
            let cells = row
                .children()
                .filter(|cell| matches!(dom::name(*cell), "td" | "th"));
            let cells = cells.map(|cell| Cell {
                heading: dom::name(cell) == "th",
                text: inline(cell, cutting),
            });
            cells.collect::<Vec<_>>()
        })
        .filter(|row| row.iter().any(|cell| !cell.text.is_empty()))
        .collect();
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    (wide > 1 && rows.len() > 1).then_some(rows)
}

/// The text of an element as runs, on one line.
pub(crate) fn inline(at: At<'_>, cutting: &Cutting<'_>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for block in inner(at, cutting, 0, NESTED) {
        if let Block::Paragraph { text } | Block::Heading { text, .. } = block {
            if !runs.is_empty() {
                runs.push(Run {
                    text: " ".to_owned(),
                    ..Run::default()
                });
            }
            runs.extend(text);
        }
    }
    tidy(runs)
}

/// The text of a `<pre>`, spaces and all.
fn code(at: At<'_>) -> String {
    let mut code = String::new();
    for below in at.descendants() {
        match below.text() {
            Some(words) => code.extend(words.chars().filter(|c| !text::is_unprintable(*c))),
            None if dom::name(below) == "br" => code.push('\n'),
            None => {}
        }
    }
    code.trim_matches('\n').trim_end().to_owned()
}

/// A link as an address; anything but `http` and `https` is none.
pub(crate) fn address(link: &str, base: Option<&Address>) -> Option<Address> {
    let link: String = link.trim().chars().filter(|c| !c.is_control()).collect();
    if link.is_empty() || link.starts_with('#') {
        return None;
    }
    match base {
        Some(base) => base.join(&link).ok(),
        // Without a base only a whole address leads anywhere.
        None if link.starts_with("http://") || link.starts_with("https://") => {
            Address::read(&link).ok()
        }
        None => None,
    }
}
