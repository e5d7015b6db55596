//! What readers get, read back by others than those who wrote it: nothing is lost, added or out of order.
//!
//! Where the environment names a folder in CLIPDESK_PRINTS, the prints stay there, for `tests/validators`.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what does not hold is a failed test"
)]

#[path = "printing/docx.rs"]
mod docx;
#[path = "printing/epub.rs"]
mod epub;
#[path = "printing/expected.rs"]
mod expected;
#[path = "printing/html.rs"]
mod html;
#[path = "printing/markdown.rs"]
mod markdown;
#[path = "printing/sample.rs"]
mod sample;
