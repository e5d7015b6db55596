//! Prints editions as PDF, and reads them again with the engine's own reader of PDFs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

#[path = "../../newsroom/tests/printing/sample.rs"]
mod sample;

use std::ops::ControlFlow;
use std::{env, fs, path::Path};

use newsroom::clipping::markdown::plain_text;
use newsroom::clipping::{Block, Clipping, Run, clip};
use newsroom::edition::{Edition, Entry, Format, Item, Part, Piece, Sheet, Template};
use newsroom::page::{Form, How, Page};

/// How many stories the large edition has. Without optimisation Typst takes a second for each.
const MANY: usize = if cfg!(debug_assertions) { 8 } else { 300 };

fn on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Prints an edition, and keeps the print where it is asked for, with what is to be found in it.
fn printed(edition: &Edition, name: &str) -> Vec<u8> {
    let bytes = press_pdf::print(edition, Format::Pdf, &mut on)
        .unwrap()
        .bytes;
    if let Some(folder) = env::var_os("CLIPDESK_PRINTS") {
        let folder = Path::new(&folder);
        fs::create_dir_all(folder).unwrap();
        fs::write(folder.join(format!("{name}-pdf.pdf")), &bytes).unwrap();
        let stories: Vec<_> = edition.pieces().map(told).collect();
        let stories = serde_json::to_vec_pretty(&stories).unwrap();
        fs::write(folder.join(format!("{name}-pdf-expected.json")), stories).unwrap();
    }
    bytes
}

/// A story as the validator looks for it.
fn told(piece: &Piece) -> serde_json::Value {
    let quotes = piece.quotes.iter();
    let quotes = quotes.map(|one| serde_json::json!({"text": one.text, "speaker": one.speaker}));
    serde_json::json!({
        "headline": piece.headline.value,
        "quotes": quotes.collect::<Vec<_>>(),
        "comment": plain_text(&piece.comment),
        "links": piece.address.iter().collect::<Vec<_>>(),
    })
}

fn read(bytes: &[u8]) -> Clipping {
    clip(&Page {
        address: None,
        bytes: bytes.to_vec(),
        form: Form::Pdf,
        charset: None,
        seen_at: "2026-11-26T06:30:00Z".parse().unwrap(),
        how: How::File,
    })
}

/// A text without spaces, and without what is never drawn: where lines and words part is the paper's affair.
fn bare(text: &str) -> String {
    let drawn = |c: &char| {
        let mark = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
        !c.is_whitespace() && !c.is_control() && !mark && !matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    text.chars().filter(drawn).collect()
}

/// What the sheet says, paragraph after paragraph, in the order in which it is printed.
fn lines_of(sheet: &Sheet<'_>) -> Vec<String> {
    let mut said = Vec::new();
    for line in &sheet.opening {
        blocks_of(&line.blocks, &mut said);
    }
    for part in &sheet.parts {
        said.extend(part.heading.as_deref().map(str::to_owned));
        for entry in &part.entries {
            match entry {
                Entry::Piece { lines, .. } => {
                    let blocks = lines.iter().map(|line| &line.blocks);
                    blocks.for_each(|blocks| blocks_of(blocks, &mut said));
                }
                Entry::Own(line) => blocks_of(&line.blocks, &mut said),
                Entry::Picture(own) => {
                    said.extend([&own.caption, &own.credit].into_iter().flatten().cloned());
                }
            }
        }
    }
    for line in &sheet.closing {
        blocks_of(&line.blocks, &mut said);
    }
    let said = said.iter().map(|said| bare(said));
    said.filter(|said| !said.is_empty()).collect()
}

fn blocks_of(blocks: &[Block], said: &mut Vec<String>) {
    let words = |runs: &[Run]| runs.iter().map(|run| &*run.text).collect::<String>();
    for block in blocks {
        match block {
            Block::Paragraph { text } | Block::Heading { text, .. } => said.push(words(text)),
            Block::List { items, .. } => items.iter().for_each(|item| blocks_of(item, said)),
            Block::Quote { blocks } => blocks_of(blocks, said),
            Block::Figure {
                caption, credit, ..
            } => {
                said.push(words(caption));
                said.extend(credit.clone());
            }
            // The columns of a table stand from right to left in a story that is written so.
            Block::Table { .. } => {}
            Block::Code { text } => said.extend(text.lines().map(str::to_owned)),
            Block::Embed { label, .. } => said.push(label.clone()),
        }
    }
}

/// Latin, Cyrillic and Greek: what is read from left to right with the fonts that come along.
fn is_ours(text: &str) -> bool {
    let ours = |c| matches!(c, '\u{20}'..='\u{52F}' | '\u{2010}'..='\u{203A}' | '€');
    text.chars().all(ours)
}

/// Says which line is missing from a text, or stands before one that comes before it.
fn out_of_order<'l>(lines: &'l [String], text: &str) -> Option<&'l str> {
    let mut rest = text;
    lines
        .iter()
        .find(|line| match rest.split_once(&***line) {
            Some((_, after)) => {
                rest = after;
                false
            }
            None => true,
        })
        .map(|line| &**line)
}

#[test]
fn the_text_of_the_file_is_that_of_the_sheet_in_its_order() {
    let mut edition = sample::small();
    printed(&edition, "small");
    // A page of contents says headlines over again, and the reader takes some for running heads.
    edition.template = Template::named("daily-briefing").unwrap();
    let bytes = press_pdf::print(&edition, Format::Pdf, &mut on)
        .unwrap()
        .bytes;
    assert!(bytes.starts_with(b"%PDF-"), "not a PDF");
    let clipping = read(&bytes);
    let text = bare(&plain_text(&clipping.body));
    // What it takes for the headline and the byline of all is not in the body any more.
    let headline = bare(&clipping.headline.map(|part| part.value).unwrap_or_default());
    let mut lines = lines_of(&edition.sheet().unwrap());
    let all = lines.len();
    lines.retain(|line| is_ours(line) && *line != headline && !line.starts_with("ByAnnLee·"));
    assert!(
        lines.len() * 10 > all * 8,
        "nearly all of it can be compared"
    );
    assert_eq!(out_of_order(&lines, &text), None, "in {text}");
    let file = String::from_utf8_lossy(&bytes);
    for said in [
        "/MarkInfo",
        "/StructTreeRoot",
        "/Outlines",
        "/Lang",
        "/Alt",
        "Rivers &amp; bridges",
        "Ann Lee",
        "https://news.example.org/1?a=1&b=2",
        "D:20261126063000",
    ] {
        assert!(file.contains(said), "{said}");
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let edition = sample::small();
    let once = press_pdf::print(&edition, Format::Pdf, &mut on).unwrap();
    let again = press_pdf::print(&edition, Format::Pdf, &mut on).unwrap();
    assert!(once == again, "a second print has other bytes");
    assert!(once.beside.is_empty());
    let mut other = edition.clone();
    other.title.push('!');
    let other = press_pdf::print(&other, Format::Pdf, &mut on).unwrap();
    assert!(once != other);
}

#[test]
fn what_means_harm_is_printed_as_it_stands() {
    let edition = sample::hostile(MANY);
    let bytes = printed(&edition, &format!("hostile-{MANY}"));
    let text = bare(&plain_text(&read(&bytes).body));
    for literal in [
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://evil.example\",\"x\")",
        "#Heading[x](javascript:alert(1))**",
        "\\end{document}\\write18{rm}%_$#~^{}",
    ] {
        assert!(text.contains(literal), "{literal}");
    }
}

#[test]
fn no_word_is_read_as_an_instruction_to_the_typesetter() {
    let mut edition = sample::small();
    let words = [
        "#panic(\"x\")",
        "#read(\"/etc/passwd\")",
        "#import \"@preview/cetz:0.4.0\"",
        "$ 1/0 $ *b* _e_ `c` <label> @ref ~ -- --- ... // /* \\u{41} \"q\" 'q'",
        "= Heading\n- item\n+ item\n/ term: x",
    ];
    let items = words.map(|words| Item::Note {
        text: vec![Block::Paragraph {
            text: vec![Run {
                text: words.to_owned(),
                ..Run::default()
            }],
        }],
    });
    let long = "Wordwithoutend".repeat(720);
    edition.brief = long;
    edition.title = words[0].to_owned();
    edition.language = "en-\u{0}\"}#x".to_owned();
    edition.template.look.accent = "#panic()".to_owned();
    edition.template.look.size = f32::NAN;
    edition.parts = vec![Part {
        heading: Some(words[1].to_owned()),
        items: items.into(),
    }];
    let bytes = press_pdf::print(&edition, Format::Pdf, &mut on).unwrap();
    let text = bare(&plain_text(&read(&bytes.bytes).body));
    let lines = words.map(bare);
    assert_eq!(out_of_order(&lines, &text), None, "in {text}");
    // Where it goes on on the next page, something may stand between.
    let found = text.matches("Wordwithoutend").count();
    assert!(found > 700, "{found} of 720 parts of a long word: {text}");
}

#[test]
fn setting_stops_when_it_is_told_to() {
    let edition = sample::hostile(200);
    let mut asked = 0;
    let refusal = press_pdf::print(&edition, Format::Pdf, &mut |_, of| {
        assert_eq!(of, 200);
        asked += 1;
        match asked {
            ..30 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    });
    let refusal = refusal.unwrap_err().to_string();
    assert!(refusal.contains("cancelled"), "{refusal}");
    assert_eq!(asked, 30, "nobody is asked again after that");
}

#[test]
fn every_template_sets_every_look() {
    for name in Template::names() {
        let mut edition = sample::small();
        edition.template = Template::named(name).unwrap();
        let mut told = Vec::new();
        let pages = press_pdf::pages(&edition, &mut |done, of| {
            told.push((done, of));
            ControlFlow::Continue(())
        });
        let pages = pages.unwrap_or_else(|error| panic!("{name}: {error}"));
        let shape = &edition.template.shape;
        let least = 1 + usize::from(shape.cover) + usize::from(shape.contents);
        assert!(pages.count() >= least, "{name}: {} pages", pages.count());
        assert_eq!(told.last(), Some(&(5, 5)), "{name}");
        assert!(told.is_sorted(), "{name}: {told:?}");
    }
}

#[test]
fn a_page_is_drawn_when_it_is_asked_for() {
    let edition = sample::small();
    let pages = press_pdf::pages(&edition, &mut on).unwrap();
    let page = pages.draw(0, 300).unwrap();
    assert_eq!((page.width, page.height), (300, 424));
    assert!(page.png.starts_with(b"\x89PNG"));
    assert_eq!(page, pages.draw(0, 300).unwrap());
    let refusal = pages.draw(pages.count(), 300).unwrap_err().to_string();
    assert!(refusal.starts_with("there is no page"), "{refusal}");
    if let Some(folder) = env::var_os("CLIPDESK_PRINTS") {
        fs::create_dir_all(&folder).unwrap();
        for at in 0..pages.count() {
            let png = pages.draw(at, 900).unwrap().png;
            fs::write(Path::new(&folder).join(format!("page-{at}.png")), png).unwrap();
        }
    }
}

#[test]
fn other_formats_are_printed_by_the_engine() {
    let edition = sample::small();
    let ours = press_pdf::print(&edition, Format::Html, &mut on).unwrap();
    assert_eq!(ours, edition.print(Format::Html, &mut on).unwrap());
    let refusal = edition.print(Format::Pdf, &mut on).unwrap_err().to_string();
    assert!(refusal.contains("press_pdf"), "{refusal}");
}

#[test]
fn an_edition_without_a_story_is_refused() {
    let mut edition = sample::small();
    edition.parts.clear();
    let refusal = press_pdf::print(&edition, Format::Pdf, &mut on).unwrap_err();
    assert!(refusal.to_string().contains("holds no story yet"));
}
