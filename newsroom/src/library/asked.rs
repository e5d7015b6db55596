//! What is asked for, answered: by SQL, or by the sets that are held in memory.

mod by_sets;
mod by_sql;
mod names;

use super::sets::kind;
use crate::search::{Asked, Filter, State, Thing};
use crate::shelf::{Query, Shelf};

pub(super) use by_sets::{answer, everyone, visible};
pub(super) use by_sql::{Conditions, compile};
pub(super) use names::{Names, TagsWith};

/// A shelf in the terms of what can be asked; the bin apart.
pub(super) fn of_query(query: &Query) -> Vec<Asked> {
    let mut parts = Vec::new();
    match &query.shelf {
        Shelf::Inbox => parts.push(Filter::Is(State::Inbox)),
        Shelf::Today { since } => parts.push(Filter::Clipped(crate::search::Moments {
            from: Some(*since),
            until: None,
        })),
        Shelf::Starred => parts.push(Filter::Is(State::Starred)),
        Shelf::Highlights => parts.push(Filter::Has(Thing::Highlight)),
        Shelf::All | Shelf::Spiked => {}
        Shelf::Unfetched => parts.push(Filter::Is(State::Unfetched)),
        Shelf::Topic { topic } => parts.push(Filter::InTopic(*topic)),
        Shelf::Unplaced { topic } => parts.push(Filter::Unplaced(*topic)),
        Shelf::Section { section } => parts.push(Filter::InSection(*section)),
        Shelf::Tag { tag } => parts.push(Filter::Tagged(tag.clone())),
    }
    if query.unread_only {
        parts.push(Filter::Is(State::Unread));
    }
    let mut parts: Vec<_> = parts.into_iter().map(Asked::Filter).collect();
    parts.extend(query.filter.clone());
    parts
}

/// A filter as sets: stories that are in at least one of them, or in none.
enum Meant {
    /// In at least one of these sets of a kind.
    In(i64, Vec<i64>),
    /// In none of these.
    NotIn(i64, Vec<i64>),
    /// In this set, but in none of those.
    InBut((i64, i64), (i64, Vec<i64>)),
    /// In any set of a kind.
    InAny(i64),
    /// A matter of dates.
    Dated(Filter),
}

/// What a filter means; `names` finds the sets that a name stands for.
fn meant(filter: &Filter, names: &Names<'_>) -> crate::Result<Meant> {
    let held = |kind| Meant::In(kind, vec![0]);
    Ok(match filter {
        Filter::Is(State::Read) => held(kind::READ),
        Filter::Is(State::Unread) => Meant::NotIn(kind::READ, vec![0]),
        Filter::Is(State::Starred) => held(kind::STARRED),
        Filter::Is(State::Done) => held(kind::DONE),
        Filter::Is(State::Inbox) => Meant::NotIn(kind::DONE, vec![0]),
        Filter::Is(State::Unfetched) => held(kind::UNFETCHED),
        Filter::Has(Thing::Note) => held(kind::NOTE),
        Filter::Has(Thing::Highlight) => held(kind::HIGHLIGHT),
        Filter::Has(Thing::Quote) => held(kind::QUOTE),
        Filter::Has(Thing::Copies) => held(kind::COPIES),
        Filter::Has(Thing::Tag) => Meant::InAny(kind::TAG),
        Filter::Has(Thing::Topic) => Meant::InAny(kind::TOPIC),
        Filter::Has(Thing::Date) | Filter::Published(_) | Filter::Clipped(_) => {
            Meant::Dated(filter.clone())
        }
        Filter::Tagged(name) => Meant::In(kind::TAG, names.exactly("tags", name)?),
        Filter::Tag(name) => Meant::In(kind::TAG, names.meant("tags", name)?),
        Filter::Topic(name) => Meant::In(kind::TOPIC, names.meant("topics", name)?),
        Filter::InTopic(topic) => Meant::In(kind::TOPIC, vec![topic.0]),
        Filter::Unplaced(topic) => Meant::InBut(
            (kind::TOPIC, topic.0),
            (kind::SECTION, names.sections_of(topic.0)?),
        ),
        Filter::Claim(status) => Meant::In(kind::CLAIM, vec![status.number()]),
        Filter::InSection(section) => Meant::In(kind::SECTION, vec![section.0]),
        Filter::Outlet(name) => Meant::In(kind::OUTLET, names.meant("outlets", name)?),
        Filter::Agency(name) => Meant::In(kind::AGENCY, names.meant("agencies", name)?),
        Filter::Author(name) => Meant::In(kind::WRITER, names.meant("writers", name)?),
        Filter::Language(tag) => Meant::In(kind::LANGUAGE, names.languages(tag)?),
    })
}
