//! What was written last and not yet brought into the file: the log that lies beside it, `-wal`.
//!
//! "WAL-mode File Format" of SQLite's documentation.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use rustc_hash::FxHashMap;

use super::cells::four;

/// Where the log's whole and finished pages are.
pub(super) struct Wal {
    file: File,
    /// The log says it under a checksum, so it is better believed than the file.
    pub(super) page_size: usize,
    /// How many pages the file has after the last transaction; none if there was none.
    pub(super) pages: Option<u32>,
    /// By page, the place of its last finished state.
    frames: FxHashMap<u32, u64>,
}

const HEAD: usize = 32;
const FRAME: usize = 24;

impl Wal {
    /// Reads the log as SQLite would: up to the first frame whose salt or checksum is wrong, and of that
    /// only what was committed. None if there is no log, or its head is damaged.
    pub(super) fn open(path: &Path) -> Option<Wal> {
        let file = File::open(path).ok()?;
        let mut log = BufReader::with_capacity(1 << 18, file.try_clone().ok()?);
        let mut head = [0; HEAD];
        log.read_exact(&mut head).ok()?;
        let order = match four(&head, 0)? {
            0x377f_0682 => u32::from_le_bytes,
            0x377f_0683 => u32::from_be_bytes,
            _ => return None,
        };
        let page_size = usize::try_from(four(&head, 8)?).ok()?;
        if !page_size.is_power_of_two() || !(512..=65_536).contains(&page_size) {
            return None;
        }
        let mut sum = checked((0, 0), head.get(..24)?, order);
        if sum != (four(&head, 24)?, four(&head, 28)?) {
            return None;
        }
        let mut wal = Wal {
            file,
            page_size,
            pages: None,
            frames: FxHashMap::default(),
        };
        let mut unfinished = Vec::new();
        let mut frame = vec![0; FRAME + page_size];
        let mut place = HEAD as u64;
        while log.read_exact(&mut frame).is_ok() && frame.get(8..16) == head.get(16..24) {
            sum = checked(sum, frame.get(..8)?, order);
            sum = checked(sum, frame.get(FRAME..)?, order);
            if sum != (four(&frame, 16)?, four(&frame, 20)?) {
                break;
            }
            unfinished.push((four(&frame, 0)?, place + FRAME as u64));
            let pages = four(&frame, 4)?;
            if pages > 0 {
                wal.frames.extend(unfinished.drain(..));
                wal.pages = Some(pages);
            }
            place += frame.len() as u64;
        }
        Some(wal)
    }

    /// How many pages the log has.
    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }

    /// Fills `page` with a page's last finished state, if the log has it.
    pub(super) fn copy(&mut self, number: u32, page: &mut [u8]) -> bool {
        let Some(place) = self.frames.get(&number) else {
            return false;
        };
        let found = self.file.seek(SeekFrom::Start(*place));
        found.is_ok() && self.file.read_exact(page).is_ok()
    }
}

fn checked(sum: (u32, u32), bytes: &[u8], order: fn([u8; 4]) -> u32) -> (u32, u32) {
    let (pairs, _) = bytes.as_chunks::<8>();
    pairs.iter().fold(sum, |(first, second), pair| {
        let [a, b, c, d, e, f, g, h] = *pair;
        let first = first.wrapping_add(order([a, b, c, d])).wrapping_add(second);
        let second = second.wrapping_add(order([e, f, g, h])).wrapping_add(first);
        (first, second)
    })
}
