//! Every row of every table that is not derived comes back, field by field.

use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};

use crate::claim::ClaimStatus;
use crate::collection::{Content, Delivery, DeliveryState};
use crate::edition::{Form, Template};
use crate::library::{Correction, Library, samples};
use crate::margin::{Anchor, Colour};
use crate::rights::{Reuse, Rights};
use crate::story::{Mark, PartName, StoryId};
use crate::topic::{SectionId, TopicColour, TopicId};

/// What is made from the other tables, or belongs to one file and not to what it holds.
const DERIVED: [&str; 11] = [
    "library",
    "outlets",
    "agencies",
    "writers",
    "languages",
    "written",
    "copies",
    "unindexed",
    "journal",
    "counts",
    "dictionaries",
];

fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00.123Z".parse().unwrap()
}

fn rows(conn: &Connection, sql: &str) -> Vec<Vec<Value>> {
    let mut statement = conn.prepare(sql).unwrap();
    let columns = statement.column_count();
    let read = |row: &Row<'_>| (0..columns).map(|at| row.get(at)).collect();
    statement
        .query_map([], read)
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

fn tables(conn: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    let mut statement = conn.prepare(sql).unwrap();
    statement
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// What a story shows is derived, but its words must not change on the way; numbers of names may.
const SHOWN: &str = "SELECT stories.id, headline, standfirst, outlets.name, outlet_inferred, agencies.name,
    published, published_order, languages.name, kind, wire, copies.story IS NOT NULL,
    (SELECT group_concat(writers.name, '|' ORDER BY writers.name) FROM written
      JOIN writers ON writers.id = writer WHERE story = stories.id)
  FROM stories LEFT JOIN outlets ON outlets.id = outlet LEFT JOIN agencies ON agencies.id = agency
  LEFT JOIN languages ON languages.id = language LEFT JOIN copies ON copies.story = stories.id ORDER BY 1";

const COUNTS: &str = "SELECT CASE kind WHEN 13 THEN (SELECT name FROM outlets WHERE id = key)
    WHEN 14 THEN (SELECT name FROM agencies WHERE id = key) WHEN 15 THEN (SELECT name FROM writers WHERE id = key)
    WHEN 16 THEN (SELECT name FROM languages WHERE id = key) ELSE key END AS of, kind, stories, unread
  FROM counts WHERE stories > 0 ORDER BY kind, of";

/// A picture that no story shows.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// A row at least in each table of collections and editions.
fn collect(library: &Library, stories: &[StoryId], (topic, section): (TopicId, SectionId)) {
    let collections = library.collections();
    let text = Template::text_of("dossier").unwrap();
    library.templates().keep("Ours", text, noon()).unwrap();
    let terms = Rights {
        reuse: Some(Reuse::Quotes),
        licence: Some("CC BY 4.0".to_owned()),
        credit: Some("© The Tell Courier".to_owned()),
        quote_limit: Some(60),
        embargo: Some(noon()),
    };
    let rights = library.rights();
    rights
        .set_outlet("The Tell Courier", &terms, noon())
        .unwrap();
    rights.set_stories(&stories[..1], &terms, noon()).unwrap();
    let id = collections.make("Letter", "Ours", noon()).unwrap();
    let own = Content::Picture {
        picture: collections.keep_picture(GIF).unwrap(),
        alt: "A quay".to_owned(),
        caption: "Noon".to_owned(),
        credit: "Mara Quill".to_owned(),
    };
    let name = "Talks".to_owned();
    let part = collections.add(id, &Content::Section { name }, None, noon());
    let part = part.unwrap();
    collections.add(id, &own, None, noon()).unwrap();
    collections
        .add(id, &Content::Divider, None, noon())
        .unwrap();
    collections
        .add_stories(id, &stories[..2], Some(part), Some(Form::Summary), noon())
        .unwrap();
    collections
        .feed(id, (topic, Some(section)), Some(part), noon())
        .unwrap();
    collections.pass(id, &stories[2..], noon()).unwrap();
    let set = collections.set(id, None, noon()).unwrap();
    collections.set(id, Some("A name."), noon()).unwrap();
    collections
        .withdraw(id, set.number, "Wrong quay", noon())
        .unwrap();
    for (taker, state) in [
        ("letter.html", DeliveryState::Delivered),
        ("desk@example.org", DeliveryState::OnItsWay),
    ] {
        let delivery = Delivery {
            at: noon(),
            number: set.number,
            format: "html".to_owned(),
            taker: taker.to_owned(),
            state,
            said: None,
        };
        collections.note_delivery(id, &delivery).unwrap();
    }
    let gone = collections.make("One day", "dossier", noon()).unwrap();
    collections
        .add_stories(gone, &stories[..1], None, None, noon())
        .unwrap();
    collections.set(gone, None, noon()).unwrap();
    collections.remove(gone, noon()).unwrap();
}

#[test]
fn every_field_comes_back() {
    let library = Library::passing().unwrap();
    samples::keep(&library, noon()).unwrap();
    let stories: Vec<StoryId> = (1..=3).map(StoryId).collect();
    let topic = library.topics().make("The talks", noon()).unwrap();
    let section = library
        .topics()
        .make_section(topic, "Day one", noon())
        .unwrap();
    library
        .topics()
        .gather(&stories, topic, Some(section), noon())
        .unwrap();
    library
        .tags()
        .tag(&stories, &["Budapest".to_owned()], &[], noon())
        .unwrap();
    library
        .stories()
        .mark(
            &stories[1..],
            &[Mark::Starred, Mark::Read, Mark::Done],
            noon(),
        )
        .unwrap();
    library.stories().spike(&stories[2..], noon()).unwrap();
    let correction = Correction::read(PartName::Outlet, "The Tell Courier").unwrap();
    library
        .stories()
        .correct(stories[0], &correction, noon())
        .unwrap();
    library
        .margins()
        .note(stories[0], "Ask again", noon())
        .unwrap();
    library
        .margins()
        .quote(stories[0], "Never", Some("Ana Kovač"), noon())
        .unwrap();
    let anchor = Anchor {
        text: "one".to_owned(),
        before: "b".to_owned(),
        after: "a".to_owned(),
        position: 7,
    };
    library
        .margins()
        .highlight(stories[0], &anchor, Colour::Red, noon())
        .unwrap();
    library
        .margins()
        .translate(stories[0], Some(&anchor), "uk", "один", noon())
        .unwrap();
    library
        .claims()
        .judge(
            &stories[..2],
            ClaimStatus::Disputed,
            Some("Ann Lee"),
            None,
            noon(),
        )
        .unwrap();
    library
        .topics()
        .recolour(topic, Some(TopicColour::C), noon())
        .unwrap();
    library
        .topics()
        .set_section_brief(topic, section, "What was said", noon())
        .unwrap();
    collect(&library, &stories, (topic, section));
    library.searches().keep("Talks", "talks", noon()).unwrap();
    library.acts().undo().unwrap();
    let folder = tempfile::tempdir().unwrap();
    library
        .export(folder.path(), noon(), &|_| ControlFlow::Continue(()))
        .unwrap();
    let back = Library::passing().unwrap();
    back.take_in_export(folder.path(), noon(), &|_| ControlFlow::Continue(()))
        .unwrap();
    let (before, after) = (library.look().unwrap(), back.look().unwrap());
    let derived = |table: &String| !DERIVED.contains(&table.as_str());
    let base: Vec<String> = tables(&before).into_iter().filter(derived).collect();
    assert!(base.len() >= 31, "{base:?}");
    for table in &base {
        let sql = match table.as_str() {
            "stories" => {
                "SELECT id, address, typed, added_at, unfetched, clipping FROM stories ORDER BY id"
                    .to_owned()
            }
            _ => format!("SELECT * FROM {table} ORDER BY 1, 2"),
        };
        let was = rows(&before, &sql);
        assert_eq!(was, rows(&after, &sql), "{table}");
        let filled = !matches!(table.as_str(), "searches" | "sheets" | "pictures" | "leads");
        assert!(
            !was.is_empty() || !filled,
            "there was nothing in {table} to compare"
        );
    }
    for sql in [
        SHOWN,
        COUNTS,
        "SELECT name, seq FROM sqlite_sequence WHERE name <> 'unindexed' ORDER BY 1",
    ] {
        assert_eq!(rows(&before, sql), rows(&after, sql), "{sql}");
    }
    let all = "SELECT * FROM snapshots ORDER BY rowid";
    assert_eq!(
        rows(&library.snapshots.lock(), all),
        rows(&back.snapshots.lock(), all)
    );
    assert!(
        rows(
            &after,
            "SELECT 1 FROM library WHERE key IN ('importing', 'merging')"
        )
        .is_empty()
    );
}

#[test]
fn what_is_damaged_is_named_and_the_others_come() {
    let library = Library::passing().unwrap();
    samples::keep(&library, noon()).unwrap();
    let headline = |library: &Library| {
        let look = library.look().unwrap();
        rows(&look, "SELECT headline FROM stories WHERE id = 1")
    };
    let topic = library.topics().make("The talks", noon()).unwrap();
    let section = library
        .topics()
        .make_section(topic, "Day one", noon())
        .unwrap();
    collect(&library, &[StoryId(2), StoryId(3)], (topic, section));
    library
        .writer
        .lock()
        .conn()
        .execute_batch(
            "UPDATE texts SET packed = x'28b52ffd00' WHERE clipping = 1;
             INSERT INTO corrections (story, part, value, made_at) VALUES (2, 'kicker', '{', 0);",
        )
        .unwrap();
    let sha = {
        let snapshots = library.snapshots.lock();
        let sql = "UPDATE snapshots SET zstd = x'00' WHERE rowid = 2 RETURNING sha256";
        snapshots
            .query_row(sql, [], |row| row.get::<_, String>(0))
            .unwrap()
    };
    library
        .writer
        .lock()
        .conn()
        .execute_batch(
            "UPDATE editions SET document = x'00' WHERE correction = 1;
             UPDATE collected SET chosen = '{' WHERE kind = 6;
             UPDATE sources SET topic_section = 4711, section = 4711;",
        )
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    let on = |_| ControlFlow::Continue(());
    let told = library.export(folder.path(), noon(), &on).unwrap();
    let named = told.damaged.join("\n");
    assert_eq!(told.damaged_count, 5, "{named}");
    for what in [
        "No. 1.1 of “Letter”",
        "of collection 1 is damaged",
        "clipping 1 of story 1",
        "the kicker of story 2",
        sha.as_str(),
    ] {
        assert!(named.contains(what), "{named}");
    }
    let back = Library::passing().unwrap();
    let taken = back.take_in_export(folder.path(), noon(), &on).unwrap();
    assert_eq!((taken.stories, taken.damaged_count), (told.stories, 5));
    let letter = back.collections().find("Letter").unwrap();
    let letter = back.collections().get(letter).unwrap();
    assert_eq!((letter.editions.len(), letter.sources.len()), (1, 0));
    assert_eq!(letter.items.len(), 4);
    assert_eq!(headline(&back), headline(&library));
    assert!(back.stories().get(StoryId(1)).is_err());
    assert!(back.stories().get(StoryId(2)).is_ok());
}
