//! The numbers of editions: 41, and 41.1 for its first correction.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Error;

/// An edition's number within its collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Number {
    /// Which edition.
    pub issue: u32,
    /// Which correction of it; 0 is the edition itself.
    pub correction: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.correction {
            0 => write!(to, "{}", self.issue),
            correction => write!(to, "{}.{correction}", self.issue),
        }
    }
}

impl FromStr for Number {
    type Err = Error;

    fn from_str(text: &str) -> Result<Number, Error> {
        let (issue, correction) = text.split_once('.').unwrap_or((text, "0"));
        match (issue.parse(), correction.parse()) {
            (Ok(issue), Ok(correction)) => Ok(Number { issue, correction }),
            _ => Err(Error::Refused(format!(
                "“{text}” is no edition's number; write 41, or 41.1 for a correction"
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, issue, correction) in [("41", 41, 0), ("41.1", 41, 1), ("0.12", 0, 12)] {
            let number = Number { issue, correction };
            assert_eq!(text.parse::<Number>().unwrap(), number);
            assert_eq!(number.to_string(), text);
        }
        for wrong in ["", "forty", "41.", ".1", "41.1.1", "-1", "41.x"] {
            assert!(wrong.parse::<Number>().is_err(), "{wrong:?}");
        }
    }
}
