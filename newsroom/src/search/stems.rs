//! What is left of a word without its endings, so that `talks` finds `talking`.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The languages whose endings are known, by their BCP 47 primary tag, and how they are written.
const KNOWN: [(&str, Algorithm, Script); 21] = [
    ("en", Algorithm::English, Script::Latin),
    ("ar", Algorithm::Arabic, Script::Other),
    ("ca", Algorithm::Catalan, Script::Latin),
    ("cs", Algorithm::Czech, Script::Latin),
    ("da", Algorithm::Danish, Script::Latin),
    ("de", Algorithm::German, Script::Latin),
    ("el", Algorithm::Greek, Script::Other),
    ("es", Algorithm::Spanish, Script::Latin),
    ("fi", Algorithm::Finnish, Script::Latin),
    ("fr", Algorithm::French, Script::Latin),
    ("hu", Algorithm::Hungarian, Script::Latin),
    ("it", Algorithm::Italian, Script::Latin),
    ("nl", Algorithm::Dutch, Script::Latin),
    ("no", Algorithm::Norwegian, Script::Latin),
    ("pl", Algorithm::Polish, Script::Latin),
    ("pt", Algorithm::Portuguese, Script::Latin),
    ("ro", Algorithm::Romanian, Script::Latin),
    ("ru", Algorithm::Russian, Script::Cyrillic),
    ("sv", Algorithm::Swedish, Script::Latin),
    ("tr", Algorithm::Turkish, Script::Latin),
    ("uk", Algorithm::Ukrainian, Script::Cyrillic),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Other,
}

/// A language whose endings are known.
#[derive(Clone, Copy)]
pub struct Endings {
    tag: &'static str,
    stemmer: Stemmer,
    script: Script,
}

impl std::fmt::Debug for Endings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Endings({})", self.tag)
    }
}

/// The endings of a language; English ones where no language is named, none where the named one has
/// no endings that are known.
pub fn endings(language: Option<&str>) -> Option<Endings> {
    let primary = match language {
        None => "en",
        Some(tag) => tag.split(['-', '_']).next().unwrap_or(tag),
    };
    let primary = if matches!(primary, "nb" | "nn") {
        "no"
    } else {
        primary
    };
    KNOWN
        .iter()
        .find(|(tag, ..)| tag.eq_ignore_ascii_case(primary))
        .map(|&(tag, algorithm, script)| Endings {
            tag,
            stemmer: Stemmer::new(algorithm),
            script,
        })
}

/// The endings of all languages in which a word may be, by its letters.
pub fn likely(word: &str) -> impl Iterator<Item = Endings> {
    let script = match word.chars().find(|letter| letter.is_alphabetic()) {
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        Some('\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' | '\u{600}'..='\u{6ff}') => {
            Script::Other
        }
        _ => Script::Latin,
    };
    (KNOWN.iter().filter_map(|(tag, ..)| endings(Some(tag))))
        .filter(move |endings| endings.script == script)
}

impl Endings {
    /// The language's BCP 47 primary tag.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// A folded word without its ending; the word itself where it has none.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        // Numbers and single letters have no endings, and a long one is no word.
        if word.len() < 3 || word.len() > 40 || !word.chars().all(char::is_alphabetic) {
            return Cow::Borrowed(word);
        }
        self.stemmer.stem(word)
    }
}

/// A folded word without its ending in one language, English where none is named.
pub fn stem<'w>(language: Option<&str>, word: &'w str) -> Cow<'w, str> {
    match endings(language) {
        Some(endings) => endings.stem(word),
        None => Cow::Borrowed(word),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{likely, stem};
    use crate::search::tokens;

    #[test]
    fn forms_of_a_word_meet_in_its_language() {
        for (language, one, other) in [
            (None, "talks", "talking"),
            (Some("en-GB"), "elections", "election"),
            (Some("de"), "verhandlungen", "verhandlung"),
            (Some("fr"), "négociations", "négociation"),
            (Some("ru"), "переговоры", "переговоров"),
            (Some("es"), "elecciones", "elección"),
            (Some("nb"), "valgene", "valg"),
            (Some("uk"), "вибори", "виборів"),
        ] {
            let folded = |word: &str| {
                let (folded, _) = tokens(word).next().expect("it is a word");
                stem(language, &folded).into_owned()
            };
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn a_language_without_known_endings_leaves_words_as_they_are() {
        assert_eq!(stem(Some("ja"), "talks"), "talks");
        assert!(likely("переговоры").all(|endings| matches!(endings.tag(), "ru" | "uk")));
        assert_eq!(
            likely("talks").next().map(|endings| endings.tag()),
            Some("en")
        );
    }

    proptest! {
        #[test]
        fn no_word_is_too_odd_to_be_stemmed(word in any::<String>()) {
            for (word, _) in tokens(&word) {
                for endings in likely(&word) {
                    let _ = endings.stem(&word);
                }
            }
        }
    }
}
