//! Collections, editions, templates and terms of an export, judged before anything is written.

use std::collections::{HashMap, HashSet};

use super::{Checking, Verdict, once, place};
use crate::Result;
use crate::edition::Number;
use crate::library::collections::{is_document, is_whole};
use crate::library::export::collected::{FORMS, KINDS, STATES, is_uuid, number};
use crate::library::export::evidence;
use crate::library::export::lines::{
    CollectionLine, EditionLine, ItemLine, RightsLine, SourceLine, TemplateLine, TermsLine,
    TopicLine,
};
use crate::library::stories::is_language;
use crate::page::sha256;
use crate::rights::Reuse;

impl Checking<'_> {
    pub(super) fn templates(&mut self) -> Result<Vec<TemplateLine>> {
        let (mut templates, mut names) = (Vec::new(), HashSet::new());
        self.each("templates.jsonl", |checking, template: TemplateLine| {
            let verdict = checking.number("templates", template.id);
            let verdict = verdict.and_then(|()| once(&mut names, &template.name));
            templates.push(template);
            Ok(verdict)
        })?;
        Ok(templates)
    }

    pub(super) fn terms(&mut self) -> Result<Vec<TermsLine>> {
        let (mut terms, mut outlets) = (Vec::new(), HashSet::new());
        self.each("terms.jsonl", |_, line: TermsLine| {
            let verdict = once(&mut outlets, &line.outlet).and_then(|()| rights(&line.rights));
            terms.push(line);
            Ok(verdict)
        })?;
        Ok(terms)
    }

    /// What collections hold. Stories and topics were looked at before.
    pub(super) fn collections(&mut self, topics: &[TopicLine]) -> Result<Vec<CollectionLine>> {
        let topics: HashMap<&str, &TopicLine> =
            topics.iter().map(|topic| (&*topic.name, topic)).collect();
        let (mut collections, mut names) = (Vec::new(), HashSet::new());
        self.each("collections.jsonl", |checking, line: CollectionLine| {
            let verdict = once(&mut names, &line.name);
            let verdict = verdict.and_then(|()| checking.collection(&line, &topics));
            collections.push(line);
            Ok(verdict)
        })?;
        Ok(collections)
    }

    fn collection(&mut self, line: &CollectionLine, topics: &HashMap<&str, &TopicLine>) -> Verdict {
        self.number("collections", line.id)?;
        place(&line.position)?;
        if !is_language(&line.language) {
            return Err(format!(
                "has the language “{}”, which is none",
                line.language
            ));
        }
        line.items.iter().try_for_each(|item| self.item(item))?;
        let sections = line.items.iter().filter(|item| item.kind == "section");
        let sections: HashSet<i64> = sections.map(|item| item.id).collect();
        for source in &line.sources {
            self.number("sources", source.id)?;
            looks_at(source, topics, &sections)?;
        }
        (line.passed_over.iter()).try_for_each(|story| self.names_story(*story))
    }

    fn item(&mut self, item: &ItemLine) -> Verdict {
        self.number("collected", item.id)?;
        place(&item.position)?;
        let kind = number(&KINDS, &item.kind)
            .ok_or_else(|| format!("holds a “{}”, which is nothing of ours", item.kind))?;
        let known = |form: &str| number(&FORMS, form).is_some();
        if item.form.is_some() != item.story.is_some() || !item.form.as_deref().is_none_or(known) {
            return Err(format!("has an item {} of no known form", item.id));
        }
        if let Some(story) = item.story {
            self.names_story(story)?;
        }
        if let Some(file) = &item.picture {
            is_picture(file)?;
        }
        match is_whole(kind, item.story, item.chosen.get(), item.picture.as_deref()) {
            true => Ok(()),
            false => Err(format!(
                "has an item {} that is not what a {} is",
                item.id, item.kind
            )),
        }
    }

    /// A story that is named is in the export, and is remembered.
    fn names_story(&mut self, story: i64) -> Verdict {
        let number = u64::try_from(story).unwrap_or(0);
        let stories = self.numbers.get("stories");
        if !stories.is_some_and(|stories| stories.contains(number)) {
            return Err(format!(
                "names story {story}, which is not in stories.jsonl"
            ));
        }
        self.named.insert(number);
        Ok(())
    }

    pub(super) fn editions(&mut self) -> Result<()> {
        let (mut ids, mut issues) = (HashSet::new(), HashSet::new());
        self.each("editions.jsonl", |checking, line: EditionLine| {
            let verdict = checking.edition(&line);
            let number = (line.collection, line.issue, line.correction);
            let twice = !ids.insert(line.uuid.clone())
                || (line.collection.is_some() && !issues.insert(number));
            if let Some(collection) = line.collection {
                checking.set.push((collection, line.uuid));
            }
            Ok(verdict.and(match twice {
                true => Err("is an edition that stands there already".to_owned()),
                false => Ok(()),
            }))
        })
    }

    fn edition(&mut self, line: &EditionLine) -> Verdict {
        self.number("editions", line.id)?;
        // Collections and stories may be gone, and then their numbers are given to nothing else.
        let was = |table: &str, number: i64| {
            let last = self.manifest.sequences.get(table).copied();
            (1..=last.unwrap_or(0)).contains(&number)
        };
        if let Some(of) = line.collection.filter(|of| !was("collections", *of)) {
            return Err(format!("belongs to collection {of}, which never was"));
        }
        if let Some(story) = line.stories.iter().find(|story| !was("stories", **story)) {
            return Err(format!("names story {story}, which never was"));
        }
        let stories = line.stories.iter().flat_map(|story| u64::try_from(*story));
        self.named.extend(stories);
        line.pictures.iter().try_for_each(|file| is_picture(file))?;
        for delivery in &line.deliveries {
            self.number("deliveries", delivery.id)?;
            if number(&STATES, &delivery.state).is_none() {
                return Err(format!("has a delivery that is “{}”", delivery.state));
            }
        }
        let json = line.document.get().as_bytes();
        if sha256(json) != line.sha256 {
            return Err("has a document that is not what was set (its hash differs)".to_owned());
        }
        let number = Number {
            issue: line.issue,
            correction: line.correction,
        };
        match is_uuid(&line.uuid) && is_document(json, &line.uuid, number) {
            true => Ok(()),
            false => Err(format!("has a document that is none of edition {number}")),
        }
    }
}

/// Whether terms can be written down.
pub(super) fn rights(line: &RightsLine) -> Verdict {
    match line.reuse.as_deref() {
        Some(word) if Reuse::named(word).is_none() => {
            Err(format!("has terms of “{word}”, which is none of ours"))
        }
        _ => Ok(()),
    }
}

fn is_picture(file: &str) -> Verdict {
    let name = file.split_once('.');
    match name.and_then(|(sha, media)| evidence::name_of_picture(sha, media)) {
        Some(_) => Ok(()),
        None => Err(format!("shows the picture “{file}”, which is none of ours")),
    }
}

/// A source names a topic that is there, its section, and a section of the collection.
fn looks_at(
    source: &SourceLine,
    topics: &HashMap<&str, &TopicLine>,
    sections: &HashSet<i64>,
) -> Verdict {
    let topic = topics.get(&*source.topic);
    let topic = topic
        .ok_or_else(|| format!("looks at “{}”, which is not in topics.jsonl", source.topic))?;
    if let Some(name) = &source.topic_section
        && !topic.sections.iter().any(|section| section.name == *name)
    {
        return Err(format!(
            "looks at “{name}”, which is no section of “{}”",
            source.topic
        ));
    }
    match source.section.filter(|section| !sections.contains(section)) {
        Some(section) => Err(format!(
            "has a source for item {section}, which is no section of it"
        )),
        None => Ok(()),
    }
}
