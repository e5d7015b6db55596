//! The bylines that a page marks or prints: where they stand, and how sure they are.

use super::is_in_a_figure;
use crate::clipping::dom::{self, At};
use crate::clipping::marks::{self, Mark, Marks};
use crate::clipping::survey::Survey;
use crate::clipping::{byline, text};

/// Most bylines that are looked at; a page with more is a list of stories.
const MOST: usize = 24;

/// What the page marks as its byline: how sure it is, where, and the lines in it.
struct Marked<'a> {
    far: bool,
    rank: u8,
    at: At<'a>,
    lines: Vec<String>,
}

/// The texts that the page marks as its byline near the headline, and elsewhere, best first; each with
/// those beside it that are marked alike, as several writers are. A byline in a card or a list belongs
/// to another story, so only those outside of such boxes count.
pub(super) fn marked_bylines(
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    surest: u8,
) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let mut bylines: Vec<Marked<'_>> = Vec::new();
    for mark in marks.of(marks::WRITER) {
        let Some(rank) = rank(mark).filter(|rank| *rank <= surest) else {
            continue;
        };
        let at = mark.at;
        if survey.is_boxed(at) || bylines.len() > MOST || is_in_a_figure(at) {
            continue;
        }
        let far = marks
            .headline
            .is_some_and(|headline| mark.place + ABOVE < headline || mark.place > headline + BELOW);
        let mut lines = lines_of(at);
        // One word is a name only where nothing else is marked so.
        lines.retain(|line| rank <= 1 || text::words(line) > 1);
        if !lines.is_empty() {
            bylines.push(Marked {
                far,
                rank,
                at,
                lines,
            });
        }
    }
    bylines.sort_by_key(|marked| (marked.far, marked.rank));
    let beside = |one: &Marked<'_>| {
        let alike = bylines.iter().filter(|other| other.rank == one.rank);
        let near = alike.filter(|other| stand_together(one.at, other.at));
        near.flat_map(|other| other.lines.iter().cloned()).collect()
    };
    let nears = bylines.partition_point(|marked| !marked.far);
    let all: Vec<Vec<String>> = bylines.iter().map(beside).collect();
    let (near, far) = all.split_at(nears);
    (near.to_vec(), far.to_vec())
}

/// The one name that is surely marked as the author's anywhere, also in a box: some print it there
/// only. Several are those of other stories.
pub(super) fn boxed_byline(marks: &Marks<'_>) -> Option<String> {
    let sure = marks
        .of(marks::WRITER)
        .filter(|mark| rank(mark).is_some_and(|rank| rank <= 1));
    let mut names = sure.take(MOST).flat_map(|mark| lines_of(mark.at));
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

/// How far above and below the headline its byline stands, in elements.
const ABOVE: usize = 40;
const BELOW: usize = 150;

/// The lines of a marked byline: what it gives for a name, else its text where that is short, else
/// the names in it that are links, else the first piece of it that is a person.
fn lines_of(at: At<'_>) -> Vec<String> {
    let inner = dom::elements(at)
        .find(|below| dom::attr(*below, "itemprop").is_some_and(|prop| prop == "name"));
    let said = |at| dom::attr(at, "content").and_then(text::cleaned);
    let line = inner
        .and_then(said)
        .unwrap_or_else(|| dom::text_of(inner.unwrap_or(at)));
    if line.is_empty() {
        return said(at).into_iter().collect();
    }
    if line.chars().count() >= 300 {
        return Vec::new();
    }
    let sure = byline::is_byline(&line) || text::words(&line) <= 3;
    if sure || inner.is_some() {
        return vec![line];
    }
    let mut names: Vec<String> = Vec::new();
    let links = dom::elements(at).filter(|below| dom::name(*below) == "a");
    for link in links.take(8) {
        let name = dom::text_of(link);
        let whole = text::words(&name) <= 4 && byline::person(&name).is_some();
        if whole && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        let mut pieces = dom::elements(at)
            .flat_map(dom::lines_in)
            .filter_map(text::cleaned);
        let piece = pieces.find(|piece| {
            text::words(piece) > 1
                && byline::credits(piece)
                    .iter()
                    .any(|name| byline::person(name).is_some())
        });
        names.extend(piece);
    }
    if names.is_empty() {
        names.push(line);
    }
    names
}

/// How sure an element is the byline; the surest is 0.
fn rank(mark: &Mark<'_>) -> Option<u8> {
    let at = mark.at;
    let prop = dom::attr(at, "itemprop")
        .is_some_and(|prop| marks::said(prop, "author") || marks::said(prop, "creator"));
    let named = |names: &[&str]| names.iter().any(|name| dom::says(&mark.words, name));
    if dom::name(at) == "meta" {
        return None;
    }
    if prop {
        Some(0)
    } else if dom::attr(at, "rel").is_some_and(|rel| marks::said(rel, "author")) {
        Some(1)
    } else if named(&[
        "byline name",
        "author name",
        "authorname",
        "byline author",
        "author link",
    ]) {
        Some(2)
    } else if named(&[
        "byline", "bylines", "by line", "writer", "reporter", "auteur", "autor",
    ]) || mark.words.contains(" byline")
    {
        Some(3)
    } else if named(&["author", "authors", "post author", "article author"]) {
        Some(4)
    } else if dom::name(at) == "address" {
        Some(5)
    } else if dom::attr(at, "href").is_some_and(marks::is_profile) && mark.below {
        Some(6)
    } else {
        None
    }
}

/// Whether two elements are of one kind and have one parent, or are alone in neighbouring items.
fn stand_together(one: At<'_>, other: At<'_>) -> bool {
    let above = |at: At<'_>, steps| at.ancestors().nth(steps).map(|above| above.place());
    let item = |at: At<'_>| {
        at.parent()
            .is_some_and(|above| matches!(dom::name(above), "li" | "span"))
    };
    let shared = above(one, 0) == above(other, 0)
        || (item(one) && item(other) && above(one, 1) == above(other, 1));
    one.place() == other.place() || (dom::name(one) == dom::name(other) && shared)
}

/// The first line below the headline that says who wrote the story: "By Ann Lee", also where the
/// "By" and the name stand in elements of their own.
pub(super) fn printed_byline(survey: &Survey<'_>) -> Option<String> {
    let mut below = false;
    survey.elements().find_map(|(at, ..)| {
        below |= dom::name(at) == "h1";
        if !below || dom::is_unread(dom::name(at)) {
            return None;
        }
        let line = dom::own_line(at)?;
        let opening = byline::is_opening(&line);
        if (!opening && !byline::is_byline(&line)) || survey.is_boxed(at) {
            return None;
        }
        if !opening {
            return Some(line);
        }
        let mut around = [Some(at), at.parent()]
            .into_iter()
            .flatten()
            .map(dom::text_of);
        around.find(|line| line.chars().count() < 100 && byline::is_byline(line))
    })
}
