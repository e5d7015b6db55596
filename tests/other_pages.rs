//! What is no single web page, through the command line: PDFs, mails, saved pages, stories over several
//! addresses.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::{Answer, Desk, Outlet, source};
use serde_json::Value;

fn case(name: &str) -> String {
    let path = source::root().join("newsroom/tests/pages").join(name);
    path.to_str().unwrap().to_owned()
}

fn story(desk: &Desk, number: &str) -> Value {
    serde_json::from_str(&desk.run(&["show", number, "--json"]).ok()).unwrap()
}

#[test]
fn a_pdf_is_clipped_from_a_file_and_from_its_address() {
    let desk = Desk::new();
    desk.run(&["clip", &case("communique/page.pdf")]).ok();
    let kept = story(&desk, "1");
    assert_eq!(
        kept["headline"]["value"],
        "Gates of the upper weir to be opened at dusk"
    );
    assert_eq!(kept["pages"], 3);
    let bytes = fs::metadata(case("communique/page.pdf")).unwrap().len();
    assert_eq!(kept["snapshot"]["bytes"], bytes);
    assert!(
        desk.run(&["search", "downstream"])
            .ok()
            .contains("Gates of the upper weir")
    );

    let outlet = Outlet::open();
    let file = fs::read(case("communique/page.pdf")).unwrap();
    for (path, kind) in [
        ("/report.pdf", "application/pdf"),
        ("/report", "application/octet-stream"),
        ("/mislabelled", "text/html"),
    ] {
        outlet.serve(path, Answer::of(kind, file.clone()));
        let clipped = desk.run(&["clip", &outlet.address(path), "--json"]).ok();
        assert!(
            clipped.contains("Gates of the upper weir"),
            "{path}: {clipped}"
        );
    }
    assert_eq!(story(&desk, "2")["address"], outlet.address("/report.pdf"));
}

#[test]
fn a_newsletter_and_saved_pages_are_clipped() {
    let desk = Desk::new();
    for (file, headline, address) in [
        ("newsletter/page.eml", "Your morning on the river", None),
        (
            "archive/page.mhtml",
            "Lock at Tarn to be cleaned before the flood",
            Some("https://courier.example/river/lock"),
        ),
        (
            "single-file/page.html",
            "Swans return to the upper weir",
            Some("https://courier.example/river/swans"),
        ),
    ] {
        let clipped: Value =
            serde_json::from_str(&desk.run(&["clip", &case(file), "--json"]).ok()).unwrap();
        assert_eq!(clipped["headline"], headline, "{file}");
        let kept = story(&desk, &clipped["story"].to_string());
        assert_eq!(kept["address"].as_str(), address, "{file}");
    }
    // What is piped in has no name that says what it is.
    let mail = fs::read(case("newsletter/page.eml")).unwrap();
    let desk = Desk::new();
    assert!(
        desk.run_on(mail, &["clip", "-"])
            .ok()
            .contains("Your morning on the river")
    );
}

/// A page of a story, or of another one, with what it says of the next.
fn page(headline: &str, text: &str, next: &str) -> Answer {
    let words = format!("{text} the river was high, the ferry was late, and those who waited on the quay had much to say about both. ").repeat(3);
    Answer::html(&format!(
        "<!doctype html><title>{headline}</title><meta property=og:type content=article>\
         <meta property=article:published_time content=2025-10-16T09:30:00Z>{next}\
         <article><h1>{headline}</h1><p>{words}</p></article>"
    ))
}

fn next(address: &str) -> String {
    format!("<link rel=next href=\"{address}\">")
}

#[test]
fn a_story_over_several_addresses_is_joined() {
    let outlet = Outlet::open();
    outlet.serve(
        "/ferry",
        page("Nine days on the quay", "First", &next("/ferry?page=2")),
    );
    outlet.serve(
        "/ferry?page=2",
        page(
            "Nine days on the quay - Page 2",
            "Second",
            &next("/ferry?page=3"),
        ),
    );
    outlet.serve("/ferry?page=3", page("Nine days on the quay", "Third", ""));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/ferry")]).ok();
    let kept = story(&desk, "1");
    assert_eq!(
        (&kept["pages"], &kept["address"]),
        (&3.into(), &outlet.address("/ferry").into())
    );
    let body = kept["body_markdown"].as_str().unwrap();
    let found: Vec<_> = ["First the river", "Second the river", "Third the river"]
        .map(|text| body.find(text))
        .into();
    assert!(
        found.iter().all(Option::is_some) && found.is_sorted(),
        "{body}"
    );
    assert_eq!(body.matches("Nine days on the quay").count(), 0, "{body}");
    // Read again, it says the same.
    let again = desk
        .run(&["clip", &outlet.address("/ferry"), "--json"])
        .ok();
    assert!(again.contains(r#""fate":"already""#), "{again}");
}

#[test]
fn a_further_page_that_is_not_to_be_had_is_said_and_the_others_are_kept() {
    let outlet = Outlet::open();
    outlet.serve(
        "/ferry",
        page("Nine days on the quay", "First", &next("/ferry/2")),
    );
    outlet.serve(
        "/ferry/2",
        page("Nine days on the quay", "Second", &next("/ferry/3")),
    );
    outlet.serve("/ferry/3", Answer::status(500));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/ferry")]).ok();
    let kept = story(&desk, "1");
    assert_eq!(kept["pages"], 2);
    assert!(
        kept["omissions"]
            .as_array()
            .unwrap()
            .contains(&"pages".into()),
        "{}",
        kept["omissions"]
    );
    assert!(
        kept["body_markdown"]
            .as_str()
            .unwrap()
            .contains("Second the river")
    );
}

#[test]
fn what_is_called_next_and_is_another_story_is_left_alone() {
    let many: String = (2..30)
        .map(|at| format!("<a href=\"/list?page={at}\">{at}</a> "))
        .collect();
    let list = format!(
        "<!doctype html><title>River</title>{}<h1>River</h1><ul><li><a href=/a>Ferry runs again after nine days</a><li>\
        <a href=/b>Lock to be cleaned before the flood</a></ul>{many}",
        next("/list?page=2")
    );
    let cases: [(&str, Answer, &str, Answer); 6] = [
        (
            "/a",
            page("Ferry runs again", "First", &next("/b")),
            "/b",
            page("Lock to be cleaned", "Other", ""),
        ),
        (
            "/7",
            page("Ferry runs again", "First", &next("/8")),
            "/8",
            page("Lock to be cleaned", "Other", ""),
        ),
        (
            "/a-1",
            page(
                "Ferry runs again",
                "First",
                "<a rel=next href=/a-2>Older</a>",
            ),
            "/a-2",
            page("Lock to be cleaned", "Other", ""),
        ),
        (
            "/list",
            Answer::html(&list),
            "/list?page=2",
            Answer::html(&list),
        ),
        // A server that takes any number for the same page, and one that leads in a circle.
        (
            "/same",
            page("Ferry runs again", "First", &next("/same?page=2")),
            "/same?page=2",
            page("Ferry runs again", "First", &next("/same?page=3")),
        ),
        (
            "/ring",
            page("Ferry runs again", "First", &next("/ring?page=2")),
            "/ring?page=2",
            Answer::redirect("/ring"),
        ),
    ];
    for (path, first, other, second) in cases {
        let outlet = Outlet::open();
        outlet.serve(path, first);
        outlet.serve(other, second);
        let desk = Desk::new();
        desk.run(&["clip", &outlet.address(path)]).ok();
        let kept = story(&desk, "1");
        assert_eq!(kept["pages"], Value::Null, "{path}");
        assert!(
            !kept["omissions"]
                .as_array()
                .unwrap()
                .contains(&"pages".into()),
            "{path}"
        );
        assert!(
            !kept["body_markdown"].as_str().unwrap().contains("Other"),
            "{path}"
        );
    }
}

#[test]
fn pages_without_end_are_read_to_a_limit_and_not_off_the_site() {
    let outlet = Outlet::open();
    outlet.serve(
        "/ferry",
        page("Nine days on the quay", "Page 1", &next("/ferry?page=2")),
    );
    for at in 2..40 {
        let (path, on) = (
            format!("/ferry?page={at}"),
            format!("/ferry?page={}", at + 1),
        );
        outlet.serve(
            &path,
            page("Nine days on the quay", &format!("Page {at}"), &next(&on)),
        );
    }
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/ferry")]).ok();
    let kept = story(&desk, "1");
    assert_eq!(kept["pages"], 20);
    assert!(
        kept["omissions"]
            .as_array()
            .unwrap()
            .contains(&"pages".into())
    );

    let inside = Outlet::open();
    inside.serve("/away?page=2", page("Nine days on the quay", "Second", ""));
    let elsewhere = inside
        .address("/away?page=2")
        .replace("127.0.0.1", "127.0.0.2");
    outlet.serve(
        "/away",
        page("Nine days on the quay", "First", &next(&elsewhere)),
    );
    desk.run(&["clip", &outlet.address("/away")]).ok();
    inside.assert_unasked();
}
