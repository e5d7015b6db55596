//! Where a line stands: its element, and those around it.

use std::{array, iter};

use super::{Signs, share};
use crate::clipping::dom::{self, At};
use crate::clipping::junk::{self, Named};
use crate::clipping::lines::Line;
use crate::clipping::survey::{Measure, Survey};

/// How many steps outwards from a line the names of elements are read.
const STEPS: usize = 12;

/// The kind of an element as a number; neighbours in kind are neighbours in number.
pub(super) fn tag(name: &str) -> f32 {
    match name {
        "p" => 0.0,
        "blockquote" => 1.0,
        "li" | "dd" | "dt" => 2.0,
        "td" | "th" => 3.0,
        "pre" => 4.0,
        "h1" => 5.0,
        "h2" => 6.0,
        "h3" => 7.0,
        "h4" | "h5" | "h6" => 8.0,
        "div" => 9.0,
        "section" | "article" | "main" | "body" => 10.0,
        "figcaption" | "figure" | "caption" => 11.0,
        "aside" | "footer" | "header" | "form" => 12.0,
        _ => 13.0,
    }
}

/// What may stand around a line, as the signs tell it: how many steps outwards it stands.
const KINDS: [&str; 22] = [
    "in article",
    "in main",
    "in aside",
    "in header",
    "in footer",
    "in form",
    "in list",
    "in table",
    "in quote",
    "in figure",
    "in section",
    "named surely junk",
    "named rather junk",
    "named body",
    "named content",
    "named list",
    "named box",
    "named others",
    "marked body",
    "marked otherwise",
    "hidden",
    "claims to be junk",
];

/// Which of the kinds an element is.
fn kinds_of(at: At<'_>, named: Option<Named>) -> [bool; KINDS.len()] {
    let name = at.name();
    let is = |elements: &[&str]| elements.contains(&name);
    let says = |kind| named.is_some_and(|named| named.is(kind));
    let prop = at.attr("itemprop").map(|prop| prop.contains("articleBody"));
    [
        is(&["article"]),
        is(&["main"]),
        is(&["aside"]),
        is(&["header"]),
        is(&["footer"]),
        is(&["form", "fieldset"]),
        is(&["ul", "ol", "dl"]),
        is(&["table"]),
        is(&["blockquote"]),
        is(&["figure", "figcaption"]),
        is(&["section"]),
        says(Named::SURELY_JUNK),
        says(Named::RATHER_JUNK),
        says(Named::BODY),
        says(Named::CONTENT),
        says(Named::LIST),
        says(Named::BOX),
        says(Named::OTHERS),
        prop == Some(true),
        prop == Some(false),
        dom::is_hidden(at),
        named.is_some_and(|named| junk::claim(at, named).is_some()),
    ]
}

/// What is told of an element and of those around it.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    at: At<'a>,
    /// The number of the place around it; its own for the page.
    outer: u32,
    /// How many elements stand around it, itself included.
    depth: u16,
    /// Steps outwards to each of the kinds; [`FAR`] where it is farther than is looked.
    kinds: [u8; KINDS.len()],
    /// How far out the element is that holds half of the page's prose, and nine tenths.
    prose: [Option<u16>; SHARES.len()],
}

/// More steps than are looked at.
const FAR: u8 = u8::MAX;

/// Shares of a page's prose, in tenths.
const SHARES: [(&str, u64); 2] = [("to half of the prose", 5), ("to most of the prose", 9)];

/// The elements around a page's lines, each looked at once.
pub(super) struct Places<'p, 'a> {
    survey: &'p Survey<'a>,
    page: Measure,
    story: Vec<At<'a>>,
    /// For each node of the page the pictures before it.
    pictures: Vec<u32>,
    all: Vec<Place<'a>>,
    /// For each node of the page the number of its place and one; 0 where there is none yet.
    numbers: Vec<u32>,
}

impl<'p, 'a> Places<'p, 'a> {
    pub(super) fn of(survey: &'p Survey<'a>) -> Places<'p, 'a> {
        let root = survey.root();
        let mut pictures = vec![0; root.end() + 1];
        for (at, ..) in survey.elements() {
            if matches!(at.name(), "img" | "picture" | "video" | "amp-img") {
                pictures[at.place() + 1] = 1;
            }
        }
        let mut sum = 0;
        for count in &mut pictures {
            sum += *count;
            *count = sum;
        }
        Places {
            survey,
            page: survey.measure(root).unwrap_or_default(),
            story: survey.story(),
            pictures,
            all: Vec::new(),
            numbers: vec![0; root.end()],
        }
    }

    /// How many pictures stand from one node of the page up to another.
    pub(super) fn pictures(&self, from: usize, until: usize) -> u32 {
        let before = |place: usize| self.pictures.get(place).copied().unwrap_or(0);
        before(until).saturating_sub(before(from))
    }

    /// The number of an element.
    fn number(&mut self, at: At<'a>) -> u32 {
        let mut unread = Vec::new();
        let mut outer = None;
        for at in iter::once(at).chain(at.ancestors()) {
            outer = self.numbers[at.place()].checked_sub(1);
            if outer.is_some() {
                break;
            }
            unread.push(at);
        }
        for at in unread.into_iter().rev() {
            let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
            let place = self.place(at, number, outer);
            self.all.push(place);
            self.numbers[at.place()] = number + 1;
            outer = Some(number);
        }
        outer.unwrap_or_default()
    }

    fn place(&self, at: At<'a>, number: u32, outer: Option<u32>) -> Place<'a> {
        let around = outer.and_then(|outer| self.all.get(outer as usize));
        let is = kinds_of(at, self.survey.named(at));
        let further = |steps: u8| match steps {
            _ if usize::from(steps) + 1 >= STEPS * 2 => FAR,
            steps => steps + 1,
        };
        let prose = self.survey.measure(at).map(|found| u64::from(found.prose));
        let all = u64::from(self.page.prose);
        Place {
            at,
            outer: outer.unwrap_or(number),
            depth: around.map_or(0, |around| around.depth).saturating_add(1),
            kinds: array::from_fn(|kind| match is[kind] {
                true => 0,
                false => around.map_or(FAR, |around| further(around.kinds[kind])),
            }),
            prose: array::from_fn(|share| match prose {
                Some(prose) if prose * 10 >= all * SHARES[share].1 => Some(0),
                _ => around?.prose[share].map(|steps| steps + 1),
            }),
        }
    }

    /// An element and those around it, from the inside outwards.
    fn outwards(&self, number: u32) -> impl Iterator<Item = &Place<'a>> {
        let first = self.all.get(number as usize).map(|place| (number, place));
        let further = |(number, place): &(u32, &Place<'a>)| {
            let outer = self.all.get(place.outer as usize);
            outer
                .filter(|_| place.outer != *number)
                .map(|outer| (place.outer, outer))
        };
        iter::successors(first, further).map(|(_, place)| place)
    }

    /// Reads where a line stands.
    pub(super) fn read(&mut self, line: &Line<'a>, signs: &mut Signs) {
        let number = self.number(line.block);
        let Some(own) = self.all.get(number as usize) else {
            return;
        };
        let mut chain = [None; 5];
        for (step, place) in chain.iter_mut().zip(self.outwards(number)) {
            *step = Some(place.at);
        }
        signs.put("tag", tag(line.block.name()));
        signs.put(
            "tag around",
            chain[1].map_or(13.0, |above| tag(above.name())),
        );
        signs.put("depth", f32::from(own.depth));
        for (name, steps) in KINDS.iter().zip(own.kinds) {
            let steps = if steps == FAR { 99.0 } else { f32::from(steps) };
            signs.put(name, steps);
        }
        signs.flag("junk", self.survey.is_junk(line.block));
        signs.flag("boxed", self.survey.is_boxed(line.block));
        signs.flag(
            "in points' story",
            self.story.iter().any(|top| top.holds(line.block)),
        );
        for (step, name) in [
            (0, "pictures in it"),
            (1, "pictures in parent"),
            (2, "pictures in grandparent"),
        ] {
            let held = chain[step].map_or(0, |at| self.pictures(at.place(), at.end()));
            signs.log(name, held);
        }
        for (step, [length, prose, linked, points]) in MEASURED {
            let found = chain[step].and_then(|at| self.survey.measure(at));
            let found = found.unwrap_or_default();
            signs.log(length, found.length);
            signs.put(prose, share(found.prose, self.page.prose));
            signs.put(linked, share(found.linked, found.length));
            signs.put(points, found.points / self.page.most_points.max(1.0));
        }
        for ((name, _), steps) in SHARES.iter().zip(own.prose) {
            signs.put(name, steps.map_or(99.0, f32::from));
        }
    }
}

/// The elements whose text is measured: how far outwards each stands, and the names of its signs.
const MEASURED: [(usize, [&str; 4]); 4] = [
    (0, ["own length", "own prose", "own linked", "own points"]),
    (
        1,
        [
            "parent length",
            "parent prose",
            "parent linked",
            "parent points",
        ],
    ),
    (
        2,
        [
            "grandparent length",
            "grandparent prose",
            "grandparent linked",
            "grandparent points",
        ],
    ),
    (
        4,
        [
            "farther length",
            "farther prose",
            "farther linked",
            "farther points",
        ],
    ),
];
