//! What the web, a file or a paste handed us, before anything was understood.

mod fetch;
mod further;
mod line;
mod pictures;
mod reach;
mod receive;
mod way;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Address;

pub use fetch::{Errand, Fetched, Limits, fetch};
pub use further::{Whole, fetch_whole};
pub(crate) use line::authorities_of;
pub use line::check;
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

impl Page {
    /// SHA-256 of its bytes, in hexadecimal: what its snapshot is known by.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
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
    /// A PDF.
    Pdf,
    /// A mail, such as a newsletter.
    Mail,
    /// An archive of a page with its pictures, as browsers save it: MHTML.
    Archive,
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

/// The form of a mail, which begins with headers: an archive of a page says which page it is of.
fn mail_by_headers(bytes: &[u8]) -> Option<Form> {
    /// Headers of mails that came through many hands have 10 kB.
    const WITHIN: usize = 16_384;
    let head = bytes.get(..WITHIN.min(bytes.len())).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let lines: Vec<&str> = head
        .lines()
        .take_while(|line| !line.trim().is_empty())
        .collect();
    let has = |name: &str| lines.iter().any(|line| line.starts_with(name));
    let field = |line: &str| {
        line.split_once(':')
            .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|c| c.is_ascii_graphic()))
    };
    let mail = lines.first().is_some_and(|line| field(line))
        && (has("mime-version:") || (has("from:") && has("date:") && has("subject:")));
    let archive = has("snapshot-content-location:") || has("from: <saved by");
    match (mail, archive) {
        (true, true) => Some(Form::Archive),
        (true, false) => Some(Form::Mail),
        (false, _) => None,
    }
}

/// The form of bytes that say themselves what they are, whatever they are called.
fn form_by_magic(bytes: &[u8]) -> Option<Form> {
    /// Readers of PDFs look for the mark this far in; some servers put lines before it.
    const PDF_WITHIN: usize = 1_024;
    let head = bytes.get(..PDF_WITHIN.min(bytes.len())).unwrap_or_default();
    let marked = head.starts_with(b"%PDF-")
        || (looks_binary(bytes) && head.windows(5).any(|at| at == b"%PDF-"));
    marked.then_some(Form::Pdf)
}

/// Whether bytes are no text: among the first, more than one in a hundred is a NUL, or three in a hundred
/// are controls that no charset uses; and they are not UTF-16, which has many.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4_096)];
    // A stray NUL stands in many a page; a picture is full of them.
    let nuls = head.iter().filter(|byte| **byte == 0).count();
    // ISO-2022 switches by the bytes from 0x0E to 0x1B.
    let controls = head
        .iter()
        .filter(|byte| matches!(byte, 0..=0x08 | 0x10..=0x1A | 0x1C..=0x1F));
    let packed = controls.count() * 100 > head.len() * 3 && head.len() > 64;
    head.starts_with(b"PK\x03\x04")
        || (!crate::clipping::is_utf16(bytes) && (nuls * 100 > head.len() || packed))
}
