//! Bylines: who wrote it. Names of people only; an agency, an outlet, an address or a job is none.

mod words;

use crate::clipping::{agency, date, text};
use words::{JOINTS, NOT_NAMES, OPENINGS};

/// Whether a line begins as a byline does: "By Ann Lee", "Von Ann Lee".
pub(crate) fn is_byline(line: &str) -> bool {
    let lower = line.to_lowercase();
    line.chars().count() <= 160
        && OPENINGS.iter().any(|opening| opens(&lower, opening))
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
    for part in line.split(['|', '/', ';', '\n', '•', '·', '&']) {
        let mut parts = vec![part];
        for joint in JOINTS {
            parts = parts.iter().flat_map(|part| part.split(joint)).collect();
        }
        for name in parts.iter().flat_map(|part| part.split([',', '，', '、'])) {
            if let Some(name) = person(name)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
    }
    // More names than this are a list of staff, not a byline.
    (1..=12).contains(&names.len()).then_some(names)
}

fn opens(lower: &str, opening: &str) -> bool {
    lower
        .strip_prefix(opening)
        .is_some_and(|rest| opening.ends_with(':') || rest.starts_with([' ', ':']))
}

fn without_opening(line: &str) -> &str {
    let lower = line.to_lowercase();
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
        " @", " is a ",
    ] {
        name = name.split(cut).next().unwrap_or(name);
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
    if name.contains(odd) || name.contains("www.") || name.contains(".com") {
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
            "by the river he waited",
            "<b>Ann</b>",
        ] {
            check(printed, &[]);
        }
    }

    #[test]
    fn a_sentence_is_no_byline() {
        assert!(is_byline("By Ann Lee"));
        assert!(!is_byline("By the time the ferry left, the quay was empty"));
        assert!(!is_byline("Ann Lee"));
    }
}
