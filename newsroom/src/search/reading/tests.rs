use chrono::{FixedOffset, Utc};
use proptest::prelude::*;

use super::{Reading, read};
use crate::Error;
use crate::search::{Asked, Filter, Moments};

fn reading(typed: &str) -> Reading {
    read(typed, &Utc).expect("it is no longer than it may be")
}

#[test]
fn what_is_typed_is_understood() {
    for (typed, understood) in [
        ("budapest ", "“budapest”"),
        ("budapest", "“budapest…”"),
        ("buda* talks ", "“buda…” and “talks”"),
        (
            "budapest tag:Talks -alaska ",
            "“budapest” and tag “Talks”, not “alaska”",
        ),
        ("NOT alaska ", "everything, not “alaska”"),
        (
            "kyiv OR budapest talks ",
            "(“kyiv” or “budapest”) and “talks”",
        ),
        (
            "(kyiv talks) | budapest ",
            "(“kyiv” and “talks”) or “budapest”",
        ),
        ("-(kyiv OR lviv) ", "everything, not (“kyiv” or “lviv”)"),
        ("\"peace talks\"", "exactly “peace talks”"),
        ("„peace talks“", "exactly “peace talks”"),
        (
            "tag:(Budapest OR \"Peace talks\" | Kyiv old town)",
            "tag “Budapest” or tag “Peace talks” or tag “Kyiv old town”",
        ),
        (
            "Tag:Kyiv SOURCE:\"The Herald\"",
            "tag “Kyiv” and outlet “The Herald”",
        ),
        (
            "after:2025-10 before:2026",
            "published from 2025-10-01 and published before 2026-01-01",
        ),
        ("after:2025-10-16", "published from 2025-10-16"),
        (
            "is:unread has:note lang:German",
            "unread and with a note and in language “de”",
        ),
        ("title:talks ", "“talks” in the headline"),
        (
            "title:\"peace talks\" title:bud",
            "exactly “peace talks” in the headline and “bud…” in the headline",
        ),
        ("headline:x 10:30 ", "“headline:x” and “10:30”"),
        ("https://herald.test/a ", "“https://herald.test/a”"),
        ("a AND b ", "“a” and “b”"),
        ("f-16 ", "“f-16”"),
        ("", ""),
        ("  ", ""),
    ] {
        let reading = reading(typed);
        assert_eq!(reading.understood, understood, "{typed}");
        assert_eq!(reading.complaints, Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn what_cannot_be_understood_is_left_out_and_told() {
    for (typed, understood, complaint) in [
        (
            "(budapest talks ",
            "“budapest” and “talks”",
            "the bracket that opens before “budapest” is not closed; it was taken to end with the search",
        ),
        (
            "talks) ",
            "“talks”",
            "a bracket closes that was never opened; it was left out",
        ),
        (
            "\"peace ta",
            "exactly “peace ta…”",
            "the quotation mark before “peace” is not closed; it was taken to end with the search",
        ),
        (
            "talks OR",
            "“talks”",
            "an OR has nothing behind it; it was left out",
        ),
        (
            "OR talks ",
            "“talks”",
            "an OR has nothing before it; it was left out",
        ),
        (
            "talks -",
            "“talks”",
            "a minus has nothing behind it; it was left out",
        ),
        (
            "talks NOT",
            "“talks”",
            "a NOT has nothing behind it; it was left out",
        ),
        (
            "talks () ",
            "“talks”",
            "a pair of brackets holds nothing; it was left out",
        ),
        (
            "talks \"\" ",
            "“talks”",
            "a pair of quotation marks holds nothing; it was left out",
        ),
        (
            "talks & ",
            "“talks”",
            "“&” has no letters or digits to look for; it was left out",
        ),
        (
            "talks * ",
            "“talks”",
            "a star has no word before it; it was left out",
        ),
        (
            "talks tag:",
            "“talks”",
            "`tag:` has no value yet; write tag:Budapest",
        ),
        (
            "talks tag:(Kyiv",
            "“talks” and tag “Kyiv”",
            "the bracket behind `tag:` is not closed; it was taken to end with the search",
        ),
        (
            "talks before:yesterday",
            "“talks”",
            "`before:yesterday` names no day: write before:2025-10-16",
        ),
        (
            "after:2025-13",
            "nothing that could be looked for",
            "`after:2025-13` names no day: write after:2025-10-16",
        ),
        (
            "is:blue",
            "nothing that could be looked for",
            "`is:blue` is not known: is: takes unread, read, starred, done, inbox, unfetched",
        ),
        (
            "lang:klingonese",
            "nothing that could be looked for",
            "`lang:klingonese` names no language: write lang:de",
        ),
    ] {
        let reading = reading(typed);
        assert_eq!(reading.understood, understood, "{typed}");
        assert_eq!(reading.complaints, [complaint], "{typed}");
    }
}

#[test]
fn nothing_typed_asks_for_everything_and_nothing_understood_for_nothing() {
    assert_eq!(reading(" ").asked, Asked::All(Vec::new()));
    assert_eq!(reading("is:blue").asked, Asked::Any(Vec::new()));
}

#[test]
fn a_word_may_grow_until_a_blank_ends_it() {
    assert!(reading("kyiv buda").open);
    assert!(!reading("kyiv buda ").open);
    assert!(reading("-buda").open);
    assert!(!reading("(buda)").open);
    assert!(!reading("tag:buda").open);
}

#[test]
fn a_clipped_day_begins_where_the_desk_stands() {
    let zone = FixedOffset::east_opt(2 * 3600).expect("an offset");
    let reading = read("clipped:2025-10-16", &zone).expect("it is short");
    let moment = |text: &str| Some(text.parse().expect("a moment"));
    assert_eq!(
        reading.asked,
        Asked::Filter(Filter::Clipped(Moments {
            from: moment("2025-10-15T22:00:00Z"),
            until: moment("2025-10-16T22:00:00Z"),
        }))
    );
}

#[test]
fn only_what_is_far_too_much_is_refused() {
    for typed in [
        "x".repeat(10_001),
        "a ".repeat(51),
        format!("\"{}\"", "a ".repeat(51)),
        "(".repeat(21),
        "-(".repeat(30),
    ] {
        let refused = read(&typed, &Utc).expect_err("it is too much");
        assert!(matches!(refused, Error::Refused(_)), "{refused}");
    }
    assert!(read(&"a ".repeat(50), &Utc).is_ok());
    assert!(read(&"(".repeat(20), &Utc).is_ok());
}

proptest! {
    #[test]
    fn no_beginning_of_a_search_is_an_error(
        parts in prop::collection::vec(
            prop_oneof![
                "[a-zа-я()\"“”|*: -]{0,12}",
                "(tag|is|before|title|clipped):[(\"a-z0-9-]{0,8}",
                Just("OR ".to_owned()), Just("NOT ".to_owned()), any::<String>(),
            ],
            0..8,
        )
    ) {
        let typed = parts.concat();
        for end in (0..=typed.len()).filter(|&end| typed.is_char_boundary(end)) {
            match read(&typed[..end], &Utc) {
                Ok(reading) => {
                    let nothing = reading.asked == Asked::Any(Vec::new());
                    prop_assert!(!nothing || !reading.complaints.is_empty(), "{:?}", &typed[..end]);
                }
                Err(error) => prop_assert!(matches!(error, Error::Refused(_))),
            }
        }
    }
}
