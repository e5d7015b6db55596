//! A folder of notes: read in the order in which the first note leads to them, they say what the sheet says;
//! their names are safe everywhere, and their properties can be read.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::ops::ControlFlow;

use newsroom::edition::{Edition, Format, Print, write_new, write_over};
use newsroom::picture::Media;

use crate::expected::{self, Expected};
use crate::{further, markdown, sample};

fn printed(edition: &Edition) -> Print {
    edition
        .print(Format::Notes, &mut |_, _| ControlFlow::Continue(()))
        .unwrap()
}

/// The properties of a note, and its text.
fn parted(note: &str) -> (HashMap<&str, serde_json::Value>, &str) {
    let (properties, text) = note
        .strip_prefix("---\n")
        .unwrap()
        .split_once("\n---\n")
        .unwrap();
    let properties = properties.lines().map(|line| {
        let (name, value) = line.split_once(": ").unwrap();
        (
            name,
            serde_json::from_str(value).unwrap_or_else(|error| panic!("{line:?}: {error}")),
        )
    });
    (properties.collect(), text)
}

/// The whole folder as one text: each note where the first one leads to it.
fn in_order(print: &Print) -> String {
    let first = std::str::from_utf8(&print.bytes).unwrap();
    let notes: HashMap<_, _> = print
        .beside
        .iter()
        .map(|(name, bytes)| (&**name, bytes))
        .collect();
    let mut all = String::new();
    let mut led = 0;
    for line in parted(first).1.lines() {
        let to = line
            .strip_prefix("- [")
            .and_then(|rest| rest.rsplit_once("](<"));
        match to.and_then(|(_, to)| notes.get(to.strip_suffix(">)")?)) {
            Some(note) => {
                led += 1;
                all.push_str(parted(std::str::from_utf8(note).unwrap()).1);
            }
            None => all.push_str(line),
        }
        all.push('\n');
    }
    let stories = notes.keys().filter(|name| name.ends_with(".md")).count();
    assert_eq!(led, stories, "each note is led to once");
    let folder = print.beside[0].0.split('/').next().unwrap();
    all.replace(&format!("<{folder}/pictures/"), "<pictures/")
}

fn holds(edition: &Edition) {
    let print = printed(edition);
    assert_eq!(print, printed(edition), "a second print has other bytes");
    let sheet = edition.sheet().unwrap();
    let mut expected = expected::of(&sheet, Media::ALL);
    let mut found: Expected = markdown::read(&in_order(&print));
    // A stroke parts what a picture shows from whose it is.
    for words in [&mut found.words, &mut expected.words] {
        words.retain(|c| c != '/');
    }
    found.is(&expected, "notes");
    let mut seen = HashSet::new();
    for (name, bytes) in &print.beside {
        assert!(seen.insert(name.to_lowercase()), "{name:?} is there twice");
        let last = name.rsplit('/').next().unwrap();
        assert!(
            last.len() < 250 && !last.starts_with(['.', ' ']),
            "{name:?}"
        );
        assert!(
            !name.contains([
                ':', '#', '^', '[', ']', '|', '\\', '?', '*', '"', '<', '>', '%'
            ]),
            "{name:?}"
        );
        assert!(
            !name.chars().any(char::is_control) && !name.contains(".."),
            "{name:?}"
        );
        if last.ends_with(".md") {
            let note = std::str::from_utf8(bytes).unwrap();
            let (properties, _) = parted(note);
            let tags = properties.get("tags").and_then(|tags| tags.as_array());
            let safe = |tag: &serde_json::Value| !tag.as_str().unwrap().contains([' ', '#', ',']);
            assert!(
                tags.is_none_or(|tags| tags.iter().all(safe)),
                "{properties:?}"
            );
        }
    }
}

#[test]
fn a_folder_of_notes_says_what_the_sheet_says_in_its_order() {
    holds(&sample::small());
    holds(&further::small());
    let print = printed(&sample::small());
    let (name, note) = &print.beside[0];
    let note = std::str::from_utf8(note).unwrap();
    let (properties, _) = parted(note);
    assert_eq!(name, "rivers-bridges-41-1/Bridge over the Arn reopens.md");
    assert_eq!(properties["title"], "Bridge over the Arn reopens");
    assert_eq!(properties["source"], "Arn Courier");
    assert_eq!(properties["author"], serde_json::json!(["Ann Lee"]));
}

#[test]
fn hostile_headlines_give_safe_names_and_properties() {
    let print = printed(&further::hostile(40));
    let mut seen = HashSet::new();
    for (name, bytes) in print
        .beside
        .iter()
        .filter(|(name, _)| name.ends_with(".md"))
    {
        assert!(seen.insert(name.to_lowercase()), "{name:?} is there twice");
        assert!(
            name.matches('/').count() == 1 && !name.contains(".."),
            "{name:?}"
        );
        parted(std::str::from_utf8(bytes).unwrap());
    }
    assert_eq!(seen.len(), 40);
}

#[test]
fn a_note_that_was_worked_on_is_not_written_over_and_what_fails_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let print = printed(&sample::small());
    let path = write_new(&print, "Rivers", Format::Notes, folder.path()).unwrap();
    assert_eq!(path, folder.path().join("rivers.md"));
    let note = folder.path().join(&print.beside[0].0);
    fs::write(&note, "worked on").unwrap();
    fs::remove_file(&path).unwrap();
    let refusal = write_new(&print, "Rivers", Format::Notes, folder.path()).unwrap_err();
    assert!(
        refusal.to_string().contains("is already there"),
        "{refusal}"
    );
    assert_eq!(fs::read_to_string(&note).unwrap(), "worked on");
    write_over(&print, "Rivers", Format::Notes, &path).unwrap();
    assert_ne!(fs::read_to_string(&note).unwrap(), "worked on");

    // A folder that stands where a note should: what was written before it goes again.
    let other = tempfile::tempdir().unwrap();
    let last = print
        .beside
        .iter()
        .rfind(|(name, _)| name.ends_with(".md"))
        .unwrap();
    let top = last.0.split('/').next().unwrap();
    fs::create_dir_all(other.path().join(&last.0)).unwrap();
    write_over(&print, "Rivers", Format::Notes, other.path()).unwrap_err();
    let left: Vec<_> = fs::read_dir(other.path().join(top)).unwrap().collect();
    assert_eq!(left.len(), 1, "only the folder that was there: {left:?}");
    assert!(!other.path().join("rivers.md").exists());
}
