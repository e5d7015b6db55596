//! News agencies: whose wire copy a story is.

mod credit;
mod dateline;
mod east;
mod fold;
mod names;

use std::sync::LazyLock;

// The keys are ours, so nobody can choose them to collide.
use rustc_hash::FxHashMap;

use crate::clipping::text;
pub(crate) use credit::{closing, credit, is_copyright, shape};
pub(crate) use dateline::{dateline, place_alone};
use names::AGENCIES;

/// The agency that a name means, by the name it is credited with.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    /// Names in capitals as they are, others folded; each with the first name of its agency.
    static NAMES: LazyLock<FxHashMap<String, &str>> = LazyLock::new(|| {
        let each = AGENCIES.iter().flat_map(|names| {
            let first = names.first().copied().unwrap_or_default();
            names.iter().map(move |name| (key(name), first))
        });
        each.collect()
    });
    if name.len() > 80 {
        return None;
    }
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let plain = text::fold(name);
    let plain = plain.strip_prefix("the ").unwrap_or(&plain);
    NAMES.get(name).or_else(|| NAMES.get(plain)).copied()
}

/// What a name is looked up by. In small letters one in capitals would be a word.
fn key(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        text::fold(name).trim_start_matches("the ").to_owned()
    } else {
        name.to_owned()
    }
}
