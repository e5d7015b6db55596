//! Markup, taken apart by a reader of tags: what it says, where it leads, what it shows.

use html5gum::{Token, Tokenizer};
use newsroom::edition::{Edition, Entry};

use crate::expected::{bare, on_one_line};

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Read {
    pub(crate) words: String,
    pub(crate) links: Vec<String>,
    pub(crate) alts: Vec<String>,
    pub(crate) shown: Vec<String>,
}

/// Reads markup. Panics at whatever could do something.
pub(crate) fn read(html: &str) -> Read {
    let mut read = Read::default();
    let mut silent = false;
    let tokens = Tokenizer::new(html);
    for Ok(token) in tokens {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let harmful = ["script", "iframe", "object", "form", "link", "base", "svg"];
                assert!(!harmful.contains(&&*name), "<{name}>");
                silent = matches!(&*name, "style" | "title");
                for (attribute, value) in &tag.attributes {
                    let attribute = String::from_utf8_lossy(attribute);
                    let value = String::from_utf8_lossy(&value.value).into_owned();
                    assert!(!attribute.starts_with("on"), "{attribute}");
                    match &*attribute {
                        "href" => {
                            assert!(value.starts_with("http"), "{value}");
                            read.links.push(value);
                        }
                        "alt" => read.alts.push(on_one_line(&value)),
                        "src" => read.shown.push(value),
                        _ => {}
                    }
                }
            }
            Token::EndTag(tag) if silent => {
                silent = !matches!(&*String::from_utf8_lossy(&tag.name), "style" | "title");
            }
            Token::String(text) if !silent => {
                read.words.push_str(&bare(&String::from_utf8_lossy(&text)));
            }
            _ => {}
        }
    }
    read
}

/// Whether these pieces stand in a text, one after the other.
#[track_caller]
pub(crate) fn in_order(mut text: &str, pieces: impl IntoIterator<Item = String>) {
    for piece in pieces {
        let at = text.find(&piece).unwrap_or_else(|| {
            let start: String = text.chars().take(300).collect();
            panic!("{piece:?} is missing in {start:?}")
        });
        text = &text[at + piece.len()..];
    }
}

/// What each of a sheet's lines between opening and closing says, in order; of a line with pictures or
/// links a part.
pub(crate) fn lines(edition: &Edition) -> Vec<String> {
    let sheet = edition.sheet().unwrap();
    let mut said = Vec::new();
    for part in &sheet.parts {
        said.extend(part.heading.as_deref().map(bare));
        for entry in &part.entries {
            match entry {
                Entry::Piece { lines, .. } => {
                    for line in lines {
                        said.extend(line.words().split(['\n', '\t']).map(bare));
                    }
                }
                Entry::Own(line) => said.extend(line.words().split(['\n', '\t']).map(bare)),
                Entry::Picture(own) => said.extend(own.caption.as_deref().map(bare)),
            }
        }
    }
    said
}

/// A text without the addresses that are written behind words that lead there.
pub(crate) fn unlinked(text: &str) -> String {
    let mut pieces = text.split("<http");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push_str(piece.split_once('>').map_or(piece, |(_, after)| after));
    }
    out
}
