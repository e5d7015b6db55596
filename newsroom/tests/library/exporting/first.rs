//! Exports of earlier versions of the format.

use std::ops::ControlFlow;
use std::path::Path;

use serde_json::{Value, json};

use super::full::full;
use super::hostile::{manifest, rewrite};
use crate::holding::{all_of, noon};

/// What a Clipdesk of an earlier version would have written: nothing that it did not know.
fn as_version(version: u32, folder: &Path) {
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
    each("stories.jsonl", &|story| without(story, &["rights"]));
    let later = ["collections", "editions", "templates", "terms"];
    for name in later {
        std::fs::remove_file(folder.join(format!("{name}.jsonl"))).unwrap();
    }
    manifest(folder, |value| {
        value["version"] = json!(version);
        let numbered = [
            "collections",
            "collected",
            "sources",
            "editions",
            "deliveries",
            "templates",
        ];
        without(&mut value["sequences"], &numbered);
        for name in later {
            without(&mut value["files"], &[&format!("{name}.jsonl")]);
        }
    });
    if version > 1 {
        return;
    }
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
        without(&mut value["sequences"], &["translations"]);
    });
}

#[test]
fn an_export_of_an_earlier_version_can_still_be_taken_in() {
    for version in [1, 2] {
        let folder = tempfile::tempdir().unwrap();
        let library = full();
        let to = folder.path().join("export");
        library
            .export(&to, noon(), &|_| ControlFlow::Continue(()))
            .unwrap();
        as_version(version, &to);
        for back in [crate::holding::library(), full()] {
            back.take_in_export(&to, noon(), &|_| ControlFlow::Continue(()))
                .unwrap();
            assert_eq!(all_of(&library), all_of(&back), "version {version}");
        }
    }
}
