//! Mails, taken apart by a reader of mails and one of tags.

use std::ops::ControlFlow;

use mail_parser::{MessageParser, MimeHeaders as _, PartType};
use newsroom::edition::{Format, mail_of};
use newsroom::picture::Media;

use crate::expected::{self, bare, printed};
use crate::{markup, sample, stories};

const SHOWN: &[Media] = &[Media::Jpeg, Media::Png, Media::Gif, Media::Webp];

#[test]
fn a_mail_says_what_the_sheet_says_in_both_its_forms() {
    for (name, mut edition) in stories::editions() {
        let bytes = printed(&edition, Format::Eml, name);
        let message = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(
            bare(message.subject().unwrap()),
            match &*bare(&edition.title) {
                "" => "Untitled".to_owned(),
                title => title.to_owned(),
            }
        );
        assert_eq!(
            message.message_id(),
            Some(&*format!("{}@clipdesk.invalid", edition.id))
        );
        assert_eq!(
            message.date().unwrap().to_timestamp(),
            edition.set_at.timestamp()
        );
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert!(message.bcc().is_none() && message.to().is_none());
        let html = message.body_html(0).unwrap();
        let text = message.body_text(0).unwrap();
        // A heading that says nothing is not printed.
        for part in &mut edition.parts {
            part.heading = part
                .heading
                .take()
                .filter(|heading| !bare(heading).is_empty());
        }
        let sheet = edition.sheet().unwrap();
        let wanted = expected::of(&sheet, SHOWN);
        let read = markup::read(&html);
        assert_eq!(read.links, wanted.links, "{name}");
        assert_eq!(read.alts, wanted.alts, "{name}");
        // Before the letter itself stands what lists of mails show of it.
        assert!(
            read.words.ends_with(&wanted.words),
            "{name}: {}\n{}",
            read.words,
            wanted.words
        );
        markup::in_order(&bare(&markup::unlinked(&text)), markup::lines(&edition));
        let kept: Vec<_> = message
            .parts
            .iter()
            .filter(|part| matches!(part.body, PartType::InlineBinary(_) | PartType::Binary(_)))
            .map(|part| format!("cid:{}", part.content_id().unwrap()))
            .collect();
        assert!(
            read.shown.iter().all(|source| kept.contains(source)),
            "{name}: {:?}",
            read.shown
        );
        assert!(
            kept.iter().all(|cid| read.shown.contains(cid)),
            "{name}: {kept:?}"
        );
        assert!(
            bytes
                .split(|byte| *byte == b'\n')
                .all(|line| line.len() < 1_000)
        );
    }
}

#[test]
fn a_mail_that_gmail_would_cut_is_said_to_be_too_long() {
    let mail = |edition: &newsroom::edition::Edition| {
        mail_of(edition, &mut |_, _| ControlFlow::Continue(())).unwrap()
    };
    assert_eq!(mail(&sample::small()).finding(), None);
    let finding = mail(&sample::hostile(300)).finding().unwrap();
    assert!(finding.said.contains("Gmail cuts it"), "{}", finding.said);
}

#[test]
fn a_colour_that_is_none_does_not_reach_the_letter() {
    let mut edition = sample::small();
    edition.template.look.accent =
        "red; } body { background: url(https://example.org/x)".to_owned();
    let bytes = printed(&edition, Format::Eml, "accent");
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert!(!message.body_html(0).unwrap().contains("example.org/x"));
}

#[test]
fn a_mail_is_quick_and_stops() {
    stories::is_quick_and_stops(Format::Eml);
}
