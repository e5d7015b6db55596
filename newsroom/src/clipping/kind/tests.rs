use super::*;

#[test]
fn a_notice_is_known_as_a_whole_or_as_a_part_of_a_title() {
    for (line, table, expected) in [
        ("Just a moment...", words::BOT_CHECKS, true),
        (
            "Just a moment of your time: the bakers of Tarn",
            words::BOT_CHECKS,
            false,
        ),
        ("404 - Page not found | Arn Courier", words::ERRORS, true),
        ("Seite nicht gefunden – Arn Kurier", words::ERRORS, true),
        ("Сторінку не знайдено", words::ERRORS, true),
        ("ページが見つかりません", words::ERRORS, true),
        ("Death toll rises to 1,404", words::ERRORS, false),
        ("Sluice costs 3.503 million", words::ERRORS, false),
        ("Bridge not found on any map", words::ERRORS, false),
        ("Log in – Arn Courier", words::LOGINS, true),
        ("Log jam stops ferries", words::LOGINS, false),
    ] {
        assert_eq!(words::is_one_of(line, table), expected, "{line:?}");
    }
}

#[test]
fn a_phrase_is_held_as_whole_words() {
    for (line, table, expected) in [
        ("High water on the Arn: as it happened", words::LIVE, true),
        ("Liveblog: Hochwasser an der Arn", words::LIVE, true),
        ("The lives of ferrymen", words::LIVE, false),
        ("The night market in pictures", words::GALLERIES, true),
    ] {
        assert_eq!(words::holds(&folded(line), table), expected, "{line:?}");
    }
}
