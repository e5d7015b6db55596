//! The pages of a file that may be broken, one at a time, with the log laid over them.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::cells::{Kind, Page, four, serials, two};
use super::wal::Wal;

/// The file is read in stretches of this length, in bytes: as long as the longest page.
const STRETCH: usize = 65_536;

/// How many stretches are looked at to find out how long a page is: 16 MB of a big file.
const LOOKS: u64 = 256;

/// The pages of a file.
pub(super) struct Pages {
    file: File,
    wal: Option<Wal>,
    /// How long a page is, in bytes.
    size: usize,
    /// How much of each page SQLite uses.
    usable: usize,
    /// How many pages there are; they are counted from 1.
    pub(super) count: u32,
    head: Option<Head>,
    stretch: Vec<u8>,
    /// Where in the file the stretch lies.
    place: u64,
}

/// What the file says about itself on its first page.
#[derive(Clone, Copy)]
struct Head {
    page_size: usize,
    reserved: usize,
    /// The first page of the list of free pages, or 0.
    free: u32,
    /// How many migrations it has had.
    layout: u32,
}

impl Pages {
    /// Opens a file, and the log beside it.
    pub(super) fn open(path: &Path) -> io::Result<Pages> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let wal = Wal::open(&beside(path, "-wal"));
        let mut first = [0; 100];
        let head = file.read_exact(&mut first).ok().and_then(|()| head(&first));
        let said = wal.as_ref().map(|wal| wal.page_size);
        let size = match said {
            Some(size) => size,
            None => page_size(&mut file, length, head.map(|head| head.page_size)),
        };
        let head = head.filter(|head| head.page_size == size);
        let held = length.div_ceil(size as u64);
        // SQLite's own limit, which also keeps page numbers away from the end of their type.
        let held = u32::try_from(held).unwrap_or(u32::MAX).min(u32::MAX - 1);
        // A crafted log may promise more pages than it has.
        let logged = wal.as_ref().map_or(0, Wal::len);
        let most = held.saturating_add(u32::try_from(logged).unwrap_or(u32::MAX));
        let promised = wal.as_ref().and_then(|wal| wal.pages).unwrap_or(0);
        let mut pages = Pages {
            file,
            wal,
            size,
            usable: size - head.map_or(0, |head| head.reserved),
            count: held.max(promised).min(most).min(u32::MAX - 1),
            head,
            stretch: Vec::new(),
            place: u64::MAX,
        };
        pages.believe_the_log();
        Ok(pages)
    }

    /// The log may hold a newer first page than the file.
    fn believe_the_log(&mut self) {
        let mut page = vec![0; self.size];
        let newer = self.wal.as_mut().is_some_and(|wal| wal.copy(1, &mut page));
        let head = page.get(..100).and_then(head).filter(|_| newer);
        if let Some(head) = head.filter(|head| head.page_size == self.size) {
            self.usable = self.size - head.reserved;
            self.head = Some(head);
        }
    }

    /// The first page of the list of free pages, if the file says so.
    pub(super) fn free(&self) -> Option<u32> {
        self.head.map(|head| head.free).filter(|free| *free > 0)
    }

    /// How much of each page SQLite uses, in bytes: at least 480.
    pub(super) fn usable(&self) -> usize {
        self.usable
    }

    /// Whether a page is the one that SQLite leaves alone, because it locks the bytes there.
    pub(super) fn is_never_used(&self, number: u32) -> bool {
        u64::from(number) == (1 << 30) / self.size as u64 + 1
    }

    /// How many migrations the file has had, if it says so.
    pub(super) fn layout(&self) -> Option<u32> {
        self.head.map(|head| head.layout)
    }

    /// Fills `page` with the usable part of a page, and answers whether there was one to read.
    pub(super) fn copy(&mut self, number: u32, page: &mut Vec<u8>) -> bool {
        page.resize(self.size, 0);
        let found = (1..=self.count).contains(&number) && self.fill(number, page);
        page.truncate(self.usable);
        found
    }

    fn fill(&mut self, number: u32, page: &mut [u8]) -> bool {
        if self.wal.as_mut().is_some_and(|wal| wal.copy(number, page)) {
            return true;
        }
        let at = u64::from(number - 1) * self.size as u64;
        let place = at - at % STRETCH as u64;
        if self.place != place {
            self.place = place;
            read_at(&mut self.file, place, &mut self.stretch);
        }
        let from = usize::try_from(at - place).unwrap_or(STRETCH);
        if let Some(found) = self.stretch.get(from..from + self.size) {
            page.copy_from_slice(found);
            return true;
        }
        // A disk that cannot give a whole stretch may still give this page.
        self.file.seek(SeekFrom::Start(at)).is_ok() && self.file.read_exact(page).is_ok()
    }
}

/// The name of a file that SQLite keeps beside its database.
pub(in crate::library) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Reads a stretch, or as much of it as there is before the end or a fault.
fn read_at(file: &mut File, place: u64, stretch: &mut Vec<u8>) {
    stretch.clear();
    if file.seek(SeekFrom::Start(place)).is_ok() {
        // What came before a fault is in the stretch already.
        let _partly = file.take(STRETCH as u64).read_to_end(stretch);
    }
}

fn head(first: &[u8]) -> Option<Head> {
    let page_size = match two(first, 16)? {
        1 => 65_536,
        size => usize::from(size),
    };
    let reserved = usize::from(*first.get(20)?);
    let sound = first.starts_with(b"SQLite format 3\0")
        && page_size.is_power_of_two()
        && page_size >= 512
        // SQLite itself refuses less.
        && page_size - reserved >= 480;
    sound.then_some(Head {
        page_size,
        reserved,
        free: four(first, 32)?,
        layout: four(first, 60)?,
    })
}

/// How long a page is: the length by which the most pages make sense; what the head said wins a tie.
fn page_size(file: &mut File, length: u64, said: Option<usize>) -> usize {
    let stretches = length.div_ceil(STRETCH as u64);
    let apart = stretches.div_ceil(LOOKS).max(1);
    let mut sensible = [0_u32; 8];
    let mut stretch = Vec::new();
    let mut at = 0;
    while at < stretches {
        read_at(file, at * STRETCH as u64, &mut stretch);
        for (size, sensible) in sizes().zip(&mut sensible) {
            let pages = stretch.chunks_exact(size).enumerate();
            let sound = pages.filter(|(nth, page)| {
                let number = if at == 0 && *nth == 0 { 1 } else { 2 };
                is_sensible(number, page)
            });
            *sensible += u32::try_from(sound.count()).unwrap_or(u32::MAX);
        }
        at += apart;
    }
    let most = sizes()
        .zip(sensible)
        .max_by_key(|(size, sensible)| (*sensible, said == Some(*size)));
    match most {
        Some((size, 1..)) => size,
        _ => said.unwrap_or(4_096),
    }
}

/// What a page can be long: 512, 1024, … 65536 bytes.
fn sizes() -> impl Iterator<Item = usize> {
    (9..=16).map(|power| 1 << power)
}

/// Whether every cell of a leaf page is one.
fn is_sensible(number: u32, bytes: &[u8]) -> bool {
    let Some(page) = Page::read(number, bytes) else {
        return false;
    };
    let cells = page.cells();
    let sound = |cell: &super::cells::Cell| {
        let record = bytes.get(cell.local.clone()).unwrap_or_default();
        serials(record, cell.payload).is_some()
    };
    matches!(page.kind, Kind::TableLeaf | Kind::IndexLeaf)
        && !cells.is_empty()
        && cells.len() == page.len()
        && cells.iter().all(sound)
}
