//! Where a story holds what was asked for, to be shown.

use std::ops::Range;

use crate::search::Wanted;
use crate::search::wanted::Match;

/// How many words are shown around what was found.
pub(super) const WORDS: usize = 30;
/// How many matches are looked at; the best place is among the first.
const MATCHES: usize = 200;

/// About thirty words of a text around the place that holds most of what is wanted: text and matches
/// by turns, text first, with an ellipsis where it is cut. None if the text holds nothing of it.
///
/// The language decides what a form of a word is, as it does in the search.
pub fn snippet(text: &str, language: Option<&str>, wanted: &Wanted) -> Option<Vec<String>> {
    let found = wanted.matches(text, language, MATCHES);
    let (first, last) = best(&found.all)?;
    let (first, last) = (found.all.get(first)?.place, found.all.get(last)?.place);
    // What was found stands in the middle, and at an end of the text all the same with thirty words.
    let spare = WORDS.saturating_sub(last - first + 1);
    let from = first.saturating_sub(spare / 2);
    let until = (from + WORDS).max(last + 1);
    let from = if until > found.starts.len() {
        from.min(found.starts.len().saturating_sub(WORDS))
    } else {
        from
    };
    let start = if from == 0 {
        0
    } else {
        *found.starts.get(from)?
    };
    let end = match found.starts.get(until) {
        Some(&end) => start + text[start..end].trim_end().len(),
        None => text.len(),
    };
    let shown = found.all.iter().filter(|found| found.range.end > start);
    let mut turns = by_turns(text, start, end, shown);
    if start > 0
        && let Some(first) = turns.first_mut()
    {
        first.insert(0, '…');
    }
    if end < text.trim_end().len() {
        if turns.len() % 2 == 0 {
            turns.push(String::new());
        }
        turns.last_mut()?.push('…');
    }
    Some(turns)
}

/// A whole text, a headline, with what is wanted in it: text and matches by turns, text first.
pub fn marked(text: &str, language: Option<&str>, wanted: &Wanted) -> Vec<String> {
    let found = wanted.matches(text, language, usize::MAX);
    by_turns(text, 0, text.len(), found.all.iter())
}

/// The first and last match of the window that holds most: different words before many.
fn best(all: &[Match]) -> Option<(usize, usize)> {
    let mut best: Option<(usize, (usize, usize))> = None;
    let mut first = 0;
    for last in 0..all.len() {
        while all[last].place.saturating_sub(all[first].place) >= WORDS {
            first += 1;
        }
        let window = &all[first..=last];
        let different = (window.iter().enumerate())
            .filter(|(at, one)| !window[..*at].iter().any(|other| other.sought == one.sought))
            .count();
        let worth = different * WORDS + window.len().min(WORDS - 1);
        if best.is_none_or(|(most, _)| worth > most) {
            best = Some((worth, (first, last)));
        }
    }
    best.map(|(_, window)| window)
}

/// A part of a text, and the matches in it, by turns; blanks are single ones.
fn by_turns<'m>(
    text: &str,
    start: usize,
    end: usize,
    matches: impl Iterator<Item = &'m Match>,
) -> Vec<String> {
    let mut ranges: Vec<Range<usize>> = matches
        .map(|found| found.range.start.max(start)..found.range.end.min(end))
        .filter(|range| !range.is_empty())
        .collect();
    ranges.sort_by_key(|range| range.start);
    // Two that touch or overlap are one.
    ranges.dedup_by(|next, before| {
        let joined = next.start <= before.end;
        if joined {
            before.end = before.end.max(next.end);
        }
        joined
    });
    let mut turns = Vec::with_capacity(2 * ranges.len() + 1);
    let mut at = start;
    for range in ranges {
        turns.push(plain(&text[at..range.start]));
        turns.push(plain(&text[range.clone()]));
        at = range.end;
    }
    if at < end {
        turns.push(plain(&text[at..end]));
    }
    turns
}

/// A text with single blanks.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if !letter.is_whitespace() => plain.push(letter),
            _ if plain.ends_with(' ') => {}
            _ => plain.push(' '),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use chrono::Utc;
    use proptest::prelude::*;

    use super::{marked, snippet};
    use crate::search::{Wanted, read};

    fn wanted(typed: &str) -> Wanted {
        Wanted::of(&read(typed, &Utc).expect("it is short").asked)
    }

    /// A headline with matches in square brackets.
    fn shown(text: &str, language: &str, typed: &str) -> String {
        let turns = marked(text, Some(language), &wanted(typed));
        let turns = turns.iter().enumerate();
        turns
            .map(|(at, turn)| match at % 2 {
                0 => turn.clone(),
                _ => format!("[{turn}]"),
            })
            .collect()
    }

    #[test]
    fn matches_are_marked_as_the_search_finds_them() {
        for (text, language, typed, expected) in [
            (
                "Talks begin in Kyiv",
                "en",
                "talk ",
                "[Talks] begin in Kyiv",
            ),
            (
                "Talks begin in Kyiv",
                "en",
                "\"talk\"",
                "Talks begin in Kyiv",
            ),
            (
                "Talks begin in Kyiv’s centre",
                "en",
                "ky",
                "Talks begin in [Kyiv]’s centre",
            ),
            (
                "Die Verhandlungen",
                "de",
                "verhandlung ",
                "Die [Verhandlungen]",
            ),
            (
                "Зеленський у Києві",
                "uk",
                "zelensky ",
                "[Зеленський] у Києві",
            ),
            ("ZELENSKYJ said", "en", "Selenskyj ", "[ZELENSKYJ] said"),
            (
                "Peace talks, talks of peace",
                "en",
                "\"peace talks\"",
                "[Peace talks], talks of peace",
            ),
            (
                "An F-16 over F-15 and 16",
                "en",
                "f-16 ",
                "An [F-16] over F-15 and 16",
            ),
            ("Größe zählt", "de", "grosse ", "[Größe] zählt"),
            ("東京都の人", "ja", "東京都", "[東京都]の人"),
            (
                "No talks of talks",
                "en",
                "-talks no ",
                "[No] talks of talks",
            ),
            ("", "en", "x", ""),
        ] {
            assert_eq!(shown(text, language, typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_snippet_shows_the_place_that_holds_most() {
        let text = format!(
            "{} budapest {} Talks\n\nin Budapest end. {}",
            "far ".repeat(60),
            "way ".repeat(60),
            "off ".repeat(60)
        );
        let turns = snippet(&text, None, &wanted("budapest talks ")).expect("it is there");
        let whole = turns.concat();
        assert_eq!(turns.len(), 5, "{turns:?}");
        assert_eq!(
            (turns[1].as_str(), turns[3].as_str()),
            ("Talks", "Budapest")
        );
        assert!(
            whole.starts_with("…way way") && whole.ends_with("off…"),
            "{whole}"
        );
        assert_eq!(whole.split_whitespace().count(), 30, "{whole}");
    }

    #[test]
    fn a_short_text_is_shown_whole_and_one_without_a_match_not_at_all() {
        let turns = snippet("It ends with talks.", None, &wanted("talks"));
        assert_eq!(turns.expect("it is there"), ["It ends with ", "talks", "."]);
        assert_eq!(snippet("Nothing", None, &wanted("talks")), None);
        assert_eq!(snippet("Nothing", None, &Wanted::default()), None);
    }

    proptest! {
        #[test]
        fn any_text_is_shown_by_turns(text in any::<String>(), typed in "[a-zа-я東京 \"*]{0,12}") {
            let asked = wanted(&typed);
            let whole = marked(&text, None, &asked).concat();
            prop_assert_eq!(whole.split_whitespace().collect::<String>(),
                text.split_whitespace().collect::<String>());
            if let Some(turns) = snippet(&text.repeat(3), None, &asked) {
                prop_assert!(turns.len() >= 2 && !turns[1].is_empty());
            }
        }
    }
}
