//! Which stories `desk list` lists and what `desk facets` says of them, filter by filter and together.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;

use journeys::Desk;
use serde_json::Value;

/// What the front matter of each page says, in the order in which they are clipped: the first is story 1.
const PAGES: [&str; 5] = [
    "title: Ferry crews agree to talk about night crossings\nauthors: [Mara Quill]\ndate: 2025-10-16\n\
     publisher: Arn Valley Courier\nlang: en",
    "title: Bakers of Tarn reopen their market hall\nauthors: [Zena Molloy, Bo Lind]\ndate: 2025-10-02\n\
     publisher: Arn Valley Courier\nlang: en-GB",
    "title: Пором знову ходить між берегами\nauthors: [Олена Гай]\ndate: 2025-11-01\n\
     publisher: Хвиля Дніпра\nlang: uk",
    "title: Gates of the upper weir are opened at dusk\nauthors: [Bo Lind]\ndate: 2025-09-30\n\
     publisher: Harbour Times\nlang: en",
    "title: A hall that nobody has dated",
];

/// Five stories with tags, topics and marks of every kind, and a sixth that is in the bin.
fn desk() -> Desk {
    let desk = Desk::new();
    let pages = tempfile::tempdir().unwrap();
    let spiked = "title: A page that went to the bin\nlang: en";
    for (number, front) in PAGES.iter().copied().chain([spiked]).enumerate() {
        let headline = front.lines().next().unwrap().replace("title: ", "");
        // The first and the fourth have the same text.
        let boats = number % 3 + number / 4 * 10;
        let text = format!("The board met at the old pier and counted {boats} boats twice. ");
        let page = format!("---\n{front}\n---\n\n# {headline}\n\n{}\n", text.repeat(6));
        let file = pages.path().join(format!("{number}.md"));
        fs::write(&file, page).unwrap();
        desk.run(&["clip", file.to_str().unwrap()]).ok();
    }
    for done in [
        "tag 1 +Ferries +Talks",
        "tag 2 +Talks",
        "tag 3 +Ferries +Talks +Draft",
        "tag 6 +Ferries",
        "correct 4 agency ARNS",
        "topic new River",
        "topic new Towns",
        // Not in the order in which they were clipped.
        "topic file River 3",
        "topic file River 1",
        "topic file Towns 2 3",
        "mark 2 starred",
        "mark 3 starred read",
        "spike 6",
    ] {
        desk.run(&done.split(' ').collect::<Vec<_>>()).ok();
    }
    desk
}

/// The numbers of the stories that are listed, in order.
#[track_caller]
fn listed(desk: &Desk, filters: &[&str]) -> Vec<i64> {
    let args = [&["list", "--json"], filters].concat();
    let rows = desk.run(&args).ok();
    let rows = rows
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| row["id"].as_i64().unwrap()).collect()
}

#[test]
fn stories_are_listed_by_what_they_are() {
    let desk = desk();
    let cases: &[(&[&str], &[i64])] = &[
        (&[], &[5, 4, 3, 2, 1]),
        (&["--tag", "ferries"], &[3, 1]),
        (&["--tag", "Ferries", "--tag", "Talks"], &[3, 1]),
        (&["--tag", "Ferries", "--tag", "Draft"], &[3]),
        (&["--tag", "Ferr"], &[]),
        (&["--tag", "Talks", "--not-tag", "Draft"], &[2, 1]),
        (&["--not-tag", "Ferries", "--not-tag", "Talks"], &[5, 4]),
        (&["--not-tag", "Nobody's"], &[5, 4, 3, 2, 1]),
        (&["--topic", "river"], &[3, 1]),
        (&["--topic", "River", "--topic", "Towns"], &[3]),
        (&["--topic", "River", "--tag", "Draft"], &[3]),
        (&["--topic", "River", "--shelf", "starred"], &[3]),
        (&["--outlet", "Arn Valley Courier"], &[2, 1]),
        (&["--outlet", "harbour"], &[4]),
        (&["--outlet", "ХВИЛЯ дніпра"], &[3]),
        (&["--outlet", "A Paper That Nobody Prints"], &[]),
        (&["--agency", "ARNS"], &[4]),
        (&["--author", "Bo Lind"], &[4, 2]),
        (&["--author", "Bo Lind", "--agency", "ARNS"], &[4]),
        (&["--language", "uk"], &[3]),
        (&["--language", "en-GB"], &[2]),
        (&["--published-after", "2025-10-16"], &[3, 1]),
        (&["--published-before", "2025-10-16"], &[4, 2]),
        (
            &[
                "--published-after",
                "2025-10-01",
                "--published-before",
                "2025-11-01",
            ],
            &[2, 1],
        ),
        (
            &[
                "--published-after",
                "2025-10",
                "--published-before",
                "2025-11",
            ],
            &[2, 1],
        ),
        (&["--published-after", "2026"], &[]),
        (&["--has", "tag"], &[3, 2, 1]),
        (&["--has", "topic", "--has", "tag"], &[3, 2, 1]),
        (&["--has", "date"], &[4, 3, 2, 1]),
        (&["--has", "note"], &[]),
        (&["--has", "highlight"], &[]),
        (&["--has", "quote"], &[]),
        (&["--has", "copies"], &[4, 1]),
        (&["--starred"], &[3, 2]),
        (&["--starred", "--unread"], &[2]),
        (&["--shelf", "spiked", "--tag", "Ferries"], &[6]),
        (&["--shelf", "today", "--starred"], &[3, 2]),
        (&["--sort", "published"], &[3, 1, 2, 4, 5]),
        (&["--sort", "earliest-published"], &[4, 2, 1, 3, 5]),
        (&["--sort", "earliest-clipped"], &[1, 2, 3, 4, 5]),
        (&["--sort", "placed", "--topic", "River"], &[3, 1]),
        (&["--sort", "placed", "--topic", "Towns", "--unread"], &[2]),
        (
            &["--limit", "2", "--has", "date", "--sort", "published"],
            &[3, 1],
        ),
    ];
    for (filters, stories) in cases {
        assert_eq!(&listed(&desk, filters), stories, "{filters:?}");
    }
}

#[test]
fn english_is_every_english_and_no_other_language() {
    let desk = desk();
    let found = listed(&desk, &["--language", "en", "--has", "date"]);
    assert_eq!(found, [4, 2, 1]);
}

#[test]
fn a_day_of_clipping_is_a_day_where_the_editor_sits() {
    let desk = desk();
    let first = desk
        .run(&["list", "--json", "--sort", "earliest-clipped"])
        .ok();
    let first: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    // The journeys run in UTC.
    let day = first["added_at"].as_str().unwrap().get(..10).unwrap();
    assert_eq!(listed(&desk, &["--clipped-after", day]).len(), 5);
    assert!(listed(&desk, &["--clipped-before", day]).is_empty());
    assert_eq!(listed(&desk, &["--clipped-after", "1999-12-31"]).len(), 5);
    let both = [
        "--clipped-after",
        "1999-12-31",
        "--clipped-before",
        "9999-12-31",
    ];
    assert_eq!(listed(&desk, &both).len(), 5);
}

#[test]
fn a_list_ends_with_how_much_it_holds() {
    let desk = desk();
    for (filters, end) in [
        (&["--tag", "Ferries"][..], "\n2 stories, 1 unread\n"),
        (&["--tag", "Draft"], "\n1 story, 0 unread\n"),
        (&["--limit", "2"], "\n2 of 5 stories, 4 unread\n"),
        (
            &["--limit", "1", "--starred"],
            "\n1 of 2 stories, 1 unread\n",
        ),
    ] {
        let args = [&["list"], filters].concat();
        let said = desk.run(&args).ok();
        assert!(said.ends_with(end), "{filters:?}: {said}");
    }
    let none = desk.run(&["list", "--tag", "Nobody's"]).ok();
    assert_eq!(none, "No stories.\n");
}

#[test]
fn facets_say_what_a_list_would_say() {
    let desk = desk();
    let flags = [
        ("outlets", "--outlet"),
        ("agencies", "--agency"),
        ("writers", "--author"),
        ("tags", "--tag"),
        ("topics", "--topic"),
    ];
    let mut compared = 0;
    for filters in [
        &[][..],
        &["--unread"],
        &["--tag", "Talks"],
        &["--topic", "River", "--starred"],
    ] {
        let args = [&["facets", "--json"], filters].concat();
        let facets: Value = serde_json::from_str(&desk.run(&args).ok()).unwrap();
        for (kind, flag) in flags {
            let mut last = u64::MAX;
            for facet in facets[kind].as_array().unwrap() {
                let name = facet["name"].as_str().unwrap();
                let stories = facet["stories"].as_u64().unwrap();
                let within = listed(&desk, &[filters, &[flag, name]].concat());
                assert_eq!(stories, within.len() as u64, "{filters:?}: {kind}, {name}");
                assert!(0 < stories && stories <= last, "{filters:?}: {facets}");
                last = stories;
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared} are hardly all");
}

#[test]
fn facets_are_printed_for_people() {
    let desk = desk();
    let said = desk.run(&["facets", "--tag", "Talks", "--most", "2"]).ok();
    assert!(
        said.starts_with("Outlets\n      2  Arn Valley Courier\n"),
        "{said}"
    );
    assert!(
        said.contains("\nTags\n      3  Talks\n      2  Ferries\n\n"),
        "{said}"
    );
    assert!(
        !said.contains("Draft") && !said.contains("Agencies"),
        "{said}"
    );
    assert!(said.ends_with("\n3 stories, 2 unread\n"), "{said}");
    assert_eq!(
        desk.run(&["facets", "--tag", "Nobody's"]).ok(),
        "No stories.\n"
    );
}

#[test]
fn what_cannot_be_meant_is_refused_in_a_sentence() {
    let desk = desk();
    let cases: &[(&[&str], &str)] = &[
        (&["--topic", "Nowhere"], "Nowhere"),
        (
            &["--published-after", "16.10.2025"],
            "“16.10.2025” is not a day: write 2025-10-16, or 2025-10",
        ),
        (
            &["--clipped-before", "2025-02-29"],
            "“2025-02-29” is not a day",
        ),
        (
            &[
                "--published-after",
                "2025-10-16",
                "--published-before",
                "2025-10-16",
            ],
            "nothing can be published on 2025-10-16 or later and before 2025-10-16",
        ),
        (
            &[
                "--clipped-after",
                "2025-10-17",
                "--clipped-before",
                "2025-10-16",
            ],
            "nothing can be clipped on 2025-10-17 or later",
        ),
        (
            &["--language", "English"],
            "“English” is not a language tag: write en",
        ),
        (&["--tag", "  "], "it names nothing"),
        (&["--has", "wings"], "highlight"),
        (&["--sort", "best"], "earliest-published"),
        (&["--sort", "placed"], "is the order of one topic"),
        (
            &["--sort", "placed", "--topic", "River", "--topic", "Towns"],
            "is the order of one topic",
        ),
        (&["--outlet", "A", "--outlet", "B"], "--outlet"),
    ];
    for (filters, words) in cases {
        let args = [&["list"], *filters].concat();
        let refusal = desk.run(&args).refused();
        assert!(refusal.contains(words), "{filters:?}: {refusal}");
    }
    assert_eq!(listed(&desk, &[]).len(), 5);
}

#[test]
fn very_many_tags_at_once_are_answered() {
    let desk = desk();
    let name = |number: usize| format!("tag {number}");
    for flag in ["--tag", "--not-tag"] {
        let mut args = vec!["list".to_owned()];
        for number in 0..2_000 {
            args.extend([flag.to_owned(), name(number)]);
        }
        let said = desk.run(&args);
        assert!(
            matches!(said.code, Some(0 | 1)) && !said.err.contains("panicked"),
            "{}",
            said.err
        );
    }
}

#[test]
fn a_search_says_what_it_did_not_understand_and_what_was_perhaps_meant() {
    let desk = desk();
    let half = desk.run(&["search", "bakers", "is:purple"]);
    assert_eq!(half.code, Some(0), "{half:?}");
    assert!(half.out.contains("1 story"), "{half:?}");
    for told in ["`is:purple` is not known", "looked for “bakers"] {
        assert!(half.err.contains(told), "{half:?}");
    }
    let misspelt = desk.run(&["search", "makret", "hall"]);
    assert!(misspelt.out.contains("No stories."), "{misspelt:?}");
    assert!(
        misspelt.err.contains("did you mean market hall?"),
        "{misspelt:?}"
    );
    let understood = desk.run(&["search", "market", "hall"]);
    assert_eq!(understood.err, "", "{understood:?}");
}
