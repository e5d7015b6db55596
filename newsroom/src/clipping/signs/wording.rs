//! What a line says, and how.

mod stems;

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::near::Noted;
use super::{Signs, log, share};
use crate::clipping::lines::Line;
use crate::clipping::lists::{self, Heading};
use crate::clipping::{agency, byline, furniture, text};
use stems::STEMS;

/// Longest line whose words are looked up, in characters: what is longer is prose.
const SHORT: u32 = 200;

/// How much of a line is searched for stems, in characters.
const READ: usize = 399;

static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let stems = STEMS.iter().flat_map(|(_, stems)| stems.iter().copied());
    // The stems are ours, and few; were they ever too many, the signs would be nought. Every line is
    // gone through, so the table is the larger and faster one.
    let kind = Some(AhoCorasickKind::DFA);
    AhoCorasick::builder().kind(kind).build(stems).ok()
});

/// For each stem the group that it belongs to.
static GROUPS: LazyLock<Vec<usize>> = LazyLock::new(|| {
    let groups = STEMS.iter().enumerate();
    groups
        .flat_map(|(group, (_, stems))| stems.iter().map(move |_| group))
        .collect()
});

/// Reads a line by itself; what was said before it is not known here.
pub(super) fn read(line: &Line<'_>, signs: &mut Signs) -> Noted {
    let folded = line.folded.as_str();
    let words = u32::try_from(text::words(&line.text)).unwrap_or(u32::MAX);
    signs.log("length", line.length);
    signs.log("words", words);
    signs.put("linked", share(line.linked, line.length));
    signs.put("strong", share(line.strong, line.length));
    signs.put("stressed", share(line.stressed, line.length));
    let mut counts = Counts::default();
    for c in line.text.chars() {
        counts.add(c);
    }
    signs.log("commas", counts.commas);
    signs.log("stops", counts.stops);
    signs.put("stops per word", share(counts.stops, words));
    signs.put("digits", share(counts.digits, line.length));
    signs.put("capitals", share(counts.capitals, line.length));
    signs.put("signs", share(counts.odd, line.length));
    signs.put("quotes", log(counts.quotes));
    signs.flag("ends a sentence", text::ends_a_sentence(&line.text));
    signs.flag("ends with a colon", line.text.ends_with([':', '：']));
    signs.put("begins", begins(&line.text));
    let titled = line
        .text
        .split(' ')
        .filter(|word| word.starts_with(char::is_uppercase))
        .count();
    signs.put(
        "titled",
        share(u32::try_from(titled).unwrap_or(0), words.max(1)),
    );
    signs.flag(
        "has an address",
        line.text.contains("http") || line.text.contains("www.") || line.text.contains('@'),
    );
    signs.flag("has a copyright sign", line.text.contains('©'));
    let short = line.length <= SHORT;
    let mut found = [0_u32; STEMS.len()];
    if let Some(finder) = FINDER.as_ref() {
        // Whole words at both ends of the line have a space beside them.
        let end = folded.char_indices().nth(READ);
        let end = end.map_or(folded.len(), |(end, _)| end);
        let mut padded = String::with_capacity(end + 2);
        padded.push(' ');
        padded.push_str(&folded[..end]);
        if end == folded.len() && folded.chars().count() < READ {
            padded.push(' ');
        }
        for hit in finder.find_overlapping_iter(&padded) {
            if let Some(group) = GROUPS.get(hit.pattern().as_usize()) {
                found[*group] += 1;
            }
        }
    }
    for ((name, _), count) in STEMS.iter().zip(found) {
        signs.put(name, f32::from(u8::try_from(count.min(5)).unwrap_or(5)));
    }
    let furniture = if !short {
        0.0
    } else if furniture::is_furniture_folded(&line.text, folded) {
        2.0
    } else if furniture::only_after_the_story(&line.text, folded) {
        1.0
    } else {
        0.0
    };
    signs.put("furniture", furniture);
    let dated = short && furniture::is_dated_folded(&line.text, folded);
    signs.flag("dated", dated);
    let heads = match lists::heading_folded(&line.text, folded) {
        _ if !short => 0.0,
        Some(Heading::After) => 2.0,
        Some(Heading::Inside) => 1.0,
        None if lists::pointer(&line.text).is_some() => 3.0,
        None => 0.0,
    };
    signs.put("heads a list", heads);
    let byline = short && byline::is_byline(&line.text);
    signs.flag("byline", byline);
    signs.flag("agency", short && agency::credit(&line.text).is_some());
    let mut said = STEMS.iter().zip(found).filter(|(_, count)| *count > 0);
    Noted {
        byline,
        dated,
        pleads: furniture > 0.0
            || heads > 0.0
            || said.any(|((name, _), _)| PLEADING.contains(name)),
        again: false,
    }
}

/// The stems of lines that ask for something, or point to other stories.
const PLEADING: [&str; 2] = ["says subscribe", "says related"];

#[derive(Default)]
struct Counts {
    commas: u32,
    stops: u32,
    digits: u32,
    capitals: u32,
    odd: u32,
    quotes: u32,
}

impl Counts {
    fn add(&mut self, c: char) {
        match c {
            ',' | '，' | '、' | '،' => self.commas += 1,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' => self.stops += 1,
            '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」' => self.quotes += 1,
            '|' | '/' | '•' | '·' | '>' | '<' | '+' | '#' | '*' | '=' | '_' => self.odd += 1,
            _ if c.is_numeric() => self.digits += 1,
            _ if c.is_uppercase() => self.capitals += 1,
            _ => {}
        }
    }
}

/// How a line begins: small letter, digit, sign, capital, a letter without case.
fn begins(line: &str) -> f32 {
    match line.chars().next() {
        Some(c) if c.is_lowercase() => 0.0,
        Some(c) if c.is_numeric() => 1.0,
        Some('"' | '“' | '„' | '«' | '‘' | '\'' | '「') => 3.0,
        Some(c) if !c.is_alphabetic() => 2.0,
        Some(c) if c.is_uppercase() => 4.0,
        _ => 5.0,
    }
}
