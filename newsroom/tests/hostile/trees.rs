//! Bodies that no page gave: blocks of every kind, in and beside each other, with words that mean something
//! to one format or another.

use newsroom::Address;
use newsroom::clipping::{Block, Cell, Image, Run};
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::sample::select;

/// A body of up to six blocks, nested up to four deep.
pub(crate) fn bodies() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec(block(), 0..6)
}

fn block() -> impl Strategy<Value = Block> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let blocks = prop::collection::vec(inner, 0..4);
        let items = prop::collection::vec(blocks.clone(), 0..4);
        prop_oneof![
            (any::<bool>(), items).prop_map(|(ordered, items)| Block::List { ordered, items }),
            blocks.prop_map(|blocks| Block::Quote { blocks }),
        ]
    })
}

fn leaf() -> impl Strategy<Value = Block> {
    let cell = (any::<bool>(), runs()).prop_map(|(heading, text)| Cell { heading, text });
    let row = prop::collection::vec(cell, 0..4);
    let image = (address(), prop::option::of(words())).prop_map(|(address, alt)| Image {
        address,
        alt,
        caption: None,
        credit: None,
    });
    prop_oneof![
        3 => runs().prop_map(|text| Block::Paragraph { text }),
        1 => (0_u8..8, runs()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => (image, runs(), prop::option::of(words()))
            .prop_map(|(image, caption, credit)| Block::Figure { image, caption, credit }),
        1 => prop::collection::vec(row, 0..4).prop_map(|rows| Block::Table { rows }),
        1 => words().prop_map(|text| Block::Code { text }),
        1 => (words(), address()).prop_map(|(label, address)| Block::Embed { label, address }),
    ]
}

fn runs() -> impl Strategy<Value = Vec<Run>> {
    let run = (
        words(),
        any::<bool>(),
        any::<bool>(),
        prop::option::of(address()),
    );
    let run = run.prop_map(|(text, strong, emphasis, link)| Run {
        text,
        strong,
        emphasis,
        link,
    });
    prop::collection::vec(run, 0..5)
}

fn words() -> impl Strategy<Value = String> {
    let telling = select(vec![
        "",
        " ",
        "\n",
        "\n\n",
        "  two\n words ",
        "By Ann Lee",
        "QUELLHAVEN (Reuters) - ",
        "Photo: Ann Lee",
        "© 2025 AFP",
        "Read more",
        "<script>x</script>",
        "</p></div>",
        "&lt;b&gt;&amp;",
        "<!--",
        "\u{202E}x",
        "\u{AD}",
        "\u{A0}",
        "\u{200B}",
        "\r",
        "\0",
        "# a",
        "* * *",
        "| a |",
        "```",
        "1. a",
        "(AFP)",
        "»",
        "。",
        "Subscribe to our newsletter",
        "data-clipdesk=\"1\"",
    ]);
    prop_oneof![
        2 => telling.prop_map(str::to_owned),
        2 => Just("The ferry left the quay on time this morning, with forty passengers.".to_owned()),
        1 => "\\PC{0,12}",
    ]
}

fn address() -> impl Strategy<Value = Address> {
    let text = prop_oneof![
        Just("https://courier.example/a.jpg".to_owned()),
        Just("https://courier.example/pixel.gif?a='b'&c=\"d\"#e".to_owned()),
        Just("http://[::1]:8080/ä b/%20?q=<>".to_owned()),
        "https://courier\\.example/\\PC{0,10}",
    ];
    text.prop_filter_map("no address", |text| Address::read(&text).ok())
}
