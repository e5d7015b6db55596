//! The picture that leads a story, with its own words.

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::jsonld::{Picture, Story};
use crate::clipping::meta::Meta;
use crate::clipping::survey::Survey;
use crate::clipping::{Block, Evidence, Image, Part, blocks, images, text};

/// Names under which a `<meta>` gives the picture to share, best first.
const SHARED: &[&str] = &[
    "og:image",
    "og:image:url",
    "og:image:secure_url",
    "twitter:image",
    "twitter:image:src",
    "parsely-image-url",
    "sailthru.image.full",
    "thumbnail",
    "image",
];

/// After so many paragraphs of the story a picture no longer leads it.
const PARAGRAPHS: usize = 2;

/// Shortest paragraph that is one of the story's, in characters.
const PARAGRAPH: usize = 80;

/// Narrowest picture that leads, in pixels, where the page gives its width.
const NARROWEST: u32 = 240;

/// Finds the picture that leads: the one shown near the headline; else the one to share; else the
/// first in the story. What a page gives to be shared is often cropped, or marked with its logo.
pub(crate) fn find(
    story: &Story,
    meta: &Meta,
    survey: &Survey<'_>,
    base: Option<&Address>,
    body: &[Block],
) -> Option<Part<Image>> {
    let named = named(story, meta, base);
    let shown = shown(survey, base);
    let first = || {
        body.iter().find_map(|block| match block {
            Block::Figure { image, .. } => Some(Part {
                value: image.clone(),
                evidence: Evidence::Markup,
            }),
            _ => None,
        })
    };
    let chosen = match (shown, named) {
        (Some(shown), Some(named)) if shown.leads || same(&shown.image, &named.value) => {
            Some(Part {
                evidence: Evidence::Markup,
                value: Image {
                    caption: shown.image.caption.or(named.value.caption),
                    credit: shown.image.credit.or(named.value.credit),
                    alt: shown.image.alt.or(named.value.alt),
                    ..shown.image
                },
            })
        }
        (_, Some(named)) => Some(named),
        (Some(shown), None) => Some(Part {
            value: shown.image,
            evidence: Evidence::Markup,
        }),
        (None, None) => None,
    };
    chosen.or_else(first)
}

/// The picture that the page's description names, with what its JSON-LD says of it.
fn named(story: &Story, meta: &Meta, base: Option<&Address>) -> Option<Part<Image>> {
    let alt = meta.first(&["og:image:alt", "twitter:image:alt"]);
    let image = |source: &str, evidence, words: Option<&Picture>| {
        let address = blocks::address(source, base)?;
        Some(Part {
            value: Image {
                address,
                alt: alt.map(str::to_owned),
                caption: words.and_then(|words| words.caption.clone()),
                credit: words.and_then(|words| words.credit.clone()),
            },
            evidence,
        })
    };
    let first = story.images.first();
    let mut shared = SHARED.iter().flat_map(|name| meta.all(name));
    shared
        .find_map(|source| image(source, Evidence::Meta, first))
        .or_else(|| {
            let mut stated = story.images.iter();
            stated.find_map(|picture| image(&picture.address, Evidence::JsonLd, Some(picture)))
        })
        .or_else(|| image(meta.link("image_src")?, Evidence::Meta, first))
}

/// A picture near the headline.
struct Shown {
    image: Image,
    /// Whether it is set as the picture of the story, and not only as a picture.
    leads: bool,
}

fn shown(survey: &Survey<'_>, base: Option<&Address>) -> Option<Shown> {
    let (mut below, mut paragraphs) = (false, 0);
    let mut above = None;
    for (at, words, _) in survey.elements() {
        match dom::name(at) {
            "h1" => below = true,
            "p" if below && !survey.is_junk(at) => {
                paragraphs += usize::from(dom::text_of(at).chars().count() >= PARAGRAPH);
                if paragraphs > PARAGRAPHS {
                    break;
                }
            }
            "img" | "amp-img" if is_large(at) && !is_of_another(at, words, survey) => {
                let Some(image) = images::of(at, base).filter(is_a_photo) else {
                    continue;
                };
                let found = with_words(at, image);
                if below {
                    return Some(found);
                }
                above = Some(found);
            }
            _ => {}
        }
    }
    // Above the headline there are also the pictures of the page.
    above.filter(|found| found.leads && below)
}

/// A picture with the caption and the credit of its figure.
fn with_words(img: At<'_>, image: Image) -> Shown {
    let mut around = img.ancestors().take(8);
    let figure = around.find(|above| dom::name(*above) == "figure");
    let caption = figure
        .and_then(|figure| dom::elements(figure).find(|below| dom::name(*below) == "figcaption"));
    let words = caption.map(dom::text_of);
    let credit = caption.and_then(images::credit);
    let told = words.map(|words| match &credit {
        Some(credit) => words.replace(credit.as_str(), ""),
        None => words,
    });
    let lone = img
        .parent()
        .is_some_and(|above| dom::name(above) == "picture");
    Shown {
        image: Image {
            caption: told.and_then(|told| text::cleaned(&told)).or(image.caption),
            credit: credit.or(image.credit),
            ..image
        },
        leads: figure.is_some() || lone || dom::attr(img, "srcset").is_some(),
    }
}

/// Whether a picture is as large as one that leads, as far as the page says.
fn is_large(img: At<'_>) -> bool {
    let width = dom::attr(img, "width").and_then(|width| width.trim_end_matches("px").parse().ok());
    width.is_none_or(|width: u32| width >= NARROWEST)
}

/// Whether a picture may be one of a story, by its address: no drawing, and no portrait of an author.
fn is_a_photo(image: &Image) -> bool {
    let address = image.address.as_str().to_ascii_lowercase();
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let drawn = [".gif", ".svg"].iter().any(|end| path.ends_with(end));
    let others = [
        "author",
        "authors",
        "avatar",
        "avatars",
        "logo",
        "placeholder",
    ];
    !drawn
        && !path
            .split(['/', '_', '-', '.'])
            .any(|part| others.contains(&part))
}

/// Whether a picture belongs to something else: to the site, to an author, to another story.
fn is_of_another(img: At<'_>, words: &str, survey: &Survey<'_>) -> bool {
    const OTHERS: &[&str] = &[
        "author",
        "avatar",
        "byline",
        "logo",
        "icon",
        "profile",
        "headshot",
        "social",
        "related",
        "nav",
        "menu",
        "promo",
        "teaser",
        "ad",
        "ads",
        "advert",
        "banner",
        "sponsor",
        "newsletter",
        "widget",
        "sidebar",
        "recommended",
        "bio",
        "share",
        "emoji",
        "badge",
        "sticky",
    ];
    let other = |words: &str| words.split(' ').any(|word| OTHERS.contains(&word));
    other(words)
        || survey.is_boxed(img)
        || img.ancestors().take(6).any(|above| {
            matches!(dom::name(above), "nav" | "aside" | "footer" | "button")
                || (!matches!(dom::name(above), "body" | "html" | "main" | "article")
                    && other(&dom::class_words(above)))
        })
}

/// Whether two addresses are of one picture in two sizes: they share a long part of their names.
fn same(one: &Image, other: &Image) -> bool {
    let parts = |image: &Image| -> Vec<String> {
        let name = image.address.as_str().to_ascii_lowercase();
        let name = name.split(['?', '#']).next().unwrap_or_default();
        name.split(['/', '.', '_', '-', '=', '%'])
            .filter(|part| part.len() >= 8 && part.contains(|c: char| c.is_ascii_digit()))
            .map(str::to_owned)
            .collect()
    };
    let known = parts(other);
    parts(one).iter().any(|part| known.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clipping::{jsonld, marks, meta, survey};

    #[test]
    fn the_picture_near_the_headline_leads() {
        let prose = "The bridge over the river was opened again on Thursday, after two years of \
                     repairs that had cost more than anyone had thought.";
        let shown = "<figure><img src=/i/ferry-1234567.jpg width=900><figcaption>The ferry \
                     <span class=credit>Ann Lee</span></figcaption></figure>";
        let shared = "<meta property=og:image content=/share/ferry.jpg>";
        for (head, above, below, address, caption, credit) in [
            (
                shared,
                "",
                shown,
                "/i/ferry-1234567.jpg",
                Some("The ferry"),
                Some("Ann Lee"),
            ),
            (
                shared,
                "",
                "<img src=/i/small.jpg>",
                "/share/ferry.jpg",
                None,
                None,
            ),
            (
                shared,
                "",
                "<div class=author-box><img src=/ann.jpg srcset='/ann.jpg 1x'></div>",
                "/share/ferry.jpg",
                None,
                None,
            ),
            (
                shared,
                shown,
                "",
                "/i/ferry-1234567.jpg",
                Some("The ferry"),
                Some("Ann Lee"),
            ),
            (
                shared,
                "<nav><figure><img src=/logo.jpg></figure></nav>",
                "",
                "/share/ferry.jpg",
                None,
                None,
            ),
            ("", "", "<img src=/i/only.jpg>", "/i/only.jpg", None, None),
        ] {
            let page = format!(
                "<head>{head}</head><article>{above}<h1>Bridge reopens</h1>{below}<p>{prose}</p></article>"
            );
            let (html, _) = dom::parse(&page);
            let survey = survey::survey(html.root());
            let marks = marks::read(&survey);
            let base = Address::read("https://courier.example/a").unwrap();
            let found = find(
                &jsonld::read(&jsonld::documents(&marks)),
                &meta::read(&marks),
                &survey,
                Some(&base),
                &[],
            );
            let found = found.unwrap().value;
            assert_eq!(
                found.address.as_str(),
                format!("https://courier.example{address}"),
                "{page}"
            );
            assert_eq!(
                (found.caption.as_deref(), found.credit.as_deref()),
                (caption, credit),
                "{page}"
            );
        }
    }
}
