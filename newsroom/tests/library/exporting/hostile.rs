//! Exports that are damaged, or made to do harm: each is refused by a sentence, and nothing is taken in.

use std::fs;
use std::path::Path;

use newsroom::Library;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{full, on, take_in, wrong};
use crate::holding::{all_of, edited, noon};

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Changes the manifest.
pub(super) fn manifest(folder: &Path, change: impl FnOnce(&mut Value)) {
    let path = folder.join("manifest.json");
    let mut value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut value);
    fs::write(path, value.to_string()).unwrap();
}

/// Writes a file anew, and makes the manifest say so.
pub(super) fn rewrite(folder: &Path, name: &str, change: impl FnOnce(String) -> String) {
    let path = folder.join(name);
    let text = change(fs::read_to_string(&path).unwrap());
    manifest(folder, |value| {
        value["files"][name] = json!({
            "lines": text.matches('\n').count(), "bytes": text.len(), "sha256": sha256(text.as_bytes()),
        });
    });
    fs::write(path, text).unwrap();
}

/// Changes the first line of a file.
pub(super) fn line(folder: &Path, name: &str, change: impl FnOnce(&mut Value)) {
    rewrite(folder, name, |text| {
        let (first, rest) = text.split_once('\n').unwrap();
        let mut value = serde_json::from_str(first).unwrap();
        change(&mut value);
        format!("{value}\n{rest}")
    });
}

fn first_page(folder: &Path) -> (std::path::PathBuf, Value) {
    let text = fs::read_to_string(folder.join("snapshots.jsonl")).unwrap();
    let line: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let sha = line["sha256"].as_str().unwrap();
    (
        folder.join(format!("snapshots/{}/{sha}.html.zst", &sha[..2])),
        line,
    )
}

/// Something that is done to an export, and what its refusal names.
pub(super) type Case = (&'static str, &'static [&'static str], fn(&Path));

const CASES: &[Case] = &[
    ("no manifest", &["no manifest.json"], |at| {
        fs::remove_file(at.join("manifest.json")).unwrap()
    }),
    (
        "a manifest that is no JSON",
        &["manifest.json", "no manifest"],
        |at| {
            fs::write(at.join("manifest.json"), "{").unwrap();
        },
    ),
    (
        "a manifest of 20 MB",
        &["manifest.json", "larger than"],
        |at| {
            fs::write(at.join("manifest.json"), vec![b' '; 20 << 20]).unwrap();
        },
    ),
    ("another format", &["“recipes”"], |at| {
        manifest(at, |value| value["format"] = json!("recipes"))
    }),
    ("a newer version", &["version 4"], |at| {
        manifest(at, |value| value["version"] = json!(4))
    }),
    ("a newer layout", &["newer Clipdesk"], |at| {
        manifest(at, |value| value["layout"] = json!(9_999))
    }),
    (
        "a way out of the folder",
        &["“../stories.jsonl”", "was not read"],
        |at| {
            manifest(at, |value| {
                value["files"]["../stories.jsonl"] = json!({"lines": 0, "bytes": 0, "sha256": ""})
            });
        },
    ),
    ("an absolute path", &["“/etc/passwd”"], |at| {
        manifest(at, |value| {
            value["files"]["/etc/passwd"] = json!({"lines": 0, "bytes": 0, "sha256": ""})
        });
    }),
    ("a sequence at its end", &["sequences"], |at| {
        manifest(at, |value| value["sequences"]["stories"] = json!(i64::MAX));
    }),
    (
        "a file that is gone",
        &["stories.jsonl", "is missing"],
        |at| {
            fs::remove_file(at.join("stories.jsonl")).unwrap();
        },
    ),
    (
        "a wrong hash",
        &["stories.jsonl", "not what the manifest says"],
        |at| {
            let path = at.join("stories.jsonl");
            let text = fs::read_to_string(&path)
                .unwrap()
                .replace("ferry 3", "ferry 4");
            fs::write(path, text).unwrap();
        },
    ),
    (
        "a file that was cut off",
        &["acts.jsonl", "not what the manifest says"],
        |at| {
            let path = at.join("acts.jsonl");
            let text = fs::read(&path).unwrap();
            fs::write(path, &text[..text.len() / 2]).unwrap();
        },
    ),
    ("fewer lines than it says", &["tags.jsonl", "lines"], |at| {
        manifest(at, |value| value["files"]["tags.jsonl"]["lines"] = json!(7));
    }),
    ("a line that is no JSON", &["tags.jsonl", "line 1"], |at| {
        rewrite(at, "tags.jsonl", |_| "nothing\n".to_owned())
    }),
    ("bytes that are no text", &["tags.jsonl", "line 1"], |at| {
        rewrite(at, "tags.jsonl", |_| {
            "{\"id\":1,\"name\":\"\u{0}\\ud800\"}\n".to_owned()
        });
    }),
    (
        "a story without translations",
        &["stories.jsonl", "lacks"],
        |at| {
            line(at, "stories.jsonl", |story| {
                story["translations"] = Value::Null
            });
        },
    ),
    (
        "a claim of no known status",
        &["stories.jsonl", "“true”"],
        |at| {
            line(at, "stories.jsonl", |story| {
                story["claim"] = json!({
                    "status": "true", "by": null, "according_to": null, "made_at": "2026-11-22T12:00:00.000Z"
                });
            });
        },
    ),
    (
        "a colour that is none",
        &["topics.jsonl", "“mauve”"],
        |at| {
            line(at, "topics.jsonl", |topic| topic["colour"] = json!("mauve"));
        },
    ),
    (
        "a field of another version",
        &["stories.jsonl", "line 1", "mood"],
        |at| {
            line(at, "stories.jsonl", |story| story["mood"] = json!("grim"));
        },
    ),
    ("brackets without end", &["stories.jsonl", "line 1"], |at| {
        rewrite(at, "stories.jsonl", |_| {
            format!("{}\n", "[".repeat(1 << 20))
        });
    }),
    (
        "a story twice",
        &["stories.jsonl", "line 2", "story 1"],
        |at| {
            rewrite(at, "stories.jsonl", |text| {
                let first = text.lines().next().unwrap().to_owned();
                format!("{first}\n{text}")
            });
        },
    ),
    (
        "a number below zero",
        &["tags.jsonl", "line 1", "-4"],
        |at| line(at, "tags.jsonl", |tag| tag["id"] = json!(-4)),
    ),
    (
        "a tag nobody made",
        &["stories.jsonl", "“Unheard of”"],
        |at| {
            line(at, "stories.jsonl", |story| {
                story["tags"] = json!(["Unheard of"])
            });
        },
    ),
    (
        "two names that are one",
        &["topics.jsonl", "line 2"],
        |at| {
            rewrite(at, "topics.jsonl", |text| {
                text.replace("An empty file", "THE  crossing")
            });
        },
    ),
    (
        "a place that is none",
        &["topics.jsonl", "position"],
        |at| {
            line(at, "topics.jsonl", |topic| {
                topic["position"] = json!("00' OR 1")
            });
        },
    ),
    (
        "a moment that is none",
        &["stories.jsonl", "yesterday"],
        |at| {
            line(at, "stories.jsonl", |story| {
                story["added_at"] = json!("yesterday")
            });
        },
    ),
    (
        "an address that runs a script",
        &["stories.jsonl", "clipping"],
        |at| {
            line(at, "stories.jsonl", |story| {
                story["clippings"][0]["clipping"]["address"] = json!("javascript:alert(1)");
            });
        },
    ),
    (
        "an act on a table of SQLite's",
        &["changes.jsonl", "“sqlite_schema”"],
        |at| {
            line(at, "changes.jsonl", |change| {
                change["table"] = json!("sqlite_schema")
            });
        },
    ),
    (
        "a page that leads out",
        &["snapshots.jsonl", "line 1"],
        |at| {
            line(at, "snapshots.jsonl", |page| {
                page["sha256"] = json!("../../../../etc/passwd")
            });
        },
    ),
    ("a page that is gone", &[".html.zst", "is missing"], |at| {
        fs::remove_file(first_page(at).0).unwrap()
    }),
    (
        "a page that is another",
        &[".html.zst", "is not the page"],
        |at| {
            fs::write(
                first_page(at).0,
                zstd::encode_all(&b"other words"[..], 3).unwrap(),
            )
            .unwrap();
        },
    ),
    (
        "a page that unpacks to a gigabyte",
        &[".html.zst", "is not the page"],
        |at| {
            let zeros = std::io::Read::take(std::io::repeat(0), 1 << 30);
            fs::write(first_page(at).0, zstd::encode_all(zeros, 1).unwrap()).unwrap();
        },
    ),
    (
        "a page that says it has a terabyte",
        &[".html.zst", "is not the page"],
        |at| {
            line(at, "snapshots.jsonl", |page| {
                page["bytes"] = json!(1_u64 << 40)
            });
        },
    ),
    (
        "a picture that is none",
        &[".gif", "is not the picture"],
        |at| {
            let text = fs::read_to_string(at.join("pictures.jsonl")).unwrap();
            let picture: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
            let sha = picture["sha256"].as_str().unwrap();
            fs::write(
                at.join(format!("pictures/{}/{sha}.gif", &sha[..2])),
                "<svg>",
            )
            .unwrap();
        },
    ),
    (
        "a folder in the place of a file",
        &["tags.jsonl", "no file"],
        |at| {
            fs::remove_file(at.join("tags.jsonl")).unwrap();
            fs::create_dir(at.join("tags.jsonl")).unwrap();
        },
    ),
    #[cfg(unix)]
    (
        "a link to somewhere else",
        &["stories.jsonl", "is a link"],
        |at| {
            let real = at.join("stories.real");
            fs::rename(at.join("stories.jsonl"), &real).unwrap();
            std::os::unix::fs::symlink(real, at.join("stories.jsonl")).unwrap();
        },
    ),
    #[cfg(unix)]
    (
        "a folder that is a link",
        &["snapshots/", "is a link"],
        |at| {
            fs::rename(at.join("snapshots"), at.join("elsewhere")).unwrap();
            std::os::unix::fs::symlink("elsewhere", at.join("snapshots")).unwrap();
        },
    ),
];

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in super::files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_taken_in() {
    let whole = tempfile::tempdir().unwrap();
    full().export(whole.path(), noon(), &on).unwrap();
    let empty = crate::holding::library();
    let mine = crate::holding::library();
    edited(&mine, 3);
    let looks = |library: &Library| (all_of(library), super::exported(library));
    let before = [looks(&empty), looks(&mine)];
    for (what, names, harm) in CASES.iter().chain(wrong::CASES) {
        let folder = tempfile::tempdir().unwrap();
        copy(whole.path(), folder.path());
        harm(folder.path());
        for library in [&empty, &mine] {
            let refusal = library
                .take_in_export(folder.path(), noon(), &on)
                .expect_err(what)
                .to_string();
            for name in *names {
                assert!(refusal.contains(name), "{what}: {refusal}");
            }
            assert!(
                !refusal.contains('\n') && !refusal.ends_with('.'),
                "{what}: {refusal}"
            );
        }
    }
    assert!(
        [looks(&empty), looks(&mine)] == before,
        "something of a refused export was taken in"
    );
    // Whoever made it may have added files of their own, and changed the words of the README.
    fs::write(whole.path().join("README.md"), "mine").unwrap();
    fs::write(whole.path().join("notes.txt"), "mine").unwrap();
    assert_eq!(take_in(&empty, whole.path()).stories, 10);
}
