//! Which lines of a page are the story.
//!
//! A forest of decision trees looks at the signs of each line alone; a second one looks at the same
//! signs and at what the first said of the lines around: in the same block, in the same style, under
//! the same heading. Both were trained on pages with known bodies by `model/train.py`, which says
//! how; the trees and the words they know are in `model/lines.txt`.

mod forest;
pub(crate) mod lexicon;
mod second;

use std::sync::LazyLock;

use crate::clipping::lines::Line;
use crate::clipping::signs::Signs;
use crate::clipping::text;
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
    for (line, signs) in lines.iter().zip(&mut signs) {
        add_words(line, signs);
    }
    let first: Vec<f32> = signs
        .iter()
        .map(|signs| MODEL.first.verdict(&signs.values))
        .collect();
    second::add(lines, &first, &mut signs);
    let verdict = |signs: &Signs| MODEL.second.verdict(&signs.values);
    signs.iter().map(verdict).collect()
}

/// Adds what the lexicon tells of a line and of the elements around it.
fn add_words(line: &Line<'_>, signs: &mut Signs) {
    let chain = std::iter::once(line.block).chain(line.block.ancestors());
    let told: Vec<Told> = chain.map(|at| MODEL.lexicon.of_classes(at)).collect();
    let own = told.first().copied().unwrap_or_default();
    let parent = told.get(1).copied().unwrap_or_default();
    let least = told.iter().map(|told| told.least).fold(f32::MAX, f32::min);
    let most = told.iter().map(|told| told.most).fold(f32::MIN, f32::max);
    let wording = MODEL.lexicon.of_wording(&text::fold(&line.text));
    for (name, value) in [
        ("class own least", own.least),
        ("class own most", own.most),
        ("class own mean", own.mean),
        ("class parent least", parent.least),
        ("class parent most", parent.most),
        ("class least", least),
        ("class most", most),
        (
            "class sum",
            told.iter().take(STEPS).map(|told| told.mean).sum(),
        ),
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
