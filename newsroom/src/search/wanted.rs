//! The words of a search as they are compared with the words of a text.

use std::ops::Range;

use crate::search::words::{Found, lowered};
use crate::search::{Asked, Endings, Words, endings, likely, skeleton, sounds, tokens};

/// What a search looks for in texts: the words that it asks for, not those that it excludes. Made once,
/// and held against many texts.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    pub(super) all: Vec<Sought>,
}

/// Words that are looked for: one with its forms, or several in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The words, folded, in a row; at least one.
    pub row: Vec<String>,
    /// Whether the last of them may be the beginning of a longer one.
    pub open: bool,
    /// What the word is without its ending, by the primary tag of each language in which it may be.
    /// Empty for a row and for exact words.
    pub stems: Vec<(&'static str, String)>,
    /// How the word sounds as a name; never for a row and for exact words.
    pub sound: Option<String>,
}

impl Sought {
    /// What is looked for when these words are asked for; none if there is no letter in them.
    pub fn of(words: &Words) -> Option<Sought> {
        let row: Vec<String> = (words.words.iter())
            .flat_map(|word| tokens(word))
            .map(|(word, _)| word.into_owned())
            .collect();
        let mut sought = Sought {
            row,
            open: words.open,
            stems: Vec::new(),
            sound: None,
        };
        sought.settle();
        if let ([word], [typed]) = (sought.row.as_slice(), words.words.as_slice())
            && !words.exact
        {
            sought.stems = likely(word)
                .map(|endings| (endings.tag(), endings.stem(word).into_owned()))
                .collect();
            sought.sound = tokens(typed)
                .next()
                .and_then(|(_, range)| sounds(&typed[range]));
        }
        (!sought.row.is_empty()).then_some(sought)
    }

    /// Says what an unfinished word at the end of a row is good for. One or two letters tell too
    /// little of what comes, and are waited for; two letters of a script without blanks are whole, and
    /// so is a number.
    fn settle(&mut self) {
        let Some(last) = self.row.last() else {
            return;
        };
        if !self.open || self.row.len() == 1 || last.chars().count() > 2 {
            return;
        }
        self.open = false;
        let begun = |letter: char| letter.is_alphabetic() && letter < '\u{1100}';
        if last.chars().all(begun) {
            self.row.pop();
        }
    }
}

impl Wanted {
    /// What is looked for when this is asked.
    pub fn of(asked: &Asked) -> Wanted {
        let mut wanted = Wanted::default();
        wanted.gather(asked);
        wanted
    }

    fn gather(&mut self, asked: &Asked) {
        match asked {
            Asked::All(of) | Asked::Any(of) => of.iter().for_each(|part| self.gather(part)),
            Asked::Words(words) => self.all.extend(Sought::of(words)),
            Asked::Not(_) | Asked::Filter(_) => {}
        }
    }

    /// Whether nothing is looked for in texts.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Where a text in a language holds what is looked for, in order; words overlap where the search
    /// asks for both. The number of the word that is found comes first, and the number of the word in the
    /// text after it.
    pub(super) fn matches(&self, text: &str, language: Option<&str>, most: usize) -> Matches {
        let endings = endings(language);
        let stems: Vec<Option<&str>> = (self.all.iter())
            .map(|sought| {
                let tag = endings.as_ref()?.tag();
                let (_, stem) = sought.stems.iter().find(|(known, _)| *known == tag)?;
                Some(stem.as_str())
            })
            .collect();
        let mut found = Matches::default();
        // Rows that have begun: which one, how many of its words, where it began.
        let mut rows: Vec<(usize, usize, usize)> = Vec::new();
        let begins = Begins::of(&self.all, endings.as_ref());
        let mut words = tokens(text);
        let mut place = 0;
        while let Some(next) = words.found() {
            let (word, range) = match next {
                Found::Plain(range) => {
                    let first = text.as_bytes()[range.start];
                    if rows.is_empty() && !begins.with(first) {
                        found.starts.push(range.start);
                        place += 1;
                        continue;
                    }
                    (lowered(&text[range.clone()]), range)
                }
                Found::Folded(word, range) => (word, range),
            };
            found.starts.push(range.start);
            let mut going = Vec::new();
            let begun = std::mem::take(&mut rows);
            let beginnings = (0..self.all.len()).map(|number| (number, 0, range.start));
            for (number, done, start) in begun.into_iter().chain(beginnings) {
                let sought = &self.all[number];
                let last = done + 1 == sought.row.len();
                let wanted = &sought.row[done];
                let same = if last && sought.open {
                    word.starts_with(wanted.as_str())
                } else {
                    *word == **wanted
                };
                let same = same
                    || sought.row.len() == 1
                        && (is_form(&word, wanted, stems[number], endings.as_ref())
                            || sounds_alike(&text[range.clone()], sought.sound.as_deref()));
                match (same, last) {
                    (true, true) => found.all.push(Match {
                        sought: number,
                        place: place - done,
                        range: start..range.end,
                    }),
                    (true, false) => going.push((number, done + 1, start)),
                    (false, _) => {}
                }
            }
            rows = going;
            if found.all.len() >= most {
                // What stands behind the last match is shown, too.
                let behind = tokens(&text[range.end..]).take(super::snippets::WORDS + 1);
                found
                    .starts
                    .extend(behind.map(|(_, there)| range.end + there.start));
                break;
            }
            place += 1;
        }
        found
    }
}

/// The ASCII letters and digits, in both cases, that a word which is looked for may begin with; all, where
/// that cannot be told.
struct Begins([bool; 128]);

impl Begins {
    fn of(all: &[Sought], endings: Option<&Endings>) -> Begins {
        let any = endings.is_some_and(has_prefixes);
        let mut begins = Begins([any; 128]);
        for sought in all {
            let words = sought.row.first().map(|word| word.as_bytes());
            if let Some(&first) = words.and_then(<[u8]>::first) {
                for case in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                    if let Some(with) = begins.0.get_mut(usize::from(case)) {
                        *with = true;
                    }
                }
            }
            if let Some(sound) = &sought.sound {
                for capital in b'A'..=b'Z' {
                    begins.0[usize::from(capital)] |= may_begin(char::from(capital), sound);
                }
            }
        }
        begins
    }

    fn with(&self, first: u8) -> bool {
        self.0.get(usize::from(first)).copied().unwrap_or(true)
    }
}

/// Where a text holds what is looked for.
#[derive(Debug, Default)]
pub(super) struct Matches {
    pub(super) all: Vec<Match>,
    /// Where each word of the text begins, as far as it was read.
    pub(super) starts: Vec<usize>,
}

/// A place in a text that holds what is looked for.
#[derive(Debug)]
pub(super) struct Match {
    pub(super) sought: usize,
    /// The first of its words in the text, counted.
    pub(super) place: usize,
    pub(super) range: Range<usize>,
}

/// Whether a word of a text is a form of a wanted one. Endings are at the end: a word that begins
/// differently is no form, except where a language has prefixes (Arabic, Dutch).
fn is_form(word: &str, wanted: &str, stem: Option<&str>, endings: Option<&Endings>) -> bool {
    let (Some(stem), Some(endings)) = (stem, endings) else {
        return false;
    };
    let begins_alike = word.as_bytes().get(..2) == wanted.as_bytes().get(..2);
    (begins_alike || has_prefixes(endings)) && endings.stem(word) == stem
}

/// Whether forms of a word may begin with other letters.
fn has_prefixes(endings: &Endings) -> bool {
    matches!(endings.tag(), "ar" | "nl")
}

/// Whether a word of a text is a name that sounds like a wanted one.
fn sounds_alike(written: &str, sound: Option<&str>) -> bool {
    let (Some(sound), Some(first)) = (sound, written.chars().next()) else {
        return false;
    };
    may_begin(first, sound) && skeleton(written).as_deref() == Some(sound)
}

/// Whether a sound can begin with this letter, to save the work for most words.
fn may_begin(first: char, sound: &str) -> bool {
    let sounds = match first {
        'A' => "a",
        'B' => "b",
        'C' => "ksSCHJ",
        'D' => "dJt",
        'E' => "e",
        'F' => "f",
        'G' => "g",
        'H' => "H",
        'I' | 'J' | 'Y' => "ieS",
        'K' => "kH",
        'L' => "l",
        'M' => "m",
        'N' => "n",
        'O' => "ou",
        'P' => "pf",
        'Q' | 'X' => "k",
        'R' => "r",
        'S' => "sS",
        'T' => "tsC",
        'U' => "u",
        'V' | 'W' => "v",
        'Z' => "sJ",
        _ => return !first.is_ascii(),
    };
    sound.starts_with(|letter| sounds.contains(letter))
}
