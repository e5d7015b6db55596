//! Lines as markup that is well-formed as HTML and as XML: for pages, books, mails and feeds.

use std::fmt::Write as _;

use super::language::well_formed;
use crate::Address;
use crate::clipping::{Block, Cell, Image, Run, ours};
use crate::edition::{Line, OwnPicture, Role};
use crate::picture::Picture;

/// Where lines are set.
pub(in crate::edition) struct Setting<'s> {
    /// The level of the headline that is over them.
    pub(in crate::edition) headline: u8,
    /// The language around them, a BCP 47 tag; empty if it is unknown.
    pub(in crate::edition) language: &'s str,
    /// Where a kept picture is shown from; none for one that is not printed.
    pub(in crate::edition) shown: &'s dyn Fn(&Address) -> Option<(String, &'s Picture)>,
}

impl Setting<'_> {
    /// A line with whatever it is printed as.
    pub(in crate::edition) fn line(&self, line: &Line<'_>) -> String {
        let known = line.language.and_then(well_formed).unwrap_or_default();
        let mut attributes = String::new();
        if known != self.language {
            let known = text(known);
            let _ = write!(attributes, " lang=\"{known}\" xml:lang=\"{known}\"");
        }
        let level = self.headline;
        match line.role {
            Role::Divider => "<hr />\n".to_owned(),
            Role::Heading => element("h2", "heading", &attributes, &runs(line.runs())),
            Role::Headline => {
                let (tag, words) = (format!("h{level}"), runs(line.runs()));
                element(
                    &tag,
                    "headline",
                    &format!("{attributes} dir=\"auto\""),
                    &words,
                )
            }
            Role::Body => format!(
                "<div class=\"body\" {}=\"{level}\" dir=\"auto\"{attributes}>\n{}</div>\n",
                ours::MARK,
                self.blocks(&stepped(&line.blocks, &mut 1))
            ),
            Role::Quote | Role::Highlight => {
                let class = class(line.role);
                format!(
                    "<blockquote class=\"{class}\" dir=\"auto\"{attributes}>\n{}</blockquote>\n",
                    self.blocks(&stepped(&line.blocks, &mut 1))
                )
            }
            Role::Brief | Role::Note | Role::Comment | Role::HighlightNote | Role::List => {
                let class = class(line.role);
                format!(
                    "<div class=\"{class}\" dir=\"auto\"{attributes}>\n{}</div>\n",
                    self.blocks(&stepped(&line.blocks, &mut 1))
                )
            }
            Role::Translation | Role::Standfirst | Role::AuthorNote => {
                let attributes = format!("{attributes} dir=\"auto\"");
                element("p", class(line.role), &attributes, &runs(line.runs()))
            }
            _ => element("p", class(line.role), &attributes, &runs(line.runs())),
        }
    }

    /// A body, marked as one: what is clipped from it again is all of it, and nothing else.
    pub(super) fn body(&self, body: &[Block]) -> String {
        let (mark, level) = (ours::MARK, self.headline);
        format!("<div {mark}=\"{level}\">\n{}</div>\n", self.blocks(body))
    }

    /// A picture that belongs to no story.
    pub(in crate::edition) fn own(&self, own: &OwnPicture, source: &str) -> String {
        let words = [&own.caption, &own.credit];
        let words: Vec<_> = words
            .into_iter()
            .flatten()
            .map(|words| text(words))
            .collect();
        let words = match &*words.join(" · ") {
            "" => String::new(),
            words => format!("<figcaption>{words}</figcaption>"),
        };
        figure(own.alt.as_deref(), &own.picture, source, &words)
    }

    fn blocks(&self, body: &[Block]) -> String {
        body.iter().map(|one| self.block(one)).collect()
    }

    fn block(&self, block: &Block) -> String {
        match block {
            Block::Paragraph { text } => format!("<p>{}</p>\n", runs(text)),
            Block::Heading { level, text } => {
                let level = (level + self.headline - 1).min(6);
                format!("<h{level}>{}</h{level}>\n", runs(text))
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                let item = |item: &Vec<Block>| format!("<li>{}</li>\n", self.blocks(item));
                let items: String = items.iter().map(item).collect();
                format!("<{tag}>\n{items}</{tag}>\n")
            }
            Block::Quote { blocks } => {
                format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks))
            }
            Block::Figure {
                image,
                caption,
                credit,
            } => self.picture(image, caption, credit.as_deref()),
            Block::Table { rows } => table(rows),
            Block::Code { text: code } => format!("<pre><code>{}</code></pre>\n", text(code)),
            Block::Embed { label, address } => {
                format!(
                    "<p><a {}=\"{}\" href=\"{}\">{}</a></p>\n",
                    ours::MARK,
                    ours::EMBED,
                    text(address.as_str()),
                    text(label)
                )
            }
        }
    }

    fn picture(&self, image: &Image, caption: &[Run], credit: Option<&str>) -> String {
        let credit =
            credit.map(|credit| format!("<small class=\"credit\">{}</small>", text(credit)));
        let words: Vec<_> = [Some(runs(caption)), credit]
            .into_iter()
            .flatten()
            .collect();
        let words = match words.join(" ").trim() {
            "" => String::new(),
            words => format!("<figcaption>{words}</figcaption>"),
        };
        match (self.shown)(&image.address) {
            Some((source, picture)) => figure(image.alt.as_deref(), picture, &source, &words),
            None => unkept(image, &words),
        }
    }
}

/// Blocks whose headings go down one level at a time, as those who hear a page expect; `last` is the level of
/// the heading before them.
fn stepped(blocks: &[Block], last: &mut u8) -> Vec<Block> {
    let step = |block: &Block| match block {
        Block::Heading { level, text } => {
            *last = (*level).min(*last + 1);
            Block::Heading {
                level: *last,
                text: text.clone(),
            }
        }
        Block::List { ordered, items } => Block::List {
            ordered: *ordered,
            items: items.iter().map(|item| stepped(item, last)).collect(),
        },
        Block::Quote { blocks } => Block::Quote {
            blocks: stepped(blocks, last),
        },
        other => other.clone(),
    };
    blocks.iter().map(step).collect()
}

/// How what a line is, is called in markup.
pub(in crate::edition) fn class(role: Role) -> &'static str {
    match role {
        Role::Dateline => "set",
        Role::Correction => "correction",
        Role::Brief => "brief",
        Role::Note => "own",
        Role::Heading => "heading",
        Role::Divider => "divider",
        Role::List => "list",
        Role::Headline => "headline",
        Role::Altered | Role::Edited => "ours",
        Role::Translation => "translated",
        Role::Claim => "claim",
        Role::Source => "source",
        Role::Standfirst => "standfirst",
        Role::CommentLabel => "comment-label",
        Role::Comment => "comment",
        Role::Quote => "quote",
        Role::Attribution => "attribution",
        Role::Highlight => "highlight",
        Role::HighlightNote => "highlight-note",
        Role::Body => "body",
        Role::AuthorNote => "note",
        Role::Credit => "credit-line",
        Role::Evidence => "kept",
        Role::Signature => "signature",
    }
}

fn element(tag: &str, class: &str, attributes: &str, inner: &str) -> String {
    format!("<{tag} class=\"{class}\"{attributes}>{inner}</{tag}>\n")
}

fn table(rows: &[Vec<Cell>]) -> String {
    let cells = |row: &Vec<Cell>| -> String {
        let tag = |heading| if heading { "th" } else { "td" };
        row.iter()
            .map(|cell| format!("<{0}>{1}</{0}>", tag(cell.heading), runs(&cell.text)))
            .collect()
    };
    // A row without a cell is not valid anywhere, and says nothing.
    let rows = rows.iter().filter(|row| !row.is_empty());
    let rows: String = rows
        .map(|row| format!("<tr>{}</tr>\n", cells(row)))
        .collect();
    match &*rows {
        "" => String::new(),
        rows => format!("<table>\n<tbody>\n{rows}</tbody>\n</table>\n"),
    }
}

fn figure(alt: Option<&str>, picture: &Picture, source: &str, words: &str) -> String {
    format!(
        "<figure><img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\" />{words}</figure>\n",
        text(source),
        text(alt.unwrap_or_default()),
        picture.width,
        picture.height
    )
}

/// A picture that is not printed: a link to it, and its words have to stand for it.
fn unkept(image: &Image, words: &str) -> String {
    let title = image.alt.as_deref().map(text);
    let said = (title.as_ref()).map_or_else(String::new, |alt| format!(": {alt}"));
    let title = title.map_or_else(String::new, |alt| format!(" title=\"{alt}\""));
    format!(
        "<figure {}=\"{}\"><a href=\"{}\"{title}>Picture{said}</a>{words}</figure>\n",
        ours::MARK,
        ours::PICTURE,
        text(image.address.as_str())
    )
}

/// A picture that belongs to no story and is not shown: its words stand for it.
pub(super) fn unshown(own: &OwnPicture) -> String {
    let alt = text(own.alt.as_deref().unwrap_or("Picture"));
    let words = [&own.caption, &own.credit].into_iter().flatten();
    let words: Vec<_> = words.map(|words| text(words)).collect();
    match &*words.join(" · ") {
        "" => format!("<p><em>{alt}</em></p>\n"),
        words => format!("<p><em>{alt}</em><br />\n{words}</p>\n"),
    }
}

/// Runs as markup.
pub(in crate::edition) fn runs(runs: &[Run]) -> String {
    runs.iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let mut out = text(&run.text).replace('\n', "<br />\n");
    for (wanted, tag) in [(run.emphasis, "em"), (run.strong, "strong")] {
        if wanted {
            out = format!("<{tag}>{out}</{tag}>");
        }
    }
    match &run.link {
        Some(address) => format!("<a href=\"{}\">{out}</a>", text(address.as_str())),
        None => out,
    }
}

/// A text as markup says it, in an element or in a quoted attribute. What XML cannot hold at all is left out.
pub(in crate::edition) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}
