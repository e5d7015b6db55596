//! The body: the lines that are the story, as blocks.

mod kept;

use crate::Address;
use crate::clipping::blocks::{self, Cutting};
use crate::clipping::dom::{At, Tree};
use crate::clipping::lines::{self, Line};
use crate::clipping::signs::{self, Claims};
use crate::clipping::survey::Survey;
use crate::clipping::{Block, captions, judge};

/// Shortest body that is believed to be whole, in characters that are not white space: with less, the
/// judge is asked for what it would rather keep than not.
const SHORT: u32 = 300;

/// How sure the judge must be where a page would else have nearly no body.
const RATHER: f32 = 0.3;

/// Finds the body of a page; answers as well whether all of its lines were read.
pub(crate) fn find(
    tree: &Tree,
    survey: &Survey<'_>,
    claims: &Claims,
    base: Option<&Address>,
) -> (Vec<Block>, bool) {
    let (lines, whole) = lines::read(tree);
    let signs = signs::read(&lines, survey, claims);
    let verdicts = judge::verdicts(&lines, signs);
    let above = |sure: f32| {
        let verdicts = verdicts.iter().map(|verdict| *verdict >= sure);
        kept::story(&lines, verdicts.collect())
    };
    let mut kept = above(judge::SURE);
    if kept::of(&lines, &kept).map(|line| line.length).sum::<u32>() < SHORT {
        kept = above(RATHER);
    }
    let mut story = kept::of(&lines, &kept);
    let Some(first) = story.next() else {
        return (Vec::new(), whole);
    };
    // Pictures stand between the lines, or beside the first and the last.
    let last = story.last().unwrap_or(first);
    let from = first.block.parent().unwrap_or(first.block).place();
    let to = last.block.parent().unwrap_or(last.block).end();
    kept::add_what_tells(&lines, &mut kept);
    let last = kept::of(&lines, &kept).last().unwrap_or(last);
    let story = Story::new(tree, kept::of(&lines, &kept), survey, (from, to));
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
    (captions::join(blocks::read(top, &cutting)), whole)
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
        kept: impl Iterator<Item = &'s Line<'s>>,
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
