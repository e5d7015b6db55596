//! Backups, findings, margins and searches, for a terminal.

use std::fmt::Write;

use newsroom::clipping::markdown::markdown_of;
use newsroom::library::{Backup, Verified};
use newsroom::shelf::SavedSearch;
use newsroom::story::{Deed, Story, Version, VersionText};
use newsroom::topic::Tag;
use serde_json::json;

/// Backups, the newest first.
pub(crate) fn backups(backups: &[Backup]) -> String {
    let mut out = String::new();
    for backup in backups {
        let _ = writeln!(
            out,
            "{}  {:>10}  {}",
            backup.made_at.to_rfc3339(),
            indicatif::HumanBytes(backup.bytes).to_string(),
            backup.file.display()
        );
    }
    if backups.is_empty() {
        out.push_str("No backups yet.\n");
    }
    out
}

/// What a look at everything found.
pub(crate) fn verified(verified: &Verified) -> String {
    let mut out = String::new();
    for finding in &verified.findings {
        let _ = writeln!(out, "{}: {}", finding.place, finding.what);
    }
    let _ = writeln!(
        out,
        "{} texts, {} pages and {} pictures were compared with what was kept: {}",
        verified.texts,
        verified.pages,
        verified.pictures,
        match verified.findings.len() {
            0 => "all are as they were".to_owned(),
            found => format!("{found} findings"),
        }
    );
    out
}

/// What stands in the margin of a story.
pub(crate) fn margin(story: &Story) -> String {
    let mut out = String::new();
    for note in &story.notes {
        let _ = writeln!(out, "note {}  {}", json!(note.id), note.text);
    }
    for highlight in &story.highlights {
        let colour = highlight.colour.as_str();
        let _ = writeln!(
            out,
            "highlight {}  {colour}  {}",
            json!(highlight.id),
            highlight.anchor.text
        );
        if !highlight.note.is_empty() {
            let _ = writeln!(out, "    {}", highlight.note);
        }
    }
    for quote in &story.quotes {
        let speaker = quote.speaker.as_deref().unwrap_or("speaker unknown");
        let _ = writeln!(
            out,
            "quote {}  “{}” ({speaker})",
            json!(quote.id),
            quote.text
        );
    }
    for ours in &story.translations {
        let of = ours
            .anchor
            .as_ref()
            .map_or("the headline", |anchor| anchor.text.as_str());
        let _ = writeln!(
            out,
            "our translation {} ({})  {}\n    of {of}",
            json!(ours.id),
            ours.language,
            ours.text
        );
    }
    if out.is_empty() {
        out.push_str("Nothing in the margin.\n");
    }
    out
}

/// What was done to a story.
pub(crate) fn history(deeds: &[Deed]) -> String {
    let mut out = String::new();
    for deed in deeds {
        let _ = writeln!(out, "{}  {}", deed.at.format("%Y-%m-%d %H:%M"), deed.words);
    }
    if deeds.is_empty() {
        out.push_str("Nothing was done to it.\n");
    }
    out
}

/// Tags with their counts.
pub(crate) fn tags(tags: &[Tag]) -> String {
    let mut out = String::new();
    for tag in tags {
        let _ = writeln!(out, "{:>5}  {}", tag.stories, tag.name);
    }
    if tags.is_empty() {
        out.push_str("No tags.\n");
    }
    out
}

/// Saved searches with their counts.
pub(crate) fn searches(searches: &[SavedSearch]) -> String {
    let mut out = String::new();
    for search in searches {
        let _ = writeln!(
            out,
            "{:>5}  {}: {}",
            search.stories, search.name, search.words
        );
    }
    if searches.is_empty() {
        out.push_str("No searches are kept.\n");
    }
    out
}

/// The versions of a story's page, the latest first.
pub(crate) fn versions(versions: &[Version]) -> String {
    let mut out = String::new();
    for version in versions {
        let _ = writeln!(
            out,
            "{:>5}  {}  {:>6} words  {}",
            version.id,
            version.seen_at.format("%Y-%m-%d %H:%M UTC"),
            version.words,
            version.headline.as_deref().unwrap_or("no headline")
        );
    }
    if versions.is_empty() {
        out.push_str("No version yet: its page was not fetched.\n");
    }
    out
}

/// What a version says.
pub(crate) fn version(version: &VersionText) -> String {
    let mut out = String::new();
    for line in [&version.headline, &version.standfirst]
        .into_iter()
        .flatten()
    {
        let _ = writeln!(out, "{line}\n");
    }
    out.push_str(&markdown_of(&version.body));
    out
}
