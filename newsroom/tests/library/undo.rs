//! Whatever an editor did can be taken back, and done again.

use newsroom::library::Correction;
use newsroom::margin::NoteId;
use newsroom::story::{Mark, PartName, StoryId};
use newsroom::topic::Place;
use newsroom::{Address, Library};
use proptest::prelude::*;

use crate::holding::{all_of, edited, library, noon};

/// Something that an editor does, with small numbers for what it is done to.
#[derive(Debug, Clone)]
enum Act {
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

fn act() -> impl Strategy<Value = Act> {
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
        (0..5_usize).prop_map(Act::Open),
    ]
}

/// Does an act; what is refused changes nothing, which is part of what is tested.
fn perform(library: &Library, stories: &[StoryId], act: &Act) {
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
        Act::Open(number) => s.opened(stories[*number], noon()),
    };
    if let Err(error) = done {
        assert_ne!(error.kind(), newsroom::Kind::Broken, "{act:?}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_acts_undone_and_redone_leave_the_library_as_it_was(acts in prop::collection::vec(act(), 1..24)) {
        let library = library();
        let stories = edited(&library, 5);
        // All are read from the beginning, so that opening one is not a difference of its own.
        for story in &stories {
            library.stories().opened(*story, noon()).unwrap();
        }
        let mut states = vec![all_of(&library)];
        for act in acts.iter().filter(|act| !matches!(act, Act::Mark(_, Mark::Unread) | Act::Open(_))) {
            let before = library.acts().next().unwrap();
            perform(&library, &stories, act);
            if library.acts().next().unwrap() != before || states.last() != Some(&all_of(&library)) {
                states.push(all_of(&library));
            }
        }
        let last = all_of(&library);
        let mut undone = 0;
        // The five clips are acts too, and stay.
        while library.acts().next().unwrap().0.is_some_and(|words| !words.starts_with("Clipped")) {
            library.acts().undo().unwrap();
            undone += 1;
            let now = all_of(&library);
            prop_assert!(states.contains(&now), "undo led to a library that never was: {now}");
        }
        prop_assert_eq!(&all_of(&library), &states[0]);
        for _ in 0..undone {
            prop_assert!(library.acts().redo().unwrap().is_some());
        }
        prop_assert_eq!(&all_of(&library), &last);
    }

    #[test]
    fn acts_taken_back_and_forth_among_others_never_break_the_library(
        steps in prop::collection::vec((act(), 0..4_u8), 1..24)
    ) {
        let library = library();
        let stories = edited(&library, 5);
        for (act, turn) in &steps {
            perform(&library, &stories, act);
            match turn {
                0 => drop(library.acts().undo().unwrap()),
                1 => drop(library.acts().redo().unwrap()),
                _ => {}
            }
            all_of(&library);
        }
    }
}

#[test]
fn undo_takes_back_what_was_done_and_not_that_a_story_was_read() {
    let library = library();
    let stories = edited(&library, 1);
    library
        .stories()
        .mark(&stories, &[Mark::Starred], noon())
        .unwrap();
    library.stories().opened(stories[0], noon()).unwrap();
    assert_eq!(
        library.acts().undo().unwrap().as_deref(),
        Some("Marked “Ferry 0 runs late” as starred")
    );
    let marks = library.stories().get(stories[0]).unwrap().marks;
    assert_eq!((marks.starred, marks.read), (false, true));
}

#[test]
fn undoing_a_clip_puts_the_story_into_the_bin() {
    let library = library();
    let stories = edited(&library, 1);
    assert_eq!(
        library.acts().undo().unwrap().as_deref(),
        Some("Clipped “Ferry 0 runs late”")
    );
    assert!(library.stories().get(stories[0]).unwrap().marks.spiked);
    library.acts().redo().unwrap();
    assert!(!library.stories().get(stories[0]).unwrap().marks.spiked);
}

#[test]
fn after_something_new_the_old_way_forward_is_gone() {
    let library = library();
    let stories = edited(&library, 1);
    library
        .stories()
        .mark(&stories, &[Mark::Starred], noon())
        .unwrap();
    library.acts().undo().unwrap();
    library
        .stories()
        .mark(&stories, &[Mark::Done], noon())
        .unwrap();
    assert_eq!(library.acts().redo().unwrap(), None);
    assert_eq!(
        library
            .stories()
            .mark(&stories, &[Mark::Done], noon())
            .unwrap(),
        None,
        "nothing changed, and an act was recorded"
    );
}

#[test]
fn what_was_left_behind_is_not_done_again() {
    let library = library();
    let stories = edited(&library, 1);
    let tag = || {
        library
            .tags()
            .tag(&stories, &["Budapest".to_owned()], &[], noon())
    };
    tag().unwrap();
    library.acts().undo().unwrap();
    tag().unwrap();
    library.acts().undo().unwrap();
    assert!(library.acts().redo().unwrap().is_some());
    assert_eq!(
        library.acts().redo().unwrap(),
        None,
        "the first tagging came back as well"
    );
    assert_eq!(library.tags().of(stories[0]).unwrap(), ["Budapest"]);
}

#[test]
fn what_another_program_did_meanwhile_is_not_undone_with_mine() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, other) = (
        Library::open(folder.path()).unwrap(),
        Library::open(folder.path()).unwrap(),
    );
    let stories = edited(&mine, 1);
    let star = || {
        other
            .tags()
            .tag(&stories, &["Theirs".to_owned()], &[], noon())?;
        mine.stories().mark(&stories, &[Mark::Starred], noon())?;
        mine.tags().tag(&stories, &["Mine".to_owned()], &[], noon())
    };
    mine.acts()
        .together(star, |_| Ok("Starred and tagged".to_owned()))
        .unwrap();
    assert_eq!(
        mine.acts().undo().unwrap().as_deref(),
        Some("Starred and tagged")
    );
    let story = mine.stories().get(stories[0]).unwrap();
    assert_eq!(
        (story.marks.starred, story.tags.as_slice()),
        (false, &["Theirs".to_owned()][..])
    );
}

#[test]
fn what_broke_off_midway_is_undone_under_its_own_words() {
    let library = library();
    let stories = edited(&library, 1);
    let work = || {
        library.stories().mark(&stories, &[Mark::Starred], noon())?;
        library.topics().find("Nowhere")
    };
    assert!(
        library
            .acts()
            .together(work, |_| Ok("Both".to_owned()))
            .is_err()
    );
    // What comes after it stands for itself.
    library
        .stories()
        .mark(&stories, &[Mark::Done], noon())
        .unwrap();
    let undo = || library.acts().undo().unwrap();
    assert_eq!(
        undo().as_deref(),
        Some("Marked “Ferry 0 runs late” as done")
    );
    assert_eq!(
        undo().as_deref(),
        Some("Marked “Ferry 0 runs late” as starred")
    );
}
