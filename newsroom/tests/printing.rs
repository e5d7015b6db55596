//! What readers get, read back by others than those who wrote it: nothing is lost, added or out of order.
//!
//! Where the environment names a folder in CLIPDESK_PRINTS, the prints stay there, for `tests/validators`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what does not hold is a failed test"
)]

#[path = "printing/csv.rs"]
mod csv;
#[path = "printing/expected.rs"]
mod expected;
#[path = "printing/further.rs"]
mod further;
#[path = "printing/json.rs"]
mod json;
#[path = "printing/sample.rs"]
mod sample;
#[path = "printing/stories.rs"]
mod stories;
