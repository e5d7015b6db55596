//! The best stories first.

use std::cmp::Reverse;
use std::sync::Arc;

use roaring::RoaringBitmap;
use tantivy::query::{Bm25StatisticsProvider, BooleanQuery, EnableScoring, Occur, Query};
use tantivy::schema::Field;
use tantivy::{Score, Searcher, Term};

use crate::library::index::Shelf;
use crate::library::index::best::Best;
use crate::library::index::bits::{Bits, InSets};
use crate::library::index::matching::Segment;
use crate::library::index::resolved::{Node, Wording};
use crate::library::index::shared_out::{self, hands, shared_out};
use crate::library::index::weighing::{Leaf, Weighing, together};

/// What a tag with the word weighs: as much as a word that few stories hold.
const NAMED: f32 = 6.0;
/// A set of stories that is no larger than this part of all leads the search, rather than being asked
/// for each story that the words find.
const FEW: u64 = 32;

/// How common words are in all shelves together, so that their weights can be compared.
pub(super) struct Statistics<'s>(pub(super) Vec<&'s Searcher>);

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        (self.0.iter()).try_fold(0, |sum, searcher| {
            Ok(sum + searcher.total_num_tokens(field)?)
        })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        (self.0.iter()).try_fold(0, |sum, searcher| Ok(sum + searcher.total_num_docs()?))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        (self.0.iter()).try_fold(0, |sum, searcher| Ok(sum + searcher.doc_freq(term)?))
    }
}

/// What a story must be, apart from its words.
enum Check<'n> {
    In(&'n RoaringBitmap),
    NotIn(&'n RoaringBitmap),
    /// Sets of documents, by the number of the segment.
    Docs(Vec<Bits>),
}

impl Check<'_> {
    fn holds(&self, segment: usize, doc: u32, story: u32) -> bool {
        match self {
            Check::In(stories) => stories.contains(story),
            Check::NotIn(stories) => !stories.contains(story),
            Check::Docs(sets) => sets.get(segment).is_some_and(|docs| docs.contains(doc)),
        }
    }
}

/// What is searched for, and what it is weighed by.
pub(super) struct Search<'n> {
    pub(super) node: &'n Node,
    /// The stories that may be listed; all, where it is none.
    pub(super) keep: Option<&'n RoaringBitmap>,
    pub(super) statistics: Statistics<'n>,
}

impl Search<'_> {
    /// The parts that must all be there.
    fn parts(&self) -> &[Node] {
        match self.node {
            Node::All(of) => of.as_slice(),
            one => std::slice::from_ref(one),
        }
    }

    /// Whether words are asked for that are finished. They lead then, and an unfinished one weighs.
    fn has_finished(&self) -> bool {
        self.parts().iter().any(Node::is_plain)
    }

    /// Ranks the stories of a shelf that hold words that can be weighed.
    pub(super) fn rank(&self, shelf: &Shelf<'_>, best: &mut Best) -> tantivy::Result<()> {
        let segments = shelf.segments();
        if segments.is_empty() || best.most == 0 {
            return Ok(());
        }
        let mut checks = self.checks(shelf, &segments)?;
        let weighing = Weighing {
            fields: shelf.fields,
            segments: &segments,
        };
        let mut run = Run {
            search: self,
            shelf,
            segments: &segments,
            best,
        };
        // Stories that wear a tag with a word are few, and weigh more than their words say.
        let named = self.node.named();
        if !named.is_empty() {
            let leaf = |wording: &Wording, query| match &wording.named {
                Some(stories) => either(query, Box::new(in_sets(&segments, stories, NAMED))),
                None => query,
            };
            if let Some(query) = self.weighed(&weighing, &leaf)? {
                let lead = Box::new(in_sets(&segments, &named, 0.0));
                run.rank(&*both(lead, query), &checks)?;
            }
            checks.push(Check::NotIn(&named));
        }
        if let Some(query) = self.weighed(&weighing, &|_, query| query)? {
            let few = few(&checks, shelf.searcher.num_docs() / FEW);
            let query = match few {
                Some(few) => both(Box::new(in_sets(&segments, few, 0.0)), query),
                None => query,
            };
            run.rank(&*query, &checks)?;
        }
        Ok(())
    }

    /// Puts behind what was ranked what matches without a word that can be weighed, the newest first:
    /// only where there is room, so that all that was ranked is known.
    pub(super) fn fill(&self, shelves: &[Shelf<'_>], best: &mut Best) -> tantivy::Result<()> {
        // Of words that are finished, what could be weighed is all that matches.
        if best.is_full() || self.node.is_plain() {
            return Ok(());
        }
        let known: RoaringBitmap = (best.heap.iter())
            .map(|Reverse(ranked)| ranked.story)
            .collect();
        for shelf in shelves {
            for segment in shelf.segments() {
                for doc in segment.docs(self.node)?.iter() {
                    let story = segment.places.story(doc);
                    if let Some(ranked) = best.ranked(0.0, segment.places.day(doc), story)
                        && !segment.reader.is_deleted(doc)
                        && !shelf.hidden.contains(story)
                        && !known.contains(story)
                        && self.keep.is_none_or(|keep| keep.contains(story))
                    {
                        best.push(ranked);
                    }
                }
            }
        }
        Ok(())
    }

    /// What a story of the shelf must be, apart from holding the words that are finished.
    fn checks<'c>(
        &'c self,
        shelf: &'c Shelf<'_>,
        segments: &[Segment<'_>],
    ) -> tantivy::Result<Vec<Check<'c>>> {
        let mut checks = vec![Check::NotIn(shelf.hidden)];
        checks.extend(self.keep.map(Check::In));
        for part in self.parts() {
            match part {
                Node::Stories(stories) => checks.push(Check::In(stories)),
                Node::Words(_) if !self.has_finished() => {}
                _ if part.is_plain() => {}
                _ => {
                    checks.push(Check::Docs(shared_out::docs(part, segments)?));
                }
            }
        }
        Ok(checks)
    }

    /// The query of all parts that have words: those that are finished must be there, others weigh.
    fn weighed(
        &self,
        weighing: &Weighing<'_>,
        leaf: Leaf<'_>,
    ) -> tantivy::Result<Option<Box<dyn Query>>> {
        let mut clauses = Vec::new();
        for part in self.parts() {
            let occur = match part {
                _ if part.is_plain() => Occur::Must,
                Node::Words(_) if !self.has_finished() => Occur::Must,
                _ => Occur::Should,
            };
            clauses.extend(weighing.query(part, leaf)?.map(|query| (occur, query)));
        }
        Ok(together(clauses))
    }
}

/// The smallest set that a story must be in, if it is small enough to lead.
fn few<'c>(checks: &[Check<'c>], most: u64) -> Option<&'c RoaringBitmap> {
    let sets = checks.iter().filter_map(|check| match check {
        Check::In(stories) => Some(*stories),
        Check::NotIn(_) | Check::Docs(_) => None,
    });
    sets.min_by_key(|stories| stories.len())
        .filter(|stories| stories.len() < most)
}

fn both(one: Box<dyn Query>, other: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::intersection(vec![one, other]))
}

fn either(one: Box<dyn Query>, other: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(vec![one, other]))
}

/// The documents of stories, as a query.
fn in_sets(segments: &[Segment<'_>], stories: &RoaringBitmap, score: Score) -> InSets {
    let sets = segments.iter().map(|segment| {
        let docs = segment.places.docs(stories);
        (segment.reader.segment_id(), Arc::new(docs))
    });
    InSets {
        sets: Arc::new(sets.collect()),
        score,
    }
}

struct Run<'r, 's> {
    search: &'r Search<'r>,
    shelf: &'r Shelf<'s>,
    segments: &'r [Segment<'r>],
    best: &'r mut Best,
}

impl Run<'_, '_> {
    /// Ranks what a query finds and checks let through.
    fn rank(&mut self, query: &dyn Query, checks: &[Check<'_>]) -> tantivy::Result<()> {
        let scoring = EnableScoring::enabled_from_statistics_provider(
            &self.search.statistics,
            self.shelf.searcher,
        );
        let weight = query.weight(scoring)?;
        let hands = (0..hands(self.segments))
            .map(|_| self.best.beside())
            .collect();
        let found = shared_out(self.segments, hands, |best: &mut Best, number, segment| {
            let (reader, places) = (segment.reader, segment.places);
            weight.for_each_pruning(best.threshold(), reader, &mut |doc, score| {
                let story = places.story(doc);
                if let Some(ranked) = best.ranked(score, places.day(doc), story)
                    && !reader.is_deleted(doc)
                    && checks.iter().all(|check| check.holds(number, doc, story))
                {
                    best.push(ranked);
                }
                best.threshold()
            })
        })?;
        found.into_iter().for_each(|found| self.best.add(found));
        Ok(())
    }
}
