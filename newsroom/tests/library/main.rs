//! What an editor relies on when something is in the library.

mod holding;
mod undo;

use holding::{edited, library, list, moments, noon, page, seen, story_at};
use newsroom::clipping::{Evidence, Lead, Omission, Part};
use newsroom::job::Fate;
use newsroom::library::{Correction, DeskLock, Errand};
use newsroom::page::{How, pasted};
use newsroom::shelf::{Query, Shelf, Sort};
use newsroom::story::{Mark, PartName, Standing};
use newsroom::{Address, Clipping, Library, clip};

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
                shelf: Shelf::All,
                unread_only: false,
                words: words.map(str::to_owned),
                sort,
                after,
                limit,
            };
            let whole = library.stories().list(&query(None, 100)).unwrap();
            assert_eq!((whole.rows.len(), whole.total, whole.more), (23, 23, false));
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

#[test]
fn a_library_survives_being_closed_with_its_way_back() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::open(folder.path()).unwrap();
    let stories = edited(&library, 2);
    library
        .tags()
        .tag(&stories, &["Budapest".to_owned()], &[], noon())
        .unwrap();
    drop(library);
    let library = Library::open(folder.path()).unwrap();
    assert_eq!(
        library.acts().undo().unwrap().as_deref(),
        Some("Tagged 2 stories “Budapest”")
    );
    assert_eq!(library.tags().of(stories[0]).unwrap(), [] as [&str; 0]);
    assert_eq!(
        library.acts().redo().unwrap().as_deref(),
        Some("Tagged 2 stories “Budapest”")
    );
    assert_eq!(library.tags().of(stories[1]).unwrap(), ["Budapest"]);
}

#[test]
fn a_library_that_cannot_be_opened_is_left_as_it_is_and_named() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("holding");
    drop(Library::open(&place).unwrap());
    let file = place.join("library.db");
    let whole = std::fs::read(&file).unwrap();

    // `user_version` is the big-endian number at byte 60 of a SQLite file, `application_id` at 68.
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let mut foreign = whole.clone();
    foreign[68..72].copy_from_slice(&7_u32.to_be_bytes());
    for (bytes, sentence) in [
        (newer, "newer Clipdesk (layout 99"),
        (foreign, "another program"),
        (
            b"no database at all, but long enough to look like a file of its own".repeat(200),
            "is damaged",
        ),
    ] {
        std::fs::write(&file, &bytes).unwrap();
        let refusal = Library::open(&place).unwrap_err().to_string();
        assert!(
            refusal.contains(sentence) && refusal.contains("holding"),
            "{refusal}"
        );
        assert_eq!(
            std::fs::read(&file).unwrap(),
            bytes,
            "a refused library was changed: {sentence}"
        );
    }
    let in_the_way = folder.path().join("file");
    std::fs::write(&in_the_way, "x").unwrap();
    let refusal = Library::open(&in_the_way).unwrap_err().to_string();
    assert!(
        refusal.contains("is a file, and a library is a folder"),
        "{refusal}"
    );
}

#[test]
fn two_desks_do_not_share_a_library() {
    let folder = tempfile::tempdir().unwrap();
    let first = DeskLock::take(folder.path()).unwrap();
    let refusal = DeskLock::take(folder.path()).unwrap_err().to_string();
    assert!(refusal.contains("is open on another desk"), "{refusal}");
    drop(first);
    DeskLock::take(folder.path()).unwrap();
}

#[test]
fn two_programs_may_write_to_one_library() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Library::open(folder.path()).unwrap();
    let before = desk.changes_by_others().unwrap();
    let line = Library::open(folder.path()).unwrap();
    let story = edited(&line, 1)[0];
    assert_ne!(
        desk.changes_by_others().unwrap(),
        before,
        "the desk did not notice"
    );
    desk.tags()
        .tag(&[story], &["Budapest".to_owned()], &[], noon())
        .unwrap();
    assert_eq!(
        line.acts().undo().unwrap().as_deref(),
        Some("Tagged “Ferry 0 runs late” “Budapest”")
    );
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

fn found(text: &str) -> Option<Part<String>> {
    Some(Part {
        value: text.to_owned(),
        evidence: Evidence::Markup,
    })
}

fn lead(headline: &str, address: Option<&str>) -> Lead {
    Lead {
        headline: headline.to_owned(),
        summary: None,
        address: address.map(|address| Address::read(address).unwrap()),
        lists: vec!["Related".to_owned()],
    }
}

fn found_by(library: &Library, words: &str) -> Vec<newsroom::story::StoryId> {
    let query = Query {
        shelf: Shelf::All,
        unread_only: false,
        words: Some(words.to_owned()),
        sort: Sort::Best,
        after: None,
        limit: 50,
    };
    library
        .stories()
        .list(&query)
        .unwrap()
        .rows
        .iter()
        .map(|row| row.id)
        .collect()
}
