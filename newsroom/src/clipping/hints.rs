//! Days that a text suggests.

use chrono::{Datelike, Days, NaiveDate};

use crate::clipping::{Block, Clipping, DayHint, date};

/// How many paragraphs of a story are about the day it was written.
const FIRST: usize = 2;

/// Reads the days that the first paragraphs of a clipping suggest.
pub(crate) fn read(clipping: &mut Clipping, seen: NaiveDate) {
    let standfirst = clipping.standfirst.iter().map(|part| part.value.clone());
    let body = clipping.body.iter().filter_map(|block| match block {
        Block::Paragraph { text } => Some(text.iter().map(|run| run.text.as_str()).collect()),
        _ => None,
    });
    let first: Vec<String> = standfirst.chain(body).take(FIRST).collect();
    clipping.day_hints = in_text(&first.join("\n"), seen);
}

/// The days that a text suggests, in the order of its words, each once.
///
/// A weekday or a day without a year means the latest such day not after `seen`: news is about what
/// has happened, but only an editor can say so.
fn in_text(text: &str, seen: NaiveDate) -> Vec<DayHint> {
    let mut hints: Vec<DayHint> = Vec::new();
    let mut add = |words: &str, day: NaiveDate| {
        if !hints.iter().any(|hint| hint.day == day) {
            hints.push(DayHint {
                words: words.to_owned(),
                day,
            });
        }
    };
    let spans: Vec<&str> = text.split_whitespace().map(bare).collect();
    for (at, word) in spans.iter().enumerate() {
        let lower = word.to_lowercase();
        let stem = lower.trim_end_matches("'s").trim_end_matches("’s");
        // "may" and "march" are other words in small letters; other languages write no capitals.
        let cased = !word.starts_with(|c: char| c.is_ascii_lowercase()) || !word.is_ascii();
        if let Some(weekday) = date::weekday(stem).filter(|_| cased)
            && let Some(day) = latest(seen, |day| day.weekday() == weekday)
        {
            add(word, day);
        }
        let Some(month) = date::month(stem).filter(|_| cased && stem.chars().count() > 2) else {
            continue;
        };
        let beside = |at: Option<usize>| at.and_then(|at| spans.get(at)).copied().unwrap_or("");
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        let (number, words) = match (numeral(before), numeral(after)) {
            (Some(number), _) => (number, format!("{before} {word}")),
            (None, Some(number)) => (number, format!("{word} {after}")),
            (None, None) => continue,
        };
        let year_at = if numeral(before).is_some() {
            at + 1
        } else {
            at + 2
        };
        let year = spans.get(year_at).and_then(|word| word.parse::<u32>().ok());
        let found = match year.filter(|year| (1_000..=2_099).contains(year)) {
            Some(year) => date::day(year, month, number),
            None => latest(seen, |day| day.month() == month && day.day() == number),
        };
        if let Some(day) = found {
            add(&words, day);
        }
    }
    hints
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The number of a day: "16", "16th", "1er".
fn numeral(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let tail = word.get(digits.len()..).unwrap_or("");
    let ordinal = matches!(tail, "" | "st" | "nd" | "rd" | "th" | "er" | "º");
    let number = digits
        .parse()
        .ok()
        .filter(|_| ordinal && digits.len() <= 2)?;
    (1..=31).contains(&number).then_some(number)
}

/// The latest day up to `seen` that fits, at most a year back.
fn latest(seen: NaiveDate, fits: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    (0..=366)
        .filter_map(|back| seen.checked_sub_days(Days::new(back)))
        .find(|day| fits(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_suggested_and_not_taken() {
        let seen = NaiveDate::from_ymd_opt(2025, 10, 17).unwrap();
        for (text, expected) in [
            ("Trump on Thursday announced", "Thursday=2025-10-16"),
            ("on Friday, and again Friday's vote", "Friday=2025-10-17"),
            (
                "since 16 October, or 3rd May 2024",
                "16 October=2025-10-16 3rd May=2024-05-03",
            ),
            ("on December 24", "December 24=2024-12-24"),
            ("у четвер, 16 жовтня", "четвер=2025-10-16"),
            ("they may 20 times march 3 miles", ""),
            ("nothing of the kind", ""),
        ] {
            let found: Vec<_> = in_text(text, seen)
                .iter()
                .map(|hint| format!("{}={}", hint.words, hint.day))
                .collect();
            assert_eq!(found.join(" "), expected, "{text:?}");
        }
    }
}
