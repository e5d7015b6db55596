//! What the template is handed: the lines of a sheet as data, with all that needs a decision decided.

use newsroom::clipping::Image;
use newsroom::edition::{Entry, Line, Paper, Role, Sheet};
use serde::Serialize;

use crate::blocks::{Piece, Setter, Shown};
use crate::plates::Plates;
use crate::words::{LONGEST_WORD, Wording, Words, plain};

/// So many stories are counted as they are set. Typst keeps the names of files for ever, 65,535 at most.
const MOST_STORIES: usize = 8_000;

/// An edition as the template takes it.
#[derive(Debug, Serialize)]
pub(crate) struct Copy {
    title: Words,
    /// The same as one text, for what is said of the file.
    name: String,
    author: Vec<String>,
    language: Language,
    paper: &'static str,
    size: f32,
    accent: String,
    cover: bool,
    contents: bool,
    opening: Vec<Set>,
    parts: Vec<Part>,
    closing: Vec<Set>,
}

#[derive(Debug, Serialize)]
struct Part {
    heading: Option<Words>,
    entries: Vec<Passage>,
}

/// A story, or one thing between stories.
#[derive(Debug, Serialize)]
struct Passage {
    /// The file that is asked for when the story is set: so it is counted, and can be stopped.
    count: Option<String>,
    lines: Vec<Set>,
}

/// A line of the sheet.
#[derive(Debug, Serialize)]
struct Set {
    style: &'static str,
    language: Option<Language>,
    /// The level of a headline.
    level: u8,
    blocks: Vec<Piece>,
}

/// What Typst knows of a language: how words of it break and are shaped, and what readers aloud are told.
#[derive(Debug, Clone, Serialize)]
struct Language {
    tag: String,
    region: Option<String>,
}

impl Copy {
    /// The sheet as data, and which letters it needs.
    pub(crate) fn of(sheet: &Sheet<'_>, plates: &Plates<'_>) -> (Copy, Wording) {
        let edition = sheet.edition;
        let template = &edition.template;
        let mut setter = Setter {
            wording: Wording::default(),
            plates,
            level: 1,
        };
        let opening = sheet.opening.iter().map(|line| setter.line(line)).collect();
        let mut stories = 0;
        let mut parts = Vec::new();
        for part in &sheet.parts {
            setter.level = if part.heading.is_some() { 2 } else { 1 };
            let heading = part.heading.as_deref();
            parts.push(Part {
                heading: heading.map(|heading| setter.wording.text(heading, LONGEST_WORD)),
                entries: (part.entries.iter())
                    .map(|entry| setter.passage(entry, &mut stories))
                    .collect(),
            });
        }
        setter.level = 1;
        let closing = sheet.closing.iter().map(|line| setter.line(line)).collect();
        let copy = Copy {
            title: setter.wording.text(&edition.title, LONGEST_WORD),
            name: plain(&edition.title).replace('\n', " "),
            author: (edition.editor.iter())
                .map(|editor| plain(editor).replace('\n', " "))
                .filter(|editor| !editor.trim().is_empty())
                .collect(),
            language: Language::of(&edition.language).unwrap_or_else(Language::unknown),
            paper: match template.look.paper {
                Paper::A4 => "a4",
                Paper::Letter => "us-letter",
            },
            // A template that was read is right; an edition that was kept is only data.
            size: match template.look.size {
                size if size.is_finite() => size.clamp(6.0, 24.0),
                _ => 10.5,
            },
            accent: colour(&template.look.accent),
            cover: template.shape.cover,
            contents: template.shape.contents,
            opening,
            parts,
            closing,
        };
        (copy, setter.wording)
    }
}

/// The width that text may have, in points: that of the paper without its margins.
pub(crate) fn measure(paper: Paper) -> f64 {
    match paper {
        Paper::A4 => 595.0 - 142.0,
        Paper::Letter => 612.0 - 142.0,
    }
}

impl Setter<'_> {
    fn passage(&mut self, entry: &Entry<'_>, stories: &mut usize) -> Passage {
        match entry {
            Entry::Piece { piece, lines, .. } => {
                *stories += 1;
                let shown = |image: &Image| piece.picture(&image.address).map(|kept| &*kept.bytes);
                let lines = lines.iter().map(|line| self.line_with(line, &shown));
                Passage {
                    count: (*stories <= MOST_STORIES).then(|| format!("story-{stories}")),
                    lines: lines.collect(),
                }
            }
            Entry::Own(line) => Passage {
                count: None,
                lines: vec![self.line(line)],
            },
            Entry::Picture(own) => Passage {
                count: None,
                lines: vec![Set {
                    style: "plain",
                    language: None,
                    level: self.level,
                    blocks: self.own(own),
                }],
            },
        }
    }

    fn line(&mut self, line: &Line<'_>) -> Set {
        self.line_with(line, &|_| None)
    }

    fn line_with(&mut self, line: &Line<'_>, shown: &Shown<'_>) -> Set {
        Set {
            style: style(line.role),
            language: line.language.and_then(Language::of),
            level: self.level,
            blocks: self.blocks(&line.blocks, shown, 0),
        }
    }
}

impl Language {
    /// A BCP 47 tag, if it begins as one.
    fn of(tag: &str) -> Option<Language> {
        let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
        let mut parts = tag.split('-');
        let first = parts.next()?;
        if !(2..=3).contains(&first.len()) || !letters(first) {
            return None;
        }
        let region = parts.find(|part| part.len() == 2 && letters(part));
        Some(Language {
            tag: first.to_ascii_lowercase(),
            region: region.map(str::to_ascii_uppercase),
        })
    }

    /// "Undetermined", as ISO 639 writes it.
    fn unknown() -> Language {
        Language {
            tag: "und".to_owned(),
            region: None,
        }
    }
}

/// What a line looks like; several roles share a look.
fn style(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Heading => "heading",
        Role::Divider => "divider",
        Role::Dateline
        | Role::Altered
        | Role::Source
        | Role::Edited
        | Role::Credit
        | Role::Evidence
        | Role::Signature => "small",
        Role::Correction | Role::Claim => "strong",
        Role::CommentLabel => "label",
        Role::Standfirst => "standfirst",
        Role::Comment => "comment",
        Role::Quote => "quote",
        Role::Highlight => "highlight",
        Role::Attribution | Role::HighlightNote => "beneath",
        Role::AuthorNote => "aside",
        Role::Brief | Role::Note | Role::List | Role::Translation | Role::Body => "plain",
    }
}

/// A colour that Typst takes.
fn colour(text: &str) -> String {
    let hex = |digits: &str| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    match text.strip_prefix('#').is_some_and(hex) {
        true => text.to_owned(),
        false => "#7f2517".to_owned(),
    }
}
