//! Whole libraries in the real window: opened, moved, exported, taken in, looked through and put back, each by
//! the settings' own controls and read back through the command line.
#![allow(
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::{Path, PathBuf};

use journeys::editor::{Home, dialog_says, leave, library_says, no_violations};
use journeys::picture;
use journeys::window::{role, text};
use journeys::{Answer, Desk, Outlet, Window, until};
use serde_json::json;

/// The button beside the latest backup.
const LATEST: &str = "[aria-label=Backups] li:first-child > button";
const MOVE: &str = "Move to another folder…";
const EXPORT: &str = "Export everything…";
const IMPORT: &str = "Take in an export…";

fn of(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Opens a section of the settings.
fn settings(window: &Window, section: &str) {
    window.press("ctrl+,");
    window.wait_for(role("dialog", "Settings"));
    window.click(role("button", section));
    window.wait_for(role("heading", section));
}

fn holds(window: &Window, field: &str, words: &str) {
    until(&format!("{words:?} as {field}"), || {
        let value = window.wait_for(role("textbox", field)).attribute("value");
        (value.unwrap_or_default() == words).then_some(())
    });
}

/// Waits until what came of a chore is told where an editor sees it, however long the page is.
fn told(window: &Window, words: &str) {
    let script = "
        const [words] = arguments;
        const page = document.querySelector('dialog[open] section').getBoundingClientRect();
        return [...document.querySelectorAll('dialog[open] [role=status]')].some((said) => {
          const at = said.getBoundingClientRect();
          return said.textContent.includes(words) && at.top >= page.top && at.bottom <= page.bottom;
        })";
    until(&format!("{words:?} in sight"), || {
        (window.script(script, &json!([words])) == json!(true)).then_some(())
    });
}

/// Names a folder in a field that an act asks for, and has it done.
fn name(window: &Window, field: &str, folder: &str) {
    window.type_into(role("textbox", field), folder);
    window.press("Enter");
}

/// A folder with somebody's letter in it.
fn letters(home: &Home) -> PathBuf {
    let letters = home.path().join("Letters");
    fs::create_dir(&letters).unwrap();
    fs::write(letters.join("letter.txt"), "Dear reader").unwrap();
    letters
}

/// What a folder holds.
fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().flatten();
    entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect()
}

/// Waits until the backup of the day is made: it would lengthen the list of backups while somebody looks at it.
fn wait_for_the_day(library: &Path) {
    let folder = library.join("backups");
    until("the backup of the day", || {
        let made = folder.exists() && entries(&folder).iter().any(|name| name.ends_with(".db"));
        made.then_some(())
    });
}

/// Opens the library's settings and makes a backup besides that of the day. Answers how many there are.
fn backups(window: &Window, home: &Home) -> usize {
    wait_for_the_day(&home.library());
    settings(window, "Library");
    window.wait_for(role("list", "Backups"));
    window.click(role("button", "Back up now"));
    told(window, "Backed up to");
    until("both backups", || {
        (window.count("[aria-label=Backups] li") == 2).then_some(2)
    })
}

fn topics(library: &Path) -> String {
    Desk::on(library).run(&["topic", "list"]).ok()
}

#[test]
fn another_library_is_opened_from_the_list_and_taken_off_it() {
    let home = Home::new();
    let letters = letters(&home);
    let window = home.with_samples();
    let other = home.path().join("Harbour desk");
    Desk::on(&other).run(&["topic", "new", "Harbours"]).ok();
    window.click("button.mast");
    window.click(role("menuitem", "Open another folder…"));
    name(&window, "Folder", "Harbour desk");
    dialog_says(
        &window,
        "named from the root of its disk; nothing was changed",
    );
    name(&window, "Folder", of(&letters));
    dialog_says(
        &window,
        "is no library: it holds “letter.txt”; nothing was changed",
    );
    assert_eq!(entries(&letters), ["letter.txt"]);
    window.type_into(role("textbox", "Folder"), " ");
    window.press("Enter");
    window.wait_for("dialog[open] [type=submit][aria-disabled=true]");
    name(&window, "Folder", of(&other));
    window.wait_for(role("button", "Harbours 0"));

    settings(&window, "Library");
    window.wait_for(role("list", "Other libraries"));
    no_violations(&window, "other libraries");
    window.click(role("button", "Open Foreign desk"));
    until("the five stories", || {
        (window.count(".rows [role=option]") == 5).then_some(())
    });

    // One that is not there any more is not made anew, empty, under its name.
    let away = home.path().join("Unplugged");
    fs::rename(&other, &away).unwrap();
    settings(&window, "Library");
    window.click(role("button", "Open Harbour desk"));
    dialog_says(&window, "nothing was changed");
    assert!(!other.exists());
    fs::rename(&away, &other).unwrap();
    window.click(role("button", "Take off the list: Harbour desk"));
    dialog_says(&window, "Harbour desk is off the list.");
    dialog_says(&window, "No other library was open here.");
    // Its folder is as it was.
    assert!(topics(&other).contains("Harbours"));
    leave(&window);
    let window = window.reopen();
    window.click("button.mast");
    window.wait_for(role("menuitemradio", "Foreign desk"));
    assert!(!window.shows(role("menuitemradio", "Harbour desk")));
    window.close();
}

#[test]
fn a_library_is_moved_with_all_it_holds_or_stays_where_it_is() {
    let home = Home::new();
    let letters = letters(&home);
    let window = home.with_samples();
    backups(&window, &home);
    window.click(role("button", MOVE));
    window.wait_for(role("textbox", MOVE));
    no_violations(&window, "where to move a library");
    window.press("Enter");
    window.wait_for("dialog[open] [type=submit][aria-disabled=true]");
    let inside = home.library().join("inside");
    for (wrong, why) in [
        (
            "elsewhere",
            "named from the root of its disk; nothing was changed",
        ),
        (of(&letters), "holds something already; nothing was changed"),
        (
            of(&inside),
            "lies in the library's own folder; nothing was changed",
        ),
    ] {
        name(&window, MOVE, wrong);
        told(&window, why);
        // What was typed can be mended.
        holds(&window, MOVE, wrong);
    }
    assert_eq!(entries(&letters), ["letter.txt"]);
    assert!(!inside.exists());
    library_says(&home.line(), &["list"], "5 stories");

    let there = home.path().join("other disk/News");
    name(&window, MOVE, of(&there));
    window.wait_gone("dialog[open]");
    window.wait_for(text(&format!("The library is in {} now.", there.display())));
    until("the name of the library", || {
        window.text_of(".library").contains("News").then_some(())
    });
    // What is done from now on is done there; the old folder is kept as it was.
    window.click(".rows [role=option]");
    window.wait_for("#headline");
    window.press("s");
    library_says(&Desk::on(&there), &["list", "--starred"], "1 story");
    library_says(&home.line(), &["list", "--starred"], "No stories");
    settings(&window, "Library");
    window.wait_for(role("list", "Backups"));
    window.wait_for(role("button", "Open Foreign desk"));
    window.close();
}

#[test]
fn an_export_is_taken_in_by_another_library_and_what_is_none_is_refused() {
    let home = Home::new();
    let letters = letters(&home);
    let window = home.with_samples();
    let out = home.path().join("Exports/today");
    wait_for_the_day(&home.library());
    settings(&window, "Library");
    window.click(role("button", EXPORT));
    window.press("Enter");
    window.wait_for("dialog[open] [type=submit][aria-disabled=true]");
    for (wrong, why) in [
        ("today", "named from the root of its disk; nothing was done"),
        (of(&letters), "is not empty, and nothing was written"),
    ] {
        name(&window, EXPORT, wrong);
        told(&window, why);
        holds(&window, EXPORT, wrong);
    }
    no_violations(&window, "an export that was refused");
    assert_eq!(entries(&letters), ["letter.txt"]);
    name(&window, EXPORT, of(&out));
    told(&window, "Exported 5 stories");

    // It is taken in where it belongs already: nothing is there twice.
    window.click(role("button", IMPORT));
    name(&window, IMPORT, of(&out));
    told(&window, "Everything is here already");
    library_says(&home.line(), &["list"], "5 stories");
    leave(&window);

    let other = home.path().join("Harbour desk");
    window.click("button.mast");
    window.click(role("menuitem", "Open another folder…"));
    name(&window, "Folder", of(&other));
    window.wait_for(role("button", "Add five sample stories"));
    wait_for_the_day(&other);
    settings(&window, "Library");
    window.click(role("button", IMPORT));
    let torn = home.path().join("torn");
    fs::create_dir(&torn).unwrap();
    for file in ["manifest.json", "topics.jsonl"] {
        fs::copy(out.join(file), torn.join(file)).unwrap();
    }
    let none = home.path().join("none");
    for (wrong, why) in [
        ("today", "named from the root of its disk; nothing was done"),
        (of(&letters), "there is no manifest.json in it"),
        (of(&none), "there is no manifest.json in it"),
        (
            of(&torn),
            "it is missing from the export; nothing was changed",
        ),
    ] {
        name(&window, IMPORT, wrong);
        told(&window, why);
        holds(&window, IMPORT, wrong);
    }
    no_violations(&window, "an export that is none");
    let line = Desk::on(&other);
    library_says(&line, &["list"], "No stories");
    name(&window, IMPORT, of(&out));
    told(&window, "Imported 5 stories");
    library_says(&line, &["list"], "5 stories");
    library_says(&line, &["topic", "list"], "Ukraine diplomacy");
    leave(&window);
    until("the five stories", || {
        (window.count(".rows [role=option]") == 5).then_some(())
    });
    window.close();
}

#[test]
fn a_backup_is_put_back_and_what_was_there_is_kept_beside_it() {
    let home = Home::new();
    let line = home.line();
    let window = home.with_samples();
    let many = backups(&window, &home);
    line.run(&["topic", "new", "Harbours"]).ok();
    window.click(LATEST);
    dialog_says(&window, "What it holds now is kept beside it.");
    no_violations(&window, "whether to restore a backup");
    window.click(role("button", "Cancel"));
    window.wait_gone("[aria-label=Backups] [role=group]");
    assert!(topics(&home.library()).contains("Harbours"));
    window.click(LATEST);
    window.click(role("button", "Restore"));
    window.wait_gone("dialog[open]");
    window.wait_gone(role("button", "Harbours 0"));
    library_says(&line, &["list"], "5 stories");
    assert!(!topics(&home.library()).contains("Harbours"));

    // What the library held before is a backup itself, and the way back.
    settings(&window, "Library");
    until("one backup more", || {
        (window.count("[aria-label=Backups] li") > many).then_some(())
    });
    window.click(LATEST);
    window.click(role("button", "Restore"));
    window.wait_gone("dialog[open]");
    window.wait_for(role("button", "Harbours 0"));
    assert!(topics(&home.library()).contains("Harbours"));

    // A backup that was thrown away meanwhile takes nothing along.
    settings(&window, "Library");
    window.wait_for(LATEST);
    fs::remove_dir_all(home.library().join("backups")).unwrap();
    window.click(LATEST);
    window.click(role("button", "Restore"));
    told(
        &window,
        "There is no such backup any more; nothing was changed",
    );
    dialog_says(&window, "There is no backup yet.");
    assert!(topics(&home.library()).contains("Harbours"));
    window.close();
}

#[test]
fn what_is_damaged_is_named_and_a_library_that_is_torn_comes_back() {
    let outlet = Outlet::open();
    let dusk = picture::png(640, 360, [40, 60, 120]);
    outlet.serve("/quay.png", Answer::of("image/png", dusk));
    outlet.serve("/ferry", Answer::html(&picture::page(&["/quay.png"])));
    let home = Home::new();
    let line = home.line();
    line.run(&["clip", &outlet.address("/ferry")]).ok();
    let window = home.with_samples();
    backups(&window, &home);
    window.click(role("button", "Look through it"));
    told(
        &window,
        "Nothing is wrong: everything is here and as it was.",
    );
    let shelf = entries(&home.library().join("pictures")).remove(0);
    let shelf = home.library().join("pictures").join(shelf);
    let kept = entries(&shelf).remove(0);
    fs::write(shelf.join(&kept), "torn").unwrap();
    window.click(role("button", "Look through it"));
    told(&window, "One thing is not as it should be.");
    dialog_says(&window, &kept);
    no_violations(&window, "what is damaged");
    let said = line.run(&["verify"]);
    assert!(said.out.contains(&kept), "{said:?}");
    window.close();

    fs::write(home.library().join("library.db"), "torn".repeat(4_096)).unwrap();
    let window = Window::open(&home.library());
    window.wait_for("[data-test=trouble]");
    window.click(role("button", "Restore a backup…"));
    window.wait_for("dialog[open]");
    no_violations(&window, "the backups of a library that cannot be opened");
    window.click(LATEST);
    window.click(role("button", "Restore"));
    until("the six stories", || {
        (window.count(".rows [role=option]") == 6).then_some(())
    });
    library_says(&line, &["list"], "6 stories");
    window.close();
}
