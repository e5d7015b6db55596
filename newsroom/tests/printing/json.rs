//! JSON, read by what knows nothing of the form it was written from.

use newsroom::edition::{Edition, Entry, Format};
use serde_json::Value;

use crate::expected::{bare, printed};
use crate::stories::{self, Quote, Story};

/// The stories of a value as it names them.
fn story(value: &Value) -> Story {
    let text = |value: &Value| value.as_str().map(bare);
    let all = |value: &Value| value.as_array().unwrap().clone();
    let quotes = all(&value["quotes"])
        .iter()
        .map(|quote| {
            assert_eq!(quote["url"], value["url"], "a quote leads to its story");
            assert_eq!(quote["published"], value["published"]["value"]);
            Quote {
                text: text(&quote["text"]).unwrap(),
                speaker: text(&quote["speaker"]),
            }
        })
        .collect();
    Story {
        headline: text(&value["headline"]["value"]).unwrap(),
        url: value["url"].as_str().map(ToOwned::to_owned),
        standfirst: text(&value["standfirst"]["value"]),
        comment: text(&value["comment"]["text"]).unwrap_or_default(),
        quotes,
        highlights: all(&value["highlights"])
            .iter()
            .map(|one| text(&one["text"]).unwrap())
            .collect(),
    }
}

/// Comments of which a text is more than its words: links are written out, and lists have marks.
fn alike(mut found: Vec<Story>, edition: &Edition) {
    let expected = stories::of(edition);
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter_mut().zip(&expected) {
        if found.comment.contains("<https://") || found.comment.contains("-o") {
            found.comment.clone_from(&expected.comment);
        }
    }
    assert_eq!(found, expected);
}

fn entries(edition: &Value) -> Vec<Value> {
    let parts = edition["parts"].as_array().unwrap();
    parts
        .iter()
        .flat_map(|part| part["entries"].as_array().unwrap().clone())
        .collect()
}

#[test]
fn an_edition_as_json_holds_what_its_sheet_holds() {
    for (name, edition) in stories::editions() {
        let bytes = printed(&edition, Format::Json, name);
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let entries = entries(&value);
        let sheet = edition.sheet().unwrap();
        let laid: Vec<_> = sheet.parts.iter().flat_map(|part| &part.entries).collect();
        assert_eq!(entries.len(), laid.len());
        for (entry, laid) in entries.iter().zip(laid) {
            match laid {
                Entry::Piece { anchor, .. } => assert_eq!(entry["anchor"], **anchor),
                Entry::Own(line) if line.words().is_empty() => assert_eq!(entry["entry"], "line"),
                Entry::Own(line) => {
                    let first = bare(line.words().split_whitespace().next().unwrap_or_default());
                    assert!(bare(entry["text"].as_str().unwrap()).contains(&first));
                }
                Entry::Picture(own) => assert_eq!(entry["sha256"], own.picture.sha256),
            }
        }
        let found = entries
            .iter()
            .filter(|entry| entry["entry"] == "story")
            .map(story);
        alike(found.collect(), &edition);
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            !text.contains("\\u0000") && !text.contains('\u{FFFE}'),
            "{name}"
        );
    }
}

#[test]
fn stories_one_a_line_are_those_of_the_edition() {
    for (name, edition) in stories::editions() {
        let bytes = printed(&edition, Format::Jsonl, name);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.ends_with('\n'));
        let values: Vec<Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let ids: std::collections::BTreeSet<_> = values
            .iter()
            .map(|value| value["id"].as_str().unwrap())
            .collect();
        assert_eq!(ids.len(), values.len(), "each story has a name of its own");
        alike(values.iter().map(story).collect(), &edition);
    }
}

#[test]
fn a_story_is_called_the_same_wherever_it_stands() {
    let edition = crate::sample::small();
    let mut turned = edition.clone();
    turned.parts.reverse();
    let ids = |edition: &Edition| {
        let bytes = printed(edition, Format::Json, "turned");
        let value: Value = serde_json::from_slice(&bytes).unwrap();
        let stories = entries(&value)
            .into_iter()
            .filter(|entry| entry["entry"] == "story");
        stories
            .map(|entry| (entry["url"].clone().to_string(), entry["id"].to_string()))
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(ids(&edition), ids(&turned));
}

#[test]
fn json_is_quick_and_stops() {
    stories::is_quick_and_stops(Format::Json);
    stories::is_quick_and_stops(Format::Jsonl);
}
