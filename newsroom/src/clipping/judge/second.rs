//! What the first look said of the lines around.

use std::collections::HashMap;

use crate::clipping::dom::At;
use crate::clipping::lines::Line;
use crate::clipping::signs::{self, Signs};

/// Shortest line that counts as a paragraph here, in characters.
const LONG: f32 = 80.0;

/// What stands where there is no verdict.
const NONE: f32 = -0.1;

const NEAR: [&str; 9] = [
    "verdict -4",
    "verdict -3",
    "verdict -2",
    "verdict -1",
    "verdict 0",
    "verdict 1",
    "verdict 2",
    "verdict 3",
    "verdict 4",
];

/// Text, and how much of it the first look gave to the story, in characters.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    story: f32,
    text: f32,
}

impl Sum {
    fn share(self) -> f32 {
        self.story / self.text.max(1.0)
    }
}

/// Adds up text by a key, for each key below the highest; a line without one belongs to nothing.
fn sums(keys: &[Option<usize>], lengths: &[f32], first: &[f32]) -> Vec<Sum> {
    let most = keys.iter().flatten().max().map_or(0, |most| most + 1);
    let mut sums = vec![Sum::default(); most];
    for ((key, length), verdict) in keys.iter().zip(lengths).zip(first) {
        if let Some(sum) = key.and_then(|key| sums.get_mut(key)) {
            sum.story += length * verdict;
            sum.text += length;
        }
    }
    sums
}

/// The number of each line's style.
fn styles(lines: &[Line<'_>]) -> Vec<Option<usize>> {
    // The keys are the page's, so the table must be such that nobody can choose them to collide.
    let mut known = HashMap::new();
    let number = |line: &Line<'_>| {
        let next = known.len();
        Some(*known.entry(signs::style(line)).or_insert(next))
    };
    lines.iter().map(number).collect()
}

/// Adds to the signs of each line what the first look said around it.
pub(super) fn add(lines: &[Line<'_>], first: &[f32], signs: &mut [Signs]) {
    let lengths: Vec<f32> = lines.iter().map(|line| length(line)).collect();
    let all: f32 = lengths
        .iter()
        .zip(first)
        .map(|(length, verdict)| length * verdict)
        .sum::<f32>()
        + 1e-6;
    let up = |steps: usize| -> Vec<Option<usize>> {
        let outwards = |line: &Line<'_>| {
            let mut at = line.block;
            for _ in 0..steps {
                at = at.parent().unwrap_or(at);
            }
            Some(at.place())
        };
        lines.iter().map(outwards).collect()
    };
    let keys = [up(0), up(1), up(2)];
    let styles = styles(lines);
    let listed: Vec<Option<usize>> = lines.iter().map(|line| list_of(line.block)).collect();
    let mut sections: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    let mut headings: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    let mut heading = None;
    for (at, line) in lines.iter().enumerate() {
        if is_heading(line.block) {
            heading = Some(at);
        }
        headings.push(heading);
        sections.push(Some(heading.map_or(0, |at| at + 1)));
    }
    let by_place: Vec<_> = keys
        .iter()
        .map(|keys| sums(keys, &lengths, first))
        .collect();
    let by_style = sums(&styles, &lengths, first);
    let by_list = sums(&listed, &lengths, first);
    let by_section = sums(&sections, &lengths, first);
    let next_section: Vec<Option<usize>> = next_of(&sections);
    let since = gaps(lines.len(), &lengths, first, false);
    let until = gaps(lines.len(), &lengths, first, true);
    let long_before = nearest_long(&lengths, first, false);
    let long_after = nearest_long(&lengths, first, true);
    let mut before = 0.0;
    for (at, signs) in signs.iter_mut().enumerate() {
        for (offset, name) in NEAR.iter().enumerate() {
            let near = (at + offset)
                .checked_sub(4)
                .and_then(|near| first.get(near));
            signs.put(name, near.copied().unwrap_or(NONE));
        }
        let after = before + lengths[at] * first[at];
        signs.put("story before", before / all);
        signs.put("story after", (all - after) / all);
        signs.put("story of page", all.ln_1p());
        signs.put("story length before", before.ln_1p());
        signs.put("story length after", (all - after).max(0.0).ln_1p());
        before = after;
        for ((names, keys), sums) in [
            ["block verdict", "block story"],
            ["parent verdict", "parent story"],
            ["grandparent verdict", "grandparent story"],
        ]
        .iter()
        .zip(&keys)
        .zip(&by_place)
        {
            let sum = keys[at]
                .and_then(|key| sums.get(key))
                .copied()
                .unwrap_or_default();
            signs.put(names[0], sum.share());
            signs.put(names[1], sum.story / all);
        }
        signs.put("since story", since[at]);
        signs.put("until story", until[at]);
        let style = styles[at]
            .and_then(|key| by_style.get(key))
            .copied()
            .unwrap_or_default();
        signs.put("style verdict", style.share());
        signs.put("style story", style.story / all);
        let section = sections[at]
            .and_then(|key| by_section.get(key))
            .copied()
            .unwrap_or_default();
        signs.put("section verdict", section.share());
        signs.put("section story", section.story / all);
        let heading = headings[at]
            .filter(|heading| *heading != at)
            .map(|heading| first[heading]);
        signs.put("heading verdict", heading.unwrap_or(NONE));
        let lines = headings[at].map_or(99, |heading| at - heading);
        signs.put(
            "since heading",
            f32::from(u16::try_from(lines.min(30)).unwrap_or(30)),
        );
        let next = next_section[at].and_then(|key| by_section.get(key));
        signs.put("next section verdict", next.map_or(NONE, |sum| sum.share()));
        let list = listed[at].and_then(|key| by_list.get(key));
        signs.put("list verdict", list.map_or(NONE, |sum| sum.share()));
        signs.put("long before", long_before[at]);
        signs.put("long after", long_after[at]);
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a sign needs no more than 24 bits"
)]
fn length(line: &Line<'_>) -> f32 {
    line.length.max(1) as f32
}

fn is_heading(at: At<'_>) -> bool {
    matches!(at.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// The list, table, quotation or figure that a block stands in.
fn list_of(block: At<'_>) -> Option<usize> {
    std::iter::once(block)
        .chain(block.ancestors())
        .find(|at| {
            matches!(
                at.name(),
                "ul" | "ol" | "table" | "dl" | "blockquote" | "figure"
            )
        })
        .map(At::place)
}

/// For each line the section after its own.
fn next_of(sections: &[Option<usize>]) -> Vec<Option<usize>> {
    let mut next = vec![None; sections.len()];
    for at in (0..sections.len().saturating_sub(1)).rev() {
        next[at] = if sections[at + 1] == sections[at] {
            next[at + 1]
        } else {
            sections[at + 1]
        };
    }
    next
}

/// The order in which lines are gone through.
fn order(count: usize, backwards: bool) -> Box<dyn Iterator<Item = usize>> {
    if backwards {
        Box::new((0..count).rev())
    } else {
        Box::new(0..count)
    }
}

/// For each line how much text stands between it and the nearest paragraph that is surely story, as a
/// logarithm.
fn gaps(count: usize, lengths: &[f32], first: &[f32], backwards: bool) -> Vec<f32> {
    let mut gaps = vec![0.0; count];
    let mut gap: Option<f32> = None;
    for at in order(count, backwards) {
        gaps[at] = gap.unwrap_or(9_999.0).ln_1p();
        gap = match gap {
            _ if first[at] > 0.8 && lengths[at] >= LONG => Some(0.0),
            Some(gap) => Some(gap + lengths[at]),
            None => None,
        };
    }
    gaps
}

/// For each line the verdict on the nearest paragraph before or after it.
fn nearest_long(lengths: &[f32], first: &[f32], backwards: bool) -> Vec<f32> {
    let mut found = vec![NONE; lengths.len()];
    let mut nearest = NONE;
    for at in order(lengths.len(), backwards) {
        found[at] = nearest;
        if lengths[at] >= LONG {
            nearest = first[at];
        }
    }
    found
}
