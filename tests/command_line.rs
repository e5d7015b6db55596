//! The whole journey through `desk`: clip, read, tag, file, search, print, and take it back.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::{Answer, Desk, Outlet, source};
use serde_json::Value;

/// One of the pages that we wrote, from the cases of the cut.
fn page(name: &str) -> String {
    let path = source::root().join("newsroom/tests/pages").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{line:?} is no JSON: {error}"))
}

#[test]
fn a_pasted_page_becomes_an_edition() {
    let desk = Desk::new();
    let paste = page("pasted/page.txt");
    let clip = [
        "clip",
        "-",
        "--tag",
        "Budapest",
        "--topic",
        "Ukraine diplomacy",
        "--json",
    ];
    let clipped = json(&desk.run_on(&paste, &clip).ok());
    assert_eq!(
        (&clipped["story"], &clipped["fate"]),
        (&1.into(), &"new".into())
    );

    let story = json(&desk.run(&["show", "1", "--json"]).ok());
    assert_eq!(story["outlet"]["value"], "Arn Valley Courier");
    assert_eq!(story["outlet"]["standing"], "inferred");
    assert_eq!(story["agency"]["value"], "ARNS");
    assert_eq!(
        (&story["published"], &story["byline"]),
        (&Value::Null, &Value::Null)
    );
    assert_eq!(story["body"]["value"].as_array().map(Vec::len), Some(8));
    assert_eq!(story["tags"], serde_json::json!(["Budapest"]));
    assert_eq!(desk.run(&["leads", "1", "--json"]).ok().lines().count(), 7);

    let shown = desk.run(&["show", "1"]).ok();
    assert!(
        shown.contains("Arn Valley Courier  (inferred, not confirmed)"),
        "{shown}"
    );
    desk.run(&["confirm", "1", "outlet"]).ok();
    desk.run(&["correct", "1", "published", "2025-10-16"]).ok();
    desk.run(&[
        "topic",
        "file",
        "ukraine DIPLOMACY",
        "1",
        "--section",
        "The talks",
    ])
    .ok();
    assert!(
        desk.run(&["search", "rescue", "boat"])
            .ok()
            .contains("Toma Verin")
    );
    assert!(
        desk.run(&["search", "tomahawk"])
            .ok()
            .contains("No stories.")
    );

    let out = desk.library().join("prints");
    fs::create_dir(&out).unwrap();
    let folder = out.to_str().unwrap();
    for format in ["md", "html"] {
        desk.run(&[
            "print",
            "Ukraine diplomacy",
            "--format",
            format,
            "--out",
            folder,
        ])
        .ok();
    }
    let markdown = fs::read_to_string(out.join("ukraine-diplomacy.md")).unwrap();
    let html = fs::read_to_string(out.join("ukraine-diplomacy.html")).unwrap();
    for print in [&markdown, &html] {
        for words in [
            "Ukraine diplomacy",
            "The talks",
            "Toma Verin to sit down with Ilo Marsk",
            "Arn Valley Courier, from ARNS (inferred) · 16 October 2025",
            "I don’t think so.",
            "Senior Staff Reporter at Arn Valley Courier",
        ] {
            assert!(
                print.contains(words),
                "{words:?} is not in the print:\n{print}"
            );
        }
        assert!(
            !print.contains("Rangers free ten swans"),
            "a lead was printed"
        );
    }
    assert!(!html.contains("<script") && html.contains("default-src 'none'"));
}

#[test]
fn what_was_done_is_taken_back_one_by_one() {
    let desk = Desk::new();
    desk.run_on(page("pasted/page.txt"), &["clip", "-"]).ok();
    desk.run(&["tag", "1", "+Budapest", "+Draft"]).ok();
    let untagged = desk.run(&["tag", "1", "-Draft", "--json"]).ok();
    assert!(
        untagged.starts_with('{') && untagged.contains("Draft"),
        "{untagged}"
    );
    desk.run(&["topic", "new", "Bridges"]).ok();
    desk.run(&["topic", "file", "Bridges", "1"]).ok();
    desk.run(&["mark", "1", "starred", "done"]).ok();
    desk.run(&["spike", "1"]).ok();
    assert!(desk.run(&["list"]).ok().contains("No stories."));
    assert!(
        desk.run(&["undo"])
            .ok()
            .starts_with("Undone: Spiked “Toma Verin")
    );
    assert!(desk.run(&["undo"]).ok().contains("as starred and done"));
    assert!(desk.run(&["undo"]).ok().contains("under “Bridges”"));
    assert!(
        desk.run(&["undo"])
            .ok()
            .contains("Made the topic “Bridges”")
    );
    assert!(desk.run(&["undo"]).ok().contains("Took “Draft” off"));
    assert!(desk.run(&["list"]).ok().contains("[Budapest, Draft]"));
    assert!(desk.run(&["redo"]).ok().contains("Took “Draft” off"));
    assert!(desk.run(&["list"]).ok().contains("[Budapest]"));
}

#[test]
fn a_live_page_is_clipped_from_its_address() {
    let outlet = Outlet::open();
    outlet.serve(
        "/river/night-crossings",
        Answer::gzipped(page("traps/page.html").as_bytes()),
    );
    let moved = "/n?id=7";
    outlet.serve(
        moved,
        Answer::redirect(&outlet.address("/river/night-crossings")),
    );
    let desk = Desk::new();
    let address = outlet.address("/river/night-crossings?utm_source=mail#top");
    desk.run(&["clip", &address]).ok();
    let story = json(&desk.run(&["show", "1", "--json"]).ok());
    assert_eq!(story["byline"]["value"], serde_json::json!(["Mara Quill"]));
    assert_eq!(story["published"]["value"], "2025-10-16T08:15:00+01:00");
    assert_eq!(story["address"], outlet.address("/river/night-crossings"));
    let leads = story["leads"].as_array().unwrap();
    assert_eq!(leads.len(), 3, "{leads:?}");

    // The same page by way of a redirect, and the page once more: still one story.
    desk.run(&["clip", &outlet.address(moved)]).ok();
    assert!(desk.run(&["clip", &address]).ok().contains("unchanged"));
    assert!(desk.run(&["list"]).ok().ends_with("1 story, 1 unread\n"));

    // Of what the page shows, only the picture that leads the story was asked for: no script, no
    // advertisement, no related page.
    let picture = "/img/ferry-1200.jpg";
    let asked: Vec<_> = outlet
        .requests()
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert!(
        asked
            .iter()
            .all(|path| path.starts_with("/river/night-crossings")
                || path == moved
                || path == picture),
        "{asked:?}"
    );

    let changed = page("traps/page.html").replace("a fourth crossing", "a fifth crossing");
    outlet.serve("/river/night-crossings", Answer::html(&changed));
    assert!(
        desk.run(&["clip", &address])
            .ok()
            .contains("a further clipping is kept")
    );
    assert_eq!(
        json(&desk.run(&["show", "1", "--json"]).ok())["versions"],
        2
    );
}

#[test]
fn a_lead_is_clipped_where_the_editor_says_it_is() {
    let outlet = Outlet::open();
    outlet.serve("/swans", Answer::html("<article><h1>Rangers free ten swans</h1><p>Rangers on Friday freed ten swans from old nets in the northern reed beds.</p></article>"));
    let desk = Desk::new();
    desk.run_on(page("pasted/page.txt"), &["clip", "-"]).ok();
    let refusal = desk.run(&["leads", "1", "--lead", "2", "--clip"]).refused();
    assert!(refusal.contains("has no address yet"), "{refusal}");
    desk.run(&[
        "leads",
        "1",
        "--lead",
        "2",
        "--address",
        &outlet.address("/swans"),
        "--clip",
    ])
    .ok();
    assert!(desk.run(&["leads", "1"]).ok().contains("kept as story 2"));
}

#[test]
fn what_a_page_points_to_may_not_be_private() {
    let outlet = Outlet::open();
    let related = format!(
        "<article><h1>A page with a trap</h1><p>{}</p></article><aside class=\"related\"><h2>Related articles</h2>\
         <ul><li><a href=\"{}\">A headline that leads inside the house</a></li></ul></aside>",
        "The page itself may be private, for a person typed its address. ".repeat(6),
        outlet.address("/inside"),
    );
    outlet.serve("/page", Answer::html(&related));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/page")]).ok();
    let refusal = desk.run(&["leads", "1", "--lead", "1", "--clip"]).refused();
    assert!(refusal.contains("is a private address"), "{refusal}");
    assert!(
        outlet
            .requests()
            .iter()
            .all(|request| request.path != "/inside")
    );
    // And a retry of what is kept is no way round.
    let refusal = desk.run(&["retry"]).refused();
    assert!(refusal.contains("is a private address"), "{refusal}");
}

#[test]
fn files_are_cut_without_being_kept() {
    let desk = Desk::new();
    let folder = source::root().join("newsroom/tests/pages");
    let files =
        ["pasted/page.txt", "traps/page.html", "markdown/page.md"].map(|name| folder.join(name));
    let mut args = vec!["cut".into()];
    args.extend(files.iter().map(|file| file.clone().into_os_string()));
    let out = desk.run(&args).ok();
    let cut: Vec<_> = out.lines().map(json).collect();
    assert_eq!(cut.len(), 3);
    for (line, file) in cut.iter().zip(&files) {
        assert_eq!(line["file"], file.to_str().unwrap());
        for part in [
            "headline",
            "standfirst",
            "byline",
            "outlet",
            "agency",
            "author_note",
            "published",
            "language",
            "kicker",
            "dateline",
            "lead_image",
            "body_text",
            "body_html",
            "kind",
            "kind_evidence",
            "entries",
            "leads",
            "omissions",
        ] {
            assert!(line.get(part).is_some(), "{part} is not in {line}");
        }
    }
    assert!(
        cut[1]["body_html"]
            .as_str()
            .unwrap()
            .contains("<strong>four hundred</strong>")
    );
    assert!(
        desk.run(&["list"]).ok().contains("No stories."),
        "a cut was kept"
    );
}

#[test]
fn the_samples_are_there_for_the_asking() {
    let desk = Desk::new();
    desk.run(&["samples"]).ok();
    assert!(desk.run(&["list"]).ok().ends_with("5 stories, 5 unread\n"));
    assert!(
        desk.run(&["topic", "show", "Ukraine diplomacy"])
            .ok()
            .contains("Voices from Kyiv")
    );
    assert_eq!(desk.run(&["undo"]).ok(), "Undone: Added 5 sample stories\n");
    assert!(desk.run(&["list"]).ok().contains("No stories."));
}

#[test]
fn completions_and_help_are_there() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(desk.run(&["completions", shell]).ok().contains("desk"));
    }
    for command in ["clip", "cut", "list", "facets", "tag", "leads", "print"] {
        assert!(
            desk.run(&[command, "--help"]).ok().contains("Example"),
            "{command} shows no example"
        );
    }
    assert_eq!(desk.run(&["no-such-command"]).code, Some(2));
    assert_eq!(
        desk.run(&["print", "x", "--format", "papyrus", "--out", "-"])
            .code,
        Some(2)
    );
}

#[test]
fn many_at_once_clip_the_same_page_and_it_is_one_story() {
    let desk = Desk::new();
    let paste = page("pasted/page.txt");
    // Opened once before, so that they race for the story and not for the library's making.
    desk.run(&["list"]).ok();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                desk.run_on(&paste, &["clip", "-", "--topic", "Bridges"])
                    .ok()
            });
        }
    });
    assert!(desk.run(&["list"]).ok().ends_with("1 story, 1 unread\n"));
}

#[test]
fn addresses_that_are_piped_in_are_clipped_as_addresses() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page("traps/page.html")));
    let desk = Desk::new();
    let piped = format!(
        "{}\n{}\n",
        outlet.address("/story"),
        outlet.address("/none")
    );
    let said = desk.run_on(&piped, &["clip", "-", "--tag", "Piped"]);
    assert!(
        said.out.contains("Ferry crews and harbour agree"),
        "{said:?}"
    );
    assert!(said.refused().contains("the server answered 404"));
    assert!(
        desk.run(&["list", "--tag", "Piped"])
            .ok()
            .contains("2 stories")
    );
}

#[test]
fn the_address_that_a_saved_page_claims_is_not_a_persons_word() {
    let outlet = Outlet::open();
    let claim = outlet.address("/inside");
    let desk = Desk::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let saved = elsewhere.path().join("saved.html");
    let text = "The harbour board met on the old pier and said nothing that was new. ".repeat(5);
    let html = format!(
        "<link rel=canonical href=\"{claim}\"><article><h1>Board meets</h1><p>{text}</p></article>"
    );
    fs::write(&saved, html).unwrap();
    desk.run(&["clip", saved.to_str().unwrap()]).ok();
    let refusal = desk.run(&["retry", "1"]).refused();
    assert!(refusal.contains("is a private address"), "{refusal}");
    outlet.assert_unasked();
}
