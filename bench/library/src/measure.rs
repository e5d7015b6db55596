//! Measures one side, in a process of its own that does nothing else.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use serde::{Deserialize, Serialize};

use crate::ask::{Answers, Ask, Order, Want, Words, answer};
use crate::chance::Chance;
use crate::corpus::Corpus;
use crate::desk::{self, Desk};
use crate::fill::{self, Filled};
use crate::folder::Folder;
use crate::memory::Memory;
use crate::plan::{Part, ROWS, RUNS, Row, WARM};

/// What a process says, one line each.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Said {
    /// What a row took, each time, in milliseconds; nothing where this side cannot answer it.
    Times { key: String, times: Vec<f64> },
    /// A side was filled.
    Filled(Box<Filled>),
    /// What the process held after what it had been asked for.
    Memory { after: String, memory: Memory },
    /// Lists, stories and searches, alone and beside an import.
    Beside(Beside),
}

/// What was measured while an import ran.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Beside {
    pub(crate) stories: u64,
    pub(crate) seconds: f64,
    /// The row's words, and its times in milliseconds: alone, and beside the import.
    pub(crate) rows: Vec<(String, Vec<f64>, Vec<f64>)>,
}

/// How long a row is asked at most, after it was asked [`FEW`] times.
const LONG: Duration = Duration::from_secs(12);
const FEW: usize = 5;

/// Milliseconds since a moment.
fn since(began: Instant) -> f64 {
    began.elapsed().as_secs_f64() * 1_000.0
}

/// Times something up to so many times.
fn times(runs: usize, mut work: impl FnMut(usize) -> Result<f64>) -> Result<Vec<f64>> {
    let began = Instant::now();
    let mut times = Vec::with_capacity(runs);
    while times.len() < runs && (times.len() < FEW || began.elapsed() < LONG) {
        times.push(work(times.len())?);
    }
    Ok(times)
}

/// The questions of a row, asked one after the other.
fn ask_all(side: &impl Answers, asks: &[Ask]) -> Result<Vec<f64>> {
    let (warm, asks) = asks.split_at(WARM.min(asks.len()));
    for ask in warm {
        if answer(side, ask)?.is_none() {
            return Ok(Vec::new());
        }
    }
    times(asks.len(), |run| {
        let Some(ask) = asks.get(run) else {
            return Ok(0.0);
        };
        let began = Instant::now();
        black_box(answer(side, ask)?);
        Ok(since(began))
    })
}

/// The rows that change nothing.
pub(crate) fn read(
    side: &impl Answers,
    folder: &Folder,
    rows: &[String],
    say: &mut impl FnMut(Said) -> Result<()>,
) -> Result<()> {
    let questions = folder.questions()?;
    let wanted = ROWS
        .iter()
        .filter(|row| row.part == Part::Read && named(rows, row.key));
    for row in wanted {
        let asks = questions.get(row.key).map_or(&[][..], Vec::as_slice);
        let times = ask_all(side, asks)?;
        say(Said::Times {
            key: row.key.to_owned(),
            times,
        })?;
    }
    Ok(())
}

/// Whether a row is wanted: all are if none is named.
fn named(rows: &[String], key: &str) -> bool {
    rows.is_empty() || rows.iter().any(|row| row == key)
}

/// Times that one is clipped; and that many are tagged or starred.
const CLIPS: usize = 100;
const TAGGINGS: usize = 20;
const BULKS: usize = 6;

/// The rows that change something. What was tagged and starred is undone where it can be.
pub(crate) fn write(
    side: &impl Answers,
    stories: u64,
    folder: &Folder,
    rows: &[String],
    say: &mut impl FnMut(Said) -> Result<()>,
) -> Result<()> {
    let setup = folder.setup()?;
    let corpus = Corpus::new(setup.seed, setup.stories);
    let mut chance = Chance::of(setup.seed, 41, setup.next);
    let mut said = |key: &str, times: Vec<f64>| {
        say(Said::Times {
            key: key.to_owned(),
            times,
        })
    };
    if named(rows, "clip") || named(rows, "found") {
        let mut found = Vec::new();
        let clips = times(CLIPS, |run| {
            let mut made = corpus.story(setup.next + run as u64);
            let own = own_word(made.number);
            made.headline = format!("{} {own}", made.headline);
            let began = Instant::now();
            side.clip(&made)?;
            let took = since(began);
            let began = Instant::now();
            let rows = side.list(&searched(&own))?;
            found.push(since(began));
            let rows = rows.map(|rows| side.numbers(&rows)).transpose()?;
            ensure!(
                rows.is_none_or(|rows| rows.len() == 1),
                "story {} was clipped and is not found by its word “{own}”",
                made.number
            );
            Ok(took)
        })?;
        said("clip", clips)?;
        said("found", found)?;
    }
    let start =
        |chance: &mut Chance, count: u64| 1 + chance.below((stories - count) as usize + 1) as u64;
    if named(rows, "mark") {
        let unread = (0..).map(|_| start(&mut chance, 1));
        let mut unread = unread.filter(|number| !corpus.story(*number).read);
        let marks = times(RUNS, |_| {
            let number = unread.next().unwrap_or(1);
            let began = Instant::now();
            side.read(number)?;
            Ok(since(began))
        })?;
        said("mark", marks)?;
    }
    let mut many = |key: &str, undo: &str, runs: usize, work: &mut dyn FnMut() -> Result<()>| {
        if !named(rows, key) && !named(rows, undo) {
            return Ok(());
        }
        let mut undone = Vec::new();
        let done = times(runs, |_| {
            let began = Instant::now();
            work()?;
            let took = since(began);
            let began = Instant::now();
            if side.undo()?.is_some() {
                undone.push(since(began));
            }
            Ok(took)
        })?;
        said(key, done)?;
        said(undo, undone)
    };
    let count = 1_000.min(stories / 2);
    many("tag", "undo-tag", TAGGINGS, &mut || {
        let tag = corpus.tags.get(corpus.tag_shares.draw(&mut chance));
        side.tag(
            start(&mut chance, count),
            count,
            tag.map_or("tag", String::as_str),
        )
    })?;
    let count = 10_000.min(stories / 2);
    many("bulk", "undo-bulk", BULKS, &mut || {
        side.star(start(&mut chance, count), count)
    })
}

fn searched(word: &str) -> Want {
    let words = Words {
        words: vec![word.to_owned()],
        phrase: false,
        open: false,
    };
    Want {
        words: Some(words),
        order: Order::Best,
        ..Want::default()
    }
}

/// A word that no other story has.
fn own_word(number: u64) -> String {
    let letter = |digit: char| char::from(b'a' + digit as u8 % 10);
    format!(
        "zyxq{}",
        number.to_string().chars().map(letter).collect::<String>()
    )
}

/// A fresh process: opens the library, asks for its first list, then for a word if one is given.
pub(crate) fn cold<S: Answers>(
    open: impl FnOnce() -> Result<S>,
    word: Option<&str>,
    say: &mut impl FnMut(Said) -> Result<()>,
) -> Result<()> {
    let mut said = |key: &str, took: f64| {
        say(Said::Times {
            key: key.to_owned(),
            times: vec![took],
        })
    };
    let began = Instant::now();
    let side = open()?;
    let opened = since(began);
    let began = Instant::now();
    side.list(&Want::default())?;
    let listed = since(began);
    match word {
        None => {
            said("cold-open", opened)?;
            said("cold-list", listed)
        }
        Some(word) => {
            let began = Instant::now();
            side.list(&searched(word))?;
            said("cold-search", since(began))
        }
    }
}

/// Memory: after lists, after facets, after searches.
pub(crate) fn memory(
    side: &impl Answers,
    folder: &Folder,
    say: &mut impl FnMut(Said) -> Result<()>,
) -> Result<()> {
    const LISTS: [&str; 10] = [
        "newest",
        "deep",
        "unread",
        "biggest-tag",
        "outlet",
        "two-tags",
        "narrow",
        "topic",
        "open",
        "sidebar",
    ];
    const FACETS: [&str; 2] = ["facets", "all-facets"];
    const SEARCHES: [&str; 8] = [
        "rare",
        "mid",
        "common",
        "two-words",
        "phrase",
        "typed",
        "by-date",
        "tag-facets",
    ];
    const EACH: usize = 40;
    let mut said = |after: &str| {
        say(Said::Memory {
            after: after.to_owned(),
            memory: Memory::now()?,
        })
    };
    said("opening")?;
    let questions = folder.questions()?;
    let steps = [
        ("lists", &LISTS[..]),
        ("facets", &FACETS),
        ("searches", &SEARCHES),
    ];
    for (after, rows) in steps {
        for row in rows {
            let asks = questions.get(*row).map_or(&[][..], Vec::as_slice);
            times(EACH.min(asks.len()), |run| {
                if let Some(ask) = asks.get(run) {
                    black_box(answer(side, ask)?);
                }
                Ok(0.0)
            })?;
        }
        said(after)?;
    }
    Ok(())
}

/// Lists, stories and searches, alone and while an import runs.
pub(crate) fn beside(folder: &Folder, path: &Path) -> Result<Beside> {
    const ASKED: [&str; 6] = [
        "newest",
        "unread",
        "biggest-tag",
        "open",
        "mid",
        "two-words",
    ];
    const CYCLES: usize = 100;
    let setup = folder.setup()?;
    let questions = folder.questions()?;
    let corpus = Arc::new(Corpus::new(setup.seed, setup.stories));
    let stories = setup.stories.min(100_000);
    let side = Desk::open(path)?.warm()?;
    let one_each = |run: usize, times: &mut [Vec<f64>]| -> Result<()> {
        for (key, times) in ASKED.iter().zip(times) {
            let asks = questions.get(*key).map_or(&[][..], Vec::as_slice);
            if let Some(ask) = asks.get(run % asks.len().max(1)) {
                let began = Instant::now();
                black_box(answer(&side, ask)?);
                times.push(since(began));
            }
            // A person is no faster; without a rest this would measure two programs that fight for a core.
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    };
    let [mut quiet, mut busy] = [(); 2].map(|()| vec![Vec::new(); ASKED.len()]);
    (0..CYCLES).try_for_each(|run| one_each(run, &mut quiet))?;
    let began = Instant::now();
    let arrivals = fill::arrivals(&corpus, setup.next..setup.next + stories);
    let import = desk::import_beside(&side, arrivals);
    let mut run = 0;
    while !import.is_finished() {
        one_each(run, &mut busy)?;
        run += 1;
    }
    import
        .join()
        .map_err(|_| anyhow!("the import fell over"))??;
    let words = ASKED.map(|key| Row::named(key).map_or(key, |row| row.words).to_owned());
    let rows = words.into_iter().zip(quiet).zip(busy);
    Ok(Beside {
        stories,
        seconds: began.elapsed().as_secs_f64(),
        rows: rows
            .map(|((words, quiet), busy)| (words, quiet, busy))
            .collect(),
    })
}
