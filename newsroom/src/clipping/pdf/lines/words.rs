//! The text of a line: which letters make a word, and in which direction it runs.

use crate::clipping::pdf::letters::Letter;
use crate::clipping::text;

/// White that parts words, in sizes of the type. A word space is 0.25 wide in most type and shrinks
/// to 0.17 in tight lines; between letters there is hardly ever more than 0.08.
const WORD_SPACE: f32 = 0.13;

/// The text of letters that stand from left to right.
pub(super) fn text(letters: &[Letter]) -> String {
    let threshold = threshold(letters);
    let backwards = letters
        .iter()
        .filter(|letter| runs_left(letter.sign))
        .count();
    let forward = |letter: &&Letter| letter.sign.is_alphabetic() && !runs_left(letter.sign);
    let forwards = letters.iter().filter(forward).count();
    let mut marks: Vec<char> = Vec::with_capacity(letters.len() + letters.len() / 4);
    let mut end = None;
    for letter in letters {
        if letter.sign.is_whitespace() {
            marks.push(' ');
            end = None;
            continue;
        }
        if let Some((end, before)) = end {
            let gap: f32 = letter.x - end;
            let unspaced = is_unspaced(letter.sign) || is_unspaced(before);
            let least = if unspaced {
                0.6_f32.max(threshold)
            } else {
                threshold
            };
            if gap > least * letter.size {
                marks.push(' ');
            }
        }
        marks.push(letter.sign);
        end = Some((letter.x + letter.width, letter.sign));
    }
    if backwards > forwards {
        marks.reverse();
        turn_back(&mut marks);
    } else if backwards > 0 {
        turn_words(&mut marks);
    }
    text::clean(&marks.into_iter().collect::<String>())
}

/// From which gap on a line's letters are parted. A heading may be spaced out letter by letter.
fn threshold(letters: &[Letter]) -> f32 {
    let mut gaps: Vec<f32> = letters
        .windows(2)
        .filter(|pair| pair.iter().all(|letter| !letter.sign.is_whitespace()))
        .filter_map(|pair| match pair {
            [one, other] if other.size > 0.0 => Some((other.x - one.x - one.width) / other.size),
            _ => None,
        })
        .collect();
    gaps.sort_by(f32::total_cmp);
    let middle = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
    match gaps.len() >= 6 && middle > WORD_SPACE * 0.7 {
        true => middle * 1.7,
        false => WORD_SPACE,
    }
}

/// Hebrew, Arabic and their kin, with the forms in which older files hold their letters.
fn runs_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        && !letter.is_numeric()
}

fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
        && !('\u{AC00}'..='\u{D7AF}').contains(&letter)
}

/// Within a line that runs to the left, numbers and foreign words run to the right; and brackets are
/// turned where the file holds them as they look and not as they are meant.
fn turn_back(marks: &mut [char]) {
    let forward = |mark: char| mark.is_alphanumeric() && !runs_left(mark);
    let inside = |mark: char| {
        forward(mark) || matches!(mark, '.' | ',' | ':' | '/' | '-' | '%' | '’' | '\'' | ' ')
    };
    let mut at = 0;
    while at < marks.len() {
        if !marks.get(at).copied().is_some_and(forward) {
            at += 1;
            continue;
        }
        at += turn_run(marks, at, forward, inside);
    }
    if closes_first(marks) {
        for mark in marks {
            *mark = mirrored(*mark);
        }
    }
}

/// Words that run to the left within a line that runs to the right.
fn turn_words(marks: &mut [char]) {
    let mut at = 0;
    while at < marks.len() {
        if !marks.get(at).copied().is_some_and(runs_left) {
            at += 1;
            continue;
        }
        at += turn_run(marks, at, runs_left, |mark| runs_left(mark) || mark == ' ');
    }
}

/// Turns the run that begins at a place around, as far as its last mark that counts; answers its length.
fn turn_run(
    marks: &mut [char],
    at: usize,
    counts: impl Fn(char) -> bool,
    inside: impl Fn(char) -> bool,
) -> usize {
    let run = marks.iter().skip(at).take_while(|mark| inside(**mark));
    let last = run.enumerate().filter(|(_, mark)| counts(**mark)).last();
    let length = last.map_or(1, |(last, _)| last + 1);
    if let Some(run) = marks.get_mut(at..at + length) {
        run.reverse();
    }
    length
}

/// Whether brackets stand the wrong way round.
fn closes_first(marks: &[char]) -> bool {
    let mut brackets = marks.iter().filter(|mark| mirrored(**mark) != **mark);
    brackets
        .next()
        .is_some_and(|first| matches!(first, ')' | ']' | '»'))
}

fn mirrored(mark: char) -> char {
    match mark {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        _ => mark,
    }
}
