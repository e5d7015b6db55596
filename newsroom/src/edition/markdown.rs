//! The Markdown press, after CommonMark.

use super::{Edition, Item};
use crate::clipping::markdown::markdown_of;
use crate::clipping::{Block, Run};
use crate::story::Standing;

/// A story's headline is a heading of this level; its own headings follow below.
const HEADLINE: u8 = 3;

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
            out.push_str(&story(item));
        }
    }
    out
}

fn story(item: &Item) -> String {
    let headline = line(&item.headline.value);
    let headline = match &item.address {
        Some(address) => format!("[{headline}](<{address}>)"),
        None => headline,
    };
    let mut out = format!("\n### {headline}\n\n");
    if item.headline.standing == Standing::Corrected {
        out.push_str("*Headline altered by the editor.*\n\n");
    }
    out.push_str(&format!("*{}*\n\n", line(&item.source())));
    if let Some(standfirst) = &item.standfirst {
        out.push_str(&format!("**{}**\n\n", line(&standfirst.value)));
    }
    let body = markdown_of(&below_headline(&item.body));
    if !body.trim().is_empty() {
        out.push_str(body.trim_end());
        out.push_str("\n\n");
    }
    if let Some(note) = &item.author_note {
        out.push_str(&format!("*{}*\n\n", line(note)));
    }
    if let Some(sha) = &item.sha256 {
        out.push_str(&format!("Kept page: SHA-256 `{sha}`\n"));
    }
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

fn below_headline(body: &[Block]) -> Vec<Block> {
    let lower = |block: &Block| match block {
        Block::Heading { level, text } => Block::Heading {
            level: (level + HEADLINE - 1).min(6),
            text: text.clone(),
        },
        other => other.clone(),
    };
    body.iter().map(lower).collect()
}
