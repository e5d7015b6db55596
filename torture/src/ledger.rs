//! What a library has promised: the acts that it acknowledged, and what must follow from them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::act::{Act, Line};

/// What the editor said of a story; all of it can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Told {
    /// It is in the bin. A story is made there, and its first act brings it out.
    pub(crate) spiked: bool,
    /// It has a star, and is read.
    pub(crate) starred: bool,
    /// Its tags.
    pub(crate) tags: BTreeSet<String>,
    /// Its topics.
    pub(crate) topics: BTreeSet<String>,
    /// Its headline in the editor's words.
    pub(crate) headline: Option<String>,
}

impl Told {
    const NEW: Told = Told {
        spiked: true,
        starred: false,
        tags: BTreeSet::new(),
        topics: BTreeSet::new(),
        headline: None,
    };
}

/// What can be undone, of all stories.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
struct Desk {
    told: BTreeMap<u32, Told>,
    topics: BTreeSet<String>,
}

/// What an act changed: how it was before and after.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Change {
    told: Vec<(u32, Option<Told>, Option<Told>)>,
    topics: (BTreeSet<String>, BTreeSet<String>),
}

/// What was promised.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Ledger {
    /// How many versions of each story were clipped; none of a link.
    versions: BTreeMap<u32, u32>,
    pictured: BTreeSet<u32>,
    desk: Desk,
    done: Vec<Change>,
    undone: Vec<Change>,
    /// What was tried and not answered.
    pending: Option<Act>,
}

impl Ledger {
    /// Reads the next line of the process at work. Answers the words of a refusal.
    pub(crate) fn note(&mut self, line: Line) -> Option<String> {
        match line {
            Line::Try(act) => self.pending = Some(act),
            Line::Did => {
                if let Some(act) = self.pending.take() {
                    self.apply(&act);
                }
            }
            Line::Refused(words) => {
                self.pending = None;
                return Some(words);
            }
            Line::Filled | Line::Room | Line::End => {}
        }
        None
    }

    /// What may stand in the library: what was promised, without and with what was not answered yet.
    pub(crate) fn possible(&self) -> Vec<Ledger> {
        let mut without = self.clone();
        let Some(pending) = without.pending.take() else {
            return vec![without];
        };
        let mut with = without.clone();
        with.apply(&pending);
        vec![without, with]
    }

    /// Two processes' promises together, their stories being apart.
    pub(crate) fn beside(&self, other: &Ledger) -> Ledger {
        let mut both = self.clone();
        both.versions.extend(&other.versions);
        both.pictured.extend(&other.pictured);
        let told = other.desk.told.iter();
        both.desk
            .told
            .extend(told.map(|(number, told)| (*number, told.clone())));
        both
    }

    /// The part of the promises that is about the stories before a number.
    pub(crate) fn before(&self, number: u32) -> Ledger {
        let mut part = self.clone();
        part.versions.retain(|known, _| *known < number);
        part.pictured.retain(|known| *known < number);
        part.desk.told.retain(|known, _| *known < number);
        part
    }

    /// The part that is about the stories from a number on.
    pub(crate) fn from(&self, number: u32) -> Ledger {
        let mut part = self.clone();
        part.versions.retain(|known, _| *known >= number);
        part.pictured.retain(|known| *known >= number);
        part.desk.told.retain(|known, _| *known >= number);
        part
    }

    /// The first number that no story has yet.
    pub(crate) fn next(&self) -> u32 {
        self.versions.keys().next_back().map_or(0, |last| last + 1)
    }

    /// All stories and links.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.versions.keys().copied()
    }

    /// How many versions of a story were clipped; none of a link, or of a story that is not here.
    pub(crate) fn versions(&self, number: u32) -> u32 {
        self.versions.get(&number).copied().unwrap_or(0)
    }

    /// Whether a story's picture was kept.
    pub(crate) fn is_pictured(&self, number: u32) -> bool {
        self.pictured.contains(&number)
    }

    /// What the editor said of a story.
    pub(crate) fn told(&self, number: u32) -> Option<&Told> {
        self.desk.told.get(&number)
    }

    /// All topics.
    pub(crate) fn topics(&self) -> &BTreeSet<String> {
        &self.desk.topics
    }

    /// Whether there is a topic of this name.
    pub(crate) fn has_topic(&self, name: &str) -> bool {
        self.desk.topics.contains(name)
    }

    fn apply(&mut self, act: &Act) {
        match act {
            Act::Undo => {
                if let Some(change) = self.done.pop() {
                    for (number, before, _) in change.told.iter().rev() {
                        self.set(*number, before.clone());
                    }
                    self.desk.topics.clone_from(&change.topics.0);
                    self.undone.push(change);
                }
                return;
            }
            Act::Redo => {
                if let Some(change) = self.undone.pop() {
                    for (number, _, after) in &change.told {
                        self.set(*number, after.clone());
                    }
                    self.desk.topics.clone_from(&change.topics.1);
                    self.done.push(change);
                }
                return;
            }
            Act::Reopen => return,
            Act::Picture(number) => {
                self.pictured.insert(*number);
                return;
            }
            Act::Link(number) => {
                self.versions.entry(*number).or_insert(0);
                self.desk.told.entry(*number).or_insert(Told::NEW);
            }
            Act::Clip(number, version) => {
                let versions = self.versions.entry(*number).or_insert(0);
                *versions = (*versions).max(version + 1);
                self.desk.told.entry(*number).or_insert(Told::NEW);
            }
            _ => {}
        }
        let before = self.desk.clone();
        self.tell(act);
        self.remember(before);
    }

    fn tell(&mut self, act: &Act) {
        let mut each = |numbers: &[u32], change: &dyn Fn(&mut Told)| {
            for number in numbers {
                if let Some(told) = self.desk.told.get_mut(number) {
                    change(told);
                }
            }
        };
        match act {
            Act::Link(number) | Act::Clip(number, _) => {
                each(&[*number], &|told| told.spiked = false);
            }
            Act::Tag(numbers, tag) => each(numbers, &|told| {
                told.tags.insert(tag.clone());
            }),
            Act::Untag(numbers, tag) => each(numbers, &|told| {
                told.tags.remove(tag);
            }),
            Act::Star(numbers) => each(numbers, &|told| told.starred = true),
            Act::Unstar(numbers) => each(numbers, &|told| told.starred = false),
            Act::Spike(numbers) => each(numbers, &|told| told.spiked = true),
            Act::BringBack(numbers) => each(numbers, &|told| told.spiked = false),
            Act::Gather(numbers, topic) => each(numbers, &|told| {
                told.topics.insert(topic.clone());
            }),
            Act::Headline(number, words) => each(&[*number], &|told| {
                told.headline = Some(words.clone());
            }),
            Act::Topic(name) => {
                self.desk.topics.insert(name.clone());
            }
            Act::Undo | Act::Redo | Act::Reopen | Act::Picture(_) => {}
        }
    }

    /// Puts an act down, if it changed anything: only then has the library put it down as well.
    fn remember(&mut self, before: Desk) {
        let now = &self.desk;
        if before == *now {
            return;
        }
        let changed = now.told.iter().filter_map(|(number, after)| {
            let was = before.told.get(number);
            (was != Some(after)).then(|| (*number, was.cloned(), Some(after.clone())))
        });
        self.done.push(Change {
            told: changed.collect(),
            topics: (before.topics, now.topics.clone()),
        });
        self.undone.clear();
    }

    fn set(&mut self, number: u32, told: Option<Told>) {
        match told {
            Some(told) => self.desk.told.insert(number, told),
            None => self.desk.told.remove(&number),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(acts: &[Act]) -> Ledger {
        let mut ledger = Ledger::default();
        for act in acts {
            ledger.note(Line::Try(act.clone()));
            ledger.note(Line::Did);
        }
        ledger
    }

    #[test]
    fn what_was_undone_and_done_again_stands() {
        let tag = Act::Tag(vec![1, 2], "Budget".to_owned());
        let mut done = ledger(&[Act::Clip(1, 0), Act::Clip(2, 0), tag, Act::Undo]);
        let tags = |ledger: &Ledger| ledger.told(2).map(|told| told.tags.len());
        assert_eq!(tags(&done), Some(0));
        done.apply(&Act::Redo);
        assert_eq!(tags(&done), Some(1));
        done.apply(&Act::Undo);
        done.apply(&Act::Undo);
        assert_eq!(done.told(2).map(|told| told.spiked), Some(true));
        done.apply(&Act::Star(vec![1]));
        done.apply(&Act::Redo);
        assert_eq!(done.told(2).map(|told| told.spiked), Some(true));
    }

    #[test]
    fn what_was_not_answered_may_stand_or_not() {
        let mut open = ledger(&[Act::Clip(1, 0)]);
        open.note(Line::Try(Act::Clip(2, 0)));
        let counts: Vec<_> = open
            .possible()
            .iter()
            .map(|it| it.numbers().count())
            .collect();
        assert_eq!(counts, [1, 2]);
    }
}
