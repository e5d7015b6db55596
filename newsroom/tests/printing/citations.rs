//! Citations, read by readers that take nothing for granted: braces are counted, and lines have tags.

use std::collections::BTreeSet;

use newsroom::edition::{Edition, Format};
use serde_json::Value;

use crate::expected::{bare, printed};
use crate::stories;

const UNSEEN: fn(char) -> bool = |c| matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');

/// A citation as a format has it.
#[derive(Debug, Default)]
struct Cited {
    key: String,
    title: String,
    url: Option<String>,
    standfirst: Option<String>,
    notes: String,
}

/// The entries of a BibTeX file. Panics where a brace has no other.
fn bibtex(text: &str) -> Vec<Cited> {
    let mut all = Vec::new();
    let mut rest = text.trim_start();
    while let Some(entry) = rest.strip_prefix('@') {
        let open = entry.find('{').unwrap();
        assert!(matches!(&entry[..open], "article" | "misc"));
        let (inner, after) = braced(&entry[open..]);
        let (key, mut fields) = inner.split_once(',').unwrap();
        let mut cited = Cited {
            key: key.to_owned(),
            ..Cited::default()
        };
        while let Some((name, value)) = fields.split_once('=') {
            let (value, more) = braced(value.trim_start());
            let plain = || bare(&plain(value));
            match name.trim() {
                "title" => cited.title = plain(),
                "url" => cited.url = Some(value.to_owned()),
                "abstract" => cited.standfirst = Some(plain()),
                "annote" => cited.notes = plain(),
                _ => {}
            }
            fields = more.trim_start_matches(',');
        }
        assert!(fields.trim().is_empty(), "{fields:?}");
        all.push(cited);
        rest = after.trim_start();
    }
    assert!(rest.is_empty(), "{rest:?}");
    all
}

/// What stands in the braces that a text begins with, and what follows.
fn braced(text: &str) -> (&str, &str) {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[1..at], &text[at + 1..]);
        }
    }
    panic!("a brace is not closed in {}", &text[..text.len().min(200)]);
}

fn plain(tex: &str) -> String {
    let pairs = [
        ("{}@", "@"),
        ("\\textbraceleft{}", "\u{1}"),
        ("\\textbraceright{}", "\u{2}"),
        ("\\textasciitilde{}", "~"),
        ("\\textasciicircum{}", "^"),
        ("\\&", "&"),
        ("\\%", "%"),
        ("\\#", "#"),
        ("\\_", "_"),
        ("\\$", "$"),
        ("{", ""),
        ("}", ""),
        ("\u{1}", "{"),
        ("\u{2}", "}"),
        ("\\textbackslash", "\\"),
    ];
    pairs.iter().fold(tex.to_owned(), |tex, (said, meant)| {
        tex.replace(said, meant)
    })
}

fn ris(text: &str) -> Vec<Cited> {
    let mut all = Vec::new();
    let mut open: Option<Cited> = None;
    for line in text.split_terminator("\r\n") {
        assert!(!line.contains(['\r', '\n']));
        if line.is_empty() {
            assert!(open.is_none());
            continue;
        }
        let (tag, value) = (&line[..2], &line[6..]);
        assert_eq!(&line[2..6], "  - ");
        match tag {
            "TY" => open = Some(Cited::default()),
            "ER" => all.extend(open.take()),
            _ => {
                let cited = open.as_mut().expect("a record is open");
                match tag {
                    "ID" => cited.key = value.to_owned(),
                    "TI" => cited.title = bare(value),
                    "UR" => cited.url = Some(value.to_owned()),
                    "AB" => cited.standfirst = Some(bare(value)),
                    "N1" => cited.notes.push_str(&bare(value)),
                    _ => {}
                }
            }
        }
    }
    all
}

fn csl(text: &str) -> Vec<Cited> {
    let items: Vec<Value> = serde_json::from_str(text).unwrap();
    let cited = items.iter().map(|item| {
        let text = |name: &str| item[name].as_str().map(ToOwned::to_owned);
        Cited {
            key: text("id").unwrap(),
            title: bare(&text("title").unwrap()),
            url: text("URL"),
            standfirst: text("abstract").as_deref().map(bare),
            notes: text("note").as_deref().map(bare).unwrap_or_default(),
        }
    });
    cited.collect()
}

/// An address as formats can hold it.
fn escaped(url: &str) -> String {
    let signs = ["{", "}", "\\", "|", "^", "`", "\"", "<", ">"];
    signs.iter().fold(url.to_owned(), |url, sign| {
        url.replace(sign, &format!("%{:02X}", sign.as_bytes()[0]))
    })
}

fn hold(edition: &Edition, cited: Vec<Cited>) {
    let expected = stories::of(edition);
    assert_eq!(cited.len(), expected.len());
    let keys: BTreeSet<_> = cited.iter().map(|cited| &cited.key).collect();
    assert_eq!(keys.len(), cited.len(), "each has a key of its own");
    for (cited, story) in cited.iter().zip(&expected) {
        let title = if story.headline.is_empty() {
            "Untitled"
        } else {
            &story.headline
        };
        assert_eq!(cited.title, title);
        assert_eq!(cited.url, story.url.as_deref().map(escaped));
        let standfirst = story.standfirst.clone().filter(|words| !words.is_empty());
        assert_eq!(cited.standfirst, standfirst);
        // A template leaves out the marks that nobody sees.
        let seen = |words: &str| words.replace(UNSEEN, "");
        let notes = seen(&cited.notes);
        let mut rest = &*notes;
        let mut find = |words: &str| {
            let words = seen(words);
            let at = rest
                .find(&words)
                .unwrap_or_else(|| panic!("{words:?} is missing in {rest:?}"));
            rest = &rest[at + words.len()..];
        };
        // Links in comments are written out, between the words.
        if !story.comment.contains("report") && !story.comment.contains("once") {
            find(&story.comment);
        }
        for quote in &story.quotes {
            find(&format!("“{}”—", quote.text));
            find(quote.speaker.as_deref().unwrap_or("speakerunknown"));
            if let Some(url) = &story.url {
                find(url);
            }
        }
        story.highlights.iter().for_each(|words| find(words));
    }
}

#[test]
fn citations_keep_quotes_with_their_sources() {
    for (name, edition) in stories::editions() {
        let read = |format, name: &str| String::from_utf8(printed(&edition, format, name)).unwrap();
        hold(&edition, bibtex(&read(Format::Bibtex, name)));
        hold(&edition, ris(&read(Format::Ris, name)));
        hold(
            &edition,
            csl(&read(Format::CslJson, &format!("{name}-csl"))),
        );
    }
}

#[test]
fn a_story_that_is_printed_twice_is_cited_by_two_keys() {
    let mut edition = crate::sample::small();
    let again = edition.parts.clone();
    edition.parts.extend(again);
    hold(
        &edition,
        bibtex(&String::from_utf8(printed(&edition, Format::Bibtex, "twice")).unwrap()),
    );
}

#[test]
fn citations_are_quick_and_stop() {
    stories::is_quick_and_stops(Format::Bibtex);
    stories::is_quick_and_stops(Format::Ris);
    stories::is_quick_and_stops(Format::CslJson);
}
