//! Boosted decision trees, read from a file that people can read too.

/// Trees whose leaves add up to the log odds of a line being part of the story (Friedman, "Greedy
/// function approximation: a gradient boosting machine", 2001).
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// The nodes of all trees, each before its two branches.
    nodes: Vec<Node>,
    /// Where each tree begins.
    roots: Vec<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Node {
    /// The sign that is looked at, the most it may be for the next node to follow, and the node
    /// that follows if it is more.
    Fork {
        sign: usize,
        most: f32,
        more: usize,
    },
    Leaf(f32),
}

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
            self.nodes.push(Node::Leaf(word.parse().ok()?));
            return Some(());
        }
        let at = self.nodes.len();
        let sign = words.next()?.parse().ok()?;
        let most = words.next()?.parse().ok()?;
        let more = 0;
        self.nodes.push(Node::Fork { sign, most, more });
        self.grow(words, depth + 1)?;
        let more = self.nodes.len();
        self.nodes[at] = Node::Fork { sign, most, more };
        self.grow(words, depth + 1)?;
        (words.next()? == ")").then_some(())
    }

    /// How likely it is, from 0 to 1, that a line with these signs is part of the story.
    pub(super) fn verdict(&self, signs: &[f32]) -> f32 {
        let odds: f32 = self.roots.iter().map(|root| self.leaf(*root, signs)).sum();
        1.0 / (1.0 + (-odds).exp())
    }

    fn leaf(&self, root: usize, signs: &[f32]) -> f32 {
        let mut at = root;
        loop {
            match self.nodes.get(at) {
                Some(Node::Fork { sign, most, more }) => {
                    let value = signs.get(*sign).copied().unwrap_or(0.0);
                    at = if value <= *most { at + 1 } else { *more };
                }
                Some(Node::Leaf(odds)) => return *odds,
                None => return 0.0,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_read_and_followed() {
        let forest = Forest::read(["( 1 0.5 -2 ( 0 3 1 4 ) )", "1"].into_iter()).unwrap();
        let odds = |signs: &[f32]| {
            let verdict = forest.verdict(signs);
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
