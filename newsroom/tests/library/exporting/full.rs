//! A library with something of everything in it.

use newsroom::clipping::{Block, Evidence, Image, Part, Run};
use newsroom::library::Correction;
use newsroom::margin::{Anchor, Colour};
use newsroom::page::Errand;
use newsroom::story::{Mark, PartName};
use newsroom::{Address, Library, Page};

use crate::holding::{edited, found, lead, library, moments, page, story_at};

pub(super) const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// A library with something of everything in it.
pub(super) fn full() -> Library {
    let library = library();
    let stories = edited(&library, 8);
    let (s, t, m) = (library.stories(), library.topics(), library.margins());
    // A page that changed, with a lead, a picture, and a text that another story copies.
    let copied = vec![Block::Paragraph {
        text: vec![Run {
            text: "The harbour master of Tell Island keeps the log by hand. ".repeat(8),
            ..Run::default()
        }],
    }];
    let mut changed = story_at("0");
    changed.body.clone_from(&copied);
    changed.outlet = found("The Tell Courier");
    changed.byline = Some(Part {
        value: vec!["Ana Kovač".to_owned(), "李 Wen".to_owned()],
        evidence: Evidence::Markup,
    });
    changed.leads = vec![
        lead("A bridge instead", None),
        lead("The old quay", Some("https://example.org/quay")),
    ];
    changed.lead_image = Some(Part {
        value: Image {
            address: Address::read("https://example.org/boat.gif").unwrap(),
            alt: None,
            caption: None,
            credit: None,
        },
        evidence: Evidence::Markup,
    });
    let again = Page {
        bytes: b"the page has changed".to_vec(),
        charset: Some("utf-8".to_owned()),
        ..page("https://example.org/0")
    };
    s.file(&again, &changed, moments(100)).unwrap();
    for address in library
        .pictures()
        .expect(stories[0], &again, moments(101))
        .unwrap()
    {
        library
            .pictures()
            .receive(stories[0], &address, Ok(GIF), moments(102))
            .unwrap();
    }
    library
        .leads()
        .set_address(
            1,
            &Address::read("https://example.org/bridge").unwrap(),
            moments(103),
        )
        .unwrap();
    let mut copy = story_at("copy");
    copy.body = copied;
    s.file(&page("https://example.org/copy"), &copy, moments(104))
        .unwrap();
    // A paste has no address; a link has no page yet, and other pages have a headline for it.
    let paste = Page {
        address: None,
        ..page("https://example.org/paste")
    };
    s.file(&paste, &story_at("pasted"), moments(105)).unwrap();
    let link = Errand::Typed(Address::read("https://example.org/quay").unwrap());
    let link = s.expect(&link, moments(106)).unwrap();
    s.not_fetched(link, "the server answered 403 (forbidden)")
        .unwrap();

    s.mark(&stories[..3], &[Mark::Starred, Mark::Read], moments(110))
        .unwrap();
    s.mark(&stories[1..2], &[Mark::Done], moments(111)).unwrap();
    let correct = |part, text| {
        let correction = Correction::read(part, text).unwrap();
        s.correct(stories[1], &correction, moments(113)).unwrap();
    };
    correct(PartName::Headline, "“Ferry” \u{2028}in the fog \\ at last");
    correct(PartName::Published, "2026-10-16");
    s.confirm(stories[0], PartName::Headline, moments(114))
        .unwrap();
    library
        .tags()
        .tag(
            &stories[..4],
            &["Budapest".to_owned(), "Київ / “ferry”".to_owned()],
            &[],
            moments(115),
        )
        .unwrap();
    let topic = t.make("The crossing", moments(116)).unwrap();
    t.make("An empty file", moments(116)).unwrap();
    t.set_brief(topic, "What became of the ferry,\nday by day", moments(117))
        .unwrap();
    let section = t.make_section(topic, "The quay", moments(118)).unwrap();
    t.make_section(topic, "The bridge", moments(118)).unwrap();
    t.gather(&stories[..5], topic, None, moments(119)).unwrap();
    t.gather(&stories[2..4], topic, Some(section), moments(119))
        .unwrap();
    m.note(stories[2], "Ask the harbour master", moments(120))
        .unwrap();
    let anchor = Anchor {
        text: "left the quay".to_owned(),
        before: "The ferry 2 ".to_owned(),
        after: " an hour late".to_owned(),
        position: 12,
    };
    let mark = m
        .highlight(stories[2], &anchor, Colour::Green, moments(121))
        .unwrap();
    m.change_highlight(mark, Colour::Blue, "when?", moments(122))
        .unwrap();
    m.quote(
        stories[2],
        "We were never told.",
        Some("Ana Kovač"),
        moments(123),
    )
    .unwrap();
    library
        .searches()
        .keep("Late ferries", "ferry late -bus", moments(124))
        .unwrap();
    super::collected::collect(&library, &stories, topic);
    // Numbers that were given and are gone, an act that was left behind, and one that can be redone.
    s.spike(&stories[7..8], moments(125)).unwrap();
    library.bin().empty_all(moments(126)).unwrap();
    s.spike(&stories[6..7], moments(126)).unwrap();
    s.mark(&stories[4..5], &[Mark::Starred], moments(127))
        .unwrap();
    library.acts().undo().unwrap();
    s.mark(&stories[4..5], &[Mark::Done], moments(128)).unwrap();
    library.acts().undo().unwrap();
    library
}
