//! The standfirst: what stands between the headline and the story.

mod names;

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::marks::{self, Mark, Marks};
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::writers::is_in_a_figure;
use crate::clipping::{Block, Evidence, Part, agency, byline, furniture, headline, runs, text};
use names::{STANDFIRSTS, SUBTITLES};

/// Names under which a `<meta>` describes the story, best first.
const DESCRIPTIONS: &[&str] = &[
    "og:description",
    "description",
    "twitter:description",
    "sailthru.description",
    "dc.description",
];

/// How far below the headline a description is looked for, in elements.
const NEAR: usize = 400;

/// How far above and below the headline a standfirst is marked, in elements.
const ABOVE: usize = 40;
const BELOW: usize = 80;

/// How many of the first paragraphs a description may be cut from.
const FIRST: usize = 4;

/// What the page says of its story, in its own order, whole and folded.
struct Described {
    line: String,
    folded: String,
    evidence: Evidence,
    /// Whether it describes the story, and not only names it again.
    describes: bool,
}

impl Described {
    /// Whether a printed line, folded, is this description, also with a place before it
    /// ("Kyiv. The talks …").
    fn is(&self, printed: &str) -> bool {
        let before = printed.strip_suffix(self.folded.as_str());
        before.is_some_and(|before| text::words(before) <= 3)
    }

    /// Whether a printed line, folded, is the whole of what was cut to a length.
    fn is_cut_from(&self, printed: &str) -> bool {
        let mut ends = self.folded.char_indices().skip(CUT).map(|(at, _)| at);
        ends.next().is_some_and(|end| {
            printed.starts_with(&self.folded[..end]) && !text::ends_a_sentence(&self.line)
        })
    }
}

/// How much of a description that was cut must be printed, in characters.
const CUT: usize = 90;

/// Finds the standfirst: a line that the page marks as one; the page's description where it is
/// printed under the headline or opens the text; and else the description, if it is a sentence of
/// its own and not the beginning of the story over again.
pub(crate) fn find(
    story: &Story,
    meta: &Meta,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    title: Option<&str>,
    body: &[Block],
) -> Option<Part<String>> {
    let described = described(story, meta, title);
    let opening = opening(body, title);
    if let Some(part) = printed(&described, opening, marks, survey, title) {
        return Some(part);
    }
    let first: Vec<String> = body.iter().filter_map(paragraph).take(FIRST).collect();
    let whole = |known: &&Described| {
        let cut = known.line.ends_with("...") || known.line.ends_with('…');
        let again = first.iter().any(|paragraph| {
            let known = known.folded.as_str();
            paragraph.starts_with(known)
                || paragraph.ends_with(known)
                || known.starts_with(paragraph.as_str())
        });
        // A sentence that was cut to a length ends anywhere.
        let length = known.line.chars().count();
        let sentence = text::ends_a_sentence(&known.line) || length < 150;
        known.describes && !cut && !again && sentence && text::words(&known.line) > 4
    };
    let alone: Vec<&Described> = described.iter().filter(whole).collect();
    let agreed = alone.iter().find(|one| {
        let same = alone.iter().filter(|other| other.folded == one.folded);
        same.count() > 1
    });
    agreed.or(alone.first()).map(|known| Part {
        value: known.line.clone(),
        evidence: known.evidence,
    })
}

/// The line with which a text begins, as printed, if there is more below it: a standfirst that is
/// printed in the text. A line with an agency before it begins the story itself.
fn opening(body: &[Block], title: Option<&str>) -> Option<String> {
    let lines = body.iter().map_while(|block| match block {
        Block::Paragraph { text } | Block::Heading { text, .. } => Some(runs::words(text)),
        Block::Figure { .. } | Block::Embed { .. } => Some(String::new()),
        _ => None,
    });
    // What stands above it is taken out of the text as well.
    let mut lines = lines.filter(|line| {
        let repeats = title.is_some_and(|title| headline::agreement(line, title) > 0.8);
        !line.is_empty()
            && !repeats
            && !furniture::before_the_story(line)
            && !byline::is_byline(line)
    });
    let first = lines.next()?;
    lines.next()?;
    (is_sane(&first, title) && agency::dateline(&first).agency.is_none()).then_some(first)
}

fn described(story: &Story, meta: &Meta, title: Option<&str>) -> Vec<Described> {
    let shared = DESCRIPTIONS
        .iter()
        .filter_map(|name| meta.first(&[name]))
        .map(|line| (line, Evidence::Meta));
    let stated = story
        .description
        .as_deref()
        .map(|line| (line, Evidence::JsonLd));
    // A second headline stands for the description only where it is printed.
    let second = story
        .alternative
        .as_deref()
        .map(|line| (line, Evidence::JsonLd));
    let lines = shared.chain(stated).map(|line| (line, true));
    lines
        .chain(second.map(|line| (line, false)))
        .filter(|((line, _), _)| is_sane(line, title))
        .map(|((line, evidence), describes)| Described {
            line: line.to_owned(),
            folded: text::fold(line),
            evidence,
            describes,
        })
        .collect()
}

/// The best of the lines under the headline that the page marks or describes, by points: what is
/// marked and described; what is surely marked below the headline; what is marked there, or
/// described and printed, also in the text; what may be marked and opens the text; what is marked above; what is set apart and opens
/// the text; a sentence under the headline. Of equals the first on the page.
fn printed(
    described: &[Described],
    opening: Option<String>,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    title: Option<&str>,
) -> Option<Part<String>> {
    let mut best: Option<(u8, usize, Part<String>)> = None;
    let mut offer = |points: u8, place: usize, value: String, evidence: Evidence| {
        let better = |(most, first, _): &(u8, usize, _)| (points, *first) > (*most, place);
        if best.as_ref().is_none_or(better) {
            best = Some((points, place, Part { value, evidence }));
        }
    };
    let known = |folded: &str| {
        let same = |known: &&Described| known.is(folded) || known.is_cut_from(folded);
        described.iter().find(same)
    };
    let folded = opening.as_deref().map(text::fold);
    let opens = |line: &str| folded.as_deref() == Some(line);
    let near = |mark: &&Mark<'_>| {
        marks.headline.is_none_or(|headline| {
            (headline.saturating_sub(ABOVE)..headline + BELOW).contains(&mark.place)
        })
    };
    for mark in marks.of(marks::STANDFIRST).filter(near).take(NEAR) {
        let at = mark.at;
        if !is_a_line(at) || survey.is_boxed(at) || is_in_a_figure(at) {
            continue;
        }
        let line = dom::text_of(at);
        if !is_sane(&line, title) || byline::is_byline(&line) {
            continue;
        }
        let says = |names: &[&str]| names.iter().any(|name| dom::says(&mark.words, name));
        let prop = dom::attr(at, "itemprop")
            .is_some_and(|prop| matches!(prop, "description" | "alternativeHeadline"));
        let sure = says(STANDFIRSTS);
        let phrased = sure || prop || says(SUBTITLES);
        let folded = text::fold(&line);
        let told = known(&folded);
        let evidence = told.map_or(Evidence::Markup, |told| told.evidence);
        let points = match (phrased, told) {
            (true, Some(told)) if told.describes => 8,
            (false, Some(told)) if told.describes => 6,
            (true, _) if heads_sections(mark, &line, marks) => continue,
            (true, _) if mark.below => 6 + u8::from(sure),
            _ if opens(&folded) => 5,
            (true, _) => 3,
            (false, _) => continue,
        };
        offer(points, at.place(), line, evidence);
    }
    let mut below = None;
    for (at, ..) in survey.elements() {
        let name = dom::name(at);
        if name == "h1" {
            below.get_or_insert(0);
            continue;
        }
        let Some(steps) = below.as_mut() else {
            continue;
        };
        *steps += 1;
        if *steps > NEAR {
            break;
        }
        // An ordinary paragraph that the description repeats is where the story begins.
        let set = match name {
            "h2" | "h3" | "h4" | "div" | "em" => Setting::Apart,
            "strong" | "b" => Setting::Marked,
            "p" if survey.is_junk(at) => Setting::Apart,
            "p" => setting(at),
            _ => Setting::Alike,
        };
        if set == Setting::Alike || survey.is_boxed(at) || has_blocks(at) {
            continue;
        }
        let line = dom::text_of(at);
        if !is_sane(&line, title) {
            continue;
        }
        let folded = text::fold(&line);
        if let Some(told) = known(&folded) {
            let points = if told.describes { 6 } else { 2 };
            offer(points, at.place(), line, told.evidence);
        } else if set == Setting::Marked && opens(&folded) && is_prose(&line) {
            offer(2, at.place(), line, Evidence::Text);
        } else if *steps <= 3 && matches!(name, "h2" | "h3" | "h4") && is_prose(&line) {
            offer(1, at.place(), line, Evidence::Markup);
        }
    }
    if let (Some(line), Some(folded)) = (opening, &folded) {
        let mut same = described.iter().filter(|known| known.is(folded));
        if same.any(|known| known.describes) {
            offer(6, usize::MAX, line, Evidence::Text);
        }
    }
    best.map(|(.., part)| part)
}

/// Whether another line near is marked just alike: so are headings of sections, and no standfirst.
fn heads_sections(mark: &Mark<'_>, line: &str, marks: &Marks<'_>) -> bool {
    let from = mark.place.saturating_sub(BELOW);
    let first = marks.named.partition_point(|other| other.place < from);
    let near = marks.named.iter().skip(first);
    let near = near.take_while(|other| other.place < mark.place + BELOW);
    let mut alike =
        near.filter(|other| other.words == mark.words && dom::name(other.at) == dom::name(mark.at));
    alike.any(|other| dom::text_of(other.at) != line)
}

/// How a paragraph is set apart from those after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// As they are.
    Alike,
    /// It has not their class, or stands alone.
    Apart,
    /// It is all bold, or has a class that the next one has not.
    Marked,
}

fn setting(at: At<'_>) -> Setting {
    let words = dom::text_of(at);
    let bold = at
        .children()
        .any(|child| matches!(dom::name(child), "strong" | "b") && dom::text_of(child) == words);
    let class = |at: At<'_>| dom::attr(at, "class").unwrap_or("").to_owned();
    let beside = || at.parent().into_iter().flat_map(At::children);
    let mut after = beside().filter(|other| other.place() > at.place());
    let next = after.find(|next| dom::name(*next) == "p" && !dom::text_of(*next).is_empty());
    let mut before = beside().take_while(|other| *other != at);
    let other = next.is_some_and(|next| class(next) != class(at));
    let alone = next.is_none() && !before.any(|before| dom::name(before) == "p");
    match () {
        () if bold || (other && !class(at).is_empty()) => Setting::Marked,
        () if other || alone => Setting::Apart,
        () => Setting::Alike,
    }
}

/// Whether a line below a headline reads as a sentence, and is no date, byline or trail.
fn is_prose(line: &str) -> bool {
    text::words(line) > 6
        && !furniture::before_the_story(line)
        && !byline::is_byline(line)
        && agency::credit(line).is_none()
}

fn is_sane(line: &str, title: Option<&str>) -> bool {
    (20..=700).contains(&line.chars().count())
        && !line.ends_with(':')
        && !furniture::after_the_story(line)
        && title.is_none_or(|title| headline::agreement(line, title) < 0.8)
}

fn is_a_line(at: At<'_>) -> bool {
    matches!(
        dom::name(at),
        "p" | "h2" | "h3" | "h4" | "div" | "span" | "strong" | "section" | "header" | "ul"
    )
}

fn has_blocks(at: At<'_>) -> bool {
    dom::elements(at)
        .skip(1)
        .any(|below| !dom::is_inline(dom::name(below)))
}

fn paragraph(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { text } => {
            let words: String = text.iter().map(|run| run.text.as_str()).collect();
            Some(text::fold(&words)).filter(|words| !words.is_empty())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
