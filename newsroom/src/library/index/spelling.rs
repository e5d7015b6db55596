//! A word that was perhaps meant.

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use crate::library::index::Shelf;

/// The shortest words that may be misspelled by one letter, and by two.
const SHORTEST: [(u8, usize); 2] = [(1, 4), (2, 7)];
/// How many times as often a word must stand in stories to be meant by a word that stands there, too.
const OFTENER: u64 = 20;

/// The nearest word that stands in a story of the shelves: one letter away before two, and the commonest of
/// those. None if the word itself is about as common.
pub(super) fn nearest(shelves: &[Shelf<'_>], word: &str) -> tantivy::Result<Option<String>> {
    let Some(text) = shelves.first().map(|shelf| shelf.fields.text) else {
        return Ok(None);
    };
    let term = Term::from_field_text(text, word);
    let own = (shelves.iter()).try_fold(0, |own, shelf| {
        tantivy::Result::Ok(own + shelf.searcher.doc_freq(&term)?)
    })?;
    let length = word.chars().count();
    if !word.chars().all(char::is_alphabetic) {
        return Ok(None);
    }
    for (distance, shortest) in SHORTEST {
        if length < shortest {
            break;
        }
        let near = FuzzyTermQuery::new(term.clone(), distance, true).automaton()?;
        let mut found: FxHashMap<Vec<u8>, u64> = FxHashMap::default();
        let segments = shelves.iter().map(|shelf| shelf.searcher.segment_readers());
        for segment in segments.flatten() {
            let index = segment.inverted_index(text)?;
            let mut terms = index.terms().search(&near).into_stream()?;
            while terms.advance() {
                if terms.key() != word.as_bytes() {
                    let docs = u64::from(terms.value().doc_freq);
                    *found.entry(terms.key().to_vec()).or_default() += docs;
                }
            }
        }
        let best = (found.into_iter())
            .filter(|(_, docs)| *docs > own * OFTENER)
            .max_by(|(one, few), (other, many)| few.cmp(many).then_with(|| other.cmp(one)));
        if let Some((nearest, _)) = best {
            return Ok(String::from_utf8(nearest).ok());
        }
    }
    Ok(None)
}
