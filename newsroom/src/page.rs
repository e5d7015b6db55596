//! What the web, a file or a paste handed us, before anything was understood.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Address;

/// A page as it was received. It is the evidence: nothing in it is ever changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was found, after redirects; a paste or a file may have none.
    pub address: Option<Address>,
    /// The bytes as received, with any transfer compression undone.
    pub bytes: Vec<u8>,
    /// How the bytes are to be read.
    pub form: Form,
    /// The character set that the server named, if it did.
    pub charset: Option<String>,
    /// When it was received.
    pub seen_at: DateTime<Utc>,
    /// How it came in.
    pub how: How,
}

/// How a page's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// HTML, or XHTML served as such.
    Html,
    /// Plain text, as a person copies it from a page.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
}

/// How a page came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// Fetched from its address.
    Fetched,
    /// Read from a file.
    File,
    /// Pasted by a person.
    Pasted,
    /// One of the sample stories that come with the desk.
    Sample,
}
