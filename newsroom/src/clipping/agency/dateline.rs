//! Datelines: the place, and often the agency, at the head of a text.

use super::credit::{credit, shape};
use super::{east, known};
use crate::clipping::{date, furniture};

/// The place and the agency at the head of a text: "KYIV (Reuters) - ", "Islamabad/IBNS: ",
/// "New Delhi, Oct 16 (PTI) ".
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// Where the story was written.
    pub(crate) place: Option<String>,
    /// Who sent it.
    pub(crate) agency: Option<String>,
}

/// Reads the dateline of a first paragraph.
pub(crate) fn dateline(paragraph: &str) -> Dateline {
    if let Some(dateline) = east::dateline(paragraph) {
        return dateline;
    }
    // The longest seen holds two places, a date and an agency.
    let limit = paragraph
        .char_indices()
        .nth(90)
        .map_or(paragraph.len(), |(at, _)| at);
    let head = &paragraph[..limit];
    if let Some((before, rest)) = head.split_once(['(', '['])
        && let Some((inside, after)) = rest.split_once([')', ']'])
        && let Some(agency) = credit(inside)
            .map(str::to_owned)
            .or_else(|| unknown_in(before, inside, after))
    {
        let opens = after.trim_start().starts_with(['-', '–', '—', '―', ':']);
        let before = before.trim();
        if place(before).is_some() || (opens && before.is_empty()) {
            return Dateline {
                place: place(before),
                agency: Some(agency),
            };
        }
    }
    // An agency that only its readers know: "TARN (Arn Valley Wire) - ".
    if let Some((before, rest)) = head.split_once(" (")
        && let Some((_, after)) = rest.split_once(')')
        && is_in_capitals(before)
        && after.trim_start().starts_with(['-', '–', '—', '―', ':'])
    {
        return Dateline {
            place: place(before),
            agency: None,
        };
    }
    for stop in [" — ", " – ", " - ", "— ", "– ", ": ", " —", "—"] {
        let Some((before, _)) = head.split_once(stop) else {
            continue;
        };
        if let Some((first, second)) = before.split_once('/')
            && let Some(agency) = known(second)
        {
            return Dateline {
                place: place(first),
                agency: Some(agency.to_owned()),
            };
        }
        if let Some(agency) = known(before) {
            return Dateline {
                place: None,
                agency: Some(agency.to_owned()),
            };
        }
        let capitals = is_in_capitals(before);
        let dashed = stop.contains(['—', '–']);
        if (capitals || (dashed && before.split_whitespace().count() <= 2)) && before.len() > 3 {
            let place = place(before).filter(|_| capitals);
            return Dateline {
                place,
                agency: None,
            };
        }
    }
    Dateline::default()
}

/// An agency that we do not know, where only a dateline has capitals: "TARN (QRST) – ".
fn unknown_in(before: &str, inside: &str, after: &str) -> Option<String> {
    let place = before.split(',').next().unwrap_or("");
    let capitals =
        |word: &str| word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    let dash = after.trim_start().starts_with(['-', '–', '—', ':']);
    (dash && capitals(place))
        .then(|| shape(inside))
        .flatten()
        .map(|part| part.value)
}

/// Whether the place in the part of a dateline before the agency is printed in capitals.
fn is_in_capitals(before: &str) -> bool {
    let first = before.split(',').next().unwrap_or("");
    first.chars().any(char::is_alphabetic) && !first.chars().any(char::is_lowercase)
}

/// The place that a line of its own names: "GENEVA", "Kyiv, 16 October". A date alone is none.
pub(crate) fn place_alone(line: &str) -> Option<String> {
    let line = line.trim_end_matches([' ', '-', '–', '—', '―', ':', '.']);
    let (before, _) = line.split_once(['(', '—', '–']).unwrap_or((line, ""));
    let place = place(before).filter(|_| line.chars().count() <= 60)?;
    let dated = place.split(' ').any(|word| {
        let word = word.to_lowercase();
        date::month(&word).is_some() || date::weekday(&word).is_some()
    });
    (!dated && !furniture::before_the_story(line) && !furniture::is_dated(line)).then_some(place)
}

/// The place in the part of a dateline before the agency; a date after it is not part of it.
fn place(before: &str) -> Option<String> {
    let mut parts = before.split(',').map(str::trim);
    let first = parts.next()?.trim_matches(['/', ' ', '.']);
    let named = first.split([' ', '-']).all(|word| {
        word.starts_with(char::is_uppercase)
            || matches!(
                word,
                "de" | "da"
                    | "do"
                    | "di"
                    | "del"
                    | "la"
                    | "le"
                    | "am"
                    | "an"
                    | "der"
                    | "and"
                    | "of"
                    | "el"
                    | "al"
                    | "sur"
                    | "на"
            )
            || word.starts_with("al-")
    });
    let length = first.split_whitespace().count();
    (named && (1..=4).contains(&length) && !first.contains(|c: char| c.is_ascii_digit()))
        .then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_its_own_may_be_a_place() {
        for (line, place) in [
            ("GENEVA", Some("GENEVA")),
            ("Kyiv, 16 October —", Some("Kyiv")),
            ("TARN (Reuters) -", Some("TARN")),
            ("Thursday, 16 October 2025", None),
            ("October 16, 2025", None),
            ("Published 3 hours ago", None),
            ("The talks begin soon", None),
            ("", None),
        ] {
            assert_eq!(place_alone(line).as_deref(), place, "{line:?}");
        }
    }

    #[test]
    fn a_dateline_names_place_and_agency() {
        for (paragraph, place, agency) in [
            ("KYIV (Reuters) - The talks", Some("KYIV"), Some("Reuters")),
            (
                "Islamabad/IBNS: Pakistan seems",
                Some("Islamabad"),
                Some("IBNS"),
            ),
            (
                "New Delhi, Oct 16 (PTI) The minister",
                Some("New Delhi"),
                Some("PTI"),
            ),
            (
                "KYIV, Oct 16 (Reuters) – Talks",
                Some("KYIV"),
                Some("Reuters"),
            ),
            ("TARN (QRST) – The talks", Some("TARN"), Some("QRST")),
            ("TARN (Arn Valley Wire) - A draft", Some("TARN"), None),
            ("WASHINGTON — The talks", Some("WASHINGTON"), None),
            ("MEXICO CITY: The talks", Some("MEXICO CITY"), None),
            ("(AFP) – The talks", None, Some("AFP")),
            ("The agency (Reuters) said on Monday that it", None, None),
            ("Trump indicated: no", None, None),
            ("", None, None),
        ] {
            let read = dateline(paragraph);
            assert_eq!(
                (read.place.as_deref(), read.agency.as_deref()),
                (place, agency),
                "{paragraph:?}"
            );
        }
    }
}
