//! Stories, lists and topics as words on a terminal.

mod collected;
mod kept;

use std::fmt::Write as _;

use newsroom::clipping::{PageKind, Part};
use newsroom::picture::{StoryPicture, is_in_page};
use newsroom::shelf::{Facet, Facets, Rows, Tally};
use newsroom::story::{Fact, Standing, Story, StoryLead};
use newsroom::topic::{Contents, Topic};
use serde_json::json;

pub(crate) use collected::history as editions;
pub(crate) use collected::{collection, collections, findings, rights, templates};
pub(crate) use kept::{backups, history, margin, searches, tags, verified, version, versions};

/// A story, whole.
pub(crate) fn story(story: &Story) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(out, "{name:<12} {value}");
        }
    };
    line("Story", Some(json!(story.id).to_string()));
    line("Headline", Some(told(&story.headline)));
    if story.kind != PageKind::Article {
        let evidence = story.kind_evidence.join(", ");
        line("Kind", Some(format!("{} ({evidence})", story.kind.words())));
    }
    line("Kicker", story.kicker.as_ref().map(told));
    line("Standfirst", story.standfirst.as_ref().map(told));
    line(
        "By",
        story
            .byline
            .as_ref()
            .map(|byline| byline.value.join(", ") + standing(byline.standing)),
    );
    line("Outlet", story.outlet.as_ref().map(told));
    line("Agency", story.agency.as_ref().map(told));
    let published = story
        .published
        .as_ref()
        .map(|fact| format!("{}{}", fact.value, standing(fact.standing)));
    line(
        "Published",
        Some(published.unwrap_or_else(|| "unknown".to_owned())),
    );
    for hint in &story.day_hints {
        let guess =
            (story.published.is_none()).then(|| format!("“{}” may mean {}", hint.words, hint.day));
        line("", guess);
    }
    line("Changed", said(&story.modified).map(ToString::to_string));
    line("Dateline", story.dateline.as_ref().map(told));
    line("Language", story.language.as_ref().map(told));
    line("Address", story.address.as_ref().map(ToString::to_string));
    let credited = said(&story.credited).map(|names| names.join(", "));
    line("Credits", credited);
    line("Rights", said(&story.rights).cloned());
    let keywords = said(&story.keywords).map(|words| words.join(", "));
    line("Keywords", keywords);
    let access = said(&story.paywalled).map(|sold| match sold {
        true => "the rest is sold",
        false => "free to read",
    });
    line("Access", access.map(str::to_owned));
    line("Not fetched", story.unfetched.clone());
    if let Some(claim) = &story.claim {
        let by = claim
            .by
            .as_ref()
            .map(|name| format!(", looked into by {name}"));
        let word = (claim.according_to.as_ref()).map(|name| format!(", according to {name}"));
        let words = claim.status.words();
        let (by, word) = (by.unwrap_or_default(), word.unwrap_or_default());
        line("Claim", Some(format!("{words}{by}{word}")));
    }
    line(
        "Tags",
        (!story.tags.is_empty()).then(|| story.tags.join(", ")),
    );
    for placing in &story.placings {
        let section = placing
            .section_name
            .as_ref()
            .map(|name| format!(", {name}"))
            .unwrap_or_default();
        line("Topic", Some(format!("{}{section}", placing.name)));
    }
    let marks = [
        (story.marks.read, "read"),
        (story.marks.starred, "starred"),
        (story.marks.done, "done"),
        (story.marks.spiked, "spiked"),
    ];
    let marks: Vec<_> = marks
        .iter()
        .filter(|(set, _)| *set)
        .map(|(_, word)| *word)
        .collect();
    line("Marks", (!marks.is_empty()).then(|| marks.join(", ")));
    if let Some(snapshot) = &story.snapshot {
        let sentence = format!(
            "{} bytes, {}, SHA-256 {}",
            snapshot.bytes,
            snapshot.seen_at.format("%Y-%m-%d %H:%M UTC"),
            snapshot.sha256
        );
        line("Evidence", Some(sentence));
    }
    for picture in &story.pictures {
        line("Picture", Some(picture_line(picture)));
    }
    line("Pages", story.pages.map(|pages| pages.to_string()));
    let missing: Vec<_> = story
        .omissions
        .iter()
        .filter_map(|gap| json!(gap).as_str().map(str::to_owned))
        .collect();
    line(
        "Not on page",
        (!missing.is_empty()).then(|| missing.join(", ")),
    );
    for gap in &story.omissions {
        line("", gap.advice().map(str::to_owned));
    }
    if !story.body_markdown.is_empty() {
        let _ = write!(out, "\n{}\n", story.body_markdown.trim_end());
    }
    if let Some(note) = &story.author_note {
        let _ = write!(out, "\n{}\n", told(note));
    }
    entries(story, &mut out);
    if !story.leads.is_empty() {
        let _ = write!(
            out,
            "\n{} leads: desk leads {}\n",
            story.leads.len(),
            json!(story.id)
        );
    }
    out
}

/// The entries of a live blog, by the numbers that `desk entry` takes.
fn entries(story: &Story, out: &mut String) {
    if story.entries.is_empty() {
        return;
    }
    let id = json!(story.id);
    let _ = writeln!(out, "\n{} entries: desk entry {id} N", story.entries.len());
    for (place, entry) in story.entries.iter().enumerate() {
        let time = entry
            .published
            .map(|time| time.to_string())
            .unwrap_or_default();
        let clipped = entry
            .clipped
            .map(|story| format!("  (story {})", json!(story)));
        let clipped = clipped.unwrap_or_default();
        let _ = writeln!(
            out,
            "{:>5}  {time:<25}  {}{clipped}",
            place + 1,
            entry.headline
        );
    }
}

/// "1200 × 800 JPEG, 90123 bytes, 2026-11-22 10:04 UTC, SHA-256 …, from https://…", or why it is not
/// kept.
fn picture_line(picture: &StoryPicture) -> String {
    let place = match is_in_page(&picture.address) {
        true => "the page itself".to_owned(),
        false => picture.address.to_string(),
    };
    let when = picture
        .tried_at
        .map(|when| format!("{}, ", when.format("%Y-%m-%d %H:%M UTC")))
        .unwrap_or_default();
    match (&picture.kept, &picture.unkept) {
        (Some(kept), _) => format!(
            "{} × {} {}, {} bytes, {when}SHA-256 {}, from {place}",
            kept.width,
            kept.height,
            kept.media.as_str().to_uppercase(),
            kept.bytes,
            kept.sha256
        ),
        (None, why) => format!(
            "not kept: {}, {when}from {place}",
            why.as_deref().unwrap_or_default()
        ),
    }
}

/// What the page says, and nobody corrects.
fn said<T>(part: &Option<Part<T>>) -> Option<&T> {
    part.as_ref().map(|part| &part.value)
}

fn told(fact: &Fact<String>) -> String {
    format!("{}{}", fact.value, standing(fact.standing))
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Found => "",
        Standing::Inferred => "  (inferred, not confirmed)",
        Standing::Confirmed => "  (confirmed)",
        Standing::Corrected => "  (corrected by you)",
    }
}

/// A list: number, date, outlet, headline; unread stories have a dot.
pub(crate) fn rows(rows: &Rows, tally: Tally) -> String {
    let mut out = String::new();
    for row in &rows.rows {
        let dot = if row.marks.read { ' ' } else { '•' };
        let star = if row.marks.starred { "★ " } else { "" };
        let day = row
            .published
            .map_or("date unknown".to_owned(), |published| {
                published.day().to_string()
            });
        let outlet = row.outlet.as_deref().unwrap_or("outlet unknown");
        let inferred = if row.outlet_inferred {
            " (inferred)"
        } else {
            ""
        };
        let kind = match row.kind {
            PageKind::Article => String::new(),
            kind => format!("  ({})", kind.words()),
        };
        let gone = if row.unfetched {
            "  not fetched yet"
        } else {
            ""
        };
        let tags = if row.tags.is_empty() {
            String::new()
        } else {
            format!("  [{}]", row.tags.join(", "))
        };
        let id = json!(row.id).to_string();
        let _ = writeln!(
            out,
            "{dot} {id:>4}  {day:<12}  {star}{}  {outlet}{inferred}{kind}{tags}{gone}",
            row.headline
        );
        if let Some(snippet) = &row.snippet {
            let _ = writeln!(out, "        {}", snippet.concat().replace('\n', " "));
        }
    }
    match rows.more {
        true => {
            let Tally { total, unread, .. } = tally;
            let _ = writeln!(
                out,
                "{} of {total} stories, {unread} unread",
                rows.rows.len()
            );
        }
        false => out.push_str(&counted(tally)),
    }
    out
}

/// How many stories there are, as a line.
fn counted(tally: Tally) -> String {
    let unread = tally.unread;
    match tally.total {
        0 => "No stories.\n".to_owned(),
        1 => format!("1 story, {unread} unread\n"),
        total => format!("{total} stories, {unread} unread\n"),
    }
}

/// What stories have in common, and how many of them have it.
pub(crate) fn facets(facets: &Facets, tally: Tally) -> String {
    let mut out = String::new();
    let kinds: [(&str, &[Facet]); 6] = [
        ("Outlets", &facets.outlets),
        ("Agencies", &facets.agencies),
        ("Writers", &facets.writers),
        ("Languages", &facets.languages),
        ("Tags", &facets.tags),
        ("Topics", &facets.topics),
    ];
    for (kind, common) in kinds.iter().filter(|(_, common)| !common.is_empty()) {
        let _ = writeln!(out, "{kind}");
        for Facet { name, stories } in *common {
            let _ = writeln!(out, "{stories:>7}  {name}");
        }
        out.push('\n');
    }
    out.push_str(&counted(tally));
    out
}

/// Leads: number, headline, address or the want of one.
pub(crate) fn leads(leads: &[StoryLead]) -> String {
    let mut out = String::new();
    for StoryLead { id, lead, clipped } in leads {
        let _ = writeln!(
            out,
            "{id:>5}  {}  [{}]",
            lead.headline,
            lead.lists.join(", ")
        );
        if let Some(summary) = &lead.summary {
            let _ = writeln!(out, "       {summary}");
        }
        let place = match (clipped, &lead.address) {
            (Some(story), _) => format!("kept as story {}", json!(story)),
            (None, Some(address)) => address.to_string(),
            (None, None) => "no address; add one with --lead and --address".to_owned(),
        };
        let _ = writeln!(out, "       {place}");
    }
    if leads.is_empty() {
        out.push_str("No leads.\n");
    }
    out
}

/// Topics and their sections, with counts.
pub(crate) fn topics(topics: &[Topic]) -> String {
    let mut out = String::new();
    for topic in topics {
        let _ = writeln!(
            out,
            "{:>5}  {}, {} unread",
            topic.stories, topic.name, topic.unread
        );
        for section in &topic.sections {
            let _ = writeln!(out, "{:>9}  {}", section.stories, section.name);
        }
    }
    if topics.is_empty() {
        out.push_str("No topics.\n");
    }
    out
}

/// A topic's stories, in its order.
pub(crate) fn contents(contents: &Contents) -> String {
    let mut out = format!("{}\n", contents.name);
    for part in &contents.parts {
        if let Some(section) = &part.section {
            let _ = writeln!(out, "\n{section}");
        }
        for story in &part.stories {
            let _ = writeln!(
                out,
                "{:>6}  {}",
                json!(story.id).to_string(),
                story.headline
            );
        }
    }
    if contents.parts.is_empty() {
        out.push_str("No stories yet.\n");
    }
    out
}
