//! How a name sounds, roughly: Зеленський, Zelenskyy and Selenskyj are one person.
//!
//! A skeleton keeps the vowels, since names that differ only there (Orban, Urban) are different
//! people; what it sets aside is how languages spell the same sound. It is meant for names that came
//! through Cyrillic or Greek, and is harmless for others.

use unicode_normalization::UnicodeNormalization;

/// The shortest word that has a skeleton, in letters; shorter names sound like too many others.
const SHORTEST: usize = 4;
/// The longest; nobody is called by more.
const LONGEST: usize = 40;

/// How languages in Latin letters spell a sound, the longest spelling first. Capitals are sounds:
/// `C` as in check, `S` as in ship, `J` as in measure, `H` as in loch; `z`, `ts` and `s` are one, since
/// German spells Зеленський with an s and Хмельницький with a z.
const SPELLINGS: [(&str, &str); 30] = [
    ("schtsch", "S"),
    ("shch", "S"),
    ("chtch", "S"),
    ("tsch", "C"),
    ("tch", "C"),
    ("sch", "S"),
    ("dzh", "J"),
    ("ch", "C"),
    ("cz", "C"),
    ("sh", "S"),
    ("zh", "J"),
    ("kh", "H"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "s"),
    ("tz", "s"),
    ("dt", "t"),
    ("ck", "k"),
    ("ou", "u"),
    ("ue", "u"),
    ("ae", "a"),
    ("oe", "o"),
    ("h", "H"),
    ("w", "v"),
    ("z", "s"),
    ("q", "k"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
];

/// How a name sounds, where the word may be one: written with a capital, of four letters or more, in
/// Latin, Cyrillic or Greek.
pub fn skeleton(word: &str) -> Option<String> {
    (word.chars().next().is_some_and(char::is_uppercase)).then(|| sounds(word))?
}

/// How a word would sound if it were a name; people search for names without capitals.
pub fn sounds(word: &str) -> Option<String> {
    let latin = latin(word)?;
    let sounded = folded_endings(&folded_vowels(&spelled(&latin)));
    (sounded.len() >= 3).then_some(sounded)
}

/// The word in Latin letters and sounds; none if it is too short or has other letters.
fn latin(word: &str) -> Option<String> {
    let mut latin = String::with_capacity(word.len());
    let mut letters: Vec<char> = Vec::with_capacity(word.len());
    for letter in word
        .chars()
        .take(LONGEST)
        .flat_map(char::to_lowercase)
        .nfd()
    {
        letters.push(letter);
    }
    let ukrainian = (letters.iter()).any(|letter| matches!(letter, 'і' | 'є' | 'ґ'));
    let mut length = 0;
    let mut at = 0;
    while let Some(&letter) = letters.get(at) {
        at += 1;
        let next = letters.get(at).copied().unwrap_or(' ');
        if matches!(letter, '\u{300}'..='\u{36f}') || is_apostrophe(letter) {
            continue;
        }
        length += 1;
        match letter {
            'c' | 's' | 'z' if matches!(next, '\u{30c}' | '\u{301}') => latin.push(match letter {
                'c' => 'C',
                's' => 'S',
                _ => 'J',
            }),
            'c' if next == '\u{327}' => latin.push('s'),
            's' if next == '\u{327}' || next == '\u{326}' => latin.push('S'),
            'a'..='z' => latin.push(letter),
            'г' if ukrainian => latin.push('H'),
            _ => {
                let greek = greek_pair(letter, next, length == 1);
                at += usize::from(greek.is_some());
                latin.push_str(greek.or_else(|| sound(letter))?);
            }
        }
    }
    (length >= SHORTEST).then_some(latin)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '\u{2019}' | '\u{2bc}' | '\u{ad}')
}

/// The sound of a Cyrillic, Greek or special Latin letter.
fn sound(letter: char) -> Option<&'static str> {
    Some(match letter {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'ґ' | 'γ' => "g",
        'д' | 'δ' | 'đ' | 'ð' => "d",
        'е' | 'э' | 'ε' => "e",
        'є' => "ie",
        'ж' | 'ђ' | 'џ' => "J",
        'з' | 'ц' | 'с' | 'ζ' | 'σ' | 'ς' | 'ѕ' => "s",
        'и' | 'і' | 'ы' | 'ј' | 'η' | 'ι' | 'υ' | 'ı' => "i",
        'к' | 'κ' => "k",
        'л' | 'λ' | 'ł' => "l",
        'љ' => "li",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'њ' => "ni",
        'о' | 'ο' | 'ω' | 'ø' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'т' | 'τ' | 'θ' => "t",
        'у' => "u",
        'ф' | 'φ' => "f",
        'х' | 'χ' => "H",
        'ч' | 'ћ' => "C",
        'ш' | 'щ' => "S",
        'ъ' | 'ь' => "",
        'ю' => "iu",
        'я' => "ia",
        'ξ' => "ks",
        'ψ' => "ps",
        'ß' => "s",
        'æ' => "a",
        'œ' => "o",
        _ => return None,
    })
}

/// The sound of two Greek letters that have one.
fn greek_pair(letter: char, next: char, first: bool) -> Option<&'static str> {
    Some(match (letter, next) {
        ('ο', 'υ') => "u",
        ('α', 'ι') => "e",
        ('ε' | 'ο', 'ι') => "i",
        ('α', 'υ') => "av",
        ('ε', 'υ') => "ev",
        ('μ', 'π') if first => "b",
        ('ν', 'τ') if first => "d",
        ('γ', 'κ') if first => "g",
        ('γ', 'γ') => "ng",
        _ => return None,
    })
}

/// One letter a sound.
fn spelled(latin: &str) -> String {
    let mut sounds = String::with_capacity(latin.len());
    let mut rest = latin;
    while let Some(letter) = rest.chars().next() {
        let before = sounds.len();
        let after = |length: usize| rest[length..].chars().next();
        let spelling = SPELLINGS
            .iter()
            .find(|(spelling, _)| rest.starts_with(spelling));
        let length = match spelling {
            // Chmelnyzkyj and Christodoulos: before a consonant it is the one of loch.
            Some(("ch", _)) if before == 0 && after(2).is_some_and(|next| !is_vowel(next)) => {
                sounds.push('H');
                2
            }
            // Nazarbaev and Dostoevsky are no Müller spelled Mueller.
            Some(("ae" | "oe", _)) if matches!(after(2), Some('v' | 'w')) => {
                sounds.push(letter);
                1
            }
            Some((spelling, sound)) => {
                sounds.push_str(sound);
                spelling.len()
            }
            None => {
                sounds.push(match letter {
                    'c' if matches!(after(1), Some('e' | 'i' | 'y')) => 's',
                    'c' => 'k',
                    other => other,
                });
                1
            }
        };
        rest = &rest[length..];
        // Double letters sound like one.
        let added = sounds.as_bytes();
        if before > 0 && added.get(before) == added.get(before - 1) {
            sounds.remove(before);
        }
    }
    sounds
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j')
}

/// Ye is spelled e, ie, je and ye, at the beginning (Yeltsin, Jelzin), behind a consonant (Medvediev)
/// and in -oyev- (Dostoyevsky, Достоевский).
fn folded_vowels(sounds: &str) -> String {
    let letters: Vec<char> = sounds.chars().collect();
    let mut folded = String::with_capacity(sounds.len());
    for (at, &letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied();
        let after = letters.get(at + 2).copied();
        let behind_vowel = at > 0 && is_vowel(letters[at - 1]);
        let silent = letter == 'i'
            && next == Some('e')
            && if behind_vowel {
                after == Some('v')
            } else {
                after.is_some_and(|after| !is_vowel(after))
            };
        if !silent {
            folded.push(letter);
        }
    }
    folded
}

/// Endings that languages write in their own way: Lukashenko and Lukashenka, Smirnov and Smirnoff.
fn folded_endings(sounds: &str) -> String {
    if let Some(stem) = (sounds.strip_suffix("enko")).or_else(|| sounds.strip_suffix("enka")) {
        return format!("{stem}enk");
    }
    match sounds
        .strip_suffix("of")
        .or_else(|| sounds.strip_suffix("ef"))
    {
        Some(_) => format!("{}v", &sounds[..sounds.len() - 1]),
        None => sounds.to_owned(),
    }
}

#[cfg(test)]
mod tests;
