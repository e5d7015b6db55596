//! The letter as HTML. It is built as a tree of MJML, whose renderer knows what mail programs need; the
//! tree is never written as text and read again, so that nothing a page says can become a part of it.

use std::collections::BTreeSet;

use mrml::mj_body::{MjBody, MjBodyChild};
use mrml::mj_column::MjColumn;
use mrml::mj_head::{MjHead, MjHeadChild};
use mrml::mj_preview::MjPreview;
use mrml::mj_raw::MjRawChild;
use mrml::mj_section::MjSection;
use mrml::mj_style::{MjStyle, MjStyleAttributes};
use mrml::mj_text::MjText;
use mrml::mj_title::MjTitle;
use mrml::mjml::{Mjml, MjmlAttributes, MjmlChildren};
use mrml::prelude::AttributeMap;
use mrml::prelude::render::RenderOptions;
use mrml::text::Text;

use super::markup::{Setting, text, unshown};
use super::{Counter, Line, MailPicture, Watch};
use crate::edition::{Entry, OwnPicture, Sheet, SheetPart};
use crate::picture::{Media, Picture, look};
use crate::{Address, Error, Result};

const STYLE: &str = include_str!("../mail.css");

/// What the letter is set in: it comes with no type of its own.
const TYPE: &str = "Georgia, 'Times New Roman', serif";

/// How wide pictures may be. Outlook believes only their attribute, not their style.
const WIDEST: u32 = 550;

/// The letter, and the pictures that it shows.
pub(super) fn html(
    sheet: &Sheet<'_>,
    preheader: &str,
    watch: &mut Watch<'_>,
) -> Result<(String, Vec<MailPicture>)> {
    let edition = sheet.edition;
    let mut counter = Counter::of(edition, watch);
    let mut shown = Shown::default();
    let mut sections = Vec::new();
    let lines = |lines: &[Line<'_>]| -> String {
        let setting = set(&edition.language, 1, &|_| None);
        lines.iter().map(|line| setting.line(line)).collect()
    };
    let title = text(&super::subject(edition));
    let opening = format!("<h1>{title}</h1>\n{}", lines(&sheet.opening));
    sections.push(section(vec![opening]));
    for part in &sheet.parts {
        let texts = texts(part, &edition.language, &mut shown, &mut counter)?;
        if !texts.is_empty() {
            sections.push(section(texts));
        }
    }
    if !sheet.closing.is_empty() {
        sections.push(section(vec![lines(&sheet.closing)]));
    }
    let inline = MjStyleAttributes {
        inline: Some("inline".to_owned()),
    };
    let style = STYLE.replace("ACCENT", accent(&edition.template.look.accent));
    let head = vec![
        MjHeadChild::MjTitle(MjTitle::from(title)),
        MjHeadChild::MjPreview(MjPreview::from(text(preheader))),
        MjHeadChild::MjStyle(MjStyle::new(inline, style)),
    ];
    let letter = Mjml::new(
        MjmlAttributes {
            lang: Some(text(&edition.language)),
            ..MjmlAttributes::default()
        },
        MjmlChildren {
            head: Some(MjHead::new((), head)),
            body: Some(MjBody::new(
                attributes(&[("background-color", "#fdfbf7")]),
                sections,
            )),
        },
    );
    let options = RenderOptions {
        // It asks no server for type.
        fonts: std::collections::HashMap::new(),
        ..RenderOptions::default()
    };
    let html = letter
        .render(&options)
        .map_err(|error| Error::Refused(format!("the mail cannot be written: {error}")))?;
    Ok((html, shown.pictures))
}

/// The texts of a part, a story each.
fn texts(
    part: &SheetPart<'_>,
    language: &str,
    shown: &mut Shown,
    counter: &mut Counter<'_, '_>,
) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    if let Some(heading) = &part.heading {
        texts.push(format!("<h2 class=\"part\">{}</h2>\n", text(heading)));
    }
    let level = if part.heading.is_some() { 3 } else { 2 };
    for entry in &part.entries {
        texts.push(match entry {
            Entry::Piece { piece, lines, .. } => {
                let known = piece.language.as_deref().unwrap_or_default();
                let kept = piece.pictures.iter();
                let kept: Vec<_> = kept
                    .filter_map(|kept| {
                        let (cid, picture) = shown.take(&kept.picture, &kept.bytes)?;
                        Some((&kept.address, cid, picture))
                    })
                    .collect();
                let place = |address: &Address| {
                    let found = kept.iter().find(|(other, ..)| *other == address);
                    found.map(|(_, cid, picture)| (cid.clone(), picture))
                };
                let setting = set(known, level, &place);
                let lines: String = lines.iter().map(|line| setting.line(line)).collect();
                counter.printed_one()?;
                format!(
                    "<div lang=\"{}\" class=\"story\">\n{lines}</div>\n",
                    text(known)
                )
            }
            Entry::Own(line) => set(language, level, &|_| None).line(line),
            Entry::Picture(own) => picture(own, language, shown),
        });
    }
    Ok(texts)
}

fn picture(own: &OwnPicture, language: &str, shown: &mut Shown) -> String {
    match shown.take(&own.picture, &own.bytes) {
        Some((cid, scaled)) => {
            let own = OwnPicture {
                picture: scaled,
                bytes: Vec::new(),
                ..own.clone()
            };
            set(language, 1, &|_| None).own(&own, &cid)
        }
        None => unshown(own),
    }
}

/// The pictures that the letter shows, each once.
#[derive(Default)]
struct Shown {
    known: BTreeSet<String>,
    pictures: Vec<MailPicture>,
}

impl Shown {
    /// Where a picture is shown from, and how large; none if mail programs do not show it.
    fn take(&mut self, picture: &Picture, bytes: &[u8]) -> Option<(String, Picture)> {
        let look = look(bytes).ok()?;
        // Few mail programs know AVIF.
        if look.media == Media::Avif {
            return None;
        }
        let cid = format!("{}@clipdesk.invalid", picture.sha256);
        if self.known.insert(cid.clone()) {
            self.pictures.push(MailPicture {
                cid: cid.clone(),
                media: look.media,
                bytes: bytes.to_vec(),
            });
        }
        let width = look.width.min(WIDEST);
        let height = u64::from(look.height) * u64::from(width) / u64::from(look.width.max(1));
        let scaled = Picture {
            width,
            height: u32::try_from(height.max(1)).unwrap_or(WIDEST),
            ..picture.clone()
        };
        Some((format!("cid:{cid}"), scaled))
    }
}

fn set<'s>(
    language: &'s str,
    headline: u8,
    shown: &'s dyn Fn(&Address) -> Option<(String, &'s Picture)>,
) -> Setting<'s> {
    Setting {
        headline,
        language,
        shown,
    }
}

fn section(texts: Vec<String>) -> MjBodyChild {
    let text = |html: String| {
        let set = attributes(&[
            ("font-family", TYPE),
            ("font-size", "17px"),
            ("line-height", "1.5"),
            ("color", "#1e1a15"),
            ("padding", "0 20px"),
        ]);
        MjBodyChild::MjText(MjText::new(set, vec![MjRawChild::Text(Text::from(html))]))
    };
    let texts = texts.into_iter().map(text).collect();
    let column = MjBodyChild::MjColumn(MjColumn::new(AttributeMap::new(), texts));
    MjBodyChild::MjSection(MjSection::new(
        attributes(&[("padding", "12px 0")]),
        vec![column],
    ))
}

fn attributes(all: &[(&str, &str)]) -> AttributeMap {
    let all = all.iter();
    all.map(|(name, value)| ((*name).to_owned(), Some((*value).to_owned())))
        .collect()
}

/// The template's colour, if it is one.
fn accent(colour: &str) -> &str {
    let digits = colour.strip_prefix('#').unwrap_or_default();
    match digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => colour,
        false => "#7f2517",
    }
}
