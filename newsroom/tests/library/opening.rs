//! Opening a library, and who may.

use newsroom::Library;
use newsroom::library::DeskLock;

use crate::holding::{all_of, edited, noon};

#[test]
fn a_library_survives_being_closed_with_its_way_back() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let stories = edited(&library, 2);
    library
        .tags()
        .tag(&stories, &["Budapest".to_owned()], &[], noon())
        .unwrap();
    drop(library);
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(
        library.acts().undo().unwrap().as_deref(),
        Some("Tagged 2 stories “Budapest”")
    );
    assert_eq!(library.tags().of(stories[0]).unwrap(), [] as [&str; 0]);
    assert_eq!(
        library.acts().redo().unwrap().as_deref(),
        Some("Tagged 2 stories “Budapest”")
    );
    assert_eq!(library.tags().of(stories[1]).unwrap(), ["Budapest"]);
}

#[test]
fn a_library_that_is_closed_is_one_file_without_a_log_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    edited(&library, 2);
    assert!(!all_of(&library).is_empty(), "a reader has looked");
    drop(library);
    for log in ["library.db-wal", "snapshots.db-wal"] {
        assert!(!folder.path().join(log).exists(), "{log}");
    }
}

#[cfg(unix)]
#[test]
fn a_library_that_is_moved_away_while_it_is_open_takes_nothing_more_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (place, elsewhere) = (folder.path().join("here"), folder.path().join("there"));
    let library = Library::open(&place).unwrap();
    let stories = edited(&library, 2);
    let tag = |name: &str| {
        library
            .tags()
            .tag(&stories, &[name.to_owned()], &[], noon())
    };
    std::fs::rename(&place, &elsewhere).unwrap();
    let refusal = tag("Lost").unwrap_err().to_string();
    assert!(
        refusal.contains("is no longer in") && refusal.contains("here"),
        "{refusal}"
    );
    // Another one in its place is not this one.
    drop(Library::open(&place).unwrap());
    assert!(tag("Lost").is_err());
    std::fs::remove_dir_all(&place).unwrap();
    // Put back, it goes on.
    std::fs::rename(&elsewhere, &place).unwrap();
    tag("Kept").unwrap();
    assert_eq!(library.tags().of(stories[0]).unwrap(), ["Kept"]);
    drop(library);
    let library = Library::open(&place).unwrap();
    assert_eq!(library.tags().of(stories[0]).unwrap(), ["Kept"]);
}

#[test]
fn a_library_that_cannot_be_opened_is_left_as_it_is_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("holding");
    drop(Library::open(&place).unwrap());
    let file = place.join("library.db");
    let whole = std::fs::read(&file).unwrap();

    // `user_version` is the big-endian number at byte 60 of a SQLite file, `application_id` at 68.
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let mut foreign = whole.clone();
    foreign[68..72].copy_from_slice(&7_u32.to_be_bytes());
    for (bytes, sentence) in [
        (newer, "newer Clipdesk (layout 99"),
        (foreign, "another program"),
        (
            b"no database at all, but long enough to look like a file of its own".repeat(200),
            "is damaged",
        ),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        let refusal = Library::open(&place).unwrap_err().to_string();
        assert!(
            refusal.contains(sentence) && refusal.contains("holding"),
            "{refusal}"
        );
        assert_eq!(
            std::fs::read(&file).unwrap(),
            bytes,
            "a refused library was changed: {sentence}"
        );
    }
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "x").unwrap();
    let refusal = Library::open(&in_the_way).unwrap_err().to_string();
    assert!(
        refusal.contains("is a file, and a library is a folder"),
        "{refusal}"
    );
}

#[test]
fn a_folder_that_is_no_library_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("letter.txt"), "Dear quay").unwrap();
    let refusal = Library::open(folder.path()).unwrap_err().to_string();
    assert!(
        refusal.contains("is no library: it holds “letter.txt”"),
        "{refusal}"
    );
    let entries = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(entries, 1, "something was put beside the letter");
}

#[test]
fn two_desks_do_not_share_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let first = DeskLock::take(folder.path()).unwrap();
    let refusal = DeskLock::take(folder.path()).unwrap_err().to_string();
    assert!(refusal.contains("is open on another desk"), "{refusal}");
    drop(first);
    DeskLock::take(folder.path()).unwrap();
}

#[test]
fn two_programs_may_write_to_one_library() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Library::open(folder.path()).unwrap();
    let before = desk.changes_by_others().unwrap();
    let line = Library::open(folder.path()).unwrap();
    let story = edited(&line, 1)[0];
    assert_ne!(
        desk.changes_by_others().unwrap(),
        before,
        "the desk did not notice"
    );
    desk.tags()
        .tag(&[story], &["Budapest".to_owned()], &[], noon())
        .unwrap();
    assert_eq!(
        line.acts().undo().unwrap().as_deref(),
        Some("Tagged “Ferry 0 runs late” “Budapest”")
    );
}

#[test]
fn hundreds_of_acts_are_taken_back_across_restarts() {
    const DEEP: usize = 520;
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let stories = edited(&library, 2);
    let before = all_of(&library);
    for number in 0..DEEP {
        let tag = [format!("tag {number}")];
        library.tags().tag(&stories, &tag, &[], noon()).unwrap();
    }
    let after = all_of(&library);
    drop(library);
    let library = Library::open(folder.path()).unwrap();
    for number in (0..DEEP).rev() {
        let words = library.acts().undo().unwrap();
        assert_eq!(words, Some(format!("Tagged 2 stories “tag {number}”")));
    }
    assert_eq!(all_of(&library), before);
    drop(library);
    let library = Library::open(folder.path()).unwrap();
    while library.acts().redo().unwrap().is_some() {}
    assert_eq!(all_of(&library), after);
    let history = library.acts().history(stories[0], 1_000).unwrap();
    assert_eq!(history.len(), DEEP + 1);
}
