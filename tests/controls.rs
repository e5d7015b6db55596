//! Controls in the real window that no other journey comes by, each read back through the command line.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::editor::{Home, library_says};
use journeys::window::role;
use journeys::{Window, until};

/// Opens a line's menu by its button and picks something in it.
fn menu(window: &Window, line: &str, item: &str) {
    window.click(role("button", &format!("More: {line}")));
    window.wait_for("[role=menu]");
    window.click(role("menuitem", item));
}

#[test]
fn topics_are_nested_lifted_and_merged() {
    let home = Home::new();
    let line = home.line();
    line.run(&["topic", "new", "Aid"]).ok();
    line.run(&["topic", "new", "Harbours"]).ok();
    let window = home.with_samples();
    menu(&window, "Aid", "Make it a section of…");
    window.type_into("dialog [role=combobox]", "Ukraine");
    window.wait_for("dialog [role=option]");
    window.press("Enter");
    window.click(role("button", "Make it a section"));
    library_says(&line, &["topic", "list", "--json"], "\"name\":\"Aid\"");
    window.wait_gone(role("button", "More: Aid"));
    window.click(role("button", "Sections of Ukraine diplomacy"));
    menu(&window, "Aid", "Make it a topic of its own");
    until("a topic again", || {
        let topics = line.run(&["topic", "list"]).out;
        topics
            .lines()
            .any(|line| line.contains("Aid"))
            .then_some(())
    });
    menu(&window, "Harbours", "Merge into…");
    window.type_into("dialog [role=combobox]", "Ukraine");
    window.wait_for("dialog [role=option]");
    window.press("Enter");
    window.click(role("button", "Merge"));
    window.wait_gone(role("button", "More: Harbours"));
    assert!(!line.run(&["topic", "list"]).ok().contains("Harbours"));
    window.close();
}

#[test]
fn saved_searches_are_renamed_moved_and_removed() {
    let home = Home::new();
    let line = home.line();
    let window = home.with_samples();
    for (name, words) in [("Talks", "talks"), ("By the lake", "tag:geneva")] {
        line.run(&["searches", "keep", name, words]).ok();
    }
    window.wait_for(role("button", "More: Talks"));
    menu(&window, "Talks", "Rename");
    window.write_over(role("textbox", "New name for Talks"), "The talks now");
    window.press("Enter");
    library_says(&line, &["searches"], "The talks now");
    menu(&window, "The talks now", "Move down");
    until("the other order", || {
        let all = line.run(&["searches"]).out;
        (all.find("By the lake") < all.find("The talks now")).then_some(())
    });
    menu(&window, "By the lake", "Remove…");
    window.click(role("button", "Remove"));
    until("no such search", || {
        (!line.run(&["searches"]).out.contains("By the lake")).then_some(())
    });
    window.close();
}

#[test]
fn the_bin_is_emptied_only_when_that_is_said_twice() {
    let home = Home::new();
    let line = home.line();
    let window = home.with_samples();
    window.press("Delete");
    library_says(&line, &["list", "--shelf", "spiked"], "1 story");
    menu(&window, "Spiked", "Empty the bin…");
    let dialog = window.text_of("dialog[open]");
    assert!(dialog.contains("cannot be undone"), "{dialog}");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    library_says(&line, &["list", "--shelf", "spiked"], "1 story");
    menu(&window, "Spiked", "Empty the bin…");
    window.click(role("button", "Empty the bin"));
    library_says(&line, &["list", "--shelf", "spiked"], "No stories");
    window.close();
}

#[test]
fn a_list_is_ordered_as_its_menu_says() {
    let home = Home::new();
    let window = home.with_samples();
    let first = || window.text_of(".rows [role=option]");
    let newest = first();
    window.click(role("button", "Newest clipped: order and density"));
    window.click(role("menuitemradio", "Oldest clipped"));
    until("the other end first", || (first() != newest).then_some(()));
    window.wait_for(role("button", "Oldest clipped: order and density"));
    window.click(role("button", "Outlets"));
    window.click(role("button", "Baltic Review 1"));
    until("the outlet's story", || {
        first().contains("Baltic Review").then_some(())
    });
    window.close();
}
