//! Who wrote a page's story: the names that its description, its markup and its lines give, and
//! which of them are people.

mod marked;

use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::Story;
use crate::clipping::marks::Marks;
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Clipping, Evidence, Part, agency, byline, text};
use marked::{boxed_byline, marked_bylines, printed_byline};

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
    if desk.found.is_none() {
        look_further(&mut desk, meta, marks, survey, clipping);
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

/// Asks all but the JSON-LD, the surest first.
fn look_further(
    desk: &mut Desk,
    meta: &Meta,
    marks: &Marks<'_>,
    survey: &Survey<'_>,
    clipping: &mut Clipping,
) {
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
    let name = Vec::from_iter(name.map(str::to_owned));
    desk.hear(&name, Evidence::Meta, clipping);
    if desk.spare.is_none() {
        for lines in far {
            desk.hear(&lines, Evidence::Markup, clipping);
        }
    }
    // The outlet's own name says no more than that nobody was named there.
    let is_own = |name: &String| desk.is_known_organisation(name);
    let own = |spare: &Part<Vec<String>>| spare.value.iter().all(is_own);
    if desk.found.is_none() && desk.spare.as_ref().is_none_or(own) {
        let printed = Vec::from_iter(printed_byline(survey));
        desk.hear(&printed, Evidence::Text, clipping);
    }
    if desk.found.is_none() && desk.spare.is_none() {
        let boxed = Vec::from_iter(boxed_byline(marks));
        desk.hear(&boxed, Evidence::Markup, clipping);
    }
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

/// Whether an element is about a picture, whose author is another.
pub(crate) fn is_in_a_figure(at: At<'_>) -> bool {
    at.ancestors()
        .take(dom::DEEPEST)
        .any(|above| matches!(dom::name(above), "figure" | "figcaption" | "picture"))
}
