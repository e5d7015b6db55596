//! Further editions to print: what tables, citations, feeds and mails trip over.

use chrono::{DateTime, Utc};
use newsroom::Address;
use newsroom::claim::{Claim, ClaimStatus};
use newsroom::clipping::markdown::blocks_from_markdown;
use newsroom::clipping::{Block, Cell, Image, Published, Run};
use newsroom::edition::{
    Edition, Form, Item, ItemPicture, Number, OwnPicture, Part, Piece, PieceHighlight, PieceQuote,
    Template, Told,
};
use newsroom::page::How;
use newsroom::picture::{Media, Picture};
use newsroom::rights::{Reuse, Rights};
use newsroom::story::{Snapshot, Standing};

/// The smallest picture that is one: a pixel of PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\xdac\xfc\xcf\xc0P\x0f\0\x04\x85\x01\x80\x84\xa9\x8c!\0\0\0\0IEND\xaeB`\x82";

/// An edition with a bit of everything.
pub(crate) fn small() -> Edition {
    let mut link = piece(1, Form::Link, "Bridge reopens after repairs");
    link.byline = vec!["Ann Lee".into(), "Ursula von der Leyen".into()];
    link.claim = Some(Claim {
        status: ClaimStatus::Disputed,
        by: Some("Cy Fox".into()),
        according_to: Some("the harbour board".into()),
        at: moment("2026-11-21T09:00:00Z"),
    });
    let mut summary = piece(2, Form::Summary, "Міст знову відкрито: що далі?");
    summary.language = Some("uk".into());
    summary.headline.standing = Standing::Corrected;
    summary.translated = vec![("en".into(), "The bridge is open again: what now?".into())];
    summary.standfirst = Some(found("Рух відновили вранці.".into()));
    summary.published = Some(found(Published::read("2026-11-20").unwrap()));
    summary.agency = Some(Told {
        value: "Ukrinform".into(),
        standing: Standing::Inferred,
    });
    summary.tags = vec!["bridges".into(), "Одеса".into()];
    let mut quote = piece(3, Form::Quote, "Minister & mayor speak of “a new start”");
    quote.comment = blocks_from_markdown(
        "Worth *reading* with [the report](https://example.org/report).\n\n- one\n- two",
    );
    quote.quotes = vec![
        said(
            "“We start again,” said the mayor […]",
            Some("Jan Novák"),
            Some(2),
        ),
        said("Nobody asked us.", None, Some(4)),
    ];
    quote.highlights = vec![PieceHighlight {
        text: "The costs doubled.".into(),
        note: "Compare **last year**.".into(),
        paragraph: Some(3),
    }];
    quote.rights = Rights {
        licence: Some("CC BY 4.0".into()),
        credit: Some("Arn Courier / J. Doe".into()),
        reuse: Some(Reuse::Quotes),
        ..Rights::default()
    };
    let mut full = piece(4, Form::Full, "The whole story of the bridge");
    full.standfirst = Some(found("How it came to be.".into()));
    full.author_note = Some("Ann Lee reports from the harbour.".into());
    full.body = found(body());
    full.pictures = vec![kept("https://example.org/bridge.png")];
    full.rights.reuse = Some(Reuse::Whole);
    let mut unknown = piece(5, Form::Link, "A note from nowhere");
    unknown.address = None;
    unknown.outlet = None;
    unknown.published = None;
    unknown.language = None;
    unknown.snapshot = None;
    edition(vec![
        Part {
            heading: None,
            items: vec![
                own_note("A word before: *read* this."),
                of(link),
                of(summary),
            ],
        },
        Part {
            heading: Some("Voices".into()),
            items: vec![
                Item::Heading {
                    text: "From the harbour".into(),
                },
                of(quote),
                Item::Divider,
                Item::Picture(Box::new(own_picture())),
                of(full),
                of(unknown),
            ],
        },
    ])
}

/// An edition in which everything means harm.
pub(crate) fn hostile(stories: usize) -> Edition {
    let mut parts: Vec<Part> = Vec::new();
    for at in 0..stories {
        if at.is_multiple_of(50) {
            parts.push(Part {
                heading: (at > 0).then(|| nasty(at)),
                items: vec![own_note(&nasty(at + 1)), Item::Divider],
            });
        }
        let items = parts.last_mut().map(|part| &mut part.items).unwrap();
        if at.is_multiple_of(7) {
            items.push(Item::Heading {
                text: nasty(at + 2),
            });
        }
        items.push(of(hostile_piece(at)));
        if at % 100 == 3 {
            items.push(Item::Picture(Box::new(own_picture())));
        }
    }
    let mut edition = edition(parts);
    edition.title = "<b>Monday</b> & ]]> \u{0}\u{1b}[2J=cmd|' /C calc'!A0 \u{202e}gnp.exe".into();
    edition.brief =
        "<script>alert(1)</script> [x](javascript:alert(1)) ]]> \u{0} \\end{document}".into();
    edition.editor = Some("Ann \"}}{{ <Lee> \r\nBcc: all@example.org".into());
    edition.changes = Some("\u{7} <i>names</i>".into());
    edition
}

fn hostile_piece(at: usize) -> Piece {
    let form = Form::ALL[at % 4];
    let mut piece = piece(at as u64 + 1, form, &nasty(at));
    piece.address = Address::read(&format!(
        "https://example.org/{at}?a=%00&b={{\"']&c=<x>|\\^`"
    ))
    .ok();
    piece.byline = vec![
        nasty(at + 3),
        "Lee, Ann and {Bob} % # _ ~".into(),
        String::new(),
        "=1+1".into(),
    ];
    piece.outlet = Some(found(nasty(at + 4)));
    piece.tags = vec![nasty(at + 5), "a;b,c".into()];
    piece.language = Some(["ar", "he", "zh-Hans", "x\"><b>"][at % 4].into());
    piece.standfirst = at.is_multiple_of(3).then(|| found(nasty(at + 6)));
    piece.translated = vec![("uk".into(), nasty(at + 7))];
    piece.comment = blocks_from_markdown(&nasty(at + 8));
    piece.comment.push(Block::Paragraph {
        text: vec![run(&nasty(at + 1))],
    });
    piece.quotes = vec![
        said(&nasty(at + 2), Some(&nasty(at + 9)), Some(1)),
        said("ER  - \r\nTY  - NEWS\r\n@article{evil,", None, None),
    ];
    piece.highlights = vec![PieceHighlight {
        text: nasty(at + 3),
        note: nasty(at + 4),
        paragraph: None,
    }];
    piece.body = found(if form == Form::Full {
        hostile_body(at)
    } else {
        Vec::new()
    });
    if at % 20 == 3 {
        let mut broken = kept("https://example.org/broken.png");
        broken.bytes = b"no picture".to_vec();
        piece.pictures = vec![kept("https://example.org/bridge.png"), broken];
    }
    piece.rights.credit = Some(nasty(at + 5));
    piece.claim = at.is_multiple_of(5).then(|| Claim {
        status: ClaimStatus::ToVerify,
        by: Some(nasty(at)),
        according_to: Some(nasty(at + 1)),
        at: moment("2026-11-21T09:00:00Z"),
    });
    piece
}

/// A text that some format takes for its own.
fn nasty(at: usize) -> String {
    let texts = [
        "</title><script>alert('x')</script> & <img src=x onerror=alert(1)>".to_owned(),
        "=HYPERLINK(\"https://example.org\",\"click\")".to_owned(),
        "@SUM(1+1)*cmd|' /C calc'!A0".to_owned(),
        "-2+3, \"quoted\", 'single'\r\nand a second line".to_owned(),
        "+1 ]]> <![CDATA[ &amp; &lt; &#0; \u{0}\u{1}\u{b}\u{1b}\u{7f}\u{85}\u{fffe}".to_owned(),
        "\tשלום \u{202e}עולם\u{202c} مرحبا بالعالم".to_owned(),
        "👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301} 𝒳 🏳️‍🌈".to_owned(),
        "long".repeat(2_500),
        "\\end{document} #panic() $x$ 100% {un{balanced} _a_ ~b^ `c` [x](y) # no heading"
            .to_owned(),
        "{{ 7 * 7 }} {% raw %} <mj-raw> <!-- --> --> <?xml ?>".to_owned(),
        "   ".to_owned(),
        "}} {un} closed } }".to_owned(),
    ];
    format!("{} {at}", texts[at % texts.len()])
}

fn hostile_body(at: usize) -> Vec<Block> {
    let mut list = vec![Block::Paragraph {
        text: vec![run("deep")],
    }];
    for _ in 0..20 {
        list = vec![Block::List {
            ordered: at.is_multiple_of(2),
            items: vec![list, Vec::new()],
        }];
    }
    let mut blocks = body();
    blocks.extend(list);
    blocks.extend([
        Block::Table { rows: Vec::new() },
        Block::Table {
            rows: vec![Vec::new(), vec![cell(true, &nasty(at)), cell(false, "")]],
        },
        Block::List {
            ordered: true,
            items: Vec::new(),
        },
        Block::Quote { blocks: Vec::new() },
        Block::Paragraph { text: Vec::new() },
        Block::Code {
            text: "if a < b && c > d { \"x\" }\n\t</pre>\0".into(),
        },
        figure("https://example.org/broken.png", None),
    ]);
    blocks.extend((0..12).map(|more| Block::Paragraph {
        text: vec![run(&nasty(at + more))],
    }));
    blocks
}

fn body() -> Vec<Block> {
    let mut blocks = blocks_from_markdown(
        "First *words* and [a link](https://example.org/a?b=1&c=2).\n\n## A heading\n\n\
         1. one\n2. two\n   - inner\n\n> Quoted **words**\n\n`code` and more",
    );
    blocks.insert(
        1,
        figure(
            "https://example.org/bridge.png",
            Some("The bridge at night"),
        ),
    );
    blocks.push(figure("https://example.org/elsewhere.png", None));
    blocks.push(Block::Table {
        rows: vec![
            vec![cell(true, "Year"), cell(true, "Cost")],
            vec![cell(false, "2026"), cell(false, "12 & more")],
        ],
    });
    blocks.push(Block::Code {
        text: "a < b\n  && c".into(),
    });
    blocks.push(Block::Embed {
        label: "Video".into(),
        address: Address::read("https://video.example.org/1").unwrap(),
    });
    blocks
}

fn edition(parts: Vec<Part>) -> Edition {
    Edition {
        id: "0f4c2b1e-7a35-8c2d-9b1a-2f6f3f0a9c11".into(),
        title: "Monday briefing".into(),
        number: Some(Number {
            issue: 41,
            correction: 0,
        }),
        brief: "What matters **today**, and [why](https://example.org/why).".into(),
        language: "en".into(),
        editor: Some("Ann Lee".into()),
        set_at: moment("2026-11-22T13:50:00Z"),
        changes: None,
        template: Template::named("dossier").unwrap(),
        parts,
    }
}

fn piece(number: u64, form: Form, headline: &str) -> Piece {
    Piece {
        story: serde_json::from_value(number.into()).unwrap(),
        form,
        headline: found(headline.into()),
        translated: Vec::new(),
        standfirst: None,
        byline: vec!["Ann Lee".into()],
        outlet: Some(found("Arn Courier".into())),
        agency: None,
        published: Some(found(Published::read("2026-11-21T09:30:00+02:00").unwrap())),
        address: Address::read(&format!("https://example.org/story-{number}")).ok(),
        author_note: None,
        language: Some("en".into()),
        tags: vec!["bridges".into()],
        body: found(Vec::new()),
        pictures: Vec::new(),
        comment: Vec::new(),
        quotes: Vec::new(),
        highlights: Vec::new(),
        claim: None,
        rights: Rights::default(),
        snapshot: Some(Snapshot {
            sha256: "ab".repeat(32),
            bytes: 1_234,
            seen_at: moment("2026-11-21T10:00:00Z"),
            how: How::Fetched,
        }),
    }
}

fn own_picture() -> OwnPicture {
    let kept = kept("https://example.org/own.png");
    OwnPicture {
        picture: kept.picture,
        alt: Some("A map of <the> \"harbour\"".into()),
        caption: Some("Where it is & was".into()),
        credit: Some("Our desk".into()),
        bytes: kept.bytes,
    }
}

fn kept(address: &str) -> ItemPicture {
    ItemPicture {
        address: Address::read(address).unwrap(),
        picture: Picture {
            sha256: "cd".repeat(32),
            media: Media::Png,
            width: 1,
            height: 1,
            bytes: PNG.len() as u64,
        },
        bytes: PNG.to_vec(),
    }
}

fn figure(address: &str, alt: Option<&str>) -> Block {
    Block::Figure {
        image: Image {
            address: Address::read(address).unwrap(),
            alt: alt.map(Into::into),
            caption: None,
            credit: None,
        },
        caption: vec![run("Seen from the north")],
        credit: Some("J. Doe".into()),
    }
}

fn cell(heading: bool, text: &str) -> Cell {
    Cell {
        heading,
        text: vec![run(text)],
    }
}

fn run(text: &str) -> Run {
    Run {
        text: text.into(),
        ..Run::default()
    }
}

fn said(text: &str, speaker: Option<&str>, paragraph: Option<u32>) -> PieceQuote {
    PieceQuote {
        text: text.into(),
        speaker: speaker.map(Into::into),
        paragraph,
    }
}

fn own_note(markdown: &str) -> Item {
    Item::Note {
        text: blocks_from_markdown(markdown),
    }
}

fn of(piece: Piece) -> Item {
    Item::Piece(Box::new(piece))
}

fn found<T>(value: T) -> Told<T> {
    Told {
        value,
        standing: Standing::Found,
    }
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}
