//! The entries of a live blog: each a piece of news with its own time.

use std::collections::HashMap;

use chrono::{NaiveTime, TimeZone};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::{self, is_a};
use crate::clipping::outline::{Outline, Spot};
use crate::clipping::{
    Block, Clipping, Evidence, Part, Published, Run, blocks, date, omission, runs, text,
};

/// Most entries that are read; the longest live blogs seen print about 300 on one page.
const MOST: usize = 500;

/// How far above its time an entry may begin, in elements.
const STEPS: usize = 8;

/// Fewest entries that are a live blog.
const FEWEST: usize = 3;

/// Shortest entry, in characters without spaces and links.
const SHORTEST: u32 = 30;

/// An entry of a live blog.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Its heading; many have none.
    pub heading: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Who wrote it, where the page says so of this entry.
    pub byline: Vec<String>,
    /// What its address ends in after the `#`, where the page names it.
    pub anchor: Option<String>,
    /// Its text.
    pub body: Vec<Block>,
}

impl Entry {
    /// The heading; without one, the beginning of the text.
    pub fn headline(&self) -> String {
        if let Some(heading) = &self.heading {
            return heading.clone();
        }
        let first = self.body.iter().find_map(|block| match block {
            Block::Paragraph { text } | Block::Heading { text, .. } => Some(runs::words(text)),
            _ => None,
        });
        first_sentence(&first.unwrap_or_default())
    }

    /// What tells it from the other entries of its page: its anchor; without one, its time and its
    /// heading, because two entries without an anchor are still two stories.
    pub(crate) fn fragment(&self) -> String {
        let named = || {
            let time = self.published.map(|time| time.to_string());
            let headline = text::fold(&self.headline());
            [time, Some(headline)]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.anchor.clone().unwrap_or_else(named)
    }
}

/// The first sentence of a text, at most as long as a headline may be.
fn first_sentence(line: &str) -> String {
    const LONGEST: usize = 120;
    let line = line.replace('\n', " ");
    let end = line
        .match_indices(['.', '!', '?', '。'])
        .map(|(at, stop)| at + stop.len())
        .find(|end| *end > 20 && line[*end..].chars().next().is_none_or(char::is_whitespace));
    let sentence = line[..end.unwrap_or(line.len())].trim();
    if sentence.chars().count() <= LONGEST {
        return sentence.trim_end_matches(['.', '。']).to_owned();
    }
    let cut: String = sentence.chars().take(LONGEST).collect();
    let words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

impl Clipping {
    /// One entry of a live blog as a clipping of its own, by its place in [`Clipping::entries`].
    ///
    /// What holds for the whole page holds for its entries: the outlet, the language, the address.
    /// The headline, the time and the text are the entry's; a writer is named only where the page
    /// names one for it.
    pub fn entry(&self, place: usize) -> Option<Clipping> {
        let entry = self.entries.get(place)?;
        let evidence = Evidence::Markup;
        let headline = entry.headline();
        let part = |value| Part { value, evidence };
        let of = self
            .headline
            .as_ref()
            .map_or("a live blog", |part| &part.value);
        let mut clipping = Clipping {
            kind_evidence: vec![format!("an entry of “{of}”")],
            address: self.address.clone(),
            fragment: Some(entry.fragment()),
            headline: (!headline.is_empty()).then(|| part(headline)),
            published: entry.published.map(|value| Part { value, evidence }),
            outlet: self.outlet.clone(),
            language: self.language.clone(),
            body: entry.body.clone(),
            ..Clipping::default()
        };
        if !entry.byline.is_empty() {
            let value = entry.byline.clone();
            clipping.byline = Some(Part { value, evidence });
        }
        omission::name_all(&mut clipping);
        Some(clipping)
    }
}

/// The entries that the page's JSON-LD or its markup gives, in the order of the page.
pub(crate) fn find(
    documents: &[Value],
    outline: &Outline<'_>,
    cutting: &blocks::Cutting<'_>,
    clipping: &Clipping,
) -> Vec<Entry> {
    let stated = stated(documents, cutting);
    if stated.iter().any(|entry| !entry.body.is_empty()) {
        return stated;
    }
    let marked = marked(outline, cutting, clipping);
    if marked.len() >= FEWEST {
        marked
    } else {
        stated
    }
}

/// The updates that a `LiveBlogPosting` lists.
fn stated(documents: &[Value], cutting: &blocks::Cutting<'_>) -> Vec<Entry> {
    let objects = jsonld::objects(documents);
    let Some(blog) = objects
        .iter()
        .find(|object| is_a(object, "LiveBlogPosting"))
    else {
        return Vec::new();
    };
    let updates = match blog.get("liveBlogUpdate") {
        Some(Value::Array(updates)) => updates.as_slice(),
        Some(update) => std::slice::from_ref(update),
        None => &[],
    };
    let updates = updates.iter().filter_map(Value::as_object);
    updates
        .take(MOST)
        .map(|update| stated_entry(update, cutting))
        .collect()
}

fn stated_entry(update: &Map<String, Value>, cutting: &blocks::Cutting<'_>) -> Entry {
    let line = |key: &str| update.get(key).and_then(jsonld::first_text);
    let body = update.get("articleBody").or_else(|| update.get("text"));
    let address = line("url")
        .or_else(|| line("@id"))
        .or_else(|| line("mainEntityOfPage"));
    let anchor = address.and_then(|address| Some(address.rsplit_once('#')?.1.to_owned()));
    let writer = update.get("author").filter(|author| {
        // An entry's author is a person, or is not named.
        author
            .as_object()
            .is_none_or(|author| is_a(author, "Person"))
    });
    Entry {
        heading: line("headline").or_else(|| line("name")),
        published: line("datePublished").and_then(|date| date::read(&date)),
        byline: writer.and_then(jsonld::first_text).into_iter().collect(),
        anchor: anchor.filter(|anchor| !anchor.is_empty()),
        body: body
            .and_then(Value::as_str)
            .map(|body| stated_body(body, cutting.base))
            .unwrap_or_default(),
    }
}

/// The text that JSON-LD gives: HTML, or lines.
pub(crate) fn stated_body(stated: &str, base: Option<&Address>) -> Vec<Block> {
    let stated = crate::clipping::entities::unescaped(stated);
    let markup = stated.contains("</p>") || stated.contains("<br") || stated.contains("<p>");
    if markup {
        let (html, _) = dom::parse(&stated);
        let skip = |at: At<'_>| dom::is_unread(dom::name(at)) && dom::name(at) != "head";
        let cutting = blocks::Cutting {
            base,
            skip: &skip,
            titled: false,
        };
        return blocks::read(html.root(), &cutting);
    }
    let lines = stated.split(['\n', '\r']).filter_map(text::cleaned);
    let paragraph = |text| Block::Paragraph {
        text: vec![Run {
            text,
            ..Run::default()
        }],
    };
    lines.map(paragraph).collect()
}

/// The entries that the markup repeats: elements of one parent, each with a time and a text.
fn marked(outline: &Outline<'_>, cutting: &blocks::Cutting<'_>, clipping: &Clipping) -> Vec<Entry> {
    let Some(places) = repeated(outline) else {
        return Vec::new();
    };
    let day = clipping.published.as_ref().map(|part| part.value);
    let entries = places.into_iter().take(MOST);
    entries
        .map(|place| marked_entry(outline, place, cutting, day))
        .filter(|entry| !entry.body.is_empty())
        .collect()
}

/// The largest family of elements of one parent that each hold a time and a text of their own.
fn repeated(outline: &Outline<'_>) -> Option<Vec<usize>> {
    let mut families: HashMap<usize, Vec<usize>> = HashMap::new();
    let spots = &outline.spots;
    for time in timed(outline) {
        let mut at = time;
        for _ in 0..STEPS {
            let parent = spots[at].parent;
            if parent == at {
                break;
            }
            let family = families.entry(parent).or_default();
            let unlinked = spots[at].text() - spots[at].linked_text();
            if unlinked >= SHORTEST && family.last() != Some(&at) {
                family.push(at);
            }
            at = parent;
        }
    }
    let text = |family: &[usize]| -> u32 { family.iter().map(|at| spots[*at].text()).sum() };
    let mut families: Vec<_> = families
        .into_iter()
        .filter(|(_, family)| family.len() >= FEWEST)
        .collect();
    // The most entries; of families of one size, the one that holds more of the page.
    families.sort_by_key(|(parent, family)| (family.len(), text(family), *parent));
    families.pop().map(|(_, family)| family)
}

/// The places of the times on a page.
fn timed<'o>(outline: &'o Outline<'_>) -> impl Iterator<Item = usize> + 'o {
    let spots = outline.spots.iter().enumerate();
    spots
        .filter(|(place, spot)| is_time(spot, *place))
        .map(|(place, _)| place)
}

/// Whether an element is a time: a `<time>`, or a few words that are a time of day.
fn is_time(spot: &Spot<'_>, place: usize) -> bool {
    let alone = spot.end == place + 1 && (1..12).contains(&spot.text());
    spot.name() == "time" || alone && clock(&dom::text_of(spot.at)).is_some()
}

fn marked_entry(
    outline: &Outline<'_>,
    place: usize,
    cutting: &blocks::Cutting<'_>,
    day: Option<Published>,
) -> Entry {
    let spot = &outline.spots[place];
    let inside = &outline.spots[place..spot.end];
    let heading = inside.iter().find(|below| {
        matches!(below.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") && below.text() > 0
    });
    let heading = heading.map(|heading| (heading.at, dom::text_of(heading.at)));
    let mut times = (place..)
        .zip(inside)
        .filter(|(at, below)| is_time(below, *at));
    let time = times.next().map(|(_, time)| time);
    let skip = |at: At<'_>| {
        (cutting.skip)(at)
            || heading.as_ref().is_some_and(|(heading, _)| *heading == at)
            || time.is_some_and(|time| time.at == at)
    };
    let anchor = inside.iter().find_map(|below| {
        let own = (below.at == spot.at)
            .then(|| dom::attr(below.at, "id"))
            .flatten();
        let link = dom::attr(below.at, "href").and_then(|href| Some(href.rsplit_once('#')?.1));
        own.or(link).filter(|anchor| !anchor.is_empty())
    });
    Entry {
        published: time.and_then(|time| moment(time.at, day)),
        byline: Vec::new(),
        anchor: anchor.map(str::to_owned),
        body: blocks::read(
            spot.at,
            &blocks::Cutting {
                base: cutting.base,
                skip: &skip,
                titled: false,
            },
        ),
        heading: heading.map(|(_, line)| line),
    }
}

/// When an entry was published: what its `<time>` says, else the time of day on the blog's day.
fn moment(at: At<'_>, day: Option<Published>) -> Option<Published> {
    let stated = dom::attr(at, "datetime").and_then(date::read);
    let words = dom::text_of(at);
    stated.or_else(|| date::read(&words)).or_else(|| {
        let time = clock(&words)?;
        // Without the blog's own zone, a time of day is no moment.
        let Some(Published::Moment(begun)) = day else {
            return day;
        };
        let local = begun.date_naive().and_time(time);
        let moment = begun.timezone().from_local_datetime(&local).single()?;
        Some(Published::Moment(moment))
    })
}

/// A time of day that stands alone: "09:40", "9.40 Uhr", "14h05".
fn clock(line: &str) -> Option<NaiveTime> {
    let line = line.trim();
    let digits = line.trim_end_matches(|c: char| !c.is_ascii_digit());
    let after = line.get(digits.len()..)?.trim().to_lowercase();
    if !matches!(
        after.as_str(),
        "" | "uhr" | "h" | "am" | "pm" | "a.m." | "p.m." | "gmt" | "bst" | "cet"
    ) {
        return None;
    }
    let (hour, minute) = digits.split_once([':', '.', 'h'])?;
    let number = |digits: &str| digits.parse::<u32>().ok();
    let two = minute.len() == 2 && (1..=2).contains(&hour.len());
    let hour = number(hour).filter(|_| two)?;
    let hour = match after.as_str() {
        "pm" | "p.m." if hour < 12 => hour + 12,
        "am" | "a.m." if hour == 12 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, number(minute)?, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_stands_alone() {
        for (line, expected) in [
            ("09:40", Some("09:40:00")),
            ("9.40 Uhr", Some("09:40:00")),
            ("14h05", Some("14:05:00")),
            ("2:05 pm", Some("14:05:00")),
            ("12:05 am", Some("00:05:00")),
            ("25:00", None),
            ("1:5", None),
            ("3.5 million", None),
            ("", None),
        ] {
            let found = clock(line).map(|time| time.to_string());
            assert_eq!(found.as_deref(), expected, "{line:?}");
        }
    }

    #[test]
    fn an_entry_without_a_heading_is_called_by_its_first_sentence() {
        for (body, expected) in [
            (
                "The upper gate has held. Nobody needs to leave.",
                "The upper gate has held",
            ),
            (
                "No. 4 gate at the old lock has held. More soon.",
                "No. 4 gate at the old lock has held",
            ),
            ("", ""),
        ] {
            assert_eq!(first_sentence(body), expected);
        }
        let long = first_sentence(&"water ".repeat(60));
        assert!(
            long.ends_with("water…") && long.chars().count() <= 121,
            "{long}"
        );
    }
}
