//! What an editor relies on when something is in the library.

mod facts;
mod filing;
mod holding;
mod opening;
mod shelves;
mod undo;
