//! What is typed, taken apart: brackets, words, quotes, operators.

use crate::search::operators::Operator;

/// A part of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part<'t> {
    Opening,
    Closing,
    Or,
    And,
    /// A minus that stands before something, or `NOT`.
    Not,
    /// A minus that stands alone.
    LoneMinus,
    Word(Typed<'t>),
    Quoted(Typed<'t>),
    Operated(Operator, Vec<Typed<'t>>),
}

/// A word, or what stands in quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Typed<'t> {
    pub(super) text: &'t str,
    /// Whether it stood in quotation marks.
    pub(super) quoted: bool,
    /// Whether more of it may come: a star follows, or nothing at all.
    pub(super) open: bool,
}

/// What is typed, taken apart, and complaints of what is not closed.
pub(super) fn parts(typed: &str) -> (Vec<Part<'_>>, Vec<String>) {
    let mut reader = Reader {
        typed,
        at: 0,
        complaints: Vec::new(),
    };
    let mut parts = Vec::new();
    while let Some(part) = reader.part() {
        parts.push(part);
    }
    (parts, reader.complaints)
}

struct Reader<'t> {
    typed: &'t str,
    at: usize,
    complaints: Vec<String>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        &self.typed[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn part(&mut self) -> Option<Part<'t>> {
        self.skip_blanks();
        let rest = self.rest();
        let first = rest.chars().next()?;
        let simple = match first {
            '(' => Some(Part::Opening),
            ')' => Some(Part::Closing),
            '|' => Some(Part::Or),
            '-' if rest[1..].starts_with(|next: char| next.is_whitespace() || next == ')') => {
                Some(Part::LoneMinus)
            }
            '-' if rest.len() == 1 => Some(Part::LoneMinus),
            '-' => Some(Part::Not),
            _ => None,
        };
        if simple.is_some() {
            self.at += 1;
            return simple;
        }
        if is_quote(first) {
            return Some(Part::Quoted(self.quoted()));
        }
        if let Some((operator, length)) = Operator::at(rest) {
            self.at += length;
            return Some(Part::Operated(operator, self.values(operator)));
        }
        let word = self.word();
        Some(match word.text {
            "OR" if !word.open || self.rest().is_empty() => Part::Or,
            "AND" if !word.open || self.rest().is_empty() => Part::And,
            "NOT" if !word.open || self.rest().is_empty() => Part::Not,
            _ => Part::Word(word),
        })
    }

    /// The word that begins here.
    fn word(&mut self) -> Typed<'t> {
        let rest = self.rest();
        let end = rest
            .find(|letter: char| {
                letter.is_whitespace() || matches!(letter, '(' | ')' | '|') || is_quote(letter)
            })
            .unwrap_or(rest.len());
        self.at += end;
        let text = &rest[..end];
        let bare = text.trim_end_matches('*');
        Typed {
            text: bare,
            quoted: false,
            open: bare.len() < text.len() || end == rest.len(),
        }
    }

    /// What stands in the quotation marks that open here.
    fn quoted(&mut self) -> Typed<'t> {
        let rest = self.rest();
        let mark = rest.chars().next().map_or(0, char::len_utf8);
        let inside = &rest[mark..];
        let Some(end) = inside.find(is_quote) else {
            self.at = self.typed.len();
            let text = inside.trim_end();
            if !text.is_empty() {
                self.complaints.push(format!(
                    "the quotation mark before “{}” is not closed; it was taken to end with the search",
                    beginning(text)
                ));
            }
            return Typed {
                text,
                quoted: true,
                open: text.len() == inside.len(),
            };
        };
        let closing = inside[end..].chars().next().map_or(0, char::len_utf8);
        self.at += mark + end + closing;
        Typed {
            text: &inside[..end],
            quoted: true,
            open: false,
        }
    }

    /// The value of an operator, or its alternatives.
    fn values(&mut self, operator: Operator) -> Vec<Typed<'t>> {
        match self.rest().chars().next() {
            Some('(') => self.alternatives(operator),
            Some(first) if is_quote(first) => vec![self.quoted()],
            Some(first) if !first.is_whitespace() && !matches!(first, ')' | '|') => {
                vec![self.word()]
            }
            _ => {
                self.complaints.push(format!(
                    "`{}:` has no value yet; write {}",
                    operator.name(),
                    operator.example()
                ));
                Vec::new()
            }
        }
    }

    /// The alternatives in the bracket that opens here: parted by OR or a bar, several words being
    /// one of them.
    fn alternatives(&mut self, operator: Operator) -> Vec<Typed<'t>> {
        self.at += 1;
        let mut values: Vec<Typed<'t>> = Vec::new();
        let mut joined: Option<(usize, usize)> = None;
        loop {
            self.skip_blanks();
            let start = self.at;
            let ends = match self.rest().chars().next() {
                None => {
                    self.complaints.push(format!(
                        "the bracket behind `{}:` is not closed; it was taken to end with the search",
                        operator.name()
                    ));
                    true
                }
                Some(')') => {
                    self.at += 1;
                    true
                }
                _ => false,
            };
            let mut parted = ends;
            let mut quoted = None;
            if !ends {
                match self.rest().chars().next() {
                    Some('|' | '(') => {
                        self.at += 1;
                        parted = true;
                    }
                    Some(first) if is_quote(first) => {
                        quoted = Some(self.quoted());
                        parted = true;
                    }
                    _ => {
                        let word = self.word();
                        if word.text == "OR" {
                            parted = true;
                        } else {
                            joined = Some((joined.map_or(start, |(from, _)| from), self.at));
                        }
                    }
                }
            }
            if parted && let Some((from, until)) = joined.take() {
                values.push(Typed {
                    text: &self.typed[from..until],
                    quoted: false,
                    open: until == self.typed.len(),
                });
            }
            values.extend(quoted);
            if ends {
                return values;
            }
        }
    }
}

/// The first word of something, for a sentence about it.
pub(super) fn beginning(text: &str) -> &str {
    let word = text.split_whitespace().next().unwrap_or(text);
    let end = word
        .char_indices()
        .nth(40)
        .map_or(word.len(), |(end, _)| end);
    &word[..end]
}

pub(super) fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}
