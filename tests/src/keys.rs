//! Keys by the names that a person would give them.

/// The keys of a chord such as `ctrl+shift+n`, as WebDriver writes them, in the order they go down.
#[track_caller]
pub fn chord(chord: &str) -> Vec<String> {
    let mut names: Vec<&str> = chord.split('+').collect();
    if let [.., "", ""] = names.as_slice() {
        // "ctrl++"
        names.truncate(names.len() - 2);
        names.push("+");
    }
    names.into_iter().map(key).collect()
}

#[track_caller]
fn key(name: &str) -> String {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.to_string();
    }
    let key = match name.to_ascii_lowercase().as_str() {
        "ctrl" => '\u{e009}',
        "shift" => '\u{e008}',
        "alt" => '\u{e00a}',
        "enter" => '\u{e007}',
        "escape" => '\u{e00c}',
        "tab" => '\u{e004}',
        "space" => ' ',
        "backspace" => '\u{e003}',
        "delete" => '\u{e017}',
        "up" => '\u{e013}',
        "down" => '\u{e015}',
        "left" => '\u{e012}',
        "right" => '\u{e014}',
        "home" => '\u{e011}',
        "end" => '\u{e010}',
        "pageup" => '\u{e00e}',
        "pagedown" => '\u{e00f}',
        other => match other
            .strip_prefix('f')
            .and_then(|number| number.parse().ok())
        {
            Some(number @ 1..=12) => char::from_u32(0xe030 + number).expect("it is a key's code"),
            _ => panic!("`{name}` is no key; add it to tests/src/keys.rs if it is one"),
        },
    };
    key.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_chords() {
        assert_eq!(chord("n"), ["n"]);
        assert_eq!(chord("ctrl+shift+N"), ["\u{e009}", "\u{e008}", "N"]);
        assert_eq!(chord("Escape"), ["\u{e00c}"]);
        assert_eq!(chord("f2"), ["\u{e032}"]);
        assert_eq!(chord("+"), ["+"]);
        assert_eq!(chord("ctrl++"), ["\u{e009}", "+"]);
    }
}
