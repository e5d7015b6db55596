//! What holds on this computer: the settings, the libraries, and what links brought.

use std::path::{Path, PathBuf};

use newsroom::page;
use newsroom::settings::{Network, Settings};
use newsroom::shelf::Holding;
use tauri::{AppHandle, Manager, async_runtime};
use tokio::sync::oneshot;

use super::TheDesk;
use crate::desk::Answer;
use crate::libraries;

#[tauri::command(async)]
pub(super) fn settings(desk: TheDesk<'_>) -> Settings {
    desk.kept().shown(crate::versions())
}

#[tauri::command(async)]
pub(super) fn set_network(network: Network, desk: TheDesk<'_>) -> Answer<Settings> {
    let network = network.tidied();
    page::check(&network)?;
    let kept = desk.keep(|kept| kept.network = network)?;
    Ok(kept.shown(crate::versions()))
}

#[tauri::command]
pub(super) async fn open_library(folder: PathBuf, desk: TheDesk<'_>) -> Answer<Holding> {
    let desk = (*desk).clone();
    let opened = async_runtime::spawn_blocking(move || libraries::open(&desk, &folder));
    opened.await.unwrap_or_else(|_| Err(crate::desk::fell()))
}

#[tauri::command(async)]
pub(super) fn forget_library(folder: &str, desk: TheDesk<'_>) -> Answer<Settings> {
    let kept = desk.keep(|kept| kept.forget(Path::new(folder)))?;
    Ok(kept.shown(crate::versions()))
}

/// The system's own chooser belongs to the window's thread, and is waited for on none.
#[tauri::command]
pub(super) async fn choose_folder(app: AppHandle) -> Answer<Option<String>> {
    let (chosen, choice) = oneshot::channel();
    let window = app.get_webview_window("main");
    let asked = app.run_on_main_thread(move || {
        let mut chooser = rfd::AsyncFileDialog::new();
        if let Some(window) = &window {
            chooser = chooser.set_parent(window);
        }
        let choosing = chooser.pick_folder();
        async_runtime::spawn(async move {
            let folder = choosing.await;
            // A window that was closed meanwhile waits for nothing.
            let _ = chosen.send(folder.map(|folder| folder.path().display().to_string()));
        });
    });
    match asked {
        // A chooser that went away chose nothing.
        Ok(()) => Ok(choice.await.unwrap_or_default()),
        Err(_) => Err(crate::desk::refused(
            "the chooser could not be opened; type the folder instead",
        )),
    }
}

#[tauri::command]
pub(super) async fn move_library(to: PathBuf, desk: TheDesk<'_>) -> Answer<Holding> {
    libraries::r#move(&desk, &to).await
}

#[tauri::command(async)]
pub(super) fn links_brought(desk: TheDesk<'_>) -> Vec<String> {
    desk.links.take()
}
