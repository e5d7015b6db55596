//! What is asked for, by the sets held in memory.

use std::borrow::Cow;

use roaring::RoaringBitmap;

use super::{Meant, Names, meant};
use crate::library::sets::{Held, kind};
use crate::search::{Asked, Filter};
use crate::{Error, Result};

/// The stories among `here` for which all of these hold.
///
/// # Errors
/// If a name cannot be looked up. Words are for the search index to answer, and are refused.
pub(in crate::library) fn answer(
    asked: &[Asked],
    here: RoaringBitmap,
    held: &Held,
    names: &Names<'_>,
) -> Result<RoaringBitmap> {
    all(asked, here, held, names)
}

fn all(
    parts: &[Asked],
    here: RoaringBitmap,
    held: &Held,
    names: &Names<'_>,
) -> Result<RoaringBitmap> {
    let (mut within, mut without, mut rest) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            Asked::Filter(filter) => match meant(filter, names)? {
                Meant::In(kind, keys) => within.push(union(held, kind, &keys)),
                Meant::NotIn(kind, keys) => without.push(union(held, kind, &keys)),
                Meant::InBut((kind, key), (kind_but, but)) => {
                    within.push(union(held, kind, &[key]));
                    without.push(union(held, kind_but, &but));
                }
                Meant::InAny(kind) => within.push(Cow::Owned(any_of_kind(held, kind))),
                Meant::Dated(filter) => rest.push(Asked::Filter(filter)),
            },
            other => rest.push(other.clone()),
        }
    }
    // The smallest first: what follows has the less to do.
    within.sort_by_key(|set| set.len());
    let mut found = here;
    for set in &within {
        found = &**set & &found;
    }
    for set in &without {
        found -= &**set;
    }
    for part in &rest {
        if found.is_empty() {
            break;
        }
        found = one(part, found, held, names)?;
    }
    Ok(found)
}

/// Those of `here` for which this holds.
fn one(
    asked: &Asked,
    here: RoaringBitmap,
    held: &Held,
    names: &Names<'_>,
) -> Result<RoaringBitmap> {
    match asked {
        Asked::All(parts) => all(parts, here, held, names),
        Asked::Any(parts) => {
            let mut found = RoaringBitmap::new();
            for part in parts {
                found |= all(std::slice::from_ref(part), here.clone(), held, names)?;
            }
            Ok(found)
        }
        Asked::Not(part) => {
            let not = all(std::slice::from_ref(&**part), here.clone(), held, names)?;
            Ok(here - not)
        }
        Asked::Filter(Filter::Published(days)) => Ok(held.dates.published_on(&here, days)),
        Asked::Filter(Filter::Clipped(moments)) => Ok(held.dates.clipped_at(&here, moments)),
        Asked::Filter(Filter::Has(_)) => Ok(held.dates.dated(&here)),
        Asked::Filter(_) => all(std::slice::from_ref(asked), here, held, names),
        Asked::Words(_) => Err(Error::Refused(
            "words are looked up in the search index".to_owned(),
        )),
    }
}

fn union<'h>(held: &'h Held, kind: i64, keys: &[i64]) -> Cow<'h, RoaringBitmap> {
    match keys {
        [key] => match held.set(kind, *key) {
            Some(set) => Cow::Borrowed(set),
            None => Cow::Owned(RoaringBitmap::new()),
        },
        _ => {
            let mut found = RoaringBitmap::new();
            for set in keys.iter().filter_map(|key| held.set(kind, *key)) {
                found |= set;
            }
            Cow::Owned(found)
        }
    }
}

fn any_of_kind(held: &Held, kind: i64) -> RoaringBitmap {
    let mut found = RoaringBitmap::new();
    for (_, set) in held.of_kind(kind) {
        found |= set;
    }
    found
}

/// All stories, also those in the bin.
pub(in crate::library) fn everyone(held: &Held) -> RoaringBitmap {
    held.set(kind::HERE, 0).cloned().unwrap_or_default()
}

/// The stories that a list can show: those in the bin, or those that are not.
pub(in crate::library) fn visible(held: &Held, in_bin: bool) -> RoaringBitmap {
    let here = held.set(kind::HERE, 0);
    let spiked = held.set(kind::SPIKED, 0);
    match (here, spiked, in_bin) {
        (_, spiked, true) => spiked.cloned().unwrap_or_default(),
        (Some(here), Some(spiked), false) => here - spiked,
        (here, _, false) => here.cloned().unwrap_or_default(),
    }
}
