//! Pages of one thing only, and of far too much of it.

use std::fs;
use std::time::{Duration, Instant};

use newsroom::clip;
use newsroom::clipping::Omission;
use newsroom::page::Form;

use crate::targets::holds::page;

/// How much of the processor a cut may take in a debug build. What grows with the square of a page
/// takes hours.
const LONGEST: Duration = Duration::from_secs(60);

/// Cuts this and says whether all of the page was read.
#[track_caller]
fn check(name: &str, form: Form, bytes: &[u8]) -> bool {
    let page = page(form, bytes);
    let (began, had) = (Instant::now(), processor_time());
    let clipping = clip(&page);
    let took = match (had, processor_time()) {
        (Some(had), Some(has)) => has - had,
        _ => began.elapsed(),
    };
    assert!(took < LONGEST, "{name} took {took:?}");
    !clipping.omissions.contains(&Omission::Rest)
}

/// What this thread has had of the processor, so that a busy machine does not count; on Linux.
fn processor_time() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

const SENTENCE: &str = "The ferry left the quay on time this morning, with forty passengers. ";

#[test]
fn a_nest_of_100_000_elements_is_not_read_to_its_end() {
    for tag in [
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<ul><li>",
        "<blockquote>",
        "<svg>",
    ] {
        let nest = tag.repeat(100_000);
        assert!(!check(tag, Form::Html, nest.as_bytes()), "{tag} was read");
    }
}

#[test]
fn a_page_of_50_megabytes_is_not_read_to_its_end() {
    let paragraph = format!("<p>{}</p>\n", SENTENCE.repeat(10));
    let page = format!("<article><h1>A ferry</h1>{}", paragraph.repeat(75_000));
    assert!(page.len() > 50_000_000);
    assert!(!check("50 MB", Form::Html, page.as_bytes()));
}

#[test]
fn a_million_attributes() {
    let many: String = (0..1_000_000).map(|n| format!(" a{n}=x")).collect();
    let page = format!("<p{many}>{SENTENCE}</p>");
    assert!(check("in one tag", Form::Html, page.as_bytes()));
    for value in ["\"x > y\"", "'x'", "\"\"", "\"&amp;\""] {
        let many: String = (0..1_000_000).map(|n| format!(" a{n}={value}")).collect();
        let page = format!("<p{many}>{SENTENCE}</p>");
        assert!(check(value, Form::Html, page.as_bytes()));
    }
    let page = format!("<p{}>{SENTENCE}</p>", &many[..2_000]).repeat(1_000);
    check("in 1,000 tags", Form::Html, page.as_bytes());
}

#[test]
fn a_hundred_thousand_links() {
    for (name, link) in [
        (
            "in a line",
            "<a href=/2025/10/16/ferry>The ferry leaves the quay again today</a> ",
        ),
        (
            "in boxes",
            "<div class=related><h3>Related</h3><a href=/2025/10/16/ferry>The ferry leaves again today</a></div>",
        ),
    ] {
        let page = format!(
            "<h1>A ferry</h1><div><h2>Related Articles</h2>{}",
            link.repeat(100_000)
        );
        check(name, Form::Html, page.as_bytes());
    }
}

#[test]
fn four_million_entities() {
    let page = format!("<article><p>{}", "&amp;".repeat(4_000_000));
    check("entities", Form::Html, page.as_bytes());
}

#[test]
fn one_text_of_20_megabytes() {
    let page = format!(
        "<article><p>{}",
        SENTENCE.repeat((20 << 20) / SENTENCE.len())
    );
    check("words", Form::Html, page.as_bytes());
}

#[test]
fn a_million_small_blocks() {
    for tag in ["<p>on", "<td>on"] {
        check(tag, Form::Html, tag.repeat(1_000_000).as_bytes());
    }
}

#[test]
fn a_page_of_250_000_lines_is_not_read_to_its_end() {
    for tag in ["<p>on", "<tr><td>on", "<li><a href=/a>on</a>"] {
        let page = format!("<article><p>{SENTENCE}</p>{}", tag.repeat(250_000));
        assert!(!check(tag, Form::Html, page.as_bytes()), "{tag} was read");
        let page = format!("<article><p>{SENTENCE}</p>{}", tag.repeat(15_000));
        assert!(check(tag, Form::Html, page.as_bytes()), "{tag} was not");
    }
}

#[test]
fn text_and_markdown_of_one_thing_only() {
    for (name, piece) in [
        ("lines", "The ferry left.\n"),
        ("brackets", "["),
        ("quotes", "> "),
        ("stars", "*a "),
        ("bars", "| a "),
    ] {
        for form in [Form::Text, Form::Markdown] {
            let bytes = piece.repeat((1 << 20) / piece.len());
            check(&format!("{form:?} {name}"), form, bytes.as_bytes());
        }
    }
}
