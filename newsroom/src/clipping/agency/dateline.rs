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
    if let Some(dateline) = in_brackets(head).or_else(|| between_strokes(head)) {
        return dateline;
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

/// An agency in brackets, the second where the first hold a country: `New Delhi [India], October 16 (ANI)`.
fn in_brackets(head: &str) -> Option<Dateline> {
    let mut rest = head;
    for _ in 0..2 {
        let open = rest.find(['(', '['])?;
        let (inside, after) = rest.get(open + 1..)?.split_once([')', ']'])?;
        let before = head.get(..head.len() - rest.len() + open)?.trim();
        let agency = credit(inside)
            .map(str::to_owned)
            .or_else(|| unknown_in(before, inside, after));
        rest = after;
        let Some(agency) = agency else {
            continue;
        };
        let opens = after.trim_start().starts_with(DASHES);
        let place = place(before.split(['[', '(']).next()?.trim_end());
        if place.is_some() || (opens && before.is_empty()) {
            return Some(Dateline {
                place: place.or_else(|| place_after(after)),
                agency: Some(agency),
            });
        }
    }
    None
}

/// What parts a dateline from the text.
const DASHES: [char; 5] = ['-', '–', '—', '―', ':'];

/// The place behind the agency, as in Italy: "(ANSA) - ROMA, 16 OTT - ".
fn place_after(after: &str) -> Option<String> {
    let after = after.trim_start().trim_start_matches(DASHES);
    let (before, _) = after.split_once(
        [" - ", " – ", " — "]
            .iter()
            .find(|dash| after.contains(**dash))?,
    )?;
    place(before.trim()).filter(|_| is_in_capitals(before))
}

/// An agency between strokes, as in Russia: "MOSCOW, October 16. /TASS/. ".
fn between_strokes(head: &str) -> Option<Dateline> {
    let (before, rest) = head.split_once('/')?;
    let (inside, _) = rest.split_once('/')?;
    let place = place(before.trim())?;
    Some(Dateline {
        place: Some(place),
        agency: Some(known(inside)?.to_owned()),
    })
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
    // "KYIV. Oct 16", but "St. Petersburg".
    let digit = |c: char| c.is_ascii_digit();
    let dated = first
        .split_once(". ")
        .filter(|(_, rest)| rest.contains(digit));
    let first = dated.map_or(first, |(name, _)| name);
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
    (named && (1..=4).contains(&length) && !first.contains(digit)).then(|| first.to_owned())
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
            ("KYIV, Ukraine (AP) — The bridge", Some("KYIV"), Some("AP")),
            ("AP — The bridge opened", None, Some("AP")),
            ("Rom (dpa) - Die Brücke", Some("Rom"), Some("DPA")),
            ("Lyon (dpa/AFP) – Die Brücke", Some("Lyon"), Some("DPA")),
            (
                "(ANSA) - ROMA, 16 OTT - Il ponte",
                Some("ROMA"),
                Some("ANSA"),
            ),
            (
                "Madrid, 16 oct (EFE).- El puente",
                Some("Madrid"),
                Some("EFE"),
            ),
            (
                "MOSCOW, October 16. /TASS/. The bridge",
                Some("MOSCOW"),
                Some("TASS"),
            ),
            (
                "МОСКВА, 16 октября. /ТАСС/. Мост",
                Some("МОСКВА"),
                Some("TASS"),
            ),
            (
                "BEIJING, Oct. 16 (Xinhua) -- The bridge",
                Some("BEIJING"),
                Some("Xinhua"),
            ),
            (
                "New Delhi [India], October 16 (ANI): The bridge",
                Some("New Delhi"),
                Some("ANI"),
            ),
            (
                "Mumbai, Oct 16 (IANS) The bridge",
                Some("Mumbai"),
                Some("IANS"),
            ),
            (
                "KYIV. Oct 16 (Interfax-Ukraine) – The bridge",
                Some("KYIV"),
                Some("Interfax-Ukraine"),
            ),
            (
                "ISTANBUL (AA) – The bridge",
                Some("ISTANBUL"),
                Some("Anadolu Agency"),
            ),
            ("Warszawa (PAP) – Most", Some("Warszawa"), Some("PAP")),
            ("Praha (ČTK) - Most", Some("Praha"), Some("ČTK")),
            (
                "KYIV, October 16 /Ukrinform/. The bridge",
                Some("KYIV"),
                Some("Ukrinform"),
            ),
            (
                "PARIS, 16 oct 2025 (AFP) - Le pont",
                Some("PARIS"),
                Some("AFP"),
            ),
            (
                "Washington DC (UPI) -- The bridge",
                Some("Washington DC"),
                Some("UPI"),
            ),
            ("IBNS: The bridge", None, Some("IBNS")),
            ("Dhaka/UNB: The bridge", Some("Dhaka"), Some("UNB")),
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
