//! The desk's library, as the bench asks it: the only file here that calls the newsroom.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use anyhow::Result;
use chrono::{DateTime, Utc};
use newsroom::clipping::{Block, Clipping, Evidence, Part, Published, Run};
use newsroom::page::{Form, How};
use newsroom::shelf::{Query, Rows, Shelf, Sort};
use newsroom::story::{Mark, StoryId};
use newsroom::topic::{SectionId, TopicId};
use newsroom::{Address, Library, Page};

use crate::ask::{Answers, Order, PAGE, Want, Words};
use crate::corpus::{Corpus, Dated, Made};

/// Where the library lies in the folder of the bench.
pub(crate) const FOLDER: &str = "library";

/// The library, open.
#[derive(Debug)]
pub(crate) struct Desk {
    library: Library,
    /// Later than all that the corpus holds: the bench reads no clock.
    now: DateTime<Utc>,
}

/// A story on its way in.
#[derive(Debug)]
pub(crate) struct Arrival {
    page: Page,
    clipping: Clipping,
    at: DateTime<Utc>,
    tags: Vec<String>,
    /// Topics, with a section each.
    topics: Vec<(String, Option<String>)>,
    marks: Vec<Mark>,
    spiked: bool,
}

impl Desk {
    /// Opens the library in the bench's folder, and makes one there if there is none.
    pub(crate) fn open(folder: &Path) -> Result<Desk> {
        let library = Library::open(&folder.join(FOLDER))?;
        let now = DateTime::from_timestamp(2_000_000_000, 0).unwrap_or_default();
        Ok(Desk { library, now })
    }

    /// Files stories as they come, in the order of their numbers.
    pub(crate) fn import(&self, arrivals: impl Iterator<Item = Arrival>) -> Result<()> {
        let mut places = HashMap::new();
        for arrival in arrivals {
            let story = [self.file(&arrival)?];
            if !arrival.tags.is_empty() {
                self.library
                    .tags()
                    .tag(&story, &arrival.tags, &[], arrival.at)?;
            }
            for (topic, section) in &arrival.topics {
                let key = (topic.clone(), section.clone());
                let (topic, section) = match places.get(&key) {
                    Some(known) => *known,
                    None => *places
                        .entry(key)
                        .or_insert(self.place(topic, section.as_deref())?),
                };
                self.library
                    .topics()
                    .gather(&story, topic, section, arrival.at)?;
            }
            if !arrival.marks.is_empty() {
                self.library
                    .stories()
                    .mark(&story, &arrival.marks, arrival.at)?;
            }
            if arrival.spiked {
                self.library.stories().spike(&story, arrival.at)?;
            }
        }
        Ok(())
    }

    /// Waits until the search index holds all that the library does.
    pub(crate) fn settle(&self) -> Result<()> {
        Ok(())
    }

    fn file(&self, arrival: &Arrival) -> Result<StoryId> {
        let Arrival {
            page, clipping, at, ..
        } = arrival;
        Ok(self.library.stories().file(page, clipping, *at)?.story)
    }

    fn place(&self, topic: &str, section: Option<&str>) -> Result<(TopicId, Option<SectionId>)> {
        let topics = self.library.topics();
        let topic = topics.make(topic, self.now)?;
        let section = section
            .map(|name| topics.make_section(topic, name, self.now))
            .transpose()?;
        Ok((topic, section))
    }

    /// What the library can be asked for; `None` where it cannot yet: an outlet, two tags, a filter
    /// beside a tag or a topic that is not `unread` or words.
    fn query(&self, want: &Want) -> Result<Option<Query>> {
        let shelf = match (want.tags.as_slice(), &want.outlet, &want.topic) {
            ([], None, None) => Shelf::All,
            ([tag], None, None) => Shelf::Tag { tag: tag.clone() },
            ([], None, Some(topic)) => Shelf::Topic {
                topic: self.library.topics().find(topic)?,
            },
            _ => return Ok(None),
        };
        Ok(Some(Query {
            shelf,
            unread_only: want.unread,
            words: want.words.as_ref().map(typed),
            sort: match want.order {
                Order::Published => Sort::Published,
                Order::Best => Sort::Best,
                Order::Topic => return Ok(None),
            },
            after: want.after.map(story).transpose()?,
            limit: PAGE,
        }))
    }
}

impl Answers for Desk {
    type Rows = Rows;

    fn list(&self, want: &Want) -> Result<Option<Rows>> {
        let query = self.query(want)?;
        Ok(query
            .map(|query| self.library.stories().list(&query))
            .transpose()?)
    }

    fn numbers(&self, rows: &Rows) -> Result<Vec<u64>> {
        rows.rows.iter().map(|row| number(row.id)).collect()
    }

    fn facets(&self, _want: &Want) -> Result<Option<usize>> {
        Ok(None)
    }

    fn open(&self, number: u64) -> Result<usize> {
        let story = self.library.stories().get(story(number)?)?;
        Ok(story.body_markdown.len())
    }

    fn sidebar(&self) -> Result<usize> {
        let shelves = self.library.stories().shelves(self.now)?;
        Ok(shelves.tags.len() + shelves.topics.len())
    }

    fn clip(&self, made: &Made) -> Result<()> {
        self.file(&arrival(None, made)?).map(drop)
    }

    fn read(&self, number: u64) -> Result<()> {
        self.library
            .stories()
            .mark(&[story(number)?], &[Mark::Read], self.now)?;
        Ok(())
    }

    fn tag(&self, from: u64, count: u64, tag: &str) -> Result<()> {
        let tag = [tag.to_owned()];
        self.library
            .tags()
            .tag(&stories(from, count)?, &tag, &[], self.now)?;
        Ok(())
    }

    fn star(&self, from: u64, count: u64) -> Result<()> {
        let stories = stories(from, count)?;
        self.library
            .stories()
            .mark(&stories, &[Mark::Starred], self.now)?;
        Ok(())
    }

    fn undo(&self) -> Result<Option<()>> {
        Ok(self.library.acts().undo()?.map(drop))
    }
}

/// Imports in the background of whatever else this process asks of the library.
pub(crate) fn import_beside(
    folder: PathBuf,
    arrivals: impl Iterator<Item = Arrival> + Send + 'static,
) -> JoinHandle<Result<()>> {
    thread::spawn(move || Desk::open(&folder)?.import(arrivals))
}

/// A made story as the library takes it; its tags and topics only if the corpus is given.
pub(crate) fn arrival(corpus: Option<&Corpus>, made: &Made) -> Result<Arrival> {
    let address = Address::read(&made.address)?;
    let tags = made.tags.iter();
    let tags = tags
        .filter_map(|tag| corpus?.tags.get(*tag).cloned())
        .collect();
    let topics = made.topics.iter().filter_map(|(topic, section)| {
        let topic = corpus?.topics.get(*topic)?;
        let section = section.and_then(|section| topic.sections.get(section).cloned());
        Some((topic.name.clone(), section))
    });
    let marks = [
        (made.read, Mark::Read),
        (made.starred, Mark::Starred),
        (made.done, Mark::Done),
    ];
    let marks = marks
        .into_iter()
        .filter_map(|(is, mark)| (is && corpus.is_some()).then_some(mark));
    Ok(Arrival {
        page: Page {
            address: Some(address.clone()),
            bytes: html(made).into_bytes(),
            form: Form::Html,
            charset: Some("utf-8".to_owned()),
            seen_at: made.clipped_at,
            how: How::Fetched,
        },
        clipping: clipping(made, address),
        at: made.clipped_at,
        tags,
        topics: topics.collect(),
        marks: marks.collect(),
        spiked: made.spiked && corpus.is_some(),
    })
}

fn clipping(made: &Made, address: Address) -> Clipping {
    let paragraph = |line: &str| Block::Paragraph {
        text: vec![Run {
            text: line.to_owned(),
            ..Run::default()
        }],
    };
    Clipping {
        address: Some(address),
        headline: Some(part(made.headline.clone())),
        standfirst: made.standfirst.clone().map(part),
        byline: (!made.byline.is_empty()).then(|| part(made.byline.clone())),
        credited: (!made.byline.is_empty()).then(|| part(made.byline.clone())),
        outlet: Some(part(made.outlet.clone())),
        agency: made.agency.clone().map(part),
        published: made.published.map(|published| {
            part(match published {
                Dated::Day(moment) => Published::Day(moment.date_naive()),
                Dated::Moment(moment) => Published::Moment(moment.fixed_offset()),
            })
        }),
        language: Some(part(made.language.to_owned())),
        body: made.body.lines().map(paragraph).collect(),
        ..Clipping::default()
    }
}

fn part<T>(value: T) -> Part<T> {
    Part {
        value,
        evidence: Evidence::JsonLd,
    }
}

/// The page that such a story would have come from, without what stands around stories elsewhere.
fn html(made: &Made) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><title>{}</title>\n<link rel=\"canonical\" \
         href=\"{}\"></head>\n<body><article><h1>{}</h1>\n",
        made.language, made.headline, made.address, made.headline
    );
    for line in made
        .standfirst
        .iter()
        .map(String::as_str)
        .chain(made.body.lines())
    {
        page.push_str("<p>");
        page.push_str(line);
        page.push_str("</p>\n");
    }
    page.push_str("</article></body></html>\n");
    page
}

/// Words as a person types them. Today the last word is taken as a beginning unless it is quoted.
fn typed(words: &Words) -> String {
    let line = words.words.join(" ");
    match (words.phrase, words.open, words.words.split_last()) {
        (true, _, _) => format!("\"{line}\""),
        (false, false, Some((last, rest))) => format!("{} \"{last}\"", rest.join(" ")),
        _ => line,
    }
}

/// The story of a number: they are numbered as they are filed, from 1.
fn story(number: u64) -> Result<StoryId> {
    Ok(serde_json::from_value(number.into())?)
}

fn stories(from: u64, count: u64) -> Result<Vec<StoryId>> {
    (from..from + count).map(story).collect()
}

fn number(story: StoryId) -> Result<u64> {
    Ok(serde_json::from_value(serde_json::to_value(story)?)?)
}
