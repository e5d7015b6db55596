//! A web page, read part by part.

use serde_json::Value;

use crate::clipping::blocks::Cutting;
use crate::clipping::dom::{self, At};
use crate::clipping::kind::{self, Signs};
use crate::clipping::outline::{self, Outline};
use crate::clipping::{Block, Clipping, Evidence, Omission, PageKind, Part};
use crate::clipping::{
    blocks, body, credits, entries, headline, hints, jsonld, leads, meta, outlet, published, text,
    trim,
};
use crate::{Address, Page};

/// Shortest body that is believed when the page's JSON-LD gives a longer one, in characters.
const BELIEVED: usize = 250;

/// Cuts a clipping out of a page's markup.
pub(crate) fn cut(markup: &str, page: &Page) -> Clipping {
    let (html, whole) = dom::parse(markup);
    let root = html.tree.root();
    let meta = meta::read(&html);
    let documents = jsonld::documents(&html);
    let story = jsonld::read(&documents);
    let survey = body::survey(root);
    let outline = outline::outline(root);
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
        &html,
        &story,
        &meta,
        &survey,
        outlet.as_deref(),
        page.address.as_ref().map(Address::site),
    );
    let title = clipping.headline.as_ref().map(|part| part.value.clone());
    credits::byline(&story, &meta, &survey, &mut clipping);
    clipping.published = published::find(&html, &story, &meta, &survey, page.address.as_ref());
    clipping.language = credits::language(&story, &meta);
    clipping.standfirst = credits::standfirst(&story, &meta, &survey, title.as_deref());
    clipping.kicker = kicker(&story, &meta, &survey);
    clipping.dateline = credits::dateline(&survey);
    clipping.leads = leads::find(&outline, survey.elements(), base, clipping.address.as_ref());
    clipping.author_note = author_note(&survey);

    let skip = |at: At<'_>| survey.is_junk(at) && !holds_a_picture_of_the_story(at, &survey);
    let cutting = Cutting {
        base,
        skip: &skip,
        titled: false,
    };
    let found: Vec<Block> = survey
        .story()
        .into_iter()
        .flat_map(|at| blocks::read(at, &cutting))
        .collect();
    clipping.body = trim::trim(found, &mut clipping);
    use_stated_body(&story, &mut clipping);
    clipping.lead_image = lead_image(&story, &meta, base, &clipping.body);
    infer_outlet(&mut clipping);
    // A page without a story has the title of its site, which is no headline.
    if clipping.body.is_empty() && story.headline.is_none() {
        clipping
            .headline
            .take_if(|part| part.evidence == Evidence::Meta && text::words(&part.value) < 5);
    }
    what_it_is(&mut clipping, &documents, &meta, &outline, &cutting);
    hints::read(&mut clipping, page.seen_at.date_naive());
    if !whole {
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

/// The label over the headline: what the page calls its section, else what it marks as a kicker.
fn kicker(
    story: &jsonld::Story,
    meta: &meta::Meta,
    survey: &body::Survey<'_>,
) -> Option<Part<String>> {
    let sane = |line: &str| {
        text::words(line) <= 4 && line.chars().count() <= 40 && text::has_letters(line)
    };
    let stated = story
        .section
        .as_deref()
        .filter(|line| sane(line))
        .map(|line| (line, Evidence::JsonLd));
    let shared = meta
        .first(&["article:section", "parsely-section"])
        .filter(|line| sane(line))
        .map(|line| (line, Evidence::Meta));
    let described = stated.or(shared).map(|(line, evidence)| Part {
        value: line.to_owned(),
        evidence,
    });
    described.or_else(|| {
        let above = survey
            .elements()
            .take_while(|(at, ..)| dom::name(*at) != "h1");
        let marked = above.filter(|(at, words, _)| {
            let named = ["kicker", "eyebrow", "overline", "dachzeile"];
            named.iter().any(|name| dom::says(words, name)) && !survey.is_boxed(*at)
        });
        // The one next to the headline; others stand in teasers above it.
        let line = marked.last().map(|(at, ..)| dom::text_of(at))?;
        sane(&line).then_some(Part {
            value: line,
            evidence: Evidence::Markup,
        })
    })
}

/// Pictures are often wrapped in what is otherwise junk: a `<noscript>` beside a lazy image.
fn holds_a_picture_of_the_story(at: At<'_>, survey: &body::Survey<'_>) -> bool {
    matches!(dom::name(at), "figure" | "picture" | "img")
        && !at
            .ancestors()
            .take(dom::DEEPEST)
            .any(|above| survey.is_junk(above))
        && !dom::is_hidden(at)
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

/// The picture that leads: what the page names, else the first in the story.
fn lead_image(
    story: &jsonld::Story,
    meta: &meta::Meta,
    base: Option<&Address>,
    body: &[Block],
) -> Option<Part<crate::clipping::Image>> {
    let image = |source: &str, evidence| {
        let address = blocks::address(source, base)?;
        let alt = meta
            .first(&["og:image:alt", "twitter:image:alt"])
            .map(str::to_owned);
        Some(Part {
            value: crate::clipping::Image { address, alt },
            evidence,
        })
    };
    let shared = meta.first(&[
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
    ]);
    let stated = story
        .images
        .iter()
        .find_map(|source| image(source, Evidence::JsonLd));
    shared
        .and_then(|source| image(source, Evidence::Meta))
        .or(stated)
        .or_else(|| {
            body.iter().find_map(|block| match block {
                Block::Figure { image, .. } => Some(Part {
                    value: image.clone(),
                    evidence: Evidence::Markup,
                }),
                _ => None,
            })
        })
}

/// The line about the author, from a box that is named so.
fn author_note(survey: &body::Survey<'_>) -> Option<Part<String>> {
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
    survey
        .elements()
        .filter(|(at, ..)| {
            matches!(
                dom::name(*at),
                "div" | "section" | "aside" | "p" | "footer" | "span"
            )
        })
        .filter(|(_, words, _)| named.iter().any(|name| dom::says(words, name)))
        .find_map(|(boxed, ..)| {
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
