//! What the words of classes and the first words of lines tell, learned from many sites.

// The keys are ours, so nobody can choose them to collide.
use rustc_hash::FxHashMap;

use crate::clipping::dom::At;

/// Words, and the log odds that what they stand on is part of the story.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    classes: FxHashMap<String, f32>,
    wording: FxHashMap<String, f32>,
}

/// The least, the most and the mean of what is known of some words; noughts where nothing is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    pub(super) least: f32,
    pub(super) most: f32,
    pub(super) mean: f32,
}

impl Lexicon {
    /// Reads lines of `class WORD ODDS` and `wording WORDS ODDS`, parted by tabs.
    pub(super) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Lexicon> {
        let mut lexicon = Lexicon::default();
        for line in lines {
            let mut parts = line.split('\t');
            let (kind, word, odds) = (parts.next()?, parts.next()?, parts.next()?);
            let words = match kind {
                "class" => &mut lexicon.classes,
                _ => &mut lexicon.wording,
            };
            words.insert(word.to_owned(), odds.parse().ok()?);
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
}

/// What has been told so far; a word that comes again tells nothing new.
struct Heard<'l> {
    lexicon: &'l FxHashMap<String, f32>,
    words: Vec<&'l str>,
    told: Told,
}

impl<'l> Heard<'l> {
    fn of(lexicon: &'l FxHashMap<String, f32>) -> Heard<'l> {
        Heard {
            lexicon,
            words: Vec::new(),
            told: Told::default(),
        }
    }

    fn hear(&mut self, word: &str) {
        let Some((word, odds)) = self.lexicon.get_key_value(word) else {
            return;
        };
        if self.words.contains(&word.as_str()) {
            return;
        }
        let first = self.words.is_empty();
        let least = if first { *odds } else { self.told.least };
        let most = if first { *odds } else { self.told.most };
        self.told.least = least.min(*odds);
        self.told.most = most.max(*odds);
        self.told.mean += odds;
        self.words.push(word);
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
            if digits > 3 || name.chars().nth(LONGEST).is_some() {
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
                if c.is_alphanumeric() {
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
            said.extend(
                word.chars()
                    .map(|c| if c.is_ascii_digit() { '0' } else { c }),
            );
        }
        hear(&said);
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
}
