//! The desk's library, as the bench asks it: the only file here that calls the newsroom.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use anyhow::{Result, bail};
use chrono::{DateTime, Utc};
use newsroom::clipping::{Block, Clipping, Evidence, Part, Published, Run};
pub(crate) use newsroom::library::Arrival;
use newsroom::page::{Form, How};
use newsroom::search::{Asked, Filter};
use newsroom::shelf::{Query, Rows, Shelf, Sort};
use newsroom::story::{Mark, StoryId};
use newsroom::{Address, Library, Page, library};

use crate::ask::{Answers, Order, PAGE, Want, Words};
use crate::corpus::{Corpus, Dated, Made};

/// As many stories as the index takes in at once; of fewer it would make small parts, to be merged later.
const MANY: u64 = 10_000;

/// Where the library lies in the folder of the bench.
pub(crate) const FOLDER: &str = "library";

/// The library, open.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    library: Arc<Library>,
    /// Later than all that the corpus holds: the bench reads no clock.
    now: DateTime<Utc>,
}

impl Desk {
    /// Opens the library in the bench's folder, and makes one there if there is none.
    pub(crate) fn open(folder: &Path) -> Result<Desk> {
        let library = Arc::new(Library::open(&folder.join(FOLDER))?);
        let now = DateTime::from_timestamp(2_000_000_000, 0).unwrap_or_default();
        Ok(Desk { library, now })
    }

    /// As a desk that has been open for a moment: what it reads in the background is read.
    pub(crate) fn warm(self) -> Result<Desk> {
        self.library.warm()?;
        Ok(self)
    }

    /// Files stories as they come, in the order of their numbers, while the search index is fed with them;
    /// answers when it holds them all. Of those that fill an empty library, the spiked
    /// ones go to the bin after that.
    pub(crate) fn import(&self, arrivals: impl Iterator<Item = (Arrival, bool)>) -> Result<()> {
        let (told, heard) = channel();
        thread::scope(|scope| {
            let feeder = scope.spawn(move || -> Result<()> {
                library::stand_back();
                for () in heard {
                    if self.library.waiting_for_index()? >= MANY {
                        self.feed()?;
                    }
                }
                self.settle()
            });
            let imported = self.take_in(arrivals, told);
            let fed = feeder.join();
            imported.and(fed.unwrap_or_else(|_| bail!("the feeding of the index panicked")))
        })
    }

    fn take_in(
        &self,
        arrivals: impl Iterator<Item = (Arrival, bool)>,
        heard: Sender<()>,
    ) -> Result<()> {
        let mut spiked = Vec::new();
        let mut come = 0;
        let last = self.last()?;
        let arrivals = arrivals.map(|(arrival, is_spiked)| {
            come += 1;
            if is_spiked && last == 0 {
                spiked.push(come);
            }
            arrival
        });
        let told = |_| match heard.send(()) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        self.library
            .take_in(arrivals, "the bench", self.now, told)?;
        let spiked: Vec<_> = spiked.into_iter().map(story).collect::<Result<_>>()?;
        if !spiked.is_empty() {
            self.library.stories().spike(&spiked, self.now)?;
        }
        Ok(())
    }

    /// The number of the story that was filed last.
    fn last(&self) -> Result<u64> {
        let query = Query::of(Shelf::All, Sort::Clipped);
        let rows = self.library.stories().list(&query)?.rows;
        rows.first().map_or(Ok(0), |row| number(row.id))
    }

    /// Waits until the search index holds all that the library does.
    pub(crate) fn settle(&self) -> Result<()> {
        self.feed()?;
        self.library.leave_index()?;
        Ok(())
    }

    fn feed(&self) -> Result<()> {
        self.library.feed_index(|_| ControlFlow::Continue(()))?;
        Ok(())
    }

    /// What the library is asked for.
    fn query(&self, want: &Want) -> Result<Query> {
        let shelf = match &want.topic {
            None => Shelf::All,
            Some(topic) => Shelf::Topic {
                topic: self.library.topics().find(topic)?,
            },
        };
        let mut filters: Vec<_> = want.tags.iter().cloned().map(Filter::Tagged).collect();
        filters.extend(want.outlet.clone().map(Filter::Outlet));
        let filters: Vec<_> = filters.into_iter().map(Asked::Filter).collect();
        Ok(Query {
            shelf,
            unread_only: want.unread,
            words: want.words.as_ref().map(typed),
            filter: (!filters.is_empty()).then_some(Asked::All(filters)),
            sort: match want.order {
                Order::Published => Sort::Published,
                Order::Best => Sort::Best,
                Order::Topic => Sort::Placed,
            },
            after: want.after.map(story).transpose()?,
            skip: 0,
            limit: PAGE,
        })
    }
}

impl Answers for Desk {
    type Rows = Rows;

    fn list(&self, want: &Want) -> Result<Option<Rows>> {
        let query = self.query(want)?;
        Ok(Some(self.library.stories().list(&query)?))
    }

    fn numbers(&self, rows: &Rows) -> Result<Vec<u64>> {
        rows.rows.iter().map(|row| number(row.id)).collect()
    }

    fn facets(&self, want: &Want) -> Result<Option<usize>> {
        /// As many of each kind as a pane shows.
        const MOST: usize = 50;
        let query = self.query(want)?;
        let facets = self.library.stories().facets(&query, MOST)?;
        Ok(Some(facets.outlets.len() + facets.tags.len()))
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
        let (arrival, _) = arrival(None, made)?;
        let Arrival { page, clipping, .. } = arrival;
        let now = page.seen_at;
        self.library.stories().file(&page, &clipping, now)?;
        Ok(())
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
    desk: &Desk,
    arrivals: impl Iterator<Item = (Arrival, bool)> + Send + 'static,
) -> JoinHandle<Result<()>> {
    let desk = desk.clone();
    thread::spawn(move || {
        library::stand_back();
        desk.import(arrivals)
    })
}

/// A made story as the library takes it; its tags and topics only if the corpus is given.
/// Whether it is spiked goes beside it.
pub(crate) fn arrival(corpus: Option<&Corpus>, made: &Made) -> Result<(Arrival, bool)> {
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
    let arrival = Arrival {
        page: Page {
            address: Some(address.clone()),
            bytes: html(made).into_bytes(),
            form: Form::Html,
            charset: Some("utf-8".to_owned()),
            seen_at: made.clipped_at,
            how: How::Fetched,
        },
        clipping: clipping(made, address),
        tags,
        topics: topics.collect(),
        marks: marks.collect(),
    };
    Ok((arrival, made.spiked && corpus.is_some()))
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

/// Words as a person types them. A blank after the last word says that it is whole.
fn typed(words: &Words) -> String {
    let line = words.words.join(" ");
    match (words.phrase, words.open) {
        (true, _) => format!("\"{line}\""),
        (false, false) => format!("{line} "),
        (false, true) => line,
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
