//! Which lines of a page are the story.
//!
//! A forest of decision trees looks at the signs of each line alone; a second one looks at the same
//! signs and at what the first said of the lines around: in the same block, in the same style, under
//! the same heading. Both were trained on pages with known bodies by `model/train.py`, which says
//! how; the trees and the words they know are in `model/lines.txt`.

mod forest;
pub(crate) mod lexicon;
mod second;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::clipping::dom::At;
use crate::clipping::lines::Line;
use crate::clipping::signs::Signs;
use forest::Forest;
use lexicon::{Lexicon, Told};

/// How sure the judge must be that a line is part of the story.
pub(crate) const SURE: f32 = 0.5;

/// How many steps outwards the names of elements are added up.
const STEPS: usize = 6;

#[derive(Debug, Default)]
struct Model {
    lexicon: Lexicon,
    first: Forest,
    second: Forest,
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    // The file is a part of the program, and a test reads it.
    read(include_str!("../../model/lines.txt")).unwrap_or_default()
});

/// Reads a model: sections with a headline in brackets, comments with `;`.
fn read(file: &str) -> Option<Model> {
    let section = |name: &'static str| {
        let lines = file.lines().skip_while(move |line| *line != name).skip(1);
        let lines = lines.take_while(|line| !line.starts_with('['));
        lines.filter(|line| !line.is_empty() && !line.starts_with(';'))
    };
    Some(Model {
        lexicon: Lexicon::read(section("[lexicon]"))?,
        first: Forest::read(section("[first]"))?,
        second: Forest::read(section("[second]"))?,
    })
}

/// How likely each line of a page is part of the story, from 0 to 1.
pub(crate) fn verdicts(lines: &[Line<'_>], mut signs: Vec<Signs>) -> Vec<f32> {
    let mut told = HashMap::new();
    for (line, signs) in lines.iter().zip(&mut signs) {
        add_words(line, signs, &mut told);
    }
    let first: Vec<f32> = signs
        .iter()
        .map(|signs| MODEL.first.verdict(&signs.values))
        .collect();
    second::add(lines, &first, &mut signs);
    let verdict = |signs: &Signs| MODEL.second.verdict(&signs.values);
    signs.iter().map(verdict).collect()
}

/// What the lexicon tells of an element and of all around it.
#[derive(Debug, Clone, Copy)]
struct Chain {
    own: Told,
    least: f32,
    most: f32,
}

/// Reads an element and those around it, each once a page.
fn chain(at: At<'_>, known: &mut HashMap<usize, Chain>) -> Chain {
    let mut unread = Vec::new();
    let mut outer = None;
    for at in std::iter::once(at).chain(at.ancestors()) {
        outer = known.get(&at.place()).copied();
        if outer.is_some() {
            break;
        }
        unread.push(at);
    }
    let mut chain = outer.unwrap_or(Chain {
        own: Told::default(),
        least: f32::MAX,
        most: f32::MIN,
    });
    for at in unread.into_iter().rev() {
        let own = MODEL.lexicon.of_classes(at);
        chain = Chain {
            own,
            least: chain.least.min(own.least),
            most: chain.most.max(own.most),
        };
        known.insert(at.place(), chain);
    }
    chain
}

/// Adds what the lexicon tells of a line and of the elements around it.
fn add_words(line: &Line<'_>, signs: &mut Signs, known: &mut HashMap<usize, Chain>) {
    let own = chain(line.block, known);
    let above = line.block.parent().map(|above| chain(above, known).own);
    let parent = above.unwrap_or_default();
    let near = std::iter::once(line.block).chain(line.block.ancestors());
    let sum = near.take(STEPS).map(|at| chain(at, known).own.mean).sum();
    let wording = MODEL.lexicon.of_wording(&line.folded);
    for (name, value) in [
        ("class own least", own.own.least),
        ("class own most", own.own.most),
        ("class own mean", own.own.mean),
        ("class parent least", parent.least),
        ("class parent most", parent.most),
        ("class least", own.least),
        ("class most", own.most),
        ("class sum", sum),
        ("wording least", wording.least),
        ("wording most", wording.most),
    ] {
        signs.put(name, value);
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_model_can_be_read() {
        assert!(super::read(include_str!("../../model/lines.txt")).is_some());
    }
}
