//! Libraries of every past layout, as their own Clipdesk left them.

use rusqlite::Connection;

use super::*;
use crate::Library;
use crate::shelf::{Query, Shelf, Sort};

/// What the library of each layout looked like: three stories with tags, a topic, corrections, marks, acts
/// done and taken back, and a link that could not be fetched.
const PAST: [(u32, &str); 5] = [
    (1, include_str!("../../../tests/library/layouts/01.sql")),
    (2, include_str!("../../../tests/library/layouts/02.sql")),
    (3, include_str!("../../../tests/library/layouts/03.sql")),
    (4, include_str!("../../../tests/library/layouts/04.sql")),
    (5, include_str!("../../../tests/library/layouts/05.sql")),
];
const EVIDENCE: &str = include_str!("../../../tests/library/layouts/snapshots-01.sql");

fn past(layout: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |file: &str, dump: &str| {
        let conn = Connection::open(folder.path().join(file)).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        conn.execute_batch(&format!("BEGIN; {dump} COMMIT;"))
            .unwrap();
    };
    write("library.db", layout);
    write("snapshots.db", EVIDENCE);
    folder
}

fn list(library: &Library, shelf: Shelf) -> Vec<String> {
    let query = Query::of(shelf, Sort::Clipped);
    let rows = library.stories().list(&query).unwrap().rows;
    rows.into_iter().map(|row| row.headline).collect()
}

#[test]
fn every_past_layout_is_there() {
    let layouts: Vec<_> = PAST.iter().map(|(layout, _)| *layout).collect();
    let all: Vec<_> = (1..LIBRARY.latest()).collect();
    assert_eq!(
        layouts, all,
        "a new layout wants a dump of the one before it: write one from a library of that layout"
    );
}

#[test]
fn a_library_of_any_earlier_layout_opens_with_what_it_holds() {
    for (layout, dump) in PAST {
        let folder = past(dump);
        let library = Library::open(folder.path()).unwrap();
        let quay = "Quay opens after the storm";
        let ferry = "Ferry to Sund resumes";
        assert_eq!(
            list(&library, Shelf::All),
            ["https://127.0.0.1:1/none", quay, ferry],
            "layout {layout}"
        );
        assert_eq!(list(&library, Shelf::Spiked), ["Пором знову ходить"]);
        let shelves = library
            .stories()
            .shelves("2020-01-01T00:00:00Z".parse().unwrap())
            .unwrap();
        assert_eq!(
            (
                shelves.all,
                shelves.inbox,
                shelves.starred,
                shelves.spiked,
                shelves.unfetched
            ),
            (3, 2, 0, 1, 1),
            "layout {layout}"
        );
        assert_eq!((shelves.tags[0].stories, shelves.topics[0].stories), (1, 2));
        assert_eq!(shelves.topics[0].sections[0].stories, 1);
        let story = library.stories().find(3).unwrap();
        let story = library.stories().get(story).unwrap();
        assert_eq!(story.outlet.unwrap().value, "Arn Courier");
        assert_eq!(story.placings[0].section_name.as_deref(), Some("Quays"));
        assert!(story.body_markdown.contains("ice house"));
        let snapshot = library.snapshot(&story.snapshot.unwrap().sha256).unwrap();
        assert!(String::from_utf8(snapshot).unwrap().contains("ice house"));
        // What was done in the earlier layout can still be taken back, and done again.
        let mut undone = Vec::new();
        while let Some(words) = library.acts().undo().unwrap() {
            undone.push(words);
        }
        assert!(
            undone.contains(&"Spiked “Пором знову ходить”".to_owned()),
            "{undone:?}"
        );
        assert_eq!(
            list(&library, Shelf::All),
            [] as [&str; 0],
            "layout {layout}"
        );
        for _ in &undone {
            assert!(library.acts().redo().unwrap().is_some());
        }
        assert_eq!(list(&library, Shelf::All).len(), 3);
        let placed = library.topics().contents(shelves.topics[0].id).unwrap();
        assert_eq!(placed.parts.len(), 2, "{placed:?}");
        assert_same_as_new(&library);
        drop(library);
        assert_eq!(
            list(&Library::open(folder.path()).unwrap(), Shelf::All).len(),
            3
        );
    }
}

#[test]
fn what_an_editor_judged_in_the_fifth_layout_is_there() {
    let folder = past(PAST[4].1);
    let library = Library::open(folder.path()).unwrap();
    let topic = &library.topics().all().unwrap()[0];
    assert_eq!(topic.colour, Some(crate::topic::TopicColour::C));
    assert_eq!(topic.sections[0].brief, "Which quays are open");
    let story = |id| library.stories().get(crate::story::StoryId(id)).unwrap();
    let claim = story(1).claim.unwrap();
    assert_eq!(claim.according_to.as_deref(), Some("the harbour board"));
    let ours = |id| story(id).translations.remove(0);
    assert_eq!(ours(2).text, "Ferry sails again");
    assert_eq!(ours(3).text, "льодовня");
    let id = library
        .collections()
        .make("Quays", "dossier", chrono::DateTime::UNIX_EPOCH)
        .unwrap();
    assert_eq!(library.collections().all().unwrap()[0].id, id);
}

/// A migrated library has the tables, columns, indexes and triggers of one that was made new.
fn assert_same_as_new(library: &Library) {
    let shape = |library: &Library| {
        let sql = "SELECT type, name, tbl_name FROM sqlite_schema ORDER BY type, name";
        let look = library.look().unwrap();
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
        let rows: Vec<(String, String, String)> =
            rows.unwrap().collect::<rusqlite::Result<_>>().unwrap();
        rows
    };
    assert_eq!(shape(library), shape(&Library::passing().unwrap()));
}

#[test]
fn a_newer_library_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(Library::open(folder.path()).unwrap());
    let file = folder.path().join("library.db");
    let conn = Connection::open(&file).unwrap();
    conn.pragma_update(None, "user_version", LIBRARY.latest() + 1)
        .unwrap();
    drop(conn);
    let refusal = Library::open(folder.path()).unwrap_err().to_string();
    assert!(refusal.contains("newer Clipdesk"), "{refusal}");
}
