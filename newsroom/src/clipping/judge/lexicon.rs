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
        told(&self.classes, &class_words(at))
    }

    /// What the words of a line tell, given as [`text::fold`](crate::clipping::text::fold) does.
    pub(super) fn of_wording(&self, folded: &str) -> Told {
        told(&self.wording, &wording(folded))
    }
}

fn told(known: &FxHashMap<String, f32>, words: &[String]) -> Told {
    let mut told = Told::default();
    let mut found: u16 = 0;
    for odds in words.iter().filter_map(|word| known.get(word)) {
        told.least = if found == 0 {
            *odds
        } else {
            told.least.min(*odds)
        };
        told.most = if found == 0 {
            *odds
        } else {
            told.most.max(*odds)
        };
        told.mean += odds;
        found += 1;
    }
    told.mean /= f32::from(found.max(1));
    told
}

/// Longest name of a class that says something, in characters; longer ones are generated.
const LONGEST: usize = 60;

/// An element's classes and id, each whole (with `=` before it) and in parts, in lower case and each
/// once. Names with more than three digits are generated, and left out.
pub(crate) fn class_words(at: At<'_>) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut add = |word: String| {
        if !words.contains(&word) {
            words.push(word);
        }
    };
    for names in [at.attr("class"), at.attr("id")].into_iter().flatten() {
        for name in names.split_whitespace().take(40) {
            let digits = name.chars().filter(char::is_ascii_digit).count();
            if digits > 3 || name.chars().count() > LONGEST {
                continue;
            }
            add(format!("={}", name.to_lowercase()));
            let mut part = String::new();
            let mut small = false;
            for c in name.chars().chain(std::iter::once('-')) {
                let ends = !c.is_alphanumeric() || (c.is_uppercase() && small);
                if ends && !part.is_empty() {
                    let part = std::mem::take(&mut part);
                    if part.chars().count() > 1 && part.contains(char::is_alphabetic) {
                        add(part);
                    }
                }
                small = c.is_lowercase();
                if c.is_alphanumeric() {
                    part.extend(c.to_lowercase());
                }
            }
        }
    }
    words
}

/// The first one, two and three words of a line (with `^` before them), and a line of six words or
/// fewer whole (with `#`), digits as noughts.
pub(crate) fn wording(folded: &str) -> Vec<String> {
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .take(7)
        .collect();
    let mut told = Vec::new();
    for count in 1..=3 {
        if let Some(first) = words.get(..count) {
            told.push(format!("^{}", first.join(" ")));
        }
    }
    if (1..=6).contains(&words.len()) {
        let whole = words.join(" ").replace(|c: char| c.is_ascii_digit(), "0");
        told.push(format!("#{whole}"));
    }
    told
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
        assert_eq!(
            class_words(p).join(" "),
            "=entry-content entry content =storybody story body =x1 x1"
        );
    }

    #[test]
    fn lines_are_known_by_how_they_begin() {
        assert_eq!(
            wording("3 min read").join("|"),
            "^3|^3 min|^3 min read|#0 min read"
        );
        assert_eq!(wording("a b c d e f g h").join("|"), "^a|^a b|^a b c");
        assert!(wording("").is_empty());
    }
}
