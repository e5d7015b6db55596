use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use proptest::prelude::*;
use proptest::sample::select;

use crate::clipping::dom::sink::Sink;
use crate::clipping::dom::{self, At, Tree};

/// A tree as a line: elements with their attributes, and the texts that are read.
fn shown(tree: &Tree) -> String {
    let mut shown = String::new();
    for at in tree.root().descendants() {
        let around: Vec<&str> = at.ancestors().map(At::name).collect();
        match at.text() {
            Some(_) if around.first().is_some_and(|name| is_script(name)) => {}
            Some(text) => shown += &format!("{around:?} {text:?}\n"),
            None => shown += &format!("{around:?} {:?}\n", tree.nodes[at.place()].kind),
        }
    }
    shown
}

fn is_script(name: &str) -> bool {
    matches!(name, "script" | "style")
}

/// The tree that html5ever makes with its own tokenizer.
fn expected(page: &str) -> Tree {
    let options = html5ever::ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..html5ever::ParseOpts::default()
    };
    html5ever::parse_document(Sink::new(), options).one(page)
}

const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i id=1>",
    "</i>",
    "<div class='a b' ID=c>",
    "</div>",
    "<br/>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul><li>",
    "<select><option>",
    "<form>",
    "<pre>",
    "\n",
    "<script>",
    "</script>",
    "</script >",
    "<script type=application/ld+json>",
    "<!--",
    "-->",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<iframe>",
    "--!>",
    "<svg>",
    "</svg>",
    "<math><mi>",
    "<![CDATA[",
    "]]>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "<xmp>",
    "</xmp>",
    "<frameset>",
    "<body a=1>",
    "<html lang=uk>",
    "<!doctype html>",
    "<?php x ?>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\">",
    "<a href=\"x&copy=1&amp;b>\" rel='n' c>",
    "<a A=1 a=2 =3 b=\"\0é—\">",
    "</a x>",
    "<img src=x alt=&quot;>",
    "&amp;",
    "&nbsp",
    "&notit;",
    "&#x80;",
    "&#0;",
    "&#xD800;",
    "&",
    "—",
    "é&nbsp;é",
    "漢字",
    "\0",
    "\r\n",
    "\r",
    " ",
    "text",
    "=",
    "\"",
    "'",
    "<",
    ">",
    "/",
    "</",
    "<é>",
    "\u{10FFFF}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn the_tree_is_the_one_that_html5ever_makes(pieces in prop::collection::vec(select(PIECES), 0..40)) {
        let page = pieces.concat();
        prop_assert_eq!(shown(&dom::parse(&page).0), shown(&expected(&page)), "{}", page);
    }
}

#[test]
fn what_comes_after_too_many_attributes_is_left_out() {
    let many: String = (0..1_000).map(|n| format!(" a{n}='x > y'")).collect();
    let (tree, whole) = dom::parse(&format!("<p{many}>Text</p><i>more</i>"));
    let p = dom::elements(tree.root()).find(|at| at.name() == "p");
    let p = p.unwrap();
    assert!(whole && p.attr("a255") == Some("x > y") && p.attr("a256").is_none());
    assert_eq!(dom::text_of(tree.root()), "Text more");

    // Of those in double quotes fewer are read: see the reader.
    let many: String = (0..100_000).map(|n| format!(" a{n}=\"x > y\"")).collect();
    let (tree, whole) = dom::parse(&format!("<p{many}>Text</p><i>more</i>"));
    let p = dom::elements(tree.root()).find(|at| at.name() == "p");
    let p = p.unwrap();
    assert!(whole && p.attr("a63") == Some("x > y") && p.attr("a64").is_none());
    assert_eq!(dom::text_of(tree.root()), "Text more");
}

#[test]
fn scripts_are_read_where_they_hold_data() {
    let page = "<script>a < b && '<p>'</script><style>p > i {}</style>\
        <script type='application/LD+json'>{\"a\": \"<p>\"}</script><p>Text</p>";
    let (tree, _) = dom::parse(page);
    let sources: Vec<String> = dom::elements(tree.root())
        .filter(|at| is_script(at.name()))
        .map(dom::source_of)
        .collect();
    assert_eq!(sources, ["", "", "{\"a\": \"<p>\"}"]);
    assert_eq!(dom::text_of(tree.root()), "Text");
}
