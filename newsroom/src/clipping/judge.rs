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
use std::iter;
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
    // Training cuts with what it learned from other sites, to see how unseen ones fare.
    #[cfg(feature = "training")]
    if let Some(model) = crate::clipping::training::other_model() {
        return read(&model).unwrap_or_default();
    }
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
    let mut told = Chains::default();
    for (line, signs) in lines.iter().zip(&mut signs) {
        add_words(line, signs, &mut told);
    }
    let first = MODEL.first.verdicts(&signs);
    second::add(lines, &first, &mut signs);
    MODEL.second.verdicts(&signs)
}

/// What the lexicon tells of an element and of all around it.
#[derive(Debug, Clone, Copy)]
struct Chain {
    own: Told,
    least: f32,
    most: f32,
    /// The number of the element around it; its own for the page.
    outer: u32,
}

/// What the lexicon tells of the elements around a page's lines, each looked up once.
#[derive(Debug, Default)]
struct Chains<'p> {
    all: Vec<Chain>,
    /// For each node of the page the number of its chain and one; 0 where there is none yet.
    numbers: Vec<u32>,
    /// What is told of a class and an id: most stand on many elements.
    names: HashMap<[Option<&'p str>; 2], Told>,
}

impl<'p> Chains<'p> {
    /// The number of an element's chain.
    fn of(&mut self, at: At<'p>) -> u32 {
        let mut unread = Vec::new();
        let mut outer = None;
        for at in iter::once(at).chain(at.ancestors()) {
            let number = self.numbers.get(at.place()).copied().unwrap_or(0);
            outer = number.checked_sub(1);
            if outer.is_some() {
                break;
            }
            unread.push(at);
        }
        for at in unread.into_iter().rev() {
            let names = [at.attr("class"), at.attr("id")];
            let told = self.names.entry(names);
            let own = *told.or_insert_with(|| MODEL.lexicon.of_classes(at));
            let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
            let around = outer.and_then(|outer| self.all.get(outer as usize));
            self.all.push(Chain {
                own,
                least: around
                    .map_or(f32::MAX, |around| around.least)
                    .min(own.least),
                most: around.map_or(f32::MIN, |around| around.most).max(own.most),
                outer: outer.unwrap_or(number),
            });
            if self.numbers.len() <= at.place() {
                self.numbers.resize(at.place() + 1, 0);
            }
            self.numbers[at.place()] = number + 1;
            outer = Some(number);
        }
        outer.unwrap_or_default()
    }

    fn get(&self, number: u32) -> Chain {
        self.all[number as usize]
    }

    /// A chain and those around it, from the inside outwards.
    fn outwards(&self, number: u32) -> impl Iterator<Item = Chain> {
        iter::successors(Some(number), |number| {
            let outer = self.get(*number).outer;
            (outer != *number).then_some(outer)
        })
        .map(|number| self.get(number))
    }
}

/// Adds what the lexicon tells of a line and of the elements around it.
fn add_words<'p>(line: &Line<'p>, signs: &mut Signs, known: &mut Chains<'p>) {
    let number = known.of(line.block);
    let own = known.get(number);
    let parent = known.outwards(number).nth(1).map(|above| above.own);
    let parent = parent.unwrap_or_default();
    let near = known.outwards(number).take(STEPS);
    let sum = near.map(|chain| chain.own.mean).sum();
    let wording = MODEL.lexicon.of_wording(&line.folded);
    let said = MODEL.lexicon.of_said(&line.folded);
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
        ("said least", said.told.least),
        ("said most", said.told.most),
        ("said mean", said.told.mean),
        ("said least three", said.least_three),
        ("said sum", said.sum),
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
