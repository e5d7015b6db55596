//! Finding, settings and the window itself, as they look: see `screens`.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::editor::Home;
use journeys::screen::take;
use journeys::window::{role, text};
use journeys::{Window, newsday, until};

/// A library that has been worked with, and the first story of its inbox.
fn desk(home: &Home) -> Window {
    newsday::fill(&home.line());
    let window = home.desk();
    window.wait_for(".rows [role=option]");
    window.click(".rows [role=option]");
    window.wait_for("#headline");
    window
}

#[test]
fn a_search() {
    let home = Home::new();
    let window = desk(&home);
    window.press("/");
    window.type_into("#search", "tag:");
    window.wait_for("[role=listbox][aria-label='Suggestions for the search'] [role=option]");
    take(&window, "completion");
    window.type_into("#search", "prisoner OR guarantee");
    window.wait_for("[role=option] mark");
    window.press("Enter");
    window.wait_for("#headline");
    take(&window, "search");
    window.press("/");
    window.type_into("#search", "negotiaters");
    window.wait_for(text("No story mentions that."));
    take(&window, "nothing-found");
    window.close();
}

#[test]
fn filters() {
    let home = Home::new();
    let window = desk(&home);
    window.press("f");
    window.click(role("button", "Outlet"));
    let first = "[aria-label='Filter by outlet'] [role=option]";
    window.wait_for(first);
    take(&window, "filter-values");
    window.click(first);
    window.press("Escape");
    until("two stories", || {
        (window.count(".rows [role=option]") == 2).then_some(())
    });
    take(&window, "filters");
    window.close();
}

#[test]
fn the_palette_and_the_keys() {
    let home = Home::new();
    let window = desk(&home);
    window.press("ctrl+k");
    window.wait_for(role("combobox", "Search or command"));
    window.wait_for("dialog [role=option]");
    take(&window, "palette");
    window.type_into(role("combobox", "Search or command"), "dipl");
    window.wait_for("dialog [role=option]");
    take(&window, "palette-typed");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("?");
    window.wait_for(role("dialog", "Keys"));
    take(&window, "keys");
    window.close();
}

#[test]
fn settings() {
    let home = Home::new();
    let window = desk(&home);
    window.press("ctrl+,");
    window.wait_for(role("dialog", "Settings"));
    let sections = [
        "Reading", "Clipping", "Keys", "Library", "Mail", "Privacy", "About",
    ];
    for (place, section) in sections.into_iter().enumerate() {
        window.click(format!("dialog nav button:nth-of-type({})", place + 1).as_str());
        window.wait_for(role("heading", section));
        if section == "Library" {
            window.click(role("button", "Back up now"));
            window.wait_for(role("list", "Backups"));
        }
        take(&window, &format!("settings-{}", section.to_lowercase()));
    }
    window.close();
}

#[test]
fn the_switcher_and_a_library_that_cannot_be_opened() {
    let home = Home::new();
    let window = desk(&home);
    window.click(".mast");
    window.wait_for("[role=menu]");
    take(&window, "switcher");
    window.click(role("menuitem", "Open another folder…"));
    window.wait_for(role("textbox", "Folder"));
    take(&window, "open-library");
    window.close();

    fs::write(home.library().join("library.db"), "somebody’s own file").unwrap();
    let window = Window::open(&home.library());
    window.wait_for("[data-test=trouble]");
    take(&window, "trouble");
    window.click(role("button", "Restore a backup…"));
    window.wait_for("dialog[open]");
    take(&window, "trouble-backups");
    window.close();
}

#[test]
fn densities_and_sizes() {
    let home = Home::new();
    let window = desk(&home);
    let sort = "button[aria-label$='order and density']";
    window.click(sort);
    take(&window, "order");
    window.click(role("menuitemradio", "Compact rows"));
    take(&window, "compact");
    window.click(sort);
    window.click(role("menuitemradio", "Comfortable rows"));
    window.resize(1000, 700);
    take(&window, "desk-1000");
    window.resize(700, 700);
    take(&window, "desk-700");
    window.press("Escape");
    window.wait_for(".rows [role=option]");
    take(&window, "list-700");
    window.close();
}
