//! Rules that hold the project to its architecture.

use crate::source::{File, Source};

/// What is wrong, and how to mend it: one sentence each.
pub type Breaches = Vec<String>;

/// Holds the project to a rule, and the rule to its purpose: it has to see a breach that was made up.
#[track_caller]
pub fn hold(rule: impl Fn(&Source) -> Breaches, breach: &[(&str, &str)]) {
    let seen = rule(&Source::of(breach));
    assert!(
        !seen.is_empty(),
        "the rule does not see what is wrong with {breach:?}"
    );
    let found = rule(&Source::of_the_project());
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// The files whose Rust has one of these in it, tests and comments aside, as breaches.
pub fn named<'a>(files: impl Iterator<Item = &'a File>, names: &[&str], mend: &str) -> Breaches {
    let found = files.flat_map(|file| {
        let code = file.code();
        let names = names.iter().filter(move |name| has_word(&code, name));
        names.map(|name| format!("{}: names `{name}`: {mend}", file.path))
    });
    found.collect()
}

/// Whether this is there, and not as part of a longer name.
pub fn has_word(code: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// The breach of a rule whose subject is not there: a rule that cannot be broken holds nothing.
pub fn missing(path: &str) -> Breaches {
    vec![format!("{path}: is not there, and a rule is about it")]
}
