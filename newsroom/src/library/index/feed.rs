//! The one writer of an index.

use roaring::RoaringBitmap;
use tantivy::indexer::IndexWriterOptions;
use tantivy::{IndexWriter, TantivyError, Term};

use std::sync::Arc;

use crate::Result;
use crate::library::index::folder::{self, Payload};
use crate::library::index::layout::Press;
use crate::library::index::trouble::guarded;
use crate::library::index::turnstile::{Passing, Turnstile};
use crate::library::index::{Entry, Inner};

/// What the writer may hold in memory before it writes a segment.
const HEAP: usize = 32_000_000;

/// The one writer of an index. While there is one, there is no other, in no process.
pub(crate) struct Feed {
    inner: Arc<Inner>,
    /// None only while it is closed.
    writer: Option<IndexWriter<Passing>>,
    turnstile: Arc<Turnstile>,
    press: Press,
    /// The stories that the index may hold; only these need be taken out before they are put again.
    held: RoaringBitmap,
}

impl std::fmt::Debug for Feed {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Feed({})", self.inner.folder.display())
    }
}

impl Feed {
    pub(super) fn of(inner: &Arc<Inner>) -> Result<Option<Feed>> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(HEAP)
            // Merging goes on beside searches, and must leave them a processor.
            .num_merge_threads(1)
            .build();
        let writer = guarded(
            || match inner.index.writer_with_options::<Passing>(options) {
                Ok(writer) => Ok(Some(writer)),
                Err(TantivyError::LockFailure(..)) => Ok(None),
                Err(error) => Err(error),
            },
        )?;
        let Some(writer) = writer else {
            return Ok(None);
        };
        // Nobody else writes from now on, so that what is held now is all there is.
        inner.refresh()?;
        let searcher = inner.current.read().0.clone();
        let held = guarded(|| inner.places(&searcher))?
            .iter()
            .fold(RoaringBitmap::new(), |held, places| held | places.every());
        Ok(Some(Feed {
            inner: Arc::clone(inner),
            writer: Some(writer),
            turnstile: Arc::default(),
            press: Press::default(),
            held,
        }))
    }

    /// Takes a story in, in the place of an earlier form of it. It is found when it is committed.
    ///
    /// # Errors
    /// If the index cannot be written: the disk is full, or it is damaged.
    pub(crate) fn put(&mut self, entry: &Entry) -> Result<()> {
        let document = self.press.document(&self.inner.fields, entry);
        let story = Term::from_field_u64(self.inner.fields.story, u64::from(entry.story));
        let Some(writer) = &self.writer else {
            return Ok(());
        };
        let known = !self.held.insert(entry.story);
        let document = self.turnstile.let_in(document);
        guarded(|| {
            if known {
                writer.delete_term(story);
            }
            writer.add_document(document).map(drop)
        })
    }

    /// Takes a story out.
    ///
    /// # Errors
    /// As [`Feed::put`].
    pub(crate) fn remove(&mut self, story: u32) -> Result<()> {
        let term = Term::from_field_u64(self.inner.fields.story, u64::from(story));
        if let Some(writer) = &self.writer
            && self.held.remove(story)
        {
            guarded(|| Ok(writer.delete_term(term)))?;
        }
        Ok(())
    }

    /// Makes what was put and removed durable, and found: the index reflects the library up to this
    /// number from now on.
    ///
    /// # Errors
    /// If the index cannot be written. It stays as it was committed before.
    pub(crate) fn commit(&mut self, number: i64) -> Result<()> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        let payload = Payload::new(&self.inner.library, number).written();
        guarded(|| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&payload);
            commit.commit().map(drop)
        })?;
        folder::seal(&self.inner.folder);
        self.inner.refresh()
    }

    /// Waits until segments that are being merged are merged.
    ///
    /// # Errors
    /// If they could not be written.
    pub(crate) fn close(mut self) -> Result<()> {
        match self.writer.take() {
            Some(writer) => guarded(|| writer.wait_merging_threads()),
            None => Ok(()),
        }
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        // Merging may have changed the list of segments since the last commit.
        drop(self.writer.take());
        folder::seal(&self.inner.folder);
        let _ = self.inner.refresh();
    }
}
