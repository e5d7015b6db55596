//! The Markdown press, after CommonMark.

use super::{Counter, Watch};
use crate::clipping::markdown::{markdown_of, markdown_with};
use crate::clipping::{Block, Image, Run};
use crate::edition::{Entry, Line, OwnPicture, Print, Role, Sheet};
use crate::picture::{Picture, is_in_page};
use crate::{Address, Result};

/// The folder of the pictures, beside the text. Files in it are named after their content, so that
/// the prints of many days can share it.
const PICTURES: &str = "pictures";

/// Prints the text, with its pictures beside it.
pub(super) fn print(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<Print> {
    let bytes = text(sheet, &|picture| Some(path(picture)), watch)?.into_bytes();
    let pictures = sheet.edition.pictures();
    let mut beside: Vec<_> = pictures
        .map(|(picture, bytes)| (path(picture), bytes.to_vec()))
        .collect();
    beside.sort();
    beside.dedup();
    Ok(Print { bytes, beside })
}

/// Prints the text alone: its pictures are links to where they were.
pub(super) fn print_alone(sheet: &Sheet<'_>, watch: &mut Watch<'_>) -> Result<String> {
    text(sheet, &|_| None, watch)
}

fn path(picture: &Picture) -> String {
    format!("{PICTURES}/{}", picture.file())
}

/// Where a picture lies beside the text, if it does.
pub(super) type Place<'p> = dyn Fn(&Picture) -> Option<String> + 'p;

fn text(sheet: &Sheet<'_>, place: &Place<'_>, watch: &mut Watch<'_>) -> Result<String> {
    let nowhere = |_: &Address| None;
    let mut out = format!("# {}\n", line(&sheet.edition.title));
    let mut say = |said: String| {
        if !said.is_empty() {
            out.push('\n');
            out.push_str(&said);
            out.push('\n');
        }
    };
    sheet
        .opening
        .iter()
        .for_each(|line| say(set(line, 1, &nowhere)));
    let mut counter = Counter::of(sheet.edition, watch);
    for part in &sheet.parts {
        if let Some(heading) = &part.heading {
            say(format!("## {}", line(heading)));
        }
        let level = if part.heading.is_some() { 3 } else { 2 };
        for entry in &part.entries {
            match entry {
                Entry::Piece { piece, lines, .. } => {
                    let kept = |address: &Address| place(&piece.picture(address)?.picture);
                    lines.iter().for_each(|line| say(set(line, level, &kept)));
                    counter.printed_one()?;
                }
                Entry::Own(line) => say(set(line, level, &nowhere)),
                Entry::Picture(own) => image(own, place).into_iter().for_each(&mut say),
            }
        }
    }
    sheet
        .closing
        .iter()
        .for_each(|line| say(set(line, 1, &nowhere)));
    Ok(out)
}

/// A picture of the editor's own, and what is said beneath it.
pub(super) fn image(own: &OwnPicture, place: &Place<'_>) -> [String; 2] {
    let words = [&own.caption, &own.credit].into_iter().flatten();
    let words: Vec<_> = words.map(|words| line(words)).collect();
    let alt = line(own.alt.as_deref().unwrap_or("Picture"));
    let shown = place(&own.picture).map(|path| format!("![{alt}](<{path}>)"));
    let shown = shown.unwrap_or_else(|| format!("*{alt}*"));
    [shown, words.join(" · ")]
}

/// A line below a headline of a level, without a line break at its end.
pub(super) fn set(one: &Line<'_>, level: u8, kept: &dyn Fn(&Address) -> Option<String>) -> String {
    let said = |blocks: &[Block]| {
        let place = |address: &Address| kept(address).unwrap_or_default();
        let blocks = pictured(blocks, &|image| kept(&image.address).is_some());
        markdown_with(&blocks, &place).trim_end().to_owned()
    };
    let styled = |change: fn(&mut Run)| {
        let mut text = one.runs().to_vec();
        text.iter_mut().for_each(change);
        said(&[Block::Paragraph { text }])
    };
    let quoted = || {
        said(&[Block::Quote {
            blocks: one.blocks.to_vec(),
        }])
    };
    match one.role {
        Role::Divider => "---".to_owned(),
        Role::Heading => format!("## {}", said(&one.blocks)),
        Role::Headline => format!("{} {}", "#".repeat(usize::from(level)), said(&one.blocks)),
        Role::Body => said(&below_headline(&one.blocks, level)),
        Role::Quote | Role::Highlight => quoted(),
        Role::Claim | Role::Standfirst | Role::CommentLabel | Role::Correction => {
            styled(|run| run.strong = true)
        }
        Role::Dateline
        | Role::Altered
        | Role::Source
        | Role::Edited
        | Role::AuthorNote
        | Role::Credit
        | Role::Evidence
        | Role::Signature => styled(|run| run.emphasis = true),
        Role::Brief
        | Role::Note
        | Role::List
        | Role::Translation
        | Role::Comment
        | Role::Attribution
        | Role::HighlightNote => said(&one.blocks),
    }
}

/// A text on one line, with whatever Markdown would take for its own made plain.
pub(super) fn line(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let run = Run {
        text,
        ..Run::default()
    };
    markdown_of(&[Block::Paragraph { text: vec![run] }])
        .trim()
        .to_owned()
}

fn below_headline(body: &[Block], headline: u8) -> Vec<Block> {
    let lower = |block: &Block| match block {
        Block::Heading { level, text } => Block::Heading {
            level: (level + headline - 1).min(6),
            text: text.clone(),
        },
        other => other.clone(),
    };
    body.iter().map(lower).collect()
}

/// Blocks whose pictures have their words beneath them, for the title of a picture is seldom seen. One
/// that is not printed is a link, so that whoever opens the text asks nobody for it.
fn pictured(blocks: &[Block], printed: &dyn Fn(&Image) -> bool) -> Vec<Block> {
    let set = |block: &Block| match block {
        Block::List { ordered, items } => vec![Block::List {
            ordered: *ordered,
            items: items.iter().map(|item| pictured(item, printed)).collect(),
        }],
        Block::Quote { blocks } => vec![Block::Quote {
            blocks: pictured(blocks, printed),
        }],
        Block::Figure {
            image,
            caption,
            credit,
        } => {
            let mut words: Vec<Run> = caption.clone();
            words.iter_mut().for_each(|run| run.emphasis = true);
            words.extend(credit.iter().map(|credit| Run {
                text: format!(" / {credit}"),
                emphasis: true,
                ..Run::default()
            }));
            let words = Block::Paragraph { text: words };
            let picture = match printed(image) {
                true => Block::Figure {
                    image: image.clone(),
                    caption: Vec::new(),
                    credit: None,
                },
                false => Block::Paragraph {
                    text: vec![link(image)],
                },
            };
            match &words {
                Block::Paragraph { text } if text.is_empty() => vec![picture],
                _ => vec![picture, words],
            }
        }
        other => vec![other.clone()],
    };
    blocks.iter().flat_map(set).collect()
}

/// A picture that is not printed, as a link, with what is said of it.
fn link(image: &Image) -> Run {
    let label = match &image.alt {
        Some(words) => format!("Picture: {words}"),
        None => "Picture".to_owned(),
    };
    Run {
        text: label,
        link: (!is_in_page(&image.address)).then(|| image.address.clone()),
        ..Run::default()
    }
}
