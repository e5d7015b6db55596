//! Dates as pages print them, in a dozen languages. Nothing is guessed: `10/11/2025` is two days,
//! so it is none, and a time zone with two meanings (IST, CST, BST) leaves a day and no moment.

mod clock;
mod names;
mod tokens;

use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Weekday};
// The keys are ours, so nobody can choose them to collide.
use rustc_hash::FxHashMap;

use crate::clipping::Published;
use clock::{time, time_before};
use names::{MONTHS, WEEKDAYS, ZONES};
use tokens::{Token, number, skip, tokens, year};

/// Years in which a page of the web can have been published, or be announced for.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2099;

/// The first full date in a text, with its moment if the text gives time and zone.
pub(crate) fn read(text: &str) -> Option<Published> {
    let text = text.trim();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(text)
        && YEARS.contains(&moment.year())
    {
        return Some(Published::Moment(moment));
    }
    if let (8 | 14, Ok(number)) = (text.len(), text.parse::<u64>()) {
        let digits = if text.len() == 14 {
            number / 1_000_000
        } else {
            number
        };
        let part = |by: u64, of: u64| u32::try_from(digits / by % of).unwrap_or(0);
        return day(part(10_000, 10_000), part(100, 100), part(1, 100)).map(Published::Day);
    }
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (day, after) = full_date(&tokens, at)?;
        let time = time(&tokens, after);
        Some(match time.or_else(|| time_before(&tokens, at)) {
            Some((time, Some(offset))) => {
                match day.and_time(time).and_local_timezone(offset).single() {
                    Some(moment) => Published::Moment(moment),
                    None => Published::Day(day),
                }
            }
            _ => Published::Day(day),
        })
    })
}

/// Whether a line is a full date and hardly anything else: "Thursday, 16 October 2025, 09:30 IST".
pub(crate) fn is_date_line(line: &str) -> bool {
    if line.chars().count() > 60 || read(line).is_none() {
        return false;
    }
    let known = |word: &str| {
        month(word).is_some()
            || weekday(word).is_some()
            || ZONES.iter().any(|(zone, _)| *zone == word)
            || "at am pm a m p de of om um à o год года року р ist bst cst et pt uhr t th st nd rd \
                thu fri sat sun mon tue tues wed thur thurs h время kl klo day"
                .split(' ')
                .any(|small| small == word)
    };
    tokens(line).iter().all(|token| match token {
        Token::Word(word) => known(word) || word.starts_with(['年', '月', '日']),
        _ => true,
    })
}

/// The number of the month that a word in small letters names.
pub(crate) fn month(word: &str) -> Option<u32> {
    static NAMES: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
        let names = (1..).zip(MONTHS);
        let each = names
            .flat_map(|(month, names)| names.split_whitespace().map(move |name| (name, month)));
        each.collect()
    });
    NAMES.get(word).copied()
}

/// The weekday that a word in small letters names.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    static NAMES: LazyLock<FxHashMap<&str, u8>> = LazyLock::new(|| {
        let names = (0..).zip(WEEKDAYS);
        let each = names.flat_map(|(day, names)| names.split(' ').map(move |name| (name, day)));
        each.collect()
    });
    NAMES.get(word).and_then(|day| Weekday::try_from(*day).ok())
}

/// A day, if there is one of that name and pages of the web can be from it.
pub(crate) fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The full date that begins at a token, and where it ends.
fn full_date(tokens: &[Token], at: usize) -> Option<(NaiveDate, usize)> {
    let sign = |at: usize| match tokens.get(at) {
        Some(Token::Sign(sign)) => Some(*sign),
        _ => None,
    };
    let word = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => Some(word.as_str()),
        _ => None,
    };
    // A number that goes on from another ("1.2.2025.10.16") begins no date.
    if let Some(year) = year(tokens, at) {
        let (first, second) = (number(tokens, at + 2, 2)?, number(tokens, at + 4, 2)?);
        let signs = sign(at + 1).filter(|c| matches!(c, '-' | '/' | '.')) == sign(at + 3)
            && sign(at + 1).is_some();
        let cjk = word(at + 1).is_some_and(|word| matches!(word, "年" | "년"))
            && word(at + 3).is_some_and(|word| matches!(word, "月" | "월"));
        return (signs || cjk)
            .then(|| day(year, first, second))?
            .map(|day| (day, at + 5 + usize::from(cjk)));
    }
    if let Some(first) = number(tokens, at, 2) {
        let next = skip(tokens, at + 1);
        if let Some(month) = word(next).and_then(month) {
            let last = skip(tokens, next + 1);
            return day(year(tokens, last)?, month, first).map(|day| (day, last + 1));
        }
        let sign = sign(at + 1).filter(|c| matches!(c, '.' | '/' | '-'))?;
        let second = number(tokens, at + 2, 2)?;
        let closes = matches!(tokens.get(at + 3), Some(Token::Sign(again)) if *again == sign);
        // "16.10.25": only with points are two digits surely a year, and it is past.
        let short = || match (sign, tokens.get(at + 4)) {
            ('.', Some(Token::Number(year @ 0..=69, 2))) => Some(2000 + year),
            _ => None,
        };
        let goes_on = matches!(
            (tokens.get(at + 5), tokens.get(at + 6)),
            (Some(Token::Sign('.')), Some(Token::Number(..)))
        );
        let year = year(tokens, at + 4).or_else(|| short().filter(|_| !goes_on));
        let year = year.filter(|_| closes)?;
        let read = match sign {
            '.' => day(year, second, first),
            _ if first > 12 || first == second => day(year, second, first),
            _ if second > 12 => day(year, first, second),
            _ => None,
        };
        return read.map(|day| (day, at + 5));
    }
    let month = word(at).and_then(month)?;
    let first = skip(tokens, at + 1);
    let number = number(tokens, first, 2)?;
    let last = skip(tokens, first + 1);
    day(year(tokens, last)?, month, number).map(|day| (day, last + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, expected: &str) {
        let read = read(printed).map_or("unknown".to_owned(), |date| date.to_string());
        assert_eq!(read, expected, "reading {printed:?}");
    }

    #[test]
    fn full_dates_are_read() {
        check("2025-10-16", "2025-10-16");
        check("2025-10-16T09:30:00+05:30", "2025-10-16T09:30:00+05:30");
        check("2025-10-16T09:30:00+0530", "2025-10-16T09:30:00+05:30");
        check("2025-10-16 09:30:00", "2025-10-16");
        check("2025-10-16T09:30:00.000Z", "2025-10-16T09:30:00+00:00");
        check("Published: 16 October 2025 09:30 IST", "2025-10-16");
        check(
            "Published: 16 October 2025 09:30 CEST",
            "2025-10-16T09:30:00+02:00",
        );
        check(
            "Thu, 16 Oct 2025 09:30:00 +0000",
            "2025-10-16T09:30:00+00:00",
        );
        check(
            "October 16th, 2025 at 9:30 p.m. UTC",
            "2025-10-16T21:30:00+00:00",
        );
        check("Oct. 16, 2025", "2025-10-16");
        check("16. Oktober 2025, 09.30 Uhr", "2025-10-16");
        check("le 16 octobre 2025 à 9h30", "2025-10-16");
        check("16 жовтня 2025, 09:30", "2025-10-16");
        check("16 de octubre de 2025", "2025-10-16");
        check("2025年10月16日", "2025-10-16");
        check("09:30 GMT, 16 October 2025", "2025-10-16T09:30:00+00:00");
        check("16.10.2025", "2025-10-16");
        check("16.10.25", "2025-10-16");
        check("10/16/2025", "2025-10-16");
        check("20251016", "2025-10-16");
        check("16 Oct 2025 14:00 GMT+2", "2025-10-16T14:00:00+02:00");
    }

    #[test]
    fn what_is_not_a_date_stays_unknown() {
        for text in [
            "",
            "Thursday",
            "16 October",
            "10/11/2025",
            "31 February 2025",
            "version 1.2.3",
            "version 1.2.13.4",
            "10/16/25",
            "99999999",
            "16 October 20255",
        ] {
            check(text, "unknown");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date_is_known() {
        assert!(is_date_line("Thursday, 16 October 2025, 09:30 IST"));
        assert!(!is_date_line("The talks of 16 October 2025 failed"));
    }
}
