//! Pasted text: what a person copies from a page, where only the layout says what is what.

use chrono::NaiveDate;

use crate::clipping::lists::{self, Heading};
use crate::clipping::{Block, Clipping, Evidence, Lead, Part, Run};
use crate::clipping::{agency, byline, date, furniture, hints, outlet, text};

/// Longest line that can be a headline, in characters.
const HEADLINE: usize = 250;

/// A line that is not blank, and whether a blank one stood before it.
#[derive(Debug, Clone)]
struct Line {
    text: String,
    after_blank: bool,
}

/// Cuts a clipping out of pasted text.
pub(crate) fn cut(pasted: &str, seen: NaiveDate) -> Clipping {
    let mut clipping = Clipping::default();
    let lines = lines(pasted);
    let (story, rest) = lines.split_at(start_of_lists(&lines));
    clipping.leads = leads(rest);
    let story = without_pointers(story, &mut clipping.leads);
    let body = head(&story, &mut clipping);
    let body = tail(&story[body..], &mut clipping);
    clipping.body = body
        .iter()
        .map(|line| Block::Paragraph {
            text: vec![Run {
                text: line.text.clone(),
                ..Run::default()
            }],
        })
        .collect();
    hints::read(&mut clipping, seen);
    clipping
}

fn lines(pasted: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = false;
    // A lone carriage return ended lines once, and U+2028 and U+2029 do in some editors.
    let pasted = pasted.replace("\r\n", "\n");
    for line in pasted.split(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']) {
        match text::cleaned(line) {
            None => after_blank = true,
            Some(text) => {
                lines.push(Line { text, after_blank });
                after_blank = false;
            }
        }
    }
    lines
}

/// Where the lists of other stories begin.
fn start_of_lists(lines: &[Line]) -> usize {
    let long = |line: &Line| line.text.chars().count() > 140 && text::ends_a_sentence(&line.text);
    let found = (1..lines.len()).find(|&at| match lists::heading(&lines[at].text) {
        Some(Heading::After) => lines[..at].iter().any(long) || at > 3,
        // "Read more" may stand in the middle of a story: then paragraphs follow paragraphs.
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
fn without_pointers(story: &[Line], leads: &mut Vec<Lead>) -> Vec<Line> {
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
fn leads(lines: &[Line]) -> Vec<Lead> {
    let mut leads = Vec::new();
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
    leads
}

fn leads_add(leads: &mut Vec<Lead>, lead: Option<Lead>) {
    if let Some(lead) = lead {
        lists::add(leads, lead);
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

/// Reads what stands before the story; answers where the body begins.
fn head(story: &[Line], clipping: &mut Clipping) -> usize {
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
    clipping.headline = Some(shape(&line.text));
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
        clipping.standfirst = Some(shape(&story[at].text));
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

/// Reads what stands after the story; answers the story.
fn tail<'a>(body: &'a [Line], clipping: &mut Clipping) -> &'a [Line] {
    let mut body = body;
    if let Some(first) = body.first() {
        read_dateline(
            &clipping
                .standfirst
                .as_ref()
                .map_or(first.text.clone(), |part| part.value.clone()),
            clipping,
        );
        read_dateline(&first.text.clone(), clipping);
    }
    let mut shaped = None;
    while let Some((last, before)) = body.split_last() {
        if before.is_empty() {
            break;
        }
        let line = last.text.as_str();
        if let Some(agency) = agency::credit(line) {
            clipping.agency.get_or_insert_with(|| said(agency));
        } else if clipping.author_note.is_none() && outlet::is_author_note(line) {
            clipping.author_note = Some(Part {
                value: line.to_owned(),
                evidence: Evidence::Text,
            });
            clipping.outlet = outlet::in_author_note(line).map(|outlet| Part {
                value: outlet,
                evidence: Evidence::AuthorNote,
            });
        } else if byline::is_byline(line) && clipping.byline.is_none() {
            read_byline(line, clipping);
        } else if furniture::after_the_story(line) || furniture::is_dated(line) {
            read_date(line, clipping);
        } else if let Some(unknown) = agency::shape(line).filter(|_| shaped.is_none()) {
            shaped = Some(unknown);
        } else {
            break;
        }
        body = before;
    }
    if let Some(agency) = body.last().and_then(|last| agency::closing(&last.text)) {
        clipping.agency.get_or_insert_with(|| said(agency));
    }
    clipping.agency = clipping.agency.take().or(shaped);
    body
}

fn read_dateline(paragraph: &str, clipping: &mut Clipping) {
    let dateline = agency::dateline(paragraph);
    if let Some(place) = dateline.place {
        clipping.dateline.get_or_insert(Part {
            value: place,
            evidence: Evidence::Text,
        });
    }
    if let Some(agency) = dateline.agency {
        clipping.agency.get_or_insert_with(|| said(&agency));
    }
}

fn read_date(line: &str, clipping: &mut Clipping) {
    let alone = date::is_date_line(line);
    let says = furniture::says_published(line);
    let weaker = clipping
        .published
        .as_ref()
        .is_none_or(|known| known.evidence == Evidence::Shape && says);
    if (alone || says)
        && weaker
        && let Some(published) = date::read(line)
    {
        clipping.published = Some(Part {
            value: published,
            evidence: if says {
                Evidence::Text
            } else {
                Evidence::Shape
            },
        });
    }
}

fn read_byline(line: &str, clipping: &mut Clipping) {
    if clipping.byline.is_none()
        && let Some(names) = byline::read(line)
    {
        let evidence = if byline::is_byline(line) {
            Evidence::Text
        } else {
            Evidence::Shape
        };
        clipping.byline = Some(Part {
            value: names,
            evidence,
        });
    }
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

fn said(text: &str) -> Part<String> {
    Part {
        value: text.to_owned(),
        evidence: Evidence::Text,
    }
}

#[cfg(test)]
mod tests;
