//! Lists as a whole, and searches: what they have in common, what was understood, what is kept of them.

use newsroom::shelf::{Facet, Facets, Query, SearchId, Understood};
use newsroom::story::StoryId;
use newsroom::topic::Place;

use super::TheDesk;
use crate::desk::Answer;

#[tauri::command(async)]
pub(super) fn facets(query: Query, most: usize, desk: TheDesk<'_>) -> Answer<Facets> {
    desk.with(|library| library.stories().facets(&query, most))
}

#[tauri::command(async)]
pub(super) fn outlets(desk: TheDesk<'_>) -> Answer<Vec<Facet>> {
    /// More than anybody looks through by name.
    const MOST: u32 = 5_000;
    desk.with(|library| library.stories().outlets(MOST))
}

#[tauri::command(async)]
pub(super) fn numbers(query: Query, desk: TheDesk<'_>) -> Answer<Vec<StoryId>> {
    desk.with(|library| library.stories().numbers(&query))
}

#[tauri::command(async)]
pub(super) fn understood(words: &str) -> Answer<Understood> {
    Ok(Understood::read(words)?)
}

#[tauri::command(async)]
pub(super) fn spelling(words: &str, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.with(|library| library.stories().spelling(words))
}

#[tauri::command(async)]
pub(super) fn keep_search(name: &str, words: &str, desk: TheDesk<'_>) -> Answer<SearchId> {
    desk.change(|library| library.searches().keep(name, words, desk.now()))
}

#[tauri::command(async)]
pub(super) fn rename_search(name: &str, to: &str, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.searches().rename(name, to, desk.now()))
}

#[tauri::command(async)]
pub(super) fn place_search(
    name: &str,
    place: Place<SearchId>,
    desk: TheDesk<'_>,
) -> Answer<Option<String>> {
    desk.change(|library| library.searches().place(name, place, desk.now()))
}

#[tauri::command(async)]
pub(super) fn remove_search(name: &str, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.searches().remove(name, desk.now()))
}
