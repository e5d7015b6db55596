//! Who wrote a page's story, for whom, and when: what markup and metadata say.

use chrono::NaiveDate;

use crate::Address;
use crate::clipping::body::Survey;
use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::meta::Meta;
use crate::clipping::{
    Clipping, Evidence, Part, Published, agency, byline, date, furniture, headline, text,
};

/// Names under which a `<meta>` says when a story was published, best first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_date",
    "publication_date",
    "publicationdate",
    "article_date_original",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
    "rbpubdate",
    "originalpublicationdate",
    "ptime",
    "displaydate",
    "date",
    "article.created",
    "citation_date",
    "citation_publication_date",
    "iso-8601-publish-date",
    "shareaholic:article_published_time",
    "lastupdate-never",
];

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
    "twitter:data1-never",
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
        "copyright-holder",
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
    for line in &marked {
        if found.is_none() {
            read_names(&[line.as_str()], Evidence::Markup, &mut found, clipping);
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
            if !is_outlet && !names.contains(&name) {
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

/// The texts that the page marks as its byline, best first. A byline in a card or a list belongs to
/// another story, so only those outside of such boxes count.
fn marked_bylines(survey: &Survey<'_>) -> Vec<String> {
    let mut bylines: Vec<(u8, String)> = Vec::new();
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
        if survey.is_boxed(at) || bylines.len() > 24 {
            continue;
        }
        let name = dom::elements(at)
            .find(|below| dom::attr(*below, "itemprop").is_some_and(|prop| prop == "name"));
        let line = dom::text_of(name.unwrap_or(at));
        if !line.is_empty() && line.chars().count() < 160 {
            bylines.push((rank, line));
        }
    }
    bylines.sort_by_key(|(rank, _)| *rank);
    bylines.into_iter().map(|(_, line)| line).collect()
}

/// When the story was published: the page's description, its `<time>`, the line near its headline,
/// and last a date in its address.
pub(crate) fn published(
    html: &scraper::Html,
    story: &Story,
    meta: &Meta,
    survey: &Survey<'_>,
    page: Option<&Address>,
) -> Option<Part<Published>> {
    let part = |value, evidence| Part { value, evidence };
    if let Some(date) = story.published.as_deref().and_then(date::read) {
        return Some(part(date, Evidence::JsonLd));
    }
    if let Some(date) = PUBLISHED
        .iter()
        .find_map(|name| meta.all(name).find_map(date::read))
    {
        return Some(part(date, Evidence::Meta));
    }
    let mut best: Option<(u8, Published)> = None;
    for (at, words, _) in survey.elements() {
        let prop = dom::attr(at, "itemprop").unwrap_or("");
        let name = dom::name(at);
        let modified = ["modified", "updated", "update"]
            .iter()
            .any(|word| dom::says(words, word))
            || prop == "dateModified";
        let dated = [
            "date",
            "time",
            "published",
            "timestamp",
            "pubdate",
            "datetime",
            "postdate",
            "dateline",
            "posted",
            "datum",
        ]
        .iter()
        .any(|word| dom::says(words, word));
        let rank = match (prop, name) {
            ("datePublished" | "dateCreated", _) => 0,
            (_, "time") if dom::attr(at, "pubdate").is_some() => 1,
            (_, "time") if !modified => 2,
            _ if dated && !modified => 3,
            _ => continue,
        };
        if best.as_ref().is_some_and(|(known, _)| *known <= rank) || survey.is_boxed(at) {
            continue;
        }
        let line = dom::attr(at, "datetime")
            .or_else(|| dom::attr(at, "content"))
            .and_then(date::read);
        let line = line.or_else(|| {
            let line = dom::text_of(at);
            (line.chars().count() < 120)
                .then(|| date::read(&line))
                .flatten()
        });
        if let Some(date) = line {
            best = Some((rank, date));
        }
    }
    if let Some((_, date)) = best {
        return Some(part(date, Evidence::Markup));
    }
    printed_date(html, survey)
        .map(|date| part(date, Evidence::Text))
        .or_else(|| Some(part(in_address(page?)?, Evidence::Host)))
}

/// A line of the page that is a date, or says "Published …"; the first one counts.
fn printed_date(html: &scraper::Html, survey: &Survey<'_>) -> Option<Published> {
    let mut shown = html
        .tree
        .root()
        .descendants()
        .filter_map(|at| Some((at, at.value().as_text()?)));
    let mut after_headline = false;
    shown.find_map(|(at, words)| {
        let above = at.parent()?;
        after_headline |= matches!(dom::name(above), "h1");
        let short = words.len() < 120 && words.bytes().filter(u8::is_ascii_digit).count() >= 5;
        if !short || dom::is_unread(dom::name(above)) {
            return None;
        }
        let line = text::clean(words);
        let says = furniture::says_published(&line);
        let is = says || (after_headline && date::is_date_line(&line));
        if !is || survey.is_boxed(at) {
            return None;
        }
        date::read(&line)
    })
}

/// The day in an address: `/2025/10/16/`, `/2025-10-16-`, `/20251016/`.
fn in_address(page: &Address) -> Option<Published> {
    let url = page.url().ok()?;
    let parts: Vec<&str> = url.path().split(['/', '-', '_', '.']).collect();
    let number = |part: &str, long: usize| part.parse::<u32>().ok().filter(|_| part.len() <= long);
    let day = |year: u32, month: u32, day: u32| {
        let year = i32::try_from(year)
            .ok()
            .filter(|year| (1990..=2099).contains(year))?;
        NaiveDate::from_ymd_opt(year, month, day).map(Published::Day)
    };
    let together = parts.windows(3).find_map(|window| match window {
        [year, month, date] if year.len() == 4 => {
            day(number(year, 4)?, number(month, 2)?, number(date, 2)?)
        }
        _ => None,
    });
    together.or_else(|| {
        let run = parts
            .iter()
            .find(|part| part.len() == 8 && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        day(
            number(run.get(..4)?, 4)?,
            number(run.get(4..6)?, 2)?,
            number(run.get(6..)?, 2)?,
        )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_an_address_is_read() {
        for (address, day) in [
            (
                "https://example.org/world/2025/10/16/bridge",
                Some("2025-10-16"),
            ),
            ("https://example.org/2025-10-16-bridge", Some("2025-10-16")),
            (
                "https://example.org/bridge-20251016.html",
                Some("2025-10-16"),
            ),
            ("https://example.org/bridge-99999999", None),
            ("https://example.org/2025/10/bridge", None),
        ] {
            let read = in_address(&Address::read(address).unwrap());
            assert_eq!(read.map(|day| day.to_string()).as_deref(), day, "{address}");
        }
    }
}
