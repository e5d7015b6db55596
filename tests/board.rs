//! Topics, tags and searches in the real window: the library pane's menus and keys, and a topic's board.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::editor::{Home, library_says, no_violations};
use journeys::window::{role, text};
use journeys::{Window, until};
use serde_json::{Value, json};

/// Opens a line's menu by its button and picks something in it.
fn menu(window: &Window, line: &str, item: &str) {
    window.click(role("button", &format!("More: {line}")));
    window.wait_for("[role=menu]");
    window.click(role("menuitem", item));
}

/// The headlines of a column, from the top.
fn column(window: &Window, name: &str) -> Vec<String> {
    let script = "
        const column = [...document.querySelectorAll('.column')]
          .find((one) => one.querySelector('h2, h3')?.textContent.includes(arguments[0]));
        return [...(column?.querySelectorAll('[role=option]') ?? [])].map((card) => card.id)";
    let cards = window.script(script, &json!([name]));
    let cards = cards.as_array().into_iter().flatten();
    cards.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn open_board(window: &Window) {
    window.click(role("button", "Ukraine diplomacy 5"));
    window.wait_for(role("button", "Board"));
    window.click(role("button", "Board"));
    window.wait_for(".column [role=option]");
}

#[test]
fn a_topic_is_renamed_coloured_described_and_removed() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    menu(&window, "Ukraine diplomacy", "Rename");
    window.write_over(
        role("textbox", "New name for Ukraine diplomacy"),
        "The Geneva file",
    );
    window.press("Enter");
    library_says(&line, &["topic", "list"], "The Geneva file");
    menu(&window, "The Geneva file", "Colour…");
    window.click(role("menuitemradio", "Teal"));
    library_says(&line, &["topic", "list", "--json"], "\"colour\":\"b\"");
    menu(&window, "The Geneva file", "New section");
    window.write_over(role("textbox", "Name of the section"), "Aid");
    window.press("Enter");
    library_says(&line, &["topic", "list", "--json"], "\"name\":\"Aid\"");
    menu(&window, "The Geneva file", "Remove…");
    no_violations(&window, "a topic's removal");
    let dialog = window.text_of("dialog[open]");
    assert!(
        dialog.contains("stay in the library") && dialog.contains("undo"),
        "{dialog}"
    );
    window.click(role("button", "Remove"));
    window.wait_gone(role("button", "More: The Geneva file"));
    library_says(&line, &["list"], "5 stories");
    window.press("ctrl+z");
    window.wait_for(role("button", "More: The Geneva file"));
    window.close();
}

#[test]
fn tags_are_renamed_and_merged_and_a_taken_name_is_told() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    menu(&window, "Geneva", "Rename");
    window.write_over(role("textbox", "New name for Geneva"), "Brussels");
    window.press("Enter");
    // What was typed stays, and the reason stands beside it.
    until("the reason", || {
        window
            .text_of(".library")
            .contains("there is a tag “Brussels” already")
            .then_some(())
            .or_else(|| {
                window
                    .text_of("body")
                    .contains("There is a tag “Brussels” already")
                    .then_some(())
            })
    });
    window.press("Escape");
    menu(&window, "Geneva", "Merge into…");
    window.type_into("dialog [role=combobox]", "Brussels");
    window.wait_for("dialog [role=option]");
    window.press("Enter");
    window.click(role("button", "Merge"));
    window.wait_gone(role("button", "More: Geneva"));
    library_says(&line, &["tags"], "Brussels");
    assert!(!line.run(&["tags"]).ok().contains("Geneva"));
    window.press("ctrl+z");
    window.wait_for(role("button", "More: Geneva"));
    window.close();
}

#[test]
fn cards_move_by_keys_and_by_dragging_and_stay_where_they_were_put() {
    let home = Home::new();
    let window = home.with_samples();
    open_board(&window);
    no_violations(&window, "a board");
    let talks = column(&window, "The talks");
    assert_eq!(talks.len(), 2, "{talks:?}");
    // Within a column, by key.
    window.click(format!("#{}", talks[0]).as_str());
    window.press("alt+down");
    let turned = vec![talks[1].clone(), talks[0].clone()];
    until("the other order", || {
        (column(&window, "The talks") == turned).then_some(())
    });
    // To another column, by key; the focus goes along.
    window.press("alt+right");
    until("the next column", || {
        column(&window, "Security guarantees")
            .contains(&talks[0])
            .then_some(())
    });
    let script = "return document.activeElement.id";
    assert_eq!(window.script(script, &json!([])), json!(talks[0]));
    // By dragging, with the pointer.
    let moved = column(&window, "Sanctions");
    window.drag(
        format!("#{}", moved[0]).as_str(),
        format!("#{}", talks[1]).as_str(),
    );
    until("the card that was dragged", || {
        column(&window, "The talks")
            .contains(&moved[0])
            .then_some(())
    });
    let talks_now = column(&window, "The talks");
    // All of it is there the next morning, and is what the command line says.
    let window = window.reopen();
    window.click(role("button", "Ukraine diplomacy 5"));
    until("the board, as it was left", || {
        (column(&window, "The talks") == talks_now).then_some(())
    });
    library_says(
        &home.line(),
        &["topic", "show", "Ukraine diplomacy"],
        "Security guarantees",
    );
    window.close();
}

#[test]
fn what_belongs_into_a_topic_is_written_in_place() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    open_board(&window);
    window.click(role(
        "button",
        "What belongs into Ukraine diplomacy: Describe what belongs here",
    ));
    window.write_over(
        role("textbox", "What belongs into Ukraine diplomacy"),
        "Where the talks stand",
    );
    window.press("ctrl+Enter");
    library_says(&line, &["topic", "list", "--json"], "Where the talks stand");
    window.wait_for(text("Where the talks stand"));
    window.click(role("button", "List"));
    window.wait_for("#headline");
    window.wait_for(text("Where the talks stand"));
    window.close();
}
