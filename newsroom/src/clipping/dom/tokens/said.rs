//! What a token says: a piece of the page as long as it is one, else a copy.

use std::borrow::Cow;

use html5ever::tendril::StrTendril;

/// The page as pieces of it are kept: they share its memory.
pub(super) struct Source<'p> {
    page: &'p str,
    shared: StrTendril,
}

impl<'p> Source<'p> {
    pub(super) fn of(page: &'p str) -> Source<'p> {
        Source {
            page,
            shared: StrTendril::from(page),
        }
    }

    /// Where some bytes stand in the page, if they are a part of it and not only like one.
    fn place(&self, bytes: &[u8]) -> Option<usize> {
        let at = bytes
            .as_ptr()
            .addr()
            .checked_sub(self.page.as_ptr().addr())?;
        (at + bytes.len() <= self.page.len()).then_some(at)
    }
}

/// What has been read of a text or of an attribute. It comes in pieces, of which one may end inside
/// a character.
#[derive(Debug, Default)]
pub(super) struct Said {
    from: usize,
    until: usize,
    /// What was said, if it is not in the page as it is: if a sign was written as `&amp;`.
    copied: Vec<u8>,
}

impl Said {
    pub(super) fn is_empty(&self) -> bool {
        self.from == self.until && self.copied.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.until = self.from;
        self.copied.clear();
    }

    pub(super) fn push(&mut self, bytes: &[u8], source: &Source<'_>) {
        if self.copied.is_empty() {
            let place = source.place(bytes);
            match place {
                Some(at) if self.from == self.until => {
                    (self.from, self.until) = (at, at + bytes.len());
                    return;
                }
                Some(at) if at == self.until => {
                    self.until += bytes.len();
                    return;
                }
                _ => {}
            }
            let page = source.page.as_bytes();
            self.copied.extend(&page[self.from..self.until]);
            self.until = self.from;
        }
        self.copied.extend(bytes);
    }

    /// What was said; then nothing is.
    pub(super) fn take(&mut self, source: &Source<'_>) -> StrTendril {
        let said = match self.copied.is_empty() {
            true => piece(source, self.from, self.until),
            false => StrTendril::from(&*text(&self.copied)),
        };
        self.clear();
        said
    }
}

fn piece(source: &Source<'_>, from: usize, until: usize) -> StrTendril {
    // Both are far below 24 MB, and whole words of the page are text.
    let (Ok(from), Ok(length)) = (u32::try_from(from), u32::try_from(until - from)) else {
        return StrTendril::new();
    };
    source
        .shared
        .try_subtendril(from, length)
        .unwrap_or_default()
}

/// Bytes of a page as text. The page is text, and whole words of it are text as well.
pub(super) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => String::from_utf8_lossy(bytes),
    }
}
