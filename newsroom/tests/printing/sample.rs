//! Editions to print: a small one with one of everything, and large ones that mean harm.

mod parts;

use newsroom::claim::{Claim, ClaimStatus};
use newsroom::clipping::markdown::blocks_from_markdown;
use newsroom::clipping::{Block, Run};
use newsroom::edition::{Edition, Form, Item, Part, Piece, PieceHighlight};
use newsroom::story::Standing;
use parts::{
    address, edition, figure, found, kept, moment, own, paragraph, piece, run, said, table,
};

const JPEG: &[u8] = include_bytes!("pictures/bridge.jpeg");
const PNG: &[u8] = include_bytes!("pictures/bridge.png");
const GIF: &[u8] = include_bytes!("pictures/mark.gif");
const WEBP: &[u8] = include_bytes!("pictures/bridge.webp");
const AVIF: &[u8] = include_bytes!("pictures/bridge.avif");

/// A few stories of every form, with whatever an editor may say of them.
pub(crate) fn small() -> Edition {
    let mut link = piece(1, "Bridge over the Arn reopens", Form::Link);
    link.translated = vec![(
        "de".to_owned(),
        "Brücke über die Arn wieder offen".to_owned(),
    )];
    let mut summary = piece(2, "Harbour board doubts the tide tables", Form::Summary);
    summary.standfirst = Some(found("It wants them checked before winter.".to_owned()));
    summary.claim = Some(Claim {
        status: ClaimStatus::Disputed,
        by: Some("Ann Lee".to_owned()),
        according_to: Some("the harbour board".to_owned()),
        at: moment(),
    });
    summary.comment = blocks_from_markdown(
        "We asked **twice**.\n\n- once by mail\n- once by [phone](https://example.org/phone)",
    );
    let mut quote = piece(3, "«Міст» відкрито", Form::Quote);
    quote.language = Some("uk".to_owned());
    quote.quotes = vec![
        said(
            "The bridge will stand another hundred years.",
            Some("Ira Koval"),
        ),
        said("“Nobody asked us.”", None),
    ];
    quote.highlights = vec![PieceHighlight {
        text: "Costs rose by half.".to_owned(),
        note: "Compare with *last year*.".to_owned(),
        paragraph: Some(2),
    }];
    let mut full = piece(4, "الجسر يفتح من جديد", Form::Full);
    full.language = Some("ar".to_owned());
    full.headline.standing = Standing::Corrected;
    full.standfirst = Some(found("فتح الجسر بعد 7 سنوات من العمل.".to_owned()));
    full.author_note = Some("Ann Lee writes about rivers.".to_owned());
    full.rights.licence = Some("CC BY 4.0".to_owned());
    full.rights.credit = Some("Arn Courier".to_owned());
    full.body.value = body();
    full.pictures = vec![kept("bridge", JPEG), kept("mark", GIF)];
    full.comment = vec![paragraph("Read it to the end.")];
    let mut last = piece(5, "Third bridge planned", Form::Full);
    last.body.value = vec![
        paragraph("It is to be built of wood."),
        figure("wood", Some("Wood & glue")),
    ];
    last.body.standing = Standing::Corrected;
    last.pictures = vec![kept("wood", WEBP)];
    last.published = None;
    last.address = None;
    edition(
        "Rivers & bridges",
        vec![
            Part {
                heading: None,
                items: vec![
                    Item::Note {
                        text: blocks_from_markdown(
                            "Good morning. Five stories, **two** of them new.",
                        ),
                    },
                    Item::Piece(Box::new(link)),
                    Item::Piece(Box::new(summary)),
                ],
            },
            Part {
                heading: Some("The bridge".to_owned()),
                items: vec![
                    Item::Piece(Box::new(quote)),
                    Item::Divider,
                    Item::Heading {
                        text: "From elsewhere".to_owned(),
                    },
                    Item::Note {
                        text: vec![paragraph("In the outlet's own words.")],
                    },
                    Item::Picture(Box::new(own(PNG, Some("The bridge at dawn")))),
                    Item::Piece(Box::new(full)),
                    Item::Piece(Box::new(last)),
                ],
            },
        ],
    )
}

/// Stories whose every word means harm to some reader of some format.
pub(crate) fn hostile(stories: usize) -> Edition {
    let pieces = (0..stories).map(|at| Item::Piece(Box::new(wicked(at))));
    let mut items: Vec<_> = pieces.collect();
    let rest = items.split_off(items.len() / 2);
    items.push(Item::Heading {
        text: evil(3).to_owned(),
    });
    items.push(Item::Note { text: all_blocks() });
    for bytes in [PNG, GIF, JPEG, WEBP, AVIF, b"no picture".as_slice(), b""] {
        items.push(Item::Picture(Box::new(own(bytes, None))));
    }
    items.push(Item::Divider);
    let mut edition = edition(
        "]]><script>alert(1)</script> & \u{1}\u{8}\u{FFFE} \"Rivers\"",
        vec![
            Part {
                heading: Some(String::new()),
                items: Vec::new(),
            },
            Part {
                heading: None,
                items,
            },
            Part {
                heading: Some("<h1>&amp;\u{0}</h1>\r\nBcc: all".to_owned()),
                items: rest,
            },
        ],
    );
    edition.editor = Some("=cmd|' /C calc'!A0\u{1b}[31m".to_owned());
    edition.brief = "<img src=x onerror=alert(1)> # {{ 7*7 }} `]]>`".to_owned();
    edition.changes = Some("\u{202E}desrever \\input{/etc/passwd}".to_owned());
    edition
}

/// Words that some reader of some format takes for its own.
const EVIL: [&str; 14] = [
    "<script>alert(1)</script>",
    "]]> --> <!-- &nbsp; &lt;",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}\u{FFFE}\u{FFFF}control",
    "שלום, world 3.14 — שוב",
    "👩‍👩‍👧‍👦🏳️‍🌈 e\u{301}\u{302}\u{303}",
    "@import url(evil); } * { display: none",
    "# Heading\r\n\r\n[x](javascript:alert(1)) **",
    "\\end{document} \\write18{rm} %_$#~^{}",
    "+1 -1 @SUM(A1) \t tab",
    "\u{202E}\u{2066}txt.exe\u{2069}\u{200B}\u{FEFF}",
    "   ",
    "",
    "TY  - NEWS\r\nER  - \r\nBEGIN:VCARD",
];

fn evil(at: usize) -> &'static str {
    EVIL.get(at % EVIL.len()).copied().unwrap_or_default()
}

fn wicked(at: usize) -> Piece {
    let form = Form::ALL[at % 4];
    let mut piece = piece(at as i64 + 1, evil(at), form);
    piece.headline.value = format!(
        "{}{}",
        evil(at),
        if at.is_multiple_of(2) {
            format!(" {at}")
        } else {
            String::new()
        }
    );
    piece.language = [
        Some("en"),
        Some("x\" onload=\"y"),
        Some("ar-EG"),
        Some("zh-Hans"),
        None,
    ][at % 5]
        .map(str::to_owned);
    piece.translated = vec![
        (evil(at + 1).to_owned(), evil(at + 2).to_owned()),
        ("de-AT".to_owned(), "Übersetzt".to_owned()),
    ];
    piece.standfirst = Some(found(evil(at + 3).to_owned()));
    piece.byline = vec![
        evil(at + 4).to_owned(),
        "Ann & Bob <ann@example.org>".to_owned(),
    ];
    piece.outlet = Some(found(evil(at + 5).to_owned()));
    piece.author_note = Some(evil(at + 6).to_owned());
    piece.rights.credit = Some(evil(at + 7).to_owned());
    piece.comment = vec![paragraph(evil(at + 8)), paragraph(evil(at + 9))];
    piece.quotes = vec![
        said(evil(at + 10), Some(evil(at + 11))),
        said(&format!("\"{}\"", evil(at + 1)), None),
    ];
    piece.highlights = vec![PieceHighlight {
        text: evil(at + 2).to_owned(),
        note: evil(at + 4).to_owned(),
        paragraph: None,
    }];
    if form == Form::Full {
        piece.body.value = all_blocks();
        let bytes: &[u8] =
            [JPEG, PNG, GIF, WEBP, AVIF, b"", b"\x89PNG\r\n\x1a\n broken"][at / 4 % 7];
        piece.pictures = vec![kept("bridge", bytes)];
    }
    if at % 9 == 8 {
        piece.address = None;
        piece.outlet = None;
        piece.byline.clear();
        piece.published = None;
    }
    piece
}

/// A body with one of everything, as pages have it.
fn body() -> Vec<Block> {
    let mut body = blocks_from_markdown(
        "First *paragraph* with a [link](https://example.org/a?b=1&c=2).\n\n## A heading\n\n1. one\n2. two\n   - inner\n\nBetween.\n\n1. again one\n\n> Quoted words.\n\n```\nlet a = 1;\n    <b>\n```\n",
    );
    body.insert(1, figure("bridge", Some("The bridge, reopened")));
    body.push(figure("mark", None));
    body.push(figure("never-kept", Some("A picture that was not kept")));
    body.push(table(&[&["Year", "Cost"], &["2025", "7 million"]]));
    body.push(Block::Embed {
        label: "Video: the opening".to_owned(),
        address: address("https://example.org/video?v=1&t=2"),
    });
    body
}

fn all_blocks() -> Vec<Block> {
    let word = "Wordwithoutend".repeat(720);
    let mut nested = Block::List {
        ordered: true,
        items: vec![vec![paragraph("innermost")], vec![]],
    };
    for depth in 0..12 {
        nested = Block::List {
            ordered: depth % 2 == 0,
            items: vec![
                vec![nested],
                vec![paragraph("beside"), paragraph("and below")],
            ],
        };
    }
    let mut blocks = body();
    blocks.extend(EVIL.iter().map(|words| paragraph(words)));
    blocks.push(Block::Paragraph { text: Vec::new() });
    blocks.push(Block::Paragraph {
        text: vec![Run {
            text: format!("{word}\nbroken line\n"),
            strong: true,
            emphasis: true,
            link: Some(address(
                "https://example.org/%22%3E?q='a'|b^{c}[d]&e=<f>&g=100%",
            )),
        }],
    });
    blocks.push(Block::Heading {
        level: 6,
        text: vec![run("<Deep>")],
    });
    blocks.push(nested);
    blocks.push(Block::Quote {
        blocks: vec![Block::Quote {
            blocks: vec![paragraph("twice quoted"), table(&[&["in a quote"]])],
        }],
    });
    blocks.push(Block::Quote { blocks: Vec::new() });
    blocks.push(Block::List {
        ordered: false,
        items: vec![vec![figure("bridge", None)], vec![table(&[&["in a list"]])]],
    });
    blocks.push(table(&[]));
    blocks.push(table(&[&[], &[]]));
    blocks.push(table(&[&["a"], &["b", "c", "d"], &[""]]));
    blocks.push(table(&[&["wide"; 70]]));
    blocks.push(Block::Code {
        text: "\tif (a < b && c > d) { ]]> }\n\n\r\n  \u{0}\u{FFFF}end\n".to_owned(),
    });
    blocks.push(Block::Code {
        text: String::new(),
    });
    blocks
}
