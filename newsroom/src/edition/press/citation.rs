//! What the presses of citations share: a story as a bibliography knows it.
//!
//! A citation has no place for a text; whatever else the sheet says of a story stands in its notes, in
//! order, so that a quote keeps its speaker, its outlet, its date and its address.

mod name;

use std::collections::HashMap;

use super::plain::{self, clean, one_line};
use crate::clipping::Published;
use crate::edition::{Line, Piece, Role};
use crate::story::StoryId;
pub(super) use name::Name;

/// A story as a bibliography knows it.
pub(super) struct Citation {
    /// What it is cited by: letters, digits and hyphens.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) authors: Vec<Name>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<Published>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) tags: Vec<String>,
    /// The outlet's own words for what it is about.
    pub(super) standfirst: Option<String>,
    /// Whatever else is printed of it but its text, a paragraph each.
    pub(super) notes: Vec<String>,
}

/// Makes citations, each with a key of its own.
#[derive(Default)]
pub(super) struct Citing {
    given: HashMap<StoryId, u32>,
}

impl Citing {
    pub(super) fn of(&mut self, piece: &Piece, lines: &[Line<'_>]) -> Citation {
        let times = self.given.entry(piece.story).or_default();
        *times += 1;
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let authors = piece.byline.iter();
        let authors: Vec<_> = authors
            .filter_map(|name| Name::of(name, piece.language.as_deref()))
            .collect();
        let tags = piece.tags.iter().map(|tag| one_line(tag));
        let standfirst = piece.standfirst.as_ref();
        let title = one_line(&piece.headline.value);
        Citation {
            key: key(piece, &authors, *times),
            // Each format wants a title, and some end a record that has none.
            title: some(title).unwrap_or_else(|| "Untitled".to_owned()),
            authors,
            outlet: piece.published_by().and_then(|name| some(one_line(&name))),
            published: piece.published.as_ref().map(|told| told.value),
            url: piece
                .address
                .as_ref()
                .map(|address| escaped(address.as_str())),
            language: piece.language.as_deref().map(one_line).and_then(some),
            tags: tags.filter(|tag| !tag.is_empty()).collect(),
            standfirst: standfirst.and_then(|told| some(one_line(&told.value))),
            notes: notes(piece, lines),
        }
    }
}

/// `lee-2026-12`: who, when, and the story's number, which makes it unique.
fn key(piece: &Piece, authors: &[Name], times: u32) -> String {
    let who = authors.first().map(|name| match name {
        Name::Person { family, .. } => family.clone(),
        Name::Whole(whole) => whole.clone(),
    });
    let who = who.or_else(|| piece.published_by()).unwrap_or_default();
    let who: String = who
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(20)
        .collect();
    let year = piece.published.as_ref();
    let year = year.map(|told| told.value.day().format("%Y").to_string());
    let mut words = vec![who.to_ascii_lowercase(), year.unwrap_or_default()];
    words.push(piece.story.0.to_string());
    words.extend((times > 1).then(|| times.to_string()));
    words.retain(|word| !word.is_empty());
    words.join("-")
}

/// The lines that a citation has no field for. What belongs together is one note: a quote and who said it, a
/// passage and what is said of it.
fn notes(piece: &Piece, lines: &[Line<'_>]) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let mut follows = false;
    for line in lines {
        let joined = match line.role {
            Role::Headline | Role::Standfirst | Role::Body | Role::AuthorNote => continue,
            Role::Attribution => " — ",
            Role::HighlightNote => " → ",
            Role::Comment => ": ",
            _ => "",
        };
        let said = plain::line(line);
        let said = match line.role {
            // A quote mark of ours would be in the way of a search.
            Role::Highlight => one_line(&line.words()),
            Role::Comment => clean(&said),
            Role::Attribution => led(piece, one_line(&said)),
            _ => one_line(&said),
        };
        match notes.last_mut() {
            Some(last) if follows && !joined.is_empty() => {
                last.push_str(joined);
                last.push_str(&said);
            }
            _ if said.is_empty() => {}
            _ => notes.push(said),
        }
        follows = matches!(
            line.role,
            Role::CommentLabel | Role::Quote | Role::Highlight
        );
    }
    notes
}

/// Who said a quote, and where that is: also where the template has no words to lead there.
fn led(piece: &Piece, said: String) -> String {
    match &piece.address {
        Some(address) if !said.contains(address.as_str()) => format!("{said} <{address}>"),
        _ => said,
    }
}

/// An address without what formats take for their own. It leads to the same place.
fn escaped(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '{' | '}' | '\\' | '|' | '^' | '`' | '"' | '<' | '>' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
