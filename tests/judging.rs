//! What an editor judges, translates and rearranges, through the command line.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use journeys::Desk;

/// A desk with the five sample stories.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.run(&["samples"]).ok();
    desk
}

#[track_caller]
fn says(desk: &Desk, args: &[&str], words: &str) {
    let said = desk.run(args).ok();
    assert!(
        said.contains(words),
        "{args:?} did not say {words:?}:\n{said}"
    );
}

#[track_caller]
fn refuses(desk: &Desk, args: &[&str], words: &str) {
    let said = desk.run(args);
    assert_eq!(said.code, Some(1), "{args:?} was not refused: {said:?}");
    assert!(said.err.contains(words), "{args:?} said {:?}", said.err);
}

#[test]
fn a_claim_is_judged_found_printed_and_taken_back() {
    let desk = desk();
    let judge = [
        "claim",
        "disputed",
        "1",
        "2",
        "--by",
        "Ann Lee",
        "--according-to",
        "the Red Cross",
    ];
    says(&desk, &judge, "Marked 2 stories as disputed");
    says(
        &desk,
        &["show", "1"],
        "disputed, looked into by Ann Lee, according to the Red Cross",
    );
    says(&desk, &["search", "claim:disputed"], "2 stories");
    says(&desk, &["search", "claim:confirmed"], "No stories");
    says(&desk, &["topic", "new", "Talks"], "is there");
    says(&desk, &["topic", "file", "Talks", "1"], "Filed");
    for (format, words) in [
        (
            "md",
            "**Disputed, according to the Red Cross (looked into by Ann Lee)**",
        ),
        (
            "html",
            ">Disputed, according to the Red Cross (looked into by Ann Lee)</p>",
        ),
    ] {
        says(
            &desk,
            &["print", "Talks", "--format", format, "--out", "-"],
            words,
        );
    }
    says(&desk, &["claim", "none", "1"], "Took the status of");
    says(&desk, &["undo"], "Undone");
    says(&desk, &["show", "1"], "disputed");
    refuses(
        &desk,
        &["claim", "confirmed", "99"],
        "story 99 is not in this library",
    );
    let said = desk.run(&["search", "claim:true"]);
    assert!(
        said.err
            .contains("to-verify, confirmed, disputed, do-not-use"),
        "{said:?}"
    );
}

#[test]
fn our_translations_are_ours_and_never_the_outlets_words() {
    let desk = desk();
    says(
        &desk,
        &["translate", "3", "en", "An order of exchange was agreed"],
        "Translated the headline",
    );
    says(
        &desk,
        &["margin", "3"],
        "our translation 1 (en)  An order of exchange was agreed",
    );
    says(&desk, &["search", "order", "exchange", "agreed"], "1 story");
    says(&desk, &["topic", "new", "Talks"], "is there");
    says(&desk, &["topic", "file", "Talks", "3"], "Filed");
    let print = desk
        .run(&["print", "Talks", "--format", "md", "--out", "-"])
        .ok();
    let original = print.find("Женеві").expect("the outlet's headline is gone");
    let ours = print.find("An order of exchange was agreed *(our translation)*");
    assert!(ours.is_some_and(|ours| original < ours), "{print}");
    says(&desk, &["translate", "3", "en", ""], "Took our translation");
    refuses(
        &desk,
        &["translate", "3", "english please", "x"],
        "names no language",
    );
    refuses(
        &desk,
        &["translate", "3", "en", "x", "--passage", "no such words"],
        "does not stand in the text",
    );
}

#[test]
fn topics_are_coloured_nested_lifted_and_described() {
    let desk = desk();
    for topic in ["Talks", "Aid"] {
        says(&desk, &["topic", "new", topic], "is there");
    }
    says(&desk, &["topic", "file", "Aid", "1"], "Filed");
    says(
        &desk,
        &["topic", "colour", "Talks", "c"],
        "Changed the colour",
    );
    says(
        &desk,
        &["topic", "nest", "Aid", "Talks"],
        "Made “Aid” a section of “Talks”",
    );
    says(
        &desk,
        &[
            "topic",
            "brief",
            "Talks",
            "What arrives",
            "--section",
            "Aid",
        ],
        "Wrote the brief",
    );
    let topics = desk.run(&["topic", "list", "--json"]).ok();
    assert!(
        topics.contains("\"colour\":\"c\"") && topics.contains("\"brief\":\"What arrives\""),
        "{topics}"
    );
    says(
        &desk,
        &["topic", "lift", "Talks", "Aid"],
        "a topic of its own",
    );
    refuses(
        &desk,
        &["topic", "nest", "Talks", "Talks"],
        "cannot be a section of itself",
    );
    says(&desk, &["searches", "keep", "Late", "late"], "is kept");
    says(
        &desk,
        &["searches", "keep", "Geneva", "tag:geneva"],
        "is kept",
    );
    says(
        &desk,
        &["searches", "move", "Geneva", "--first"],
        "Moved the search",
    );
    let searches = desk.run(&["searches"]).ok();
    assert!(
        searches.find("Geneva") < searches.find("Late"),
        "{searches}"
    );
}

#[test]
fn the_versions_of_a_page_can_be_read() {
    let desk = desk();
    says(&desk, &["versions", "1"], "words");
    let versions = desk.run(&["versions", "1", "--json"]).ok();
    let version: serde_json::Value =
        serde_json::from_str(versions.lines().next().unwrap()).unwrap();
    let number = version["id"].to_string();
    says(
        &desk,
        &["versions", "1", "--number", &number],
        "learned to read the footnotes",
    );
    refuses(
        &desk,
        &["versions", "1", "--number", "999"],
        "has no version 999",
    );
}
