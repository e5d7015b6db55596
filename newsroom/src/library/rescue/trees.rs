//! Which page belongs to which tree.
//!
//! Where the schema can be read, trees are followed from their roots. What no tree leads to any more is
//! told by the shape of its rows, and by what stands above it.

use rusqlite::types::Value;

use super::cells::{Kind, Page, four, serials};
use super::gaps::{Gaps, Key, Stretch};
use super::layout::{Form, Layout, Tree};
use super::orphans;
use super::pages::Pages;
use super::rows::Reader;

/// How far a page's place can be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trust {
    /// A tree leads to it.
    Followed,
    /// Nothing leads to it, and nothing says that it is free.
    Stray,
    /// It is in the list of free pages: what it holds was deleted, or lies elsewhere as well.
    Free,
}

/// What is known of a page: twelve bytes, so that a file of 10 GB takes 16 MB of memory.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) kind: Option<Kind>,
    pub(super) trust: Trust,
    pub(super) owner: Owner,
    /// The inner page that names it first, or 0.
    pub(super) parent: u32,
}

const NOTHING: Entry = Entry {
    kind: None,
    trust: Trust::Stray,
    owner: Owner::Unknown,
    parent: 0,
};

/// Which tree a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Unknown,
    /// The place of the tree in the layout.
    Tree(u16),
    /// A tree that the layout does not know, or the schema.
    Other,
}

/// The pages of a file and where they belong. Page 1 is at place 1.
pub(super) struct Map {
    pub(super) pages: Vec<Entry>,
    /// By the place of the tree in the layout.
    pub(super) gaps: Vec<Gaps>,
}

/// A row of the schema: where a tree begins.
struct Root {
    name: String,
    page: u32,
}

/// Looks at every page once, and finds out where they belong.
pub(super) fn map(reader: &mut Reader, layout: &Layout) -> Map {
    let mut map = Map {
        pages: vec![NOTHING; reader.pages.count as usize + 1],
        gaps: vec![Gaps::everything(); layout.trees.len()],
    };
    let mut schema = map.survey(&mut reader.pages);
    map.free(&mut reader.pages);
    map.follow(&mut reader.pages, 1, Owner::Other);
    schema.retain(|page| map.entry(*page).trust != Trust::Free);
    schema.sort_by_key(|page| (map.entry(*page).trust, *page));
    let mut roots = Vec::new();
    for page in schema {
        roots.extend(roots_on(reader, page));
        map.take(page, Owner::Other);
    }
    let mut known = vec![false; layout.trees.len()];
    for root in roots {
        let mut trees = layout.trees.iter().enumerate();
        let Some((at, tree)) = trees.find(|(_, tree)| tree.name == root.name) else {
            map.follow(&mut reader.pages, root.page, Owner::Other);
            continue;
        };
        // The first row of that name is the best believed one, unless it points elsewhere.
        if !known[at] && map.begins(&mut reader.pages, root.page, tree) {
            known[at] = true;
            let owner = Owner::Tree(u16::try_from(at).unwrap_or(u16::MAX));
            map.gaps[at] = map.follow(&mut reader.pages, root.page, owner);
        }
    }
    for (at, tree) in layout
        .trees
        .iter()
        .enumerate()
        .filter(|(at, _)| !known[*at])
    {
        // Where the schema is silent, a tree most likely begins where it does in a fresh file.
        let entry = map.entry(tree.root);
        let alone =
            entry.owner == Owner::Unknown && entry.parent == 0 && entry.trust == Trust::Stray;
        if alone && map.begins(&mut reader.pages, tree.root, tree) {
            let owner = Owner::Tree(u16::try_from(at).unwrap_or(u16::MAX));
            map.gaps[at] = map.follow(&mut reader.pages, tree.root, owner);
        }
    }
    orphans::settle(&mut map, &mut reader.pages, layout);
    map
}

impl Map {
    /// What is known of a page; of one that is not there, nothing.
    pub(super) fn entry(&self, page: u32) -> Entry {
        self.pages.get(page as usize).copied().unwrap_or(NOTHING)
    }

    fn take(&mut self, page: u32, owner: Owner) {
        let entry = &mut self.pages[page as usize];
        entry.owner = owner;
        entry.trust = Trust::Followed;
    }

    /// Notes what every page is and which names it, and answers the pages that look like the schema's.
    fn survey(&mut self, pages: &mut Pages) -> Vec<u32> {
        let mut bytes = Vec::new();
        let mut schema = Vec::new();
        for number in 1..=pages.count {
            if !pages.copy(number, &mut bytes) {
                continue;
            }
            let Some(page) = Page::read(number, &bytes) else {
                continue;
            };
            self.pages[number as usize].kind = Some(page.kind);
            for child in page.children() {
                match self.pages.get_mut(child as usize) {
                    Some(child) if child.parent == 0 => child.parent = number,
                    _ => {}
                }
            }
            if page.kind == Kind::TableLeaf && is_schema(&page, &bytes) {
                schema.push(number);
            }
        }
        schema
    }

    /// Follows the list of free pages.
    fn free(&mut self, pages: &mut Pages) {
        let mut bytes = Vec::new();
        let mut next = pages.free().unwrap_or(0);
        while (2..=pages.count).contains(&next) && self.entry(next).trust != Trust::Free {
            self.pages[next as usize].trust = Trust::Free;
            if !pages.copy(next, &mut bytes) {
                return;
            }
            let listed = four(&bytes, 4).unwrap_or(0) as usize;
            let room = bytes.len() / 4 - 2;
            for nth in 0..listed.min(room) {
                let free = four(&bytes, 8 + 4 * nth).unwrap_or(0);
                if (2..=pages.count).contains(&free) {
                    self.pages[free as usize].trust = Trust::Free;
                }
            }
            next = four(&bytes, 0).unwrap_or(0);
        }
    }

    /// Follows a tree down from its root, and answers what is missing.
    fn follow(&mut self, pages: &mut Pages, root: u32, owner: Owner) -> Gaps {
        let mut bytes = Vec::new();
        let mut waiting = vec![(root, 0_u32, Stretch::default())];
        let mut bottom = 0;
        let mut missing = Vec::new();
        let table = self.entry(root).kind.map(Kind::is_table);
        while let Some((number, depth, stretch)) = waiting.pop() {
            let entry = self.entry(number);
            let kind = entry.kind.filter(|kind| Some(kind.is_table()) == table);
            let Some(kind) = kind.filter(|_| entry.trust != Trust::Followed) else {
                missing.push((depth, stretch));
                continue;
            };
            let branches = self.branches(pages, number, &mut bytes);
            if !kind.is_leaf() && branches.is_empty() {
                missing.push((depth, stretch));
                continue;
            }
            self.take(number, owner);
            if kind.is_leaf() {
                bottom = bottom.max(depth);
            }
            let last = branches.len().saturating_sub(1);
            let mut low = stretch.low;
            for (nth, (child, key)) in branches.into_iter().enumerate() {
                let high = if nth == last {
                    stretch.high.clone()
                } else {
                    key.clone()
                };
                waiting.push((child, depth + 1, Stretch { low, high }));
                low = key;
            }
        }
        Gaps::of(missing, bottom)
    }

    /// Whether the first rows under a root can be a tree's own. What is not there speaks for nothing.
    fn begins(&self, pages: &mut Pages, root: u32, tree: &Tree) -> bool {
        let mut bytes = Vec::new();
        let mut number = root;
        for _ in 0..orphans::DEEPEST {
            let kind = self.entry(number).kind;
            if kind.is_none_or(|kind| kind.is_table() != (tree.form == Form::Table)) {
                return number != root;
            }
            match self.branches(pages, number, &mut bytes).first() {
                Some((child, _)) => number = *child,
                None => break,
            }
        }
        pages.copy(number, &mut bytes) && orphans::speaks_for(number, &bytes, tree)
    }

    /// What an inner page names; nothing if hardly any of that can be: then it is noise.
    fn branches(
        &self,
        pages: &mut Pages,
        number: u32,
        bytes: &mut Vec<u8>,
    ) -> Vec<(u32, Option<Key>)> {
        let leaf = self.entry(number).kind.is_none_or(Kind::is_leaf);
        if leaf || !pages.copy(number, bytes) {
            return Vec::new();
        }
        let Some(page) = Page::read(number, bytes) else {
            return Vec::new();
        };
        let branches: Vec<_> = page.branches().collect();
        let table = Some(page.kind.is_table());
        let alike = |(child, _): &&(u32, _)| self.entry(*child).kind.map(Kind::is_table) == table;
        let likely = branches.iter().filter(alike).count();
        // In a file that was cut off most of them may be gone; of noise, one in ten thousand can be.
        if likely * 16 > page.len() {
            branches
        } else {
            Vec::new()
        }
    }
}

/// Whether the first row on a page says "table", "index", "view" or "trigger".
fn is_schema(page: &Page<'_>, bytes: &[u8]) -> bool {
    page.cells().first().is_some_and(|cell| {
        let record = bytes.get(cell.local.clone()).unwrap_or_default();
        let Some((types, values)) = serials(record, cell.payload) else {
            return false;
        };
        let first = record.get(values..).unwrap_or_default();
        let words: [&[u8]; 4] = [b"table", b"index", b"view", b"trigger"];
        types.len() == 5
            && words.iter().any(|word| {
                first.starts_with(word) && types.first() == Some(&(word.len() as u64 * 2 + 13))
            })
    })
}

/// Where the trees begin that a page of the schema names.
fn roots_on(reader: &mut Reader, page: u32) -> Vec<Root> {
    let mut roots = Vec::new();
    let count = reader.pages.count;
    reader.each(page, Trust::Followed, |_, values| {
        if let [_, Value::Text(name), _, Value::Integer(page), _] = values.as_slice()
            && let Ok(page) = u32::try_from(*page)
            && (2..=count).contains(&page)
        {
            roots.push(Root {
                name: name.clone(),
                page,
            });
        }
    });
    roots
}
