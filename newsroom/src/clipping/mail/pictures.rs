//! The pictures that a mail or an archive brings along: each a part, named by an identity of its own
//! (`Content-ID`) or by the address where it was (`Content-Location`, RFC 2557). They are never fetched.

use std::collections::HashSet;

use mail_parser::{MimeHeaders, PartType};

use super::{main_part, markup, parsed, web_address};
use crate::page::Form;
use crate::{Address, Page, picture};

/// Those of the wanted pictures that are parts of this mail, or stand in its markup; each once.
pub(crate) fn held(page: &Page, wanted: &[Address]) -> Vec<(Address, Vec<u8>)> {
    let Some(mail) = parsed(&page.bytes) else {
        return Vec::new();
    };
    let text = match page.form {
        Form::Archive => main_part(&mail).and_then(|part| part.text_contents()),
        _ => markup(&mail),
    };
    let mut found = picture::in_text(text.unwrap_or_default().as_bytes(), wanted);
    let mut wanted: HashSet<&Address> = wanted.iter().collect();
    for (address, _) in &found {
        wanted.remove(address);
    }
    for part in &mail.parts {
        let (PartType::Binary(bytes) | PartType::InlineBinary(bytes)) = &part.body else {
            continue;
        };
        let names = [
            part.content_id().and_then(picture::of_part),
            part.content_location().and_then(web_address),
        ];
        for name in names.into_iter().flatten() {
            if wanted.remove(&name) {
                found.push((name, bytes.to_vec()));
            }
        }
    }
    found
}
