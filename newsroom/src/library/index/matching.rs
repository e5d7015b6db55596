//! Which documents of a segment match, all of them, without an order.

use tantivy::postings::TermInfo;
use tantivy::query::{EnableScoring, PhraseQuery, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::library::index::bits::Bits;
use crate::library::index::layout::{Fields, in_headline, stem_term};
use crate::library::index::places::Places;
use crate::library::index::resolved::{Node, Wording};
use crate::search::Within;

/// The most words with which an unfinished row is finished: the commonest of those that begin so.
pub(super) const CONTINUATIONS: usize = 200;
/// The longest beginning of a word that lies in a list of its own, in letters.
pub(super) const SHORT: usize = 2;

/// A segment, and what is needed to search it.
pub(super) struct Segment<'s> {
    pub(super) searcher: &'s Searcher,
    pub(super) reader: &'s SegmentReader,
    pub(super) fields: &'s Fields,
    pub(super) places: &'s Places,
}

impl Segment<'_> {
    /// The documents that match, deleted ones among them.
    pub(super) fn docs(&self, node: &Node) -> tantivy::Result<Bits> {
        let all = self.reader.max_doc();
        Ok(match node {
            Node::All(of) => {
                let mut bits = Bits::every(all);
                // What is quick to say may spare the rest.
                let (quick, slow): (Vec<&Node>, Vec<&Node>) =
                    of.iter().partition(|part| matches!(part, Node::Stories(_)));
                for part in quick.into_iter().chain(slow) {
                    bits.keep(&self.docs(part)?);
                    if bits.is_empty() {
                        break;
                    }
                }
                bits
            }
            Node::Any(of) => {
                let mut bits = Bits::none(all);
                for part in of {
                    bits.add(&self.docs(part)?);
                }
                bits
            }
            Node::Not(part) => {
                let mut bits = self.docs(part)?;
                bits.invert();
                bits
            }
            Node::Words(wording) => self.worded(wording)?,
            Node::Stories(stories) => self.places.docs(stories),
        })
    }

    fn worded(&self, wording: &Wording) -> tantivy::Result<Bits> {
        let sought = &wording.sought;
        let mut bits = match &wording.named {
            Some(stories) => self.places.docs(stories),
            None => Bits::none(self.reader.max_doc()),
        };
        let field = words_field(self.fields, wording.within);
        let Some((last, before)) = sought.row.split_last() else {
            return Ok(bits);
        };
        if !before.is_empty() {
            if sought.open {
                for (_, word) in self.continuations(field, last, CONTINUATIONS)? {
                    self.add_row(field, before, &word, &mut bits)?;
                }
            } else {
                self.add_row(field, before, last, &mut bits)?;
            }
            return Ok(bits);
        }
        for (field, term) in single_terms(self.fields, wording) {
            self.add_term(field, &term, &mut bits)?;
        }
        if sought.open && last.chars().count() > SHORT {
            let index = self.reader.inverted_index(field)?;
            self.each_beginning(field, last, |_, info| add_postings(&index, info, &mut bits))?;
        }
        Ok(bits)
    }

    fn add_term(&self, field: Field, term: &str, bits: &mut Bits) -> tantivy::Result<()> {
        let index = self.reader.inverted_index(field)?;
        if let Some(info) = index.get_term_info(&Term::from_field_text(field, term))? {
            add_postings(&index, &info, bits)?;
        }
        Ok(())
    }

    fn add_row(
        &self,
        field: Field,
        before: &[String],
        last: &str,
        bits: &mut Bits,
    ) -> tantivy::Result<()> {
        let terms = (before.iter().map(String::as_str))
            .chain([last])
            .map(|word| Term::from_field_text(field, word))
            .collect();
        let scoring = EnableScoring::disabled_from_searcher(self.searcher);
        let weight = PhraseQuery::new(terms).weight(scoring)?;
        let mut docs = weight.scorer(self.reader, 1.0)?;
        while docs.doc() != TERMINATED {
            bits.insert(docs.doc());
            docs.advance();
        }
        Ok(())
    }

    /// The commonest words that begin so, with the number of documents that hold them.
    pub(super) fn continuations(
        &self,
        field: Field,
        beginning: &str,
        most: usize,
    ) -> tantivy::Result<Vec<(u32, String)>> {
        let mut words = Vec::new();
        self.each_beginning(field, beginning, |word, info| {
            words.push((info.doc_freq, word.to_vec()));
            Ok(())
        })?;
        if words.len() > most {
            words.select_nth_unstable_by(most, |one, other| other.cmp(one));
            words.truncate(most);
        }
        let words = words
            .into_iter()
            .map(|(docs, word)| (docs, String::from_utf8(word)));
        Ok(words
            .filter_map(|(docs, word)| Some((docs, word.ok()?)))
            .collect())
    }

    fn each_beginning(
        &self,
        field: Field,
        beginning: &str,
        mut each: impl FnMut(&[u8], &TermInfo) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        let index = self.reader.inverted_index(field)?;
        let mut terms = index.terms().range().ge(beginning).into_stream()?;
        while terms.advance() {
            if !terms.key().starts_with(beginning.as_bytes()) {
                break;
            }
            each(terms.key(), terms.value())?;
        }
        Ok(())
    }
}

fn add_postings(
    index: &tantivy::InvertedIndexReader,
    info: &TermInfo,
    bits: &mut Bits,
) -> tantivy::Result<()> {
    let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while !postings.docs().is_empty() {
        postings.docs().iter().for_each(|&doc| bits.insert(doc));
        postings.advance();
    }
    Ok(())
}

/// Where words lie with their places.
pub(super) fn words_field(fields: &Fields, within: Within) -> Field {
    match within {
        Within::Everything => fields.text,
        Within::Headline => fields.headline,
    }
}

/// The terms that a single word and its forms may be found by, and its beginning if that is short.
fn single_terms(fields: &Fields, wording: &Wording) -> Vec<(Field, String)> {
    let sought = &wording.sought;
    let placed = |term: String| match wording.within {
        Within::Everything => term,
        Within::Headline => in_headline(&term),
    };
    let mut terms = Vec::new();
    for word in &sought.row {
        terms.push((words_field(fields, wording.within), word.clone()));
        if sought.open && word.chars().count() <= SHORT {
            terms.push((fields.gram, placed(word.clone())));
        }
    }
    let stems = sought.stems.iter().map(|(tag, stem)| stem_term(tag, stem));
    terms.extend(stems.map(|stem| (fields.stem, placed(stem))));
    terms.extend(
        sought
            .sound
            .iter()
            .map(|sound| (fields.sound, placed(sound.clone()))),
    );
    terms
}
