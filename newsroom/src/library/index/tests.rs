mod scanned;

use std::fs;
use std::sync::Arc;

use chrono::Utc;
use roaring::RoaringBitmap;
use tempfile::TempDir;

use super::{Entry, Fresh, Index, Sets};
use crate::Result;
use crate::search::{Asked, Filter, Words, read};

/// A day in 2025, in seconds.
const NOW: i64 = 1_760_000_000;
const DAY: i64 = 86_400;

/// Sets that a test says: stories that wear tags.
#[derive(Default)]
struct Worn(Vec<(&'static str, Vec<u32>)>);

impl Sets for Worn {
    fn of(&self, filter: &Filter) -> Result<Arc<RoaringBitmap>> {
        let Filter::Tag(name) = filter else {
            return Ok(Arc::default());
        };
        let worn = self.0.iter().find(|(tag, _)| tag == name);
        Ok(Arc::new(
            worn.map_or_else(RoaringBitmap::new, |(_, stories)| stories.iter().collect()),
        ))
    }

    fn named(&self, words: &Words) -> Result<Option<Arc<RoaringBitmap>>> {
        let worn = self.0.iter().find(|(tag, _)| words.words == [*tag]);
        Ok(worn.map(|(_, stories)| Arc::new(stories.iter().collect())))
    }
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn opened(folder: &TempDir) -> Index {
    Index::open(folder.path(), "ours").expect("it opens")
}

fn filled(folder: &TempDir, entries: &[Entry], number: i64) -> Index {
    let index = opened(folder);
    let mut feed = index
        .feed()
        .expect("it can be written")
        .expect("it is ours");
    for entry in entries {
        feed.put(entry).expect("it is put");
    }
    feed.commit(number).expect("it is committed");
    feed.close().expect("it is closed");
    index
}

fn asked(typed: &str) -> Asked {
    read(typed, &Utc).expect("it is short").asked
}

fn found(index: &Index, typed: &str) -> Vec<u32> {
    let all = index.matching(&asked(typed), &Worn::default(), &Fresh::default());
    all.expect("it is searched").iter().collect()
}

fn ranked(index: &Index, typed: &str, fresh: &Fresh) -> Vec<u32> {
    let best = index.ranked(&asked(typed), &Worn::default(), fresh, None, 0, 100, NOW);
    best.expect("it is searched")
        .iter()
        .map(|(story, _)| *story)
        .collect()
}

fn story(story: u32, headline: &str, body: &str) -> Entry {
    Entry {
        story,
        headline: headline.to_owned(),
        body: body.to_owned(),
        language: Some("en".to_owned()),
        published: Some(NOW - 30 * DAY),
        ..Entry::default()
    }
}

/// Stories about other things, so that words are rare.
fn others(first: u32) -> Vec<Entry> {
    (first..first + 40)
        .map(|number| {
            story(
                number,
                &format!("Market day {number}"),
                "Prices rose in the town.",
            )
        })
        .collect()
}

#[test]
fn the_headline_weighs_more_than_the_body_and_the_word_more_than_its_forms() {
    let folder = folder();
    let mut entries = others(100);
    entries.push(story(
        1,
        "Quarrel over water",
        "Zelensky spoke of the Sentinel project.",
    ));
    entries.push(story(
        2,
        "Sentinel launched",
        "It flies at night over the sea.",
    ));
    entries.push(story(
        3,
        "Ships at sea",
        "Two sentinels stand at the gate of the town.",
    ));
    entries.push(story(4, "Selenskyj in Wien", "Er sprach lange."));
    let index = filled(&folder, &entries, 1);
    assert_eq!(ranked(&index, "sentinel ", &Fresh::default()), [2, 1, 3]);
    assert_eq!(ranked(&index, "Zelensky ", &Fresh::default()), [1, 4]);
    assert_eq!(found(&index, "\"sentinel\""), [1, 2]);
    assert_eq!(found(&index, "title:sentinels "), [2]);
}

#[test]
fn of_two_alike_the_newer_is_first_and_an_unknown_date_is_no_newer() {
    let folder = folder();
    let mut entries = others(100);
    for (number, age) in [(1, Some(900)), (2, Some(3)), (3, None), (4, Some(200))] {
        entries.push(Entry {
            published: age.map(|days| NOW - days * DAY),
            ..story(number, "Sentinel launched", "It flies at night.")
        });
    }
    let index = filled(&folder, &entries, 1);
    assert_eq!(ranked(&index, "sentinel ", &Fresh::default()), [2, 4, 1, 3]);
}

#[test]
fn a_tag_with_the_word_finds_and_weighs() {
    let folder = folder();
    let mut entries = others(100);
    entries.push(story(1, "Ships at sea", "The sentinel stands at the gate."));
    entries.push(story(2, "Nothing of it", "Nothing at all."));
    let index = filled(&folder, &entries, 1);
    let sets = Worn(vec![("sentinel", vec![2, 500])]);
    let asked = asked("sentinel ");
    let all = index
        .matching(&asked, &sets, &Fresh::default())
        .expect("it is searched");
    assert_eq!(all.iter().collect::<Vec<_>>(), [1, 2]);
    let best = index.ranked(&asked, &sets, &Fresh::default(), None, 0, 9, NOW);
    let best: Vec<u32> = best
        .expect("it is searched")
        .iter()
        .map(|(story, _)| *story)
        .collect();
    assert_eq!(best, [2, 1]);
}

#[test]
fn what_is_put_again_or_taken_out_is_found_no_more() {
    let folder = folder();
    let index = filled(
        &folder,
        &[story(1, "Sentinel", ""), story(2, "Sentinel", "")],
        7,
    );
    assert_eq!(found(&index, "sentinel "), [1, 2]);
    let mut feed = index
        .feed()
        .expect("it can be written")
        .expect("it is ours");
    feed.put(&story(1, "Corrected", "")).expect("it is put");
    feed.remove(2).expect("it is removed");
    assert_eq!(found(&index, "sentinel "), [1, 2], "until it is committed");
    feed.commit(8).expect("it is committed");
    assert_eq!(found(&index, "sentinel "), Vec::<u32>::new());
    assert_eq!(found(&index, "corrected "), [1]);
    drop((feed, index));
    let index = opened(&folder);
    assert_eq!((index.number(), index.len()), (8, 1));
    assert_eq!(found(&index, "corr"), [1]);
}

#[test]
fn what_is_fresh_is_found_at_once_and_hides_its_old_form() {
    let folder = folder();
    let mut entries = others(100);
    entries.push(story(1, "Sentinel launched", "It flies."));
    entries.push(story(2, "Sentinel landed", "It stands."));
    let index = filled(&folder, &entries, 1);
    let mut fresh = Fresh::default();
    for number in 10..60 {
        let entry = story(number, "Sentinel seen", "It was seen.");
        fresh.put(vec![entry]).expect("it is put");
    }
    fresh
        .put(vec![story(1, "Corrected", "")])
        .expect("it is put");
    fresh
        .put(vec![story(11, "Corrected", "")])
        .expect("it is put");
    fresh.remove(2);
    fresh.remove(12);
    assert_eq!(fresh.len(), 50);
    let all = |typed: &str| -> Vec<u32> {
        let all = index.matching(&asked(typed), &Worn::default(), &fresh);
        all.expect("it is searched").iter().collect()
    };
    let expected: Vec<u32> = (10..60)
        .filter(|number| !matches!(number, 11 | 12))
        .collect();
    assert_eq!(all("sentinel "), expected);
    assert_eq!(all("corrected"), [1, 11]);
    let mut first = ranked(&index, "sentinel ", &fresh);
    first.sort_unstable();
    assert_eq!(first, expected);
}

#[test]
fn one_writes_and_another_takes_notice() {
    let folder = folder();
    let index = filled(&folder, &[story(1, "Sentinel", "")], 3);
    let other = opened(&folder);
    let mut feed = index
        .feed()
        .expect("it can be written")
        .expect("it is ours");
    assert!(
        other.feed().expect("no error").is_none(),
        "there is one writer"
    );
    feed.put(&story(2, "Sentinel", "")).expect("it is put");
    feed.commit(4).expect("it is committed");
    assert_eq!((other.number(), found(&other, "sentinel ")), (3, vec![1]));
    other.refresh().expect("it is there");
    assert_eq!(
        (other.number(), found(&other, "sentinel ")),
        (4, vec![1, 2])
    );
    drop(feed);
    assert!(other.feed().expect("no error").is_some());
}

#[test]
fn an_index_of_another_library_is_begun_anew() {
    let folder = folder();
    drop(filled(&folder, &[story(1, "Sentinel", "")], 3));
    let other = Index::open(folder.path(), "another").expect("it opens");
    assert_eq!((other.number(), other.len()), (0, 0));
    drop(other);
    assert_eq!(opened(&folder).number(), 0);
}

#[test]
fn a_damaged_index_is_begun_anew() {
    let folder = folder();
    drop(filled(&folder, &others(1), 3));
    let held = || {
        let mut paths: Vec<_> = (fs::read_dir(folder.path()).expect("a folder"))
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.extension().is_none_or(|extension| extension != "lock"))
            .collect();
        // Segments are named anew each time; what their files are for is not.
        paths.sort_by_key(|path| path.extension().map(ToOwned::to_owned));
        paths
    };
    let files = held().len();
    assert!(files > 5, "{files}");
    // Noise that is the same in every run.
    let mut seed = 7u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    };
    let mut anew = 0;
    for file in 0..files {
        for way in 0..3 {
            let path = held().swap_remove(file);
            let mut bytes = fs::read(&path).expect("it is there");
            match way {
                0 => bytes.iter_mut().for_each(|byte| *byte = noise()),
                1 => bytes.truncate(bytes.len() / 2),
                _ => bytes.iter_mut().take(40).for_each(|byte| *byte = noise()),
            }
            fs::write(&path, bytes).expect("it is written");
            let index = opened(&folder);
            match index.number() {
                0 => {
                    anew += 1;
                    assert_eq!(found(&index, "prices "), Vec::<u32>::new());
                    drop(index);
                    drop(filled(&folder, &others(1), 3));
                }
                3 => assert_eq!(found(&index, "prices ").len(), 40),
                other => panic!("it reflects {other}"),
            }
        }
    }
    assert!(anew >= 3 * (files - 2), "{anew}");
}

#[test]
fn a_word_that_stands_nowhere_is_near_one_that_does() {
    let folder = folder();
    let mut entries = others(100);
    entries.push(story(1, "Budapest talks", ""));
    let index = filled(&folder, &entries, 1);
    assert_eq!(
        index.spelling("budapset", &Fresh::default()).as_deref(),
        Some("budapest")
    );
    assert_eq!(
        index.spelling("mraket", &Fresh::default()).as_deref(),
        Some("market")
    );
    assert_eq!(index.spelling("budapest", &Fresh::default()), None);
    assert_eq!(index.spelling("xyzzy", &Fresh::default()), None);
    assert_eq!(index.spelling("", &Fresh::default()), None);
}
