//! An export that comes into a library of somebody else.

use newsroom::shelf::Shelf;
use newsroom::story::Mark;

use super::{exported, full, lines, on, take_in};
use crate::holding::{all_of, edited, library, list, moments, noon, page, seen, story_at};

#[test]
fn what_is_new_comes_and_what_is_here_stays() {
    let theirs = full();
    let folder = tempfile::tempdir().unwrap();
    theirs.export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    let stories = edited(&mine, 3);
    mine.tags()
        .tag(&stories[2..], &["budapest".to_owned()], &[], noon())
        .unwrap();
    let topic = mine.topics().make("the CROSSING", noon()).unwrap();
    mine.topics()
        .gather(&stories[2..], topic, None, noon())
        .unwrap();
    mine.stories().spike(&stories[1..2], noon()).unwrap();
    let own = mine
        .stories()
        .file(&page("https://example.org/mine"), &story_at("mine"), noon())
        .unwrap()
        .story;
    mine.topics().gather(&[own], topic, None, noon()).unwrap();
    let taken = take_in(&mine, folder.path());
    assert_eq!((taken.stories, taken.added_to), (7, 3));
    assert_eq!(
        mine.acts().next().unwrap().0.as_deref(),
        Some("Imported 7 stories, and added to 3 others")
    );
    let first = mine.stories().get(stories[0]).unwrap();
    assert_eq!(first.versions, 2, "the later page did not come");
    assert_eq!(first.outlet.unwrap().value, "The Tell Courier");
    assert!(first.pictures[0].kept.is_some());
    assert!(!first.marks.starred, "a mark of mine was changed");
    let second = mine.stories().get(stories[1]).unwrap();
    assert!(second.marks.spiked, "what I put into the bin came back");
    assert_eq!(second.headline.value, "“Ferry” in the fog \\ at last");
    let third = mine.stories().get(stories[2]).unwrap();
    assert_eq!(
        third.tags,
        ["budapest", "Київ / “ferry”"],
        "a tag stands twice"
    );
    assert_eq!(mine.margins().notes(stories[2]).unwrap().len(), 1);
    assert_eq!(mine.margins().highlights(stories[2]).unwrap().len(), 1);
    assert_eq!(mine.margins().quotes(stories[2]).unwrap().len(), 1);
    // Mine come first, then theirs in their order.
    let contents = mine.topics().contents(topic).unwrap();
    let stands: Vec<_> = contents.parts[0]
        .stories
        .iter()
        .map(|story| story.id)
        .collect();
    assert_eq!(stands[..3], [stories[2], own, stories[0]]);
    assert_eq!(contents.parts[1].section.as_deref(), Some("The quay"));
}

#[test]
fn the_second_time_changes_nothing() {
    let theirs = full();
    let folder = tempfile::tempdir().unwrap();
    theirs.export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    edited(&mine, 2);
    take_in(&mine, folder.path());
    let once = exported(&mine);
    let words = mine.acts().next().unwrap();
    let taken = take_in(&mine, folder.path());
    assert_eq!((taken.words, taken.stories, taken.added_to), (None, 0, 0));
    let twice = exported(&mine);
    for (name, bytes) in once.iter().filter(|(name, _)| *name != "manifest.json") {
        assert!(twice[name] == *bytes, "{name} has changed");
    }
    assert_eq!(mine.acts().next().unwrap(), words);
}

#[test]
fn undo_takes_it_back_and_another_import_brings_it_again() {
    let theirs = full();
    let folder = tempfile::tempdir().unwrap();
    theirs.export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    let stories = edited(&mine, 2);
    mine.stories()
        .mark(&stories, &[Mark::Done], noon())
        .unwrap();
    let before = seen(&mine, Shelf::All);
    take_in(&mine, folder.path());
    let with = all_of(&mine);
    let shown = list(&mine, Shelf::All).len();
    let words = mine.acts().undo().unwrap().unwrap();
    assert!(words.starts_with("Imported 8 stories"), "{words}");
    assert_eq!(seen(&mine, Shelf::All), before);
    assert!(mine.tags().all().unwrap().is_empty());
    assert!(mine.topics().all().unwrap().is_empty());
    assert!(mine.stories().get(stories[0]).unwrap().tags.is_empty());
    mine.acts().redo().unwrap();
    assert_eq!(all_of(&mine), with);
    mine.acts().undo().unwrap();
    // Something else is done, so that there is no redo; the export is there all the same.
    mine.stories()
        .mark(&stories, &[Mark::Starred], moments(10))
        .unwrap();
    take_in(&mine, folder.path());
    assert_eq!(list(&mine, Shelf::All).len(), shown);
    assert_eq!(
        lines(&exported(&mine), "stories.jsonl").len(),
        10,
        "stories came a second time"
    );
}

#[test]
fn nothing_that_comes_may_be_fetched_from_a_private_address() {
    let theirs = library();
    let address = newsroom::Address::read("http://127.0.0.1/admin").unwrap();
    let errand = newsroom::page::Errand::Typed(address);
    let link = theirs.stories().expect(&errand, noon()).unwrap();
    theirs
        .stories()
        .not_fetched(link, "nobody answered")
        .unwrap();
    let folder = tempfile::tempdir().unwrap();
    theirs.export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    edited(&mine, 1);
    take_in(&mine, folder.path());
    let waiting = mine.stories().waiting().unwrap();
    let errand = mine.stories().errand(waiting[0]).unwrap();
    assert!(
        matches!(errand, newsroom::page::Errand::Pointed(_)),
        "{errand:?}"
    );
}
