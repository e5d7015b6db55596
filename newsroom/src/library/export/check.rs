//! An export read once from end to end before anything of it is written: its hashes, its files, and
//! every line.

mod collected;
mod history;

use std::collections::{HashMap, HashSet};

use chrono::DateTime;
use roaring::RoaringTreemap;
use serde::de::DeserializeOwned;

use super::evidence::{self, is_hash};
use super::folder::{Folder, Lines};
use super::lines::{
    ClippingLine, CollectionLine, PictureLine, SearchLine, SnapshotLine, StoryLine, TagLine,
    TemplateLine, TermsLine, TopicLine,
};
use super::manifest::{self, FILES, HIGHEST, Manifest};
use super::{Heard, Step, taken};
use crate::claim::ClaimStatus;
use crate::library::folded;
use crate::topic::TopicColour;
use crate::{Clipping, Result};

/// An export that can be taken in.
pub(super) struct Checked {
    pub(super) manifest: Manifest,
    /// The hash of the manifest, and so of all that it names.
    pub(super) sha256: String,
    pub(super) tags: Vec<TagLine>,
    pub(super) topics: Vec<TopicLine>,
    pub(super) searches: Vec<SearchLine>,
    pub(super) templates: Vec<TemplateLine>,
    pub(super) terms: Vec<TermsLine>,
    pub(super) collections: Vec<CollectionLine>,
    /// The stories that collections and editions name.
    pub(super) named: RoaringTreemap,
    /// The editions that were set, by the numbers of their collections.
    pub(super) set: Vec<(i64, String)>,
}

/// Checks an export whole.
///
/// # Errors
/// Names the first file and line that is wrong.
pub(super) fn all(folder: &Folder, heard: Heard<'_>) -> Result<Checked> {
    let (manifest, sha256) = manifest::read(folder)?;
    for name in FILES {
        if let Some(listed) = manifest.files.get(name) {
            folder.check(name, listed)?;
        }
    }
    let mut checking = Checking {
        folder,
        heard,
        of: manifest.files.values().map(|listed| listed.lines).sum(),
        done: 0,
        numbers: HashMap::new(),
        named: RoaringTreemap::new(),
        set: Vec::new(),
        manifest: &manifest,
    };
    let (tags, topics, searches) = (checking.tags()?, checking.topics()?, checking.searches()?);
    let (templates, terms) = (checking.templates()?, checking.terms()?);
    checking.evidence()?;
    checking.stories(&tags, &topics)?;
    let collections = checking.collections(&topics)?;
    checking.editions()?;
    checking.history()?;
    let Checking { named, set, .. } = checking;
    Ok(Checked {
        manifest,
        sha256,
        tags,
        topics,
        searches,
        templates,
        terms,
        collections,
        named,
        set,
    })
}

struct Checking<'a> {
    folder: &'a Folder,
    heard: Heard<'a>,
    done: u64,
    of: u64,
    /// The numbers that were given, by what they number.
    numbers: HashMap<&'static str, RoaringTreemap>,
    named: RoaringTreemap,
    set: Vec<(i64, String)>,
    manifest: &'a Manifest,
}

/// What is wrong with a line, as the end of a sentence that names it.
type Verdict = Result<(), String>;

impl Checking<'_> {
    /// Looks at each line of a file.
    fn each<T: DeserializeOwned>(
        &mut self,
        name: &'static str,
        mut judge: impl FnMut(&mut Self, T) -> Result<Verdict>,
    ) -> Result<()> {
        // An earlier version has not all of them; the manifest of this one names all.
        if !self.manifest.files.contains_key(name) {
            return Ok(());
        }
        let mut lines: Lines<'_, T> = self.folder.lines(name)?;
        while let Some(line) = lines.next()? {
            judge(self, line)?.map_err(|why| lines.wrong(&why))?;
            self.done += 1;
            super::tell(
                self.heard,
                Step::Checking,
                self.done,
                self.of,
                taken::STOPPED,
            )?;
        }
        match lines.number() == self.manifest.lines(name) {
            true => Ok(()),
            false => Err(self.folder.wrong(
                name,
                &format!(
                    "it has {} lines, and the manifest says {}; nothing was changed",
                    lines.number(),
                    self.manifest.lines(name)
                ),
            )),
        }
    }

    /// Each number is given once.
    fn number(&mut self, of: &'static str, number: i64) -> Verdict {
        let whole = u64::try_from(number)
            .ok()
            .filter(|_| (1..=HIGHEST).contains(&number));
        let whole =
            whole.ok_or_else(|| format!("has the number {number}, which is none of ours"))?;
        match self.numbers.entry(of).or_default().insert(whole) {
            true => Ok(()),
            false => Err(format!("has the number {number} a second time (in {of})")),
        }
    }

    fn tags(&mut self) -> Result<Vec<TagLine>> {
        let (mut tags, mut names) = (Vec::new(), HashSet::new());
        self.each("tags.jsonl", |checking, tag: TagLine| {
            let verdict = checking
                .number("tags", tag.id)
                .and_then(|()| once(&mut names, &tag.name));
            tags.push(tag);
            Ok(verdict)
        })?;
        Ok(tags)
    }

    fn topics(&mut self) -> Result<Vec<TopicLine>> {
        let (mut topics, mut names) = (Vec::new(), HashSet::new());
        self.each("topics.jsonl", |checking, topic: TopicLine| {
            let judge = || {
                checking.number("topics", topic.id)?;
                once(&mut names, &topic.name)?;
                place(&topic.position)?;
                if let Some(colour) = &topic.colour
                    && TopicColour::named(colour).is_none()
                {
                    return Err(format!("has the colour “{colour}”, which is none of ours"));
                }
                let mut within = HashSet::new();
                topic.sections.iter().try_for_each(|section| {
                    checking.number("sections", section.id)?;
                    once(&mut within, &section.name)?;
                    place(&section.position)
                })
            };
            let verdict = { judge }();
            topics.push(topic);
            Ok(verdict)
        })?;
        Ok(topics)
    }

    fn searches(&mut self) -> Result<Vec<SearchLine>> {
        let (mut searches, mut names) = (Vec::new(), HashSet::new());
        self.each("searches.jsonl", |checking, search: SearchLine| {
            let verdict = checking.number("searches", search.id);
            let verdict = verdict.and_then(|()| once(&mut names, &search.name));
            let verdict = verdict.and_then(|()| place(&search.position));
            searches.push(search);
            Ok(verdict)
        })?;
        Ok(searches)
    }

    fn evidence(&mut self) -> Result<()> {
        self.each("snapshots.jsonl", |checking, line: SnapshotLine| {
            let Some(name) = evidence::name_of_page(&line.sha256, &line.form) else {
                return Ok(Err("names no page of ours".to_owned()));
            };
            if DateTime::parse_from_rfc3339(&line.seen_at).is_err() {
                return Ok(Err(format!("has “{}” for a moment", line.seen_at)));
            }
            evidence::page(checking.folder, &line, &name)?;
            Ok(Ok(()))
        })?;
        self.each("pictures.jsonl", |checking, line: PictureLine| {
            let Some(name) = evidence::name_of_picture(&line.sha256, &line.media) else {
                return Ok(Err("names no picture of ours".to_owned()));
            };
            evidence::picture(checking.folder, &line, &name)?;
            Ok(Ok(()))
        })
    }

    fn stories(&mut self, tags: &[TagLine], topics: &[TopicLine]) -> Result<()> {
        let tags: HashSet<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
        let topics: HashMap<&str, HashSet<&str>> = topics
            .iter()
            .map(|topic| {
                let sections = topic.sections.iter().map(|section| section.name.as_str());
                (topic.name.as_str(), sections.collect())
            })
            .collect();
        let mut last = 0;
        self.each("stories.jsonl", |checking, story: StoryLine| {
            if story.id <= last {
                return Ok(Err(format!(
                    "has story {} after story {last}; they stand in their order",
                    story.id
                )));
            }
            last = story.id;
            Ok(checking.story(&story, &tags, &topics))
        })
    }

    fn story(
        &mut self,
        story: &StoryLine,
        tags: &HashSet<&str>,
        topics: &HashMap<&str, HashSet<&str>>,
    ) -> Verdict {
        self.number("stories", story.id)?;
        if let Some(tag) = story.tags.iter().find(|tag| !tags.contains(tag.as_str())) {
            return Err(format!("wears the tag “{tag}”, which is not in tags.jsonl"));
        }
        for placing in &story.topics {
            let sections = topics.get(placing.topic.as_str());
            let sections = sections.ok_or_else(|| {
                format!(
                    "stands under “{}”, which is not in topics.jsonl",
                    placing.topic
                )
            })?;
            if let Some(section) = placing
                .section
                .as_deref()
                .filter(|name| !sections.contains(name))
            {
                return Err(format!(
                    "stands in “{section}”, which is no section of “{}”",
                    placing.topic
                ));
            }
            place(&placing.position)?;
        }
        story
            .notes
            .iter()
            .try_for_each(|note| self.number("notes", note.id))?;
        story
            .highlights
            .iter()
            .try_for_each(|mark| self.number("highlights", mark.id))?;
        story
            .quotes
            .iter()
            .try_for_each(|quote| self.number("quotes", quote.id))?;
        let translations = story.translations.as_deref();
        if translations.is_none() && self.manifest.version > 1 {
            return Err("lacks its translations".to_owned());
        }
        (translations.into_iter().flatten())
            .try_for_each(|ours| self.number("translations", ours.id))?;
        if let Some(claim) = &story.claim
            && ClaimStatus::named(&claim.status).is_none()
        {
            return Err(format!(
                "has the status “{}”, which is none of a claim",
                claim.status
            ));
        }
        if let Some(terms) = &story.rights {
            collected::rights(terms)?;
        }
        story
            .leads
            .iter()
            .try_for_each(|lead| self.number("leads", lead.id))?;
        for picture in &story.pictures {
            let kept = (picture.sha256.as_deref(), picture.media.as_deref());
            if let (Some(sha), Some(media)) = kept
                && evidence::name_of_picture(sha, media).is_none()
            {
                return Err(format!(
                    "shows the picture “{sha}.{media}”, which is none of ours"
                ));
            }
        }
        story
            .clippings
            .iter()
            .try_for_each(|told| self.clipping(told))?;
        let latest = story
            .latest
            .is_none_or(|latest| story.clippings.iter().any(|told| told.id == latest));
        match latest && story.latest.is_none() == story.clippings.is_empty() {
            true => Ok(()),
            false => Err("does not say which of its clippings is the latest".to_owned()),
        }
    }

    fn clipping(&mut self, told: &ClippingLine) -> Verdict {
        self.number("clippings", told.id)?;
        if !is_hash(&told.sha256) || !is_hash(&told.said) || told.bytes < 0 {
            return Err(format!("has a clipping {} whose hashes are none", told.id));
        }
        let Some(json) = &told.clipping else {
            return Ok(());
        };
        let clipping = serde_json::from_str::<Clipping>(json.get());
        clipping
            .map_err(|error| format!("has a clipping {} that cannot be read ({error})", told.id))?;
        Ok(())
    }
}

/// Each name stands once, however it is written.
fn once(names: &mut HashSet<String>, name: &str) -> Verdict {
    match !folded(name).is_empty() && names.insert(folded(name)) {
        true => Ok(()),
        false => Err(format!(
            "has the name “{name}”, which is empty or there already"
        )),
    }
}

/// Whether a text is a place in an order, as `order.rs` makes them.
fn place(text: &str) -> Verdict {
    /// Longer than a hundred thousand insertions between the same two neighbours make it.
    const LONGEST: usize = 1 << 17;
    let digits = text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match digits && text.bytes().any(|byte| byte != b'0') && text.len() <= LONGEST {
        true => Ok(()),
        false => Err("has a position that is no place in an order".to_owned()),
    }
}
