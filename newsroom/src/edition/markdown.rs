//! The Markdown press, after CommonMark.

use super::{Edition, Item};
use crate::clipping::markdown::markdown_of;
use crate::clipping::{Block, Run};
use crate::story::Standing;

pub(super) fn print(edition: &Edition) -> String {
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
            out.push_str(&story(item, if part.heading.is_some() { 3 } else { 2 }));
        }
    }
    out
}

/// A story whose headline is a heading of the given level; its own headings follow below.
fn story(item: &Item, level: u8) -> String {
    let headline = line(&item.headline.value);
    let headline = match &item.address {
        Some(address) => format!("[{headline}](<{address}>)"),
        None => headline,
    };
    let mut out = format!("\n{} {headline}\n\n", "#".repeat(usize::from(level)));
    if item.headline.standing == Standing::Corrected {
        out.push_str("*Headline altered by the editor.*\n\n");
    }
    out.push_str(&format!("*{}*\n\n", line(&item.source())));
    if let Some(standfirst) = &item.standfirst {
        out.push_str(&format!("**{}**\n\n", line(&standfirst.value)));
    }
    let body = markdown_of(&below_headline(&item.body, level));
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
