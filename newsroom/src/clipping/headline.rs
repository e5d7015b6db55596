//! The headline: which of the titles that a page gives itself is the one over the story.

mod bare;

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::marks::Marks;
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Evidence, Part, text};
use bare::{JOINTS, without_outlet};

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

/// Two titles that agree less than this are two wordings, and not one with a slip in it.
const REWRITTEN: f32 = 0.8;

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
    let site = site.and_then(|host| host.rsplit('.').skip(1).find(|label| label.len() > 3));
    let bare = |line: &str| {
        let line = without_outlet(line, outlet);
        match site {
            Some(_) => without_outlet(&line, site),
            None => line,
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
    let (mut described, weights): (Vec<Part<String>>, Vec<f32>) = described.unzip();
    complete(&mut described);
    let printed = printed(marks, &described, bare);
    let lines: Vec<String> = printed.iter().map(|title| title.line.clone()).collect();
    let seconds = seconds(marks, survey);

    let mut best: Option<(f32, &Printed)> = None;
    for title in &printed {
        for known in &described {
            let agrees = agreement(&title.line, &known.value);
            // What is only marked as a headline may be one inside the story.
            let points = agrees + if title.is_first { 0.25 } else { 0.0 };
            if agrees >= 0.5 && best.as_ref().is_none_or(|(most, _)| points > *most) {
                best = Some((points, title));
            }
        }
    }
    if let Some((_, title)) = best {
        // Where the <title> ends with the site's name and begins with another heading, that is it.
        let other = ends_the_title(&title.line, meta)
            .then(|| stuck(&seconds, &described))
            .flatten();
        if let Some(line) = other.filter(|line| !is_same(line, &title.line)) {
            return Some(part(line, Evidence::Markup));
        }
        let sole = printed
            .iter()
            .all(|other| is_same(&other.line, &title.line));
        return Some(voted(&title.line, sole, &described, &weights));
    }
    if let Some(line) = stuck(&lines, &described).or_else(|| stuck(&seconds, &described)) {
        return Some(part(line, Evidence::Markup));
    }
    let marked = printed.iter().find(|title| title.is_marked);
    let sole = marked.or_else(|| printed.first().filter(|_| printed.len() == 1));
    let sole = sole.map(|title| title.line.clone());
    let sole = sole.filter(|line| {
        text::words(line) > 2 && outlet.is_none_or(|outlet| text::fold(line) != text::fold(outlet))
    });
    let near = seconds.into_iter().next().filter(|_| {
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
        (None, None) => lines
            .into_iter()
            .next()
            .or(near)
            .map(|line| part(line, Evidence::Markup)),
    }
}

/// A title that stands on the page.
struct Printed {
    line: String,
    /// Whether it is of the first rank, and not only marked.
    is_first: bool,
    /// Whether it is marked as the headline.
    is_marked: bool,
}

/// The titles that stand on the page.
fn printed(
    marks: &Marks<'_>,
    described: &[Part<String>],
    bare: impl Fn(&str) -> String,
) -> Vec<Printed> {
    let titles = marks.titles.iter().copied().take(MOST * MOST);
    let titles = titles.filter(|at| !is_aside(*at));
    let titles = titles.map(|at| Printed {
        line: bare(&without_kicker(at, described)),
        is_first: dom::name(at) == "h1",
        is_marked: dom::attr(at, "itemprop") == Some("headline"),
    });
    let sane = titles.filter(|title| (1..400).contains(&title.line.chars().count()));
    sane.take(MOST).collect()
}

/// Most titles that are looked at.
const MOST: usize = 13;

/// The text of a title, without the kicker or the date that some put into it; with it, if the page
/// gives it so elsewhere as well.
fn without_kicker(at: At<'_>, described: &[Part<String>]) -> String {
    let whole = dom::text_of(at);
    let mut inside = dom::elements(at).skip(1).take(6);
    let kicker = inside.find_map(|below| {
        let words = dom::class_words(below);
        let is = dom::name(below) == "time" || KICKERS.iter().any(|name| dom::says(&words, name));
        is.then(|| dom::text_of(below))
            .filter(|kicker| !kicker.is_empty())
    });
    let after = kicker.and_then(|kicker| whole.strip_prefix(kicker.as_str()));
    let rest = after
        .map(|rest| rest.trim_start_matches(BETWEEN))
        .unwrap_or_default();
    let glued = after == Some(rest);
    if text::words(rest) > 1
        && (glued || !described.iter().any(|known| is_same(&known.value, &whole)))
    {
        return rest.to_owned();
    }
    whole
}

/// What stands between a kicker and a headline.
const BETWEEN: [char; 8] = [' ', ':', '|', '-', '–', '—', '·', '•'];

/// What pages call a kicker in a class.
const KICKERS: &[&str] = &[
    "kicker",
    "overline",
    "eyebrow",
    "dachzeile",
    "topline",
    "roofline",
    "spitzmarke",
    "supertitle",
    "date",
    "datum",
];

/// The `<h2>` of a page that are no part of a box.
fn seconds(marks: &Marks<'_>, survey: &Survey<'_>) -> Vec<String> {
    let seconds = marks.seconds.iter().copied();
    let open = seconds.filter(|at| !survey.is_junk(*at) && !is_aside(*at));
    open.take(MOST)
        .filter_map(|at| text::cleaned(&dom::text_of(at)))
        .collect()
}

/// Whether two printings are of one title.
fn is_same(one: &str, other: &str) -> bool {
    text::fold(one) == text::fold(other)
}

/// Makes titles whole that were cut to a length, where another one goes on with the next word.
fn complete(described: &mut [Part<String>]) {
    for at in 0..described.len() {
        let cut = described[at].value.trim_end_matches(['.', '…', ' ']);
        let whole = described.iter().find_map(|other| {
            let rest = other.value.strip_prefix(cut)?;
            let next = rest.trim_start().chars().next()?;
            (rest.starts_with(' ') && next.is_alphanumeric()).then(|| other.value.clone())
        });
        if let Some(whole) = whole.filter(|_| cut.chars().count() >= CUT) {
            described[at].value = whole;
        }
    }
}

/// Shortest length to which titles are cut, in characters.
const CUT: usize = 60;

/// The wording that most of the page's own titles agree on: the JSON-LD, what is shared, the
/// `<title>`, and what stands over the story, whose word is worth more than any other's alone.
///
/// The weights were chosen on pages whose headline people had noted: what is printed is right
/// oftener than any description, and less often than two that agree.
///
/// A title written for search engines is often said by all but the page that people see; where it
/// says the same in other words, the one printed title counts.
fn voted(printed: &str, sole: bool, described: &[Part<String>], weights: &[f32]) -> Part<String> {
    let shown = text::fold(printed);
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
        let inside = *wording != shown
            && text::words(wording) > 2
            && (shown.ends_with(&format!(" {wording}"))
                || shown.starts_with(&format!("{wording} "))
                || (text::words(wording) > 4 && shown.starts_with(wording.as_str())));
        let apart = !inside && !wording.contains(shown.as_str());
        if apart
            && sole
            && text::words(printed) > 3
            && agreement_of_folded(wording, &shown) < REWRITTEN
        {
            continue;
        }
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
        value: printed.to_owned(),
        evidence: same.map_or(Evidence::Markup, |(known, _)| known.evidence),
    }
}

/// Whether a line stands where a page's `<title>` names the site.
fn ends_the_title(line: &str, meta: &Meta) -> bool {
    let title = meta.title.as_deref().map(text::fold).unwrap_or_default();
    title.ends_with(&text::fold(line))
}

/// The printed title that the page's description has with more stuck to it, as in "Bridge reopens -
/// Courier of the Arn Valley and the Coast": the longest part of it, or the first; of a trail the last.
fn stuck(printed: &[String], described: &[Part<String>]) -> Option<String> {
    described.iter().find_map(|known| {
        let mut parts = vec![known.value.as_str()];
        // Scripts without spaces write none around what parts names.
        let tight = known.value.ends_with(text::is_unspaced);
        let joints = JOINTS
            .iter()
            .filter(|joint| joint.starts_with(' ') || (tight && **joint != "-"));
        for joint in joints {
            parts = parts.iter().flat_map(|part| part.split(joint)).collect();
        }
        if parts.len() < 2 {
            return None;
        }
        let longest = parts.iter().max_by_key(|part| part.chars().count());
        // A trail with » goes from the site to the story.
        let trail = known.value.contains('»');
        let likely = match trail {
            true => [parts.last(), longest],
            false => [longest, parts.first()],
        };
        let is = |part: &str| {
            let part = text::fold(part);
            printed.iter().find(|line| text::fold(line) == part)
        };
        let mut likely = likely.into_iter().flatten();
        likely.find_map(|part| is(part)).cloned()
    })
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

#[cfg(test)]
mod tests;
