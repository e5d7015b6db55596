//! A report, told as a clipping: which of its passages is the headline, who wrote it and when.

use chrono::{FixedOffset, NaiveDate, TimeZone};
use hayro_syntax::object::DateTime as Stamp;

use super::paragraphs::{self, Passage};
use super::{Report, furniture};
use crate::clipping::{Block, Clipping, Evidence, Omission, Part, Published, Run};
use crate::clipping::{agency, byline, date, headline, text};

/// How much larger than the text a headline is set.
const HEADLINE: f32 = 1.25;

/// How much larger than the text a heading is set.
const HEADING: f32 = 1.12;

/// How many passages from the top may say who wrote it and when.
const HEAD: usize = 12;

pub(super) fn tell(mut report: Report) -> Clipping {
    furniture::clear(&mut report.leaves);
    let (mut passages, size) = paragraphs::passages(&report.leaves);
    let mut clipping = Clipping {
        pages: u32::try_from(report.pages).ok(),
        ..Clipping::default()
    };
    let stated = report.title.as_deref().filter(|title| is_title(title));
    clipping.headline = headline(stated, &mut passages, size);
    clipping.byline = report.author.as_deref().and_then(author);
    read_head(&mut passages, &mut clipping);
    let created = report.created.and_then(moment);
    clipping.published = clipping.published.take().or(created.map(|value| Part {
        value,
        evidence: Evidence::Meta,
    }));
    clipping.language = report.language.filter(|tag| is_tag(tag)).map(|value| Part {
        value,
        evidence: Evidence::Meta,
    });
    read_dateline(&passages, &mut clipping);
    clipping.body = blocks(passages, size);
    let pictures = report.leaves.iter().any(|leaf| leaf.pictured);
    if clipping.body.is_empty() && pictures {
        clipping.omissions.push(Omission::Scanned);
    }
    if !report.whole {
        clipping.omissions.push(Omission::Rest);
    }
    clipping
}

/// Whether the title in a file's properties is one: programs put the name of the file there.
fn is_title(title: &str) -> bool {
    let low = title.to_lowercase();
    let file = [
        ".doc", ".docx", ".pdf", ".indd", ".qxd", ".odt", ".pages", ".ppt", ".pptx", ".xls",
        ".xlsx", ".tex", ".dvi",
    ];
    let named = file.iter().any(|end| low.ends_with(end)) || low.starts_with("microsoft ");
    let empty = [
        "untitled", "unknown", "document", "title", "slide 1", "print",
    ];
    let machine = title.contains('_') && !title.contains(' ');
    !named
        && !machine
        && text::words(title) >= 2
        && !empty
            .iter()
            .any(|name| low.starts_with(name) && low.len() < name.len() + 4)
}

/// The headline: the title that the file gives itself, unless the first page says another in large
/// type; and takes it out of the text.
fn headline(stated: Option<&str>, passages: &mut Vec<Passage>, size: f32) -> Option<Part<String>> {
    let first: Vec<&Passage> = passages
        .iter()
        .filter(|passage| passage.page == 0)
        .take(HEAD)
        .collect();
    let printed = |title: &str| {
        let folded = text::fold(title);
        first.iter().position(|passage| {
            let other = text::fold(&passage.text);
            !other.is_empty()
                && (folded == other || (folded.contains(&other) && text::words(&other) >= 3))
        })
    };
    let large = first
        .iter()
        .enumerate()
        .filter(|(_, passage)| {
            passage.size >= size * HEADLINE
                && text::words(&passage.text) >= 2
                && passage.text.chars().count() <= 300
        })
        .fold(
            None,
            |best: Option<(usize, f32)>, (at, passage)| match best {
                Some((_, most)) if most >= passage.size => best,
                _ => Some((at, passage.size)),
            },
        )
        .map(|(at, _)| at);
    let bold = || {
        let is_bold = |passage: &&Passage| {
            passage.strong && passage.lines <= 4 && text::words(&passage.text) >= 3
        };
        first
            .iter()
            .take(6)
            .position(|passage| is_bold(passage) && !text::ends_a_sentence(&passage.text))
    };
    let (value, evidence, at) = match (stated, large) {
        (Some(title), _) if printed(title).is_some() => {
            (title.to_owned(), Evidence::Meta, printed(title))
        }
        // Files are made from other files, whose title they keep.
        (Some(title), Some(at)) => {
            let shown = first.get(at)?.text.clone();
            match headline::agreement(title, &shown) > 0.5 {
                true => (title.to_owned(), Evidence::Meta, Some(at)),
                false => (shown, Evidence::Shape, Some(at)),
            }
        }
        (Some(title), None) => (title.to_owned(), Evidence::Meta, None),
        (None, at) => {
            let at = at.or_else(bold)?;
            (first.get(at)?.text.clone(), Evidence::Shape, Some(at))
        }
    };
    if let Some(at) = at {
        // What stands above the headline stays; it may be the letterhead, or a kicker.
        let folded = text::fold(&value);
        let parts = passages.iter().skip(at).take_while(|passage| {
            let other = text::fold(&passage.text);
            folded.contains(&other) && !other.is_empty()
        });
        let count = parts.count().max(1);
        passages.drain(at..at + count);
    }
    Some(Part { value, evidence })
}

/// The author in a file's properties, if it is a person: programs put the name of the account there.
fn author(stated: &str) -> Option<Part<Vec<String>>> {
    let names = byline::read(stated)?;
    names
        .iter()
        .all(|name| name.split_whitespace().count() >= 2 && !name.chars().any(char::is_numeric))
        .then_some(Part {
            value: names,
            evidence: Evidence::Meta,
        })
}

/// Reads what stands at the head of the text, and takes it out: a line that says who wrote it, and one
/// that is a date.
fn read_head(passages: &mut Vec<Passage>, clipping: &mut Clipping) {
    let mut at = 0;
    while let Some(passage) = passages
        .get(at)
        .filter(|passage| at < HEAD && passage.page == 0)
    {
        let line = passage.text.as_str();
        if passage.lines <= 2 && byline::is_byline(line) {
            if let Some(names) = byline::read(line) {
                clipping.byline = Some(Part {
                    value: names,
                    evidence: Evidence::Text,
                });
            }
        } else if passage.lines == 1 && date::is_date_line(line) && clipping.published.is_none() {
            clipping.published = date::read(line).map(|value| Part {
                value,
                evidence: Evidence::Text,
            });
        } else {
            at += 1;
            continue;
        }
        passages.remove(at);
    }
}

fn read_dateline(passages: &[Passage], clipping: &mut Clipping) {
    let paragraphs = passages
        .iter()
        .take(HEAD)
        .filter(|passage| text::words(&passage.text) > 8);
    for passage in paragraphs.take(2) {
        let dateline = agency::dateline(&passage.text);
        if let Some(place) = dateline.place {
            clipping.dateline.get_or_insert(Part {
                value: place,
                evidence: Evidence::Text,
            });
        }
        if let Some(agency) = dateline.agency {
            clipping.agency.get_or_insert(Part {
                value: agency,
                evidence: Evidence::Text,
            });
        }
    }
}

fn blocks(passages: Vec<Passage>, size: f32) -> Vec<Block> {
    let mut larger: Vec<i32> = passages
        .iter()
        .filter(|passage| is_heading(passage, size))
        .map(steps)
        .collect();
    larger.sort_unstable_by(|one, other| other.cmp(one));
    larger.dedup();
    let mut blocks = Vec::new();
    for passage in passages {
        let level = larger
            .iter()
            .position(|size| *size == steps(&passage))
            .unwrap_or_default();
        let heading = is_heading(&passage, size);
        let run = vec![Run {
            text: passage.text,
            ..Run::default()
        }];
        if passage.bulleted {
            let item = vec![Block::Paragraph { text: run }];
            match blocks.last_mut() {
                Some(Block::List {
                    items,
                    ordered: false,
                }) => items.push(item),
                _ => blocks.push(Block::List {
                    ordered: false,
                    items: vec![item],
                }),
            }
        } else if heading {
            blocks.push(Block::Heading {
                level: 2 + level.min(4) as u8,
                text: run,
            });
        } else {
            blocks.push(Block::Paragraph { text: run });
        }
    }
    blocks
}

fn steps(passage: &Passage) -> i32 {
    (passage.size * 2.0).round() as i32
}

/// A heading is set larger, or bold and short, and is no sentence.
fn is_heading(passage: &Passage, size: f32) -> bool {
    let short = passage.lines <= 3
        && passage.text.chars().count() <= 200
        && text::has_letters(&passage.text);
    let set = passage.size >= size * HEADING || (passage.strong && passage.size >= size * 0.95);
    short && set && !passage.bulleted && !text::ends_a_sentence(&passage.text)
}

fn is_tag(tag: &str) -> bool {
    let parts: Vec<&str> = tag.split('-').collect();
    parts
        .first()
        .is_some_and(|first| (2..=3).contains(&first.len()))
        && parts.iter().all(|part| {
            !part.is_empty() && part.len() <= 8 && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}

/// When a file says that it was made.
fn moment(stamp: Stamp) -> Option<Published> {
    let day = NaiveDate::from_ymd_opt(
        i32::from(stamp.year),
        u32::from(stamp.month),
        u32::from(stamp.day),
    )?;
    let clock = day.and_hms_opt(
        u32::from(stamp.hour),
        u32::from(stamp.minute),
        u32::from(stamp.second),
    )?;
    let hours = i32::from(stamp.utc_offset_hour);
    let minutes = i32::from(stamp.utc_offset_minute) * if hours < 0 { -1 } else { 1 };
    let offset = FixedOffset::east_opt(hours * 3_600 + minutes * 60)?;
    // A file may bear the year 0 of a machine whose clock was never set.
    let known = (1_985..2_200).contains(&stamp.year);
    known.then(|| {
        offset
            .from_local_datetime(&clock)
            .single()
            .map(Published::Moment)
    })?
}
