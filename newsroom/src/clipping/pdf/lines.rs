//! Letters into lines, and the lines into the order in which they are read.
//!
//! A PDF knows no words, lines or columns: they are where the white is. White that runs from the top
//! of some lines to the bottom, with text on both sides, parts columns.

mod columns;
mod words;

use super::letters::{Letter, Sheet};

/// Gap between two pieces of a line that are not of one run of words, in sizes of their type. Between
/// words of justified lines up to 1 was seen, between columns no less than 1.2.
const APART: f32 = 1.1;

/// A line of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// The baseline, in points from the top of the page.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) strong: bool,
    /// Which column of its page it stands in, counted as they are read.
    pub(super) column: usize,
}

/// A piece of a line without a wide gap in it.
#[derive(Debug, Clone)]
struct Piece {
    letters: Vec<Letter>,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
}

/// The lines of a page, as they are read.
pub(super) fn lines(sheet: &Sheet) -> Vec<Line> {
    let rows = rows(&sheet.letters);
    columns::in_order(rows, sheet.width)
        .into_iter()
        .enumerate()
        .flat_map(|(column, rows)| rows.into_iter().map(move |row| line(row, column)))
        .filter(|line| !line.text.is_empty())
        .collect()
}

/// Letters that share a baseline, as pieces from left to right; the rows from top to bottom.
fn rows(letters: &[Letter]) -> Vec<Vec<Piece>> {
    let mut letters: Vec<Letter> = letters.to_vec();
    letters.sort_by(|one, other| one.y.total_cmp(&other.y));
    let mut rows: Vec<Vec<Letter>> = Vec::new();
    let mut base = (f32::MIN, 0.0_f32);
    for letter in letters {
        // A raised figure belongs to its line.
        let near = letter.y - base.0 <= 0.4 * base.1.min(letter.size).max(1.0);
        match rows.last_mut().filter(|_| near) {
            Some(row) => {
                // The line stands where most of its letters do, and those are the large ones.
                if letter.size > base.1 * 1.1 {
                    base = (letter.y, letter.size);
                }
                row.push(letter);
            }
            None => {
                base = (letter.y, letter.size);
                rows.push(vec![letter]);
            }
        }
    }
    rows.into_iter()
        .map(pieces)
        .filter(|row| !row.is_empty())
        .collect()
}

fn pieces(mut row: Vec<Letter>) -> Vec<Piece> {
    row.sort_by(|one, other| one.x.total_cmp(&other.x));
    let mut pieces: Vec<Piece> = Vec::new();
    for letter in row {
        let end = letter.x + letter.width;
        match pieces.last_mut() {
            // A space belongs to the words that it parts, and is not where they end.
            Some(piece) if letter.sign.is_whitespace() => piece.letters.push(letter),
            None if letter.sign.is_whitespace() => {}
            Some(piece) if letter.x - piece.right <= APART * piece.size.max(letter.size) => {
                // Bold is sometimes made by printing twice.
                let twice = piece.letters.iter().rev().take(3).any(|last| {
                    last.sign == letter.sign
                        && (last.x - letter.x).abs() < 0.15 * letter.size
                        && letter.width > 0.2 * letter.size
                });
                if twice {
                    continue;
                }
                piece.right = piece.right.max(end);
                piece.size = piece.size.max(letter.size);
                piece.y = piece.y.max(letter.y);
                piece.letters.push(letter);
            }
            _ => pieces.push(Piece {
                left: letter.x,
                right: end,
                y: letter.y,
                size: letter.size,
                letters: vec![letter],
            }),
        }
    }
    pieces
}

fn line(row: Vec<Piece>, column: usize) -> Line {
    let left = row.iter().map(|piece| piece.left).fold(f32::MAX, f32::min);
    let right = row.iter().map(|piece| piece.right).fold(f32::MIN, f32::max);
    let letters: Vec<Letter> = row.into_iter().flat_map(|piece| piece.letters).collect();
    let signs = || letters.iter().filter(|letter| !letter.sign.is_whitespace());
    let mut sizes: Vec<f32> = signs().map(|letter| letter.size).collect();
    sizes.sort_by(f32::total_cmp);
    let size = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let strong = signs().filter(|letter| letter.strong).count();
    let y = signs()
        .filter(|letter| letter.size >= size * 0.9)
        .map(|letter| letter.y)
        .fold(f32::MIN, f32::max);
    Line {
        text: words::text(&letters),
        left,
        right,
        y,
        size,
        strong: strong * 10 > signs().count() * 9,
        column,
    }
}
