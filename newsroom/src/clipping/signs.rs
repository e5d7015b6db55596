//! What speaks for and against a line being part of the story: numbers for a learned judge.
//!
//! The signs are those that the literature found to matter (text and link density: Kohlschütter et
//! al., "Boilerplate Detection using Shallow Text Features", WSDM 2010; the words of classes and the
//! points of paragraphs: Readability, 2009; a block's neighbours: Vogels et al., "Web2Text", ECIR
//! 2018), and what the page says of itself: its headline, its standfirst, its `articleBody`.

mod around;
mod near;
mod stated;
mod wording;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use crate::clipping::dom;
use crate::clipping::lines::Line;
use crate::clipping::survey::Survey;
use crate::clipping::{headline, text};
use around::Places;
use near::Noted;
use stated::Stated;

/// What the page says of its story elsewhere than in its lines.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    /// The headline.
    pub(crate) headline: Option<String>,
    /// Descriptions and standfirsts.
    pub(crate) descriptions: Vec<String>,
    /// The `articleBody` of its JSON-LD.
    pub(crate) body: Option<String>,
}

/// How many signs a line has in the end, with those that the judge adds.
const COUNT: usize = 192;

/// The signs of a line, in the order in which the judge learned them.
#[derive(Debug, Default, Clone)]
pub(crate) struct Signs {
    pub(crate) values: Vec<f32>,
    /// The names of the values, for the file that training writes.
    #[cfg(feature = "training")]
    pub(crate) names: Vec<&'static str>,
}

impl Signs {
    pub(crate) fn put(&mut self, name: &'static str, value: f32) {
        self.values.push(value);
        #[cfg(feature = "training")]
        self.names.push(name);
        #[cfg(not(feature = "training"))]
        let _ = name;
    }

    fn flag(&mut self, name: &'static str, holds: bool) {
        self.put(name, if holds { 1.0 } else { 0.0 });
    }

    /// A count whose differences matter less the larger it is.
    fn log(&mut self, name: &'static str, count: u32) {
        self.put(name, log(count));
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a sign needs no more than 24 bits"
)]
pub(super) fn log(count: u32) -> f32 {
    /// Most counts are small, and there are thirty for each line.
    static SMALL: LazyLock<Vec<f32>> = LazyLock::new(|| {
        (0..1_024)
            .map(|count: u16| f32::from(count).ln_1p())
            .collect()
    });
    let small = SMALL.get(count as usize).copied();
    small.unwrap_or_else(|| (count as f32).ln_1p())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than 24 bits"
)]
pub(super) fn share(part: u32, whole: u32) -> f32 {
    if whole == 0 {
        0.0
    } else {
        part as f32 / whole as f32
    }
}

/// What is true of a page as a whole, counted once.
struct PageFacts {
    prose: u32,
    length: u32,
    most_in_a_style: u32,
    most_inside: u32,
    /// The line that is the headline.
    headline: Option<usize>,
    descriptions: Vec<String>,
    stated: Stated,
    lines: Vec<LineFacts>,
    styles: Vec<StyleFacts>,
    said: Vec<SaidFacts>,
    /// By the place of the element that the block stands in.
    inside: Vec<InsideFacts>,
}

/// Lines that stand in one element.
#[derive(Default, Clone, Copy)]
struct InsideFacts {
    prose: u32,
    lines: u32,
    /// Lines that hold a link.
    linking: u32,
}

/// What is counted of a line, and with which others it is counted.
#[derive(Clone, Copy)]
struct LineFacts {
    /// The number of its style, and of what it says.
    style: usize,
    said: usize,
    /// How far it agrees with the headline.
    agrees: f32,
}

/// Text of one style: a kind of block, its element and the one around it.
#[derive(Default)]
struct StyleFacts {
    prose: u32,
    text: u32,
    linked: u32,
    lines: u32,
    /// Lines that hold a link, and lines of [`LONG`] characters or more.
    linking: u32,
    long: u32,
}

/// Shortest line that is surely more than a label, in characters.
const LONG: u32 = 65;

/// How often a line stands on the page, and where it does first.
struct SaidFacts {
    copies: u32,
    first: usize,
}

/// The signs of each line of a page.
pub(crate) fn read<'a>(lines: &[Line<'a>], survey: &Survey<'a>, claims: &Claims) -> Vec<Signs> {
    let mut facts = page_facts(lines, claims);
    let mut places = Places::of(survey);
    let mut before = (0, 0);
    let mut all = Vec::with_capacity(lines.len());
    let mut noted = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let mut signs = Signs::default();
        signs.values.reserve(COUNT);
        let said = wording::read(line, &mut signs);
        places.read(line, &mut signs);
        let last = at
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .map_or(0, |line| line.last);
        signs.log("pictures before", places.pictures(last, line.first));
        let next = lines.get(at + 1).map_or(line.last, |line| line.first);
        signs.log("pictures after", places.pictures(line.last, next));
        let first = facts.said[facts.lines[at].said].first;
        signs.flag("said before", first < at);
        noted.push(Noted {
            again: first < at,
            ..said
        });
        of_the_page(at, lines, &mut facts, before, &mut signs);
        for (names, other) in [
            (&BEFORE_1, at.checked_sub(1)),
            (&BEFORE_2, at.checked_sub(2)),
            (&AFTER_1, Some(at + 1)),
            (&AFTER_2, Some(at + 2)),
        ] {
            beside(
                line,
                other.and_then(|other| lines.get(other)),
                names,
                &mut signs,
            );
        }
        before.0 += line.length;
        before.1 += if is_prose(line) { line.length } else { 0 };
        all.push(signs);
    }
    near::add(lines, &noted, facts.headline, &mut all);
    all
}

/// Whether a line reads like a paragraph; the numbers are Readability's.
fn is_prose(line: &Line<'_>) -> bool {
    line.length >= 40 && line.linked * 3 < line.length
}

fn page_facts(lines: &[Line<'_>], claims: &Claims) -> PageFacts {
    let mut facts = PageFacts {
        prose: 0,
        length: 0,
        most_in_a_style: 1,
        most_inside: 1,
        headline: None,
        descriptions: claims
            .descriptions
            .iter()
            .map(|line| text::fold(line))
            .collect(),
        stated: Stated::of(claims),
        lines: Vec::with_capacity(lines.len()),
        styles: Vec::new(),
        said: Vec::new(),
        inside: Vec::new(),
    };
    let headline = claims.headline.as_deref().map(text::fold);
    let headline = headline.filter(|words| !words.is_empty());
    // The keys are the page's, so the tables must be such that nobody can choose them to collide.
    let mut styles = HashMap::new();
    let mut said = HashMap::with_capacity(lines.len());
    let mut best = 0.49;
    for (at, line) in lines.iter().enumerate() {
        facts.length += line.length;
        let number = *said.entry(line.folded.as_str()).or_insert(facts.said.len());
        match facts.said.get_mut(number) {
            Some(known) => known.copies += 1,
            None => facts.said.push(SaidFacts {
                copies: 1,
                first: at,
            }),
        }
        let style = *styles.entry(style(line)).or_insert(facts.styles.len());
        if style == facts.styles.len() {
            facts.styles.push(StyleFacts::default());
        }
        let counted = &mut facts.styles[style];
        counted.linked += line.linked;
        counted.text += line.length;
        counted.lines += 1;
        counted.linking += u32::from(line.linked > 0);
        counted.long += u32::from(line.length >= LONG);
        let parent = around(line);
        if facts.inside.len() <= parent {
            facts.inside.resize(parent + 1, InsideFacts::default());
        }
        let inside = &mut facts.inside[parent];
        inside.lines += 1;
        inside.linking += u32::from(line.linked > 0);
        if is_prose(line) {
            facts.prose += line.length;
            counted.prose += line.length;
            facts.most_in_a_style = facts.most_in_a_style.max(counted.prose);
            inside.prose += line.length;
            facts.most_inside = facts.most_inside.max(inside.prose);
        }
        let agrees = match &headline {
            Some(words) if line.length <= 300 => headline::agreement_of_folded(&line.folded, words),
            _ => 0.0,
        };
        facts.lines.push(LineFacts {
            style,
            said: number,
            agrees,
        });
        if line.length < 300 && headline.is_some() {
            let h1 = line.block.name() == "h1";
            let agrees = agrees + if h1 { 0.2 } else { 0.0 };
            if agrees > best {
                best = agrees;
                facts.headline = Some(at);
            }
        }
    }
    facts
}

/// The place of the element that a line's block stands in.
fn around(line: &Line<'_>) -> usize {
    line.block.parent().map_or(0, |parent| parent.place())
}

/// The look of a block, as far as its markup tells: its element and the one around it.
pub(crate) fn style(line: &Line<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for at in std::iter::once(line.block).chain(line.block.parent()) {
        at.name().hash(&mut hasher);
        at.attr("class").hash(&mut hasher);
    }
    hasher.finish()
}

fn of_the_page(
    at: usize,
    lines: &[Line<'_>],
    facts: &mut PageFacts,
    (length_before, prose_before): (u32, u32),
    signs: &mut Signs,
) {
    let line = &lines[at];
    let of_line = facts.lines[at];
    let folded = line.folded.as_str();
    let index = u32::try_from(at).unwrap_or(u32::MAX);
    signs.put(
        "place",
        share(index, u32::try_from(lines.len()).unwrap_or(1)),
    );
    signs.put("length before", share(length_before, facts.length));
    signs.put("prose before", share(prose_before, facts.prose));
    signs.log("prose of page", facts.prose);
    signs.log(
        "lines of page",
        u32::try_from(lines.len()).unwrap_or(u32::MAX),
    );
    let style = &facts.styles[of_line.style];
    signs.put("linked in style", share(style.linked, style.text));
    signs.put("prose in style", share(style.prose, facts.most_in_a_style));
    // In lists of stories each line links, in a story some do.
    signs.put(
        "lines with links in style",
        share(style.linking, style.lines),
    );
    signs.put("long lines in style", share(style.long, style.lines));
    let inside = facts.inside.get(around(line)).copied().unwrap_or_default();
    signs.put("prose in parent", share(inside.prose, facts.most_inside));
    signs.put(
        "lines with links in parent",
        share(inside.linking, inside.lines),
    );
    signs.log("copies", facts.said[of_line.said].copies);
    let after = facts.headline.map_or(-1000.0, |headline| {
        let lines = at.abs_diff(headline);
        let distance = log(u32::try_from(lines).unwrap_or(u32::MAX));
        if at >= headline { distance } else { -distance }
    });
    signs.put("after headline", after);
    signs.put("agrees with headline", of_line.agrees);
    let described = facts.descriptions.iter().any(|known| {
        *known == folded
            || (folded.len() > 30
                && (known.starts_with(folded)
                    || folded.starts_with(known.as_str()) && known.len() > 30))
    });
    signs.flag("is description", described);
    signs.put("in stated body", facts.stated.holds(&line.text));
}

const BEFORE_1: [&str; 5] = [
    "before 1 length",
    "before 1 linked",
    "before 1 ends",
    "before 1 tag",
    "before 1 shares",
];
const BEFORE_2: [&str; 5] = [
    "before 2 length",
    "before 2 linked",
    "before 2 ends",
    "before 2 tag",
    "before 2 shares",
];
const AFTER_1: [&str; 5] = [
    "after 1 length",
    "after 1 linked",
    "after 1 ends",
    "after 1 tag",
    "after 1 shares",
];
const AFTER_2: [&str; 5] = [
    "after 2 length",
    "after 2 linked",
    "after 2 ends",
    "after 2 tag",
    "after 2 shares",
];

fn beside(line: &Line<'_>, other: Option<&Line<'_>>, names: &[&'static str; 5], signs: &mut Signs) {
    let Some(other) = other else {
        for name in names {
            signs.put(name, -1.0);
        }
        return;
    };
    signs.log(names[0], other.length);
    signs.put(names[1], share(other.linked, other.length));
    signs.flag(names[2], text::ends_a_sentence(&other.text));
    signs.put(names[3], around::tag(other.block.name()));
    let shares = match line.block.parent() == other.block.parent() {
        true if dom::name(line.block) == dom::name(other.block) => 2.0,
        true => 1.0,
        false => 0.0,
    };
    signs.put(names[4], shares);
}
