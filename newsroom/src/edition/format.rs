//! What an edition can be printed as.

use serde::{Deserialize, Serialize};

/// What an edition can be printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Format {
    /// Markdown, after CommonMark, its pictures beside it.
    Md,
    /// One HTML file that needs nothing else and runs nothing.
    Html,
    /// A mail, as a draft that a mail program opens.
    Eml,
    /// A feed, after RSS 2.0.
    Rss,
    /// A feed, after RFC 4287.
    Atom,
    /// A feed, after JSON Feed 1.1.
    JsonFeed,
    /// An outline, after OPML 2.0: its stories as links.
    Opml,
    /// A table, after RFC 4180: a row a story.
    Csv,
    /// All of it for programs, after a schema of our own.
    Json,
    /// Its stories for programs, one a line.
    Jsonl,
    /// Citations for LaTeX.
    Bibtex,
    /// Citations that most reference managers read.
    Ris,
    /// Citations for Zotero and citation processors.
    CslJson,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Format; 13] = [
        Format::Md,
        Format::Html,
        Format::Eml,
        Format::Rss,
        Format::Atom,
        Format::JsonFeed,
        Format::Opml,
        Format::Csv,
        Format::Json,
        Format::Jsonl,
        Format::Bibtex,
        Format::Ris,
        Format::CslJson,
    ];

    /// The format's name as it is typed: `csl-json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Html => "html",
            Format::Eml => "eml",
            Format::Rss => "rss",
            Format::Atom => "atom",
            Format::JsonFeed => "json-feed",
            Format::Opml => "opml",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Bibtex => "bibtex",
            Format::Ris => "ris",
            Format::CslJson => "csl-json",
        }
    }

    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Md => "md",
            Format::Html => "html",
            Format::Eml => "eml",
            Format::Rss => "rss",
            Format::Atom => "atom",
            Format::JsonFeed => "json",
            Format::Opml => "opml",
            Format::Csv => "csv",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Bibtex => "bib",
            Format::Ris => "ris",
            Format::CslJson => "json",
        }
    }
}

/// An edition, printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// The file itself.
    pub bytes: Vec<u8>,
    /// The files that it shows, to lie beside it: a path within its folder, and bytes.
    pub beside: Vec<(String, Vec<u8>)>,
}

impl From<String> for Print {
    fn from(text: String) -> Print {
        Print {
            bytes: text.into_bytes(),
            beside: Vec::new(),
        }
    }
}

impl From<Vec<u8>> for Print {
    fn from(bytes: Vec<u8>) -> Print {
        Print {
            bytes,
            beside: Vec::new(),
        }
    }
}
