//! Pages that mean harm, and pages that are merely broken: whatever comes in, what comes out can only be
//! read. The seeds are fixed, so that a round that holds today holds tomorrow; `cargo xtask fuzz` looks
//! further, and what it finds is kept in `newsroom/fuzz/found` and tried here.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "what does not hold is a failed test"
)]

#[path = "hostile/floods.rs"]
mod floods;
#[path = "hostile/mutation.rs"]
mod mutation;
#[path = "hostile/targets.rs"]
mod targets;
#[path = "hostile/trees.rs"]
mod trees;

use std::fs;
use std::path::{Path, PathBuf};

use newsroom::page::Form;
use proptest::prelude::{ProptestConfig, any, proptest};
use proptest::test_runner::RngSeed;

use targets::{hold, holds};

fn files(folder: &str) -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut files = Vec::new();
    while let Some(path) = open.pop() {
        match fs::read_dir(&path) {
            Ok(entries) => open.extend(entries.map(|entry| entry.unwrap().path())),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    files
}

/// Our own pages, each with the form that it has.
fn pages() -> Vec<(Form, Vec<u8>)> {
    let form = |path: &Path| match path.file_name()?.to_str()? {
        "page.html" => Some(Form::Html),
        "page.txt" => Some(Form::Text),
        "page.md" => Some(Form::Markdown),
        "page.eml" => Some(Form::Mail),
        "page.mhtml" => Some(Form::Archive),
        _ => None,
    };
    let pages = files("tests/pages").into_iter();
    pages
        .filter_map(|path| Some((form(&path)?, fs::read(&path).unwrap())))
        .collect()
}

#[test]
fn our_own_pages_hold() {
    for (form, bytes) in pages() {
        holds::of_a_page(form, &bytes);
        holds::of_an_edition(form, &bytes);
    }
}

#[test]
fn what_the_fuzzers_found_holds() {
    for path in files("fuzz/found") {
        let target = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap();
        hold(target, &fs::read(&path).unwrap());
    }
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        rng_seed: RngSeed::Fixed(20_251_016),
        failure_persistence: None,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn mutated_pages_hold(page in mutation::of(pages())) {
        holds::of_a_page(page.form, &page.bytes);
        holds::of_an_edition(page.form, &page.bytes);
    }

    #[test]
    fn any_blocks_hold(blocks in trees::bodies()) {
        holds::of_blocks(&blocks);
    }

    #[test]
    fn mutated_text_holds_as_markdown(page in mutation::of(pages())) {
        holds::of_markdown(&String::from_utf8_lossy(&page.bytes));
    }

    #[test]
    fn any_structured_data_holds(json in "[\\[\\]{}:,\"a-zA-Z0-9@ \\\\<>/\\-]{0,300}") {
        holds::of_json_ld(json.as_bytes());
    }

    #[test]
    fn any_date_holds(text in "(\\PC{0,20}|[0-9]{1,5}[-/. ][0-9A-Za-z]{1,9}[-/., ]{1,2}[0-9]{1,6}([T ][0-9:.+Z-]{0,20})?)") {
        holds::of_a_date(&text);
    }

    #[test]
    fn any_address_holds(text in "(https?:)?[/\\\\]{0,3}[a-zA-Z0-9.@:%\\[\\]–ß-]{0,30}(/[\\PC]{0,30})?([?#][\\PC]{0,30})?") {
        holds::of_an_address(&text);
    }

    #[test]
    fn any_bytes_hold(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for target in targets::ALL {
            hold(target, &bytes);
        }
    }
}
