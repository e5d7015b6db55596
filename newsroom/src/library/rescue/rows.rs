//! The rows of a page, with what lies on further pages.

use rusqlite::types::Value;

use super::cells::{Cell, Page, four, serials, values};
use super::pages::Pages;
use super::trees::Trust;

/// The longest row that is read, in bytes: a text of ten million letters fits six times.
const LONGEST: usize = 256 << 20;

/// Reads rows.
pub(super) struct Reader {
    pub(super) pages: Pages,
    /// A bit for each page on which a row goes on that was read.
    claimed: Vec<u64>,
    /// How many further pages may still be read for rows that then prove broken: a crafted file must not
    /// make us read it all again for each of its cells.
    patience: u64,
    further: Vec<u8>,
}

/// How much of a page could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) read: u64,
    pub(super) damaged: u64,
}

impl Reader {
    pub(super) fn new(pages: Pages) -> Reader {
        let count = u64::from(pages.count);
        Reader {
            claimed: vec![0; pages.count as usize / 64 + 1],
            patience: 64 * count + 10_000,
            pages,
            further: Vec::new(),
        }
    }

    /// Whether a row that was read goes on on this page.
    pub(super) fn is_claimed(&self, page: u32) -> bool {
        let bits = self.claimed.get(page as usize / 64).copied().unwrap_or(0);
        bits & 1 << (page % 64) != 0
    }

    /// Calls for every row of a page, and answers how many there were.
    pub(super) fn each(
        &mut self,
        number: u32,
        trust: Trust,
        mut found: impl FnMut(Option<i64>, Vec<Value>),
    ) -> Share {
        let mut bytes = Vec::new();
        let there = self.pages.copy(number, &mut bytes);
        let Some(page) = Page::read(number, &bytes).filter(|_| there) else {
            return Share::default();
        };
        let mut read = 0;
        for cell in page.cells() {
            if let Some(values) = self.row(&bytes, &cell, trust) {
                read += 1;
                found(cell.rowid, values);
            }
        }
        let damaged = (page.len() as u64).saturating_sub(read);
        Share { read, damaged }
    }

    fn row(&mut self, page: &[u8], cell: &Cell, trust: Trust) -> Option<Vec<Value>> {
        let local = page.get(cell.local.clone())?;
        match cell.overflow {
            None => values(local),
            Some(next) => {
                let mut chain = Vec::new();
                let record = self.whole(local, cell.payload, next, trust, &mut chain);
                let values = record.and_then(|record| values(&record));
                match values {
                    Some(_) => chain.iter().for_each(|page| {
                        self.claimed[*page as usize / 64] |= 1 << (page % 64);
                    }),
                    None => self.patience = self.patience.saturating_sub(chain.len() as u64),
                }
                values
            }
        }
    }

    /// A record with all that lies on further pages: as many as it must be, each once, and the last says
    /// that it is the last.
    fn whole(
        &mut self,
        local: &[u8],
        payload: usize,
        first: u32,
        trust: Trust,
        chain: &mut Vec<u32>,
    ) -> Option<Vec<u8>> {
        // Each further page begins with the number of the next.
        let room = self.pages.usable() - 4;
        let most = (payload - local.len()).div_ceil(room);
        if payload > LONGEST || most > self.pages.count as usize || self.patience == 0 {
            return None;
        }
        // A record whose head does not fit its length need not be followed through the file.
        serials(local, payload)?;
        let mut record = local.to_vec();
        let mut next = first;
        while record.len() < payload {
            let again = self.is_claimed(next);
            if again && trust == Trust::Followed {
                self.patience = self.patience.checked_sub(1)?;
            }
            let taken = again && trust != Trust::Followed;
            if taken || chain.len() >= most || !self.pages.copy(next, &mut self.further) {
                return None;
            }
            chain.push(next);
            // Where a page was wiped, its nothing would pass for the end of a text.
            if self.further.iter().all(|byte| *byte == 0) {
                return None;
            }
            next = four(&self.further, 0)?;
            let rest = (payload - record.len()).min(room);
            record.extend_from_slice(self.further.get(4..4 + rest)?);
        }
        (next == 0).then_some(record)
    }
}
