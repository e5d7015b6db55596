//! Clipping, as it looks: see `screens`.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::editor::{Home, fill};
use journeys::screen::take;
use journeys::window::role;
use journeys::{Answer, Outlet, source, until};
use serde_json::json;

#[test]
fn a_paste() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("ctrl+n");
    window.wait_for("#entry");
    take(&window, "clip-empty");
    let paste = source::root().join("newsroom/tests/pages/pasted/page.txt");
    fill(&window, "#entry", &fs::read_to_string(paste).unwrap());
    take(&window, "clip");
    window.press("ctrl+Enter");
    window.wait_for(role("button", "Read it"));
    take(&window, "clipped");
    window.click(role("button", "Read it"));
    window.wait_gone("dialog[open]");
    take(&window, "paste");
    window.script(
        "document.querySelector('[data-test=leads]').scrollIntoView()",
        &json!([]),
    );
    take(&window, "leads");
    window.close();
}

#[test]
fn many_pages_at_once() {
    let outlet = Outlet::open();
    let titles = [
        "Ferry runs again",
        "The quay is lit",
        "Lock keeper retires",
        "A dog on the upper deck",
        "Harbour board meets",
        "The flood, a year on",
    ];
    for (place, title) in titles.iter().enumerate() {
        let page = format!(
            "<meta property=og:site_name content='Valley Courier'><article><h1>{title}</h1><p>The ferry left the \
             quay on time this morning, with forty passengers and one dog, and the harbour board was pleased.</p>\
             </article>"
        );
        outlet.serve(&format!("/river/{place}"), Answer::html(&page));
    }
    outlet.serve("/river/6", Answer::status(404));
    outlet.serve("/river/7", Answer::status(403));
    for place in 8..12 {
        outlet.serve(&format!("/river/{place}"), Answer::withheld());
    }
    let addresses: Vec<_> = (0..12)
        .map(|place| outlet.address(&format!("/river/{place}")))
        .collect();
    let home = Home::new();
    let window = home.with_samples();
    window.press("ctrl+n");
    fill(&window, "#entry", &addresses.join("\n"));
    take(&window, "addresses");
    window.press("ctrl+Enter");
    until("eight pages at their end", || {
        let told = window.text_of("dialog[open]");
        told.contains("6 of 12 clipped, 2 failed").then_some(())
    });
    take(&window, "progress");
    window.click(role("button", "Close"));
    window.wait_for("[data-test=jobs-summary]");
    take(&window, "many-jobs");
    window.click(role("button", "Show all"));
    window.wait_for(role("dialog", "Clipping"));
    take(&window, "jobs");
    window.close();
}

#[test]
fn a_page_that_does_not_come() {
    let outlet = Outlet::open();
    outlet.serve("/gone", Answer::status(404));
    let home = Home::new();
    let window = home.with_samples();
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/gone"));
    window.press("ctrl+Enter");
    until("sentence about the failure", || {
        let dialog = window.text_of("[role=dialog], dialog");
        dialog.contains("404").then_some(())
    });
    take(&window, "failed");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.click(role("button", "All stories 6"));
    window.click(".rows [role=option]");
    window.wait_for("[data-test=unfetched]");
    take(&window, "unfetched");
    window.close();
}
