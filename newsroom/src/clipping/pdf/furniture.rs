//! What stands on every page and belongs to none: running heads, footers, page numbers.

use std::collections::HashMap;

use super::Leaf;
use super::lines::Line;

/// How many lines from the top and from the bottom of a page can be furniture.
const EDGE: usize = 3;

/// How far from the edge of the page they stand, as a part of its height.
const MARGIN: f32 = 0.15;

/// Takes running heads, footers and page numbers off the pages.
pub(super) fn clear(leaves: &mut [Leaf]) {
    let mut seen: HashMap<(String, i32), usize> = HashMap::new();
    for leaf in leaves.iter() {
        let mut here: Vec<_> = edge(leaf).map(mark).collect();
        here.sort_unstable();
        here.dedup();
        for mark in here {
            *seen.entry(mark).or_default() += 1;
        }
    }
    // Left and right pages differ, and so may the first of a chapter.
    let often = (leaves.len() / 3).max(2);
    let repeated = |line: &Line| {
        let (words, height) = mark(line);
        let near = (-1..=1).filter_map(|by| seen.get(&(words.clone(), height + by)));
        !words.is_empty() && near.sum::<usize>() >= often
    };
    for leaf in leaves.iter_mut() {
        let edge: Vec<f32> = edge(leaf)
            .filter(|line| repeated(line) || is_number(&line.text))
            .map(|line| line.y)
            .collect();
        leaf.lines
            .retain(|line| !(edge.contains(&line.y) && (repeated(line) || is_number(&line.text))));
    }
}

/// The lines at the top and at the bottom of a page.
fn edge(leaf: &Leaf) -> impl Iterator<Item = &Line> {
    let mut heights: Vec<f32> = leaf.lines.iter().map(|line| line.y).collect();
    heights.sort_by(f32::total_cmp);
    heights.dedup_by(|one, other| (*one - *other).abs() < 2.0);
    let top = heights
        .get(EDGE - 1)
        .or(heights.last())
        .copied()
        .unwrap_or_default();
    let bottom = heights
        .iter()
        .rev()
        .nth(EDGE - 1)
        .or(heights.first())
        .copied()
        .unwrap_or_default();
    let (head, foot) = (leaf.height * MARGIN, leaf.height * (1.0 - MARGIN));
    leaf.lines.iter().filter(move |line| {
        (line.y <= top + 2.0 && line.y < head) || (line.y >= bottom - 2.0 && line.y > foot)
    })
}

/// What is the same on page after page: the words without the numbers, and the height.
fn mark(line: &Line) -> (String, i32) {
    let words: String = line
        .text
        .chars()
        .filter(|c| c.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    (words, (line.y / 6.0) as i32)
}

/// A page number: "7", "- 7 -", "vii", "7/12", "Page 7 of 12", "7 | Annual report" is not.
fn is_number(line: &str) -> bool {
    let bare = line
        .trim_matches(['-', '–', '—', '|', '·', '[', ']', '(', ')', ' ', '.'])
        .to_lowercase();
    let digits =
        |word: &str| !word.is_empty() && word.len() <= 4 && word.chars().all(char::is_numeric);
    // A preface has fewer pages than this; "civil" is no number.
    let roman = |word: &str| (1..=120).any(|number| roman(number) == word);
    if digits(&bare) || roman(&bare) {
        return true;
    }
    const WORDS: &[&str] = &[
        "page",
        "p",
        "seite",
        "seite:",
        "página",
        "pagina",
        "pág",
        "стр",
        "сторінка",
        "страница",
        "of",
        "von",
        "de",
        "sur",
        "di",
        "из",
        "з",
        "/",
        "strona",
        "sida",
        "side",
        "sivu",
        "صفحة",
        "עמוד",
        "第",
        "页",
        "頁",
    ];
    let spaced = bare.replace('/', " / ");
    let words: Vec<&str> = spaced
        .split_whitespace()
        .map(|word| word.trim_end_matches('.'))
        .collect();
    let numbers = words.iter().filter(|word| digits(word)).count();
    (1..=2).contains(&numbers)
        && words.len() <= 4
        && words
            .iter()
            .all(|word| digits(word) || WORDS.contains(word))
}

/// A number in small Roman figures.
fn roman(number: usize) -> String {
    let signs = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number;
    let mut written = String::new();
    for (value, sign) in signs {
        written.push_str(&sign.repeat(left / value));
        left %= value;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_number_is_known_by_its_form() {
        for number in [
            "7",
            "- 7 -",
            "vii",
            "7/12",
            "Page 7 of 12",
            "Seite 7 von 12",
            "стр. 7",
            "p. 7",
            "— 112 —",
            "٧",
        ] {
            assert!(is_number(number), "{number:?} was taken for text");
        }
        for text in [
            "2024 was dry",
            "7 boats",
            "12,000",
            "Page one",
            "",
            "civil",
            "20251016",
            "mild",
        ] {
            assert!(!is_number(text), "{text:?} was taken for a page number");
        }
    }
}
