//! Whether what a story says holds, as far as somebody at the desk looked into that.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What is known of whether a story's claim holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Claim {
    /// Whether it holds.
    pub status: ClaimStatus,
    /// Who looked into it; may be unknown.
    pub by: Option<String>,
    /// On whose word it is judged so; may be nobody's.
    pub according_to: Option<String>,
    /// When that was said.
    #[cfg_attr(feature = "ts", ts(type = "string"))]
    pub at: DateTime<Utc>,
}

/// Whether what a story says holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum ClaimStatus {
    /// Somebody is to look into it.
    ToVerify,
    /// It holds.
    Confirmed,
    /// Others say that it does not hold.
    Disputed,
    /// It is not to be used.
    DoNotUse,
}

impl ClaimStatus {
    /// All of them, in the order in which they are offered.
    pub const ALL: [ClaimStatus; 4] = [
        ClaimStatus::ToVerify,
        ClaimStatus::Confirmed,
        ClaimStatus::Disputed,
        ClaimStatus::DoNotUse,
    ];

    /// The status as it is typed: `to-verify`.
    pub fn as_str(self) -> &'static str {
        match self {
            ClaimStatus::ToVerify => "to-verify",
            ClaimStatus::Confirmed => "confirmed",
            ClaimStatus::Disputed => "disputed",
            ClaimStatus::DoNotUse => "do-not-use",
        }
    }

    /// The status in a sentence: "to be verified".
    pub fn words(self) -> &'static str {
        match self {
            ClaimStatus::ToVerify => "to be verified",
            ClaimStatus::Confirmed => "confirmed",
            ClaimStatus::Disputed => "disputed",
            ClaimStatus::DoNotUse => "not to be used",
        }
    }

    /// The status with a name, as it is typed.
    pub fn named(name: &str) -> Option<ClaimStatus> {
        let named = |status: &ClaimStatus| status.as_str().eq_ignore_ascii_case(name.trim());
        ClaimStatus::ALL.into_iter().find(named)
    }

    /// How a library writes it down.
    pub(crate) fn number(self) -> i64 {
        match self {
            ClaimStatus::ToVerify => 1,
            ClaimStatus::Confirmed => 2,
            ClaimStatus::Disputed => 3,
            ClaimStatus::DoNotUse => 4,
        }
    }

    /// What a library wrote down.
    pub(crate) fn numbered(number: i64) -> Option<ClaimStatus> {
        ClaimStatus::ALL
            .into_iter()
            .find(|status| status.number() == number)
    }
}
