//! What is asked, with everything looked up that is not in the index.

use std::sync::Arc;

use roaring::RoaringBitmap;

use crate::Result;
use crate::library::index::Sets;
use crate::search::{Asked, Sought, Within};

/// What is asked, ready to be held against segments.
#[derive(Debug)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Words(Wording),
    Stories(Arc<RoaringBitmap>),
}

/// Words that are asked for.
#[derive(Debug)]
pub(super) struct Wording {
    pub(super) sought: Sought,
    pub(super) within: Within,
    /// The stories that wear a tag with these words, if there are any.
    pub(super) named: Option<Arc<RoaringBitmap>>,
}

impl Node {
    /// Looks up what is asked.
    pub(super) fn of(asked: &Asked, sets: &dyn Sets) -> Result<Node> {
        let each = |of: &[Asked]| -> Result<Vec<Node>> {
            of.iter().map(|part| Node::of(part, sets)).collect()
        };
        Ok(match asked {
            Asked::All(of) => Node::All(each(of)?),
            Asked::Any(of) => Node::Any(each(of)?),
            Asked::Not(part) => Node::Not(Box::new(Node::of(part, sets)?)),
            Asked::Filter(filter) => Node::Stories(sets.of(filter)?),
            Asked::Words(words) => {
                let named = match words.within {
                    Within::Everything => sets.named(words)?.filter(|named| !named.is_empty()),
                    Within::Headline => None,
                };
                match Sought::of(words) {
                    Some(sought) => Node::Words(Wording {
                        sought,
                        within: words.within,
                        named,
                    }),
                    None => Node::Any(Vec::new()),
                }
            }
        })
    }

    /// The stories that wear a tag with one of the words that are asked for.
    pub(super) fn named(&self) -> RoaringBitmap {
        match self {
            Node::All(of) | Node::Any(of) => of
                .iter()
                .fold(RoaringBitmap::new(), |all, part| all | part.named()),
            Node::Words(wording) => wording.named.as_deref().cloned().unwrap_or_default(),
            Node::Not(_) | Node::Stories(_) => RoaringBitmap::new(),
        }
    }

    /// Whether it is of words alone that are finished, so that what ranks stories also finds all
    /// of them.
    pub(super) fn is_plain(&self) -> bool {
        match self {
            Node::All(of) | Node::Any(of) => !of.is_empty() && of.iter().all(Node::is_plain),
            Node::Words(wording) => !wording.sought.open,
            Node::Not(_) | Node::Stories(_) => false,
        }
    }
}
