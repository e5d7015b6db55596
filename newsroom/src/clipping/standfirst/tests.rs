use super::*;
use crate::clipping::{jsonld, marks, meta, survey};

#[test]
fn a_standfirst_is_printed_or_described_and_no_repetition() {
    let line = "The ferry keeps running until the spring, says the mayor of Tarn.";
    let described = format!("<meta name=description content='{line}'>");
    let cut = "<meta name=description content='The bridge over the river was opened again …'>";
    let again =
        "<meta name=description content='The bridge over the river was opened again on Thursday.'>";
    let printed = format!("<p class=standfirst>{line}</p>");
    let bare = format!("<h2>{line}</h2>");
    let place = format!("<h3>Tarn. {line}</h3>");
    let plea = "<p class=lede>Sign up for our newsletter about the river and the valley.</p>";
    let far = format!("{}<p class=standfirst>{line}</p>", "<i></i>".repeat(200));
    let with_place = format!("Tarn. {line}");
    for (head, under, expected, evidence) in [
        ("", printed.as_str(), Some(line), Some(Evidence::Markup)),
        (
            described.as_str(),
            printed.as_str(),
            Some(line),
            Some(Evidence::Meta),
        ),
        (described.as_str(), "", Some(line), Some(Evidence::Meta)),
        (
            described.as_str(),
            place.as_str(),
            Some(with_place.as_str()),
            Some(Evidence::Meta),
        ),
        ("", bare.as_str(), Some(line), Some(Evidence::Markup)),
        ("", far.as_str(), None, None),
        (cut, "", None, None),
        (again, "", None, None),
        ("", plea, None, None),
    ] {
        let story = "The bridge over the river was opened again on Thursday.";
        let page = format!(
            "{head}<article><h1>Bridge reopens</h1>{under}<p>{story}</p><p>{story} More.</p></article>"
        );
        let (html, _) = dom::parse(&page);
        let survey = survey::survey(html.root());
        let marks = marks::read(&survey);
        let body = [Block::Paragraph {
            text: vec![crate::clipping::Run {
                text: story.to_owned(),
                ..crate::clipping::Run::default()
            }],
        }];
        let (said, meta) = (jsonld::read(&jsonld::documents(&marks)), meta::read(&marks));
        let found = find(&said, &meta, &marks, &survey, Some("Bridge reopens"), &body);
        let found = found.map(|part| (part.value, part.evidence));
        assert_eq!(
            found.as_ref().map(|(line, _)| line.as_str()),
            expected,
            "{page}"
        );
        assert_eq!(found.map(|(_, evidence)| evidence), evidence, "{page}");
    }
}

/// What is found on a page whose judged text are these paragraphs.
fn found(head: &str, under: &str, text: &[&str]) -> Option<(String, Evidence)> {
    let story: String = text.iter().map(|line| format!("<p>{line}</p>")).collect();
    let page = format!("{head}<article><h1>Bridge reopens</h1>{under}{story}</article>");
    let (html, _) = dom::parse(&page);
    let survey = survey::survey(html.root());
    let marks = marks::read(&survey);
    let paragraph = |line: &&str| Block::Paragraph {
        text: vec![crate::clipping::Run {
            text: (*line).to_owned(),
            ..crate::clipping::Run::default()
        }],
    };
    let body: Vec<Block> = text.iter().map(paragraph).collect();
    let (said, meta) = (jsonld::read(&jsonld::documents(&marks)), meta::read(&marks));
    let found = find(&said, &meta, &marks, &survey, Some("Bridge reopens"), &body);
    found.map(|part| (part.value, part.evidence))
}

#[test]
fn a_standfirst_may_open_the_text() {
    let line = "The ferry keeps running until the spring, says the mayor of Tarn.";
    let story = "The bridge over the river was opened again on Thursday.";
    let described = format!("<meta name=description content='{line}'>");
    let whole = Some((line.to_owned(), Evidence::Text));
    assert_eq!(found(&described, "", &[line, story]), whole);
    // What is only marked by its look is one that the page describes otherwise.
    let bold = format!("<b>{line}</b>");
    assert_eq!(found("", &bold, &[line, story]), whole);
    // A story begins with its place and agency.
    let wired = format!("TARN (Reuters) - {line}");
    assert_eq!(found(&described, "", &[&wired, story]), None);
    assert_eq!(found("", "", &[line, story]), None);
}

#[test]
fn headings_of_sections_are_no_standfirst() {
    let sections = "<i></i><i></i><i></i><h2 class=subtitle>What the mayor of Tarn had to say to us</h2><h2 class=subtitle>What it costs the towns of the valley</h2>";
    let story = "The bridge over the river was opened again on Thursday.";
    assert_eq!(found("", sections, &[story, story]), None);
    let described = "The ferry keeps running until the spring, says the mayor of Tarn.";
    let head = format!("<meta name=description content='{described}'>");
    let under = format!(
        "<div class='story lead'>{described}</div><h2 class=subtitle>What the mayor of Tarn had to say to us</h2>"
    );
    assert_eq!(
        found(&head, &under, &[story, story]).map(|(line, _)| line),
        Some(described.to_owned())
    );
    let deck = "The mayor of Tarn had something to say to us";
    let under = format!("<div class='detail summary'>{described}</div><h2 class=deck>{deck}</h2>");
    assert_eq!(
        found(&head, &under, &[story, story]).map(|(line, _)| line),
        Some(deck.to_owned())
    );
}
