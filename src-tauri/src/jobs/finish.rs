//! The end of a job: a page that came is cut and filed, and its pictures are kept.

use std::sync::Arc;

use newsroom::clipping::markdown::word_count;
use newsroom::error::{Complaint, Kind};
use newsroom::job::{JobId, Stage};
use newsroom::library::Filed;
use newsroom::page::Whole;
use newsroom::story::StoryId;
use newsroom::{Clipping, clip_whole};
use tauri::async_runtime;
use tokio::sync::Notify;

use super::{Wishes, change, grant, pictures, set};
use crate::desk::{Answer, Desk};

/// A story's pages that came, and what is wanted of it.
pub(super) struct Arrived {
    pub(super) whole: Whole,
    /// What was cut of them before: an entry of a live blog.
    pub(super) cut: Option<Clipping>,
    /// The story that it was fetched for.
    pub(super) expected: Option<StoryId>,
    pub(super) wishes: Wishes,
}

/// What may be filed.
#[derive(Clone, Copy)]
pub(super) enum Terms {
    /// Stories, and not what stands in their way.
    Stories,
    /// Whatever came: a person said so.
    Anyway,
}

/// Cuts and files a page, off the threads that wait for the network, and then keeps its pictures. A cut
/// cannot be stopped in the middle; a job that is told to stop does not wait for it, and files nothing.
pub(super) async fn finish(
    desk: &Arc<Desk>,
    job: JobId,
    arrived: Arc<Arrived>,
    terms: Terms,
    stop: &Notify,
) {
    set(desk, job, Stage::Cutting);
    let here = Arc::clone(&arrived);
    let cutting = async_runtime::spawn_blocking(move || {
        let cut = here.cut.clone();
        cut.unwrap_or_else(|| clip_whole(&here.whole))
    });
    let cut = tokio::select! {
        cut = cutting => cut,
        () = stop.notified() => return cancelled(desk, job, arrived.expected),
    };
    let Ok(clipping) = cut else {
        let why =
            "The page could not be cut, which is a fault of ours; its link is kept".to_owned();
        return set(desk, job, Stage::Failed { why });
    };
    let (worker, page) = (Arc::clone(desk), Arc::clone(&arrived));
    let filing = async_runtime::spawn_blocking(move || file(&worker, job, &page, &clipping, terms));
    let (filed, words) = match filing.await {
        Ok(Ok(filed)) => filed,
        Ok(Err(complaint)) if complaint.kind == Kind::NotTheStory => {
            return hold(desk, job, arrived, &complaint.message);
        }
        Ok(Err(Complaint { message: why, .. })) => return set(desk, job, Stage::Failed { why }),
        Err(_) => {
            let why = "The page could not be filed, which is a fault of ours".to_owned();
            return set(desk, job, Stage::Failed { why });
        }
    };
    if let Some(card) = desk.jobs.board().cards.get_mut(&job) {
        card.story = Some(filed.story);
    }
    let bytes = arrived.whole.pages();
    let bytes = bytes.map(|page| page.bytes.len() as u64).sum();
    let stage = match pictures::keep(desk, job, filed.story, &arrived, stop).await {
        Ok((pictures, unkept)) => Stage::Kept {
            fate: filed.fate,
            words,
            bytes,
            pictures,
            unkept,
        },
        Err(Complaint { message, .. }) => Stage::Failed {
            why: format!("The text is kept, but not all of its pictures: {message}"),
        },
    };
    set(desk, job, stage);
}

/// Files a page; answers the story and the number of its words.
fn file(
    desk: &Arc<Desk>,
    job: JobId,
    arrived: &Arrived,
    clipping: &Clipping,
    terms: Terms,
) -> Answer<(Filed, u32)> {
    let Arrived {
        whole,
        expected,
        wishes,
        ..
    } = arrived;
    let page = &whole.first;
    let filed = change(desk, job, |library| {
        let stories = library.stories();
        let keep = || {
            let now = desk.now();
            library.keep_further(&whole.further)?;
            let filed = match (terms, *expected) {
                (Terms::Anyway, expected) => stories.file_anyway(expected, page, clipping, now)?,
                (Terms::Stories, Some(story)) => {
                    stories.file_expected(story, page, clipping, now)?
                }
                (Terms::Stories, None) => stories.file(page, clipping, now)?,
            };
            grant(library, filed.story, wishes, desk)?;
            Ok(filed)
        };
        let words = |filed: &Filed| {
            Ok(format!(
                "Clipped “{}”",
                stories.get(filed.story)?.headline.value
            ))
        };
        library.acts().together(keep, words)
    })?;
    Ok((filed, word_count(&clipping.body) as u32))
}

/// Ends a job whose page was being cut. Its link, if it has one, stays in the library and says why.
fn cancelled(desk: &Arc<Desk>, job: JobId, expected: Option<StoryId>) {
    let why = "reading it was cancelled";
    let kept = match expected {
        Some(story) => change(desk, job, |library| {
            library.stories().not_fetched(story, why)
        }),
        None => Ok(()),
    };
    match kept {
        Ok(()) => set(desk, job, Stage::Cancelled),
        Err(Complaint { message: why, .. }) => set(desk, job, Stage::Failed { why }),
    }
}

/// Holds a page that is no story. Its link, if it has one, stays in the library and says why.
fn hold(desk: &Arc<Desk>, job: JobId, arrived: Arc<Arrived>, why: &str) {
    let kept = match arrived.expected {
        Some(story) => change(desk, job, |library| {
            library.stories().not_fetched(story, why)
        }),
        None => Ok(()),
    };
    let after = match (kept, arrived.expected) {
        (Err(complaint), _) => complaint.message,
        (Ok(()), Some(_)) => "The link is kept.".to_owned(),
        (Ok(()), None) => "Nothing of it is kept.".to_owned(),
    };
    desk.jobs.board().held.insert(job, arrived);
    let why = format!("{why}. {after}");
    set(desk, job, Stage::NotTheStory { why });
}
