//! Journeys in the real window, as an editor would make them: the built program, its own front end,
//! a library on disk, and an outlet on this machine. Nothing is pretended.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::process::{Command, Stdio};

use journeys::editor::{Home, clip, no_violations, pick};
use journeys::window::{role, text};
use journeys::{Answer, Desk, Outlet, Window, source, until};
use serde_json::json;

fn page(name: &str) -> String {
    fs::read_to_string(source::root().join("newsroom/tests/pages").join(name)).unwrap()
}

#[test]
fn a_pasted_page_is_read_tagged_filed_found_and_exported() {
    let home = Home::new();
    let window = home.desk();
    window.wait_for(role("button", "Add five sample stories"));
    assert!(
        window.text_of("body").contains("Foreign desk"),
        "the library's folder is not shown"
    );
    no_violations(&window, "first run");

    clip(&window, &page("pasted/page.txt"));
    let headline = "Toma Verin to sit down with Ilo Marsk in Quellhaven, hopes to settle the dispute over the Arn bridge";
    assert_eq!(window.text_of("#headline"), headline);
    let body = window.text_of("[data-test=body]");
    assert!(
        body.contains("I don’t think so.") && !body.contains("Rangers free ten swans"),
        "{body}"
    );
    assert_eq!(window.count("[data-test=body] p"), 8);
    let leads = window.text_of("[data-test=leads]");
    assert!(
        leads.contains("Rangers free ten swans") && leads.contains("No address"),
        "{leads}"
    );
    assert_eq!(
        leads.matches("Millers accuse anglers").count(),
        1,
        "a lead stands twice"
    );
    window.wait_for(text("Date unknown"));
    no_violations(&window, "a story");

    // The outlet was read from the author's note: it is marked until a person confirms it.
    window.click(role("button", "Confirm the outlet"));
    window.wait_gone(role("button", "Confirm the outlet"));

    // The day that the text suggests is offered, and taken only when it is pressed.
    window.press("d");
    window.type_into("#day", "2025-10-16");
    window.press("Enter");
    window.wait_gone("#day");
    window.wait_gone(text("Date unknown"));
    assert!(window.text_of("article").contains("16 October 2025"));

    pick(&window, "l", "Budapest");
    window.press("Escape");
    window.wait_for(role("button", "Take the tag Budapest away"));
    pick(&window, "t", "Ukraine diplomacy");
    window.wait_for(role("button", "Take out of Ukraine diplomacy"));

    window.press("/");
    window.type_into("#search", "\"rescue boats\" marsk");
    window.wait_for("[role=option] mark");
    assert_eq!(window.count("[role=option]"), 1);
    window.type_into("#search", "tomahawk");
    window.wait_for(text("No story mentions that."));
    no_violations(&window, "a search that finds nothing");
    window.press("Escape");

    window.click("[aria-label=Topics] button");
    window.press("ctrl+e");
    let export = home.path().join("briefing.md");
    window.type_into("#export-path", export.to_str().unwrap());
    no_violations(&window, "the export dialog");
    window.click(role("button", "Export"));
    let markdown = until("export", || fs::read_to_string(&export).ok());
    for words in [
        "# Ukraine diplomacy",
        headline,
        "Arn Valley Courier, from ARNS (inferred) · 16 October 2025",
    ] {
        assert!(
            markdown.contains(words),
            "{words:?} is not in the export:\n{markdown}"
        );
    }
    window.close();
}

#[test]
fn filing_tagging_and_spiking_are_undone_by_key() {
    let home = Home::new();
    let window = home.desk();
    clip(&window, &page("pasted/page.txt"));
    pick(&window, "l", "Budapest");
    window.press("Escape");
    window.wait_for(role("button", "Take the tag Budapest away"));
    pick(&window, "t", "Bridges");
    window.wait_for(role("button", "Take out of Bridges"));
    window.press("Delete");
    window.wait_for(text("Nothing waiting."));

    window.press("ctrl+z");
    window.wait_for("[role=option]");
    window.press("j");
    window.wait_for(role("button", "Take out of Bridges"));
    window.press("ctrl+z");
    window.wait_gone(role("button", "Take out of Bridges"));
    // Making the topic was an act of its own.
    window.press("ctrl+z");
    window.press("ctrl+z");
    window.wait_gone(role("button", "Take the tag Budapest away"));
    window.press("ctrl+shift+z");
    window.wait_for(role("button", "Take the tag Budapest away"));
    window.close();
}

#[test]
fn a_live_page_is_clipped_and_reading_it_asks_nobody() {
    let outlet = Outlet::open();
    let live = page("traps/page.html").replace("https://img.courier.example", &outlet.address(""));
    outlet.serve("/river/night-crossings", Answer::html(&live));
    let home = Home::new();
    let window = home.desk();
    clip(
        &window,
        &outlet.address("/river/night-crossings?utm_source=mail"),
    );
    assert_eq!(
        window.text_of("#headline"),
        "Ferry crews and harbour agree to talk about night crossings"
    );
    let article = window.text_of("article");
    assert!(
        article.contains("Mara Quill") && article.contains("What the board offers"),
        "{article}"
    );
    assert!(!article.contains("Sign up for our letter"), "{article}");
    window.wait_for("[data-stage=kept]");
    let before = outlet.requests().len();
    // The story is read to its end, and only the page and its pictures were fetched before.
    window.press("End");
    let asked: Vec<_> = outlet
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert_eq!(asked.len(), before, "{asked:?}");
    assert_eq!(asked[0], "/river/night-crossings");
    let pictures = ["/ferry-1200.jpg", "/img/ferry-1200.jpg"];
    let mut shown = asked[1..].iter();
    assert!(
        shown.all(|path| pictures.contains(&path.as_str())),
        "{asked:?}"
    );
    window.close();
}

#[test]
fn a_page_that_could_not_be_fetched_is_kept_and_tried_again() {
    let outlet = Outlet::open();
    outlet.serve("/river/night-crossings", Answer::status(403));
    let home = Home::new();
    let window = home.desk();
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/river/night-crossings"));
    window.press("ctrl+Enter");
    until("sentence that says what was kept", || {
        let dialog = window.text_of("[role=dialog], dialog");
        (dialog.contains("the server answered 403 (forbidden)")
            && dialog.contains("The link is kept"))
        .then_some(())
    });
    no_violations(&window, "a clip that failed");
    window.press("Escape");
    window.click("[role=option]");
    window.wait_for("[data-test=unfetched]");
    outlet.serve(
        "/river/night-crossings",
        Answer::html(&page("traps/page.html")),
    );
    window.click(role("button", "Try again"));
    until("story", || {
        (window
            .text_of("article")
            .contains("hundred workers of the night market"))
        .then_some(())
    });
    window.close();
}

#[test]
fn a_fetch_that_is_cancelled_leaves_its_link() {
    let outlet = Outlet::open();
    outlet.serve("/slow", Answer::withheld());
    let home = Home::new();
    let window = home.desk();
    let address = outlet.address("/slow");
    window.press("ctrl+n");
    window.type_into("#entry", &address);
    window.press("ctrl+Enter");
    window.click(role("button", "Close"));
    window.click(role("button", &format!("Cancel {address}")));
    window.click("[role=option]");
    until("reason", || {
        let told = window.text_of("[data-test=unfetched]");
        told.to_lowercase()
            .contains("fetching it was cancelled")
            .then_some(())
    });
    window.wait_for(role("button", "Try again"));
    window.close();
}

#[test]
fn a_page_that_takes_long_to_read_can_be_left() {
    let home = Home::new();
    let window = home.desk();
    // Nobody writes so much, and in a debug build it takes seconds.
    let words = "<p>The ferry left the quay on time this morning, with forty passengers.</p>";
    let page = format!(
        "<article><h1>Ferry runs again</h1>{}",
        words.repeat(120_000)
    );
    window.press("ctrl+n");
    window.wait_for("#entry");
    window.script(
        "const box = document.querySelector('#entry');
         box.focus(); box.value = arguments[0]; box.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        &json!([page]),
    );
    window.press("ctrl+Enter");
    window.click(role("button", "Close"));
    window.click(role("button", "Cancel Pasted text"));
    window.wait_for("[data-stage=cancelled]");
    // Nothing of it was kept.
    window.wait_for(role("button", "Add five sample stories"));
    window.close();
}

#[test]
fn any_part_is_corrected_and_its_original_is_one_key_away() {
    let home = Home::new();
    let window = home.desk();
    clip(&window, &page("pasted/page.txt"));
    window.press("c");
    window.type_into("#part-headline", "Talks about the Arn bridge");
    window.type_into("#part-body", "First paragraph.\n\nSecond, with **weight**.");
    no_violations(&window, "the correction dialog");
    window.click(role("button", "Save"));
    until("corrected headline", || {
        (window.text_of("#headline") == "Talks about the Arn bridge").then_some(())
    });
    assert_eq!(window.text_of("[data-test=body] strong"), "weight");
    // Both outlast the night.
    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    window.click("[role=option]");
    assert_eq!(window.text_of("#headline"), "Talks about the Arn bridge");
    window.click(role("button", "Restore original: headline"));
    until("original headline", || {
        window
            .text_of("#headline")
            .starts_with("Toma Verin to sit down")
            .then_some(())
    });
    window.close();
}

#[test]
fn the_samples_fill_a_first_library_in_both_themes() {
    let home = Home::new();
    let window = home.desk();
    window.click(role("button", "Add five sample stories"));
    until("five stories", || {
        (window.count("[role=option]") == 5).then_some(())
    });
    for theme in ["Light", "Dark"] {
        window.click(role("button", theme));
        no_violations(&window, theme);
    }
    window.press("?");
    window.wait_for(role("dialog", "Keys"));
    no_violations(&window, "the keys");
    window.close();
}

#[test]
fn a_library_that_something_else_holds_is_said_to_be_open_elsewhere() {
    let home = Home::new();
    home.line().run(&["samples"]).ok();
    // A desk of another computer holds its lock and answers nobody here.
    let lock = home.library().join("desk.lock");
    let mut other = Command::new("flock")
        .arg(&lock)
        .arg("cat")
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    until("lock that somebody holds", || {
        let mut look = Command::new("flock");
        let free = look.arg("-n").arg(&lock).arg("true").status().unwrap();
        (!free.success()).then_some(())
    });
    let window = Window::open(&home.library());
    let trouble = window.text_of("[data-test=trouble]");
    assert!(trouble.contains("is open on another desk"), "{trouble}");
    no_violations(&window, "a library that cannot be opened");
    // It ends with what it reads, and lets go.
    drop(other.stdin.take());
    other.wait().unwrap();
    window.click(role("button", "Try again"));
    window.wait_for("#headline");
    window.close();
}

#[test]
fn a_second_start_brings_the_open_desk_forward() {
    let home = Home::new();
    let window = home.with_samples();
    let program = std::env::var_os("CLIPDESK_BIN").unwrap();
    let second = Command::new(program)
        .args(["--library".into(), home.library()])
        .env("HOME", home.path())
        .status()
        .unwrap();
    assert!(second.success(), "{second}");
    // The first one goes on, and nothing is left behind.
    window.press("j");
    window.wait_for("#headline");
    let left = fs::read_dir(home.library().join("links"));
    assert_eq!(left.map_or(0, Iterator::count), 0);
    window.close();
}

#[test]
fn what_the_command_line_clips_appears_on_the_desk() {
    let home = Home::new();
    let window = home.desk();
    let library = home.library();
    let line = ["--library", library.to_str().unwrap(), "samples"];
    Desk::new().run(&line).ok();
    until("five stories", || {
        (window.count("[role=option]") == 5).then_some(())
    });
    window.close();
}

#[test]
fn the_desk_opens_where_it_was_left() {
    let home = Home::new();
    let window = home.with_samples();
    let title = |window: &Window, wanted: &str| {
        until(wanted, || {
            (window.text_of(".list h1") == wanted).then_some(())
        });
    };
    window.click("#shelf-topic-1");
    title(&window, "Ukraine diplomacy");
    window.press("j");
    let headline = window.text_of("#headline");
    let window = window.reopen();
    title(&window, "Ukraine diplomacy");
    until("the story that was open", || {
        (window.text_of("#headline") == headline).then_some(())
    });
    // A topic that is gone by then is no place to begin.
    window.close();
    home.line()
        .run(&["topic", "remove", "Ukraine diplomacy"])
        .ok();
    let window = home.desk();
    title(&window, "Inbox");
    window.close();
}
