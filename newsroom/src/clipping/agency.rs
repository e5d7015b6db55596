//! News agencies: whose wire copy a story is.

mod east;
mod names;

use std::sync::LazyLock;

// The keys are ours, so nobody can choose them to collide.
use rustc_hash::FxHashMap;

use crate::clipping::openings::Openings;
use crate::clipping::{Evidence, Part, date, furniture, text};
use names::AGENCIES;

/// The agency that a name means, by the name it is credited with.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    /// Names in capitals as they are, others folded; each with the first name of its agency.
    static NAMES: LazyLock<FxHashMap<String, &str>> = LazyLock::new(|| {
        let each = AGENCIES.iter().flat_map(|names| {
            let first = names.first().copied().unwrap_or_default();
            names.iter().map(move |name| (key(name), first))
        });
        each.collect()
    });
    if name.len() > 80 {
        return None;
    }
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = text::fold(name);
    let plain = plain.strip_prefix("the ").unwrap_or(&plain);
    NAMES.get(name).or_else(|| NAMES.get(plain)).copied()
}

/// What a name is looked up by. In small letters one in capitals would be a word.
fn key(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        text::fold(name).trim_start_matches("the ").to_owned()
    } else {
        name.to_owned()
    }
}

/// The agency that a credit line names: "IBNS", "(AFP)", "Source: Reuters", "— With inputs from PTI".
pub(crate) fn credit(line: &str) -> Option<&'static str> {
    if line.chars().nth(60).is_some() {
        return None;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = line.to_lowercase();
    let rest = CREDITING
        .at_head(&lower)
        .next()
        .and_then(|words| lower.strip_prefix(words))
        .and_then(|rest| line.get(line.len().checked_sub(rest.len())?..))
        .unwrap_or(line);
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    known(rest).or_else(|| {
        let mut names = rest.split(['/', ',', '|', '+', '／', '・']).map(str::trim);
        let first = known(names.next()?)?;
        // "dpa/lno": the desk of the agency, or the sign of who wrote it.
        let sign = |name: &str| name.len() <= 4 && name.chars().all(char::is_lowercase);
        names
            .all(|name| known(name).is_some() || sign(name))
            .then_some(first)
    })
}

/// The words before a name, as every short line of a page is looked up.
static CREDITING: LazyLock<Openings> = LazyLock::new(|| Openings::of(CREDIT_WORDS.iter().copied()));

const CREDIT_WORDS: &[&str] = &[
    "source:",
    "sources:",
    "quelle:",
    "source :",
    "fuente:",
    "fonte:",
    "джерело:",
    "источник:",
    "來源：",
    "来源：",
    "출처 : ",
    "المصدر: ",
    "kaynak: ",
    "źródło: ",
    "zdroj: ",
    "forrás: ",
    "källa: ",
    "bron: ",
    "c) ",
    "c)",
    "copyright ",
    "via ",
    "with input from ",
    "with inputs from ",
    "with agency inputs from ",
    "inputs from ",
    "by ",
    "from ",
    "with ",
    "avec ",
    "mit material von ",
    "mit ",
];

/// A line that stands where a credit stands and looks like the name of an agency that we do not
/// know: capitals alone, two to six.
pub(crate) fn shape(line: &str) -> Option<Part<String>> {
    let name = line.trim_matches(['(', ')', '[', ']', '—', '-', ' ']);
    let capitals = name.chars().all(char::is_uppercase) && (2..=6).contains(&name.chars().count());
    // What ends a page in capitals and credits nobody.
    let closing = matches!(
        name,
        "END"
            | "ENDS"
            | "MORE"
            | "ALSO"
            | "SHARE"
            | "TAGS"
            | "NEWS"
            | "VIDEO"
            | "PHOTO"
            | "AD"
            | "FIN"
    );
    (capitals && !closing).then(|| Part {
        value: name.to_owned(),
        evidence: Evidence::Shape,
    })
}

/// The agency in brackets that closes a paragraph: "… he said. (AFP)", "… – dpa".
pub(crate) fn closing(paragraph: &str) -> Option<&'static str> {
    let paragraph = paragraph.trim_end().trim_end_matches('.');
    let inside = match paragraph.strip_suffix([')', ']']) {
        Some(open) => &open[open.rfind(['(', '['])? + 1..],
        None => {
            let cut = paragraph.rfind(['—', '–', '―'])?;
            paragraph.get(cut..)?.trim_start_matches(['—', '–', '―'])
        }
    };
    credit(inside)
}

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

    #[track_caller]
    fn check(line: &str, expected: Option<&str>) {
        assert_eq!(credit(line), expected, "reading {line:?}");
    }

    #[test]
    fn a_credit_line_names_an_agency() {
        check("IBNS", Some("IBNS"));
        check("(AFP)", Some("AFP"));
        check("Source: Reuters", Some("Reuters"));
        check("The Associated Press", Some("AP"));
        check("With inputs from PTI", Some("PTI"));
        check("Укрінформ", Some("Ukrinform"));
        check("AFP/Reuters", Some("AFP"));
        check("© AFP", Some("AFP"));
        check("(c)AFP", Some("AFP"));
        check("dpa/lno", Some("DPA"));
        check("dpa/Ann Lee", None);
        check("УНІАН", Some("UNIAN"));
        check("연합뉴스", Some("Yonhap"));
        check("新华社", Some("Xinhua"));
        check("共同", Some("Kyodo"));
        check("وام", Some("WAM"));
        check("Petra", None);
        check("Apa", None);
        check("Reuters headquarters were closed on Monday", None);
        check("Ann Lee", None);
        check("", None);
    }

    #[test]
    fn an_unknown_credit_is_inferred_from_its_shape() {
        assert_eq!(
            shape("QRST").map(|part| part.evidence),
            Some(Evidence::Shape)
        );
        assert_eq!(shape("Ann"), None);
        assert_eq!(shape("SHARE"), None);
    }

    #[test]
    fn a_paragraph_may_close_with_its_agency() {
        assert_eq!(closing("It was late, he said. (AFP)"), Some("AFP"));
        assert_eq!(closing("It was late. — Reuters"), Some("Reuters"));
        assert_eq!(closing("It was late (and cold)."), None);
        assert_eq!(closing("It was late."), None);
    }

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
