//! When a page's story was published: what markup, metadata and the address say.

use chrono::NaiveDate;

use crate::Address;
use crate::clipping::dom;
use crate::clipping::jsonld::Story;
use crate::clipping::marks::{self, Marks};
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Evidence, Part, Published, date, furniture, text};

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
];

/// Names under which a `<meta>` says when a story was last changed, best first.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "article:modified",
    "last-modified",
    "dcterms.modified",
    "revision_date",
    "modified-date",
];

/// How far from the headline its date stands, in elements.
const NEAR: usize = 150;

/// How far above and below the headline a line is looked for that is a date, in elements.
const ABOVE: usize = 20;
const BELOW: usize = 60;

/// When the story was published: the page's description, its `<time>`, the line near its headline,
/// and last a date in its address.
pub(crate) fn find(
    story: &Story,
    meta: &Meta,
    marks: &Marks<'_>,
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
        .or_else(|| meta.like(says_when).find_map(date::read))
    {
        return Some(part(date, Evidence::Meta));
    }
    let (near, far) = marked_dates(marks, survey);
    near.map(|date| part(date, Evidence::Markup))
        .or_else(|| Some(part(date_near(marks, survey)?, Evidence::Text)))
        .or_else(|| Some(part(boxed_date(marks)?, Evidence::Markup)))
        .or_else(|| Some(part(far?, Evidence::Markup)))
        .or_else(|| Some(part(printed_date(survey)?, Evidence::Text)))
        .or_else(|| Some(part(in_address(page?)?, Evidence::Host)))
}

/// Whether the name of a `<meta>` says that it holds the time of publication.
fn says_when(name: &str) -> bool {
    name.contains("publish")
        && (name.contains("date") || name.contains("time"))
        && !["expire", "modif", "updat", "un"]
            .iter()
            .any(|other| name.contains(other))
}

/// The surest date that the page marks as the story's own: first where it stands near the headline
/// or is marked by the words of schema.org, then elsewhere.
fn marked_dates(marks: &Marks<'_>, survey: &Survey<'_>) -> (Option<Published>, Option<Published>) {
    let mut best: Option<(u8, Published)> = None;
    for mark in marks.of(marks::DATE) {
        let (at, words) = (mark.at, mark.words.as_str());
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
            (_, "time" | "relative-time" | "time-ago" | "local-time") if !modified => 2,
            _ if dated && !modified => 3,
            _ => continue,
        };
        // Of equals, the one near the headline is the story's own.
        let far = marks
            .headline
            .is_some_and(|headline| mark.place + NEAR < headline || mark.place > headline + NEAR);
        let rank = rank * 2 + u8::from(far);
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
    let Some((rank, date)) = best else {
        return (None, None);
    };
    // The first two ranks are sure wherever they stand.
    if rank < 4 || rank % 2 == 0 {
        (Some(date), None)
    } else {
        (None, Some(date))
    }
}

/// The one day that is marked by the words of schema.org anywhere, also in a box: some print it there
/// only. Several are those of other stories.
fn boxed_date(marks: &Marks<'_>) -> Option<Published> {
    let sure = marks
        .of(marks::DATE)
        .filter(|mark| dom::attr(mark.at, "itemprop") == Some("datePublished"));
    let mut dates = sure.take(MOST).filter_map(|mark| {
        let said = dom::attr(mark.at, "datetime").or_else(|| dom::attr(mark.at, "content"));
        said.and_then(date::read)
    });
    let first = dates.next()?;
    dates.all(|date| date.day() == first.day()).then_some(first)
}

/// Most dates that are compared.
const MOST: usize = 24;

/// The date that stands as a line of its own near the headline: the first below it, else the last
/// above it.
fn date_near(marks: &Marks<'_>, survey: &Survey<'_>) -> Option<Published> {
    let headline = marks.headline?;
    let near = survey
        .elements()
        .enumerate()
        .skip(headline.saturating_sub(ABOVE));
    let mut above = None;
    for (place, (at, ..)) in near.take_while(|(place, _)| *place < headline + BELOW) {
        if dom::is_unread(dom::name(at)) {
            continue;
        }
        let date = dom::lines_in(at).find_map(|words| dated(words, true));
        if let Some(date) = date.filter(|_| !survey.is_boxed(at)) {
            if place > headline {
                return Some(date);
            }
            above = Some(date);
        }
    }
    above
}

/// A line of the page that is a date, or says "Published …"; the first one counts, and one in a box
/// about something else only if there is no other.
fn printed_date(survey: &Survey<'_>) -> Option<Published> {
    // Where no <h1> is, an <h2> is over the story.
    let is = |wanted: &str| survey.elements().any(|(at, ..)| dom::name(at) == wanted);
    let over = if is("h1") { "h1" } else { "h2" };
    let mut after_headline = false;
    let mut boxed = None;
    let open = survey.elements().find_map(|(above, ..)| {
        after_headline |= dom::name(above) == over;
        if dom::is_unread(dom::name(above)) {
            return None;
        }
        let date = dom::lines_in(above).find_map(|words| dated(words, after_headline))?;
        if survey.is_boxed(above) {
            boxed.get_or_insert(date);
            return None;
        }
        Some(date)
    });
    open.or(boxed)
}

/// The date that a short line gives, if it is a date or says that it is that of publication.
fn dated(words: &str, after_headline: bool) -> Option<Published> {
    let short = words.len() < 160 && words.bytes().filter(u8::is_ascii_digit).count() >= 5;
    if !short {
        return None;
    }
    let line = text::clean(words);
    if furniture::says_published(&line) {
        return date::read(&line);
    }
    // "16 October 2025 | Rivers | Ann Lee", "Essay - Published: 16 October 2025"
    let parts = line.split(['|', '·', '•', '⋅']);
    let mut parts = parts.flat_map(|part| part.split(" - ")).map(str::trim);
    let is = |part: &&str| {
        furniture::says_published(part) || (after_headline && date::is_date_line(part))
    };
    parts.find(is).and_then(date::read)
}

/// When the story was last changed, as the page says.
pub(crate) fn modified(
    story: &Story,
    meta: &Meta,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
) -> Option<Part<Published>> {
    let part = |value, evidence| Part { value, evidence };
    let stated = story.modified.as_deref().and_then(date::read);
    let shared = || {
        let mut lines = MODIFIED.iter().flat_map(|name| meta.all(name));
        lines.find_map(date::read)
    };
    let marked = || {
        let mut marked = marks
            .of(marks::DATE)
            .filter(|mark| dom::attr(mark.at, "itemprop") == Some("dateModified"));
        marked.find_map(|mark| {
            let said = dom::attr(mark.at, "datetime").or_else(|| dom::attr(mark.at, "content"));
            said.and_then(date::read)
                .or_else(|| date::read(&dom::text_of(mark.at)))
        })
    };
    stated
        .map(|date| part(date, Evidence::JsonLd))
        .or_else(|| shared().map(|date| part(date, Evidence::Meta)))
        .or_else(|| marked().map(|date| part(date, Evidence::Markup)))
        .or_else(|| printed_change(survey).map(|date| part(date, Evidence::Text)))
}

/// The date of a line that says "Updated …", outside of boxes about something else.
fn printed_change(survey: &Survey<'_>) -> Option<Published> {
    survey.elements().find_map(|(at, ..)| {
        let mut lines = dom::lines_in(at).filter(|words| {
            words.len() < 160 && words.bytes().filter(u8::is_ascii_digit).count() >= 5
        });
        let line = lines.find_map(|words| {
            let line = text::clean(words);
            furniture::says_changed(&line).then_some(line)
        })?;
        let open = !dom::is_unread(dom::name(at)) && !survey.is_boxed(at);
        open.then(|| date::read(&line)).flatten()
    })
}

/// The day in an address: `/2025/10/16/`, `/2025/october/16/`, `/2025-10-16-`, `/20251016/`.
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
    let named = |part: &str| number(part, 2).or_else(|| date::month(&part.to_lowercase()));
    let together = parts.windows(3).find_map(|window| match window {
        [year, month, date] if year.len() == 4 => {
            day(number(year, 4)?, named(month)?, number(date, 2)?)
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
            (
                "https://example.org/blog/2025/october/16/bridge",
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
