//! The operators: `tag:Budapest`, `before:2025-10`, `is:unread`.

use chrono::{DateTime, Days as Span, Months, NaiveDate, NaiveTime, TimeZone, Utc};

use crate::claim::ClaimStatus;
use crate::search::{Asked, Days, Filter, Moments, State, Thing};

/// What stands before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Topic,
    Tag,
    Outlet,
    Source,
    Agency,
    Author,
    Lang,
    Before,
    After,
    Clipped,
    Is,
    Has,
    Title,
    Claim,
}

const OPERATORS: [(&str, Operator, &str); 14] = [
    ("topic", Operator::Topic, "topic:Danube"),
    ("tag", Operator::Tag, "tag:Budapest"),
    ("outlet", Operator::Outlet, "outlet:Herald"),
    ("source", Operator::Source, "source:Herald"),
    ("agency", Operator::Agency, "agency:Reuters"),
    ("author", Operator::Author, "author:Kovács"),
    ("lang", Operator::Lang, "lang:de"),
    ("before", Operator::Before, "before:2025-10-16"),
    ("after", Operator::After, "after:2025-10-16"),
    ("clipped", Operator::Clipped, "clipped:2025-10-16"),
    ("is", Operator::Is, "is:unread"),
    ("has", Operator::Has, "has:note"),
    ("title", Operator::Title, "title:talks"),
    ("claim", Operator::Claim, "claim:disputed"),
];

const STATES: [(&str, State); 6] = [
    ("unread", State::Unread),
    ("read", State::Read),
    ("starred", State::Starred),
    ("done", State::Done),
    ("inbox", State::Inbox),
    ("unfetched", State::Unfetched),
];

const THINGS: [(&str, Thing); 7] = [
    ("note", Thing::Note),
    ("highlight", Thing::Highlight),
    ("quote", Thing::Quote),
    ("copies", Thing::Copies),
    ("tag", Thing::Tag),
    ("topic", Thing::Topic),
    ("date", Thing::Date),
];

const CLAIMS: [(&str, ClaimStatus); 4] = [
    ("to-verify", ClaimStatus::ToVerify),
    ("confirmed", ClaimStatus::Confirmed),
    ("disputed", ClaimStatus::Disputed),
    ("do-not-use", ClaimStatus::DoNotUse),
];

/// Languages by the names that people call them.
const LANGUAGES: [(&str, &str); 24] = [
    ("arabic", "ar"),
    ("bulgarian", "bg"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
];

impl Operator {
    /// The operator that stands here, and the length of its name and colon.
    pub(super) fn at(text: &str) -> Option<(Operator, usize)> {
        let (name, _) = text.split_once(':')?;
        let (_, operator, _) =
            (OPERATORS.iter()).find(|(known, ..)| known.eq_ignore_ascii_case(name))?;
        Some((*operator, name.len() + 1))
    }

    fn row(self) -> (&'static str, &'static str) {
        (OPERATORS.iter())
            .find(|(_, operator, _)| *operator == self)
            .map_or(("", ""), |(name, _, example)| (name, example))
    }

    /// The name that stands before the colon.
    pub(super) fn name(self) -> &'static str {
        self.row().0
    }

    /// How it is used.
    pub(super) fn example(self) -> &'static str {
        self.row().1
    }
}

/// What an operator asks with a value; a sentence where the value is none. `title:` is no filter.
pub(super) fn filter<Z: TimeZone>(
    operator: Operator,
    value: &str,
    zone: &Z,
) -> Result<Asked, String> {
    let typed = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let (name, example) = operator.row();
    let filter = match operator {
        Operator::Topic => Filter::Topic(typed),
        Operator::Tag => Filter::Tag(typed),
        Operator::Outlet | Operator::Source => Filter::Outlet(typed),
        Operator::Agency => Filter::Agency(typed),
        Operator::Author | Operator::Title => Filter::Author(typed),
        Operator::Lang => Filter::Language(
            language(&typed)
                .ok_or_else(|| format!("`{name}:{typed}` names no language: write {example}"))?,
        ),
        Operator::Before | Operator::After | Operator::Clipped => {
            let (first, after) = period(&typed)
                .ok_or_else(|| format!("`{name}:{typed}` names no day: write {example}"))?;
            match operator {
                Operator::Before => Filter::Published(Days {
                    from: None,
                    until: Some(first),
                }),
                Operator::After => Filter::Published(Days {
                    from: Some(first),
                    until: None,
                }),
                _ => Filter::Clipped(Moments {
                    from: beginning(first, zone),
                    until: beginning(after, zone),
                }),
            }
        }
        Operator::Is => {
            Filter::Is(known(&STATES, &typed).ok_or_else(|| unknown(operator, &typed, &STATES))?)
        }
        Operator::Claim => {
            Filter::Claim(known(&CLAIMS, &typed).ok_or_else(|| unknown(operator, &typed, &CLAIMS))?)
        }
        Operator::Has => {
            Filter::Has(known(&THINGS, &typed).ok_or_else(|| unknown(operator, &typed, &THINGS))?)
        }
    };
    Ok(Asked::Filter(filter))
}

fn known<T: Copy>(table: &[(&str, T)], typed: &str) -> Option<T> {
    (table.iter())
        .find(|(name, _)| name.eq_ignore_ascii_case(typed))
        .map(|(_, value)| *value)
}

fn unknown<T>(operator: Operator, typed: &str, table: &[(&str, T)]) -> String {
    let names: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
    let name = operator.name();
    format!(
        "`{name}:{typed}` is not known: {name}: takes {}",
        names.join(", ")
    )
}

/// A language's BCP 47 tag.
fn language(typed: &str) -> Option<String> {
    if let Some(tag) = known(&LANGUAGES, typed) {
        return Some(tag.to_owned());
    }
    let mut parts = typed.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_tag = matches!(primary.len(), 2 | 3)
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| {
            matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
    is_tag.then(|| typed.to_owned())
}

/// The first day of a year, month or day, and the first one after it.
fn period(typed: &str) -> Option<(NaiveDate, NaiveDate)> {
    let mut numbers = typed.split('-').map(|part| {
        (part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<u32>().ok())
            .flatten()
    });
    let year = numbers.next()??;
    if !(1000..=9998).contains(&year) {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let (month, day) = (numbers.next(), numbers.next());
    if numbers.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((
            NaiveDate::from_ymd_opt(year, 1, 1)?,
            NaiveDate::from_ymd_opt(year + 1, 1, 1)?,
        )),
        (Some(month), None) => {
            let first = NaiveDate::from_ymd_opt(year, month?, 1)?;
            Some((first, first.checked_add_months(Months::new(1))?))
        }
        (Some(month), Some(day)) => {
            let first = NaiveDate::from_ymd_opt(year, month?, day?)?;
            Some((first, first.checked_add_days(Span::new(1))?))
        }
    }
}

/// When a day begins where the desk stands.
fn beginning<Z: TimeZone>(day: NaiveDate, zone: &Z) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let moment = zone.from_local_datetime(&midnight).earliest();
    Some(match moment {
        Some(moment) => moment.with_timezone(&Utc),
        // A clock that was set forward at midnight; the hour that is missing is nobody's.
        None => midnight.and_utc(),
    })
}
