//! The rules of the boundary between the window and the engine. Each breach says how to mend it.

use std::collections::BTreeSet;

use journeys::rule::{Breaches, hold, missing};
use journeys::source::{File, Source};
use serde_json::Value;

#[test]
fn one_file_of_the_window_knows_tauri() {
    // A test plays the engine's part with Tauri's own mock of it.
    const FOR_TESTS: &str = "@tauri-apps/api/mocks";
    let imports = |file: &File| {
        let text = match file.path.ends_with(".test.ts") {
            true => file.text.replace(FOR_TESTS, ""),
            false => file.text.clone(),
        };
        text.contains("'@tauri-apps/") || text.contains("\"@tauri-apps/")
    };
    let rule = |source: &Source| {
        let desk = source.file("ui/src/desk.ts");
        if desk.is_none_or(|desk| !imports(desk)) {
            return missing("an import of @tauri-apps in ui/src/desk.ts");
        }
        let may = |path: &str| {
            path == "ui/src/desk.ts"
                || path.starts_with("ui/src/desk/")
                || path.starts_with("ui/src/dev/")
        };
        let mend = "imports @tauri-apps: add a function to ui/src/desk.ts and import that";
        let found = source
            .within("ui/src/", "")
            .filter(|file| !may(&file.path) && imports(file));
        found.map(|file| format!("{}: {mend}", file.path)).collect()
    };
    let desk = (
        "ui/src/desk.ts",
        "import { invoke } from '@tauri-apps/api/core';",
    );
    let story = "import { open } from \"@tauri-apps/plugin-opener\";";
    hold(rule, &[desk, ("ui/src/story/Story.svelte", story)]);
    hold(
        rule,
        &[
            desk,
            (
                "ui/src/a.test.ts",
                "import { invoke } from '@tauri-apps/api/core';",
            ),
        ],
    );
    hold(rule, &[("ui/src/desk.ts", "")]);
}

#[test]
fn bodies_are_drawn_not_injected() {
    const RAW: [&str; 3] = ["{@html", ".innerHTML", ".outerHTML"];
    let rule = |source: &Source| {
        let mut files = source.within("ui/src/", "").peekable();
        if files.peek().is_none() {
            return missing("ui/src");
        }
        let found = files.flat_map(|file| {
            let raw = RAW.iter().filter(|raw| file.text.contains(**raw));
            raw.map(|raw| {
                format!(
                    "{}: has `{raw}`: draw the body's blocks as components",
                    file.path
                )
            })
        });
        found.collect()
    };
    hold(rule, &[("ui/src/Reader.svelte", "<p>{@html body}</p>")]);
}

#[test]
fn the_window_may_do_little() {
    let rule = |source: &Source| {
        let Some(config) = source.file("tauri.conf.json") else {
            return missing("tauri.conf.json");
        };
        let config: Value = serde_json::from_str(&config.text).unwrap_or_default();
        let csp = &config["app"]["security"]["csp"];
        let scripts = match csp {
            Value::String(policy) => policy.clone(),
            policy => format!("{} {}", policy["default-src"], policy["script-src"]),
        };
        let mut found = Breaches::new();
        let mut breach = |is: bool, what: &str| {
            if is {
                found.push(format!("tauri.conf.json: {what}"));
            }
        };
        breach(
            csp.is_null(),
            "app.security.csp is null or missing: say what the window may load",
        );
        breach(
            scripts.contains("unsafe-eval") || scripts.contains('*'),
            "app.security.csp lets scripts come from anywhere: narrow it to 'self'",
        );
        breach(
            !csp.is_string() && scripts.contains("unsafe-inline"),
            "app.security.csp lets a page's own scripts run: narrow it to 'self'",
        );
        breach(
            config["app"]["withGlobalTauri"] == true,
            "app.withGlobalTauri hands every script the commands: take it out",
        );
        breach(
            !config["build"]["devUrl"].is_null(),
            "build.devUrl makes a plain build open a server that is not there: give it to `tauri dev --config` instead",
        );
        found
    };
    hold(
        rule,
        &[("tauri.conf.json", r#"{"app": {"security": {"csp": null}}}"#)],
    );
    hold(
        rule,
        &[(
            "tauri.conf.json",
            r#"{"app": {"withGlobalTauri": true, "security": {"csp": "default-src 'self'"}}}"#,
        )],
    );
    hold(
        rule,
        &[(
            "tauri.conf.json",
            r#"{"app": {"security": {"csp": {"script-src": "'self' 'unsafe-eval'"}}}}"#,
        )],
    );
}

#[test]
fn the_window_is_granted_no_more_than_it_uses() {
    const WIDE: [&str; 4] = ["shell:", "fs:", "http:", "process:"];
    let rule = |source: &Source| {
        let mut files = source.within("src-tauri/capabilities/", ".json").peekable();
        if files.peek().is_none() {
            return missing("src-tauri/capabilities/*.json");
        }
        let mut found = Breaches::new();
        for file in files {
            let capability: Value = serde_json::from_str(&file.text).unwrap_or_default();
            let listed = capability["permissions"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            if listed.is_empty() {
                found.push(format!(
                    "{}: grants nothing, or is no JSON: mend it or remove it",
                    file.path
                ));
            }
            if !capability["remote"].is_null() {
                found.push(format!(
                    "{}: grants commands to pages of the web: take `remote` out",
                    file.path
                ));
            }
            for granted in &listed {
                let name = granted
                    .as_str()
                    .or(granted["identifier"].as_str())
                    .unwrap_or_default();
                let is_wide = WIDE.iter().any(|wide| name.starts_with(wide))
                    || name.ends_with(":default")
                    || name == "default"
                    || granted.to_string().contains('*');
                if is_wide {
                    found.push(format!(
                        "{}: grants {granted}: name the single permissions that the window uses",
                        file.path
                    ));
                }
            }
        }
        found
    };
    let path = "src-tauri/capabilities/desk.json";
    hold(rule, &[(path, r#"{"permissions": ["core:default"]}"#)]);
    hold(rule, &[(path, r#"{"permissions": ["fs:allow-read"]}"#)]);
    hold(
        rule,
        &[(
            path,
            r#"{"permissions": ["allow-clip"], "remote": {"urls": ["https://x"]}}"#,
        )],
    );
}

#[test]
fn every_command_is_known_on_both_sides() {
    let rule = |source: &Source| {
        let sides = [
            ("generate_handler! in src-tauri/src", handled(source)),
            ("src-tauri/permissions/commands.toml", permitted(source)),
            ("ui/src/desk.ts", invoked(source)),
        ];
        let all: BTreeSet<String> = sides.iter().flat_map(|(_, names)| names.clone()).collect();
        if all.is_empty() {
            return missing("any command");
        }
        let mut found = Breaches::new();
        for (side, names) in &sides {
            let absent = all.iter().filter(|name| !names.contains(*name));
            found.extend(absent.map(|name| {
                format!("{side}: lacks the command `{name}`: add it there, or remove it elsewhere")
            }));
        }
        found
    };
    let handler = (
        "src-tauri/src/lib.rs",
        "tauri::generate_handler![commands::clip, commands::story]",
    );
    let desk = (
        "ui/src/desk.ts",
        "invoke<Map<A, B>>('clip', { page }); invoke(\n  \"story\")",
    );
    let allowed = |names| ("src-tauri/permissions/commands.toml", names);
    let both = allowed("[[permission]]\ncommands.allow = [\"clip\", \"story\"]\n");
    assert_eq!(rule(&Source::of(&[handler, desk, both])), Breaches::new());
    hold(
        rule,
        &[
            handler,
            desk,
            allowed("[permission.commands]\nallow = [\"clip\"]\n"),
        ],
    );
    hold(
        rule,
        &[
            handler,
            both,
            ("ui/src/desk.ts", "invoke('clip'); invoke('stroy')"),
        ],
    );
}

/// The commands that the shell answers.
fn handled(source: &Source) -> BTreeSet<String> {
    let codes = source.within("src-tauri/src/", ".rs").map(File::code);
    let lists: Vec<String> = codes
        .flat_map(|code| {
            between(&code, "generate_handler![", ']')
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let paths = lists.iter().flat_map(|list| list.split(','));
    let names = paths.filter_map(|path| path.trim().rsplit("::").next());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The commands that the window may ask for.
fn permitted(source: &Source) -> BTreeSet<String> {
    let Some(file) = source.file("src-tauri/permissions/commands.toml") else {
        return BTreeSet::new();
    };
    let lines = file
        .text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    let toml: String = lines.flat_map(|line| [line, "\n"]).collect();
    let lists = between(&toml, "allow = [", ']');
    let names = lists.flat_map(|list| list.split('"').skip(1).step_by(2));
    names.map(str::to_owned).collect()
}

/// The commands that the window asks for.
fn invoked(source: &Source) -> BTreeSet<String> {
    let doors = source.file("ui/src/desk.ts").into_iter();
    let doors = doors.chain(source.within("ui/src/desk/", ".ts"));
    let text: String = doors.map(|file| file.text.as_str()).collect();
    // `invoke`, perhaps a type between angles, then the name in quotes.
    let calls = text.split("invoke").skip(1).filter_map(|rest| {
        let (angles, rest) = rest.split_once('(')?;
        let angles = angles.trim();
        let is_call = angles.is_empty() || (angles.starts_with('<') && angles.ends_with('>'));
        let name = rest
            .trim_start()
            .strip_prefix(['\'', '"'])?
            .split(['\'', '"'])
            .next()?;
        is_call.then(|| name.to_owned())
    });
    calls.collect()
}

/// What stands between each `start` and the next `end`.
fn between<'a>(text: &'a str, start: &'a str, end: char) -> impl Iterator<Item = &'a str> {
    text.split(start)
        .skip(1)
        .filter_map(move |rest| rest.split(end).next())
}
