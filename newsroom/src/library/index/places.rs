//! Which story a document of a segment is, and when it was published; and the other way round.

use roaring::RoaringBitmap;
use tantivy::{DocId, SegmentReader};

use crate::library::index::bits::Bits;
use crate::library::index::layout::{PUBLISHED, STORY};

/// The stories of a segment, six bytes each in memory.
#[derive(Debug)]
pub(super) struct Places {
    /// The story of each document.
    stories: Vec<u32>,
    /// The day of publication of each document, as [`super::layout::day`] counts it.
    days: Vec<u16>,
    /// The documents in the order of their stories, where that is not their own.
    by_story: Option<Vec<DocId>>,
}

impl Places {
    /// Reads them from a segment.
    pub(super) fn of(reader: &SegmentReader) -> tantivy::Result<Places> {
        let all = reader.max_doc();
        let mut stories = Vec::with_capacity(all as usize);
        let mut days = Vec::with_capacity(all as usize);
        let read_stories = reader.fast_fields().u64(STORY)?.first_or_default_col(0);
        let read_days = reader.fast_fields().u64(PUBLISHED)?.first_or_default_col(0);
        let mut buffer = [0; 1024];
        for start in (0..all).step_by(buffer.len()) {
            let length = buffer.len().min((all - start) as usize);
            read_stories.get_range(u64::from(start), &mut buffer[..length]);
            stories.extend(buffer[..length].iter().map(|&story| story as u32));
            read_days.get_range(u64::from(start), &mut buffer[..length]);
            days.extend(buffer[..length].iter().map(|&day| day as u16));
        }
        let by_story = (!stories.is_sorted()).then(|| {
            let mut docs: Vec<DocId> = (0..all).collect();
            docs.sort_unstable_by_key(|&doc| stories.get(doc as usize));
            docs
        });
        Ok(Places {
            stories,
            days,
            by_story,
        })
    }

    /// The story of a document.
    pub(super) fn story(&self, doc: DocId) -> u32 {
        self.stories.get(doc as usize).copied().unwrap_or(u32::MAX)
    }

    /// All stories, those that were deleted among them.
    pub(super) fn every(&self) -> RoaringBitmap {
        self.stories.iter().collect()
    }

    /// The day on which a document was published; 0 where it is unknown.
    pub(super) fn day(&self, doc: DocId) -> u16 {
        self.days.get(doc as usize).copied().unwrap_or(0)
    }

    /// The documents of these stories, those that were deleted among them.
    pub(super) fn docs(&self, stories: &RoaringBitmap) -> Bits {
        let all = self.stories.len();
        let mut bits = Bits::none(all as u32);
        // Few stories are looked up one by one; for many it is quicker to pass by all documents.
        if stories.len() < all as u64 / 16 {
            for story in stories {
                self.insert_docs(story, &mut bits);
            }
            return bits;
        }
        let mut wanted = Bits::none(stories.max().map_or(0, |last| last.saturating_add(1)));
        stories.iter().for_each(|story| wanted.insert(story));
        for (doc, &story) in (0..).zip(&self.stories) {
            if wanted.contains(story) {
                bits.insert(doc);
            }
        }
        bits
    }

    fn insert_docs(&self, story: u32, bits: &mut Bits) {
        match &self.by_story {
            None => {
                let start = self.stories.partition_point(|&other| other < story);
                let same = self.stories[start..]
                    .iter()
                    .take_while(|&&other| other == story);
                same.zip(start..)
                    .for_each(|(_, doc)| bits.insert(doc as DocId));
            }
            Some(docs) => {
                let start = docs.partition_point(|&doc| self.story(doc) < story);
                let same = docs[start..]
                    .iter()
                    .take_while(|&&doc| self.story(doc) == story);
                same.for_each(|&doc| bits.insert(doc));
            }
        }
    }

    /// The stories of these documents.
    pub(super) fn stories(&self, bits: &Bits) -> RoaringBitmap {
        let mut stories: Vec<u32> = bits.iter().map(|doc| self.story(doc)).collect();
        if self.by_story.is_some() {
            stories.sort_unstable();
        }
        stories.dedup();
        RoaringBitmap::from_sorted_iter(stories).unwrap_or_default()
    }
}
