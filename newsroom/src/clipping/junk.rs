//! Which parts of a page are not the story, by what the page calls them.

mod names;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::clipping::dom::{self, At};
use crate::clipping::openings::Openings;
use names::{BODIES, BOXES, CONTENT, LIKELY, LIKELY_STEMS, LISTS, OTHERS, SURE, SURE_STEMS};

/// What an element claims to be, as the share of the page's prose above which the claim is not
/// believed: a page that wraps its story in `<form>` or in `class="has-sidebar"` is still a story.
pub(crate) fn claim(at: At<'_>, named: Named) -> Option<f32> {
    const NEVER: f32 = 2.0;
    const NEARLY_NEVER: f32 = 0.8;
    const HARDLY: f32 = 0.5;
    const RATHER: f32 = 0.3;
    match dom::name(at) {
        "nav" | "button" | "select" | "input" | "dialog" | "menu" | "datalist" | "progress" => {
            return Some(NEVER);
        }
        "footer" => return Some(HARDLY),
        "aside" | "form" | "header" | "fieldset" => return Some(RATHER),
        "body" | "html" | "main" => return None,
        _ => {}
    }
    if dom::is_hidden(at) {
        return Some(HARDLY);
    }
    match dom::attr(at, "role").unwrap_or("") {
        "navigation" | "search" | "menu" | "menubar" | "dialog" | "alertdialog" | "tablist"
        | "toolbar" => return Some(NEVER),
        "complementary" | "banner" | "contentinfo" | "form" | "alert" => return Some(HARDLY),
        _ => {}
    }
    let prop = dom::attr(at, "itemprop").unwrap_or("");
    if prop == "articleBody" {
        return None;
    }
    if matches!(prop, "comment" | "publisher" | "author") {
        return Some(RATHER);
    }
    if named.is(Named::SURELY_JUNK) && dom::name(at) == "article" {
        return Some(RATHER);
    }
    if named.is(Named::OTHERS) {
        return Some(NEARLY_NEVER);
    }
    if named.is(Named::SURELY_JUNK) {
        return Some(HARDLY);
    }
    named.is(Named::RATHER_JUNK).then_some(RATHER)
}

/// What the words of a class and an id say about an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Named(u8);

impl Named {
    pub(crate) const SURELY_JUNK: u8 = 1;
    pub(crate) const RATHER_JUNK: u8 = 2;
    pub(crate) const BODY: u8 = 4;
    pub(crate) const CONTENT: u8 = 8;
    pub(crate) const LIST: u8 = 16;
    pub(crate) const BOX: u8 = 32;
    pub(crate) const OTHERS: u8 = 64;

    /// Reads the words of [`dom::class_words`].
    pub(crate) fn read(words: &str) -> Named {
        let mut named = 0;
        let mut starts = [0; 3];
        let mut from = 1;
        // The words stand one space apart, so that a phrase is a slice.
        for word in words.split(' ').filter(|word| !word.is_empty()) {
            let end = from + word.len();
            starts = [from, starts[0], starts[1]];
            for start in starts.into_iter().filter(|start| *start > 0) {
                let phrase = words.get(start..end).unwrap_or("");
                named |= PHRASES.get(phrase).copied().unwrap_or(0);
            }
            for (stems, kind) in BY_STEM.iter() {
                if named & kind == 0 && stems.open(word) {
                    named |= kind;
                }
            }
            from = end + 1;
        }
        Named(named)
    }

    pub(crate) fn is(self, kind: u8) -> bool {
        self.0 & kind != 0
    }

    /// Whether a box is named as a list of other stories.
    pub(crate) fn is_list_of_stories(self) -> bool {
        self.is(Named::LIST)
    }

    /// Whether a box is named as one about another story, or as comments.
    pub(crate) fn is_box(self) -> bool {
        self.is(Named::BOX | Named::LIST)
    }
}

/// Whether an element is named as the body of the story, and how surely: 0, 1 or 2.
pub(crate) fn body_rank(at: At<'_>, named: Named) -> u8 {
    let prop = dom::attr(at, "itemprop").unwrap_or("");
    if named.is(Named::BODY) || prop.split_whitespace().any(|word| word == "articleBody") {
        return 2;
    }
    u8::from(named.is(Named::CONTENT) || matches!(dom::name(at), "article" | "main"))
}

/// What each phrase of the lists below says.
static PHRASES: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
    let mut phrases: FxHashMap<&str, u8> = FxHashMap::default();
    for (list, kind) in [
        (SURE, Named::SURELY_JUNK),
        (LIKELY, Named::RATHER_JUNK),
        (BODIES, Named::BODY),
        (CONTENT, Named::CONTENT),
        (LISTS, Named::LIST),
        (BOXES, Named::BOX),
        (OTHERS, Named::OTHERS),
    ] {
        for phrase in list {
            *phrases.entry(phrase).or_default() |= kind;
        }
    }
    phrases
});

/// The same, as every word of a page's classes is looked up.
static BY_STEM: LazyLock<Vec<(Openings, u8)>> = LazyLock::new(|| {
    let each = STEMS.iter();
    each.map(|(stems, kind)| (Openings::of(stems.iter().copied()), *kind))
        .collect()
});

/// What words say that begin in a certain way.
const STEMS: &[(&[&str], u8)] = &[
    (SURE_STEMS, Named::SURELY_JUNK),
    (LIKELY_STEMS, Named::RATHER_JUNK),
    (
        &["related", "recommend", "trending", "readmore", "alsoread"],
        Named::LIST,
    ),
];
