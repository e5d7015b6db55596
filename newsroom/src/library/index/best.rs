//! The best stories so far, and what newness is worth.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::sync::LazyLock;

use tantivy::Score;

/// What a story of today weighs more than one of long ago, at most.
const NEWNESS: f32 = 0.2;
/// In how many days half of that is gone: a year.
const HALF_LIFE: f32 = 365.0;
/// The factor by the age in days, until nothing is left of it that a weight could tell.
static NEWER: LazyLock<Vec<f32>> = LazyLock::new(|| {
    let factor = |age: u16| 1.0 + NEWNESS * (-f32::from(age) / HALF_LIFE).exp2();
    (0..365 * 24).map(factor).collect()
});

/// The best stories so far. Of two that weigh the same, the later one is the better.
pub(super) struct Best {
    pub(super) most: usize,
    pub(super) heap: BinaryHeap<Reverse<Ranked>>,
    today: u16,
    /// What a story must be better than, as long as there is room for more.
    least: Option<Ranked>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranked {
    score: Score,
    /// The day of publication decides among stories that hold no word that can be weighed.
    day: u16,
    pub(super) story: u32,
}

impl Eq for Ranked {}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.score.total_cmp(&other.score))
            .then(self.day.cmp(&other.day))
            .then(self.story.cmp(&other.story))
    }
}

impl Best {
    /// No story yet, and room for so many; today's day decides what is new.
    pub(super) fn new(most: usize, today: u16) -> Best {
        Best {
            most,
            heap: BinaryHeap::new(),
            today,
            least: None,
        }
    }

    /// Room for as many, to be looked for beside these and added: only such as can be among the best of all.
    pub(super) fn beside(&self) -> Best {
        Best {
            least: self.least(),
            ..Best::new(self.most, self.today)
        }
    }

    /// Adds those that were found beside these.
    pub(super) fn add(&mut self, found: Best) {
        for Reverse(ranked) in found.heap {
            self.push(ranked);
        }
    }

    /// What a story must be better than.
    fn least(&self) -> Option<Ranked> {
        match self.heap.peek() {
            Some(Reverse(worst)) if self.is_full() => Some(*worst),
            _ => self.least,
        }
    }

    /// What a story of a day weighs more for being new; one of an unknown day nothing.
    fn newness(&self, day: u16) -> f32 {
        let age = usize::from(self.today.saturating_sub(day));
        match day {
            0 => 1.0,
            _ => NEWER.get(age).copied().unwrap_or(1.0),
        }
    }

    pub(super) fn is_full(&self) -> bool {
        self.heap.len() >= self.most
    }

    /// The weight of words below which no story can be among the best, however new it is.
    pub(super) fn threshold(&self) -> Score {
        match self.least() {
            Some(least) => least.score / (1.0 + NEWNESS) * 0.99999,
            None => Score::MIN,
        }
    }

    /// The story as it would be ranked; none if it is not among the best.
    pub(super) fn ranked(&self, score: Score, day: u16, story: u32) -> Option<Ranked> {
        let ranked = Ranked {
            score: score * self.newness(day),
            day,
            story,
        };
        let better = self.least().is_none_or(|least| ranked > least);
        better.then_some(ranked)
    }

    pub(super) fn push(&mut self, ranked: Ranked) {
        self.heap.push(Reverse(ranked));
        if self.heap.len() > self.most {
            self.heap.pop();
        }
    }

    /// The best first, without the first few.
    pub(super) fn list(self, skip: usize) -> Vec<(u32, Score)> {
        let sorted = self.heap.into_sorted_vec();
        let listed = sorted.into_iter().skip(skip);
        listed
            .map(|Reverse(ranked)| (ranked.story, ranked.score))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Best;

    fn take_in(best: &mut Best, stories: &[(u16, u32)]) {
        for &(score, story) in stories {
            if let Some(ranked) = best.ranked(f32::from(score), 9_000 + score % 500, story) {
                best.push(ranked);
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_found_beside_is_as_if_it_had_been_found_in_one_place(
            scores in prop::collection::vec(0_u16..300, 0..120),
            most in 1_usize..20,
            cuts in (0_usize..120, 0_usize..120),
        ) {
            let stories: Vec<(u16, u32)> = scores.into_iter().zip(0..).collect();
            let mut whole = Best::new(most, 9_400);
            take_in(&mut whole, &stories);
            let (one, other) = (cuts.0.min(stories.len()), cuts.1.min(stories.len()));
            let (one, other) = (one.min(other), one.max(other));
            let mut parts = Best::new(most, 9_400);
            take_in(&mut parts, &stories[..one]);
            let mut beside = [parts.beside(), parts.beside()];
            take_in(&mut beside[0], &stories[one..other]);
            take_in(&mut beside[1], &stories[other..]);
            beside.into_iter().for_each(|found| parts.add(found));
            prop_assert_eq!(parts.list(0), whole.list(0));
        }
    }
}
