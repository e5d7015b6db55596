//! What is asked, in words: “budapest” and tag “Talks”, not “alaska”.

use crate::search::{Asked, Filter, State, Thing, Within, Words};

/// What is asked, in words; empty where everything is asked for.
pub(super) fn understood(asked: &Asked) -> String {
    match asked {
        Asked::Not(_) => format!("everything, {}", told(asked)),
        _ => told(asked),
    }
}

fn told(asked: &Asked) -> String {
    match asked {
        Asked::All(of) if of.is_empty() => String::new(),
        Asked::Any(of) if of.is_empty() => "nothing that could be looked for".to_owned(),
        Asked::All(of) => {
            let (without, with): (Vec<&Asked>, Vec<&Asked>) =
                of.iter().partition(|part| matches!(part, Asked::Not(_)));
            let mut clauses = vec![match with.as_slice() {
                [] => "everything".to_owned(),
                _ => joined(with.iter().copied(), " and "),
            }];
            clauses.extend(without.iter().map(|part| told(part)));
            clauses.join(", ")
        }
        Asked::Any(of) => joined(of.iter(), " or "),
        Asked::Not(part) => format!("not {}", bracketed(part)),
        Asked::Words(words) => told_words(words),
        Asked::Filter(filter) => told_filter(filter),
    }
}

fn joined<'a>(parts: impl Iterator<Item = &'a Asked>, by: &str) -> String {
    parts.map(bracketed).collect::<Vec<_>>().join(by)
}

fn bracketed(part: &Asked) -> String {
    match part {
        Asked::All(of) | Asked::Any(of) if of.len() > 1 => format!("({})", told(part)),
        _ => told(part),
    }
}

fn told_words(words: &Words) -> String {
    let text = words.words.join(" ");
    let open = if words.open { "…" } else { "" };
    let exact = if words.exact { "exactly " } else { "" };
    let place = match words.within {
        Within::Everything => "",
        Within::Headline => " in the headline",
    };
    format!("{exact}“{text}{open}”{place}")
}

fn told_filter(filter: &Filter) -> String {
    match filter {
        Filter::Is(state) => match state {
            State::Read => "read",
            State::Unread => "unread",
            State::Starred => "starred",
            State::Done => "done",
            State::Inbox => "in the inbox",
            State::Unfetched => "not fetched yet",
        }
        .to_owned(),
        Filter::Has(thing) => match thing {
            Thing::Note => "with a note",
            Thing::Highlight => "with a highlight",
            Thing::Quote => "with a quote",
            Thing::Copies => "with copies",
            Thing::Tag => "with a tag",
            Thing::Topic => "in a topic",
            Thing::Date => "with a known date",
        }
        .to_owned(),
        Filter::Tag(name) | Filter::Tagged(name) => format!("tag “{name}”"),
        Filter::Topic(name) => format!("topic “{name}”"),
        Filter::InTopic(_) => "in this topic".to_owned(),
        Filter::Unplaced(_) => "not yet placed in this topic".to_owned(),
        Filter::Claim(status) => format!("whose claim is {}", status.words()),
        Filter::InSection(_) => "in this section".to_owned(),
        Filter::Outlet(name) => format!("outlet “{name}”"),
        Filter::Agency(name) => format!("agency “{name}”"),
        Filter::Author(name) => format!("author “{name}”"),
        Filter::Language(tag) => format!("in language “{tag}”"),
        Filter::Published(days) => span("published", days.from.as_ref(), days.until.as_ref()),
        Filter::Clipped(moments) => {
            let day = |moment: &chrono::DateTime<chrono::Utc>| moment.format("%Y-%m-%d %H:%M UTC");
            span(
                "clipped",
                moments.from.as_ref().map(day).as_ref(),
                moments.until.as_ref().map(day).as_ref(),
            )
        }
    }
}

fn span<T: std::fmt::Display>(what: &str, from: Option<&T>, until: Option<&T>) -> String {
    match (from, until) {
        (None, None) => format!("{what} at any time"),
        (Some(from), None) => format!("{what} from {from}"),
        (None, Some(until)) => format!("{what} before {until}"),
        (Some(from), Some(until)) => format!("{what} from {from}, before {until}"),
    }
}
