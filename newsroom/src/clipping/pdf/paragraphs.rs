//! Lines into paragraphs, headings and lists.

use std::collections::{HashMap, HashSet};

use super::Leaf;
use super::lines::Line;
use crate::clipping::text;

/// A paragraph or a heading, with what its type says about it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Passage {
    pub(super) text: String,
    pub(super) size: f32,
    pub(super) strong: bool,
    pub(super) page: usize,
    pub(super) lines: usize,
    /// Begins with a bullet, which is not part of the text.
    pub(super) bulleted: bool,
}

/// The passages of all pages, and the size of the type that most of them are set in.
pub(super) fn passages(leaves: &[Leaf]) -> (Vec<Passage>, f32) {
    let size = body_size(leaves);
    let whole = whole_words(leaves);
    let mut passages: Vec<Passage> = Vec::new();
    let mut last: Option<(&Line, usize)> = None;
    for (page, leaf) in leaves.iter().enumerate() {
        let measure = Measure::of(&leaf.lines);
        for line in &leaf.lines {
            let goes_on = last.is_some_and(|(before, on)| {
                let beside = on == page && before.column == line.column;
                measure.goes_on(before, line, beside)
            });
            last = Some((line, page));
            let bullet = bullet(&line.text);
            match passages.last_mut().filter(|_| goes_on && bullet.is_none()) {
                Some(passage) => {
                    join(&mut passage.text, &line.text, &whole);
                    passage.strong &= line.strong;
                    passage.lines += 1;
                }
                None => passages.push(Passage {
                    text: bullet.unwrap_or(&line.text).to_owned(),
                    size: line.size,
                    strong: line.strong,
                    page,
                    lines: 1,
                    bulleted: bullet.is_some(),
                }),
            }
        }
    }
    (passages, size)
}

/// The size in which most letters are set.
fn body_size(leaves: &[Leaf]) -> f32 {
    let mut sizes: HashMap<i32, usize> = HashMap::new();
    for line in leaves.iter().flat_map(|leaf| &leaf.lines) {
        *sizes.entry((line.size * 4.0).round() as i32).or_default() += line.text.len();
    }
    let most = sizes
        .into_iter()
        .max_by_key(|(size, letters)| (*letters, -size));
    most.map_or(0.0, |(size, _)| size as f32 / 4.0)
}

/// How the columns of a page are set.
struct Measure {
    /// Left and right edge by column.
    edges: HashMap<usize, (f32, f32)>,
    /// How far apart lines usually stand, in sizes of their type.
    leading: f32,
}

impl Measure {
    fn of(lines: &[Line]) -> Measure {
        let mut edges: HashMap<usize, (f32, f32)> = HashMap::new();
        for line in lines {
            let edge = edges.entry(line.column).or_insert((line.left, line.right));
            *edge = (edge.0.min(line.left), edge.1.max(line.right));
        }
        let mut steps: Vec<f32> = lines
            .windows(2)
            .filter_map(|pair| match pair {
                [one, other] if one.column == other.column => Some(other.y - one.y),
                _ => None,
            })
            .zip(lines.iter().map(|line| line.size.max(1.0)))
            .map(|(step, size)| step / size)
            .filter(|step| (0.8..3.0).contains(step))
            .collect();
        steps.sort_by(f32::total_cmp);
        Measure {
            edges,
            // Of two paragraphs' lines most stand close; the closer third is safe where few do.
            leading: steps.get(steps.len() / 3).copied().unwrap_or(1.3),
        }
    }

    /// Whether a line goes on with the paragraph of the one before it.
    fn goes_on(&self, before: &Line, line: &Line, beside: bool) -> bool {
        let alike = (line.size - before.size).abs() <= 0.08 * before.size.max(line.size)
            && line.strong == before.strong;
        // A paragraph may change to bold and back, but not to another size.
        let close_in_size = (line.size - before.size).abs() <= 0.08 * before.size.max(line.size);
        let ended = text::ends_a_sentence(&before.text) || before.text.ends_with(':');
        if !beside {
            // It goes on over a column's or a page's end only if it was not at its own.
            return alike
                && !ended
                && (begins_low(&line.text)
                    || ends_in_hyphen(&before.text)
                    || before.text.ends_with(','));
        }
        let (left, right) = self
            .edges
            .get(&line.column)
            .copied()
            .unwrap_or((line.left, line.right));
        let em = line.size.max(1.0);
        let step = (line.y - before.y) / em;
        let indented = line.left - left > 0.8 * em && before.left - left < 0.5 * em;
        let indented =
            indented || (line.left - before.left > 0.8 * em && line.left - before.left < 4.0 * em);
        let outdented = before.left - line.left > 0.8 * em && before.left - left < 6.0 * em;
        // The next word would have found room on the line.
        let word = line
            .text
            .split_whitespace()
            .next()
            .map_or(0, |word| word.chars().count());
        let short = right - before.right > (word as f32 * 0.6 + 1.0) * em;
        let apart = step > self.leading * 1.35 + 0.05;
        let heading = before.strong != line.strong && (short || step > self.leading * 1.15);
        if !close_in_size || apart || heading || step < 0.0 {
            return false;
        }
        if before.strong && line.strong && before.size == line.size {
            // A bold heading of two lines is ragged and centred.
            return !ended || !short;
        }
        // In a large heading no line is full.
        if ended {
            !(short || indented)
        } else {
            !indented || !short || outdented
        }
    }
}

fn begins_low(line: &str) -> bool {
    line.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| c.is_lowercase() || (c.is_alphabetic() && !c.is_uppercase()))
}

fn ends_in_hyphen(line: &str) -> bool {
    line.ends_with(['-', '\u{2010}', '\u{AD}'])
}

/// A line without the bullet that it begins with.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix([
        '•', '▪', '■', '●', '◦', '‣', '►', '➢', '\u{F0B7}', '\u{F0A7}',
    ])?;
    Some(rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// Words with a hyphen that stand whole within some line: "long-term" is no broken "longterm".
fn whole_words(leaves: &[Leaf]) -> HashSet<String> {
    let lines = leaves.iter().flat_map(|leaf| &leaf.lines);
    let words = lines.flat_map(|line| line.text.split_whitespace());
    words
        .filter(|word| word.contains('-') && !ends_in_hyphen(word))
        .map(bare)
        .collect()
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase()
}

/// Words that are written before a hyphen more often than they begin a longer word.
const COMPOUNDS: &[&str] = &[
    "self", "well", "ex", "non", "long", "short", "half", "mid", "vice", "so", "low", "high",
    "three", "four", "будь", "кое", "по", "пів", "вице", "віце", "экс", "екс",
];

/// Adds a line to a paragraph: a word that was broken is made whole.
fn join(paragraph: &mut String, line: &str, whole: &HashSet<String>) {
    let before = paragraph
        .trim_end_matches(['-', '\u{2010}', '\u{AD}'])
        .len();
    let broken = ends_in_hyphen(paragraph)
        && paragraph
            .get(..before)
            .and_then(|text| text.chars().next_back())
            .is_some_and(char::is_lowercase)
        && begins_low(line);
    if broken {
        let first = paragraph.rsplit(' ').next().unwrap_or_default();
        let second = line.split(' ').next().unwrap_or_default();
        let compound = whole.contains(&bare(&format!("{first}{second}")))
            || COMPOUNDS.contains(&bare(first).as_str());
        if !compound {
            paragraph.truncate(before);
        }
    } else if !ends_in_hyphen(paragraph) && !written_without_spaces(paragraph, line) {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

/// Between two lines of Chinese or Japanese there is no space.
fn written_without_spaces(paragraph: &str, line: &str) -> bool {
    let unspaced = |c: char| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}');
    paragraph.chars().next_back().is_some_and(unspaced) && line.chars().next().is_some_and(unspaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_made_whole() {
        let whole = HashSet::from(["long-term".to_owned()]);
        for (before, after, joined) in [
            ("the agree-", "ment was", "the agreement was"),
            ("a long-", "term plan", "a long-term plan"),
            ("COVID-", "19 cases", "COVID-19 cases"),
            ("the Franco-", "German pact", "the Franco-German pact"),
            ("of the", "river", "of the river"),
            ("河流的", "水位", "河流的水位"),
            ("міс\u{AD}", "та", "міста"),
            ("якого будь-", "якого дня", "якого будь-якого дня"),
        ] {
            let mut paragraph = before.to_owned();
            join(&mut paragraph, after, &whole);
            assert_eq!(paragraph, joined);
        }
    }
}
