//! Every format, printed where it cannot be: a sentence, and nothing half written.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "all of it runs inside a test, where what goes wrong has to end the test"
)]

use std::fs;
use std::path::Path;

use journeys::postbox::BRIEFING;
use journeys::{Desk, Manners, Postbox, SmallDisk};

/// The formats, as `desk print --help` names them.
fn formats(desk: &Desk) -> Vec<String> {
    let help = desk.run(&["print", "--help"]).ok();
    let (_, list) = help.split_once("[possible values: ").unwrap();
    let (list, _) = list.split_once(']').unwrap();
    list.split(',')
        .map(|format| format.trim().to_owned())
        .collect()
}

fn print(desk: &Desk, format: &str, to: &Path) -> String {
    let out = to.to_str().unwrap();
    desk.run(&["print", BRIEFING, "--format", format, "--out", out])
        .refused()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn nothing_half_written_stays_where_a_print_cannot_be() {
    let desk = Postbox::open(Manners::default()).desk();
    let formats = formats(&desk);
    assert_eq!(formats.len(), 17, "{formats:?}");
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("prints");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("taken"), "ours").unwrap();
    for format in &formats {
        let gone = print(&desk, format, &folder.join("gone/briefing"));
        assert!(
            gone.contains("its folder does not exist; nothing was written"),
            "{format}: {gone}"
        );
        let below = print(&desk, format, &folder.join("taken/briefing"));
        assert!(below.contains("nothing was"), "{format}: {below}");
        let taken = print(&desk, format, &folder.join("taken"));
        assert!(
            taken.contains("is already there, and was not changed"),
            "{format}: {taken}"
        );
        assert_eq!(names(&folder), ["taken"], "{format}");
    }
    assert_eq!(fs::read_to_string(folder.join("taken")).unwrap(), "ours");
}

#[test]
fn a_full_disk_is_said_and_left_as_it_was() {
    let desk = Postbox::open(Manners::default()).desk();
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("disk");
    let Some(disk) = SmallDisk::at(&folder) else {
        println!("skipped: only who may mount a small disk can fill one");
        return;
    };
    disk.fill();
    for format in formats(&desk) {
        let full = print(&desk, &format, &folder.join("briefing"));
        assert!(
            full.contains("the disk is full; nothing was changed"),
            "{format}: {full}"
        );
        assert_eq!(names(&folder), ["full"], "{format}");
    }
    let history = desk.run(&["collection", "history", BRIEFING]).ok();
    assert!(
        !history.contains("briefing\n") && !history.contains(" to /"),
        "{history}"
    );
    disk.make_room();
    let out = folder.join("briefing.md");
    desk.run(&[
        "print",
        BRIEFING,
        "--format",
        "md",
        "--out",
        out.to_str().unwrap(),
    ])
    .ok();
    assert_eq!(names(&folder), ["briefing.md"]);
}
