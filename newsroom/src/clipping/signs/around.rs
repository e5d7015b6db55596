//! Where a line stands: its element, and those around it.

use super::{Signs, share};
use crate::clipping::dom::{self, At};
use crate::clipping::junk::{self, Named};
use crate::clipping::lines::Line;
use crate::clipping::survey::Survey;

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

pub(super) fn read(
    line: &Line<'_>,
    survey: &Survey<'_>,
    story: &[At<'_>],
    pictures: &[usize],
    signs: &mut Signs,
) {
    signs.put("tag", tag(line.block.name()));
    signs.put(
        "tag around",
        line.block.parent().map_or(13.0, |above| tag(above.name())),
    );
    let chain: Vec<At<'_>> = std::iter::once(line.block)
        .chain(line.block.ancestors())
        .take(dom::DEEPEST)
        .collect();
    let depth = u16::try_from(chain.len()).unwrap_or(u16::MAX);
    signs.put("depth", f32::from(depth));
    let steps_to = |is: &dyn Fn(At<'_>) -> bool| {
        let steps = chain.iter().take(STEPS * 2).position(|at| is(*at));
        steps.map_or(99.0, |steps| f32::from(u16::try_from(steps).unwrap_or(99)))
    };
    for (name, elements) in [
        ("in article", &["article"][..]),
        ("in main", &["main"]),
        ("in aside", &["aside"]),
        ("in header", &["header"]),
        ("in footer", &["footer"]),
        ("in form", &["form", "fieldset"]),
        ("in list", &["ul", "ol", "dl"]),
        ("in table", &["table"]),
        ("in quote", &["blockquote"]),
        ("in figure", &["figure", "figcaption"]),
        ("in section", &["section"]),
    ] {
        signs.put(name, steps_to(&|at| elements.contains(&at.name())));
    }
    for (name, kind) in [
        ("named surely junk", Named::SURELY_JUNK),
        ("named rather junk", Named::RATHER_JUNK),
        ("named body", Named::BODY),
        ("named content", Named::CONTENT),
        ("named list", Named::LIST),
        ("named box", Named::BOX),
        ("named others", Named::OTHERS),
    ] {
        signs.put(
            name,
            steps_to(&|at| survey.named(at).is_some_and(|named| named.is(kind))),
        );
    }
    signs.put(
        "marked body",
        steps_to(&|at| {
            at.attr("itemprop")
                .is_some_and(|prop| prop.contains("articleBody"))
        }),
    );
    signs.put(
        "marked otherwise",
        steps_to(&|at| {
            at.attr("itemprop")
                .is_some_and(|prop| !prop.contains("articleBody"))
        }),
    );
    signs.put("hidden", steps_to(&dom::is_hidden));
    signs.put(
        "claims to be junk",
        steps_to(&|at| {
            survey
                .named(at)
                .is_some_and(|named| junk::claim(at, named).is_some())
        }),
    );
    signs.flag("junk", survey.is_junk(line.block));
    signs.flag("boxed", survey.is_boxed(line.block));
    signs.flag(
        "in points' story",
        story.iter().any(|top| top.holds(line.block)),
    );
    for (step, name) in [
        (0, "pictures in it"),
        (1, "pictures in parent"),
        (2, "pictures in grandparent"),
    ] {
        let held = chain.get(step).map_or(0, |at| {
            let until = |place: usize| pictures.partition_point(|picture| *picture < place);
            until(at.end()) - until(at.place())
        });
        signs.log(name, u32::try_from(held).unwrap_or(u32::MAX));
    }
    let page = survey
        .measure(chain.last().copied().unwrap_or(line.block))
        .unwrap_or_default();
    for (step, [length, prose, linked, points]) in [
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
    ] {
        let found = chain
            .get(step)
            .and_then(|at| survey.measure(*at))
            .unwrap_or_default();
        signs.log(length, found.length);
        signs.put(prose, share(found.prose, page.prose));
        signs.put(linked, share(found.linked, found.length));
        signs.put(points, found.points / page.most_points.max(1.0));
    }
    // How far out the element is that holds half of the page's prose, and nine tenths.
    for (name, tenths) in [("to half of the prose", 5), ("to most of the prose", 9)] {
        let steps = chain.iter().position(|at| {
            survey
                .measure(*at)
                .is_some_and(|found| u64::from(found.prose) * 10 >= u64::from(page.prose) * tenths)
        });
        signs.put(
            name,
            steps.map_or(99.0, |steps| f32::from(u16::try_from(steps).unwrap_or(99))),
        );
    }
}
