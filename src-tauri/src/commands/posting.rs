//! The post: over which mail server editions are sent, and sending them.

use newsroom::chore::ChoreName;
use newsroom::collection::CollectionId;
use newsroom::edition::{Finding, Number};
use newsroom::library::{Sent, Taking};
use newsroom::post::{self, PostLine, PostOffice, Recipient};
use newsroom::settings::Settings;

use super::TheDesk;
use crate::chores;
use crate::desk::{Answer, Desk};

#[tauri::command(async)]
pub(super) fn set_post(office: PostOffice, desk: TheDesk<'_>) -> Answer<Settings> {
    let office = office.tidied()?;
    let kept = desk.keep(|kept| kept.post = office)?;
    Ok(kept.shown(crate::versions()))
}

/// Whether a password is kept for the mail server.
#[tauri::command(async)]
pub(super) fn has_password(desk: TheDesk<'_>) -> Answer<bool> {
    Ok(post::password(&desk.kept().post)?.is_some())
}

#[tauri::command(async)]
pub(super) fn keep_password(password: &str, desk: TheDesk<'_>) -> Answer<()> {
    Ok(post::keep_password(&desk.kept().post, password)?)
}

#[tauri::command(async)]
pub(super) fn forget_password(desk: TheDesk<'_>) -> Answer<()> {
    Ok(post::forget_password(&desk.kept().post)?)
}

/// The people in a list as they are written to, each once.
#[tauri::command(async)]
pub(super) fn recipients(list: &str) -> Answer<Vec<String>> {
    let all = post::recipients(list)?;
    Ok(all.iter().map(Recipient::to_string).collect())
}

/// What speaks against mailing an edition: that it is too long for mail programs.
#[tauri::command(async)]
pub(super) fn mail_finding(
    id: CollectionId,
    number: Option<Number>,
    desk: TheDesk<'_>,
) -> Answer<Option<Finding>> {
    desk.with(|library| (library.collections()).mail_finding((id, number), desk.now()))
}

#[tauri::command]
pub(super) async fn send_test(
    id: CollectionId,
    number: Option<Number>,
    desk: TheDesk<'_>,
) -> Answer<String> {
    chores::run(&desk, ChoreName::Send, move |desk, told| {
        let mut line = line(desk)?;
        let mut watch = |done, of| told.hear((done, of));
        desk.with(|library| {
            let collections = library.collections();
            collections.send_test((id, number), &mut line, desk.now(), &mut watch)
        })
    })
    .await
}

#[tauri::command]
pub(super) async fn send_edition(
    id: CollectionId,
    number: Number,
    people: String,
    again: String,
    desk: TheDesk<'_>,
) -> Answer<Sent> {
    chores::run(&desk, ChoreName::Send, move |desk, told| {
        let (people, again) = (post::recipients(&people)?, post::recipients(&again)?);
        let mut line = line(desk)?;
        let mut watch = |done, of| told.hear((done, of));
        let taking = Taking {
            people: &people,
            again: &again,
        };
        let sent = desk.with(|library| {
            let (collections, clock) = (library.collections(), || desk.now());
            collections.send((id, number), taking, &mut line, &clock, &mut watch)
        });
        desk.ring("library-changed", ());
        sent
    })
    .await
}

fn line(desk: &Desk) -> Answer<PostLine> {
    let kept = desk.kept();
    let password = post::password(&kept.post)?;
    Ok(PostLine::to(kept.post, &kept.network, password)?)
}
