//! The BibTeX press, as biblatex and BibTeX read it.

use std::fmt::Write as _;

use super::citation::{Citation, Citing, Name};
use super::{Counter, Watch};
use crate::Result;
use crate::edition::Sheet;

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<String> {
    let mut counter = Counter::of(sheet.edition, watch);
    let mut citing = Citing::default();
    let mut out = String::new();
    for (piece, _, lines) in sheet.pieces() {
        if !out.is_empty() {
            out.push('\n');
        }
        entry(&citing.of(piece, lines), &mut out);
        counter.printed_one()?;
    }
    Ok(out)
}

fn entry(of: &Citation, out: &mut String) {
    // An article wants the journal that it stands in; without one it is something on the web.
    let kind = if of.outlet.is_some() {
        "article"
    } else {
        "misc"
    };
    let _ = writeln!(out, "@{kind}{{{},", of.key);
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(out, "  {name} = {{{value}}},");
    };
    // The inner braces keep a title as it is printed: styles would change its capitals.
    field("title", &format!("{{{}}}", tex(&of.title)));
    if !of.authors.is_empty() {
        let names: Vec<_> = of.authors.iter().map(name).collect();
        field("author", &names.join(" and "));
    }
    if let Some(outlet) = &of.outlet {
        field("journal", &format!("{{{}}}", tex(outlet)));
    }
    if let Some(published) = of.published {
        let day = published.day();
        field("date", &day.format("%Y-%m-%d").to_string());
        // Older styles know no `date`.
        field("year", &day.format("%Y").to_string());
        field("month", &day.format("%-m").to_string());
    }
    if let Some(url) = &of.url {
        field("url", url);
    }
    if let Some(language) = &of.language {
        field("langid", &tex(language));
    }
    if !of.tags.is_empty() {
        // A comma parts keywords.
        let tags: Vec<_> = of
            .tags
            .iter()
            .map(|tag| tex(&tag.replace(',', " ")))
            .collect();
        field("keywords", &tags.join(", "));
    }
    if let Some(standfirst) = &of.standfirst {
        field("abstract", &tex(standfirst));
    }
    if !of.notes.is_empty() {
        // `note` would be set behind each citation; `annote` is for whoever wants to read it.
        field("annote", &tex(&of.notes.join("\n\n")));
    }
    out.push_str("}\n");
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { family, given } => format!("{}, {}", tex(family), tex(given)),
        Name::Whole(whole) => format!("{{{}}}", tex(whole)),
    }
}

/// A text as TeX says it. Braces are counted also where they are escaped, so they are written out; and some
/// readers take an `@` that begins a line for the next entry.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in text.chars() {
        match c {
            '&' | '%' | '#' | '_' | '$' => {
                out.push('\\');
                out.push(c);
            }
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '@' if begins => out.push_str("{}@"),
            c => out.push(c),
        }
        begins = c == '\n' || begins && c.is_whitespace();
    }
    out
}
