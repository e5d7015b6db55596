//! What the window says of a story beside its text: what its page is, what each part is known by, the
//! entries of a live blog.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::picture::png;
use journeys::window::{role, text};
use journeys::{Answer, Outlet, Window, source, until};
use tempfile::TempDir;

const DUSK: [u8; 3] = [240, 180, 120];

fn page(case: &str) -> String {
    let path = format!("newsroom/tests/pages/{case}/page.html");
    fs::read_to_string(source::root().join(path)).unwrap()
}

/// The window on an empty library.
fn desk() -> (TempDir, Window) {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.wait_for(role("button", "Clip a page"));
    (home, window)
}

fn begin_clip(window: &Window, address: &str) {
    window.press("ctrl+n");
    window.type_into("#entry", address);
    window.press("ctrl+Enter");
}

fn clip(window: &Window, address: &str) {
    begin_clip(window, address);
    window.click(role("button", "Read it"));
    window.wait_gone("dialog[open]");
}

fn no_violations(window: &Window, screen: &str) {
    let found = window.axe();
    assert!(found.is_empty(), "{screen}: {found:#?}");
}

/// Opens the details of the story, and answers what they say.
fn details(window: &Window) -> String {
    window.click("details summary");
    window.wait_for("details[open] dl");
    window.text_of("details dl")
}

#[test]
fn what_is_no_article_says_what_it_is_and_what_says_so() {
    let outlet = Outlet::open();
    let (_home, window) = desk();
    for (case, label) in [
        ("section-front", "Section front"),
        ("gallery", "Gallery"),
        ("video-page", "Video page"),
        ("live-blog-stated", "Live blog"),
    ] {
        let place = format!("/{case}");
        outlet.serve(&place, Answer::html(&page(case)));
        clip(&window, &outlet.address(&place));
        until(label, || {
            (window.text_of("article [data-test=kind]") == label).then_some(())
        });
        let told = details(&window);
        assert!(
            told.contains("What it is") && told.contains(label),
            "{told}"
        );
        window.click("details summary");
    }
    no_violations(&window, "a live blog");
    window.close();
}

#[test]
fn a_wall_is_not_filed_and_a_person_may_insist() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page("consent-wall")));
    let (_home, window) = desk();
    let address = outlet.address("/story");
    begin_clip(&window, &address);
    let told = until("sentence that says what came", || {
        let dialog = window.text_of("dialog[open]");
        dialog.contains("a consent wall").then_some(dialog)
    });
    assert!(told.contains("The link is kept"), "{told}");
    no_violations(&window, "a consent wall");
    window.press("Escape");
    window.click(role("button", &format!("Clip it anyway: {address}")));
    window.click(role("button", &format!("Read it: {address}")));
    until("label", || {
        (window.text_of("article [data-test=kind]") == "Consent wall").then_some(())
    });
    window.close();
}

#[test]
fn one_entry_of_a_live_blog_is_clipped_with_its_time_and_its_pictures() {
    let outlet = Outlet::open();
    let words = "<p>The water stands at four metres at the old customs house, which is ten centimetres more \
        than at midnight, and the ferries lie at their piers until it falls.</p>";
    let entry = |n: u32| {
        format!(
            "<li id=e-{n}><time datetime=2025-03-05T0{n}:15:00+01:00>0{n}:15</time>\
             <h3>Report {n} from the quay</h3>{words}<figure><img src=/{n}.png alt='The quay'></figure></li>"
        )
    };
    let entries: String = (1..5).map(entry).collect();
    let live = format!(
        "<!doctype html><title>Live: the river rises</title><main><h1>Live: the river rises</h1>\
         <ul class=live-blog>{entries}</ul></main>"
    );
    outlet.serve("/live", Answer::html(&live));
    for n in 1..5 {
        outlet.serve(
            &format!("/{n}.png"),
            Answer::of("image/png", png(320 + n, 180, DUSK)),
        );
    }
    let (_home, window) = desk();
    clip(&window, &outlet.address("/live"));
    until("four entries", || {
        (window.count("[data-test=entries] li") == 4).then_some(())
    });
    let entries = window.text_of("[data-test=entries]");
    assert!(
        entries.contains("Report 2 from the quay") && entries.contains("2:15"),
        "{entries}"
    );
    window.click(role("button", "Clip this entry: “Report 2 from the quay”"));
    window.click(role(
        "button",
        "Already clipped: open “Report 2 from the quay”",
    ));
    until("entry as a story", || {
        (window.text_of("#headline") == "Report 2 from the quay").then_some(())
    });
    assert!(window.text_of("article").contains("5 March 2025"));
    until("picture of the entry", || {
        (window.count("[data-test=body] img") == 1).then_some(())
    });
    no_violations(&window, "an entry");
    window.press("ctrl+z");
    window.wait_for(text("Undone: Clipped “Report 2 from the quay”"));
    window.close();
}

#[test]
fn the_details_say_what_each_part_is_known_by() {
    let outlet = Outlet::open();
    let page = page("rights-and-access").replace(
        "https://courier.example",
        outlet.address("").trim_end_matches('/'),
    );
    outlet.serve("/river/ferry", Answer::html(&page));
    outlet.serve(
        "/pictures/ferry-1200.jpg",
        Answer::of("image/png", png(1_200, 520, DUSK)),
    );
    let (_home, window) = desk();
    clip(&window, &outlet.address("/river/ferry"));
    let told = details(&window);
    for words in [
        "Last changed",
        "16 October 2025",
        "Credited",
        "Ann Lee",
        "Rights",
        "© 2025 Arn Courier",
        "Keywords",
        "harbour board",
        "Access",
        "The rest is sold",
        "Lead picture",
        "The ferry on Thursday morning.",
        "Ilo Marsk/Arn Courier",
        "Kicker\nthe page says so (the page’s data)",
    ] {
        assert!(told.contains(words), "{words:?} is not in {told}");
    }
    no_violations(&window, "the details");
    window.close();
}

#[test]
fn a_page_that_was_not_read_to_its_end_says_so() {
    let outlet = Outlet::open();
    let words = "<p>The ferry left the quay on time this morning, with forty passengers and one dog, and \
        the harbour board said that it would do so every day until the spring comes.</p>";
    let nest = "<div>".repeat(100_000);
    let page = format!(
        "<title>Ferry runs again</title><article><h1>Ferry runs again</h1>{}{nest}",
        words.repeat(4)
    );
    outlet.serve("/deep", Answer::html(&page));
    let (_home, window) = desk();
    clip(&window, &outlet.address("/deep"));
    window.wait_for("[data-test=unread]");
    let told = details(&window);
    assert!(told.contains("the rest of the text"), "{told}");
    no_violations(&window, "a page that was not read to its end");
    window.close();
}
