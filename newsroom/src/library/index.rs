//! The search index: a mirror of the library in its folder `search`, and never the truth.
//!
//! It holds the words of stories, not their texts. What the library knows and the index does not hold yet
//! lies beside it in [`Fresh`], so that a search is never behind. Deleted, damaged, or of another
//! library, it is begun anew and filled from the library again.

mod best;
mod bits;
mod feed;
mod folder;
mod fresh;
mod layout;
mod matching;
mod places;
mod ranking;
mod resolved;
mod shared_out;
mod spelling;
mod trouble;
mod turnstile;
mod unwritten;
mod weighing;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use parking_lot::{Mutex, RwLock};
use roaring::RoaringBitmap;
use rustc_hash::FxHashMap;
use tantivy::index::SegmentId;
use tantivy::{IndexReader, ReloadPolicy, Searcher};

use crate::Result;
use crate::search::{Asked, Filter, Words};

use best::Best;
use layout::Fields;
use matching::Segment;
use places::Places;
use ranking::{Search, Statistics};
use resolved::Node;
use trouble::guarded;

pub(crate) use feed::Feed;
pub(crate) use fresh::Fresh;

/// A story as the index takes it in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Its number.
    pub(crate) story: u32,
    /// When it was published, in seconds from 1970-01-01, if that is known.
    pub(crate) published: Option<i64>,
    /// Its language, a BCP 47 tag; it decides what a form of a word is. Taken to be English if unknown.
    pub(crate) language: Option<String>,
    /// Its headline.
    pub(crate) headline: String,
    /// Its standfirst.
    pub(crate) standfirst: String,
    /// Its body.
    pub(crate) body: String,
    /// Its byline, outlet and agency.
    pub(crate) credits: String,
    /// Its notes, highlights, quotes and our translations.
    pub(crate) notes: String,
}

/// What a search asks that is not in the index.
pub(crate) trait Sets {
    /// The stories that are something.
    ///
    /// # Errors
    /// If the library cannot be read.
    fn of(&self, filter: &Filter) -> Result<Arc<RoaringBitmap>>;

    /// The stories that wear a tag whose name holds the words; none if no name does.
    ///
    /// # Errors
    /// If the library cannot be read.
    fn named(&self, words: &Words) -> Result<Option<Arc<RoaringBitmap>>>;
}

/// An open index. It is cheap to clone, and may be searched by several threads at once.
#[derive(Clone)]
pub(crate) struct Index {
    inner: Arc<Inner>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Index({})", self.inner.folder.display())
    }
}

struct Inner {
    folder: PathBuf,
    library: String,
    fields: Fields,
    index: tantivy::Index,
    reader: IndexReader,
    /// What is searched, and which number of the library it reflects at least.
    current: RwLock<(Searcher, i64)>,
    /// What was read of segments; it does not change as long as they are there.
    places: Mutex<FxHashMap<SegmentId, Arc<Places>>>,
}

/// Segments that are searched together, and what is hidden in them.
struct Shelf<'s> {
    searcher: &'s Searcher,
    fields: &'s Fields,
    places: &'s [Arc<Places>],
    hidden: &'s RoaringBitmap,
}

impl Shelf<'_> {
    fn segments(&self) -> Vec<Segment<'_>> {
        (self.searcher.segment_readers().iter().zip(self.places))
            .map(|(reader, places)| Segment {
                searcher: self.searcher,
                reader,
                fields: self.fields,
                places,
            })
            .collect()
    }
}

impl Index {
    /// Opens the index in a folder. There is an empty one afterwards if there was none, if it was of
    /// another library or version, or if it was damaged: [`Index::number`] is 0 then.
    ///
    /// Files are looked through for damage only if they are not as they were left: all of them take
    /// about a second a gigabyte.
    ///
    /// # Errors
    /// If the folder cannot be written, or another process is writing there what cannot be read.
    pub(crate) fn open(folder: &Path, library: &str) -> Result<Index> {
        let (schema, fields) = layout::schema();
        let index = folder::open(folder, library, &schema)?;
        let inner = guarded(|| {
            let reader = (index.reader_builder())
                .reload_policy(ReloadPolicy::Manual)
                .try_into()?;
            let number = folder::payload(&index)?.map_or(0, |payload| payload.number);
            Ok(Inner {
                folder: folder.to_owned(),
                library: library.to_owned(),
                fields,
                current: RwLock::new((reader.searcher(), number)),
                index,
                reader,
                places: Mutex::default(),
            })
        })?;
        Ok(Index {
            inner: Arc::new(inner),
        })
    }

    /// Which number of the library it reflects; 0 if it is new. It may reflect a little more.
    pub(crate) fn number(&self) -> i64 {
        self.inner.current.read().1
    }

    /// Reads ahead what every search needs, which takes some 40 ms among a million stories.
    ///
    /// # Errors
    /// If the index cannot be read.
    pub(crate) fn warm(&self) -> Result<()> {
        let searcher = self.inner.current.read().0.clone();
        guarded(|| self.inner.places(&searcher)).map(drop)
    }

    /// How many stories it holds.
    #[cfg(test)]
    pub(crate) fn len(&self) -> u64 {
        self.inner.current.read().0.num_docs()
    }

    /// Takes notice of what another process committed.
    ///
    /// # Errors
    /// If the index cannot be read any more.
    pub(crate) fn refresh(&self) -> Result<()> {
        self.inner.refresh()
    }

    /// The one writer; none while there is another, here or in another process.
    ///
    /// # Errors
    /// If the index cannot be written.
    pub(crate) fn feed(&self) -> Result<Option<Feed>> {
        Feed::of(&self.inner)
    }

    /// All stories that match.
    ///
    /// # Errors
    /// If the index or the library cannot be read. The index is looked through when it is next
    /// opened, and begun anew if it is damaged.
    pub(crate) fn matching(
        &self,
        asked: &Asked,
        sets: &dyn Sets,
        fresh: &Fresh,
    ) -> Result<RoaringBitmap> {
        let node = Node::of(asked, sets)?;
        self.searched(fresh, |shelves| {
            let mut all = RoaringBitmap::new();
            for shelf in shelves {
                let segments = shelf.segments();
                let docs = shared_out::docs(&node, &segments)?;
                for (segment, mut docs) in segments.iter().zip(docs) {
                    if let Some(alive) = segment.reader.alive_bitset() {
                        docs.retain(|doc| alive.is_alive(doc));
                    }
                    all |= segment.places.stories(&docs) - shelf.hidden;
                }
            }
            Ok(all)
        })
    }

    /// The stories that match and may be kept, the best first, without the first `skip`, at most
    /// `limit`; each with what it weighs. Stories whose words cannot be weighed stand behind, the newest
    /// first, and weigh nothing. `now` is in seconds from 1970-01-01, and decides what is new.
    ///
    /// # Errors
    /// As [`Index::matching`].
    // Each of these is one plain value that the caller has at hand.
    #[expect(clippy::too_many_arguments)]
    pub(crate) fn ranked(
        &self,
        asked: &Asked,
        sets: &dyn Sets,
        fresh: &Fresh,
        keep: Option<&RoaringBitmap>,
        skip: usize,
        limit: usize,
        now: i64,
    ) -> Result<Vec<(u32, f32)>> {
        let node = Node::of(asked, sets)?;
        self.searched(fresh, |shelves| {
            let search = Search {
                node: &node,
                keep,
                statistics: Statistics(shelves.iter().map(|shelf| shelf.searcher).collect()),
            };
            let mut best = Best::new(skip.saturating_add(limit), layout::day(Some(now)));
            for shelf in shelves {
                search.rank(shelf, &mut best)?;
            }
            search.fill(shelves, &mut best)?;
            Ok(best.list(skip))
        })
    }

    /// The nearest word that stands in a story, where a folded word stands in none or few: one or two
    /// letters away. None too if the index cannot be read.
    pub(crate) fn spelling(&self, word: &str, fresh: &Fresh) -> Option<String> {
        self.searched(fresh, |shelves| spelling::nearest(shelves, word))
            .ok()
            .flatten()
    }

    /// Searches the index and what is fresh. If that fails, the index is not trusted when it is opened
    /// the next time.
    fn searched<T>(
        &self,
        fresh: &Fresh,
        search: impl FnOnce(&[Shelf<'_>]) -> tantivy::Result<T>,
    ) -> Result<T> {
        let inner = &self.inner;
        let searcher = inner.current.read().0.clone();
        let found = guarded(|| {
            let places = inner.places(&searcher)?;
            let disk = Shelf {
                searcher: &searcher,
                fields: &inner.fields,
                places: &places,
                hidden: fresh.hidden(),
            };
            let shelves: Vec<Shelf<'_>> = std::iter::once(disk).chain(fresh.shelves()).collect();
            search(&shelves)
        });
        if found.is_err() {
            folder::unseal(&inner.folder);
        }
        found
    }
}

impl Inner {
    /// Searches what was committed last from now on. The number is read first: what is searched
    /// may be newer than it says, and what is put into it twice is there once.
    fn refresh(&self) -> Result<()> {
        let fresh = guarded(|| {
            let number = folder::payload(&self.index)?.map_or(0, |payload| payload.number);
            self.reader.reload()?;
            Ok((self.reader.searcher(), number))
        })?;
        let kept: Vec<SegmentId> = (fresh.0.segment_readers().iter())
            .map(|segment| segment.segment_id())
            .collect();
        *self.current.write() = fresh;
        self.places
            .lock()
            .retain(|segment, _| kept.contains(segment));
        Ok(())
    }

    /// What is known of the segments, read where it was not yet.
    fn places(&self, searcher: &Searcher) -> tantivy::Result<Vec<Arc<Places>>> {
        let mut known = self.places.lock();
        (searcher.segment_readers().iter())
            .map(|segment| {
                let id = segment.segment_id();
                if let Some(places) = known.get(&id) {
                    return Ok(Arc::clone(places));
                }
                let places = Arc::new(Places::of(segment)?);
                known.insert(id, Arc::clone(&places));
                Ok(places)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
