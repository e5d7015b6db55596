//! Pages that a person hands over: a file, a paste, a list of addresses.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::{Form, How, LARGEST, Page, form_by_magic, largest, looks_binary, mail_by_headers};
use crate::{Address, Error, Result};

/// What a person put into the one box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Addresses, each once, in the order given.
    Addresses(Vec<Address>),
    /// The text, or the HTML, of a page.
    Paste(Page),
}

/// Reads what a person put into the one box: addresses, if each line is one, else a pasted page.
///
/// # Errors
/// Refuses an empty entry and one of more than 20 MiB.
pub fn entry(text: &str, now: DateTime<Utc>) -> Result<Entry> {
    // A paste of megabytes is no list of addresses, and need not be tried as one.
    const LONGEST_LIST: usize = 1 << 20;
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    if text.len() <= LONGEST_LIST && lines().next().is_some() {
        let read: Result<Vec<_>> = lines().map(address_alone).collect();
        if let Ok(mut addresses) = read {
            let mut seen = std::collections::HashSet::new();
            addresses.retain(|address| seen.insert(address.clone()));
            return Ok(Entry::Addresses(addresses));
        }
        // One line that was meant as an address gets the address's own refusal.
        if lines().count() == 1
            && text.contains("://")
            && !text.trim().contains(char::is_whitespace)
        {
            return Err(Address::read(text).err().unwrap_or_else(nothing_to_clip));
        }
    }
    pasted(text, now).map(Entry::Paste)
}

fn address_alone(line: &str) -> Result<Address> {
    match line.contains(char::is_whitespace) {
        true => Err(nothing_to_clip()),
        false => Address::read(line),
    }
}

/// Takes a paste: the text of a page, its HTML, or the source of a mail.
///
/// # Errors
/// Refuses an empty paste and one of more than 20 MiB.
pub fn pasted(text: &str, now: DateTime<Utc>) -> Result<Page> {
    if text.trim().is_empty() {
        return Err(nothing_to_clip());
    }
    if text.len() > LARGEST {
        return Err(Error::Refused(format!(
            "the paste holds {}, and a page may hold {}; nothing of it was kept",
            largest(text.len()),
            largest(LARGEST)
        )));
    }
    let form = match is_html(text.as_bytes()) {
        true => Form::Html,
        false => mail_by_headers(text.as_bytes()).unwrap_or(Form::Text),
    };
    Ok(Page {
        address: None,
        bytes: text.as_bytes().to_vec(),
        form,
        charset: Some("utf-8".to_owned()),
        seen_at: now,
        how: How::Pasted,
    })
}

/// Reads a page from a file: `.html`, `.htm`, `.xhtml`, `.txt`, `.md`, `.pdf`, `.eml`, `.mhtml`, `.mht`;
/// others by what they hold.
///
/// # Errors
/// Names the file that is missing, is a folder, is empty, is binary, or holds more than 20 MiB.
pub fn read_file(path: &Path, now: DateTime<Utc>) -> Result<Page> {
    let failed = |why: String| Error::File {
        path: path.to_owned(),
        why,
    };
    let unreadable = |error: io::Error| failed(sentence(&error));
    let mut file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(failed("is a folder; name the files in it".to_owned()));
    }
    let mut bytes = Vec::new();
    // One byte more than may be, to know that there is more.
    file.by_ref()
        .take(LARGEST as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    page_of(&name, bytes, now).map_err(failed)
}

/// Takes a file that was dropped on the desk, by its name and bytes.
///
/// # Errors
/// As [`read_file`].
pub fn dropped(name: &str, bytes: Vec<u8>, now: DateTime<Utc>) -> Result<Page> {
    page_of(name, bytes, now).map_err(|why| Error::File {
        path: name.into(),
        why,
    })
}

fn page_of(name: &str, bytes: Vec<u8>, now: DateTime<Utc>) -> Result<Page, String> {
    if bytes.len() > LARGEST {
        return Err(format!(
            "is larger than {}; nothing of it was kept",
            largest(LARGEST)
        ));
    }
    if bytes.trim_ascii().is_empty() {
        return Err("is empty; there is nothing to clip".to_owned());
    }
    let marked = form_by_magic(&bytes);
    if marked.is_none() && looks_binary(&bytes) {
        return Err(
            "is not text; PDF, HTML, mails, saved pages, plain text and Markdown can be clipped"
                .to_owned(),
        );
    }
    let extension = name
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    let form = match extension.as_deref() {
        _ if marked.is_some() => marked.unwrap_or(Form::Pdf),
        Some("md" | "markdown") => Form::Markdown,
        Some("html" | "htm" | "xhtml" | "shtml") => Form::Html,
        Some("mhtml" | "mht") => Form::Archive,
        Some("eml") => mail_by_headers(&bytes).unwrap_or(Form::Mail),
        _ if is_html(&bytes) => Form::Html,
        Some("txt") => Form::Text,
        _ => mail_by_headers(&bytes).unwrap_or(Form::Text),
    };
    Ok(Page {
        address: None,
        bytes,
        form,
        charset: None,
        seen_at: now,
        how: How::File,
    })
}

/// Whether a text is HTML: it begins with a tag that only a page begins with.
fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let start = String::from_utf8_lossy(&start[..start.len().min(256)]).to_ascii_lowercase();
    const TAGS: &[&str] = &[
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<article",
        "<main",
        "<div",
        "<section",
        "<h1",
        "<p>",
        "<p ",
        "<meta",
        "<!--",
        "<?xml",
        "<figure",
        "<span",
        "<title",
    ];
    TAGS.iter().any(|tag| start.trim_start().starts_with(tag))
}

fn sentence(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read by you".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder; name the files in it".to_owned(),
        _ => format!("cannot be read: {error}"),
    }
}

fn nothing_to_clip() -> Error {
    Error::Refused(
        "there is nothing to clip: give an address, a file or the text of a page".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn lines_that_are_addresses_are_addresses() {
        let Entry::Addresses(found) = entry(
            "example.org/a\n\n https://example.net/b \nexample.org/a",
            noon(),
        )
        .unwrap() else {
            panic!("two addresses were taken for a page");
        };
        let found: Vec<_> = found.iter().map(Address::as_str).collect();
        assert_eq!(found, ["https://example.org/a", "https://example.net/b"]);
    }

    #[test]
    fn anything_else_is_a_page() {
        for (text, form) in [
            ("A headline\nhttps://example.org/a", Form::Text),
            ("One line of text.", Form::Text),
            ("<!DOCTYPE html><p>Text", Form::Html),
            ("\u{feff} <html><p>Text", Form::Html),
            (
                "From: Ann Lee\nDate: 16 October 2025\nSubject: Ferry runs again\n\nIt left on time.",
                Form::Mail,
            ),
            ("From: the quay\nthe ferry left on time.", Form::Text),
        ] {
            let Entry::Paste(page) = entry(text, noon()).unwrap() else {
                panic!("{text:?}")
            };
            assert_eq!((page.form, page.how), (form, How::Pasted), "{text:?}");
        }
    }

    #[test]
    fn an_entry_that_cannot_be_clipped_is_refused_in_a_sentence() {
        for (text, sentence) in [
            (String::new(), "nothing to clip"),
            (" \n\t ".to_owned(), "nothing to clip"),
            (
                "a ".repeat(25 << 20),
                "the paste holds 50.0 MiB, and a page may hold 20.0 MiB",
            ),
            ("ftp://example.org/a".to_owned(), "only http and https"),
        ] {
            let refusal = entry(&text, noon()).unwrap_err().to_string();
            assert!(refusal.contains(sentence), "{refusal}");
        }
    }

    #[test]
    fn a_file_is_known_by_what_it_holds_before_what_it_is_called() {
        const MAIL: &[u8] = b"From: a@b.example\r\nMIME-Version: 1.0\r\n\r\nText";
        const ARCHIVE: &[u8] = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n--x";
        for (name, bytes, form) in [
            ("a.pdf", &b"%PDF-1.7\n1 0 obj"[..], Form::Pdf),
            ("a.txt", b"%PDF-1.7\n1 0 obj", Form::Pdf),
            ("a.pdf", b"\0\0\0\0junk\n%PDF-1.7", Form::Pdf),
            ("a.html", b"%PDF-1.7\n1 0 obj", Form::Pdf),
            ("a.pdf", b"<!doctype html><p>Text", Form::Html),
            ("a.txt", b"A text about %PDF-1.7", Form::Text),
            ("a.txt", b"From: here on, nothing", Form::Text),
            ("a.EML", MAIL, Form::Mail),
            ("a.eml", ARCHIVE, Form::Archive),
            ("a.mht", ARCHIVE, Form::Archive),
            ("a.mhtml", MAIL, Form::Archive),
            ("mail", MAIL, Form::Mail),
            ("a.md", b"# Text", Form::Markdown),
            ("a.text", b"T\0e\0x\0t\0 \0i\0n\0 \0t\0w\0o\0", Form::Text),
        ] {
            let page = dropped(name, bytes.to_vec(), noon()).unwrap();
            assert_eq!(page.form, form, "{name}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_clipped_is_named() {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes, sentence) in [
            ("empty.html", &b" \n"[..], "is empty"),
            (
                "picture.html",
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
                "is not text; PDF, HTML, mails, saved pages",
            ),
            ("sheet.pdf", b"PK\x03\x04\x14\0\0\0", "is not text"),
        ] {
            std::fs::write(folder.path().join(name), bytes).unwrap();
            let refusal = read_file(&folder.path().join(name), noon())
                .unwrap_err()
                .to_string();
            assert!(
                refusal.contains(name) && refusal.contains(sentence),
                "{refusal}"
            );
        }
        let missing = read_file(&folder.path().join("none.txt"), noon())
            .unwrap_err()
            .to_string();
        assert!(missing.ends_with("none.txt: does not exist"), "{missing}");
        let folder = read_file(folder.path(), noon()).unwrap_err().to_string();
        assert!(folder.contains("is a folder"), "{folder}");
    }
}
