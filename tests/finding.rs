//! Finding in the real window: the search as it is typed, filters, what is kept of them, and the palette.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::editor::{Home, library_says, no_violations};
use journeys::until;
use journeys::window::{role, text};
use serde_json::json;

#[test]
fn a_search_is_completed_understood_kept_and_opened_again() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("/");
    window.type_into("#search", "tag:gen");
    window.wait_for(".search [role=listbox] [role=option], [role=listbox][aria-label='Suggestions for the search'] [role=option]");
    no_violations(&window, "completions");
    window.press("down");
    window.press("Enter");
    until("the whole tag in the field", || {
        let value = window.script("return document.querySelector('#search').value", &json!([]));
        value.as_str()?.contains("tag:Geneva").then_some(())
    });
    until("three stories with the tag", || {
        (window.count(".rows [role=option]") == 3).then_some(())
    });
    until("what was understood", || {
        window
            .text_of("body")
            .contains("tag “Geneva”")
            .then_some(())
    });
    window.click(role("button", "Save this search…"));
    window.type_into(role("textbox", "Name"), "From Geneva");
    no_violations(&window, "a search that is kept");
    window.click(role("button", "Save"));
    library_says(&home.line(), &["searches"], "From Geneva");
    window.press("/");
    window.press("Escape");
    window.wait_for(role("button", "From Geneva 3"));
    window.click(role("button", "From Geneva 3"));
    until("its three stories", || {
        (window.count(".rows [role=option]") == 3).then_some(())
    });
    window.close();
}

#[test]
fn what_is_not_found_is_spelled_nearest_and_what_is_not_understood_is_told() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("/");
    window.type_into("#search", "negotiaters");
    window.wait_for(text("No story mentions that."));
    window.click(role("button", "“negotiators”"));
    window.wait_for(".rows [role=option] mark");
    window.press("/");
    window.type_into("#search", "before:yesterday talks");
    until("the complaint", || {
        window
            .text_of("body")
            .contains("names no day")
            .then_some(())
    });
    no_violations(&window, "a search that is not understood");
    window.close();
}

#[test]
fn filters_narrow_a_list_and_are_kept_as_a_search() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("f");
    window.click(role("button", "Outlet"));
    window.wait_for(role("option", "Baltic Review 1"));
    no_violations(&window, "a filter's values");
    window.click(role("option", "Baltic Review 1"));
    window.press("Escape");
    until("one story", || {
        (window.count(".rows [role=option]") == 1).then_some(())
    });
    window.wait_for(text("1 of 5 stories left"));
    no_violations(&window, "filters");
    window.click(role("button", "Save as a search…"));
    window.type_into(role("textbox", "Name"), "From the Baltic");
    window.click(role("button", "Save"));
    library_says(&home.line(), &["searches"], "From the Baltic");
    window.click(role("button", "Clear the filters"));
    until("all five", || {
        (window.count(".rows [role=option]") == 5).then_some(())
    });
    window.close();
}

#[test]
fn all_of_a_list_is_filed_at_once_and_undone_at_once() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("ctrl+a");
    window.wait_for(text("5 of 5 selected"));
    window.press("e");
    window.wait_for(text("Nothing waiting."));
    library_says(&line, &["list", "--shelf", "inbox"], "No stories");
    window.press("ctrl+z");
    library_says(&line, &["list", "--shelf", "inbox"], "5 stories");
    window.close();
}

#[test]
fn the_palette_holds_every_command_and_place() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("ctrl+k");
    window.wait_for(role("combobox", "Search or command"));
    no_violations(&window, "the palette");
    window.type_into(role("combobox", "Search or command"), "spik");
    window.wait_for("[role=option]");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    // A place, a command on the open story, and what is typed handed on to the search.
    window.press("ctrl+k");
    window.type_into(role("combobox", "Search or command"), "#ukraine");
    window.wait_for("dialog [role=option]");
    window.press("Enter");
    until("the topic", || {
        window
            .text_of(".list h1")
            .contains("Ukraine diplomacy")
            .then_some(())
    });
    window.press("ctrl+k");
    window.type_into(role("combobox", "Search or command"), ">reading list");
    window.wait_for("dialog [role=option]");
    window.press("Escape");
    window.press("ctrl+k");
    window.type_into(role("combobox", "Search or command"), "prisoner");
    window.press("Tab");
    until("the search", || {
        let value = window.script("return document.querySelector('#search').value", &json!([]));
        (value == json!("prisoner")).then_some(())
    });
    window.close();
}
