//! Documents on their way to the thread that writes the index: only so many at once, or a long import
//! would hold thousands of texts in memory.

use std::sync::Arc;

use parking_lot::{Condvar, Mutex};
use tantivy::TantivyDocument;
use tantivy::schema::Document;

/// Lets a number of documents through at a time.
#[derive(Default)]
pub(super) struct Turnstile {
    inside: Mutex<usize>,
    left: Condvar,
}

/// How many documents may be on their way: enough that the writer never waits for them, and about two
/// megabytes of news.
const MOST: usize = 200;

/// A document on its way; the next may follow when it is taken in, or dropped.
pub(super) struct Passing {
    document: TantivyDocument,
    _place: Place,
}

struct Place(Arc<Turnstile>);

impl Turnstile {
    /// Waits until there is room, and lets a document in.
    pub(super) fn let_in(self: &Arc<Turnstile>, document: TantivyDocument) -> Passing {
        let mut inside = self.inside.lock();
        self.left.wait_while(&mut inside, |inside| *inside >= MOST);
        *inside += 1;
        Passing {
            document,
            _place: Place(Arc::clone(self)),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        *self.0.inside.lock() -= 1;
        self.0.left.notify_one();
    }
}

impl Document for Passing {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }

    fn into_tantivy_document(self) -> TantivyDocument {
        self.document
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tantivy::TantivyDocument;
    use tantivy::schema::Document;

    use super::{MOST, Turnstile};

    #[test]
    fn the_next_is_let_in_when_one_was_taken_in_or_dropped() {
        let turnstile = Arc::new(Turnstile::default());
        let enter = || turnstile.let_in(TantivyDocument::default());
        let mut inside: Vec<_> = (0..MOST).map(|_| enter()).collect();
        let mut leave = [true, false].into_iter();
        std::thread::scope(|scope| {
            let next = scope.spawn(|| (enter(), enter()));
            for passing in inside.drain(..2) {
                match leave.next() {
                    Some(true) => drop(passing.into_tantivy_document()),
                    _ => drop(passing),
                }
            }
            assert!(next.join().is_ok());
        });
    }
}
