//! Options stand where people put them, also after words that may begin with a hyphen.

use std::ffi::OsString;

/// The commands whose words may begin with a hyphen: `desk tag 3 -Draft`, `desk search talks -alaska`.
const HYPHENED: &[&str] = &["tag", "search"];

/// The options of those commands that take a value.
const VALUED: &[&str] = &["--library", "--limit"];

/// The options of those commands that take none.
const PLAIN: &[&str] = &["--json", "--help", "-h"];

/// The same arguments, with the options of such a command before its words: there, nobody can take
/// `--json` for a tag to be removed. What comes after `--` is a word whatever it looks like.
pub(crate) fn options_first(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut before = Vec::new();
    let mut arguments = arguments.peekable();
    // The program, and the options that stand before the command.
    while let Some(argument) = arguments.next() {
        let is_command = !before.is_empty() && !argument.to_string_lossy().starts_with('-');
        let takes_value = VALUED.iter().any(|option| argument == *option);
        let hyphened = HYPHENED.iter().any(|command| argument == *command);
        before.push(argument);
        if is_command && !hyphened {
            before.extend(arguments);
            return before;
        }
        if is_command {
            break;
        }
        if takes_value {
            before.extend(arguments.next());
        }
    }
    let mut words = Vec::new();
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        let with_value = text
            .split_once('=')
            .is_some_and(|(name, _)| VALUED.contains(&name));
        if text == "--" {
            words.push(argument);
            words.extend(arguments);
            break;
        } else if VALUED.iter().any(|option| text == *option) {
            before.push(argument);
            before.extend(arguments.next());
        } else if with_value || PLAIN.iter().any(|option| text == *option) {
            before.push(argument);
        } else {
            words.push(argument);
        }
    }
    before.extend(words);
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, ordered: &str) {
        let typed = typed.split(' ').map(OsString::from);
        let found: Vec<_> = options_first(typed)
            .into_iter()
            .map(|word| word.into_string().unwrap())
            .collect();
        assert_eq!(found.join(" "), ordered);
    }

    #[test]
    fn options_come_before_words_that_may_begin_with_a_hyphen() {
        check("desk tag 3 +a -b --json", "desk tag --json 3 +a -b");
        check(
            "desk search talks -alaska --limit 5",
            "desk search --limit 5 talks -alaska",
        );
        check("desk search x --library=L", "desk search --library=L x");
        check(
            "desk --library L tag 3 -b --json",
            "desk --library L tag --json 3 -b",
        );
        check("desk search -- --json", "desk search -- --json");
    }

    #[test]
    fn other_commands_are_left_alone() {
        check("desk list --tag x --json", "desk list --tag x --json");
        check(
            "desk --json clip tag --tag x",
            "desk --json clip tag --tag x",
        );
        check("desk", "desk");
    }
}
