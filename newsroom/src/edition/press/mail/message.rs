//! A mail after RFC 5322 and MIME: as a file that a mail program opens to be sent, and as it goes to a person.

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::{Mail, mail_of};
use crate::edition::press::Watch;
use crate::edition::{Edition, id_of};
use crate::post::Recipient;
use crate::{Error, Result};

/// A draft that a mail program opens.
pub(in crate::edition::press) fn file(edition: &Edition, watch: &mut Watch<'_>) -> Result<Vec<u8>> {
    let mail = mail_of(edition, watch)?;
    let draft = mail.built(&edition.id, edition.set_at);
    // Outlook then opens it as a draft; others take it for a template.
    written(draft.header("X-Unsent", Raw::new("1")))
}

impl Mail {
    /// The mail as it goes to one person, after RFC 5322 and MIME, in ASCII. Its name on the post (`Message-ID`)
    /// is `id`, without an `@`.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn message(
        &self,
        from: &Recipient,
        to: &Recipient,
        id: &str,
        at: DateTime<Utc>,
    ) -> Result<String> {
        let leave = format!("<mailto:{}?subject=unsubscribe>", from.address());
        let message = self.built(id, at).from(person(from)).to(person(to));
        let bytes = written(message.header("List-Unsubscribe", Raw::new(leave)))?;
        let text = String::from_utf8(bytes).ok().filter(|text| text.is_ascii());
        text.ok_or_else(|| {
            Error::Refused("the mail cannot be written in ASCII; it was not sent".to_owned())
        })
    }

    /// The mail, from nobody to nobody yet.
    fn built(&self, id: &str, at: DateTime<Utc>) -> MessageBuilder<'_> {
        let name = |what: &str| format!("=_{}", id_of(&[id, what, &self.text]));
        let letter = MimePart::new("text/html", &*self.html);
        let letter = match &*self.pictures {
            [] => letter,
            _ => together(self, letter, name("related")),
        };
        let text = MimePart::new("text/plain", &*self.text);
        let kind =
            ContentType::new("multipart/alternative").attribute("boundary", name("alternative"));
        MessageBuilder::new()
            .subject(&*self.subject)
            .date(Date {
                date: at.timestamp(),
            })
            .message_id(format!("{id}@clipdesk.invalid"))
            .body(MimePart::new(kind, vec![text, letter]))
    }
}

fn written(message: MessageBuilder<'_>) -> Result<Vec<u8>> {
    message
        .write_to_vec()
        .map_err(|error| Error::Refused(format!("the mail cannot be written: {error}")))
}

fn person(one: &Recipient) -> Address<'_> {
    Address::new_address(one.name(), one.address())
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
