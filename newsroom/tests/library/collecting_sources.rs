//! What waits for a collection when stories become one, and topics become sections.

use crate::collecting::{briefing, section, waiting};
use crate::holding::{edited, library, moments, noon};

#[test]
fn a_story_that_was_used_is_not_new_under_another_number() {
    let library = library();
    let stories = edited(&library, 5);
    let collections = library.collections();
    let topic = library.topics().make("Talks", noon()).unwrap();
    library
        .topics()
        .gather(&stories, topic, None, noon())
        .unwrap();
    let id = briefing(&library);
    collections.feed(id, (topic, None), None, noon()).unwrap();
    collections
        .add_stories(id, &stories[..1], None, None, noon())
        .unwrap();
    collections.set(id, None, noon()).unwrap();
    collections.begin_next(id, noon()).unwrap();
    collections.pass(id, &stories[1..2], noon()).unwrap();
    let terms = newsroom::rights::Rights {
        licence: Some("CC BY 4.0".to_owned()),
        ..newsroom::rights::Rights::default()
    };
    library
        .rights()
        .set_stories(&stories[..1], &terms, noon())
        .unwrap();
    assert_eq!(waiting(&library, id), stories[2..]);
    for (of, into) in [(0, 2), (1, 3)] {
        library
            .stories()
            .merge(stories[of], stories[into], noon())
            .unwrap();
    }
    assert_eq!(waiting(&library, id), stories[4..]);
    assert_eq!(library.rights().of_story(stories[2]).unwrap(), terms);
    for _ in 0..2 {
        library.acts().undo().unwrap();
    }
    assert_eq!(waiting(&library, id), stories[2..]);
    assert!(library.rights().of_story(stories[2]).unwrap().is_empty());
    // What is purged leaves the drafts and keeps its place in what was set.
    for _ in 0..2 {
        library.acts().redo().unwrap();
    }
    library.bin().empty_all(moments(1)).unwrap();
    assert_eq!(waiting(&library, id), stories[4..]);
    assert_eq!(collections.edition(id, None).unwrap().pieces().count(), 1);
}

#[test]
fn a_source_follows_its_topic() {
    let library = library();
    let stories = edited(&library, 3);
    let (collections, topics) = (library.collections(), library.topics());
    let id = briefing(&library);
    let talks = topics.make("Talks", noon()).unwrap();
    let day = topics.make_section(talks, "Day one", noon()).unwrap();
    topics.gather(&stories[..2], talks, None, noon()).unwrap();
    topics
        .gather(&stories[2..], talks, Some(day), noon())
        .unwrap();
    collections.feed(id, (talks, None), None, noon()).unwrap();
    let part = collections
        .add(id, &section("Talks"), None, noon())
        .unwrap();
    collections
        .feed(id, (talks, Some(day)), Some(part), noon())
        .unwrap();
    let all = || {
        let mut all = waiting(&library, id);
        all.sort_unstable();
        all
    };
    assert_eq!(all(), stories);
    let diplomacy = topics.make("Diplomacy", noon()).unwrap();
    topics.nest(talks, diplomacy, noon()).unwrap();
    assert_eq!(all(), stories);
    let sections = topics.all().unwrap().remove(0).sections;
    let day = sections.iter().find(|section| section.name == "Day one");
    topics.lift(diplomacy, day.unwrap().id, noon()).unwrap();
    assert_eq!(all(), stories);
    // A section that is no more in the next edition is no place to go to.
    collections.set_stays(&[part], false, noon()).unwrap();
    collections.begin_next(id, noon()).unwrap();
    collections.load(id, &[], noon()).unwrap();
    assert_eq!(collections.get(id).unwrap().items.len(), 3);
    while library.acts().undo().unwrap().is_some() {}
}
