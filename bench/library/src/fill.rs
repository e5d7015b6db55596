//! Fills a side with the corpus, in a process of its own.

use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Instant;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Made};
use crate::desk::{self, Desk};
use crate::folder::{Disk, Folder, Side};
use crate::memory::Memory;
use crate::peer::Peer;

/// How it went.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Filled {
    pub(crate) stories: u64,
    /// Until all was stored and found by search, closing included.
    pub(crate) seconds: f64,
    /// How many stories a second come about when nobody stores them.
    pub(crate) made_a_second: f64,
    /// Before the first story; what makes the stories is in it.
    pub(crate) before: Memory,
    pub(crate) after: Memory,
    pub(crate) disk: Disk,
}

/// Stories that are on their way at once, at most, are twelve of these.
const CHUNK: usize = 32;

/// Fills a side, and answers how it went.
pub(crate) fn fill(side: Side, folder: &Folder) -> Result<Filled> {
    let setup = folder.setup()?;
    let corpus = Arc::new(Corpus::new(setup.seed, setup.stories));
    let made_a_second = pace(&corpus);
    let stories = setup.stories_of(side);
    let before = Memory::now()?;
    let began = Instant::now();
    match side {
        Side::Desk => {
            let desk = Desk::open(folder.path())?;
            desk.import(arrivals(&corpus, 1..stories + 1))?;
        }
        Side::Peer => {
            let peer = Peer::open(folder.path())?;
            peer.import(
                &corpus,
                stream(&corpus, 1..stories + 1, |_, made| Some(made)),
            )?;
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    Ok(Filled {
        stories,
        seconds,
        made_a_second,
        before,
        after: Memory::now()?,
        disk: folder.disk(side)?,
    })
}

/// Stories on their way to the desk, made by a thread of its own.
pub(crate) fn arrivals(
    corpus: &Arc<Corpus>,
    numbers: Range<u64>,
) -> impl Iterator<Item = (desk::Arrival, bool)> + Send + 'static + use<> {
    stream(corpus, numbers, |corpus, made| {
        desk::arrival(Some(corpus), &made).ok()
    })
}

/// Makes stories in a thread of its own, no further ahead than a few chunks.
fn stream<T: Send + 'static>(
    corpus: &Arc<Corpus>,
    numbers: Range<u64>,
    ready: fn(&Corpus, Made) -> Option<T>,
) -> impl Iterator<Item = T> + Send + 'static + use<T> {
    let (into, out) = sync_channel(4);
    let corpus = Arc::clone(corpus);
    thread::spawn(move || {
        let mut numbers = numbers;
        while !numbers.is_empty() {
            let chunk = numbers.by_ref().take(CHUNK);
            let chunk: Vec<T> = chunk
                .filter_map(|number| ready(&corpus, corpus.story(number)))
                .collect();
            if into.send(chunk).is_err() {
                break;
            }
        }
    });
    out.into_iter().flatten()
}

fn pace(corpus: &Corpus) -> f64 {
    const SOME: u64 = 4_000;
    let began = Instant::now();
    let bytes: usize = (1..=SOME)
        .map(|number| corpus.story(number).body.len())
        .sum();
    std::hint::black_box(bytes);
    SOME as f64 / began.elapsed().as_secs_f64()
}
