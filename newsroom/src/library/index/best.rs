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
        match self.heap.peek() {
            Some(Reverse(worst)) if self.is_full() => worst.score / (1.0 + NEWNESS) * 0.99999,
            _ => Score::MIN,
        }
    }

    /// The story as it would be ranked; none if it is not among the best.
    pub(super) fn ranked(&self, score: Score, day: u16, story: u32) -> Option<Ranked> {
        let ranked = Ranked {
            score: score * self.newness(day),
            day,
            story,
        };
        let better = match self.heap.peek() {
            Some(Reverse(worst)) if self.is_full() => ranked > *worst,
            _ => true,
        };
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
