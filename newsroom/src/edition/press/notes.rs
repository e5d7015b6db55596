//! The press for folders of notes, as Obsidian and its kin keep them: a note a story, with properties before
//! it, and one that leads to them in order.

use std::collections::{BTreeSet, HashSet};

use super::markdown::{Place, image, line, set};
use super::{Counter, Watch, label};
use crate::edition::file::{file_name, is_device};
use crate::edition::{Edition, Entry, Format, Line, Piece, Print, Sheet};
use crate::picture::Picture;
use crate::{Address, Result};

/// Prints the note that leads to the others; these lie in a folder beside it that has its name.
pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Print> {
    let edition = sheet.edition;
    let folder = folder_of(edition);
    let mut names = Names::default();
    let mut counter = Counter::of(edition, watch);
    let mut beside = Vec::new();
    let mut index = properties(&[("title", vec![edition.title.clone()])]);
    index.push_str(&format!("\n# {}\n", line(&edition.title)));
    let nowhere = |_: &Address| None;
    say(
        &mut index,
        sheet.opening.iter().map(|line| set(line, 1, &nowhere)),
    );
    for part in &sheet.parts {
        let heading = part.heading.as_ref();
        say(
            &mut index,
            heading.map(|heading| format!("## {}", line(heading))),
        );
        for entry in &part.entries {
            match entry {
                Entry::Piece { piece, lines, .. } => {
                    let name = names.free(&piece.headline.value);
                    let words = line(&label(&piece.headline.value, "Untitled"));
                    say(&mut index, [format!("- [{words}](<{folder}/{name}.md>)")]);
                    let note = note(piece, lines, edition);
                    beside.push((format!("{folder}/{name}.md"), note.into_bytes()));
                    counter.printed_one()?;
                }
                Entry::Own(line) => say(&mut index, [set(line, 2, &nowhere)]),
                Entry::Picture(own) => {
                    let place: &Place<'_> = &|picture| Some(format!("{folder}/{}", path(picture)));
                    say(&mut index, image(own, place));
                }
            }
        }
    }
    say(
        &mut index,
        sheet.closing.iter().map(|line| set(line, 1, &nowhere)),
    );
    let pictures = edition.pictures();
    let pictures =
        pictures.map(|(picture, bytes)| (format!("{folder}/{}", path(picture)), bytes.to_vec()));
    let pictures: BTreeSet<_> = pictures.collect();
    beside.extend(pictures);
    Ok(Print {
        bytes: index.into_bytes(),
        beside,
    })
}

fn path(picture: &Picture) -> String {
    format!("pictures/{}", picture.file())
}

/// What the folder of an edition's notes is called: the title, and the number.
fn folder_of(edition: &Edition) -> String {
    let title = match edition.number {
        Some(number) => format!("{} {number}", edition.title),
        None => edition.title.clone(),
    };
    let name = file_name(&title, Format::Notes);
    name.trim_end_matches(".md").to_owned()
}

/// A story as a note.
fn note(piece: &Piece, lines: &[Line<'_>], edition: &Edition) -> String {
    let one = |value: Option<String>| value.into_iter().collect::<Vec<_>>();
    let tags = piece.tags.iter().map(|tag| property_tag(tag));
    let mut out = properties(&[
        ("title", vec![piece.headline.value.clone()]),
        ("source", one(piece.published_by())),
        ("author", piece.byline.clone()),
        (
            "published",
            one(piece.published.as_ref().map(|told| told.value.to_string())),
        ),
        (
            "clipped",
            one(piece
                .snapshot
                .as_ref()
                .map(|page| page.seen_at.to_rfc3339())),
        ),
        ("url", one(piece.address.as_ref().map(ToString::to_string))),
        ("lang", one(piece.language.clone())),
        ("tags", tags.filter(|tag| !tag.is_empty()).collect()),
        ("edition", one(Some(edition.title.clone()))),
    ]);
    let kept = |address: &Address| Some(path(&piece.picture(address)?.picture));
    say(&mut out, lines.iter().map(|line| set(line, 1, &kept)));
    out
}

/// A tag as notes have it: without spaces and signs.
fn property_tag(tag: &str) -> String {
    let letters = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let words: Vec<_> = tag
        .split(|c| !letters(c))
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

fn say(out: &mut String, all: impl IntoIterator<Item = String>) {
    for said in all.into_iter().filter(|said| !said.is_empty()) {
        out.push('\n');
        out.push_str(&said);
        out.push('\n');
    }
}

/// Properties, as YAML 1.2. A field without a value is left out; authors and tags are always lists.
fn properties(fields: &[(&str, Vec<String>)]) -> String {
    const LISTS: [&str; 2] = ["author", "tags"];
    let mut out = String::from("---\n");
    for (name, values) in fields.iter().filter(|(_, values)| !values.is_empty()) {
        let values: Vec<_> = values.iter().map(|value| quoted(value)).collect();
        match LISTS.contains(name) {
            true => out.push_str(&format!("{name}: [{}]\n", values.join(", "))),
            false => out.push_str(&format!("{name}: {}\n", values.concat())),
        }
    }
    out.push_str("---\n");
    out
}

/// A string in double quotes. What YAML cannot hold, and nobody sees, is left out; without that, it is
/// quoted as in JSON.
fn quoted(value: &str) -> String {
    let seen: String = label(value, "")
        .chars()
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    serde_json::Value::String(seen).to_string()
}

/// Names of notes: safe on every system and in links, each given once, whatever its case.
#[derive(Default)]
struct Names {
    given: HashSet<String>,
}

impl Names {
    fn free(&mut self, headline: &str) -> String {
        /// Names may have 255 bytes on every common file system; a letter may take four.
        const LONGEST: usize = 55;
        let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’' | ',');
        let words = headline.split(|c| !safe(c)).filter(|word| !word.is_empty());
        let name: String = words
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(LONGEST)
            .collect();
        let name = match name.trim() {
            "" => "Untitled".to_owned(),
            name if is_device(&name.to_lowercase()) => format!("{name} story"),
            name => name.to_owned(),
        };
        let numbered = (1..).map(|at| match at {
            1 => name.clone(),
            at => format!("{name} {at}"),
        });
        let mut free = numbered.filter(|name| self.given.insert(name.to_lowercase()));
        free.next().unwrap_or_default()
    }
}
