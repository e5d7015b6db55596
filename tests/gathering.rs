//! Gathering in the real window: what a board's cards and sections offer, topics put in order by hand, and
//! the names that the library pane has no room for, read back through the command line.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::editor::{Home, library_says, no_violations};
use journeys::window::{role, text};
use journeys::{Answer, Desk, Outlet, Window, until};
use serde_json::json;

const DRAFT: &str = "Draft text names a monitoring mission";

/// Opens the menu of a story's card by its key.
fn card_menu(window: &Window, story: u32) {
    window.click(format!("#card-{story}").as_str());
    window.press("shift+f10");
    window.wait_for("[role=menu]");
}

fn open_board(window: &Window) {
    window.click("#shelf-topic-1");
    window.click(role("button", "Board"));
    window.wait_for(".column [role=option]");
}

/// What a section of the topic of the samples holds, as the command line prints it.
fn section(line: &Desk, name: &str) -> String {
    let topic = line.run(&["topic", "show", "Ukraine diplomacy"]).ok();
    let mut sections = topic.split("\n\n");
    let section = sections.find(|section| section.starts_with(name));
    section.unwrap_or_default().to_owned()
}

/// The topics in their order, as the command line lists them.
fn topics(line: &Desk) -> Vec<String> {
    let topics = line.run(&["topic", "list", "--json"]).ok();
    let name = |line: &str| -> serde_json::Value { serde_json::from_str(line).unwrap() };
    let names = topics.lines().map(|line| name(line)["name"].clone());
    names
        .map(|name| name.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_card_is_sent_moved_opened_and_taken_out_by_its_menu() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    open_board(&window);
    card_menu(&window, 4);
    no_violations(&window, "the menu of a card");
    window.click(role("menuitemradio", "The talks"));
    until("the card in the other section", || {
        section(&line, "The talks").contains(DRAFT).then_some(())
    });
    // It went to the end, and can go up from there.
    until("the end of the section", || {
        section(&line, "The talks")
            .lines()
            .last()?
            .contains(DRAFT)
            .then_some(())
    });
    card_menu(&window, 4);
    window.click(role("menuitem", "Move up"));
    until("the place before the last", || {
        section(&line, "The talks")
            .lines()
            .nth_back(1)?
            .contains(DRAFT)
            .then_some(())
    });
    card_menu(&window, 4);
    window.click(role("menuitem", "Open"));
    until("the story", || {
        window.text_of("#headline").starts_with(DRAFT).then_some(())
    });
    window.press("Escape");
    window.wait_for(".column [role=option]");
    card_menu(&window, 4);
    window.click(role("menuitem", "Take out of the topic"));
    window.wait_gone("#card-4");
    let topic = line.run(&["topic", "show", "Ukraine diplomacy"]).ok();
    assert!(!topic.contains(DRAFT), "{topic}");
    library_says(&line, &["list"], "5 stories");
    window.press("ctrl+z");
    window.wait_for("#card-4");
    window.close();
}

#[test]
fn a_section_is_made_described_moved_and_renamed_on_the_board() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    open_board(&window);
    window.click(role("button", "New section"));
    window.write_over(role("textbox", "Name of the section"), "Aid");
    window.press("Enter");
    window.wait_for(role("heading", "Aid 0"));
    // It stands at the end; what belongs there is written under its name.
    window.click(role(
        "button",
        "What belongs into Aid: Describe what belongs here",
    ));
    window.write_over(
        role("textbox", "What belongs into Aid"),
        "Winter fuel, and who pays",
    );
    no_violations(&window, "a section that is described");
    window.press("ctrl+Enter");
    library_says(
        &line,
        &["topic", "list", "--json"],
        "Winter fuel, and who pays",
    );
    window.wait_for(text("Winter fuel, and who pays"));
    // Escape leaves it as it was.
    window.click(role(
        "button",
        "What belongs into Aid: Winter fuel, and who pays",
    ));
    window.write_over(role("textbox", "What belongs into Aid"), "Nothing");
    window.press("Escape");
    window.wait_for(text("Winter fuel, and who pays"));
    library_says(
        &line,
        &["topic", "list", "--json"],
        "Winter fuel, and who pays",
    );

    let more = |name: &str| format!(".board [aria-label='More: {name}']");
    window.click(more("Aid").as_str());
    window.click(role("menuitem", "Move left"));
    until("the section before the last", || {
        let topics = line.run(&["topic", "list"]).out;
        (topics.find("Aid") < topics.find("Security guarantees")).then_some(())
    });
    window.click(more("Aid").as_str());
    window.click(role("menuitem", "Rename"));
    window.write_over(role("textbox", "New name for Aid"), "The winter");
    window.press("Enter");
    window.wait_for(role("heading", "The winter 0"));
    library_says(&line, &["topic", "list"], "The winter");
    window.close();
}

#[test]
fn topics_are_dragged_into_another_order_and_stay_in_it() {
    let home = Home::new();
    let line = home.line();
    for topic in ["Aid", "Harbours"] {
        line.run(&["topic", "new", topic]).ok();
    }
    let window = home.with_samples();
    assert_eq!(topics(&line), ["Aid", "Harbours", "Ukraine diplomacy"]);
    // It falls below the middle of the line that it is let go on, and so behind it.
    window.drag(
        role("button", "Ukraine diplomacy 5"),
        role("button", "Aid 0"),
    );
    until("the topic between the others", || {
        (topics(&line) == ["Aid", "Ukraine diplomacy", "Harbours"]).then_some(())
    });
    // The click that ends a drag opens nothing.
    assert_eq!(window.text_of(".list h1"), "Inbox");
    window.drag(role("button", "Aid 0"), role("button", "Harbours 0"));
    let window = window.reopen();
    window.wait_for(role("button", "Harbours 0"));
    let shown = "
        const rows = document.querySelectorAll('[aria-label=Topics] > [data-place] .topic .name');
        return [...rows].map((row) => row.textContent)";
    let shown = window.script(shown, &json!([]));
    assert_eq!(shown, json!(topics(&line)));
    assert_eq!(topics(&line)[0], "Ukraine diplomacy");
    window.close();
}

#[test]
fn a_tag_that_the_pane_has_no_room_for_is_found_among_all() {
    let home = Home::new();
    let line = home.line();
    line.run(&["samples"]).ok();
    let tags: Vec<String> = (1..=12).map(|n| format!("+Berth {n}")).collect();
    for tag in &tags {
        line.run(&["tag", "2", tag]).ok();
    }
    let window = home.desk();
    window.click(role("button", "All tags… 16"));
    window.wait_for(role("dialog", "All tags"));
    no_violations(&window, "all tags");
    window.type_into(role("combobox", "Find a tag"), "no such tag");
    window.wait_for(text("Nothing has that name."));
    window.type_into(role("combobox", "Find a tag"), "berth 11");
    window.wait_for(role("option", "Berth 11 1"));
    window.press("Enter");
    window.wait_gone("dialog[open]");
    until("the tag's one story", || {
        (window.text_of(".list h1") == "Berth 11" && window.count(".rows [role=option]") == 1)
            .then_some(())
    });
    // The open one is in the pane, whatever else is.
    window.wait_for(role("button", "Berth 11 1"));
    window.close();
}

#[test]
fn an_outlet_that_the_pane_has_no_room_for_is_found_among_all() {
    let outlet = Outlet::open();
    let home = Home::new();
    let line = home.line();
    line.run(&["samples"]).ok();
    for n in 1..=9 {
        let page = format!(
            "<meta property=og:site_name content='Harbour Times {n}'><article><h1>Ferry {n} runs</h1>\
             <p>Ferry {n} left the quay on time this morning, with forty passengers and one dog.</p></article>"
        );
        outlet.serve(&format!("/{n}"), Answer::html(&page));
        line.run(&["clip", &outlet.address(&format!("/{n}"))]).ok();
    }
    let window = home.desk();
    window.click(role("button", "Outlets"));
    window.click(role("button", "All outlets… 14"));
    window.wait_for(role("dialog", "All outlets"));
    no_violations(&window, "all outlets");
    window.type_into(role("combobox", "Find an outlet"), "harbour times");
    until("nine outlets", || {
        (window.count("dialog [role=option]") == 9).then_some(())
    });
    window.type_into(role("combobox", "Find an outlet"), "times 7");
    window.click(role("option", "Harbour Times 7 1"));
    window.wait_gone("dialog[open]");
    until("the outlet's one story", || {
        let list = window.text_of(".rows");
        (list.contains("Ferry 7 runs") && window.count(".rows [role=option]") == 1).then_some(())
    });
    assert_eq!(window.text_of(".list h1"), "Harbour Times 7");
    window.close();
}
