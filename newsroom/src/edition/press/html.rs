//! The HTML press: one file that asks for nothing and runs nothing.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::language::well_formed;
use super::links::with_lawful_links;
use super::markup::{Setting, text};
use super::plates::words_of;
use super::{Counter, Watch, label};
use crate::clipping::Block;
use crate::edition::{Entry, Sheet, SheetPart};
use crate::picture::{Picture, look};
use crate::{Address, Result};

/// What a printed page may do: show its own style and the pictures in it, and nothing else.
const POLICY: &str = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("edition.css");

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<String> {
    let edition = sheet.edition;
    let (title, language) = (
        text(&label(&edition.title, "Untitled")),
        text(well_formed(&edition.language).unwrap_or("en")),
    );
    let look = &edition.template.look;
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\" />\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\" />\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />\n\
         <title>{title}</title>\n<style>\n{STYLE}\
         :root {{ --own-accent: {}; --size: {}pt; }}\n\
         @page {{ size: {}; }}\n</style>\n</head>\n<body>\n<main>\n",
        text(&look.accent),
        look.size,
        look.paper.as_str(),
    );
    let cover = if edition.template.shape.cover {
        " class=\"cover\""
    } else {
        ""
    };
    out.push_str(&format!("<header{cover}>\n<h1>{title}</h1>\n"));
    let setting = set(&edition.language, 1, &|_| None);
    sheet
        .opening
        .iter()
        .for_each(|line| out.push_str(&setting.line(line)));
    out.push_str("</header>\n");
    if edition.template.shape.contents {
        out.push_str(&contents(sheet));
    }
    let mut counter = Counter::of(edition, watch);
    for part in &sheet.parts {
        out.push_str(&section(part, &edition.language, &mut counter)?);
    }
    sheet
        .closing
        .iter()
        .for_each(|line| out.push_str(&setting.line(line)));
    out.push_str("</main>\n</body>\n</html>\n");
    Ok(with_lawful_links(&out))
}

fn section(part: &SheetPart<'_>, language: &str, counter: &mut Counter<'_, '_>) -> Result<String> {
    let mut out = format!("<section id=\"{}\">\n", text(&part.anchor));
    if let Some(heading) = &part.heading {
        out.push_str(&format!("<h2>{}</h2>\n", text(&label(heading, "Untitled"))));
    }
    let level = if part.heading.is_some() { 3 } else { 2 };
    for entry in &part.entries {
        match entry {
            Entry::Piece {
                piece,
                anchor,
                lines,
            } => {
                let known = piece
                    .language
                    .as_deref()
                    .and_then(well_formed)
                    .unwrap_or_default();
                let data: HashMap<&Address, (String, &Picture)> = (piece.pictures.iter())
                    .filter_map(|kept| Some((&kept.address, (data(&kept.bytes)?, &kept.picture))))
                    .collect();
                let shown = |address: &Address| data.get(address).cloned();
                let setting = set(known, level, &shown);
                out.push_str(&format!(
                    "<article id=\"{anchor}\" lang=\"{}\">\n",
                    text(known)
                ));
                lines
                    .iter()
                    .for_each(|line| out.push_str(&setting.line(line)));
                out.push_str("</article>\n");
                counter.printed_one()?;
            }
            Entry::Own(line) => out.push_str(&set(language, level, &|_| None).line(line)),
            Entry::Picture(own) => match data(&own.bytes) {
                Some(source) => {
                    let setting = set(language, level, &|_| None);
                    out.push_str(&setting.own(own, &source));
                }
                None => {
                    let alt = label(own.alt.as_deref().unwrap_or_default(), "Picture");
                    let words = text(&words_of(own));
                    out.push_str(&format!(
                        "<figure><p>{}</p><figcaption>{words}</figcaption></figure>\n",
                        text(&alt)
                    ));
                }
            },
        }
    }
    out.push_str("</section>\n");
    Ok(out)
}

/// What the edition holds, each a link to it.
fn contents(sheet: &Sheet<'_>) -> String {
    let entry = |anchor: &str, words: &str, inner: &str| {
        format!(
            "<li><a href=\"#{anchor}\">{}</a>{inner}</li>\n",
            text(words)
        )
    };
    let list = |entries: String| match &*entries {
        "" => String::new(),
        entries => format!("\n<ol>\n{entries}</ol>\n"),
    };
    let part = |part: &SheetPart<'_>| {
        let pieces = part.entries.iter().filter_map(|one| match one {
            Entry::Piece { piece, anchor, .. } => Some(entry(anchor, &piece.headline.value, "")),
            Entry::Own(_) | Entry::Picture(_) => None,
        });
        let pieces: String = pieces.collect();
        match &part.heading {
            Some(heading) => entry(&part.anchor, heading, &list(pieces)),
            None => pieces,
        }
    };
    let parts: String = sheet.parts.iter().map(part).collect();
    format!(
        "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>{}</nav>\n",
        list(parts)
    )
}

fn set<'s>(
    language: &'s str,
    headline: u8,
    shown: &'s dyn Fn(&Address) -> Option<(String, &'s Picture)>,
) -> Setting<'s> {
    Setting {
        headline,
        language,
        shown,
    }
}

/// A picture, in the file itself; none for what is no picture, whatever it was taken for.
fn data(bytes: &[u8]) -> Option<String> {
    let media = look(bytes).ok()?.media;
    Some(format!(
        "data:{};base64,{}",
        media.mime(),
        BASE64.encode(bytes)
    ))
}

/// A body as HTML, for those who put it into a page of their own. It asks for nothing: pictures and what
/// was embedded are links. Clipped again, it is the same body.
pub fn html_of(body: &[Block]) -> String {
    if body.is_empty() {
        return String::new();
    }
    set("", 1, &|_| None).body(body)
}
