//! The project's own source, as the rules of the architecture see it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of a project: every one that git holds or would hold.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The files, by path.
    pub files: Vec<File>,
}

/// A file of the project.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path from the top, with `/` on every system.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// The top of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("tests/ is in the repository").into()
}

impl Source {
    /// This project's.
    pub fn of_the_project() -> Source {
        let listed = Command::new("git")
            .current_dir(root())
            .args([
                "ls-files",
                "-z",
                "--cached",
                "--others",
                "--exclude-standard",
            ])
            .output()
            .expect("git is there, for it brought the project");
        assert!(
            listed.status.success(),
            "git cannot list the project's files"
        );
        let paths = String::from_utf8_lossy(&listed.stdout).into_owned();
        let files = paths.split_terminator('\0').filter_map(|path| {
            // A file that was removed and not yet committed is not there.
            let bytes = fs::read(root().join(path)).ok()?;
            Some(File {
                path: path.to_owned(),
                text: String::from_utf8_lossy(&bytes).into_owned(),
            })
        });
        Source {
            files: files.collect(),
        }
    }

    /// One that was made up.
    pub fn of(files: &[(&str, &str)]) -> Source {
        let file = |(path, text): &(&str, &str)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        };
        Source {
            files: files.iter().map(file).collect(),
        }
    }

    /// The files whose paths begin and end so.
    pub fn within<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a File> {
        let is_within =
            move |file: &&File| file.path.starts_with(start) && file.path.ends_with(end);
        self.files.iter().filter(is_within)
    }

    /// The file at this path.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

impl File {
    /// Rust without its comments, the contents of its strings, and the tests at its end.
    pub fn code(&self) -> String {
        let code = without_words(&self.text);
        let tests = code.find("#[cfg(test)]\nmod tests").unwrap_or(code.len());
        code[..tests].to_owned()
    }

    /// The name of the file without its folder and what comes after the first dot.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.split('.')
            .find(|part| !part.is_empty())
            .unwrap_or_default()
    }
}

/// Takes comments and the contents of strings out of Rust. Lines stay lines.
fn without_words(rust: &str) -> String {
    let mut code = String::with_capacity(rust.len());
    let mut rest = rust;
    while let Some(next) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(length) = raw_string(rest, code.chars().last()) {
            code.push_str("\"\"");
            length
        } else if next == '"' {
            code.push_str("\"\"");
            quoted(rest, '"')
        } else if next == '\'' && (rest[1..].starts_with('\\') || rest.chars().nth(2) == Some('\''))
        {
            code.push_str("''");
            quoted(rest, '\'')
        } else {
            code.push(next);
            rest = &rest[next.len_utf8()..];
            continue;
        };
        code.extend(rest[..length].chars().filter(|letter| *letter == '\n'));
        rest = &rest[length..];
    }
    code
}

/// How long the quoted text is that this begins with, its quotes included.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How long the raw string is that this begins with: `r"…"`, `r#"…"#` and so on.
fn raw_string(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(|letter| letter.is_alphanumeric() && letter != 'b') {
        return None;
    }
    let body = rest.strip_prefix('r')?.trim_start_matches('#');
    let hashes = rest.len() - body.len() - 1;
    let body = body.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(rest.len() - body.len() + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rust: &str, code: &str) {
        assert_eq!(without_words(rust), code, "of {rust:?}");
    }

    #[test]
    fn takes_comments_and_strings_out_of_rust() {
        check("a // b\nc", "a \nc");
        check("a /* b\n */ c", "a \n c");
        check(r#"f("x // \" y", 'z')"#, r#"f("", '')"#);
        check(r###"r#"x " y"# + r"\" + br"z""###, r#""" + "" + b"""#);
        check(
            "fn f<'a>(x: &'a str) -> char { '\\'' }",
            "fn f<'a>(x: &'a str) -> char { '' }",
        );
        check("for r in '\"'..'ä' {}", "for r in ''..'' {}");
    }

    #[test]
    fn leaves_the_tests_at_the_end_of_a_file_out() {
        let source = Source::of(&[("a.rs", "fn f() {}\n#[cfg(test)]\nmod tests { g() }\n")]);
        assert_eq!(source.files[0].code(), "fn f() {}\n");
    }
}
