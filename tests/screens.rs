//! Reading, as it looks: a picture of each screen in both themes for people to look at, and nothing that axe
//! holds against it. The other screens are in `screens_clipping`, `screens_filing` and `screens_house`.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::editor::{Home, clip, select_words};
use journeys::picture::png;
use journeys::screen::{look_at, take};
use journeys::window::{role, text};
use journeys::{Answer, Outlet, Window, newsday, source, until};
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

/// A library that has been worked with, its topic of five stories open, and the first of them.
fn worked_with(home: &Home) -> Window {
    newsday::fill(&home.line());
    let window = home.desk();
    window.click(role("button", "Ukraine diplomacy 6"));
    until("the topic's stories", || {
        (window.count(".rows [role=option]") == 6).then_some(())
    });
    open(&window, "Envoys resume Geneva talks");
    window
}

/// Opens the story of the list whose headline begins so.
fn open(window: &Window, headline: &str) {
    let row = "return [...document.querySelectorAll('.rows [role=option]')]
         .find((row) => row.textContent.includes(arguments[0]))?.id ?? null";
    let row = until(headline, || {
        window
            .script(row, &json!([headline]))
            .as_str()
            .map(str::to_owned)
    });
    window.click(format!("#{row}").as_str());
    until("the story", || {
        window
            .text_of("#headline")
            .starts_with(headline)
            .then_some(())
    });
}

/// Everything that an editor can put beside the words of a story, on the one that is open.
fn annotate(window: &Window) {
    select_words(
        window,
        "“Everyone agrees on the noun,” one European diplomat said.",
    );
    window.press("h");
    window.wait_for("[data-test=body] mark");
    select_words(window, "Two proposals are on the table");
    window.press("n");
    window.write_over(
        "textarea",
        "Lead with this on Monday. Check it against the communiqué.",
    );
    window.press("Escape");
    select_words(window, "Neither side has yet agreed");
    window.press("q");
    window.type_into(role("textbox", "Who said it"), "A delegate");
    window.click(role("button", "Keep the quote"));
    window.wait_gone("dialog[open]");
    window.wait_for("[data-test=quotes]");
    window.press("Shift+t");
    window.type_into(
        role("textbox", "In our own words"),
        "Посланці повертаються до Женеви: гарантії для Києва ще не вирішено",
    );
    window.type_into(role("textbox", "Language"), "uk");
    window.click(role("button", "Save"));
    window.wait_gone("dialog[open]");
    window.press("y");
    window.click(role("radio", "To verify"));
    window.type_into(role("textbox", "Checked by"), "Ann Lee");
    window.type_into(role("textbox", "According to"), "the Swiss hosts");
    take(window, "claim");
    window.click(role("button", "Save"));
    window.wait_for("[data-test=claim]");
    window.wait_gone("dialog[open]");
}

/// Waits until no message lies over the window, and leaves where the focus was, as who looks does.
fn quiet(window: &Window) {
    window.script("document.activeElement.blur()", &json!([]));
    until("a window without messages", || {
        (window.count(".toast") == 0).then_some(())
    });
}

#[test]
fn a_first_run() {
    let home = Home::new();
    let window = home.desk();
    window.wait_for(role("button", "Add five sample stories"));
    take(&window, "first-run");
    window.click(role("button", "Add five sample stories"));
    until("five stories", || {
        (window.count("[role=option]") == 5).then_some(())
    });
    window.wait_for(text("Added 5 sample stories"));
    take(&window, "message");
    window.close();
}

#[test]
fn the_desk() {
    let home = Home::new();
    let window = worked_with(&home);
    select_words(
        &window,
        "“Everyone agrees on the noun,” one European diplomat said.",
    );
    window.press("h");
    window.wait_for("[data-test=body] mark");
    select_words(&window, "Under the text agreed on Saturday");
    window.press("n");
    window.write_over(
        "textarea",
        "Lead with this on Monday. Check it against the communiqué.",
    );
    window.press("Escape");
    quiet(&window);
    take(&window, "desk");
    select_words(&window, "under which flag");
    window.wait_for(role("toolbar", "The selected passage"));
    take(&window, "passage");
    window.press("Escape");
    window.press("x");
    window.press("shift+j");
    window.press("shift+j");
    window.wait_for(role("toolbar", "The selected stories"));
    take(&window, "selection");
    window.press("Escape");
    window.wait_gone(role("toolbar", "The selected stories"));
    window.press("]");
    take(&window, "list-hidden");
    window.press("]");
    open(&window, "У Женеві");
    take(&window, "ukrainian");
    window.close();
}

#[test]
fn margins() {
    let home = Home::new();
    let window = worked_with(&home);
    annotate(&window);
    quiet(&window);
    take(&window, "reader");
    window.press("F3");
    window.type_into(role("textbox", "Find in this story"), "text");
    until("a match", || {
        window.text_of("#find-place").contains("1 of").then_some(())
    });
    take(&window, "find");
    window.press("Escape");
    window.script(
        "document.querySelector('[data-test=quotes]').scrollIntoView()",
        &json!([]),
    );
    take(&window, "quotes");
    window.click(role("button", "Text size and width"));
    take(&window, "typography");
    window.press("Escape");
    window.press("shift+o");
    window.wait_for("dialog iframe");
    look_at(&window, "snapshot");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    for (key, screen, there) in [
        ("d", "date", "#day"),
        ("c", "correct", "#part-headline"),
        ("l", "tags", "dialog [role=combobox]"),
        ("t", "topics", "dialog [role=combobox]"),
    ] {
        window.press(key);
        window.wait_for(there);
        take(&window, screen);
        window.press("Escape");
        window.wait_gone(there);
    }
    window.close();
}

#[test]
fn versions() {
    let outlet = Outlet::open();
    outlet.serve("/quay", Answer::html(QUAY));
    let home = Home::new();
    let window = home.desk();
    clip(&window, &outlet.address("/quay"));
    let mended = QUAY.replace(
        "with forty passengers and one dog",
        "with sixty passengers and two dogs",
    );
    let mended = mended.replace(
        "stayed on board for the way back.",
        "went ashore at the lock.</p><p>Correction: an earlier version counted one dog.",
    );
    outlet.serve("/quay", Answer::html(&mended));
    clip(&window, &outlet.address("/quay"));
    until("the second version", || {
        window
            .text_of("[data-test=body]")
            .contains("two dogs")
            .then_some(())
    });
    window.press("v");
    window.wait_for(role("dialog", "Versions of this story"));
    until("what changed", || {
        window
            .text_of("dialog[open]")
            .contains("an earlier version")
            .then_some(())
    });
    take(&window, "versions");
    window.close();
}

#[test]
fn pictures_and_details() {
    let outlet = Outlet::open();
    outlet.serve("/quay", Answer::html(QUAY));
    outlet.serve(
        "/quay.png",
        Answer::of("image/png", png(1200, 520, [240, 180, 120])),
    );
    outlet.serve("/dog.png", Answer::status(410));
    let home = Home::new();
    let window = home.desk();
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

    let live = source::root().join("newsroom/tests/pages/live-blog-stated/page.html");
    outlet.serve("/live", Answer::html(&fs::read_to_string(live).unwrap()));
    clip(&window, &outlet.address("/live"));
    window.wait_for("[data-test=entries] li");
    take(&window, "live-blog");
    window.close();
}
