//! A clipping as scorers of extractors ask for it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::Address;
use crate::clipping::markdown::plain_text;
use crate::clipping::{Clipping, Evidence, Part};

/// The parts of a clipping under the names that benchmarks use.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Answer {
    /// The headline.
    pub title: Option<String>,
    /// Everyone whom the page credits, its agencies and desks as well.
    pub author: Vec<String>,
    /// The day of publication; of a page that tells only its last change, that day.
    pub date: Option<NaiveDate>,
    /// The text, its paragraphs parted by blank lines.
    pub body: String,
    /// The standfirst.
    pub dek: Option<String>,
    /// Where the picture is that leads the story.
    pub lead_image: Option<Address>,
}

/// Answers a scorer. Where the page prints the standfirst as the first lines of its text, the body
/// begins with it: what scorers call the body holds it there.
pub fn answer(clipping: &Clipping) -> Answer {
    fn value<T: Clone>(part: &Option<Part<T>>) -> Option<T> {
        part.as_ref().map(|part| part.value.clone())
    }
    let body = plain_text(&clipping.body);
    let day = value(&clipping.published).or(value(&clipping.modified));
    Answer {
        title: value(&clipping.headline),
        author: value(&clipping.credited).unwrap_or_default(),
        date: day.map(|published| published.day()),
        body: match &clipping.standfirst {
            Some(part) if part.evidence == Evidence::Text => format!("{}\n\n{body}", part.value),
            _ => body,
        },
        dek: value(&clipping.standfirst),
        lead_image: value(&clipping.lead_image).map(|image| image.address),
    }
}
