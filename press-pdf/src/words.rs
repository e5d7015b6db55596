//! Words as the template takes them: short pieces of plain text, nothing that has to be read.

use std::collections::BTreeSet;

use newsroom::clipping::Run;
use serde::Serialize;
use unicode_bidi::Direction;
use unicode_segmentation::UnicodeSegmentation;

/// Longest word, in letters, that is not given places to break at: no real one is longer, and a line of
/// the widest page holds more.
pub(crate) const LONGEST_WORD: usize = 44;

/// After how many letters a longer word may break.
const STEP: usize = 8;

/// Typst refuses longer addresses.
const LONGEST_LINK: usize = 8_000;

/// One paragraph of text.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Words {
    /// `rtl` or `ltr`, after the first letter that has a direction; none if no letter has one.
    direction: Option<&'static str>,
    runs: Vec<Said>,
}

/// A stretch of text in one style.
#[derive(Debug, Serialize)]
struct Said {
    /// Pieces between which a line may break; `\n` breaks it.
    pieces: Vec<String>,
    strong: bool,
    emphasis: bool,
    link: Option<String>,
}

/// Makes words, and remembers which letters the fonts have to have.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    /// Every letter that is printed.
    pub(crate) letters: BTreeSet<char>,
}

impl Wording {
    /// Runs as one paragraph whose words fit where `longest` letters do.
    pub(crate) fn runs(&mut self, runs: &[Run], longest: usize) -> Words {
        let all: String = runs.iter().map(|run| &*run.text).collect();
        let said = |run: &Run| {
            let text = plain(&run.text);
            self.letters.extend(text.chars());
            Said {
                pieces: pieces(&text, longest),
                strong: run.strong,
                emphasis: run.emphasis,
                link: (run.link.as_ref())
                    .map(|link| link.as_str().to_owned())
                    .filter(|link| link.len() <= LONGEST_LINK),
            }
        };
        Words {
            direction: direction(&all),
            runs: runs.iter().map(said).filter(Said::says).collect(),
        }
    }

    /// A text as one paragraph.
    pub(crate) fn text(&mut self, text: &str, longest: usize) -> Words {
        let run = Run {
            text: text.to_owned(),
            ..Run::default()
        };
        self.runs(&[run], longest)
    }
}

impl Words {
    /// Whether nothing is to be seen of it.
    pub(crate) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// Its direction.
    pub(crate) fn direction(&self) -> Option<&'static str> {
        self.direction
    }
}

impl Said {
    fn says(&self) -> bool {
        !self.pieces.is_empty()
    }
}

/// A text without what cannot be printed.
pub(crate) fn plain(text: &str) -> String {
    let kept = text.chars().filter_map(|c| match c {
        '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some(' '),
        c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => None,
        c => Some(c),
    });
    kept.collect()
}

fn direction(text: &str) -> Option<&'static str> {
    match unicode_bidi::get_base_direction(text) {
        Direction::Rtl => Some("rtl"),
        Direction::Ltr => Some("ltr"),
        Direction::Mixed => None,
    }
}

/// A text in pieces: lines apart, and words that are too long for a line in pieces that are not.
fn pieces(text: &str, longest: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            pieces.push("\n".to_owned());
        }
        let mut piece = String::new();
        for word in line.split_inclusive(char::is_whitespace) {
            // Bytes are never fewer than letters: most words need no counting.
            if word.len() <= longest || word.graphemes(true).count() <= longest {
                piece.push_str(word);
                continue;
            }
            for (at, letter) in word.graphemes(true).enumerate() {
                if at % STEP == 0 && !piece.is_empty() {
                    pieces.push(std::mem::take(&mut piece));
                }
                piece.push_str(letter);
            }
        }
        if !piece.is_empty() {
            pieces.push(piece);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_word_too_long_for_a_line_is_broken_and_nothing_of_it_is_lost() {
        assert_eq!(pieces("a short line", 44), ["a short line"]);
        assert_eq!(pieces("one\ntwo\n", 44), ["one", "\n", "two", "\n"]);
        let long = format!("so {} ends", "é\u{301}🇺🇦".repeat(5_000));
        let set = pieces(&long, 44);
        assert!(set.len() > 1_000, "{}", set.len());
        assert!(set.iter().all(|piece| piece.graphemes(true).count() <= 44));
        assert_eq!(set.concat(), long);
    }

    #[test]
    fn what_cannot_be_printed_is_left_out() {
        assert_eq!(plain("a\0b\u{1b}[31mc\r\n\td\u{FFFE}"), "ab[31mc\n d");
        assert_eq!(direction("… שלום"), Some("rtl"));
        assert_eq!(direction("Bonn, שלום"), Some("ltr"));
        assert_eq!(direction("12"), None);
    }
}
