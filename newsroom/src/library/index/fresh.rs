//! Stories that the index on disk does not hold yet, or holds in an old form: a small index in memory
//! that is searched beside it.

use std::sync::Arc;

use roaring::RoaringBitmap;
use tantivy::{ReloadPolicy, Searcher, SingleSegmentIndexWriter};

use crate::Result;
use crate::library::index::layout::{Fields, Press, schema, settings};
use crate::library::index::places::Places;
use crate::library::index::trouble::guarded;
use crate::library::index::{Entry, Shelf};

/// What a batch may take while it is made.
const HEAP: usize = 1_000_000;

/// The largest batch that is made anew with another as large, so that none takes long.
const LARGEST_JOINED: usize = 128;

/// Stories that the index on disk does not hold yet, and those whose old form there is hidden.
///
/// The stories lie in batches, each a small index. It is cheap to clone: batches are shared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fresh {
    /// Stories that are hidden in the index on disk.
    hidden: RoaringBitmap,
    batches: Vec<Arc<Batch>>,
    /// What is hidden in each batch, because a later one holds it, or it is gone.
    outdated: Vec<RoaringBitmap>,
}

#[derive(Debug)]
struct Batch {
    entries: Vec<Arc<Entry>>,
    searcher: Searcher,
    fields: Fields,
    places: Vec<Arc<Places>>,
}

impl Fresh {
    /// How many stories are held; those that are only hidden are not counted.
    #[cfg(test)]
    pub(crate) fn len(&self) -> u64 {
        let held = (self.batches.iter()).map(|batch| batch.entries.len() as u64);
        held.sum::<u64>() - self.outdated.iter().map(RoaringBitmap::len).sum::<u64>()
    }

    /// Holds stories as they are now, in the place of what was known of them.
    ///
    /// # Errors
    /// If there is no memory for them.
    pub(crate) fn put(&mut self, entries: Vec<Entry>) -> Result<()> {
        // Of a story that is named twice, the last form is the one that holds.
        let mut latest: Vec<Arc<Entry>> = Vec::with_capacity(entries.len());
        let mut seen = RoaringBitmap::new();
        for entry in entries.into_iter().rev() {
            if seen.insert(entry.story) {
                latest.push(Arc::new(entry));
            }
        }
        latest.reverse();
        for entry in &latest {
            self.remove(entry.story);
        }
        // A batch is joined with one before it that is no larger: of a hundred stories that came one by
        // one there are seven batches at most, and each was made anew seven times at most.
        while let Some(last) = self.batches.last()
            && last.entries.len() <= latest.len().min(LARGEST_JOINED)
            && let (Some(batch), Some(outdated)) = (self.batches.pop(), self.outdated.pop())
        {
            let kept = (batch.entries.iter()).filter(|entry| !outdated.contains(entry.story));
            latest = kept.cloned().chain(latest).collect();
        }
        if !latest.is_empty() {
            let batch = guarded(|| Batch::of(latest))?;
            self.batches.push(Arc::new(batch));
            self.outdated.push(RoaringBitmap::new());
        }
        Ok(())
    }

    /// Hides a story, here and on disk.
    pub(crate) fn remove(&mut self, story: u32) {
        self.hidden.insert(story);
        for (batch, outdated) in self.batches.iter().zip(&mut self.outdated) {
            if batch.entries.iter().any(|entry| entry.story == story) {
                outdated.insert(story);
            }
        }
    }

    /// The stories that are hidden in the index on disk.
    pub(super) fn hidden(&self) -> &RoaringBitmap {
        &self.hidden
    }

    /// What is searched beside the index on disk.
    pub(super) fn shelves(&self) -> impl Iterator<Item = Shelf<'_>> {
        (self.batches.iter().zip(&self.outdated)).map(|(batch, outdated)| Shelf {
            searcher: &batch.searcher,
            fields: &batch.fields,
            places: &batch.places,
            hidden: outdated,
        })
    }
}

impl Batch {
    fn of(entries: Vec<Arc<Entry>>) -> tantivy::Result<Batch> {
        let (schema, fields) = schema();
        let mut writer: SingleSegmentIndexWriter = tantivy::Index::builder()
            .schema(schema)
            .settings(settings())
            .single_segment_index_writer(tantivy::directory::RamDirectory::create(), HEAP)?;
        let mut press = Press::default();
        for entry in &entries {
            writer.add_document(press.document(&fields, entry))?;
        }
        let reader = (writer.finalize()?.reader_builder())
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let searcher = reader.searcher();
        let places = (searcher.segment_readers().iter())
            .map(|segment| Places::of(segment).map(Arc::new))
            .collect::<tantivy::Result<_>>()?;
        Ok(Batch {
            entries,
            searcher,
            fields,
            places,
        })
    }
}
