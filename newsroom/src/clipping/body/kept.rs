//! What is known of lines without a judge: what is said twice, heads a box, or tells of the story.

use std::collections::HashSet;

use crate::clipping::agency;
use crate::clipping::dom::At;
use crate::clipping::lines::Line;
use crate::clipping::lists::{self, Heading};

/// Which lines are the story, where the judge says which are likely so.
pub(super) fn story(lines: &[Line<'_>], mut kept: Vec<bool>) -> Vec<bool> {
    keep_quotations_whole(lines, &mut kept);
    leave_out_copies(lines, &mut kept);
    leave_out_other_articles(lines, &mut kept);
    leave_out_lists_of_leads(lines, &mut kept);
    leave_out_bare_headings(lines, &mut kept);
    kept
}

/// The lines that are kept.
pub(super) fn of<'l>(lines: &'l [Line<'l>], kept: &[bool]) -> impl Iterator<Item = &'l Line<'l>> {
    let kept = lines.iter().zip(kept).filter(|(_, kept)| **kept);
    kept.map(|(line, _)| line)
}

/// How many lines below the story may tell whose it is.
const BELOW: usize = 4;

/// Adds lines that are not the story and tell of it: pointers to other stories, and below it the
/// agency and whose rights are reserved. They are taken out where they are read, in `trim`.
pub(super) fn add_what_tells(lines: &[Line<'_>], kept: &mut [bool]) {
    let (Some(first), Some(last)) = (
        kept.iter().position(|kept| *kept),
        kept.iter().rposition(|kept| *kept),
    ) else {
        return;
    };
    let end = lines.len().min(last + 1 + BELOW);
    for at in first..end {
        let (line, below) = (&lines[at], at > last);
        let tells = lists::pointer(&line.text).is_some()
            || (below
                && (agency::credit(&line.text).is_some() || agency::is_copyright(&line.text)));
        kept[at] |= tells && stands_alone(line);
    }
}

/// Whether a line becomes a block of its own: in an item or a cell nobody would read it.
fn stands_alone(line: &Line<'_>) -> bool {
    let mut around = std::iter::once(line.block).chain(line.block.ancestors());
    !around.any(|at| matches!(at.name(), "li" | "dl" | "table" | "blockquote" | "figure"))
}

/// A quotation of which a good part is kept is kept whole, with the line that says whose it is.
fn keep_quotations_whole(lines: &[Line<'_>], kept: &mut [bool]) {
    let mut at = 0;
    while at < lines.len() {
        let mut around = std::iter::once(lines[at].block).chain(lines[at].block.ancestors());
        let Some(quotation) = around.find(|at| at.name() == "blockquote") else {
            at += 1;
            continue;
        };
        let inside = |line: &&Line<'_>| line.first < quotation.end();
        let end = at + lines[at..].iter().take_while(inside).count();
        let (mut story, mut all) = (0, 0);
        for (line, kept) in lines[at..end].iter().zip(&kept[at..end]) {
            story += if *kept { line.length } else { 0 };
            all += line.length;
        }
        if story * 3 > all {
            kept[at..end].fill(true);
        }
        at = end.max(at + 1);
    }
}

/// Shortest line that nobody writes twice, in characters that are not white space.
const WRITTEN_ONCE: u32 = 50;

/// Leaves out what was said before, two paragraphs or more at a stretch: some pages hold their story
/// twice, for two widths of a screen. One alone may be a refrain.
fn leave_out_copies(lines: &[Line<'_>], kept: &mut [bool]) {
    let mut said = HashSet::new();
    let written = |at: &usize| kept[*at] && lines[*at].length >= WRITTEN_ONCE;
    let written: Vec<usize> = (0..lines.len()).filter(written).collect();
    let again: Vec<bool> = written
        .iter()
        .map(|at| !said.insert(lines[*at].folded.as_str()))
        .collect();
    for (nth, at) in written.into_iter().enumerate() {
        let is = |nth: Option<usize>| {
            nth.and_then(|nth| again.get(nth))
                .is_some_and(|again| *again)
        };
        let beside = is(nth.checked_sub(1)) || is(nth.checked_add(1));
        kept[at] = !(is(Some(nth)) && beside);
    }
}

/// Leaves out what stands in an `<article>` beside the one that begins the story and holds most of
/// it: the next story, appended below.
fn leave_out_other_articles(lines: &[Line<'_>], kept: &mut [bool]) {
    let story = lines.iter().zip(&*kept).filter(|(_, kept)| **kept);
    let begins = |(line, _): &(&Line<'_>, _)| line.length >= WRITTEN_ONCE;
    let Some(own) = story
        .clone()
        .find(begins)
        .and_then(|(line, _)| article(line))
    else {
        return;
    };
    let is_own = |line: &Line<'_>| own.place() < line.first && line.last < own.end();
    let (mut inside, mut all) = (0, 0);
    for (line, _) in story {
        inside += if is_own(line) { line.length } else { 0 };
        all += line.length;
    }
    if inside * 2 < all {
        return;
    }
    for (line, kept) in lines.iter().zip(kept) {
        // What stands around the story's own article is as much the story as what stands in it.
        let other = |at: At<'_>| at.end() <= own.place() || at.place() >= own.end();
        *kept &= is_own(line) || !article(line).is_some_and(other);
    }
}

/// The `<article>` that a line stands in, the nearest.
fn article<'a>(line: &Line<'a>) -> Option<At<'a>> {
    let mut around = line.block.ancestors();
    around.find(|at| at.name() == "article")
}

/// Leaves out the list right under a heading such as "Related articles", whatever its items look like.
fn leave_out_lists_of_leads(lines: &[Line<'_>], kept: &mut [bool]) {
    for (at, [heading, next]) in lines.array_windows().enumerate() {
        if lists::heading_folded(&heading.text, &heading.folded) != Some(Heading::After) {
            continue;
        }
        let mut around = std::iter::once(next.block).chain(next.block.ancestors());
        let list = around.find(|at| matches!(at.name(), "ul" | "ol"));
        let Some(list) = list.filter(|list| list.place() > heading.last) else {
            continue;
        };
        let inside = lines[at + 1..].iter().zip(&mut kept[at + 1..]);
        for (_, kept) in inside.take_while(|(line, _)| line.first < list.end()) {
            *kept = false;
        }
    }
}

/// Leaves out the headings of sections of which nothing was kept: the names of boxes.
fn leave_out_bare_headings(lines: &[Line<'_>], kept: &mut [bool]) {
    let is_heading = |at: usize| matches!(lines[at].block.name(), "h2" | "h3" | "h4" | "h5" | "h6");
    for at in 0..lines.len() {
        if kept[at] && is_heading(at) {
            let under = at + 1..lines.len();
            let mut section = under.take_while(|below| !is_heading(*below)).peekable();
            let empty = section.peek().is_some() && !section.any(|below| kept[below]);
            kept[at] = !empty && !heads_a_box(at, lines, kept);
        }
    }
}

/// Whether a heading stands in an element of its own with lines below it of which none was kept: the
/// story goes on after a box of facts.
fn heads_a_box(heading: usize, lines: &[Line<'_>], kept: &[bool]) -> bool {
    let Some(around) = lines[heading].block.parent() else {
        return false;
    };
    // Asked first, so that of all headings of an element one looks at what stands in it.
    let before = lines[..heading].last();
    if before.is_some_and(|line| line.last >= around.place()) {
        return false;
    }
    let inside = |line: &&Line<'_>| line.first < around.end();
    let below = lines[heading + 1..].iter().take_while(inside).count();
    below > 0 && kept[heading + 1..=heading + below].iter().all(|kept| !kept)
}
