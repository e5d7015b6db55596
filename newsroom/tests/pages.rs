//! Pages and the clippings that are cut from them. A folder in `tests/pages` is a case:
//! `page.html`, `page.txt`, `page.md`, `page.pdf`, `page.eml` or `page.mhtml`, with `about.json` for its address, its charset and the day
//! it was seen, and `clipping.md`, the clipping as a person reads it. All pages are our own.
//!
//! `UPDATE=1 cargo test -p newsroom --test pages` writes the clippings anew; then read the diff.

#![expect(clippy::unwrap_used, reason = "a broken case is a failed test")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use newsroom::clipping::markdown::{markdown_of, word_count};
use newsroom::clipping::{Clipping, Evidence, PageKind, Part, Published};
use newsroom::page::{Form, How};
use newsroom::{Address, Page, clip};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert_eq, proptest};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.retain(|case| case.is_dir());
    cases.sort();
    cases
}

fn page(case: &Path) -> Page {
    let forms = [
        ("page.html", Form::Html),
        ("page.txt", Form::Text),
        ("page.md", Form::Markdown),
        ("page.pdf", Form::Pdf),
        ("page.eml", Form::Mail),
        ("page.mhtml", Form::Archive),
    ];
    let (file, form) = forms
        .into_iter()
        .find(|(file, _)| case.join(file).exists())
        .unwrap();
    let about = fs::read_to_string(case.join("about.json")).unwrap_or_else(|_| "{}".to_owned());
    let about: serde_json::Value = serde_json::from_str(&about).unwrap();
    let seen = about["seen_at"].as_str().unwrap_or("2025-10-17T12:00:00Z");
    Page {
        address: about["address"]
            .as_str()
            .map(|address| Address::read(address).unwrap()),
        bytes: fs::read(case.join(file)).unwrap(),
        form,
        charset: about["charset"].as_str().map(str::to_owned),
        seen_at: seen.parse::<DateTime<Utc>>().unwrap(),
        how: if form == Form::Text {
            How::Pasted
        } else {
            How::File
        },
    }
}

fn show(clipping: &Clipping) -> String {
    let mut out = String::new();
    if clipping.kind != PageKind::Article {
        writeln!(
            out,
            "kind: {}  {:?}",
            clipping.kind.as_str(),
            clipping.kind_evidence
        )
        .unwrap();
    }
    let mut line = |name: &str, part: Option<(String, Evidence)>| {
        if let Some((value, evidence)) = part {
            writeln!(out, "{name}: {value}  [{evidence:?}]").unwrap();
        }
    };
    let text = |part: &Option<Part<String>>| {
        part.as_ref()
            .map(|part| (part.value.clone(), part.evidence))
    };
    line("headline", text(&clipping.headline));
    line("standfirst", text(&clipping.standfirst));
    line("kicker", text(&clipping.kicker));
    let names = |part: &Option<Part<Vec<String>>>| {
        part.as_ref()
            .map(|part| (part.value.join(" + "), part.evidence))
    };
    line("byline", names(&clipping.byline));
    let people = clipping.byline.as_ref().map(|part| &part.value);
    if clipping.credited.as_ref().map(|part| &part.value) != people {
        line("credited", names(&clipping.credited));
    }
    line("outlet", text(&clipping.outlet));
    line("agency", text(&clipping.agency));
    line("author's note", text(&clipping.author_note));
    let moment = |part: &Option<Part<Published>>| {
        part.as_ref()
            .map(|part| (part.value.to_string(), part.evidence))
    };
    line("published", moment(&clipping.published));
    line("modified", moment(&clipping.modified));
    line("dateline", text(&clipping.dateline));
    line("language", text(&clipping.language));
    line(
        "lead image",
        clipping
            .lead_image
            .as_ref()
            .map(|part| (part.value.address.to_string(), part.evidence)),
    );
    let lead = clipping.lead_image.as_ref();
    let caption = lead.and_then(|part| Some((part.value.caption.clone()?, part.evidence)));
    line("its caption", caption);
    let credit = lead.and_then(|part| Some((part.value.credit.clone()?, part.evidence)));
    line("its credit", credit);
    line("rights", text(&clipping.rights));
    line("keywords", names(&clipping.keywords));
    let sold = clipping.paywalled.as_ref();
    line(
        "paywalled",
        sold.map(|part| (part.value.to_string(), part.evidence)),
    );
    if let Some(pages) = clipping.pages {
        writeln!(out, "pages: {pages}").unwrap();
    }
    for hint in &clipping.day_hints {
        writeln!(out, "day hint: {} = {}", hint.words, hint.day).unwrap();
    }
    let address = clipping.address.as_ref().map_or("none", Address::as_str);
    writeln!(
        out,
        "address: {address}\nomissions: {:?}",
        clipping.omissions
    )
    .unwrap();
    writeln!(
        out,
        "\n# Body, {} words\n\n{}",
        word_count(&clipping.body),
        markdown_of(&clipping.body)
    )
    .unwrap();
    for entry in &clipping.entries {
        let time = entry.published.map(|time| time.to_string());
        let anchor = entry.anchor.as_deref().unwrap_or("none");
        let (time, by) = (
            time.as_deref().unwrap_or("no time"),
            entry.byline.join(" + "),
        );
        writeln!(
            out,
            "\n# Entry “{}”, {time}, anchor {anchor}, by {by:?}\n\n{}",
            entry.headline(),
            markdown_of(&entry.body)
        )
        .unwrap();
    }
    writeln!(out, "\n# Leads\n").unwrap();
    for lead in &clipping.leads {
        let address = lead.address.as_ref().map_or("no address", Address::as_str);
        writeln!(out, "- {} ({address}) in {:?}", lead.headline, lead.lists).unwrap();
        if let Some(summary) = &lead.summary {
            writeln!(out, "  {summary}").unwrap();
        }
    }
    out
}

#[test]
fn pages_are_cut_as_written_down() {
    let mut changed = Vec::new();
    for case in cases() {
        let got = show(&clip(&page(&case)));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(case.join("clipping.md"), &got).unwrap();
        } else if fs::read_to_string(case.join("clipping.md")).unwrap_or_default() != got {
            changed.push(case);
        }
    }
    assert!(
        changed.is_empty(),
        "changed: {changed:?}; rerun with UPDATE=1, then read the diff"
    );
}

#[test]
fn a_clipping_is_the_same_each_time_and_survives_being_written() {
    for case in cases() {
        let page = page(&case);
        let clipping = clip(&page);
        assert_eq!(clip(&page), clipping, "{case:?}");
        let written = serde_json::to_string(&clipping).unwrap();
        assert_eq!(
            serde_json::from_str::<Clipping>(&written).unwrap(),
            clipping,
            "{case:?}"
        );
    }
}

/// Nothing in a clipping may do anything: its links are web addresses, its text is text.
#[test]
fn nothing_hostile_gets_through() {
    for case in cases() {
        let written = serde_json::to_string(&clip(&page(&case))).unwrap();
        for link in [
            "\"javascript:",
            "\"data:",
            "\"vbscript:",
            "\"file:",
            "\"blob:",
        ] {
            assert!(!written.contains(link), "{case:?} holds {link}");
        }
        assert!(
            !written.contains(['\u{202E}', '\u{2066}', '\u{0}']),
            "{case:?}"
        );
    }
}

#[test]
fn a_page_of_a_million_tags_is_cut_quickly() {
    for tag in ["<div>", "<b>", "</p>", "<a href=/x>", "<"] {
        let bytes = tag.repeat(1_000_000).into_bytes();
        let page = Page {
            address: None,
            bytes,
            form: Form::Html,
            charset: None,
            seen_at: DateTime::UNIX_EPOCH,
            how: How::File,
        };
        clip(&page);
    }
}

/// Leads are found in one sweep: boxes in boxes, headings without end, one list of many links.
#[test]
fn a_page_of_thousands_of_links_is_cut_quickly() {
    let link = "<a href=/river/some-story-of-the-day>Some story of the day on the river</a>";
    let card = format!("<li>{link}<p>A line about it.</p></li>");
    for page in [
        format!("<h2>Latest News</h2><ul>{}</ul>", card.repeat(6_000)),
        format!("<h2>Latest News</h2>{link}").repeat(6_000),
        format!(
            "<p class=related>{}</p>",
            format!("and {link} ").repeat(60_000)
        ),
        format!(
            "{}{}",
            "<div class=related>".repeat(400),
            card.repeat(6_000)
        ),
    ] {
        let page = Page {
            address: Address::read("https://courier.example/a").ok(),
            bytes: page.into_bytes(),
            form: Form::Html,
            charset: None,
            seen_at: DateTime::UNIX_EPOCH,
            how: How::File,
        };
        assert!(clip(&page).leads.len() <= 120);
    }
}

#[test]
fn deep_nests_are_flattened_and_can_be_kept() {
    let words = "some words of a story, which go on for a while, ";
    for tag in [
        "<ul><li>",
        "<blockquote>",
        "<figure><figcaption>",
        "<em>",
        "<div>",
        "<table><tr><td>",
        "> ",
        "- ",
    ] {
        for form in [Form::Html, Form::Markdown] {
            let nest = format!("{tag}{words}").repeat(20_000);
            let page = Page {
                address: None,
                bytes: nest.into_bytes(),
                form,
                charset: None,
                seen_at: DateTime::UNIX_EPOCH,
                how: How::File,
            };
            let clipping = clip(&page);
            let written = serde_json::to_string(&clipping).unwrap();
            assert_eq!(
                serde_json::from_str::<Clipping>(&written).unwrap(),
                clipping,
                "{tag}"
            );
        }
    }
}

const SOUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div class=related>",
    "<div class='article-body'>",
    "</div>",
    "<article>",
    "</article>",
    "<h1>",
    "</h1>",
    "<h2>Read more</h2>",
    "<a href='/a'>",
    "<a href='javascript:alert(1)'>",
    "</a>",
    "<ul><li>",
    "</ul>",
    "<table><tr><td>",
    "</table>",
    "<img src=/a.jpg data-src=x>",
    "<img srcset='/a.jpg 2x, , b'>",
    "<figure>",
    "<figcaption>Photo: Ann",
    "</figure>",
    "<br>",
    "<br><br>",
    "<blockquote>",
    "<pre>",
    "<script>",
    "</script>",
    "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[{\"name\":\"Ann Lee\"}],\"articleBody\":\"",
    "<svg><style>",
    "<math><mtext>",
    "<template>",
    "<noscript>",
    "<iframe src=//example.org/video>",
    "<time datetime=2025-10-16>",
    "<meta property=og:title content='A | B'>",
    "<title>A - B",
    "<b>",
    "</i>",
    "&#x202e;",
    "&amp;",
    "\u{0}",
    "Related Articles",
    "By Ann Lee",
    "KYIV (Reuters) - ",
    "(AFP)",
    "16 October 2025",
    ", ",
    "İ ß ŉ",
    "–",
    "on Thursday",
    " some words of a story that go on for a while, with commas, and stop. ",
    "Senior Reporter at the Arn Courier, covering rivers.",
    "\r\n",
    "\n\n",
    "---\ntitle: x\n---\n",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_can_be_cut(bytes in prop::collection::vec(any::<u8>(), 0..400), charset in prop::option::of("[a-z0-9-]{0,12}")) {
        for form in [Form::Html, Form::Text, Form::Markdown, Form::Mail, Form::Archive] {
            let page = Page { address: None, bytes: bytes.clone(), form, charset: charset.clone(), seen_at: DateTime::UNIX_EPOCH, how: How::File };
            prop_assert_eq!(clip(&page), clip(&page));
        }
    }

    #[test]
    fn any_soup_can_be_cut(parts in prop::collection::vec(prop::sample::select(SOUP), 0..60)) {
        for form in [Form::Html, Form::Text, Form::Markdown] {
            let bytes = parts.concat().into_bytes();
            let address = Address::read("https://example.org/2025/10/16/a").ok();
            let page = Page { address, bytes, form, charset: None, seen_at: DateTime::<Utc>::MAX_UTC, how: How::File };
            let written = serde_json::to_string(&clip(&page)).unwrap_or_default();
            assert!(!written.contains("\"javascript:") && !written.contains('\u{202E}'), "{written}");
        }
    }
}
