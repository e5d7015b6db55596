//! One error for the whole engine: a sentence for people, a [`Kind`] for callers.

use std::path::PathBuf;

/// The engine's results.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What went wrong, worded so that it can be shown as it is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something that was asked for does not exist.
    #[error("{0}")]
    Missing(String),
    /// What was asked cannot be done; nothing changed.
    #[error("{0}")]
    Refused(String),
    /// A page that was not to be had; the link itself is worth keeping.
    #[error("{address}: {why}")]
    Unfetched {
        /// The address that was asked for.
        address: String,
        /// What happened, as a clause: "the server answered 403 (forbidden)".
        why: String,
    },
    /// A page that came, and is no story: a consent wall, a bot check. It can be filed all the same.
    #[error("{place}: {why}")]
    NotTheStory {
        /// The address, the file, or what else was given.
        place: String,
        /// What came instead, what says so, and what to do.
        why: String,
    },
    /// A file or folder that could not be read or written.
    #[error("{path}: {why}")]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What happened, and what is left as it was.
        why: String,
    },
    /// The library itself is not well, or cannot be written.
    #[error("{0}")]
    Library(String),
}

/// What a caller may decide upon. A kind is added only when some caller treats it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The thing does not exist.
    Missing,
    /// Refused; nothing changed.
    Refused,
    /// The page was not to be had; the link is kept.
    Unfetched,
    /// The page is no story; it is kept if a person says so.
    NotTheStory,
    /// A file, a folder or the library could not be read or written.
    Broken,
}

impl Error {
    /// What a caller may decide upon.
    pub fn kind(&self) -> Kind {
        match self {
            Error::Missing(_) => Kind::Missing,
            Error::Refused(_) => Kind::Refused,
            Error::Unfetched { .. } => Kind::Unfetched,
            Error::NotTheStory { .. } => Kind::NotTheStory,
            Error::File { .. } | Error::Library(_) => Kind::Broken,
        }
    }
}

/// An error as the window and `--json` see it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Complaint {
    /// What may be decided upon.
    pub kind: Kind,
    /// The sentence to show.
    pub message: String,
}

impl From<Error> for Complaint {
    fn from(error: Error) -> Complaint {
        Complaint {
            kind: error.kind(),
            message: error.to_string(),
        }
    }
}
