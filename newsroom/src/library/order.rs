//! Places in an order that a person makes: between any two there is always room for another, and no
//! other place changes.
//!
//! A place is a fraction between 0 and 1, written in base 62 with the digits `0-9A-Za-z`, which sort as
//! bytes do. Those made at an end count in the first eight digits, so that they stay short; one between
//! two others is the shortest fraction in the middle (fractional indexing, as in collaborative editors).

use rusqlite::{Connection, OptionalExtension, params};

use crate::topic::Place;
use crate::{Error, Result};

/// The digits, in the order of their bytes.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How many digits a place at an end has: 62⁸ places, half of them before the first.
const HEAD: usize = 8;

/// The place of the first thing in an order.
pub(super) fn first() -> String {
    "V0000001".to_owned()
}

/// The place after the last one.
pub(super) fn after(last: &str) -> String {
    step(last, true).unwrap_or_else(|| between(Some(last), None))
}

/// The place before the first one.
pub(super) fn before(first: &str) -> String {
    step(first, false).unwrap_or_else(|| between(None, Some(first)))
}

/// The place between two neighbours, of which either may be missing.
pub(super) fn middle(low: Option<&str>, high: Option<&str>) -> String {
    match (low, high) {
        (None, None) => first(),
        (Some(low), None) => after(low),
        (None, Some(high)) => before(high),
        (Some(_), Some(_)) => between(low, high),
    }
}

/// Counts one on or back in the first digits; none where they are used up.
fn step(place: &str, on: bool) -> Option<String> {
    let mut head: Vec<usize> = place.bytes().take(HEAD).map(value).collect();
    head.resize(HEAD, 0);
    for digit in head.iter_mut().rev() {
        match on {
            true if *digit < 61 => {
                *digit += 1;
                return Some(written(&head));
            }
            true => *digit = 0,
            false if *digit > 0 => {
                *digit -= 1;
                // Nothing may stand at zero: there would be no place before it.
                let text = written(&head);
                return text.bytes().any(|digit| digit != b'0').then_some(text);
            }
            false => *digit = 61,
        }
    }
    None
}

/// The shortest fraction between two, without an end where there is none. Expects `low < high`; of two
/// that are the same (a damaged file) it makes one after both.
fn between(low: Option<&str>, high: Option<&str>) -> String {
    let low: Vec<usize> = low.unwrap_or_default().bytes().map(value).collect();
    let high: Option<Vec<usize>> = high.map(|high| high.bytes().map(value).collect());
    let mut place = Vec::new();
    let mut bound = high.as_deref();
    loop {
        let at = place.len();
        let floor = low.get(at).copied().unwrap_or(0);
        let ceiling = match bound {
            Some(high) => high.get(at).copied().unwrap_or(0),
            None => 62,
        };
        if floor + 1 < ceiling {
            place.push(usize::midpoint(floor, ceiling));
            // No shorter than those at the ends: `V1` and `V1000000` would be one fraction twice.
            place.resize(place.len().max(HEAD), 0);
            return written(&place);
        }
        place.push(floor);
        if floor < ceiling {
            // From here on anything above `low` is below `high`.
            bound = None;
        }
        if bound.is_some_and(|high| place.len() > high.len() + low.len()) {
            bound = None;
        }
    }
}

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|known| *known == digit).unwrap_or(0)
}

fn written(digits: &[usize]) -> String {
    digits
        .iter()
        .filter_map(|digit| DIGITS.get(*digit))
        .map(|digit| char::from(*digit))
        .collect()
}

/// An order that a person made. All words of it are ours, never a person's.
pub(super) struct Order {
    /// The table.
    pub(super) table: &'static str,
    /// The column that names a thing.
    pub(super) key: &'static str,
    /// Which of its rows are one order; `?1` is whose it is.
    pub(super) within: &'static str,
}

impl Order {
    /// The position of a thing that is to stand there; `owner` is whose order it is.
    pub(super) fn position(
        &self,
        tx: &Connection,
        thing: i64,
        place: Place<i64>,
        owner: i64,
    ) -> Result<String> {
        let Order { table, key, within } = self;
        let find = |condition: &str, of: i64, beside: &str| -> Result<Option<String>> {
            // ?1 is named in each, so that one list of values serves all of them.
            let sql = format!(
                "SELECT position FROM {table} WHERE {within} AND ?1 IS NOT NULL AND {condition}"
            );
            let found = tx
                .prepare_cached(&sql)?
                .query_row(params![owner, of, beside], |row| row.get(0));
            Ok(found.optional()?)
        };
        let own = |of: i64| find(&format!("{key} = ?2 AND ?3 = ''"), of, "");
        if own(thing)?.is_none() {
            return Err(Error::Missing(format!(
                "{thing} has no place in this order"
            )));
        }
        let after = format!("{key} <> ?2 AND position > ?3 ORDER BY position LIMIT 1");
        let before = format!("{key} <> ?2 AND position < ?3 ORDER BY position DESC LIMIT 1");
        let beside = |other: i64| {
            own(other)?.ok_or_else(|| Error::Missing(format!("{other} has no place in this order")))
        };
        Ok(match place {
            Place::First => middle(None, find(&after, thing, "")?.as_deref()),
            Place::Last => middle(find(&before, thing, "~")?.as_deref(), None),
            Place::After(other) => {
                let low = beside(other)?;
                let high = find(&after, thing, &low)?;
                middle(Some(&low), high.as_deref())
            }
            Place::Before(other) => {
                let high = beside(other)?;
                let low = find(&before, thing, &high)?;
                middle(low.as_deref(), Some(&high))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_at_the_ends_stay_short() {
        let mut last = first();
        for _ in 0..5_000 {
            let next = after(&last);
            assert!(next > last && next.len() == HEAD, "{last} {next}");
            last = next;
        }
        let mut start = first();
        for _ in 0..5_000 {
            let next = before(&start);
            assert!(next < start && next.len() == HEAD, "{next} {start}");
            start = next;
        }
    }

    #[test]
    fn what_can_be_made_of_a_damaged_file_is_a_place_all_the_same() {
        for (low, high) in [
            ("", ""),
            ("V", "V"),
            ("z", "a"),
            ("0", "0"),
            ("é\u{1}", "!"),
        ] {
            assert!(!between(Some(low), Some(high)).is_empty());
        }
        assert!(*after("zzzzzzzz") > *"zzzzzzzz");
        assert!(*before("00000001") < *"00000001");
    }

    proptest! {
        #[test]
        fn there_is_room_between_any_two(turns in prop::collection::vec(0..1_000_usize, 1..300)) {
            let mut places = vec![first()];
            for turn in turns {
                let at = turn % (places.len() + 1);
                let (low, high) = (at.checked_sub(1).and_then(|at| places.get(at)), places.get(at));
                let new = middle(low.map(String::as_str), high.map(String::as_str));
                prop_assert!(low.is_none_or(|low| *low < new), "{low:?} {new}");
                prop_assert!(high.is_none_or(|high| new < *high), "{new} {high:?}");
                prop_assert!(!new.ends_with('0') || new.len() == HEAD, "{new}");
                places.insert(at, new);
            }
        }
    }
}
