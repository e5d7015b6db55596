//! All rows that a file still holds.

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::types::Value;

use super::layout::{Form, Layout, Tree};
use super::pages::Pages;
use super::rows::Reader;
use super::trees::{self, Map, Owner, Trust};

/// A row that was found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    /// The place of its table in the layout.
    pub(super) tree: usize,
    pub(super) rowid: Option<i64>,
    /// In the order of the tree's columns; the last may be missing.
    pub(super) values: Vec<Value>,
}

/// What a file gave back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::library) struct Tally {
    /// How many pages the file has, its log included.
    pub(in crate::library) pages: u64,
    /// How many of them make sense: as part of a tree, as the rest of a row, or as free.
    pub(in crate::library) pages_read: u64,
    /// How many do not, or could not be read at all.
    pub(in crate::library) pages_damaged: u64,
    /// How many rows were found; a row may be found more than once.
    pub(in crate::library) rows: u64,
    /// How many rows were seen, and could not be read.
    pub(in crate::library) rows_damaged: u64,
    /// How many rows were read, and can be of several tables or of none.
    pub(in crate::library) rows_unplaced: u64,
}

/// A file that may be broken, looked through once.
pub(super) struct Scan<'a> {
    reader: Reader,
    map: Map,
    layout: &'a Layout,
}

impl<'a> Scan<'a> {
    /// Finds out where the pages of a file belong. The file is only read.
    pub(super) fn of(path: &Path, layout: &'a Layout) -> io::Result<Scan<'a>> {
        let mut reader = Reader::new(Pages::open(path)?);
        let map = trees::map(&mut reader, layout);
        Ok(Scan {
            reader,
            map,
            layout,
        })
    }

    /// Calls for each row of the trees in `order`, until told to stop. Of several rows of the same number
    /// or key the first is the one to believe.
    pub(super) fn rows(
        mut self,
        order: &[usize],
        mut found: impl FnMut(Found) -> ControlFlow<()>,
    ) -> Tally {
        let mut tally = Tally::default();
        // What was deleted comes last of all: a page that it went on on may since be another row's.
        for trusts in [&[Trust::Followed, Trust::Stray][..], &[Trust::Free]] {
            for tree in order {
                for trust in trusts {
                    let stop = self.tree(*tree, *trust, &mut tally, &mut found);
                    if stop.is_break() {
                        return tally;
                    }
                }
            }
        }
        self.claim_the_rest(order);
        self.count(&mut tally);
        tally
    }

    fn tree(
        &mut self,
        tree: usize,
        trust: Trust,
        tally: &mut Tally,
        found: &mut impl FnMut(Found) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Some(shape) = self.layout.trees.get(tree) else {
            return ControlFlow::Continue(());
        };
        let Some(gaps) = self
            .map
            .gaps
            .get(tree)
            .filter(|_| shape.form != Form::Index)
        else {
            return ControlFlow::Continue(());
        };
        for number in 1..=self.reader.pages.count {
            let entry = self.map.entry(number);
            let own = matches!(entry.owner, Owner::Tree(at) if usize::from(at) == tree);
            let read = entry.kind.is_some_and(|kind| kind.holds_rows());
            if !own || !read || entry.trust != trust {
                continue;
            }
            let mut stop = ControlFlow::Continue(());
            let mut misfits = 0;
            // Where nothing is missing, what was deleted stays deleted.
            let lacks = |rowid: Option<i64>, values: &[Value]| {
                trust == Trust::Followed
                    || match rowid {
                        Some(rowid) => gaps.can_hold(&[Value::Integer(rowid)], trust),
                        None => gaps.can_hold(values, trust),
                    }
            };
            let mut deleted = 0;
            let share = self.reader.each(number, trust, |rowid, values| {
                if !lacks(rowid, &values) {
                    deleted += 1;
                    return;
                }
                match shape.row(rowid, values) {
                    Some(_) if stop.is_break() => {}
                    Some(values) => {
                        stop = found(Found {
                            tree,
                            rowid,
                            values,
                        });
                    }
                    None => misfits += 1,
                }
            });
            tally.rows += share.read - misfits - deleted;
            tally.rows_damaged += share.damaged + misfits;
            stop?;
        }
        ControlFlow::Continue(())
    }

    /// Reads what nobody asked for, so that the pages on which its rows go on are known for what they are.
    fn claim_the_rest(&mut self, order: &[usize]) {
        for number in 1..=self.reader.pages.count {
            let unread = match self.map.entry(number).owner {
                Owner::Tree(at) => {
                    let at = usize::from(at);
                    let index = |tree: &Tree| tree.form == Form::Index;
                    !order.contains(&at) || self.layout.trees.get(at).is_some_and(index)
                }
                Owner::Other => true,
                Owner::Unknown => false,
            };
            if unread {
                self.reader.each(number, Trust::Followed, |_, _| {});
            }
        }
    }

    /// Counts the pages, and the rows that have no place.
    fn count(&mut self, tally: &mut Tally) {
        for number in 1..=self.reader.pages.count {
            let entry = self.map.entry(number);
            let sense = match (entry.owner, entry.kind) {
                (Owner::Tree(_) | Owner::Other, _) => true,
                (Owner::Unknown, Some(kind)) if kind.holds_rows() && entry.trust != Trust::Free => {
                    let share = self.reader.each(number, entry.trust, |_, _| {});
                    tally.rows_unplaced += share.read;
                    share.read > 0
                }
                _ => {
                    entry.trust == Trust::Free
                        || self.reader.is_claimed(number)
                        || self.reader.pages.is_never_used(number)
                }
            };
            tally.pages += 1;
            tally.pages_read += u64::from(sense);
            tally.pages_damaged += u64::from(!sense);
        }
    }
}
