//! What may be done with what others wrote: their terms, as far as the editor knows them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The terms under which a story, or all stories of an outlet, may be passed on. What is not said is not
/// known, and never taken for leave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Rights {
    /// How much of it may be printed.
    pub reuse: Option<Reuse>,
    /// The licence or the agreement, in words: "CC BY 4.0".
    pub licence: Option<String>,
    /// Whom to credit, as they want to be named.
    pub credit: Option<String>,
    /// Most words in one quote.
    pub quote_limit: Option<u32>,
    /// Nothing of it may be sent out before this moment.
    #[cfg_attr(feature = "ts", ts(type = "string | null"))]
    pub embargo: Option<DateTime<Utc>>,
}

/// How much of a story may be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Reuse {
    /// All of it.
    Whole,
    /// Its headline, a link, and quotes.
    Quotes,
}

impl Reuse {
    /// Both, in the order in which they are offered.
    pub const ALL: [Reuse; 2] = [Reuse::Whole, Reuse::Quotes];

    /// The word as it is stored and typed: `whole`.
    pub fn as_str(self) -> &'static str {
        match self {
            Reuse::Whole => "whole",
            Reuse::Quotes => "quotes",
        }
    }

    /// What a word means.
    pub fn named(word: &str) -> Option<Reuse> {
        Reuse::ALL.into_iter().find(|reuse| reuse.as_str() == word)
    }
}

impl Rights {
    /// What holds for a story: its own terms, and where they say nothing those of its outlet.
    pub fn over(self, outlet: Rights) -> Rights {
        Rights {
            reuse: self.reuse.or(outlet.reuse),
            licence: self.licence.or(outlet.licence),
            credit: self.credit.or(outlet.credit),
            quote_limit: self.quote_limit.or(outlet.quote_limit),
            embargo: self.embargo.or(outlet.embargo),
        }
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        *self == Rights::default()
    }
}
