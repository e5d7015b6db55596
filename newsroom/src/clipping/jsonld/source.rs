//! JSON as it stands in pages.

use serde_json::Value;

use crate::clipping::entities::unescaped;

/// JSON, also where a template left it a little broken: in a comment or CDATA, with line ends in
/// strings, with commas after the last item, with a semicolon at the end.
pub(super) fn parse(source: &str) -> Option<Value> {
    let mut source = source.trim().trim_start_matches('\u{FEFF}');
    for (open, close) in [
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<![CDATA[", "]]>"),
    ] {
        source = source.strip_prefix(open).unwrap_or(source).trim();
        source = source.strip_suffix(close).unwrap_or(source).trim();
    }
    let source = source.trim_end_matches(';');
    if source.starts_with("{&quot;") || source.starts_with("[{&quot;") {
        return serde_json::from_str(&unescaped(source)).ok();
    }
    serde_json::from_str(source)
        .ok()
        .or_else(|| serde_json::from_str(&mended(source)).ok())
}

/// JSON as its template meant it: no line ends and no halves of characters in its strings, no
/// comments and no trailing commas outside of them.
fn mended(source: &str) -> String {
    let mut mended = String::with_capacity(source.len());
    let mut inside = false;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '\\' if inside => {
                length = escape(rest, &mut mended);
            }
            '"' => {
                inside = !inside;
                mended.push('"');
            }
            c if inside && c.is_control() => mended.push(' '),
            '/' if !inside && rest.starts_with("/*") => {
                length = rest.find("*/").map_or(rest.len(), |end| end + 2);
            }
            '/' if !inside && rest.starts_with("//") => {
                length = rest.find('\n').unwrap_or(rest.len());
            }
            '}' | ']' if !inside => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
                mended.push(c);
            }
            c => mended.push(c),
        }
        rest = &rest[length..];
    }
    mended
}

/// Copies the escape at the beginning of a text if JSON knows it, and answers its length. Half of a
/// character (a lone surrogate) becomes the mark for one that is lost.
fn escape(rest: &str, mended: &mut String) -> usize {
    let unit = |at: usize| {
        let digits = rest.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match (rest.as_bytes().get(1), unit(0), unit(6)) {
        (_, Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => {
            mended.push_str(&rest[..12]);
            12
        }
        (_, Some(0xD800..=0xDFFF), _) => {
            mended.push('\u{FFFD}');
            6
        }
        (_, Some(_), _) => {
            mended.push_str(&rest[..6]);
            6
        }
        (Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't'), ..) => {
            mended.push_str(&rest[..2]);
            2
        }
        // JSON knows no other escape: what is escaped is meant as it is.
        _ => 1,
    }
}
