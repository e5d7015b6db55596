//! Words as they are compared: where they stand in a text, and what they are when case, marks and
//! spelling conventions are set aside.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word that is told apart from a longer one, in letters. Nothing that people write as a
/// word is longer; what is, is a hash, an address or a text without blanks.
const LONGEST: usize = 64;

/// Small words of French and Italian that lean on the next one: l’Europe is found as europe.
const LEANING: [&str; 15] = [
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "un", "dell", "nell", "all", "dall", "sull",
];

/// The words of a text in order, folded, each with the bytes where it stands.
///
/// A word is a run of letters, digits and marks. An apostrophe inside a word is dropped, and an
/// English genitive with it (`Kyiv’s` is kyiv); a point or comma between digits belongs to the number
/// (`10,000` is 10000). Han, kana and Hangul, which are written without blanks, are told as pairs of
/// letters that overlap; a single one stays alone.
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        at: 0,
        run: 0..0,
    }
}

/// What [`tokens`] answers.
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// What is left of a run of letters that are told in pairs.
    run: Range<usize>,
}

/// A word as it is found, before it is folded: most words of a text are looked at and passed over, and
/// need not be.
pub(super) enum Found<'t> {
    /// Of ASCII letters and digits alone, as they are written.
    Plain(Range<usize>),
    /// Any other, folded.
    Folded(Cow<'t, str>, Range<usize>),
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (Cow<'t, str>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        Some(match self.found()? {
            Found::Plain(range) => (lowered(&self.text[range.clone()]), range),
            Found::Folded(word, range) => (word, range),
        })
    }
}

impl<'t> Tokens<'t> {
    /// The next word.
    pub(super) fn found(&mut self) -> Option<Found<'t>> {
        loop {
            if !self.run.is_empty() {
                let (folded, range) = self.pair();
                return Some(Found::Folded(folded, range));
            }
            let rest = &self.text.as_bytes()[self.at..];
            let skipped = rest
                .iter()
                .position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
            self.at += skipped;
            if let Some(end) = plain_end(self.text.as_bytes(), self.at) {
                let range = self.at..end;
                self.at = end;
                return Some(Found::Plain(range));
            }
            let first = self.text[self.at..].chars().next()?;
            if is_paired(first) {
                let length: usize = (self.text[self.at..].chars())
                    .take_while(|&letter| is_paired(letter) || is_combining_mark(letter))
                    .map(char::len_utf8)
                    .sum();
                self.run = self.at..self.at + length;
                self.at += length;
                continue;
            }
            if !first.is_alphanumeric() {
                self.at += first.len_utf8();
                continue;
            }
            let (end, after) = compound_end(self.text, self.at);
            let range = self.at..end;
            self.at = after;
            let folded = fold(&self.text[range.clone()]);
            if !folded.is_empty() {
                return Some(Found::Folded(folded, range));
            }
        }
    }

    /// The next two letters of the run; the last of them begins the pair after.
    fn pair(&mut self) -> (Cow<'t, str>, Range<usize>) {
        let run = &self.text[self.run.clone()];
        let mut ends = (run.char_indices().skip(1))
            .filter(|(_, letter)| !is_combining_mark(*letter))
            .map(|(at, _)| at);
        let (second, third) = (ends.next(), ends.next());
        let start = self.run.start;
        let range = start..third.map_or(self.run.end, |third| start + third);
        self.run.start = match (second, third) {
            (Some(second), Some(_)) => start + second,
            _ => self.run.end,
        };
        let folded = self.text[range.clone()].nfkc().collect();
        (Cow::Owned(folded), range)
    }
}

/// Where a word ends that is of ASCII letters and digits alone; none if it needs a closer look.
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let length = bytes[start..]
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric())
        .unwrap_or(bytes.len() - start);
    if length == 0 || length > LONGEST {
        return None;
    }
    let end = start + length;
    match bytes.get(end) {
        None => Some(end),
        Some(b'\'') => None,
        Some(b'.' | b',') => {
            let inside = bytes[end - 1].is_ascii_digit()
                && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
            (!inside).then_some(end)
        }
        Some(byte) => byte.is_ascii().then_some(end),
    }
}

/// A word of ASCII letters and digits alone, folded.
pub(super) fn lowered(word: &str) -> Cow<'_, str> {
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(word.to_ascii_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// Where the word ends that begins here, and where the search for the next one goes on: behind an
/// English genitive, which is no part of it.
fn compound_end(text: &str, start: usize) -> (usize, usize) {
    let mut letters = text[start..].char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let here = start + at;
        let follows = letters.peek().map(|(_, next)| *next);
        let inside = match letter {
            _ if is_paired(letter) => false,
            _ if letter.is_alphanumeric() || is_combining_mark(letter) => true,
            _ if is_silent(letter) => follows.is_some_and(char::is_alphanumeric),
            '.' | ',' => {
                before.is_ascii_digit() && follows.is_some_and(|next| next.is_ascii_digit())
            }
            _ if is_apostrophe(letter) => {
                if let Some(end) = genitive_end(text, here + letter.len_utf8()) {
                    return (here, end);
                }
                follows.is_some_and(char::is_alphabetic) && !leans(&text[start..here])
            }
            _ => false,
        };
        if !inside {
            return (here, here);
        }
        before = letter;
    }
    (text.len(), text.len())
}

/// Where an English genitive ends that begins behind this apostrophe.
fn genitive_end(text: &str, start: usize) -> Option<usize> {
    let mut letters = text[start..].chars();
    let is_s = matches!(letters.next(), Some('s' | 'S'));
    let ends = !letters.next().is_some_and(char::is_alphanumeric);
    (is_s && ends).then_some(start + 1)
}

fn leans(word: &str) -> bool {
    LEANING
        .iter()
        .any(|leaning| leaning.eq_ignore_ascii_case(word))
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2018}' | '\u{2bc}')
}

/// Letters that are not seen: a place where a line may break, joiners.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}')
}

/// Letters that are written without blanks between words.
fn is_paired(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3131}'..='\u{318e}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
        || letter == '\u{3005}'
        || letter == '\u{3007}'
}

/// Marks that are set on letters and mean no other letter: accents, vowel points.
fn is_dropped_mark(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}')
}

/// A word as it is compared. What [`tokens`] found is folded already.
fn fold(word: &str) -> Cow<'_, str> {
    if word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return lowered(word);
    }
    let mut folded = String::with_capacity(word.len());
    let mut length = 0;
    for letter in word.nfkd().flat_map(char::to_lowercase) {
        if length == LONGEST {
            break;
        }
        let before = folded.len();
        match letter {
            _ if is_dropped_mark(letter) => {}
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' => folded.push('d'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ı' => folded.push('i'),
            'ς' => folded.push('σ'),
            '.' | ',' => folded.push(letter),
            _ if is_apostrophe(letter) => {}
            _ if letter.is_alphanumeric() || is_combining_mark(letter) => folded.push(letter),
            _ => {}
        }
        length += usize::from(folded.len() > before);
    }
    if folded.contains(',') {
        folded = without_groups(&folded);
    }
    Cow::Owned(folded)
}

/// A number without the commas that part its thousands; a comma that does not is its point.
fn without_groups(number: &str) -> String {
    let mut parts = number.split(',');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        if digits != 3 {
            plain.push('.');
        }
        plain.push_str(part);
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::tokens;

    fn words(text: &str) -> Vec<String> {
        tokens(text).map(|(word, _)| word.into_owned()).collect()
    }

    #[test]
    fn words_are_told_apart_and_folded() {
        for (text, expected) in [
            ("Talks in Kyiv’s old town.", "talks in kyiv old town"),
            ("O'Brien don't", "obrien dont"),
            (
                "L'Europe d’abord dell'Italia",
                "l europe d abord dell italia",
            ),
            (
                "1.5 and 10,000 and 1,5, and 3.",
                "1.5 and 10000 and 1.5 and 3",
            ),
            ("1,234,567.5", "1234567.5"),
            ("F-16s over the_sea", "f 16s over the sea"),
            (
                "Größe Øresund Łódź Đoković Ærø Œuvre ısı",
                "grosse oresund lodz dokovic aero oeuvre isi",
            ),
            ("ΑΘΗΝΑΣ Αθήνας", "αθηνασ αθηνασ"),
            ("مُحَمَّد محمد", "محمد محمد"),
            ("שָׁלוֹם", "שלום"),
            ("東京都 人 カナ 서울시", "東京 京都 人 カナ 서울 울시"),
            ("U.S. 24/7", "u s 24 7"),
            ("ﬁne co\u{ad}operate", "fine cooperate"),
            ("Zelenskyy's", "zelenskyy"),
            ("its' 's", "its s"),
            ("Ёлка й", "елка и"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn a_word_without_end_is_cut() {
        assert_eq!(words(&"x".repeat(1000)), ["x".repeat(64)]);
        assert_eq!(words(&"é".repeat(1000)), ["e".repeat(64)]);
    }

    proptest! {
        #[test]
        fn any_text_has_words_where_they_are_said_to_stand(text in any::<String>()) {
            let mut before = 0;
            for (word, range) in tokens(&text) {
                prop_assert!(!word.is_empty());
                prop_assert!(text.get(range.clone()).is_some_and(|there| !there.is_empty()));
                prop_assert!(range.start >= before, "words begin one after another");
                before = range.start + 1;
            }
        }

        #[test]
        fn case_and_accents_make_no_difference(text in "[a-zéüñ ß]{0,40}") {
            let plain = text.replace('é', "e").replace('ü', "U").replace('ñ', "n");
            prop_assert_eq!(words(&text.to_uppercase()), words(&plain.replace('ß', "ss")));
        }
    }
}
