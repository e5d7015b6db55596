//! Pages that no tree leads to: what hangs together is kept together, and told by its rows.

use rustc_hash::FxHashMap;

use super::cells::{Kind, Page, serials};
use super::layout::{Fit, Form, Layout, Tree};
use super::pages::Pages;
use super::trees::{Map, Owner, Trust};
use super::witness::{Doubtful, Witnesses};

/// How many rows of a page are asked what they are.
const ASKED: usize = 16;

/// No tree is deeper: its pages would not fit on a disk. It also ends circles.
pub(super) const DEEPEST: usize = 20;

/// What the rows of one group of pages say.
#[derive(Default)]
struct Group {
    rows: usize,
    votes: Vec<Vote>,
}

/// How many rows of a group can be of a tree.
struct Vote {
    tree: u16,
    fit: Fit,
    /// By their shape.
    shaped: usize,
    /// By what the tree lacks as well.
    missed: usize,
}

/// Gives the pages that belong nowhere to the trees of which something is missing.
pub(super) fn settle(map: &mut Map, pages: &mut Pages, layout: &Layout) {
    let mut groups: FxHashMap<u32, Group> = FxHashMap::default();
    let mut tops = Vec::new();
    let mut bytes = Vec::new();
    for number in 1..=pages.count {
        let entry = map.entry(number);
        let stray = entry.owner == Owner::Unknown && entry.kind.is_some_and(Kind::holds_rows);
        if !stray || !pages.copy(number, &mut bytes) {
            continue;
        }
        if let Some(page) = Page::read(number, &bytes) {
            let top = top(map, number);
            tops.push((number, top));
            let group = groups.entry(top).or_default();
            group.hear(&page, &bytes, map, entry.trust, layout);
        }
    }
    let mut found: FxHashMap<u32, u16> = FxHashMap::default();
    let mut doubtful: FxHashMap<u32, Doubtful> = FxHashMap::default();
    for (top, group) in groups {
        match group.trees(top, layout).as_slice() {
            [] => {}
            [tree] => drop(found.insert(top, *tree)),
            several => drop(doubtful.insert(top, Doubtful::among(several.to_vec()))),
        }
    }
    for (number, top) in &tops {
        if let Some(doubtful) = doubtful.get_mut(top)
            && pages.copy(*number, &mut bytes)
            && let Some(page) = Page::read(*number, &bytes)
        {
            doubtful.hear(&page, &bytes);
        }
    }
    let mut witnesses = Witnesses::default();
    for (top, doubtful) in &doubtful {
        if let Some(tree) = witnesses.table(doubtful, map, pages, layout) {
            found.insert(*top, tree);
        }
    }
    for (number, top) in tops {
        let tree = found.get(&top).copied();
        map.pages[number as usize].owner = tree.map_or(Owner::Unknown, Owner::Tree);
    }
}

/// Whether at least half of the rows of a leaf can be a tree's own.
pub(super) fn speaks_for(number: u32, bytes: &[u8], tree: &Tree) -> bool {
    let Some(page) = Page::read(number, bytes) else {
        return false;
    };
    let cells = page.cells();
    let asked = cells.iter().take(ASKED);
    let fits = asked.clone().filter(|cell| {
        let record = bytes.get(cell.local.clone()).unwrap_or_default();
        serials(record, cell.payload).is_some_and(|(serials, _)| tree.fit(&serials).is_some())
    });
    fits.count() * 2 >= asked.count()
}

/// The highest page above a page that belongs nowhere either.
fn top(map: &Map, page: u32) -> u32 {
    let mut top = page;
    for _ in 0..DEEPEST {
        let parent = map.entry(top).parent;
        let above = map.pages.get(parent as usize).filter(|_| parent > 0);
        let alike = |kind: Option<Kind>| {
            kind.map(Kind::is_table) == map.entry(page).kind.map(Kind::is_table)
        };
        match above {
            // What was given back and what was not are never one tree.
            Some(above)
                if above.owner == Owner::Unknown
                    && above.trust == map.entry(page).trust
                    && alike(above.kind) =>
            {
                top = parent
            }
            _ => break,
        }
    }
    top
}

impl Group {
    fn hear(&mut self, page: &Page<'_>, bytes: &[u8], map: &Map, trust: Trust, layout: &Layout) {
        let cells = page.cells();
        // A page of which most makes no sense is noise, whatever the rest looks like.
        if cells.len() * 2 < page.len() {
            return;
        }
        let step = (cells.len() / ASKED).max(1);
        for cell in cells.iter().step_by(step) {
            let record = bytes.get(cell.local.clone()).unwrap_or_default();
            self.rows += 1;
            let Some((serials, _)) = serials(record, cell.payload) else {
                continue;
            };
            let key = cell.key(bytes);
            for (at, tree) in layout.trees.iter().enumerate() {
                let alike = (tree.form == Form::Table) == page.kind.is_table();
                let Some(fit) = tree.fit(&serials).filter(|_| alike) else {
                    continue;
                };
                let gaps = &map.gaps[at];
                let missed = key.as_ref().is_none_or(|key| gaps.can_hold(key, trust));
                self.count(u16::try_from(at).unwrap_or(u16::MAX), fit, missed);
            }
        }
    }

    fn count(&mut self, tree: u16, fit: Fit, missed: bool) {
        let missed = usize::from(missed);
        match self.votes.iter_mut().find(|vote| vote.tree == tree) {
            Some(vote) => {
                vote.fit = fit.min(vote.fit);
                vote.shaped += 1;
                vote.missed += missed;
            }
            None => self.votes.push(Vote {
                tree,
                fit,
                shaped: 1,
                missed,
            }),
        }
    }

    /// The trees that these rows can be of, all equally likely.
    fn trees(&self, top: u32, layout: &Layout) -> Vec<u16> {
        let likely = |vote: &&Vote| vote.shaped * 2 >= self.rows && vote.missed > 0;
        let likely = self.votes.iter().filter(likely);
        let rank = |vote: &Vote| {
            let tree = layout.trees.get(usize::from(vote.tree));
            let rooted = tree.is_some_and(|tree| tree.root == top);
            // In quarters: at the edge of a gap a row or two may count otherwise.
            let missed = (vote.missed * 4).div_ceil(vote.shaped);
            (missed, rooted, vote.fit, tree.map_or(0, Tree::strictness))
        };
        let best = likely.clone().map(rank).max();
        let best = likely.filter(|vote| Some(rank(vote)) == best);
        best.map(|vote| vote.tree).collect()
    }
}
