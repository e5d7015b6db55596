//! The newsroom: everything Clipdesk knows about news, and nothing about windows.
//!
//! The nouns, in the order in which a story meets them:
//!
//! - a [`Page`] is what the web, a file or a paste handed us;
//! - [`clip`] cuts it into a [`Clipping`]: headline, standfirst, byline, body, leads …;
//! - the [`library`] files the clipping as a [`Story`](story::Story), beside what the editor says of it;
//! - a [`topic`] gathers stories, in sections and in an order;
//! - its [`picture`]s are kept beside it, by their content;
//! - an [`edition`] is what readers get, and prints without looking anything up.
//!
//! Nouns are pure. Only [`page`] and the [`post`] open sockets, only [`library`] knows SQL, and
//! the time is always an argument.

pub mod address;
pub mod chore;
pub mod claim;
pub mod clipping;
pub mod collection;
pub mod edition;
pub mod error;
pub mod job;
pub mod library;
pub mod margin;
pub mod page;
pub mod picture;
pub mod post;
pub mod rights;
pub mod search;
pub mod settings;
pub mod shelf;
pub mod story;
pub mod topic;

pub use address::Address;
pub use clipping::{Clipping, clip, clip_whole};
pub use error::{Error, Kind, Result};
pub use library::Library;
pub use page::Page;
