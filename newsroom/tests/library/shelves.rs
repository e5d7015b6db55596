//! Lists, searches, topics and tags.

use newsroom::clipping::{Evidence, Part};
use newsroom::library::Correction;
use newsroom::shelf::{Query, Shelf, Sort};
use newsroom::story::{Mark, PartName};

use crate::holding::{edited, found, found_by, library, moments, noon, page, seen, story_at};

#[test]
fn words_are_found_in_every_part_and_in_every_script() {
    let library = library();
    let mut clipping = story_at("a");
    clipping.headline = found("Negociação avança em Kyiv");
    clipping.byline = Some(Part {
        value: vec!["Марина Руденко".to_owned()],
        evidence: Evidence::Text,
    });
    let story = library
        .stories()
        .file(&page("https://example.org/a"), &clipping, noon())
        .unwrap()
        .story;
    library
        .stories()
        .file(&page("https://example.org/b"), &story_at("b"), noon())
        .unwrap();
    for words in [
        "negociacao",
        "NEGOCIAÇÃO kyi",
        "\"avança em\"",
        "руденко",
        "kyiv -tram",
        "ferry avan",
    ] {
        assert_eq!(found_by(&library, words), [story], "searching {words:?}");
    }
    for words in ["\"em avança\"", "kyiv -ferry", "nothing", "---", "\"", "*"] {
        assert_eq!(found_by(&library, words), [], "searching {words:?}");
    }
    library
        .stories()
        .correct(
            story,
            &Correction::read(PartName::Headline, "Talks").unwrap(),
            noon(),
        )
        .unwrap();
    assert_eq!(
        found_by(&library, "negociacao"),
        [],
        "a corrected headline is still found by its old words"
    );
    library.stories().spike(&[story], noon()).unwrap();
    assert_eq!(found_by(&library, "talks"), [], "a spiked story is found");
}

#[test]
fn marks_sort_stories_onto_shelves() {
    let library = library();
    let stories = edited(&library, 4);
    library
        .stories()
        .mark(&stories[..1], &[Mark::Done], noon())
        .unwrap();
    library
        .stories()
        .mark(&stories[1..2], &[Mark::Starred, Mark::Read], noon())
        .unwrap();
    library.stories().spike(&stories[2..3], noon()).unwrap();
    let shelves = library.stories().shelves(noon()).unwrap();
    assert_eq!(
        (shelves.inbox, shelves.starred, shelves.all, shelves.spiked),
        (2, 1, 3, 1)
    );
    assert_eq!(seen(&library, Shelf::Inbox), [stories[3], stories[1]]);
    assert_eq!(seen(&library, Shelf::Starred), [stories[1]]);
    assert_eq!(seen(&library, Shelf::Spiked), [stories[2]]);
    assert_eq!(
        seen(&library, Shelf::Today { since: moments(3) }),
        [stories[3]]
    );
}

#[test]
fn a_list_in_pages_is_the_list_whole() {
    let library = library();
    let stories = edited(&library, 23);
    for (number, story) in stories
        .iter()
        .enumerate()
        .filter(|(number, _)| number % 3 > 0)
    {
        let day = format!("2025-10-{:02}", 10 + number % 5);
        library
            .stories()
            .correct(
                *story,
                &Correction::read(PartName::Published, &day).unwrap(),
                noon(),
            )
            .unwrap();
    }
    for sort in [Sort::Clipped, Sort::Published, Sort::Best] {
        for words in [None, Some("ferry")] {
            let query = |after, limit| Query {
                words: words.map(str::to_owned),
                after,
                limit,
                ..Query::of(Shelf::All, sort)
            };
            let whole = library.stories().list(&query(None, 100)).unwrap();
            assert_eq!((whole.rows.len(), whole.more), (23, false));
            let tally = library.stories().tally(&query(None, 5)).unwrap();
            assert_eq!((tally.total, tally.unread), (23, 23));
            let (mut paged, mut after) = (Vec::new(), None);
            loop {
                let page = library.stories().list(&query(after, 5)).unwrap();
                after = page.rows.last().map(|row| row.id);
                paged.extend(page.rows);
                if !page.more {
                    break;
                }
            }
            assert_eq!(paged, whole.rows, "by {sort:?}, searching {words:?}");
        }
    }
}

#[test]
fn a_name_is_one_name_whatever_its_case() {
    let library = library();
    let story = edited(&library, 1)[0];
    let topic = library.topics().make("Ukraine diplomacy", noon()).unwrap();
    assert_eq!(
        library
            .topics()
            .make("  ukraine  DIPLOMACY ", noon())
            .unwrap(),
        topic
    );
    assert_eq!(library.topics().find("UKRAINE diplomacy").unwrap(), topic);
    library
        .tags()
        .tag(
            &[story],
            &["Київ".to_owned(), "КИЇВ".to_owned()],
            &[],
            noon(),
        )
        .unwrap();
    assert_eq!(library.tags().of(story).unwrap(), ["Київ"]);
    for name in ["", "   ", &"x".repeat(201)] {
        assert!(
            library.topics().make(name, noon()).is_err(),
            "{name:?} became a topic"
        );
    }
}

#[test]
fn a_story_keeps_its_place_in_a_topic_when_it_changes_its_section() {
    let library = library();
    let stories = edited(&library, 3);
    let topic = library.topics().make("Bridges", noon()).unwrap();
    let section = library
        .topics()
        .make_section(topic, "Ferries", noon())
        .unwrap();
    library
        .topics()
        .gather(&stories, topic, None, noon())
        .unwrap();
    let words = library
        .topics()
        .gather(&stories[1..2], topic, Some(section), noon())
        .unwrap();
    assert_eq!(
        words.as_deref(),
        Some("Filed “Ferry 1 runs late” under “Bridges, Ferries”")
    );
    assert_eq!(
        library
            .topics()
            .gather(&stories[1..2], topic, None, noon())
            .unwrap(),
        None
    );
    let contents = library.topics().contents(topic).unwrap();
    let placed: Vec<_> = contents
        .parts
        .iter()
        .map(|part| (part.section.as_deref(), part.stories.len()))
        .collect();
    assert_eq!(placed, [(None, 2), (Some("Ferries"), 1)]);
    let shelves = library.stories().shelves(noon()).unwrap();
    assert_eq!(
        (
            shelves.topics[0].stories,
            shelves.topics[0].sections[0].stories
        ),
        (3, 1)
    );
}
