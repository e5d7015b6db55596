//! What the window asks of the shell about this computer: settings, libraries, chores, links. Asked for by their
//! commands, whatever the screens look like.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use journeys::window::role;
use journeys::{Answer, Outlet, Window, until};
use serde_json::{Value, json};

/// What a command answers, or its complaint's sentence.
fn ask(window: &Window, command: &str, args: &Value) -> Result<Value, String> {
    let script = "const [command, args, done] = arguments;
         window.__TAURI_INTERNALS__.invoke(command, args)
           .then((answer) => done({ answer }), (error) => done({ error: error.message ?? String(error) }))";
    let told = window.script_async(script, &json!([command, args]));
    match told.get("error") {
        Some(error) => Err(error.as_str().unwrap_or_default().to_owned()),
        None => Ok(told["answer"].clone()),
    }
}

fn stories(window: &Window, many: usize) {
    until(&format!("{many} stories"), || {
        (window.count("[role=option]") == many).then_some(())
    });
}

fn of(folder: &Path) -> String {
    folder.to_str().unwrap().to_owned()
}

#[test]
fn what_concerns_the_whole_library_is_done_and_told() {
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.click(role("button", "Add five sample stories"));
    stories(&window, 5);
    let none = json!({});
    let made = ask(&window, "back_up", &none).unwrap();
    assert!(
        made.as_str().unwrap().starts_with("Backed up to "),
        "{made}"
    );
    let backups = ask(&window, "backups", &none).unwrap();
    let name = backups[0]["name"].as_str().unwrap().to_owned();
    assert_eq!(ask(&window, "verify", &none), Ok(json!([])));

    let out = home.path().join("exported");
    let to = json!({ "path": of(&out) });
    let exported = ask(&window, "export_library", &to).unwrap();
    assert!(
        exported.as_str().unwrap().starts_with("Exported 5 stories"),
        "{exported}"
    );
    let again = ask(&window, "export_library", &to).unwrap_err();
    assert!(again.contains("is not empty"), "{again}");
    let here = ask(&window, "import_library", &to).unwrap();
    assert_eq!(here, "Everything is here already");
    for wrong in ["", "exported", "../exported"] {
        let path = json!({ "path": wrong });
        assert!(ask(&window, "export_library", &path).is_err(), "{wrong}");
        assert!(ask(&window, "import_library", &path).is_err(), "{wrong}");
    }

    ask(&window, "new_topic", &json!({ "name": "Harbour" })).unwrap();
    let restored = ask(&window, "restore", &json!({ "name": name })).unwrap();
    assert!(
        restored.as_str().unwrap().contains("is the backup of"),
        "{restored}"
    );
    let shelves = json!({ "since": "2026-01-01T00:00:00Z" });
    let topics = ask(&window, "shelves", &shelves).unwrap();
    let mut names = topics["topics"].as_array().unwrap().iter();
    assert!(names.all(|topic| topic["name"] != "Harbour"), "{topics}");
    stories(&window, 5);
    for wrong in ["", "latest", "../library.db", "1999-01-01T00:00:00Z"] {
        let refusal = ask(&window, "restore", &json!({ "name": wrong })).unwrap_err();
        assert!(refusal.contains("nothing was changed"), "{refusal}");
    }
    assert_eq!(ask(&window, "stop_chore", &none), Ok(Value::Null));

    // A library that cannot be opened any more comes back as well.
    let library = home.path().join("Foreign desk");
    window.close();
    fs::write(library.join("library.db"), "torn".repeat(4_096)).unwrap();
    let window = Window::open(&library);
    window.wait_for("[data-test=trouble]");
    ask(&window, "restore", &json!({ "name": name })).unwrap();
    let shown = json!({ "since": "2026-01-01T00:00:00Z" });
    ask(&window, "shelves", &shown).unwrap();
    window.close();
}

#[test]
fn another_library_takes_the_place_of_this_one() {
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (
        home.path().join("Foreign desk"),
        home.path().join("Home desk"),
    );
    let window = Window::open(&one);
    window.click(role("button", "Add five sample stories"));
    stories(&window, 5);
    let folder = |folder: &Path| json!({ "folder": of(folder) });

    // What cannot be opened leaves this one open.
    let held = home.path().join("letters");
    fs::create_dir(&held).unwrap();
    fs::write(held.join("letter.txt"), "Dear reader").unwrap();
    let refusal = ask(&window, "open_library", &folder(&held)).unwrap_err();
    assert!(refusal.contains("is no library"), "{refusal}");
    let left: Vec<_> = fs::read_dir(&held)
        .unwrap()
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(
        left,
        ["letter.txt"],
        "something was left in somebody's folder"
    );
    assert!(ask(&window, "open_library", &json!({ "folder": "letters" })).is_err());
    assert_eq!(
        ask(&window, "holding", &json!({})).unwrap()["name"],
        "Foreign desk"
    );

    let opened = ask(&window, "open_library", &folder(&two)).unwrap();
    assert_eq!(opened, json!({ "name": "Home desk", "folder": of(&two) }));
    stories(&window, 0);
    let settings = ask(&window, "settings", &json!({})).unwrap();
    let names: Vec<_> = settings["libraries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|known| known["name"].clone())
        .collect();
    assert_eq!(names, ["Home desk", "Foreign desk"]);
    assert!(
        settings["versions"]["sqlite"]
            .as_str()
            .unwrap()
            .starts_with("3.")
    );
    ask(&window, "open_library", &folder(&one)).unwrap();
    stories(&window, 5);
    let left = ask(&window, "forget_library", &folder(&two)).unwrap();
    assert_eq!(left["libraries"].as_array().unwrap().len(), 1);
    assert!(two.join("library.db").is_file());

    // It goes elsewhere, and the old folder stays.
    let there = home.path().join("other disk/News");
    let to = |folder: &Path| json!({ "to": of(folder) });
    assert!(ask(&window, "move_library", &to(&held)).is_err());
    assert!(ask(&window, "move_library", &to(&one.join("inside"))).is_err());
    assert_eq!(
        ask(&window, "holding", &json!({})).unwrap()["name"],
        "Foreign desk"
    );
    let moved = ask(&window, "move_library", &to(&there)).unwrap();
    assert_eq!(moved["name"], "News");
    stories(&window, 5);
    assert!(one.join("library.db").is_file());
    ask(&window, "new_topic", &json!({ "name": "Harbour" })).unwrap();
    // The old one is free for another desk.
    ask(&window, "open_library", &folder(&one)).unwrap();
    stories(&window, 5);
    window.close();
}

#[test]
fn what_is_being_clipped_is_never_filed_into_another_library() {
    let outlet = Outlet::open();
    outlet.serve("/slow", Answer::withheld());
    let home = tempfile::tempdir().unwrap();
    let (one, two) = (
        home.path().join("Foreign desk"),
        home.path().join("Home desk"),
    );
    let window = Window::open(&two);
    window.click(role("button", "Add five sample stories"));
    stories(&window, 5);
    ask(&window, "open_library", &json!({ "folder": of(&one) })).unwrap();
    stories(&window, 0);
    let slow = outlet.address("/slow");
    let entry = json!({ "entry": slow, "tags": [], "topic": null });
    ask(&window, "clip", &entry).unwrap();
    until("the first request", || {
        (!outlet.requests().is_empty()).then_some(())
    });
    ask(&window, "open_library", &json!({ "folder": of(&two) })).unwrap();
    stories(&window, 5);
    assert_eq!(ask(&window, "jobs", &json!({})), Ok(json!([])));
    // The first story there has the same number, and is as it was.
    let story = ask(&window, "story", &json!({ "id": 1 })).unwrap();
    assert_eq!(story["unfetched"], Value::Null);
    ask(&window, "open_library", &json!({ "folder": of(&one) })).unwrap();
    let link = ask(&window, "story", &json!({ "id": 1 })).unwrap();
    let why = link["unfetched"].as_str().unwrap();
    assert!(
        why.contains("cancelled, for another library was opened"),
        "{why}"
    );
    window.close();
}

#[test]
fn the_web_is_reached_as_the_settings_say() {
    let outlet = Outlet::open();
    outlet.serve("/story", Answer::html("<h1>Trams</h1><p>A story.</p>"));
    let home = tempfile::tempdir().unwrap();
    let window = Window::open(&home.path().join("Foreign desk"));
    window.wait_for(role("button", "Add five sample stories"));
    let set = |proxy: Value, authority: Value, offline: bool| {
        let network = json!({ "proxy": proxy, "authority": authority, "offline": offline });
        ask(&window, "set_network", &json!({ "network": network }))
    };
    let page = home.path().join("page.pem");
    fs::write(&page, "<html>").unwrap();
    assert!(
        set(json!("proxy.example"), Value::Null, false)
            .unwrap_err()
            .contains("http://")
    );
    let refusal = set(Value::Null, json!(of(&page)), false).unwrap_err();
    assert!(
        refusal.contains("page.pem") && refusal.contains("PEM"),
        "{refusal}"
    );
    let settings = ask(&window, "settings", &json!({})).unwrap();
    assert_eq!(
        settings["network"],
        json!({ "proxy": null, "authority": null, "offline": false })
    );
    let kept = set(json!("  "), Value::Null, true).unwrap();
    assert_eq!(
        kept["network"],
        json!({ "proxy": null, "authority": null, "offline": true })
    );

    let entry = json!({ "entry": outlet.address("/story"), "tags": [], "topic": null });
    ask(&window, "clip", &entry).unwrap();
    let card = until("the end of the job", || {
        let card = ask(&window, "jobs", &json!({})).unwrap()[0].clone();
        (card["stage"]["stage"] == "failed").then_some(card)
    });
    let why = card["stage"]["why"].as_str().unwrap();
    assert!(
        why.contains("the desk is offline (Settings)") && why.contains("link is kept"),
        "{why}"
    );
    outlet.assert_unasked();
    stories(&window, 1);
    window.close();
}

#[test]
fn a_second_start_hands_its_link_to_the_desk_that_is_open() {
    let home = tempfile::tempdir().unwrap();
    let library = home.path().join("Foreign desk");
    let window = Window::open(&library);
    window.wait_for(role("button", "Add five sample stories"));
    let start = |link: &str| {
        let program = env::var_os("CLIPDESK_BIN").unwrap();
        let mut start = Command::new(program);
        start
            .arg("--library")
            .arg(&library)
            .arg(link)
            .env("HOME", home.path());
        start.output().unwrap()
    };
    let wrong = start("clipdesk://clip?url=file:///etc/passwd");
    assert!(!wrong.status.success());
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("a link was not taken"));
    assert!(
        start("clipdesk://clip?url=https%3A%2F%2Fharbour.example%2Ftrams")
            .status
            .success()
    );
    until("the address in the window", || {
        let shown = window.script(
            "return [...document.querySelectorAll('textarea, input')].map((field) => field.value).join(' ')
               + document.body.innerText",
            &json!([]),
        );
        let waits = ask(&window, "links_brought", &json!({})).unwrap();
        let address = "https://harbour.example/trams";
        (shown.as_str().unwrap().contains(address) || waits == json!([address])).then_some(())
    });
    // Nothing was done with it.
    assert_eq!(ask(&window, "jobs", &json!({})), Ok(json!([])));
    assert_eq!(window.count("[role=option]"), 0);
    window.close();
}
