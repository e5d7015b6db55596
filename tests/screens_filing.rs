//! Filing, as it looks: see `screens`.

use journeys::editor::Home;
use journeys::screen::take;
use journeys::window::role;
use journeys::{Window, newsday, until};

/// The topic's list, in a library that has been worked with.
fn topic(home: &Home) -> Window {
    newsday::fill(&home.line());
    let window = home.desk();
    window.click(role("button", "Ukraine diplomacy 6"));
    until("the topic's stories", || {
        (window.count(".rows [role=option]") == 6).then_some(())
    });
    window.click(".rows [role=option]");
    window.wait_for("#headline");
    window
}

#[test]
fn a_topic_as_a_list_and_as_a_board() {
    let home = Home::new();
    let window = topic(&home);
    take(&window, "topic");
    window.press("ctrl+e");
    window.wait_for("#export-path");
    take(&window, "export");
    window.press("Escape");
    window.wait_gone("#export-path");
    window.click(role("button", "Board"));
    window.wait_for(".column [role=option]");
    take(&window, "board");
    window.click(".column [role=option]");
    window.press("alt+right");
    take(&window, "board-moved");
    window.resize(1000, 700);
    take(&window, "board-1000");
    window.close();
}

#[test]
fn what_the_lines_of_the_library_offer() {
    let home = Home::new();
    let window = topic(&home);
    window.click(role("button", "More: Ukraine diplomacy"));
    window.wait_for("[role=menu]");
    take(&window, "topic-menu");
    window.press("Escape");
    window.wait_gone("[role=menu]");
    window.click(role("button", "More: Black Sea shipping"));
    window.click(role("menuitem", "Merge into…"));
    window.type_into("dialog [role=combobox]", "Ukr");
    window.wait_for("dialog [role=option]");
    window.press("Enter");
    window.wait_for(role("button", "Merge"));
    take(&window, "merge");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.click(role("button", "More: Black Sea shipping"));
    window.click(role("menuitem", "Remove…"));
    window.wait_for("dialog[open]");
    take(&window, "remove");
    window.close();
}
