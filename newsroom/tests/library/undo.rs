//! Whatever an editor did can be taken back, and done again.

mod doing;

use newsroom::Library;
use newsroom::story::Mark;
use proptest::prelude::*;

use doing::{Act, act, perform};

use crate::holding::{all_of, edited, library, noon};

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
