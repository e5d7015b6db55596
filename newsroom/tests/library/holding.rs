//! A small holding of our own stories, and a look at all of it.

use chrono::{DateTime, TimeDelta, Utc};
use newsroom::clipping::{Block, Evidence, Lead, Part, Run};
use newsroom::page::{Form, How};
use newsroom::shelf::{Query, Row, Shelf, Sort};
use newsroom::story::StoryId;
use newsroom::{Address, Clipping, Library, Page};

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// So many minutes after noon.
pub(crate) fn moments(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

pub(crate) fn library() -> Library {
    Library::passing().unwrap()
}

pub(crate) fn page(address: &str) -> Page {
    Page {
        address: Some(Address::read(address).unwrap()),
        bytes: address.as_bytes().to_vec(),
        form: Form::Html,
        charset: None,
        seen_at: noon(),
        how: How::Fetched,
    }
}

/// A clipping about a ferry, a little different for each name.
pub(crate) fn story_at(name: &str) -> Clipping {
    let text = vec![Run {
        text: format!("The ferry {name} left the quay an hour late."),
        ..Run::default()
    }];
    Clipping {
        headline: Some(Part {
            value: format!("Ferry {name} runs late"),
            evidence: Evidence::Markup,
        }),
        body: vec![Block::Paragraph { text }],
        ..Clipping::default()
    }
}

/// So many stories, clipped a minute apart.
pub(crate) fn edited(library: &Library, count: usize) -> Vec<StoryId> {
    let file = |number: usize| {
        let page = page(&format!("https://example.org/{number}"));
        let clipping = story_at(&number.to_string());
        library
            .stories()
            .file(&page, &clipping, moments(i64::try_from(number).unwrap()))
            .unwrap()
            .story
    };
    (0..count).map(file).collect()
}

pub(crate) fn list(library: &Library, shelf: Shelf) -> Vec<Row> {
    let query = Query {
        limit: 100,
        ..Query::of(shelf, Sort::Clipped)
    };
    library.stories().list(&query).unwrap().rows
}

pub(crate) fn seen(library: &Library, shelf: Shelf) -> Vec<StoryId> {
    list(library, shelf).iter().map(|row| row.id).collect()
}

/// Everything that a person can see of a library, in one text.
pub(crate) fn all_of(library: &Library) -> String {
    let mut shelves = library.stories().shelves(noon()).unwrap();
    (shelves.undo, shelves.redo) = (None, None);
    let mut all = format!("{shelves:#?}\n");
    for shelf in [Shelf::All, Shelf::Spiked] {
        for row in list(library, shelf) {
            all.push_str(&format!(
                "{row:?}\n{:?}\n",
                library.stories().get(row.id).unwrap()
            ));
            let margins = library.margins();
            all.push_str(&format!(
                "{:?} {:?} {:?}\n",
                margins.notes(row.id).unwrap(),
                margins.highlights(row.id).unwrap(),
                margins.quotes(row.id).unwrap()
            ));
        }
    }
    all.push_str(&format!("{:?}\n", library.tags().all().unwrap()));
    all.push_str(&format!("{:?}\n", library.searches().all().unwrap()));
    for topic in library.topics().all().unwrap() {
        all.push_str(&format!(
            "{:?}\n",
            library.topics().contents(topic.id).unwrap()
        ));
    }
    for words in ["ferry", "talks", "late"] {
        let query = Query {
            words: Some(words.to_owned()),
            limit: 100,
            ..Query::of(Shelf::All, Sort::Clipped)
        };
        let found = library.stories().list(&query).unwrap().rows;
        all.push_str(&format!(
            "{words}: {:?}\n",
            found.iter().map(|row| row.id).collect::<Vec<_>>()
        ));
    }
    all
}

pub(crate) fn found(text: &str) -> Option<Part<String>> {
    Some(Part {
        value: text.to_owned(),
        evidence: Evidence::Markup,
    })
}

pub(crate) fn lead(headline: &str, address: Option<&str>) -> Lead {
    Lead {
        headline: headline.to_owned(),
        summary: None,
        address: address.map(|address| Address::read(address).unwrap()),
        lists: vec!["Related".to_owned()],
    }
}

pub(crate) fn found_by(library: &Library, words: &str) -> Vec<StoryId> {
    let query = Query {
        words: Some(words.to_owned()),
        ..Query::of(Shelf::All, Sort::Best)
    };
    library
        .stories()
        .list(&query)
        .unwrap()
        .rows
        .iter()
        .map(|row| row.id)
        .collect()
}
