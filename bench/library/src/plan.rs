//! The rows of the table, what each asks, and what it may take.

use std::collections::BTreeMap;

use crate::ask::{Ask, Order, Want, Words};
use crate::chance::Chance;
use crate::corpus::{Corpus, Made};

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Row {
    /// What it is called on the command line.
    pub(crate) key: &'static str,
    /// What it is called in the table.
    pub(crate) words: &'static str,
    /// The goal at 100,000 and at 1,000,000 stories, in milliseconds at the 95th percentile.
    pub(crate) goals: Option<(f64, f64)>,
    /// How it is measured.
    pub(crate) part: Part,
}

/// Which process measures a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Questions that change nothing.
    Read,
    /// Acts.
    Write,
    /// A fresh process each time.
    Cold,
}

const fn read(key: &'static str, words: &'static str, at_100k: f64, at_1m: f64) -> Row {
    row(key, words, at_100k, at_1m, Part::Read)
}

const fn row(key: &'static str, words: &'static str, at_100k: f64, at_1m: f64, part: Part) -> Row {
    Row {
        key,
        words,
        goals: Some((at_100k, at_1m)),
        part,
    }
}

const fn aimless(key: &'static str, words: &'static str, part: Part) -> Row {
    Row {
        key,
        words,
        goals: None,
        part,
    }
}

/// All rows, in the order of the table. The goals are those of the design, `library.md`.
pub(crate) const ROWS: [Row; 31] = [
    read("newest", "newest 50", 0.2, 0.2),
    read("deep", "the page after half of all", 1.0, 1.0),
    read("unread", "unread", 0.5, 0.5),
    read("biggest-tag", "the biggest tag", 0.5, 0.5),
    read("outlet", "an outlet", 1.0, 1.0),
    read("two-tags", "tag and tag", 1.0, 2.0),
    read("narrow", "tag, unread, rare outlet", 1.0, 1.0),
    read("topic", "a topic in its order", 0.5, 0.5),
    read("open", "open a story", 0.5, 0.5),
    read("sidebar", "all counts of the sidebar", 1.0, 1.0),
    read("facets", "facets inside a filter", 2.0, 5.0),
    read("all-facets", "facets of the whole library", 15.0, 15.0),
    read("rare", "search, ranked: a rare word", 3.0, 6.0),
    read("mid", "search, ranked: a middling word", 3.0, 6.0),
    read("common", "search, ranked: a common word", 3.0, 6.0),
    read("two-words", "search, ranked: two words", 5.0, 25.0),
    read("phrase", "search, ranked: a phrase", 12.0, 35.0),
    read(
        "typed",
        "search as it is typed, from one letter on",
        5.0,
        15.0,
    ),
    read("by-date", "search by date of publication", 5.0, 40.0),
    read("tag-facets", "search with a tag, and its facets", 5.0, 30.0),
    row("clip", "clip one, durably", 3.0, 4.0, Part::Write),
    aimless("found", "… and find it by a word of its own", Part::Write),
    row("mark", "mark one as read", 1.0, 1.0, Part::Write),
    row("tag", "tag 1,000 at once", 30.0, 60.0, Part::Write),
    aimless("undo-tag", "… and undo it", Part::Write),
    aimless("bulk", "star 10,000 at once", Part::Write),
    aimless("undo-bulk", "… and undo it", Part::Write),
    aimless(
        "cold-open",
        "open the library, in a fresh process",
        Part::Cold,
    ),
    aimless("cold-list", "… and its first list", Part::Cold),
    aimless("cold-search", "… and its first search", Part::Cold),
    row(
        "cold-process",
        "… the first two, with all of the process",
        15.0,
        20.0,
        Part::Cold,
    ),
];

impl Row {
    /// The row of a key.
    pub(crate) fn named(key: &str) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.key == key)
    }

    /// The goal for a library of a size: that of the nearer of the two sizes.
    pub(crate) fn goal(&self, stories: u64) -> Option<f64> {
        let (at_100k, at_1m) = self.goals?;
        Some(if stories < 316_000 { at_100k } else { at_1m })
    }
}

/// Times that a question is asked before the clock counts, with other words each time.
pub(crate) const WARM: usize = 3;

/// Times that it is asked then, unless its time is up before.
pub(crate) const RUNS: usize = 200;

/// What is asked, by the row's key.
pub(crate) type Questions = BTreeMap<String, Vec<Ask>>;

/// Draws the questions of all rows that read, with the frequencies of the corpus.
pub(crate) fn questions(corpus: &Corpus) -> Questions {
    let mut chance = Chance::of(corpus.seed, 31, corpus.stories);
    let reading = ROWS.iter().filter(|row| row.part == Part::Read);
    reading
        .map(|row| {
            let mut asks = Vec::new();
            while asks.len() < WARM + RUNS {
                asks.extend(asked(row.key, corpus, &mut chance));
            }
            asks.truncate(WARM + RUNS);
            (row.key.to_owned(), asks)
        })
        .collect()
}

/// One time of a row; several questions where a person types.
fn asked(key: &str, corpus: &Corpus, chance: &mut Chance) -> Vec<Ask> {
    let any = |chance: &mut Chance| 1 + chance.below(corpus.stories as usize) as u64;
    // By way of a story, as some of those that are rare may be on none yet.
    let tag = |chance: &mut Chance| {
        let made = drawn(corpus, chance, |made| !made.tags.is_empty());
        let tag = made.tags.get(chance.below(made.tags.len()));
        tag.and_then(|tag| corpus.tags.get(*tag).cloned())
    };
    let topic = |chance: &mut Chance| {
        let made = drawn(corpus, chance, |made| !made.topics.is_empty());
        let topic = made
            .topics
            .first()
            .and_then(|(topic, _)| corpus.topics.get(*topic));
        topic.map(|topic| topic.name.clone())
    };
    let outlet = |chance: &mut Chance| corpus.story(any(chance)).outlet;
    let one = |want: Want| vec![Ask::List(want)];
    let none = Want::default;
    match key {
        "newest" => one(none()),
        "deep" => {
            let near = corpus.stories / 2 + chance.below(1 + corpus.stories as usize / 100) as u64;
            let dated = |number: &u64| corpus.story(*number).published.is_some();
            let after =
                (near.max(1)..).find(|number| dated(number) && !corpus.story(*number).spiked);
            one(Want { after, ..none() })
        }
        "unread" => one(Want {
            unread: true,
            ..none()
        }),
        "biggest-tag" => one(Want {
            tags: corpus.tags.first().cloned().into_iter().collect(),
            ..none()
        }),
        "outlet" => one(Want {
            outlet: Some(outlet(chance)),
            ..none()
        }),
        "two-tags" => {
            let made = drawn(corpus, chance, |made| made.tags.len() > 1);
            let tags = made.tags.iter().take(2);
            one(Want {
                tags: tags
                    .filter_map(|tag| corpus.tags.get(*tag).cloned())
                    .collect(),
                ..none()
            })
        }
        "narrow" => one(Want {
            tags: tag(chance).into_iter().collect(),
            outlet: corpus.outlets.get(chance.within(500, 1_800)).cloned(),
            unread: true,
            ..none()
        }),
        "topic" => one(Want {
            topic: topic(chance),
            order: Order::Topic,
            ..none()
        }),
        "open" => vec![Ask::Open(any(chance))],
        "sidebar" => vec![Ask::Sidebar],
        "facets" => vec![Ask::Facets(match chance.below(3) {
            0 => Want {
                tags: tag(chance).into_iter().collect(),
                ..none()
            },
            1 => Want {
                topic: topic(chance),
                ..none()
            },
            _ => Want {
                outlet: Some(outlet(chance)),
                ..none()
            },
        })],
        "all-facets" => vec![Ask::Facets(none())],
        "rare" => one(ranked(word(corpus, chance, 100_000, 300_000))),
        "mid" => one(ranked(word(corpus, chance, 2_000, 10_000))),
        "common" => one(ranked(word(corpus, chance, 30, 130))),
        "two-words" => one(ranked(together(corpus, chance, 2, false))),
        "phrase" => {
            let length = chance.within(2, 4);
            one(ranked(together(corpus, chance, length, true)))
        }
        "typed" => typed(corpus, chance),
        "by-date" => {
            let words = Some(content_word(corpus, chance));
            one(Want { words, ..none() })
        }
        "tag-facets" => {
            let made = drawn(corpus, chance, |made| !made.tags.is_empty());
            let tags = made
                .tags
                .first()
                .and_then(|tag| corpus.tags.get(*tag).cloned());
            vec![Ask::ListAndFacets(Want {
                tags: tags.into_iter().collect(),
                ..ranked(content_word(corpus, chance))
            })]
        }
        _ => Vec::new(),
    }
}

fn ranked(words: Words) -> Want {
    Want {
        words: Some(words),
        order: Order::Best,
        ..Want::default()
    }
}

fn closed(words: Vec<String>, phrase: bool) -> Words {
    Words {
        words,
        phrase,
        open: false,
    }
}

/// A word of a rank between two.
fn word(corpus: &Corpus, chance: &mut Chance, least: usize, most: usize) -> Words {
    let word = corpus.english().words.at(chance.within(least, most - 1));
    closed(vec![word.to_owned()], false)
}

/// A word as people search for them: one that stories are about, rare or not.
fn content_word(corpus: &Corpus, chance: &mut Chance) -> Words {
    let subject = corpus.english().subject(chance);
    closed(vec![subject.words[0].to_owned()], false)
}

/// Words of one story: next to each other, or anywhere in its text.
fn together(corpus: &Corpus, chance: &mut Chance, count: usize, phrase: bool) -> Words {
    let made = drawn(corpus, chance, |made| made.language == "en");
    let paragraphs: Vec<&str> = made.body.lines().collect();
    let paragraph = chance.pick(&paragraphs).unwrap_or_default();
    let plain = |word: &&str| word.chars().all(char::is_alphabetic);
    let words: Vec<&str> = match phrase {
        // A phrase may cross a comma; it is read without.
        true => paragraph
            .split_whitespace()
            .map(|word| word.trim_matches([',', '.']))
            .collect(),
        false => made
            .body
            .split_whitespace()
            .filter(plain)
            .filter(|word| word.len() > 3)
            .collect(),
    };
    let picked = match phrase {
        true => {
            let start = chance.below(words.len().saturating_sub(count).max(1));
            words
                .iter()
                .skip(start)
                .take(count)
                .map(|&word| word.to_owned())
                .collect()
        }
        false => (0..count)
            .filter_map(|_| chance.pick(&words))
            .map(str::to_owned)
            .collect(),
    };
    closed(picked, phrase)
}

/// Each state of a search for two words of a headline while it is typed.
fn typed(corpus: &Corpus, chance: &mut Chance) -> Vec<Ask> {
    let made = drawn(corpus, chance, |made| made.language == "en");
    let words: Vec<String> = made
        .headline
        .split_whitespace()
        .map(|word| word.trim_matches(',').to_lowercase())
        .filter(|word| word.len() > 3)
        .take(2)
        .collect();
    let mut asks = Vec::new();
    for (place, word) in words.iter().enumerate() {
        for (end, letter) in word.char_indices() {
            let mut so_far = words[..place].to_vec();
            so_far.push(word[..end + letter.len_utf8()].to_owned());
            let words = Words {
                words: so_far,
                phrase: false,
                open: true,
            };
            asks.push(Ask::List(ranked(words)));
        }
    }
    asks
}

/// A story that is as wanted.
fn drawn(corpus: &Corpus, chance: &mut Chance, wanted: impl Fn(&Made) -> bool) -> Made {
    loop {
        let made = corpus.story(1 + chance.below(corpus.stories as usize) as u64);
        if wanted(&made) {
            return made;
        }
    }
}
