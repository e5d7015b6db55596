//! What an editor relies on when something is in the library.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

mod boards;
mod collecting;
mod collecting_editions;
mod collecting_sources;
mod exporting;
mod facts;
mod filing;
mod holding;
mod judging;
mod keeping;
mod opening;
mod queries;
mod shelves;
mod undo;
mod words;
