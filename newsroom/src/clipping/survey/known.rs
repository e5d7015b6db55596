//! The names of elements that were met a short while ago.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

/// How many are remembered.
const MOST: usize = 1_024;

/// What elements are called: see [`dom::names`](crate::clipping::dom::names).
type Called<'a> = [Option<&'a str>; 4];

/// The numbers of names, each in the one place that its hash gives it. Where two meet in one place the
/// later counts, so whoever chooses names that collide has them read again, and nothing worse.
#[derive(Debug)]
pub(super) struct Known<'a> {
    places: Vec<Option<(Called<'a>, usize)>>,
}

impl Default for Known<'_> {
    fn default() -> Self {
        Known {
            places: vec![None; MOST],
        }
    }
}

impl<'a> Known<'a> {
    /// The number of some names, `next` where they are not remembered. Those of most elements, none at
    /// all, have the number 0.
    pub(super) fn number(&mut self, called: Called<'a>, next: usize) -> usize {
        if called == [None; 4] {
            return 0;
        }
        let mut hasher = FxHasher::default();
        called.hash(&mut hasher);
        // The upper bits are the better ones.
        let place = usize::try_from(hasher.finish() >> 54).unwrap_or(0);
        match self.places.get_mut(place) {
            Some(Some((known, number))) if *known == called => *number,
            Some(place) => {
                *place = Some((called, next));
                next
            }
            None => next,
        }
    }
}
