//! The `articleBody` that a page's JSON-LD states: which of its lines stand in it.

use memchr::memmem::Finder;

use super::Claims;

/// How much of a line is looked for, in letters and digits.
const LONGEST: usize = 80;

/// Shortest line that is looked for, in bytes: a word or two stand in any text.
const SHORTEST: usize = 9;

/// How much is searched for all lines together, in bytes. A story of 50,000 bytes on a page of 2,000
/// lines stays below; whoever states more has that many lines believed, and no more.
const SEARCHED: usize = 128 << 20;

/// A stated body, as letters and digits alone.
pub(super) struct Stated {
    body: String,
    /// What may still be searched, in bytes.
    left: usize,
}

impl Stated {
    pub(super) fn of(claims: &Claims) -> Stated {
        let body = claims.body.as_deref().unwrap_or_default();
        Stated {
            body: squeezed(body).collect(),
            left: SEARCHED,
        }
    }

    /// Whether a line stands in it: 1 or -1; 0 where nothing is stated.
    pub(super) fn holds(&mut self, line: &str) -> f32 {
        if self.body.is_empty() {
            return 0.0;
        }
        let part: String = squeezed(line).take(LONGEST).collect();
        if part.len() < SHORTEST || self.left < self.body.len() {
            return -1.0;
        }
        self.left -= self.body.len();
        let found = Finder::new(&part).find(self.body.as_bytes());
        if found.is_some() { 1.0 } else { -1.0 }
    }
}

/// The letters and digits of a text, in small letters.
fn squeezed(words: &str) -> impl Iterator<Item = char> {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}
