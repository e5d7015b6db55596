//! Who wrote a page's story: the names that its description, its markup and its lines give, and
//! which of them are people.

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::marks::{self, Mark, Marks};
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Clipping, Evidence, Part, agency, byline, text};

/// Names under which a `<meta>` says who wrote a story, best first.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "articleauthor",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "byl",
    "byline",
    "citation_author",
    "cxenseparse:recs:articleauthor",
    "article:author_name",
    "authors",
];

/// What systems write where nobody is named, folded.
const PLACEHOLDERS: &[&str] = &[
    "admin",
    "administrator",
    "webmaster",
    "root",
    "user",
    "author",
];

/// Most bylines that are looked at; a page with more is a list of stories.
const MOST: usize = 24;

/// Reads whom the page credits: first its JSON-LD, then what it marks near the headline, its `<meta>`
/// tags, what it marks elsewhere, and its lines.
/// The first source that names a person gives the byline. What names nobody but an agency, a desk
/// or the outlet is kept as the page's credit, if no better one is found.
pub(crate) fn read(
    story: &Story,
    meta: &Meta,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    clipping: &mut Clipping,
) {
    let mut desk = Desk {
        outlet: clipping
            .outlet
            .as_ref()
            .map(|part| text::fold(&part.value))
            .unwrap_or_default(),
        organisations: story
            .organisations
            .iter()
            .map(|name| text::fold(name))
            .collect(),
        found: None,
        spare: None,
    };
    desk.hear(&story.authors, Evidence::JsonLd, clipping);
    // Where the page says that nobody in person wrote it, only a sure mark says otherwise.
    let surest = if desk.spare.is_some() { 3 } else { 6 };
    let (near, far) = marked_bylines(marks, survey, surest);
    for lines in near {
        desk.hear(&lines, Evidence::Markup, clipping);
    }
    for name in AUTHORS {
        let lines: Vec<String> = meta.all(name).take(8).map(str::to_owned).collect();
        desk.hear(&lines, Evidence::Meta, clipping);
    }
    // WordPress says so in the words of a card for sharing.
    let labelled = meta
        .first(&["twitter:label1"])
        .filter(|label| byline::is_opening(label));
    let name = labelled.and_then(|_| meta.first(&["twitter:data1"]));
    desk.hear(
        &Vec::from_iter(name.map(str::to_owned)),
        Evidence::Meta,
        clipping,
    );
    if desk.spare.is_none() {
        for lines in far {
            desk.hear(&lines, Evidence::Markup, clipping);
        }
    }
    // The outlet's own name says no more than that nobody was named there.
    let own = |spare: &Part<Vec<String>>| {
        spare
            .value
            .iter()
            .all(|name| desk.is_known_organisation(name))
    };
    if desk.spare.as_ref().is_none_or(own) {
        desk.hear(
            &Vec::from_iter(printed_byline(survey)),
            Evidence::Text,
            clipping,
        );
    }
    if desk.spare.is_none() {
        desk.hear(
            &Vec::from_iter(boxed_byline(marks)),
            Evidence::Markup,
            clipping,
        );
    }
    clipping.credited = desk.found.take().or(desk.spare.take());
    clipping.byline = clipping.credited.as_ref().and_then(|credited| {
        let people: Vec<String> = credited
            .value
            .iter()
            .filter(|name| !desk.is_known_organisation(name))
            .filter_map(|name| byline::person(name))
            .collect();
        (!people.is_empty()).then_some(Part {
            value: people,
            evidence: credited.evidence,
        })
    });
}

/// What has been heard of the writers so far.
struct Desk {
    /// The outlet's name, folded.
    outlet: String,
    /// What the page's JSON-LD says is no person, folded.
    organisations: Vec<String>,
    /// A credit with a person in it.
    found: Option<Part<Vec<String>>>,
    /// The first credit without one.
    spare: Option<Part<Vec<String>>>,
}

impl Desk {
    fn hear(&mut self, lines: &[String], evidence: Evidence, clipping: &mut Clipping) {
        if self.found.is_some() {
            return;
        }
        let mut names: Vec<String> = Vec::new();
        for line in lines {
            let whole = self.is_known_organisation(line).then(|| text::clean(line));
            let credits = whole.map_or_else(|| byline::credits(line), |name| vec![name]);
            for name in credits {
                let folded = text::fold(&name);
                if !folded.is_empty() && !names.iter().any(|known| text::fold(known) == folded) {
                    names.push(name);
                }
            }
        }
        let mut agencies = names.iter().filter_map(|name| agency::credit(name));
        if let Some(agency) = agencies.next() {
            clipping.agency.get_or_insert_with(|| Part {
                value: agency.to_owned(),
                evidence,
            });
        }
        // Where somebody is credited already, one word is not enough to be a person.
        let people = names.iter().any(|name| {
            byline::person(name).is_some()
                && !self.is_known_organisation(name)
                && (self.spare.is_none() || text::words(name) > 1)
        });
        if names
            .iter()
            .all(|name| PLACEHOLDERS.contains(&text::fold(name).as_str()))
        {
            return;
        }
        // In markup and text whatever is no person is rarely a credit.
        let stated = matches!(evidence, Evidence::JsonLd | Evidence::Meta);
        let named = lines.len() == 1
            && names.iter().all(|name| {
                text::words(name) <= 4
                    && !name.starts_with(char::is_lowercase)
                    && !name.contains(|c: char| c.is_ascii_digit())
            });
        if people {
            names.retain(|name| agency::known(name).is_some() || !self.is_known_organisation(name));
            self.found = Some(Part {
                value: names,
                evidence,
            });
        } else if !names.is_empty() && self.spare.is_none() && (stated || named) {
            self.spare = Some(Part {
                value: names,
                evidence,
            });
        }
    }

    /// Whether a name is that of the outlet, or of what the page says is no person.
    fn is_known_organisation(&self, name: &str) -> bool {
        let folded = text::fold(name);
        let outlet = self.outlet.replace(' ', "");
        (!outlet.is_empty() && outlet == folded.replace(' ', ""))
            || self.organisations.contains(&folded)
    }
}

/// What the page marks as its byline: how sure it is, where, and the lines in it.
struct Marked<'a> {
    far: bool,
    rank: u8,
    at: At<'a>,
    lines: Vec<String>,
}

/// The texts that the page marks as its byline near the headline, and elsewhere, best first; each with
/// those beside it that are marked alike, as several writers are. A byline in a card or a list belongs
/// to another story, so only those outside of such boxes count.
fn marked_bylines(
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    surest: u8,
) -> (Vec<Vec<String>>, Vec<Vec<String>>) {
    let mut bylines: Vec<Marked<'_>> = Vec::new();
    for mark in marks.of(marks::WRITER) {
        let Some(rank) = rank(mark).filter(|rank| *rank <= surest) else {
            continue;
        };
        let at = mark.at;
        if survey.is_boxed(at) || bylines.len() > MOST || is_in_a_figure(at) {
            continue;
        }
        let far = marks
            .headline
            .is_some_and(|headline| mark.place + ABOVE < headline || mark.place > headline + BELOW);
        let mut lines = lines_of(at);
        // One word is a name only where nothing else is marked so.
        lines.retain(|line| rank <= 1 || text::words(line) > 1);
        if !lines.is_empty() {
            bylines.push(Marked {
                far,
                rank,
                at,
                lines,
            });
        }
    }
    bylines.sort_by_key(|marked| (marked.far, marked.rank));
    let beside = |one: &Marked<'_>| {
        let alike = bylines.iter().filter(|other| other.rank == one.rank);
        let near = alike.filter(|other| stand_together(one.at, other.at));
        near.flat_map(|other| other.lines.iter().cloned()).collect()
    };
    let nears = bylines.partition_point(|marked| !marked.far);
    let all: Vec<Vec<String>> = bylines.iter().map(beside).collect();
    let (near, far) = all.split_at(nears);
    (near.to_vec(), far.to_vec())
}

/// The one name that is surely marked as the author's anywhere, also in a box: some print it there
/// only. Several are those of other stories.
fn boxed_byline(marks: &Marks<'_>) -> Option<String> {
    let sure = marks
        .of(marks::WRITER)
        .filter(|mark| rank(mark).is_some_and(|rank| rank <= 1));
    let mut names = sure.take(MOST).flat_map(|mark| lines_of(mark.at));
    let first = names.next()?;
    names.all(|name| name == first).then_some(first)
}

/// How far above and below the headline its byline stands, in elements.
const ABOVE: usize = 40;
const BELOW: usize = 150;

/// The lines of a marked byline: what it gives for a name, else its text where that is short, else
/// the names in it that are links, else the first piece of it that is a person.
fn lines_of(at: At<'_>) -> Vec<String> {
    let inner = dom::elements(at)
        .find(|below| dom::attr(*below, "itemprop").is_some_and(|prop| prop == "name"));
    let said = |at| dom::attr(at, "content").and_then(text::cleaned);
    let line = inner
        .and_then(said)
        .unwrap_or_else(|| dom::text_of(inner.unwrap_or(at)));
    if line.is_empty() {
        return said(at).into_iter().collect();
    }
    if line.chars().count() >= 300 {
        return Vec::new();
    }
    let sure = byline::is_byline(&line) || text::words(&line) <= 3;
    if sure || inner.is_some() {
        return vec![line];
    }
    let mut names: Vec<String> = Vec::new();
    let links = dom::elements(at).filter(|below| dom::name(*below) == "a");
    for link in links.take(8) {
        let name = dom::text_of(link);
        let whole = text::words(&name) <= 4 && byline::person(&name).is_some();
        if whole && !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() {
        let mut pieces = dom::elements(at)
            .flat_map(dom::lines_in)
            .filter_map(text::cleaned);
        let piece = pieces.find(|piece| {
            text::words(piece) > 1
                && byline::credits(piece)
                    .iter()
                    .any(|name| byline::person(name).is_some())
        });
        names.extend(piece);
    }
    if names.is_empty() {
        names.push(line);
    }
    names
}

/// How sure an element is the byline; the surest is 0.
fn rank(mark: &Mark<'_>) -> Option<u8> {
    let at = mark.at;
    let prop = dom::attr(at, "itemprop")
        .is_some_and(|prop| marks::said(prop, "author") || marks::said(prop, "creator"));
    let named = |names: &[&str]| names.iter().any(|name| dom::says(&mark.words, name));
    if dom::name(at) == "meta" {
        return None;
    }
    if prop {
        Some(0)
    } else if dom::attr(at, "rel").is_some_and(|rel| marks::said(rel, "author")) {
        Some(1)
    } else if named(&[
        "byline name",
        "author name",
        "authorname",
        "byline author",
        "author link",
    ]) {
        Some(2)
    } else if named(&[
        "byline", "bylines", "by line", "writer", "reporter", "auteur", "autor",
    ]) || mark.words.contains(" byline")
    {
        Some(3)
    } else if named(&["author", "authors", "post author", "article author"]) {
        Some(4)
    } else if dom::name(at) == "address" {
        Some(5)
    } else if dom::attr(at, "href").is_some_and(marks::is_profile) && mark.below {
        Some(6)
    } else {
        None
    }
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
        if !below || dom::is_unread(dom::name(at)) {
            return None;
        }
        let line = dom::own_line(at)?;
        let opening = byline::is_opening(&line);
        if (!opening && !byline::is_byline(&line)) || survey.is_boxed(at) {
            return None;
        }
        if !opening {
            return Some(line);
        }
        let mut around = [Some(at), at.parent()]
            .into_iter()
            .flatten()
            .map(dom::text_of);
        around.find(|line| line.chars().count() < 100 && byline::is_byline(line))
    })
}

/// Whether an element is about a picture, whose author is another.
pub(crate) fn is_in_a_figure(at: At<'_>) -> bool {
    at.ancestors()
        .take(dom::DEEPEST)
        .any(|above| matches!(dom::name(above), "figure" | "figcaption" | "picture"))
}
