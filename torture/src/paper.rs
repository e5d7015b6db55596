//! The stories that are clipped: made from their numbers, so that every process knows what each says.
//!
//! Everything in them is invented. A story has a word that no other has, a body of 1 to 40 kB, a page
//! with noise that does not pack, and a picture.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};
use fastrand::Rng;
use newsroom::page::{Form, How};
use newsroom::{Address, Clipping, Page, Result, clip};

/// Where all the stories are.
const OUTLET: &str = "https://hollowaycourier.example/";

/// What the sentences are made of.
const WORDS: [&str; 48] = [
    "harbour", "council", "ferry", "ledger", "winter", "the", "minister", "of", "quarry", "vote",
    "and", "bridge", "said", "union", "a", "tariff", "grain", "lantern", "over", "river", "treaty",
    "clerk", "in", "archive", "north", "signal", "orchard", "to", "parish", "cable", "mayor",
    "budget", "with", "glass", "station", "letter", "market", "for", "island", "court", "night",
    "coal", "at", "printer", "school", "storm", "engine", "road",
];

/// A moment as the stories count them: the clock of the machine tells nothing here.
pub(crate) fn moment(number: u32) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000) + TimeDelta::seconds(i64::from(number))
}

/// Where a story is.
pub(crate) fn address(number: u32) -> Result<Address> {
    Address::read(&format!("{OUTLET}{number}"))
}

/// Which story an address is.
pub(crate) fn number(address: &Address) -> Option<u32> {
    address.as_str().strip_prefix(OUTLET)?.parse().ok()
}

/// The word that no other story has, and with which no other word begins.
pub(crate) fn word(number: u32) -> String {
    let letters = number.to_string().into_bytes();
    let spelt: String = letters
        .iter()
        .map(|digit| char::from(digit + b'g' - b'0'))
        .collect();
    format!("zaunk{spelt}z")
}

/// A story's page, in one of its versions.
pub(crate) fn page(number: u32, version: u32) -> Result<Page> {
    let mut chance = Rng::with_seed(u64::from(number) << 8 | u64::from(version));
    let title = format!("{} {}", sentence(&mut chance, 6), word(number));
    let mut html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <link rel=\"canonical\" href=\"{OUTLET}{number}\">\
         <meta property=\"og:site_name\" content=\"Holloway Courier\">\
         <meta property=\"og:image\" content=\"{OUTLET}{number}.png\">\
         <meta property=\"article:published_time\" content=\"2024-03-07T09:30:00Z\">\
         </head><body><article><h1>{title}</h1>\n"
    );
    let paragraphs = match chance.u32(0..20) {
        0 => 60,
        _ => chance.u32(3..15),
    };
    for paragraph in 0..paragraphs {
        let long = chance.usize(40..120);
        let text = sentence(&mut chance, long);
        let _ = writeln!(html, "<p>{text}, {} {paragraph}.</p>", word(number));
    }
    html.push_str("</article><!-- ");
    let noise = match chance.u32(0..20) {
        0 => 200_000,
        _ => chance.usize(500..25_000),
    };
    html.extend((0..noise).map(|_| chance.alphanumeric()));
    html.push_str(" --></body></html>\n");
    Ok(Page {
        address: Some(address(number)?),
        bytes: html.into_bytes(),
        form: Form::Html,
        charset: Some("utf-8".to_owned()),
        seen_at: moment(number),
        how: How::Fetched,
    })
}

fn sentence(chance: &mut Rng, words: usize) -> String {
    let words: Vec<_> = (0..words).filter_map(|_| chance.choice(WORDS)).collect();
    let text = words.join(" ");
    let (first, rest) = text.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// A story's picture: the head of a PNG of 640 × 400 pixels, and noise. Nobody decodes it here.
pub(crate) fn picture(number: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x90\x08\x02\0\0\0".to_vec();
    let mut chance = Rng::with_seed(!u64::from(number));
    let noise = chance.usize(300..20_000);
    bytes.extend((0..noise).map(|_| chance.u8(..)));
    bytes
}

/// Where a story's page shows its picture.
pub(crate) fn picture_address(number: u32) -> Result<Address> {
    Address::read(&format!("{OUTLET}{number}.png"))
}

/// What is to be found of a page in a library.
pub(crate) struct Expected {
    /// The page as it was cut.
    pub(crate) clipping: Clipping,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Their SHA-256.
    pub(crate) sha256: String,
}

/// Pages that were cut before: the same ones are looked for again and again.
#[derive(Default)]
pub(crate) struct Shelf {
    pages: HashMap<(u32, u32), Rc<Expected>>,
}

impl Shelf {
    /// What is to be found of a page.
    pub(crate) fn expected(&mut self, number: u32, version: u32) -> Result<Rc<Expected>> {
        if let Some(known) = self.pages.get(&(number, version)) {
            return Ok(Rc::clone(known));
        }
        let page = page(number, version)?;
        let expected = Rc::new(Expected {
            clipping: clip(&page),
            sha256: page.sha256(),
            bytes: page.bytes,
        });
        self.pages.insert((number, version), Rc::clone(&expected));
        Ok(expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_cut_whole_and_is_the_same_every_time() {
        let page = page(17, 0).unwrap();
        assert_eq!(page, super::page(17, 0).unwrap());
        assert_ne!(page.bytes, super::page(17, 1).unwrap().bytes);
        let clipping = clip(&page);
        let body = serde_json::to_string(&clipping.body).unwrap();
        assert!(body.matches(&word(17)).count() >= 3, "{body}");
        assert_eq!(clipping.address, Some(address(17).unwrap()));
        let lead = clipping.lead_image.unwrap();
        assert_eq!(lead.value.address, picture_address(17).unwrap());
        assert!(newsroom::picture::look(&picture(17)).is_ok());
    }
}
