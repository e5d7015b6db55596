//! Collections on the command line: a briefing that is gathered, checked, set and printed, as by cron.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::Desk;
use serde_json::Value;

const BRIEFING: &str = "Monday briefing";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{text:?} is no JSON: {error}"))
}

/// A desk with the sample stories, and a briefing that looks for stories in their topic.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["samples"]).ok();
    let new = [
        "collection",
        "new",
        BRIEFING,
        "--topic",
        "Ukraine diplomacy",
    ];
    desk.run(&new).ok();
    desk
}

fn show(desk: &Desk) -> Value {
    json(&desk.run(&["collection", "show", BRIEFING, "--json"]).ok())
}

/// The number of the item of a story.
fn item_of(desk: &Desk, story: i64) -> String {
    let open = show(desk);
    let items = open["items"].as_array().unwrap().iter();
    let mut found = items.filter(|item| item["content"]["story"] == story);
    found.next().unwrap()["id"].to_string()
}

#[test]
fn a_briefing_is_gathered_set_and_printed_as_by_cron() {
    let desk = desk();
    assert_eq!(show(&desk)["pending"].as_array().unwrap().len(), 5);
    let waiting = desk.run(&["collection", "add", BRIEFING, "--waiting"]).ok();
    assert!(waiting.contains("Loaded 5 new stories"), "{waiting}");
    let shown = desk.run(&["collection", "show", BRIEFING]).ok();
    assert!(
        shown.contains("Looks for stories in Ukraine diplomacy"),
        "{shown}"
    );
    desk.run(&[
        "collection",
        "describe",
        BRIEFING,
        "--number",
        "41",
        "--editor",
        "Mara Quill",
        "--brief",
        "Good *morning*.",
    ])
    .ok();
    let item = item_of(&desk, 1);
    desk.run(&["collection", "comment", &item, "They **meet** again."])
        .ok();
    desk.run(&["collection", "note", BRIEFING, "Write to us.", "--stays"])
        .ok();

    let draft = desk
        .run(&["print", BRIEFING, "--format", "md", "--out", "-"])
        .ok();
    assert!(
        draft.contains("Set on ") && !draft.contains("No. 41"),
        "{draft}"
    );
    let set = json(
        &desk
            .run(&["collection", "set", BRIEFING, "--next", "--json"])
            .ok(),
    );
    assert_eq!(
        (&set["number"]["issue"], &set["stories"]),
        (&41.into(), &5.into())
    );

    let prints = desk.library().join("prints");
    fs::create_dir(&prints).unwrap();
    let to = prints.to_str().unwrap();
    desk.run(&["print", BRIEFING, "--format", "html", "--out", to])
        .ok();
    let html = fs::read_to_string(prints.join("monday-briefing-41.html")).unwrap();
    for words in [
        "No. 41, ",
        "Edited by Mara Quill",
        "Good <em>morning</em>.",
        "Our comment",
        "They <strong>meet</strong> again.",
        "Write to us.",
        "Envoys resume Geneva talks",
    ] {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
    // The same edition gives the same bytes, whatever became of its stories.
    desk.run(&["correct", "1", "headline", "Another headline"])
        .ok();
    desk.run(&["spike", "2"]).ok();
    let again = desk
        .run(&[
            "print",
            "collection:monday briefing@41",
            "--format",
            "html",
            "--out",
            "-",
        ])
        .ok();
    assert_eq!(again, html);
    let history = json(
        &desk
            .run(&["collection", "history", BRIEFING, "--json"])
            .ok(),
    );
    assert_eq!(history["deliveries"][0]["format"], "html");
    // What stays begins the next one.
    let next = show(&desk);
    assert_eq!(next["items"].as_array().unwrap().len(), 1);
    assert_eq!(next["next_number"], 42);
    assert_eq!(next["pending"].as_array().unwrap().len(), 0);
}

#[test]
fn a_correction_and_a_withdrawal_say_what_they_are() {
    let desk = desk();
    desk.run(&[
        "collection",
        "add",
        BRIEFING,
        "1",
        "2",
        "--section",
        "The talks",
        "--as",
        "link",
    ])
    .ok();
    desk.run(&["collection", "set", BRIEFING]).ok();
    let none = desk
        .run(&["collection", "withdraw", BRIEFING, "7"])
        .refused();
    assert!(none.contains("no edition 7"), "{none}");
    let said = desk
        .run(&[
            "collection",
            "set",
            BRIEFING,
            "--corrects",
            "A name was wrong",
        ])
        .ok();
    assert!(said.contains("Set No. 1.1"), "{said}");
    let markdown = desk
        .run(&["print", BRIEFING, "--format", "md", "--out", "-"])
        .ok();
    assert!(
        markdown.contains("A name was wrong") && markdown.contains("## The talks"),
        "{markdown}"
    );
    desk.run(&[
        "collection",
        "withdraw",
        BRIEFING,
        "1.1",
        "--why",
        "Too early",
    ])
    .ok();
    let history = desk.run(&["collection", "history", BRIEFING]).ok();
    assert!(history.contains("withdrawn: Too early"), "{history}");
    let first = desk
        .run(&["print", BRIEFING, "--format", "md", "--out", "-"])
        .ok();
    assert!(first.contains("No. 1,"), "{first}");
}

#[test]
fn a_quote_that_the_text_does_not_hold_stops_the_print() {
    let desk = desk();
    desk.run(&["collection", "add", BRIEFING, "5", "--as", "quote"])
        .ok();
    let item = item_of(&desk, 5);
    let quote = |words: &str| {
        desk.run(&[
            "collection",
            "quote",
            &item,
            words,
            "--speaker",
            "A European diplomat",
        ])
    };
    quote("Everyone agrees on […] still arguing about the verb.").ok();
    let check = desk.run(&["collection", "check", BRIEFING]);
    assert_eq!(check.code, Some(0), "{check:?}");
    let printed = desk
        .run(&["print", BRIEFING, "--format", "md", "--out", "-"])
        .ok();
    assert!(
        printed.contains("> “Everyone agrees on […] still arguing about the verb.”"),
        "{printed}"
    );
    assert!(
        printed.contains("A European diplomat, [The Meridian Post]"),
        "{printed}"
    );

    quote("Everyone agrees on the verb.").ok();
    let check = desk.run(&["collection", "check", BRIEFING]);
    assert!(
        check.code == Some(1) && check.out.contains("does not hold the quote"),
        "{check:?}"
    );
    for command in [
        &["collection", "set", BRIEFING][..],
        &["print", BRIEFING, "--format", "html", "--out", "-"],
    ] {
        let refusal = desk.run(command).refused();
        assert!(refusal.contains("does not hold the quote"), "{refusal}");
    }
    desk.run(&[
        "collection",
        "quote",
        &item,
        "Everyone agrees on the verb.",
        "--remove",
    ])
    .ok();
    desk.run(&["collection", "set", BRIEFING]).ok();
}

#[test]
fn terms_of_outlets_and_stories_are_kept_and_heeded() {
    let desk = desk();
    desk.run(&["collection", "add", BRIEFING, "5", "--as", "full"])
        .ok();
    let warned = desk.run(&["collection", "check", BRIEFING]).ok();
    assert!(warned.contains("its rights are unknown"), "{warned}");
    desk.run(&[
        "rights",
        "--outlet",
        "The Meridian Post",
        "--reuse",
        "whole",
        "--credit",
        "© The Meridian Post",
    ])
    .ok();
    let free = desk.run(&["collection", "check", BRIEFING]).ok();
    assert!(!free.contains("rights"), "{free}");
    desk.run(&[
        "rights",
        "--story",
        "5",
        "--embargo",
        "2999-01-01T00:00:00Z",
    ])
    .ok();
    let refusal = desk.run(&["collection", "set", BRIEFING]).refused();
    assert!(refusal.contains("before 1 January 2999"), "{refusal}");
    desk.run(&["rights", "--story", "5", "--forget"]).ok();
    desk.run(&["collection", "set", BRIEFING]).ok();
    let printed = desk
        .run(&["print", BRIEFING, "--format", "md", "--out", "-"])
        .ok();
    assert!(printed.contains("© The Meridian Post"), "{printed}");
}

#[test]
fn a_template_is_copied_changed_and_printed_with() {
    let desk = desk();
    desk.run(&["collection", "add", BRIEFING, "1"]).ok();
    let text = desk.run(&["template", "show", "newsletter"]).ok();
    let file = desk.library().join("ours.toml");
    fs::write(
        &file,
        text.replace("[words]", "[words]\ndateline = \"Letter of {{ date }}\""),
    )
    .unwrap();
    let path = file.to_str().unwrap();
    desk.run(&["template", "keep", "Ours", path]).ok();
    let printed = desk
        .run(&[
            "print",
            BRIEFING,
            "--format",
            "md",
            "--template",
            "Ours",
            "--out",
            "-",
        ])
        .ok();
    assert!(printed.contains("*Letter of "), "{printed}");
    fs::write(
        &file,
        "name = \"Ours\"\n[words]\nsource = \"{{ outlt }}\"\n",
    )
    .unwrap();
    let refusal = desk.run(&["template", "keep", "Ours", path]).refused();
    assert!(refusal.contains("line 3 of the template"), "{refusal}");
    assert!(desk.run(&["template", "list"]).ok().contains("Ours"));
}

#[test]
fn whatever_is_not_there_or_means_two_things_is_said() {
    let desk = desk();
    desk.run(&["collection", "new", "Ukraine diplomacy"]).ok();
    for (command, words) in [
        (
            &["print", "Ukraine diplomacy", "--format", "md", "--out", "-"][..],
            "is a topic and a collection",
        ),
        (
            &["print", "Weekly", "--format", "md", "--out", "-"],
            "no collection and no topic",
        ),
        (
            &["print", "topic:Weekly", "--format", "md", "--out", "-"],
            "there is no topic",
        ),
        (
            &["print", "Monday briefing@9", "--format", "md", "--out", "-"],
            "no edition 9",
        ),
        (
            &["print", "Monday briefing@x", "--format", "md", "--out", "-"],
            "is no edition's number",
        ),
        (
            &["print", BRIEFING, "--format", "md", "--out", "-"],
            "holds no story yet",
        ),
        (
            &["print", BRIEFING, "--format", "papyrus", "--out", "-"],
            "papyrus",
        ),
        (&["collection", "add", BRIEFING, "99"], "99"),
        (
            &["collection", "add", "Weekly", "1"],
            "no collection “Weekly”",
        ),
        (
            &["collection", "new", "Weekly", "--template", "broadsheet"],
            "no template “broadsheet”",
        ),
        (&["collection", "drop", "77"], "item 77"),
        (&["collection", "set", BRIEFING], "holds no story yet"),
        (&["collection", "feed", BRIEFING, "Nowhere"], "Nowhere"),
        (&["template", "show", "broadsheet"], "broadsheet"),
        (&["rights", "--story", "99"], "99"),
    ] {
        let refusal = desk.run(command).refused();
        assert!(refusal.contains(words), "{command:?}: {refusal}");
    }
    let topic = desk
        .run(&[
            "print",
            "topic:Ukraine diplomacy",
            "--format",
            "md",
            "--out",
            "-",
        ])
        .ok();
    assert!(topic.contains("# Ukraine diplomacy"), "{topic}");
    let nowhere = desk.library().join("none/briefing.md");
    let refusal = desk.run(&[
        "print",
        "topic:Ukraine diplomacy",
        "--format",
        "md",
        "--out",
        nowhere.to_str().unwrap(),
    ]);
    assert!(refusal.refused().contains("its folder does not exist"));
}
