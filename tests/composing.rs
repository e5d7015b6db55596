//! Composing in the real window: a collection is made, filled, ordered and commented, set, corrected and
//! exported, and read back through the command line.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::editor::{Home, choose, fill, no_violations};
use journeys::screen::take;
use journeys::window::{role, text};
use journeys::{Desk, Manners, Postbox, Window, until};
use serde_json::{Value, json};

const NAME: &str = "Monday briefing";

fn collection(line: &Desk) -> Value {
    let shown = line.run(&["collection", "show", NAME, "--json"]).ok();
    serde_json::from_str(&shown).unwrap()
}

/// The stories of the draft in their order, each with what is said of it.
fn stories(line: &Desk) -> Vec<(String, String)> {
    let draft = collection(line);
    let items = draft["items"].as_array().unwrap().iter();
    let stories = items.filter(|item| item["content"]["is"] == "story");
    let said = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    stories
        .map(|item| {
            (
                said(&item["story"]["headline"]),
                said(&item["content"]["comment"]),
            )
        })
        .collect()
}

/// What the frame of the preview was asked to draw last, once it is drawn.
fn drawn(window: &Window) -> String {
    let script = "return document.querySelector('iframe[data-seen=true]')?.src ?? ''";
    let src = window.script(script, &json!([]));
    src.as_str().unwrap().to_owned()
}

#[test]
fn a_briefing_is_composed_set_corrected_and_exported() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.click(role("button", "New collection"));
    no_violations(&window, "a new collection");
    window.write_over("#collection-name", NAME);
    window.press("Enter");
    window.wait_for(text("Start with a story or a note."));
    no_violations(&window, "an empty collection");
    window.click(role("button", "Choose stories…"));
    for row in 1..=3 {
        window.click(format!("dialog li:nth-child({row}) button").as_str());
        until("the story in the draft", || {
            (stories(&line).len() == row).then_some(())
        });
    }
    window.press("Escape");
    window.wait_gone("dialog[open]");
    let before = stories(&line);

    // It is drawn by the engine, in a frame that can do nothing.
    until("the preview", || {
        drawn(&window)
            .starts_with("clipdesk-preview://localhost/1~draft~html~")
            .then_some(())
    });
    let inside = "
        const frame = document.querySelector('iframe[data-seen=true]');
        try { return frame.contentDocument === null ? 'closed' : 'open' } catch { return 'closed' }";
    assert_eq!(window.script(inside, &json!([])), json!("closed"));
    let first = drawn(&window);

    window.click(".outline .order > li:nth-child(1) .face");
    window.press("Enter");
    window.write_over(".outline textarea", "Read the annex first.");
    until("the comment", || {
        (stories(&line)[0].1 == "Read the annex first.").then_some(())
    });
    until("the preview anew", || {
        (drawn(&window) != first).then_some(())
    });
    window.press("Escape");
    window.press("alt+down");
    until("the other order", || {
        (stories(&line)[1].0 == before[0].0).then_some(())
    });
    window.press("ctrl+z");
    until("the order as it was", || {
        (stories(&line)[0].0 == before[0].0).then_some(())
    });
    no_violations(&window, "the composer");
    // What is copied is made when the pointer comes near, and a driver's hand is faster than that.
    until("what is copied", || {
        window.click(role("button", "Copy as rich text"));
        window.shows(text("Copied.")).then_some(())
    });

    window.click(role("button", "Set No. 1"));
    window.wait_for(role("dialog", "Set No. 1"));
    no_violations(&window, "setting an edition");
    window.click("dialog [type=submit]");
    window.wait_gone("dialog[open]");
    window.wait_for(role("heading", "Monday briefing 2"));
    window.click(role("button", "Draft: setting and editions"));
    window.click(role("menuitem", "Set correction 1.1…"));
    window.write_over("#what-changed", "A name was misspelt.");
    window.press("Enter");
    window.wait_gone("dialog[open]");
    window.click(role("button", "Draft: setting and editions"));
    window.click(role("menuitemradio", "No. 1.1"));
    until("the correction on paper", || {
        drawn(&window).contains("/1~1.1~html~").then_some(())
    });

    window.press("ctrl+e");
    let file = home.path().join("briefing.html");
    until("a path that is suggested", || {
        let path = window.script(
            "return document.querySelector('#export-path')?.value ?? ''",
            &json!([]),
        );
        (path != json!("")).then_some(())
    });
    fill(&window, "#export-path", file.to_str().unwrap());
    window.press("Enter");
    window.wait_gone("dialog[open]");
    let page = fs::read_to_string(&file).unwrap();
    assert!(page.contains("Read the annex first."), "{page}");
    assert!(page.contains("A name was misspelt."), "{page}");
    let history = line.run(&["collection", "history", NAME, "--json"]).ok();
    let history: Value = serde_json::from_str(&history).unwrap();
    assert_eq!(
        history["editions"].as_array().unwrap().len(),
        2,
        "{history}"
    );
    assert_eq!(history["deliveries"][0]["taker"], json!(file), "{history}");
    assert_eq!(history["deliveries"][0]["format"], "html", "{history}");
    let what = format!("{NAME}@1.1");
    let printed = line
        .run(&["print", &what, "--format", "html", "--out", "-"])
        .ok();
    assert_eq!(
        printed, page,
        "the window and the command line print one thing"
    );

    window.click(role("button", "More for this collection"));
    window.click(role("menuitem", "Editions…"));
    window.wait_for(text("Correction: A name was misspelt."));
    no_violations(&window, "the editions");
    window.close();
}

#[test]
fn what_is_new_waits_and_a_false_quote_stops_the_edition() {
    let home = Home::new();
    let line = home.line();
    line.run(&["samples"]).ok();
    line.run(&["collection", "new", NAME, "--topic", "Ukraine diplomacy"])
        .ok();
    let window = home.desk();
    window.click(role("button", "Monday briefing 5 new 0"));
    window.click(role("button", "5 new"));
    window.click(".waiting li:nth-child(1) button");
    until("the first one in the draft", || {
        (stories(&line).len() == 1).then_some(())
    });
    window.click(role("button", "Load all"));
    until("all in the draft", || {
        (stories(&line).len() == 5).then_some(())
    });
    window.wait_gone(".waiting");
    window.click(".outline .order > li:nth-child(2) .face");
    window.click(role("button", "Quote…"));
    window.write_over(
        role("textbox", "Words of the story"),
        "Nobody ever said any of this",
    );
    window.click(role("button", "Choose these words"));
    window.wait_for(text("The kept text does not hold these words."));
    window.wait_for(text("One thing stops it"));
    no_violations(&window, "a quote that does not stand");
    window.click(role("button", "Set No. 1"));
    window.wait_for(text("It cannot be set yet:"));
    window.press("Escape");
    let refused = line.run(&["collection", "set", NAME]).refused();
    assert!(refused.contains("does not hold the quote"), "{refused}");
    window.press("ctrl+z");
    window.wait_gone(text("One thing stops it"));
    // The next morning begins where this one ended.
    let window = window.reopen();
    window.wait_for(role("heading", "Monday briefing 1"));
    window.close();
}

/// A briefing that is set as No. 1, seen in its composer.
fn briefing(home: &Home) -> Window {
    let line = home.line();
    let window = home.with_samples();
    line.run(&["collection", "new", NAME, "--topic", "Ukraine diplomacy"])
        .ok();
    line.run(&["collection", "add", NAME, "--waiting"]).ok();
    line.run(&["collection", "note", NAME, "--section", "Worth reading"])
        .ok();
    let brief = "Good morning. The envoys meet again.";
    line.run(&["collection", "describe", NAME, "--brief", brief])
        .ok();
    line.run(&["collection", "set", NAME]).ok();
    window.click(role("button", "Monday briefing 5"));
    window.wait_for(role("heading", "Monday briefing 2"));
    window
}

#[test]
fn an_edition_is_sent_by_the_editors_own_server_to_each_person_once() {
    let postbox = Postbox::open(Manners {
        silent_at: Some(3),
        ..Manners::default()
    });
    let home = Home::new();
    let line = home.line();
    let window = briefing(&home);
    take(&window, "composer");
    let send = || {
        window.click(role("button", "Draft: setting and editions"));
        window.click(role("menuitem", "Send No. 1…"));
        window.wait_for(role("dialog", "Send Monday briefing, No. 1"));
    };
    send();
    no_violations(&window, "sending without a server");
    window.click(role("button", "Name it in Settings"));
    fill(&window, "#settings-host", "127.0.0.1");
    fill(&window, ".port input", &postbox.port());
    choose(&window, "#settings-security", "plain");
    fill(&window, "#settings-from", "nobody");
    window.press("Enter");
    window.wait_for(text("“nobody” is no mail address; nothing was changed."));
    no_violations(&window, "the settings of mail");
    fill(
        &window,
        "#settings-from",
        "Morning desk <desk@mail.example>",
    );
    window.press("Enter");
    window.wait_for(text("Saved"));
    window.press("Escape");
    window.wait_gone("dialog[open]");

    send();
    fill(
        &window,
        "#send-to",
        "Ann Lee <ann@mail.example>, bo@mail.example, cy@mail.example",
    );
    window.press("Tab");
    window.wait_for(text("3 people"));
    take(&window, "send");
    window.click(role("button", "Send a test to yourself"));
    window.wait_for(text("The test went to Morning desk <desk@mail.example>."));
    window.click(role("button", "Send to 3 people"));
    window.wait_for(text("Sent to 1 person."));
    window.wait_for(role("checkbox", "Send it to bo@mail.example again"));
    no_violations(&window, "a sending that broke");
    window.click(role("button", "Send to 1 person"));
    window.wait_for(text("3 people; 2 of them have it"));
    let to = || {
        postbox
            .letters()
            .into_iter()
            .map(|letter| letter.to)
            .collect::<Vec<_>>()
    };
    let once = [
        "desk@mail.example",
        "ann@mail.example",
        "bo@mail.example",
        "cy@mail.example",
    ];
    assert_eq!(to(), once);
    window.click(role("checkbox", "Send it to bo@mail.example again"));
    window.click(role("button", "Send to 1 person"));
    window.wait_for(text("3 people; 3 of them have it"));
    assert_eq!(to().last().unwrap(), "bo@mail.example");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.close();
    let history = line.run(&["collection", "history", NAME]).ok();
    assert_eq!(history.matches("mail to ").count(), 3, "{history}");
    let shown = line.run(&["collection", "show", NAME]).ok();
    assert!(
        shown.contains("Ann Lee <ann@mail.example>, bo@mail.example"),
        "{shown}"
    );
}
