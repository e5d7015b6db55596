//! The lists of other stories that stand on a page, and the leads in them.

mod words;

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::Address;
use crate::clipping::{Lead, text};
use words::{ABOUT, ADVERTS, AFTER, INSIDE};

/// What a line is the heading of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// A list after the story.
    After,
    /// A pointer that may also stand inside it.
    Inside,
}

/// Whether a line heads a list of other stories.
pub(crate) fn heading(line: &str) -> Option<Heading> {
    match is_long(line) {
        true => None,
        false => heading_folded(line, &text::fold(line)),
    }
}

/// Whether a line has more characters than a heading.
fn is_long(line: &str) -> bool {
    line.chars().nth(48).is_some()
}

/// [`heading`] of a line that was folded already.
pub(crate) fn heading_folded(line: &str, folded: &str) -> Option<Heading> {
    static KNOWN: LazyLock<FxHashMap<&str, Heading>> = LazyLock::new(|| {
        let inside = INSIDE.iter().map(|line| (*line, Heading::Inside));
        let after = AFTER.iter().map(|line| (*line, Heading::After));
        inside.chain(after).collect()
    });
    if is_long(line) {
        return None;
    }
    if let Some(known) = KNOWN.get(folded) {
        return Some(*known);
    }
    // "More from Ann Lee", "Latest in World", "More on Ukraine".
    let opens = [
        "more from ",
        "more in ",
        "more on ",
        "latest in ",
        "latest from ",
        "read more on ",
        "read more about ",
        "mehr aus ",
        "mehr zu ",
        "plus de ",
    ];
    let short = folded.split(' ').count() <= 6 && !text::ends_a_sentence(line);
    (short && opens.iter().any(|opening| folded.starts_with(opening))).then_some(Heading::After)
}

/// A pointer in one line, as its heading and the headline: "Also read: Bridge reopens".
pub(crate) fn pointer(line: &str) -> Option<(&str, &str)> {
    let (head, rest) = line.split_once([':', '|', '»', '→'])?;
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, '»' | '→' | ':' | '|'));
    let pointing = heading(head) == Some(Heading::Inside)
        // A paragraph may begin with "More: …"; only the longer words are sure.
        && (text::fold(head).contains(' ') || head.chars().count() > 6);
    (pointing && text::words(rest) >= 2 && rest.chars().count() <= 220)
        .then_some((head.trim(), rest))
}

/// Whether a folded heading is that of a list that others paid for.
pub(crate) fn is_of_adverts(folded: &str) -> bool {
    ADVERTS.contains(&folded)
}

/// Whether a folded line is about the list it stands in: “See all stories”.
pub(crate) fn is_about_the_list(folded: &str) -> bool {
    ABOUT.iter().any(|opening| {
        folded
            .strip_prefix(opening)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            && folded.split(' ').count() <= 7
    })
}

/// Leads, each story once.
///
/// Two leads are one story if they have one address, or one headline and no two addresses.
#[derive(Debug, Default)]
pub(crate) struct Leads {
    all: Vec<Lead>,
    by_key: HashMap<String, usize>,
    by_headline: HashMap<String, usize>,
}

impl Leads {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// The leads, in the order in which they came.
    pub(crate) fn all(self) -> Vec<Lead> {
        self.all
    }

    /// Adds a lead, or what it says to the lead that is already there.
    pub(crate) fn add(&mut self, lead: Lead) {
        let headline = text::fold(&lead.headline);
        let key = lead.address.as_ref().map(Address::key);
        let named = self.by_headline.get(&headline).copied();
        let same = match &key {
            Some(key) => self.by_key.get(key).copied().or_else(|| {
                named.filter(|at| {
                    self.all
                        .get(*at)
                        .is_some_and(|known| known.address.is_none())
                })
            }),
            None => named,
        };
        let at = same.unwrap_or(self.all.len());
        if let Some(key) = key {
            self.by_key.entry(key).or_insert(at);
        }
        self.by_headline.entry(headline).or_insert(at);
        let Some(known) = self.all.get_mut(at) else {
            self.all.push(lead);
            return;
        };
        for list in lead.lists {
            if !known.lists.contains(&list) {
                known.lists.push(list);
            }
        }
        known.summary = known.summary.take().or(lead.summary);
        known.address = known.address.take().or(lead.address);
    }
}

/// Adds a lead to some that are there already.
pub(crate) fn add(leads: &mut Vec<Lead>, lead: Lead) {
    let mut gathered = Leads::default();
    for known in std::mem::take(leads) {
        gathered.add(known);
    }
    gathered.add(lead);
    *leads = gathered.all();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Heading>) {
        assert_eq!(heading(line), expected, "reading {line:?}");
    }

    #[test]
    fn headings_of_lists_are_known_in_several_languages() {
        check("Related Articles", Some(Heading::After));
        check("LATEST NEWS:", Some(Heading::After));
        check("Mehr zum Thema", Some(Heading::After));
        check("Lire aussi", Some(Heading::Inside));
        check("Читайте також:", Some(Heading::Inside));
        check("Читайте также", Some(Heading::Inside));
        check("More from Ann Lee", Some(Heading::After));
        check("More from the talks is expected on Monday.", None);
        check("Bridge reopens after talks", None);
        check("", None);
    }

    #[test]
    fn a_pointer_stands_in_one_line() {
        assert_eq!(
            pointer("Also read: Bridge reopens"),
            Some(("Also read", "Bridge reopens"))
        );
        assert_eq!(pointer("Read: nothing"), None);
        assert_eq!(pointer("He said: go home"), None);
    }

    #[test]
    fn a_story_is_led_to_once() {
        let lead = |headline: &str, address: &str, list: &str| Lead {
            headline: headline.to_owned(),
            summary: None,
            address: Address::read(address).ok(),
            lists: vec![list.to_owned()],
        };
        let mut leads = Vec::new();
        add(
            &mut leads,
            lead("Bridge reopens", "https://example.org/a", "Related"),
        );
        add(
            &mut leads,
            lead("The bridge", "https://m.example.org/a/", "Latest"),
        );
        add(&mut leads, lead("Bridge Reopens!", "", "Latest"));
        add(
            &mut leads,
            lead("Bridge reopens", "https://example.org/b", "Latest"),
        );
        let lists: Vec<_> = leads.iter().map(|lead| lead.lists.join("+")).collect();
        assert_eq!(lists, ["Related+Latest", "Latest"]);
    }
}
