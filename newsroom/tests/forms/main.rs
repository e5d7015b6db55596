//! Pages that are no web pages: PDFs, mails, archives of pages, pages in every charset. They are
//! written here, by printers and letter writers of our own, so that each trap can be set on purpose.

#![expect(
    clippy::unwrap_used,
    reason = "a page that cannot be written is a failed test"
)]

mod hostile_pdf;
mod paper;
mod pdf;
mod pdf_info;

use chrono::DateTime;
use newsroom::page::{Form, How};
use newsroom::{Clipping, Page, clip};

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
