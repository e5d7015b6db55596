//! What readers get, read back by others than those who wrote it: nothing is lost, added or out of order.
//!
//! Where the environment names a folder in CLIPDESK_PRINTS, the prints stay there, for `tests/validators`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what does not hold is a failed test"
)]

#[path = "printing/citations.rs"]
mod citations;
#[path = "printing/csv.rs"]
mod csv;
#[path = "printing/docx.rs"]
mod docx;
#[path = "printing/epub.rs"]
mod epub;
#[path = "printing/expected.rs"]
mod expected;
#[path = "printing/feeds.rs"]
mod feeds;
#[path = "printing/further.rs"]
mod further;
#[path = "printing/html.rs"]
mod html;
#[path = "printing/json.rs"]
mod json;
#[path = "printing/letters.rs"]
mod letters;
#[path = "printing/markdown.rs"]
mod markdown;
#[path = "printing/markup.rs"]
mod markup;
#[path = "printing/notes.rs"]
mod notes;
#[path = "printing/outline.rs"]
mod outline;
#[path = "printing/sample.rs"]
mod sample;
#[path = "printing/stories.rs"]
mod stories;
