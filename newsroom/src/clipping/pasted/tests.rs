use super::*;

const STORY: &str = "Ferry crews agree to talks over night crossings on the Lower Arn
Ferry crews on Monday agreed to meet the harbour board over night crossings on the Lower Arn.

The board had asked for a fourth crossing after midnight, which the crews called unsafe.
\"We will sit down with anyone who has stood on a wet deck in the dark,\" said their speaker, Mara Quill.
The board did not say when the talks would begin.
QRN
Senior Reporter at Arn Valley Courier, covering the river and its towns.
Related Articles

Old lock at Tarn to be dredged before the spring floods reach the valley
Engineers will dredge the lock at Tarn before spring, the harbour board said in a statement on Friday.
Latest News

Bakers of Tarn reopen their market hall after eleven years

Old lock at Tarn to be dredged before the spring floods reach the valley";

fn cut_on_a_friday(pasted: &str) -> Clipping {
    cut(pasted, NaiveDate::from_ymd_opt(2025, 10, 17).unwrap())
}

#[test]
fn the_ends_of_lines_do_not_matter() {
    let unix = cut_on_a_friday(STORY);
    assert_eq!(cut_on_a_friday(&STORY.replace('\n', "\r\n")), unix);
    assert_eq!(cut_on_a_friday(&STORY.replace('\n', "\r")), unix);
    assert_eq!((unix.body.len(), unix.leads.len()), (3, 2));
    assert_eq!(unix.leads[0].lists, ["Related Articles", "Latest News"]);
    assert_eq!(unix.agency.unwrap().evidence, Evidence::Shape);
}

#[test]
fn without_blank_lines_no_standfirst_is_claimed() {
    let lines: Vec<_> = STORY.lines().filter(|line| !line.is_empty()).collect();
    for joint in ["\n", "\n\n"] {
        let cut = cut_on_a_friday(&lines.join(joint));
        assert_eq!((cut.standfirst, cut.body.len()), (None, 4), "{joint:?}");
        assert_eq!(cut.leads, cut_on_a_friday(STORY).leads, "{joint:?}");
    }
}

#[track_caller]
fn check(pasted: &str, expected: &str) {
    let cut = cut_on_a_friday(pasted);
    let part = |part: &Option<Part<String>>| {
        part.as_ref()
            .map_or("–".to_owned(), |part| part.value.clone())
    };
    let published = cut
        .published
        .as_ref()
        .map_or("–".to_owned(), |part| part.value.to_string());
    let byline = cut
        .byline
        .as_ref()
        .map_or("–".to_owned(), |part| part.value.join(" + "));
    let read = [
        part(&cut.kicker),
        part(&cut.headline),
        byline,
        published,
        part(&cut.dateline),
        part(&cut.agency),
        cut.body.len().to_string(),
    ];
    assert_eq!(read.join(" | "), expected, "{pasted}");
}

#[test]
fn what_stands_above_the_story_is_read() {
    check(
        "Rivers\nFerry crews agree to talks\nBy Ann Lee and Bob Roy\nPublished: 16 October 2025 09:30 IST\nUpdated 3 hours ago\nShare\n\nTARN (Reuters) - The crews agreed.\n\nThe board did not.",
        "Rivers | Ferry crews agree to talks | Ann Lee + Bob Roy | 2025-10-16 | TARN | Reuters | 2",
    );
    check(
        "Ferry crews agree to talks\n\nTarn/IBNS: The crews agreed.\n\nThe board did not. (AFP)\n\n© 2025 Courier\nSign up for our newsletter",
        "– | Ferry crews agree to talks | – | – | Tarn | IBNS | 2",
    );
    check(
        "Ferry crews agree to talks\nUpdated: 16 October 2025\n\nThe crews agreed on Monday.",
        "– | Ferry crews agree to talks | – | – | – | – | 1",
    );
    check("", "– | – | – | – | – | – | 0");
    check("One line", "– | One line | – | – | – | – | 0");
}

#[test]
fn a_pointer_inside_the_story_is_a_lead() {
    let cut = cut_on_a_friday(
        "Ferry crews agree to talks\n\nThe crews agreed on Monday.\n\nAlso read: Bakers of Tarn reopen their hall\n\nThe board did not say when.\n\nЧитайте також\nOld lock to be dredged before the floods\n\nThe talks begin soon.",
    );
    assert_eq!((cut.body.len(), cut.leads.len()), (3, 2));
}
