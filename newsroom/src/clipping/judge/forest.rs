//! Boosted decision trees, read from a file that people can read too.

use crate::clipping::signs::Signs;

/// Trees whose leaves add up to the log odds of a line being part of the story (Friedman, "Greedy
/// function approximation: a gradient boosting machine", 2001).
///
/// They are not walked. Each fork strikes out the leaves that a line's signs cannot reach, and the
/// first one left is the line's (Lucchese et al., "QuickScorer", SIGIR 2015): that asks all forks,
/// but of many lines at once, and nothing waits for what the last fork said.
#[derive(Debug, Default)]
pub(super) struct Forest {
    trees: Vec<Tree>,
    /// The forks and the leaves of all trees, each tree's together and its leaves from left to right.
    forks: Vec<Fork>,
    leaves: Vec<f32>,
}

/// How many forks and leaves a tree has.
#[derive(Debug, Default, Clone, Copy)]
struct Tree {
    forks: usize,
    leaves: usize,
}

#[derive(Debug, Clone, Copy)]
struct Fork {
    /// The most that the sign may be for the first branch to follow.
    most: f32,
    /// A bit for each leaf of the tree that is not on the first branch.
    others: u32,
    /// The sign that is looked at.
    sign: u8,
}

/// Most leaves of a tree: a bit for each.
const LEAVES: usize = 32;

/// How many lines go through a tree together.
const TOGETHER: usize = 16;

/// For each sign that a fork can name its values of some lines; noughts where there are none.
type Columns = [[f32; TOGETHER]; 256];

impl Forest {
    /// Reads trees, one a line: a leaf is a number, a fork is `(sign most node node)`, where the
    /// sign is its number in the list of signs.
    ///
    /// Answers nothing if a line is no tree, or one of more than [`LEAVES`] leaves.
    pub(super) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Forest> {
        let mut forest = Forest::default();
        for line in lines {
            forest.trees.push(Tree::default());
            let mut words = line.split_ascii_whitespace();
            forest.grow(&mut words, 0)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(forest)
    }

    /// Reads a node and what follows it; answers how many leaves its tree has then.
    fn grow<'l>(&mut self, words: &mut impl Iterator<Item = &'l str>, depth: usize) -> Option<u32> {
        let word = words.next().filter(|_| depth < LEAVES)?;
        let tree = self.trees.last_mut()?;
        if word != "(" {
            self.leaves.push(word.parse().ok()?);
            tree.leaves += 1;
            return u32::try_from(tree.leaves)
                .ok()
                .filter(|_| tree.leaves <= LEAVES);
        }
        tree.forks += 1;
        let before = u32::try_from(tree.leaves).ok()?;
        let fork = self.forks.len();
        self.forks.push(Fork {
            sign: words.next()?.parse().ok()?,
            most: words.next()?.parse().ok()?,
            others: 0,
        });
        let until = self.grow(words, depth + 1)?;
        // There are 31 leaves at most before the second branch.
        let below = |leaves: u32| 1_u32.checked_shl(leaves).map(|bit| bit - 1);
        self.forks[fork].others = !(below(until)? & !below(before)?);
        let until = self.grow(words, depth + 1)?;
        (words.next()? == ")").then_some(until)
    }

    /// How likely it is, from 0 to 1, that each line with such signs is part of the story.
    pub(super) fn verdicts(&self, lines: &[Signs]) -> Vec<f32> {
        let mut verdicts = Vec::with_capacity(lines.len());
        let mut columns: Columns = [[0.0; _]; _];
        for lines in lines.chunks(TOGETHER) {
            for (line, signs) in lines.iter().enumerate() {
                for (column, value) in columns.iter_mut().zip(&signs.values) {
                    column[line] = *value;
                }
            }
            let verdict = |odds: f32| 1.0 / (1.0 + (-odds).exp());
            verdicts.extend(self.odds(&columns).map(verdict).iter().take(lines.len()));
        }
        verdicts
    }

    fn odds(&self, columns: &Columns) -> [f32; TOGETHER] {
        let mut odds = [0.0; TOGETHER];
        let (mut forks, mut leaves) = (self.forks.as_slice(), self.leaves.as_slice());
        for tree in &self.trees {
            let (own, others) = forks.split_at(tree.forks);
            let left = left(own, columns);
            for (odds, left) in odds.iter_mut().zip(left) {
                *odds += leaves[left.trailing_zeros() as usize];
            }
            (forks, leaves) = (others, &leaves[tree.leaves..]);
        }
        odds
    }
}

/// For each line the leaves of a tree, as bits, that its signs leave in it.
///
/// Written without a branch, and by itself, so that one instruction does it for several lines.
#[inline(never)]
#[expect(
    clippy::needless_range_loop,
    reason = "a loop of a known number of steps is unrolled however this is built"
)]
fn left(forks: &[Fork], columns: &Columns) -> [u32; TOGETHER] {
    let mut left = [u32::MAX; TOGETHER];
    for fork in forks {
        let (column, most) = (&columns[usize::from(fork.sign)], fork.most);
        for line in 0..TOGETHER {
            left[line] &= fork.others | u32::from(column[line] <= most).wrapping_neg();
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_and_followed() {
        let forest = Forest::read(["( 1 0.5 -2 ( 0 3 1 4 ) )", "1"].into_iter()).unwrap();
        let odds = |signs: &[f32]| {
            let mut line = Signs::default();
            line.values.extend(signs);
            let verdict = forest.verdicts(&[line])[0];
            (verdict / (1.0 - verdict)).ln().round()
        };
        assert_eq!(odds(&[0.0, 0.5]), -1.0);
        assert_eq!(odds(&[3.0, 0.6]), 2.0);
        assert_eq!(odds(&[3.1, 0.6]), 5.0);
        for broken in ["", "( 1 0.5 -2 )", "( 1 0.5 -2 1 ) 3", "x"] {
            assert!(Forest::read([broken].into_iter()).is_none(), "{broken:?}");
        }
    }
}
