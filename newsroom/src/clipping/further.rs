//! A story over several addresses: which page is the next, whether it is of the same story, and the
//! pages as one clipping.
//!
//! `rel=next` means the next page on one site and the next story on another, so nobody's word is taken
//! alone: an address has to differ by a page's number only, or the headline has to be the same.

mod number;

use crate::clipping::markdown::plain_text;
use crate::clipping::{
    Block, Clipping, Evidence, Omission, Sheet, clip, decode, dom, headline, marks, meta, runs,
    survey, text,
};
use crate::page::{Form, Whole};
use crate::{Address, Page};

/// Fewest words of a page that is a story and no list of stories.
const WORDS: usize = 40;

/// The page that a page names as its next.
pub(crate) struct Next {
    pub(crate) address: Address,
    /// Whether the address is the same but for the number of the page.
    pub(crate) numbered: bool,
}

/// Whether a page can have further ones: it is a story by what it says of itself.
pub(crate) fn may_go_on(page: &Page, clipping: &Clipping) -> bool {
    let stated = |evidence| {
        matches!(
            evidence,
            Evidence::JsonLd | Evidence::Meta | Evidence::Markup | Evidence::Text
        )
    };
    let dated = clipping
        .published
        .as_ref()
        .is_some_and(|part| stated(part.evidence));
    let signed = clipping
        .byline
        .as_ref()
        .is_some_and(|part| stated(part.evidence));
    page.form == Form::Html
        && (dated || signed)
        && text::words(&plain_text(&clipping.body)) >= WORDS
}

/// The next page, if a page names one on its own site.
pub(crate) fn next(page: &Page) -> Option<Next> {
    let from = page.address.as_ref().filter(|_| page.form == Form::Html)?;
    let (html, _) = dom::parse(&decode::decode(page));
    let meta = meta::read(&marks::read(&survey::survey(html.root())));
    let to = |link: &str| {
        let to = from.join(link).ok()?;
        let other = to.site() == from.site() && to.as_str() != from.as_str();
        other.then(|| Next {
            numbered: number::follows(from, &to),
            address: to,
        })
    };
    let links = || dom::elements(html.root()).filter(|at| dom::name(*at) == "a");
    let related = |at: &dom::At<'_>| {
        dom::attr(*at, "rel").is_some_and(|rel| {
            rel.split_whitespace()
                .any(|word| word.eq_ignore_ascii_case("next"))
        })
    };
    let linked = links()
        .filter(related)
        .filter_map(|at| dom::attr(at, "href"));
    let named: Vec<Next> = meta
        .link("next")
        .into_iter()
        .chain(linked)
        .filter_map(to)
        .collect();
    let numbered = named.iter().position(|next| next.numbered);
    if numbered.is_some() || !named.is_empty() {
        return named.into_iter().nth(numbered.unwrap_or_default());
    }
    // Pages that only print numbers: the link says which page it leads to, and so does its address.
    links()
        .filter(|at| number::is_label(&dom::text_of(*at)))
        .filter_map(|at| to(dom::attr(at, "href")?))
        .find(|next| next.numbered)
}

/// Whether a page goes on with the story of another.
pub(crate) fn goes_on(first: &Clipping, further: &Clipping, numbered: bool) -> bool {
    if further.body.is_empty() || further.body == first.body {
        return false;
    }
    let title = |clipping: &Clipping| {
        clipping
            .headline
            .as_ref()
            .map(|part| number::without(&part.value))
    };
    match (title(first), title(further)) {
        (Some(first), Some(further)) => {
            text::fold(&first) == text::fold(&further)
                || headline::agreement(&first, &further) > 0.95
        }
        _ => numbered,
    }
}

/// Cuts a story out of all its pages.
///
/// The first page says who wrote it and when; the others add their text and their leads. What they
/// repeat of the first (its standfirst, its picture) is left out.
pub fn clip_whole(whole: &Whole) -> Clipping {
    let mut clipping = clip(&whole.first);
    for page in &whole.further {
        let further = clip(page);
        let title = clipping
            .headline
            .as_ref()
            .map(|part| text::fold(&part.value));
        let repeated = |block: &&Block| {
            let heading = match block {
                Block::Heading { text, .. } => Some(text::fold(&runs::words(text))),
                _ => None,
            };
            clipping.body.contains(block) || (heading.is_some() && heading == title)
        };
        let skipped = further.body.iter().take_while(repeated).count();
        clipping.body.extend(further.body.into_iter().skip(skipped));
        for lead in further.leads {
            let known = clipping
                .leads
                .iter()
                .any(|known| known.address == lead.address && known.headline == lead.headline);
            let own = lead
                .address
                .as_ref()
                .is_some_and(|to| whole.pages().any(|page| page.address.as_ref() == Some(to)));
            if !known && !own {
                clipping.leads.push(lead);
            }
        }
        if further.omissions.contains(&Omission::Rest)
            && !clipping.omissions.contains(&Omission::Rest)
        {
            clipping.omissions.push(Omission::Rest);
        }
        clipping.further.push(Sheet {
            address: page.address.clone(),
            sha256: page.sha256(),
        });
    }
    clipping.leads.retain(|lead| {
        !whole
            .further
            .iter()
            .any(|page| page.address.is_some() && page.address == lead.address)
    });
    if whole.unread.is_some() {
        clipping.omissions.push(Omission::Pages);
    }
    if !whole.further.is_empty() {
        clipping.pages = u32::try_from(whole.further.len() + 1).ok();
    }
    clipping
}
