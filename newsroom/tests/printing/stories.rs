//! The stories of an edition as its sheet has them, for formats that print stories and no more.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use newsroom::edition::{Edition, Format, Role};

use crate::expected::{bare, has_everything};
use crate::{further, sample};

/// A story as it is to be found. Of its words spaces are left out: each format has its own.
#[derive(Debug, PartialEq)]
pub(crate) struct Story {
    pub(crate) headline: String,
    pub(crate) url: Option<String>,
    pub(crate) standfirst: Option<String>,
    pub(crate) comment: String,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) highlights: Vec<String>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Quote {
    pub(crate) text: String,
    pub(crate) speaker: Option<String>,
}

/// The stories of an edition, in order.
pub(crate) fn of(edition: &Edition) -> Vec<Story> {
    let sheet = edition.sheet().unwrap();
    let stories = sheet.pieces().map(|(piece, _, lines)| {
        let said = |role| {
            let lines = lines.iter().filter(move |line| line.role == role);
            lines.map(|line| bare(&line.words()))
        };
        let quotes = said(Role::Quote).zip(&piece.quotes);
        let quotes: Vec<_> = quotes
            .map(|(words, quote)| Quote {
                text: unmarked(&words),
                speaker: quote.speaker.as_deref().map(bare),
            })
            .collect();
        assert_eq!(quotes.len(), piece.quotes.len());
        Story {
            headline: bare(&piece.headline.value),
            url: piece.address.as_ref().map(ToString::to_string),
            standfirst: said(Role::Standfirst).next(),
            comment: said(Role::Comment).collect(),
            quotes,
            highlights: said(Role::Highlight).collect(),
        }
    });
    stories.collect()
}

/// A quote without the marks that the sheet sets around it.
fn unmarked(words: &str) -> String {
    let inner = words
        .strip_prefix('“')
        .and_then(|words| words.strip_suffix('”'));
    inner.unwrap().to_owned()
}

/// The editions that every format is tried with, by name.
pub(crate) fn editions() -> Vec<(&'static str, Edition)> {
    assert!(has_everything(&sample::small()) && has_everything(&further::small()));
    let mut bare = sample::small();
    bare.title = String::new();
    bare.editor = None;
    bare.number = None;
    bare.brief = String::new();
    bare.parts.truncate(1);
    vec![
        ("small", sample::small()),
        ("hostile-300", sample::hostile(300)),
        ("small-further", further::small()),
        ("hostile-further", further::hostile(300)),
        ("bare", bare),
    ]
}

/// 300 stories are printed at once, and printing stops where that is wanted.
pub(crate) fn is_quick_and_stops(format: Format) {
    let edition = sample::hostile(300);
    let begun = Instant::now();
    let print = edition.print(format, &mut |_, _| ControlFlow::Continue(()));
    assert!(!print.unwrap().bytes.is_empty());
    assert!(
        begun.elapsed() < Duration::from_secs(20),
        "{:?}",
        begun.elapsed()
    );
    let mut told = Vec::new();
    let stopped = edition.print(format, &mut |done, of| {
        told.push((done, of));
        match done {
            7 => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    });
    assert!(stopped.unwrap_err().to_string().contains("cancelled"));
    assert_eq!(told.last(), Some(&(7, 300)));
}
