//! Which letters of a page are its text, and which way up it is read.

use super::Letter;

/// A letter before it is known which way the page is read.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) sign: char,
    pub(super) at: (f64, f64),
    /// How far it advances, as a vector.
    pub(super) along: (f64, f64),
    pub(super) size: f64,
    pub(super) strong: bool,
    /// Set on the page without being part of what it says: a running head in a tagged file.
    pub(super) artifact: bool,
    /// Drawn without ink: the text behind a scan, or text that is hidden.
    pub(super) unseen: bool,
}

/// What the page says: no running heads that the file itself names as such, and no hidden text. A
/// page that has nothing else is read all the same: behind a scan all text is hidden.
pub(super) fn shown(mut found: Vec<Found>) -> Vec<Found> {
    for aside in [
        |letter: &Found| letter.artifact,
        |letter: &Found| letter.unseen,
    ] {
        let stays = |letter: &Found| !aside(letter) && !letter.sign.is_whitespace();
        if found.iter().any(stays) {
            found.retain(|letter| !aside(letter));
        }
    }
    found
}

/// The letters that run the way most of the page does, turned upright, and whether the page lies on its
/// side. Left out is what runs across them: a stamp in the margin, a word under the text.
pub(super) fn upright(found: Vec<Found>, width: f32, height: f32) -> (Vec<Letter>, bool) {
    let quarter = |(x, y): (f64, f64)| {
        let straight = x.abs().min(y.abs()) <= 0.1 * x.abs().max(y.abs());
        let turns = match x.abs() >= y.abs() {
            true => {
                if x >= 0.0 {
                    0
                } else {
                    2
                }
            }
            false => {
                if y >= 0.0 {
                    1
                } else {
                    3
                }
            }
        };
        straight.then_some(turns)
    };
    let mut counts = [0_usize; 4];
    let whole = |letter: &Found| {
        [
            letter.at.0,
            letter.at.1,
            letter.along.0,
            letter.along.1,
            letter.size,
        ]
        .iter()
        .all(|n| n.is_finite())
    };
    let inside = |letter: &Found| {
        (-1.0..=f64::from(width) + 1.0).contains(&letter.at.0)
            && (-1.0..=f64::from(height) + 1.0).contains(&letter.at.1)
    };
    let kept: Vec<(Found, usize)> = found
        .into_iter()
        .filter(|letter| whole(letter) && inside(letter) && (0.5..500.0).contains(&letter.size))
        .filter_map(|letter| Some((letter, quarter(letter.along)?)))
        .inspect(|(_, turns)| {
            if let Some(count) = counts.get_mut(*turns) {
                *count += 1;
            }
        })
        .collect();
    let most = (0..4).rev().max_by_key(|turns| counts.get(*turns).copied());
    let turned = |(x, y): (f64, f64), turns: usize| match turns {
        0 => (x, y),
        1 => (y, f64::from(width) - x),
        2 => (f64::from(width) - x, f64::from(height) - y),
        _ => (f64::from(height) - y, x),
    };
    let letters = kept
        .into_iter()
        .filter(|(_, turns)| Some(*turns) == most)
        .map(|(letter, turns)| {
            let (x, y) = turned(letter.at, turns);
            Letter {
                sign: letter.sign,
                x: x as f32,
                y: y as f32,
                width: letter.along.0.hypot(letter.along.1) as f32,
                size: letter.size as f32,
                strong: letter.strong,
            }
        })
        .collect();
    (letters, matches!(most, Some(1 | 3)))
}
