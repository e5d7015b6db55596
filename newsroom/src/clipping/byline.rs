//! Bylines: who wrote it. Names of people only; an agency, an outlet, an address or a job is none.

mod words;

use std::sync::LazyLock;

use crate::clipping::openings::Openings;
use crate::clipping::{agency, date, text};
use words::{JOINTS, NOT_NAMES, OCCASIONS, OPENINGS};

/// Whether a line begins as a byline does: "By Ann Lee", "Von Ann Lee".
pub(crate) fn is_byline(line: &str) -> bool {
    static KNOWN: LazyLock<Openings> = LazyLock::new(|| Openings::of(OPENINGS.iter().copied()));
    // Longer than any opening, and all that has to be read of most lines.
    let end = line
        .char_indices()
        .nth(40)
        .map_or(line.len(), |(end, _)| end);
    let lower = line[..end].to_lowercase();
    KNOWN.at_head(&lower).any(|opening| opens(&lower, opening))
        && line.chars().nth(160).is_none()
        && read(line).is_some()
}

/// Whether a line is only the words before a name: "Written by".
pub(crate) fn is_opening(line: &str) -> bool {
    let lower = line.to_lowercase();
    let lower = lower.trim_end_matches([' ', ':']);
    OPENINGS
        .iter()
        .any(|opening| opening.trim_end_matches(':') == lower)
        || matches!(
            lower,
            "verfasst von" | "écrit par" | "escrito por" | "scritto da" | "geschreven door"
        )
}

/// The writers that a byline names, in the order printed.
pub(crate) fn read(printed: &str) -> Option<Vec<String>> {
    let line = text::clean(printed);
    if line.chars().count() > 300 {
        return None;
    }
    let line = without_opening(&line);
    let mut names: Vec<String> = Vec::new();
    for name in pieces(line) {
        if let Some(name) = person(name)
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    // More names than this are a list of staff, not a byline.
    (1..=12).contains(&names.len()).then_some(names)
}

/// Everyone whom a credit line names, as printed and without openings, roles and places: people,
/// agencies, and if there are neither, the line as it is ("Staff Reporter", "Arn Courier").
pub(crate) fn credits(printed: &str) -> Vec<String> {
    let line = text::clean(printed);
    if line.contains("://") || line.contains("www.") {
        return in_profile(&line).into_iter().collect();
    }
    if line.chars().count() > 300 {
        return Vec::new();
    }
    let line = without_date(without_opening(&line));
    let mut names: Vec<String> = Vec::new();
    let pieces = pieces(line);
    for part in &pieces {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
        // Among others, a single word is a place or a job: "Ann Lee, Kyiv".
        let lone = pieces.len() > 1
            && bare.contains(char::is_lowercase)
            && !bare.contains(char::is_whitespace);
        if agency::known(bare).is_some() {
            names.push(bare.to_owned());
        } else if !lone {
            names.extend(person(part));
        }
    }
    if names.is_empty() {
        let whole = line.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '.'));
        let sane = (2..=80).contains(&whole.chars().count())
            && text::has_letters(whole)
            && !whole.contains(['<', '{', '@', ':'])
            && !matches!(whole, "null" | "undefined" | "None" | "none")
            && !is_opening(whole)
            && date::month(&whole.to_lowercase()).is_none()
            && !date::is_date_line(whole);
        names.extend(sane.then(|| whole.to_owned()));
    }
    names
}

/// A line up to the date in it: "Ann Lee 16 October 2025", "Ann Lee am Montag", "Ann Lee | 9:30".
fn without_date(line: &str) -> &str {
    let mut at = 0;
    let mut end = None;
    for word in line.split_inclusive(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        let next = line.get(at + word.len()..).unwrap_or("");
        let month = date::month(&lower).is_some()
            && lower.chars().count() > 2
            && next.starts_with(|c: char| c.is_ascii_digit());
        let number = bare.find(|c: char| c.is_ascii_digit());
        if month || (at > 0 && (number == Some(0) || date::weekday(&lower).is_some())) {
            end = Some(at);
            break;
        }
        // A script without spaces writes the year next to the name.
        if let Some(number) = number
            && line[..at + number].ends_with(|c: char| text::is_unspaced(c))
        {
            end = Some(at + number);
            break;
        }
        at += word.len();
    }
    let Some(end) = end else { return line };
    let mut kept = line[..end].trim_end();
    for small in [
        " am", " on", " at", " vom", " um", " le", " el", " den", " -", " –", " |", " •",
    ] {
        kept = kept.strip_suffix(small).unwrap_or(kept).trim_end();
    }
    kept
}

/// The name in the address of a writer's own page: "/author/ann-lee".
fn in_profile(address: &str) -> Option<String> {
    let (_, slug) = address.rsplit_once("/author/")?;
    let slug = slug.split(['/', '?', '#', '.']).next()?;
    let words: Vec<String> = slug
        .split(['-', '_'])
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(char::to_uppercase);
            first.into_iter().flatten().chain(letters).collect()
        })
        .collect();
    let named = (2..=4).contains(&words.len());
    named.then(|| person(&words.join(" "))).flatten()
}

/// The parts of a line between what joins names.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = line
        .split(['|', '/', ';', '\n', '•', '·', '&', ',', '，', '、'])
        .collect();
    for joint in JOINTS {
        pieces = pieces.iter().flat_map(|part| part.split(joint)).collect();
    }
    pieces
}

fn opens(lower: &str, opening: &str) -> bool {
    lower
        .strip_prefix(opening)
        .is_some_and(|rest| opening.ends_with(':') || rest.starts_with([' ', ':']))
}

fn without_opening(line: &str) -> &str {
    let lower = line.to_lowercase();
    // "Posted on 16 October 2025 by Ann Lee", "This post was written by Ann Lee"
    if OCCASIONS.iter().any(|occasion| lower.starts_with(occasion))
        && let Some((_, name)) = ["by", "von", "par", "por"]
            .iter()
            .find_map(|small| line.split_once(&format!(" {small} ")))
    {
        return name.trim_start();
    }
    let opening = OPENINGS.iter().find(|opening| opens(&lower, opening));
    // Lower-casing may change the length of a text; then nothing is cut.
    opening
        .and_then(|opening| line.get(opening.len()..))
        .map_or(line, |rest| rest.trim_start_matches([' ', ':']))
}

/// A person's name, without role, place or address; nothing if it is no person's.
pub(crate) fn person(printed: &str) -> Option<String> {
    let mut name = printed.trim();
    for cut in [
        " in ", " for ", " at ", " of ", " from ", " aus ", " à ", " (", " [", " - ", " – ", " — ",
        " @", " is a ", "(",
    ] {
        name = name.split(cut).next().unwrap_or(name);
    }
    // "Head of Marketing"
    if printed.trim() != name && !name.contains(' ') && printed.contains(" of ") {
        return None;
    }
    let name = without_opening(name.trim());
    // "ByAnn Lee": two elements without a space between them.
    let glued = name.strip_prefix("By").or_else(|| name.strip_prefix("BY"));
    let name = glued
        .filter(|rest| rest.starts_with(char::is_uppercase) && rest.contains(char::is_lowercase))
        .unwrap_or(name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '’' | '\''));
    let name = name.trim_start_matches(['.', '’', '\'']);
    // Korean prints the word for a reporter after the name.
    let name = name.strip_suffix(" 기자").unwrap_or(name);
    let words: Vec<_> = name.split_whitespace().collect();
    let length = name.chars().count();
    if !(1..=6).contains(&words.len()) || !(3..=50).contains(&length) {
        return None;
    }
    let odd = |c: char| {
        c.is_numeric()
            || matches!(
                c,
                '@' | '_' | ':' | '<' | '>' | '"' | '“' | '?' | '!' | '#' | '='
            )
    };
    let spaced = name.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    // A single word is a person only in scripts without capitals, or as a pen name in two cases.
    let capitals = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    // "courier.example"
    let is_site = |word: &str| {
        let end = word.rsplit_once('.').map_or("", |(_, end)| end);
        end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    if name.contains(odd) || name.contains("www.") || words.iter().any(|word| is_site(word)) {
        return None;
    }
    if spaced
        && (capitals == 0
            || !words.first().is_some_and(|word| small_first(word))
            || (words.len() > 1 && capitals * 2 < words.len()))
    {
        return None;
    }
    if words.len() == 1 && spaced && (!name.contains(char::is_lowercase) || length < 4) {
        return None;
    }
    let lower = name.to_lowercase();
    let job = lower
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| NOT_NAMES.contains(&word));
    // A name in a script without spaces is short; more is a sentence.
    let long = !spaced && length > 12;
    let other = long || agency::known(name).is_some() || date::read(name).is_some() || job;
    let dated = date::is_date_line(name);
    (!other && !dated).then(|| name.trim_end_matches('.').to_owned())
}

/// Whether a word can be the first of a name: a capital, or a particle.
fn small_first(word: &str) -> bool {
    word.starts_with(|c: char| !c.is_lowercase())
        || matches!(
            word,
            "de" | "van" | "von" | "al" | "el" | "da" | "di" | "del" | "le" | "la" | "ter" | "ten"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, writers: &[&str]) {
        assert_eq!(
            read(printed).unwrap_or_default(),
            writers,
            "reading {printed:?}"
        );
    }

    #[test]
    fn reads_writers_in_the_order_printed() {
        check("By Ann Lee", &["Ann Lee"]);
        check("Ann Lee and Bob Roy", &["Ann Lee", "Bob Roy"]);
        check(
            "By Ann Lee, Bob Roy & Cy Fox",
            &["Ann Lee", "Bob Roy", "Cy Fox"],
        );
        check("Von Ann Lee und Bob Roy", &["Ann Lee", "Bob Roy"]);
        check("Par Ann de la Lee", &["Ann de la Lee"]);
        check("Автор: Олена Коваль", &["Олена Коваль"]);
        check("BY ANN LEE", &["ANN LEE"]);
        check("By Ann Lee in Kyiv", &["Ann Lee"]);
        check("Ann Lee, Senior Reporter", &["Ann Lee"]);
        check("By Ann Lee | ann@example.org", &["Ann Lee"]);
        check("By Ann Lee(Kyiv)", &["Ann Lee"]);
        check("李安", &[]);
        check("王小明", &["王小明"]);
    }

    #[test]
    fn what_is_no_person_is_no_writer() {
        for printed in [
            "  ",
            "Staff Reporter",
            "Web Desk",
            "IBNS",
            "Reuters",
            "The Associated Press",
            "https://example.org/ann",
            "16 October 2025",
            "Northern Herald",
            "courier.example",
            "Head of Rivers",
            "by the river he waited",
            "<b>Ann</b>",
        ] {
            check(printed, &[]);
        }
    }

    #[test]
    fn a_credit_keeps_whom_it_names() {
        for (printed, names) in [
            (
                "Ann Lee and Bob Roy, dpa",
                vec!["Ann Lee", "Bob Roy", "dpa"],
            ),
            ("Staff Reporter", vec!["Staff Reporter"]),
            ("By Arn Courier News Desk", vec!["Arn Courier News Desk"]),
            ("Ann Lee, Kyiv", vec!["Ann Lee"]),
            ("Ann Lee 16 October 2025, 09:30", vec!["Ann Lee"]),
            ("Posted on 16 October 2025 by Ann Lee", vec!["Ann Lee"]),
            (
                "This post was written by Ann Lee, Head of Rivers",
                vec!["Ann Lee"],
            ),
            ("Ann Lee Oct 16, 2025 Arn Courier", vec!["Ann Lee"]),
            ("Ann Lee am Montag", vec!["Ann Lee"]),
            ("王小明2025-10-16 09:30", vec!["王小明"]),
            ("December 20, 2016", vec![]),
            ("https://courier.example/author/ann-lee/", vec!["Ann Lee"]),
            ("https://social.example/courier", vec![]),
            ("javascript:alert(1)", vec![]),
            ("Written by", vec![]),
        ] {
            assert_eq!(credits(printed), names, "reading {printed:?}");
        }
    }

    #[test]
    fn a_sentence_is_no_byline() {
        assert!(is_byline("By Ann Lee"));
        assert!(!is_byline("By the time the ferry left, the quay was empty"));
        assert!(!is_byline("Ann Lee"));
    }
}
