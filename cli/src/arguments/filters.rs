//! Which stories are meant, as a person says it on the command line.

use chrono::NaiveDate;
use clap::Args;

use super::words::{ShelfWord, ThingWord};

/// Which stories. All that is said of them has to hold.
#[derive(Debug, Args)]
pub(crate) struct Filters {
    /// Which stories
    #[arg(long, value_enum, default_value_t = ShelfWord::All)]
    pub(crate) shelf: ShelfWord,
    /// Only those of a topic; given twice, of both
    #[arg(long = "topic", value_name = "NAME")]
    pub(crate) topics: Vec<String>,
    /// Only those with a tag; given twice, with both
    #[arg(long = "tag", value_name = "TAG", value_parser = name)]
    pub(crate) tags: Vec<String>,
    /// Only those without a tag; given twice, without either
    #[arg(long = "not-tag", value_name = "TAG", value_parser = name)]
    pub(crate) not_tags: Vec<String>,
    /// Only those of an outlet: its name, or words of it
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) outlet: Option<String>,
    /// Only an agency's wire copy
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) agency: Option<String>,
    /// Only those that somebody wrote
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub(crate) author: Option<String>,
    /// Only those in a language: en, uk, pt-BR; pt means pt-BR as well
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub(crate) language: Option<String>,
    /// Only those published on a day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) published_after: Option<NaiveDate>,
    /// Only those published before a day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) published_before: Option<NaiveDate>,
    /// Only those clipped on a day or later
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) clipped_after: Option<NaiveDate>,
    /// Only those clipped before a day
    #[arg(long, value_name = "DAY", value_parser = day)]
    pub(crate) clipped_before: Option<NaiveDate>,
    /// Only those that have something; given twice, both
    #[arg(long, value_enum, value_name = "THING")]
    pub(crate) has: Vec<ThingWord>,
    /// Only those with a star
    #[arg(long)]
    pub(crate) starred: bool,
    /// Only unread ones
    #[arg(long)]
    pub(crate) unread: bool,
}

/// A name of something. One of spaces would be the name of nothing, and find nothing.
fn name(text: &str) -> Result<String, String> {
    match text.trim() {
        "" => Err("it names nothing".to_owned()),
        name => Ok(name.to_owned()),
    }
}

/// A day; of a month or a year its first one, as `after:` and `before:` of a search have it.
fn day(text: &str) -> Result<NaiveDate, String> {
    let written = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    let read: Option<NaiveDate> = written.parse().ok();
    // As it is written, for chrono also reads `2025-1-1` and years of five digits.
    read.filter(|day| written.len() == 10 && day.to_string() == written)
        .ok_or_else(|| format!("“{text}” is not a day: write 2025-10-16, or 2025-10 for its first"))
}

fn language(text: &str) -> Result<String, String> {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let is_language =
        matches!(first.len(), 2 | 3) && first.bytes().all(|c| c.is_ascii_alphabetic());
    let is_part =
        |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|c| c.is_ascii_alphanumeric());
    match is_language && parts.all(is_part) {
        true => Ok(text.to_owned()),
        false => Err(format!(
            "“{text}” is not a language tag: write en, or pt-BR"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_in_one_way() {
        for (text, first) in [
            ("2025-10-16", "2025-10-16"),
            ("2024-02-29", "2024-02-29"),
            ("9999-12-31", "9999-12-31"),
            ("2025-10", "2025-10-01"),
            ("2025", "2025-01-01"),
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Ok(first));
        }
        let no_days = [
            "",
            "25",
            "2025-",
            "2025-13",
            "2025-1-16",
            "2025-02-29",
            "2025-10-16T08:00",
            "16.10.2025",
            "yesterday",
            "+12025-10-16",
            "-025-10-16",
            "-025",
            "2025-10- 6",
            "２０２５-10-16",
            "２5",
        ];
        for text in no_days {
            assert!(day(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_language_is_a_tag_and_no_word() {
        for text in ["en", "uk", "pt-BR", "zh-Hant-TW", "haw", "EN"] {
            assert_eq!(language(text).as_deref(), Ok(text));
        }
        for text in ["", "e", "English", "pt_BR", "pt-", "-BR", "uk-Україна"] {
            assert!(language(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn spaces_name_nothing() {
        assert_eq!(name("  Harbour Times ").as_deref(), Ok("Harbour Times"));
        assert!(name(" \u{a0}\t").is_err());
    }
}
