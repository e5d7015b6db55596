use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};

use super::{blocks_from_markdown, markdown_of, plain_text, word_count};
use crate::Address;
use crate::clipping::{Block, Run, runs as tidy_runs};

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: vec![Run {
            text: text.to_owned(),
            ..Run::default()
        }],
    }
}

#[track_caller]
fn check(block: Block, markdown: &str) {
    let body = [block];
    assert_eq!(markdown_of(&body), markdown);
    assert_eq!(blocks_from_markdown(markdown), body, "reading {markdown:?}");
}

#[test]
fn text_that_looks_like_markdown_stays_text() {
    check(paragraph("1. not a list"), "1\\. not a list");
    check(paragraph("*star* and _line_"), "\\*star\\* and \\_line\\_");
    check(paragraph("# no heading"), "\\# no heading");
    check(paragraph("- no item"), "\\- no item");
    check(
        paragraph("<b>no tag</b> &amp; no entity"),
        "\\<b>no tag\\</b> \\&amp; no entity",
    );
    check(
        paragraph("a well-known 3.5 % – “quoted”"),
        "a well-known 3.5 % – “quoted”",
    );
    check(
        paragraph("one\n2) two\n--- three"),
        "one\\\n2\\) two\\\n\\--- three",
    );
}

#[test]
fn what_markdown_would_not_take_for_its_own_is_not_escaped() {
    for text in [
        "\"Stop!\" she said – in 2024. Then [sic] they stopped!",
        "BRUSSELS (Continental Wire) - A draft of 3 * 4 lines: 1.5 > 1, 2 < 3 + 4 = 7 # one",
        "Q&A, AT&T, snake_case, ~20 km, C:\\dir, a | b, C#",
        "+380 44 and -5 degrees",
        "3.5 million",
        "2024",
    ] {
        check(paragraph(text), text);
    }
    check(paragraph("2024."), "2024\\.");
    check(paragraph("[a](b) [c]: d [e"), "\\[a\\](b) \\[c\\]: d \\[e");
    check(paragraph("a|b\n:-|-"), "a|b\\\n\\:-|-");
    check(
        paragraph("[https://example.org]\n[x]: /y"),
        "[https://example.org]\\\n\\[x\\]: /y",
    );
}

#[test]
fn styles_and_links_are_kept() {
    let run = |text: &str, strong: bool, link: Option<&str>| Run {
        text: text.to_owned(),
        strong,
        emphasis: false,
        link: link.map(|link| Address::read(link).unwrap()),
    };
    let text = vec![
        run("see ", false, None),
        run("this", true, None),
        run(", or ", false, None),
        run("that", false, Some("https://example.org/a_(b)?c=1&copy;=2")),
    ];
    check(
        Block::Paragraph { text },
        "see **this**, or [that](https://example.org/a_(b)?c=1\\&copy;=2)",
    );
    let text = vec![run("un", false, None), run("common", true, None)];
    check(Block::Paragraph { text }, "un<strong>common</strong>");
}

#[test]
fn a_body_is_counted_and_read_out() {
    let body = blocks_from_markdown(
        "## Talks\n\nTwo words.\n\n- one\n- two\n\n![x](https://example.org/a.jpg \"not counted\")",
    );
    assert_eq!(plain_text(&body), "Talks\n\nTwo words.\n\none\n\ntwo");
    assert_eq!(word_count(&body), 5);
}

#[test]
fn a_picture_keeps_its_caption() {
    let source = "![The bridge](https://example.org/a.jpg \"The bridge at noon \\| Ann Lee\")";
    let body = blocks_from_markdown(source);
    assert_eq!(markdown_of(&body), source);
    assert!(matches!(&body[0], Block::Figure { credit: Some(credit), .. } if credit == "Ann Lee"));
}

#[test]
fn nothing_unsafe_is_read() {
    let body = blocks_from_markdown(
        "[a](javascript:alert(1)) <script>alert(1)</script><img src=x onerror=alert(1)>",
    );
    assert_eq!(body, [paragraph("a")]);
}

/// Text with everything in it that means something to Markdown or to HTML.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Zéж中 ]{1,12}",
        "[-+*_#>=~`|.!()\\[\\]<&;:0-9\"'\\\\ a\n]{1,12}",
        Just("1. a".to_owned()),
        Just("[a] ".to_owned()),
        Just("[a]: b".to_owned()),
        Just("a|b\n:-|-".to_owned()),
        Just(" # ~5 a_b * ".to_owned()),
        Just("&amp;".to_owned()),
        Just("---".to_owned()),
    ]
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let link = prop::option::of(prop_oneof![
        Just(Address::read("https://example.org/a_b(c)?d=1&amp=2|3").unwrap()),
        Just(Address::read("https://example.org/").unwrap()),
    ]);
    let run =
        (words(), any::<bool>(), any::<bool>(), link).prop_map(|(text, strong, emphasis, link)| {
            Run {
                text,
                strong,
                emphasis,
                link,
            }
        });
    prop::collection::vec(run, 1..5)
        .prop_map(tidy_runs::tidy)
        .prop_filter("some text", |runs| !runs.is_empty())
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        runs().prop_map(|text| Block::Paragraph { text }),
        (2..=6_u8, runs()).prop_map(|(level, text)| Block::Heading { level, text }),
        "[a-z`~*<& ]{0,9}[a-z`]\n{0,2}[a-z` ]{0,5}[a-z]".prop_map(|text| Block::Code { text }),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let blocks = prop::collection::vec(inner, 1..3);
        prop_oneof![
            (any::<bool>(), prop::collection::vec(blocks.clone(), 1..3))
                .prop_map(|(ordered, items)| Block::List { ordered, items }),
            blocks.prop_map(|blocks| Block::Quote { blocks }),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(body in prop::collection::vec(block(), 0..4)) {
        let markdown = markdown_of(&body);
        prop_assert_eq!(blocks_from_markdown(&markdown), body, "{}", markdown);
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC*") {
        let body = blocks_from_markdown(&text);
        prop_assert_eq!(blocks_from_markdown(&markdown_of(&body)).is_empty(), body.is_empty());
    }
}
