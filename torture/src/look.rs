//! A look at a library: is all there that was promised, as it was promised?

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use fastrand::Rng;
use newsroom::job::Fate;
use newsroom::shelf::{Query, Row, Shelf as Which, Sort};
use newsroom::story::{Story, StoryId};
use newsroom::{Library, Result};

use crate::ledger::{Ledger, Told};
use crate::paper::{self, Shelf};

/// What went wrong in an experiment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The library does not open, contradicts itself, holds what nobody put there, or panicked.
    Corrupt(String),
    /// Something that was promised is not there, or is not as it was promised.
    Lost(String),
    /// A refusal is not one sentence that says what is the matter.
    Sentence(String),
}

impl Trouble {
    /// What it is, in words.
    pub(crate) fn words(&self) -> String {
        match self {
            Trouble::Corrupt(what) => format!("corrupt: {what}"),
            Trouble::Lost(what) => format!("lost: {what}"),
            Trouble::Sentence(what) => format!("sentence: {what}"),
        }
    }
}

/// The troubles of one look.
pub(crate) type Troubles = Vec<Trouble>;

/// Looks at the library in a folder. It may be as any of the ledgers says, but as one of them: answers
/// that one, or the troubles with the one that comes nearest.
pub(crate) fn look(
    folder: &Path,
    possible: &[Ledger],
    shelf: &mut Shelf,
    chance: &mut Rng,
) -> Result<Ledger, Troubles> {
    let looked = catch_unwind(AssertUnwindSafe(|| -> Result<Ledger, Troubles> {
        let library = Library::open(folder)
            .map_err(|error| vec![Trouble::Corrupt(format!("it does not open: {error}"))])?;
        let mut fewest: Option<Troubles> = None;
        for ledger in possible {
            let troubles = match compare(&library, ledger, shelf) {
                Ok(troubles) => troubles,
                Err(error) => vec![Trouble::Corrupt(format!("it cannot be read: {error}"))],
            };
            if troubles.is_empty() {
                clip_again(&library, ledger, shelf, chance)?;
                return Ok(ledger.clone());
            }
            if fewest
                .as_ref()
                .is_none_or(|known| troubles.len() < known.len())
            {
                fewest = Some(troubles);
            }
        }
        Err(fewest.unwrap_or_default())
    }));
    looked.unwrap_or_else(|_| Err(vec![Trouble::Corrupt("the newsroom panicked".to_owned())]))
}

/// All rows of a list.
pub(crate) fn rows(library: &Library, shelf: &Which) -> Result<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let page = library.stories().list(&Query {
            after: rows.last().map(|row| row.id),
            limit: 200,
            ..Query::of(shelf.clone(), Sort::Clipped)
        })?;
        rows.extend(page.rows);
        if !page.more {
            return Ok(rows);
        }
    }
}

/// Compares a library with what it promised.
pub(crate) fn compare(library: &Library, ledger: &Ledger, shelf: &mut Shelf) -> Result<Troubles> {
    let mut troubles = Vec::new();
    let mut stories: BTreeMap<u32, Story> = BTreeMap::new();
    let shelves = library.stories().shelves(paper::moment(0))?;
    for (which, counted) in [(Which::All, shelves.all), (Which::Spiked, shelves.spiked)] {
        let rows = rows(library, &which)?;
        if rows.len() as u64 != counted {
            let found = rows.len();
            troubles.push(Trouble::Corrupt(format!(
                "{which:?} counts {counted}, lists {found}"
            )));
        }
        for row in rows {
            let story = library.stories().get(row.id)?;
            if row.headline != story.headline.value || row.tags != story.tags {
                let id = story.id;
                troubles.push(Trouble::Corrupt(format!(
                    "the row of {id:?} is not its story"
                )));
            }
            let number = story.address.as_ref().and_then(paper::number);
            let known = number.filter(|number| ledger.told(*number).is_some());
            let Some(number) = known else {
                troubles.push(Trouble::Corrupt(format!(
                    "story {:?} at {:?} is there, and nobody clipped it",
                    story.id, story.address
                )));
                continue;
            };
            if stories.insert(number, story).is_some() {
                troubles.push(Trouble::Corrupt(format!("story {number} is there twice")));
            }
        }
    }
    for number in ledger.numbers() {
        match stories.get(&number) {
            Some(story) => troubles.extend(compare_story(library, story, number, ledger, shelf)?),
            None => troubles.push(Trouble::Lost(format!("story {number} is gone"))),
        }
    }
    let topics = library.topics().all()?.into_iter().map(|topic| topic.name);
    let topics: BTreeSet<String> = topics.collect();
    if topics != *ledger.topics() {
        let promised = ledger.topics();
        troubles.push(Trouble::Lost(format!(
            "the topics are {topics:?}; promised: {promised:?}"
        )));
    }
    if troubles.is_empty() {
        troubles.extend(search(library, ledger, &stories)?);
    }
    Ok(troubles)
}

fn compare_story(
    library: &Library,
    story: &Story,
    number: u32,
    ledger: &Ledger,
    shelf: &mut Shelf,
) -> Result<Troubles> {
    let mut troubles = Vec::new();
    let mut lost = |what: &str| troubles.push(Trouble::Lost(format!("story {number}: {what}")));
    let versions = ledger.versions(number);
    if story.versions != versions {
        lost(&format!(
            "{} of {versions} versions are there",
            story.versions
        ));
    }
    let latest = match versions {
        0 => None,
        versions => Some(shelf.expected(number, versions - 1)?),
    };
    if let Some(told) = ledger.told(number) {
        for what in contradictions(story, told) {
            lost(&what);
        }
        let ours = told.headline.as_ref();
        let said = latest
            .as_ref()
            .and_then(|page| page.clipping.headline.as_ref());
        let wanted = ours.or(said.map(|said| &said.value));
        if wanted.is_some_and(|wanted| story.headline.value != *wanted) {
            lost("its headline is not what was promised");
        }
    }
    if let Some(page) = latest {
        if story.body.value != page.clipping.body {
            lost("its text is not what was clipped");
        }
        if story
            .snapshot
            .as_ref()
            .is_none_or(|snapshot| snapshot.sha256 != page.sha256)
        {
            lost("it names other evidence");
        }
    }
    for version in 0..versions {
        let page = shelf.expected(number, version)?;
        match library.snapshot(&page.sha256) {
            Ok(bytes) if bytes == page.bytes => {}
            Ok(_) => lost("a snapshot is not what was received"),
            Err(error) => lost(&format!("a snapshot: {error}")),
        }
    }
    if ledger.is_pictured(number) {
        let kept = story
            .pictures
            .iter()
            .find_map(|picture| picture.kept.as_ref());
        match kept.map(|kept| library.picture_folder().read(&kept.file())) {
            Some(Ok((_, bytes))) if bytes == paper::picture(number) => {}
            Some(Ok(_)) => lost("its picture is not what was kept"),
            Some(Err(error)) => lost(&format!("its picture: {error}")),
            None => lost("its picture is forgotten"),
        }
    }
    Ok(troubles)
}

fn contradictions(story: &Story, told: &Told) -> Vec<String> {
    let mut found = Vec::new();
    let marks = story.marks;
    if (marks.spiked, marks.starred, marks.read) != (told.spiked, told.starred, told.starred) {
        found.push(format!("its marks are {marks:?}; promised: {told:?}"));
    }
    let tags: BTreeSet<String> = story.tags.iter().cloned().collect();
    if tags != told.tags {
        found.push(format!("its tags are {tags:?}; promised: {:?}", told.tags));
    }
    let topics = story.placings.iter().map(|placing| placing.name.clone());
    let topics: BTreeSet<String> = topics.collect();
    if topics != told.topics {
        found.push(format!(
            "its topics are {topics:?}; promised: {:?}",
            told.topics
        ));
    }
    found
}

/// Whether the stories are found by a word of theirs: the latest eight, which an index may not know
/// yet, and eight others.
fn search(library: &Library, ledger: &Ledger, stories: &BTreeMap<u32, Story>) -> Result<Troubles> {
    let mut troubles = Vec::new();
    let clipped: Vec<_> = stories
        .iter()
        .filter(|(number, story)| ledger.versions(**number) > 0 && !story.marks.spiked)
        .collect();
    let every = (clipped.len() / 8).max(1);
    let some = clipped
        .iter()
        .step_by(every)
        .chain(clipped.iter().rev().take(8));
    for (number, story) in some {
        let found = library.stories().list(&Query {
            words: Some(paper::word(**number)),
            limit: 10,
            ..Query::of(Which::All, Sort::Best)
        })?;
        let found: Vec<StoryId> = found.rows.iter().map(|row| row.id).collect();
        if found != [story.id] {
            troubles.push(Trouble::Lost(format!(
                "story {number} is {:?}; the search for its word answers {found:?}",
                story.id
            )));
        }
    }
    Ok(troubles)
}

/// Clips a few stories again: their addresses are known, and nothing may come of it.
fn clip_again(
    library: &Library,
    ledger: &Ledger,
    shelf: &mut Shelf,
    chance: &mut Rng,
) -> Result<(), Troubles> {
    let in_view = |number: &u32| ledger.told(*number).is_some_and(|told| !told.spiked);
    let clipped = ledger
        .numbers()
        .filter(|number| ledger.versions(*number) > 0);
    for number in chance.choose_multiple(clipped.filter(in_view), 3) {
        let mut again = || -> Result<Fate> {
            let version = ledger.versions(number) - 1;
            let page = paper::page(number, version)?;
            let expected = shelf.expected(number, version)?;
            let filed =
                library
                    .stories()
                    .file(&page, &expected.clipping, paper::moment(u32::MAX))?;
            Ok(filed.fate)
        };
        match again() {
            Ok(Fate::Already) => {}
            Ok(fate) => {
                let what = format!("story {number}, clipped again, is {fate:?}");
                return Err(vec![Trouble::Lost(what)]);
            }
            Err(error) => {
                let what = format!("story {number} cannot be clipped again: {error}");
                return Err(vec![Trouble::Corrupt(what)]);
            }
        }
    }
    Ok(())
}
