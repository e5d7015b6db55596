//! What goes wrong, and the one sentence it gets: it names the thing and says what was kept.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::Path;

use journeys::{Answer, Desk, Outlet};

/// A page on an outlet that cannot be clipped: the sentence is said, the link is kept.
#[track_caller]
fn unfetched(answer: Answer, sentence: &str) {
    let outlet = Outlet::open();
    outlet.serve("/story", answer);
    let desk = Desk::new();
    let address = outlet.address("/story");
    let refusal = desk.run(&["clip", &address, "--tag", "Kept"]).refused();
    assert_eq!(
        refusal.lines().count(),
        1,
        "more than one sentence: {refusal}"
    );
    for words in [
        sentence,
        &address,
        "the link is kept as story 1",
        "desk retry 1",
    ] {
        assert!(refusal.contains(words), "{words:?} is not in {refusal:?}");
    }
    let kept = desk.run(&["list", "--shelf", "unfetched"]).ok();
    assert!(
        kept.contains("[Kept]  not fetched yet") && kept.contains(&address),
        "{kept}"
    );

    // What was wrong is mended, and the link becomes a story.
    outlet.serve("/story", Answer::html(GOOD));
    assert!(desk.run(&["retry"]).ok().contains("Ferry runs again"));
    assert!(desk.run(&["list"]).ok().contains("1 story"));
}

const GOOD: &str = "<article><h1>Ferry runs again</h1><p>The ferry left the quay on time this morning, with \
    forty passengers and one dog, and the harbour board said that it would do so until the spring.</p></article>";

#[test]
fn an_outlet_that_refuses() {
    unfetched(Answer::status(403), "the server answered 403 (forbidden)");
    unfetched(Answer::status(404), "the server answered 404 (not found)");
    unfetched(
        Answer::status(500),
        "the server answered 500 (internal server error)",
    );
    unfetched(Answer::status(302), "the server answered 302 (found)");
}

#[test]
fn an_outlet_that_sends_no_page() {
    unfetched(
        Answer::of("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        "a picture (image/png)",
    );
    unfetched(
        Answer::of("text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        "no page of text",
    );
    unfetched(
        Answer::of("application/pdf", b"<p>Sign in to read</p>".to_vec()),
        "no page of text",
    );
    unfetched(
        Answer::of("application/octet-stream", b"MZ\x90\0\x03".to_vec()),
        "no page of text",
    );
    unfetched(
        Answer::of("video/mp4", b"....ftyp".to_vec()),
        "a recording (video/mp4)",
    );
    unfetched(Answer::html(""), "an empty page");
    unfetched(Answer::html(" \n "), "an empty page");
}

#[test]
fn an_outlet_that_sends_too_much() {
    unfetched(Answer::endless(), "larger than 20.0 MiB");
    unfetched(
        Answer::long("a".repeat(1 << 20), 100),
        "larger than 20.0 MiB",
    );
    unfetched(Answer::gzip_bomb(200 << 20), "larger than 20.0 MiB");
}

#[test]
fn an_outlet_that_breaks_off() {
    unfetched(Answer::mismeasured(GOOD, GOOD.len() + 100), "broke");
    unfetched(
        Answer::of("text/html", b"\x1f\x8b\x08\0broken".to_vec()).with("Content-Encoding", "gzip"),
        "is damaged or broke off",
    );
}

#[test]
fn an_address_that_leads_in_a_circle_or_away() {
    let outlet = Outlet::open();
    outlet.serve("/loop", Answer::redirect("/loop"));
    outlet.serve("/home", Answer::redirect("/"));
    outlet.serve("/", Answer::html(GOOD));
    outlet.serve("/away", Answer::redirect("file:///etc/passwd"));
    let inside = outlet.address("/").replace("127.0.0.1", "127.0.0.2");
    outlet.serve("/inside", Answer::redirect(&inside));
    let desk = Desk::new();
    for (path, sentence) in [
        ("/loop", "redirects in a circle"),
        ("/home", "leads to the front page"),
        ("/away", "redirects to something that is no web address"),
        ("/inside", "127.0.0.2 is a private address"),
    ] {
        let refusal = desk.run(&["clip", &outlet.address(path)]).refused();
        assert!(refusal.contains(sentence), "{path}: {refusal}");
    }
    assert!(
        desk.run(&["list", "--shelf", "unfetched"])
            .ok()
            .contains("4 stories")
    );
}

#[test]
fn an_address_where_nobody_answers() {
    let outlet = Outlet::open();
    let closed = outlet.address("/story");
    drop(outlet);
    let desk = Desk::new();
    let refusal = desk.run(&["clip", &closed]).refused();
    assert!(
        refusal.contains("refused the connection") && refusal.contains("is kept"),
        "{refusal}"
    );
    // `.invalid` is kept from being anybody's name (RFC 2606).
    let refusal = desk
        .run(&["clip", "https://nobody.invalid/story"])
        .refused();
    assert!(
        refusal.contains("the name nobody.invalid could not be found"),
        "{refusal}"
    );
}

#[test]
fn a_page_of_scripts_is_kept_and_says_what_is_missing() {
    let outlet = Outlet::open();
    outlet.serve(
        "/app",
        Answer::html(
            "<!doctype html><title>Loading</title><script>start()</script><div id=app></div>",
        ),
    );
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/app")]).ok();
    let shown = desk.run(&["show", "1"]).ok();
    let missing = shown
        .lines()
        .find(|line| line.starts_with("Not on page"))
        .unwrap_or_default();
    assert!(missing.contains("body"), "{shown}");
}

#[test]
fn a_file_without_text_is_kept_and_says_why() {
    let locked = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\n\
        endobj\ntrailer\n<< /Root 1 0 R /Encrypt << /Filter /Standard /V 2 /R 3 >> >>\n%%EOF\n";
    let nest = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    let outlet = Outlet::open();
    let folder = tempfile::tempdir().unwrap();
    for (at, (name, kind, bytes, gap, advice)) in [
        (
            "a.pdf",
            "application/pdf",
            locked,
            "locked",
            "printed to a new file",
        ),
        (
            "b.pdf",
            "application/pdf",
            "%PDF-1.7\nand nothing else",
            "damaged",
            "the file is damaged",
        ),
        ("c.eml", "message/rfc822", nest.as_str(), "rest", ""),
    ]
    .into_iter()
    .enumerate()
    {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let desk = Desk::new();
        let said = desk.run(&["clip", file.to_str().unwrap()]).ok();
        assert!(said.contains(advice), "{name}: {said}");
        let shown = desk.run(&["show", "1"]).ok();
        let missing = shown
            .lines()
            .find(|line| line.starts_with("Not on page"))
            .unwrap_or_default();
        assert!(
            missing.contains("body") && missing.contains(gap),
            "{name}: {shown}"
        );
        assert!(
            shown.contains(&format!("{} bytes", bytes.len())),
            "{name}: {shown}"
        );

        let path = format!("/{at}");
        outlet.serve(&path, Answer::of(kind, bytes.as_bytes().to_vec()));
        let said = desk.run(&["clip", &outlet.address(&path)]).ok();
        assert!(said.contains(advice), "{name}: {said}");
    }
}

#[test]
fn a_page_that_names_the_wrong_charset_is_read_all_the_same() {
    let outlet = Outlet::open();
    let page = "<!doctype html><title>Новини</title><article><h1>Пором знову ходить</h1><p>Пором відплив \
        вчасно, з сорока пасажирами та одним собакою на борту, і так буде до весни.</p></article>";
    outlet.serve("/story", Answer::of("text/html; charset=iso-8859-1", page));
    let desk = Desk::new();
    desk.run(&["clip", &outlet.address("/story")]).ok();
    assert!(desk.run(&["list"]).ok().contains("Пором знову ходить"));
}

#[test]
fn a_file_that_cannot_be_clipped_is_named_and_the_others_are_clipped() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| {
        fs::write(folder.path().join(name), bytes).unwrap();
        folder.path().join(name).to_str().unwrap().to_owned()
    };
    let good = file("good.html", GOOD.as_bytes());
    let binary = file("binary.html", b"\0\x01\x02");
    let empty = file("empty.txt", b"");
    let place = folder.path().to_str().unwrap();
    let said = desk.run(&["clip", &binary, &good, &empty, place, "no-such-file.html"]);
    assert!(said.out.contains("Ferry runs again"), "{said:?}");
    let refusal = said.refused();
    for sentence in [
        "binary.html: is not text",
        "empty.txt: is empty",
        "is a folder",
        "no-such-file.html is neither",
    ] {
        assert!(
            refusal.contains(sentence),
            "{sentence:?} is not in {refusal:?}"
        );
    }
    assert_eq!(refusal.lines().count(), 4, "{refusal}");
    assert!(desk.run(&["list"]).ok().contains("1 story"));
}

#[test]
fn a_paste_of_nothing_or_of_too_much_is_refused() {
    let desk = Desk::new();
    assert!(
        desk.run_on("", &["clip", "-"])
            .refused()
            .contains("nothing to clip")
    );
    assert!(
        desk.run_on(" \n\t", &["clip", "-"])
            .refused()
            .contains("nothing to clip")
    );
    let large = "word ".repeat(10 << 20);
    assert!(
        desk.run_on(large, &["clip", "-"])
            .refused()
            .contains("a page may hold 20.0 MiB")
    );
    assert!(desk.run(&["list"]).ok().contains("No stories."));
}

#[test]
fn a_library_that_cannot_be_used_is_named() {
    let desk = Desk::new();
    let place = desk.library().join("damaged");
    fs::create_dir(&place).unwrap();
    fs::write(
        place.join("library.db"),
        b"this was a library once ".repeat(400),
    )
    .unwrap();
    for (library, sentence) in [
        (place.as_path(), "is damaged; nothing was changed"),
        (Path::new("/proc/clipdesk"), "/proc/clipdesk"),
        (
            Path::new("/dev/null"),
            "is a file, and a library is a folder",
        ),
    ] {
        let library = library.to_str().unwrap();
        let refusal = desk.run(&["list", "--library", library]).refused();
        assert!(
            refusal.contains(sentence) && refusal.lines().count() == 1,
            "{refusal}"
        );
    }
}

#[test]
fn what_is_not_there_is_named() {
    let desk = Desk::new();
    desk.run(&["topic", "new", "Empty"]).ok();
    for (args, sentence) in [
        (&["show", "9"][..], "story 9 is not in this library"),
        (&["tag", "9", "+x"], "story 9 is not in this library"),
        (&["spike", "9"], "story 9 is not in this library"),
        (&["topic", "show", "Nowhere"], "there is no topic “Nowhere”"),
        (
            &["print", "Empty", "--format", "md", "--out", "-"],
            "“Empty” holds no story yet",
        ),
        (
            &["clip", "javascript:alert(1)"],
            "neither a file that exists nor a web address",
        ),
        (&["clip", "ftp://example.org/a"], "only http and https"),
        (
            &["correct", "9", "headline", "x"],
            "story 9 is not in this library",
        ),
    ] {
        let refusal = desk.run(args).refused();
        assert!(refusal.contains(sentence), "{args:?}: {refusal}");
    }
    let json = desk.run(&["show", "9", "--json"]).refused();
    assert!(json.contains(r#""kind":"missing""#), "{json}");
}

#[test]
fn a_desk_that_is_offline_asks_nobody_and_keeps_the_link() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html(GOOD));
    let desk = Desk::new();
    let address = outlet.address("/story");
    let refusal = desk.run(&["clip", &address, "--offline"]).refused();
    for words in [
        "the desk is offline (Settings)",
        "the link is kept as story 1",
    ] {
        assert!(refusal.contains(words), "{words:?} is not in {refusal:?}");
    }
    outlet.assert_unasked();
    let refusal = desk.run(&["retry", "--proxy", "proxy.example"]).refused();
    assert!(
        refusal.contains("write http://, https:// or socks5://"),
        "{refusal}"
    );
    outlet.assert_unasked();
    assert!(desk.run(&["retry"]).ok().contains("Ferry runs again"));
}
