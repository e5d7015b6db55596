//! Names as a bibliography sorts them.

use super::one_line;

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::edition::press) enum Name {
    /// A person whose family name is known: "von der Leyen", "Ursula".
    Person {
        /// With whatever stands before it.
        family: String,
        /// First names and initials.
        given: String,
    },
    /// A name as it was printed, which is not to be turned round.
    Whole(String),
}

/// What stands before family names, and belongs to them.
const PARTICLES: &[&str] = &[
    "al", "af", "av", "da", "das", "de", "del", "dela", "della", "den", "der", "di", "do", "dos",
    "du", "el", "la", "le", "los", "ten", "ter", "van", "vom", "von", "y", "zu", "zum", "zur",
];

/// Words that no person is called by.
const BODIES: &[&str] = &[
    "agency",
    "bureau",
    "correspondent",
    "desk",
    "editor",
    "editorial",
    "editors",
    "media",
    "news",
    "newsroom",
    "office",
    "press",
    "reporter",
    "reporters",
    "service",
    "staff",
    "team",
    "the",
    "wire",
];

/// Languages in which the family name comes first.
const FAMILY_FIRST: &[&str] = &["hu", "ja", "ko", "vi", "zh"];

impl Name {
    /// A name as it was printed, taken apart only where there is no doubt: two words, initials between
    /// them, particles before the last. "Gabriel García Márquez" stays whole, for no rule says which of
    /// three words the family has.
    pub(super) fn of(printed: &str, language: Option<&str>) -> Option<Name> {
        let printed = one_line(printed);
        if printed.is_empty() {
            return None;
        }
        let parted = parted(&printed, language.unwrap_or_default());
        Some(parted.unwrap_or(Name::Whole(printed)))
    }
}

fn parted(printed: &str, language: &str) -> Option<Name> {
    let tongue = language.split('-').next().unwrap_or_default();
    if FAMILY_FIRST.contains(&tongue) {
        return None;
    }
    let words: Vec<_> = printed.split(' ').collect();
    let (first, rest) = words.split_first()?;
    let (last, between) = rest.split_last()?;
    let named = |word: &str| {
        let letters = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-');
        word.chars().all(letters)
            && word.chars().next().is_some_and(char::is_uppercase)
            && !BODIES.contains(&&*word.to_lowercase())
    };
    let initial = |word: &str| {
        word.strip_suffix('.').is_some_and(|letters| {
            letters.chars().count() <= 2 && letters.chars().all(char::is_uppercase)
        })
    };
    if !(named(first) || initial(first)) || !named(last) {
        return None;
    }
    let initials = between.iter().take_while(|word| initial(word)).count();
    let (initials, particles) = between.split_at_checked(initials)?;
    if !particles.iter().all(|word| PARTICLES.contains(word)) {
        return None;
    }
    let given: Vec<_> = [*first]
        .into_iter()
        .chain(initials.iter().copied())
        .collect();
    let family: Vec<_> = particles.iter().copied().chain([*last]).collect();
    Some(Name::Person {
        family: family.join(" "),
        given: given.join(" "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_parted_only_where_there_is_no_doubt() {
        for (printed, family, given) in [
            ("Ann Lee", "Lee", "Ann"),
            ("John F. Kennedy", "Kennedy", "John F."),
            ("J. R. R. Tolkien", "Tolkien", "J. R. R."),
            ("Ursula von der Leyen", "von der Leyen", "Ursula"),
            ("Siobhán O’Neill-Ng", "O’Neill-Ng", "Siobhán"),
            ("Олена Коваль", "Коваль", "Олена"),
        ] {
            let parted = Name::Person {
                family: family.to_owned(),
                given: given.to_owned(),
            };
            assert_eq!(Name::of(printed, Some("en")), Some(parted), "{printed}");
        }
        for whole in [
            "Gabriel García Márquez",
            "Ukrinform",
            "Courier Staff",
            "The Economist",
            "李明",
            "Lee, Ann",
            "Ann and Bob",
            "Ann Lee 3",
            "=1+1",
        ] {
            assert_eq!(Name::of(whole, None), Some(Name::Whole(whole.to_owned())));
        }
        assert_eq!(
            Name::of("Mao Zedong", Some("zh-Hans")),
            Some(Name::Whole("Mao Zedong".into()))
        );
        assert_eq!(Name::of(" \u{0} ", None), None);
    }
}
