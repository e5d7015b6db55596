//! What each story has, the other way round than the sets: counting what a thousand stories have in common
//! by asking each of ten thousand sets how many of them it shares would take milliseconds.

use roaring::RoaringBitmap;

/// The keys of the sets of one kind that each story is in, as the sets were when this was made.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// The sets' keys, in order.
    names: Vec<i64>,
    /// Where the keys of each story begin in `keys`, by the story's number, and where the last ones end.
    starts: Vec<u32>,
    /// Places in `names`.
    keys: Vec<u32>,
}

impl Column {
    /// The column of some sets, each with its key.
    pub(super) fn of<'s>(sets: impl Iterator<Item = (i64, &'s RoaringBitmap)>) -> Column {
        let mut sets: Vec<_> = sets.collect();
        sets.sort_unstable_by_key(|(key, _)| *key);
        let last = sets.iter().filter_map(|(_, set)| set.max()).max();
        let stories = last.map_or(0, |last| last as usize + 1);
        // How many keys each story has; then where they begin.
        let mut starts = vec![0_u32; stories + 1];
        for story in sets.iter().flat_map(|(_, set)| set.iter()) {
            starts[story as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut keys = vec![0; sum as usize];
        for ((_, set), name) in sets.iter().zip(0_u32..) {
            for story in *set {
                let place = &mut next[story as usize];
                keys[*place as usize] = name;
                *place += 1;
            }
        }
        Column {
            names: sets.into_iter().map(|(key, _)| key).collect(),
            starts,
            keys,
        }
    }

    /// How many of some stories are in each set, with the sets' keys; sets that hold none are left out.
    pub(super) fn count(&self, stories: &RoaringBitmap) -> Vec<(i64, u64)> {
        let mut counts = vec![0; self.names.len()];
        for story in stories {
            let story = story as usize;
            let (Some(&start), Some(&end)) = (self.starts.get(story), self.starts.get(story + 1))
            else {
                break;
            };
            for &name in self.keys.get(start as usize..end as usize).unwrap_or(&[]) {
                if let Some(count) = counts.get_mut(name as usize) {
                    *count += 1;
                }
            }
        }
        let counted = self.names.iter().copied().zip(counts);
        counted.filter(|(_, count)| *count > 0).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use roaring::RoaringBitmap;

    use super::Column;

    proptest! {
        #[test]
        fn a_column_counts_what_its_sets_share(
            sets in prop::collection::btree_map(-5_i64..50, prop::collection::btree_set(0_u32..200, 0..40), 0..20),
            stories in prop::collection::btree_set(0_u32..250, 0..80),
        ) {
            let sets: BTreeMap<i64, RoaringBitmap> =
                sets.into_iter().map(|(key, set)| (key, set.into_iter().collect())).collect();
            let stories: RoaringBitmap = stories.into_iter().collect();
            let column = Column::of(sets.iter().map(|(key, set)| (*key, set)));
            let shared: Vec<(i64, u64)> = (sets.iter())
                .map(|(key, set)| (*key, set.intersection_len(&stories)))
                .filter(|(_, shared)| *shared > 0)
                .collect();
            prop_assert_eq!(column.count(&stories), shared);
        }
    }
}
