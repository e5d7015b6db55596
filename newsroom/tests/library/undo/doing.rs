//! What an editor may do, at random, and how it is done.

use newsroom::claim::ClaimStatus;
use newsroom::library::Correction;
use newsroom::margin::NoteId;
use newsroom::story::{Mark, PartName, StoryId};
use newsroom::topic::{Place, TopicColour};
use newsroom::{Address, Library};
use proptest::prelude::*;

use crate::holding::noon;

/// Something that an editor does, with small numbers for what it is done to.
#[derive(Debug, Clone)]
pub(super) enum Act {
    Mark(Vec<usize>, Mark),
    Spike(Vec<usize>),
    BringBack(Vec<usize>),
    Tag(Vec<usize>, usize),
    Untag(Vec<usize>, usize),
    Topic(usize),
    Section(usize, usize),
    Gather(Vec<usize>, usize, Option<usize>),
    Release(Vec<usize>, usize),
    Correct(usize, PartName, usize),
    Confirm(usize, PartName),
    Restore(usize, PartName),
    LeadAddress(usize),
    Note(usize, usize),
    Unnote(i64),
    Quote(usize),
    RenameTag(usize, usize),
    MergeTags(usize, usize),
    RemoveTag(usize),
    RenameTopic(usize, usize),
    MergeTopics(usize, usize),
    RemoveTopic(usize),
    PlaceStory(usize, usize, usize),
    PlaceTopic(usize),
    MergeStories(usize, usize),
    KeepSearch(usize, usize),
    RemoveSearch(usize),
    Judge(Vec<usize>, Option<ClaimStatus>),
    Translate(usize, usize),
    Recolour(usize, Option<TopicColour>),
    SectionBrief(usize, usize),
    Nest(usize, usize),
    Lift(usize, usize),
    PlaceStories(Vec<usize>, usize, Option<usize>, usize),
    /// Opening a story marks it read, and is no act: it may happen between any two.
    Open(usize),
}

const NAMES: [&str; 3] = ["Budapest", "Talks", "Київ"];
const PARTS: [PartName; 4] = [
    PartName::Headline,
    PartName::Outlet,
    PartName::Byline,
    PartName::Body,
];

pub(super) fn act() -> impl Strategy<Value = Act> {
    let some = || prop::collection::vec(0..5_usize, 1..4);
    let name = || 0..NAMES.len();
    let part = || prop::sample::select(&PARTS[..]);
    let marks = [
        Mark::Read,
        Mark::Unread,
        Mark::Starred,
        Mark::Unstarred,
        Mark::Done,
        Mark::Undone,
    ];
    prop_oneof![
        (some(), prop::sample::select(marks.to_vec())).prop_map(|(of, mark)| Act::Mark(of, mark)),
        some().prop_map(Act::Spike),
        some().prop_map(Act::BringBack),
        (some(), name()).prop_map(|(of, tag)| Act::Tag(of, tag)),
        (some(), name()).prop_map(|(of, tag)| Act::Untag(of, tag)),
        name().prop_map(Act::Topic),
        (name(), name()).prop_map(|(topic, section)| Act::Section(topic, section)),
        (some(), name(), prop::option::of(name())).prop_map(|(of, to, at)| Act::Gather(of, to, at)),
        (some(), name()).prop_map(|(of, topic)| Act::Release(of, topic)),
        (0..5_usize, part(), name()).prop_map(|(of, part, text)| Act::Correct(of, part, text)),
        (0..5_usize, part()).prop_map(|(of, part)| Act::Confirm(of, part)),
        (0..5_usize, part()).prop_map(|(of, part)| Act::Restore(of, part)),
        name().prop_map(Act::LeadAddress),
        (0..5_usize, name()).prop_map(|(of, text)| Act::Note(of, text)),
        (1..4_i64).prop_map(Act::Unnote),
        (0..5_usize).prop_map(Act::Quote),
        (name(), name()).prop_map(|(tag, to)| Act::RenameTag(tag, to)),
        (name(), name()).prop_map(|(tag, into)| Act::MergeTags(tag, into)),
        name().prop_map(Act::RemoveTag),
        (name(), name()).prop_map(|(topic, to)| Act::RenameTopic(topic, to)),
        (name(), name()).prop_map(|(topic, into)| Act::MergeTopics(topic, into)),
        name().prop_map(Act::RemoveTopic),
        (name(), 0..5_usize, 0..5_usize).prop_map(|(topic, of, at)| Act::PlaceStory(topic, of, at)),
        name().prop_map(Act::PlaceTopic),
        (0..5_usize, 0..5_usize).prop_map(|(of, into)| Act::MergeStories(of, into)),
        (name(), name()).prop_map(|(named, words)| Act::KeepSearch(named, words)),
        name().prop_map(Act::RemoveSearch),
        (
            some(),
            prop::option::of(prop::sample::select(&ClaimStatus::ALL[..]))
        )
            .prop_map(|(of, status)| Act::Judge(of, status)),
        (0..5_usize, 0..NAMES.len() + 1).prop_map(|(of, text)| Act::Translate(of, text)),
        (
            name(),
            prop::option::of(prop::sample::select(&TopicColour::ALL[..]))
        )
            .prop_map(|(of, colour)| Act::Recolour(of, colour)),
        (name(), name()).prop_map(|(of, section)| Act::SectionBrief(of, section)),
        (name(), name()).prop_map(|(of, into)| Act::Nest(of, into)),
        (name(), name()).prop_map(|(of, section)| Act::Lift(of, section)),
        (some(), name(), prop::option::of(name()), 0..5_usize)
            .prop_map(|(of, to, section, at)| Act::PlaceStories(of, to, section, at)),
        (0..5_usize).prop_map(Act::Open),
    ]
}

/// Does an act; what is refused changes nothing, which is part of what is tested.
pub(super) fn perform(library: &Library, stories: &[StoryId], act: &Act) {
    let of = |numbers: &[usize]| {
        numbers
            .iter()
            .map(|number| stories[*number])
            .collect::<Vec<_>>()
    };
    let names = |number: usize| vec![NAMES[number].to_owned()];
    let topic = |number: usize| library.topics().find(NAMES[number]);
    let (s, t) = (library.stories(), library.topics());
    let done = match act {
        Act::Mark(numbers, mark) => s.mark(&of(numbers), &[*mark], noon()).map(drop),
        Act::Spike(numbers) => s.spike(&of(numbers), noon()).map(drop),
        Act::BringBack(numbers) => s.bring_back(&of(numbers), noon()).map(drop),
        Act::Tag(numbers, tag) => library
            .tags()
            .tag(&of(numbers), &names(*tag), &[], noon())
            .map(drop),
        Act::Untag(numbers, tag) => library
            .tags()
            .tag(&of(numbers), &[], &names(*tag), noon())
            .map(drop),
        Act::Topic(name) => t.make(NAMES[*name], noon()).map(drop),
        Act::Section(of, name) => topic(*of)
            .and_then(|of| t.make_section(of, NAMES[*name], noon()))
            .map(drop),
        Act::Gather(numbers, to, at) => topic(*to).and_then(|to| {
            let file = || {
                let at = at
                    .map(|at| t.make_section(to, NAMES[at], noon()))
                    .transpose()?;
                t.gather(&of(numbers), to, at, noon())
            };
            // A new section and what is filed in it are one act.
            library
                .acts()
                .together(file, |_| Ok("Filed".to_owned()))
                .map(drop)
        }),
        Act::Release(numbers, from) => topic(*from)
            .and_then(|from| t.release(&of(numbers), from, noon()))
            .map(drop),
        Act::Correct(number, part, text) => Correction::read(*part, NAMES[*text])
            .and_then(|correction| s.correct(stories[*number], &correction, noon()))
            .map(drop),
        Act::Confirm(number, part) => s.confirm(stories[*number], *part, noon()).map(drop),
        Act::Restore(number, part) => s
            .restore_original(stories[*number], *part, noon())
            .map(drop),
        Act::LeadAddress(number) => {
            let address = Address::read(&format!("https://example.org/{number}")).unwrap();
            library.leads().set_address(1, &address, noon()).map(drop)
        }
        Act::Note(of, text) => library
            .margins()
            .note(stories[*of], NAMES[*text], noon())
            .map(drop),
        Act::Unnote(number) => library
            .margins()
            .rewrite(NoteId::numbered(*number), "", noon())
            .map(drop),
        Act::Quote(of) => library
            .margins()
            .quote(stories[*of], "We sail late", None, noon())
            .map(drop),
        Act::RenameTag(tag, to) => library
            .tags()
            .rename(NAMES[*tag], &format!("{} too", NAMES[*to]), noon())
            .map(drop),
        Act::MergeTags(tag, into) => library
            .tags()
            .merge(NAMES[*tag], NAMES[*into], noon())
            .map(drop),
        Act::RemoveTag(tag) => library.tags().remove(NAMES[*tag], noon()).map(drop),
        Act::RenameTopic(of, to) => topic(*of)
            .and_then(|of| t.rename(of, &format!("{} too", NAMES[*to]), noon()))
            .map(drop),
        Act::MergeTopics(of, into) => topic(*of)
            .and_then(|of| t.merge(of, topic(*into)?, noon()))
            .map(drop),
        Act::RemoveTopic(of) => topic(*of).and_then(|of| t.remove(of, noon())).map(drop),
        Act::PlaceStory(of, story, at) => topic(*of)
            .and_then(|of| {
                let place = Place::Before(stories[*at]);
                t.place_story(of, stories[*story], place, noon())
            })
            .map(drop),
        Act::PlaceTopic(of) => topic(*of)
            .and_then(|of| t.place(of, Place::First, noon()))
            .map(drop),
        Act::MergeStories(of, into) => s.merge(stories[*of], stories[*into], noon()).map(drop),
        Act::KeepSearch(named, words) => library
            .searches()
            .keep(NAMES[*named], NAMES[*words], noon())
            .map(drop),
        Act::RemoveSearch(named) => library.searches().remove(NAMES[*named], noon()).map(drop),
        Act::Judge(numbers, None) => library.claims().withdraw(&of(numbers), noon()).map(drop),
        Act::Judge(numbers, Some(status)) => library
            .claims()
            .judge(&of(numbers), *status, Some("Ann Lee"), None, noon())
            .map(drop),
        Act::Translate(of, text) => library
            .margins()
            .translate(
                stories[*of],
                None,
                "uk",
                NAMES.get(*text).unwrap_or(&""),
                noon(),
            )
            .map(drop),
        Act::Recolour(of, colour) => topic(*of)
            .and_then(|of| t.recolour(of, *colour, noon()))
            .map(drop),
        Act::SectionBrief(of, section) => topic(*of)
            .and_then(|of| {
                let section = t.find_section(of, NAMES[*section])?;
                t.set_section_brief(of, section, "What is said", noon())
            })
            .map(drop),
        Act::Nest(of, into) => topic(*of)
            .and_then(|of| t.nest(of, topic(*into)?, noon()))
            .map(drop),
        Act::Lift(of, section) => topic(*of)
            .and_then(|of| t.lift(of, t.find_section(of, NAMES[*section])?, noon()))
            .map(drop),
        Act::PlaceStories(numbers, to, section, at) => topic(*to)
            .and_then(|to| {
                let section = section.map(|section| t.find_section(to, NAMES[section]));
                let place = Place::Before(stories[*at]);
                t.place_stories(&of(numbers), to, section.transpose()?, place, noon())
            })
            .map(drop),
        Act::Open(number) => s.opened(stories[*number], noon()),
    };
    if let Err(error) = done {
        assert_ne!(error.kind(), newsroom::Kind::Broken, "{act:?}: {error}");
    }
}
