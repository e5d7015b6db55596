//! Boosted decision trees, read from a file that people can read too.

use crate::clipping::signs::Signs;

/// Trees whose leaves add up to the log odds of a line being part of the story (Friedman, "Greedy
/// function approximation: a gradient boosting machine", 2001).
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// The nodes of all trees, each before its two branches.
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<usize>,
}

/// A fork or a leaf, in eight bytes: a page's lines pass a hundred thousand of them.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The most that the sign may be for the next node to follow; of a leaf, its log odds.
    value: f32,
    /// How many nodes further the one is that follows if the sign is more.
    more: u16,
    /// The sign that is looked at, or [`LEAF`].
    sign: u8,
}

/// What stands for a sign in a leaf.
const LEAF: u8 = u8::MAX;

/// The signs of a line, with noughts after them, so that each sign that a fork can name is there.
type Row = [f32; 256];

/// How many lines go through a tree together: their signs and a tree are at hand at once.
const TOGETHER: usize = 16;

impl Forest {
    /// Reads trees, one a line: a leaf is a number, a fork is `(sign most node node)`, where the
    /// sign is its number in the list of signs.
    ///
    /// Answers nothing if a line is no tree.
    pub(super) fn read<'l>(lines: impl Iterator<Item = &'l str>) -> Option<Forest> {
        let mut forest = Forest::default();
        for line in lines {
            forest.roots.push(forest.nodes.len());
            let mut words = line.split_ascii_whitespace();
            forest.grow(&mut words, 0)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(forest)
    }

    fn grow<'l>(&mut self, words: &mut impl Iterator<Item = &'l str>, depth: u8) -> Option<()> {
        const DEEPEST: u8 = 64;
        let word = words.next().filter(|_| depth < DEEPEST)?;
        if word != "(" {
            self.nodes.push(Node {
                value: word.parse().ok()?,
                sign: LEAF,
                more: 0,
            });
            return Some(());
        }
        let at = self.nodes.len();
        self.nodes.push(Node {
            sign: words.next()?.parse().ok().filter(|sign| *sign != LEAF)?,
            value: words.next()?.parse().ok()?,
            more: 0,
        });
        self.grow(words, depth + 1)?;
        self.nodes[at].more = u16::try_from(self.nodes.len() - at).ok()?;
        self.grow(words, depth + 1)?;
        (words.next()? == ")").then_some(())
    }

    /// How likely it is, from 0 to 1, that each line with such signs is part of the story.
    pub(super) fn verdicts(&self, lines: &[Signs]) -> Vec<f32> {
        let mut verdicts = Vec::with_capacity(lines.len());
        let mut rows: [Row; TOGETHER] = [[0.0; _]; _];
        for lines in lines.chunks(TOGETHER) {
            for (row, signs) in rows.iter_mut().zip(lines) {
                let known = signs.values.len().min(row.len());
                row[..known].copy_from_slice(&signs.values[..known]);
                row[known..].fill(0.0);
            }
            let mut odds = [0.0; TOGETHER];
            for root in &self.roots {
                for (odds, row) in odds.iter_mut().zip(&rows).take(lines.len()) {
                    *odds += self.leaf(*root, row);
                }
            }
            let verdict = |odds: &f32| 1.0 / (1.0 + (-odds).exp());
            verdicts.extend(odds.iter().take(lines.len()).map(verdict));
        }
        verdicts
    }

    fn leaf(&self, root: usize, row: &Row) -> f32 {
        let mut at = root;
        while let Some(node) = self.nodes.get(at) {
            if node.sign == LEAF {
                return node.value;
            }
            at += match row[usize::from(node.sign)] <= node.value {
                true => 1,
                false => usize::from(node.more),
            };
        }
        0.0
    }
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
