//! What the editor knows better than the page.

use newsroom::clipping::{Evidence, Part};
use newsroom::library::Correction;
use newsroom::shelf::Shelf;
use newsroom::story::{PartName, Standing};
use newsroom::{Clipping, Page};

use crate::holding::{found, library, list, noon, page, story_at};

#[test]
fn what_the_editor_corrected_wins_over_any_later_clip_and_both_are_kept() {
    let library = library();
    let address = page("https://example.org/a");
    let story = library
        .stories()
        .file(&address, &story_at("a"), noon())
        .unwrap()
        .story;
    for (part, text) in [
        (PartName::Published, "2025-10-16"),
        (PartName::Headline, "Our words"),
    ] {
        library
            .stories()
            .correct(story, &Correction::read(part, text).unwrap(), noon())
            .unwrap();
    }
    let mut changed = story_at("a");
    changed.headline = found("The outlet's new words");
    let address = Page {
        bytes: b"The outlet's new words".to_vec(),
        ..address
    };
    library.stories().file(&address, &changed, noon()).unwrap();
    let now = library.stories().get(story).unwrap();
    assert_eq!(now.headline.value, "Our words");
    assert_eq!(now.headline.standing, Standing::Corrected);
    assert_eq!(
        now.headline.original.as_deref(),
        Some("The outlet's new words")
    );
    assert_eq!(now.published.unwrap().value.to_string(), "2025-10-16");
    assert_eq!(
        list(&library, Shelf::All)[0].headline,
        "Our words",
        "the list shows another headline"
    );

    library
        .stories()
        .restore_original(story, PartName::Headline, noon())
        .unwrap();
    assert_eq!(
        library.stories().get(story).unwrap().headline.value,
        "The outlet's new words"
    );
}

#[test]
fn what_was_inferred_stays_marked_until_a_person_confirms_it() {
    let library = library();
    let mut clipping = story_at("a");
    clipping.outlet = Some(Part {
        value: "Northern Herald".to_owned(),
        evidence: Evidence::AuthorNote,
    });
    let story = library
        .stories()
        .file(&page("https://example.org/a"), &clipping, noon())
        .unwrap()
        .story;
    assert!(list(&library, Shelf::All)[0].outlet_inferred);
    library
        .stories()
        .confirm(story, PartName::Outlet, noon())
        .unwrap();
    let outlet = library.stories().get(story).unwrap().outlet.unwrap();
    assert_eq!(
        (outlet.standing, outlet.value.as_str()),
        (Standing::Confirmed, "Northern Herald")
    );
    assert!(!list(&library, Shelf::All)[0].outlet_inferred);
    library.acts().undo().unwrap();
    assert!(
        list(&library, Shelf::All)[0].outlet_inferred,
        "undo did not take the confirmation back"
    );
}

#[test]
fn a_correction_that_says_nothing_is_refused() {
    for (part, text, sentence) in [
        (PartName::Headline, "  ", "the headline is empty"),
        (PartName::Published, "Thursday", "“Thursday” is not a date"),
        (
            PartName::Language,
            "Ukrainian!",
            "“Ukrainian!” is not a language tag",
        ),
        (
            PartName::Published,
            "2025-13-40",
            "“2025-13-40” is not a date",
        ),
    ] {
        let refusal = Correction::read(part, text).unwrap_err().to_string();
        assert!(refusal.contains(sentence), "{refusal}");
    }
    let library = library();
    let story = library
        .stories()
        .file(&page("https://example.org/a"), &Clipping::default(), noon())
        .unwrap()
        .story;
    let refusal = library
        .stories()
        .confirm(story, PartName::Outlet, noon())
        .unwrap_err()
        .to_string();
    assert!(refusal.contains("has no outlet to confirm"), "{refusal}");
}
