//! The other stories that a pasted page points to: in lists after the story, and inside it.

use super::{HEADLINE, Line};
use crate::clipping::lists::{self, Heading};
use crate::clipping::{Lead, furniture, text};

/// Where the lists of other stories begin.
pub(super) fn start_of_lists(lines: &[Line]) -> usize {
    let long = |line: &Line| line.text.chars().count() > 140 && text::ends_a_sentence(&line.text);
    let found = (1..lines.len()).find(|&at| match lists::heading(&lines[at].text) {
        Some(Heading::After) => lines[..at].iter().any(long) || at > 3,
        // "Read more" may stand in the middle of a story, which then goes on after a headline or two.
        Some(Heading::Inside) => {
            let sentence = |line: &&Line| text::ends_a_sentence(&line.text);
            let rest = &lines[at + 1..];
            let goes_on = rest.iter().filter(sentence).count() * 2 > rest.len()
                || rest
                    .last()
                    .is_some_and(|last| last.after_blank && sentence(&last));
            at > 2 && !goes_on
        }
        None => false,
    });
    found.unwrap_or(lines.len())
}

/// The story without the pointers to others inside it, which become leads.
pub(super) fn without_pointers(story: &[Line], leads: &mut Vec<Lead>) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::new();
    let mut inside: Option<String> = None;
    for (at, line) in story.iter().enumerate() {
        if at > 0 && lists::heading(&line.text) == Some(Heading::Inside) {
            inside = Some(list_name(&line.text));
            continue;
        }
        let pointed = lists::pointer(&line.text).filter(|_| at > 0);
        let headline = match (&inside, pointed) {
            (_, Some((list, headline))) => Some((list_name(list), headline)),
            (Some(list), None) if is_headline(&line.text) && !text::ends_a_sentence(&line.text) => {
                Some((list.clone(), line.text.as_str()))
            }
            _ => None,
        };
        match headline {
            Some((list, headline)) => lists::add(leads, lead(headline, &list)),
            None => {
                inside = None;
                kept.push(line.clone());
            }
        }
    }
    kept
}

fn lead(headline: &str, list: &str) -> Lead {
    Lead {
        headline: headline.to_owned(),
        summary: None,
        address: None,
        lists: vec![list.to_owned()],
    }
}

fn list_name(heading: &str) -> String {
    heading
        .trim_end_matches([':', ' ', '»', '→', '|'])
        .to_owned()
}

/// Whether a line can be the headline of another story.
fn is_headline(line: &str) -> bool {
    (2..=60).contains(&text::words(line)) && (8..=HEADLINE).contains(&line.chars().count())
}

/// The leads in the lists after the story.
pub(super) fn leads(lines: &[Line]) -> Vec<Lead> {
    let mut leads = lists::Leads::default();
    let mut list = String::new();
    // The lead that a summary would belong to.
    let mut open: Option<Lead> = None;
    // Where blank lines part the items, the second line of one is its summary, however it ends.
    let spaced = lines.iter().filter(|line| line.after_blank).count() * 3 > lines.len();
    for line in lines {
        if lists::heading(&line.text).is_some() {
            leads_add(&mut leads, open.take());
            list = list_name(&line.text);
            continue;
        }
        let item = unnumbered(&line.text);
        if furniture::after_the_story(item)
            || furniture::is_dated(item)
            || !is_headline_or_long(item)
        {
            continue;
        }
        let sentence = text::ends_a_sentence(item) && item.chars().count() >= 60;
        if let Some(lead) = open.as_mut().filter(|lead| lead.summary.is_none()) {
            let closer =
                spaced && !line.after_blank && item.chars().count() > lead.headline.chars().count();
            if sentence || closer {
                lead.summary = Some(item.to_owned());
                continue;
            }
        }
        leads_add(&mut leads, open.take());
        if is_headline(item) {
            open = Some(lead(item, &list));
        }
    }
    leads_add(&mut leads, open);
    leads.all()
}

fn leads_add(leads: &mut lists::Leads, lead: Option<Lead>) {
    if let Some(lead) = lead {
        leads.add(lead);
    }
}

fn is_headline_or_long(line: &str) -> bool {
    is_headline(line) || line.chars().count() > HEADLINE
}

/// An item without its number or bullet: "1. Bridge reopens", "• Bridge reopens".
fn unnumbered(line: &str) -> &str {
    let bullet = line.trim_start_matches(['•', '·', '-', '–', '*', '▪', '►', '→', ' ']);
    let digits = bullet.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = bullet.len() - digits.len();
    match digits.strip_prefix(['.', ')']) {
        Some(rest) if (1..=2).contains(&number) && rest.starts_with(' ') => rest.trim_start(),
        _ => bullet,
    }
}
