//! How long an export and an import take, and how much memory: figures, not promises.

use std::fs;
use std::time::Instant;

use newsroom::Library;

use super::{on, take_in};
use crate::holding::{edited, noon};

const STORIES: usize = 20_000;

/// The most memory that this process has held, in MB, where the system says so.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_024
}

#[test]
#[ignore = "it measures; run it alone, with --release and --nocapture"]
fn twenty_thousand_small_stories() {
    let folder = tempfile::tempdir().unwrap();
    let library = Library::passing().unwrap();
    edited(&library, STORIES);
    let to = folder.path().join("export");
    let said = |what: &str, start: Instant| {
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{what}: {seconds:.1} s, {:.0} stories/s, at most {} MB",
            STORIES as f64 / seconds,
            peak()
        );
    };
    println!("filled: at most {} MB", peak());
    let start = Instant::now();
    let told = library.export(&to, noon(), &on).unwrap();
    said(&format!("export of {} kB", told.bytes / 1_024), start);
    drop(library);
    let back = Library::open(&folder.path().join("back")).unwrap();
    let start = Instant::now();
    take_in(&back, &to);
    said("import into an empty library", start);
    let other = Library::open(&folder.path().join("other")).unwrap();
    edited(&other, 1);
    let start = Instant::now();
    take_in(&other, &to);
    said("merger into another", start);
    let start = Instant::now();
    take_in(&other, &to);
    said("the same again", start);
    let start = Instant::now();
    other.acts().undo().unwrap();
    said("undone", start);
}
