//! The tree of a page, and small questions about its elements.

mod reader;
mod sink;
mod tokens;
mod tree;

use html5ever::interface::TreeSink;
use html5ever::tokenizer::{Token, TokenSink};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5gum::Tokenizer;

use crate::clipping::text;
use reader::Bytes;
use sink::Sink;
use tokens::Tokens;
pub(crate) use tree::{At, Tree};

/// How deep a page may be. Real pages stay below 100; no walk here goes deeper than this.
pub(crate) const DEEPEST: usize = 512;

/// How many nodes a page may have. Unclosed formatting elements are opened again in every
/// paragraph (HTML standard, §13.2.4.3), so a small page can grow into a tree of any size.
const NODES: usize = 250_000;

/// Longest text that is read, in bytes. The longest article pages seen have 6 MB.
const LONGEST: usize = 24 << 20;

/// The tree of a page, and whether all of the page is in it.
pub(crate) fn parse(page: &str) -> (Tree, bool) {
    // As a reader without scripts: pictures inside <noscript> become elements.
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        ..TreeBuilderOpts::default()
    };
    let builder = TreeBuilder::new(Sink::new(), options);
    let page = page.strip_prefix('\u{FEFF}').unwrap_or(page);
    let read = &page[..page.floor_char_boundary(LONGEST)];
    let mut whole = read.len() == page.len();
    for Ok(()) in Tokenizer::new_with_emitter(Bytes::of(read), Tokens::new(read, &builder)) {
        let (nodes, depth) = builder.sink.size(DEEPEST);
        if depth > DEEPEST || nodes > NODES {
            whole = false;
            let _ = builder.process_token(Token::EOFToken, 1);
            break;
        }
    }
    (builder.sink.finish(), whole)
}

/// The name of the element at a node; nothing for text.
pub(crate) fn name(at: At<'_>) -> &str {
    at.name()
}

/// An attribute of the element at a node.
pub(crate) fn attr<'a>(at: At<'a>, name: &str) -> Option<&'a str> {
    at.attr(name)
}

/// The text at a node; nothing for an element.
pub(crate) fn text(at: At<'_>) -> Option<&str> {
    at.text()
}

/// The elements below a node and itself, in the order of the page.
pub(crate) fn elements<'a>(at: At<'a>) -> impl Iterator<Item = At<'a>> {
    at.descendants().filter(|node| node.is_element())
}

/// Whether an element's content is not for readers.
pub(crate) fn is_unread(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "canvas"
            | "object"
            | "select"
            | "textarea"
            | "title"
            | "iframe"
            | "amp-ad"
            | "amp-analytics"
            | "amp-consent"
            | "amp-embed"
            | "amp-sidebar"
            | "amp-sticky-ad"
            | "amp-user-notification"
    )
}

/// Whether an element stands in a line of text.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "q"
            | "rp"
            | "rt"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "br"
    )
}

/// The text that readers see below a node, on one line.
pub(crate) fn text_of(at: At<'_>) -> String {
    let mut words = String::new();
    // Where each block that is open ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut place = at.place();
    for node in at.descendants() {
        if node.place() < place {
            continue;
        }
        place = node.place();
        while ends.last().is_some_and(|end| *end <= place) {
            ends.pop();
            words.push(' ');
        }
        if let Some(part) = node.text() {
            words.push_str(part);
        } else if is_unread(node.name()) {
            place = node.end();
            words.push(' ');
        } else if !is_inline(node.name()) {
            words.push(' ');
            ends.push(node.end());
        } else if node.name() == "br" {
            words.push(' ');
        }
    }
    text::clean(&words)
}

/// The source that stands in an element as it is: the text of a `<script>` or a `<title>`.
pub(crate) fn source_of(at: At<'_>) -> String {
    lines_in(at).collect()
}

/// The pieces of text that stand in an element itself.
pub(crate) fn lines_in<'a>(at: At<'a>) -> impl Iterator<Item = &'a str> {
    at.children().filter_map(|child| child.text())
}

/// The first piece of text that stands in an element itself, if it is no longer than a byline.
pub(crate) fn own_line(at: At<'_>) -> Option<String> {
    lines_in(at)
        .find(|line| line.contains(char::is_alphanumeric))
        .filter(|line| line.len() < 600)
        .and_then(text::cleaned)
}

/// What an element is called: its class, its id, and what tests and components call it.
pub(crate) fn names<'a>(at: At<'a>) -> [Option<&'a str>; 4] {
    ["class", "id", "data-testid", "data-component"].map(|name| attr(at, name))
}

/// The words of an element's class and id, as " article body share ": lower-case, parted at
/// hyphens and capitals, with spaces around each.
pub(crate) fn class_words(at: At<'_>) -> String {
    let names = names(at);
    let length: usize = names.iter().flatten().map(|name| name.len()).sum();
    let mut words = String::with_capacity(length + length / 4 + 2);
    words.push(' ');
    for name in names.into_iter().flatten() {
        // Generated class lists run to kilobytes and say nothing.
        let name = name.get(..400).unwrap_or(name);
        let mut small = false;
        for c in name.chars() {
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                words.push(c);
                small = c.is_ascii_lowercase();
            } else if c.is_alphanumeric() {
                if c.is_uppercase() && small {
                    words.push(' ');
                }
                small = c.is_lowercase();
                words.extend(c.to_lowercase());
            } else {
                small = false;
                if !words.ends_with(' ') {
                    words.push(' ');
                }
            }
        }
        if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    words
}

/// Whether a phrase stands among the words of [`class_words`].
pub(crate) fn says(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let (before, after) = words.split_at(at);
        before.ends_with(' ') && after.as_bytes().get(phrase.len()) == Some(&b' ')
    })
}

/// Whether readers never see an element.
pub(crate) fn is_hidden(at: At<'_>) -> bool {
    let styled = attr(at, "style").is_some_and(|style| {
        let named = style.contains("none") || style.contains("hidden");
        named && {
            let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
            let plain = plain.to_ascii_lowercase();
            plain.contains("display:none") || plain.contains("visibility:hidden")
        }
    });
    attr(at, "hidden").is_some() || attr(at, "aria-hidden") == Some("true") || styled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deep_page_is_read_down_to_the_limit() {
        for tag in [
            "<div>",
            "<b>",
            "<table><tr><td>",
            "<ul><li>",
            "<blockquote><p>",
            "<svg><g>",
        ] {
            let (html, whole) = parse(&tag.repeat(1_000_000 / tag.len()));
            assert!(!whole, "{tag}");
            let deepest = html
                .root()
                .descendants()
                .map(|node| node.ancestors().count())
                .max();
            assert!(deepest.unwrap_or(0) < 4 * DEEPEST, "{tag}: {deepest:?}");
        }
        // Formatting that is opened again in each paragraph.
        let bold: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        let (html, whole) = parse(&format!("<p>{bold}</p>{}", "<p>x</p>".repeat(100_000)));
        assert!(!whole && html.len() < 4 * NODES);
    }

    #[test]
    fn text_is_what_readers_see() {
        let (html, whole) =
            parse("<body><p>a<b>b</b> c<br>d<script>x</script><div>e</div>f<svg><text>g");
        assert!(whole);
        assert_eq!(text_of(html.root()), "ab c d e f");
    }

    #[test]
    fn class_words_are_parted() {
        let (html, _) = parse("<p class='articleBody share-bar_x' id=Main>");
        let p = elements(html.root()).find(|at| name(*at) == "p").unwrap();
        assert_eq!(class_words(p), " article body share bar x main ");
    }
}
