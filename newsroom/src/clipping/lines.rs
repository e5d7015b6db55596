//! The lines of a page: what its readers see as one paragraph, one heading, one item of a menu.

use crate::clipping::dom::{self, At, Tree};
use crate::clipping::text;

/// A run of text between two boundaries of blocks, or between two doubled line breaks.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    /// The block that it stands in.
    pub(crate) block: At<'a>,
    /// The places of its first and its last text, both included.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// What it says, on one line.
    pub(crate) text: String,
    /// The same as it compares: [`text::fold`].
    pub(crate) folded: String,
    /// Characters that are not white space: all, and those in links, in bold and in italics.
    pub(crate) length: u32,
    pub(crate) linked: u32,
    pub(crate) strong: u32,
    pub(crate) stressed: u32,
}

/// An element that is being read.
#[derive(Debug, Clone, Copy)]
struct Open<'a> {
    end: usize,
    /// The block that it stands in, or is.
    block: At<'a>,
    link: bool,
    strong: bool,
    stressed: bool,
    is_block: bool,
}

/// The line that is being read.
#[derive(Debug, Default)]
struct Written {
    words: String,
    first: Option<usize>,
    last: usize,
    length: u32,
    linked: u32,
    strong: u32,
    stressed: u32,
    breaks: u32,
}

/// Most lines of a page that are read: a story has hundreds, the longest tables some thousands.
const MOST: usize = 20_000;

/// The lines of a page, in its order, and whether these are all. What readers never see and what
/// only serves is left out: scripts, menus, buttons.
pub(crate) fn read(tree: &Tree) -> (Vec<Line<'_>>, bool) {
    let root = tree.root();
    let mut lines = Vec::new();
    let mut written = Written::default();
    let mut open = vec![Open {
        end: root.end(),
        block: root,
        link: false,
        strong: false,
        stressed: false,
        is_block: true,
    }];
    let mut unread = 0;
    for at in root.descendants().skip(1) {
        if at.place() < unread {
            continue;
        }
        if lines.len() >= MOST {
            return (lines, false);
        }
        while open.len() > 1 && open.last().is_some_and(|open| open.end <= at.place()) {
            if let Some(closed) = open.pop()
                && closed.is_block
            {
                written.close(closed.block, &mut lines);
            }
        }
        let Some(around) = open.last().copied() else {
            break;
        };
        if let Some(words) = at.text() {
            written.say(at.place(), words, &around);
            continue;
        }
        let name = at.name();
        if name == "br" {
            written.breaks += 1;
            written.words.push(' ');
            if written.breaks > 1 {
                written.close(around.block, &mut lines);
            }
            continue;
        }
        if is_passed_over(at, name) || open.len() > dom::DEEPEST {
            unread = at.end();
            if !dom::is_inline(name) {
                written.close(around.block, &mut lines);
            }
            continue;
        }
        let is_block = !dom::is_inline(name);
        if is_block {
            written.close(around.block, &mut lines);
        }
        open.push(Open {
            end: at.end(),
            block: if is_block { at } else { around.block },
            link: around.link || name == "a",
            strong: around.strong || matches!(name, "b" | "strong"),
            stressed: around.stressed || matches!(name, "i" | "em" | "cite"),
            is_block,
        });
    }
    while let Some(closed) = open.pop() {
        written.close(closed.block, &mut lines);
    }
    (lines, true)
}

/// Whether an element holds nothing that could be part of a story, whatever it is called.
pub(crate) fn is_passed_over(at: At<'_>, name: &str) -> bool {
    dom::is_unread(name)
        || matches!(
            name,
            "nav" | "button" | "input" | "dialog" | "menu" | "datalist" | "progress"
        )
        || at.attr("role").is_some_and(|role| {
            matches!(
                role,
                "navigation" | "search" | "menu" | "menubar" | "tablist" | "toolbar"
            )
        })
}

impl Written {
    fn say(&mut self, place: usize, words: &str, around: &Open<'_>) {
        let length = text::length(words);
        if length > 0 {
            self.first.get_or_insert(place);
            self.last = place;
            self.breaks = 0;
        }
        self.length = self.length.saturating_add(length);
        for (holds, counted) in [
            (around.link, &mut self.linked),
            (around.strong, &mut self.strong),
            (around.stressed, &mut self.stressed),
        ] {
            *counted = counted.saturating_add(if holds { length } else { 0 });
        }
        self.words.push_str(words);
    }

    fn close<'a>(&mut self, block: At<'a>, lines: &mut Vec<Line<'a>>) {
        let written = std::mem::take(self);
        let Some(first) = written.first else {
            return;
        };
        let text = text::clean(&written.words);
        if text.is_empty() {
            return;
        }
        lines.push(Line {
            block,
            first,
            last: written.last,
            folded: text::fold(&text),
            text,
            length: written.length,
            linked: written.linked,
            strong: written.strong,
            stressed: written.stressed,
        });
    }
}
