//! The reader in the real window: how wide its lines are, what is copied, printed and translated out of a
//! story, and what is taken from its margin again, read back through the command line.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::editor::{Home, library_says, no_violations, select_words};
use journeys::window::{role, text};
use journeys::{Answer, Outlet, Window, source, until};
use serde_json::json;

const PASSAGE: &str = "Two proposals are on the table";
const OURS: &str = "На столі дві пропозиції";
const CITED: &str = "Ines Halloran and Taras Moroz, “Envoys resume Geneva talks with guarantees for Kyiv still \
    unresolved”, The Meridian Post, 22 Nov 2026, clipped ";
const ADDRESS: &str = "https://meridianpost.example/world/geneva-talks-resume";

/// Picks something in the menu of this button.
fn menu(window: &Window, button: &str, item: &str) {
    window.click(role("button", button));
    window.click(role("menuitem", item));
}

/// What the clipboard holds as plain text and as markup, as a paste brings it.
fn clipboard(window: &Window) -> [String; 2] {
    let hear = "
        document.addEventListener('paste', (event) => {
          window.pasted = ['text/plain', 'text/html'].map((kind) => event.clipboardData.getData(kind));
          event.preventDefault();
        }, { capture: true, once: true });
        delete window.pasted;
        document.querySelector('#search').focus()";
    window.script(hear, &json!([]));
    window.press("ctrl+v");
    let pasted = until("a paste", || {
        let pasted = window.script("return window.pasted ?? null", &json!([]));
        pasted.as_array().cloned()
    });
    window.press("Escape");
    [0, 1].map(|kind| pasted[kind].as_str().unwrap().to_owned())
}

/// What the clipboard holds once it begins like this; what was copied before is there a moment longer.
fn copied(window: &Window, begins: &str) -> [String; 2] {
    window.wait_for(text("Copied."));
    until(&format!("{begins:?} in the clipboard"), || {
        let held = clipboard(window);
        held[0].starts_with(begins).then_some(held)
    })
}

/// What would stand on paper only. The system's own dialog is not opened: nothing could close it.
fn paper(window: &Window, print: impl Fn()) -> String {
    let listen = "
        delete window.paper;
        window.print = () => {
          window.paper = document.querySelector('.printed').textContent;
          dispatchEvent(new Event('afterprint'));
        }";
    window.script(listen, &json!([]));
    print();
    let paper = until("something to print", || {
        let paper = window.script("return window.paper ?? null", &json!([]));
        paper.as_str().map(str::to_owned)
    });
    until("the screen as it was", || {
        (window.count(".printed") == 0).then_some(())
    });
    paper
}

#[test]
fn lines_are_as_wide_as_the_reader_or_the_settings_say_and_stay_so() {
    let home = Home::new();
    let window = home.with_samples();
    // Beside the library pane there is no room for the widest.
    window.press("[");
    window.wait_gone(".library");
    let width = |window: &Window| {
        let script = "return document.querySelector('[data-test=body]').offsetWidth";
        window.script(script, &json!([])).as_u64().unwrap()
    };
    let medium = width(&window);
    window.click(role("button", "Text size and width"));
    window.wait_for(role("dialog", "Text size and width"));
    no_violations(&window, "text size and width");
    window.click(role("button", "Wide"));
    until("wider lines", || (width(&window) > medium).then_some(()));
    window.click(role("button", "Narrow"));
    until("narrower lines", || (width(&window) < medium).then_some(()));
    let narrow = width(&window);
    window.press("Escape");
    window.wait_gone(role("dialog", "Text size and width"));
    let window = window.reopen();
    window.click("[role=option]");
    until("the width of yesterday", || {
        (width(&window) == narrow).then_some(())
    });
    // The settings say the same.
    window.press("ctrl+,");
    window.wait_for("dialog[open] [aria-label='Line width'] button[aria-pressed=true]");
    let pressed =
        window.text_of("dialog[open] [aria-label='Line width'] button[aria-pressed=true]");
    assert_eq!(pressed, "Narrow");
    window.click("dialog[open] [aria-label='Line width'] button:nth-of-type(2)");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    until("the usual width", || {
        (width(&window) == medium).then_some(())
    });
    window.close();
}

#[test]
fn what_is_copied_lands_in_the_clipboard_with_where_it_is_from() {
    let home = Home::new();
    let window = home.with_samples();
    menu(&window, "Copy", "Citation");
    let [plain, markup] = copied(&window, CITED);
    assert!(plain.ends_with(ADDRESS), "{plain}");
    assert_eq!(markup, "");
    menu(&window, "Copy", "Citation as Markdown");
    let [plain, _] = copied(&window, "Ines Halloran and Taras Moroz, [Envoys");
    assert!(
        plain.contains(&format!("still unresolved](<{ADDRESS}>)")),
        "{plain}"
    );
    menu(&window, "Copy", "Citation as rich text");
    let [_, markup] = copied(&window, CITED);
    assert!(
        markup.contains(&format!("<a href=\"{ADDRESS}\"")),
        "{markup}"
    );
    menu(&window, "Copy", "Address");
    assert_eq!(copied(&window, ADDRESS), [ADDRESS, ""]);
    // Words are copied with where they are from: by the menu while they are selected, and by key.
    let quoted = format!("“{PASSAGE}”\n\n{CITED}");
    select_words(&window, PASSAGE);
    menu(&window, "Copy", "Selected words with source");
    let [_, markup] = copied(&window, &quoted);
    assert!(
        markup.contains("<blockquote") && markup.contains(&format!(">{PASSAGE}</p>")),
        "{markup}"
    );
    menu(&window, "Copy", "Address");
    copied(&window, ADDRESS);
    select_words(&window, PASSAGE);
    window.press("Shift+c");
    copied(&window, &quoted);
    window.close();
}

#[test]
fn a_translated_passage_is_shown_beside_it_and_printed_and_taken_away_by_an_empty_one() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    let paper_without = paper(&window, || window.press("ctrl+p"));
    assert!(
        paper_without.contains(ADDRESS) && paper_without.contains("Clipped "),
        "{paper_without}"
    );
    select_words(&window, PASSAGE);
    window.press("Shift+t");
    window.wait_for(role("dialog", "Translate this passage"));
    assert_eq!(window.text_of("dialog[open] blockquote"), PASSAGE);
    window.type_into(role("textbox", "In our own words"), OURS);
    window.type_into(role("textbox", "Language"), "uk");
    no_violations(&window, "the translation of a passage");
    window.click(role("button", "Save"));
    window.wait_for(role("button", "Our translation, Ukrainian"));
    assert_eq!(
        window.text_of("[data-test=body] [data-translated]"),
        PASSAGE
    );
    let margin = line.run(&["margin", "5"]).ok();
    assert!(
        margin.contains(&format!("(uk)  {OURS}")) && margin.contains(&format!("of {PASSAGE}")),
        "{margin}"
    );
    let printed = paper(&window, || {
        menu(&window, "More to do with this story", "Print");
    });
    for words in [PASSAGE, "Our translation, Ukrainian", OURS] {
        assert!(
            printed.contains(words),
            "{words:?} is not on paper: {printed}"
        );
    }

    // What the command line writes over it is what the window shows, and what it goes on from.
    let better = "Є дві пропозиції";
    line.run(&["translate", "5", "uk", better, "--passage", PASSAGE])
        .ok();
    window.wait_for(text(better));
    window.click(role("button", "Our translation, Ukrainian"));
    window.wait_for(text("An empty field takes our translation away."));
    window.press("ctrl+a");
    window.press("Delete");
    window.click(role("button", "Save"));
    window.wait_gone("[data-test=body] [data-translated]");
    library_says(&line, &["margin", "5"], "Nothing in the margin.");
    window.press("ctrl+z");
    window.wait_for(text(better));
    window.close();
}

#[test]
fn a_quote_is_dropped_and_comes_back_by_undo() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    select_words(&window, PASSAGE);
    window.click(role("button", "Quote"));
    window.click(role("button", "Keep the quote"));
    window.wait_for(text("Speaker not named"));
    library_says(&line, &["margin", "5"], PASSAGE);
    window.click(role("button", &format!("Copy with source: “{PASSAGE}”")));
    window.click(role("menuitem", "As rich text"));
    copied(&window, &format!("“{PASSAGE}”\n\n{CITED}"));
    window.click(role("button", &format!("Drop the quote “{PASSAGE}”")));
    window.wait_gone("[data-test=quotes]");
    library_says(&line, &["margin", "5"], "Nothing in the margin.");
    window.press("ctrl+z");
    window.wait_for("[data-test=quotes]");
    library_says(&line, &["margin", "5"], PASSAGE);
    window.close();
}

#[test]
fn a_highlight_whose_words_are_gone_is_removed_by_hand_only() {
    let outlet = Outlet::open();
    let story = |text: &str| {
        Answer::html(&format!(
            "<article><h1>Ferry runs again</h1><p>The ferry left the quay on time this morning, with forty \
             passengers and one dog, and the harbour board was pleased.</p><p>{text}</p></article>"
        ))
    };
    let lit = "lit for the first time since the flood";
    let home = Home::new();
    let line = home.line();
    let ferry = outlet.address("/ferry");
    outlet.serve(
        "/ferry",
        story(&format!("The lamps along the landing were {lit}.")),
    );
    line.run(&["clip", &ferry]).ok();
    line.run(&["highlight", "1", lit]).ok();
    outlet.serve(
        "/ferry",
        story("The lamps along the landing stay dark until Friday, the board said."),
    );
    line.run(&["clip", &ferry]).ok();
    let window = home.desk();
    window.click("[role=option]");
    window.wait_for(text("Not in this version of the text"));
    assert_eq!(window.count("[data-test=body] mark"), 0);
    library_says(&line, &["margin", "1"], lit);
    window.click(role("button", &format!("Remove the highlight “{lit}”")));
    window.wait_gone(text("Not in this version of the text"));
    library_says(&line, &["margin", "1"], "Nothing in the margin.");
    window.press("ctrl+z");
    window.wait_for(text("Not in this version of the text"));
    library_says(&line, &["margin", "1"], lit);
    window.close();
}

#[test]
fn a_claim_is_judged_for_all_selected_stories_and_withdrawn_for_all() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("x");
    window.press("Shift+j");
    window.press("Shift+j");
    window.wait_for(text("3 of 5 selected"));
    window.press("y");
    window.wait_for(role("dialog", "Do these 3 stories hold?"));
    window.click(role("radio", "Confirmed"));
    window.type_into(role("textbox", "Checked by"), "Ann Lee");
    no_violations(&window, "the status of several claims");
    window.click(role("button", "Save"));
    window.wait_gone("dialog[open]");
    library_says(&line, &["search", "claim:confirmed"], "3 stories");
    until("three signs in the list", || {
        let list = window.text_of(".rows");
        (list.matches("Confirmed").count() == 3).then_some(())
    });
    window.press("y");
    window.click(role("radio", "Nothing said"));
    window.click(role("button", "Save"));
    window.wait_gone("dialog[open]");
    library_says(&line, &["search", "claim:confirmed"], "No stories.");
    window.press("ctrl+z");
    library_says(&line, &["search", "claim:confirmed"], "3 stories");
    window.close();
}

#[test]
fn a_lead_is_given_its_address_clipped_and_opened_by_key() {
    let outlet = Outlet::open();
    outlet.serve(
        "/swans",
        Answer::html(
            "<article><h1>Rangers free ten swans</h1><p>Rangers on Friday freed ten swans from old nets in \
             the northern reed beds.</p></article>",
        ),
    );
    let home = Home::new();
    let line = home.line();
    let paste = source::root().join("newsroom/tests/pages/pasted/page.txt");
    line.run_on(fs::read_to_string(paste).unwrap(), &["clip", "-"])
        .ok();
    let window = home.desk();
    window.click("[role=option]");
    window.wait_for("[data-test=leads]");
    let swans = "Rangers free ten swans from old nets during a search of the northern reed beds";
    let lead = || {
        let script = "return document.activeElement.closest('[data-lead]')?.querySelector('.headline').textContent";
        let lead = window.script(script, &json!([]));
        lead.as_str().map(str::to_owned)
    };
    // All leads are one stop for Tab; the letters go through them.
    until("a lead that has the focus", || {
        window.press("tab");
        lead()
    });
    until("the swans", || {
        if lead()? == swans {
            return Some(());
        }
        window.press("j");
        None
    });
    window.press("c");
    window.write_over(role("textbox", "Address"), &outlet.address("/swans"));
    window.press("Enter");
    window.wait_gone(role("textbox", "Address"));
    library_says(&line, &["leads", "1"], &outlet.address("/swans"));
    until("the lead that has the focus again", lead);
    window.press("c");
    library_says(&line, &["leads", "1"], "kept as story 2");
    window.wait_for(role("button", &format!("Already clipped: open “{swans}”")));
    until("the lead that has the focus still", lead);
    window.press("Enter");
    until("the lead, open", || {
        (window.text_of("#headline") == "Rangers free ten swans").then_some(())
    });
    window.close();
}
