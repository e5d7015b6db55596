//! The body: the lines that are the story, as blocks.

use std::collections::HashSet;

use crate::Address;
use crate::clipping::blocks::{self, Cutting};
use crate::clipping::dom::{At, Tree};
use crate::clipping::lines::{self, Line};
use crate::clipping::lists::{self, Heading};
use crate::clipping::signs::{self, Claims};
use crate::clipping::survey::Survey;
use crate::clipping::{Block, judge};

/// Shortest body that is believed to be whole, in characters that are not white space: with less, the
/// judge is asked for what it would rather keep than not.
const SHORT: u32 = 140;

/// How sure the judge must be where a page would else have nearly no body.
const RATHER: f32 = 0.3;

/// Finds the body of a page.
pub(crate) fn find(
    tree: &Tree,
    survey: &Survey<'_>,
    claims: &Claims,
    base: Option<&Address>,
) -> Vec<Block> {
    let lines = lines::read(tree);
    let signs = signs::read(&lines, survey, claims);
    let verdicts = judge::verdicts(&lines, signs);
    let above = |sure: f32| {
        let mut kept: Vec<bool> = verdicts.iter().map(|verdict| *verdict >= sure).collect();
        leave_out_copies(&lines, &mut kept);
        leave_out_other_articles(&lines, &mut kept);
        leave_out_lists_of_leads(&lines, &mut kept);
        with_something_under_each_heading(&lines, kept)
    };
    let mut kept = above(judge::SURE);
    if kept.iter().map(|line| line.length).sum::<u32>() < SHORT {
        kept = above(RATHER);
    }
    let (Some(first), Some(last)) = (kept.first(), kept.last()) else {
        return Vec::new();
    };
    // Pictures stand between the lines, or beside the first and the last.
    let from = first.block.parent().unwrap_or(first.block).place();
    let to = last.block.parent().unwrap_or(last.block).end();
    let story = Story::new(tree, &kept, survey, (from, to));
    let skip = |at: At<'_>| story.leaves_out(at);
    let cutting = Cutting {
        base,
        skip: &skip,
        titled: false,
    };
    // The smallest element that holds all of it.
    let mut top = first.block;
    while top.end() <= last.last {
        let Some(above) = top.parent() else {
            break;
        };
        top = above;
    }
    blocks::read(top, &cutting)
}

/// Shortest line that nobody writes twice, in characters that are not white space.
const WRITTEN_ONCE: u32 = 50;

/// Leaves out what was said before: some pages hold their story twice, for two widths of a screen,
/// and pull quotes repeat the text that they stand beside.
fn leave_out_copies<'l>(lines: &'l [Line<'_>], kept: &mut [bool]) {
    let mut said: HashSet<&'l str> = HashSet::new();
    for (line, kept) in lines.iter().zip(kept) {
        if *kept && line.length >= WRITTEN_ONCE {
            *kept = said.insert(&line.folded);
        }
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

/// The kept lines, without the headings of sections of which nothing was kept: the name of a box.
fn with_something_under_each_heading<'l>(
    lines: &'l [Line<'l>],
    mut kept: Vec<bool>,
) -> Vec<&'l Line<'l>> {
    let is_heading = |at: usize| matches!(lines[at].block.name(), "h2" | "h3" | "h4" | "h5" | "h6");
    for at in 0..lines.len() {
        if kept[at] && is_heading(at) {
            let under = at + 1..lines.len();
            let mut section = under.take_while(|below| !is_heading(*below)).peekable();
            let empty = section.peek().is_some() && !section.any(|below| kept[below]);
            kept[at] = !empty && !heads_a_box(at, lines, &kept);
        }
    }
    let kept = lines.iter().zip(kept).filter(|(_, kept)| *kept);
    kept.map(|(line, _)| line).collect()
}

/// Whether a heading stands in an element of its own with lines below it of which none was kept: the
/// story goes on after a box of facts.
fn heads_a_box(heading: usize, lines: &[Line<'_>], kept: &[bool]) -> bool {
    let Some(around) = lines[heading].block.parent() else {
        return false;
    };
    let inside = |line: &&Line<'_>| line.first < around.end();
    let below = lines[heading + 1..].iter().take_while(inside).count();
    let before = lines[..heading].last();
    let opens = before.is_none_or(|line| line.last < around.place());
    opens && below > 0 && kept[heading + 1..=heading + below].iter().all(|kept| !kept)
}

/// Which nodes of a page are the story.
struct Story<'s> {
    survey: &'s Survey<'s>,
    /// For each node of the page the number of kept texts before it.
    before: Vec<u32>,
    span: (usize, usize),
}

impl<'s> Story<'s> {
    fn new(
        tree: &Tree,
        kept: &[&Line<'_>],
        survey: &'s Survey<'s>,
        span: (usize, usize),
    ) -> Story<'s> {
        let mut before = vec![0; tree.len() + 1];
        for line in kept {
            before[line.first..=line.last].fill(1);
        }
        let mut sum = 0;
        for count in &mut before {
            let own = *count;
            *count = sum;
            sum += own;
        }
        Story {
            survey,
            before,
            span,
        }
    }

    fn leaves_out(&self, at: At<'_>) -> bool {
        let holds_story = self.before.get(at.end()) > self.before.get(at.place());
        if at.text().is_some() {
            return !holds_story;
        }
        lines::is_passed_over(at, at.name()) || (!holds_story && !self.is_shown_in_it(at))
    }

    /// Whether an element may hold a picture or a film between the first and the last line.
    fn is_shown_in_it(&self, at: At<'_>) -> bool {
        let inside = at.end() > self.span.0 && at.place() < self.span.1;
        inside && !self.survey.is_junk(at) && !self.survey.is_boxed(at)
    }
}
