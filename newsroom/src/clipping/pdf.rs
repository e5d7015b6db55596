//! A PDF: a communiqué, a report, a page that somebody printed.
//!
//! The library reads the file's objects and fonts; what is made of them (letters, lines, columns,
//! paragraphs) is ours, because the order in which a page is read is what clipping it is about. Why
//! this library, and what a hostile file can do, is in the technote on PDFs.

mod furniture;
mod letters;
mod lines;
mod matrix;
mod paragraphs;
mod story;
mod weight;

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime as Stamp, Dict, String as Words};

use crate::Page;
use crate::clipping::{Clipping, Omission, hints};
use letters::Desk;
use lines::Line;
use weight::Refusal;

/// Pages that are read. The longest reports of commissions have 1,500.
const PAGES: usize = 2_000;

/// Letters that are read of a whole file, in bytes of text: a book has 1 MB.
const TEXT: usize = 8 << 20;

/// How long a file may take. The longest reports take 2 s; this is for those that never end.
const LONGEST: Duration = Duration::from_secs(30);

/// What the thread that reads may stack up, in bytes. The library goes down nested objects 512 deep.
const STACK: usize = 64 << 20;

/// A page, as lines.
#[derive(Debug, Default)]
struct Leaf {
    lines: Vec<Line>,
    height: f32,
    pictured: bool,
}

/// What a file says.
#[derive(Debug, Default)]
struct Report {
    leaves: Vec<Leaf>,
    /// How many pages it has, read or not.
    pages: usize,
    /// Whether all of it was read.
    whole: bool,
    title: Option<String>,
    author: Option<String>,
    created: Option<Stamp>,
    language: Option<String>,
}

/// Why nothing of a file was read.
enum Unread {
    Locked,
    TooLarge,
    Damaged,
}

/// Cuts a clipping out of a PDF.
pub(crate) fn cut(page: &Page) -> Clipping {
    let mut clipping = match read(page.bytes.clone()) {
        Ok(report) => story::tell(report),
        Err(unread) => Clipping {
            omissions: vec![match unread {
                Unread::Locked => Omission::Locked,
                Unread::TooLarge => Omission::Rest,
                Unread::Damaged => Omission::Damaged,
            }],
            ..Clipping::default()
        },
    };
    hints::read(&mut clipping, page.seen_at.date_naive());
    clipping
}

/// Reads a file in a thread of its own. The library is careful, but nobody's reader of PDFs has been
/// proved against bytes that are made to break it; so a panic ends that thread and not the desk, a
/// nest of objects has room, and a file that is never read to its end is given up.
fn read(file: Vec<u8>) -> Result<Report, Unread> {
    weight::weigh(&file).map_err(|refusal| match refusal {
        Refusal::Locked => Unread::Locked,
        Refusal::TooLarge => Unread::TooLarge,
    })?;
    let (answer, answered) = mpsc::channel();
    let reading = thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK);
    let started = reading.spawn(move || {
        // Nobody listens any more if it took too long.
        let _ = answer.send(report(file));
    });
    if started.is_err() {
        return Err(Unread::Damaged);
    }
    answered
        .recv_timeout(LONGEST)
        .unwrap_or(Err(Unread::Damaged))
}

fn report(file: Vec<u8>) -> Result<Report, Unread> {
    let pdf = Pdf::new(file).map_err(|error| match error {
        hayro_syntax::LoadPdfError::Decryption(_) => Unread::Locked,
        hayro_syntax::LoadPdfError::Invalid => Unread::Damaged,
    })?;
    // What is left of a file that breaks off early.
    if pdf.pages().is_empty() {
        return Err(Unread::Damaged);
    }
    let info = pdf.metadata();
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let language = catalog.and_then(|catalog| catalog.get::<Words<'_>>("Lang"));
    let mut report = Report {
        pages: pdf.pages().len(),
        whole: pdf.pages().len() <= PAGES,
        title: info.title.as_deref().and_then(words),
        author: info.author.as_deref().and_then(words),
        created: info.creation_date,
        language: language.and_then(|language| words(language.as_bytes())),
        ..Report::default()
    };
    let mut desk = Desk::new(letters::FUEL);
    let mut read = 0;
    for page in pdf.pages().iter().take(PAGES) {
        let sheet = letters::read(page, &mut desk);
        let lines = lines::lines(&sheet);
        read += lines.iter().map(|line| line.text.len()).sum::<usize>();
        report.leaves.push(Leaf {
            lines,
            height: sheet.height,
            pictured: sheet.pictured,
        });
        if desk.fuel == 0 || read > TEXT {
            report.whole = false;
            break;
        }
    }
    Ok(report)
}

/// A text of the file's own (ISO 32000-1, §7.9.2): UTF-16 or UTF-8 with a mark, else a Latin set that
/// is windows-1252 but for signs that no title has.
fn words(bytes: &[u8]) -> Option<String> {
    /// A title longer than this is none.
    const LONGEST: usize = 2_000;
    let bytes = bytes.get(..LONGEST.min(bytes.len()))?;
    let (encoding, mark) =
        encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::WINDOWS_1252, 0));
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
    crate::clipping::text::cleaned(&text)
}
