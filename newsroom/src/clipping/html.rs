//! A web page, read part by part.

use serde_json::Value;

use crate::clipping::blocks::Cutting;
use crate::clipping::dom::{self, At};
use crate::clipping::kind::{self, Signs};
use crate::clipping::marks::{self, Marks};
use crate::clipping::outline::{self, Outline};
use crate::clipping::{Block, Clipping, Evidence, Omission, PageKind, Part};
use crate::clipping::{
    blocks, body, credits, entries, headline, hints, jsonld, language, lead_image, leads, meta,
    ours, outlet, published, signs, standfirst, survey, text, trim, writers,
};
use crate::{Address, Page};

/// Shortest body that is believed when the page's JSON-LD gives a longer one, in characters.
const BELIEVED: usize = 250;

/// Cuts a clipping out of a page's markup.
pub(crate) fn cut(markup: &str, page: &Page) -> Clipping {
    let (html, whole) = dom::parse(markup);
    let root = html.root();
    let survey = survey::survey(root);
    let outline = outline::outline(root);
    let marks = marks::read(&survey);
    let meta = meta::read(&marks);
    let documents = jsonld::documents(&marks);
    let story = jsonld::read(&documents);
    let address = canonical(&meta, page);
    // A saved page knows where it lived.
    let base = base(&meta, page).or_else(|| address.clone());
    let base = base.as_ref();

    let mut clipping = Clipping {
        address,
        ..Clipping::default()
    };
    clipping.outlet = credits::outlet(&story, &meta, page.address.as_ref());
    let outlet = clipping
        .outlet
        .as_ref()
        .filter(|part| part.evidence != Evidence::Host)
        .map(|part| part.value.clone());
    clipping.headline = headline::find(
        &marks,
        &story,
        &meta,
        &survey,
        outlet.as_deref(),
        page.address.as_ref().map(Address::site),
    );
    let title = clipping.headline.as_ref().map(|part| part.value.clone());
    writers::read(&story, &meta, &marks, &survey, &mut clipping);
    clipping.published = published::find(&story, &meta, &marks, &survey, page.address.as_ref());
    clipping.modified = published::modified(&story, &meta, &marks, &survey);
    clipping.kicker = credits::kicker(&story, &meta, &marks, &survey);
    clipping.rights = credits::rights(&story, &meta, &marks);
    clipping.keywords = credits::keywords(&story, &meta);
    clipping.paywalled = credits::paywalled(&story, &meta, &marks);
    clipping.dateline = credits::dateline(&marks, &survey);
    clipping.leads = leads::find(&outline, survey.elements(), base, clipping.address.as_ref());
    clipping.author_note = author_note(&marks);

    let claims = claims(&story, &meta, &clipping);
    let ours = ours::body(markup, &html, base);
    let printed = ours.is_some();
    let ours = ours.map(|body| (body, true));
    let (found, all_read) = ours.unwrap_or_else(|| body::find(&html, &survey, &claims, base));
    clipping.standfirst =
        standfirst::find(&story, &meta, &marks, &survey, title.as_deref(), &found);
    clipping.body = match printed {
        true => found,
        false => trim::trim(found, &mut clipping),
    };
    use_stated_body(&story, &mut clipping);
    clipping.lead_image = lead_image::find(&story, &meta, &survey, base, &clipping.body);
    clipping.language = language::find(&story, &meta, &clipping.body);
    infer_outlet(&mut clipping);
    // A page without a story has the title of its site, which is no headline.
    if clipping.body.is_empty() && story.headline.is_none() {
        clipping
            .headline
            .take_if(|part| part.evidence == Evidence::Meta && text::words(&part.value) < 5);
    }
    let junk = |at: At<'_>| survey.is_junk(at);
    let cutting = Cutting {
        base,
        skip: &junk,
        titled: false,
    };
    what_it_is(&mut clipping, &documents, &meta, &outline, &cutting);
    hints::read(&mut clipping, page.seen_at.date_naive());
    if !whole || !all_read {
        clipping.omissions.push(Omission::Rest);
    }
    clipping
}

/// Says what the page is, and reads the entries of a live blog.
fn what_it_is(
    clipping: &mut Clipping,
    documents: &[Value],
    meta: &meta::Meta,
    outline: &Outline<'_>,
    cutting: &Cutting<'_>,
) {
    let signs = Signs::read(outline, documents, meta, clipping);
    let entries = if signs.may_be_live() {
        entries::find(documents, outline, cutting, clipping)
    } else {
        Vec::new()
    };
    (clipping.kind, clipping.kind_evidence) = kind::judge(&signs, &entries);
    if clipping.kind == PageKind::LiveBlog {
        clipping.entries = entries;
    }
}

/// Where links lead from: `<base href>`, else the page.
fn base(meta: &meta::Meta, page: &Page) -> Option<Address> {
    let named = meta
        .base
        .as_deref()
        .and_then(|base| blocks::address(base, page.address.as_ref()));
    named.or_else(|| page.address.clone())
}

/// The address that the page gives itself. A canonical link to another site is not believed: it
/// would file the story under somebody else's name.
fn canonical(meta: &meta::Meta, page: &Page) -> Option<Address> {
    let links = [meta.link("canonical"), meta.first(&["og:url"])];
    let mut named = links
        .into_iter()
        .flatten()
        .filter_map(|link| blocks::address(link, page.address.as_ref()));
    match &page.address {
        // A canonical link to the front page is a mistake of the template.
        Some(address) => named
            .find(|link| link.site() == address.site() && !is_front_page(link))
            .or_else(|| Some(address.clone())),
        None => named.find(|link| !is_front_page(link)),
    }
}

fn is_front_page(address: &Address) -> bool {
    address
        .url()
        .is_ok_and(|url| url.path().len() <= 1 && url.query().is_none())
}

/// What a page says of its story elsewhere than in its text.
pub(crate) fn claims(
    story: &jsonld::Story,
    meta: &meta::Meta,
    clipping: &Clipping,
) -> signs::Claims {
    let described = ["og:description", "description", "twitter:description"];
    let described = described.iter().filter_map(|key| meta.first(&[key]));
    signs::Claims {
        headline: clipping.headline.as_ref().map(|part| part.value.clone()),
        descriptions: story
            .description
            .as_deref()
            .into_iter()
            .chain(described)
            .map(str::to_owned)
            .collect(),
        body: story.body.clone(),
    }
}

/// Some pages hold their story only in their JSON-LD, for a script to draw.
fn use_stated_body(story: &jsonld::Story, clipping: &mut Clipping) {
    let found: usize = clipping
        .body
        .iter()
        .map(|block| match block {
            Block::Paragraph { text } => text.iter().map(|run| run.text.chars().count()).sum(),
            Block::List { .. } | Block::Quote { .. } | Block::Table { .. } | Block::Code { .. } => {
                BELIEVED
            }
            _ => 0,
        })
        .sum();
    let Some(stated) = story.body.as_deref() else {
        return;
    };
    if found >= BELIEVED || stated.chars().count() < found * 2 || stated.chars().count() < 80 {
        return;
    }
    let paragraphs = entries::stated_body(stated, clipping.address.as_ref());
    clipping.body = trim::trim(paragraphs, clipping);
}

/// The line about the author, from a box that is named so.
fn author_note(marks: &Marks<'_>) -> Option<Part<String>> {
    let named = [
        "author bio",
        "author box",
        "authorbox",
        "author description",
        "about author",
        "about the author",
        "author info",
        "author note",
        "bio",
        "author card",
        "author profile",
    ];
    marks
        .of(marks::NOTE)
        .filter(|mark| {
            matches!(
                dom::name(mark.at),
                "div" | "section" | "aside" | "p" | "footer" | "span"
            )
        })
        .filter(|mark| named.iter().any(|name| dom::says(&mark.words, name)))
        .map(|mark| mark.at)
        .find_map(|boxed| {
            let lines =
                dom::elements(boxed).filter(|at| matches!(dom::name(*at), "p" | "div" | "span"));
            let mut lines = lines.chain(std::iter::once(boxed)).map(dom::text_of);
            lines.find(|line| outlet::is_author_note(line))
        })
        .map(|value| Part {
            value,
            evidence: Evidence::Markup,
        })
}

/// An outlet that only the host names is less than one that the author's note names.
fn infer_outlet(clipping: &mut Clipping) {
    let weak = clipping
        .outlet
        .as_ref()
        .is_none_or(|part| part.evidence == Evidence::Host);
    if weak
        && let Some(outlet) = clipping
            .author_note
            .as_ref()
            .and_then(|note| outlet::in_author_note(&note.value))
    {
        clipping.outlet = Some(Part {
            value: outlet,
            evidence: Evidence::AuthorNote,
        });
    }
}
