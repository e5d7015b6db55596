//! Filing: which story a page is, and what is kept of it.

use newsroom::clipping::{Evidence, Omission};
use newsroom::job::Fate;
use newsroom::page::{Errand, How, pasted};
use newsroom::shelf::Shelf;
use newsroom::{Address, Page, clip};

use crate::holding::{found, lead, library, noon, page, seen, story_at};

#[test]
fn the_same_story_clipped_twice_is_one_story() {
    let library = library();
    let first = library.stories().file(
        &page("https://www.example.org/a?utm_source=x"),
        &story_at("a"),
        noon(),
    );
    let again =
        library
            .stories()
            .file(&page("https://m.example.org/a/amp"), &story_at("a"), noon());
    let (first, again) = (first.unwrap(), again.unwrap());
    assert_eq!((first.fate, again.fate), (Fate::New, Fate::Already));
    assert_eq!(first.story, again.story);
    assert_eq!(library.stories().get(first.story).unwrap().versions, 1);
}

#[test]
fn a_page_that_changed_gives_its_story_a_further_clipping() {
    let library = library();
    let address = page("https://example.org/a");
    let first = library
        .stories()
        .file(&address, &story_at("a"), noon())
        .unwrap();
    let mut changed = story_at("a");
    changed.headline = found("The bridge reopens, and closes again");
    let address = Page {
        bytes: b"The bridge reopens, and closes again".to_vec(),
        ..address
    };
    let second = library.stories().file(&address, &changed, noon()).unwrap();
    assert_eq!((second.story, second.fate), (first.story, Fate::Corrected));
    let story = library.stories().get(first.story).unwrap();
    assert_eq!(
        (story.headline.value.as_str(), story.versions),
        ("The bridge reopens, and closes again", 2)
    );
    // Links around the story change with every visit, and say nothing new about it.
    changed.leads = vec![lead("Something else", None)];
    assert_eq!(
        library
            .stories()
            .file(&address, &changed, noon())
            .unwrap()
            .fate,
        Fate::Already
    );
}

#[test]
fn what_a_newer_desk_reads_in_a_page_is_no_change_of_the_page() {
    let library = library();
    let first = library
        .stories()
        .file(&page("https://example.org/a"), &story_at("a"), noon())
        .unwrap();
    // The same bytes, of which a newer desk understands more.
    let mut better = story_at("a");
    better.headline = found("The bridge reopens at last");
    // Other bytes, in which it finds the same words elsewhere.
    let mut elsewhere = story_at("a");
    if let Some(headline) = &mut elsewhere.headline {
        headline.evidence = Evidence::JsonLd;
    }
    let other = Page {
        bytes: b"the same story in another template".to_vec(),
        ..page("https://example.org/a")
    };
    for (page, clipping) in [(page("https://example.org/a"), better), (other, elsewhere)] {
        let again = library.stories().file(&page, &clipping, noon()).unwrap();
        assert_eq!((again.story, again.fate), (first.story, Fate::Already));
    }
    assert_eq!(library.stories().get(first.story).unwrap().versions, 1);
}

#[test]
fn a_paste_is_known_by_its_text() {
    let library = library();
    let file = |text: &str| {
        let page = pasted(text, noon()).unwrap();
        library.stories().file(&page, &clip(&page), noon()).unwrap()
    };
    let first = file(
        "The bridge reopens\nA standfirst of some length.\n\nThe first paragraph of the story.\n",
    );
    let again = file(
        "The bridge  reopens\r\nA standfirst of some length.\r\n\r\nThe first paragraph of the story.",
    );
    let other = file(
        "The bridge stays shut\nA standfirst of some length.\n\nAnother paragraph of a story.\n",
    );
    assert_eq!((again.story, again.fate), (first.story, Fate::Already));
    assert_ne!(other.story, first.story);
}

#[test]
fn the_evidence_is_kept_byte_for_byte() {
    let library = library();
    let mut received = page("https://example.org/a");
    received.bytes = b"<p>caf\xe9 \0 as received".to_vec();
    received.how = How::Fetched;
    let story = library
        .stories()
        .file(&received, &story_at("a"), noon())
        .unwrap()
        .story;
    let snapshot = library.stories().get(story).unwrap().snapshot.unwrap();
    assert_eq!(
        (snapshot.bytes, snapshot.how, snapshot.seen_at),
        (received.bytes.len() as u64, How::Fetched, noon())
    );
    assert_eq!(library.snapshot(&snapshot.sha256).unwrap(), received.bytes);
    assert!(
        library
            .snapshot("00")
            .unwrap_err()
            .to_string()
            .contains("is not in this library")
    );
}

#[test]
fn a_link_that_could_not_be_fetched_is_kept_and_fetched_later() {
    let library = library();
    let errand = Errand::Typed(Address::read("https://example.org/a").unwrap());
    let story = library.stories().expect(&errand, noon()).unwrap();
    library
        .stories()
        .not_fetched(story, "the server answered 403 (forbidden)")
        .unwrap();
    library
        .tags()
        .tag(&[story], &["Budapest".to_owned()], &[], noon())
        .unwrap();
    let waiting = library.stories().get(story).unwrap();
    assert_eq!(
        waiting.unfetched.as_deref(),
        Some("the server answered 403 (forbidden)")
    );
    assert_eq!(waiting.headline.value, "https://example.org/a");
    assert_eq!(library.stories().waiting().unwrap(), [story]);
    assert_eq!(library.stories().errand(story).unwrap(), errand);

    let filed = library
        .stories()
        .file_expected(
            story,
            &page("https://example.org/a"),
            &story_at("a"),
            noon(),
        )
        .unwrap();
    assert_eq!((filed.story, filed.fate), (story, Fate::New));
    let here = library.stories().get(story).unwrap();
    assert_eq!(
        (here.unfetched, here.tags.as_slice()),
        (None, &["Budapest".to_owned()][..])
    );
    assert_eq!(library.stories().waiting().unwrap(), []);
    // A page that cannot be fetched again takes nothing away.
    library.stories().not_fetched(story, "gone").unwrap();
    assert_eq!(library.stories().get(story).unwrap().unfetched, None);
}

#[test]
fn a_link_that_leads_to_a_known_story_hands_its_tags_over() {
    let library = library();
    let known = library
        .stories()
        .file(&page("https://example.org/a"), &story_at("a"), noon())
        .unwrap()
        .story;
    let short = Errand::Typed(Address::read("https://short.example/x").unwrap());
    let link = library.stories().expect(&short, noon()).unwrap();
    library
        .tags()
        .tag(&[link], &["Budapest".to_owned()], &[], noon())
        .unwrap();
    let filed = library
        .stories()
        .file_expected(link, &page("https://example.org/a"), &story_at("a"), noon())
        .unwrap();
    assert_eq!((filed.story, filed.fate), (known, Fate::Already));
    assert_eq!(library.stories().get(known).unwrap().tags, ["Budapest"]);
    assert_eq!(seen(&library, Shelf::All), [known]);
    assert_eq!(
        library.stories().expect(&short, noon()).unwrap(),
        known,
        "the short link is known from now on"
    );
}

#[test]
fn a_lead_stands_once_and_knows_what_became_of_it() {
    let library = library();
    let mut clipping = story_at("a");
    clipping.leads = vec![
        lead("Ferry runs late", Some("https://example.org/ferry")),
        lead("No address", None),
    ];
    let story = library
        .stories()
        .file(&page("https://example.org/a"), &clipping, noon())
        .unwrap()
        .story;
    let leads = library.leads().of(story).unwrap();
    assert_eq!(
        leads.iter().map(|lead| lead.clipped).collect::<Vec<_>>(),
        [None, None]
    );
    // What a page points to is fetched as such; what a person typed may be private.
    assert!(matches!(
        library.leads().errand(leads[0].id).unwrap(),
        Errand::Pointed(_)
    ));
    let refusal = library.leads().errand(leads[1].id).unwrap_err().to_string();
    assert!(
        refusal.contains("“No address” has no address yet"),
        "{refusal}"
    );
    let typed = Address::read("http://localhost:1/b").unwrap();
    library
        .leads()
        .set_address(leads[1].id, &typed, noon())
        .unwrap();
    assert_eq!(
        library.leads().errand(leads[1].id).unwrap(),
        Errand::Typed(typed)
    );

    let ferry = library
        .stories()
        .file(
            &page("https://example.org/ferry"),
            &story_at("ferry"),
            noon(),
        )
        .unwrap()
        .story;
    assert_eq!(library.leads().of(story).unwrap()[0].clipped, Some(ferry));
}

#[test]
fn what_was_not_found_is_said() {
    let library = library();
    let mut clipping = story_at("a");
    clipping.omissions = vec![Omission::Published];
    let story = library
        .stories()
        .file(&page("https://example.org/a"), &clipping, noon())
        .unwrap()
        .story;
    let story = library.stories().get(story).unwrap();
    assert_eq!(
        (story.published, story.omissions.as_slice()),
        (None, &[Omission::Published][..])
    );
}
