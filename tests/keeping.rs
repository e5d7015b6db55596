//! What an editor makes of stories, and what keeps a library whole, through the command line.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::Desk;
use serde_json::Value;

/// A desk with the five sample stories.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["samples"]).ok();
    desk
}

#[track_caller]
fn says(desk: &Desk, args: &[&str], words: &str) {
    let said = desk.run(args).ok();
    assert!(
        said.contains(words),
        "{args:?} did not say {words:?}:\n{said}"
    );
}

#[track_caller]
fn refuses(desk: &Desk, args: &[&str], words: &str) {
    let said = desk.run(args);
    assert_eq!(said.code, Some(1), "{args:?} was not refused: {said:?}");
    assert!(
        said.err.contains(words),
        "{args:?} did not say {words:?}:\n{}",
        said.err
    );
    assert_eq!(
        said.err.lines().count(),
        1,
        "more than a sentence: {}",
        said.err
    );
}

#[test]
fn notes_highlights_and_quotes_are_kept_searched_and_taken_back() {
    let desk = desk();
    says(
        &desk,
        &["note", "1", "Ring the negotiator"],
        "Note 1 is kept",
    );
    says(
        &desk,
        &["highlight", "4", "report in public", "--colour", "green"],
        "Highlight 1",
    );
    says(
        &desk,
        &["quote", "4", "Every week", "--speaker", "Ann Lee"],
        "Quote 1",
    );
    says(&desk, &["margin", "4"], "“Every week” (Ann Lee)");
    says(&desk, &["search", "ring", "negotiator"], "1 story");
    says(&desk, &["list", "--has", "highlight"], "1 story");
    says(&desk, &["undo"], "Undone: Kept a quote");
    says(
        &desk,
        &["note", "1", "--number", "1", ""],
        "Took a note off",
    );
    says(&desk, &["margin", "1"], "Nothing in the margin");
    says(&desk, &["history", "1"], "Wrote a note");
    refuses(
        &desk,
        &["highlight", "4", "no such passage"],
        "does not stand in the text",
    );
    refuses(&desk, &["note", "1", " "], "needs words");
    refuses(
        &desk,
        &["note", "99", "x"],
        "story 99 is not in this library",
    );
}

#[test]
fn tags_topics_searches_and_stories_are_renamed_merged_and_moved() {
    let desk = desk();
    says(
        &desk,
        &["tags", "rename", "geneva", "Lake Geneva"],
        "Renamed",
    );
    says(
        &desk,
        &["tags", "merge", "Brussels", "Lake Geneva"],
        "1 stories",
    );
    says(&desk, &["tags"], "4  Lake Geneva");
    refuses(
        &desk,
        &["tags", "rename", "Interview", "Lake Geneva"],
        "already",
    );
    says(
        &desk,
        &["topic", "new", "Harbours", "--section", "Quays"],
        "is there",
    );
    says(
        &desk,
        &["topic", "file", "Harbours", "1", "2", "3"],
        "Filed 3 stories",
    );
    says(
        &desk,
        &["topic", "move", "Harbours", "--story", "3", "--before", "1"],
        "Moved",
    );
    let placed = ["list", "--topic", "Harbours", "--sort", "placed", "--json"];
    let rows = desk.run(&placed).ok();
    let rows = rows
        .lines()
        .map(|row| serde_json::from_str::<Value>(row).unwrap());
    let order: Vec<_> = rows.map(|row| row["id"].clone()).collect();
    assert_eq!(order, [3, 1, 2]);
    says(
        &desk,
        &["topic", "rename", "Harbours", "Ports"],
        "to “Ports”",
    );
    says(
        &desk,
        &["topic", "merge", "Ports", "Ukraine diplomacy"],
        "3 stories",
    );
    says(&desk, &["undo"], "Undone: Merged the topic");
    says(&desk, &["topic", "list"], "Ports");
    refuses(
        &desk,
        &["topic", "move", "Ports", "--story", "3", "--after", "5"],
        "no place in this order",
    );
    says(
        &desk,
        &["searches", "keep", "Kyiv", "kyiv is:unread"],
        "is kept",
    );
    says(&desk, &["searches"], "Kyiv: kyiv is:unread");
    says(&desk, &["merge", "2", "1"], "Merged");
    says(&desk, &["bin", "list"], "Frozen assets");
    says(&desk, &["unspike", "2"], "Brought back");
}

#[test]
fn a_backup_comes_back_and_the_bin_is_emptied_only_when_it_is_told_to() {
    let desk = desk();
    says(&desk, &["backup", "--list"], "No backups yet");
    says(&desk, &["backup"], "Backed up to");
    says(&desk, &["spike", "1", "2"], "Spiked 2 stories");
    says(&desk, &["bin", "empty"], "2 stories are still in the bin");
    says(&desk, &["bin", "empty", "--all"], "Purged 2 stories");
    says(&desk, &["list"], "3 stories");
    says(&desk, &["restore", "latest"], "Restored the backup");
    says(&desk, &["list"], "5 stories");
    says(&desk, &["search", "frozen", "assets"], "1 story");
    // Their pages were too young to be collected, and are there.
    says(&desk, &["verify"], "all are as they were");
    refuses(&desk, &["restore", "3"], "desk unspike");
    refuses(
        &desk,
        &["restore", "2001-01-01T00:00:00Z"],
        "there is no backup",
    );
}

#[test]
fn a_library_is_verified_copied_rescued_exported_and_taken_in() {
    let desk = desk();
    says(&desk, &["verify"], "all are as they were");
    let elsewhere = tempfile::tempdir().unwrap();
    let path = |name: &str| elsewhere.path().join(name).to_str().unwrap().to_owned();
    let (copy, export, rescued) = (path("copy"), path("export"), path("rescued"));
    says(&desk, &["backup", "--to", &copy], "Copied the library");
    says(&desk, &["--library", &copy, "list"], "5 stories");
    says(&desk, &["--library", &copy, "search", "kyiv"], "3 stories");
    says(&desk, &["export", &export], "Exported 5 stories");
    refuses(&desk, &["export", &export], "is not empty");
    let other = Desk::new();
    other.run(&["import", &export]).ok();
    says(&other, &["list"], "5 stories");
    says(&other, &["search", "kyiv"], "stories");
    let library = desk.library().join("library.db");
    let mut bytes = fs::read(&library).unwrap();
    bytes[..8_192].fill(0);
    fs::write(&library, bytes).unwrap();
    let broken = desk.library().to_str().unwrap();
    says(&desk, &["rescue", broken, &rescued], "Rescued 5 stories");
    says(&desk, &["--library", &rescued, "list"], "5 stories");
    refuses(
        &desk,
        &["rescue", broken, &rescued],
        "holds something already",
    );
}

#[test]
fn what_is_only_to_be_read_is_not_written() {
    let desk = desk();
    says(&desk, &["--read-only", "list"], "5 stories");
    refuses(&desk, &["--read-only", "spike", "1"], "cannot be written");
    says(&desk, &["--read-only", "search", "geneva"], "stories");
    says(&desk, &["--read-only", "verify"], "all are as they were");
    let copies = tempfile::tempdir().unwrap();
    let copy = copies.path().join("copy");
    let copy = copy.to_str().unwrap();
    says(&desk, &["--read-only", "backup", "--to", copy], "Copied");
    says(&desk, &["--library", copy, "list"], "5 stories");
    let plain = copies.path().join("plain");
    let plain = plain.to_str().unwrap();
    says(&desk, &["--read-only", "export", plain], "5 stories");
    let nowhere = tempfile::tempdir().unwrap();
    let nowhere = nowhere.path().join("none");
    let said = desk.run(&[
        "--read-only",
        "--library",
        nowhere.to_str().unwrap(),
        "list",
    ]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("there is no library"), "{said:?}");
    assert!(!nowhere.exists(), "a library was made to be read");
}
