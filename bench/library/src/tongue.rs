//! A language as the corpus writes it: words by their frequencies, sentences, names of people.

use crate::chance::{Chance, Zipf};
use crate::words::{ENGLISH, GERMAN, Shape, UKRAINIAN, Words, capital, chinese};

/// What stands between words and at the end of a sentence.
#[derive(Debug, Clone, Copy)]
struct Marks {
    space: &'static str,
    comma: &'static str,
    stop: &'static str,
}

const SPACED: Marks = Marks {
    space: " ",
    comma: ", ",
    stop: ".",
};
const UNSPACED: Marks = Marks {
    space: "",
    comma: "，",
    stop: "。",
};

/// A language: its tag, its words and how often each is said.
#[derive(Debug)]
pub(crate) struct Tongue {
    /// BCP 47.
    pub(crate) tag: &'static str,
    pub(crate) words: Words,
    frequency: Zipf,
    given: Words,
    family: Words,
    people: Zipf,
    marks: Marks,
}

/// How many people are written about, in each language.
const PEOPLE: usize = 50_000;

/// Zipf's slope, and Mandelbrot's offset with which the first of 300,000 words is 4 % of a text.
const SLOPE: f64 = 1.05;
const OFFSET: f64 = 1.5;

impl Tongue {
    pub(crate) fn english(seed: u64) -> Tongue {
        Tongue::shaped("en", &ENGLISH, 300_000, seed)
    }

    pub(crate) fn ukrainian(seed: u64) -> Tongue {
        Tongue::shaped("uk", &UKRAINIAN, 60_000, seed)
    }

    pub(crate) fn german(seed: u64) -> Tongue {
        Tongue::shaped("de", &GERMAN, 60_000, seed)
    }

    pub(crate) fn chinese(seed: u64) -> Tongue {
        let names = chinese(6_000, seed ^ 3);
        Tongue::of(
            "zh",
            chinese(40_000, seed),
            chinese(2_000, seed ^ 2),
            names,
            UNSPACED,
        )
    }

    fn shaped(tag: &'static str, shape: &Shape, count: usize, seed: u64) -> Tongue {
        let names = |count, seed| {
            Shape {
                core: "",
                forms: 0.0,
                ..*shape
            }
            .words(count, seed)
        };
        let (given, family) = (names(1_500, seed ^ 2), names(12_000, seed ^ 3));
        Tongue::of(tag, shape.words(count, seed), given, family, SPACED)
    }

    fn of(tag: &'static str, words: Words, given: Words, family: Words, marks: Marks) -> Tongue {
        Tongue {
            frequency: Zipf::new(words.len(), SLOPE, OFFSET),
            people: Zipf::new(PEOPLE, 1.0, 5.0),
            tag,
            words,
            given,
            family,
            marks,
        }
    }

    /// A word as often as it is said.
    pub(crate) fn word(&self, chance: &mut Chance) -> &str {
        self.words.at(self.frequency.draw(chance))
    }

    /// The full name of a person: the same number is the same person, if `kind` is the same.
    pub(crate) fn person(&self, kind: u64, number: usize) -> String {
        let mut chance = Chance::of(kind, 5, number as u64);
        let given = capital(self.given.at(chance.below(self.given.len())));
        let family = capital(self.family.at(chance.below(self.family.len())));
        match self.marks.space {
            "" => format!("{family}{given}"),
            space => format!("{given}{space}{family}"),
        }
    }

    /// What a story is about: words that come again and again in it, none of the very frequent.
    pub(crate) fn subject(&self, chance: &mut Chance) -> Subject<'_> {
        let word = |chance: &mut Chance| {
            // As frequent as names of things are; the core and the next few hundred say nothing.
            let rank = 300.0 * (self.words.len() as f64 / 300.0).powf(chance.fraction());
            self.words.at(rank as usize)
        };
        let words = [(); 12].map(|()| word(chance));
        let people = [(); 3].map(|()| self.person(7, self.people.draw(chance)));
        Subject { words, people }
    }

    /// Writes a sentence of so many words: `share` of them its subject's.
    pub(crate) fn sentence(
        &self,
        out: &mut String,
        words: usize,
        share: f64,
        subject: &Subject<'_>,
        chance: &mut Chance,
    ) {
        for place in 0..words {
            if place > 0 {
                out.push_str(match chance.below(16) {
                    0 => self.marks.comma,
                    _ => self.marks.space,
                });
            }
            let luck = chance.fraction();
            let word = if luck < share {
                chance.pick(&subject.words).unwrap_or_default()
            } else if luck < share + 0.015 {
                subject
                    .people
                    .get(chance.below(3))
                    .map_or("", String::as_str)
            } else if luck < share + 0.022 {
                out.push_str(&chance.within(2, 999).to_string());
                continue;
            } else {
                self.word(chance)
            };
            match place {
                0 => push_capital(out, word),
                _ => out.push_str(word),
            }
        }
    }

    /// Writes sentences until the text has so many bytes.
    pub(crate) fn paragraph(
        &self,
        out: &mut String,
        bytes: usize,
        subject: &Subject<'_>,
        chance: &mut Chance,
    ) {
        let end = out.len() + bytes;
        let mut first = true;
        while first || out.len() < end {
            if !first {
                out.push_str(self.marks.space);
            }
            first = false;
            let words = chance.within(8, 28);
            self.sentence(out, words, 0.07, subject, chance);
            out.push_str(self.marks.stop);
        }
    }
}

/// What a story is about.
#[derive(Debug)]
pub(crate) struct Subject<'t> {
    pub(crate) words: [&'t str; 12],
    pub(crate) people: [String; 3],
}

fn push_capital(out: &mut String, word: &str) {
    let mut letters = word.chars();
    out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    out.push_str(letters.as_str());
}
