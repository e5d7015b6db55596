//! What a tree lacks: the stretches of keys to which no page leads any more.
//!
//! A page that nothing leads to can only be a tree's own if its rows fall into such a stretch. This tells
//! apart what has the same shape, and what is there from what was deleted.

use std::cmp::Ordering;

use rusqlite::types::Value;

use super::trees::Trust;

/// What a row is ordered by: its number, or its columns as they are stored.
pub(super) type Key = Vec<Value>;

/// Keys from one to another, both included; none is the end of the tree.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretch {
    pub(super) low: Option<Key>,
    pub(super) high: Option<Key>,
}

/// What a tree lacks.
#[derive(Clone, Debug)]
pub(super) struct Gaps {
    /// Where an inner page is missing, so that pages of the tree may lie about.
    inner: Vec<Stretch>,
    /// Where a page of the bottom is missing: nothing hangs below it.
    bottom: Vec<Stretch>,
}

impl Gaps {
    /// A tree of which nothing has been found.
    pub(super) fn everything() -> Gaps {
        Gaps {
            inner: vec![Stretch::default()],
            bottom: Vec::new(),
        }
    }

    /// A tree whose bottom is at a depth, and whose missing pages were at these.
    pub(super) fn of(missing: Vec<(u32, Stretch)>, bottom: u32) -> Gaps {
        let (inner, bottom): (Vec<_>, Vec<_>) = missing
            .into_iter()
            .partition(|(depth, _)| *depth < bottom.max(1));
        let stretches = |gaps: Vec<(u32, Stretch)>| gaps.into_iter().map(|(_, gap)| gap).collect();
        Gaps {
            inner: stretches(inner),
            bottom: stretches(bottom),
        }
    }

    /// Whether a row can be one that the tree lacks. What was given back can also be an older copy of what
    /// was at the bottom.
    pub(super) fn can_hold(&self, key: &[Value], trust: Trust) -> bool {
        let bottom = self.bottom.iter().filter(|_| trust == Trust::Free);
        self.inner.iter().chain(bottom).any(|gap| gap.holds(key))
    }
}

impl Stretch {
    fn holds(&self, key: &[Value]) -> bool {
        let after = |low: &Key| order(low, key) != Ordering::Greater;
        let before = |high: &Key| order(key, high) != Ordering::Greater;
        self.low.as_ref().is_none_or(after) && self.high.as_ref().is_none_or(before)
    }
}

/// How SQLite orders keys, as far as both go: nothing, then numbers, texts by their bytes, and bytes.
fn order(one: &[Value], other: &[Value]) -> Ordering {
    let pairs = one.iter().zip(other).map(|pair| match pair {
        (Value::Integer(one), Value::Integer(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Blob(one), Value::Blob(other)) => one.cmp(other),
        (one, other) => match (real(one), real(other)) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            _ => rank(one).cmp(&rank(other)),
        },
    });
    pairs.fold(Ordering::Equal, Ordering::then)
}

fn real(value: &Value) -> Option<f64> {
    match value {
        Value::Real(real) => Some(*real),
        #[expect(
            clippy::cast_precision_loss,
            reason = "beside a real it need not be exact"
        )]
        Value::Integer(whole) => Some(*whole as f64),
        _ => None,
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_ordered_as_sqlite_does() {
        let text = |text: &str| Value::Text(text.to_owned());
        let ordered = [
            vec![Value::Null, Value::Integer(9)],
            vec![Value::Integer(-3)],
            vec![Value::Real(2.5)],
            vec![Value::Integer(3), text("a")],
            vec![Value::Integer(3), text("b")],
            vec![text("Z")],
            vec![text("a")],
            vec![Value::Blob(vec![0])],
        ];
        for pair in ordered.windows(2) {
            assert_eq!(order(&pair[0], &pair[1]), Ordering::Less, "{pair:?}");
            assert_eq!(order(&pair[1], &pair[0]), Ordering::Greater, "{pair:?}");
        }
    }

    #[test]
    fn a_gap_holds_what_lies_between_its_neighbours() {
        let number = |number| Some(vec![Value::Integer(number)]);
        let gap = |low, high| Stretch { low, high };
        let gaps = Gaps::of(
            vec![(1, gap(number(10), number(20))), (2, gap(number(50), None))],
            2,
        );
        for (key, stray, free) in [
            (9, false, false),
            (10, true, true),
            (20, true, true),
            (30, false, false),
            (90, false, true),
        ] {
            let key = [Value::Integer(key)];
            assert_eq!(gaps.can_hold(&key, Trust::Stray), stray, "{key:?}");
            assert_eq!(gaps.can_hold(&key, Trust::Free), free, "{key:?}");
        }
        assert!(Gaps::everything().can_hold(&[Value::Null], Trust::Stray));
    }
}
