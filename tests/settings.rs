//! Settings in the real window: each holds at once, and the next morning.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::editor::{Home, clip, library_says, no_violations};
use journeys::window::{role, text};
use journeys::{Answer, Desk, Outlet, until};
use serde_json::json;

#[test]
fn keys_are_changed_and_single_letters_switched_off() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("ctrl+,");
    window
        .click("dialog[open] nav button:nth-of-type(3), dialog[open] nav li:nth-of-type(3) button");
    window.click(role("button", "Change the key: Star"));
    window.press("e");
    until("who has that key", || {
        window
            .text_of("dialog[open]")
            .contains("Taken by")
            .then_some(())
    });
    no_violations(&window, "a key that is taken");
    window.click(role("button", "Take it over"));
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("e");
    library_says(&line, &["list", "--starred"], "1 story");
    // It holds the next morning, and is the table's again when it is reset.
    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    window.click("[role=option]");
    window.press("e");
    library_says(&line, &["list", "--starred"], "No stories");
    window.press("ctrl+,");
    window
        .click("dialog[open] nav button:nth-of-type(3), dialog[open] nav li:nth-of-type(3) button");
    window.click(role("button", "Reset all"));
    window.click(role("switch", "Single letters"));
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("s");
    window.press("ctrl+k");
    window.wait_for(role("combobox", "Search or command"));
    window.press("Escape");
    library_says(&line, &["list", "--starred"], "No stories");
    window.close();
}

#[test]
fn rows_type_and_theme_hold_at_once_and_the_next_morning() {
    let home = Home::new();
    let window = home.with_samples();
    let height = |window: &journeys::Window| {
        let script = "return document.querySelector('.rows [role=option]').offsetHeight";
        window.script(script, &json!([])).as_u64().unwrap()
    };
    let comfortable = height(&window);
    window.press("ctrl+,");
    window.wait_for(role("dialog", "Settings"));
    no_violations(&window, "settings");
    window.click(role("button", "Compact"));
    window.click("dialog[open] [aria-label=Theme] button:nth-of-type(3)");
    window.press("Escape");
    until("compact rows", || {
        (height(&window) < comfortable).then_some(())
    });
    let window = window.reopen();
    window.wait_for("[role=option]");
    assert!(height(&window) < comfortable);
    let theme = window.script("return document.documentElement.dataset.theme", &json!([]));
    assert_eq!(theme, json!("dark"));
    window.close();
}

#[test]
fn offline_fetches_nothing_and_keeps_the_link() {
    let outlet = Outlet::open();
    outlet.serve(
        "/story",
        Answer::html("<article><h1>Ferry runs</h1><p>It ran on time.</p></article>"),
    );
    let home = Home::new();
    let window = home.with_samples();
    window.press("ctrl+,");
    window.click(role("button", "Clipping"));
    window.click(role("switch", "Stay offline"));
    until("saved", || {
        window
            .text_of("dialog[open]")
            .contains("Saved")
            .then_some(())
    });
    window.type_into(role("textbox", "Proxy"), "ftp://proxy.example");
    window.press("Tab");
    until("what is wrong", || {
        window
            .text_of("dialog[open]")
            .contains("ftp://proxy.example")
            .then_some(())
    });
    no_violations(&window, "a proxy that is none");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/story"));
    window.press("ctrl+Enter");
    until("the sentence", || {
        window
            .text_of("dialog[open]")
            .contains("the desk is offline (Settings). The link is kept.")
            .then_some(())
    });
    assert!(outlet.requests().is_empty(), "{:?}", outlet.requests());
    window.press("Escape");
    window.wait_gone("dialog[open]");
    library_says(&home.line(), &["list", "--shelf", "unfetched"], "1 story");
    window.press("ctrl+,");
    window.click(role("button", "Clipping"));
    window.click(role("switch", "Stay offline"));
    window.press("Escape");
    window.wait_gone("dialog[open]");
    clip(&window, &outlet.address("/story"));
    assert_eq!(window.text_of("#headline"), "Ferry runs");
    window.close();
}

#[test]
fn another_library_is_opened_and_this_one_left_in_order() {
    let home = Home::new();
    let window = home.with_samples();
    let other = home.path().join("Harbour desk");
    window.click("button.mast");
    window.click(role("menuitem", "Open another folder…"));
    no_violations(&window, "another library");
    // A folder that is no library is refused, and this one stays open.
    let foreign = home.path().join("Papers");
    fs::create_dir(&foreign).unwrap();
    fs::write(
        foreign.join("library.db"),
        "not a database, but somebody's own file",
    )
    .unwrap();
    window.type_into(role("textbox", "Folder"), foreign.to_str().unwrap());
    window.click(role("button", "Open"));
    window.wait_for("dialog[open] [role=alert]");
    window.type_into(role("textbox", "Folder"), other.to_str().unwrap());
    window.click(role("button", "Open"));
    window.wait_for(role("button", "Add five sample stories"));
    assert!(window.text_of(".library").contains("Harbour desk"));
    // The first one is free again, and as it was.
    library_says(&home.line(), &["list"], "5 stories");
    window.click("button.mast");
    window.click(role("menuitemradio", "Foreign desk"));
    until("five stories", || {
        (window.count(".rows [role=option]") == 5).then_some(())
    });
    assert_eq!(
        fs::read_to_string(foreign.join("library.db")).unwrap(),
        "not a database, but somebody's own file"
    );
    window.close();
}

#[test]
fn a_library_is_backed_up_looked_through_exported_and_taken_in() {
    let home = Home::new();
    let window = home.with_samples();
    let export = home.path().join("export");
    window.press("ctrl+,");
    window.click(role("button", "Library"));
    window.click(role("button", "Back up now"));
    window.wait_for(role("list", "Backups"));
    until("the backup", || {
        window
            .text_of("dialog[open]")
            .contains("Backed up to")
            .then_some(())
    });
    window.click(role("button", "Look through it"));
    window.wait_for(text("Nothing is wrong: everything is here and as it was."));
    no_violations(&window, "the library's settings");
    window.click(role("button", "Export everything…"));
    window.type_into("#export-to", export.to_str().unwrap());
    window.click(role("button", "Export"));
    until("the manifest", || {
        export.join("manifest.json").exists().then_some(())
    });
    let other = Desk::new();
    other.run(&["import", export.to_str().unwrap()]).ok();
    assert!(other.run(&["list"]).ok().contains("5 stories"));
    window.press("Escape");
    window.close();
}
