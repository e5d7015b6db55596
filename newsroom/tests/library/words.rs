//! Searches: what was clipped is found at once, under every spelling, and the index may be lost.

use std::ops::ControlFlow;

use newsroom::Library;
use newsroom::library::Correction;
use newsroom::search;
use newsroom::shelf::{Query, Shelf, Sort};
use newsroom::story::{PartName, StoryId};

use crate::holding::{found, found_by, library, noon, page, story_at};

fn clip(library: &Library, number: usize, headline: &str) -> StoryId {
    let mut clipping = story_at(&number.to_string());
    clipping.headline = found(headline);
    let page = page(&format!("https://example.org/w{number}"));
    library
        .stories()
        .file(&page, &clipping, noon())
        .unwrap()
        .story
}

fn feed(library: &Library) {
    library.feed_index(|_| ControlFlow::Continue(())).unwrap();
    library.leave_index().unwrap();
}

#[test]
fn what_was_clipped_is_found_at_once_and_after_it_went_into_the_index() {
    let library = library();
    for number in 0..30 {
        let word = format!("quartz{number}");
        let story = clip(&library, number, &format!("The {word} quay"));
        assert_eq!(found_by(&library, &word), [story]);
        if number % 7 == 0 {
            feed(&library);
            assert_eq!(found_by(&library, &word), [story], "after it was fed");
        }
    }
    let first = library.stories().find(1).unwrap();
    let better = Correction::read(PartName::Headline, "Nothing of the kind").unwrap();
    library.stories().correct(first, &better, noon()).unwrap();
    assert_eq!(
        found_by(&library, "quartz0 "),
        [],
        "its old words are still in the index"
    );
    assert_eq!(found_by(&library, "\"nothing of the kind\""), [first]);
    library.acts().undo().unwrap();
    assert_eq!(found_by(&library, "quartz0 "), [first]);
}

#[test]
fn a_name_is_found_under_its_other_spellings() {
    let library = library();
    let uk = clip(&library, 1, "Зеленський прибув до Сунда");
    let en = clip(&library, 2, "Zelenskyy arrives in Sund");
    for name in [
        "Зеленський",
        "Zelensky",
        "Zelenskyy",
        "selenskyj",
        "Зеленский",
    ] {
        let mut both = found_by(&library, &format!("{name} "));
        both.sort();
        assert_eq!(both, [uk, en], "searching {name}");
    }
    assert_eq!(found_by(&library, "\"Zelenskyy arrives\""), [en]);
}

#[test]
fn notes_highlights_quotes_and_tags_are_searched() {
    let library = library();
    let story = clip(&library, 1, "Ferry late");
    clip(&library, 2, "Ferry early");
    let margins = library.margins();
    margins
        .note(story, "Ring the harbourmaster", noon())
        .unwrap();
    margins
        .highlight_words(story, "left the quay", Default::default(), noon())
        .unwrap();
    margins
        .quote(story, "We wait for nobody", Some("Ann Lee"), noon())
        .unwrap();
    library
        .tags()
        .tag(&[story], &["Élysée".to_owned()], &[], noon())
        .unwrap();
    for words in [
        "harbourmaster",
        "nobody",
        "elysee ",
        "has:note",
        "has:highlight ferry",
        "has:quote",
        "tag:élysée",
        "\"ann lee\"",
    ] {
        assert_eq!(found_by(&library, words), [story], "searching {words}");
    }
    let refusal = margins.highlight_words(story, "no such words", Default::default(), noon());
    assert!(
        refusal
            .unwrap_err()
            .to_string()
            .contains("does not stand in the text")
    );
}

#[test]
fn a_search_is_understood_as_far_as_it_can_be() {
    let library = library();
    let story = clip(&library, 1, "Talks at the quay");
    clip(&library, 2, "Carts at the quay");
    for (typed, stories) in [
        ("quay -carts", vec![story]),
        ("quay (talks OR boats)", vec![story]),
        ("title:talks", vec![story]),
        ("talks )", vec![story]),
        ("\"at the quay", vec![]),
        ("before:yesterday talks", vec![story]),
    ] {
        let read = search::read(typed, &chrono::Utc).unwrap();
        let found = found_by(&library, typed);
        if stories.is_empty() {
            assert_eq!(found.len(), 2, "{typed}");
        } else {
            assert_eq!(found, stories, "{typed}: understood as {}", read.understood);
        }
    }
    let told = search::read("(talks before:yesterday", &chrono::Utc).unwrap();
    assert_eq!(told.complaints.len(), 2, "{told:?}");
    let long = "quay ".repeat(3_000);
    let query = Query {
        words: Some(long),
        limit: 10,
        ..Query::of(Shelf::All, Sort::Best)
    };
    let refusal = library.stories().list(&query).unwrap_err().to_string();
    assert!(
        refusal.contains("15000") || refusal.contains("15,000"),
        "{refusal}"
    );
}

#[test]
fn the_index_may_be_lost_or_broken_and_searches_are_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let words = ["quay", "quartz3", "ferry"];
    let all = |library: &Library| words.map(|word| found_by(library, word));
    let library = Library::open(folder.path()).unwrap();
    for number in 0..12 {
        clip(&library, number, &format!("The quartz{number} quay"));
    }
    feed(&library);
    let before = all(&library);
    drop(library);
    let index = folder.path().join("search");
    std::fs::remove_dir_all(&index).unwrap();
    let library = Library::open(folder.path()).unwrap();
    assert!(
        library.searches_are_behind().unwrap(),
        "nobody would feed it"
    );
    feed(&library);
    assert!(!library.searches_are_behind().unwrap());
    assert_eq!(all(&library), before, "the index was deleted");
    drop(library);
    for entry in std::fs::read_dir(&index).unwrap().flatten() {
        std::fs::write(entry.path(), b"noise").unwrap();
    }
    let library = Library::open(folder.path()).unwrap();
    feed(&library);
    assert_eq!(all(&library), before, "the index was noise");
}

#[test]
fn where_nothing_is_found_the_nearest_words_are_offered() {
    let library = library();
    clip(&library, 1, "The harbour office speaks");
    feed(&library);
    let stories = library.stories();
    assert_eq!(
        stories.spelling("harbuor ofice").unwrap().as_deref(),
        Some("harbour office")
    );
    assert_eq!(stories.spelling("harbour office").unwrap(), None);
}

#[test]
fn a_saved_search_counts_what_it_finds_now() {
    let library = library();
    library
        .searches()
        .keep("Quays", "quay is:unread", noon())
        .unwrap();
    let count = || library.searches().all().unwrap()[0].stories;
    assert_eq!(count(), 0);
    let story = clip(&library, 1, "The quay");
    clip(&library, 2, "Another quay");
    assert_eq!(count(), 2);
    library.stories().opened(story, noon()).unwrap();
    assert_eq!(count(), 1);
    library.acts().undo().unwrap();
    library
        .searches()
        .rename("quays", "Harbours", noon())
        .unwrap();
    library.searches().remove("HARBOURS", noon()).unwrap();
    assert_eq!(library.searches().all().unwrap(), []);
    library.acts().undo().unwrap();
    assert_eq!(library.searches().all().unwrap()[0].name, "Harbours");
}
