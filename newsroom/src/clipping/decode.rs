//! Bytes to text: which character set a page is really in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::Page;

/// How far into a page a `<meta charset>` counts: the prescan of the HTML standard, §13.2.3.2.
const PRESCAN: usize = 1_024;

/// The page's bytes as text; what cannot be read becomes U+FFFD.
///
/// The order is: a byte order mark; UTF-8, if the bytes are valid as such (other sets hardly ever
/// are by accident); what the server said; what the page says; what the bytes look like. A server
/// that says UTF-8 is wrong by then, and one that says ISO 8859-1 says nothing: it is the default
/// of many, so a page that names another set is believed first.
pub(crate) fn decode(page: &Page) -> String {
    let bytes = page.bytes.as_slice();
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return text.0.into_owned();
    }
    if let Some(encoding) = utf16(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    let named = page.charset.as_deref().and_then(named);
    let written = written(bytes);
    // The one set whose bytes are all ASCII; so a page in it is valid as UTF-8 too.
    let shifts = [named, written].contains(&Some(ISO_2022_JP)) && bytes.contains(&0x1b);
    if !shifts && let Some(text) = utf8(bytes) {
        return text.to_owned();
    }
    let encoding = match (named, written) {
        (Some(named), Some(written)) if named == WINDOWS_1252 => written,
        (None, Some(written)) => written,
        (Some(named), _) => named,
        (None, None) => looks_like(bytes, page),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Whether a page is in UTF-16, by its mark or by its bytes.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    let marked =
        Encoding::for_bom(bytes).is_some_and(|(set, _)| set == UTF_16LE || set == UTF_16BE);
    marked || utf16(bytes).is_some()
}

/// UTF-16 without a mark: the standard would read it as rubbish, but editors of one system write it.
/// Markup and spaces are ASCII in every script, so one byte of many a pair is nought, always the same,
/// and the other hardly ever is.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4_096;
    let pairs = bytes.get(..SAMPLE.min(bytes.len()))?.as_chunks::<2>().0;
    let first = pairs.iter().filter(|pair| pair[0] == 0).count();
    let second = pairs.iter().filter(|pair| pair[1] == 0).count();
    let (many, few, encoding) = match first > second {
        true => (first, second, UTF_16BE),
        false => (second, first, UTF_16LE),
    };
    let sure = pairs.len() >= 8 && many * 8 >= pairs.len() && few * 8 <= many;
    let text = || {
        encoding
            .decode_without_bom_handling_and_without_replacement(bytes)
            .is_some()
    };
    (sure && text()).then_some(encoding)
}

/// The bytes, if they are UTF-8; a character that was cut off at the end is forgiven.
fn utf8(bytes: &[u8]) -> Option<&str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

/// A set by its label. UTF-8 is no answer: the bytes were found not to be.
fn named(label: &str) -> Option<&'static Encoding> {
    Encoding::for_label(label.trim().as_bytes()).filter(|encoding| *encoding != UTF_8)
}

/// The set that the page's own `<meta charset>` or XML declaration names.
fn written(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN.min(bytes.len()))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    head.match_indices("charset")
        .chain(head.match_indices("encoding"))
        .filter_map(|(at, word)| {
            let rest = head.get(at + word.len()..)?.trim_start();
            let rest = rest.strip_prefix('=')?.trim_start();
            let rest = rest.trim_start_matches(['"', '\'']);
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
            named(&rest[..end.unwrap_or(rest.len())])
        })
        // The standard reads a page that calls itself UTF-16 without a mark as UTF-8.
        .find(|encoding| *encoding != UTF_16LE && *encoding != UTF_16BE)
}

fn looks_like(bytes: &[u8], page: &Page) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let host = page.address.as_ref().map_or("", |address| address.site());
    let country = host.rsplit('.').next().map(str::as_bytes);
    // The detector takes a country only as lower-case letters.
    let country = country.filter(|label| label.iter().all(u8::is_ascii_lowercase));
    detector.guess(
        country.filter(|label| !label.is_empty()),
        Utf8Detection::Deny,
    )
}

#[cfg(test)]
mod tests;
