//! Collections, editions and terms as words on a terminal.

use std::fmt::Write as _;

use newsroom::collection::{
    Collected, Collection, CollectionCard, Content, Delivery, DeliveryState, EditionCard,
};
use newsroom::edition::{Finding, Gravity, TemplateCard};
use newsroom::rights::{Reuse, Rights};
use serde_json::json;

/// The collections, a line each.
pub(crate) fn collections(all: &[CollectionCard]) -> String {
    if all.is_empty() {
        return "No collections.\n".to_owned();
    }
    let line = |card: &CollectionCard| {
        let last = card
            .last
            .as_ref()
            .map(|last| format!(", last set as No. {}", last.number));
        let waiting = match card.pending {
            0 => String::new(),
            pending => format!(", {pending} waiting"),
        };
        format!(
            "{}  {} in the draft{waiting}{}\n",
            card.name,
            card.stories,
            last.unwrap_or_default()
        )
    };
    all.iter().map(line).collect()
}

/// A collection, with what stands in it.
pub(crate) fn collection(open: &Collection) -> String {
    let mut out = format!(
        "{}\nTemplate     {}\nNext number  {}\n",
        open.name, open.template, open.next_number
    );
    if let Some(editor) = &open.editor {
        let _ = writeln!(out, "Edited by    {editor}");
    }
    if !open.recipients.is_empty() {
        let _ = writeln!(out, "Recipients   {}", open.recipients.join(", "));
    }
    if !open.brief.is_empty() {
        let _ = writeln!(out, "\n{}", open.brief);
    }
    for item in &open.items {
        out.push_str(&one(item));
    }
    if open.items.is_empty() {
        out.push_str("\nNothing stands in it yet.\n");
    }
    for source in &open.sources {
        let _ = write!(out, "\nLooks for stories in {}", source.name);
    }
    if !open.sources.is_empty() {
        out.push('\n');
    }
    if !open.pending.is_empty() {
        let _ = writeln!(out, "\nWaiting: {}", open.pending.len());
        for pending in &open.pending {
            let _ = writeln!(
                out,
                "  {:>5}  {}",
                json!(pending.story).to_string(),
                pending.headline
            );
        }
    }
    out
}

fn one(item: &Collected) -> String {
    let number = json!(item.id);
    let stays = match (item.stays, &item.content) {
        (true, Content::Section { .. }) | (false, _) => "",
        (true, _) => "  (stays)",
    };
    match (&item.content, &item.story) {
        (Content::Section { name }, _) => format!("\n{number:>5}  # {name}\n"),
        (
            Content::Story {
                form,
                comment,
                quotes,
                highlights,
                ..
            },
            Some(story),
        ) => {
            let mut out = format!(
                "{number:>5}  {}  [{}]{stays}",
                story.headline,
                form.as_str()
            );
            if story.spiked {
                out.push_str("  (in the bin: not printed)");
            }
            if let Some(used) = story.used_in.first() {
                let _ = write!(out, "  (used in {used})");
            }
            out.push('\n');
            if !comment.is_empty() {
                let _ = writeln!(out, "         our comment: {comment}");
            }
            for quote in quotes {
                let speaker = quote.speaker.as_deref().unwrap_or("speaker unknown");
                let _ = writeln!(out, "         “{}”, {speaker}", quote.text);
            }
            for marked in highlights {
                let _ = writeln!(out, "         marked: {}", marked.text);
            }
            out
        }
        (Content::Note { text }, _) => format!("{number:>5}  note: {text}{stays}\n"),
        (Content::Heading { text }, _) => format!("{number:>5}  heading: {text}{stays}\n"),
        (Content::Picture { alt, .. }, _) => format!("{number:>5}  picture: {alt}{stays}\n"),
        (Content::Divider, _) | (Content::Story { .. }, None) => {
            format!("{number:>5}  ---{stays}\n")
        }
    }
}

/// What speaks against printing, a line each.
pub(crate) fn findings(found: &[Finding]) -> String {
    if found.is_empty() {
        return "Nothing speaks against printing it.\n".to_owned();
    }
    let line = |finding: &Finding| {
        let gravity = match finding.gravity {
            Gravity::Blocks => "blocks",
            Gravity::Warns => "warns ",
        };
        format!("{gravity}  {}\n", finding.said)
    };
    found.iter().map(line).collect()
}

/// What was set, printed and sent.
pub(crate) fn history(editions: &[EditionCard], deliveries: &[Delivery]) -> String {
    if editions.is_empty() {
        return "No edition was set yet.\n".to_owned();
    }
    let mut out = String::new();
    for card in editions {
        let _ = write!(
            out,
            "No. {}  {}  {} stories",
            card.number,
            card.set_at.format("%Y-%m-%d %H:%M"),
            card.stories
        );
        if let Some(changes) = &card.changes {
            let _ = write!(out, "  corrected: {changes}");
        }
        if card.withdrawn_at.is_some() {
            let why = card.why.as_deref().map(|why| format!(": {why}"));
            let _ = write!(out, "  withdrawn{}", why.unwrap_or_default());
        }
        out.push('\n');
        for delivery in deliveries
            .iter()
            .filter(|delivery| delivery.number == card.number)
        {
            let state = match delivery.state {
                DeliveryState::OnItsWay => "on its way to",
                DeliveryState::Delivered => "to",
                DeliveryState::Refused => "did not go to",
            };
            let said = delivery.said.as_deref().map(|said| format!(" ({said})"));
            let _ = writeln!(
                out,
                "    {}  {} {state} {}{}",
                delivery.at.format("%Y-%m-%d %H:%M"),
                delivery.format,
                delivery.taker,
                said.unwrap_or_default()
            );
        }
    }
    out
}

/// The templates, a line each.
pub(crate) fn templates(all: &[TemplateCard]) -> String {
    let own = |own: bool| if own { "  (yours)" } else { "" };
    let line = |card: &TemplateCard| format!("{:<16} {}{}\n", card.name, card.about, own(card.own));
    all.iter().map(line).collect()
}

/// Terms, a line each.
pub(crate) fn rights(rights: &Rights) -> String {
    let reuse = match rights.reuse {
        Some(Reuse::Whole) => "all of it may be printed",
        Some(Reuse::Quotes) => "headline, link and quotes",
        None => "unknown",
    };
    let mut out = format!("Reuse        {reuse}\n");
    let lines = [
        ("Licence", rights.licence.clone()),
        ("Credit", rights.credit.clone()),
        (
            "Quotes",
            rights
                .quote_limit
                .map(|words| format!("at most {words} words")),
        ),
        (
            "Embargo",
            rights
                .embargo
                .map(|moment| format!("until {}", moment.format("%Y-%m-%d %H:%M UTC"))),
        ),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            let _ = writeln!(out, "{name:<12} {value}");
        }
    }
    out
}
