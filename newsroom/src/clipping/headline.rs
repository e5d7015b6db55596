//! The headline: which of the titles that a page gives itself is the one over the story.

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Evidence, Part, text};

/// Signs between a headline and the name of the site.
const JOINTS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ~ ", " < ", " « ",
];

/// Finds the headline.
///
/// What stands over the story is an `<h1>`; pages have several, and some wrap the site's name in
/// one. So an `<h1>` is taken if the page's own description agrees with it, else the description.
pub(crate) fn find(
    html: &dom::Tree,
    story: &Story,
    meta: &Meta,
    survey: &Survey<'_>,
    outlet: Option<&str>,
    site: Option<&str>,
) -> Option<Part<String>> {
    // A site is often called as its host is: "daily-courier.example" and "Daily Courier".
    let site = site
        .and_then(|host| host.rsplit('.').nth(1))
        .filter(|label| label.len() > 3);
    let bare = |line: &str| {
        let line = without_outlet(line, outlet);
        if site.is_some() {
            without_outlet(&line, site)
        } else {
            line
        }
    };
    let part = |value: String, evidence| Part { value, evidence };
    let stated = story
        .headline
        .clone()
        .map(|line| part(bare(&line), Evidence::JsonLd));
    let shared = meta.first(&[
        "og:title",
        "twitter:title",
        "parsely-title",
        "sailthru.title",
        "dc.title",
        "title",
    ]);
    let shared = shared.map(|line| part(bare(line), Evidence::Meta));
    let titled = meta
        .title
        .as_deref()
        .map(|line| part(bare(line), Evidence::Meta));
    let described: Vec<Part<String>> = [stated, shared, titled]
        .into_iter()
        .flatten()
        .filter(|part| !part.value.is_empty())
        .collect();

    let mut printed: Vec<String> = Vec::new();
    let mut marked: Option<String> = None;
    for at in dom::elements(html.root()) {
        let prop = dom::attr(at, "itemprop").is_some_and(|prop| prop == "headline");
        let over = (dom::name(at) == "h1" || prop) && !is_aside(at);
        let line = over.then(|| dom::text_of(at));
        if let Some(line) = line.filter(|line| (1..400).contains(&line.chars().count())) {
            if prop && marked.is_none() {
                marked = Some(line.clone());
            }
            printed.push(line);
        }
        if printed.len() > 12 {
            break;
        }
    }
    let mut best: Option<(f32, &String, &Part<String>)> = None;
    for line in &printed {
        for known in &described {
            let agrees = agreement(line, &known.value);
            if agrees >= 0.5 && best.as_ref().is_none_or(|(most, ..)| agrees > *most) {
                best = Some((agrees, line, known));
            }
        }
    }
    if let Some((_, line, known)) = best {
        let (shown, stated) = (text::fold(line), text::fold(&known.value));
        // Some put the kicker into the <h1>, before the headline.
        if text::words(&known.value) > 2 && shown.ends_with(&format!(" {stated}")) {
            return Some(known.clone());
        }
        let same = shown == stated;
        let evidence = if same {
            known.evidence
        } else {
            Evidence::Markup
        };
        return Some(part(line.clone(), evidence));
    }
    if let Some(line) = stuck(&printed, &described) {
        return Some(part(line, Evidence::Markup));
    }
    let sole = marked.or_else(|| {
        (printed.len() == 1)
            .then(|| printed.first().cloned())
            .flatten()
    });
    let sole = sole.filter(|line| {
        text::words(line) > 2 && outlet.is_none_or(|outlet| text::fold(line) != text::fold(outlet))
    });
    let near = over_the_story(html, survey).filter(|_| {
        described
            .first()
            .is_none_or(|known| text::words(&known.value) < 3)
    });
    match (described.into_iter().next(), sole) {
        (Some(known), Some(line))
            if known.evidence == Evidence::Meta && text::words(&known.value) < 3 =>
        {
            Some(part(line, Evidence::Markup))
        }
        // What alone is printed as a headline, and shares some words with the description, is one
        // written for readers; the description is one written for search engines.
        (Some(known), Some(line))
            if printed.len() == 1
                && text::words(&line) > 3
                && !ends_the_title(&line, meta)
                && agreement(&line, &known.value) >= 0.2 =>
        {
            Some(part(line, Evidence::Markup))
        }
        (Some(known), _) => Some(known),
        (None, Some(line)) => Some(part(line, Evidence::Markup)),
        (None, None) => printed
            .into_iter()
            .next()
            .or(near)
            .map(|line| part(line, Evidence::Markup)),
    }
}

/// Whether a line stands where a page's `<title>` names the site.
fn ends_the_title(line: &str, meta: &Meta) -> bool {
    let title = meta.title.as_deref().map(text::fold).unwrap_or_default();
    title.ends_with(&text::fold(line))
}

/// The printed title that the page's description has with more stuck to it, as in "Bridge reopens -
/// Courier of the Arn Valley and the Coast": the first part of it, or the longest.
fn stuck(printed: &[String], described: &[Part<String>]) -> Option<String> {
    described.iter().find_map(|known| {
        let mut parts = vec![known.value.as_str()];
        for joint in JOINTS {
            parts = parts.iter().flat_map(|part| part.split(joint)).collect();
        }
        if parts.len() < 2 {
            return None;
        }
        let longest = parts
            .iter()
            .copied()
            .max_by_key(|part| part.chars().count());
        // A trail with » goes from the site to the story.
        let trail = known.value.contains('»');
        let first = parts.first().copied().filter(|_| !trail);
        let is = |part: &str| {
            let part = text::fold(part);
            printed.iter().find(|line| text::fold(line) == part)
        };
        longest.and_then(is).or_else(|| first.and_then(is)).cloned()
    })
}

/// The first `<h2>` of a page without a better title.
fn over_the_story(html: &dom::Tree, survey: &Survey<'_>) -> Option<String> {
    let mut headings =
        dom::elements(html.root()).filter(|at| dom::name(*at) == "h2" && !survey.is_junk(*at));
    headings
        .next()
        .and_then(|at| text::cleaned(&dom::text_of(at)))
}

/// Whether an element stands in a box of its own beside the story.
fn is_aside(at: At<'_>) -> bool {
    at.ancestors()
        .take(dom::DEEPEST)
        .any(|above| matches!(dom::name(above), "aside" | "nav" | "footer"))
}

/// How far two titles are the same, from 0 to 1: the share of the longer's words that both have.
pub(crate) fn agreement(one: &str, other: &str) -> f32 {
    let (one, other) = (text::fold(one), text::fold(other));
    if one == other {
        return 1.0;
    }
    let one: Vec<&str> = one.split(' ').take(80).collect();
    let mut other: Vec<&str> = other.split(' ').take(80).collect();
    let longest = one.len().max(other.len()).max(1);
    let mut shared: u16 = 0;
    for word in one {
        if let Some(at) = other.iter().position(|known| *known == word) {
            other.swap_remove(at);
            shared += 1;
        }
    }
    f32::from(shared) / f32::from(u16::try_from(longest).unwrap_or(u16::MAX))
}

/// A title without the name of the site that is stuck to it.
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let title = text::clean(title);
    let outlet = outlet.map(text::fold).filter(|outlet| !outlet.is_empty());
    for joint in JOINTS {
        if let Some((head, tail)) = title.rsplit_once(joint)
            && is_outlet(tail, outlet.as_deref())
            && text::words(head) > 1
        {
            // The section may stand before the name: "Bridge reopens | World | Courier".
            let head = match head.rsplit_once(joint) {
                Some((before, section))
                    if text::words(section) <= 2 && text::words(before) >= 4 && *joint != " - " =>
                {
                    before
                }
                _ => head,
            };
            return head.trim().to_owned();
        }
        if let Some((head, tail)) = title.split_once(joint)
            && is_outlet(head, outlet.as_deref())
            && text::words(tail) > 1
        {
            return tail.trim().to_owned();
        }
    }
    // Without a known name only the bar is sure to part a title from something else.
    if outlet.is_none()
        && let Some((head, tail)) = title.rsplit_once(" | ")
        && text::words(tail) <= 4
        && text::words(head) >= 4
    {
        return head.trim().to_owned();
    }
    title
}

fn is_outlet(part: &str, outlet: Option<&str>) -> bool {
    let part = text::fold(part);
    let Some(outlet) = outlet else {
        return false;
    };
    let bare = |name: &str| name.trim_start_matches("the ").replace(' ', "");
    let (part, outlet) = (bare(&part), bare(outlet));
    !part.is_empty()
        && (part == outlet
            || (part.len() > 4
                && (outlet.starts_with(&part) || part.starts_with(&outlet) && outlet.len() > 3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, outlet: Option<&str>, headline: &str) {
        assert_eq!(without_outlet(title, outlet), headline, "reading {title:?}");
    }

    #[test]
    fn the_name_of_the_site_is_no_part_of_a_headline() {
        check(
            "Bridge reopens after talks | Arn Courier",
            Some("Arn Courier"),
            "Bridge reopens after talks",
        );
        check(
            "Bridge reopens after talks - The Arn Courier",
            Some("Arn Courier"),
            "Bridge reopens after talks",
        );
        check(
            "Bridge reopens - after talks",
            Some("Arn Courier"),
            "Bridge reopens - after talks",
        );
        check(
            "Arn Courier | Bridge reopens",
            Some("Arn Courier"),
            "Bridge reopens",
        );
        check(
            "Bridge reopens after talks | World | Arn Courier",
            Some("Arn Courier"),
            "Bridge reopens after talks",
        );
        check(
            "Bridge reopens after talks | ArnCourier.example",
            None,
            "Bridge reopens after talks",
        );
        check("Bridge", None, "Bridge");
    }

    #[test]
    fn a_printed_title_stands_alone_in_the_description() {
        let check = |printed: &str, title: &str, expected: Option<&str>| {
            let known = Part {
                value: title.to_owned(),
                evidence: Evidence::Meta,
            };
            let found = stuck(&[printed.to_owned()], &[known]);
            assert_eq!(found.as_deref(), expected, "reading {title:?}");
        };
        check(
            "Bridge",
            "Bridge - The Courier of the Arn Valley",
            Some("Bridge"),
        );
        check(
            "Bridge reopens",
            "Courier » Valley » Bridge reopens",
            Some("Bridge reopens"),
        );
        check("Courier", "Courier » Valley » Bridge reopens", None);
        check("Lock", "Bridge - The Courier of the Arn Valley", None);
    }
}
