//! Collections, editions, templates and terms leave and come back.

use newsroom::Library;
use newsroom::collection::{Content, Delivery, DeliveryState, Described};
use newsroom::edition::Template;
use newsroom::rights::{Reuse, Rights};
use newsroom::story::StoryId;
use newsroom::topic::TopicId;

use super::{exported, full, lines, on, take_in};
use crate::holding::{all_of, edited, library, moments, noon};

/// A picture that no story shows.
pub(super) const OWN: &[u8] = b"GIF89a\x02\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x02\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// Collections with something of everything in them: one with editions, and one that was removed and left its
/// edition behind.
pub(super) fn collect(library: &Library, stories: &[StoryId], topic: TopicId) {
    let collections = library.collections();
    let text = Template::text_of("dossier").unwrap();
    library
        .templates()
        .keep("Ours", text, moments(130))
        .unwrap();
    let terms = Rights {
        reuse: Some(Reuse::Whole),
        credit: Some("© The Tell Courier".to_owned()),
        quote_limit: Some(60),
        ..Rights::default()
    };
    let rights = library.rights();
    rights
        .set_outlet("The Tell Courier", &terms, moments(130))
        .unwrap();
    let until = Rights {
        embargo: Some(moments(131)),
        ..Rights::default()
    };
    rights
        .set_stories(&stories[2..3], &until, moments(130))
        .unwrap();

    let id = collections
        .make("Harbour letter", "Ours", moments(131))
        .unwrap();
    let described = Described {
        next_number: Some(41),
        editor: Some("Mara Quill".to_owned()),
        brief: Some("Good *morning*,\nharbour.".to_owned()),
        language: Some("en-GB".to_owned()),
        ..Described::default()
    };
    collections.describe(id, &described, moments(131)).unwrap();
    let section = Content::Section {
        name: "The quay".to_owned(),
    };
    let section = collections.add(id, &section, None, moments(132)).unwrap();
    collections
        .add_stories(
            id,
            &[stories[0], stories[7]],
            Some(section),
            None,
            moments(132),
        )
        .unwrap();
    let own = Content::Picture {
        picture: collections.keep_picture(OWN).unwrap(),
        alt: "A quay".to_owned(),
        caption: "The quay at noon".to_owned(),
        credit: "Mara Quill".to_owned(),
    };
    let own = collections.add(id, &own, None, moments(132)).unwrap();
    collections.set_stays(&[own], true, moments(132)).unwrap();
    for content in [
        Content::Note {
            text: "Write “to us” \\ at last".to_owned(),
        },
        Content::Heading {
            text: "Further".to_owned(),
        },
        Content::Divider,
    ] {
        collections.add(id, &content, None, moments(132)).unwrap();
    }
    let topics = library.topics().all().unwrap();
    let looked_at = topics.iter().find(|other| other.id == topic).unwrap();
    let part = Some(looked_at.sections[0].id);
    collections
        .feed(id, (topic, None), Some(section), moments(133))
        .unwrap();
    collections
        .feed(id, (topic, part), None, moments(133))
        .unwrap();
    collections.pass(id, &stories[4..5], moments(133)).unwrap();
    let first = collections.set(id, None, moments(134)).unwrap();
    collections
        .set(id, Some("The quay is open."), moments(135))
        .unwrap();
    collections
        .withdraw(id, first.number, "The quay was shut", moments(136))
        .unwrap();
    let delivery = Delivery {
        at: moments(136),
        number: first.number,
        format: "html".to_owned(),
        taker: "desk@example.org".to_owned(),
        state: DeliveryState::Refused,
        said: Some("550 no such mailbox".to_owned()),
    };
    collections.note_delivery(id, &delivery).unwrap();
    collections.begin_next(id, moments(137)).unwrap();
    collections
        .add_stories(id, &stories[1..3], Some(section), None, moments(138))
        .unwrap();

    let gone = collections
        .make("One day only", "reading-list", moments(139))
        .unwrap();
    collections
        .add_stories(gone, &stories[..1], None, None, moments(139))
        .unwrap();
    collections.set(gone, None, moments(139)).unwrap();
    collections.remove(gone, moments(140)).unwrap();
}

/// Everything that a person can see of collections, in one text.
pub(super) fn collected_of(library: &Library) -> String {
    let collections = library.collections();
    let mut all = format!("{:?}\n", library.templates().all().unwrap());
    for card in collections.all().unwrap() {
        let open = collections.get(card.id).unwrap();
        for edition in &open.editions {
            let set = collections.edition(card.id, Some(edition.number));
            all.push_str(&format!("{:?}\n", set.unwrap()));
        }
        let sent = collections.deliveries(card.id).unwrap();
        all.push_str(&format!("{card:?}\n{open:#?}\n{sent:?}\n"));
    }
    let rights = library.rights();
    all.push_str(&format!(
        "{:?}",
        rights.of_outlet("The Tell Courier").unwrap()
    ));
    all
}

#[test]
fn collections_come_into_a_library_that_has_none_of_their_names() {
    let folder = tempfile::tempdir().unwrap();
    full().export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    edited(&mine, 1);
    let own = mine.collections().make("Mine", "dossier", noon()).unwrap();
    let before = collected_of(&mine);
    let taken = take_in(&mine, folder.path());
    assert_eq!((taken.collections, taken.editions), (1, 3));
    let collections = mine.collections();
    let id = collections.find("harbour LETTER").unwrap();
    assert_eq!(collections.all().unwrap()[0].id, own, "mine come first");
    let open = collections.get(id).unwrap();
    let stories = open.items.iter().filter_map(|item| item.story.as_ref());
    let stories: Vec<_> = stories.map(|story| story.headline.clone()).collect();
    let theirs = full();
    let id_there = theirs.collections().find("Harbour letter").unwrap();
    let there = theirs.collections().get(id_there).unwrap();
    let named = there.items.iter().filter_map(|item| item.story.as_ref());
    assert_eq!(
        stories,
        named
            .map(|story| story.headline.clone())
            .collect::<Vec<_>>()
    );
    let section = open
        .items
        .iter()
        .find(|item| item.story.is_none())
        .unwrap()
        .id;
    assert_eq!(open.sources[0].section, Some(section));
    assert_eq!(open.sources[1].name, "The crossing, The quay");
    assert_eq!(open.editions.len(), 2);
    // What was set is the same to the byte of its pictures; of its stories one was purged there.
    let number = Some(open.editions[0].number);
    assert_eq!(
        collections.edition(id, number).unwrap(),
        theirs.collections().edition(id_there, number).unwrap()
    );
    assert_eq!(open.editions[0].stories, 1);
    assert_eq!(collections.deliveries(id).unwrap().len(), 1);
    assert_eq!(
        mine.rights()
            .of_outlet("the tell courier")
            .unwrap()
            .quote_limit,
        Some(60)
    );
    assert!(mine.templates().text("ours").is_ok());

    // Taken back, the collection goes and what was set stays; it is found again when it comes again.
    mine.acts().undo().unwrap();
    assert_eq!(collected_of(&mine), before);
    let taken = take_in(&mine, folder.path());
    assert_eq!((taken.collections, taken.editions), (1, 0));
    let open = collections
        .get(collections.find("Harbour letter").unwrap())
        .unwrap();
    assert_eq!(open.editions.len(), 2);
    let once = exported(&mine);
    assert_eq!(take_in(&mine, folder.path()).words, None);
    assert!(exported(&mine)["editions.jsonl"] == once["editions.jsonl"]);
}

#[test]
fn what_is_here_of_a_name_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    full().export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    let stories = edited(&mine, 2);
    let collections = mine.collections();
    let text = format!("# mine\n{}", Template::text_of("dossier").unwrap());
    mine.templates().keep("ours", &text, noon()).unwrap();
    let terms = Rights {
        licence: Some("CC BY 4.0".to_owned()),
        ..Rights::default()
    };
    mine.rights()
        .set_outlet("the tell courier", &terms, noon())
        .unwrap();
    mine.rights().set_stories(&stories, &terms, noon()).unwrap();
    let id = collections
        .make("HARBOUR letter", "dossier", noon())
        .unwrap();
    let at_41 = Described {
        next_number: Some(41),
        ..Described::default()
    };
    collections.describe(id, &at_41, noon()).unwrap();
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    collections.set(id, None, noon()).unwrap();
    let set = collections.edition(id, None).unwrap();
    let draft = collections.get(id).unwrap().items;
    let taken = take_in(&mine, folder.path());
    assert_eq!((taken.collections, taken.editions), (0, 3));
    let open = collections.get(id).unwrap();
    assert_eq!(
        (open.name.as_str(), open.sources.len()),
        ("HARBOUR letter", 0)
    );
    assert_eq!(open.items.len(), draft.len());
    // 41 is mine, and their correction is one of theirs.
    let numbers: Vec<_> = open
        .editions
        .iter()
        .map(|card| card.number.to_string())
        .collect();
    assert_eq!(numbers, ["41"]);
    assert_eq!(
        collections
            .edition(id, Some("41".parse().unwrap()))
            .unwrap(),
        set
    );
    assert_eq!(mine.templates().text("Ours").unwrap(), text);
    assert_eq!(mine.rights().of_outlet("The Tell Courier").unwrap(), terms);
    assert_eq!(mine.rights().of_story(stories[1]).unwrap(), terms);
    // None of theirs is lost: what belongs to no collection leaves again.
    assert_eq!(lines(&exported(&mine), "editions.jsonl").len(), 4);
}

#[test]
fn editions_alone_are_something_that_came() {
    let theirs = full();
    let folder = tempfile::tempdir().unwrap();
    theirs.export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    take_in(&mine, folder.path());
    let id = theirs.collections().find("Harbour letter").unwrap();
    theirs.collections().set(id, None, moments(9_000)).unwrap();
    let later = tempfile::tempdir().unwrap();
    theirs.export(later.path(), noon(), &on).unwrap();
    let before = all_of(&mine);
    let taken = take_in(&mine, later.path());
    assert_eq!(taken.words.as_deref(), Some("Imported 1 edition"));
    assert_eq!(mine.collections().get(id).unwrap().editions.len(), 3);
    assert_eq!(all_of(&mine), before);
}

#[test]
fn a_picture_that_was_taken_out_can_be_put_back_after_an_import() {
    let theirs = library();
    let collections = theirs.collections();
    let id = collections.make("Pictures", "dossier", noon()).unwrap();
    let own = Content::Picture {
        picture: collections.keep_picture(OWN).unwrap(),
        alt: String::new(),
        caption: String::new(),
        credit: String::new(),
    };
    let item = collections.add(id, &own, None, noon()).unwrap();
    collections.take_out(&[item], moments(1)).unwrap();
    let folder = tempfile::tempdir().unwrap();
    theirs.export(folder.path(), noon(), &on).unwrap();
    let mine = library();
    take_in(&mine, folder.path());
    mine.acts().undo().unwrap();
    let draft = mine.collections().draft(id, noon()).unwrap();
    assert_eq!(draft.pictures().count(), 1);
}
