//! The pictures of a story that has just been filed.

use chrono::{DateTime, Utc};
use newsroom::page::{self, PictureLimits, Whole};
use newsroom::settings::Network;
use newsroom::story::StoryId;
use newsroom::{Library, Result};

use crate::fetched::{progress, runtime};

/// Keeps the pictures that a story shows, if they are wanted. One that does not come is noted, and is
/// no failure.
pub(crate) fn keep(
    library: &Library,
    story: StoryId,
    whole: &Whole,
    network: &Network,
    limits: Option<PictureLimits>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(limits) = limits else { return Ok(()) };
    let pictures = library.pictures();
    let mut wanted = Vec::new();
    // Each page may hold some of them itself.
    for page in whole.pages() {
        wanted = pictures.expect(story, page, now)?;
    }
    if wanted.is_empty() {
        return Ok(());
    }
    let progress = progress("{spinner} Pictures {pos} of {len}", String::new());
    progress.set_length(wanted.len() as u64);
    let kept = runtime()?.block_on(async {
        let mut coming = page::pictures(wanted, whole.reach.clone(), network, limits);
        while let Some((address, came)) = coming.next().await {
            let came = came.as_deref().map_err(String::as_str);
            pictures.receive(story, &address, came, now)?;
            progress.inc(1);
        }
        Ok(())
    });
    progress.finish_and_clear();
    kept
}
