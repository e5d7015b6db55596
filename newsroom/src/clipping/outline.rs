//! A page's elements in a row, with what each holds counted, so that questions about a box cost
//! two subtractions instead of a walk.

use crate::clipping::dom::{self, At};
use crate::clipping::text;

/// An element of a page.
#[derive(Debug)]
pub(crate) struct Spot<'a> {
    pub(crate) at: At<'a>,
    /// The place of the element around it; its own for the first.
    pub(crate) parent: usize,
    /// The place after its last descendant.
    pub(crate) end: usize,
    /// How many elements stand around it.
    pub(crate) depth: usize,
    /// Characters of text in lines of its own, white space left out.
    pub(crate) own: u32,
    /// Characters of text, and of linked text, that stand before it on the page.
    before: u32,
    linked_before: u32,
    /// The same up to its end.
    until: u32,
    linked_until: u32,
    /// Whether it is, or stands in, a link.
    pub(crate) linked: bool,
}

/// The elements of a page in its order. What readers never see is left out, except for the element
/// itself: a script is there, its text is not.
#[derive(Debug)]
pub(crate) struct Outline<'a> {
    pub(crate) spots: Vec<Spot<'a>>,
}

/// Goes through a page once.
pub(crate) fn outline(root: At<'_>) -> Outline<'_> {
    let mut spots: Vec<Spot<'_>> = Vec::new();
    let mut open = vec![(usize::MAX, root.children())];
    // The places of the blocks around here: text belongs to the line of the innermost.
    let mut blocks: Vec<usize> = Vec::new();
    let (mut all, mut linked) = (0, 0);
    while let Some((place, children)) = open.last_mut() {
        let place = *place;
        let Some(child) = children.next() else {
            open.pop();
            if blocks.last() == Some(&place) {
                blocks.pop();
            }
            let end = spots.len();
            if let Some(spot) = spots.get_mut(place) {
                spot.end = end;
                (spot.until, spot.linked_until) = (all, linked);
            }
            continue;
        };
        let inside = spots.get(place).is_some_and(|spot| spot.linked);
        if let Some(words) = dom::text(child) {
            let length = text::length(words);
            all += length;
            linked += if inside { length } else { 0 };
            if let Some(block) = blocks.last().and_then(|block| spots.get_mut(*block)) {
                block.own += length;
            }
            continue;
        }
        let name = dom::name(child);
        if name.is_empty() {
            continue;
        }
        let at = spots.len();
        spots.push(Spot {
            at: child,
            parent: if place == usize::MAX { at } else { place },
            end: at + 1,
            depth: open.len(),
            own: 0,
            before: all,
            linked_before: linked,
            until: all,
            linked_until: linked,
            linked: inside || name == "a",
        });
        let unread = dom::is_unread(name) && name != "head";
        if unread || dom::is_hidden(child) || open.len() > dom::DEEPEST {
            continue;
        }
        if !dom::is_inline(name) {
            blocks.push(at);
        }
        open.push((at, child.children()));
    }
    Outline { spots }
}

impl<'a> Spot<'a> {
    /// Its name.
    pub(crate) fn name(&self) -> &'a str {
        dom::name(self.at)
    }

    /// Characters of text below it.
    pub(crate) fn text(&self) -> u32 {
        self.until - self.before
    }

    /// Characters of linked text below it.
    pub(crate) fn linked_text(&self) -> u32 {
        self.linked_until - self.linked_before
    }
}

impl<'a> Outline<'a> {
    /// Characters of text on the page, and how many of them are links.
    pub(crate) fn text(&self) -> (u32, u32) {
        let outermost = self.spots.iter().filter(|spot| spot.depth == 1);
        outermost.fold((0, 0), |(text, linked), spot| {
            (text + spot.text(), linked + spot.linked_text())
        })
    }

    /// The lines of the page that are more than a label: what stands in a block of its own.
    pub(crate) fn lines(&self, least: u32) -> impl Iterator<Item = &Spot<'a>> {
        self.spots.iter().filter(move |spot| spot.own >= least)
    }
}
