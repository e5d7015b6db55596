use std::collections::BTreeSet;

use rusqlite::types::Value;

use super::*;

const KNOWN: Known = Known {
    application: 0x436c_6970,
    layouts: 2,
};

fn now() -> DateTime<Utc> {
    "2026-11-26T04:52:00.250Z".parse().unwrap()
}

fn go_on(_: u64, _: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A library with some stories, as it is while it is open.
fn library(folder: &Path, stories: u32) -> Connection {
    let conn = Connection::open(folder.join("library.db")).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA application_id = 1131178352; PRAGMA user_version = 2;
         CREATE TABLE library (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
         INSERT INTO library VALUES ('identity', 'first');
         CREATE TABLE stories (id INTEGER PRIMARY KEY, headline TEXT NOT NULL, z BLOB) STRICT;",
    )
    .unwrap();
    add(&conn, stories);
    conn
}

fn add(conn: &Connection, stories: u32) {
    for _ in 0..stories {
        let sql = "INSERT INTO stories (headline, z) VALUES ('Ferry', zeroblob(20000))";
        conn.execute(sql, []).unwrap();
    }
}

fn rows(path: &Path) -> Vec<Vec<Value>> {
    let conn = Connection::open(path).unwrap();
    let mut statement = conn
        .prepare("SELECT id, headline, z FROM stories UNION ALL SELECT 0, key, value FROM library")
        .unwrap();
    let rows = statement.query_map([], |row| (0..3).map(|at| row.get(at)).collect());
    rows.unwrap().map(Result::unwrap).collect()
}

fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

fn identify(conn: &Connection) -> Result<()> {
    conn.execute(
        "UPDATE library SET value = 'second' WHERE key = 'identity'",
        [],
    )?;
    Ok(())
}

#[test]
fn a_backup_is_one_file_that_holds_every_row() {
    let folder = tempfile::tempdir().unwrap();
    let conn = library(folder.path(), 40);
    let backup = make(&conn, folder.path(), now(), go_on).unwrap();
    assert!(
        backup
            .path
            .ends_with("backups/library-2026-11-26T04-52-00Z.db")
    );
    assert_eq!(backup.layout, Some(2));
    assert_eq!(list(folder.path()).unwrap(), std::slice::from_ref(&backup));
    assert!(rows(&backup.path) == rows(&folder.path().join("library.db")));
    let expected = ["backup.lock", "library-2026-11-26T04-52-00Z.db"].map(String::from);
    assert_eq!(
        names(&folder.path().join("backups")),
        BTreeSet::from(expected)
    );
    // A second one of the same second does not replace the first.
    let second = make(&conn, folder.path(), now(), go_on).unwrap();
    assert_eq!(second.moment, backup.moment + TimeDelta::seconds(1));
}

#[test]
fn a_backup_is_of_one_moment_while_others_write() {
    let folder = tempfile::tempdir().unwrap();
    let conn = library(folder.path(), 1_200);
    let before = rows(&folder.path().join("library.db"));
    let writer = Connection::open(folder.path().join("library.db")).unwrap();
    let mut slices = 0;
    let look = |_, _| {
        slices += 1;
        add(&writer, 3);
        go_on(0, 0)
    };
    let backup = make(&conn, folder.path(), now(), look).unwrap();
    assert!(slices >= 2, "nobody could have stopped it: {slices}");
    assert!(rows(&backup.path) == before, "it is not of one moment");
}

#[test]
fn a_backup_that_is_stopped_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let conn = library(folder.path(), 1_200);
    let stop = |_, _| ControlFlow::Break(());
    let stopped = make(&conn, folder.path(), now(), stop)
        .unwrap_err()
        .to_string();
    assert!(stopped.contains("was stopped"), "{stopped}");
    assert_eq!(
        names(&folder.path().join("backups")),
        BTreeSet::from(["backup.lock".to_owned()])
    );
}

#[test]
fn no_backup_is_made_of_a_damaged_library() {
    let folder = tempfile::tempdir().unwrap();
    drop(library(folder.path(), 100));
    damage(&folder.path().join("library.db"));
    let conn = Connection::open(folder.path().join("library.db")).unwrap();
    let refusal = make(&conn, folder.path(), now(), go_on)
        .unwrap_err()
        .to_string();
    assert!(
        refusal.contains("is damaged") && refusal.contains("rescue"),
        "{refusal}"
    );
    assert_eq!(list(folder.path()).unwrap(), []);
}

fn damage(path: &Path) {
    let mut file = fs::read(path).unwrap();
    let length = file.len();
    file[4_096..length / 2].fill(0xa5);
    fs::write(path, file).unwrap();
}

#[test]
fn thinning_takes_away_files() {
    let folder = tempfile::tempdir().unwrap();
    let conn = library(folder.path(), 1);
    for hours in 0..6 {
        make(&conn, folder.path(), now() + TimeDelta::hours(hours), go_on).unwrap();
    }
    let later = now() + TimeDelta::hours(6);
    assert_eq!(thin_out(folder.path(), later).unwrap().len(), 3);
    assert_eq!(list(folder.path()).unwrap().len(), 3);
    assert_eq!(thin_out(folder.path(), later).unwrap(), []);
}

#[test]
fn a_backup_takes_the_place_of_the_library_which_becomes_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let conn = library(folder.path(), 30);
    let backup = make(&conn, folder.path(), now(), go_on).unwrap();
    add(&conn, 20);
    let later = rows(&path);
    drop(conn);
    // Until the last moment the old library opens.
    let look = |_, _| {
        assert!(rows(&path) == later, "half restored");
        go_on(0, 0)
    };
    let before = restore(folder.path(), backup.moment, KNOWN, now(), identify, look).unwrap();
    let Before::BackedUp(kept) = before else {
        panic!("{before:?}")
    };
    assert!(rows(&kept.path) == later, "what was there is lost");
    let restored = rows(&path);
    assert_eq!(restored.len(), 31);
    assert!(restored.contains(&vec![
        Value::Integer(0),
        Value::Text("identity".to_owned()),
        Value::Text("second".to_owned())
    ]));
    assert_eq!(
        names(folder.path()),
        BTreeSet::from(["backups", "library.db"].map(String::from))
    );
}

#[test]
fn a_damaged_library_is_put_aside_with_its_log() {
    for log in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("library.db");
        let conn = library(folder.path(), 30);
        let backup = make(&conn, folder.path(), now(), go_on).unwrap();
        drop(conn);
        fs::write(
            &path,
            b"no database at all, but long enough to be taken for one".repeat(99),
        )
        .unwrap();
        if log {
            fs::write(folder.path().join("library.db-wal"), b"some log").unwrap();
        }
        let broken = fs::read(&path).unwrap();
        let before = restore(folder.path(), backup.moment, KNOWN, now(), identify, go_on).unwrap();
        let Before::PutAside(aside) = before else {
            panic!("{before:?}")
        };
        assert_eq!(fs::read(&aside).unwrap(), broken);
        assert_eq!(super::super::rescue::beside(&aside, "-wal").exists(), log);
        assert!(!folder.path().join("library.db-wal").exists());
        assert_eq!(rows(&path).len(), 31);
    }
}

#[test]
fn a_library_that_is_gone_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let conn = library(folder.path(), 30);
    let backup = make(&conn, folder.path(), now(), go_on).unwrap();
    drop(conn);
    fs::remove_file(&path).unwrap();
    let before = restore(folder.path(), backup.moment, KNOWN, now(), identify, go_on).unwrap();
    assert_eq!((before, rows(&path).len()), (Before::Nothing, 31));
}

#[test]
fn what_cannot_be_restored_is_refused_and_nothing_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    let conn = library(folder.path(), 100);
    let backup = make(&conn, folder.path(), now(), go_on).unwrap();
    add(&conn, 5);
    let here = rows(&path);
    let other = Known {
        application: 1,
        ..KNOWN
    };
    let older = Known {
        layouts: 1,
        ..KNOWN
    };
    let some_day = now() - TimeDelta::days(9);
    let refused = |moment, known, wanted: &str| {
        let finish = |_: &Connection| Ok(());
        let refusal = restore(folder.path(), moment, known, now(), finish, go_on).unwrap_err();
        assert!(refusal.to_string().contains(wanted), "{refusal}");
        assert!(rows(&path) == here, "{wanted}");
        assert!(
            !names(folder.path()).contains(".coming-library.db"),
            "{wanted}"
        );
    };
    refused(some_day, KNOWN, "no backup of 2026-11-17 04:52:00 UTC");
    refused(backup.moment, other, "of another program");
    refused(backup.moment, older, "newer Clipdesk");
    // The library is open elsewhere.
    refused(backup.moment, KNOWN, "another program");
    drop(conn);
    damage(&backup.path);
    refused(backup.moment, KNOWN, "is damaged");
    let failing = |_: &Connection| Err(Error::Refused("not today".to_owned()));
    restore(folder.path(), backup.moment, KNOWN, now(), failing, go_on).unwrap_err();
    assert!(rows(&path) == here);
}
