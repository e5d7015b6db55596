//! Editions sent by mail from the command line, over servers that behave well and badly.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::collections::HashSet;

use journeys::desk::Said;
use journeys::postbox::BRIEFING;
use journeys::{Desk, Manners, Postbox};
use serde_json::Value;

fn people(count: usize) -> String {
    let people: Vec<_> = (1..=count)
        .map(|at| format!("Reader {at} <reader{at}@mail.example>"))
        .collect();
    people.join("\n")
}

fn describe(desk: &Desk, people: &str) {
    desk.run(&["collection", "describe", BRIEFING, "--recipients", people])
        .ok();
}

fn send(desk: &Desk, more: &[&str]) -> Said {
    desk.run(&[&["send", BRIEFING, "--json", "--patience", "2"], more].concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text.lines().next().unwrap_or_default())
        .unwrap_or_else(|error| panic!("{text:?} is no JSON: {error}"))
}

fn count(sent: &Value, what: &str) -> usize {
    sent[what].as_array().unwrap().len()
}

/// Nobody has more than one letter.
fn each_once(postbox: &Postbox) -> usize {
    let letters = postbox.letters();
    let people: HashSet<_> = letters.iter().map(|letter| &letter.to).collect();
    assert_eq!(people.len(), letters.len(), "somebody was written to twice");
    letters.len()
}

#[test]
fn an_edition_goes_to_each_recipient_once_and_the_history_says_so() {
    let postbox = Postbox::open(Manners {
        closes_after: Some(2),
        ..Manners::default()
    });
    let desk = postbox.desk();
    describe(
        &desk,
        "Zoë Ågren <zoe@mail.example>; bo@mail.example,\nZOE@mail.example\n\"Lee, Ann\" <ann@mail.example>",
    );
    let shown = desk.run(&["collection", "show", BRIEFING]).ok();
    assert!(
        shown.contains(
            "Zoë Ågren <zoe@mail.example>, bo@mail.example, \"Lee, Ann\" <ann@mail.example>"
        ),
        "{shown}"
    );

    let test = send(&desk, &["--test"]).ok();
    assert_eq!(json(&test)["test"], "Morning desk <desk@mail.example>");
    let history = desk.run(&["collection", "history", BRIEFING]).ok();
    assert!(
        !history.contains("mail.example"),
        "a test is no delivery: {history}"
    );

    let sent = json(&send(&desk, &[]).ok());
    assert_eq!(
        (count(&sent, "sent"), count(&sent, "left")),
        (3, 0),
        "{sent}"
    );
    let letters = postbox.letters();
    let (test, rest) = letters.split_first().unwrap();
    assert!(
        test.to == "desk@mail.example" && test.text.contains("Subject: Test: Monday briefing"),
        "{test:?}"
    );
    let to: Vec<_> = rest.iter().map(|letter| &*letter.to).collect();
    assert_eq!(
        to,
        ["zoe@mail.example", "bo@mail.example", "ann@mail.example"]
    );
    for letter in rest {
        let others = to.iter().filter(|other| **other != letter.to);
        for other in others {
            assert!(
                !letter.text.contains(other),
                "{other} stands in the letter to {}",
                letter.to
            );
        }
        for words in [
            "From: \"Morning desk\" <desk@mail.example>",
            "Subject: Monday briefing\r\n",
            "List-Unsubscribe: <mailto:desk@mail.example?subject=unsubscribe>",
            "Content-Type: text/plain",
            "Content-Type: text/html",
        ] {
            assert!(
                letter.text.contains(words),
                "{words:?} is not in {}",
                letter.text
            );
        }
        assert!(letter.text.is_ascii(), "servers of old take no more");
    }
    let again = json(&send(&desk, &[]).ok());
    assert_eq!(
        (count(&again, "sent"), count(&again, "before")),
        (0, 3),
        "{again}"
    );
    assert_eq!(each_once(&postbox), 4);
    let history = desk.run(&["collection", "history", BRIEFING]).ok();
    assert_eq!(history.matches("mail to ").count(), 3, "{history}");

    // A correction goes to the same people, and is another mail.
    desk.run(&[
        "collection",
        "set",
        BRIEFING,
        "--corrects",
        "A name was wrong",
    ])
    .ok();
    let corrected = json(&send(&desk, &[]).ok());
    assert_eq!(count(&corrected, "sent"), 3, "{corrected}");
    assert!(
        postbox
            .letters()
            .last()
            .unwrap()
            .text
            .contains("A name was wrong")
    );
}

#[test]
fn a_server_that_dies_after_the_thirtieth_of_a_hundred_is_gone_on_with() {
    let postbox = Postbox::open(Manners {
        dies_after: Some(30),
        ..Manners::default()
    });
    let desk = postbox.desk();
    describe(&desk, &people(100));
    let broken = send(&desk, &[]);
    let sent = json(&broken.out);
    assert_eq!(
        (count(&sent, "sent"), count(&sent, "left")),
        (30, 70),
        "{sent}"
    );
    let why = broken.refused();
    assert!(
        why.contains("sending stopped: 127.0.0.1: ") && why.contains("70 are left"),
        "{why}"
    );
    postbox.behave(Manners::default());
    let sent = json(&send(&desk, &[]).ok());
    assert_eq!(
        (count(&sent, "sent"), count(&sent, "before")),
        (70, 30),
        "{sent}"
    );
    assert_eq!(each_once(&postbox), 100);
}

#[test]
fn whoever_may_have_it_is_not_written_to_again_unless_the_editor_says_so() {
    let postbox = Postbox::open(Manners {
        silent_at: Some(3),
        ..Manners::default()
    });
    let desk = postbox.desk();
    describe(&desk, &people(5));
    let broken = send(&desk, &[]);
    let sent = json(&broken.out);
    assert_eq!(
        sent["unknown"][0], "Reader 3 <reader3@mail.example>",
        "{sent}"
    );
    assert_eq!(
        (count(&sent, "sent"), count(&sent, "left")),
        (2, 2),
        "{sent}"
    );
    broken.refused();
    let on = send(&desk, &[]);
    let sent = json(&on.out);
    assert_eq!(
        (count(&sent, "sent"), count(&sent, "unknown")),
        (2, 1),
        "{sent}"
    );
    let why = on.refused();
    assert!(why.contains("not everybody has it"), "{why}");
    assert_eq!(each_once(&postbox), 5);
    let history = desk.run(&["collection", "history", BRIEFING]).ok();
    assert!(
        history.contains("mail on its way to reader3@mail.example"),
        "{history}"
    );
    let again = json(&send(&desk, &["--again", "reader3@mail.example"]).ok());
    assert_eq!(
        again["sent"][0], "Reader 3 <reader3@mail.example>",
        "{again}"
    );
    let letters = postbox.letters();
    let names: Vec<_> = letters
        .iter()
        .filter(|letter| letter.to == "reader3@mail.example")
        .collect();
    let name = |text: &str| {
        text.lines()
            .find(|line| line.starts_with("Message-ID:"))
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        name(&names[0].text),
        name(&names[1].text),
        "mail programs know it again"
    );
}

#[test]
fn somebody_who_is_refused_does_not_keep_it_from_the_others() {
    let postbox = Postbox::open(Manners {
        unknown: vec!["reader2@mail.example".to_owned()],
        ..Manners::default()
    });
    let desk = postbox.desk();
    describe(&desk, &people(3));
    let partly = send(&desk, &[]);
    let sent = json(&partly.out);
    assert_eq!(count(&sent, "sent"), 2, "{sent}");
    assert_eq!(sent["refused"][0]["to"], "Reader 2 <reader2@mail.example>");
    assert_eq!(
        sent["refused"][0]["why"],
        "127.0.0.1: 550 nobody here has this name"
    );
    partly.refused();
    postbox.behave(Manners::default());
    assert_eq!(count(&json(&send(&desk, &[]).ok()), "sent"), 1);
    assert_eq!(each_once(&postbox), 3);
}

#[test]
fn a_server_that_hangs_or_is_not_there_or_knows_nobody_is_given_up() {
    let postbox = Postbox::open(Manners {
        hangs: true,
        ..Manners::default()
    });
    let desk = postbox.desk();
    describe(&desk, &people(3));
    let hung = send(&desk, &[]);
    assert_eq!(count(&json(&hung.out), "left"), 3);
    let why = hung.refused();
    assert!(
        why.contains("127.0.0.1: it did not answer in time"),
        "{why}"
    );

    postbox.behave(Manners {
        account: Some(("mara".to_owned(), "sesame".to_owned())),
        ..Manners::default()
    });
    let stranger = send(&desk, &[]).refused();
    assert!(stranger.contains("530 who are you"), "{stranger}");

    let nobody = Postbox::open(Manners::default());
    nobody.office(&desk, &[]);
    drop(nobody);
    let gone = send(&desk, &[]).refused();
    assert!(
        gone.contains("sending stopped: 127.0.0.1: ") && gone.contains("3 are left"),
        "{gone}"
    );
    assert!(postbox.letters().is_empty());
}

#[test]
fn a_password_from_the_environment_opens_the_account() {
    let postbox = Postbox::open(Manners {
        account: Some(("mara".to_owned(), "sesame".to_owned())),
        ..Manners::default()
    });
    let desk = postbox.desk().knowing("CLIPDESK_SMTP_PASSWORD", "sesame");
    postbox.office(&desk, &["--user", "mara"]);
    let sent = json(&send(&desk, &["--to", "ann@mail.example"]).ok());
    assert_eq!(count(&sent, "sent"), 1, "{sent}");
    let desk = desk.knowing("CLIPDESK_SMTP_PASSWORD", "simsalabim");
    let wrong = send(&desk, &["--to", "bo@mail.example"]).refused();
    assert!(wrong.contains("535 wrong name or password"), "{wrong}");
    assert!(
        !wrong.contains("simsalabim"),
        "a password is told to nobody: {wrong}"
    );
}

#[test]
fn what_cannot_be_sent_is_refused_in_a_sentence() {
    let postbox = Postbox::open(Manners::default());
    let desk = postbox.desk();
    let refused: &[(&[&str], &str)] = &[
        (&["send", BRIEFING], "goes to nobody yet"),
        (
            &["send", BRIEFING, "--to", "ann"],
            "“ann” is no mail address",
        ),
        (
            &["send", BRIEFING, "--to", "ann@mail.example, @b"],
            "is no mail address",
        ),
        (
            &[
                "send",
                BRIEFING,
                "--to",
                "Ann\r\nBcc: all@mail.example <ann@mail.example>",
            ],
            "is no mail address",
        ),
        (
            &[
                "post",
                "--from",
                "Ann\r\nBcc: all@mail.example <ann@mail.example>",
            ],
            "is no",
        ),
        (
            &["send", "Tuesday", "--to", "ann@mail.example"],
            "there is no collection “Tuesday”",
        ),
        (
            &["send", "Monday briefing@7", "--to", "ann@mail.example"],
            "there is no edition 7",
        ),
        (
            &["--offline", "send", BRIEFING, "--to", "ann@mail.example"],
            "the desk is offline",
        ),
        (
            &["--read-only", "send", BRIEFING, "--to", "ann@mail.example"],
            "read",
        ),
        (
            &["collection", "describe", BRIEFING, "--recipients", "x@y@z"],
            "is no mail address",
        ),
        (
            &["post", "--security", "start-tls", "--host", "no such host"],
            "is no name of a mail server",
        ),
        (
            &["post", "--host", "mail.example", "--security", "plain"],
            "without TLS everybody on the way",
        ),
        (&["post", "--from", "nobody"], "“nobody” is no mail address"),
        (&["post", "--port", "0"], "0 is no port"),
        (&["post", "--password"], "for no account is named"),
    ];
    for (command, words) in refused {
        let said = desk.run_on("secret\n", command).refused();
        assert!(
            said.contains(words),
            "{command:?}: {words:?} is not in {said}"
        );
    }
    desk.run(&[
        "collection",
        "withdraw",
        BRIEFING,
        "1",
        "--why",
        "All wrong",
    ])
    .ok();
    let withdrawn = desk
        .run(&["send", "Monday briefing@1", "--to", "ann@mail.example"])
        .refused();
    assert!(
        withdrawn.contains("was withdrawn; nothing was sent"),
        "{withdrawn}"
    );
    desk.run(&["post", "--host", ""]).ok();
    let unnamed = desk.run(&["send", BRIEFING, "--test"]).refused();
    assert!(unnamed.contains("no mail server is named yet"), "{unnamed}");
    assert!(postbox.letters().is_empty());
}
