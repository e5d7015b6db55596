//! Pasted text: what a person copies from a page, where only the layout says what is what.

mod head;
mod leads;

use chrono::NaiveDate;

use crate::clipping::{Block, Clipping, Evidence, Part, Run};
use crate::clipping::{agency, byline, date, furniture, hints, kind, outlet, text};
use head::head;
use leads::{leads, start_of_lists, without_pointers};

/// Longest line that can be a headline, in characters.
const HEADLINE: usize = 250;

/// A line that is not blank, and whether a blank one stood before it.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    after_blank: bool,
}

/// Cuts a clipping out of pasted text.
pub(crate) fn cut(pasted: &str, seen: NaiveDate) -> Clipping {
    let mut clipping = Clipping::default();
    let lines = lines(pasted);
    let (story, rest) = lines.split_at(start_of_lists(&lines));
    clipping.leads = leads(rest);
    let story = without_pointers(story, &mut clipping.leads);
    let body = head(&story, &mut clipping);
    let body = tail(&story[body..], &mut clipping);
    clipping.body = body
        .iter()
        .map(|line| Block::Paragraph {
            text: vec![Run {
                text: line.text.clone(),
                ..Run::default()
            }],
        })
        .collect();
    let all: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    (clipping.kind, clipping.kind_evidence) = kind::judge_text(&all);
    hints::read(&mut clipping, seen);
    clipping
}

fn lines(pasted: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = false;
    // A lone carriage return ended lines once, and U+2028 and U+2029 do in some editors.
    let pasted = pasted.replace("\r\n", "\n");
    for line in pasted.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        match text::cleaned(line) {
            None => after_blank = true,
            Some(text) => {
                lines.push(Line { text, after_blank });
                after_blank = false;
            }
        }
    }
    lines
}

/// Reads what stands after the story; answers the story.
fn tail<'a>(body: &'a [Line], clipping: &mut Clipping) -> &'a [Line] {
    let mut body = body;
    if let Some(first) = body.first() {
        read_dateline(
            &clipping
                .standfirst
                .as_ref()
                .map_or(first.text.clone(), |part| part.value.clone()),
            clipping,
        );
        read_dateline(&first.text.clone(), clipping);
    }
    let mut shaped = None;
    while let Some((last, before)) = body.split_last() {
        if before.is_empty() {
            break;
        }
        let line = last.text.as_str();
        if let Some(agency) = agency::credit(line) {
            clipping.agency.get_or_insert_with(|| said(agency));
        } else if clipping.author_note.is_none() && outlet::is_author_note(line) {
            clipping.author_note = Some(Part {
                value: line.to_owned(),
                evidence: Evidence::Text,
            });
            clipping.outlet = outlet::in_author_note(line).map(|outlet| Part {
                value: outlet,
                evidence: Evidence::AuthorNote,
            });
        } else if byline::is_byline(line) && clipping.byline.is_none() {
            read_byline(line, clipping);
        } else if furniture::after_the_story(line) || furniture::is_dated(line) {
            read_date(line, clipping);
        } else if let Some(unknown) = agency::shape(line).filter(|_| shaped.is_none()) {
            shaped = Some(unknown);
        } else {
            break;
        }
        body = before;
    }
    if let Some(agency) = body.last().and_then(|last| agency::closing(&last.text)) {
        clipping.agency.get_or_insert_with(|| said(agency));
    }
    clipping.agency = clipping.agency.take().or(shaped);
    body
}

fn read_dateline(paragraph: &str, clipping: &mut Clipping) {
    let dateline = agency::dateline(paragraph);
    if let Some(place) = dateline.place {
        clipping.dateline.get_or_insert(Part {
            value: place,
            evidence: Evidence::Text,
        });
    }
    if let Some(agency) = dateline.agency {
        clipping.agency.get_or_insert_with(|| said(&agency));
    }
}

fn read_date(line: &str, clipping: &mut Clipping) {
    let alone = date::is_date_line(line);
    let says = furniture::says_published(line);
    let weaker = clipping
        .published
        .as_ref()
        .is_none_or(|known| known.evidence == Evidence::Shape && says);
    if (alone || says)
        && weaker
        && let Some(published) = date::read(line)
    {
        clipping.published = Some(Part {
            value: published,
            evidence: if says {
                Evidence::Text
            } else {
                Evidence::Shape
            },
        });
    }
}

fn read_byline(line: &str, clipping: &mut Clipping) {
    if clipping.byline.is_none()
        && let Some(names) = byline::read(line)
    {
        let evidence = if byline::is_byline(line) {
            Evidence::Text
        } else {
            Evidence::Shape
        };
        clipping.byline = Some(Part {
            value: names,
            evidence,
        });
    }
}

fn said(text: &str) -> Part<String> {
    Part {
        value: text.to_owned(),
        evidence: Evidence::Text,
    }
}

#[cfg(test)]
mod tests;
