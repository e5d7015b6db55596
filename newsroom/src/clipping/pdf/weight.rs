//! What a PDF would weigh unpacked, found out without unpacking it into memory.
//!
//! The library unpacks a stream whole, and 20 MiB can hold 20 GiB. So every stream is unpacked here
//! first, into nothing, as far as the limit. Where the streams of a file begin is searched for in its
//! bytes and not asked of its tables, because a hostile file has its own idea of those.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// What all streams of a file may hold unpacked, in bytes. A report of 300 pages holds 30 MB.
const MOST: usize = 256 << 20;

/// What one stream may hold, in bytes. Pictures are larger, and are packed in ways of their own.
const LARGEST: usize = 64 << 20;

/// How often a stream may be packed over: once is usual, twice is an accident.
const LAYERS: usize = 3;

/// Shortest content that is taken for meant, in bytes. Three layers over less make nothing large.
const MEANT: usize = 64;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Its parts are encrypted.
    Locked,
    /// It would be too large unpacked, or is packed in a way that cannot be weighed.
    TooLarge,
}

/// Weighs a file.
///
/// # Errors
/// Says why a file is better not read.
pub(super) fn weigh(file: &[u8]) -> Result<(), Refusal> {
    if names(file).any(|(_, name)| name == b"Encrypt") {
        return Err(Refusal::Locked);
    }
    if packed_otherwise(file) {
        return Err(Refusal::TooLarge);
    }
    let mut left = MOST;
    for at in finds(file, b"stream") {
        let begun = file.get(..at).unwrap_or_default();
        if begun.ends_with(b"end") {
            continue;
        }
        let stream = file.get(at + b"stream".len()..).unwrap_or_default();
        let stream = stream.strip_prefix(b"\r").unwrap_or(stream);
        let stream = stream.strip_prefix(b"\n").unwrap_or(stream);
        unpack(stream, LAYERS, &mut left)?;
    }
    Ok(())
}

/// Unpacks a stream in all the ways in which it may be packed, and subtracts what it holds.
fn unpack(stream: &[u8], layers: usize, left: &mut usize) -> Result<(), Refusal> {
    for unpacked in [inflated(stream), base85(stream), hexadecimal(stream)] {
        let unpacked = unpacked?;
        // Anything read as packed gives a few bytes of nonsense.
        if unpacked.len() < MEANT {
            continue;
        }
        *left = left.checked_sub(unpacked.len()).ok_or(Refusal::TooLarge)?;
        if layers == 0 {
            return Err(Refusal::TooLarge);
        }
        if holds_objects(&unpacked) && packed_otherwise(&unpacked) {
            return Err(Refusal::TooLarge);
        }
        unpack(&unpacked, layers - 1, left)?;
    }
    Ok(())
}

/// Packed as in a ZIP file; nothing if it is not. Damage at the end does not undo what came before.
fn inflated(stream: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut unpacked = Vec::new();
    let most = LARGEST as u64 + 1;
    // How much came is what counts, so that it breaks off is no matter.
    let _ = ZlibDecoder::new(stream)
        .take(most)
        .read_to_end(&mut unpacked);
    if unpacked.is_empty() && !stream.starts_with(b"%") {
        let _ = DeflateDecoder::new(stream)
            .take(most)
            .read_to_end(&mut unpacked);
    }
    match unpacked.len() > LARGEST {
        true => Err(Refusal::TooLarge),
        false => Ok(unpacked),
    }
}

/// Written in 85 letters, five for four bytes; nothing if it is not.
fn base85(stream: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut group: u64 = 0;
    let mut length = 0;
    for letter in stream {
        match letter {
            b'!'..=b'u' => {
                group = group * 85 + u64::from(letter - b'!');
                length += 1;
                if length == 5 {
                    bytes.extend((group as u32).to_be_bytes());
                    (group, length) = (0, 0);
                }
            }
            b'z' => bytes.extend([0; 4]),
            b'~' => {
                if length > 1 {
                    let padded = (length..5).fold(group, |group, _| group * 85 + 84);
                    bytes.extend((padded as u32).to_be_bytes().into_iter().take(length - 1));
                }
                return Ok(bytes);
            }
            _ if letter.is_ascii_whitespace() => {}
            // Where it ends is known only to the file; what follows is no longer of this kind.
            _ => break,
        }
        if bytes.len() > LARGEST {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(bytes)
}

/// Written in hexadecimal; nothing if it is not. Half as much comes out as went in.
fn hexadecimal(stream: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut high = None;
    for letter in stream {
        match (*letter as char).to_digit(16) {
            Some(digit) => match high.take() {
                None => high = Some(digit),
                Some(high) => bytes.push((high * 16 + digit) as u8),
            },
            _ if letter.is_ascii_whitespace() => {}
            _ => break,
        }
    }
    Ok(bytes)
}

/// Whether a stream may be one that holds objects: it begins with a table of numbers.
fn holds_objects(unpacked: &[u8]) -> bool {
    unpacked
        .trim_ascii_start()
        .first()
        .is_some_and(u8::is_ascii_digit)
}

/// Whether streams are packed as they were before 1996, in ways that grow a thousandfold and more and
/// that are not weighed here.
fn packed_otherwise(bytes: &[u8]) -> bool {
    const LONG: &[&[u8]] = &[b"LZWDecode", b"RunLengthDecode"];
    const SHORT: &[&[u8]] = &[b"LZW", b"RL"];
    let abbreviated = |at: usize| {
        // A font may be called RL as well, so what stands before it has to be where a way is named.
        let before = bytes
            .get(at.saturating_sub(24)..at)
            .unwrap_or_default()
            .trim_ascii_end();
        [
            &b"["[..],
            b"obj",
            b"/F",
            b"/Filter",
            b"/Fl",
            b"/A85",
            b"/AHx",
            b"/RL",
            b"/LZW",
        ]
        .iter()
        .any(|place| before.ends_with(place))
            || before.ends_with(b"Decode")
            || holds_objects(bytes)
    };
    names(bytes).any(|(at, name)| {
        LONG.contains(&name.as_slice()) || (SHORT.contains(&name.as_slice()) && abbreviated(at))
    })
}

/// Short names in a file's bytes with their places, `#xx` undone: a name may be written in many ways.
fn names(bytes: &[u8]) -> impl Iterator<Item = (usize, Vec<u8>)> + '_ {
    const LONGEST: usize = 64;
    finds(bytes, b"/").map(|at| {
        let mut name = Vec::new();
        let mut rest = bytes.get(at + 1..).unwrap_or_default();
        while let Some((letter, after)) = rest.split_first() {
            let ends = letter.is_ascii_whitespace() || b"/<>[](){}%\0".contains(letter);
            if ends || name.len() > LONGEST {
                break;
            }
            let escaped = match (letter, after) {
                (b'#', [high, low, ..]) => {
                    let digit = |letter: &u8| (*letter as char).to_digit(16);
                    digit(high)
                        .zip(digit(low))
                        .map(|(high, low)| (high * 16 + low) as u8)
                }
                _ => None,
            };
            name.push(escaped.unwrap_or(*letter));
            rest = match escaped {
                Some(_) => after.get(2..).unwrap_or_default(),
                None => after,
            };
        }
        (at, name)
    })
}

/// Where a word stands in bytes.
fn finds<'a>(bytes: &'a [u8], word: &'static [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = word.first().copied().unwrap_or_default();
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        let here = *byte == first && bytes.get(at..)?.starts_with(word);
        here.then_some(at)
    })
}
