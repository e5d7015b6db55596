//! Which backups to keep: many of the last days, few of the last year.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, TimeDelta, Utc};

/// How many of the last day are kept, and in any case the newest of all: if a clock ran ahead for a
/// while, everything else looks old.
const NEWEST: usize = 3;

/// What of a row of backups stays and what goes; both the oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::library) struct Thinned {
    pub(in crate::library) kept: Vec<DateTime<Utc>>,
    pub(in crate::library) dropped: Vec<DateTime<Utc>>,
}

/// Thins out: of the last 24 hours the three newest, then one a day for seven days, one a week for four
/// weeks, one a month for twelve months. The three newest stay in any case, and so does what is said to
/// be of the future: then a clock was wrong, and nobody knows which.
pub(in crate::library) fn thin(moments: &[DateTime<Utc>], now: DateTime<Utc>) -> Thinned {
    let moments: BTreeSet<_> = moments.iter().copied().collect();
    let past = moments.iter().rev().filter(|moment| **moment <= now);
    let newest: BTreeSet<_> = past.take(NEWEST).copied().collect();
    // In the order of time the first of each stretch stays, so that what was kept once grows old.
    let mut stretches = BTreeSet::new();
    let (kept, dropped) = moments.into_iter().partition(|moment| {
        let first = stretch(*moment, now).is_some_and(|stretch| stretches.insert(stretch));
        *moment > now || newest.contains(moment) || first
    });
    Thinned { kept, dropped }
}

/// A day, a week or a month, of which one backup is kept.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Stretch {
    Day(i32),
    Week(i32, u32),
    Month(i32, u32),
}

fn stretch(moment: DateTime<Utc>, now: DateTime<Utc>) -> Option<Stretch> {
    match now.signed_duration_since(moment).num_days() {
        1..8 => Some(Stretch::Day(moment.num_days_from_ce())),
        8..36 => {
            let week = moment.iso_week();
            Some(Stretch::Week(week.year(), week.week()))
        }
        36..402 => Some(Stretch::Month(moment.year(), moment.month())),
        _ => None,
    }
}

/// Whether the last backup is a day old. One that is said to be of the future does not count.
pub(in crate::library) fn due(moments: &[DateTime<Utc>], now: DateTime<Utc>) -> bool {
    let last = moments.iter().filter(|moment| **moment <= now).max();
    last.is_none_or(|last| now.signed_duration_since(*last) >= TimeDelta::days(1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("{text}:00Z").parse().unwrap()
    }

    fn kept(moments: &[&str], now: &str) -> Vec<DateTime<Utc>> {
        let moments: Vec<_> = moments.iter().map(|moment| at(moment)).collect();
        thin(&moments, at(now)).kept
    }

    #[test]
    fn the_last_day_keeps_three_and_each_day_before_one() {
        let moments = [
            "2026-11-23T09:00", // the first of its day
            "2026-11-23T18:00",
            "2026-11-24T09:00", // the first of its day
            "2026-11-24T11:00",
            "2026-11-25T13:00",
            "2026-11-25T20:00", // the three newest
            "2026-11-26T08:00",
            "2026-11-26T11:00",
        ];
        let expected = [0, 2, 5, 6, 7].map(|nth| at(moments[nth]));
        assert_eq!(kept(&moments, "2026-11-26T12:00"), expected);
    }

    #[test]
    fn a_year_of_daily_backups_keeps_a_day_a_week_and_a_month_each() {
        let mut backups = Vec::new();
        let first = at("2025-01-01T12:00");
        for day in 0..700 {
            let now = first + TimeDelta::days(day);
            backups.push(now);
            backups = thin(&backups, now).kept;
            assert!(backups.len() <= 3 + 8 + 6 + 14, "{day}: {}", backups.len());
        }
        let now = first + TimeDelta::days(699);
        let within = |from: i64, to: i64| {
            let age = |moment: &&DateTime<Utc>| now.signed_duration_since(**moment).num_days();
            backups
                .iter()
                .filter(|moment| (from..to).contains(&age(moment)))
                .count()
        };
        assert!(within(0, 8) >= 7, "{backups:?}");
        assert!(within(8, 36) >= 4, "{backups:?}");
        assert!(within(36, 402) >= 12, "{backups:?}");
        assert_eq!(within(402, 10_000), 0, "{backups:?}");
    }

    #[test]
    fn a_clock_that_was_wrong_costs_none_of_the_newest() {
        let real = ["2026-11-20T12:00", "2026-11-24T12:00", "2026-11-25T12:00"];
        let ahead = [real[0], real[1], real[2], "2099-01-01T12:00"];
        // The clock is right again; then it is ahead; then it says the year in which it was built.
        for now in ["2026-11-25T13:00", "2020-01-01T00:00"] {
            assert_eq!(kept(&ahead, now), ahead.map(at), "{now}");
        }
        let newest = [ahead[1], ahead[2], ahead[3]].map(at);
        assert_eq!(kept(&ahead, "2099-01-01T13:00"), newest);
    }

    #[test]
    fn a_backup_is_due_a_day_after_the_last() {
        let now = at("2026-11-26T12:00");
        for (moments, expected) in [
            (&[][..], true),
            (&["2026-11-25T12:00"], true),
            (&["2026-11-25T12:01"], false),
            (&["2026-11-25T12:01", "2026-11-20T12:00"], false),
            (&["2099-01-01T00:00"], true),
            (&["2099-01-01T00:00", "2026-11-26T11:00"], false),
        ] {
            let moments: Vec<_> = moments.iter().map(|moment| at(moment)).collect();
            assert_eq!(due(&moments, now), expected, "{moments:?}");
        }
    }

    proptest! {
        #[test]
        fn the_newest_stays_and_a_second_thinning_drops_nothing(
            ages in proptest::collection::vec(-2_000_000_i64..60_000_000, 1..80),
        ) {
            let now = at("2026-11-26T12:00");
            let moments: Vec<_> = ages.iter().map(|age| now - TimeDelta::seconds(*age)).collect();
            let Thinned { kept, dropped } = thin(&moments, now);
            prop_assert!(kept.contains(moments.iter().max().unwrap()));
            let real = moments.iter().filter(|moment| **moment <= now).max();
            prop_assert!(real.is_none_or(|real| kept.contains(real)));
            prop_assert_eq!(kept.len() + dropped.len(), moments.iter().collect::<BTreeSet<_>>().len());
            prop_assert!(thin(&kept, now).dropped.is_empty());
        }
    }
}
