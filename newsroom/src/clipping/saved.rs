//! What a page that was saved as a file says of where it came from, in a comment before its markup.
//!
//! Browsers write `<!-- saved from url=(0031)https://… -->`; the extension SingleFile writes a comment
//! of several lines with `url:` and `saved date:`.

use chrono::NaiveDate;

use crate::clipping::{Clipping, date, html};
use crate::{Address, Page};

/// How far into a page such a comment stands, in characters. A declaration may stand before it.
const WITHIN: usize = 4_096;

/// Where a page was saved from, and when.
#[derive(Debug, Default, PartialEq, Eq)]
struct Saved {
    from: Option<Address>,
    on: Option<NaiveDate>,
}

/// Cuts a clipping out of a page's markup. A file has no address of its own; a saved page says where
/// it was.
pub(crate) fn cut(markup: &str, page: &Page) -> Clipping {
    let saved = match page.address {
        Some(_) => Saved::default(),
        None => read(markup),
    };
    if saved.from.is_none() {
        return html::cut(markup, page);
    }
    let seen = saved.on.and_then(|day| day.and_hms_opt(12, 0, 0));
    let page = Page {
        address: saved.from,
        bytes: Vec::new(),
        seen_at: seen.map_or(page.seen_at, |seen| seen.and_utc()),
        charset: None,
        ..*page
    };
    html::cut(markup, &page)
}

/// Reads the comment, if there is one.
fn read(markup: &str) -> Saved {
    let end = markup
        .char_indices()
        .nth(WITHIN)
        .map_or(markup.len(), |(end, _)| end);
    let mut head = markup.get(..end).unwrap_or(markup);
    while let Some((_, rest)) = head.split_once("<!--") {
        let (comment, after) = rest.split_once("-->").unwrap_or((rest, ""));
        let saved = of_comment(comment);
        if saved.from.is_some() {
            return saved;
        }
        head = after;
    }
    Saved::default()
}

fn of_comment(comment: &str) -> Saved {
    let comment = comment.trim();
    if let Some(rest) = comment.strip_prefix("saved from url=(") {
        let place = rest.split_once(')').map_or("", |(_, place)| place);
        return Saved {
            from: web_address(place),
            on: None,
        };
    }
    if !comment.contains("SingleFile") {
        return Saved::default();
    }
    let field = |name: &str| {
        comment
            .lines()
            .find_map(|line| line.trim().strip_prefix(name))
    };
    Saved {
        from: field("url:").and_then(web_address),
        on: field("saved date:")
            .and_then(date::read)
            .map(|published| published.day()),
    }
}

fn web_address(place: &str) -> Option<Address> {
    let place = place.trim();
    let web = place.starts_with("http://") || place.starts_with("https://");
    web.then(|| Address::read(place).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_page_says_where_it_came_from() {
        let single = "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://courier.example/a?b=1 \n \
            saved date: Thu Oct 16 2025 11:20:03 GMT+0200 (Central European Summer Time)\n--><head>";
        for (markup, from, on) in [
            (
                single,
                Some("https://courier.example/a?b=1"),
                Some("2025-10-16"),
            ),
            (
                "<!-- saved from url=(0025)https://courier.example/a -->\n<html>",
                Some("https://courier.example/a"),
                None,
            ),
            (
                "<!-- a note --><!-- saved from url=(0025)https://courier.example/a --><html>",
                Some("https://courier.example/a"),
                None,
            ),
            ("<!-- saved from url=(0014)about:internet -->", None, None),
            (
                "<!-- Page saved with SingleFile\n url: javascript:alert(1)\n-->",
                None,
                None,
            ),
            (
                "<!-- Page saved with SingleFile\n url: file:///home/ann/a.html\n-->",
                None,
                None,
            ),
            ("<html><p>url: https://courier.example/a", None, None),
            ("<!-- url: https://courier.example/a", None, None),
        ] {
            let saved = read(markup);
            assert_eq!(saved.from.as_ref().map(Address::as_str), from, "{markup}");
            assert_eq!(
                saved.on.map(|day| day.to_string()).as_deref(),
                on,
                "{markup}"
            );
        }
    }
}
