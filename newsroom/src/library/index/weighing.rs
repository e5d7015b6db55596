//! What words weigh: the queries that rank stories.

use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

use crate::library::index::layout::{Fields, in_headline, stem_term};
use crate::library::index::matching::{SHORT, Segment, words_field};
use crate::library::index::resolved::{Node, Wording};
use crate::search::Within;

/// What a word weighs where it stands as it was typed: anywhere, and more in a headline or standfirst.
/// A headline's word is also one of the story, so that it weighs four altogether.
const ANYWHERE: f32 = 1.0;
const HEADLINE: f32 = 3.0;
const STANDFIRST: f32 = 1.0;
/// What another form of the word weighs, and in a headline.
const STEM: f32 = 0.4;
const HEADLINE_STEM: f32 = 1.2;
/// What a name weighs that sounds alike, and in a headline.
const SOUND: f32 = 0.15;
const HEADLINE_SOUND: f32 = 0.4;
/// With how many words an unfinished one is finished to be weighed: the commonest. Stories that hold
/// others are found, and stand behind. The fewer letters there are, the more stories hold such words, and
/// the less it says that they do.
fn weighed_of(beginning: &str) -> usize {
    match beginning.chars().count() {
        0..=3 => 4,
        4 => 8,
        _ => 12,
    }
}

/// Queries for a set of segments that belong together.
pub(super) struct Weighing<'s> {
    pub(super) fields: &'s Fields,
    pub(super) segments: &'s [Segment<'s>],
}

/// What becomes of words: a query of them, or something more of it.
pub(super) type Leaf<'f> = &'f dyn Fn(&Wording, Box<dyn Query>) -> Box<dyn Query>;

impl Weighing<'_> {
    /// The query that weighs the words of this; none if it has no words. It may find too few stories
    /// (with parts that are no words) and, where parts must all be there, too many.
    pub(super) fn query(
        &self,
        node: &Node,
        leaf: Leaf<'_>,
    ) -> tantivy::Result<Option<Box<dyn Query>>> {
        let (occur, of) = match node {
            Node::Words(wording) => return Ok(Some(leaf(wording, self.words(wording)?))),
            Node::All(of) => (Occur::Must, of),
            Node::Any(of) => (Occur::Should, of),
            Node::Not(_) | Node::Stories(_) => return Ok(None),
        };
        let mut clauses = Vec::with_capacity(of.len());
        for part in of {
            clauses.extend(self.query(part, leaf)?.map(|query| (occur, query)));
        }
        Ok(together(clauses))
    }

    /// The query that weighs words.
    pub(super) fn words(&self, wording: &Wording) -> tantivy::Result<Box<dyn Query>> {
        let sought = &wording.sought;
        let Some((last, before)) = sought.row.split_last() else {
            return Ok(Box::new(tantivy::query::EmptyQuery));
        };
        let lasts = match sought.open && last.chars().count() > SHORT {
            true => self.continuations(wording.within, last)?,
            false => vec![last.clone()],
        };
        let mut terms = Vec::new();
        if before.is_empty() {
            for word in &lasts {
                terms.extend(self.single(wording.within, word));
            }
            terms.extend(self.forms(wording));
        } else {
            for word in &lasts {
                terms.extend(self.row(wording.within, before, word));
            }
        }
        let clauses = terms.into_iter().map(|query| (Occur::Should, query));
        Ok(together(clauses.collect()).unwrap_or_else(|| Box::new(tantivy::query::EmptyQuery)))
    }

    fn single(&self, within: Within, word: &str) -> Vec<Box<dyn Query>> {
        let fields = self.fields;
        match within {
            Within::Everything => vec![
                weighed(fields.text, word, ANYWHERE),
                weighed(fields.headline, word, HEADLINE),
                weighed(fields.standfirst, word, STANDFIRST),
            ],
            Within::Headline => vec![weighed(fields.headline, word, ANYWHERE + HEADLINE)],
        }
    }

    fn forms(&self, wording: &Wording) -> Vec<Box<dyn Query>> {
        let fields = self.fields;
        let stems = wording.sought.stems.iter();
        let stems =
            stems.map(|(tag, stem)| (fields.stem, stem_term(tag, stem), STEM, HEADLINE_STEM));
        let sounds = wording.sought.sound.iter();
        let sounds = sounds.map(|sound| (fields.sound, sound.clone(), SOUND, HEADLINE_SOUND));
        let mut queries = Vec::new();
        for (field, term, anywhere, headline) in stems.chain(sounds) {
            queries.push(weighed(field, &in_headline(&term), headline));
            if wording.within == Within::Everything {
                queries.push(weighed(field, &term, anywhere));
            }
        }
        queries
    }

    fn row(&self, within: Within, before: &[String], last: &str) -> Vec<Box<dyn Query>> {
        let phrase = |field: Field, weight: f32| -> Box<dyn Query> {
            let terms = (before.iter().map(String::as_str))
                .chain([last])
                .map(|word| Term::from_field_text(field, word))
                .collect();
            Box::new(BoostQuery::new(Box::new(PhraseQuery::new(terms)), weight))
        };
        match within {
            Within::Everything => vec![
                phrase(self.fields.text, ANYWHERE),
                phrase(self.fields.headline, HEADLINE),
            ],
            Within::Headline => vec![phrase(self.fields.headline, ANYWHERE + HEADLINE)],
        }
    }

    /// The commonest words that begin so, in all segments.
    fn continuations(&self, within: Within, beginning: &str) -> tantivy::Result<Vec<String>> {
        let field = words_field(self.fields, within);
        let most = weighed_of(beginning);
        let mut all: Vec<(String, u32)> = Vec::new();
        for segment in self.segments {
            for (docs, word) in segment.continuations(field, beginning, 4 * most)? {
                all.push((word, docs));
            }
        }
        all.sort_unstable();
        all.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        all.sort_by_key(|(_, docs)| std::cmp::Reverse(*docs));
        all.truncate(most);
        Ok(all.into_iter().map(|(word, _)| word).collect())
    }
}

/// Queries as one; none if there is none.
pub(super) fn together(mut clauses: Vec<(Occur, Box<dyn Query>)>) -> Option<Box<dyn Query>> {
    match clauses.len() {
        0 => None,
        1 if clauses[0].0 != Occur::MustNot => clauses.pop().map(|(_, query)| query),
        _ => Some(Box::new(BooleanQuery::new(clauses))),
    }
}

fn weighed(field: Field, word: &str, weight: f32) -> Box<dyn Query> {
    let term = Term::from_field_text(field, word);
    let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(query), weight))
}
