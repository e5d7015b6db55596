//! A mail as a file, after RFC 5322 and MIME: a draft that a mail program opens to be sent.

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::{Mail, mail_of};
use crate::edition::press::Watch;
use crate::edition::{Edition, id_of};
use crate::{Error, Result};

pub(in crate::edition::press) fn file(edition: &Edition, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mail = mail_of(edition, watch)?;
    let name = |what: &str| format!("=_{}", id_of(&[&edition.id, what, &mail.text]));
    let letter = MimePart::new("text/html", &*mail.html);
    let letter = match &*mail.pictures {
        [] => letter,
        _ => together(&mail, letter, name("related")),
    };
    let text = MimePart::new("text/plain", &*mail.text);
    let kind = ContentType::new("multipart/alternative").attribute("boundary", name("alternative"));
    MessageBuilder::new()
        .subject(&*mail.subject)
        .date(Date {
            date: edition.set_at.timestamp(),
        })
        .message_id(format!("{}@clipdesk.invalid", edition.id))
        // Outlook then opens it as a draft; others take it for a template.
        .header("X-Unsent", Raw::new("1"))
        .body(MimePart::new(kind, vec![text, letter]))
        .write_to_vec()
        .map_err(|error| Error::Refused(format!("the mail cannot be written: {error}")))
}

/// The letter, with the pictures that it shows.
fn together<'m>(mail: &'m Mail, letter: MimePart<'m>, boundary: String) -> MimePart<'m> {
    let kind = ContentType::new("multipart/related")
        .attribute("type", "text/html")
        .attribute("boundary", boundary);
    let pictures = mail.pictures.iter().map(|picture| {
        MimePart::new(picture.media.mime(), &*picture.bytes)
            .inline()
            .cid(&*picture.cid)
    });
    MimePart::new(
        kind,
        [letter].into_iter().chain(pictures).collect::<Vec<_>>(),
    )
}
