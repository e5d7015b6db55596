//! The RIS press, which most reference managers read: a tag a line, and a record a story.

use super::citation::{Citation, Citing, Name};
use super::plain::one_line;
use super::{Counter, Watch};
use crate::Result;
use crate::edition::Sheet;

pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<String> {
    let mut counter = Counter::of(sheet.edition, watch);
    let mut citing = Citing::default();
    let mut out = String::new();
    for (piece, _, lines) in sheet.pieces() {
        record(&citing.of(piece, lines), &mut out);
        counter.printed_one()?;
    }
    Ok(out)
}

fn record(of: &Citation, out: &mut String) {
    // A value is one line, so that no value begins another tag.
    let mut say = |tag: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            out.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    let kind = if of.outlet.is_some() { "NEWS" } else { "ELEC" };
    say("TY", kind);
    say("ID", &of.key);
    say("TI", &of.title);
    for name in &of.authors {
        match name {
            Name::Person { family, given } => say("AU", &format!("{family}, {given}")),
            Name::Whole(whole) => say("AU", whole),
        }
    }
    say("T2", of.outlet.as_deref().unwrap_or_default());
    if let Some(published) = of.published {
        say("PY", &published.day().format("%Y").to_string());
        say("DA", &published.day().format("%Y/%m/%d/").to_string());
    }
    say("UR", of.url.as_deref().unwrap_or_default());
    say("LA", of.language.as_deref().unwrap_or_default());
    of.tags.iter().for_each(|tag| say("KW", tag));
    say("AB", of.standfirst.as_deref().unwrap_or_default());
    of.notes.iter().for_each(|note| say("N1", note));
    out.push_str("ER  - \r\n\r\n");
}
