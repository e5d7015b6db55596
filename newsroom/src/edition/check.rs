//! What speaks against sending an edition out: a list that an editor can act on.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::quote::words_quoted;
use super::{Edition, Form, Item, Piece};
use crate::claim::ClaimStatus;
use crate::clipping::Block;
use crate::rights::Reuse;
use crate::story::{Standing, StoryId};

/// Something that speaks against sending an edition out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
pub struct Finding {
    /// How much it weighs.
    pub gravity: Gravity,
    /// What it is about.
    pub concern: Concern,
    /// The story that it is about; none for the edition as a whole.
    pub story: Option<StoryId>,
    /// What was found, and what can be done, in one sentence.
    pub said: String,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// Nothing is printed until it is mended.
    Blocks,
    /// The editor decides.
    Warns,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Concern {
    /// A quote that the kept text does not hold.
    Quote,
    /// A moment before which a story may not be sent out.
    Embargo,
    /// Whether what a story says holds.
    Claim,
    /// A full text, or a long quote, without leave.
    Rights,
    /// An outlet, a date or an address that is not known.
    Unknown,
    /// Something that was concluded and never confirmed.
    Inferred,
    /// A text that the editor edited.
    Edited,
    /// A picture without words for those who cannot see it.
    AltText,
    /// Too much from one source.
    Balance,
    /// More stories than its template has room for.
    Length,
}

/// Of an edition with fewer stories than this it says nothing that half of them come from one source.
const FEWEST_TO_BALANCE: usize = 4;

/// What speaks against sending an edition out at a moment: what blocks it first, then in the order of reading.
pub fn check(edition: &Edition, now: DateTime<Utc>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for piece in edition.pieces() {
        of_piece(piece, now, &mut findings);
    }
    for item in edition.parts.iter().flat_map(|part| &part.items) {
        if let Item::Picture(own) = item
            && blank(own.alt.as_deref())
        {
            findings.push(Finding {
                gravity: Gravity::Warns,
                concern: Concern::AltText,
                story: None,
                said:
                    "A picture of yours has no words for those who cannot see it; say what it shows"
                        .to_owned(),
            });
        }
    }
    of_all(edition, &mut findings);
    findings.sort_by_key(|finding| finding.gravity);
    findings
}

impl Edition {
    /// Whether it may be printed at a moment.
    ///
    /// # Errors
    /// Names what blocks it, all of it.
    pub fn cleared(&self, now: DateTime<Utc>) -> crate::Result<()> {
        let blocking = check(self, now).into_iter();
        let blocking = blocking.filter(|finding| finding.gravity == Gravity::Blocks);
        let said: Vec<_> = blocking.map(|finding| finding.said).collect();
        match &*said {
            [] => Ok(()),
            said => Err(crate::Error::Refused(format!(
                "“{}” cannot be printed as it is: {}; nothing was written",
                self.title,
                said.join("; ")
            ))),
        }
    }
}

fn of_piece(piece: &Piece, now: DateTime<Utc>, findings: &mut Vec<Finding>) {
    let name = short(&piece.headline.value);
    let mut find = |gravity, concern, said: String| {
        findings.push(Finding {
            gravity,
            concern,
            story: Some(piece.story),
            said,
        });
    };
    for quote in &piece.quotes {
        if quote.paragraph.is_none() {
            let said = format!(
                "The text of {name} does not hold the quote “{}”; choose it again or take it out",
                short(&quote.text).trim_matches(['“', '”'])
            );
            find(Gravity::Blocks, Concern::Quote, said);
        }
        if let Some(limit) = piece.rights.quote_limit {
            let words = words_quoted(&quote.text);
            if words > limit as usize {
                let said = format!(
                    "A quote from {name} has {words} words, and {limit} are agreed; cut it with […]"
                );
                find(Gravity::Warns, Concern::Rights, said);
            }
        }
    }
    if let Some(embargo) = piece.rights.embargo.filter(|embargo| *embargo > now) {
        let until = embargo.format("%-d %B %Y, %H:%M UTC");
        let said = format!("{name} may not be sent out before {until}; wait, or take it out");
        find(Gravity::Blocks, Concern::Embargo, said);
    }
    match piece.claim.as_ref().map(|claim| claim.status) {
        Some(ClaimStatus::DoNotUse) => {
            let said = format!("{name} is marked “do not use”; take it out");
            find(Gravity::Blocks, Concern::Claim, said);
        }
        Some(ClaimStatus::ToVerify) => {
            let said = format!("{name} is still to be verified, and says so in print");
            find(Gravity::Warns, Concern::Claim, said);
        }
        Some(ClaimStatus::Disputed) => {
            let said = format!("{name} is disputed, and says so in print");
            find(Gravity::Warns, Concern::Claim, said);
        }
        Some(ClaimStatus::Confirmed) | None => {}
    }
    if piece.form == Form::Full {
        match piece.rights.reuse {
            Some(Reuse::Whole) => {}
            Some(Reuse::Quotes) => {
                let said = format!(
                    "{name} is printed in full, and only quotes are agreed; quote it or link to it"
                );
                find(Gravity::Warns, Concern::Rights, said);
            }
            None => {
                let said = format!(
                    "{name} is printed in full, and its rights are unknown; quote it or link to it"
                );
                find(Gravity::Warns, Concern::Rights, said);
            }
        }
    }
    let missing = [
        (piece.outlet.is_none() && piece.agency.is_none(), "outlet"),
        (piece.published.is_none(), "date"),
        (piece.address.is_none(), "address"),
    ];
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|(missing, _)| *missing)
        .map(|(_, what)| what)
        .collect();
    if !missing.is_empty() {
        let said = format!(
            "Of {name} the {} is unknown, and is printed as such",
            missing.join(" and the ")
        );
        find(Gravity::Warns, Concern::Unknown, said);
    }
    let inferred = |told: &Option<super::Told<String>>| {
        told.as_ref()
            .is_some_and(|told| told.standing == Standing::Inferred)
    };
    if inferred(&piece.outlet) || inferred(&piece.agency) {
        let said = format!(
            "Who published {name} was concluded and never confirmed; it is marked “inferred”"
        );
        find(Gravity::Warns, Concern::Inferred, said);
    }
    let edited = piece.body.standing == Standing::Corrected && !piece.body.value.is_empty();
    if edited || piece.headline.standing == Standing::Corrected {
        let what = if edited { "text" } else { "headline" };
        let said = format!("The {what} of {name} was edited here, and says so in print");
        find(Gravity::Warns, Concern::Edited, said);
    }
    let unsaid = pictures_unsaid(&piece.body.value);
    if unsaid > 0 {
        let said = format!(
            "{name} shows {unsaid} without words for those who cannot see it",
            unsaid = counted(unsaid)
        );
        find(Gravity::Warns, Concern::AltText, said);
    }
}

fn of_all(edition: &Edition, findings: &mut Vec<Finding>) {
    let stories = edition.pieces().count();
    let mut find = |concern, said| {
        findings.push(Finding {
            gravity: Gravity::Warns,
            concern,
            story: None,
            said,
        });
    };
    if let Some(most) = edition.template.shape.most
        && stories > most as usize
    {
        let name = &edition.template.name;
        find(
            Concern::Length,
            format!("It holds {stories} stories, and “{name}” has room for {most}"),
        );
    }
    if stories < FEWEST_TO_BALANCE {
        return;
    }
    let mut behind: BTreeMap<&str, usize> = BTreeMap::new();
    for piece in edition.pieces() {
        let outlet = piece.outlet.as_ref().map(|told| &*told.value);
        let agency = piece.agency.as_ref().map(|told| &*told.value);
        let mut names: Vec<_> = outlet.into_iter().chain(agency).collect();
        names.dedup();
        names
            .into_iter()
            .for_each(|name| *behind.entry(name).or_default() += 1);
    }
    for (name, many) in behind {
        if many * 2 > stories {
            find(
                Concern::Balance,
                format!("{name} is behind {many} of its {stories} stories; look for another voice"),
            );
        }
    }
}

fn pictures_unsaid(blocks: &[Block]) -> usize {
    let unsaid = |block: &Block| match block {
        Block::Figure { image, .. } => usize::from(blank(image.alt.as_deref())),
        Block::Quote { blocks } => pictures_unsaid(blocks),
        Block::List { items, .. } => items.iter().map(|item| pictures_unsaid(item)).sum(),
        _ => 0,
    };
    blocks.iter().map(unsaid).sum()
}

fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}

fn counted(pictures: usize) -> String {
    match pictures {
        1 => "a picture".to_owned(),
        many => format!("{many} pictures"),
    }
}

/// The beginning of a headline, in quote marks.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("“{}…”", text.get(..at).unwrap_or_default().trim_end()),
        None => format!("“{text}”"),
    }
}
