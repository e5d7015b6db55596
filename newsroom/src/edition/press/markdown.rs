//! The Markdown press, after CommonMark.

use super::{Beside, Edition, Item, ItemPicture};
use crate::Address;
use crate::clipping::markdown::{markdown_of, markdown_with};
use crate::clipping::{Block, Image, Run};
use crate::picture::is_in_page;
use crate::story::Standing;

/// The folder of the pictures, beside the text. Files in it are named after their content, so that
/// the prints of many days can share it.
const PICTURES: &str = "pictures";

/// The file of a picture: its path beside the text, and its bytes.
pub(super) fn file(kept: &ItemPicture) -> (String, Vec<u8>) {
    (path(kept), kept.bytes.clone())
}

fn path(kept: &ItemPicture) -> String {
    format!("{PICTURES}/{}", kept.picture.file())
}

pub(super) fn print(edition: &Edition, beside: Beside) -> String {
    let mut out = format!("# {}\n\n", line(&edition.title));
    if !edition.brief.is_empty() {
        out.push_str(&format!("{}\n\n", line(&edition.brief)));
    }
    out.push_str(&format!(
        "*Set on {}*\n",
        edition.set_at.format("%-d %B %Y")
    ));
    for part in &edition.parts {
        if let Some(heading) = &part.heading {
            out.push_str(&format!("\n## {}\n", line(heading)));
        }
        for item in &part.items {
            out.push_str(&story(
                item,
                if part.heading.is_some() { 3 } else { 2 },
                beside,
            ));
        }
    }
    out
}

/// A story whose headline is a heading of the given level; its own headings follow below.
fn story(item: &Item, level: u8, beside: Beside) -> String {
    let headline = line(&item.headline.value);
    let headline = match &item.address {
        Some(address) => format!("[{headline}](<{address}>)"),
        None => headline,
    };
    let mut out = format!("\n{} {headline}\n\n", "#".repeat(usize::from(level)));
    if item.headline.standing == Standing::Corrected {
        out.push_str("*Headline altered by the editor.*\n\n");
    }
    for (_, ours) in &item.translated {
        out.push_str(&format!("{} *(our translation)*\n\n", line(ours)));
    }
    if let Some(claim) = item.claim() {
        out.push_str(&format!("**{}**\n\n", line(&claim)));
    }
    out.push_str(&format!("*{}*\n\n", line(&item.source())));
    if let Some(standfirst) = &item.standfirst {
        out.push_str(&format!("**{}**\n\n", line(&standfirst.value)));
    }
    let kept = |address: &Address| match beside {
        Beside::Files => item.picture(address),
        Beside::Nothing => None,
    };
    let place = |address: &Address| kept(address).map_or_else(String::new, path);
    let body = below_headline(&item.body, level);
    let body = markdown_with(
        &pictured(&body, &|image| kept(&image.address).is_some()),
        &place,
    );
    if !body.trim().is_empty() {
        out.push_str(body.trim_end());
        out.push_str("\n\n");
    }
    if let Some(note) = &item.author_note {
        out.push_str(&format!("*{}*\n\n", line(note)));
    }
    out.push_str(&format!("*{}*\n", line(&item.evidence())));
    out
}

/// A text on one line, with whatever Markdown would take for its own made plain.
fn line(text: &str) -> String {
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

fn link(image: &Image) -> Run {
    let label = match &image.alt {
        Some(alt) => format!("Picture: {alt}"),
        None => "Picture".to_owned(),
    };
    Run {
        text: label,
        link: (!is_in_page(&image.address)).then(|| image.address.clone()),
        ..Run::default()
    }
}
