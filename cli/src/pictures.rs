//! The pictures of a story that has just been filed.

use chrono::{DateTime, Utc};
use newsroom::page::{self, PictureLimits, Reach};
use newsroom::story::StoryId;
use newsroom::{Library, Page, Result};

use crate::clip::{progress, runtime};

/// Keeps the pictures that a story shows. One that does not come is noted, and is no failure.
pub(crate) fn keep(
    library: &Library,
    story: StoryId,
    page: &Page,
    reach: Reach,
    limits: PictureLimits,
    now: DateTime<Utc>,
) -> Result<()> {
    let pictures = library.pictures();
    let wanted = pictures.expect(story, page, now)?;
    if wanted.is_empty() {
        return Ok(());
    }
    let progress = progress("{spinner} Pictures {pos} of {len}", String::new());
    progress.set_length(wanted.len() as u64);
    let kept = runtime()?.block_on(async {
        let mut coming = page::pictures(wanted, reach, limits);
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
