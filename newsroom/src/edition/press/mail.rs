//! The mail press: an edition as a letter, in HTML as mail programs show it and as plain text, with its
//! pictures; and the same as a file that a mail program opens as a draft.

mod letter;
mod message;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::plain::{self, one_line};
use super::{Counter, Watch, markup};
use crate::Result;
use crate::clipping::markdown::{blocks_from_markdown, plain_text};
use crate::edition::{Concern, Finding, Gravity};
use crate::edition::{Edition, Entry, Line, Sheet};
use crate::picture::Media;
pub(super) use message::file;

/// Gmail shows no more of a mail's HTML than this, in bytes, and hides the rest behind a link.
const MOST_SHOWN: usize = 102 * 1024;

/// An edition as a mail, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Its subject: the edition's title.
    pub subject: String,
    /// The letter as HTML. It asks for nothing: its pictures are `cid:` addresses.
    pub html: String,
    /// The same as plain text.
    pub text: String,
    /// The pictures that the HTML shows, each once.
    pub pictures: Vec<MailPicture>,
}

/// A picture in a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailPicture {
    /// What the HTML calls it: its `Content-ID`, without the brackets.
    pub cid: String,
    /// What its bytes are.
    pub media: Media,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Mail {
    /// The letter as one text with its pictures in it, to be looked at, or copied into a mail that is written.
    pub fn alone(&self) -> String {
        let shown = |html: String, picture: &MailPicture| {
            // What a page says has no plain quote marks here, and cannot be taken for it.
            let cid = format!("src=\"cid:{}\"", picture.cid);
            let data = STANDARD.encode(&picture.bytes);
            html.replace(
                &cid,
                &format!("src=\"data:{};base64,{data}\"", picture.media.mime()),
            )
        };
        self.pictures.iter().fold(self.html.clone(), shown)
    }

    /// What speaks against sending it as it is, for [`check`](fn@crate::edition::check): that it is too long.
    pub fn finding(&self) -> Option<Finding> {
        (self.html.len() > MOST_SHOWN).then(|| Finding {
            gravity: Gravity::Warns,
            concern: Concern::Length,
            story: None,
            said: format!(
                "As a mail it has {} kB of HTML, and Gmail cuts it after 102; print fewer stories in full, or \
                 send it as a file",
                self.html.len().div_ceil(1024)
            ),
        })
    }
}

/// An edition as a mail. A pure function of it, like printing.
///
/// # Errors
/// As [`Edition::print`].
pub fn mail_of(edition: &Edition, watch: &mut Watch<'_>) -> Result<Mail> {
    let sheet = edition.sheet()?;
    let (html, pictures) = letter::html(&sheet, &preheader(edition), watch)?;
    Ok(Mail {
        subject: subject(edition),
        html,
        text: text(&sheet),
        pictures,
    })
}

fn subject(edition: &Edition) -> String {
    Some(one_line(&edition.title))
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| "Untitled".to_owned())
}

/// What lists of mails show beside the subject: how the editor begins, else the first headlines.
fn preheader(edition: &Edition) -> String {
    const LONGEST: usize = 120;
    let brief = one_line(&plain_text(&blocks_from_markdown(&edition.brief)));
    let words = match &*brief {
        "" => {
            let headlines = edition.pieces().take(3);
            let headlines = headlines.map(|piece| one_line(&piece.headline.value));
            headlines.collect::<Vec<_>>().join(" · ")
        }
        _ => brief,
    };
    match words.char_indices().nth(LONGEST) {
        Some((at, _)) => {
            let start = words.get(..at).unwrap_or_default();
            let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
            format!("{whole}…")
        }
        None => words,
    }
}

/// The letter as plain text.
fn text(sheet: &Sheet<'_>) -> String {
    let mut all = vec![underlined(&subject(sheet.edition), "=")];
    all.extend(sheet.opening.iter().map(plain::line));
    for part in &sheet.parts {
        let heading = part.heading.as_deref().map(one_line);
        all.extend(
            heading
                .filter(|heading| !heading.is_empty())
                .map(|heading| underlined(&heading, "-")),
        );
        for entry in &part.entries {
            match entry {
                Entry::Piece { lines, .. } => all.extend(lines.iter().map(plain::line)),
                Entry::Own(line) => all.push(plain::line(line)),
                Entry::Picture(own) => all.push(plain::own(own)),
            }
        }
    }
    all.extend(sheet.closing.iter().map(plain::line));
    all.retain(|said| !said.is_empty());
    let mut text = all.join("\n\n");
    text.push('\n');
    text
}

fn underlined(words: &str, with: &str) -> String {
    const LONGEST: usize = 72;
    let long = words.chars().count().min(LONGEST);
    format!("{words}\n{}", with.repeat(long))
}
