//! What a page says around its story: who published it, where it was written, in which language,
//! under which label, with which rights.

use crate::Address;
use crate::clipping::dom;
use crate::clipping::jsonld::Story;
use crate::clipping::marks::{self, Marks};
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::writers::is_in_a_figure;
use crate::clipping::{Evidence, Part, agency, text};

/// The outlet: who published it.
pub(crate) fn outlet(story: &Story, meta: &Meta, page: Option<&Address>) -> Option<Part<String>> {
    let named = |value: &str, evidence| {
        let value = text::clean(value.trim_start_matches('@'));
        let sane =
            text::has_letters(&value) && value.chars().count() <= 80 && !value.starts_with("http");
        sane.then_some(Part { value, evidence })
    };
    let stated = story
        .publisher
        .as_deref()
        .and_then(|name| named(name, Evidence::JsonLd));
    let shared = meta.first(&[
        "og:site_name",
        "application-name",
        "apple-mobile-web-app-title",
        "dc.publisher",
        "publisher",
    ]);
    stated
        .or_else(|| shared.and_then(|name| named(name, Evidence::Meta)))
        .or_else(|| named(page?.site(), Evidence::Host))
}

/// The place where the story was written, from an element named as its dateline. Many give that name
/// to the line with the date, which is no place.
pub(crate) fn dateline(marks: &Marks<'_>, survey: &Survey<'_>) -> Option<Part<String>> {
    let named = marks
        .of(marks::DATELINE)
        .filter(|mark| !survey.is_boxed(mark.at) && !is_in_a_figure(mark.at));
    let mut places = named.filter_map(|mark| agency::place_alone(&dom::text_of(mark.at)));
    places.next().map(|value| Part {
        value,
        evidence: Evidence::Markup,
    })
}

/// The label over the headline: what the page calls its section, else what it marks as a kicker.
pub(crate) fn kicker(
    story: &Story,
    meta: &Meta,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
) -> Option<Part<String>> {
    let sane = |line: &str| {
        text::words(line) <= 4 && line.chars().count() <= 40 && text::has_letters(line)
    };
    let stated = story
        .section
        .as_deref()
        .filter(|line| sane(line))
        .map(|line| (line, Evidence::JsonLd));
    let shared = meta
        .first(&["article:section", "parsely-section"])
        .filter(|line| sane(line))
        .map(|line| (line, Evidence::Meta));
    let described = stated.or(shared).map(|(line, evidence)| Part {
        value: line.to_owned(),
        evidence,
    });
    described.or_else(|| {
        let above = marks.of(marks::KICKER).take_while(|mark| !mark.below);
        let marked = above.filter(|mark| !survey.is_boxed(mark.at));
        // The one next to the headline; others stand in teasers above it.
        let line = marked.last().map(|mark| dom::text_of(mark.at))?;
        sane(&line).then_some(Part {
            value: line,
            evidence: Evidence::Markup,
        })
    })
}

/// The line that says whose the text is: "© 2025 Arn Courier".
pub(crate) fn rights(story: &Story, meta: &Meta, marks: &Marks<'_>) -> Option<Part<String>> {
    let sane = |line: &str| text::has_letters(line) && (3..=160).contains(&line.chars().count());
    let part = |value: String, evidence| Part { value, evidence };
    let stated = story
        .rights
        .clone()
        .map(|line| part(line, Evidence::JsonLd));
    let shared = [
        "copyright",
        "dc.rights",
        "dcterms.rights",
        "dcterms.rightsholder",
        "rights",
    ];
    let shared = meta
        .first(&shared)
        .map(|line| part(line.to_owned(), Evidence::Meta));
    let printed = || {
        // The line of the page stands at its end.
        let lines = marks.of(marks::RIGHTS).map(|mark| dom::text_of(mark.at));
        let printed = lines.filter(|line| {
            let lower = line.to_lowercase();
            sane(line) && (line.contains('©') || lower.contains("copyright"))
        });
        let line = printed
            .last()
            .or_else(|| in_footer(marks).filter(|line| sane(line)));
        line.map(|line| part(line, Evidence::Markup))
    };
    let known = stated
        .into_iter()
        .chain(shared)
        .find(|line| sane(&line.value));
    known.or_else(printed)
}

/// The line with the mark of rights in the footer of a page, which few mark as such.
fn in_footer(marks: &Marks<'_>) -> Option<String> {
    /// A footer has some hundreds of nodes; what holds the whole page is none.
    const MOST: usize = 2_000;
    let footer = marks.footers.last()?;
    let marked = footer
        .descendants()
        .take(MOST)
        .filter(|at| at.text().is_some_and(|words| words.contains('©')));
    let line = dom::text_of(marked.last()?.parent()?);
    let from = line.find('©')?;
    text::cleaned(line.get(from..)?)
}

/// The page's own words for what the story is about, each once.
pub(crate) fn keywords(story: &Story, meta: &Meta) -> Option<Part<Vec<String>>> {
    /// More are a shop's, not a desk's.
    const MOST: usize = 40;
    let split = |lines: Vec<&str>| -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for line in lines {
            // Many words in one line are parted by commas, in some by semicolons.
            let parts = line.split([',', ';', '，', '、']).filter_map(text::cleaned);
            for word in parts.filter(|word| word.chars().count() <= 60) {
                if words.len() < MOST && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        words
    };
    let stated = split(story.keywords.iter().map(String::as_str).collect());
    if !stated.is_empty() {
        return Some(Part {
            value: stated,
            evidence: Evidence::JsonLd,
        });
    }
    let names = [
        "article:tag",
        "news_keywords",
        "keywords",
        "parsely-tags",
        "sailthru.tags",
    ];
    let mut shared = names.iter().map(|name| split(meta.all(name).collect()));
    shared.find(|words| !words.is_empty()).map(|value| Part {
        value,
        evidence: Evidence::Meta,
    })
}

/// Whether the rest of the story is sold; nothing where the page does not say.
pub(crate) fn paywalled(story: &Story, meta: &Meta, marks: &Marks<'_>) -> Option<Part<bool>> {
    if let Some(free) = story.free {
        return Some(Part {
            value: !free,
            evidence: Evidence::JsonLd,
        });
    }
    let tier = meta.first(&[
        "article:content_tier",
        "og:article:content_tier",
        "isaccessibleforfree",
    ]);
    let said = tier.and_then(|tier| match tier.to_ascii_lowercase().as_str() {
        "free" | "true" => Some(false),
        "locked" | "premium" | "paid" | "false" => Some(true),
        // A metered story is free for some and not for others.
        _ => None,
    });
    if let Some(value) = said {
        return Some(Part {
            value,
            evidence: Evidence::Meta,
        });
    }
    // Words like "premium" stand in many menus; a box that is named so holds the offer.
    let boxed = marks.of(marks::PAYWALL).any(|mark| {
        let named = ["paywall", "paywalled"];
        mark.below
            && matches!(dom::name(mark.at), "div" | "section" | "aside" | "p")
            && named.iter().any(|name| dom::says(&mark.words, name))
            && !dom::is_hidden(mark.at)
            && text::words(&dom::text_of(mark.at)) > 3
    });
    boxed.then_some(Part {
        value: true,
        evidence: Evidence::Markup,
    })
}
