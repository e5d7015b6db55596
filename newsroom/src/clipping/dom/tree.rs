//! A page's nodes, in the order of the page.

use std::iter;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName};

/// The elements and texts of a page, each before what stands in it; comments are left out.
///
/// What stands below a node is one slice, so a walk over a page is a walk over an array.
#[derive(Debug)]
pub(crate) struct Tree {
    pub(super) nodes: Vec<Node>,
}

#[derive(Debug)]
pub(super) struct Node {
    /// The node that it stands in; the page stands in itself.
    pub(super) parent: u32,
    /// The place after the last node below it.
    pub(super) end: u32,
    pub(super) kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Page,
    Element {
        name: LocalName,
        attributes: Vec<Attribute>,
        /// The [`sign_of`] all of the attributes: most that are asked for are not there.
        signs: u64,
    },
    Text(StrTendril),
}

/// The sign of a name: one bit of 64, by its length and how it ends.
#[inline]
pub(super) fn sign_of(name: &str) -> u64 {
    let last = name.as_bytes().last().copied().unwrap_or(0);
    1 << ((name.len() * 7 + usize::from(last)) % 64)
}

impl Tree {
    /// The page itself.
    pub(crate) fn root(&self) -> At<'_> {
        At {
            tree: self,
            place: 0,
        }
    }

    /// The number of nodes; [`At::place`] is below it.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }
}

/// A node of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    tree: &'a Tree,
    place: u32,
}

impl PartialEq for At<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place && std::ptr::eq(self.tree, other.tree)
    }
}

impl Eq for At<'_> {}

impl<'a> At<'a> {
    /// Its place in the order of the page.
    pub(crate) fn place(self) -> usize {
        self.place as usize
    }

    /// The place after the last node below it.
    pub(crate) fn end(self) -> usize {
        self.node().end as usize
    }

    /// The name of an element; nothing for text.
    pub(crate) fn name(self) -> &'a str {
        match &self.node().kind {
            Kind::Element { name, .. } => name,
            _ => "",
        }
    }

    /// The words of a text.
    pub(crate) fn text(self) -> Option<&'a str> {
        match &self.node().kind {
            Kind::Text(words) => Some(words),
            _ => None,
        }
    }

    /// An attribute of an element.
    pub(crate) fn attr(self, name: &str) -> Option<&'a str> {
        let Kind::Element {
            attributes, signs, ..
        } = &self.node().kind
        else {
            return None;
        };
        if signs & sign_of(name) == 0 {
            return None;
        }
        let attribute = attributes.iter().find(|known| &*known.name.local == name)?;
        Some(&attribute.value)
    }

    /// Whether it is an element.
    pub(crate) fn is_element(self) -> bool {
        matches!(self.node().kind, Kind::Element { .. })
    }

    /// What it stands in.
    pub(crate) fn parent(self) -> Option<At<'a>> {
        (self.place > 0).then(|| self.at(self.node().parent))
    }

    /// What it stands in, from the inside outwards.
    pub(crate) fn ancestors(self) -> impl Iterator<Item = At<'a>> {
        iter::successors(self.parent(), |above| above.parent())
    }

    /// What stands right in it.
    pub(crate) fn children(self) -> impl Iterator<Item = At<'a>> {
        let end = self.node().end;
        let first = Some(self.place + 1).filter(|place| *place < end);
        iter::successors(first, move |place| {
            let next = self.at(*place).node().end;
            (next < end).then_some(next)
        })
        .map(move |place| self.at(place))
    }

    /// Itself and all below it.
    pub(crate) fn descendants(self) -> impl Iterator<Item = At<'a>> {
        (self.place..self.node().end).map(move |place| self.at(place))
    }

    /// Whether a node stands below it, or is it.
    pub(crate) fn holds(self, other: At<'_>) -> bool {
        (self.place..self.node().end).contains(&other.place)
    }

    fn at(self, place: u32) -> At<'a> {
        At { place, ..self }
    }

    fn node(self) -> &'a Node {
        &self.tree.nodes[self.place as usize]
    }
}
