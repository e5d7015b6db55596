//! Stories of our own invention, any number of them, each made from its number alone: nothing is held,
//! a copy of an earlier story is that story made again, and all processes see the same corpus.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::chance::{Chance, Zipf};
use crate::tongue::{Subject, Tongue};
use crate::words::capital;

/// How many outlets there are. The last of them write in other languages than English.
const OUTLETS: usize = 2_000;
const UKRAINIAN_OUTLETS: usize = 60;
const GERMAN_OUTLETS: usize = 40;
const CHINESE_OUTLETS: usize = 20;
const AGENCIES: usize = 40;
const TAGS: usize = 5_000;
const TOPICS: usize = 300;
const WRITERS: usize = 20_000;

/// The first second of the ten years, and how many weeks they have.
const BEGINNING: i64 = 1_430_697_600; // Monday, 4 May 2015
const WEEKS: f64 = 522.0;

/// How much of a week's news comes on each day from Monday.
const DAYS: [f64; 7] = [0.165, 0.17, 0.17, 0.165, 0.155, 0.085, 0.09];

/// The median of the bodies' bytes, and how far they spread: a mean of 4,056, as in real news.
const MIDDLE: f64 = 3_350.0;
const SPREAD: f64 = 0.6;

/// A corpus: all that its stories have in common.
#[derive(Debug)]
pub(crate) struct Corpus {
    pub(crate) seed: u64,
    /// How many stories the ten years have; later numbers follow them at the same pace.
    pub(crate) stories: u64,
    pub(crate) outlets: Vec<String>,
    pub(crate) agencies: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) topics: Vec<RunningFile>,
    english: Tongue,
    ukrainian: Tongue,
    german: Tongue,
    chinese: Tongue,
    outlet_shares: Zipf,
    other_shares: Zipf,
    agency_shares: Zipf,
    pub(crate) tag_shares: Zipf,
    topic_shares: Zipf,
    writers: Zipf,
}

/// A topic: its name, and its sections'.
#[derive(Debug)]
pub(crate) struct RunningFile {
    pub(crate) name: String,
    pub(crate) sections: Vec<String>,
}

/// A story, before it is anybody's page.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// From 1, in the order of clipping.
    pub(crate) number: u64,
    pub(crate) address: String,
    pub(crate) headline: String,
    pub(crate) standfirst: Option<String>,
    pub(crate) byline: Vec<String>,
    pub(crate) outlet: String,
    pub(crate) agency: Option<String>,
    pub(crate) published: Option<Dated>,
    pub(crate) language: &'static str,
    /// Paragraphs, one a line.
    pub(crate) body: String,
    pub(crate) clipped_at: DateTime<Utc>,
    /// Tags, topics with a section each: by their places in the corpus.
    pub(crate) tags: Vec<usize>,
    pub(crate) topics: Vec<(usize, Option<usize>)>,
    pub(crate) read: bool,
    pub(crate) starred: bool,
    pub(crate) done: bool,
    pub(crate) spiked: bool,
}

/// A day, or a moment.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Dated {
    Day(DateTime<Utc>),
    Moment(DateTime<Utc>),
}

impl Corpus {
    pub(crate) fn new(seed: u64, stories: u64) -> Corpus {
        let english = Tongue::english(seed);
        let mut chance = Chance::of(seed, 11, 0);
        let mut taken = HashSet::new();
        let mut name = |chance: &mut Chance, kind: Name| loop {
            let word =
                |chance: &mut Chance| english.words.at(chance.within(400, 30_000)).to_owned();
            let made = kind.of(word(chance), word(chance), chance);
            if taken.insert(made.to_lowercase()) {
                return made;
            }
        };
        let mut names = |count, kind: Name| -> Vec<String> {
            (0..count).map(|_| name(&mut chance, kind)).collect()
        };
        let outlets = names(OUTLETS, Name::Outlet);
        let agencies = names(AGENCIES, Name::Agency);
        let tags = names(TAGS, Name::Tag);
        let topics = names(TOPICS, Name::Topic).into_iter().enumerate();
        let topics = topics.map(|(place, name)| RunningFile {
            name,
            sections: SECTIONS
                .iter()
                .take(place % 6)
                .map(|&name| name.to_owned())
                .collect(),
        });
        let topics = topics.collect();
        Corpus {
            seed,
            stories,
            outlets,
            agencies,
            tags,
            topics,
            ukrainian: Tongue::ukrainian(seed),
            german: Tongue::german(seed),
            chinese: Tongue::chinese(seed),
            english,
            outlet_shares: Zipf::new(OUTLETS - OTHERS, 1.0, 2.0),
            other_shares: Zipf::new(CHINESE_OUTLETS, 1.0, 2.0),
            agency_shares: Zipf::new(AGENCIES, 1.0, 1.0),
            tag_shares: Zipf::new(TAGS, 1.0, 3.0),
            topic_shares: Zipf::new(TOPICS, 1.0, 3.0),
            writers: Zipf::new(WRITERS, 1.0, 10.0),
        }
    }

    /// The languages.
    pub(crate) fn english(&self) -> &Tongue {
        &self.english
    }

    /// A story, by its number from 1.
    pub(crate) fn story(&self, number: u64) -> Made {
        let mut chance = Chance::of(self.seed, 12, number);
        let source = self.source(number);
        let (tongue, first, many) = self.tongue(source);
        let outlet = match first {
            0 => self.outlet_shares.draw(&mut chance),
            first => first + self.other_shares.draw(&mut chance) * many / CHINESE_OUTLETS,
        };
        let (subject, body) = body(tongue, &mut Chance::of(self.seed, 13, source));
        let mut headline = String::new();
        let length = chance.within(6, 12);
        tongue.sentence(&mut headline, length, 0.6, &subject, &mut chance);
        let standfirst = chance.happens(0.6).then(|| {
            let mut line = String::new();
            tongue.paragraph(&mut line, 60, &subject, &mut chance);
            line
        });
        let writers = usize::from(chance.happens(0.8)) + usize::from(chance.happens(0.1));
        let byline = (0..writers)
            .map(|_| tongue.person(9, self.writers.draw(&mut chance)))
            .collect();
        let agency = chance
            .happens(0.15)
            .then(|| self.agency_shares.draw(&mut chance));
        let (clipped_at, published) = self.times(number, &mut chance);
        let topics = match chance.fraction() {
            luck if luck < 0.1 => 2,
            luck if luck < 0.7 => 1,
            _ => 0,
        };
        let mut placings: Vec<(usize, Option<usize>)> = Vec::new();
        for _ in 0..topics {
            let topic = self.topic_shares.draw(&mut chance);
            let sections = self
                .topics
                .get(topic)
                .map_or(0, |topic| topic.sections.len());
            let section = chance.below(sections + 1).checked_sub(1);
            if placings.iter().all(|(other, _)| *other != topic) {
                placings.push((topic, section));
            }
        }
        let mut tags: Vec<usize> = (0..chance.below(6))
            .map(|_| self.tag_shares.draw(&mut chance))
            .collect();
        tags.sort_unstable();
        tags.dedup();
        Made {
            number,
            address: format!(
                "https://www.outlet-{outlet}.example/{}/story-{number}",
                clipped_at.format("%Y/%m")
            ),
            headline,
            standfirst,
            byline,
            outlet: self.outlets.get(outlet).cloned().unwrap_or_default(),
            agency: agency.and_then(|agency| self.agencies.get(agency).cloned()),
            published,
            language: tongue.tag,
            body,
            clipped_at,
            tags,
            topics: placings,
            read: chance.happens(0.5),
            starred: chance.happens(0.03),
            done: chance.happens(0.6),
            spiked: chance.happens(0.02),
        }
    }

    /// The story whose body a story has: its own, or, of one in ten, that of one shortly before.
    fn source(&self, number: u64) -> u64 {
        let mut chance = Chance::of(self.seed, 14, number);
        let back = 1 + chance.exponential(300.0) as u64;
        match number.checked_sub(back) {
            Some(earlier) if earlier > 0 && chance.happens(0.1) => self.source(earlier),
            _ => number,
        }
    }

    /// A body's language, and the first and the number of the outlets that write it.
    fn tongue(&self, source: u64) -> (&Tongue, usize, usize) {
        let english = OUTLETS - OTHERS;
        match Chance::of(self.seed, 15, source).fraction() {
            luck if luck < 0.03 => (&self.ukrainian, english, UKRAINIAN_OUTLETS),
            luck if luck < 0.05 => (&self.german, english + UKRAINIAN_OUTLETS, GERMAN_OUTLETS),
            luck if luck < 0.06 => (&self.chinese, OUTLETS - CHINESE_OUTLETS, CHINESE_OUTLETS),
            _ => (&self.english, 0, english),
        }
    }

    /// When a story is clipped, in the order of its number; and when it was published.
    fn times(&self, number: u64, chance: &mut Chance) -> (DateTime<Utc>, Option<Dated>) {
        let weeks = number as f64 / self.stories.max(1) as f64 * WEEKS;
        let (mut day, mut left) = (0, weeks.fract());
        while let Some(share) = DAYS.get(day).filter(|share| left >= **share && day < 6) {
            left -= share;
            day += 1;
        }
        let through = (left / DAYS.get(day).copied().unwrap_or(1.0)).clamp(0.0, 1.0);
        // From six in the morning to eleven at night.
        let hours = 24.0 * (weeks.trunc() * 7.0 + day as f64) + 6.0 + 17.0 * through;
        let clipped = DateTime::from_timestamp(BEGINNING, 0).unwrap_or_default()
            + TimeDelta::seconds((hours * 3_600.0) as i64);
        let age = match chance.happens(0.9) {
            true => chance.exponential(12.0),
            false => chance.exponential(24.0 * 90.0),
        };
        let published = clipped - TimeDelta::seconds((age * 3_600.0) as i64);
        let published = match chance.fraction() {
            luck if luck < 0.05 => None,
            luck if luck < 0.3 => Some(Dated::Day(published)),
            _ => Some(Dated::Moment(published)),
        };
        (clipped, published)
    }
}

/// The outlets that do not write in English.
const OTHERS: usize = UKRAINIAN_OUTLETS + GERMAN_OUTLETS + CHINESE_OUTLETS;

/// What sections are called, in every topic that has any.
const SECTIONS: [&str; 5] = ["Background", "Latest", "Reaction", "Opinion", "Abroad"];

fn body<'t>(tongue: &'t Tongue, chance: &mut Chance) -> (Subject<'t>, String) {
    let subject = tongue.subject(chance);
    let bytes = chance.log_normal(MIDDLE, SPREAD).clamp(600.0, 20_000.0) as usize;
    let paragraphs = (bytes / 400).clamp(5, 15);
    let mut text = String::with_capacity(bytes + 512);
    for place in 0..paragraphs {
        if place > 0 {
            text.push('\n');
        }
        let rest = bytes.saturating_sub(text.len()) / (paragraphs - place);
        // A paragraph ends with its last sentence, which is half over on the average.
        tongue.paragraph(&mut text, rest.saturating_sub(60), &subject, chance);
    }
    (subject, text)
}

/// What a name is made for.
#[derive(Debug, Clone, Copy)]
enum Name {
    Outlet,
    Agency,
    Tag,
    Topic,
}

impl Name {
    fn of(self, one: String, other: String, chance: &mut Chance) -> String {
        const PAPERS: [&str; 8] = [
            "Courier", "Herald", "Gazette", "Tribune", "Observer", "Post", "Review", "Dispatch",
        ];
        match self {
            Name::Outlet => {
                let paper = chance.pick(&PAPERS).unwrap_or_default();
                format!("{} {paper}", capital(&one))
            }
            Name::Agency => format!("{} News Agency", capital(&one)),
            Name::Tag if chance.happens(0.3) => format!("{} {}", capital(&one), capital(&other)),
            Name::Tag => one,
            Name::Topic => format!("{} {other}", capital(&one)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corpus_has_the_shares_that_it_is_meant_to_have() {
        let corpus = Corpus::new(1, 4_000);
        let all: Vec<Made> = (1..=4_000).map(|number| corpus.story(number)).collect();
        let share = |has: fn(&Made) -> bool| {
            all.iter().filter(|made| has(made)).count() as f64 / all.len() as f64
        };
        let near = |got: f64, wanted: f64| assert!((got - wanted).abs() < 0.03, "{got}, {wanted}");
        near(share(|made| made.standfirst.is_some()), 0.6);
        near(share(|made| made.read), 0.5);
        near(share(|made| made.published.is_none()), 0.05);
        near(share(|made| made.language == "uk"), 0.03);
        near(share(|made| !made.topics.is_empty()), 0.7);
        let bytes: usize = all.iter().map(|made| made.body.len()).sum();
        let mean = bytes / all.len();
        assert!((3_850..4_300).contains(&mean), "{mean}");
        let bodies: HashSet<&str> = all.iter().map(|made| made.body.as_str()).collect();
        near(bodies.len() as f64 / all.len() as f64, 0.9);
        let addresses: HashSet<&str> = all.iter().map(|made| made.address.as_str()).collect();
        assert_eq!(addresses.len(), all.len());
        assert!(all.is_sorted_by_key(|made| made.clipped_at));
    }

    #[test]
    fn a_story_is_the_same_whoever_makes_it() {
        let (one, other) = (Corpus::new(7, 100), Corpus::new(7, 100));
        assert_eq!(one.story(55).body, other.story(55).body);
        assert_ne!(one.story(55).body, Corpus::new(8, 100).story(55).body);
    }
}
