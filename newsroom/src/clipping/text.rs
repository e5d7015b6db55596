//! How any text from a page is made plain before it is kept.

/// Whether a character is never kept: controls, and the marks that turn the direction of text
/// around and so can make a line read as something it is not (Unicode TR36, bidirectional spoofing).
pub(crate) fn is_unprintable(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// One line of text: white space collapsed, nothing unprintable.
pub(crate) fn clean(text: &str) -> String {
    let text = text.trim();
    let mut line = String::with_capacity(text.len());
    // What was read and is as it should be, from here on, is copied in one piece.
    let mut from = 0;
    let mut spaced = true;
    for (at, c) in text.char_indices() {
        let is_space = c.is_whitespace() || c == '\u{200B}';
        let stays = match c {
            '!'..='~' => true,
            ' ' => !spaced,
            _ => !is_space && !is_unprintable(c),
        };
        if !stays {
            line.push_str(&text[from..at]);
            from = at + c.len_utf8();
            if is_space && !spaced {
                line.push(' ');
            }
        }
        spaced = is_space || (spaced && !stays);
    }
    line.push_str(&text[from..]);
    line.truncate(line.trim_end().len());
    line
}

/// The number of characters of a text that are not white space.
pub(crate) fn length(text: &str) -> u32 {
    let length = match text.is_ascii() {
        // Those of `char::is_whitespace`.
        true => text
            .bytes()
            .filter(|byte| !matches!(byte, b'\t'..=b'\r' | b' '))
            .count(),
        false => text.chars().filter(|c| !c.is_whitespace()).count(),
    };
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// [`clean`], or nothing where nothing is left.
pub(crate) fn cleaned(text: &str) -> Option<String> {
    Some(clean(text)).filter(|line| !line.is_empty())
}

/// A text as two printings of it compare: lower-case words and no punctuation.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut spaced = true;
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' => folded.push(c),
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            '\'' | '’' | '\u{AD}' => continue,
            _ if !c.is_ascii() && c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ if spaced => continue,
            _ => {
                folded.push(' ');
                spaced = true;
                continue;
            }
        }
        spaced = false;
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn fold_ascii(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    let mut spaced = true;
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            folded.push(byte.to_ascii_lowercase());
            spaced = false;
        } else if byte != b'\'' && !spaced {
            folded.push(b' ');
            spaced = true;
        }
    }
    if spaced {
        folded.pop();
    }
    String::from_utf8(folded).unwrap_or_default()
}

/// The number of words; in scripts that write no spaces, of characters.
pub(crate) fn words(text: &str) -> usize {
    if text.is_ascii() {
        return text
            .split_ascii_whitespace()
            .filter(|word| word.bytes().any(|byte| byte.is_ascii_alphanumeric()))
            .count();
    }
    let (mut words, mut has_letter) = (0, false);
    for c in text.chars() {
        if c.is_whitespace() {
            words += usize::from(has_letter);
            has_letter = false;
        } else if is_unspaced(c) {
            words += 1;
        } else {
            has_letter = has_letter || c.is_alphanumeric();
        }
    }
    words + usize::from(has_letter)
}

/// Whether a character belongs to a script that is written without spaces (Han, kana, Thai …).
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether a line ends as a sentence does, closing quotes and brackets aside.
pub(crate) fn ends_a_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']', ' '])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// Whether a text holds a letter.
pub(crate) fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, kept: &str) {
        assert_eq!(clean(printed), kept, "cleaning {printed:?}");
        assert_eq!(clean(kept), kept, "cleaning twice changes nothing");
    }

    #[test]
    fn a_line_is_kept_plain() {
        check("  two \t words\n", "two words");
        check("a\u{202E}b\u{0}c\u{2066}", "abc");
        check("\u{FEFF}Ann\u{A0}Lee\u{200B}", "Ann Lee");
        check("\u{1b}[31m", "[31m");
    }

    #[test]
    fn words_are_counted_in_every_script() {
        for (text, count) in [
            ("", 0),
            ("two words", 2),
            ("a – b", 2),
            ("今日は雨", 4),
            ("co-operate", 1),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
    }

    #[test]
    fn two_printings_fold_into_one() {
        assert_eq!(fold("“It’s OVER,” he said"), "its over he said");
    }
}
