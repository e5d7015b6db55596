//! The segments of a large index shared out among threads, so that what a person waits for takes as long as
//! its largest part.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::library::index::bits::Bits;
use crate::library::index::matching::Segment;
use crate::library::index::resolved::Node;

/// With fewer documents a search has little to share out, and threads would only be in each other's way.
const MANY: u32 = 50_000;
/// Threads at most: a search leaves the rest of a large machine to others.
const MOST: usize = 4;

/// How many threads search some segments.
pub(super) fn hands(segments: &[Segment<'_>]) -> usize {
    let documents: u32 = (segments.iter())
        .map(|segment| segment.reader.max_doc())
        .sum();
    match documents {
        0..MANY => 1,
        _ => thread::available_parallelism()
            .map_or(1, NonZero::get)
            .min(segments.len())
            .min(MOST),
    }
}

/// Does something with each segment, and answers what each of the hands came to. A hand has what it began
/// with, and takes the next segment (with its number) when it is done with one.
///
/// # Errors
/// The first of what the work answers.
pub(super) fn shared_out<S: Sync, H: Send>(
    segments: &[S],
    hands: Vec<H>,
    work: impl Fn(&mut H, usize, &S) -> tantivy::Result<()> + Sync,
) -> tantivy::Result<Vec<H>> {
    let next = AtomicUsize::new(0);
    let each = |mut hand: H| loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let Some(segment) = segments.get(number) else {
            return Ok(hand);
        };
        work(&mut hand, number, segment)?;
    };
    let mut hands = hands.into_iter();
    let Some(own) = hands.next() else {
        return Ok(Vec::new());
    };
    thread::scope(|scope| {
        let others: Vec<_> = hands.map(|hand| scope.spawn(|| each(hand))).collect();
        let own = each(own);
        let others = others
            .into_iter()
            .map(|other| other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        std::iter::once(own).chain(others).collect()
    })
}

/// The documents of each segment that match, deleted ones among them.
pub(super) fn docs(node: &Node, segments: &[Segment<'_>]) -> tantivy::Result<Vec<Bits>> {
    let hands = vec![Vec::new(); hands(segments)];
    let found = shared_out(segments, hands, |found, number, segment| {
        found.push((number, segment.docs(node)?));
        Ok(())
    })?;
    let mut found = found.concat();
    found.sort_unstable_by_key(|(number, _)| *number);
    Ok(found.into_iter().map(|(_, docs)| docs).collect())
}

#[cfg(test)]
mod tests {
    use tantivy::TantivyError;

    use super::shared_out;

    #[test]
    fn each_part_is_done_once_by_one_of_the_hands() {
        let parts: Vec<usize> = (10..60).collect();
        for hands in 1..5 {
            let done = shared_out(&parts, vec![Vec::new(); hands], |hand, number, part| {
                hand.push((number, *part));
                Ok(())
            });
            let mut done = done.expect("the work succeeds").concat();
            done.sort_unstable();
            let expected: Vec<_> = parts.iter().copied().enumerate().collect();
            assert_eq!(done, expected, "{hands} hands");
        }
    }

    #[test]
    fn what_fails_in_one_hand_fails_in_all() {
        let done = shared_out(&[1, 2, 3], vec![(); 2], |(), _, part| match part {
            3 => Err(TantivyError::InternalError("torn".to_owned())),
            _ => Ok(()),
        });
        assert!(done.is_err());
    }
}
