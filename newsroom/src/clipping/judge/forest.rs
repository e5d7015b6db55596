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

/// A fork or a leaf, in eight bytes: a page's lines go through some ten thousand of them.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The most that the sign may be for the next node to follow; of a leaf, its log odds.
    value: f32,
    /// The sign that is looked at, or [`LEAF`].
    sign: u16,
    /// How many nodes further the one is that follows if the sign is more.
    more: u16,
}

/// What stands for a sign in a leaf.
const LEAF: u16 = u16::MAX;

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
        let mut odds = vec![0.0; lines.len()];
        // Tree by tree, so that a tree is at hand for all lines.
        for root in &self.roots {
            for (odds, signs) in odds.iter_mut().zip(lines) {
                *odds += self.leaf(*root, &signs.values);
            }
        }
        odds.iter()
            .map(|odds| 1.0 / (1.0 + (-odds).exp()))
            .collect()
    }

    fn leaf(&self, root: usize, signs: &[f32]) -> f32 {
        let mut at = root;
        while let Some(node) = self.nodes.get(at) {
            if node.sign == LEAF {
                return node.value;
            }
            let sign = signs.get(usize::from(node.sign)).copied().unwrap_or(0.0);
            at += match sign <= node.value {
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
