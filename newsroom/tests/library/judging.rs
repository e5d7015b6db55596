//! What an editor judges, translates and moves about: claims, our own words, topics within topics.

use newsroom::claim::ClaimStatus;
use newsroom::margin::Anchor;
use newsroom::shelf::{Row, Shelf};
use newsroom::story::StoryId;
use newsroom::topic::Place;
use newsroom::{Kind, Library};

use crate::holding::{edited, found_by, library, list, moments, noon, page, seen, story_at};

fn row(library: &Library, story: StoryId) -> Row {
    let rows = list(library, Shelf::All);
    rows.into_iter().find(|row| row.id == story).unwrap()
}

#[test]
fn the_status_of_a_claim_says_by_whom_and_on_whose_word() {
    let library = library();
    let stories = edited(&library, 3);
    let said = library
        .claims()
        .judge(
            &stories[..2],
            ClaimStatus::Disputed,
            Some(" Ann  Lee "),
            Some("the harbour board"),
            noon(),
        )
        .unwrap();
    assert_eq!(said.as_deref(), Some("Marked 2 stories as disputed"));
    let claim = library.stories().get(stories[0]).unwrap().claim.unwrap();
    assert_eq!(
        (
            claim.status,
            claim.by.as_deref(),
            claim.according_to.as_deref()
        ),
        (
            ClaimStatus::Disputed,
            Some("Ann Lee"),
            Some("the harbour board")
        )
    );
    assert_eq!(row(&library, stories[1]).claim, Some(ClaimStatus::Disputed));
    assert_eq!(row(&library, stories[2]).claim, None);
    assert_eq!(
        found_by(&library, "claim:disputed"),
        [stories[1], stories[0]]
    );
    assert_eq!(found_by(&library, "claim:confirmed"), []);
    // Said again, nothing changes, and there is nothing to undo.
    let again = library
        .claims()
        .judge(
            &stories[..1],
            ClaimStatus::Disputed,
            Some("Ann Lee"),
            Some("the harbour board"),
            moments(5),
        )
        .unwrap();
    assert_eq!(again, None);
    library.claims().withdraw(&stories[..1], noon()).unwrap();
    assert_eq!(row(&library, stories[0]).claim, None);
    library.acts().undo().unwrap();
    assert_eq!(row(&library, stories[0]).claim, Some(ClaimStatus::Disputed));
    let long = "x".repeat(501);
    let refused = library
        .claims()
        .judge(&stories, ClaimStatus::Confirmed, Some(&long), None, noon())
        .unwrap_err();
    assert_eq!(refused.kind(), Kind::Refused);
    assert_eq!(row(&library, stories[2]).claim, None);
}

#[test]
fn our_translation_stands_beside_the_outlets_words_and_is_found() {
    let library = library();
    let stories = edited(&library, 1);
    let story = stories[0];
    let headline = library.stories().get(story).unwrap().headline.value;
    library
        .margins()
        .translate(story, None, "uk", "Пором запізнюється", noon())
        .unwrap();
    let kept = library.stories().get(story).unwrap();
    assert_eq!(kept.headline.value, headline);
    assert_eq!(
        row(&library, story).translated.as_deref(),
        Some("Пором запізнюється")
    );
    assert_eq!(found_by(&library, "запізнюється"), [story]);
    // Another text for the same headline and language takes its place; another passage stands for itself.
    library
        .margins()
        .translate(story, None, "uk", "Пором спізнюється", noon())
        .unwrap();
    let passage = library.margins().anchor(story, "left the quay").unwrap();
    library
        .margins()
        .translate(story, Some(&passage), "uk", "відійшов", noon())
        .unwrap();
    let ours = library.margins().translations(story).unwrap();
    assert_eq!(ours.len(), 2);
    assert_eq!(ours[0].text, "Пором спізнюється");
    assert_eq!(
        ours[1].anchor.as_ref().map(|anchor| anchor.text.as_str()),
        Some("left the quay")
    );
    library
        .margins()
        .translate(story, None, "uk", "  ", noon())
        .unwrap();
    assert_eq!(row(&library, story).translated, None);
    library.acts().undo().unwrap();
    assert_eq!(
        row(&library, story).translated.as_deref(),
        Some("Пором спізнюється")
    );
    for (language, anchor) in [("", None), ("Ukrainian language", None), ("e", None)] {
        let refused = library
            .margins()
            .translate(story, anchor, language, "words", noon());
        assert_eq!(refused.unwrap_err().kind(), Kind::Refused, "{language}");
    }
    let nothing = Anchor {
        text: String::new(),
        before: String::new(),
        after: String::new(),
        position: 0,
    };
    assert!(
        library
            .margins()
            .translate(story, Some(&nothing), "uk", "x", noon())
            .is_err()
    );
}

#[test]
fn highlights_notes_and_copies_are_counted_in_a_list() {
    let library = library();
    let text = "The harbour board said on Monday that the ferry would sail again in the spring, and that the \
                quay would be lit from the first of March, whatever the weather might be on that day.";
    let mut copies = Vec::new();
    for (number, host) in ["one", "two", "three"].into_iter().enumerate() {
        let mut clipping = story_at(host);
        clipping.body = vec![newsroom::clipping::Block::Paragraph {
            text: vec![newsroom::clipping::Run {
                text: text.repeat(3),
                ..Default::default()
            }],
        }];
        let page = page(&format!("https://{host}.example/{number}"));
        copies.push(
            library
                .stories()
                .file(&page, &clipping, noon())
                .unwrap()
                .story,
        );
    }
    let story = copies[0];
    assert_eq!(row(&library, story).copies, 2);
    assert_eq!(
        library
            .stories()
            .get(story)
            .unwrap()
            .copies
            .iter()
            .map(|copy| copy.story)
            .collect::<Vec<_>>(),
        copies[1..]
    );
    library.stories().spike(&copies[2..], noon()).unwrap();
    assert_eq!(row(&library, story).copies, 1);
    library
        .margins()
        .highlight_words(story, "harbour board", Default::default(), noon())
        .unwrap();
    library.margins().note(story, "Call them", noon()).unwrap();
    let line = row(&library, story);
    assert_eq!((line.highlights, line.notes), (1, 1));
    assert_eq!(seen(&library, Shelf::Highlights), [story]);
    assert_eq!(library.stories().shelves(noon()).unwrap().highlights, 1);
    library.warm().unwrap();
    assert_eq!(library.stories().shelves(noon()).unwrap().highlights, 1);
    let refused =
        library
            .margins()
            .highlight_words(story, "no such words", Default::default(), noon());
    assert_eq!(refused.unwrap_err().kind(), Kind::Refused);
}

#[test]
fn every_version_of_a_page_can_be_read() {
    let library = library();
    let address = "https://example.org/1";
    let first = library
        .stories()
        .file(&page(address), &story_at("one"), noon())
        .unwrap()
        .story;
    let mut changed = page(address);
    changed.bytes = b"corrected".to_vec();
    library
        .stories()
        .file(&changed, &story_at("two"), moments(60))
        .unwrap();
    let versions = library.stories().versions(first).unwrap();
    let told: Vec<_> = versions
        .iter()
        .map(|version| version.headline.as_deref())
        .collect();
    assert_eq!(
        told,
        [Some("Ferry two runs late"), Some("Ferry one runs late")]
    );
    assert_eq!(versions[0].words, 9);
    let text = library.stories().version(first, versions[1].id).unwrap();
    assert_eq!(text.headline.as_deref(), Some("Ferry one runs late"));
    let other = edited(&library, 1)[0];
    for (story, version) in [(other, versions[0].id), (first, 99)] {
        let missing = library.stories().version(story, version).unwrap_err();
        assert_eq!(missing.kind(), Kind::Missing);
    }
}

#[test]
fn outlets_and_searches_are_listed_in_order() {
    let library = library();
    for (number, outlet) in ["Arn Courier", "Harbour Times", "Harbour Times"]
        .into_iter()
        .enumerate()
    {
        let mut clipping = story_at(&number.to_string());
        clipping.outlet = crate::holding::found(outlet);
        let page = page(&format!("https://example.org/{number}"));
        library.stories().file(&page, &clipping, noon()).unwrap();
    }
    let outlets = library.stories().outlets(10).unwrap();
    let told: Vec<_> = outlets
        .iter()
        .map(|outlet| (outlet.name.as_str(), outlet.stories))
        .collect();
    assert_eq!(told, [("Harbour Times", 2), ("Arn Courier", 1)]);
    let searches = library.searches();
    for (name, words) in [("Late", "late"), ("Courier", "outlet:\"Arn Courier\"")] {
        searches.keep(name, words, noon()).unwrap();
    }
    let late = searches.find("late").unwrap();
    searches
        .place("Courier", Place::Before(late), noon())
        .unwrap();
    let shelves = library.stories().shelves(noon()).unwrap();
    let told: Vec<_> = shelves
        .searches
        .iter()
        .map(|search| (search.name.as_str(), search.stories))
        .collect();
    assert_eq!(told, [("Courier", 1), ("Late", 3)]);
}

#[test]
fn a_note_that_is_written_with_pauses_is_one_act() {
    let library = library();
    let stories = edited(&library, 2);
    let note = library.margins().note(stories[0], "Call", noon()).unwrap();
    for (minute, text) in [
        (1, "Call the"),
        (2, "Call the harbour"),
        (2, "Call the harbour"),
    ] {
        let now = moments(minute);
        library.margins().rewrite(note, text, now).unwrap();
    }
    let text = || -> Vec<String> {
        let notes = library.margins().notes(stories[0]).unwrap();
        notes.into_iter().map(|note| note.text).collect()
    };
    // An hour later it is another act, and so is what follows something else.
    library
        .margins()
        .rewrite(note, "Called them", moments(70))
        .unwrap();
    library.stories().spike(&stories[1..], moments(71)).unwrap();
    library
        .margins()
        .rewrite(note, "Called them twice", moments(71))
        .unwrap();
    for expected in ["Called them", "Called them", "Call the harbour"] {
        library.acts().undo().unwrap();
        assert_eq!(text(), [expected]);
    }
    // What was written with pauses goes at once, and comes back at once.
    library.acts().undo().unwrap();
    assert_eq!(text(), Vec::<String>::new());
    library.acts().redo().unwrap();
    assert_eq!(text(), ["Call the harbour"]);
    // To take a note away is an act of its own, which brings it back.
    library.margins().rewrite(note, " ", moments(72)).unwrap();
    library.acts().undo().unwrap();
    assert_eq!(text(), ["Call the harbour"]);
}
