//! The lines between `---` and `---` at the head of a Markdown file.

use crate::Address;
use crate::clipping::{Clipping, Evidence, Part, byline, date, text};

/// Longest front matter that is read, in lines.
const LONGEST: usize = 200;

/// A file's front matter as keys and values, and the text after it.
pub(super) fn split(source: &str) -> (Vec<(String, Vec<String>)>, &str) {
    let source = source.trim_start_matches('\u{FEFF}');
    let none = (Vec::new(), source);
    let mut lines = source.split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return none;
    };
    let mut length = first.len();
    let mut front: Vec<(String, Vec<String>)> = Vec::new();
    for line in lines.take(LONGEST) {
        length += line.len();
        let line = line.trim_end();
        if matches!(line, "---" | "...") {
            return (front, source.get(length..).unwrap_or(""));
        }
        let item = line
            .trim_start()
            .strip_prefix("- ")
            .filter(|_| !front.is_empty());
        if let Some(item) = item {
            if let Some((_, values)) = front.last_mut() {
                values.extend(unquoted(item));
            }
        } else if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            let list = value
                .strip_prefix('[')
                .and_then(|value| value.strip_suffix(']'));
            let values = match list {
                Some(list) => list.split(',').filter_map(unquoted).collect(),
                None => unquoted(value).into_iter().collect(),
            };
            front.push((key.trim().to_lowercase(), values));
        }
    }
    none
}

fn unquoted(value: &str) -> Option<String> {
    let value = value.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    text::cleaned(bare.unwrap_or(value))
}

/// What front matter says of a story.
pub(super) fn read(front: &[(String, Vec<String>)]) -> Clipping {
    let values = |keys: &[&str]| {
        let found = keys.iter().find_map(|key| {
            front
                .iter()
                .find(|(name, values)| name == key && !values.is_empty())
        });
        found.map(|(_, values)| values.clone()).unwrap_or_default()
    };
    let first = |keys: &[&str]| values(keys).into_iter().next().map(said);
    let names: Vec<String> = values(&["author", "authors", "byline", "by"])
        .iter()
        .filter_map(|line| byline::read(line))
        .flatten()
        .collect();
    Clipping {
        address: values(&["url", "source", "link", "canonical_url", "canonical"])
            .iter()
            .find_map(|link| Address::read(link).ok()),
        headline: first(&["title", "headline"]),
        standfirst: first(&["standfirst", "description", "summary", "subtitle", "dek"]),
        byline: (!names.is_empty()).then_some(Part {
            value: names,
            evidence: Evidence::Meta,
        }),
        outlet: first(&["outlet", "publisher", "site", "site_name", "publication"]),
        agency: first(&["agency"]),
        published: values(&["published", "date", "created"])
            .iter()
            .find_map(|line| date::read(line))
            .map(|value| Part {
                value,
                evidence: Evidence::Meta,
            }),
        language: first(&["lang", "language"]),
        kicker: first(&["kicker", "section"]),
        dateline: first(&["dateline"]),
        ..Clipping::default()
    }
}

fn said(value: String) -> Part<String> {
    Part {
        value,
        evidence: Evidence::Meta,
    }
}
