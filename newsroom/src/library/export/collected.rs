//! The words of an export for what a library keeps of collections and editions as numbers.

/// What stands in a collection, from 1 on.
pub(super) const KINDS: [&str; 6] = ["section", "story", "note", "heading", "divider", "picture"];
/// How much of a story is printed, from 1 on.
pub(super) const FORMS: [&str; 4] = ["link", "summary", "quote", "full"];
/// What became of a delivery, from 1 on.
pub(super) const STATES: [&str; 3] = ["on-its-way", "delivered", "refused"];

/// The word for a number.
pub(super) fn word(words: &[&'static str], number: i64) -> Option<&'static str> {
    let at = usize::try_from(number).ok()?.checked_sub(1)?;
    words.get(at).copied()
}

/// The number of a word.
pub(super) fn number(words: &[&str], word: &str) -> Option<i64> {
    let at = words.iter().position(|known| *known == word)?;
    i64::try_from(at + 1).ok()
}

/// Whether a text is a UUID as we write one: feeds, books and mails are named by it.
pub(super) fn is_uuid(text: &str) -> bool {
    let ours = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
    };
    text.len() == 36 && text.bytes().enumerate().all(ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{Form, id_of};

    #[test]
    fn each_number_has_its_word() {
        let forms = Form::ALL.map(Form::as_str);
        assert_eq!(forms, FORMS);
        for words in [&KINDS[..], &FORMS, &STATES] {
            for of in 1..=i64::try_from(words.len()).unwrap() {
                assert_eq!(number(words, word(words, of).unwrap()), Some(of));
            }
            assert_eq!((word(words, 0), word(words, 7)), (None, None));
            assert_eq!(number(words, "quite"), None);
        }
    }

    #[test]
    fn a_uuid_is_one_as_we_write_it() {
        let id = id_of(&["edition"]);
        assert!(is_uuid(&id));
        for other in [
            "",
            "../../etc/passwd",
            &id.to_uppercase(),
            &id[1..],
            &id.replace('-', "0"),
        ] {
            assert!(!is_uuid(other), "{other}");
        }
    }
}
