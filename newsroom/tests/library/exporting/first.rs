//! Exports of the first version of the format.

use std::ops::ControlFlow;
use std::path::Path;

use newsroom::Library;
use serde_json::{Value, json};

use super::full::full;
use super::hostile::{manifest, rewrite};
use crate::holding::{all_of, noon};

/// What a Clipdesk of the first version would have written: nothing that it did not know.
fn as_version_1(folder: &Path) {
    let each = |name: &str, change: &dyn Fn(&mut Value)| {
        rewrite(folder, name, |text| {
            let lines = text.lines().map(|line| {
                let mut value: Value = serde_json::from_str(line).unwrap();
                change(&mut value);
                format!("{value}\n")
            });
            lines.collect()
        });
    };
    let without = |value: &mut Value, fields: &[&str]| {
        let object = value.as_object_mut().unwrap();
        fields.iter().for_each(|field| drop(object.remove(*field)));
    };
    each("stories.jsonl", &|story| {
        without(story, &["translations", "claim"])
    });
    each("topics.jsonl", &|topic| {
        without(topic, &["colour"]);
        let sections = topic["sections"].as_array_mut().unwrap();
        sections
            .iter_mut()
            .for_each(|section| without(section, &["brief"]));
    });
    manifest(folder, |value| {
        value["version"] = json!(1);
        without(&mut value["sequences"], &["translations"]);
    });
}

#[test]
fn an_export_of_the_first_version_can_still_be_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let library = full();
    let to = folder.path().join("export");
    library
        .export(&to, noon(), &|_| ControlFlow::Continue(()))
        .unwrap();
    as_version_1(&to);
    let back = Library::passing().unwrap();
    back.take_in_export(&to, noon(), &|_| ControlFlow::Continue(()))
        .unwrap();
    assert_eq!(all_of(&library), all_of(&back));
}
