//! Dates as pages print them, in a dozen languages. Nothing is guessed: `10/11/2025` is two days,
//! so it is none, and a time zone with two meanings (IST, CST, BST) leaves a day and no moment.

mod names;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, Weekday};

use crate::clipping::{DayHint, Published};
use names::{MONTHS, WEEKDAYS, ZONES};

/// Years in which a page of the web can have been published, or be announced for.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=2099;

#[derive(Debug, PartialEq)]
enum Token {
    Number(u32, usize),
    Word(String),
    Sign(char),
}

/// The first full date in a text, with its moment if the text gives time and zone.
pub(crate) fn read(text: &str) -> Option<Published> {
    let text = text.trim();
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

/// The days that a text suggests, in the order of its words, each once.
///
/// A weekday or a day without a year means the latest such day not after `seen`: news is about what
/// has happened, but only an editor can say so.
pub(crate) fn hints(text: &str, seen: NaiveDate) -> Vec<DayHint> {
    let mut hints: Vec<DayHint> = Vec::new();
    let mut add = |words: &str, day: NaiveDate| {
        if !hints.iter().any(|hint| hint.day == day) {
            hints.push(DayHint {
                words: words.to_owned(),
                day,
            });
        }
    };
    let spans: Vec<&str> = text.split_whitespace().map(bare).collect();
    for (at, word) in spans.iter().enumerate() {
        let lower = word.to_lowercase();
        let stem = lower.trim_end_matches("'s").trim_end_matches("’s");
        // "may" and "march" are other words in small letters; other languages write no capitals.
        let cased = !word.starts_with(|c: char| c.is_ascii_lowercase()) || !word.is_ascii();
        if let Some(weekday) = weekday(stem).filter(|_| cased)
            && let Some(day) = latest(seen, |day| day.weekday() == weekday)
        {
            add(word, day);
        }
        let Some(month) = month(stem).filter(|_| cased && stem.chars().count() > 2) else {
            continue;
        };
        let beside = |at: Option<usize>| at.and_then(|at| spans.get(at)).copied().unwrap_or("");
        let (before, after) = (beside(at.checked_sub(1)), beside(Some(at + 1)));
        let (number, words) = match (numeral(before), numeral(after)) {
            (Some(number), _) => (number, format!("{before} {word}")),
            (None, Some(number)) => (number, format!("{word} {after}")),
            (None, None) => continue,
        };
        let year_at = if numeral(before).is_some() {
            at + 1
        } else {
            at + 2
        };
        let year = spans.get(year_at).and_then(|word| word.parse::<u32>().ok());
        let found = match year.filter(|year| (1_000..=2_099).contains(year)) {
            Some(year) => day(year, month, number),
            None => latest(seen, |day| day.month() == month && day.day() == number),
        };
        if let Some(day) = found {
            add(&words, day);
        }
    }
    hints
}

/// A word without the punctuation around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The number of a day: "16", "16th", "1er".
fn numeral(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let tail = word.get(digits.len()..).unwrap_or("");
    let ordinal = matches!(tail, "" | "st" | "nd" | "rd" | "th" | "er" | "º");
    let number = digits
        .parse()
        .ok()
        .filter(|_| ordinal && digits.len() <= 2)?;
    (1..=31).contains(&number).then_some(number)
}

/// The latest day up to `seen` that fits, at most a year back.
fn latest(seen: NaiveDate, fits: impl Fn(NaiveDate) -> bool) -> Option<NaiveDate> {
    (0..=366)
        .filter_map(|back| seen.checked_sub_days(Days::new(back)))
        .find(|day| fits(*day))
}

fn month(word: &str) -> Option<u32> {
    static NAMES: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
        let names = (1..).zip(MONTHS);
        let each = names
            .flat_map(|(month, names)| names.split_whitespace().map(move |name| (name, month)));
        each.collect()
    });
    NAMES.get(word).copied()
}

fn weekday(word: &str) -> Option<Weekday> {
    let found = WEEKDAYS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    Weekday::try_from(u8::try_from(found).ok()?).ok()
}

fn day(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let year = i32::try_from(year)
        .ok()
        .filter(|year| YEARS.contains(year))?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = text.chars().peekable();
    // A date stands near the head of whatever holds it.
    while let Some(c) = chars.next() {
        if tokens.len() > 400 {
            break;
        }
        if let Some(digit) = c.to_digit(10) {
            let (mut number, mut length) = (digit, 1);
            while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(digit);
                length += 1;
                chars.next();
            }
            tokens.push(Token::Number(number, length));
        } else if c.is_alphabetic() {
            let mut word: String = c.to_lowercase().collect();
            while let Some(c) = chars.next_if(|c| c.is_alphabetic()) {
                word.extend(c.to_lowercase());
            }
            tokens.push(Token::Word(word));
        } else if !c.is_whitespace() {
            tokens.push(Token::Sign(c));
        }
    }
    tokens
}

fn number(tokens: &[Token], at: usize, longest: usize) -> Option<u32> {
    match tokens.get(at)? {
        Token::Number(number, length) if *length <= longest => Some(*number),
        _ => None,
    }
}

fn year(tokens: &[Token], at: usize) -> Option<u32> {
    match tokens.get(at)? {
        Token::Number(number, 4) => Some(*number),
        _ => None,
    }
}

/// Skips small words and signs that may stand between the parts of a date.
fn skip(tokens: &[Token], mut at: usize) -> usize {
    while let Some(token) = tokens.get(at) {
        let between = match token {
            Token::Sign(sign) => matches!(sign, ',' | '.' | 'º'),
            Token::Word(word) => matches!(
                word.as_str(),
                "de" | "of" | "del" | "th" | "st" | "nd" | "rd" | "er"
            ),
            Token::Number(..) => false,
        };
        if !between {
            break;
        }
        at += 1;
    }
    at
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
        let year = year(tokens, at + 4).filter(|_| closes)?;
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

/// The time of day that follows a date, with its zone if that has one meaning.
fn time(tokens: &[Token], mut at: usize) -> Option<(NaiveTime, Option<FixedOffset>)> {
    let stop = at + 4;
    while at < stop && number(tokens, at, 2).is_none() {
        let small = match tokens.get(at)? {
            Token::Sign(sign) => matches!(
                sign,
                ',' | '-' | '–' | '—' | '|' | '/' | '•' | '·' | '(' | '.'
            ),
            Token::Word(word) => matches!(
                word.as_str(),
                "t" | "at"
                    | "um"
                    | "à"
                    | "o"
                    | "о"
                    | "об"
                    | "в"
                    | "kl"
                    | "om"
                    | "alle"
                    | "р"
                    | "г"
                    | "g"
                    | "as"
                    | "às"
            ),
            Token::Number(..) => false,
        };
        if !small {
            return None;
        }
        at += 1;
    }
    clock(tokens, at).map(|(time, zone, _)| (time, zone))
}

/// The time of day printed just before a date: "09:30 GMT, 16 October 2025".
fn time_before(tokens: &[Token], at: usize) -> Option<(NaiveTime, Option<FixedOffset>)> {
    (3..=8).find_map(|back| {
        let start = at.checked_sub(back)?;
        let (time, zone, end) = clock(tokens, start)?;
        let near = tokens.get(end..at)?.iter().all(|token| match token {
            Token::Sign(_) => true,
            Token::Word(word) => word == "on" || weekday(word).is_some() || word.len() == 3,
            Token::Number(..) => false,
        });
        near.then_some((time, zone))
    })
}

/// A clock's time at a token, its zone, and where it ends.
fn clock(tokens: &[Token], at: usize) -> Option<(NaiveTime, Option<FixedOffset>, usize)> {
    let sign =
        |at: usize, of: &[char]| matches!(tokens.get(at), Some(Token::Sign(c)) if of.contains(c));
    let word = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => word.as_str(),
        _ => "",
    };
    let mut hour = number(tokens, at, 2)?;
    if !sign(at + 1, &[':', '.']) && word(at + 1) != "h" {
        return None;
    }
    let minute = match tokens.get(at + 2)? {
        Token::Number(minute, 2) => *minute,
        _ => return None,
    };
    let mut end = at + 3;
    let mut second = 0;
    if sign(end, &[':'])
        && let Some(seconds) = number(tokens, end + 1, 2)
    {
        second = seconds;
        end += 2;
        if sign(end, &['.']) && number(tokens, end + 1, 9).is_some() {
            end += 2;
        }
    }
    let half = word(end);
    if matches!(half, "am" | "pm") || (matches!(half, "a" | "p") && word(end + 2) == "m") {
        let spelled = !matches!(half, "am" | "pm");
        match (half.starts_with('p'), hour) {
            (true, 1..=11) => hour += 12,
            (false, 12) => hour = 0,
            _ => {}
        }
        end += if spelled { 3 } else { 1 };
        end += usize::from(spelled && sign(end, &['.']));
    }
    let bracket = usize::from(sign(end, &['(']));
    let (mut zone, mut signed) = (None, end);
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == word(end + bracket)) {
        zone = Some(*minutes);
        end += 1 + bracket;
        signed = end;
        if !matches!(word(end - 1), "utc" | "gmt") {
            signed = usize::MAX - 8;
        }
    }
    let east = sign(signed, &['+']);
    if (east || sign(signed, &['-', '−']))
        && let Some(number) = number(tokens, signed + 1, 4)
    {
        let tail = self::number(tokens, signed + 3, 2).filter(|_| sign(signed + 2, &[':']));
        let long = matches!(tokens.get(signed + 1), Some(Token::Number(_, 3..)));
        let (hours, minutes) = match tail {
            Some(minutes) => (number, minutes),
            None if long => (number / 100, number % 100),
            None => (number, 0),
        };
        let minutes = i32::try_from(hours * 60 + minutes).ok()?;
        zone = Some(if east { minutes } else { -minutes });
        end = signed + 2 + if tail.is_some() { 2 } else { 0 };
    }
    let zone = zone.and_then(|minutes| FixedOffset::east_opt(minutes * 60));
    Some((NaiveTime::from_hms_opt(hour, minute, second)?, zone, end))
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
            "99999999",
            "16 October 20255",
        ] {
            check(text, "unknown");
        }
    }

    #[test]
    fn days_are_suggested_and_not_taken() {
        let seen = NaiveDate::from_ymd_opt(2025, 10, 17).unwrap();
        for (text, expected) in [
            ("Trump on Thursday announced", "Thursday=2025-10-16"),
            ("on Friday, and again Friday's vote", "Friday=2025-10-17"),
            (
                "since 16 October, or 3rd May 2024",
                "16 October=2025-10-16 3rd May=2024-05-03",
            ),
            ("on December 24", "December 24=2024-12-24"),
            ("у четвер, 16 жовтня", "четвер=2025-10-16"),
            ("they may 20 times march 3 miles", ""),
            ("nothing of the kind", ""),
        ] {
            let found: Vec<_> = hints(text, seen)
                .iter()
                .map(|hint| format!("{}={}", hint.words, hint.day))
                .collect();
            assert_eq!(found.join(" "), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_that_is_only_a_date_is_known() {
        assert!(is_date_line("Thursday, 16 October 2025, 09:30 IST"));
        assert!(!is_date_line("The talks of 16 October 2025 failed"));
    }
}
