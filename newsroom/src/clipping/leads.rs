//! Leads on a web page: the boxes that point to other stories.

use std::collections::HashSet;

use crate::Address;
use crate::clipping::survey::Survey;
use crate::clipping::dom::{self, At};
use crate::clipping::{Lead, blocks, furniture, lists, text};

/// Most leads that a page can give; the longest real lists hold about fifty.
const MOST: usize = 120;

/// How far above a heading its list may end.
const STEPS: usize = 5;

/// How many links to stories are looked at, the same story several times included, and how many boxes
/// for them: a page of nothing else took minutes.
const LINKS: usize = 1_000;
const BOXES: usize = 400;

/// How much of a box is looked at, and of a card in it, in elements. A list with the pictures and signs
/// of its cards has some hundreds.
const LARGEST_BOX: usize = 5_000;
const LARGEST_CARD: usize = 250;

/// The leads of a page, each story once.
pub(crate) fn find(
    survey: &Survey<'_>,
    base: Option<&Address>,
    page: Option<&Address>,
) -> Vec<Lead> {
    let mut leads = Vec::new();
    let mut seen: HashSet<usize> = HashSet::new();
    let mut boxes = 0;
    for (at, _, named) in survey.elements() {
        if leads.len() >= MOST || seen.len() >= LINKS || boxes >= BOXES {
            break;
        }
        let name = dom::name(at);
        let may_head = matches!(
            name,
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
        );
        let heads = may_head && is_short(at) && lists::heading(&dom::text_of(at)).is_some();
        boxes += usize::from(heads);
        let boxed = if heads {
            box_of(at, base)
        } else if !may_head || matches!(name, "div" | "p") {
            (matches!(name, "div" | "section" | "aside" | "ul" | "ol" | "p")
                && named.is_list_of_stories())
            .then_some(at)
        } else {
            None
        };
        let Some(boxed) = boxed.filter(|boxed| !is_menu(*boxed)) else {
            continue;
        };
        boxes += usize::from(!heads);
        let list = if heads {
            Some(dom::text_of(at))
        } else {
            heading_in(boxed)
        };
        let after = heads.then_some(at);
        gather(
            boxed,
            after,
            list.as_deref(),
            base,
            page,
            &mut seen,
            &mut leads,
        );
    }
    leads
}

/// Whether an element holds a few words only; without reading all of a large one.
fn is_short(at: At<'_>) -> bool {
    let mut length = 0;
    for below in at.descendants() {
        if let Some(words) = below.text() {
            length += words.trim().len();
        } else if matches!(
            dom::name(below),
            "script" | "style" | "p" | "ul" | "h2" | "h3"
        ) && below != at
        {
            return false;
        }
        if length > 150 {
            return false;
        }
    }
    length > 2
}

/// The smallest box around a heading that also holds headlines, and no story of its own.
fn box_of<'a>(heading: At<'a>, base: Option<&Address>) -> Option<At<'a>> {
    for above in heading.ancestors().take(STEPS) {
        if matches!(
            dom::name(above),
            "body" | "html" | "main" | "article" | "nav"
        ) {
            return None;
        }
        let headlines = dom::elements(above)
            .take(LARGEST_BOX)
            .filter(|below| headline_of(*below, base).is_some())
            .take(2)
            .count();
        if headlines > 0 {
            // A box that is mostly paragraphs is the story, with a pointer in it.
            let prose = dom::elements(above)
                .take(LARGEST_BOX)
                .filter(|below| dom::name(*below) == "p")
                .filter(|p| dom::text_of(*p).chars().count() > 200)
                .take(6)
                .count();
            return (prose < 6).then_some(above);
        }
    }
    None
}

fn heading_in(boxed: At<'_>) -> Option<String> {
    let heading = dom::elements(boxed)
        .take(LARGEST_BOX)
        .find(|at| matches!(dom::name(*at), "h1" | "h2" | "h3" | "h4" | "h5" | "h6"))?;
    // A heading that is a link is a headline.
    let linked = dom::elements(heading).any(|below| dom::name(below) == "a")
        || heading
            .ancestors()
            .take(3)
            .any(|above| dom::name(above) == "a");
    let line = dom::text_of(heading);
    (!linked && !line.is_empty() && text::words(&line) <= 6).then_some(line)
}

fn is_menu(at: At<'_>) -> bool {
    at.ancestors()
        .chain(std::iter::once(at))
        .take(dom::DEEPEST)
        .any(|above| {
            matches!(dom::name(above), "nav" | "menu")
                || dom::attr(above, "role") == Some("navigation")
                || (dom::name(above) == "footer" && dom::class_words(above).contains("site"))
        })
}

/// The headline and address of a link that leads to a story.
fn headline_of(link: At<'_>, base: Option<&Address>) -> Option<(String, Address)> {
    if dom::name(link) != "a" {
        return None;
    }
    let address = blocks::address(dom::attr(link, "href")?, base)?;
    let heading = dom::elements(link)
        .find(|below| matches!(dom::name(*below), "h2" | "h3" | "h4" | "h5" | "h6"));
    let mut line = dom::text_of(heading.unwrap_or(link));
    if let Some((_, rest)) = lists::pointer(&line) {
        line = rest.to_owned();
    }
    let length = line.chars().count();
    let headline = text::words(&line) >= 3 && (12..=300).contains(&length);
    let plain = !furniture::after_the_story(&line)
        && !furniture::is_dated(&line)
        && lists::heading(&line).is_none();
    // The front page and the pages of a section hold no story.
    let deep = address
        .url()
        .is_ok_and(|url| url.path().len() > 3 || url.query().is_some());
    (headline && plain && deep).then_some((line, address))
}

fn gather(
    boxed: At<'_>,
    after: Option<At<'_>>,
    list: Option<&str>,
    base: Option<&Address>,
    page: Option<&Address>,
    seen: &mut HashSet<usize>,
    leads: &mut Vec<Lead>,
) {
    let mut begun = after.is_none();
    let own = page.map(Address::key);
    for at in dom::elements(boxed).take(LARGEST_BOX) {
        if seen.len() >= LINKS || leads.len() >= MOST {
            break;
        }
        if !begun {
            begun = after == Some(at);
            continue;
        }
        // The next list of the same box has a heading of its own.
        if after.is_some()
            && matches!(dom::name(at), "h2" | "h3" | "h4" | "h5")
            && after != Some(at)
            && lists::heading(&dom::text_of(at)).is_some()
        {
            break;
        }
        let Some((headline, address)) = headline_of(at, base) else {
            continue;
        };
        if !seen.insert(at.place()) || own.as_ref() == Some(&address.key()) || is_menu(at) {
            continue;
        }
        let list = list.map(|list| list.trim_end_matches([':', ' ', '»', '→']).to_owned());
        lists::add(
            leads,
            Lead {
                summary: summary_of(at, boxed, &headline),
                headline,
                address: Some(address),
                lists: list.into_iter().filter(|list| !list.is_empty()).collect(),
            },
        );
    }
}

/// The sentence in the same card as a headline.
fn summary_of(link: At<'_>, boxed: At<'_>, headline: &str) -> Option<String> {
    for card in link.ancestors().take(4) {
        if dom::elements(card).nth(LARGEST_CARD).is_some() {
            return None;
        }
        let links = dom::elements(card).filter(|below| dom::name(*below) == "a");
        let mut others: Vec<&str> = links.filter_map(|below| dom::attr(below, "href")).collect();
        others.dedup();
        if card == boxed && others.len() > 1 || others.len() > 3 {
            return None;
        }
        let sentence = dom::elements(card)
            .filter(|below| matches!(dom::name(*below), "p" | "div" | "span"))
            .find_map(|below| {
                if dom::elements(below)
                    .skip(1)
                    .any(|inner| !dom::is_inline(dom::name(inner)))
                {
                    return None;
                }
                let line = dom::text_of(below);
                let whole = line.chars().count() >= 40
                    && text::fold(&line) != text::fold(headline)
                    && !line.contains(headline);
                (whole && line.chars().count() < 600 && !furniture::is_dated(&line)).then_some(line)
            });
        if sentence.is_some() {
            return sentence;
        }
        if card == boxed {
            return None;
        }
    }
    None
}
