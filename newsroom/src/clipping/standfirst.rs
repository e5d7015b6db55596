//! The standfirst: what stands between the headline and the story.

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::marks::{self, Marks};
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::writers::is_in_a_figure;
use crate::clipping::{Block, Evidence, Part, agency, byline, furniture, headline, text};

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
    /// Whether a printed line, folded, is this description: the same, with a place before it
    /// ("Kyiv. The talks …"), or the whole of what was cut to a length.
    fn is(&self, printed: &str) -> bool {
        let known = self.folded.as_str();
        let before = printed.strip_suffix(known);
        let head: String = known.chars().take(CUT).collect();
        before.is_some_and(|before| text::words(before) <= 3)
            || (known.chars().count() > CUT
                && printed.starts_with(&head)
                && !text::ends_a_sentence(&self.line))
    }
}

/// How much of a description that was cut must be printed, in characters.
const CUT: usize = 90;

/// Finds the standfirst: a line that the page marks as one; the page's description where it is
/// printed under the headline; and else the description, if it is a sentence of its own and not the
/// beginning of the story over again.
pub(crate) fn find(
    story: &Story,
    meta: &Meta,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    title: Option<&str>,
    body: &[Block],
) -> Option<Part<String>> {
    let described = described(story, meta, title);
    if let Some(part) = printed(&described, marks, survey, title) {
        return Some(part);
    }
    let first: Vec<String> = body.iter().filter_map(paragraph).take(FIRST).collect();
    let whole = |known: &&Described| {
        let cut = known.line.ends_with("...") || known.line.ends_with('…');
        let again = first.iter().any(|paragraph| {
            let known = known.folded.as_str();
            paragraph.starts_with(known) || known.starts_with(paragraph.as_str())
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

/// The best of the lines under the headline that the page marks or describes.
fn printed(
    described: &[Described],
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    title: Option<&str>,
) -> Option<Part<String>> {
    let mut best: Option<(u8, Part<String>)> = None;
    let mut offer = |points: u8, line: String, evidence: Evidence| {
        if best.as_ref().is_none_or(|(most, _)| points > *most) {
            best = Some((
                points,
                Part {
                    value: line,
                    evidence,
                },
            ));
        }
    };
    let known = |line: &str| {
        let folded = text::fold(line);
        let mut same = described.iter().filter(move |known| known.is(&folded));
        same.next().map(|known| known.evidence)
    };
    for mark in marks.of(marks::STANDFIRST) {
        let at = mark.at;
        // Looked for last, as there are many.
        let phrased = || {
            let prop = dom::attr(at, "itemprop");
            prop.is_some_and(|prop| matches!(prop, "description" | "alternativeHeadline"))
                || STANDFIRSTS
                    .iter()
                    .any(|phrase| dom::says(&mark.words, phrase))
        };
        let near = marks.headline.is_none_or(|headline| {
            (headline.saturating_sub(ABOVE)..headline + BELOW).contains(&mark.place)
        });
        if !near || !is_a_line(at) || survey.is_boxed(at) || is_in_a_figure(at) || !phrased() {
            continue;
        }
        let line = dom::text_of(at);
        if !is_sane(&line, title) || byline::is_byline(&line) {
            continue;
        }
        let evidence = known(&line);
        let points = 2 + 2 * u8::from(evidence.is_some()) + u8::from(mark.below);
        offer(points, line, evidence.unwrap_or(Evidence::Markup));
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
        let apart = matches!(name, "h2" | "h3" | "h4" | "div" | "strong" | "b" | "em")
            || (name == "p" && survey.is_junk(at))
            || (name == "p" && stands_apart(at));
        if !apart || survey.is_boxed(at) || has_blocks(at) {
            continue;
        }
        let line = dom::text_of(at);
        if !is_sane(&line, title) {
            continue;
        }
        if let Some(evidence) = known(&line) {
            offer(3, line, evidence);
        } else if *steps <= 3 && matches!(name, "h2" | "h3" | "h4") && is_prose(&line) {
            offer(1, line, Evidence::Markup);
        }
    }
    best.map(|(_, part)| part)
}

/// Whether a paragraph is set apart from those after it: it is all bold, or has a class that the
/// next one has not.
fn stands_apart(at: At<'_>) -> bool {
    let words = dom::text_of(at);
    let bold = at
        .children()
        .any(|child| matches!(dom::name(child), "strong" | "b") && dom::text_of(child) == words);
    let class = |at: At<'_>| dom::attr(at, "class").unwrap_or("").to_owned();
    let beside = || at.parent().into_iter().flat_map(At::children);
    let mut after = beside().filter(|other| other.place() > at.place());
    let next = after.find(|next| dom::name(*next) == "p" && !dom::text_of(*next).is_empty());
    let mut before = beside().take_while(|other| *other != at);
    bold || next.map_or_else(
        || !before.any(|before| dom::name(before) == "p"),
        |next| class(next) != class(at),
    )
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

const STANDFIRSTS: &[&str] = &[
    "standfirst",
    "stand first",
    "dek",
    "deck",
    "subheadline",
    "sub headline",
    "subhead",
    "sub head",
    "subtitle",
    "sub title",
    "article summary",
    "article lead",
    "article intro",
    "article excerpt",
    "post excerpt",
    "chapo",
    "vorspann",
    "entradilla",
    "bajada",
    "copete",
    "article subtitle",
    "article description",
    "story summary",
    "strapline",
    "article dek",
    "headline summary",
    "ingress",
    "sommario",
    "occhiello",
    "lede",
    "lead text",
    "leadtext",
    "article deck",
    "story deck",
    "article abstract",
    "article introduction",
    "article synopsis",
    "chapeau",
    "perex",
    "preamble",
    "sapo",
    "article spot",
    "subheading",
    "sub heading",
    "article teaser",
    "post subtitle",
    "article lede",
    "story lead",
    "teaser text",
    "article desc",
    "news lead",
    "article strap",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{jsonld, marks, meta, survey};

    #[test]
    fn a_standfirst_is_printed_or_described_and_no_repetition() {
        let line = "The ferry keeps running until the spring, says the mayor of Tarn.";
        let described = format!("<meta name=description content='{line}'>");
        let cut = "<meta name=description content='The bridge over the river was opened again …'>";
        let again = "<meta name=description content='The bridge over the river was opened again on Thursday.'>";
        let printed = format!("<p class=standfirst>{line}</p>");
        let bare = format!("<h2>{line}</h2>");
        let place = format!("<h3>Tarn. {line}</h3>");
        let plea = "<p class=lede>Sign up for our newsletter about the river and the valley.</p>";
        let far = format!("{}<p class=standfirst>{line}</p>", "<i></i>".repeat(200));
        let with_place = format!("Tarn. {line}");
        for (head, under, expected, evidence) in [
            ("", printed.as_str(), Some(line), Some(Evidence::Markup)),
            (
                described.as_str(),
                printed.as_str(),
                Some(line),
                Some(Evidence::Meta),
            ),
            (described.as_str(), "", Some(line), Some(Evidence::Meta)),
            (
                described.as_str(),
                place.as_str(),
                Some(with_place.as_str()),
                Some(Evidence::Meta),
            ),
            ("", bare.as_str(), Some(line), Some(Evidence::Markup)),
            ("", far.as_str(), None, None),
            (cut, "", None, None),
            (again, "", None, None),
            ("", plea, None, None),
        ] {
            let story = "The bridge over the river was opened again on Thursday.";
            let page = format!(
                "{head}<article><h1>Bridge reopens</h1>{under}<p>{story}</p><p>{story} More.</p></article>"
            );
            let (html, _) = dom::parse(&page);
            let survey = survey::survey(html.root());
            let marks = marks::read(&survey);
            let body = [Block::Paragraph {
                text: vec![crate::clipping::Run {
                    text: story.to_owned(),
                    ..crate::clipping::Run::default()
                }],
            }];
            let (said, meta) = (jsonld::read(&jsonld::documents(&marks)), meta::read(&marks));
            let found = find(&said, &meta, &marks, &survey, Some("Bridge reopens"), &body);
            let found = found.map(|part| (part.value, part.evidence));
            assert_eq!(
                found.as_ref().map(|(line, _)| line.as_str()),
                expected,
                "{page}"
            );
            assert_eq!(found.map(|(_, evidence)| evidence), evidence, "{page}");
        }
    }
}
