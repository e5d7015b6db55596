//! The pictures of a story that has just been filed, as the last part of its job.

use std::sync::Arc;

use newsroom::error::{Complaint, Kind};
use newsroom::job::{JobId, Stage};
use newsroom::page::{self, PictureLimits};
use newsroom::story::StoryId;
use newsroom::{Library, Result};
use tauri::async_runtime;
use tokio::sync::Notify;

use super::finish::Arrived;
use super::{change, set};
use crate::desk::{Answer, Desk};

/// Keeps the pictures that a story shows, until all have come or it is stopped; those that have come
/// by then stay. Answers how many of the story's pictures are kept, and how many are not.
pub(super) async fn keep(
    desk: &Arc<Desk>,
    job: JobId,
    story: StoryId,
    arrived: &Arc<Arrived>,
    stop: &Notify,
) -> Answer<(u32, u32)> {
    let now = desk.now();
    let (here, reach) = (Arc::clone(arrived), arrived.whole.reach.clone());
    let wanted = aside(desk, job, move |library| {
        // Each page may hold some of them itself.
        let mut pages = here.whole.pages();
        let expect = |_, page| library.pictures().expect(story, page, now);
        pages.try_fold(Vec::new(), expect)
    });
    let wanted = wanted.await?;
    let all = wanted.len() as u32;
    let mut coming = page::pictures(wanted, reach, &desk.network(), PictureLimits::default());
    for done in 0..all {
        set(desk, job, Stage::Pictures { done, wanted: all });
        let came = tokio::select! {
            came = coming.next() => came,
            () = stop.notified() => {
                aside(desk, job, move |library| library.pictures().stopped(story)).await?;
                None
            }
        };
        let Some((address, came)) = came else { break };
        aside(desk, job, move |library| {
            let came = came.as_deref().map_err(String::as_str);
            library.pictures().receive(story, &address, came, now)
        })
        .await?;
    }
    let pictures = aside(desk, job, move |library| {
        Ok(library.stories().get(story)?.pictures)
    });
    let pictures = pictures.await?;
    let kept = pictures.iter().filter(|picture| picture.kept.is_some());
    let kept = kept.count() as u32;
    Ok((kept, pictures.len() as u32 - kept))
}

/// Writes to the library off the threads that wait for the network.
async fn aside<T: Send + 'static>(
    desk: &Arc<Desk>,
    job: JobId,
    work: impl FnOnce(&Library) -> Result<T> + Send + 'static,
) -> Answer<T> {
    let desk = Arc::clone(desk);
    let done = async_runtime::spawn_blocking(move || change(&desk, job, work));
    done.await.unwrap_or_else(|_| {
        Err(Complaint {
            kind: Kind::Broken,
            message: "a picture could not be kept, which is a fault of ours".to_owned(),
        })
    })
}
