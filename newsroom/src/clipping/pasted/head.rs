//! What stands in a pasted page before the story: headline, standfirst, and who wrote it when.

use super::{HEADLINE, Line, read_byline, read_date, said};
use crate::clipping::{Clipping, Evidence, Part, agency, byline, furniture, text};

/// Reads what stands before the story; answers where the body begins.
pub(super) fn head(story: &[Line], clipping: &mut Clipping) -> usize {
    let mut at = 0;
    // Furniture and dates may stand above the headline.
    while let Some(line) = story.get(at) {
        let next = story.get(at + 1).map_or("", |line| line.text.as_str());
        if furniture::before_the_story(&line.text) {
            read_date(&line.text, clipping);
        } else if is_byline_above(&line.text, next) {
            read_byline(&line.text, clipping);
        } else if clipping.kicker.is_none() && is_kicker(&line.text, next) {
            clipping.kicker = Some(shape(&line.text));
        } else {
            break;
        }
        at += 1;
    }
    let Some(line) = story.get(at) else {
        return at;
    };
    let length = line.text.chars().count();
    if length > HEADLINE || (length > 140 && line.text.ends_with('.')) {
        return at;
    }
    // A text of one line has no headline that is not also all of it.
    clipping.headline = Some(said(&line.text));
    at += 1;
    standfirst_and_credits(story, at, clipping)
}

/// Reads what stands between the headline and the body.
///
/// A standfirst is claimed only where the layout marks one: a paragraph that shares the headline's
/// block of lines, or the only one between the headline and the byline.
fn standfirst_and_credits(story: &[Line], start: usize, clipping: &mut Clipping) -> usize {
    let credit = |line: &Line| {
        furniture::before_the_story(&line.text)
            || byline::is_byline(&line.text)
            || agency::credit(&line.text).is_some()
    };
    let spaced = story.iter().skip(start).any(|line| line.after_blank);
    let block = story[start..].iter().take_while(|line| !line.after_blank);
    let block_end = start + block.count();
    let in_block: Vec<usize> = (start..block_end)
        .filter(|&at| !credit(&story[at]))
        .collect();
    let credits = story[start..]
        .iter()
        .take(6)
        .position(credit)
        .map(|at| at + start);
    let before_credits = credits.filter(|&at| at == start + 1 && at < story.len());
    let standfirst = match (in_block.as_slice(), before_credits) {
        ([only], _) if spaced && block_end < story.len() => Some(*only),
        (_, Some(at)) if at > 0 && text::words(&story[at - 1].text) > 3 => Some(at - 1),
        _ => None,
    };
    if let Some(at) = standfirst {
        clipping.standfirst = Some(said(&story[at].text));
    }
    let mut at = start;
    while let Some(line) = story.get(at) {
        let bare_name = at <= start + 2
            && clipping.byline.is_none()
            && is_bare_byline(&line.text)
            && story.get(at + 1).is_some();
        if Some(at) == standfirst {
        } else if let Some(agency) = agency::credit(&line.text) {
            clipping.agency.get_or_insert_with(|| said(agency));
        } else if byline::is_byline(&line.text) || bare_name {
            read_byline(&line.text, clipping);
        } else if furniture::before_the_story(&line.text) {
            read_date(&line.text, clipping);
        } else {
            break;
        }
        at += 1;
    }
    at
}

/// A byline above the headline says so itself, and a headline follows it.
fn is_byline_above(line: &str, next: &str) -> bool {
    byline::is_byline(line) && text::words(next) > 3
}

/// A line under the headline that is two or three capitalised words and nothing else.
fn is_bare_byline(line: &str) -> bool {
    let words: Vec<_> = line.split_whitespace().collect();
    (2..=3).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
        && !text::ends_a_sentence(line)
        && byline::read(line).is_some_and(|names| names.len() == 1 && names[0] == line)
}

/// A short label above a line that can be a headline.
fn is_kicker(line: &str, next: &str) -> bool {
    let short = text::words(line) <= 3 && line.chars().count() <= 30;
    let headline =
        text::words(next) >= 4 && next.chars().count() <= HEADLINE && !next.ends_with('.');
    short && text::has_letters(line) && !text::ends_a_sentence(line) && headline
}

fn shape(text: &str) -> Part<String> {
    Part {
        value: text.to_owned(),
        evidence: Evidence::Shape,
    }
}
