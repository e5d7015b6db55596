//! Pages that are no plain story: what stands in the way of one, and live blogs.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::{Answer, Desk, Outlet, source};
use serde_json::Value;

fn page(case: &str) -> String {
    fs::read_to_string(
        source::root()
            .join("newsroom/tests/pages")
            .join(case)
            .join("page.html"),
    )
    .unwrap()
}

fn shown(desk: &Desk, story: &str) -> Value {
    serde_json::from_str(&desk.run(&["show", story, "--json"]).ok()).unwrap()
}

#[test]
fn what_stands_in_the_way_is_not_filed_as_the_story() {
    let outlet = Outlet::open();
    for (case, what) in [
        ("consent-wall", "a consent wall"),
        ("consent-wall-on-the-story", "a consent wall"),
        ("bot-check", "a bot check"),
        ("not-found", "an error page"),
        ("login-stub", "a login page"),
    ] {
        outlet.serve("/story", Answer::html(&page(case)));
        let desk = Desk::new();
        let address = outlet.address("/story");
        let refusal = desk.run(&["clip", &address, "--tag", "River"]).refused();
        for words in [
            address.as_str(),
            what,
            "open the page in a browser",
            "the link is kept as story 1",
            "desk retry 1 --anyway",
        ] {
            assert!(
                refusal.contains(words),
                "{case}: {words} is not in {refusal}"
            );
        }
        let link = shown(&desk, "1");
        assert!(link["unfetched"].as_str().unwrap().contains(what), "{link}");
        assert_eq!(link["versions"], 0, "{case} was kept as a clipping");
        assert_eq!(link["tags"], serde_json::json!(["River"]));

        // The story itself, once it comes, takes the link's place.
        outlet.serve("/story", Answer::html(&page("about-cookies")));
        desk.run(&["retry"]).ok();
        assert_eq!(shown(&desk, "1")["kind"], "article", "{case}");
    }
}

#[test]
fn a_person_may_clip_it_anyway_and_it_says_what_it_is() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page("not-found")));
    let desk = Desk::new();
    let address = outlet.address("/story");
    desk.run(&["clip", &address]).refused();
    let said = desk.run(&["retry", "1", "--anyway"]).ok();
    assert!(said.contains("(an error page)"), "{said}");
    assert_eq!(shown(&desk, "1")["kind"], "error-page");
    assert!(desk.run(&["list"]).ok().contains("(an error page)"));
    assert!(
        desk.run(&["show", "1"])
            .ok()
            .contains("Kind         an error page")
    );

    let other = outlet.address("/other");
    outlet.serve("/other", Answer::html(&page("login-stub")));
    desk.run(&["clip", &other, "--anyway"]).ok();
    assert_eq!(shown(&desk, "2")["kind"], "login-stub");
}

#[test]
fn a_paste_that_is_a_wall_is_refused_and_nothing_of_it_is_kept() {
    let desk = Desk::new();
    let refusal = desk.run_on(page("consent-wall"), &["clip", "-"]).refused();
    for words in ["a consent wall", "nothing of it was kept", "--anyway"] {
        assert!(refusal.contains(words), "{refusal}");
    }
    let refusal = desk
        .run_on("Just a moment...\n\nVerify you are human", &["clip", "-"])
        .refused();
    assert!(refusal.contains("a bot check"), "{refusal}");
    assert!(desk.run(&["list"]).ok().contains("No stories."));
    desk.run_on(page("consent-wall"), &["clip", "-", "--anyway"])
        .ok();
    assert!(desk.run(&["list"]).ok().contains("(a consent wall)"));
}

#[test]
fn a_wall_does_not_take_the_place_of_a_story_that_is_here() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page("about-cookies")));
    let desk = Desk::new();
    let address = outlet.address("/story");
    desk.run(&["clip", &address]).ok();
    outlet.serve("/story", Answer::html(&page("bot-check")));
    let refusal = desk.run(&["clip", &address]).refused();
    assert!(
        refusal.contains("is kept as it was clipped before"),
        "{refusal}"
    );
    assert_eq!(shown(&desk, "1")["kind"], "article");
    assert_eq!(shown(&desk, "1")["unfetched"], Value::Null);
}

#[test]
fn what_is_no_article_is_filed_and_labelled() {
    let outlet = Outlet::open();
    let desk = Desk::new();
    for (case, label) in [
        ("section-front", "(a section front)"),
        ("gallery", "(a gallery)"),
        ("video-page", "(a video page)"),
        ("live-blog-stated", "(a live blog)"),
    ] {
        let place = format!("/{case}");
        outlet.serve(&place, Answer::html(&page(case)));
        let said = desk.run(&["clip", &outlet.address(&place)]).ok();
        assert!(said.contains(label), "{case}: {said}");
        assert!(desk.run(&["list"]).ok().contains(label), "{case}");
    }
}

#[test]
fn an_entry_of_a_live_blog_is_a_story_of_its_own() {
    let outlet = Outlet::open();
    outlet.serve(
        "/live/council",
        Answer::html(&page("live-blog-stated").replace(
            "https://courier.example",
            outlet.address("").trim_end_matches('/'),
        )),
    );
    let desk = Desk::new();
    let blog = outlet.address("/live/council");

    // By its number, by the address that names it, and from the blog that is here: one story each.
    let said = desk
        .run(&["clip", &blog, "--entry", "1", "--tag", "Votes"])
        .ok();
    assert!(said.contains("Clipped 1  The vote is carried"), "{said}");
    let entry = shown(&desk, "1");
    assert_eq!(entry["published"]["value"], "2025-03-04T20:12:00+01:00");
    assert_eq!(entry["byline"]["value"], serde_json::json!(["Mara Quill"]));
    assert_eq!(entry["tags"], serde_json::json!(["Votes"]));
    assert_eq!(entry["kind"], "article");
    let again = desk.run(&["clip", &format!("{blog}#block-3")]).ok();
    assert!(again.contains("Already here, unchanged: 1"), "{again}");

    // An anchor that names no entry is a place on the page.
    desk.run(&["clip", &format!("{blog}#top")]).ok();
    let whole = shown(&desk, "2");
    assert_eq!(whole["kind"], "live-blog");
    assert_eq!(whole["entries"][0]["clipped"], 1);
    assert_eq!(whole["entries"][2]["clipped"], Value::Null);
    let said = desk.run(&["entry", "2", "3"]).ok();
    assert!(said.contains("Clipped 3  The council meets"), "{said}");
    assert_eq!(shown(&desk, "2")["entries"][2]["clipped"], 3);
    assert!(
        desk.run(&["undo"])
            .ok()
            .contains("Clipped “The council meets”")
    );
    assert!(desk.run(&["list"]).ok().ends_with("2 stories, 2 unread\n"));

    for (args, words) in [
        (
            ["clip", blog.as_str(), "--entry", "9"].as_slice(),
            "has 3 entries, and no entry 9",
        ),
        (&["entry", "2", "9"], "has 3 entries, and no entry 9"),
        (&["entry", "1", "1"], "has 0 entries"),
    ] {
        let refusal = desk.run(args).refused();
        assert!(refusal.contains(words), "{refusal}");
    }
}
