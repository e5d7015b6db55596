//! The HTML press: one file that asks for nothing and runs nothing.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::{Edition, Item, ItemPicture};
use crate::clipping::{Block, Cell, Image, Run, ours};
use crate::story::Standing;

/// What a printed page may do: show its own style and the pictures in it, and nothing else.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("edition.css");

pub(super) fn print(edition: &Edition) -> String {
    let title = text(&edition.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <header>\n<h1>{title}</h1>\n"
    );
    if !edition.brief.is_empty() {
        out.push_str(&format!(
            "<p class=\"brief\">{}</p>\n",
            text(&edition.brief)
        ));
    }
    let (day, words) = (
        edition.set_at.format("%Y-%m-%d"),
        edition.set_at.format("%-d %B %Y"),
    );
    out.push_str(&format!(
        "<p class=\"set\">Set on <time datetime=\"{day}\">{words}</time></p>\n</header>\n"
    ));
    for part in &edition.parts {
        out.push_str("<section>\n");
        if let Some(heading) = &part.heading {
            out.push_str(&format!("<h2>{}</h2>\n", text(heading)));
        }
        for item in &part.items {
            out.push_str(&story(item, if part.heading.is_some() { 3 } else { 2 }));
        }
        out.push_str("</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// A story whose headline is a heading of the given level.
fn story(item: &Item, level: u8) -> String {
    let lang = item
        .language
        .as_ref()
        .map(|lang| format!(" lang=\"{}\"", text(lang)))
        .unwrap_or_default();
    let headline = text(&item.headline.value);
    let headline = match &item.address {
        Some(address) => format!("<a href=\"{}\">{headline}</a>", text(address.as_str())),
        None => headline,
    };
    let mut out = format!("<article{lang}>\n<h{level}>{headline}</h{level}>\n");
    if item.headline.standing == Standing::Corrected {
        out.push_str("<p class=\"ours\" lang=\"en\">Headline altered by the editor.</p>\n");
    }
    for (language, ours) in &item.translated {
        out.push_str(&format!(
            "<p class=\"translated\" lang=\"{}\">{} <span class=\"ours\" lang=\"en\">(our translation)</span></p>\n",
            text(language),
            text(ours)
        ));
    }
    if let Some(claim) = item.claim() {
        out.push_str(&format!(
            "<p class=\"claim\" lang=\"en\">{}</p>\n",
            text(&claim)
        ));
    }
    out.push_str(&format!(
        "<p class=\"source\" lang=\"en\">{}</p>\n",
        text(&item.source())
    ));
    if let Some(standfirst) = &item.standfirst {
        out.push_str(&format!(
            "<p class=\"standfirst\">{}</p>\n",
            text(&standfirst.value)
        ));
    }
    let setting = Setting {
        headline: level,
        item: Some(item),
    };
    out.push_str(&setting.body(&item.body));
    if let Some(note) = &item.author_note {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", text(note)));
    }
    out.push_str(&format!(
        "<p class=\"kept\" lang=\"en\">{}</p>\n",
        text(&item.evidence())
    ));
    out.push_str("</article>\n");
    out
}

/// A body as HTML, for those who put it into a page of their own. It asks for nothing: pictures and what
/// was embedded are links. Clipped again, it is the same body.
pub fn html_of(body: &[Block]) -> String {
    let setting = Setting {
        headline: 1,
        item: None,
    };
    if body.is_empty() {
        return String::new();
    }
    setting.body(body)
}

/// Where a body stands.
struct Setting<'a> {
    /// The level of the headline that is over it.
    headline: u8,
    /// The story whose pictures can be printed.
    item: Option<&'a Item>,
}

impl Setting<'_> {
    /// A body, marked as one: what is clipped from it again is all of it, and nothing else.
    fn body(&self, body: &[Block]) -> String {
        let blocks = self.blocks(body);
        format!(
            "<div {}=\"{}\">\n{blocks}</div>\n",
            ours::MARK,
            self.headline
        )
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
                let items: String = items
                    .iter()
                    .map(|item| format!("<li>{}</li>\n", self.blocks(item)))
                    .collect();
                format!("<{tag}>\n{items}</{tag}>\n")
            }
            Block::Quote { blocks } => {
                format!("<blockquote>\n{}</blockquote>\n", self.blocks(blocks))
            }
            Block::Figure {
                image,
                caption,
                credit,
            } => {
                let credit = credit
                    .as_deref()
                    .map(|credit| format!("<small class=\"credit\">{}</small>", text(credit)));
                let words: Vec<_> = [Some(runs(caption)), credit]
                    .into_iter()
                    .flatten()
                    .collect();
                let words = match words.join(" ").trim() {
                    "" => String::new(),
                    words => format!("<figcaption>{words}</figcaption>"),
                };
                match self.item.and_then(|item| item.picture(&image.address)) {
                    Some(kept) => figure(image, kept, &words),
                    None => unkept(image, &words),
                }
            }
            Block::Table { rows } => {
                let cells = |row: &Vec<Cell>| -> String {
                    let tag = |heading| if heading { "th" } else { "td" };
                    row.iter()
                        .map(|cell| format!("<{0}>{1}</{0}>", tag(cell.heading), runs(&cell.text)))
                        .collect()
                };
                let rows: String = rows
                    .iter()
                    .map(|row| format!("<tr>{}</tr>\n", cells(row)))
                    .collect();
                format!("<table>\n{rows}</table>\n")
            }
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
}

/// A picture, in the file itself.
fn figure(image: &Image, kept: &ItemPicture, words: &str) -> String {
    let (picture, alt) = (&kept.picture, image.alt.as_deref().unwrap_or_default());
    format!(
        "<figure><img src=\"data:{};base64,{}\" alt=\"{}\" width=\"{}\" height=\"{}\">{words}</figure>\n",
        picture.media.mime(),
        BASE64.encode(&kept.bytes),
        text(alt),
        picture.width,
        picture.height
    )
}

/// A picture that is not kept: a link to it, and its words have to stand for it.
fn unkept(image: &Image, words: &str) -> String {
    let title = image.alt.as_deref().map(text);
    let said = title.as_ref().filter(|_| words.is_empty());
    let said = said.map_or_else(String::new, |alt| format!(": {alt}"));
    let title = title.map_or_else(String::new, |alt| format!(" title=\"{alt}\""));
    format!(
        "<figure {}=\"{}\"><a href=\"{}\"{title}>Picture{said}</a>{words}</figure>\n",
        ours::MARK,
        ours::PICTURE,
        text(image.address.as_str())
    )
}

fn runs(runs: &[Run]) -> String {
    runs.iter().map(run).collect()
}

fn run(run: &Run) -> String {
    let mut out = text(&run.text).replace('\n', "<br>\n");
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

/// A text as HTML says it, in an element or in a quoted attribute.
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
