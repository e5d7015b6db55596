//! `desk cut`: pages by the folder, for scripts and scorers.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use journeys::Desk;
use serde_json::{Value, json};
use tempfile::TempDir;

fn read(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{line:?} is no JSON: {error}"))
}

/// A page with every part that a scorer asks for.
fn page(headline: &str) -> String {
    format!(
        "<!doctype html><html lang=uk><head><meta charset=windows-1251><title>{headline}</title>\
         <meta property=og:title content='{headline}'><meta property=og:image content='/pictures/ferry.jpg'>\
         <meta name=description content='Forty passengers and one dog were on board.'>\
         <meta property=article:published_time content='2026-03-14T23:30:00-05:00'></head><body><article>\
         <h1>{headline}</h1><p class=standfirst>Forty passengers and one dog were on board.</p>\
         <p class=byline>By <a rel=author>Ann Lee</a> and <a rel=author>Béla Kőrösi</a></p>\
         <p>The ferry left the quay on time this morning, and the harbour board said that it would do so until \
         the spring, whatever the ice on the river may do in the weeks between.</p><p>Пором відплив вчасно, з \
         сорока пасажирами та одним собакою на борту, і так буде до весни, сказали в порту.</p></article>"
    )
}

fn gzipped(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap()
}

/// A pack of these pages, zipped; its answers are all wrong.
fn pack(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("html")).unwrap();
    let mut list = String::new();
    for (id, text) in pages {
        let file = format!("html/{id}.html.gz");
        fs::write(folder.path().join(&file), gzipped(text)).unwrap();
        let line = json!({
            "id": id, "url": format!("https://courier.example/2026/{id}"), "file": file,
            "title": "A wrong answer", "author": ["Nobody"], "body": "Nothing of this.", "date": "1999-01-01",
        });
        list += &format!("{line}\n\n");
    }
    fs::write(folder.path().join("gold.jsonl"), list).unwrap();
    folder
}

fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_pack_gives_the_lines_that_a_scorer_reads() {
    let pack = pack(&[("ferry", &page("Ferry runs again"))]);
    let desk = Desk::new();
    let said = desk.run(&["cut", "--pack", word(pack.path()), "--predictions"]);
    let line = read(&said.ok());
    let body = line["body"].as_str().unwrap();
    // The standfirst is printed where the text begins, and scorers count it there.
    let standfirst = "Forty passengers and one dog were on board.";
    let begins = format!("{standfirst}\n\nThe ferry left the quay");
    assert!(body.starts_with(&begins), "{body}");
    assert!(
        body.ends_with("сказали в порту."),
        "the text is UTF-8 whatever the page says: {body}"
    );
    let mut rest = line.clone();
    rest.as_object_mut().unwrap().remove("body");
    assert_eq!(
        rest,
        json!({
            "id": "ferry", "title": "Ferry runs again", "author": ["Ann Lee", "Béla Kőrösi"],
            "date": "2026-03-14", "dek": standfirst,
            "lead_image": "https://courier.example/pictures/ferry.jpg",
        })
    );
}

#[test]
fn files_and_packs_come_out_in_their_order_however_many_are_cut_at_once() {
    let long = format!(
        "{}{}",
        page("Long"),
        "<p>And so it went on.</p>".repeat(3_000)
    );
    let names: Vec<String> = (0..40).map(|number| format!("page-{number}")).collect();
    let text = page("Ferry runs again");
    let pages: Vec<(&str, &str)> = names
        .iter()
        .map(|name| {
            (
                name.as_str(),
                if name == "page-0" {
                    long.as_str()
                } else {
                    text.as_str()
                },
            )
        })
        .collect();
    let (first, second) = pages.split_at(25);
    let (first, second) = (pack(first), pack(second));
    let alone = first.path().join("alone.html");
    fs::write(&alone, page("Alone")).unwrap();
    let desk = Desk::new();
    let cut = |jobs: &str| {
        let packs = ["--pack", word(first.path()), "--pack", word(second.path())];
        let options = ["--jobs", jobs, "--predictions"];
        desk.run(&[&["cut", word(&alone)][..], &packs, &options].concat())
            .ok()
    };
    let one_by_one = cut("1");
    let ids: Vec<Value> = one_by_one
        .lines()
        .map(|line| read(line)["id"].clone())
        .collect();
    let wanted: Vec<&str> = std::iter::once("alone")
        .chain(names.iter().map(String::as_str))
        .collect();
    assert_eq!(ids, wanted);
    for jobs in ["4", "all", "0"] {
        assert!(cut(jobs) == one_by_one, "--jobs {jobs} gives other lines");
    }
    assert_eq!(
        desk.run(&["cut", word(&alone), "--jobs", "many"]).code,
        Some(2)
    );
    assert_eq!(desk.run(&["cut"]).code, Some(2));
}

#[test]
fn what_a_pack_cannot_give_is_named_and_the_rest_is_cut() {
    let pack = pack(&[
        ("good", &page("Ferry runs again")),
        ("bomb", &" ".repeat(30 << 20)),
    ]);
    let place = pack.path();
    fs::write(place.join("secret.html"), page("Not in the pack")).unwrap();
    fs::write(
        place.join("html/torn.html.gz"),
        &gzipped(&page("Torn"))[..60],
    )
    .unwrap();
    fs::write(place.join("html/empty.html"), " ").unwrap();
    let mut list = fs::read_to_string(place.join("gold.jsonl")).unwrap();
    let secret = place.join("secret.html");
    for file in [
        "../secret.html",
        "html/../../x",
        word(&secret),
        "",
        "html/none.html.gz",
        "html/torn.html.gz",
        "html/empty.html",
        "html",
    ] {
        list += &format!("{}\n", json!({ "id": "bad", "url": null, "file": file }));
    }
    list += "{\"id\": 1}\n\u{fffd}\n";
    list += &format!(
        "{}\n",
        json!({ "id": "last", "url": "recall::page", "file": "html/good.html.gz" })
    );
    fs::write(place.join("gold.jsonl"), list).unwrap();
    for jobs in ["1", "3"] {
        let desk = Desk::new();
        let said = desk.run(&[
            "cut",
            "--pack",
            word(place),
            "--pack",
            "no-such-pack",
            "--jobs",
            jobs,
            "--predictions",
        ]);
        let ids: Vec<_> = said
            .out
            .lines()
            .map(|line| read(line)["id"].clone())
            .collect();
        assert_eq!(ids, ["good", "last"], "{said:?}");
        let refusal = said.refused();
        for words in [
            "bomb.html: is larger than 20.0 MiB",
            "gold.jsonl: line 5 names “../secret.html”, which is no file inside the pack",
            "names “html/../../x”, which is no file inside the pack",
            "secret.html”, which is no file inside the pack",
            "names “”, which is no file inside the pack",
            "none.html.gz: does not exist",
            "torn.html.gz: cannot be read",
            "empty.html: is empty",
            "html: is a folder",
            "line 13 names no page",
            "line 14 names no page",
            "no-such-pack/gold.jsonl: does not exist",
        ] {
            assert!(refusal.contains(words), "{words:?} is not in {refusal}");
        }
        assert_eq!(refusal.lines().count(), 12, "{refusal}");
    }
}
