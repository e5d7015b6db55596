//! What an edition can be printed as.

use serde::{Deserialize, Serialize};

macro_rules! formats {
    ($($(#[$doc:meta])* $variant:ident = $name:literal in $extension:literal),+ $(,)?) => {
        /// What an edition can be printed as.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
        #[serde(rename_all = "kebab-case")]
        pub enum Format { $($(#[$doc])* $variant),+ }

        impl Format {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Format] = &[$(Format::$variant),+];

            /// The format's name as it is typed: `csl-json`.
            pub fn as_str(self) -> &'static str {
                match self { $(Format::$variant => $name),+ }
            }

            /// The end of a file's name.
            pub fn extension(self) -> &'static str {
                match self { $(Format::$variant => $extension),+ }
            }
        }
    };
}

formats! {
    /// Markdown, after CommonMark, its pictures beside it.
    Md = "md" in "md",
    /// Markdown as a folder of notes with properties, a story each, and one note that leads to them.
    Notes = "notes" in "md",
    /// One HTML file that needs nothing else and runs nothing.
    Html = "html" in "html",
    /// PDF, tagged and with bookmarks. It is printed by the crate `press_pdf`.
    Pdf = "pdf" in "pdf",
    /// A book, EPUB 3.
    Epub = "epub" in "epub",
    /// A document for Word and its kin.
    Docx = "docx" in "docx",
    /// A mail, as a draft that a mail program opens.
    Eml = "eml" in "eml",
    /// A feed, after RSS 2.0.
    Rss = "rss" in "rss",
    /// A feed, after RFC 4287.
    Atom = "atom" in "atom",
    /// A feed, after JSON Feed 1.1.
    JsonFeed = "json-feed" in "feed.json",
    /// An outline, after OPML 2.0: its stories as links.
    Opml = "opml" in "opml",
    /// A table, after RFC 4180: a row a story.
    Csv = "csv" in "csv",
    /// All of it for programs, after a schema of our own.
    Json = "json" in "json",
    /// Its stories for programs, one a line.
    Jsonl = "jsonl" in "jsonl",
    /// Citations for LaTeX.
    Bibtex = "bibtex" in "bib",
    /// Citations that most reference managers read.
    Ris = "ris" in "ris",
    /// Citations for Zotero and citation processors.
    CslJson = "csl-json" in "csl.json",
}

impl Format {
    /// The format with a name.
    pub fn named(name: &str) -> Option<Format> {
        Format::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == name)
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
        text.into_bytes().into()
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
