//! What keeps a library whole: the bin, backups, a look at everything, rescue, copies.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::TimeDelta;
use newsroom::library::{Arrival, DeskLock};
use newsroom::shelf::Shelf;
use newsroom::story::{Mark, StoryId};
use newsroom::{Kind, Library};

use crate::holding::{all_of, edited, found_by, moments, noon, page, seen, story_at};

fn on<T>(_: T) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn open(folder: &Path) -> Library {
    Library::open(folder).unwrap()
}

#[test]
fn the_bin_keeps_what_is_new_and_what_is_purged_is_gone_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    let stories = edited(&library, 3);
    library
        .tags()
        .tag(&stories, &["Ferries".to_owned()], &[], noon())
        .unwrap();
    library
        .margins()
        .note(stories[0], "A note", noon())
        .unwrap();
    let evidence = library.stories().get(stories[0]).unwrap().snapshot.unwrap();
    library.stories().spike(&stories[..1], noon()).unwrap();
    library
        .stories()
        .spike(&stories[1..2], noon() + TimeDelta::days(20))
        .unwrap();
    let later = noon() + TimeDelta::days(31);
    assert_eq!(library.bin().holds(later).unwrap(), (1, 2));
    assert_eq!(
        library
            .bin()
            .empty(noon() + TimeDelta::days(29))
            .unwrap()
            .stories,
        0
    );
    let purged = library.bin().empty(later).unwrap();
    assert_eq!((purged.stories, purged.evidence), (1, 1));
    assert_eq!(
        library.stories().get(stories[0]).unwrap_err().kind(),
        Kind::Missing
    );
    assert!(
        library.snapshot(&evidence.sha256).is_err(),
        "its page is still kept"
    );
    assert_eq!(found_by(&library, "ferry"), [stories[2]]);
    assert_eq!(seen(&library, Shelf::Spiked), [stories[1]]);
    while library.acts().undo().unwrap().is_some() {}
    assert_eq!(library.bin().empty_all(noon()).unwrap().stories, 2);
    assert!(library.verify(on).unwrap().findings.is_empty());
    // A number is never given to another story.
    let again = edited(&library, 1)[0];
    assert!(again > stories[2], "{again:?}");
}

#[test]
fn many_stories_arrive_as_one_act() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    let known = edited(&library, 1)[0];
    let before = all_of(&library);
    let arrivals = (0..40).map(|number| Arrival {
        page: page(&format!("https://example.org/{number}")),
        clipping: story_at(&number.to_string()),
        tags: vec!["Imported".to_owned()],
        topics: vec![("Ferries".to_owned(), Some("Quays".to_owned()))],
        marks: vec![Mark::Starred],
    });
    let done = library.take_in(arrivals, "a test", noon(), on).unwrap();
    assert_eq!((done.new, done.already), (39, 1));
    assert_eq!(library.tags().of(known).unwrap(), ["Imported"]);
    let after = all_of(&library);
    let words = library.acts().undo().unwrap();
    assert_eq!(words.as_deref(), Some("Imported 40 stories from a test"));
    assert_eq!(seen(&library, Shelf::All), [known]);
    assert_eq!(library.tags().of(known).unwrap(), [] as [&str; 0]);
    assert_eq!(
        library.topics().all().unwrap(),
        [],
        "its topic is still there"
    );
    assert_ne!(all_of(&library), before, "nothing is in the bin");
    library.acts().redo().unwrap();
    assert_eq!(all_of(&library), after);
    assert!(library.verify(on).unwrap().findings.is_empty());
}

#[test]
fn a_backup_comes_back_and_what_was_there_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    edited(&library, 3);
    let then = all_of(&library);
    let backup = library.back_up(noon(), on).unwrap();
    assert_eq!(library.back_up_if_due(moments(5), on).unwrap(), None);
    edited(&library, 5);
    let now = all_of(&library);
    assert_ne!(now, then);
    drop(library);
    Library::restore(folder.path(), backup.made_at, moments(10), on).unwrap();
    let library = open(folder.path());
    assert_eq!(all_of(&library), then);
    drop(library);
    let backups = Library::backups(folder.path()).unwrap();
    assert_eq!(backups.len(), 2, "{backups:?}");
    Library::restore(folder.path(), backups[0].made_at, moments(20), on).unwrap();
    assert_eq!(all_of(&open(folder.path())), now);
    let missing = Library::restore(folder.path(), moments(99), moments(99), on).unwrap_err();
    assert!(
        missing.to_string().contains("there is no backup"),
        "{missing}"
    );
    assert_eq!(all_of(&open(folder.path())), now);
}

#[test]
fn a_copy_is_a_library_and_a_folder_that_holds_something_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(&folder.path().join("one"));
    edited(&library, 3);
    let two = folder.path().join("two");
    library.copy_to(&two, on).unwrap();
    assert_eq!(all_of(&open(&two)), all_of(&library));
    let refusal = library.copy_to(&two, on).unwrap_err().to_string();
    assert!(refusal.contains("holds something already"), "{refusal}");
    let stopped = folder.path().join("three");
    library
        .copy_to(&stopped, |_| ControlFlow::Break(()))
        .unwrap_err();
    assert!(!stopped.exists(), "half a copy was left");
}

#[test]
fn what_rotted_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    let stories = edited(&library, 2);
    let sha = library
        .stories()
        .get(stories[0])
        .unwrap()
        .snapshot
        .unwrap()
        .sha256;
    drop(library);
    assert!(open(folder.path()).verify(on).unwrap().findings.is_empty());
    // The page's bytes are short enough to stand in the file as they are, behind zstd's header.
    let file = folder.path().join("snapshots.db");
    let mut bytes = fs::read(&file).unwrap();
    let at = bytes
        .windows(19)
        .position(|run| run == b"https://example.org")
        .unwrap();
    bytes[at + 3] ^= 1;
    fs::write(&file, bytes).unwrap();
    let library = open(folder.path());
    let found = library.verify(on).unwrap().findings;
    assert_eq!(found.len(), 1, "{found:?}");
    let damaged = [&sha]
        .into_iter()
        .any(|sha| found[0].place.contains(sha.as_str()))
        || found[0].place.starts_with("snapshot");
    assert!(damaged, "{found:?}");
    assert_eq!(
        seen(&library, Shelf::All).len(),
        2,
        "the stories can still be read"
    );
}

#[test]
fn what_a_broken_library_still_holds_is_rescued() {
    let folder = tempfile::tempdir().unwrap();
    let broken = folder.path().join("broken");
    let library = open(&broken);
    let stories = edited(&library, 40);
    library
        .tags()
        .tag(&stories, &["Ferries".to_owned()], &[], noon())
        .unwrap();
    library
        .margins()
        .note(stories[7], "Ring them", noon())
        .unwrap();
    let letter = crate::collecting::briefing(&library);
    let collections = library.collections();
    collections
        .add_stories(letter, &stories[3..6], None, None, noon())
        .unwrap();
    collections.pass(letter, &stories[..1], noon()).unwrap();
    let text = newsroom::edition::Template::text_of("dossier").unwrap();
    library.templates().keep("Ours", text, noon()).unwrap();
    let terms = newsroom::rights::Rights {
        credit: Some("© Arn Courier".to_owned()),
        ..newsroom::rights::Rights::default()
    };
    library
        .rights()
        .set_outlet("Arn Courier", &terms, noon())
        .unwrap();
    library
        .rights()
        .set_stories(&stories[..1], &terms, noon())
        .unwrap();
    collections.set(letter, None, noon()).unwrap();
    let before = (
        collections.get(letter).unwrap(),
        collections.edition(letter, None).unwrap(),
    );
    drop(library);
    let file = broken.join("library.db");
    let mut bytes = fs::read(&file).unwrap();
    bytes[..8_192].fill(0xA5);
    fs::write(&file, &bytes).unwrap();
    assert!(
        Library::open(&broken).is_err(),
        "its first page is noise, and it opened"
    );
    let new = folder.path().join("new");
    let left = Library::rescue(&broken, &new, |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((left.stories, left.evidence), (40, 40), "{left:?}");
    assert_eq!(
        fs::read(&file).unwrap(),
        bytes,
        "the broken library was changed"
    );
    let library = open(&new);
    assert_eq!(
        seen(
            &library,
            Shelf::Tag {
                tag: "ferries".to_owned()
            }
        )
        .len(),
        40
    );
    assert_eq!(
        library.margins().notes(stories[7]).unwrap()[0].text,
        "Ring them"
    );
    let collections = library.collections();
    let after = (
        collections.get(letter).unwrap(),
        collections.edition(letter, None).unwrap(),
    );
    assert_eq!(after, before);
    assert_eq!(library.templates().text("ours").unwrap(), text);
    assert_eq!(library.rights().of_outlet("Arn Courier").unwrap(), terms);
    assert_eq!(library.rights().of_story(stories[0]).unwrap(), terms);
    assert_eq!(found_by(&library, "\"ferry 39\""), [stories[39]]);
    assert!(library.verify(on).unwrap().findings.is_empty());
}

#[test]
fn a_library_can_be_opened_only_to_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("holding");
    assert_eq!(
        Library::read_only(&place).unwrap_err().kind(),
        Kind::Missing
    );
    let library = open(&place);
    let story = edited(&library, 1)[0];
    drop(library);
    let library = Library::read_only(&place).unwrap();
    assert_eq!(seen(&library, Shelf::All), [story]);
    let refusal = library
        .stories()
        .spike(&[story], noon())
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("cannot be written"), "{refusal}");
}

#[test]
fn a_desk_that_did_not_close_in_order_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let lock = DeskLock::take(folder.path()).unwrap();
    assert!(!lock.ended_badly());
    // As a crash leaves it: nobody takes the word out of the file.
    std::mem::forget(lock);
    let copy = tempfile::tempdir().unwrap();
    fs::copy(
        folder.path().join("desk.lock"),
        copy.path().join("desk.lock"),
    )
    .unwrap();
    let lock = DeskLock::take(copy.path()).unwrap();
    assert!(lock.ended_badly());
    drop(lock);
    assert!(!DeskLock::take(copy.path()).unwrap().ended_badly());
    open(copy.path()).check().unwrap();
}

#[test]
fn odd_sizes_and_clocks_are_borne() {
    let folder = tempfile::tempdir().unwrap();
    let library = open(folder.path());
    let mut clipping = story_at("x");
    clipping.body.clear();
    let file = |number: usize, clipping, at| -> StoryId {
        let page = page(&format!("https://example.org/odd{number}"));
        library.stories().file(&page, clipping, at).unwrap().story
    };
    let empty = file(1, &clipping, noon());
    let long = story_at(&"word ".repeat(2_000_000));
    let large = file(2, &long, noon() - TimeDelta::days(400));
    assert_eq!(library.stories().get(empty).unwrap().body_markdown, "");
    assert!(library.stories().get(large).unwrap().body_markdown.len() > 9_000_000);
    // The clock ran backwards: the latest clipped is still the last.
    assert_eq!(seen(&library, Shelf::All), [large, empty]);
    let tags: Vec<String> = (0..20_000)
        .map(|n| format!("{n} — \u{202e}tag\t'\"; DROP %_* {n}"))
        .collect();
    library.tags().tag(&[empty], &tags, &[], noon()).unwrap();
    assert_eq!(library.tags().of(empty).unwrap().len(), 20_000);
    let row = crate::holding::list(&library, Shelf::All).remove(1);
    assert!(
        row.tags.len() <= 100,
        "a line of a list has {} tags",
        row.tags.len()
    );
    library.acts().undo().unwrap();
    assert_eq!(library.tags().of(empty).unwrap(), [] as [&str; 0]);
}
