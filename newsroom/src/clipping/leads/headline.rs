//! The headline of a link, and the sentence that goes with it.

use crate::clipping::dom;
use crate::clipping::outline::{Outline, Spot};
use crate::clipping::{furniture, lists, text};

/// How far above a link its card may begin.
const CARD: usize = 4;

/// The headline that a link prints. A card is often one link, with a label, a time and a writer in it.
pub(super) fn read(outline: &Outline<'_>, link: usize) -> Option<String> {
    let spot = &outline.spots[link];
    let inside = &outline.spots[link + 1..spot.end];
    let heading = inside
        .iter()
        .find(|below| is_heading(below) && below.text() > 0);
    let line = match heading {
        Some(heading) => {
            let line = dom::text_of(heading.at);
            // A label over the headline is often marked as a heading as well.
            let other = if text::words(&line) < 5 {
                lines(outline, link)
            } else {
                Vec::new()
            };
            let title = other.into_iter().find(|other| {
                (5..=20).contains(&text::words(other))
                    && fits(other)
                    && !text::ends_a_sentence(other)
            });
            title.unwrap_or(line)
        }
        None if stands_alone(outline, link) => dom::text_of(spot.at),
        None => {
            let mut lines = lines(outline, link);
            let first = lines
                .iter()
                .position(|line| text::words(line) >= 4 && fits(line));
            let at = first.or_else(|| longest(&lines))?;
            lines.swap_remove(at)
        }
    };
    let line = match lists::pointer(&line) {
        Some((_, rest)) => rest.to_owned(),
        None => line,
    };
    let line = line
        .trim_end_matches(['»', '→', '›', ' '])
        .trim_start_matches(['«', '›', '•', ' ']);
    fits(line).then(|| line.to_owned())
}

fn longest(lines: &[String]) -> Option<usize> {
    let lengths = lines.iter().map(|line| line.chars().count()).enumerate();
    lengths.max_by_key(|(_, length)| *length).map(|(at, _)| at)
}

/// Whether a line can be a headline.
fn fits(line: &str) -> bool {
    let (words, letters) = (text::words(line), line.chars().count());
    // In scripts without spaces a word has a letter or two.
    let long = letters >= 12 || (words >= 6 && words == letters);
    words >= 3
        && long
        && letters <= 300
        && !furniture::after_the_story(line)
        && !furniture::is_dated(line)
        && lists::heading(line).is_none()
        && !lists::is_about_the_list(&text::fold(line))
}

fn is_heading(spot: &Spot<'_>) -> bool {
    matches!(spot.name(), "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Whether a link holds one line: words of its own, with nothing but styles among them.
fn stands_alone(outline: &Outline<'_>, link: usize) -> bool {
    let spot = &outline.spots[link];
    let inside = &outline.spots[link + 1..spot.end];
    let mut words = spot.at.children().filter_map(dom::text);
    let own = words.any(|words| words.trim().len() >= 8);
    // A count of comments in a link is a word of its own.
    let styled = |below: &Spot<'_>| {
        let number =
            below.text() < 6 && dom::text_of(below.at).starts_with(|c: char| c.is_ascii_digit());
        below.text() == 0 || dom::is_inline(below.name()) && !number
    };
    own && inside.iter().all(styled)
}

/// The lines in a link: what its innermost elements say, and its own words.
fn lines(outline: &Outline<'_>, link: usize) -> Vec<String> {
    let spot = &outline.spots[link];
    let mut lines = Vec::new();
    let own: String = spot.at.children().filter_map(dom::text).collect();
    lines.extend(text::cleaned(&own));
    let mut until = link;
    for at in link + 1..spot.end {
        let below = &outline.spots[at];
        if at < until || below.text() == 0 {
            continue;
        }
        // An element is one line if it has words of its own, or only one element in it has any.
        let worded = below
            .at
            .children()
            .filter_map(dom::text)
            .any(|words| !words.trim().is_empty());
        if worded {
            lines.push(dom::text_of(below.at));
            until = below.end;
        }
    }
    lines
}

/// Whether a link stands in a paragraph that says more than the link.
pub(super) fn stands_in_prose(outline: &Outline<'_>, link: usize) -> bool {
    let mut at = link;
    for _ in 0..CARD {
        let spot = &outline.spots[at];
        if !dom::is_inline(spot.name()) {
            let other = spot.text() - spot.linked_text();
            let pointed = || spot.text() < 300 && lists::pointer(&dom::text_of(spot.at)).is_some();
            return spot.name() == "p"
                && other > 30
                && other * 2 > spot.linked_text()
                && !pointed();
        }
        at = spot.parent;
    }
    false
}

/// The sentence in the same card as a headline: in the link itself, or in the box around it that
/// holds no other link.
pub(super) fn summary(
    outline: &Outline<'_>,
    link: usize,
    from: usize,
    headline: &str,
) -> Option<String> {
    let folded = text::fold(headline);
    let sentence = |line: &String| {
        let length = line.chars().count();
        let other = text::fold(line);
        (40..600).contains(&length)
            && text::words(line) >= 6
            && (text::ends_a_sentence(line) || length >= 100)
            && !other.contains(&folded)
            && !folded.contains(&other)
            && !furniture::is_dated(line)
            && !furniture::after_the_story(line)
    };
    if let Some(line) = lines(outline, link).into_iter().find(sentence) {
        return Some(line);
    }
    let href = dom::attr(outline.spots[link].at, "href");
    let mut card = link;
    for _ in 0..CARD {
        card = outline.spots[card].parent;
        if card < from {
            return None;
        }
        let spot = &outline.spots[card];
        // A card is small: what is longer is a list, or the story.
        if spot.end - card > 60 || spot.text() > 1_500 {
            return None;
        }
        let inside = &outline.spots[card + 1..spot.end];
        let other = inside.iter().any(|below| {
            let elsewhere = below.name() == "a" && dom::attr(below.at, "href") != href;
            elsewhere && below.text() >= super::SHORTEST
        });
        if other {
            return None;
        }
        let blocks = (card + 1..spot.end)
            .map(|at| (at, &outline.spots[at]))
            .filter(|(_, below)| matches!(below.name(), "p" | "div" | "span"))
            .filter(|(at, below)| below.text() >= 30 && !holds_blocks(outline, *at));
        if let Some(line) = blocks
            .map(|(_, below)| dom::text_of(below.at))
            .find(sentence)
        {
            return Some(line);
        }
    }
    None
}

fn holds_blocks(outline: &Outline<'_>, at: usize) -> bool {
    let inside = &outline.spots[at + 1..outline.spots[at].end];
    inside
        .iter()
        .any(|below| !dom::is_inline(below.name()) && below.text() > 0)
}
