//! The tree of a page, and small questions about its elements.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, HtmlTreeSink, Node};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;

use crate::clipping::{attributes, text};

/// A node of a page.
pub(crate) type At<'a> = NodeRef<'a, Node>;

/// How deep a page may be. Real pages stay below 100; no walk here goes deeper than this.
pub(crate) const DEEPEST: usize = 512;

/// How many nodes a page may have. Unclosed formatting elements are opened again in every
/// paragraph (HTML standard, §13.2.4.3), so a small page can grow into a tree of any size.
const NODES: usize = 250_000;

/// Longest text that is read, in bytes. The longest article pages seen have 6 MB.
const LONGEST: usize = 24 << 20;

/// How much is read between two looks at the tree's depth.
const CHUNK: usize = 4_096;

/// The tree of a page, and whether all of the page is in it.
pub(crate) fn parse(page: &str) -> (Html, bool) {
    // As a reader without scripts: pictures inside <noscript> become elements.
    let options = html5ever::ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..html5ever::ParseOpts::default()
    };
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = html5ever::parse_document(sink, options);
    let page = attributes::few(page);
    let mut rest = page.as_ref();
    while !rest.is_empty() {
        let mut cut = CHUNK.min(rest.len());
        while !rest.is_char_boundary(cut) {
            cut += 1;
        }
        let (chunk, after) = rest.split_at(cut);
        parser.process(StrTendril::from(chunk));
        rest = after;
        if page.len() - rest.len() > LONGEST || overgrown(&parser.tokenizer.sink.sink.0.borrow()) {
            break;
        }
    }
    (parser.finish(), rest.is_empty())
}

/// Whether the tree became too large, or too deep where it grew last.
fn overgrown(html: &Html) -> bool {
    let newest = html.tree.nodes().next_back();
    let depth = newest.map_or(0, |node| node.ancestors().count());
    depth > DEEPEST || html.tree.values().len() > NODES
}

/// The element at a node.
pub(crate) fn element<'a>(at: At<'a>) -> Option<&'a Element> {
    at.value().as_element()
}

/// The name of the element at a node; nothing for text.
pub(crate) fn name<'a>(at: At<'a>) -> &'a str {
    element(at).map_or("", Element::name)
}

/// An attribute of the element at a node.
pub(crate) fn attr<'a>(at: At<'a>, name: &str) -> Option<&'a str> {
    element(at)?.attr(name)
}

/// The elements below a node, in the order of the page.
pub(crate) fn elements<'a>(at: At<'a>) -> impl Iterator<Item = At<'a>> {
    at.descendants().filter(|node| node.value().is_element())
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
    let mut unread: usize = 0;
    for edge in at.traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(part) if unread == 0 => words.push_str(part),
                Node::Element(element) => {
                    unread += usize::from(is_unread(element.name()));
                    if !is_inline(element.name()) || element.name() == "br" {
                        words.push(' ');
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    unread = unread.saturating_sub(usize::from(is_unread(element.name())));
                    if !is_inline(element.name()) {
                        words.push(' ');
                    }
                }
            }
        }
    }
    text::clean(&words)
}

/// The words of an element's class and id, as " article body share ": lower-case, parted at
/// hyphens and capitals, with spaces around each.
pub(crate) fn class_words(at: At<'_>) -> String {
    let mut words = String::from(" ");
    let names = [
        attr(at, "class"),
        attr(at, "id"),
        attr(at, "data-testid"),
        attr(at, "data-component"),
    ];
    for name in names.into_iter().flatten() {
        // Generated class lists run to kilobytes and say nothing.
        let name = name.get(..400).unwrap_or(name);
        let mut small = false;
        for c in name.chars() {
            if c.is_alphanumeric() {
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
    let style = attr(at, "style").unwrap_or("");
    let styled = style.contains("none") || style.contains("hidden");
    let styled = styled && {
        let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.to_ascii_lowercase();
        plain.contains("display:none") || plain.contains("visibility:hidden")
    };
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
            let deepest = html.tree.nodes().map(|node| node.ancestors().count()).max();
            assert!(deepest.unwrap_or(0) < 4 * DEEPEST, "{tag}: {deepest:?}");
        }
        // Formatting that is opened again in each paragraph.
        let bold: String = (0..400).map(|n| format!("<b id={n}>")).collect();
        let (html, whole) = parse(&format!("<p>{bold}</p>{}", "<p>x</p>".repeat(100_000)));
        assert!(!whole && html.tree.values().len() < 4 * NODES);
    }

    #[test]
    fn text_is_what_readers_see() {
        let (html, whole) =
            parse("<body><p>a<b>b</b> c<br>d<script>x</script><div>e</div>f<svg><text>g");
        assert!(whole);
        assert_eq!(text_of(html.tree.root()), "ab c d e f");
    }

    #[test]
    fn class_words_are_parted() {
        let (html, _) = parse("<p class='articleBody share-bar_x' id=Main>");
        let p = elements(html.tree.root())
            .find(|at| name(*at) == "p")
            .unwrap();
        assert_eq!(class_words(p), " article body share bar x main ");
    }
}
