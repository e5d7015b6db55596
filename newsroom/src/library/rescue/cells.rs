//! One page of a b-tree and what lies on it, read by someone who trusts none of it.
//!
//! Everything here follows "Database File Format" of SQLite's documentation, sections 1.6 and 2.1.

use std::borrow::Cow;
use std::ops::Range;

use rusqlite::types::Value;

use super::gaps::Key;

/// What a page of a b-tree is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    TableLeaf,
    TableInterior,
    IndexLeaf,
    IndexInterior,
}

impl Kind {
    pub(super) fn of(byte: u8) -> Option<Kind> {
        match byte {
            0x0d => Some(Kind::TableLeaf),
            0x05 => Some(Kind::TableInterior),
            0x0a => Some(Kind::IndexLeaf),
            0x02 => Some(Kind::IndexInterior),
            _ => None,
        }
    }

    pub(super) fn is_leaf(self) -> bool {
        matches!(self, Kind::TableLeaf | Kind::IndexLeaf)
    }

    /// Whether the tree holds rows by number, as a table does; an index and a table without row
    /// numbers hold them by their first columns.
    pub(super) fn is_table(self) -> bool {
        matches!(self, Kind::TableLeaf | Kind::TableInterior)
    }

    /// Whether rows lie on such a page. Those of an index lie on its inner pages as well.
    pub(super) fn holds_rows(self) -> bool {
        self != Kind::TableInterior
    }
}

/// A page whose head makes sense. What its cells say is not yet believed.
pub(super) struct Page<'a> {
    pub(super) kind: Kind,
    bytes: &'a [u8],
    head: usize,
    cells: usize,
}

/// Where a cell's parts are.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) rowid: Option<i64>,
    /// How long the record is, in bytes.
    pub(super) payload: usize,
    /// The part of the record that is on this page.
    pub(super) local: Range<usize>,
    /// The page on which it goes on.
    pub(super) overflow: Option<u32>,
    end: usize,
}

impl<'a> Page<'a> {
    /// Reads the head of a page. `bytes` is the usable part; the file's own head takes up the first
    /// hundred bytes of page 1.
    pub(super) fn read(number: u32, bytes: &'a [u8]) -> Option<Page<'a>> {
        let start = if number == 1 { 100 } else { 0 };
        let kind = Kind::of(*bytes.get(start)?)?;
        let cells = usize::from(two(bytes, start + 3)?);
        let head = start + if kind.is_leaf() { 8 } else { 12 };
        let first = head + 2 * cells;
        (first <= bytes.len()).then_some(Page {
            kind,
            bytes,
            head,
            cells,
        })
    }

    /// How many cells the page says it has.
    pub(super) fn len(&self) -> usize {
        self.cells
    }

    /// The cells that can be read, none of which lies over another.
    pub(super) fn cells(&self) -> Vec<Cell> {
        let places = (0..self.cells).filter_map(|at| two(self.bytes, self.head + 2 * at));
        let mut places: Vec<usize> = places.map(usize::from).collect();
        places.sort_unstable();
        let mut end = self.head + 2 * self.cells;
        let mut found = Vec::with_capacity(places.len());
        for place in places {
            if place < end {
                continue;
            }
            if let Some(cell) = self.cell(place) {
                end = cell.end;
                found.push(cell);
            }
        }
        found
    }

    fn cell(&self, place: usize) -> Option<Cell> {
        let mut at = place + if self.kind.is_leaf() { 0 } else { 4 };
        let mut number = || {
            let (value, length) = varint(self.bytes.get(at..)?)?;
            at += length;
            Some(value)
        };
        let payload = usize::try_from(number()?).ok()?;
        let rowid = match self.kind.is_table() {
            true => Some(number()?.cast_signed()),
            false => None,
        };
        let kept = local(payload, self.bytes.len(), self.kind.is_table());
        let local = at..at.checked_add(kept)?;
        self.bytes.get(local.clone())?;
        let overflow = match kept < payload {
            true => Some(four(self.bytes, local.end)?),
            false => None,
        };
        let end = local.end + if overflow.is_some() { 4 } else { 0 };
        Some(Cell {
            rowid,
            payload,
            local,
            overflow,
            end,
        })
    }

    /// The pages under an inner page, as it says, in their order.
    pub(super) fn children(&self) -> impl Iterator<Item = u32> {
        self.branches().map(|(child, _)| child)
    }

    /// The same with where they are in the order, of which the highest key is told as far as it is known.
    pub(super) fn branches(&self) -> impl Iterator<Item = (u32, Option<Key>)> {
        let cells = if self.kind.is_leaf() { 0 } else { self.cells };
        let places = (0..cells).filter_map(|at| two(self.bytes, self.head + 2 * at));
        let inner = places.map(usize::from).filter_map(|place| {
            let child = four(self.bytes, place)?;
            Some((child, self.key(place)))
        });
        let last = four(self.bytes, self.head - 4).filter(|_| !self.kind.is_leaf());
        inner.chain(last.map(|last| (last, None)))
    }

    /// The key of an inner cell; none if it goes on elsewhere.
    fn key(&self, place: usize) -> Option<Key> {
        if self.kind.is_table() {
            let (rowid, _) = varint(self.bytes.get(place + 4..)?)?;
            return Some(vec![Value::Integer(rowid.cast_signed())]);
        }
        let cell = self.cell(place)?;
        cell.key(self.bytes)
    }
}

impl Cell {
    /// What the row is ordered by; none if that goes on elsewhere.
    pub(super) fn key(&self, page: &[u8]) -> Option<Key> {
        match (self.rowid, self.overflow) {
            (Some(rowid), _) => Some(vec![Value::Integer(rowid)]),
            (None, None) => values(page.get(self.local.clone())?),
            (None, Some(_)) => None,
        }
    }
}

/// How much of a record is kept on its page; the rest goes on elsewhere.
fn local(payload: usize, usable: usize, table: bool) -> usize {
    let most = match table {
        true => usable - 35,
        false => (usable - 12) * 64 / 255 - 23,
    };
    if payload <= most {
        return payload;
    }
    let least = (usable - 12) * 32 / 255 - 23;
    let fitting = least + (payload - least) % (usable - 4);
    if fitting <= most { fitting } else { least }
}

/// The serial types of a record's columns, and where its values begin.
///
/// None unless the values are exactly as long as the record has room for: this is what tells a record
/// from noise.
pub(super) fn serials(record: &[u8], payload: usize) -> Option<(Vec<u64>, usize)> {
    let (head, mut at) = varint(record)?;
    let head = usize::try_from(head).ok()?;
    if head > record.len() || head < at {
        return None;
    }
    let mut serials = Vec::new();
    let mut values = 0_usize;
    while at < head {
        let (serial, length) = varint(record.get(at..head)?)?;
        at += length;
        values = values.checked_add(size(serial)?)?;
        serials.push(serial);
    }
    (!serials.is_empty() && head.checked_add(values)? == payload).then_some((serials, head))
}

/// How long a value is, in bytes.
fn size(serial: u64) -> Option<usize> {
    match serial {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(serial).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        _ => usize::try_from((serial - 12) / 2).ok(),
    }
}

/// The values of a record.
pub(super) fn values(record: &[u8]) -> Option<Vec<Value>> {
    let (serials, mut at) = serials(record, record.len())?;
    let mut values = Vec::with_capacity(serials.len());
    for serial in serials {
        let bytes = record.get(at..at + size(serial)?)?;
        at += bytes.len();
        values.push(value(serial, bytes)?);
    }
    Some(values)
}

fn value(serial: u64, bytes: &[u8]) -> Option<Value> {
    let whole = || {
        let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
        let mut eight = [if negative { 0xff } else { 0 }; 8];
        eight[8 - bytes.len()..].copy_from_slice(bytes);
        i64::from_be_bytes(eight)
    };
    Some(match serial {
        0 => Value::Null,
        1..=6 => Value::Integer(whole()),
        7 => Value::Real(f64::from_bits(whole().cast_unsigned())),
        8 => Value::Integer(0),
        9 => Value::Integer(1),
        even if even % 2 == 0 => Value::Blob(bytes.to_vec()),
        _ => Value::Text(text(bytes)?),
    })
}

/// How many places of a text may be unreadable before it counts as noise.
const ILLEGIBLE: usize = 2;

/// A text; where a bit of it has turned it shows the mark for what cannot be read, so that one bit
/// does not cost a story.
fn text(bytes: &[u8]) -> Option<String> {
    match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => Some(text.to_owned()),
        Cow::Owned(text) => {
            let own = bytes
                .windows(3)
                .filter(|three| *three == "\u{fffd}".as_bytes());
            let marks = text.matches('\u{fffd}').count() - own.count();
            (marks <= ILLEGIBLE).then_some(text)
        }
    }
}

/// A number in SQLite's variable length: up to nine bytes, seven bits each, of the ninth all eight.
pub(super) fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0_u64;
    for (at, byte) in bytes.iter().copied().enumerate().take(9) {
        if at == 8 {
            return Some((value << 8 | u64::from(byte), 9));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

/// Two bytes as a number, the greater first.
pub(super) fn two(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    two.try_into().ok().map(u16::from_be_bytes)
}

/// Four bytes as a number, the greater first.
pub(super) fn four(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_variable_length_are_read_as_sqlite_writes_them() {
        for (bytes, value) in [
            (&[0x00][..], Some((0, 1))),
            (&[0x7f], Some((127, 1))),
            (&[0x81, 0x00], Some((128, 2))),
            (&[0xff; 9], Some((u64::MAX, 9))),
            (&[0x81], None),
            (&[], None),
        ] {
            assert_eq!(varint(bytes), value, "{bytes:x?}");
        }
    }

    #[test]
    fn one_turned_bit_costs_a_letter_and_noise_costs_the_record() {
        assert_eq!(text(b"F\xe4hre").unwrap(), "F\u{fffd}hre");
        assert_eq!(text("kept \u{fffd}".as_bytes()).unwrap(), "kept \u{fffd}");
        assert_eq!(text(b"\xff\xfe\xfd\xfc"), None);
    }

    #[test]
    fn a_record_that_does_not_fill_its_room_is_none() {
        let record = [3, 0, 1, 42];
        assert_eq!(values(&record).unwrap(), [Value::Null, Value::Integer(42)]);
        for broken in [
            &[3, 0, 1][..],
            &[3, 0, 1, 42, 42],
            &[3, 0, 10, 42],
            &[1],
            &[9, 1, 1],
        ] {
            assert_eq!(values(broken), None, "{broken:?}");
        }
    }
}
