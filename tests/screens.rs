//! Every screen in both themes: a picture of each for people to look at, and nothing that axe holds
//! against it.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::PathBuf;

use journeys::picture::png;
use journeys::window::{role, text};
use journeys::{Answer, Outlet, Window, source, until};
use serde_json::json;

/// A story of ours with a picture that is kept, and one that is gone.
const QUAY: &str = "<html lang=en><head><meta property=og:site_name content='Valley Courier'>\
    <script type=application/ld+json>{\"@type\":\"NewsArticle\",\"articleSection\":\"River\",\
    \"datePublished\":\"2025-10-16T09:30:00+02:00\",\"dateModified\":\"2025-10-16T11:02:00+02:00\",\
    \"isAccessibleForFree\":false,\"copyrightNotice\":\"© 2025 Valley Courier\",\
    \"keywords\":[\"ferry\",\"Tarn\",\"harbour board\"]}</script></head>\
    <article><h1>Ferry runs again, and the quay is lit</h1>\
    <p class=byline>By <a rel=author>Mara Quill</a></p>\
    <figure><img src=/quay.png alt='The quay at dusk, with the ferry alongside'>\
    <figcaption>The quay on Saturday evening, an hour after the ferry came in. Photo: Ilo Marsk</figcaption></figure>\
    <p>The ferry left the quay on time this morning, with forty passengers and one dog, and the harbour \
    board said that it would do so every day until the spring comes.</p>\
    <p>The lamps along the landing were lit for the first time since the flood, and the lock keeper said \
    that he had forgotten how far one could see by them.</p>\
    <figure><img src=/dog.png alt='A dog with a red collar on the upper deck'></figure>\
    <p>The dog, whose name nobody knew, stayed on board for the way back.</p></article>";

/// Takes the screen in both themes, into `target/pictures`.
fn take(window: &Window, screen: &str) {
    let pictures: PathBuf = source::root().join("target/pictures");
    fs::create_dir_all(&pictures).unwrap();
    for theme in ["light", "dark"] {
        window.script(
            "document.documentElement.dataset.theme = arguments[0]",
            &json!([theme]),
        );
        let found = window.axe();
        assert!(found.is_empty(), "{screen}, {theme}: {found:#?}");
        window.screenshot(&pictures.join(format!("{screen}-{theme}.png")));
    }
}

#[test]
fn every_screen_is_accessible_in_both_themes() {
    let outlet = Outlet::open();
    outlet.serve("/gone", Answer::status(404));
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.wait_for(role("button", "Add five sample stories"));
    take(&window, "first-run");

    window.click(role("button", "Add five sample stories"));
    until("five stories", || {
        (window.count("[role=option]") == 5).then_some(())
    });
    window.press("j");
    window.press("k");
    window.wait_gone(text("Added 5 sample stories"));
    take(&window, "desk");

    window.press("x");
    window.press("shift+j");
    window.wait_for(role("toolbar", "The selected stories"));
    take(&window, "selection");
    window.press("Escape");
    window.wait_gone(role("toolbar", "The selected stories"));

    let paste = source::root().join("newsroom/tests/pages/pasted/page.txt");
    let paste = fs::read_to_string(paste).unwrap();
    window.press("ctrl+n");
    window.wait_for("#entry");
    window.script(
        "const box = document.querySelector('#entry');
         box.focus(); box.value = arguments[0]; box.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        &json!([paste]),
    );
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

    for (key, screen, there) in [
        ("l", "tags", "[role=combobox]"),
        ("t", "topics", "[role=combobox]"),
        ("d", "date", "#day"),
        ("c", "correct", "#part-headline"),
        ("?", "keys", "[role=dialog], dialog"),
    ] {
        window.press(key);
        window.wait_for(there);
        take(&window, screen);
        window.press("Escape");
        window.wait_gone(there);
    }

    outlet.serve("/quay", Answer::html(QUAY));
    outlet.serve(
        "/quay.png",
        Answer::of("image/png", png(1200, 520, [240, 180, 120])),
    );
    outlet.serve("/dog.png", Answer::status(410));
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/quay"));
    window.press("ctrl+Enter");
    window.wait_for(text("1 of 2"));
    window.click(role("button", "Read it"));
    window.wait_gone("dialog[open]");
    window.wait_for("[role=option] img");
    window.wait_for("[data-test=body] img");
    take(&window, "pictures");
    window.click("details summary");
    window.wait_for("details[open] dl");
    take(&window, "details");
    window.click("details summary");

    let live = source::root().join("newsroom/tests/pages/live-blog-stated/page.html");
    outlet.serve("/live", Answer::html(&fs::read_to_string(live).unwrap()));
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/live"));
    window.press("ctrl+Enter");
    window.click(role("button", "Read it"));
    window.wait_gone("dialog[open]");
    window.wait_for("[data-test=entries] li");
    take(&window, "live-blog");

    window.click("[aria-label=Topics] button");
    window.wait_for(role("button", "Export this topic"));
    take(&window, "topic");
    window.press("ctrl+e");
    window.wait_for("#export-path");
    take(&window, "export");
    window.press("Escape");
    window.wait_gone("#export-path");

    window.press("/");
    window.type_into("#search", "talks");
    window.wait_for("[role=option] mark");
    take(&window, "search");
    window.press("Escape");

    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/gone"));
    window.press("ctrl+Enter");
    until("sentence about the failure", || {
        let dialog = window.text_of("[role=dialog], dialog");
        dialog.contains("404").then_some(())
    });
    take(&window, "failed");
    window.press("Escape");
    window.close();
}
