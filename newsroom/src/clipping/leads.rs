//! Leads on a web page: other stories, in the boxes that point to them.
//!
//! The page is swept once. What opens a list (a heading such as “Latest News”, a box that is named
//! for it) is in force up to the end of its box or to the next such heading; a link in between is a
//! lead if it reads like a headline and leads to what can be a story.

mod headline;
mod place;

use std::collections::HashSet;

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::junk::Named;
use crate::clipping::outline::{Outline, Spot};
use crate::clipping::{Lead, blocks, lists, text};

/// Most leads that a page can give; the longest real lists hold about fifty.
const MOST: usize = 120;

/// How far above a heading its list may end.
const STEPS: usize = 5;

/// Shortest link that may be a headline, in characters without spaces.
const SHORTEST: u32 = 10;

/// Paragraphs of this length, in characters without spaces, are a story's and not a teaser's.
const LONG: u32 = 170;

/// A list of other stories, in force up to a place on the page.
struct List {
    from: usize,
    until: usize,
    name: Option<String>,
    /// Whether its heading said so; a box that is only named for it takes its name from a heading.
    headed: bool,
}

/// The leads of a page, each story once. `named` is what class and id say of each element, in the
/// order of the page.
pub(crate) fn find<'a, 'w>(
    outline: &Outline<'a>,
    named: impl Iterator<Item = (At<'a>, &'w str, Named)>,
    base: Option<&Address>,
    page: Option<&Address>,
) -> Vec<Lead> {
    let sweep = Sweep::over(outline, base, page);
    let mut named = named;
    let mut lists: Vec<List> = Vec::new();
    let mut leads = lists::Leads::default();
    let mut passed: HashSet<&str> = HashSet::new();
    // Up to where nothing is a lead: a menu, an advertisement.
    let mut barred = 0;
    for (at, spot) in outline.spots.iter().enumerate() {
        if leads.len() >= MOST {
            break;
        }
        let (words, said) = match named.find(|(other, ..)| *other == spot.at) {
            Some((_, words, said)) => (words, said),
            None => ("", Named::default()),
        };
        while lists.last().is_some_and(|list| list.until <= at) {
            lists.pop();
        }
        if at < barred || spot.text() == 0 {
            continue;
        }
        // What holds most of the page's links is the page.
        let few = sweep.links(at, spot.end) * 10 < sweep.links(0, outline.spots.len()) * 7;
        if (few || spot.text() < 2_000) && place::is_barred(spot.at, words) {
            barred = spot.end;
            continue;
        }
        if let Some(line) = sweep.heading(at) {
            if let Some(list) = lists.last_mut().filter(|list| !list.headed) {
                list.name = Some(line.clone());
            }
            if lists::heading(&line).is_some() {
                // The next list of the same box has a heading of its own.
                lists.retain(|list| !list.headed);
                match sweep.end_of_list(at) {
                    Some(until) if lists::is_of_adverts(&text::fold(&line)) => barred = until,
                    Some(until) => lists.push(List {
                        from: at,
                        until,
                        name: Some(line),
                        headed: true,
                    }),
                    None => {}
                }
            }
        } else if said.is_list_of_stories() && is_box(spot) && sweep.links(at, spot.end) > 0 {
            lists.push(List {
                from: at,
                until: spot.end,
                name: None,
                headed: false,
            });
        }
        let Some(list) = lists.last().filter(|_| spot.name() == "a") else {
            continue;
        };
        let href = dom::attr(spot.at, "href").unwrap_or_default();
        if let Some(mut lead) = sweep.lead(at, list.from, passed.contains(href)) {
            passed.insert(href);
            let name = lists.iter().rev().find_map(|list| list.name.clone());
            let name = list.name.clone().or(name);
            // “More related news” under “Related news” leads to the rest of the list.
            let rest = name.as_ref().is_some_and(|name| {
                let short = text::words(&lead.headline) <= 5;
                short && text::fold(&lead.headline).contains(&text::fold(name))
            });
            if rest {
                continue;
            }
            lead.lists = name.into_iter().collect();
            leads.add(lead);
        }
    }
    place::without_sections(leads.all())
}

/// Whether an element can be a box of stories.
fn is_box(spot: &Spot<'_>) -> bool {
    matches!(spot.name(), "div" | "section" | "aside" | "ul" | "ol" | "p")
}

/// A page on which the links and the paragraphs before each place are counted.
struct Sweep<'o, 'a> {
    outline: &'o Outline<'a>,
    base: Option<&'o Address>,
    own: Option<String>,
    site: Option<&'o str>,
    links: Vec<u32>,
    paragraphs: Vec<u32>,
}

impl<'o, 'a> Sweep<'o, 'a> {
    fn over(
        outline: &'o Outline<'a>,
        base: Option<&'o Address>,
        page: Option<&'o Address>,
    ) -> Sweep<'o, 'a> {
        let (mut links, mut paragraphs) = (vec![0], vec![0]);
        let (mut linked, mut long) = (0, 0);
        for spot in &outline.spots {
            let name = spot.name();
            linked += u32::from(name == "a" && spot.text() >= SHORTEST);
            long += u32::from(name == "p" && spot.text() >= LONG);
            links.push(linked);
            paragraphs.push(long);
        }
        Sweep {
            outline,
            base,
            own: page.map(Address::key),
            site: page.map(Address::site),
            links,
            paragraphs,
        }
    }

    /// Links that may be headlines, from one place to another.
    fn links(&self, from: usize, until: usize) -> u32 {
        self.links[until] - self.links[from]
    }

    /// The line of a heading: an element of a few words, and the innermost that holds them.
    fn heading(&self, at: usize) -> Option<String> {
        let spot = &self.outline.spots[at];
        let may = matches!(
            spot.name(),
            "h1" | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "p"
                | "div"
                | "span"
                | "strong"
                | "b"
                | "summary"
                | "header"
                | "a"
                | "dt"
                | "legend"
                | "li"
        );
        if !may || !(3..=44).contains(&spot.text()) {
            return None;
        }
        let inner = self.outline.spots.get(at + 1);
        if inner.is_some_and(|inner| inner.parent == at && inner.text() == spot.text()) {
            return None;
        }
        let line = dom::text_of(spot.at);
        let line =
            line.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '?' | '!'));
        let tagged = self.outline.spots[..=at]
            .last()
            .is_some_and(|spot| is_titled(spot))
            || is_titled(&self.outline.spots[spot.parent]);
        // A heading that is a link is a headline, unless its words head lists.
        let heads = lists::heading(line).is_some();
        let named = tagged && !spot.linked && text::words(line) <= 6;
        (heads || named)
            .then(|| line.to_owned())
            .filter(|line| !line.is_empty())
    }

    /// Where the list under a heading ends: with the smallest box around the heading that holds links
    /// after it, and no story of its own.
    fn end_of_list(&self, heading: usize) -> Option<usize> {
        let spots = &self.outline.spots;
        let from = spots[heading].end;
        let mut at = heading;
        for _ in 0..STEPS {
            let parent = spots[at].parent;
            let outermost = matches!(
                spots[parent].name(),
                "body" | "html" | "main" | "article" | "nav" | ""
            );
            if outermost || parent == at {
                // Beside the story itself, the list is the element that follows.
                let after = spots[at].end;
                let list = spots
                    .get(after)
                    .filter(|next| next.parent == parent && is_box(next))?;
                let plain = self.paragraphs[list.end] == self.paragraphs[after];
                return (plain && self.links(after, list.end) > 0).then_some(list.end);
            }
            let end = spots[parent].end;
            if self.links(from, end) > 0 {
                // A box that is mostly paragraphs is the story, with a pointer in it.
                return (self.paragraphs[end] - self.paragraphs[from] < 6).then_some(end);
            }
            at = parent;
        }
        None
    }

    /// The lead that a link is, if it is one, in a list that begins at `from`. `again` is whether the
    /// page had it before.
    fn lead(&self, at: usize, from: usize, again: bool) -> Option<Lead> {
        let spot = &self.outline.spots[at];
        let href = dom::attr(spot.at, "href")?;
        if spot.text() < SHORTEST || headline::stands_in_prose(self.outline, at) {
            return None;
        }
        let read = headline::read(self.outline, at)?;
        let address = blocks::address(href, self.base)?;
        let own = self.own.as_ref() == Some(&address.key());
        if own || !place::can_be_a_story(&address, self.site, spot.at, &read) {
            return None;
        }
        let summary = if again {
            None
        } else {
            headline::summary(self.outline, at, from, &read)
        };
        Some(Lead {
            headline: read,
            summary,
            address: Some(address),
            lists: Vec::new(),
        })
    }
}

fn is_titled(spot: &Spot<'_>) -> bool {
    matches!(spot.name(), "h2" | "h3" | "h4" | "h5" | "h6")
}
