//! Languages as files name them, and the direction in which they are read.

/// As much of a BCP 47 tag as is well-formed; none of what is no tag at all. Readers of books refuse a file
/// for a tag that is not, and pages write what they like.
pub(in crate::edition) fn well_formed(tag: &str) -> Option<&str> {
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let mut parts = tag.split('-');
    let language = parts.next()?;
    if !letters(language) || !matches!(language.len(), 2 | 3) {
        return None;
    }
    let mut end = language.len();
    // What may still come: 0 a script, 1 a region, 2 variants.
    let mut next = 0;
    let mut variants: Vec<&str> = Vec::new();
    for part in parts {
        let number = part.bytes().all(|b| b.is_ascii_digit());
        let plain = part.bytes().all(|b| b.is_ascii_alphanumeric());
        let begins_with_digit = part.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let after = match part.len() {
            4 if letters(part) && next == 0 => 1,
            2 if letters(part) && next <= 1 => 2,
            3 if number && next <= 1 => 2,
            4 if plain && begins_with_digit => 2,
            5..=8 if plain => 2,
            _ => break,
        };
        let variant = part.len() > 4 || part.len() == 4 && begins_with_digit;
        if variant && variants.iter().any(|one| one.eq_ignore_ascii_case(part)) {
            break;
        }
        if variant {
            variants.push(part);
        }
        next = after;
        end += 1 + part.len();
    }
    tag.get(..end)
}

/// Whether a language is written from right to left.
pub(in crate::edition) fn is_right_to_left(tag: &str) -> bool {
    const SCRIPTS: [&str; 8] = [
        "arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "mand",
    ];
    const LANGUAGES: [&str; 13] = [
        "ar", "fa", "he", "iw", "ur", "yi", "ji", "ps", "sd", "ug", "dv", "ckb", "arc",
    ];
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    match parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())) {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}

/// The direction of a letter: true from right to left, false from left to right, none for what takes its
/// direction from its neighbours.
pub(in crate::edition) fn direction(c: char) -> Option<bool> {
    match c {
        '\u{200F}' | '\u{061C}' => Some(true),
        '\u{200E}' => Some(false),
        '\u{0590}'..='\u{08FF}'
        | '\u{FB1D}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}' => c.is_alphabetic().then_some(true),
        _ => c.is_alphabetic().then_some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_tag_only_what_is_well_formed_is_kept() {
        for (tag, kept) in [
            ("en", Some("en")),
            ("zh-Hans-CN", Some("zh-Hans-CN")),
            ("es-419", Some("es-419")),
            ("de-CH-1996", Some("de-CH-1996")),
            ("en-GB-oxendict-oxendict", Some("en-GB-oxendict")),
            ("en-GB\" onload=\"x", Some("en")),
            ("en_US", None),
            ("", None),
            ("-", None),
            ("english", None),
            ("en-", Some("en")),
            ("uk-Латн", Some("uk")),
        ] {
            assert_eq!(well_formed(tag), kept, "{tag:?}");
        }
    }

    #[test]
    fn direction_follows_the_script_and_else_the_language() {
        for (tag, expected) in [
            ("ar-EG", true),
            ("he", true),
            ("az-Arab", true),
            ("ar-Latn", false),
            ("uk", false),
            ("", false),
        ] {
            assert_eq!(is_right_to_left(tag), expected, "{tag:?}");
        }
        assert_eq!(direction('ש'), Some(true));
        assert_eq!(direction('Ж'), Some(false));
        assert_eq!(direction('7'), None);
    }
}
