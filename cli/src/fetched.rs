//! Pages from the web: fetched, filed under the stories they were fetched for, and what is kept where
//! one does not come.

use std::io::{self, IsTerminal};
use std::time::Duration;

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::library::Filed;
use newsroom::page::{self, Errand, Limits, PictureLimits, Whole};
use newsroom::settings::Network;
use newsroom::story::StoryId;
use newsroom::{Clipping, Error, Library, Result, clip_whole};
use serde_json::json;
use tokio::runtime::{self, Runtime};

use crate::pictures;

/// What may be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    /// Stories, and not what stands in their way.
    Stories,
    /// Whatever comes: a person said so.
    Anyway,
}

impl From<bool> for Terms {
    fn from(anyway: bool) -> Terms {
        if anyway {
            Terms::Anyway
        } else {
            Terms::Stories
        }
    }
}

/// Fetches a page, and where its story goes on the further ones; says how far it is.
pub(crate) fn receive(errand: &Errand, network: &Network, now: DateTime<Utc>) -> Result<Whole> {
    let progress = progress("{spinner} {bytes} {wide_msg}", errand.address().to_string());
    let hear = |received| progress.set_position(received);
    let limits = Limits::default();
    let fetched = runtime()?.block_on(page::fetch_whole(errand, network, limits, now, hear));
    progress.finish_and_clear();
    fetched
}

/// Fetches the page of a story that is expected, files it and keeps its pictures, within their limits
/// if they are wanted.
pub(crate) fn fetch(
    library: &Library,
    story: StoryId,
    errand: &Errand,
    network: &Network,
    terms: Terms,
    limits: Option<PictureLimits>,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let filed = receive(errand, network, now).and_then(|whole| {
        let clipping = clip_whole(&whole);
        let filed = file(library, Some(story), &whole, &clipping, terms, now)?;
        Ok((filed, whole))
    });
    let (filed, whole) = told(library, story, errand, filed)?;
    pictures::keep(library, filed.story, &whole, network, limits, now)?;
    Ok(filed)
}

/// Files a page under the story it was fetched for, or as the story that it is.
pub(crate) fn file(
    library: &Library,
    expected: Option<StoryId>,
    whole: &Whole,
    clipping: &Clipping,
    terms: Terms,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let (stories, page) = (library.stories(), &whole.first);
    // An entry of a live blog stands on the first page.
    if !clipping.further.is_empty() {
        library.keep_further(&whole.further)?;
    }
    match (terms, expected) {
        (Terms::Anyway, _) => stories.file_anyway(expected, page, clipping, now),
        (Terms::Stories, Some(story)) => stories.file_expected(story, page, clipping, now),
        (Terms::Stories, None) => stories.file(page, clipping, now),
    }
}

/// What came of fetching a story's page; where it is not here, the error says what is kept.
pub(crate) fn told<T>(
    library: &Library,
    story: StoryId,
    errand: &Errand,
    filed: Result<T>,
) -> Result<T> {
    let number = json!(story);
    match filed {
        Err(Error::Unfetched { address, why }) => {
            let kept = note(library, story, &why, &format!("desk retry {number}"))?;
            let why = format!("{why}; {kept}");
            Err(Error::Unfetched { address, why })
        }
        Err(Error::NotTheStory { why, .. }) => {
            let again = format!("desk retry {number} --anyway clips what came");
            let kept = note(library, story, &why, &again)?;
            Err(Error::NotTheStory {
                place: errand.address().to_string(),
                why: format!("{why}; {kept}"),
            })
        }
        done => done,
    }
}

/// Notes why a story's page is not here; answers what is kept all the same.
fn note(library: &Library, story: StoryId, why: &str, again: &str) -> Result<String> {
    library.stories().not_fetched(story, why)?;
    let number = json!(story);
    Ok(match library.stories().get(story)?.unfetched {
        Some(_) => format!("the link is kept as story {number}: {again}"),
        None => format!("story {number} is kept as it was clipped before"),
    })
}

/// What waits for the network.
pub(crate) fn runtime() -> Result<Runtime> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Error::Refused(format!("no connection can be made: {error}")))
}

/// A line that says how far something is, on a terminal.
pub(crate) fn progress(template: &str, message: String) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(message);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}
