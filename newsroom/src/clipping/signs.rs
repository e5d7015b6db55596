//! What speaks for and against a line being part of the story: numbers for a learned judge.
//!
//! The signs are those that the literature found to matter (text and link density: Kohlschütter et
//! al., "Boilerplate Detection using Shallow Text Features", WSDM 2010; the words of classes and the
//! points of paragraphs: Readability, 2009; a block's neighbours: Vogels et al., "Web2Text", ECIR
//! 2018), and what the page says of itself: its headline, its standfirst, its `articleBody`.

mod around;
mod wording;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::clipping::dom;
use crate::clipping::lines::Line;
use crate::clipping::survey::Survey;
use crate::clipping::{headline, text};

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
    (count as f32).ln_1p()
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
struct PageFacts<'l> {
    prose: u32,
    length: u32,
    /// Prose by the kind of block that it stands in: its element and the one around it.
    styles: HashMap<u64, u32>,
    most_in_a_style: u32,
    /// Text by the same, and how much of it is links.
    linked: HashMap<u64, (u32, u32)>,
    /// Prose by the element that the block stands in.
    inside: HashMap<usize, u32>,
    most_inside: u32,
    /// How often each line stands on the page.
    copies: HashMap<&'l str, u32>,
    /// The line that is the headline.
    headline: Option<usize>,
    headline_words: String,
    descriptions: Vec<String>,
    body: String,
}

/// The signs of each line of a page.
pub(crate) fn read(lines: &[Line<'_>], survey: &Survey<'_>, claims: &Claims) -> Vec<Signs> {
    let facts = page_facts(lines, claims);
    let story = survey.story();
    let tree = survey.root();
    let pictures: Vec<usize> = dom::elements(tree)
        .filter(|at| matches!(at.name(), "img" | "picture" | "video" | "amp-img"))
        .map(dom::At::place)
        .collect();
    let mut seen: std::collections::HashSet<&str> = std::collections::HashSet::new();
    let mut before = (0, 0);
    let mut all = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let mut signs = Signs::default();
        signs.values.reserve(COUNT);
        wording::read(line, &mut signs);
        around::read(line, survey, &story, &pictures, &mut signs);
        let last = at
            .checked_sub(1)
            .and_then(|before| lines.get(before))
            .map_or(0, |line| line.last);
        let until = |place: usize| pictures.partition_point(|picture| *picture < place);
        signs.log(
            "pictures before",
            u32::try_from(until(line.first) - until(last)).unwrap_or(u32::MAX),
        );
        let next = lines.get(at + 1).map_or(line.last, |line| line.first);
        signs.log(
            "pictures after",
            u32::try_from(until(next) - until(line.last)).unwrap_or(u32::MAX),
        );
        signs.flag("said before", !seen.insert(&line.folded));
        of_the_page(at, lines, &facts, before, &mut signs);
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
    all
}

/// Whether a line reads like a paragraph; the numbers are Readability's.
fn is_prose(line: &Line<'_>) -> bool {
    line.length >= 40 && line.linked * 3 < line.length
}

fn page_facts<'l>(lines: &'l [Line<'_>], claims: &Claims) -> PageFacts<'l> {
    let mut facts = PageFacts {
        prose: 0,
        length: 0,
        styles: HashMap::new(),
        most_in_a_style: 1,
        linked: HashMap::new(),
        inside: HashMap::new(),
        most_inside: 1,
        copies: HashMap::new(),
        headline: None,
        headline_words: claims
            .headline
            .as_deref()
            .map(text::fold)
            .unwrap_or_default(),
        descriptions: claims
            .descriptions
            .iter()
            .map(|line| text::fold(line))
            .collect(),
        body: claims.body.as_deref().map(squeezed).unwrap_or_default(),
    };
    let mut best = 0.49;
    for (at, line) in lines.iter().enumerate() {
        facts.length += line.length;
        *facts.copies.entry(&line.folded).or_default() += 1;
        let linked = facts.linked.entry(style(line)).or_default();
        *linked = (linked.0 + line.linked, linked.1 + line.length);
        if is_prose(line) {
            facts.prose += line.length;
            let style = facts.styles.entry(style(line)).or_default();
            *style += line.length;
            facts.most_in_a_style = facts.most_in_a_style.max(*style);
            let parent = line.block.parent().map_or(0, |parent| parent.place());
            let inside = facts.inside.entry(parent).or_default();
            *inside += line.length;
            facts.most_inside = facts.most_inside.max(*inside);
        }
        if line.length < 300 && !facts.headline_words.is_empty() {
            let h1 = line.block.name() == "h1";
            let agrees = headline::agreement_of_folded(&line.folded, &facts.headline_words)
                + if h1 { 0.2 } else { 0.0 };
            if agrees > best {
                best = agrees;
                facts.headline = Some(at);
            }
        }
    }
    facts
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

/// A text as letters and digits alone.
fn squeezed(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn of_the_page(
    at: usize,
    lines: &[Line<'_>],
    facts: &PageFacts<'_>,
    (length_before, prose_before): (u32, u32),
    signs: &mut Signs,
) {
    let line = &lines[at];
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
    let (linked, text) = facts.linked.get(&style(line)).copied().unwrap_or_default();
    signs.put("linked in style", share(linked, text));
    let style = facts.styles.get(&style(line)).copied().unwrap_or(0);
    signs.put("prose in style", share(style, facts.most_in_a_style));
    let parent = line.block.parent().map_or(0, |parent| parent.place());
    let inside = facts.inside.get(&parent).copied().unwrap_or(0);
    signs.put("prose in parent", share(inside, facts.most_inside));
    signs.log("copies", facts.copies.get(folded).copied().unwrap_or(1));
    let after = facts.headline.map_or(-1000.0, |headline| {
        let lines = at.abs_diff(headline);
        let distance = log(u32::try_from(lines).unwrap_or(u32::MAX));
        if at >= headline { distance } else { -distance }
    });
    signs.put("after headline", after);
    let agrees = if facts.headline_words.is_empty() || line.length > 300 {
        0.0
    } else {
        headline::agreement_of_folded(folded, &facts.headline_words)
    };
    signs.put("agrees with headline", agrees);
    let described = facts.descriptions.iter().any(|known| {
        *known == folded
            || (folded.len() > 30
                && (known.starts_with(folded)
                    || folded.starts_with(known.as_str()) && known.len() > 30))
    });
    signs.flag("is description", described);
    let stated = match facts.body.is_empty() {
        true => 0.0,
        false => {
            let words = squeezed(&line.text);
            let part = words
                .char_indices()
                .nth(80)
                .map_or(words.as_str(), |(end, _)| &words[..end]);
            if part.len() > 8 && facts.body.contains(part) {
                1.0
            } else {
                -1.0
            }
        }
    };
    signs.put("in stated body", stated);
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
