//! What a broken file must give back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use proptest::prelude::*;
use rusqlite::Connection;

use super::holding::{Dice, Holding, LAYOUT, Rows, rows_of};
use super::rescue;

/// A database, with what is in it and where.
struct Whole {
    holding: Holding,
    page_size: usize,
    rows: Rows,
    places: BTreeMap<(String, String), BTreeSet<usize>>,
}

/// What came back from a broken copy of it.
struct Broken {
    back: Rows,
    /// What lay on pages that were not touched, and did not come back as it is.
    missed: Vec<(String, String)>,
    /// What came back and is not as it was.
    invented: usize,
}

impl Whole {
    fn new((page_size, stories, longest): (usize, i64, usize)) -> Whole {
        Whole::of(Holding::new(page_size, stories, longest), page_size)
    }

    fn of(holding: Holding, page_size: usize) -> Whole {
        let rows = holding.rows();
        let places = holding.places(page_size);
        assert!(rows.keys().eq(places.keys()), "a row has no place");
        Whole {
            holding,
            page_size,
            rows,
            places,
        }
    }

    /// Breaks a copy of the file: `breaking` changes its bytes and says which pages it touched.
    fn broken(&self, breaking: impl Fn(&mut Vec<u8>) -> BTreeSet<usize>) -> Broken {
        let mut file = fs::read(self.holding.path()).unwrap();
        let touched = breaking(&mut file);
        let path = self.holding.folder.path().join("broken.db");
        fs::write(&path, &file).unwrap();
        let (back, tally) = self.holding.scan(&path);
        assert_eq!(tally.pages, tally.pages_read + tally.pages_damaged);
        let safe = |key: &&(String, String)| self.places[*key].is_disjoint(&touched);
        let same = |key: &(String, String)| back.get(key) == self.rows.get(key);
        let missed = self.rows.keys().filter(safe).filter(|key| !same(key));
        let invented = back.keys().filter(|key| !same(key)).count();
        Broken {
            missed: missed.cloned().collect(),
            invented,
            back,
        }
    }

    /// Breaks one page in twenty, and those in `also`, by noise or by nothing.
    fn noise(&self, seed: u64, also: &[usize], noise: bool) -> Broken {
        self.broken(|file| {
            let mut dice = Dice(seed);
            let pages = file.len() / self.page_size;
            let some = (0..pages.div_ceil(20)).map(|_| dice.below(pages) + 1);
            let touched: BTreeSet<_> = some.chain(also.iter().copied()).collect();
            for page in &touched {
                let bytes = if noise {
                    dice.bytes(self.page_size)
                } else {
                    vec![0; self.page_size]
                };
                file[(page - 1) * self.page_size..page * self.page_size].copy_from_slice(&bytes);
            }
            touched
        })
    }
}

const KINDS: [(usize, i64, usize); 4] = [
    (512, 150, 3_000),
    (1_024, 300, 200),
    (4_096, 400, 12_000),
    (8_192, 900, 2_500),
];

#[test]
fn a_whole_file_gives_back_every_row_and_nothing_else() {
    for (page_size, stories, longest) in KINDS {
        let holding = Holding::new(page_size, stories, longest);
        let (back, tally) = holding.scan(&holding.path());
        assert!(back == holding.rows(), "pages of {page_size}");
        assert_eq!(
            (tally.pages_damaged, tally.rows_damaged, tally.rows_unplaced),
            (0, 0, 0)
        );
    }
}

#[test]
fn without_its_first_page_a_file_gives_back_every_row_that_was_not_on_it() {
    for kind in KINDS {
        let whole = Whole::new(kind);
        for noise in [false, true] {
            let broken = whole.broken(|file| {
                let page = if noise {
                    Dice(7).bytes(kind.0)
                } else {
                    vec![0; kind.0]
                };
                file[..kind.0].copy_from_slice(&page);
                BTreeSet::from([1])
            });
            assert_eq!(broken.missed, [], "pages of {}", kind.0);
            assert_eq!(broken.invented, 0, "pages of {}", kind.0);
        }
    }
}

#[test]
fn a_file_that_was_cut_off_gives_back_what_is_before_the_cut() {
    for kind in KINDS {
        let whole = Whole::new(kind);
        let broken = whole.broken(|file| {
            let pages = file.len() / kind.0;
            let kept = file.len() * 6 / 10;
            file.truncate(kept);
            (kept / kind.0 + 1..=pages).collect()
        });
        assert_eq!(broken.missed, [], "pages of {}", kind.0);
        assert_eq!(broken.invented, 0, "pages of {}", kind.0);
    }
}

#[test]
fn pages_of_noise_and_pages_of_nothing_cost_what_was_on_them() {
    for kind in KINDS {
        let whole = Whole::new(kind);
        for seed in 0..4 {
            let broken = whole.noise(seed, &[], seed % 2 == 0);
            let missed = broken.missed.len();
            let rows = whole.rows.len();
            assert!(
                missed * 50 <= rows,
                "pages of {}, seed {seed}: {missed} of {rows}",
                kind.0
            );
            assert_eq!(broken.invented, 0, "pages of {}, seed {seed}", kind.0);
        }
    }
}

#[test]
fn a_library_of_ours_gives_back_what_is_not_on_broken_pages() {
    let whole = Whole::of(Holding::ours(600), 8_192);
    for (seed, also) in [(1, &[][..]), (2, &[1]), (3, &[1, 2, 3, 4])] {
        let broken = whole.noise(seed, also, true);
        let (missed, rows) = (broken.missed.len(), whole.rows.len());
        assert!(missed * 50 <= rows, "seed {seed}: {missed} of {rows}");
        assert_eq!(broken.invented, 0, "seed {seed}");
    }
}

#[test]
fn a_turned_bit_costs_its_neighbours_nothing() {
    let whole = Whole::new((4_096, 400, 6_000));
    for seed in 0..24 {
        let broken = whole.broken(|file| {
            let mut dice = Dice(seed);
            let at = dice.below(file.len());
            file[at] ^= 1 << dice.below(8);
            BTreeSet::new()
        });
        // The page's own head may be hit: then all that is on it is gone.
        assert!(
            broken.missed.len() < whole.rows.len() / 20,
            "seed {seed}: {:?}",
            broken.missed
        );
        assert!(broken.invented <= 1, "seed {seed}: {}", broken.invented);
    }
}

#[test]
fn what_was_deleted_or_changed_never_wins_over_what_is() {
    let page_size = 1_024;
    let holding = Holding::new(page_size, 600, 900);
    let changes = "
        DELETE FROM bodies WHERE story % 3 = 0 OR story BETWEEN 200 AND 330;
        DELETE FROM tagged WHERE story BETWEEN 100 AND 260;
        UPDATE stories SET headline = headline || ' (corrected)' WHERE id % 2 = 0;";
    holding.conn.execute_batch(changes).unwrap();
    holding.fill(601, 640, 2_000);
    let file = fs::read(holding.path()).unwrap();
    let inner = |page: &usize| file[(page - 1) * page_size] == 5;
    let inner: Vec<usize> = (2..=file.len() / page_size).filter(inner).collect();
    let whole = Whole::of(holding, page_size);
    for seed in 0..6 {
        // One inner page is hit in any case.
        let page = inner[usize::try_from(seed).unwrap() % inner.len()];
        let broken = whole.noise(seed, &[page], true);
        let (missed, rows) = (broken.missed.len(), whole.rows.len());
        assert!(missed * 50 <= rows, "seed {seed}: {missed} of {rows}");
        let stale = broken
            .missed
            .iter()
            .filter(|key| broken.back.contains_key(*key));
        assert_eq!(stale.count(), 0, "seed {seed}: an older copy won");
    }
}

#[test]
fn the_log_beside_a_file_is_read_as_far_as_it_was_finished() {
    let holding = Holding::new(4_096, 200, 500);
    let conn = &holding.conn;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0")
        .unwrap();
    let before = holding.rows();
    holding.fill(201, 300, 500);
    let after = holding.rows();
    // Too little room in memory: what is not finished is written to the log all the same.
    conn.execute_batch("PRAGMA cache_size = 5; BEGIN; UPDATE bodies SET z = zeroblob(9000)")
        .unwrap();
    let copy = holding.folder.path().join("copy.db");
    let log = holding.folder.path().join("copy.db-wal");
    fs::copy(holding.path(), &copy).unwrap();
    fs::copy(holding.folder.path().join("library.db-wal"), &log).unwrap();
    conn.execute_batch("ROLLBACK").unwrap();
    assert!(
        holding.scan(&copy).0 == after,
        "the log was not read as it should be"
    );
    let mut broken = fs::read(&log).unwrap();
    broken[5_000] ^= 1;
    fs::write(&log, &broken).unwrap();
    assert!(holding.scan(&copy).0 == before, "a broken log was believed");
    broken.truncate(20);
    fs::write(&log, &broken).unwrap();
    assert!(holding.scan(&copy).0 == before, "half a log was believed");
}

/// A file with noise on one page in twenty.
fn noisy(holding: &Holding, page_size: usize) -> PathBuf {
    let mut file = fs::read(holding.path()).unwrap();
    let mut dice = Dice(3);
    for _ in 0..file.len() / page_size / 20 {
        let page = dice.below(file.len() / page_size);
        let noise = dice.bytes(page_size);
        file[page * page_size..(page + 1) * page_size].copy_from_slice(&noise);
    }
    let path = holding.folder.path().join("broken.db");
    fs::write(&path, &file).unwrap();
    path
}

#[test]
fn what_rows_belong_to_can_be_made_before_they_are_let_go() {
    let holding = Holding::new(1_024, 400, 1_500);
    let path = noisy(&holding, 1_024);
    let bodies = |adopt: &str| {
        let mut into = Connection::open_in_memory().unwrap();
        into.execute_batch(LAYOUT).unwrap();
        let adopt = |conn: &Connection| Ok(conn.execute_batch(adopt)?);
        rescue(&path, &mut into, &[], adopt, |_| ControlFlow::Continue(())).unwrap();
        let sql = "SELECT count(*) FROM bodies";
        into.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap()
    };
    let made = "INSERT INTO stories (id, headline, position)
        SELECT story, 'A headline that was lost', 0 FROM bodies
        WHERE story NOT IN (SELECT id FROM stories)";
    assert!(bodies(made) > bodies(""), "nothing was adopted");
}

#[test]
fn a_rescued_library_holds_the_rows_and_points_nowhere() {
    let holding = Holding::new(1_024, 400, 1_500);
    let rows = holding.rows();
    let path = noisy(&holding, 1_024);
    let mut into = Connection::open_in_memory().unwrap();
    into.execute_batch(LAYOUT).unwrap();
    let go_on = |_| ControlFlow::Continue(());
    let rescued = rescue(&path, &mut into, &["counts"], |_| Ok(()), go_on).unwrap();
    let back = rows_of(&into, &holding.layout);
    assert!(rescued.kept > 0 && rescued.forlorn > 0, "{rescued:?}");
    assert!(
        back.len() * 10 > rows.len() * 7,
        "{rescued:?}: {} of {}",
        back.len(),
        rows.len()
    );
    let wrong = "SELECT count(*) FROM pragma_foreign_key_check";
    assert_eq!(
        into.query_row(wrong, [], |row| row.get::<_, u32>(0))
            .unwrap(),
        0
    );
    // What triggers keep is the caller's; they are there again.
    let counts = "SELECT count(*) FROM counts";
    assert_eq!(
        into.query_row(counts, [], |row| row.get::<_, u32>(0))
            .unwrap(),
        0
    );
    into.execute(
        "INSERT INTO tagged SELECT id, 99, NULL FROM stories LIMIT 1",
        [],
    )
    .unwrap();
    assert_eq!(
        into.query_row(counts, [], |row| row.get::<_, u32>(0))
            .unwrap(),
        1
    );
    // The numbers of lost stories are not given out again.
    into.execute(
        "INSERT INTO stories (headline, position) VALUES ('Ferry', 1)",
        [],
    )
    .unwrap();
    assert!(into.last_insert_rowid() > 380);
}

#[test]
fn a_rescue_can_be_stopped() {
    let holding = Holding::new(8_192, 2_500, 50);
    let mut into = Connection::open_in_memory().unwrap();
    into.execute_batch(LAYOUT).unwrap();
    let stop = |_| ControlFlow::Break(());
    let stopped = rescue(&holding.path(), &mut into, &[], |_| Ok(()), stop).unwrap_err();
    assert!(stopped.to_string().contains("was stopped"), "{stopped}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes_are_looked_through(bytes in proptest::collection::vec(any::<u8>(), 0..20_000)) {
        let holding = Holding::new(512, 0, 1);
        let path = holding.folder.path().join("noise.db");
        fs::write(&path, &bytes).unwrap();
        fs::write(holding.folder.path().join("noise.db-wal"), &bytes).unwrap();
        holding.scan(&path);
    }

    #[test]
    fn a_crafted_file_is_looked_through(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<[u8; 4]>()), 1..200),
        heads in any::<bool>(),
    ) {
        let holding = Holding::new(512, 30, 2_000);
        let mut file = fs::read(holding.path()).unwrap();
        for (place, bytes) in changes {
            let at = place.index(file.len() - 16);
            // What is at the head of a page steers the reading.
            let at = if heads { at - at % 512 + at % 16 } else { at };
            file[at..at + 4].copy_from_slice(&bytes);
        }
        let path = holding.folder.path().join("crafted.db");
        fs::write(&path, &file).unwrap();
        holding.scan(&path);
        let mut into = Connection::open_in_memory().unwrap();
        into.execute_batch(LAYOUT).unwrap();
        rescue(&path, &mut into, &["counts"], |_| Ok(()), |_| ControlFlow::Continue(())).unwrap();
    }
}
