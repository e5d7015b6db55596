//! Pictures: which of an element's many addresses is the picture.

use percent_encoding::percent_decode_str;

use crate::Address;
use crate::clipping::dom::{self, At};
use crate::clipping::{Image, blocks, text};
use crate::picture::{self, Look};

/// Narrowest picture that is more than an icon, in pixels.
const NARROWEST: u32 = 60;

/// The picture that an element shows: itself, or the first below it.
pub(crate) fn of(at: At<'_>, base: Option<&Address>) -> Option<Image> {
    dom::elements(at)
        .filter(|below| matches!(dom::name(*below), "img" | "amp-img"))
        .find_map(|img| picture(img, base))
}

/// The picture of an `<img>`: the widest that a `srcset` offers, else what a script would load, else
/// `src`. Lazy pages put a placeholder in `src` and the picture in an attribute of their own.
fn picture(img: At<'_>, base: Option<&Address>) -> Option<Image> {
    if is_small(img) {
        return None;
    }
    let alt = dom::attr(img, "alt").and_then(text::cleaned);
    let address = saved(img).or_else(|| named(img, base));
    Some(Image {
        address: address.or_else(|| in_page(img))?,
        alt,
        caption: None,
        credit: None,
    })
}

/// The address that an `<img>` names for its picture.
fn named(img: At<'_>, base: Option<&Address>) -> Option<Address> {
    let sources = img
        .parent()
        .filter(|parent| dom::name(*parent) == "picture");
    let sources = sources
        .into_iter()
        .flat_map(|picture| picture.children())
        .filter(|child| dom::name(*child) == "source");
    let sets = std::iter::once(img).chain(sources);
    let widest = sets
        .flat_map(|at| {
            ["data-srcset", "data-lazy-srcset", "srcset"]
                .into_iter()
                .filter_map(move |key| dom::attr(at, key))
        })
        .find_map(|set| widest(set, base));
    widest.or_else(|| {
        [
            "data-src",
            "data-lazy-src",
            "data-original",
            "data-lazy",
            "data-url",
            "data-image",
            "data-hi-res-src",
            "data-full-src",
            "src",
        ]
        .iter()
        .filter_map(|key| dom::attr(img, key))
        .find_map(|source| blocks::address(source, base).filter(is_picture))
    })
}

/// The picture that a saved page holds in the address itself, or a mail in one of its parts. A lazy page
/// has its placeholder there, which is small.
fn in_page(img: At<'_>) -> Option<Address> {
    let sources = ["data-src", "src"].into_iter();
    let mut sources = sources.filter_map(|key| dom::attr(img, key));
    let large = |look: &Look| look.width >= NARROWEST && look.height >= NARROWEST;
    sources.find_map(|source| {
        if let Some(id) = source.trim().strip_prefix("cid:") {
            return picture::of_part(&percent_decode_str(id).decode_utf8_lossy());
        }
        let (address, look, _) = picture::in_page(source)?;
        large(&look).then_some(address)
    })
}

/// The picture itself, where a page holds it and only names where it was: such a page was saved.
fn saved(img: At<'_>) -> Option<Address> {
    /// Shortest address of a picture that is no placeholder, in bytes: 3 kB of picture. Blurred ones and
    /// blank ones of the full size have less.
    const WHOLE: usize = 4_096;
    let source = dom::attr(img, "src").filter(|source| source.len() >= WHOLE)?;
    let (address, look, _) = picture::in_page(source)?;
    (look.width >= NARROWEST && look.height >= NARROWEST).then_some(address)
}

fn is_small(img: At<'_>) -> bool {
    ["width", "height"].iter().any(|side| {
        let pixels = dom::attr(img, side).map(|side| side.trim_end_matches("px"));
        pixels
            .and_then(|side| side.trim().parse::<u32>().ok())
            .is_some_and(|side| side < NARROWEST)
    })
}

/// Whether an address is likely a picture of the story, and no icon, logo or counter.
pub(crate) fn is_picture(address: &Address) -> bool {
    let lower = address.as_str().to_ascii_lowercase();
    let named = [
        "spacer",
        "blank.gif",
        "pixel",
        "placeholder",
        "1x1",
        "transparent.",
        "loading.gif",
        "/avatar",
        "gravatar.",
        "lazyload.",
        "grey.gif",
        "/icons/",
        "favicon",
        "beacon",
        "b.scorecardresearch",
    ];
    !named.iter().any(|name| lower.contains(name)) && !lower.ends_with(".svg")
}

/// The widest picture of a `srcset`.
fn widest(set: &str, base: Option<&Address>) -> Option<Address> {
    let mut best: Option<(f32, Address)> = None;
    let mut rest = set;
    // The order of the HTML standard, §4.8.4.2.2: an address ends at white space, for it may hold
    // commas; what describes it ends at a comma.
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if rest.is_empty() {
            break;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (source, after) = rest.split_at(end);
        let bare = source.trim_end_matches(',');
        // " 150w": a width without an address.
        let alone = bare
            .strip_suffix('w')
            .is_some_and(|width| width.parse::<u32>().is_ok());
        let described = if bare.len() == source.len() {
            after.find(',').unwrap_or(after.len())
        } else {
            0
        };
        let width = after
            .get(..described)
            .unwrap_or("")
            .trim()
            .trim_end_matches(['w', 'x']);
        let width: f32 = width.parse().unwrap_or(1.0);
        rest = after.get(described..).unwrap_or("");
        if !alone
            && let Some(address) = blocks::address(bare, base).filter(is_picture)
            && best.as_ref().is_none_or(|(most, _)| width > *most)
        {
            best = Some((width, address));
        }
    }
    best.map(|(_, address)| address)
}

/// The title of the first picture of an element.
pub(crate) fn title(at: At<'_>) -> Option<String> {
    let mut pictures = dom::elements(at).filter(|below| dom::name(*below) == "img");
    text::cleaned(dom::attr(pictures.next()?, "title")?)
}

/// Whose picture it is: what a caption marks as its credit, or says after "Photo:".
pub(crate) fn credit(caption: At<'_>) -> Option<String> {
    let marked = dom::elements(caption).skip(1).find(|at| {
        let words = dom::class_words(*at);
        [
            "credit",
            "copyright",
            "source",
            "photographer",
            "attribution",
        ]
        .iter()
        .any(|word| words.contains(&format!(" {word}")))
    });
    if let Some(marked) = marked {
        return text::cleaned(&dom::text_of(marked));
    }
    credit_in(&dom::text_of(caption))
}

/// Whose picture it is, as the end of a caption says: "Photo: Ilo Marsk".
pub(crate) fn credit_in(caption: &str) -> Option<String> {
    let marks = [
        "Photo:",
        "Photograph:",
        "Image:",
        "Credit:",
        "Foto:",
        "Фото:",
        "Photo credit:",
        "©",
    ];
    let mut tails = marks
        .iter()
        .filter_map(|mark| caption.get(caption.find(mark)?..));
    let tail = tails.find(|tail| tail.chars().nth(79).is_none())?;
    text::cleaned(tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: Option<&str>) {
        let base = Address::read("https://example.org/news/a").unwrap();
        let (html, _) = dom::parse(markup);
        let image = of(html.root(), Some(&base));
        let address = image.as_ref().map(|image| image.address.as_str());
        assert_eq!(address, expected, "{markup}");
    }

    #[test]
    fn a_saved_page_holds_its_picture_in_the_address() {
        let named = "https://saved-page.invalid/5b9cac3060cb8f8a9a0fbe961ccc3814f544d947a17fae02bef26772dc947e91";
        // 80 by 60 pixels, and a placeholder of 64 by 48.
        check(
            "<img src=data:image/gif;base64,R0lGODlhUAA8AAAAADs=>",
            Some(named),
        );
        check("<img src=data:image/gif;base64,R0lGODlhQAAwAAAAADs=>", None);
        check(
            "<img src=data:image/gif;base64,R0lGODlhUAA8AAAAADs= data-src=/a.jpg>",
            Some("https://example.org/a.jpg"),
        );
        check("<img src='data:image/svg+xml,<svg onload=alert(1)>'>", None);
    }

    #[test]
    fn the_picture_is_found_among_its_copies() {
        check("<img src=/a.jpg>", Some("https://example.org/a.jpg"));
        check(
            "<img src=data:image/gif;base64,R0 data-src=/a.jpg>",
            Some("https://example.org/a.jpg"),
        );
        check(
            "<img src=/s.jpg srcset='/m.jpg 600w, /l.jpg 1200w,/x.jpg'>",
            Some("https://example.org/l.jpg"),
        );
        check(
            "<picture><source srcset='/w.webp 2x'><img src=/a.jpg></picture>",
            Some("https://example.org/w.webp"),
        );
        check("<img src=/pixel.gif width=1 height=1>", None);
        check("<img src=javascript:alert(1)>", None);
        check(
            "<img srcset='javascript:alert(1) 9w' src=/a.jpg>",
            Some("https://example.org/a.jpg"),
        );
        check("<img src=/spacer.gif>", None);
        check(
            "<img srcset=' 150w, 900w' src=/a.jpg>",
            Some("https://example.org/a.jpg"),
        );
    }
}
