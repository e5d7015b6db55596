//! Who wrote a page's story, for whom, and what stands over it: what markup and metadata say.

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Clipping, Evidence, Part, agency, byline, headline, text};

/// Names under which a `<meta>` says who wrote a story, best first.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "byline",
    "citation_author",
    "cxenseparse:author",
    "cxenseparse:recs:articleauthor",
    "article:author_name",
    "authors",
];

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

/// Reads writers and agency, from the page's description and then from its markup.
pub(crate) fn byline(story: &Story, meta: &Meta, survey: &Survey<'_>, clipping: &mut Clipping) {
    let mut found: Option<Part<Vec<String>>> = None;
    let stated: Vec<&str> = story.authors.iter().map(String::as_str).collect();
    read_names(&stated, Evidence::JsonLd, &mut found, clipping);
    let marked = marked_bylines(survey);
    for lines in &marked {
        if found.is_none() {
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            read_names(&lines, Evidence::Markup, &mut found, clipping);
        }
    }
    if found.is_none() {
        for name in AUTHORS {
            let lines: Vec<&str> = meta
                .all(name)
                .filter(|line| !line.contains("://"))
                .take(8)
                .collect();
            read_names(&lines, Evidence::Meta, &mut found, clipping);
            if found.is_some() {
                break;
            }
        }
    }
    if found.is_none() {
        // WordPress says so in the words of a card for sharing.
        let labelled = meta
            .first(&["twitter:label1"])
            .filter(|label| byline::is_opening(label));
        let name = labelled.and_then(|_| meta.first(&["twitter:data1"]));
        read_names(&Vec::from_iter(name), Evidence::Meta, &mut found, clipping);
    }
    if found.is_none() {
        let line = printed_byline(survey);
        let line = line.as_deref();
        read_names(&Vec::from_iter(line), Evidence::Text, &mut found, clipping);
    }
    clipping.byline = found;
}

fn read_names(
    lines: &[&str],
    evidence: Evidence,
    found: &mut Option<Part<Vec<String>>>,
    clipping: &mut Clipping,
) {
    let outlet = clipping
        .outlet
        .as_ref()
        .map(|part| text::fold(&part.value))
        .unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    for line in lines {
        if let Some(agency) = agency::credit(line) {
            clipping.agency.get_or_insert_with(|| Part {
                value: agency.to_owned(),
                evidence,
            });
            continue;
        }
        for name in byline::read(line).unwrap_or_default() {
            let folded = text::fold(&name);
            let is_outlet = !outlet.is_empty()
                && (folded == outlet || outlet.replace(' ', "") == folded.replace(' ', ""));
            let again = names.iter().any(|known| text::fold(known) == folded);
            if !is_outlet && !again {
                names.push(name);
            }
        }
    }
    if !names.is_empty() {
        *found = Some(Part {
            value: names,
            evidence,
        });
    }
}

/// The texts that the page marks as its byline, best first; each with those beside it that are
/// marked alike, as several writers are. A byline in a card or a list belongs to another story, so
/// only those outside of such boxes count.
fn marked_bylines(survey: &Survey<'_>) -> Vec<Vec<String>> {
    let mut bylines: Vec<(u8, At<'_>, String)> = Vec::new();
    for (at, words, _) in survey.elements() {
        let rel = dom::attr(at, "rel")
            .is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"));
        let prop = dom::attr(at, "itemprop").is_some_and(|prop| {
            prop.split_whitespace()
                .any(|word| matches!(word, "author" | "creator"))
        });
        let rank = if prop {
            0
        } else if rel {
            1
        } else if dom::attr(at, "class").is_some() || dom::attr(at, "data-testid").is_some() {
            let named = |names: &[&str]| names.iter().any(|name| dom::says(words, name));
            if named(&[
                "byline name",
                "author name",
                "authorname",
                "byline author",
                "author link",
            ]) {
                2
            } else if named(&[
                "byline", "bylines", "by line", "writer", "reporter", "auteur", "autor",
            ]) || words.contains(" byline")
            {
                3
            } else if named(&["author", "authors", "post author", "article author"]) {
                4
            } else {
                continue;
            }
        } else {
            continue;
        };
        if survey.is_boxed(at) || bylines.len() > 24 || is_in_a_figure(at) {
            continue;
        }
        let name = dom::elements(at)
            .find(|below| dom::attr(*below, "itemprop").is_some_and(|prop| prop == "name"));
        let line = dom::text_of(name.unwrap_or(at));
        if !line.is_empty() && line.chars().count() < 160 {
            bylines.push((rank, at, line));
        }
    }
    bylines.sort_by_key(|(rank, ..)| *rank);
    let beside = |(first, one, _): &(u8, At<'_>, String)| {
        let alike = bylines.iter().filter(|(rank, ..)| rank == first);
        let near = alike.filter(|(_, other, _)| stand_together(*one, *other));
        near.map(|(.., line)| line.clone()).collect()
    };
    bylines.iter().map(beside).collect()
}

/// Whether two elements are of one kind and have one parent, or are alone in neighbouring items.
fn stand_together(one: At<'_>, other: At<'_>) -> bool {
    let above = |at: At<'_>, steps| at.ancestors().nth(steps).map(|above| above.place());
    let item = |at: At<'_>| {
        at.parent()
            .is_some_and(|above| matches!(dom::name(above), "li" | "span"))
    };
    let shared = above(one, 0) == above(other, 0)
        || (item(one) && item(other) && above(one, 1) == above(other, 1));
    one.place() == other.place() || (dom::name(one) == dom::name(other) && shared)
}

/// The first line below the headline that says who wrote the story: "By Ann Lee", also where the
/// "By" and the name stand in elements of their own.
fn printed_byline(survey: &Survey<'_>) -> Option<String> {
    let mut below = false;
    survey.elements().find_map(|(at, ..)| {
        below |= dom::name(at) == "h1";
        if !below || survey.is_boxed(at) || dom::is_unread(dom::name(at)) {
            return None;
        }
        let mut lines = at.children().filter_map(|child| child.text());
        let line = lines.find_map(|line| text::cleaned(line))?;
        if byline::is_byline(&line) {
            return Some(line);
        }
        let around = [Some(at), at.parent()].into_iter().flatten();
        let mut around = around
            .filter(|_| byline::is_opening(&line))
            .map(dom::text_of);
        around.find(|line| line.chars().count() < 100 && byline::is_byline(line))
    })
}

/// Whether an element is about a picture, whose author is another.
fn is_in_a_figure(at: At<'_>) -> bool {
    at.ancestors()
        .take(dom::DEEPEST)
        .any(|above| matches!(dom::name(above), "figure" | "figcaption" | "picture"))
}

/// The place where the story was written, from an element named as its dateline. Many give that name
/// to the line with the date, which is no place.
pub(crate) fn dateline(survey: &Survey<'_>) -> Option<Part<String>> {
    let named = survey.elements().filter(|(at, words, _)| {
        dom::says(words, "dateline") && !survey.is_boxed(*at) && !is_in_a_figure(*at)
    });
    let mut places = named.filter_map(|(at, ..)| agency::place_alone(&dom::text_of(at)));
    places.next().map(|value| Part {
        value,
        evidence: Evidence::Markup,
    })
}

/// The language, as a tag.
pub(crate) fn language(story: &Story, meta: &Meta) -> Option<Part<String>> {
    let tag = |line: &str| {
        let line = line.trim().replace('_', "-");
        let mut parts = line.split('-');
        let main = parts.next()?.to_ascii_lowercase();
        let known =
            (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic());
        let script = parts
            .find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        known.then(|| script.map_or(main.clone(), |script| format!("{main}-{script}")))
    };
    let part = |value, evidence| Part { value, evidence };
    let written = meta
        .language
        .as_deref()
        .and_then(tag)
        .map(|tag| part(tag, Evidence::Markup));
    written
        .or_else(|| {
            story
                .language
                .as_deref()
                .and_then(tag)
                .map(|tag| part(tag, Evidence::JsonLd))
        })
        .or_else(|| {
            meta.first(&["og:locale", "content-language", "language", "dc.language"])
                .and_then(tag)
                .map(|tag| part(tag, Evidence::Meta))
        })
}

/// The standfirst: an element named as one, or the page's description where the page shows it.
pub(crate) fn standfirst(
    story: &Story,
    meta: &Meta,
    survey: &Survey<'_>,
    title: Option<&str>,
) -> Option<Part<String>> {
    let sane = |line: &str| {
        (20..=700).contains(&line.chars().count())
            && title.is_none_or(|title| headline::agreement(line, title) < 0.8)
    };
    let descriptions = [
        story
            .description
            .as_deref()
            .map(|line| (line, Evidence::JsonLd)),
        meta.first(&["og:description", "description", "twitter:description"])
            .map(|line| (line, Evidence::Meta)),
    ];
    let descriptions: Vec<_> = descriptions
        .into_iter()
        .flatten()
        .map(|(line, evidence)| (text::fold(line), evidence))
        .collect();
    let mut named: Option<String> = None;
    let mut after_headline = false;
    for (at, words, _) in survey.elements() {
        let name = dom::name(at);
        after_headline |= name == "h1";
        if !matches!(
            name,
            "p" | "h2" | "h3" | "h4" | "div" | "span" | "strong" | "section" | "header"
        ) || survey.is_boxed(at)
        {
            continue;
        }
        let marked = dom::attr(at, "itemprop")
            .is_some_and(|prop| matches!(prop, "description" | "alternativeHeadline"))
            || STANDFIRSTS.iter().any(|phrase| dom::says(words, phrase));
        if marked && named.is_none() {
            named = Some(dom::text_of(at)).filter(|line| sane(line));
        }
        // A description counts if it is printed whole, under the headline and above the story.
        if after_headline
            && matches!(name, "p" | "h2" | "h3" | "h4" | "div")
            && survey.is_junk(at) | (name != "p")
            && !has_blocks(at)
        {
            let line = dom::text_of(at);
            let folded = text::fold(&line);
            if let Some((_, evidence)) = descriptions.iter().find(|(known, _)| *known == folded)
                && sane(&line)
                && named.is_none()
            {
                return Some(Part {
                    value: line,
                    evidence: *evidence,
                });
            }
        }
    }
    named.map(|value| Part {
        value,
        evidence: Evidence::Markup,
    })
}

fn has_blocks(at: At<'_>) -> bool {
    dom::elements(at)
        .skip(1)
        .any(|below| !dom::is_inline(dom::name(below)))
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
    "news lead",
    "article strap",
];
