//! Collections and editions that are damaged, or speak of what is not there.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::hostile::{Case, line, manifest, rewrite};

fn collection(at: &Path, change: impl FnOnce(&mut Value)) {
    line(at, "collections.jsonl", change);
}

/// The first item of a kind.
fn item<'v>(collection: &'v mut Value, kind: &str) -> &'v mut Value {
    let items = collection["items"].as_array_mut().unwrap();
    items.iter_mut().find(|item| item["kind"] == kind).unwrap()
}

/// Changes the first edition as text: its document has to stay as it is, to the byte.
fn edition(at: &Path, was: &str, is: &str) {
    rewrite(at, "editions.jsonl", |text| {
        assert!(text.contains(was), "{was}");
        text.replacen(was, is, 1)
    });
}

pub(super) const CASES: &[Case] = &[
    (
        "a collection with a story that is not there",
        &["collections.jsonl", "line 1", "story 999"],
        |at| collection(at, |value| item(value, "story")["story"] = json!(999)),
    ),
    (
        "a story without a story",
        &["collections.jsonl", "no known form"],
        |at| collection(at, |value| item(value, "story")["story"] = Value::Null),
    ),
    (
        "a form that is none",
        &["collections.jsonl", "no known form"],
        |at| collection(at, |value| item(value, "story")["form"] = json!("sung")),
    ),
    (
        "a story that was passed over and is not there",
        &["collections.jsonl", "story 1000000"],
        |at| collection(at, |value| value["passed_over"] = json!([1_000_000])),
    ),
    (
        "a source that is no topic",
        &["collections.jsonl", "“Unheard of”", "topics.jsonl"],
        |at| {
            collection(at, |value| {
                value["sources"][0]["topic"] = json!("Unheard of")
            })
        },
    ),
    (
        "a source that is no section",
        &["collections.jsonl", "“Unheard of”", "no section"],
        |at| {
            collection(at, |value| {
                value["sources"][1]["topic_section"] = json!("Unheard of")
            })
        },
    ),
    (
        "a source for a section of another",
        &["collections.jsonl", "item 4711"],
        |at| collection(at, |value| value["sources"][0]["section"] = json!(4711)),
    ),
    (
        "an item of no kind",
        &["collections.jsonl", "“poem”"],
        |at| collection(at, |value| item(value, "section")["kind"] = json!("poem")),
    ),
    (
        "a section that is a picture",
        &["collections.jsonl", "not what a picture is"],
        |at| {
            collection(at, |value| {
                item(value, "section")["kind"] = json!("picture")
            })
        },
    ),
    (
        "a picture that leads out",
        &["collections.jsonl", "none of ours"],
        |at| {
            collection(at, |value| {
                item(value, "picture")["picture"] = json!("../../../../etc/passwd.gif");
            });
        },
    ),
    (
        "a picture that is another",
        &["collections.jsonl", "not what a picture is"],
        |at| {
            collection(at, |value| {
                item(value, "picture")["picture"] = json!(format!("{}.gif", "0".repeat(64)));
            });
        },
    ),
    (
        "an item twice",
        &["collections.jsonl", "a second time"],
        |at| {
            collection(at, |value| {
                let first = value["items"][0].clone();
                value["items"].as_array_mut().unwrap().push(first);
            });
        },
    ),
    (
        "a language that is none",
        &["collections.jsonl", "the language"],
        |at| collection(at, |value| value["language"] = json!("\"><script>")),
    ),
    (
        "a number that is none",
        &["collections.jsonl", "line 1"],
        |at| collection(at, |value| value["next_number"] = json!(-1)),
    ),
    (
        "a collection twice",
        &["collections.jsonl", "line 2", "there already"],
        |at| {
            rewrite(at, "collections.jsonl", |text| {
                format!(
                    "{text}{}",
                    text.replace("Harbour letter", "harbour  LETTER")
                )
            });
        },
    ),
    (
        "a document that was changed",
        &["editions.jsonl", "line 1", "hash differs"],
        |at| {
            rewrite(at, "editions.jsonl", |text| {
                let (line, document) = text.split_once("\"document\":").unwrap();
                format!(
                    "{line}\"document\":{}",
                    document.replacen("Mara Quill", "Mara Quail", 1)
                )
            });
        },
    ),
    (
        "a document with another number",
        &["editions.jsonl", "line 1", "edition 43"],
        |at| edition(at, "\"issue\":41", "\"issue\":43"),
    ),
    (
        "a document with another uuid",
        &["editions.jsonl", "none of edition 41"],
        |at| edition(at, "\"uuid\":\"", "\"uuid\":\"../../"),
    ),
    (
        "a collection that never was",
        &["editions.jsonl", "collection 99"],
        |at| edition(at, "\"collection\":1,", "\"collection\":99,"),
    ),
    (
        "an edition with a story that never was",
        &["editions.jsonl", "story 10000"],
        |at| edition(at, "\"stories\":[", "\"stories\":[10000,"),
    ),
    (
        "an edition with a picture that leads out",
        &["editions.jsonl", "“/etc/passwd”"],
        |at| edition(at, "\"pictures\":[", "\"pictures\":[\"/etc/passwd\","),
    ),
    (
        "an edition twice",
        &["editions.jsonl", "line 4", "stands there already"],
        |at| {
            rewrite(at, "editions.jsonl", |text| {
                // Without its deliveries, whose numbers would stand there twice as well.
                let second = text.lines().nth(1).unwrap();
                let again = second.replacen("\"id\":2,", "\"id\":77,", 1);
                format!("{text}{again}\n")
            });
        },
    ),
    (
        "a delivery of no known state",
        &["editions.jsonl", "“lost”"],
        |at| edition(at, "\"state\":\"refused\"", "\"state\":\"lost\""),
    ),
    (
        "terms that are none of ours",
        &["terms.jsonl", "“everything”"],
        |at| {
            line(at, "terms.jsonl", |terms| {
                terms["rights"]["reuse"] = json!("everything")
            })
        },
    ),
    (
        "terms of a story that are none of ours",
        &["stories.jsonl", "“everything”"],
        |at| {
            line(at, "stories.jsonl", |story| {
                story["rights"] = json!({
                    "reuse": "everything", "licence": null, "credit": null, "quote_limit": null, "embargo": null
                });
            });
        },
    ),
    (
        "a template twice",
        &["templates.jsonl", "line 2", "a second time"],
        |at| rewrite(at, "templates.jsonl", |text| format!("{text}{text}")),
    ),
    (
        "no editions",
        &["manifest.json", "does not name editions.jsonl"],
        |at| {
            manifest(at, |value| {
                drop(
                    value["files"]
                        .as_object_mut()
                        .unwrap()
                        .remove("editions.jsonl"),
                );
            });
        },
    ),
    (
        "editions that are gone",
        &["editions.jsonl", "is missing"],
        |at| fs::remove_file(at.join("editions.jsonl")).unwrap(),
    ),
    (
        "collections of a version that had none",
        &["“collections.jsonl”", "no file of an export"],
        |at| manifest(at, |value| value["version"] = json!(2)),
    ),
];
