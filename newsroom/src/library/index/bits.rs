//! A set of the documents of a segment, a bit each.

use tantivy::query::{ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, TantivyError};

use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;

/// A set of documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    /// How many documents there are, in the set or not.
    all: u32,
}

impl Bits {
    /// None of so many documents.
    pub(super) fn none(all: u32) -> Bits {
        Bits {
            words: vec![0; (all as usize).div_ceil(64)],
            all,
        }
    }

    /// All of so many documents.
    pub(super) fn every(all: u32) -> Bits {
        let mut bits = Bits::none(all);
        bits.invert();
        bits
    }

    /// Adds a document. One that the segment does not have is no member of any set.
    pub(super) fn insert(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut(doc as usize / 64) {
            *word |= 1 << (doc % 64);
        }
    }

    pub(super) fn contains(&self, doc: DocId) -> bool {
        (self.words.get(doc as usize / 64)).is_some_and(|word| word >> (doc % 64) & 1 == 1)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    pub(super) fn len(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn invert(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        let spare = self.all % 64;
        if spare > 0
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << spare) - 1;
        }
    }

    pub(super) fn retain(&mut self, keep: impl Fn(DocId) -> bool) {
        for (word, at) in self.words.iter_mut().zip(0u32..) {
            let mut rest = *word;
            while rest != 0 {
                let bit = rest.trailing_zeros();
                if !keep(at * 64 + bit) {
                    *word &= !(1 << bit);
                }
                rest &= rest - 1;
            }
        }
    }

    pub(super) fn keep(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    pub(super) fn add(&mut self, other: &Bits) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// The documents in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DocId> {
        self.words.iter().zip(0u32..).flat_map(|(&word, at)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros())?;
                rest &= rest - 1;
                Some(at * 64 + bit)
            })
        })
    }

    /// The first document that is this one or later.
    fn from(&self, doc: DocId) -> DocId {
        let mut at = doc as usize / 64;
        let Some(first) = self.words.get(at) else {
            return TERMINATED;
        };
        let mut word = first & (u64::MAX << (doc % 64));
        while word == 0 {
            at += 1;
            match self.words.get(at) {
                Some(&next) => word = next,
                None => return TERMINATED,
            }
        }
        (at as u32) * 64 + word.trailing_zeros()
    }
}

/// Asks for the documents of sets, one for each segment, and gives all of them one score.
#[derive(Debug, Clone)]
pub(super) struct InSets {
    pub(super) sets: Arc<FxHashMap<SegmentId, Arc<Bits>>>,
    pub(super) score: Score,
}

impl Query for InSets {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for InSets {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let bits = match self.sets.get(&reader.segment_id()) {
            Some(bits) => Arc::clone(bits),
            None => Arc::new(Bits::none(reader.max_doc())),
        };
        let docs = BitDocs {
            at: bits.from(0),
            size: bits.len(),
            bits,
        };
        Ok(Box::new(ConstScorer::new(docs, boost * self.score)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "a set of stories explains no score".to_owned(),
        ))
    }
}

/// The documents of a set, one after another.
struct BitDocs {
    bits: Arc<Bits>,
    at: DocId,
    size: u32,
}

impl DocSet for BitDocs {
    fn advance(&mut self) -> DocId {
        if self.at != TERMINATED {
            self.at = self.bits.from(self.at + 1);
        }
        self.at
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if target > self.at {
            self.at = self.bits.from(target);
        }
        self.at
    }

    fn doc(&self) -> DocId {
        self.at
    }

    fn size_hint(&self) -> u32 {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sets_are_sets(all in 0u32..300, docs in prop::collection::btree_set(0u32..300, 0..60)) {
            let docs: Vec<u32> = docs.into_iter().filter(|&doc| doc < all).collect();
            let mut bits = Bits::none(all);
            docs.iter().for_each(|&doc| bits.insert(doc));
            prop_assert_eq!(bits.iter().collect::<Vec<_>>(), docs.clone());
            prop_assert_eq!(bits.len() as usize, docs.len());
            for doc in 0..all {
                let next = docs.iter().copied().find(|&other| other >= doc);
                prop_assert_eq!(bits.from(doc), next.unwrap_or(TERMINATED));
                prop_assert_eq!(bits.contains(doc), docs.contains(&doc));
            }
            let mut others = bits.clone();
            others.invert();
            prop_assert_eq!(others.len() + bits.len(), all);
            others.add(&bits);
            prop_assert_eq!(&others, &Bits::every(all));
            others.keep(&bits);
            prop_assert_eq!(others, bits);
        }
    }
}
