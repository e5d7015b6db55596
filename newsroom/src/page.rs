//! What the web, a file or a paste handed us, before anything was understood.

mod fetch;
mod pictures;
mod reach;
mod receive;
mod way;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Address;

pub use fetch::{Errand, Fetched, Limits, fetch};
pub use pictures::{PictureLimits, Pictures, pictures};
pub use reach::{Reach, is_public};
pub use receive::{Entry, dropped, entry, pasted, read_file};

/// The largest page that is kept, in bytes: 20 MiB. The largest article page measured in the
/// extraction benchmarks has 3 MB.
pub const LARGEST: usize = 20 << 20;

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

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// A number of bytes as a person reads it: "20.0 MiB".
fn largest(bytes: usize) -> String {
    format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20))
}

/// Whether bytes are no text: among the first, more than one in a hundred is a NUL, and they are not
/// UTF-16, which has many.
fn looks_binary(bytes: &[u8]) -> bool {
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let head = &bytes[..bytes.len().min(4_096)];
    let magic = head.starts_with(b"%PDF-") || head.starts_with(b"PK\x03\x04");
    // A stray NUL stands in many a page; a picture is full of them.
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    magic || (!utf16 && nuls * 100 > head.len())
}
