//! A page as the tokenizer reads it, which must not be led down too far.

use std::convert::Infallible;

use html5gum::{Readable, Reader};

/// Most attributes in double quotes that are read of one tag. With each, the tokenizer goes down a level of
/// the stack: 8,000 of them end a thread with 2 MiB of it in a release build, 200 in a debug build, and
/// with it the desk. Real tags have a dozen.
const MOST: usize = 64;

/// The bytes of a page that are still to be read.
pub(super) struct Bytes<'p> {
    left: &'p [u8],
    /// Values in double quotes that were read since the last text.
    quoted: usize,
}

impl<'p> Bytes<'p> {
    pub(super) fn of(page: &'p str) -> Bytes<'p> {
        Bytes {
            left: page.as_bytes(),
            quoted: 0,
        }
    }
}

impl Reader for Bytes<'_> {
    type Error = Infallible;

    #[inline(always)]
    fn read_byte(&mut self) -> Result<Option<u8>, Infallible> {
        let byte = self.left.split_off_first();
        Ok(byte.copied())
    }

    #[inline(always)]
    fn read_until<'b>(
        &'b mut self,
        needles: &[u8],
        buffer: &'b mut [u8; 4],
    ) -> Result<Option<&'b [u8]>, Infallible> {
        // What the library does for a page as it is, which looks at eight bytes at a time.
        let mut plain = self.left.to_reader();
        let Ok(chunk) = plain.read_until(needles, buffer);
        let length = chunk.map_or(0, <[u8]>::len);
        let (chunk, left) = self.left.split_at(length);
        self.left = left;
        let (text, value) = (needles.contains(&b'<'), needles.contains(&b'"'));
        if text && !value {
            self.quoted = 0;
        } else if value && !text && chunk == b"\"" {
            self.quoted += 1;
            if self.quoted >= MOST {
                self.left = self.left.get(end_of_tag(left)..).unwrap_or_default();
            }
        }
        Ok((!chunk.is_empty()).then_some(chunk))
    }

    #[inline(always)]
    fn try_read_string(&mut self, wanted: &[u8], case_sensitive: bool) -> Result<bool, Infallible> {
        let Some((head, rest)) = self.left.split_at_checked(wanted.len()) else {
            return Ok(false);
        };
        let is_it = head == wanted || (!case_sensitive && head.eq_ignore_ascii_case(wanted));
        if is_it {
            self.left = rest;
        }
        Ok(is_it)
    }
}

/// Where a tag ends, at its `>`, read from behind one of its attributes: only a value that follows `=` can
/// be in quotes (HTML standard, §13.2.5.32–39).
fn end_of_tag(bytes: &[u8]) -> usize {
    let mut quote = None;
    let mut before = b'"';
    for (at, &byte) in bytes.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => continue,
            (None, b'>') => return at,
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, _) if byte.is_ascii_whitespace() && before == b'=' => continue,
            (None, _) => {}
        }
        before = byte;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_ends_where_no_value_is_open() {
        for (rest, end) in [
            (">text", 0),
            (" b=\"x > y\" c='>' d = \">\" e=a\"b>text", 30),
            (" b=\"never closed >", 18),
            ("", 0),
        ] {
            assert_eq!(end_of_tag(rest.as_bytes()), end, "{rest}");
        }
    }
}
