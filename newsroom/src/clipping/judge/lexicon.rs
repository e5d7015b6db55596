//! What the words of classes and the first words of lines tell, learned from many sites.

use std::hash::Hasher;

use rustc_hash::{FxHashMap, FxHasher};

use crate::clipping::dom::At;

/// Words, and the log odds that what they stand on is part of the story.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    classes: Odds,
    wording: Odds,
    said: Odds,
}

/// Log odds by the [`sign`] of what they are told of.
type Odds = FxHashMap<u64, f32>;

/// What a word is known by. Comparing the words themselves would mean to fetch them from all over the
/// memory, tens for each line. A page that forges a word with the sign of another has said no more
/// than if it had said the other.
fn sign(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The least, the most and the mean of what is known of some words; noughts where nothing is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub(super) least: f32,
    pub(super) most: f32,
    pub(super) mean: f32,
}

/// What the words of a line tell wherever they stand in it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    pub(super) told: Told,
    /// The mean of the three that speak most against the story.
    pub(super) least_three: f32,
    /// The sum, where each further word counts for less.
    pub(super) sum: f32,
}

impl Lexicon {
    /// Reads lines of `class WORD ODDS`, `wording WORDS ODDS` and `said WORDS ODDS`, parted by tabs.
    ///
    /// Answers nothing if a line is none of these, or tells of what another told already.
    pub(super) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Lexicon> {
        let mut lexicon = Lexicon::default();
        for line in lines {
            let mut parts = line.split('\t');
            let (kind, word, odds) = (parts.next()?, parts.next()?, parts.next()?);
            let words = match kind {
                "class" => &mut lexicon.classes,
                "wording" => &mut lexicon.wording,
                _ => &mut lexicon.said,
            };
            if words.insert(sign(word), odds.parse().ok()?).is_some() {
                return None;
            }
        }
        Some(lexicon)
    }

    /// What an element's class and id tell.
    pub(super) fn of_classes(&self, at: At<'_>) -> Told {
        let mut heard = Heard::of(&self.classes);
        each_class_word(at, |word| heard.hear(word));
        heard.told()
    }

    /// What the words of a line tell, given as [`text::fold`](crate::clipping::text::fold) does.
    pub(super) fn of_wording(&self, folded: &str) -> Told {
        let mut heard = Heard::of(&self.wording);
        each_wording(folded, |words| heard.hear(words));
        heard.told()
    }

    /// What single words and pairs of a short line tell, wherever they stand.
    pub(super) fn of_said(&self, folded: &str) -> Said {
        let mut heard = Heard::of(&self.said);
        each_said(folded, |words| heard.hear(words));
        heard.said()
    }
}

/// What has been told so far; a word that comes again tells nothing new.
struct Heard<'l> {
    lexicon: &'l Odds,
    words: Vec<u64>,
    told: Told,
    /// The three least odds so far, the least first.
    least: [f32; 3],
}

impl<'l> Heard<'l> {
    fn of(lexicon: &'l Odds) -> Heard<'l> {
        Heard {
            lexicon,
            words: Vec::new(),
            told: Told::default(),
            least: [f32::MAX; 3],
        }
    }

    fn hear(&mut self, word: &str) {
        let word = sign(word);
        let Some(odds) = self.lexicon.get(&word) else {
            return;
        };
        if self.words.contains(&word) {
            return;
        }
        let first = self.words.is_empty();
        let least = if first { *odds } else { self.told.least };
        let most = if first { *odds } else { self.told.most };
        self.told.least = least.min(*odds);
        self.told.most = most.max(*odds);
        self.told.mean += odds;
        let mut odds = *odds;
        for least in &mut self.least {
            if odds < *least {
                std::mem::swap(least, &mut odds);
            }
        }
        self.words.push(word);
    }

    fn said(self) -> Said {
        let found = u16::try_from(self.words.len()).unwrap_or(u16::MAX);
        let least = &self.least[..self.words.len().min(3)];
        Said {
            least_three: least.iter().sum::<f32>() / f32::from(found.clamp(1, 3)),
            sum: self.told.mean / f32::from(found.max(1)).sqrt(),
            told: self.told(),
        }
    }

    fn told(self) -> Told {
        let found = u16::try_from(self.words.len()).unwrap_or(u16::MAX).max(1);
        Told {
            mean: self.told.mean / f32::from(found),
            ..self.told
        }
    }
}

/// Longest name of a class that says something, in characters; longer ones are generated.
const LONGEST: usize = 60;

/// An element's classes and id, each whole (with `=` before it) and in parts, in lower case. Names
/// with more than three digits are generated, and left out.
pub(crate) fn each_class_word(at: At<'_>, mut hear: impl FnMut(&str)) {
    let mut word = String::new();
    for names in [at.attr("class"), at.attr("id")].into_iter().flatten() {
        for name in names.split_whitespace().take(40) {
            let digits = name.bytes().filter(u8::is_ascii_digit).count();
            if digits > 3 || (name.len() > LONGEST && name.chars().nth(LONGEST).is_some()) {
                continue;
            }
            word.clear();
            word.push('=');
            match name.is_ascii() {
                true => word.extend(
                    name.bytes()
                        .map(|byte| char::from(byte.to_ascii_lowercase())),
                ),
                false => word.push_str(&name.to_lowercase()),
            }
            hear(&word);
            word.clear();
            let (mut letters, mut length) = (false, 0);
            let mut small = false;
            for c in name.chars().chain(std::iter::once('-')) {
                let ends = !c.is_alphanumeric() || (c.is_uppercase() && small);
                if ends && !word.is_empty() {
                    if length > 1 && letters {
                        hear(&word);
                    }
                    word.clear();
                    (letters, length) = (false, 0);
                }
                small = c.is_lowercase();
                if c.is_ascii_alphanumeric() {
                    word.push(c.to_ascii_lowercase());
                    length += 1;
                    letters |= c.is_ascii_alphabetic();
                } else if c.is_alphanumeric() {
                    for c in c.to_lowercase() {
                        word.push(c);
                        length += 1;
                        letters |= c.is_alphabetic();
                    }
                }
            }
        }
    }
}

/// The first one, two and three words of a line (with `^` before them), and a line of six words or
/// fewer whole (with `#`), digits as noughts.
pub(crate) fn each_wording(folded: &str, mut hear: impl FnMut(&str)) {
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let mut said = String::from("^");
    for (count, word) in words().take(3).enumerate() {
        if count > 0 {
            said.push(' ');
        }
        said.push_str(word);
        hear(&said);
    }
    if (1..=6).contains(&words().take(7).count()) {
        said.clear();
        for word in words() {
            said.push(if said.is_empty() { '#' } else { ' ' });
            push_without_digits(&mut said, word);
        }
        hear(&said);
    }
}

/// Adds a word, digits as noughts.
fn push_without_digits(said: &mut String, word: &str) {
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    match digits {
        true => said.extend(
            word.chars()
                .map(|c| if c.is_ascii_digit() { '0' } else { c }),
        ),
        false => said.push_str(word),
    }
}

/// Longest line whose words are all looked up, in bytes: what is longer is prose.
const LONGEST_SAID: usize = 300;

/// How many of its words are looked up.
const MOST_SAID: usize = 32;

/// Each of the first words of a short line, and each two that stand beside each other; digits as
/// noughts.
pub(crate) fn each_said(folded: &str, mut hear: impl FnMut(&str)) {
    if folded.len() > LONGEST_SAID {
        return;
    }
    let mut pair = String::with_capacity(folded.len());
    let mut second = 0;
    for word in folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(MOST_SAID)
    {
        if !pair.is_empty() {
            pair.push(' ');
        }
        let next = pair.len();
        push_without_digits(&mut pair, word);
        hear(&pair[next..]);
        if next > 0 {
            hear(&pair[second..]);
        }
        second = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::dom;

    #[test]
    fn names_are_read_whole_and_in_parts() {
        let (tree, _) = dom::parse("<p class='entry-content storyBody x1' id=post-12345>");
        let p = dom::elements(tree.root())
            .find(|at| at.name() == "p")
            .unwrap();
        let mut words = Vec::new();
        each_class_word(p, |word| words.push(word.to_owned()));
        assert_eq!(
            words.join(" "),
            "=entry-content entry content =storybody story body =x1 x1"
        );
    }

    #[test]
    fn lines_are_known_by_how_they_begin() {
        for (line, expected) in [
            ("3 min read", "^3|^3 min|^3 min read|#0 min read"),
            ("a b c d e f g h", "^a|^a b|^a b c"),
            ("", ""),
        ] {
            let mut words = Vec::new();
            each_wording(line, |said| words.push(said.to_owned()));
            assert_eq!(words.join("|"), expected);
        }
    }

    #[test]
    fn words_and_pairs_of_a_short_line_are_told() {
        for (line, expected) in [
            (
                "sign up 24 times",
                "sign|up|sign up|00|up 00|times|00 times",
            ),
            ("абонуйтеся", "абонуйтеся"),
            ("", ""),
        ] {
            let mut words = Vec::new();
            each_said(line, |said| words.push(said.to_owned()));
            assert_eq!(words.join("|"), expected);
        }
    }

    #[test]
    fn what_speaks_most_against_a_line_is_told() {
        let lines = "said\tsign up\t-2\nsaid\tsign\t-1\nsaid\ttoday\t1\nsaid\tnow\t-0.5";
        let lexicon = Lexicon::read(lines.split('\n')).unwrap();
        let said = lexicon.of_said("sign up now now today");
        assert_eq!((said.told.least, said.told.most), (-2.0, 1.0));
        assert!((said.least_three + 3.5 / 3.0).abs() < 1e-6);
        assert!((said.sum + 2.5 / 2.0).abs() < 1e-6);
        assert_eq!(lexicon.of_said("bridge").least_three, 0.0);
    }
}
