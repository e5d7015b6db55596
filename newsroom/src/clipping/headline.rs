//! The headline: which of the titles that a page gives itself is the one over the story.

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::marks::Marks;
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Evidence, Part, text};

/// Signs between a headline and the name of the site. Scripts without spaces write none around them.
const JOINTS: &[&str] = &[
    " | ", " - ", " – ", " — ", " :: ", " » ", " · ", " • ", " / ", " ~ ", " < ", " « ", " : ",
    "｜", "|", "ㅣ", "_", "-", "：",
];

/// Names under which a `<meta>` gives the title to share, best first.
const SHARED: &[&str] = &[
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "headline",
    "title",
];

/// What the printed headline's vote counts; see [`voted`].
const PRINTED: f32 = 1.2;

/// Finds the headline.
///
/// What stands over the story is an `<h1>`; pages have several, and some wrap the site's name in
/// one. So an `<h1>` is taken if the page's own description agrees with it, else the description.
pub(crate) fn find(
    marks: &Marks<'_>,
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
    let shared = meta.first(SHARED).map(|line| (line, Evidence::Meta, 0.8));
    let titled = meta
        .title
        .as_deref()
        .map(|line| (line, Evidence::Meta, 0.4));
    let stated = story
        .headline
        .as_deref()
        .map(|line| (line, Evidence::JsonLd, 1.0));
    let described = [stated, shared, titled]
        .into_iter()
        .flatten()
        .map(|(line, evidence, weight)| (part(bare(line), evidence), weight))
        .filter(|(known, _)| !known.value.is_empty());
    let (described, weights): (Vec<Part<String>>, Vec<f32>) = described.unzip();
    let (printed, marked) = printed(marks);

    let mut best: Option<(f32, String)> = None;
    for line in printed.iter().map(|line| bare(line)) {
        for known in &described {
            let agrees = agreement(&line, &known.value);
            if agrees >= 0.5 && best.as_ref().is_none_or(|(most, _)| agrees > *most) {
                best = Some((agrees, line.clone()));
            }
        }
    }
    if let Some((_, line)) = best {
        return Some(voted(line, &described, &weights));
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
    let near = over_the_story(marks, survey).filter(|_| {
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
                && (agreement(&line, &known.value) >= 0.2
                    || (known.evidence == Evidence::Meta && text::words(&line) > 4)) =>
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

/// The titles that stand on the page, and the first that is marked as its headline.
fn printed(marks: &Marks<'_>) -> (Vec<String>, Option<String>) {
    let (mut printed, mut marked) = (Vec::new(), None);
    for at in marks.titles.iter().copied().filter(|at| !is_aside(*at)) {
        let line = dom::text_of(at);
        if (1..400).contains(&line.chars().count()) {
            if marked.is_none() && dom::attr(at, "itemprop") == Some("headline") {
                marked = Some(line.clone());
            }
            printed.push(line);
        }
        if printed.len() > 12 {
            break;
        }
    }
    (printed, marked)
}

/// The wording that most of the page's own titles agree on: the JSON-LD, what is shared, the
/// `<title>`, and what stands over the story, whose word is worth more than any other's alone.
///
/// The weights were chosen on pages whose headline people had noted: what is printed is right
/// oftener than any description, and less often than two that agree.
fn voted(printed: String, described: &[Part<String>], weights: &[f32]) -> Part<String> {
    let shown = text::fold(&printed);
    let folded: Vec<String> = described
        .iter()
        .map(|known| text::fold(&known.value))
        .collect();
    // A longer title that begins with another one has the site or the section stuck to it.
    let core = |(known, line): (&Part<String>, &String)| -> String {
        let stuck = |other: &str| {
            text::words(other) > 2
                && line.len() > other.len()
                && line.starts_with(other)
                && JOINTS.iter().any(|joint| {
                    let mut joints = known.value.match_indices(joint);
                    joints.any(|(at, _)| text::fold(&known.value[..at]) == other)
                })
        };
        let mut others = folded.iter().chain([&shown]);
        others.find(|other| stuck(other)).unwrap_or(line).clone()
    };
    let votes: Vec<(String, f32)> = described
        .iter()
        .zip(&folded)
        .map(core)
        .zip(weights.iter().copied())
        .collect();
    let count = |wording: &str| -> f32 {
        let described = votes.iter().filter(|(vote, _)| vote == wording);
        described.map(|(_, weight)| weight).sum::<f32>()
            + if wording == shown { PRINTED } else { 0.0 }
    };
    let (mut most, mut chosen) = (count(&shown), None);
    for (known, wording) in described.iter().zip(&folded) {
        let count = count(wording);
        // Some put the kicker, or a line below the headline, into the <h1>.
        let inside = text::words(wording) > 2
            && (shown.ends_with(&format!(" {wording}"))
                || shown.starts_with(&format!("{wording} ")));
        if count > most + 0.01 || (inside && chosen.is_none() && count >= most - 0.41) {
            most = most.max(count);
            chosen = Some(known);
        }
    }
    if let Some(known) = chosen {
        return known.clone();
    }
    let same = described
        .iter()
        .zip(&folded)
        .find(|(_, wording)| **wording == shown);
    Part {
        value: printed,
        evidence: same.map_or(Evidence::Markup, |(known, _)| known.evidence),
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
        for joint in JOINTS.iter().filter(|joint| joint.starts_with(' ')) {
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
fn over_the_story(marks: &Marks<'_>, survey: &Survey<'_>) -> Option<String> {
    let mut headings = marks.seconds.iter().filter(|at| !survey.is_junk(**at));
    headings
        .next()
        .and_then(|at| text::cleaned(&dom::text_of(*at)))
}

/// Whether an element stands in a box of its own beside the story.
fn is_aside(at: At<'_>) -> bool {
    at.ancestors()
        .take(dom::DEEPEST)
        .any(|above| matches!(dom::name(above), "aside" | "nav" | "footer"))
}

/// How far two titles are the same, from 0 to 1: the share of the longer's words that both have.
pub(crate) fn agreement(one: &str, other: &str) -> f32 {
    agreement_of_folded(&text::fold(one), &text::fold(other))
}

/// Most words of a title that are compared.
const WORDS: usize = 80;

/// [`agreement`] of two titles as [`text::fold`] gives them.
pub(crate) fn agreement_of_folded(one: &str, other: &str) -> f32 {
    if one == other {
        return 1.0;
    }
    // By bytes, as words are short.
    fn parted(line: &str) -> impl Iterator<Item = &[u8]> {
        line.as_bytes().split(|byte| *byte == b' ').take(WORDS)
    }
    let mut words: [&[u8]; WORDS] = [b""; WORDS];
    let mut count = 0;
    for (place, word) in words.iter_mut().zip(parted(other)) {
        *place = word;
        count += 1;
    }
    let words = &words[..count];
    let (mut longest, mut shared): (usize, u16) = (0, 0);
    // Each word of the other counts once.
    let mut taken = [false; WORDS];
    for word in parted(one) {
        longest += 1;
        let mut known = words.iter().zip(&mut taken);
        if let Some((_, taken)) = known.find(|(known, taken)| **known == word && !**taken) {
            *taken = true;
            shared += 1;
        }
    }
    let longest = longest.max(count).max(1);
    f32::from(shared) / f32::from(u16::try_from(longest).unwrap_or(u16::MAX))
}

/// A title without the name of the site that is stuck to it.
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let title = text::clean(title);
    let outlet = outlet.map(text::fold).filter(|outlet| !outlet.is_empty());
    for joint in JOINTS {
        // Without spaces a hyphen parts words; only where none are written it parts names.
        let tight = !joint.contains(' ') && joint.is_ascii();
        if tight && !title.ends_with(|c: char| !c.is_ascii() && text::is_unspaced(c)) {
            continue;
        }
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
mod tests;
