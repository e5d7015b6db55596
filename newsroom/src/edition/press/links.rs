//! Links as the standard of URLs calls them valid.

use std::borrow::Cow;
use std::fmt::Write as _;

/// An address, or what follows its scheme, with whatever no URL may hold escaped. Browsers write a `|` as it
/// was typed and servers take it; those who read books and documents may refuse the whole file for it.
/// References of markup stay as they are.
pub(in crate::edition) fn lawful(link: &str) -> Cow<'_, str> {
    // Brackets of a host are as they should be.
    let slashes = link.match_indices('/');
    let host = slashes.map(|(at, _)| at).nth(2).unwrap_or(link.len());
    let (host, path) = link.split_at(host);
    let hex = |at: usize| path.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    let wrong = |at: usize, c: char| match c {
        '|' | '^' | '{' | '}' | '[' | ']' | '\\' | '`' => true,
        '%' => !hex(at + 1) || !hex(at + 2),
        _ => false,
    };
    if !path.char_indices().any(|(at, c)| wrong(at, c)) {
        return Cow::Borrowed(link);
    }
    let mut out = host.to_owned();
    for (at, c) in path.char_indices() {
        match wrong(at, c) {
            true => drop(write!(out, "%{:02X}", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Markup whose links are lawful.
pub(in crate::edition) fn with_lawful_links(markup: &str) -> String {
    /// Text has its quotation marks escaped: what is found is an attribute.
    const LINK: &str = "href=\"http";
    let mut out = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = rest.find(LINK) {
        let (before, from) = rest.split_at(at + LINK.len());
        let (link, after) = from.split_at(from.find('"').unwrap_or(from.len()));
        out.push_str(before);
        out.push_str(&lawful(link));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_no_url_may_hold_is_escaped() {
        for (link, expected) in [
            ("https://[::1]:80/a[1]", "https://[::1]:80/a%5B1%5D"),
            (
                "https://a.example/?q=a|b&amp;c=100%",
                "https://a.example/?q=a%7Cb&amp;c=100%25",
            ),
            (
                "https://a.example/%7Cb?c={d}",
                "https://a.example/%7Cb?c=%7Bd%7D",
            ),
            ("https://a.example", "https://a.example"),
        ] {
            assert_eq!(lawful(link), expected, "{link}");
        }
    }
}
