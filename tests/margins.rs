//! Margins in the real window: what is marked, written, quoted, translated and judged while reading, read
//! back through the command line.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::editor::{Home, clip, library_says, no_violations, select_words};
use journeys::window::{role, text};
use journeys::{Answer, Outlet, until};

const PASSAGE: &str = "Two proposals are on the table";

#[test]
fn a_passage_is_highlighted_annotated_and_taken_back() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    select_words(&window, PASSAGE);
    window.press("h");
    window.wait_for("[data-test=body] mark");
    assert_eq!(window.text_of("[data-test=body] mark"), PASSAGE);
    library_says(&line, &["list", "--has", "highlight"], "1 story");
    no_violations(&window, "a highlight");

    // It outlasts the night, and goes by undo.
    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    window.click("[role=option]");
    window.wait_for("[data-test=body] mark");
    window.press("ctrl+z");
    window.wait_gone("[data-test=body] mark");
    library_says(&line, &["list", "--has", "highlight"], "No stories");
    window.close();
}

#[test]
fn a_note_saves_itself_and_an_empty_one_goes() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("n");
    window.wait_for(role("textbox", "Your note"));
    window.type_into(role("textbox", "Your note"), "Ring the delegation");
    // Going on to the next story is leaving the note, and saves it.
    window.press("Escape");
    window.press("j");
    library_says(&line, &["search", "ring", "delegation"], "1 story");
    window.press("k");
    window.wait_for(text("Ring the delegation"));
    no_violations(&window, "a note");
    window.click(role("button", "Remove your note: “Ring the delegation”"));
    library_says(&line, &["search", "ring", "delegation"], "No stories");
    window.press("ctrl+z");
    library_says(&line, &["search", "ring", "delegation"], "1 story");
    window.close();
}

#[test]
fn a_quote_and_a_translation_are_marked_as_what_they_are() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    select_words(&window, PASSAGE);
    window.press("q");
    window.type_into(role("textbox", "Who said it"), "A delegate");
    no_violations(&window, "a quote");
    window.click(role("button", "Keep the quote"));
    window.wait_for("[data-test=quotes]");
    library_says(&line, &["list", "--has", "quote"], "1 story");

    window.press("Shift+t");
    window.type_into(role("textbox", "In our own words"), "Посланці повертаються");
    window.type_into(role("textbox", "Language"), "uk");
    no_violations(&window, "a translation");
    window.click(role("button", "Save"));
    library_says(&line, &["search", "Посланці повертаються"], "1 story");
    // The outlet's headline stands as it was.
    assert!(
        window
            .text_of("#headline")
            .starts_with("Envoys resume Geneva talks")
    );
    until("our headline", || {
        let page = window.text_of("article");
        (page.contains("Посланці повертаються") && page.contains("Our translation")).then_some(())
    });
    window.close();
}

#[test]
fn a_claim_is_judged_and_shown_wherever_the_story_is() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("y");
    window.click(role("radio", "Disputed"));
    window.type_into(role("textbox", "Checked by"), "Ann Lee");
    window.type_into(role("textbox", "According to"), "the Red Cross");
    no_violations(&window, "the status of a claim");
    window.click(role("button", "Save"));
    let banner = window.text_of("[data-test=claim]");
    assert!(
        banner.contains("Disputed")
            && banner.contains("Ann Lee")
            && banner.contains("the Red Cross"),
        "{banner}"
    );
    until("status in the list", || {
        window
            .text_of("[role=option]")
            .contains("Disputed")
            .then_some(())
    });
    library_says(&line, &["search", "claim:disputed"], "1 story");
    window.press("ctrl+z");
    window.wait_gone("[data-test=claim]");
    library_says(&line, &["search", "claim:disputed"], "No stories");
    window.close();
}

#[test]
fn a_corrected_page_is_a_further_version_and_its_marks_stay_or_are_told_apart() {
    let outlet = Outlet::open();
    let story = |text: &str| {
        Answer::html(&format!(
            "<article><h1>Ferry runs again</h1><p>The ferry left the quay on time this morning, with forty \
             passengers and one dog, and the harbour board was pleased.</p><p>{text}</p></article>"
        ))
    };
    outlet.serve(
        "/ferry",
        story("The lamps along the landing were lit for the first time since the flood."),
    );
    let home = Home::new();
    let window = home.desk();
    clip(&window, &outlet.address("/ferry"));
    for words in ["forty passengers", "lit for the first time"] {
        select_words(&window, words);
        window.press("h");
        until("highlight", || {
            window
                .text_of("[data-test=body]")
                .contains(words)
                .then_some(())
        });
    }
    until("two highlights", || {
        (window.count("[data-test=body] mark") == 2).then_some(())
    });
    outlet.serve(
        "/ferry",
        story("The lamps along the landing stay dark until Friday, the board said later."),
    );
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/ferry"));
    window.press("ctrl+Enter");
    window.click(role("button", "Read it"));
    window.wait_gone("dialog[open]");
    until("the corrected text", || {
        window
            .text_of("[data-test=body]")
            .contains("stay dark until Friday")
            .then_some(())
    });
    // One passage stands where it stood; the other is told apart, and never dropped.
    until("one highlight", || {
        (window.count("[data-test=body] mark") == 1).then_some(())
    });
    window.wait_for(text("Not in this version of the text"));
    window.press("v");
    window.wait_for(role("dialog", "Versions of this story"));
    until("what changed", || {
        let dialog = window.text_of("dialog[open]");
        (dialog.contains("stay dark until Friday") && dialog.contains("lit for the first time"))
            .then_some(())
    });
    no_violations(&window, "the versions");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.close();
}

#[test]
fn words_are_found_in_a_story_and_its_text_grows() {
    let home = Home::new();
    let window = home.with_samples();
    window.press("F3");
    window.type_into(role("textbox", "Find in this story"), "PROPOSALS");
    until("a match", || {
        window.text_of("#find-place").contains("1 of").then_some(())
    });
    no_violations(&window, "find in a story");
    window.press("Escape");
    window.wait_gone("#find-place");
    let size = || {
        let script =
            "return getComputedStyle(document.querySelector('[data-test=body] p')).fontSize";
        window
            .script(script, &serde_json::json!([]))
            .as_str()
            .unwrap()
            .to_owned()
    };
    let before = size();
    window.press("ctrl+=");
    until("larger text", || (size() != before).then_some(()));
    window.press("ctrl+0");
    until("the usual size", || (size() == before).then_some(()));
    window.close();
}
