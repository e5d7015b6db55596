//! The numbers of editions: 41, and 41.1 for its first correction.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use sha2::{Digest, Sha256};

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

/// A UUID made of these words, which gives the same for the same (RFC 9562, version 8: of their SHA-256).
pub fn id_of(words: &[&str]) -> String {
    let mut hash = Sha256::new();
    for word in words {
        hash.update((word.len() as u64).to_be_bytes());
        hash.update(word);
    }
    let mut bytes = [0_u8; 16];
    bytes
        .iter_mut()
        .zip(hash.finalize())
        .for_each(|(to, from)| *to = from);
    let mut id = u128::from_be_bytes(bytes);
    id = id & !(0xF << 76) | 0x8 << 76;
    id = id & !(0b11 << 62) | 0b10 << 62;
    let hex = format!("{id:032x}");
    let mut at = 0;
    let groups = [8, 4, 4, 4, 12].map(|many| {
        at += many;
        hex.get(at - many..at).unwrap_or_default()
    });
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_uuid_and_depends_on_each_word() {
        let id = id_of(&["topic", "Talks"]);
        assert_eq!(id.len(), 36);
        assert_eq!(&id[14..15], "8");
        assert!("89ab".contains(&id[19..20]), "{id}");
        assert_eq!(id, id_of(&["topic", "Talks"]));
        assert_ne!(id, id_of(&["topicT", "alks"]));
    }

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
