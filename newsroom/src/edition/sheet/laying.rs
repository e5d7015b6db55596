//! Laying out: what is said of an edition and its stories, in which order.

use std::borrow::Cow;

use super::{Entry, Line, Role, Sheet, SheetPart};
use crate::Result;
use crate::clipping::markdown::blocks_from_markdown;
use crate::clipping::{Block, Run};
use crate::edition::template::{Setter, date_of};
use crate::edition::{Edition, Item, Part, Piece};
use crate::story::Standing;

/// Lays an edition out as its template says.
pub(in crate::edition) fn lay_out(edition: &Edition) -> Result<Sheet<'_>> {
    let laying = Laying {
        edition,
        setter: edition.template.setter()?,
    };
    let mut opening = Vec::new();
    let of_edition = laying.setter.of_edition(edition);
    opening.extend(laying.said(Role::Dateline, "dateline", &of_edition)?);
    opening.extend(laying.said(Role::Correction, "correction", &of_edition)?);
    if !edition.brief.trim().is_empty() {
        opening.push(laying.ours(Role::Brief, blocks_from_markdown(&edition.brief)));
    }
    let mut number = 0;
    let mut parts = Vec::new();
    for (at, part) in edition.parts.iter().enumerate() {
        parts.push(laying.part(part, at, &mut number)?);
    }
    let shape = &edition.template.shape;
    if shape.timeline {
        parts.extend(laying.timeline(&parts));
    }
    if shape.sources {
        parts.extend(laying.sources(&parts));
    }
    let closing = laying.said(Role::Signature, "signature", &of_edition)?;
    Ok(Sheet {
        edition,
        opening,
        parts,
        closing: closing.into_iter().collect(),
    })
}

struct Laying<'e> {
    edition: &'e Edition,
    setter: Setter<'e>,
}

impl<'e> Laying<'e> {
    fn part(&self, part: &'e Part, at: usize, number: &mut u32) -> Result<SheetPart<'e>> {
        let mut entries = Vec::new();
        for item in &part.items {
            entries.push(match item {
                Item::Piece(piece) => {
                    *number += 1;
                    Entry::Piece {
                        piece,
                        anchor: format!("story-{number}"),
                        lines: self.piece(piece)?,
                    }
                }
                Item::Note { text } => Entry::Own(Line {
                    role: Role::Note,
                    language: Some(&self.edition.language),
                    blocks: Cow::Borrowed(text),
                }),
                Item::Heading { text } => {
                    Entry::Own(self.ours(Role::Heading, vec![paragraph(text)]))
                }
                Item::Divider => Entry::Own(self.ours(Role::Divider, Vec::new())),
                Item::Picture(own) => Entry::Picture(own),
            });
        }
        Ok(SheetPart {
            heading: part.heading.as_deref().map(Cow::Borrowed),
            anchor: format!("part-{}", at + 1),
            entries,
        })
    }

    fn piece(&self, piece: &'e Piece) -> Result<Vec<Line<'e>>> {
        let known = self.setter.of_piece(piece);
        let said = |role, slot| self.said(role, slot, &known);
        let theirs = |role, blocks: Vec<Block>| Line {
            role,
            language: piece.language.as_deref(),
            blocks: Cow::Owned(blocks),
        };
        let mut lines = vec![theirs(
            Role::Headline,
            vec![Block::Paragraph {
                text: vec![Run {
                    text: one_line(&piece.headline.value),
                    link: piece.address.clone(),
                    ..Run::default()
                }],
            }],
        )];
        if piece.headline.standing == Standing::Corrected {
            lines.extend(said(Role::Altered, "altered")?);
        }
        for (language, ours) in &piece.translated {
            let mark = self.setter.say("translated", &known)?;
            let mut text = vec![Run {
                text: format!("{} ", one_line(ours)),
                ..Run::default()
            }];
            text.extend(runs_of(&mark));
            lines.push(Line {
                role: Role::Translation,
                language: Some(language),
                blocks: Cow::Owned(vec![Block::Paragraph { text }]),
            });
        }
        if let Some(claim) = piece.judged() {
            lines.push(self.ours(Role::Claim, vec![paragraph(&claim)]));
        }
        lines.extend(said(Role::Source, "source")?);
        if let Some(standfirst) = &piece.standfirst {
            lines.push(theirs(Role::Standfirst, vec![paragraph(&standfirst.value)]));
        }
        if !piece.comment.is_empty() {
            lines.extend(said(Role::CommentLabel, "comment")?);
            lines.push(Line {
                role: Role::Comment,
                language: Some(&self.edition.language),
                blocks: Cow::Borrowed(&piece.comment),
            });
        }
        for quote in &piece.quotes {
            let set = format!("“{}”", unquoted(&quote.text));
            lines.push(theirs(Role::Quote, vec![paragraph(&set)]));
            let known = self
                .setter
                .of_quote(piece, quote.speaker.as_deref(), quote.paragraph);
            lines.extend(self.said(Role::Attribution, "attribution", &known)?);
        }
        for highlight in &piece.highlights {
            lines.push(theirs(Role::Highlight, vec![paragraph(&highlight.text)]));
            if !highlight.note.trim().is_empty() {
                let note = blocks_from_markdown(&highlight.note);
                lines.push(self.ours(Role::HighlightNote, note));
            }
        }
        if !piece.body.value.is_empty() {
            if piece.body.standing == Standing::Corrected {
                lines.extend(said(Role::Edited, "edited")?);
            }
            lines.push(Line {
                role: Role::Body,
                language: piece.language.as_deref(),
                blocks: Cow::Borrowed(&piece.body.value),
            });
        }
        if let Some(note) = &piece.author_note {
            lines.push(theirs(Role::AuthorNote, vec![paragraph(note)]));
        }
        lines.extend(said(Role::Credit, "credit")?);
        if self.edition.template.shape.evidence {
            lines.extend(said(Role::Evidence, "evidence")?);
        }
        Ok(lines)
    }

    /// What the template says, as a line of ours; nothing if it says nothing.
    fn said(
        &self,
        role: Role,
        slot: &'static str,
        known: &minijinja::Value,
    ) -> Result<Option<Line<'e>>> {
        let said = self.setter.say(slot, known)?;
        let text = runs_of(&said);
        Ok((!text.is_empty()).then(|| self.ours(role, vec![Block::Paragraph { text }])))
    }

    fn ours(&self, role: Role, blocks: Vec<Block>) -> Line<'e> {
        Line {
            role,
            language: Some(&self.edition.language),
            blocks: Cow::Owned(blocks),
        }
    }

    /// When the stories were published, the earliest first; those without a date are left out.
    fn timeline(&self, parts: &[SheetPart<'e>]) -> Option<SheetPart<'e>> {
        let pieces = pieces_of(parts);
        let dated = pieces.filter_map(|piece| Some((piece.published.as_ref()?, piece)));
        let mut dated: Vec<_> = dated
            .map(|(published, piece)| (published.value.day(), date_of(published), piece))
            .collect();
        dated.sort_by_key(|(day, ..)| *day);
        let items = dated.into_iter().map(|(_, date, piece)| {
            let mut text = vec![run(&format!("{date}: ")), linked(piece)];
            text.extend(piece.published_by().map(|name| run(&format!(", {name}"))));
            vec![Block::Paragraph { text }]
        });
        self.list("Timeline", items.collect())
    }

    /// Where the stories are, in their order.
    fn sources(&self, parts: &[SheetPart<'e>]) -> Option<SheetPart<'e>> {
        let items = pieces_of(parts).map(|piece| {
            let mut text = vec![linked(piece)];
            text.extend(piece.published_by().map(|name| run(&format!(". {name}"))));
            let date = piece.published.as_ref().map(date_of);
            text.push(run(&format!(
                ", {}",
                date.as_deref().unwrap_or("date unknown")
            )));
            if let Some(address) = &piece.address {
                text.push(run(". "));
                text.push(Run {
                    text: address.to_string(),
                    link: Some(address.clone()),
                    ..Run::default()
                });
            }
            vec![Block::Paragraph { text }]
        });
        self.list("Sources", items.collect())
    }

    fn list(&self, heading: &'static str, items: Vec<Vec<Block>>) -> Option<SheetPart<'e>> {
        let list = Block::List {
            ordered: false,
            items: items.clone(),
        };
        (!items.is_empty()).then(|| SheetPart {
            heading: Some(Cow::Borrowed(heading)),
            anchor: heading.to_lowercase(),
            entries: vec![Entry::Own(self.ours(Role::List, vec![list]))],
        })
    }
}

fn pieces_of<'s, 'e>(parts: &'s [SheetPart<'e>]) -> impl Iterator<Item = &'e Piece> + use<'s, 'e> {
    let entries = parts.iter().flat_map(|part| &part.entries);
    entries.filter_map(|entry| match entry {
        Entry::Piece { piece, .. } => Some(*piece),
        Entry::Own(_) | Entry::Picture(_) => None,
    })
}

fn linked(piece: &Piece) -> Run {
    Run {
        text: one_line(&piece.headline.value),
        link: piece.address.clone(),
        ..Run::default()
    }
}

fn run(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        ..Run::default()
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: vec![run(&one_line(text))],
    }
}

/// The runs of the first paragraph of what a template said.
fn runs_of(said: &str) -> Vec<Run> {
    let blocks = blocks_from_markdown(said).into_iter();
    let mut first = blocks.filter_map(|block| match block {
        Block::Paragraph { text } => Some(text),
        _ => None,
    });
    first.next().unwrap_or_default()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A quote without the marks around it: the sheet sets its own.
fn unquoted(text: &str) -> &str {
    let marks: &[char] = &['"', '“', '”', '„', '«', '»', '‟', '"'];
    let text = text.trim();
    let inner = text
        .strip_prefix(marks)
        .and_then(|text| text.strip_suffix(marks));
    inner.filter(|inner| !inner.contains(marks)).unwrap_or(text)
}
