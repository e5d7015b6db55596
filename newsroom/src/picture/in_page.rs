//! Pictures that a page holds itself: one that was saved whole has them in `data:` addresses.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use super::{Look, look};
use crate::clipping::mail;
use crate::page::{Form, sha256};
use crate::{Address, Page};

/// The host of pictures that a saved page holds itself. RFC 2606 keeps `.invalid` for names that
/// lead nowhere.
const IN_PAGE: &str = "saved-page.invalid";

/// Whether an address names a picture that was held by the page itself, so that there is nowhere to
/// fetch it from.
pub fn is_in_page(address: &Address) -> bool {
    address.site() == IN_PAGE
}

/// Reads a `data:` address that holds a picture. A saved page has no other address for it, so it is
/// named after its content.
pub(crate) fn in_page(source: &str) -> Option<(Address, Look, Vec<u8>)> {
    /// Whoever writes such addresses may wrap them, and leave their end off.
    const FORGIVING: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true),
    );
    let (head, packed) = source.trim().split_once(',')?;
    let head = head.to_ascii_lowercase();
    if !head.starts_with("data:image/") || !head.ends_with(";base64") {
        return None;
    }
    let packed: Vec<u8> = packed
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let bytes = FORGIVING.decode(packed).ok()?;
    let look = look(&bytes).ok()?;
    let address = Address::read(&format!("https://{IN_PAGE}/{}", sha256(&bytes))).ok()?;
    Some((address, look, bytes))
}

/// Names a picture of a mail after the `Content-ID` of the part that it is (RFC 2392): such an address
/// means something inside its mail only.
pub(crate) fn of_part(content_id: &str) -> Option<Address> {
    let id = sha256(content_id.trim().as_bytes());
    Address::read(&format!("https://{IN_PAGE}/cid/{id}")).ok()
}

/// Those of the wanted pictures that a page holds itself, each once.
pub fn held(page: &Page, wanted: &[Address]) -> Vec<(Address, Vec<u8>)> {
    match page.form {
        Form::Mail | Form::Archive => mail::held(page, wanted),
        Form::Html | Form::Text | Form::Markdown | Form::Pdf => in_text(&page.bytes, wanted),
    }
}

/// Those of the wanted pictures that a text holds in `data:` addresses, each once.
pub(crate) fn in_text(text: &[u8], wanted: &[Address]) -> Vec<(Address, Vec<u8>)> {
    let mut wanted: Vec<_> = wanted
        .iter()
        .filter(|address| is_in_page(address))
        .collect();
    let mut found = Vec::new();
    let mut rest = text;
    while !wanted.is_empty() {
        let Some(at) = position(rest, b"data:image/") else {
            break;
        };
        let before = at.checked_sub(1).and_then(|last| rest.get(last));
        let before = before.copied().unwrap_or(b' ');
        let from = rest.get(at..).unwrap_or_default();
        // A quoted address may be wrapped; one without quotes ends at the first space.
        let end = from.iter().position(|byte| match before {
            b'"' | b'\'' => *byte == before,
            _ => byte.is_ascii_whitespace() || b"\"')<>".contains(byte),
        });
        let (source, after) = from.split_at(end.unwrap_or(from.len()));
        if let Some((address, _, bytes)) = str::from_utf8(source).ok().and_then(in_page)
            && let Some(at) = wanted.iter().position(|other| **other == address)
        {
            wanted.swap_remove(at);
            found.push((address, bytes));
        }
        rest = after;
    }
    found
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use proptest::prelude::*;

    use super::*;
    use crate::page::How;

    const GIF: &[u8] = b"GIF89a\x40\x00\x30\x00\x00\x00\x00;";

    fn saved(html: String) -> Page {
        Page {
            address: None,
            bytes: html.into_bytes(),
            form: Form::Html,
            charset: None,
            seen_at: DateTime::UNIX_EPOCH,
            how: How::File,
        }
    }

    #[test]
    fn a_page_gives_up_the_pictures_that_it_holds() {
        let packed = "R0lGODlhQAAwAAAAADs=";
        let (wanted, _, bytes) = in_page(&format!("data:image/gif;base64,{packed}")).unwrap();
        assert_eq!(bytes, GIF);
        assert!(is_in_page(&wanted));
        for html in [
            format!("<img src=\"data:image/gif;base64,{packed}\">"),
            format!("<img src=data:image/gif;base64,{packed}>"),
            "<img src='data:image/GIF;base64,R0lGODlh\n QAAwAAAAADs'>".to_owned(),
            format!(
                "<img src='data:image/png;base64,AAAA'><b style=\"background:url(data:image/gif;base64,{packed})\">"
            ),
        ] {
            let found = held(&saved(html.clone()), std::slice::from_ref(&wanted));
            assert_eq!(found, [(wanted.clone(), GIF.to_vec())], "{html}");
        }
        for html in [
            "<img src='data:image/gif;base64,R0lGODlhQAAxAAAAADs='>",
            "<img src='data:text/html;base64,R0lGODlhQAAwAAAAADs='>",
            "<img src='data:image/gif;base64'>",
            "data:image/",
        ] {
            let found = held(&saved(html.to_owned()), std::slice::from_ref(&wanted));
            assert_eq!(found, [], "{html}");
        }
    }

    proptest! {
        #[test]
        fn no_page_fells_whoever_looks_for_its_pictures(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("data:image/gif;base64,".to_owned()),
                    Just("R0lGODlhQAAwAAAAADs=".to_owned()),
                    Just("\"".to_owned()),
                    "\\PC{0,6}",
                ],
                0..24,
            ),
        ) {
            let (wanted, ..) = in_page("data:image/gif;base64,R0lGODlhQAAwAAAAADs=").unwrap();
            let found = held(&saved(pieces.concat()), std::slice::from_ref(&wanted));
            prop_assert!(found.len() <= 1);
        }
    }
}
