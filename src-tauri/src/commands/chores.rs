//! What takes long and concerns the whole library.

use std::path::PathBuf;

use newsroom::chore::{BackupCard, ChoreName};

use super::TheDesk;
use crate::chores;
use crate::desk::Answer;

#[tauri::command(async)]
pub(super) fn backups(desk: TheDesk<'_>) -> Answer<Vec<BackupCard>> {
    chores::backups(&desk)
}

#[tauri::command]
pub(super) async fn back_up(desk: TheDesk<'_>) -> Answer<String> {
    chores::run(&desk, ChoreName::BackUp, chores::back_up).await
}

#[tauri::command]
pub(super) async fn restore(name: String, desk: TheDesk<'_>) -> Answer<String> {
    chores::run(&desk, ChoreName::Restore, move |desk, told| {
        chores::restore(desk, &name, told)
    })
    .await
}

#[tauri::command]
pub(super) async fn verify(desk: TheDesk<'_>) -> Answer<Vec<String>> {
    chores::run(&desk, ChoreName::Verify, chores::verify).await
}

#[tauri::command]
pub(super) async fn export_library(path: PathBuf, desk: TheDesk<'_>) -> Answer<String> {
    chores::run(&desk, ChoreName::Export, move |desk, told| {
        chores::export(desk, &path, told)
    })
    .await
}

#[tauri::command]
pub(super) async fn import_library(path: PathBuf, desk: TheDesk<'_>) -> Answer<String> {
    chores::run(&desk, ChoreName::Import, move |desk, told| {
        chores::import(desk, &path, told)
    })
    .await
}

#[tauri::command(async)]
pub(super) fn stop_chore(desk: TheDesk<'_>) {
    desk.chores.stop();
}
