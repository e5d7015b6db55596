//! Tags with more attributes than any page has.

use std::borrow::Cow;

/// The parser compares each attribute of a tag with all before it: 160,000 of them in one tag took
/// it 38 s. Real tags have a dozen.
const MOST: usize = 256;

/// The page, with what comes after the 256th attribute of a tag left out.
pub(crate) fn few(page: &str) -> Cow<'_, str> {
    let mut written = String::new();
    let (mut copied, mut at) = (0, 0);
    while let Some(tag) = page[at..].find('<').map(|found| at + found) {
        let Tag { length, surplus } = read(&page.as_bytes()[tag..]);
        at = tag + length;
        if let Some(surplus) = surplus {
            written.push_str(&page[copied..tag + surplus]);
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(page);
    }
    written.push_str(&page[copied..]);
    Cow::Owned(written)
}

struct Tag {
    /// Bytes up to its `>`, or to the end of the page.
    length: usize,
    /// Where its surplus attributes begin.
    surplus: Option<usize>,
}

/// Reads the tag at the beginning, by the tokenizer's rules for attributes (HTML standard,
/// §13.2.5.32–39): only a value that follows `=` can be in quotes.
fn read(bytes: &[u8]) -> Tag {
    let none = Tag {
        length: 1,
        surplus: None,
    };
    if !bytes
        .get(1)
        .is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/')
    {
        return none;
    }
    let (mut attributes, mut surplus) = (0, None);
    let mut quote = None;
    let mut before = b'<';
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        let apart = before.is_ascii_whitespace() || before == b'/';
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => continue,
            (None, b'>') => {
                return Tag {
                    length: at,
                    surplus,
                };
            }
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, _) if byte.is_ascii_whitespace() && before == b'=' => continue,
            (None, _) if apart && !byte.is_ascii_whitespace() && byte != b'=' => {
                attributes += 1;
                if attributes > MOST {
                    surplus = surplus.or(Some(at));
                }
            }
            (None, _) => {}
        }
        before = byte;
    }
    Tag {
        length: bytes.len(),
        surplus,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_people_wrote_is_left_alone() {
        for page in [
            "<p class=\"a b\" id='c > d' data-x = \"<e f>\">Text, 1 < 2</p>",
            "a<b && c>d",
            "<",
            "<a",
            "<a href=\"open",
        ] {
            assert_eq!(few(page), page);
        }
    }

    #[test]
    fn what_comes_after_256_attributes_is_left_out() {
        let many: String = (0..1_000).map(|n| format!(" a{n}=\"x > y\"")).collect();
        let page = format!("<p{many}>Text</p><i>more</i>");
        let kept = few(&page);
        assert!(
            kept.contains("a255=\"x > y\"") && !kept.contains("a256"),
            "{kept}"
        );
        assert!(kept.ends_with(">Text</p><i>more</i>"), "{kept}");
        // Glued together and never closed, they are still attributes to the parser.
        assert!(few(&format!("<p{}", "/a".repeat(9_000))).len() < 1_000);
    }
}
