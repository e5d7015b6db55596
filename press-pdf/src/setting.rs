//! Setting an edition: on threads of its own, watched, with an end to it.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use newsroom::edition::{Edition, Watch};
use newsroom::{Error, Result};
use typst_layout::PagedDocument;

use crate::cancelled;
use crate::copy::Copy;
use crate::desk::{Desk, Progress, said};
use crate::plates::Plates;

/// How long setting may take. A book of a thousand stories takes less.
const LONGEST: Duration = Duration::from_secs(60);

/// How long is waited for what was told to stop; after that it is left to itself.
const STOPPING: Duration = Duration::from_secs(2);

/// How often the watch is asked.
const TICK: Duration = Duration::from_millis(40);

/// What a thread may stack up, in bytes: nested lists are laid out by functions that call each other.
const STACK: usize = 64 << 20;

/// Sets an edition, and makes something of it, away from the thread that asks.
pub(crate) fn set<T: Send + 'static>(
    edition: &Edition,
    watch: &mut Watch<'_>,
    make: fn(&Desk, PagedDocument) -> Result<T, String>,
) -> Result<T> {
    let sheet = edition.sheet()?;
    let plates = Plates::of_edition(edition, watch)?;
    match once(&sheet, &plates, watch, make) {
        // Pictures are tried beforehand. Should one be refused all the same, the words are worth printing.
        Err(Stopped::Failed(_)) if plates.files().next().is_some() => {
            once(&sheet, &Plates::default(), watch, make)
        }
        other => other,
    }
    .map_err(|stopped| match stopped {
        Stopped::Cancelled => cancelled(),
        Stopped::Late => Error::Refused(format!(
            "setting “{}” took more than a minute; nothing was written; print it in parts, or as HTML",
            edition.title
        )),
        Stopped::Failed(why) => Error::Refused(format!(
            "“{}” cannot be set as PDF: {why}; nothing was written; print it as HTML",
            edition.title
        )),
    })
}

/// Why nothing was made.
enum Stopped {
    Cancelled,
    Late,
    Failed(String),
}

fn once<T: Send + 'static>(
    sheet: &newsroom::edition::Sheet<'_>,
    plates: &Plates<'_>,
    watch: &mut Watch<'_>,
    make: fn(&Desk, PagedDocument) -> Result<T, String>,
) -> Result<T, Stopped> {
    let edition = sheet.edition;
    let (copy, wording) = Copy::of(sheet, plates);
    let data = serde_json::to_vec(&copy).map_err(|error| Stopped::Failed(error.to_string()))?;
    drop(copy);
    let progress = Arc::new(Progress::default());
    let known = (edition.id.clone(), edition.set_at);
    let files = plates.files();
    let desk = Desk::new(known, data, &wording.letters, files, progress.clone());
    let desk = desk.map_err(Stopped::Failed)?;
    // Typst spreads its work over the threads it is started on; these have room for deep nesting.
    let threads = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .thread_name(|at| format!("press-pdf-{at}"))
        .build()
        .map_err(|error| Stopped::Failed(error.to_string()))?;
    let (sender, done) = mpsc::channel();
    threads.spawn(move || {
        let made = catch_unwind(AssertUnwindSafe(|| work(&desk, make)));
        let made = made.unwrap_or_else(|_| Err("the typesetter broke down".to_owned()));
        drop(desk);
        // It remembers whatever it laid out, for a next time that does not come.
        comemo::evict(0);
        // Nobody listens any more to what came too late.
        let _ = sender.send(made);
    });
    let stories = edition.pieces().count() as u64;
    let begun = Instant::now();
    let mut stopped: Option<(Stopped, Instant)> = None;
    loop {
        let made = match done.recv_timeout(TICK) {
            Ok(made) => Some(made),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => {
                Some(Err("the typesetter ended early".to_owned()))
            }
        };
        if let Some((_, since)) = &stopped {
            if made.is_none() && since.elapsed() < STOPPING {
                continue;
            }
        } else {
            let set = match &made {
                Some(Ok(_)) => stories,
                _ => progress.stories.load(Ordering::Relaxed).min(stories),
            };
            let why = match watch(set, stories) {
                ControlFlow::Break(()) => Some(Stopped::Cancelled),
                ControlFlow::Continue(()) if made.is_none() && begun.elapsed() > LONGEST => {
                    Some(Stopped::Late)
                }
                ControlFlow::Continue(()) => None,
            };
            if let Some(why) = why {
                progress.stop.store(true, Ordering::Relaxed);
                stopped = Some((why, Instant::now()));
                if made.is_none() {
                    continue;
                }
            }
        }
        match (stopped.take(), made) {
            (Some((why, _)), _) => return Err(why),
            (None, Some(made)) => return made.map_err(Stopped::Failed),
            (None, None) => {}
        }
    }
}

fn work<T>(desk: &Desk, make: fn(&Desk, PagedDocument) -> Result<T, String>) -> Result<T, String> {
    let document = typst::compile::<PagedDocument>(desk).output;
    make(desk, document.map_err(|errors| said(&errors))?)
}
