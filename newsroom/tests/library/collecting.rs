//! What an editor gathers for readers: a collection's items, their order, and what waits for it.

use newsroom::collection::{ChosenQuote, Collection, CollectionId, Content, Described, ItemId};
use newsroom::edition::Form;
use newsroom::story::StoryId;
use newsroom::topic::Place;
use newsroom::{Kind, Library};

use crate::holding::{edited, library, moments, noon};

pub(crate) fn briefing(library: &Library) -> CollectionId {
    library
        .collections()
        .make("Monday briefing", "daily-briefing", noon())
        .unwrap()
}

/// What stands in a collection, a word each: a section's name, a story's number, or what else it is.
fn outline(open: &Collection) -> Vec<String> {
    let word = |content: &Content| match content {
        Content::Section { name } => format!("# {name}"),
        Content::Story { .. } => "story".to_owned(),
        Content::Note { text } => text.clone(),
        Content::Heading { text } => text.clone(),
        Content::Divider => "---".to_owned(),
        Content::Picture { .. } => "picture".to_owned(),
    };
    let items = open.items.iter();
    items
        .map(|item| match &item.story {
            Some(story) => story.headline.clone(),
            None => word(&item.content),
        })
        .collect()
}

fn note(text: &str) -> Content {
    Content::Note {
        text: text.to_owned(),
    }
}

pub(crate) fn section(name: &str) -> Content {
    Content::Section {
        name: name.to_owned(),
    }
}

#[test]
fn stories_and_own_words_stand_in_the_order_that_the_editor_makes() {
    let library = library();
    let stories = edited(&library, 4);
    let collections = library.collections();
    let id = briefing(&library);
    assert_eq!(
        briefing(&library),
        id,
        "a name that is taken is that collection"
    );
    let talks = collections
        .add(id, &section(" The  talks "), None, noon())
        .unwrap();
    let aid = collections.add(id, &section("Aid"), None, noon()).unwrap();
    let said = collections.add_stories(id, &stories[..2], Some(talks), None, noon());
    assert_eq!(
        said.unwrap().as_deref(),
        Some("Put 2 stories into “Monday briefing”")
    );
    collections
        .add_stories(id, &stories[2..], None, Some(Form::Full), noon())
        .unwrap();
    // What is there already stays where it is.
    let again = collections.add_stories(id, &stories[..1], Some(aid), None, noon());
    assert_eq!(again.unwrap(), None);
    let words = collections
        .add(id, &note("Read on"), Some(talks), noon())
        .unwrap();
    let open = collections.get(id).unwrap();
    let order = [
        "# The talks",
        "Read on",
        "Ferry 0 runs late",
        "Ferry 1 runs late",
        "# Aid",
        "Ferry 2 runs late",
        "Ferry 3 runs late",
    ];
    assert_eq!(outline(&open), order);
    let form = |item: &Content| match item {
        Content::Story { form, .. } => Some(*form),
        _ => None,
    };
    let forms: Vec<_> = open
        .items
        .iter()
        .filter_map(|item| form(&item.content))
        .collect();
    assert_eq!(
        forms,
        [Form::Summary, Form::Summary, Form::Full, Form::Full]
    );

    let last = open.items.last().unwrap().id;
    let moved = [last, words];
    collections
        .move_items(&moved, Place::Before(talks), noon())
        .unwrap();
    let open = collections.get(id).unwrap();
    assert_eq!(
        outline(&open)[..3],
        ["Ferry 3 runs late", "Read on", "# The talks"]
    );
    collections.set_form(&[last], Form::Link, noon()).unwrap();
    collections
        .change(words, &note("Read this first"), noon())
        .unwrap();
    assert_eq!(outline(&collections.get(id).unwrap())[1], "Read this first");
    let wrong = collections
        .change(words, &Content::Divider, noon())
        .unwrap_err();
    assert_eq!(wrong.kind(), Kind::Refused);
    let said = collections.take_out(&[words, talks], noon()).unwrap();
    assert_eq!(
        said.as_deref(),
        Some("Took 2 items out of “Monday briefing”")
    );
    assert_eq!(collections.get(id).unwrap().items.len(), 5);
    library.acts().undo().unwrap();
    assert_eq!(collections.get(id).unwrap().items.len(), 7);
}

#[test]
fn whatever_is_not_there_is_refused_and_changes_nothing() {
    let library = library();
    let stories = edited(&library, 1);
    let collections = library.collections();
    let id = briefing(&library);
    let other = collections.make("Dossier", "dossier", noon()).unwrap();
    let theirs = collections
        .add(other, &section("Theirs"), None, noon())
        .unwrap();
    let nowhere = CollectionId::numbered(77);
    assert!(collections.make("Weekly", "broadsheet", noon()).is_err());
    assert!(collections.make(" ", "dossier", noon()).is_err());
    assert!(collections.get(nowhere).is_err());
    assert!(
        collections
            .add_stories(nowhere, &stories, None, None, noon())
            .is_err()
    );
    assert!(
        collections
            .add_stories(id, &stories, Some(theirs), None, noon())
            .is_err()
    );
    assert!(
        collections
            .add(id, &note("x"), Some(theirs), noon())
            .is_err()
    );
    assert!(collections.add(id, &section(" "), None, noon()).is_err());
    assert!(
        collections
            .take_out(&[ItemId::numbered(77)], noon())
            .is_err()
    );
    assert!(collections.find("Weekly").is_err());
    let taken = Described {
        name: Some("dossier".to_owned()),
        ..Described::default()
    };
    assert!(collections.describe(id, &taken, noon()).is_err());
    let language = Described {
        language: Some("Ukrainian language".to_owned()),
        ..Described::default()
    };
    assert!(collections.describe(id, &language, noon()).is_err());
    assert_eq!(collections.get(id).unwrap().items, []);
    assert_eq!(collections.find("MONDAY briefing").unwrap(), id);
}

pub(crate) fn waiting(library: &Library, id: CollectionId) -> Vec<StoryId> {
    let open = library.collections().get(id).unwrap();
    let card = library.collections().all().unwrap();
    assert_eq!(card[0].pending, open.pending.len() as u64);
    open.pending.iter().map(|pending| pending.story).collect()
}

#[test]
fn what_a_topic_gathers_waits_until_the_editor_loads_it() {
    let library = library();
    let stories = edited(&library, 5);
    let (topics, collections) = (library.topics(), library.collections());
    let topic = topics.make("Ukraine diplomacy", noon()).unwrap();
    let guarantees = topics.make_section(topic, "Guarantees", noon()).unwrap();
    topics.gather(&stories[..2], topic, None, noon()).unwrap();
    topics
        .gather(&stories[2..4], topic, Some(guarantees), noon())
        .unwrap();
    let id = briefing(&library);
    let talks = collections
        .add(id, &section("The talks"), None, noon())
        .unwrap();
    let rest = collections
        .add(id, &section("The rest"), None, noon())
        .unwrap();
    collections
        .feed(id, (topic, None), Some(rest), noon())
        .unwrap();
    collections
        .feed(id, (topic, Some(guarantees)), Some(talks), noon())
        .unwrap();
    assert_eq!(waiting(&library, id).len(), 4);
    assert_eq!(
        collections.get(id).unwrap().items.len(),
        2,
        "nothing enters by itself"
    );

    collections.pass(id, &stories[1..2], noon()).unwrap();
    library.stories().spike(&stories[3..4], noon()).unwrap();
    assert_eq!(waiting(&library, id), [stories[0], stories[2]]);
    let said = collections.load(id, &[], moments(1)).unwrap();
    assert_eq!(said.as_deref(), Some("Loaded 2 new stories"));
    let open = collections.get(id).unwrap();
    assert_eq!(
        outline(&open),
        [
            "# The talks",
            "Ferry 2 runs late",
            "# The rest",
            "Ferry 0 runs late"
        ]
    );
    assert_eq!(waiting(&library, id), []);
    assert!(collections.load(id, &stories[4..], noon()).is_err());
    // One undo takes all of them back.
    library.acts().undo().unwrap();
    assert_eq!(waiting(&library, id).len(), 2);

    let into = topics.make("Kyiv", noon()).unwrap();
    topics.merge(topic, into, noon()).unwrap();
    assert_eq!(collections.get(id).unwrap().sources[0].name, "Kyiv");
    topics.remove(into, noon()).unwrap();
    assert_eq!(collections.get(id).unwrap().sources, []);
    library.acts().undo().unwrap();
    assert_eq!(waiting(&library, id).len(), 2);
}

#[test]
fn what_becomes_of_a_story_is_told_in_its_collections() {
    let library = library();
    let stories = edited(&library, 3);
    let collections = library.collections();
    let id = briefing(&library);
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    library.stories().spike(&stories[..1], noon()).unwrap();
    let open = collections.get(id).unwrap();
    let spiked = open
        .items
        .iter()
        .map(|item| item.story.as_ref().unwrap().spiked);
    assert_eq!(spiked.collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(collections.draft(id, noon()).unwrap().pieces().count(), 2);
    library
        .stories()
        .merge(stories[1], stories[2], noon())
        .unwrap();
    assert_eq!(collections.draft(id, noon()).unwrap().pieces().count(), 1);
    library.bin().empty_all(noon()).unwrap();
    assert_eq!(collections.get(id).unwrap().items.len(), 1);
    let history = library.acts().history(stories[2], 9).unwrap();
    assert!(
        history
            .iter()
            .any(|deed| deed.words.contains("Monday briefing")),
        "{history:?}"
    );
    collections.remove(id, noon()).unwrap();
    assert_eq!(collections.all().unwrap(), []);
    library.acts().undo().unwrap();
    assert_eq!(collections.get(id).unwrap().items.len(), 1);
}

#[test]
fn a_quote_is_chosen_with_its_speaker_and_found_where_it_stands() {
    let library = library();
    let stories = edited(&library, 1);
    let collections = library.collections();
    let id = briefing(&library);
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    let item = collections.get(id).unwrap().items[0].id;
    let quote = |text: &str| Content::Story {
        story: stories[0],
        form: Form::Quote,
        comment: "Why **this** matters".to_owned(),
        quotes: vec![ChosenQuote {
            text: text.to_owned(),
            speaker: Some("Ann Lee".to_owned()),
        }],
        highlights: Vec::new(),
    };
    for (text, paragraph) in [
        ("The ferry 0 left […] an hour late.", Some(1)),
        ("the ferry 0 left", None),
        ("The ferry 0 sank.", None),
    ] {
        collections.change(item, &quote(text), noon()).unwrap();
        let draft = collections.draft(id, noon()).unwrap();
        let piece = draft.pieces().next().unwrap();
        assert_eq!(piece.quotes[0].paragraph, paragraph, "{text}");
        assert_eq!(piece.comment.len(), 1);
        assert_eq!(draft.cleared(noon()).is_ok(), paragraph.is_some(), "{text}");
    }
}
