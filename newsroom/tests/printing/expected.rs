//! What readers are to find, taken from the sheet by another way than the presses take: every word, every
//! link, every picture, in order.

use std::fs;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use newsroom::clipping::{Block, Cell, Run};
use newsroom::edition::{Edition, Entry, Format, Item, Line, OwnPicture, Piece, Sheet};
use newsroom::picture::{Media, look};
use roxmltree::{Document, ParsingOptions};
use zip::ZipArchive;

/// What readers are to find. Spaces are left out of the words: each format has its own.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Expected {
    pub(crate) words: String,
    pub(crate) links: Vec<String>,
    /// What is said of each picture that is shown.
    pub(crate) alts: Vec<String>,
}

/// What stands in a print whose reader shows these media.
pub(crate) fn of(sheet: &Sheet<'_>, shown: &[Media]) -> Expected {
    let mut found = Expected::default();
    found.say(&sheet.edition.title);
    if sheet.edition.title.trim().is_empty() {
        found.say("Untitled");
    }
    let nothing = |_: &_| false;
    sheet
        .opening
        .iter()
        .for_each(|line| found.line(line, &nothing));
    for part in &sheet.parts {
        match part.heading.as_deref().map(bare) {
            Some(heading) if heading.is_empty() => found.say("Untitled"),
            Some(heading) => found.say(&heading),
            None => {}
        }
        for entry in &part.entries {
            match entry {
                Entry::Piece { piece, lines, .. } => {
                    let held = |address: &_| {
                        let kept = piece.picture(address);
                        kept.is_some_and(|kept| is_shown(&kept.bytes, shown))
                    };
                    lines.iter().for_each(|line| found.line(line, &held));
                }
                Entry::Own(line) => found.line(line, &nothing),
                Entry::Picture(own) => found.own(own, is_shown(&own.bytes, shown)),
            }
        }
    }
    sheet
        .closing
        .iter()
        .for_each(|line| found.line(line, &nothing));
    found
}

fn is_shown(bytes: &[u8], shown: &[Media]) -> bool {
    look(bytes).is_ok_and(|look| shown.contains(&look.media))
}

/// A text without what XML cannot hold, and without spaces.
pub(crate) fn bare(text: &str) -> String {
    let held =
        |c: &char| !c.is_control() && !c.is_whitespace() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(held).collect()
}

/// A text as an attribute holds it: on one line.
pub(crate) fn on_one_line(text: &str) -> String {
    let held = |c: &char| !c.is_control() || matches!(c, '\n' | '\t');
    let text: String = text.chars().filter(held).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A link as it was typed: what no URL may hold as it is, books hold escaped.
pub(crate) fn typed(link: &str) -> String {
    let escaped = [
        "%7C|", "%5E^", "%7B{", "%7D}", "%5B[", "%5D]", "%5C\\", "%60`", "%25%",
    ];
    let plain = |link: String, pair: &&str| link.replace(&pair[..3], &pair[3..]);
    escaped.iter().fold(link.to_owned(), plain)
}

/// The text of a file in an archive.
pub(crate) fn text_of(zip: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> String {
    let mut text = String::new();
    let file = zip.by_name(name);
    let mut file = file.unwrap_or_else(|_| panic!("{name} is missing"));
    file.read_to_string(&mut text).unwrap();
    text
}

pub(crate) fn parse(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap_or_else(|error| panic!("{error}: {text}"))
}

type Held<'h> = dyn Fn(&newsroom::Address) -> bool + 'h;

impl Expected {
    /// Holds what was found against what was to be found.
    pub(crate) fn is(&self, expected: &Expected, name: &str) {
        let typed = |links: &[String]| -> Vec<_> { links.iter().map(|link| typed(link)).collect() };
        assert_eq!(typed(&self.links), typed(&expected.links), "{name}");
        assert_eq!(self.alts, expected.alts, "{name}");
        if self.words != expected.words {
            let pairs = self.words.char_indices().zip(expected.words.chars());
            let same = pairs.take_while(|((_, a), b)| a == b);
            let at = same.last().map_or(0, |((at, _), _)| at);
            let from = |words: &str| words[at..].chars().take(200).collect::<String>();
            let (found, expected) = (from(&self.words), from(&expected.words));
            panic!("{name}: {found:?} instead of {expected:?}");
        }
    }

    fn say(&mut self, words: &str) {
        self.words.push_str(&bare(words));
    }

    fn line(&mut self, line: &Line<'_>, held: &Held<'_>) {
        self.blocks(&line.blocks, held);
    }

    fn own(&mut self, own: &OwnPicture, shown: bool) {
        let alt = own.alt.as_deref();
        match shown {
            true => self.alts.push(on_one_line(alt.unwrap_or_default())),
            false => self.say(alt.unwrap_or("Picture")),
        }
        let words = [own.caption.as_deref(), own.credit.as_deref()];
        let words: Vec<_> = words.into_iter().flatten().collect();
        self.say(&words.join("·"));
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            self.say(&run.text);
            self.links.extend(run.link.iter().map(ToString::to_string));
        }
    }

    fn blocks(&mut self, blocks: &[Block], held: &Held<'_>) {
        for block in blocks {
            match block {
                Block::Paragraph { text } | Block::Heading { text, .. } => self.runs(text),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(item, held)),
                Block::Quote { blocks } => self.blocks(blocks, held),
                Block::Table { rows } => {
                    let cells = rows.iter().flatten();
                    cells.for_each(|Cell { text, .. }| self.runs(text));
                }
                Block::Code { text } => self.say(text),
                Block::Embed { label, address } => {
                    self.say(label);
                    self.links.push(address.to_string());
                }
                Block::Figure {
                    image,
                    caption,
                    credit,
                } => {
                    let alt = image.alt.as_deref();
                    if held(&image.address) {
                        self.alts.push(on_one_line(alt.unwrap_or_default()));
                    } else {
                        self.links.push(image.address.to_string());
                        self.say("Picture");
                        if let Some(alt) = alt {
                            self.say(&format!(": {alt}"));
                        }
                    }
                    self.runs(caption);
                    self.say(credit.as_deref().unwrap_or_default());
                }
            }
        }
    }
}

/// Prints an edition twice, which gives the same bytes, and keeps the print where it is asked for.
pub(crate) fn printed(edition: &Edition, format: Format, name: &str) -> Vec<u8> {
    let print = || {
        edition
            .print(format, &mut |_, _| ControlFlow::Continue(()))
            .unwrap()
    };
    let bytes = print().bytes;
    assert!(
        bytes == print().bytes,
        "{name}: a second print has other bytes"
    );
    if let Some(folder) = std::env::var_os("CLIPDESK_PRINTS") {
        let folder = Path::new(&folder);
        fs::create_dir_all(folder).unwrap();
        fs::write(
            folder.join(format!("{name}.{}", format.extension())),
            &bytes,
        )
        .unwrap();
        let stories: Vec<_> = edition.pieces().map(told).collect();
        let stories = serde_json::to_vec_pretty(&stories).unwrap();
        fs::write(folder.join(format!("{name}-expected.json")), stories).unwrap();
    }
    bytes
}

/// A story as the validators look for it.
fn told(piece: &Piece) -> serde_json::Value {
    let quotes: Vec<_> = (piece.quotes.iter())
        .map(|quote| serde_json::json!({"text": quote.text, "speaker": quote.speaker}))
        .collect();
    let mut comment = Expected::default();
    let comment: Vec<_> = (piece.comment.iter())
        .map(|block| {
            comment.words.clear();
            comment.blocks(std::slice::from_ref(block), &|_| false);
            comment.words.clone()
        })
        .collect();
    serde_json::json!({
        "headline": piece.headline.value,
        "quotes": quotes,
        "comment": comment.concat(),
        "links": piece.address.iter().collect::<Vec<_>>(),
    })
}

/// How many items of a kind there are is seldom what was meant: an edition that holds nothing proves nothing.
pub(crate) fn has_everything(edition: &Edition) -> bool {
    let items = || edition.parts.iter().flat_map(|part| &part.items);
    items().any(|item| matches!(item, Item::Divider))
        && items().any(|item| matches!(item, Item::Heading { .. }))
        && items().any(|item| matches!(item, Item::Note { .. }))
        && items().any(|item| matches!(item, Item::Picture(_)))
        && edition.pieces().any(|piece| !piece.quotes.is_empty())
        && edition.pieces().any(|piece| !piece.body.value.is_empty())
}
