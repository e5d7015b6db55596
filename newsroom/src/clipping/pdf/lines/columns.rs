//! Columns: white that runs down between lines, with text on both sides.

use super::Piece;

/// Rows of pieces, from top to bottom.
type Rows = Vec<Vec<Piece>>;

/// How many lines each of two columns has at least. Fewer are a table, or two lines side by side.
const LINES: usize = 4;

/// How many letters a line of a column has, taken over all its lines. Fewer are a table's cells.
const LETTERS: usize = 14;

/// How often columns are looked for in columns. A newspaper's page has six, so three times.
const DEEPEST: usize = 4;

/// Steps in which white is searched for, in points.
const STEP: f32 = 2.0;

/// The rows of a page as columns, in the order in which they are read.
pub(super) fn in_order(rows: Rows, width: f32) -> Vec<Rows> {
    let mut columns = Vec::new();
    part(rows, width, DEEPEST, &mut columns);
    columns
}

fn part(rows: Rows, width: f32, depth: usize, columns: &mut Vec<Rows>) {
    let found = match depth {
        0 => None,
        _ => widest_part(&rows, width),
    };
    let Some(Gutter { x, from, to }) = found else {
        if !rows.is_empty() {
            columns.push(rows);
        }
        return;
    };
    let mut above = rows;
    let mut beside = above.split_off(from);
    let below = beside.split_off(to - from);
    part(above, width, depth - 1, columns);
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in beside {
        let (left, right): (Vec<_>, Vec<_>) = row.into_iter().partition(|piece| piece.right <= x);
        lefts.push(left);
        rights.push(right);
    }
    for mut side in [lefts, rights] {
        side.retain(|row| !row.is_empty());
        part(side, width, depth - 1, columns);
    }
    part(below, width, depth - 1, columns);
}

/// White at `x` beside the rows `from..to`.
struct Gutter {
    x: f32,
    from: usize,
    to: usize,
}

/// The white beside which most lines stand.
fn widest_part(rows: &Rows, width: f32) -> Option<Gutter> {
    let steps = (width.clamp(0.0, 20_000.0) / STEP) as usize;
    let mut best: Option<(usize, Gutter, usize)> = None;
    for step in 1..steps {
        let x = step as f32 * STEP;
        let crossed = |row: &Vec<Piece>| {
            row.iter()
                .any(|piece| piece.left < x + 1.0 && piece.right > x - 1.0)
        };
        let mut from = 0;
        while from < rows.len() {
            let run = rows
                .iter()
                .skip(from)
                .take_while(|row| !crossed(row))
                .count();
            if let Some((lines, gutter)) = columns_at(rows, x, from, from + run) {
                best = Some(match best.take() {
                    // The middle of the white that does as well.
                    Some((most, first, plateau)) if most == lines && first.from == gutter.from => {
                        (most, first, plateau + 1)
                    }
                    Some(known) if known.0 >= lines => known,
                    _ => (lines, gutter, 0),
                });
            }
            from += run + 1;
        }
    }
    best.map(|(_, gutter, plateau)| Gutter {
        x: gutter.x + plateau as f32 * STEP / 2.0,
        ..gutter
    })
}

/// Whether text stands on both sides of some white, and beside how many lines.
fn columns_at(rows: &Rows, x: f32, from: usize, to: usize) -> Option<(usize, Gutter)> {
    let sides = |row: &Vec<Piece>| {
        (
            row.iter().any(|piece| piece.right <= x),
            row.iter().any(|piece| piece.right > x),
        )
    };
    let side_by_side = |at: usize| {
        let near = rows.get(at..(at + 2).min(to)).unwrap_or_default();
        let near = near.iter().map(sides);
        let both = near.fold((false, false), |all, row| (all.0 || row.0, all.1 || row.1));
        both == (true, true)
    };
    // What stands above on one side alone is above both.
    let from = (from..to).find(|at| side_by_side(*at))?;
    let beside = rows.get(from..to)?;
    let count = |left: bool| {
        let pieces = beside
            .iter()
            .flatten()
            .filter(|piece| (piece.right <= x) == left);
        let letters: usize = pieces.map(|piece| piece.letters.len()).sum();
        let lines = beside
            .iter()
            .filter(|row| row.iter().any(|piece| (piece.right <= x) == left))
            .count();
        (lines, letters)
    };
    let (left, right) = (count(true), count(false));
    let full = |(lines, letters): (usize, usize)| lines >= LINES && letters >= LETTERS * lines;
    (full(left) && full(right)).then_some((left.0 + right.0, Gutter { x, from, to }))
}
