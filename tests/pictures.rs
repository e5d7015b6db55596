//! The pictures of a story: kept with it, once, and never asked for again.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use journeys::picture::{head, page, png};
use journeys::{Answer, Desk, Outlet};
use serde_json::Value;

const DUSK: [u8; 3] = [240, 180, 120];

/// A story as `desk show` tells it.
fn story(desk: &Desk, number: u32) -> Value {
    let told = desk.run(&["show", &number.to_string(), "--json"]).ok();
    serde_json::from_str(&told).unwrap()
}

/// What became of a picture: the hash of what is kept, or why nothing is.
fn fate(story: &Value, address: &str) -> Result<String, String> {
    let pictures = story["pictures"].as_array().unwrap();
    let found = pictures
        .iter()
        .find(|picture| picture["address"] == address);
    let found = found.unwrap_or_else(|| panic!("{address} is not among {pictures:?}"));
    match found["kept"]["sha256"].as_str() {
        Some(sha) => Ok(sha.to_owned()),
        None => Err(found["unkept"].as_str().unwrap_or_default().to_owned()),
    }
}

/// The files of pictures that a library holds.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files(&path),
            path => vec![path],
        })
        .collect()
}

fn held(desk: &Desk) -> Vec<PathBuf> {
    files(&desk.library().join("pictures"))
}

#[test]
fn what_is_a_picture_is_kept_and_what_is_not_says_why() {
    let inside = Outlet::open();
    let outlet = Outlet::open();
    let secret = inside.address("/secret").replace("127.0.0.1", "localhost");
    let large = [head(600, 400), vec![0; 1 << 20]].concat();
    let jpeg =
        b"\xff\xd8\xff\xc0\0\x11\x08\x01\x90\x02\x58\x03\x01\x11\0\x02\x11\0\x03\x11\0".to_vec();
    let cases: [(&str, Answer, Option<&str>); 12] = [
        ("/a.png", Answer::of("image/png", png(60, 40, DUSK)), None),
        ("/b", Answer::of("text/html", png(61, 40, DUSK)), None),
        (
            "/c.gif",
            Answer::of("image/png", b"GIF89a\x40\0\x30\0\0\0\0;".to_vec()),
            None,
        ),
        ("/d.jpg", Answer::of("application/octet-stream", jpeg), None),
        (
            "/e.png",
            Answer::html("<script>alert(1)</script> and some more words")
                .with("Content-Type", "image/png"),
            Some("what is there is no JPEG"),
        ),
        (
            "/f.png",
            Answer::of(
                "image/svg+xml",
                "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            ),
            Some("what is there is no JPEG"),
        ),
        (
            "/g.png",
            Answer::status(404),
            Some("the server answered 404 (not found)"),
        ),
        (
            "/h.png",
            Answer::long(large, 100),
            Some("the picture is larger than 8.0 MiB"),
        ),
        (
            "/i.png",
            Answer::redirect(&secret),
            Some("localhost is a private address"),
        ),
        (
            "/j.png",
            Answer::of("image/png", head(60_000, 60_000)),
            Some("the picture has 60000 × 60000 pixels"),
        ),
        (
            "/k.png",
            Answer::of("image/png", ""),
            Some("the server sent nothing"),
        ),
        ("/l.png", Answer::redirect("/a.png"), None),
    ];
    let paths: Vec<_> = cases.iter().map(|(path, ..)| *path).collect();
    outlet.serve("/story", Answer::html(&page(&paths)));
    for (path, answer, _) in &cases {
        outlet.serve(path, answer.clone());
    }
    let desk = Desk::new();
    let said = desk.run(&["clip", &outlet.address("/story")]).ok();
    assert!(
        said.contains("5 of 12 pictures are kept: desk show 1 says why"),
        "{said}"
    );
    inside.assert_unasked();

    let told = story(&desk, 1);
    for (path, _, refusal) in &cases {
        let address = outlet.address(path);
        match (fate(&told, &address), refusal) {
            (Ok(_), None) => {}
            (Err(why), Some(refusal)) => assert!(why.contains(refusal), "{path}: {why}"),
            (fate, _) => panic!("{path}: {fate:?}"),
        }
    }
    let (first, again) = (outlet.address("/a.png"), outlet.address("/l.png"));
    assert_eq!(
        fate(&told, &first),
        fate(&told, &again),
        "one picture has two names"
    );
    assert_eq!(held(&desk).len(), 4, "{:?}", held(&desk));
    let words = desk.run(&["show", "1"]).ok();
    assert!(
        words.contains("60 × 40 PNG") && words.contains("not kept: the server answered 404"),
        "{words}"
    );
}

#[test]
fn a_story_is_read_listed_and_printed_without_asking_anybody() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page(&["/a.png"])));
    outlet.serve("/a.png", Answer::of("image/png", png(60, 40, DUSK)));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/story"), "--topic", "Ferries"])
        .ok();
    assert_eq!(outlet.requests().len(), 2);
    for line in [
        &["show", "1"][..],
        &["list"],
        &["search", "ferry"],
        &["print", "Ferries", "--format", "html", "--out", "-"],
        &["print", "Ferries", "--format", "md", "--out", "-"],
    ] {
        desk.run(line).ok();
    }
    assert_eq!(outlet.requests().len(), 2, "{:?}", outlet.requests());
}

#[test]
fn what_failed_is_tried_again_and_what_is_kept_outlives_its_page() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page(&["/a.png", "/b.png"])));
    outlet.serve("/a.png", Answer::of("image/png", png(60, 40, DUSK)));
    let (address, desk) = (outlet.address("/story"), Desk::new());
    desk.run(&["clip", &address]).ok();
    outlet.serve("/a.png", Answer::status(410));
    outlet.serve("/b.png", Answer::of("image/png", png(70, 40, DUSK)));
    let before = outlet.requests().len();
    desk.run(&["clip", &address]).ok();
    let asked = outlet.requests().split_off(before);
    let asked: Vec<_> = asked.into_iter().map(|request| request.path).collect();
    assert_eq!(
        asked,
        ["/story", "/b.png"],
        "what is kept was asked for again"
    );
    let told = story(&desk, 1);
    for path in ["/a.png", "/b.png"] {
        fate(&told, &outlet.address(path)).unwrap();
    }
}

#[test]
fn two_stories_share_a_picture_and_neither_loses_it_with_the_other() {
    let outlet = Outlet::open();
    for (story, picture) in [("/one", "/a.png"), ("/two", "/b.png")] {
        let page = page(&[picture]).replace("Ferry", story);
        outlet.serve(story, Answer::html(&page));
        outlet.serve(picture, Answer::of("image/png", png(60, 40, DUSK)));
    }
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/one"), &outlet.address("/two")])
        .ok();
    let kept = fate(&story(&desk, 1), &outlet.address("/a.png")).unwrap();
    assert_eq!(
        fate(&story(&desk, 2), &outlet.address("/b.png")).unwrap(),
        kept
    );
    assert_eq!(held(&desk).len(), 1, "one picture is kept twice");
    desk.run(&["undo"]).ok();
    desk.run(&["spike", "1"]).ok();
    fate(&story(&desk, 1), &outlet.address("/a.png")).unwrap();
    fate(&story(&desk, 2), &outlet.address("/b.png")).unwrap();
    assert_eq!(held(&desk).len(), 1);
}

#[test]
fn an_address_that_shows_something_else_tomorrow_does_not_change_an_older_story() {
    let outlet = Outlet::open();
    for story in ["/one", "/two"] {
        outlet.serve(
            story,
            Answer::html(&page(&["/today.png"]).replace("Ferry", story)),
        );
    }
    let desk = Desk::new();
    outlet.serve("/today.png", Answer::of("image/png", png(60, 40, DUSK)));
    desk.run(&["clip", &outlet.address("/one")]).ok();
    outlet.serve("/today.png", Answer::of("image/png", png(80, 40, DUSK)));
    desk.run(&["clip", &outlet.address("/two")]).ok();
    let address = outlet.address("/today.png");
    assert_ne!(
        fate(&story(&desk, 1), &address),
        fate(&story(&desk, 2), &address)
    );
}

#[test]
fn a_saved_page_asks_no_machine_inside_and_brings_its_own_pictures() {
    let inside = Outlet::open();
    inside.serve("/a.png", Answer::of("image/png", png(60, 40, DUSK)));
    let own = png(90, 64, DUSK);
    let own = format!("data:image/png;base64,{}", BASE64.encode(own));
    let desk = Desk::new();
    let elsewhere = tempfile::tempdir().unwrap();
    let saved = elsewhere.path().join("saved.html");
    fs::write(&saved, page(&[&inside.address("/a.png"), &own])).unwrap();
    desk.run(&["clip", saved.to_str().unwrap()]).ok();
    inside.assert_unasked();
    let told = story(&desk, 1);
    let why = fate(&told, &inside.address("/a.png")).unwrap_err();
    assert!(why.contains("127.0.0.1 is a private address"), "{why}");
    let kept = &told["pictures"][1]["kept"];
    assert_eq!(
        (&kept["width"], &kept["height"]),
        (&90.into(), &64.into()),
        "{told:#}"
    );
    assert_eq!(held(&desk).len(), 1);
}

#[test]
fn pictures_are_left_out_when_only_the_text_is_wanted() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page(&["/a.png"])));
    outlet.serve("/a.png", Answer::of("image/png", png(60, 40, DUSK)));
    let (address, desk) = (outlet.address("/story"), Desk::new());
    desk.run(&["clip", "--no-pictures", &address]).ok();
    assert_eq!(outlet.requests().len(), 1);
    let why = fate(&story(&desk, 1), &outlet.address("/a.png")).unwrap_err();
    assert_eq!(why, "it has not been fetched yet");
    desk.run(&["clip", &address]).ok();
    fate(&story(&desk, 1), &outlet.address("/a.png")).unwrap();
}

#[test]
fn a_print_brings_its_pictures_and_asks_nobody_for_them() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page(&["/a.png", "/b.png"])));
    let picture = png(60, 40, DUSK);
    outlet.serve("/a.png", Answer::of("image/png", picture.clone()));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/story"), "--topic", "Ferries"])
        .ok();
    let sha = fate(&story(&desk, 1), &outlet.address("/a.png")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let print = |format: &str, replace: &[&str]| {
        let path = folder.path().join(format!("ferries.{format}"));
        let out = path.to_str().unwrap().to_owned();
        let line = ["print", "Ferries", "--format", format, "--out", &out];
        desk.run(&[&line, replace].concat()).ok();
        fs::read_to_string(path).unwrap()
    };

    let html = print("html", &[]);
    let held = format!("src=\"data:image/png;base64,{}\"", BASE64.encode(&picture));
    for words in [
        &held,
        "alt=\"The quay\" width=\"60\" height=\"40\"",
        "<figcaption>At dusk</figcaption>",
        "img-src data:;",
        ">Picture: The quay</a><figcaption>At dusk</figcaption>",
    ] {
        assert!(html.contains(words), "{words:?} is not in {html}");
    }
    assert_eq!(html.matches("src=").count(), 1, "{html}");

    let markdown = print("md", &[]);
    let file = format!("pictures/{sha}.png");
    for words in [
        format!("![The quay]({file})\n\n*At dusk*"),
        format!(
            "[Picture: The quay]({})\n\n*At dusk*",
            outlet.address("/b.png")
        ),
    ] {
        assert!(markdown.contains(&words), "{words:?} is not in {markdown}");
    }
    assert_eq!(fs::read(folder.path().join(&file)).unwrap(), picture);
    // A second print of the day shares the folder, and says the same.
    assert_eq!(print("md", &["--replace"]), markdown);
    assert_eq!(files(&folder.path().join("pictures")).len(), 1);

    let alone = desk.run(&["print", "Ferries", "--format", "md", "--out", "-"]);
    let alone = alone.ok();
    assert!(
        !alone.contains("!["),
        "nothing lies beside the terminal: {alone}"
    );
    assert!(alone.contains(&format!(
        "[Picture: The quay]({})",
        outlet.address("/a.png")
    )));
}

#[test]
fn a_picture_whose_file_has_gone_bad_is_not_printed() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(&page(&["/a.png"])));
    outlet.serve("/a.png", Answer::of("image/png", png(60, 40, DUSK)));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/story"), "--topic", "Ferries"])
        .ok();
    fs::write(&held(&desk)[0], "<script>alert(1)</script>").unwrap();
    let line = ["print", "Ferries", "--format", "html", "--out", "-"];
    let html = desk.run(&line).ok();
    assert!(
        html.contains(">Picture: The quay</a>") && !html.contains("<img"),
        "{html}"
    );
    // The next clip makes it good.
    desk.run(&["clip", &outlet.address("/story")]).ok();
    assert!(desk.run(&line).ok().contains("<img"));
}
