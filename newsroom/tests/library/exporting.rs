//! A whole library leaves as plain files and comes back, alone or into another.

mod collected;
mod first;
mod full;
mod hostile;
mod merged;
mod wrong;

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use newsroom::clipping::Image;
use newsroom::library::{Correction, HowFar, TakenIn};
use newsroom::story::{Mark, PartName};
use newsroom::{Address, Library, Page};
use proptest::prelude::*;
use serde_json::Value;

use crate::holding::{all_of, edited, library, moments, noon, page, story_at};
use collected::{OWN, collected_of};
use full::{GIF, full};

/// Nobody listens.
fn on(_: HowFar) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn take_in(library: &Library, from: &Path) -> TakenIn {
    library.take_in_export(from, moments(9_000), &on).unwrap()
}

/// All files of a folder, by their names within it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(top: &Path, folder: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(top, &path, into);
            } else {
                let name = path
                    .strip_prefix(top)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                into.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    walk(folder, folder, &mut all);
    all
}

/// An export as it can be compared: without the moment at which it was made.
fn exported(library: &Library) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let to = folder.path().join("export");
    library.export(&to, noon(), &on).unwrap();
    files(&to)
}

fn lines(all: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    let text = std::str::from_utf8(&all[name]).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_library_comes_back_as_it_was() {
    let library = full();
    let folder = tempfile::tempdir().unwrap();
    let told = library.export(folder.path(), noon(), &on).unwrap();
    assert_eq!((told.collections, told.editions), (1, 3));
    assert_eq!(
        (
            told.stories,
            told.clippings,
            told.pictures,
            told.damaged_count
        ),
        (10, 10, 2, 0)
    );
    let back = crate::holding::library();
    let taken = take_in(&back, folder.path());
    assert_eq!(taken.words.as_deref(), Some("Imported 10 stories"));
    assert_eq!((taken.collections, taken.editions), (1, 3));
    assert_eq!(collected_of(&back), collected_of(&library));
    let before = files(folder.path());
    let after = exported(&back);
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&before), names(&after));
    for (name, bytes) in &before {
        assert!(
            after[name] == *bytes,
            "{name} differs:\n{}\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&after[name])
        );
    }
    assert_eq!(all_of(&library), all_of(&back));
    // The history goes on where it was: forth, and then back through all of it.
    assert_eq!(library.acts().next().unwrap(), back.acts().next().unwrap());
    assert_eq!(library.acts().redo().unwrap(), back.acts().redo().unwrap());
    loop {
        let (mine, its) = (library.acts().undo().unwrap(), back.acts().undo().unwrap());
        assert_eq!(mine, its);
        if mine.is_none() {
            break;
        }
    }
    assert_eq!(all_of(&library), all_of(&back));
    // A number that was given once is not given to something else.
    let new = page("https://example.org/new");
    let file = |library: &Library| {
        library
            .stories()
            .file(&new, &story_at("new"), noon())
            .unwrap()
            .story
    };
    assert_eq!(file(&library), file(&back));
}

#[test]
fn an_export_says_what_it_holds() {
    let all = exported(&full());
    let manifest: Value = serde_json::from_slice(&all["manifest.json"]).unwrap();
    assert_eq!(manifest["format"], "clipdesk library export");
    assert_eq!(manifest["version"], 3);
    assert_eq!(manifest["files"]["stories.jsonl"]["lines"], 10);
    let stories = lines(&all, "stories.jsonl");
    let story = stories.iter().find(|story| story["id"] == 1).unwrap();
    assert_eq!(
        story["tags"],
        serde_json::json!(["Budapest", "Київ / “ferry”"])
    );
    assert_eq!(story["clippings"].as_array().unwrap().len(), 2);
    assert_eq!(
        story["clippings"][1]["clipping"]["outlet"]["value"],
        "The Tell Courier"
    );
    assert_eq!(story["marks"]["starred_at"], "2026-11-22T13:50:00.000Z");
    let sha = story["clippings"][1]["sha256"].as_str().unwrap();
    let packed = &all[&format!("snapshots/{}/{sha}.html.zst", &sha[..2])];
    assert_eq!(
        zstd::decode_all(packed.as_slice()).unwrap(),
        b"the page has changed"
    );
    let sha = story["pictures"][0]["sha256"].as_str().unwrap();
    assert_eq!(all[&format!("pictures/{}/{sha}.gif", &sha[..2])], GIF);
    let letter = &lines(&all, "collections.jsonl")[0];
    assert_eq!(letter["name"], "Harbour letter");
    assert_eq!(letter["sources"][1]["topic_section"], "The quay");
    let set = &lines(&all, "editions.jsonl")[0];
    assert_eq!(set["document"]["editor"], "Mara Quill");
    assert_eq!(set["deliveries"][0]["state"], "refused");
    let file = set["pictures"][0].as_str().unwrap();
    assert_eq!(all[&format!("pictures/{}/{file}", &file[..2])], OWN);
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let library = full();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let refusal = library
        .export(folder.path(), noon(), &on)
        .unwrap_err()
        .to_string();
    assert!(
        refusal.contains(&folder.path().display().to_string()),
        "{refusal}"
    );
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn an_export_that_is_stopped_leaves_nothing() {
    let library = full();
    let folder = tempfile::tempdir().unwrap();
    let refusal = library.export(folder.path(), noon(), &|_| ControlFlow::Break(()));
    assert!(refusal.unwrap_err().to_string().contains("was stopped"));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn an_import_that_broke_off_goes_on() {
    let library = full();
    let folder = tempfile::tempdir().unwrap();
    library.export(folder.path(), noon(), &on).unwrap();
    // Wherever it is stopped, the second time brings everything.
    for stop in 0.. {
        let back = crate::holding::library();
        let heard = Cell::new(0);
        let stopping = |_: HowFar| {
            heard.set(heard.get() + 1);
            match heard.get() > stop {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        match back.take_in_export(folder.path(), noon(), &stopping) {
            Ok(_) => break,
            Err(error) => assert!(error.to_string().contains("was stopped"), "{error}"),
        }
        take_in(&back, folder.path());
        assert!(
            exported(&back) == files(folder.path()),
            "stopped after {stop}, something is missing"
        );
    }
}

#[test]
fn a_damaged_text_keeps_nobody_from_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    edited(&library, 3);
    // A picture that is gone is damage that needs no SQL to make.
    let mut shown = story_at("1, with a picture,");
    shown.lead_image = Some(newsroom::clipping::Part {
        value: Image {
            address: Address::read("https://example.org/boat.gif").unwrap(),
            alt: None,
            caption: None,
            credit: None,
        },
        evidence: newsroom::clipping::Evidence::Markup,
    });
    let page = Page {
        bytes: b"another".to_vec(),
        ..page("https://example.org/1")
    };
    let story = library.stories().file(&page, &shown, noon()).unwrap().story;
    for address in library.pictures().expect(story, &page, noon()).unwrap() {
        library
            .pictures()
            .receive(story, &address, Ok(GIF), noon())
            .unwrap();
    }
    fs::remove_dir_all(folder.path().join("pictures")).unwrap();
    let to = tempfile::tempdir().unwrap();
    let told = library.export(to.path(), noon(), &on).unwrap();
    assert_eq!((told.stories, told.pictures, told.damaged_count), (3, 0, 1));
    assert!(
        told.damaged[0].contains("is gone or damaged"),
        "{:?}",
        told.damaged
    );
    let back = crate::holding::library();
    assert_eq!(take_in(&back, to.path()).damaged_count, 1);
    assert_eq!(all_of(&back), all_of(&library));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_library_comes_back(
        names in prop::collection::vec("[^\\p{Cc}]{1,12}", 1..5),
        texts in prop::collection::vec(".{1,40}", 1..5),
        marked in prop::collection::vec(0..4_usize, 0..6),
    ) {
        let library = library();
        let stories = edited(&library, 4);
        for (name, text) in names.iter().zip(&texts) {
            // What is refused is not there, and need not come back.
            drop(library.tags().tag(&stories[..2], std::slice::from_ref(name), &[], noon()));
            drop(library.margins().note(stories[1], text, noon()));
            if let Ok(topic) = library.topics().make(name, noon()) {
                drop(library.topics().gather(&stories[1..], topic, None, noon()));
                drop(library.topics().set_brief(topic, text, noon()));
            }
            if let Ok(correction) = Correction::read(PartName::Headline, text) {
                library.stories().correct(stories[3], &correction, noon()).unwrap();
            }
        }
        for number in marked {
            library.stories().mark(&stories[number..=number], &[Mark::Starred], noon()).unwrap();
            library.acts().undo().unwrap();
        }
        let folder = tempfile::tempdir().unwrap();
        library.export(folder.path(), noon(), &on).unwrap();
        let back = crate::holding::library();
        take_in(&back, folder.path());
        prop_assert!(exported(&back) == files(folder.path()));
        prop_assert_eq!(all_of(&back), all_of(&library));
    }
}
