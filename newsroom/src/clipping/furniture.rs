//! Lines that belong to the page and not to the story: share buttons, pleas, notices.

mod words;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;
// The keys are ours, so nobody can choose them to collide.
use rustc_hash::FxHashSet;

use crate::clipping::openings::Openings;
use crate::clipping::{date, text};
use words::{CHANGED, LINES, OPENINGS, PUBLISHED};

/// Lines that are furniture as a whole, as a page's every line is looked up.
static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| LINES.iter().copied().collect());

/// Longest line that asks for something, in characters; what is longer is prose.
const LONGEST: usize = 400;

/// Whether a line is furniture wherever it stands.
pub(crate) fn is_furniture(line: &str) -> bool {
    match is_longer(line, LONGEST) {
        true => says_nothing(line),
        false => is_furniture_folded(line, &text::fold(line)),
    }
}

fn is_longer(line: &str, than: usize) -> bool {
    line.chars().nth(than).is_some()
}

/// Whether a line has neither letters nor numbers.
fn says_nothing(line: &str) -> bool {
    !text::has_letters(line) && !line.contains(|c: char| c.is_numeric())
}

/// [`is_furniture`] of a line that was folded already.
pub(crate) fn is_furniture_folded(line: &str, folded: &str) -> bool {
    if !text::has_letters(line) {
        return says_nothing(line);
    }
    if is_longer(line, 120) {
        return false;
    }
    if KNOWN.contains(folded) {
        return true;
    }
    let words = spaced(folded);
    let read_time = words <= 5
        && folded.starts_with(|c: char| c.is_numeric())
        && [
            "min read",
            "minute read",
            "minutes read",
            "mins read",
            "comments",
            "comment",
            "shares",
            "views",
            "хв",
            "min",
            "minutes",
        ]
        .iter()
        .any(|end| folded.ends_with(end));
    read_time || (words <= 12 && shares(folded) >= 2)
}

/// How many parts a line has between its spaces.
fn spaced(folded: &str) -> usize {
    folded.bytes().filter(|byte| *byte == b' ').count() + 1
}

/// How many ways to share a story a line names.
fn shares(folded: &str) -> u32 {
    const WAYS: [&str; 10] = [
        "facebook",
        "twitter",
        "whatsapp",
        "linkedin",
        "telegram",
        "pinterest",
        "email",
        "reddit",
        "tumblr",
        "copy link",
    ];
    // They are ours, and few; were they ever too many, no line would name one.
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(WAYS).ok());
    let Some(finder) = FINDER.as_ref() else {
        return 0;
    };
    let found = finder.find_overlapping_iter(folded);
    let found = found.fold(0_u32, |found, hit| found | 1 << hit.pattern().as_u32());
    found.count_ones()
}

/// Whether a line is furniture when it stands before the story: [`is_furniture`], a trail of
/// sections ("Home > World"), a date, "Updated 3 hours ago".
pub(crate) fn before_the_story(line: &str) -> bool {
    let trail = line.matches([' ', '/']).count() > 0
        && line.chars().count() < 80
        && (line.contains(" > ") || line.contains(" » ") || line.contains(" › "));
    is_furniture(line) || trail || is_dated(line)
}

/// Whether a short line says when the page was made: "Updated 16 October 2025", "3 hours ago".
pub(crate) fn is_dated(line: &str) -> bool {
    // First of all, as a line may have megabytes.
    !is_longer(line, DATED) && is_dated_folded(line, &text::fold(line))
}

/// Longest line that says when the page was made, in characters.
const DATED: usize = 90;

/// [`is_dated`] of a line that was folded already.
pub(crate) fn is_dated_folded(line: &str, folded: &str) -> bool {
    if is_longer(line, DATED) {
        return false;
    }
    let ago = folded.ends_with(" ago") && spaced(folded) <= 6;
    // A forum was created long before what is said in it.
    static DATING: LazyLock<Openings> = LazyLock::new(|| {
        let marks = PUBLISHED.iter().chain(CHANGED).chain(&["created"]);
        Openings::of(marks.copied())
    });
    let marked = DATING.open(folded);
    ago || (marked && line.contains(|c: char| c.is_numeric())) || date::is_date_line(line)
}

/// Whether a line says that its date is the day of publication.
pub(crate) fn says_published(line: &str) -> bool {
    let folded = text::fold(line);
    PUBLISHED.iter().any(|mark| folded.starts_with(mark))
}

/// Whether a line says that its date is the day of a change.
pub(crate) fn says_changed(line: &str) -> bool {
    let folded = text::fold(line);
    CHANGED.iter().any(|mark| folded.starts_with(mark))
}

/// Whether a line is furniture when it stands after the story.
pub(crate) fn after_the_story(line: &str) -> bool {
    match is_longer(line, LONGEST) {
        true => says_nothing(line),
        false => {
            let folded = text::fold(line);
            is_furniture_folded(line, &folded) || only_after_the_story(line, &folded)
        }
    }
}

/// Whether a line, folded already, is furniture after the story though not elsewhere.
pub(crate) fn only_after_the_story(line: &str, folded: &str) -> bool {
    static ASKING: LazyLock<Openings> =
        LazyLock::new(|| Openings::of(OPENINGS.iter().map(|line| line.trim_start_matches('('))));
    let length = line.chars().take(LONGEST + 1).count();
    (length < 160 && line.trim_start().starts_with('©'))
        || (length <= LONGEST && ASKING.open(folded))
        || (length <= 200 && memmem::find(folded.as_bytes(), b"all rights reserved").is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, furniture: bool) {
        assert_eq!(after_the_story(line), furniture, "reading {line:?}");
    }

    #[test]
    fn furniture_is_known_from_news() {
        check("Share", true);
        check("Facebook Twitter WhatsApp", true);
        check("© 2025 Ferry Times. All rights reserved.", true);
        check("Sign up for our daily newsletter.", true);
        check("3 min read", true);
        check("* * *", true);
        check("Share prices fell on Monday.", false);
        check("The ferry left at noon.", false);
    }

    #[test]
    fn the_head_of_a_page_has_its_own() {
        assert!(before_the_story("Home > World > Rivers"));
        assert!(before_the_story("Updated: 16 October 2025 09:30"));
        assert!(before_the_story("3 hours ago"));
        assert!(!before_the_story(
            "Bridge reopens on 16 October 2025 after talks"
        ));
        assert!(says_published("Published: 16 October 2025"));
        assert!(!says_published("Updated: 16 October 2025"));
        assert!(says_changed("Updated: 16 October 2025"));
    }
}
