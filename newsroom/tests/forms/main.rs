//! Pages that are no web pages: PDFs, mails, archives of pages, pages in every charset. They are
//! written here, by printers and letter writers of our own, so that each trap can be set on purpose.

#![expect(
    clippy::unwrap_used,
    reason = "a page that cannot be written is a failed test"
)]

mod hostile_mail;
mod hostile_pdf;
mod mail;
mod paper;
mod pdf;
mod pdf_info;

use std::panic;
use std::sync::{Mutex, Once};

use chrono::DateTime;
use newsroom::page::{Form, How};
use newsroom::{Clipping, Page, clip};

/// Cuts a page, and fails if something of ours panicked on the way: what reads PDFs does so in a thread
/// of its own, from which no panic comes here.
fn cut_soundly(form: Form, bytes: &[u8]) -> Clipping {
    static FALLS: Mutex<Vec<String>> = Mutex::new(Vec::new());
    static WATCH: Once = Once::new();
    WATCH.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |fall| {
            let place = fall.location().map(ToString::to_string).unwrap_or_default();
            if place.contains("newsroom/src") {
                FALLS.lock().unwrap().push(place);
            } else if std::thread::current().name() != Some("pdf") {
                usual(fall);
            }
        }));
    });
    let clipping = cut(form, bytes);
    let falls = FALLS.lock().unwrap().clone();
    assert!(falls.is_empty(), "fell at {falls:?}");
    clipping
}

fn page(form: Form, bytes: Vec<u8>) -> Page {
    Page {
        address: None,
        bytes,
        form,
        charset: None,
        seen_at: DateTime::UNIX_EPOCH,
        how: How::File,
    }
}

fn cut(form: Form, bytes: &[u8]) -> Clipping {
    clip(&page(form, bytes.to_vec()))
}
