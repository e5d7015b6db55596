//! Editions that were set stay as they were, and say what became of them.

use std::ops::ControlFlow;

use newsroom::collection::{Delivery, DeliveryState, Described};
use newsroom::edition::{Concern, Format, Gravity, Number, check};
use newsroom::library::Correction;
use newsroom::rights::{Reuse, Rights};
use newsroom::story::{PartName, StoryId};
use newsroom::{Kind, Library};

use crate::collecting::briefing;
use crate::holding::{edited, library, moments, noon};

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn html(edition: &newsroom::edition::Edition) -> String {
    let print = edition.print(Format::Html, &mut |_, _| ControlFlow::Continue(()));
    String::from_utf8(print.unwrap().bytes).unwrap()
}

fn corrected(library: &Library, story: StoryId, part: PartName, words: &str) {
    let correction = Correction::read(part, words).unwrap();
    library
        .stories()
        .correct(story, &correction, moments(2))
        .unwrap();
}

#[test]
fn an_edition_is_numbered_and_never_changes() {
    let library = library();
    let stories = edited(&library, 2);
    let collections = library.collections();
    let id = briefing(&library);
    let empty = collections.set(id, None, noon()).unwrap_err();
    assert!(empty.to_string().contains("holds no story"), "{empty}");
    assert!(collections.edition(id, None).is_err());
    let at_41 = Described {
        next_number: Some(41),
        editor: Some("Mara Quill".to_owned()),
        brief: Some("Good *morning*.".to_owned()),
        ..Described::default()
    };
    collections.describe(id, &at_41, noon()).unwrap();
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    let none_yet = collections.set(id, Some("A name"), noon()).unwrap_err();
    assert!(
        none_yet.to_string().contains("none to correct"),
        "{none_yet}"
    );

    let card = collections.set(id, None, moments(1)).unwrap();
    assert_eq!((card.number, card.stories), (number("41"), 2));
    let set = collections.edition(id, None).unwrap();
    let printed = html(&set);
    assert!(
        printed.contains("No. 41, 22 November 2026") && printed.contains("Edited by Mara Quill")
    );
    assert_eq!(
        collections.get(id).unwrap().items[0]
            .story
            .as_ref()
            .unwrap()
            .used_in,
        ["Monday briefing, No. 41"]
    );

    // Whatever happens to its stories, its collection and its template.
    corrected(&library, stories[0], PartName::Headline, "Another headline");
    library.stories().spike(&stories, moments(3)).unwrap();
    library.bin().empty_all(moments(4)).unwrap();
    let renamed = Described {
        name: Some("Tuesday briefing".to_owned()),
        template: Some("dossier".to_owned()),
        ..Described::default()
    };
    collections.describe(id, &renamed, moments(5)).unwrap();
    let again = collections.edition(id, Some(number("41"))).unwrap();
    assert_eq!(again, set);
    assert_eq!(html(&again), printed);
    assert_eq!(collections.get(id).unwrap().next_number, 42);
}

#[test]
fn a_correction_says_what_it_changed_and_a_withdrawn_edition_that_it_was() {
    let library = library();
    let stories = edited(&library, 1);
    let collections = library.collections();
    let id = briefing(&library);
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    collections.set(id, None, moments(1)).unwrap();
    corrected(
        &library,
        stories[0],
        PartName::Headline,
        "Ferry runs on time",
    );
    let card = collections
        .set(id, Some(" The headline was wrong. "), moments(3))
        .unwrap();
    assert_eq!(card.number, number("1.1"));
    let second = html(&collections.edition(id, None).unwrap());
    assert!(
        second.contains("No. 1.1") && second.contains("The headline was wrong."),
        "{second}"
    );
    assert!(second.contains("Headline altered by the editor."));
    assert!(!html(&collections.edition(id, Some(number("1"))).unwrap()).contains("on time"));

    collections
        .withdraw(id, number("1.1"), "Wrong ferry", moments(4))
        .unwrap();
    let twice = collections
        .withdraw(id, number("1.1"), "", moments(5))
        .unwrap_err();
    assert_eq!(twice.kind(), Kind::Refused);
    let editions = collections.get(id).unwrap().editions;
    assert_eq!(editions[0].why.as_deref(), Some("Wrong ferry"));
    assert_eq!(
        collections.edition(id, None).unwrap().number,
        Some(number("1"))
    );
    assert!(collections.edition(id, Some(number("7"))).is_err());
    // A number that was given is never given again.
    library.acts().undo().unwrap();
    let next = collections.set(id, None, moments(6)).unwrap();
    assert_eq!(next.number, number("2"));
}

#[test]
fn the_next_edition_begins_with_what_stays() {
    let library = library();
    let stories = edited(&library, 2);
    let collections = library.collections();
    let id = briefing(&library);
    let section = newsroom::collection::Content::Section {
        name: "The talks".to_owned(),
    };
    let note = newsroom::collection::Content::Note {
        text: "Write to us".to_owned(),
    };
    collections.add(id, &section, None, noon()).unwrap();
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    let note = collections.add(id, &note, None, noon()).unwrap();
    collections.set_stays(&[note], true, noon()).unwrap();
    collections.set(id, None, moments(1)).unwrap();
    collections.begin_next(id, moments(2)).unwrap();
    assert_eq!(collections.get(id).unwrap().items.len(), 2);
    library.acts().undo().unwrap();
    assert_eq!(collections.get(id).unwrap().items.len(), 4);
}

#[test]
fn what_speaks_against_printing_is_found_before() {
    let library = library();
    let stories = edited(&library, 4);
    let collections = library.collections();
    let id = briefing(&library);
    collections
        .add_stories(
            id,
            &stories,
            None,
            Some(newsroom::edition::Form::Full),
            noon(),
        )
        .unwrap();
    let concerns = |at| -> Vec<(Gravity, Concern)> {
        let found = check(&collections.draft(id, at).unwrap(), at);
        found
            .iter()
            .map(|finding| (finding.gravity, finding.concern))
            .collect()
    };
    let before = concerns(noon());
    assert!(
        before.contains(&(Gravity::Warns, Concern::Rights)),
        "{before:?}"
    );
    assert!(
        before.contains(&(Gravity::Warns, Concern::Unknown)),
        "{before:?}"
    );

    let embargo = Rights {
        reuse: Some(Reuse::Whole),
        embargo: Some(moments(60)),
        ..Rights::default()
    };
    library
        .rights()
        .set_stories(&stories[..1], &embargo, noon())
        .unwrap();
    assert_eq!(concerns(noon())[0], (Gravity::Blocks, Concern::Embargo));
    let refused = collections.set(id, None, noon()).unwrap_err();
    assert!(
        refused.to_string().contains("may not be sent out before"),
        "{refused}"
    );
    assert_eq!(collections.get(id).unwrap().editions, []);
    assert!(
        concerns(moments(61))
            .iter()
            .all(|(gravity, _)| *gravity == Gravity::Warns)
    );

    // The outlet's terms hold where the story's say nothing.
    let terms = Rights {
        reuse: Some(Reuse::Whole),
        credit: Some(" © The  Courier ".to_owned()),
        ..Rights::default()
    };
    for story in &stories {
        corrected(&library, *story, PartName::Outlet, "Arn Courier");
    }
    library
        .rights()
        .set_outlet("arn courier", &terms, noon())
        .unwrap();
    let draft = collections.draft(id, moments(61)).unwrap();
    let found = check(&draft, moments(61));
    assert!(
        found
            .iter()
            .all(|finding| finding.concern != Concern::Rights),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|finding| finding.concern == Concern::Balance),
        "{found:?}"
    );
    assert_eq!(
        draft.pieces().next().unwrap().rights.credit.as_deref(),
        Some("© The Courier")
    );
    library
        .rights()
        .set_outlet("Arn Courier", &Rights::default(), noon())
        .unwrap();
    assert!(
        library
            .rights()
            .of_outlet("Arn Courier")
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_left_the_desk_is_remembered() {
    let library = library();
    let stories = edited(&library, 1);
    let collections = library.collections();
    let id = briefing(&library);
    collections
        .add_stories(id, &stories, None, None, noon())
        .unwrap();
    collections.set(id, None, noon()).unwrap();
    let mut delivery = Delivery {
        at: moments(1),
        number: number("1"),
        format: "eml".to_owned(),
        taker: "ann@desk.example".to_owned(),
        state: DeliveryState::OnItsWay,
        said: None,
    };
    collections.note_delivery(id, &delivery).unwrap();
    delivery.state = DeliveryState::Delivered;
    collections.note_delivery(id, &delivery).unwrap();
    assert_eq!(collections.deliveries(id).unwrap(), [delivery.clone()]);
    delivery.number = number("9");
    assert!(collections.note_delivery(id, &delivery).is_err());
}

#[test]
fn a_template_of_ones_own_is_kept_if_it_can_be_followed() {
    let library = library();
    let templates = library.templates();
    let text = templates
        .text("newsletter")
        .unwrap()
        .replace("From the editor", "We think");
    templates.keep("Ours", &text, noon()).unwrap();
    let wrong = templates.keep(
        "Ours",
        "name = \"A\"\n[words]\nsource = \"{{ outlt }}\"",
        noon(),
    );
    assert!(wrong.unwrap_err().to_string().contains("line 3"));
    assert!(templates.keep("Dossier", &text, noon()).is_err());
    assert_eq!(templates.text("ours").unwrap(), text);
    let id = library
        .collections()
        .make("Letter", "Ours", noon())
        .unwrap();
    assert!(templates.remove("Ours", noon()).is_err());
    library.collections().remove(id, noon()).unwrap();
    templates.remove("Ours", noon()).unwrap();
    assert!(templates.text("Ours").is_err());
    library.acts().undo().unwrap();
    assert!(
        templates
            .all()
            .unwrap()
            .iter()
            .any(|card| card.own && card.name == "Ours")
    );
}
