//! The form of an edition as JSON. Whatever changes here changes `docs/formats/edition.schema.json`.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use crate::clipping::Block;
use crate::clipping::markdown::markdown_of;
use crate::edition;
use crate::edition::press::plain::{self, clean, one_line};
use crate::edition::{Edition, OwnPicture, Piece, Role, SheetPart, Told};
use crate::story::Standing;

/// What is said of the edition as a whole.
#[derive(Serialize)]
pub(super) struct Head {
    id: String,
    title: String,
    number: Option<String>,
    language: String,
    editor: Option<String>,
    set_at: String,
    changes: Option<String>,
    template: String,
}

/// A line that belongs to no story.
#[derive(Serialize)]
pub(super) struct Line {
    role: &'static str,
    language: Option<String>,
    #[serde(flatten)]
    words: Words,
}

/// Several blocks of words, in two forms that say the same.
#[derive(Serialize)]
pub(super) struct Words {
    markdown: String,
    text: String,
}

#[derive(Serialize)]
pub(super) struct Part {
    heading: Option<String>,
    entries: Vec<Thing>,
}

/// What stands in a part.
#[derive(Serialize)]
#[serde(tag = "entry", rename_all = "kebab-case")]
pub(super) enum Thing {
    Story(Box<Story>),
    Line(Line),
    Picture(Picture),
}

#[derive(Serialize)]
pub(super) struct Picture {
    sha256: String,
    media: &'static str,
    width: u32,
    height: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(flatten)]
    words: Option<PictureWords>,
}

#[derive(Serialize)]
struct PictureWords {
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Story {
    id: String,
    anchor: String,
    form: &'static str,
    headline: Fact,
    translations: Vec<Translation>,
    standfirst: Option<Fact>,
    byline: Vec<String>,
    outlet: Option<Fact>,
    agency: Option<Fact>,
    published: Option<Fact>,
    url: Option<String>,
    language: Option<String>,
    tags: Vec<String>,
    claim: Option<Claim>,
    comment: Option<Words>,
    quotes: Vec<Quote>,
    highlights: Vec<Highlight>,
    body: Option<Body>,
    pictures: Vec<Picture>,
    author_note: Option<String>,
    rights: Rights,
    snapshot: Option<Snapshot>,
}

#[derive(Serialize)]
struct Fact {
    value: String,
    standing: Standing,
}

#[derive(Serialize)]
struct Translation {
    language: String,
    text: String,
}

#[derive(Serialize)]
struct Claim {
    status: &'static str,
    by: Option<String>,
    according_to: Option<String>,
    at: String,
    text: String,
}

#[derive(Serialize)]
struct Quote {
    text: String,
    speaker: Option<String>,
    outlet: Option<String>,
    agency: Option<String>,
    published: Option<String>,
    url: Option<String>,
    paragraph: Option<u32>,
}

#[derive(Serialize)]
struct Highlight {
    text: String,
    note: Option<String>,
    paragraph: Option<u32>,
}

#[derive(Serialize)]
struct Body {
    standing: Standing,
    #[serde(flatten)]
    words: Words,
}

#[derive(Serialize)]
struct Rights {
    reuse: Option<&'static str>,
    licence: Option<String>,
    credit: Option<String>,
    quote_limit: Option<u32>,
    embargo: Option<String>,
}

#[derive(Serialize)]
struct Snapshot {
    sha256: String,
    seen_at: String,
}

impl Head {
    pub(super) fn of(edition: &Edition) -> Head {
        Head {
            id: format!("urn:uuid:{}", edition.id),
            title: one_line(&edition.title),
            number: edition.number.map(|number| number.to_string()),
            language: clean(&edition.language),
            editor: edition.editor.as_deref().map(one_line),
            set_at: moment(edition.set_at),
            changes: edition.changes.as_deref().map(clean),
            template: one_line(&edition.template.name),
        }
    }
}

impl Line {
    pub(super) fn of(line: &edition::Line<'_>) -> Line {
        Line {
            role: name(line.role),
            language: line.language.map(clean),
            words: Words::of(&line.blocks),
        }
    }
}

impl Words {
    fn of(blocks: &[Block]) -> Words {
        Words {
            markdown: clean(markdown_of(blocks).trim_end()),
            text: plain::blocks(blocks),
        }
    }
}

impl Part {
    pub(super) fn of(part: &SheetPart<'_>, entries: Vec<Thing>) -> Part {
        Part {
            heading: part.heading.as_deref().map(one_line),
            entries,
        }
    }
}

impl Picture {
    pub(super) fn own(own: &OwnPicture) -> Picture {
        let words = PictureWords {
            alt: own.alt.as_deref().map(clean),
            caption: own.caption.as_deref().map(clean),
            credit: own.credit.as_deref().map(clean),
        };
        Picture {
            words: Some(words),
            ..Picture::of(&own.picture, None)
        }
    }

    fn of(picture: &crate::picture::Picture, url: Option<String>) -> Picture {
        Picture {
            sha256: picture.sha256.clone(),
            media: picture.media.mime(),
            width: picture.width,
            height: picture.height,
            url,
            words: None,
        }
    }
}

impl Story {
    pub(super) fn of(
        id: String,
        piece: &Piece,
        anchor: &str,
        lines: &[edition::Line<'_>],
    ) -> Story {
        let words = |text: &String| clean(text);
        let url = piece.address.as_ref().map(ToString::to_string);
        let comment = Some(&piece.comment).filter(|comment| !comment.is_empty());
        let body = Some(&piece.body).filter(|body| !body.value.is_empty());
        let published = piece.published.as_ref().map(|told| Fact {
            value: told.value.to_string(),
            standing: told.standing,
        });
        let pictures = piece.pictures.iter();
        let pictures =
            pictures.map(|kept| Picture::of(&kept.picture, Some(kept.address.to_string())));
        let translations = piece.translated.iter().map(|(language, ours)| Translation {
            language: clean(language),
            text: one_line(ours),
        });
        Story {
            id,
            anchor: anchor.to_owned(),
            form: piece.form.as_str(),
            headline: fact(&piece.headline),
            translations: translations.collect(),
            standfirst: piece.standfirst.as_ref().map(fact),
            byline: piece.byline.iter().map(words).collect(),
            outlet: piece.outlet.as_ref().map(fact),
            agency: piece.agency.as_ref().map(fact),
            published,
            language: piece.language.as_ref().map(words),
            tags: piece.tags.iter().map(words).collect(),
            claim: claim(piece),
            comment: comment.map(|comment| Words::of(comment)),
            quotes: quotes(piece, lines),
            highlights: highlights(piece),
            body: body.map(|body| Body {
                standing: body.standing,
                words: Words::of(&body.value),
            }),
            pictures: pictures.collect(),
            author_note: piece.author_note.as_ref().map(words),
            rights: Rights {
                reuse: piece.rights.reuse.map(|reuse| reuse.as_str()),
                licence: piece.rights.licence.as_ref().map(words),
                credit: piece.rights.credit.as_ref().map(words),
                quote_limit: piece.rights.quote_limit,
                embargo: piece.rights.embargo.map(moment),
            },
            snapshot: piece.snapshot.as_ref().map(|kept| Snapshot {
                sha256: kept.sha256.clone(),
                seen_at: moment(kept.seen_at),
            }),
            url,
        }
    }
}

fn claim(piece: &Piece) -> Option<Claim> {
    let claim = piece.claim.as_ref()?;
    Some(Claim {
        status: claim.status.as_str(),
        by: claim.by.as_deref().map(clean),
        according_to: claim.according_to.as_deref().map(clean),
        at: moment(claim.at),
        text: clean(&piece.judged()?),
    })
}

/// Each with all that belongs to it, so that it can leave its story without losing its source.
fn quotes(piece: &Piece, lines: &[edition::Line<'_>]) -> Vec<Quote> {
    let said = plain::quotes(piece, lines).into_iter();
    let quote = said.map(|said| Quote {
        text: said.text,
        speaker: said.speaker.map(one_line),
        outlet: piece.published_by().as_deref().map(one_line),
        agency: piece.wired_by().as_deref().map(one_line),
        published: piece.published.as_ref().map(|told| told.value.to_string()),
        url: piece.address.as_ref().map(ToString::to_string),
        paragraph: said.paragraph,
    });
    quote.collect()
}

fn highlights(piece: &Piece) -> Vec<Highlight> {
    let all = piece.highlights.iter().map(|highlight| Highlight {
        text: one_line(&highlight.text),
        note: (!highlight.note.trim().is_empty()).then(|| clean(&highlight.note)),
        paragraph: highlight.paragraph,
    });
    all.collect()
}

fn fact(told: &Told<String>) -> Fact {
    Fact {
        value: one_line(&told.value),
        standing: told.standing,
    }
}

fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// What a line that belongs to no story is called.
fn name(role: Role) -> &'static str {
    match role {
        Role::Dateline => "dateline",
        Role::Correction => "correction",
        Role::Brief => "brief",
        Role::Heading => "heading",
        Role::Divider => "divider",
        Role::List => "list",
        Role::Signature => "signature",
        // The others stand within stories.
        _ => "note",
    }
}
