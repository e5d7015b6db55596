//! What holds of whatever comes in. Each function panics where it does not; ordinary tests give them
//! the pages that we wrote and mutations of them, the fuzz targets (`newsroom/fuzz`) anything at all.

use std::ops::ControlFlow;

use chrono::DateTime;
use newsroom::clipping::markdown::{blocks_from_markdown, markdown_of};
use newsroom::clipping::{Block, Clipping, Omission, Published};
use newsroom::edition::{self, Edition, Format, Item, Part, Piece, Template, Told};
use newsroom::page::{Form, How};
use newsroom::rights::Rights;
use newsroom::story::Standing;
use newsroom::{Address, Page, clip, picture};
use pulldown_cmark::{Event, Parser, Tag};

use super::harmless;

/// A page of these bytes, as if found at an address.
pub(crate) fn page(form: Form, bytes: &[u8]) -> Page {
    Page {
        address: Address::read("https://courier.example/2025/10/16/ferry").ok(),
        bytes: bytes.to_vec(),
        form,
        charset: None,
        seen_at: DateTime::UNIX_EPOCH,
        how: How::Fetched,
    }
}

/// Any bytes can be cut, with the same end each time, and the clipping does no harm and can be kept.
pub(crate) fn of_a_page(form: Form, bytes: &[u8]) -> Clipping {
    let page = page(form, bytes);
    let clipping = clip(&page);
    assert_eq!(clip(&page), clipping, "one page, two clippings");
    of_a_clipping(&clipping);
    clipping
}

/// A mail or an archive is a page, and gives up the pictures that it holds and no others.
pub(crate) fn of_a_message(form: Form, bytes: &[u8]) {
    let clipping = of_a_page(form, bytes);
    let lead = clipping.lead_image.as_ref().map(|lead| &lead.value);
    let shown = picture::shown(lead, [&clipping.body]).into_iter();
    let wanted: Vec<Address> = shown.map(|image| image.address.clone()).collect();
    for (address, _) in picture::held(&page(form, bytes), &wanted) {
        assert!(wanted.contains(&address), "{address} was not wanted");
    }
}

/// A page in a charset that its server names, rightly or wrongly: the first byte says which.
pub(crate) fn of_a_charset(bytes: &[u8]) {
    const NAMED: [&str; 12] = [
        "utf-8",
        "windows-1251",
        "shift_jis",
        "gbk",
        "iso-8859-2",
        "utf-16le",
        "utf-16be",
        "iso-2022-jp",
        "big5",
        "euc-kr",
        "utf-7",
        "",
    ];
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let page = Page {
        charset: Some(NAMED[usize::from(*first) % NAMED.len()].to_owned()),
        ..page(Form::Html, rest)
    };
    of_a_clipping(&clip(&page));
}

/// What was cut does no harm in any form that it takes, and is the same after it was kept.
pub(crate) fn of_a_clipping(clipping: &Clipping) {
    let kept = serde_json::to_string(clipping).expect("a clipping can be kept");
    let read: Clipping = serde_json::from_str(&kept).expect("what was kept can be read");
    assert_eq!(&read, clipping);
    // They turn the text around them, or end it.
    let turning = kept.contains([
        '\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{2066}', '\u{2067}', '\u{2068}',
    ]);
    assert!(!turning && !kept.contains("\\u0000"), "{kept}");
    of_a_body(&clipping.body);
    for entry in &clipping.entries {
        of_a_body(&entry.body);
    }
    let written = markdown_of(&clipping.body);
    // An editor who opens the body and saves it has changed nothing; an embed has become a link.
    assert_eq!(markdown_of(&blocks_from_markdown(&written)), written);
}

/// Cleaning twice changes nothing: a body that is printed and clipped again is the same body.
pub(crate) fn of_a_body(body: &[Block]) {
    let html = edition::html_of(body);
    harmless::html(&html);
    let again = clip(&page(Form::Html, html.as_bytes()));
    if !again.omissions.contains(&Omission::Rest) {
        assert_eq!(again.body, body, "in {html}");
    }
}

/// Blocks of any kind, such as no page would give, are a body once they were printed and clipped.
pub(crate) fn of_blocks(blocks: &[Block]) {
    let html = edition::html_of(blocks);
    harmless::html(&html);
    of_a_page(Form::Html, html.as_bytes());
}

/// Structured data of any kind only ever gives parts.
pub(crate) fn of_json_ld(json: &[u8]) {
    let head = b"<!doctype html><title>A ferry</title><script type='application/ld+json'>";
    let rest = b"</script><article><h1>A ferry</h1><p>It left the quay on time this morning.</p></article>";
    of_a_page(Form::Html, &[head, json, rest].concat());
}

/// A date is read or refused, and what was read is read again from what is written.
pub(crate) fn of_a_date(text: &str) {
    if let Ok(published) = Published::read(text) {
        assert_eq!(
            Published::read(&published.to_string()).ok(),
            Some(published),
            "{text:?}"
        );
    }
    let plain = text.replace(['<', '>', '&', '"'], " ");
    let page = format!(
        "<meta property=article:published_time content=\"{plain}\"><article><h1>A ferry</h1>\
         <time datetime=\"{plain}\">{plain}</time><p class=date>Published: {plain}</p><p>It left.</p>"
    );
    of_a_page(Form::Html, page.as_bytes());
    of_a_page(
        Form::Text,
        format!("A ferry\n{text}\nUpdated {text}\n\nIt left on time.").as_bytes(),
    );
}

/// An address is read or refused. What was read is on the web, is read again as itself, and has one key.
pub(crate) fn of_an_address(text: &str) {
    let base = Address::read("https://courier.example/a/b").expect("it is one");
    for address in [Address::read(text), base.join(text)].into_iter().flatten() {
        let written = address.as_str();
        assert!(
            written.starts_with("http://") || written.starts_with("https://"),
            "{text:?}"
        );
        assert_eq!(
            Address::read(written).ok().as_ref(),
            Some(&address),
            "{text:?}"
        );
        assert!(!address.site().is_empty(), "{text:?}");
        assert_eq!(
            Address::read(written).map(|again| again.key()).ok(),
            Some(address.key()),
            "{text:?}"
        );
    }
}

/// Markdown is read; what is written of it is read as the same.
pub(crate) fn of_markdown(text: &str) {
    let blocks = blocks_from_markdown(text);
    let written = markdown_of(&blocks);
    assert_eq!(
        markdown_of(&blocks_from_markdown(&written)),
        written,
        "{text:?}"
    );
    of_blocks(&blocks);
    of_a_page(Form::Markdown, text.as_bytes());
}

/// The tags that Markdown may hold.
const TAGS: [&str; 5] = ["<em>", "</em>", "<strong>", "</strong>", "<br>"];

/// What readers get of a page does no harm, in either form, and is the same each time.
pub(crate) fn of_an_edition(form: Form, bytes: &[u8]) {
    let edition = edition_of(clip(&page(form, bytes)));
    let printed = |format| {
        let print = edition.print_alone(format, &mut |_, _| ControlFlow::Continue(()));
        String::from_utf8(print.expect("it holds a story")).expect("it is text")
    };
    let html = printed(Format::Html);
    assert_eq!(printed(Format::Html), html);
    harmless::html(&html);
    let body = &edition
        .pieces()
        .next()
        .expect("it holds a story")
        .body
        .value;
    let again = clip(&page(Form::Html, html.as_bytes()));
    // Below a headline of the third level, headings of the fifth and sixth are printed alike, and none skips a
    // level; a body below a headline of a book's length is not looked for.
    let marked = html.find("data-clipdesk").is_some_and(|at| at < 60_000);
    if marked && has_plain_headings(body, &mut 1) && !again.omissions.contains(&Omission::Rest) {
        assert_eq!(typed(&again.body), typed(body), "in {html}");
    }
    let markdown = printed(Format::Md);
    for event in Parser::new(&markdown) {
        match event {
            // Where stars would not be read as such, the press writes tags.
            Event::InlineHtml(tag) if TAGS.contains(&&*tag) => {}
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} in {markdown}"),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                assert!(
                    Address::read(&dest_url).is_ok(),
                    "{dest_url:?} in {markdown}"
                );
            }
            _ => {}
        }
    }
}

/// A body with links as they were typed: what no URL may hold, an edition escapes.
fn typed(body: &[Block]) -> String {
    let escaped = [
        "%7C|", "%5E^", "%7B{", "%7D}", "%5B[", "%5D]", "%5C\\", "%60`", "%25%",
    ];
    let json = serde_json::to_string(body).expect("a body can be kept");
    // JSON escapes a backslash once more.
    let json = json.replace("\\\\", "\\");
    escaped
        .iter()
        .fold(json, |json, pair| json.replace(&pair[..3], &pair[3..]))
}

/// Whether headings go down one level at a time, and not too deep: others are printed as if they did.
fn has_plain_headings(blocks: &[Block], last: &mut u8) -> bool {
    blocks.iter().all(|block| match block {
        Block::Heading { level, .. } => {
            let steps = *level <= 4 && *level <= *last + 1;
            *last = *level;
            steps
        }
        Block::List { items, .. } => items.iter().all(|item| has_plain_headings(item, last)),
        Block::Quote { blocks } => has_plain_headings(blocks, last),
        _ => true,
    })
}

fn edition_of(clipping: Clipping) -> Edition {
    fn told<T>(part: Option<newsroom::clipping::Part<T>>) -> Option<Told<T>> {
        part.map(|part| Told {
            value: part.value,
            standing: Standing::Found,
        })
    }
    let headline = told(clipping.headline)
        .map(|told| told.value)
        .unwrap_or_default();
    let found = |value| Told {
        value,
        standing: Standing::Found,
    };
    let piece = Piece {
        story: serde_json::from_str("1").expect("it is a number"),
        form: edition::Form::Full,
        headline: found(headline.clone()),
        translated: Vec::new(),
        standfirst: told(clipping.standfirst),
        byline: told(clipping.byline)
            .map(|told| told.value)
            .unwrap_or_default(),
        outlet: told(clipping.outlet),
        agency: told(clipping.agency),
        published: told(clipping.published),
        address: clipping.address,
        author_note: told(clipping.author_note).map(|told| told.value),
        language: told(clipping.language).map(|told| told.value),
        tags: Vec::new(),
        body: Told {
            value: clipping.body,
            standing: Standing::Found,
        },
        pictures: Vec::new(),
        comment: Vec::new(),
        quotes: Vec::new(),
        highlights: Vec::new(),
        claim: None,
        rights: Rights::default(),
        snapshot: None,
    };
    Edition {
        id: edition::id_of(&[&headline]),
        // An editor may take any words from a page for these.
        title: headline.clone(),
        number: None,
        brief: piece
            .standfirst
            .as_ref()
            .map(|told| told.value.clone())
            .unwrap_or_default(),
        language: "en".to_owned(),
        editor: Some(headline.clone()),
        set_at: DateTime::UNIX_EPOCH,
        changes: None,
        template: Template::named("dossier").expect("it comes along"),
        parts: vec![Part {
            heading: Some(headline),
            items: vec![Item::Piece(Box::new(piece))],
        }],
    }
}
