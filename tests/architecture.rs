//! The rules of the architecture that a machine can check. Each breach says how to mend it.
//!
//! Why they are what they are is in `docs/ARCHITECTURE.md`.

use std::collections::BTreeSet;

use journeys::rule::{Breaches, has_word, hold, missing, named};
use journeys::source::{File, Source};

#[test]
fn the_engine_knows_no_windows() {
    const WINDOWS: [&str; 6] = ["tauri", "wry", "tao", "webkit2gtk", "gtk", "webview2-com"];
    let rule = |source: &Source| {
        let Some(lock) = source.file("Cargo.lock") else {
            return missing("Cargo.lock");
        };
        let members = ["newsroom", "press-pdf", "desk", "journeys", "xtask"];
        let found = members.iter().flat_map(|member| {
            let needs = needs_of(member, &lock.text);
            let windows = WINDOWS.iter().filter(move |window| needs.contains(**window));
            windows.map(move |window| {
                format!("{member}: depends on {window}: only the shell (src-tauri) may; take it out of {member}'s Cargo.toml")
            })
        });
        found.collect()
    };
    let lock = "[[package]]\nname = \"newsroom\"\ndependencies = [\n \"a 1.0\",\n]\n\n\
                [[package]]\nname = \"a\"\ndependencies = [\n \"wry\",\n]\n";
    hold(rule, &[("Cargo.lock", lock)]);
}

/// All that a package needs, however far down.
fn needs_of(package: &str, lock: &str) -> BTreeSet<String> {
    let mut needs = BTreeSet::new();
    let mut open = vec![package.to_owned()];
    while let Some(name) = open.pop() {
        let head = format!("name = \"{name}\"\n");
        for block in lock
            .split("[[package]]")
            .filter(|block| block.contains(&head))
        {
            let listed = block
                .split_once("dependencies = [")
                .map_or("", |(_, listed)| listed);
            for need in listed.split('"').skip(1).step_by(2) {
                let need = need.split(' ').next().unwrap_or_default();
                if needs.insert(need.to_owned()) {
                    open.push(need.to_owned());
                }
            }
        }
    }
    needs
}

#[test]
fn sql_stays_in_the_library() {
    // The bench compares the library with plain SQLite, and has to speak to that itself; the experiments
    // load the dumps of past layouts.
    const SPEAKS_SQL: [&str; 3] = [
        "newsroom/src/library",
        "bench/library/",
        "torture/src/upgrades.rs",
    ];
    let rule = |source: &Source| {
        let may = |file: &&File| SPEAKS_SQL.iter().any(|path| file.path.starts_with(path));
        let elsewhere = source.within("", ".rs").filter(|file| !may(file));
        named(
            elsewhere,
            &["rusqlite"],
            "add a method to a handle in newsroom/src/library/ and call that",
        )
    };
    hold(
        rule,
        &[("newsroom/src/topic.rs", "use rusqlite::Connection;")],
    );
}

#[test]
fn only_a_page_and_the_post_open_sockets() {
    const SOCKETS: [&str; 7] = [
        "reqwest",
        "TcpStream",
        "TcpListener",
        "UdpSocket",
        "std::net::ToSocketAddrs",
        "tokio::net",
        "SmtpConnection",
    ];
    let rule = |source: &Source| {
        let elsewhere = source
            .within("newsroom/src/", ".rs")
            .filter(|file| !file.path.starts_with("newsroom/src/page"))
            .filter(|file| file.path != "newsroom/src/post/line.rs");
        named(
            elsewhere,
            &SOCKETS,
            "have page::fetch do it, or take a Page as an argument",
        )
    };
    hold(
        rule,
        &[(
            "newsroom/src/edition.rs",
            "let s = std::net::TcpStream::connect(x);",
        )],
    );
}

#[test]
fn the_engine_reads_no_clock() {
    const CLOCKS: [&str; 4] = ["Utc::now", "Local::now", "SystemTime::now", "Instant::now"];
    let rule = |source: &Source| {
        named(
            source.within("newsroom/src/", ".rs"),
            &CLOCKS,
            "take `now` as an argument; the shell and the command line own the clock",
        )
    };
    hold(
        rule,
        &[("newsroom/src/story.rs", "let now = chrono::Utc::now();")],
    );
}

#[test]
fn no_noun_knows_the_library() {
    let rule = |source: &Source| {
        let nouns = source.within("newsroom/src/", ".rs").filter(|file| {
            !file.path.starts_with("newsroom/src/library") && file.path != "newsroom/src/lib.rs"
        });
        let names_it = |file: &&File| {
            let code = file.code();
            let imports = code
                .split(';')
                .filter(|line| line.trim_start().starts_with("use crate::{"));
            has_word(&code, "crate::library")
                || has_word(&code, "crate::Library")
                || has_word(&code, "super::library")
                || imports
                    .into_iter()
                    .any(|import| has_word(import, "library") || has_word(import, "Library"))
        };
        let breach = |file: &File| {
            format!(
                "{}: names the library: the library knows the nouns, never the other way round; pass plain values in",
                file.path
            )
        };
        nouns.filter(names_it).map(breach).collect()
    };
    hold(
        rule,
        &[(
            "newsroom/src/story.rs",
            "use crate::{Page, library::Library};",
        )],
    );
    hold(
        rule,
        &[(
            "newsroom/src/story.rs",
            "use crate::{Address, Library, Page};",
        )],
    );
    hold(
        rule,
        &[(
            "newsroom/src/topic/section.rs",
            "fn f(l: &crate::library::Library) {}",
        )],
    );
}

#[test]
fn no_file_is_longer_than_400_lines() {
    // One is generated; the other is the catalogue of the window's words, which is translated whole.
    const LISTS: [&str; 2] = ["ui/src/wire.ts", "ui/src/words.ts"];
    let rule = |source: &Source| {
        let is_source = |file: &&File| {
            [".rs", ".ts", ".svelte", ".css", ".js"]
                .iter()
                .any(|end| file.path.ends_with(end))
        };
        let is_written = |file: &&File| {
            !LISTS.contains(&file.path.as_str()) && !file.path.contains("/fixtures/")
        };
        let files = source.files.iter().filter(is_source).filter(is_written);
        let breach = |file: &File| {
            let lines = file.text.lines().count();
            (lines > 400).then(|| format!("{}: has {lines} lines, and 400 is the most: split it by noun, with one file that says what it offers", file.path))
        };
        files.filter_map(breach).collect()
    };
    hold(rule, &[("newsroom/src/clipping.rs", &"\n".repeat(401))]);
}

#[test]
fn names_say_what_a_thing_is() {
    const EMPTY: [&str; 7] = [
        "manager", "helper", "helpers", "util", "utils", "service", "services",
    ];
    const KINDS: [&str; 7] = [
        "struct",
        "enum",
        "trait",
        "type",
        "class",
        "interface",
        "mod",
    ];
    let is_empty = |name: &str| {
        words_of(name)
            .iter()
            .any(|word| EMPTY.contains(&word.as_str()))
    };
    let rule = |source: &Source| {
        let mut found = Breaches::new();
        for file in &source.files {
            if is_empty(file.stem()) {
                found.push(format!(
                    "{}: is named after nothing: name it after what it holds",
                    file.path
                ));
            }
            if file.path.ends_with("/mod.rs") {
                found.push(format!(
                    "{}: is called mod.rs: call it after the module, beside its folder",
                    file.path
                ));
            }
            if [".rs", ".ts", ".svelte"]
                .iter()
                .any(|end| file.path.ends_with(end))
            {
                let code = file.code();
                let words: Vec<&str> = code
                    .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .filter(|word| !word.is_empty())
                    .collect();
                let names = words
                    .windows(2)
                    .filter(|pair| KINDS.contains(&pair[0]) && is_empty(pair[1]));
                found.extend(names.map(|pair| {
                    format!(
                        "{}: has a {} `{}`: name it after what it is or does",
                        file.path, pair[0], pair[1]
                    )
                }));
            }
        }
        found
    };
    hold(rule, &[("newsroom/src/date_utils.rs", "")]);
    hold(rule, &[("newsroom/src/topic/mod.rs", "")]);
    hold(
        rule,
        &[("src-tauri/src/desk.rs", "pub(crate) struct JobManager;")],
    );
    hold(
        rule,
        &[("ui/src/stories.svelte.ts", "export class StoryService {}")],
    );
}

/// `JobManager`, `job_manager` and `job-manager` are job and manager.
fn words_of(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        if letter.is_uppercase() || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (letter.is_alphanumeric(), words.last_mut()) {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

#[test]
fn the_lints_hold_everywhere() {
    let rule = |source: &Source| {
        let manifests = source
            .files
            .iter()
            .filter(|file| file.stem() == "Cargo" && file.path.ends_with(".toml"));
        let mut found: Breaches = manifests
            .filter(|file| file.text.contains("[package]"))
            .filter(|file| !file.text.contains("[lints]\nworkspace = true"))
            .map(|file| {
                format!(
                    "{}: has lints of its own, or none: add `[lints]` with `workspace = true`",
                    file.path
                )
            })
            .collect();
        let forbids = source
            .file("Cargo.toml")
            .is_some_and(|root| root.text.contains("unsafe_code = \"forbid\""));
        if !forbids {
            found.push("Cargo.toml: does not forbid unsafe code: put the lint back".into());
        }
        found
    };
    let root = (
        "Cargo.toml",
        "[workspace.lints.rust]\nunsafe_code = \"forbid\"\n",
    );
    hold(
        rule,
        &[root, ("cli/Cargo.toml", "[package]\nname = \"desk\"\n")],
    );
    hold(rule, &[("Cargo.toml", "[workspace]\n")]);
}

#[test]
fn no_file_tells_of_one_machine() {
    // In halves, so that this file does not tell of one either.
    const TELLING: [&str; 5] = [
        concat!("/wo", "rk/"),
        concat!("/root", "/.cargo"),
        concat!("index.crates", ".io"),
        concat!("registry.npmjs", ".org"),
        concat!("artifac", "tory"),
    ];
    let rule = |source: &Source| {
        let found = source.files.iter().flat_map(|file| {
            let telling = TELLING.iter().filter(|word| file.text.contains(**word));
            telling.map(|word| {
                format!(
                    "{}: has `{word}`, which is true of one machine only: take it out",
                    file.path
                )
            })
        });
        found.collect()
    };
    hold(rule, &[("docs/notes.md", concat!("see /wo", "rk/main"))]);
}
