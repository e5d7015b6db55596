//! The time of day beside a date.

use chrono::{FixedOffset, NaiveTime};

use super::names::ZONES;
use super::tokens::{Token, number};
use super::weekday;

/// The time of day that follows a date, with its zone if that has one meaning.
pub(super) fn time(tokens: &[Token], mut at: usize) -> Option<(NaiveTime, Option<FixedOffset>)> {
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
pub(super) fn time_before(tokens: &[Token], at: usize) -> Option<(NaiveTime, Option<FixedOffset>)> {
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
