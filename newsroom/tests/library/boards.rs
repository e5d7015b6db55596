//! Stories moved about a topic's board; topics within topics.

use newsroom::shelf::{Query, Shelf, Sort};
use newsroom::story::StoryId;
use newsroom::topic::{Place, TopicColour, TopicId};
use newsroom::{Kind, Library};

use crate::holding::{edited, library, noon, seen};

fn placed(library: &Library, shelf: Shelf) -> Vec<StoryId> {
    let rows = library
        .stories()
        .list(&Query::of(shelf, Sort::Placed))
        .unwrap()
        .rows;
    rows.into_iter().map(|row| row.id).collect()
}

fn topic(library: &Library, name: &str, sections: &[&str]) -> TopicId {
    let topic = library.topics().make(name, noon()).unwrap();
    for section in sections {
        library
            .topics()
            .make_section(topic, section, noon())
            .unwrap();
    }
    topic
}

#[test]
fn stories_move_about_a_board_as_one_act_each() {
    let library = library();
    let stories = edited(&library, 4);
    let talks = topic(&library, "Talks", &["Said", "Signed"]);
    let signed = library.topics().find_section(talks, "Signed").unwrap();
    library
        .topics()
        .gather(&stories, talks, None, noon())
        .unwrap();
    assert_eq!(placed(&library, Shelf::Unplaced { topic: talks }), stories);
    let said = library
        .topics()
        .place_stories(
            &[stories[2], stories[0]],
            talks,
            Some(signed),
            Place::First,
            noon(),
        )
        .unwrap();
    assert_eq!(
        said.as_deref(),
        Some("Moved 2 stories to “Signed” in “Talks”")
    );
    assert_eq!(
        placed(&library, Shelf::Section { section: signed }),
        [stories[2], stories[0]]
    );
    assert_eq!(
        placed(&library, Shelf::Unplaced { topic: talks }),
        [stories[1], stories[3]]
    );
    library
        .topics()
        .place_stories(
            &[stories[3]],
            talks,
            Some(signed),
            Place::Before(stories[0]),
            noon(),
        )
        .unwrap();
    assert_eq!(
        placed(&library, Shelf::Section { section: signed }),
        [stories[2], stories[3], stories[0]]
    );
    library
        .topics()
        .place_stories(&[stories[3]], talks, None, Place::Last, noon())
        .unwrap();
    assert_eq!(
        placed(&library, Shelf::Unplaced { topic: talks }),
        [stories[1], stories[3]]
    );
    for _ in 0..3 {
        library.acts().undo().unwrap();
    }
    assert_eq!(placed(&library, Shelf::Unplaced { topic: talks }), stories);
}

#[test]
fn a_topic_becomes_a_section_and_a_section_a_topic() {
    let library = library();
    let stories = edited(&library, 3);
    let (talks, aid) = (
        topic(&library, "Talks", &[]),
        topic(&library, "Aid", &["Grain"]),
    );
    let grain = library.topics().find_section(aid, "Grain").unwrap();
    library
        .topics()
        .set_brief(aid, "What arrives", noon())
        .unwrap();
    library
        .topics()
        .gather(&stories[..1], aid, None, noon())
        .unwrap();
    library
        .topics()
        .gather(&stories[1..2], aid, Some(grain), noon())
        .unwrap();
    library
        .topics()
        .gather(&stories[2..], talks, None, noon())
        .unwrap();
    library.topics().nest(aid, talks, noon()).unwrap();
    let all = library.topics().all().unwrap();
    assert_eq!(all.len(), 1);
    let named: Vec<_> = all[0]
        .sections
        .iter()
        .map(|section| {
            (
                section.name.as_str(),
                section.brief.as_str(),
                section.stories,
            )
        })
        .collect();
    assert_eq!(named, [("Aid", "What arrives", 1), ("Grain", "", 1)]);
    assert_eq!(all[0].stories, 3);
    let section = all[0].sections[0].id;
    library.topics().lift(talks, section, noon()).unwrap();
    let lifted = library.topics().find("Aid").unwrap();
    assert_eq!(seen(&library, Shelf::Topic { topic: lifted }), stories[..1]);
    assert_eq!(library.topics().all().unwrap()[1].brief, "What arrives");
    // A topic has the name already: nothing happens.
    library.topics().make_section(talks, "Aid", noon()).unwrap();
    let again = library.topics().find_section(talks, "Aid").unwrap();
    assert_eq!(
        library
            .topics()
            .lift(talks, again, noon())
            .unwrap_err()
            .kind(),
        Kind::Refused
    );
    assert_eq!(
        library
            .topics()
            .nest(talks, talks, noon())
            .unwrap_err()
            .kind(),
        Kind::Refused
    );
    library
        .topics()
        .recolour(talks, Some(TopicColour::C), noon())
        .unwrap();
    assert_eq!(
        library.topics().all().unwrap()[0].colour,
        Some(TopicColour::C)
    );
    library.acts().undo().unwrap();
    assert_eq!(library.topics().all().unwrap()[0].colour, None);
}
