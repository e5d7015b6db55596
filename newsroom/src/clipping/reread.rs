//! How a block is read back from its JSON.
//!
//! What serde derives for an enum with its tag inside first gathers all of a block to look for the tag. Here
//! each field is read as it comes, in half of the time, and a page of search results reads fifty texts
//! (`docs/benchmarks.md`).

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::Address;
use crate::clipping::{Block, Cell, Image, Run};

/// The fields of all kinds of blocks; each kind has some of them.
#[derive(Deserialize)]
#[serde(expecting = "a block")]
struct Fields {
    block: Kind,
    text: Option<Text>,
    level: Option<u8>,
    ordered: Option<bool>,
    items: Option<Vec<Vec<Block>>>,
    blocks: Option<Vec<Block>>,
    image: Option<Image>,
    caption: Option<Vec<Run>>,
    credit: Option<String>,
    rows: Option<Vec<Vec<Cell>>>,
    label: Option<String>,
    address: Option<Address>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Paragraph,
    Heading,
    List,
    Quote,
    Figure,
    Table,
    Code,
    Embed,
}

/// Text as runs, or of a block whose spaces matter.
enum Text {
    Runs(Vec<Run>),
    Code(String),
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Text;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("runs or a string")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Text, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Text::Runs)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
                Ok(Text::Code(text.to_owned()))
            }
        }
        from.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Block, D::Error> {
        block_of(Fields::deserialize(from)?)
    }
}

fn block_of<E: Error>(fields: Fields) -> Result<Block, E> {
    fn needed<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
        field.ok_or_else(|| E::missing_field(name))
    }
    let runs = |text| match needed(text, "text")? {
        Text::Runs(runs) => Ok(runs),
        Text::Code(_) => Err(E::custom("its text is a string, not runs")),
    };
    Ok(match fields.block {
        Kind::Paragraph => Block::Paragraph {
            text: runs(fields.text)?,
        },
        Kind::Heading => Block::Heading {
            level: needed(fields.level, "level")?,
            text: runs(fields.text)?,
        },
        Kind::List => Block::List {
            ordered: needed(fields.ordered, "ordered")?,
            items: needed(fields.items, "items")?,
        },
        Kind::Quote => Block::Quote {
            blocks: needed(fields.blocks, "blocks")?,
        },
        Kind::Figure => Block::Figure {
            image: needed(fields.image, "image")?,
            caption: needed(fields.caption, "caption")?,
            credit: fields.credit,
        },
        Kind::Table => Block::Table {
            rows: needed(fields.rows, "rows")?,
        },
        Kind::Code => Block::Code {
            text: match needed(fields.text, "text")? {
                Text::Code(text) => text,
                Text::Runs(_) => return Err(E::custom("its text is runs, not a string")),
            },
        },
        Kind::Embed => Block::Embed {
            label: needed(fields.label, "label")?,
            address: needed(fields.address, "address")?,
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::clipping::Block;

    #[test]
    fn every_kind_of_block_comes_back_whatever_the_order_of_its_fields() {
        let mut kinds = BTreeSet::new();
        for written in [
            r#"{"block":"paragraph","text":[{"text":"Talks "},{"text":"began","strong":true}]}"#,
            r#"{"block":"heading","level":3,"text":[{"text":"Water","link":"https://example.org/"}]}"#,
            r#"{"block":"list","ordered":true,"items":[[{"block":"code","text":"a  b\n"}],[]]}"#,
            r#"{"block":"code","text":"a\tb"}"#,
            r#"{"block":"quote","blocks":[{"block":"paragraph","text":[]}]}"#,
            r#"{"block":"figure","image":{"address":"https://example.org/a.png","alt":null},"caption":[],"credit":null}"#,
            r#"{"block":"table","rows":[[{"heading":true,"text":[{"text":"Year"}]}]]}"#,
            r#"{"block":"embed","label":"Video","address":"https://example.org/v"}"#,
        ] {
            let block: Block = serde_json::from_str(written).expect(written);
            // A kind that is added is added to what is read, and to these; what is missing cannot be read back.
            kinds.insert(match block {
                Block::Paragraph { .. } => 1,
                Block::Heading { .. } => 2,
                Block::List { .. } => 3,
                Block::Quote { .. } => 4,
                Block::Figure { .. } => 5,
                Block::Table { .. } => 6,
                Block::Code { .. } => 7,
                Block::Embed { .. } => 8,
            });
            assert_eq!(serde_json::to_string(&block).expect("JSON"), written);
            // A map of values has its fields by the alphabet.
            let value: serde_json::Value = serde_json::from_str(written).expect("JSON");
            let again: Block = serde_json::from_value(value).expect(written);
            assert_eq!(again, block);
        }
        assert_eq!(kinds.len(), 8);
    }

    #[test]
    fn what_is_no_block_is_refused() {
        for (written, told) in [
            (r#"{"block":"poem","text":[]}"#, "unknown variant `poem`"),
            (r#"{"text":[]}"#, "missing field `block`"),
            (r#"{"block":"heading","text":[]}"#, "missing field `level`"),
            (r#"{"block":"paragraph","text":"a"}"#, "not runs"),
            (r#"{"block":"code","text":[]}"#, "not a string"),
            (r#""paragraph""#, "a block"),
        ] {
            let error = serde_json::from_str::<Block>(written).expect_err(written);
            assert!(error.to_string().contains(told), "{written}: {error}");
        }
    }
}
