//! What stands near a line: names and dates that begin another story, pleas, and what was said before.

use super::{Signs, log, share};
use crate::clipping::lines::Line;

/// What a line is by its words alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noted {
    pub(super) byline: bool,
    pub(super) dated: bool,
    /// Whether it asks for something, or points to other stories.
    pub(super) pleads: bool,
    /// Whether it has been said before on the page, in the same words.
    pub(super) again: bool,
}

/// Shortest line that is not said twice by chance, in characters that are not white space.
const SAYS: u32 = 25;

/// How many lines on each side are looked at for what is said again, and for pleas.
const AGAIN: usize = 4;
const PLEAS: usize = 5;

/// How many names and dates are counted, before the headline and after it: what comes after the
/// third belongs to lists.
const COUNTED: (f32, f32) = (-5.0, 10.0);

/// Adds to the signs of each line what stands near it. `headline` is the number of its line.
pub(super) fn add(
    lines: &[Line<'_>],
    noted: &[Noted],
    headline: Option<usize>,
    signs: &mut [Signs],
) {
    let again = sums(lines.iter().zip(noted).map(|(line, noted)| {
        // The words of a menu are said on every page twice.
        noted.again && line.length >= SAYS
    }));
    let bylines = sums(noted.iter().map(|noted| noted.byline));
    let dates = sums(noted.iter().map(|noted| noted.dated));
    let pleas = sums(noted.iter().map(|noted| noted.pleads));
    let start = headline.map_or(0, |headline| headline + 1);
    let since = |counts: &[u32], at: usize| {
        let (now, then) = (sum(counts, 0, at + 1), sum(counts, 0, start));
        let steps = small(now.abs_diff(then));
        (if now >= then { steps } else { -steps }).clamp(COUNTED.0, COUNTED.1)
    };
    for (at, signs) in signs.iter_mut().enumerate() {
        let (from, to) = (at.saturating_sub(AGAIN), (at + AGAIN + 1).min(lines.len()));
        let window = u32::try_from(to - from).unwrap_or(1);
        signs.put("said again near", share(sum(&again, from, to), window));
        signs.put("bylines since headline", since(&bylines, at));
        signs.put("dates since headline", since(&dates, at));
        let before = sum(&pleas, at.saturating_sub(PLEAS), at);
        signs.put("pleas before", log(before));
        let after = sum(&pleas, at + 1, at + 1 + PLEAS);
        signs.put("pleas after", log(after));
    }
}

/// For each place how many lines before it are so.
fn sums(lines: impl Iterator<Item = bool>) -> Vec<u32> {
    let mut sum = 0;
    let mut sums = vec![0];
    sums.extend(lines.map(|holds| {
        sum += u32::from(holds);
        sum
    }));
    sums
}

/// How many lines are so from one place to before another.
fn sum(sums: &[u32], from: usize, to: usize) -> u32 {
    let until = |place: usize| sums.get(place.min(sums.len() - 1)).copied().unwrap_or(0);
    until(to).saturating_sub(until(from))
}

/// A small count as it is.
fn small(count: u32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
