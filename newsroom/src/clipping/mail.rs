//! Mails and pages that were saved as one: a newsletter (`.eml`), an archive of a page (`.mhtml`). Both
//! are MIME: parts, of which one is the page.

mod pictures;
mod plain;

pub(crate) use pictures::held;

use chrono::{FixedOffset, NaiveDate, TimeZone};
use mail_parser::{Addr, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use crate::clipping::{Clipping, Evidence, Omission, Part, Published, byline, html, pasted, text};
use crate::page::Form;
use crate::{Address, Page};

/// Parts that a mail may have. Newsletters have 3, archives of pages some hundreds.
const PARTS: usize = 10_000;

/// Mails within mails. A chain of forwarded ones has 10; the parser stacks them up.
const MAILS: usize = 100;

/// Lines of headers before the first part. Mailing lists add up to 100.
const HEADERS: usize = 5_000;

/// Cuts a clipping out of a mail.
pub(crate) fn cut_mail(page: &Page) -> Clipping {
    let Some(mail) = parsed(&page.bytes) else {
        return unread(&page.bytes);
    };
    let mut clipping = match (markup(&mail), words(&mail)) {
        (Some(markup), _) => html::cut(markup, &as_html(page, None)),
        (None, Some(words)) => plain_text(&mail, &words, page),
        (None, None) => Clipping::default(),
    };
    if clipping
        .headline
        .as_ref()
        .is_none_or(|part| part.evidence == Evidence::Shape)
    {
        clipping.headline = mail
            .subject()
            .and_then(text::cleaned)
            .map(said)
            .or(clipping.headline);
    }
    read_sender(&mail, &mut clipping);
    let guessed = |part: &Part<Published>| {
        matches!(
            part.evidence,
            Evidence::Text | Evidence::Shape | Evidence::Host
        )
    };
    if clipping.published.as_ref().is_none_or(guessed) {
        let sent = mail.date().and_then(moment).map(|value| Part {
            value,
            evidence: Evidence::Meta,
        });
        clipping.published = sent.or(clipping.published);
    }
    clipping
}

/// Cuts a clipping out of an archive of a page. Where its main part was is its address.
pub(crate) fn cut_archive(page: &Page) -> Clipping {
    let Some(archive) = parsed(&page.bytes) else {
        return unread(&page.bytes);
    };
    let Some(main) = main_part(&archive) else {
        return damaged();
    };
    let (PartType::Html(markup) | PartType::Text(markup)) = &main.body else {
        return damaged();
    };
    if markup.trim().is_empty() {
        return damaged();
    }
    let snapshot = archive.header(HeaderName::Other("Snapshot-Content-Location".into()));
    let places = [
        main.content_location(),
        snapshot.and_then(|place| place.as_text()),
        archive.content_location(),
    ];
    let address = places.into_iter().flatten().find_map(web_address);
    html::cut(markup, &as_html(page, address))
}

/// A mail as its parts; nothing if it has none, or more than anybody sends.
fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    if is_bomb(bytes) {
        return None;
    }
    MessageParser::default().parse(bytes)
}

fn unread(bytes: &[u8]) -> Clipping {
    match is_bomb(bytes) {
        true => Clipping {
            omissions: vec![Omission::Rest],
            ..Clipping::default()
        },
        false => damaged(),
    }
}

/// What is there of an archive that breaks off before its page.
fn damaged() -> Clipping {
    Clipping {
        omissions: vec![Omission::Damaged],
        ..Clipping::default()
    }
}

/// Whether a mail is made of more than can be meant.
fn is_bomb(bytes: &[u8]) -> bool {
    let (mut parts, mut mails, mut headers) = (0, 0, 0);
    let mut in_head = true;
    for line in bytes.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        in_head &= !line.is_empty();
        headers += usize::from(in_head);
        parts += usize::from(line.starts_with(b"--"));
        let head = line
            .get(..line.len().min(200))
            .unwrap_or_default()
            .to_ascii_lowercase();
        mails += usize::from(head.windows(8).any(|at| at == b"message/"));
    }
    parts > PARTS || mails > MAILS || headers > HEADERS
}

/// The markup of a mail. What its reader would show is what counts; the same words stand in it as text.
fn markup<'a>(mail: &'a Message<'_>) -> Option<&'a str> {
    mail.html_bodies().find_map(|part| match &part.body {
        PartType::Html(markup) => Some(&**markup).filter(|markup| !markup.trim().is_empty()),
        _ => None,
    })
}

fn words<'a>(mail: &'a Message<'_>) -> Option<String> {
    let parts = mail.text_bodies().filter_map(|part| match &part.body {
        PartType::Text(words) => Some(&**words),
        _ => None,
    });
    let all = parts.collect::<Vec<&'a str>>().join("\n\n");
    (!all.trim().is_empty()).then_some(all)
}

fn subject(mail: &Message<'_>) -> Option<String> {
    /// Longest subject that is one, in characters.
    const LONGEST: usize = 1_000;
    let subject: String = mail.subject()?.chars().take(LONGEST).collect();
    text::cleaned(&subject)
}

/// A mail without markup: its subject stands above its text as a headline does.
fn plain_text(mail: &Message<'_>, words: &str, page: &Page) -> Clipping {
    let subject = subject(mail);
    let body = plain::unwrapped(words);
    let seen = page.seen_at.date_naive();
    let Some(subject) = subject else {
        return pasted::cut(&body, seen);
    };
    let mut clipping = pasted::cut(&format!("{subject}\n\n{body}"), seen);
    clipping.headline = Some(said(subject));
    clipping
}

/// Who sent it: the outlet of a newsletter, or a person.
fn read_sender(mail: &Message<'_>, clipping: &mut Clipping) {
    let Some(sender) = mail.from().and_then(|from| from.first()) else {
        return;
    };
    let address = sender
        .address()
        .and_then(|address| address.rsplit_once('@'));
    let host = address.map(|(_, host)| host.to_lowercase());
    let listed = ["List-Id", "List-Unsubscribe", "List-Post"]
        .iter()
        .any(|name| mail.header_raw(*name).is_some());
    let (person, sheet) = sender_of(sender, listed);
    if let Some(person) = person
        && clipping.byline.is_none()
    {
        clipping.byline = Some(Part {
            value: vec![person],
            evidence: Evidence::Meta,
        });
    }
    let weak = clipping
        .outlet
        .as_ref()
        .is_none_or(|part| part.evidence.is_inference());
    if weak && let Some(sheet) = sheet {
        clipping.outlet = Some(said(sheet));
    } else if clipping.outlet.is_none() {
        let site = host.map(|host| Part {
            value: host,
            evidence: Evidence::Host,
        });
        clipping.outlet = site;
    }
}

/// A sender as a person and an outlet: "Ann Lee from the Arn Courier" is both.
fn sender_of(sender: &Addr<'_>, listed: bool) -> (Option<String>, Option<String>) {
    /// Longest name that is one, in bytes.
    const LONGEST: usize = 200;
    let name = sender.name().filter(|name| name.len() <= LONGEST);
    let Some(name) = name.and_then(text::cleaned) else {
        return (None, None);
    };
    for joint in [
        " from the ",
        " from ",
        " at the ",
        " at ",
        " via ",
        " of the ",
        " | ",
        ", ",
    ] {
        if let Some((person, sheet)) = name.split_once(joint)
            && let Some(person) = byline::person(person)
        {
            return (Some(person), text::cleaned(sheet));
        }
    }
    // "Arn Courier", news@courier.example, is a house; "Ann Lee", ann@lee.example, a person.
    let (local, host) = sender
        .address()
        .and_then(|address| address.rsplit_once('@'))
        .unwrap_or_default();
    let named = |place: &str| {
        let place = place.to_lowercase();
        let words: Vec<String> = name.split_whitespace().map(text::fold).collect();
        words
            .iter()
            .any(|word| word.chars().count() >= 3 && place.contains(word.as_str()))
    };
    let house = listed || (named(host) && !named(local));
    match byline::person(&name).filter(|person| person.contains(' ') && *person == name) {
        Some(person) if !house => (Some(person), None),
        _ => (None, Some(name)),
    }
}

/// The part of an archive that is the page: the one that it says to begin with, else the first.
fn main_part<'a>(archive: &'a Message<'_>) -> Option<&'a MessagePart<'a>> {
    let is_page = |part: &&MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let start = archive
        .content_type()
        .and_then(|kind| kind.attribute("start"));
    let start = start.map(|id| id.trim_matches(['<', '>']));
    let named = archive
        .parts
        .iter()
        .filter(is_page)
        .find(|part| start.is_some() && part.content_id() == start);
    named
        .or_else(|| archive.parts.iter().find(is_page))
        .or_else(|| {
            archive
                .parts
                .iter()
                .find(|part| matches!(part.body, PartType::Text(_)))
        })
}

fn web_address(place: &str) -> Option<Address> {
    let web = place.starts_with("http://") || place.starts_with("https://");
    web.then(|| Address::read(place).ok())?
}

/// The page that a part is, without its bytes: they have been read.
fn as_html(page: &Page, address: Option<Address>) -> Page {
    Page {
        address: address.or_else(|| page.address.clone()),
        bytes: Vec::new(),
        form: Form::Html,
        charset: None,
        seen_at: page.seen_at,
        how: page.how,
    }
}

fn moment(date: &mail_parser::DateTime) -> Option<Published> {
    let day = NaiveDate::from_ymd_opt(
        i32::from(date.year),
        u32::from(date.month),
        u32::from(date.day),
    )?;
    let clock = day.and_hms_opt(
        u32::from(date.hour),
        u32::from(date.minute),
        u32::from(date.second),
    )?;
    let seconds = i32::from(date.tz_hour) * 3_600 + i32::from(date.tz_minute) * 60;
    let offset = FixedOffset::east_opt(if date.tz_before_gmt {
        -seconds
    } else {
        seconds
    })?;
    // There was no mail before that; a clock that was never set says 1970.
    let known = (1_975..2_200).contains(&date.year);
    known.then(|| {
        offset
            .from_local_datetime(&clock)
            .single()
            .map(Published::Moment)
    })?
}

fn said(value: String) -> Part<String> {
    Part {
        value,
        evidence: Evidence::Meta,
    }
}
