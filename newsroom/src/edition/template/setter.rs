//! What a template's lines know, and what they say.

use chrono::{DateTime, Utc};
use minijinja::value::Value;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};

use super::Template;
use crate::clipping::Published;
use crate::clipping::markdown::plain;
use crate::edition::{Edition, Piece, Told};
use crate::story::Standing;
use crate::{Address, Error, Result};

/// Steps that one line may take: a hundred times what the longest of ours takes.
const FUEL: u64 = 20_000;

/// Most characters that one line may say.
const MOST_SAID: usize = 20_000;

/// The lines of a template, ready to be said.
#[derive(Debug)]
pub(in crate::edition) struct Setter<'t> {
    lines: Environment<'t>,
}

impl Template {
    /// The template's lines, ready to be said.
    pub(in crate::edition) fn setter(&self) -> Result<Setter<'_>> {
        self.setter_naming(|slot, line, why| {
            let name = &self.name;
            Error::Refused(format!(
                "the template “{name}” cannot be followed: {slot}, line {line}: {why}"
            ))
        })
    }

    /// The same, with each line tried; an error is made of the line's name, where in it, and why.
    pub(super) fn setter_naming(
        &self,
        wrong: impl Fn(&str, usize, &str) -> Error,
    ) -> Result<Setter<'_>> {
        let mut lines = Environment::empty();
        lines.set_fuel(Some(FUEL));
        // Whatever can be known has a name, also while it is unknown: another name is a slip.
        lines.set_undefined_behavior(UndefinedBehavior::Strict);
        lines.set_formatter(|out, _, value| match value.as_str() {
            Some(text) if value.is_safe() => Ok(out.write_str(text)?),
            Some(text) => Ok(out.write_str(&plain(text))?),
            None if value.is_none() => Ok(()),
            None => Ok(write!(out, "{value}")?),
        });
        lines.add_function("link", link);
        lines.add_filter("upper", |text: String| text.to_uppercase());
        for (slot, template) in self.words.each() {
            let added = lines.add_template(slot, template);
            added.map_err(|error| wrong(slot, error.line().unwrap_or(1), &why(&error)))?;
        }
        let setter = Setter { lines };
        for (slot, _) in self.words.each() {
            for known in setter.tried(slot) {
                let said = setter.render(slot, &known);
                said.map_err(|error| wrong(slot, error.line().unwrap_or(1), &why(&error)))?;
            }
        }
        Ok(setter)
    }
}

impl Setter<'_> {
    /// What one of the template's lines says of what is known, as Markdown on one line.
    pub(in crate::edition) fn say(&self, slot: &str, known: &Value) -> Result<String> {
        self.render(slot, known).map_err(|error| {
            Error::Refused(format!(
                "the template cannot be followed: {slot}, line {}: {}",
                error.line().unwrap_or(1),
                why(&error)
            ))
        })
    }

    fn render(&self, slot: &str, known: &Value) -> std::result::Result<String, minijinja::Error> {
        let mut said = Bounded::default();
        self.lines
            .get_template(slot)?
            .render_captured_to(known.clone(), &mut said)?;
        let said = String::from_utf8_lossy(&said.0);
        Ok(said.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// What a line may come to know: with everything known, and with nothing.
    fn tried(&self, slot: &str) -> [Value; 2] {
        let names: &[&str] = match slot {
            "dateline" | "correction" | "signature" => &OF_EDITION,
            _ => &OF_PIECE,
        };
        let all =
            |value: &Value| Value::from_pairs(names.iter().map(|name| (*name, value.clone())));
        [all(&Value::from("known")), all(&Value::from(()))]
    }

    /// What is known of an edition as a whole.
    pub(in crate::edition) fn of_edition(&self, edition: &Edition) -> Value {
        let number = edition.number.map(|number| number.to_string());
        let values = [
            Value::from(edition.title.clone()),
            Value::from(number),
            Value::from(day(edition.set_at)),
            Value::from(edition.editor.clone()),
            Value::from(edition.changes.clone()),
            Value::from(edition.pieces().count()),
        ];
        Value::from_pairs(OF_EDITION.into_iter().zip(values))
    }

    /// What is known of a story.
    pub(in crate::edition) fn of_piece(&self, piece: &Piece) -> Value {
        self.of_quote(piece, None, None)
    }

    /// What is known of a quote from a story.
    pub(in crate::edition) fn of_quote(
        &self,
        piece: &Piece,
        speaker: Option<&str>,
        paragraph: Option<u32>,
    ) -> Value {
        let (outlet, agency) = (piece.published_by(), piece.wired_by());
        let origin = match (&outlet, &agency) {
            (Some(outlet), Some(agency)) => format!("{outlet}, from {agency}"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => "outlet unknown".to_owned(),
        };
        let date = piece.published.as_ref().map(date_of);
        let byline = (!piece.byline.is_empty()).then(|| piece.byline.join(", "));
        let (credit, licence) = (&piece.rights.credit, &piece.rights.licence);
        let snapshot = piece.snapshot.as_ref();
        let values = [
            Value::from(piece.headline.value.clone()),
            Value::from(byline),
            Value::from(outlet),
            Value::from(agency),
            Value::from(origin),
            Value::from(date.unwrap_or_else(|| "date unknown".to_owned())),
            Value::from(piece.address.as_ref().map(ToString::to_string)),
            Value::from(piece.language.clone()),
            Value::from(credit.clone()),
            Value::from(licence.clone()),
            Value::from(snapshot.map(|snapshot| snapshot.sha256.clone())),
            Value::from(snapshot.map(|snapshot| day(snapshot.seen_at))),
            Value::from(speaker.unwrap_or("speaker unknown")),
            Value::from(paragraph.filter(|paragraph| *paragraph > 0)),
        ];
        Value::from_pairs(OF_PIECE.into_iter().zip(values))
    }
}

/// What the lines of an edition know.
const OF_EDITION: [&str; 6] = ["title", "number", "date", "editor", "changes", "stories"];

/// What the lines of a story know.
const OF_PIECE: [&str; 14] = [
    "headline",
    "byline",
    "outlet",
    "agency",
    "origin",
    "date",
    "address",
    "language",
    "credit",
    "licence",
    "sha256",
    "kept",
    "speaker",
    "paragraph",
];

/// A day as readers write it: "22 November 2026".
fn day(moment: DateTime<Utc>) -> String {
    moment.format("%-d %B %Y").to_string()
}

/// The day on which something was published, and that the editor set it if so.
pub(in crate::edition) fn date_of(published: &Told<Published>) -> String {
    let day = published.value.day().format("%-d %B %Y");
    match published.standing {
        Standing::Corrected => format!("{day} (date set by the editor)"),
        _ => day.to_string(),
    }
}

/// Words that lead to an address, if there is one: `link(outlet, address)`.
fn link(words: Value, address: Value) -> Value {
    let words = words.as_str().unwrap_or_default();
    let address = address.as_str().and_then(|text| Address::read(text).ok());
    let text = plain(words);
    Value::from_safe_string(match address {
        Some(address) => format!("[{text}](<{address}>)"),
        None => text,
    })
}

/// What is written until it is too much.
#[derive(Default)]
struct Bounded(Vec<u8>);

impl std::io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_SAID {
            return Err(std::io::Error::other("it says more than 20,000 characters"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn why(error: &minijinja::Error) -> String {
    match (error.kind(), error.detail()) {
        (ErrorKind::OutOfFuel, _) => "it takes too long".to_owned(),
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    }
}
