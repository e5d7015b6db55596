//! Settings in the real window: each holds at once, and the next morning.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::Path;

use journeys::editor::{Home, clip, dialog_says, leave, library_says, no_violations};
use journeys::window::{role, text};
use journeys::{Answer, Desk, Outlet, Window, until};
use serde_json::json;

/// An authority that we made.
const OURS: &str = "\
-----BEGIN CERTIFICATE-----
MIIBnjCCAUWgAwIBAgIUSr7EzF5i88Dyj74PASSmmwX1Dt4wCgYIKoZIzj0EAwIw
JDEiMCAGA1UEAwwZQW4gb2ZmaWNlJ3Mgb3duIGF1dGhvcml0eTAgFw0yNjExMjYx
MTM3MjJaGA8yMTI2MTEwMjExMzcyMlowJDEiMCAGA1UEAwwZQW4gb2ZmaWNlJ3Mg
b3duIGF1dGhvcml0eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABEkivkM7Gu+D
NJH7XCiT/z8RxQRwF8LX2swcOW7SBBx+apv6SSNjr45neGkAltM0Cvc28/T9KGqO
YuMtc7+ln+qjUzBRMB0GA1UdDgQWBBRAtK9KneTkEjc+TvSyMTx+B7qcCzAfBgNV
HSMEGDAWgBRAtK9KneTkEjc+TvSyMTx+B7qcCzAPBgNVHRMBAf8EBTADAQH/MAoG
CCqGSM49BAMCA0cAMEQCIFIcXaqkrNlkvwgDIlEhyB2KnJALEScCqK+d+pmlZfu0
AiA6ifOS7RVpZzaYo4RRqOaNE6bxfKQYj4NkH+UUXLn2gw==
-----END CERTIFICATE-----
";

fn of(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Opens the settings of how the web is reached.
fn clipping(window: &Window) {
    window.press("ctrl+,");
    window.wait_for(role("dialog", "Settings"));
    window.click(role("button", "Clipping"));
    window.wait_for(role("textbox", "Proxy"));
}

/// Writes a field of the settings, and goes on to the next.
fn set(window: &Window, field: &str, words: &str) {
    window.click(role("textbox", field));
    window.write_over(role("textbox", field), words);
    window.press("Tab");
}

/// Empties a field of the settings.
fn empty(window: &Window, field: &str) {
    window.click(role("textbox", field));
    window.press("ctrl+a");
    window.press("Delete");
    window.press("Tab");
}

fn holds(window: &Window, field: &str, words: &str) {
    until(&format!("{words:?} as {field}"), || {
        let value = window.wait_for(role("textbox", field)).attribute("value");
        (value.unwrap_or_default() == words).then_some(())
    });
}

/// Whether the field is marked as wrong.
fn is_wrong(window: &Window, field: &str) -> bool {
    let mark = window.wait_for(role("textbox", field));
    mark.attribute("aria-invalid").as_deref() == Some("true")
}

#[test]
fn keys_are_changed_and_single_letters_switched_off() {
    let home = Home::new();
    let window = home.with_samples();
    let line = home.line();
    window.press("ctrl+,");
    window
        .click("dialog[open] nav button:nth-of-type(3), dialog[open] nav li:nth-of-type(3) button");
    window.click(role("button", "Change the key: Star"));
    window.press("e");
    until("who has that key", || {
        window
            .text_of("dialog[open]")
            .contains("Taken by")
            .then_some(())
    });
    no_violations(&window, "a key that is taken");
    window.click(role("button", "Take it over"));
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("e");
    library_says(&line, &["list", "--starred"], "1 story");
    // It holds the next morning, and is the table's again when it is reset.
    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    window.click("[role=option]");
    window.press("e");
    library_says(&line, &["list", "--starred"], "No stories");
    window.press("ctrl+,");
    window
        .click("dialog[open] nav button:nth-of-type(3), dialog[open] nav li:nth-of-type(3) button");
    window.click(role("button", "Reset all"));
    window.click(role("switch", "Single letters"));
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("s");
    window.press("ctrl+k");
    window.wait_for(role("combobox", "Search or command"));
    window.press("Escape");
    library_says(&line, &["list", "--starred"], "No stories");
    window.close();
}

#[test]
fn rows_type_and_theme_hold_at_once_and_the_next_morning() {
    let home = Home::new();
    let window = home.with_samples();
    let height = |window: &Window| {
        let script = "return document.querySelector('.rows [role=option]').offsetHeight";
        window.script(script, &json!([])).as_u64().unwrap()
    };
    let comfortable = height(&window);
    window.press("ctrl+,");
    window.wait_for(role("dialog", "Settings"));
    no_violations(&window, "settings");
    window.click(role("button", "Compact"));
    window.click("dialog[open] [aria-label=Theme] button:nth-of-type(3)");
    window.press("Escape");
    until("compact rows", || {
        (height(&window) < comfortable).then_some(())
    });
    let window = window.reopen();
    window.wait_for("[role=option]");
    assert!(height(&window) < comfortable);
    let theme = window.script("return document.documentElement.dataset.theme", &json!([]));
    assert_eq!(theme, json!("dark"));
    window.close();
}

#[test]
fn offline_fetches_nothing_and_keeps_the_link() {
    let outlet = Outlet::open();
    outlet.serve(
        "/story",
        Answer::html("<article><h1>Ferry runs</h1><p>It ran on time.</p></article>"),
    );
    let home = Home::new();
    let window = home.with_samples();
    window.press("ctrl+,");
    window.click(role("button", "Clipping"));
    window.click(role("switch", "Stay offline"));
    until("saved", || {
        window
            .text_of("dialog[open]")
            .contains("Saved")
            .then_some(())
    });
    window.type_into(role("textbox", "Proxy"), "ftp://proxy.example");
    window.press("Tab");
    until("what is wrong", || {
        window
            .text_of("dialog[open]")
            .contains("ftp://proxy.example")
            .then_some(())
    });
    no_violations(&window, "a proxy that is none");
    window.press("Escape");
    window.wait_gone("dialog[open]");
    window.press("ctrl+n");
    window.type_into("#entry", &outlet.address("/story"));
    window.press("ctrl+Enter");
    until("the sentence", || {
        window
            .text_of("dialog[open]")
            .contains("the desk is offline (Settings). The link is kept.")
            .then_some(())
    });
    assert!(outlet.requests().is_empty(), "{:?}", outlet.requests());
    window.press("Escape");
    window.wait_gone("dialog[open]");
    library_says(&home.line(), &["list", "--shelf", "unfetched"], "1 story");
    window.press("ctrl+,");
    window.click(role("button", "Clipping"));
    window.click(role("switch", "Stay offline"));
    window.press("Escape");
    window.wait_gone("dialog[open]");
    clip(&window, &outlet.address("/story"));
    assert_eq!(window.text_of("#headline"), "Ferry runs");
    window.close();
}

#[test]
fn an_authority_is_taken_and_a_file_that_holds_none_changes_nothing() {
    let home = Home::new();
    let (good, page) = (home.path().join("office.pem"), home.path().join("page.pem"));
    let torn = home.path().join("torn.pem");
    fs::write(&good, OURS).unwrap();
    fs::write(&page, "<html>").unwrap();
    fs::write(&torn, &OURS[..200]).unwrap();
    let window = home.with_samples();
    clipping(&window);
    set(&window, "Certificates", of(&good));
    dialog_says(&window, "Saved");
    let none = home.path().join("none.pem");
    for (wrong, why) in [
        (of(&none), "there is no such file"),
        ("office.pem", "there is no such file"),
        (of(home.path()), "that is a folder"),
        (of(&page), "the file holds no certificate in the PEM form"),
        (of(&torn), "a certificate in the file is damaged"),
    ] {
        set(&window, "Certificates", wrong);
        dialog_says(&window, &format!("he authorities in {wrong}: {why}"));
        assert!(is_wrong(&window, "Certificates"), "{wrong}");
    }
    no_violations(&window, "an authority that is none");
    // What was refused is said for as long as it stands there, whatever is set beside it.
    set(&window, "Proxy", "http://127.0.0.1:9");
    dialog_says(&window, "Saved");
    dialog_says(&window, "a certificate in the file is damaged");
    empty(&window, "Proxy");
    leave(&window);

    // The one that was taken holds the next morning, until it is taken away.
    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    clipping(&window);
    holds(&window, "Certificates", of(&good));
    holds(&window, "Proxy", "");
    // With its file gone nothing else is taken either, and no switch pretends that it was.
    fs::remove_file(&good).unwrap();
    window.click(role("switch", "Stay offline"));
    dialog_says(&window, "there is no such file");
    window.wait_for("#settings-offline:not(:checked)");
    empty(&window, "Certificates");
    dialog_says(&window, "Saved");
    leave(&window);
    clipping(&window);
    holds(&window, "Certificates", "");
    window.close();
}

#[test]
fn pages_come_over_the_proxy_until_it_is_taken_away() {
    let (proxy, page) = (Outlet::open(), "http://203.0.114.7/ferry");
    let story = "<article><h1>Ferry runs</h1><p>It left the quay on time, with forty passengers.</p></article>";
    proxy.serve(page, Answer::html(story));
    let home = Home::new();
    let window = home.with_samples();
    clipping(&window);
    let address = proxy.address("");
    // Who goes straight on to the next control has set both.
    window.click(role("textbox", "Proxy"));
    window.write_over(role("textbox", "Proxy"), &address);
    window.click(role("switch", "Stay offline"));
    window.wait_for("#settings-offline:checked");
    for wrong in [
        "proxy.example:8080",
        "http://",
        "http://proxy.example/path",
        "nonsense",
    ] {
        set(&window, "Proxy", wrong);
        dialog_says(&window, &format!("“{wrong}” is no proxy that can be used"));
        assert!(is_wrong(&window, "Proxy"), "{wrong}");
    }
    // The password of one that is refused is nobody's to read.
    set(&window, "Proxy", "ftp://editor:secret@proxy.example");
    dialog_says(&window, "“ftp://proxy.example” is no proxy");
    // Who closes the settings on it is told all the same.
    window.click(role("textbox", "Proxy"));
    window.write_over(role("textbox", "Proxy"), "office");
    window.click("dialog[open] .close button");
    window.wait_gone("dialog[open]");
    until("what was refused", || {
        let told = window
            .text_of("body")
            .contains("“office” is no proxy that can be used");
        told.then_some(())
    });

    let window = window.reopen();
    window.wait_for(role("button", "Clip a page"));
    clipping(&window);
    window.wait_for("#settings-offline:checked");
    until("the proxy that was right", || {
        let held = window
            .wait_for(role("textbox", "Proxy"))
            .attribute("value")?;
        (held.trim_end_matches('/') == address.trim_end_matches('/')).then_some(())
    });
    proxy.assert_unasked();
    window.click(role("switch", "Stay offline"));
    window.wait_for("#settings-offline:not(:checked)");
    leave(&window);
    clip(&window, page);
    assert_eq!(window.text_of("#headline"), "Ferry runs");
    library_says(&home.line(), &["list"], "Ferry runs");
    assert!(proxy.requests().iter().any(|asked| asked.path == page));

    clipping(&window);
    empty(&window, "Proxy");
    dialog_says(&window, "Saved");
    window.close();
}

#[test]
fn another_library_is_opened_and_this_one_left_in_order() {
    let home = Home::new();
    let window = home.with_samples();
    let other = home.path().join("Harbour desk");
    window.click("button.mast");
    window.click(role("menuitem", "Open another folder…"));
    no_violations(&window, "another library");
    // A folder that is no library is refused, and this one stays open.
    let foreign = home.path().join("Papers");
    fs::create_dir(&foreign).unwrap();
    fs::write(
        foreign.join("library.db"),
        "not a database, but somebody's own file",
    )
    .unwrap();
    window.type_into(role("textbox", "Folder"), foreign.to_str().unwrap());
    window.click(role("button", "Open"));
    window.wait_for("dialog[open] [role=alert]");
    window.type_into(role("textbox", "Folder"), other.to_str().unwrap());
    window.click(role("button", "Open"));
    window.wait_for(role("button", "Add five sample stories"));
    assert!(window.text_of(".library").contains("Harbour desk"));
    // The first one is free again, and as it was.
    library_says(&home.line(), &["list"], "5 stories");
    window.click("button.mast");
    window.click(role("menuitemradio", "Foreign desk"));
    until("five stories", || {
        (window.count(".rows [role=option]") == 5).then_some(())
    });
    assert_eq!(
        fs::read_to_string(foreign.join("library.db")).unwrap(),
        "not a database, but somebody's own file"
    );
    window.close();
}

#[test]
fn a_library_is_backed_up_looked_through_exported_and_taken_in() {
    let home = Home::new();
    let window = home.with_samples();
    let export = home.path().join("export");
    window.press("ctrl+,");
    window.click(role("button", "Library"));
    window.click(role("button", "Back up now"));
    window.wait_for(role("list", "Backups"));
    until("the backup", || {
        window
            .text_of("dialog[open]")
            .contains("Backed up to")
            .then_some(())
    });
    window.click(role("button", "Look through it"));
    window.wait_for(text("Nothing is wrong: everything is here and as it was."));
    no_violations(&window, "the library's settings");
    window.click(role("button", "Export everything…"));
    window.type_into("#export-to", export.to_str().unwrap());
    window.click(role("button", "Export"));
    until("the manifest", || {
        export.join("manifest.json").exists().then_some(())
    });
    let other = Desk::new();
    other.run(&["import", export.to_str().unwrap()]).ok();
    assert!(other.run(&["list"]).ok().contains("5 stories"));
    window.press("Escape");
    window.close();
}
