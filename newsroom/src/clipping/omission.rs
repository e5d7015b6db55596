//! What a clip could not find, named as missing instead of guessed.

use serde::{Deserialize, Serialize};

use crate::clipping::Clipping;

/// A part that could not be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Omission {
    /// No headline.
    Headline,
    /// No standfirst.
    Standfirst,
    /// No writer is named.
    Byline,
    /// No outlet is named.
    Outlet,
    /// No date is given.
    Published,
    /// No article text.
    Body,
    /// The page was too large or too deep; the end of it was not read.
    Rest,
    /// Some of its further pages, which could not be fetched.
    Pages,
    /// No text, because its pages are pictures: a scan.
    Scanned,
    /// No text, because the file is locked with a password.
    Locked,
    /// No text, because the file is damaged.
    Damaged,
}

impl Omission {
    /// Why text is missing and what to do about it, as a clause; nothing where that is plain.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Omission::Scanned => {
                Some("its pages are pictures, which cannot be read here; the file is kept")
            }
            Omission::Locked => Some(
                "the file is locked; it is kept, and what it says can be clipped once it is printed to a new file without its password",
            ),
            Omission::Damaged => Some("the file is damaged; it is kept as it came"),
            Omission::Rest => Some(
                "the page is too large or nested too deep to be read to its end; all of it is kept",
            ),
            Omission::Pages => {
                Some("some of its further pages could not be fetched; clip it again to have them")
            }
            _ => None,
        }
    }
}

/// Names what a clipping has not, before what was named while it was cut.
pub(super) fn name_all(clipping: &mut Clipping) {
    let missing = [
        (clipping.headline.is_none(), Omission::Headline),
        (clipping.standfirst.is_none(), Omission::Standfirst),
        (clipping.byline.is_none(), Omission::Byline),
        (clipping.outlet.is_none(), Omission::Outlet),
        (clipping.published.is_none(), Omission::Published),
        (clipping.body.is_empty(), Omission::Body),
    ];
    let missing = missing.iter().filter(|(is_missing, _)| *is_missing);
    let mut omissions: Vec<_> = missing.map(|(_, omission)| *omission).collect();
    omissions.append(&mut clipping.omissions);
    clipping.omissions = omissions;
}
