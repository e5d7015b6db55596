//! Days that a text suggests.

use chrono::NaiveDate;

use crate::clipping::{Block, Clipping, date};

/// How many paragraphs of a story are about the day it was written.
const FIRST: usize = 2;

/// Reads the days that the first paragraphs of a clipping suggest.
pub(crate) fn read(clipping: &mut Clipping, seen: NaiveDate) {
    let standfirst = clipping.standfirst.iter().map(|part| part.value.clone());
    let body = clipping.body.iter().filter_map(|block| match block {
        Block::Paragraph { text } => Some(text.iter().map(|run| run.text.as_str()).collect()),
        _ => None,
    });
    let first: Vec<String> = standfirst.chain(body).take(FIRST).collect();
    clipping.day_hints = date::hints(&first.join("\n"), seen);
}
