//! What samples are made of.

use chrono::{DateTime, Utc};
use newsroom::Address;
use newsroom::clipping::{Block, Cell, Image, Published, Run};
use newsroom::edition::{
    Edition, Form, ItemPicture, Number, OwnPicture, Part, Piece, PieceQuote, Template, Told, id_of,
};
use newsroom::picture::{Media, Picture, look};
use newsroom::rights::Rights;
use newsroom::story::Standing;

pub(super) fn edition(title: &str, parts: Vec<Part>) -> Edition {
    Edition {
        id: id_of(&["sample", title]),
        title: title.to_owned(),
        number: Some(Number {
            issue: 41,
            correction: 1,
        }),
        brief: "Water, **wood** and steel.\n\nAnd a [link](https://example.org/brief).".to_owned(),
        language: "en-GB".to_owned(),
        editor: Some("Ann Lee".to_owned()),
        set_at: moment(),
        changes: Some("The name of the river was wrong.".to_owned()),
        template: Template::named("dossier").unwrap(),
        parts,
    }
}

pub(super) fn piece(number: i64, headline: &str, form: Form) -> Piece {
    Piece {
        story: serde_json::from_value(number.into()).unwrap(),
        form,
        headline: found(headline.to_owned()),
        translated: Vec::new(),
        standfirst: None,
        byline: vec!["Ann Lee".to_owned()],
        outlet: Some(found("Arn Courier".to_owned())),
        agency: None,
        published: Some(found(Published::read("2026-11-25").unwrap())),
        address: Some(address(&format!(
            "https://news.example.org/{number}?a=1&b=2"
        ))),
        author_note: None,
        language: Some("en".to_owned()),
        tags: vec!["bridges".to_owned()],
        body: found(Vec::new()),
        pictures: Vec::new(),
        comment: Vec::new(),
        quotes: Vec::new(),
        highlights: Vec::new(),
        claim: None,
        rights: Rights::default(),
        snapshot: None,
    }
}

pub(super) fn found<T>(value: T) -> Told<T> {
    Told {
        value,
        standing: Standing::Found,
    }
}

pub(super) fn moment() -> DateTime<Utc> {
    "2026-11-26T06:30:00Z".parse().unwrap()
}

pub(super) fn address(text: &str) -> Address {
    Address::read(text).unwrap()
}

pub(super) fn said(text: &str, speaker: Option<&str>) -> PieceQuote {
    PieceQuote {
        text: text.to_owned(),
        speaker: speaker.map(str::to_owned),
        paragraph: Some(3),
    }
}

pub(super) fn run(text: &str) -> Run {
    Run {
        text: text.to_owned(),
        ..Run::default()
    }
}

pub(super) fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: vec![run(text)],
    }
}

pub(super) fn table(rows: &[&[&str]]) -> Block {
    let row = |(at, row): (usize, &&[&str])| {
        let cell = |text: &&str| Cell {
            heading: at == 0,
            text: vec![run(text)],
        };
        row.iter().map(cell).collect()
    };
    Block::Table {
        rows: rows.iter().enumerate().map(row).collect(),
    }
}

pub(super) fn picture_address(name: &str) -> Address {
    address(&format!("https://pictures.example.org/{name}"))
}

pub(super) fn figure(name: &str, alt: Option<&str>) -> Block {
    Block::Figure {
        image: Image {
            address: picture_address(name),
            alt: alt.map(str::to_owned),
            caption: None,
            credit: None,
        },
        caption: alt.map(|_| run("What it shows")).into_iter().collect(),
        credit: alt.map(|_| "Ira Koval".to_owned()),
    }
}

/// What the library would know of these bytes, were they kept.
pub(super) fn known(bytes: &[u8]) -> Picture {
    let look = look(bytes).ok();
    Picture {
        sha256: id_of(&[&String::from_utf8_lossy(bytes)]),
        media: look.map_or(Media::Jpeg, |look| look.media),
        width: look.map_or(640, |look| look.width),
        height: look.map_or(400, |look| look.height),
        bytes: bytes.len() as u64,
    }
}

pub(super) fn kept(name: &str, bytes: &[u8]) -> ItemPicture {
    ItemPicture {
        address: picture_address(name),
        picture: known(bytes),
        bytes: bytes.to_vec(),
    }
}

pub(super) fn own(bytes: &[u8], alt: Option<&str>) -> OwnPicture {
    OwnPicture {
        picture: known(bytes),
        alt: alt.map(str::to_owned),
        caption: Some("Our <own> picture".to_owned()),
        credit: Some("The desk & friends".to_owned()),
        bytes: bytes.to_vec(),
    }
}
