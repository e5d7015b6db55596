//! What an editor makes of a story: notes, highlights, quotes, translations, a judgement; and what was kept
//! of it.

use newsroom::claim::ClaimStatus;
use newsroom::job::JobId;
use newsroom::margin::{Anchor, Colour, HighlightId, NoteId, QuoteId};
use newsroom::story::{Deed, StoryId, Version, VersionText};

use super::TheDesk;
use crate::desk::Answer;
use crate::jobs::{self, Wishes};

#[tauri::command(async)]
pub(super) fn write_note(id: StoryId, text: &str, desk: TheDesk<'_>) -> Answer<NoteId> {
    desk.change(|library| library.margins().note(id, text, desk.now()))
}

#[tauri::command(async)]
pub(super) fn rewrite_note(note: NoteId, text: &str, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.margins().rewrite(note, text, desk.now()))
}

#[tauri::command(async)]
pub(super) fn highlight(
    id: StoryId,
    anchor: Anchor,
    colour: Colour,
    desk: TheDesk<'_>,
) -> Answer<HighlightId> {
    desk.change(|library| library.margins().highlight(id, &anchor, colour, desk.now()))
}

#[tauri::command(async)]
pub(super) fn change_highlight(
    highlight: HighlightId,
    colour: Colour,
    note: &str,
    desk: TheDesk<'_>,
) -> Answer<Option<String>> {
    desk.change(|library| (library.margins()).change_highlight(highlight, colour, note, desk.now()))
}

#[tauri::command(async)]
pub(super) fn unhighlight(highlight: HighlightId, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.margins().unhighlight(highlight, desk.now()))
}

#[tauri::command(async)]
pub(super) fn keep_quote(
    id: StoryId,
    text: &str,
    speaker: Option<&str>,
    desk: TheDesk<'_>,
) -> Answer<QuoteId> {
    desk.change(|library| library.margins().quote(id, text, speaker, desk.now()))
}

#[tauri::command(async)]
pub(super) fn unquote(quote: QuoteId, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.margins().unquote(quote, desk.now()))
}

#[tauri::command(async)]
pub(super) fn set_claim(
    ids: Vec<StoryId>,
    status: Option<ClaimStatus>,
    by: Option<&str>,
    according_to: Option<&str>,
    desk: TheDesk<'_>,
) -> Answer<Option<String>> {
    desk.change(|library| match status {
        Some(status) => (library.claims()).judge(&ids, status, by, according_to, desk.now()),
        None => library.claims().withdraw(&ids, desk.now()),
    })
}

#[tauri::command(async)]
pub(super) fn translate(
    id: StoryId,
    anchor: Option<Anchor>,
    language: &str,
    text: &str,
    desk: TheDesk<'_>,
) -> Answer<Option<String>> {
    desk.change(|library| {
        (library.margins()).translate(id, anchor.as_ref(), language, text, desk.now())
    })
}

#[tauri::command(async)]
pub(super) fn history(id: StoryId, desk: TheDesk<'_>) -> Answer<Vec<Deed>> {
    /// More than a person reads through.
    const MOST: u32 = 200;
    desk.with(|library| library.acts().history(id, MOST))
}

#[tauri::command(async)]
pub(super) fn versions(id: StoryId, desk: TheDesk<'_>) -> Answer<Vec<Version>> {
    desk.with(|library| library.stories().versions(id))
}

#[tauri::command(async)]
pub(super) fn version(id: StoryId, version: i64, desk: TheDesk<'_>) -> Answer<VersionText> {
    desk.with(|library| library.stories().version(id, version))
}

#[tauri::command(async)]
pub(super) fn clip_again(id: StoryId, desk: TheDesk<'_>) -> Answer<JobId> {
    let errand = desk.with(|library| library.stories().errand(id))?;
    jobs::fetch(&desk, errand, &Wishes::default())
}

#[tauri::command(async)]
pub(super) fn bin_holds(desk: TheDesk<'_>) -> Answer<(u64, u64)> {
    desk.with(|library| {
        let (rested, all) = library.bin().holds(desk.now())?;
        Ok((all, rested))
    })
}

#[tauri::command(async)]
pub(super) fn empty_bin(desk: TheDesk<'_>) -> Answer<u64> {
    desk.change(|library| Ok(library.bin().empty_all(desk.now())?.stories))
}
