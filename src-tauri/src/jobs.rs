//! Clipping takes time: each page is a job with a card, which carries on when its dialog is closed.

mod finish;
mod leaving;
mod pictures;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use newsroom::job::{JobCard, JobId, Stage};
use newsroom::page::{Errand, Limits, Whole};
use newsroom::story::StoryId;
use newsroom::topic::{TopicId, tidy_name};
use newsroom::{Clipping, Error, Library, Page, page};
use tauri::async_runtime::{self, JoinHandle};
use tokio::sync::{Notify, Semaphore};
use tokio::time::sleep;

use crate::desk::{Answer, Desk, refused};
use finish::{Arrived, Terms, finish};
pub(crate) use leaving::leave;

/// Pages fetched at once: as many as a browser fetches from one host.
const AT_ONCE: usize = 6;

/// News of a page on its way is told each time this many bytes have come.
const NEWS_EVERY: u64 = 64 << 10;

/// The jobs of a desk.
pub(crate) struct Jobs {
    board: Mutex<Board>,
    turns: Arc<Semaphore>,
    news: Notify,
}

struct Board {
    last: u64,
    cards: BTreeMap<JobId, JobCard>,
    running: BTreeMap<JobId, Running>,
    /// Pages that are no story, until their cards go: a person may keep them all the same.
    held: BTreeMap<JobId, Arc<Arrived>>,
    /// The last job of a library that is not open any more: it and those before it write to none.
    over: JobId,
    /// Whether no job may begin, because another library is about to be open.
    closed: bool,
}

/// What stops a job: before its story is kept it is dropped, afterwards it is asked to come to an end.
struct Running {
    handle: JoinHandle<()>,
    stop: Arc<Notify>,
}

impl Default for Board {
    fn default() -> Board {
        Board {
            last: 0,
            cards: BTreeMap::new(),
            running: BTreeMap::new(),
            held: BTreeMap::new(),
            over: JobId(0),
            closed: false,
        }
    }
}

impl Default for Jobs {
    fn default() -> Jobs {
        Jobs {
            board: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            news: Notify::new(),
        }
    }
}

impl Jobs {
    fn board(&self) -> MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The cards, oldest first.
    pub(crate) fn cards(&self) -> Vec<JobCard> {
        self.board().cards.values().cloned().collect()
    }

    fn post(&self, what: String, stage: Stage) -> Answer<JobId> {
        let mut board = self.board();
        if board.closed {
            return Err(refused(
                "the library is closed for a moment; nothing was clipped; try again when it is open",
            ));
        }
        board.last += 1;
        let id = JobId(board.last);
        board.cards.insert(
            id,
            JobCard {
                id,
                what,
                stage,
                story: None,
            },
        );
        Ok(id)
    }
}

/// Where the editor wants a page to go once it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Wishes {
    pub(crate) tags: Vec<String>,
    pub(crate) topic: Option<TopicId>,
}

impl Wishes {
    /// Reads what is wished for. A name that cannot be is refused before anything is clipped.
    pub(crate) fn read(tags: Vec<String>, topic: Option<TopicId>) -> Answer<Wishes> {
        for tag in &tags {
            tidy_name(tag, "tag")?;
        }
        Ok(Wishes { tags, topic })
    }
}

/// Starts fetching a page. Its link is kept at once, so that nothing is lost whatever happens.
pub(crate) fn fetch(desk: &Arc<Desk>, errand: Errand, wishes: &Wishes) -> Answer<JobId> {
    let jobs = fetch_all(desk, vec![errand], wishes)?;
    (jobs.first().copied()).ok_or_else(|| refused("there is nothing to fetch"))
}

/// Starts fetching pages. Their links are kept at once, as one act: one undo takes all of them back.
pub(crate) fn fetch_all(
    desk: &Arc<Desk>,
    errands: Vec<Errand>,
    wishes: &Wishes,
) -> Answer<Vec<JobId>> {
    let post = |errand: &Errand| {
        let what = errand.address().to_string();
        desk.jobs.post(what, Stage::Fetching { received: 0 })
    };
    let jobs: Vec<JobId> = errands.iter().map(post).collect::<Answer<_>>()?;
    let Some(first) = jobs.first() else {
        return Ok(jobs);
    };
    tell(desk);
    let kept = change(desk, *first, |library| {
        let keep = |errand: &Errand| {
            let story = library.stories().expect(errand, desk.now())?;
            grant(library, story, wishes, desk)?;
            Ok(story)
        };
        let words = |stories: &Vec<StoryId>| {
            Ok(match errands.as_slice() {
                [errand] => format!("Clipped {}", errand.address()),
                _ => format!("Clipped {} addresses", stories.len()),
            })
        };
        (library.acts()).together(|| errands.iter().map(keep).collect(), words)
    });
    let stories: Vec<StoryId> = kept.inspect_err(|_| {
        let mut board = desk.jobs.board();
        jobs.iter().for_each(|job| drop(board.cards.remove(job)));
    })?;
    for ((job, story), errand) in jobs.iter().zip(stories).zip(errands) {
        if let Some(card) = desk.jobs.board().cards.get_mut(job) {
            card.story = Some(story);
        }
        begin(desk, *job, story, errand);
    }
    tell(desk);
    Ok(jobs)
}

/// Begins to fetch a page whose link is kept.
fn begin(desk: &Arc<Desk>, job: JobId, story: StoryId, errand: Errand) {
    let (worker, turns) = (Arc::clone(desk), Arc::clone(&desk.jobs.turns));
    run(desk, job, |stop| async move {
        let _turn = turns.acquire_owned().await;
        match receive(&worker, job, &errand).await {
            Ok(whole) => {
                let arrived = Arrived {
                    whole,
                    cut: None,
                    expected: Some(story),
                    wishes: Wishes::default(),
                };
                finish(&worker, job, Arc::new(arrived), Terms::Stories, &stop).await;
            }
            Err(error) => fail(&worker, job, story, &error),
        }
    });
}

/// Starts keeping a page that is here already: a paste, or a file.
pub(crate) fn keep(desk: &Arc<Desk>, what: String, page: Page, wishes: Wishes) -> Answer<JobId> {
    keep_arrived(
        desk,
        what,
        Arrived {
            whole: Whole::of(page),
            cut: None,
            expected: None,
            wishes,
        },
    )
}

/// Starts keeping an entry of a live blog that is here, with its pictures.
pub(crate) fn keep_entry(desk: &Arc<Desk>, whole: Whole, entry: Clipping) -> Answer<JobId> {
    let headline = entry.headline.as_ref().map(|part| part.value.clone());
    keep_arrived(
        desk,
        headline.unwrap_or_default(),
        Arrived {
            whole,
            cut: Some(entry),
            expected: None,
            wishes: Wishes::default(),
        },
    )
}

fn keep_arrived(desk: &Arc<Desk>, what: String, arrived: Arrived) -> Answer<JobId> {
    let job = desk.jobs.post(what, Stage::Cutting)?;
    let (arrived, worker) = (Arc::new(arrived), Arc::clone(desk));
    run(desk, job, |stop| async move {
        finish(&worker, job, arrived, Terms::Stories, &stop).await;
    });
    tell(desk);
    Ok(job)
}

/// Keeps a page that is no story, because a person says so.
pub(crate) fn keep_anyway(desk: &Arc<Desk>, job: JobId) -> Answer<()> {
    let held = desk.jobs.board().held.remove(&job);
    let arrived =
        held.ok_or_else(|| Error::Missing(format!("the page of job {} is gone", job.0)))?;
    let worker = Arc::clone(desk);
    run(desk, job, |stop| async move {
        finish(&worker, job, arrived, Terms::Anyway, &stop).await;
    });
    Ok(())
}

/// Writes to the library that a job was begun on. Once that is not the open one, nothing is written: the
/// numbers of its stories are those of others there.
fn change<T>(
    desk: &Desk,
    job: JobId,
    work: impl FnOnce(&Library) -> newsroom::Result<T>,
) -> Answer<T> {
    desk.change(|library| {
        // The library is in hand before it is looked whether it is still the right one.
        if job <= desk.jobs.board().over {
            return Err(Error::Refused(
                "another library was opened meanwhile; nothing was kept of it here".to_owned(),
            ));
        }
        work(library)
    })
}

/// Does the work of a job, which is told when it is to come to an end.
fn run<Work>(desk: &Arc<Desk>, job: JobId, work: impl FnOnce(Arc<Notify>) -> Work)
where
    Work: Future<Output = ()> + Send + 'static,
{
    let stop = Arc::new(Notify::new());
    let work = work(Arc::clone(&stop));
    let worker = Arc::clone(desk);
    // The board is held until the handle is on it, so that a job cannot end before it can be ended.
    let mut board = desk.jobs.board();
    let handle = async_runtime::spawn(async move {
        work.await;
        worker.jobs.board().running.remove(&job);
    });
    board.running.insert(job, Running { handle, stop });
}

/// Stops a page that is being fetched or cut. Its link stays in the library. Of a story whose pictures
/// are being fetched, those stay that have come.
pub(crate) fn cancel(desk: &Desk, job: JobId) -> Answer<()> {
    stop(desk, job, "fetching it was cancelled")
}

fn stop(desk: &Desk, job: JobId, why: &str) -> Answer<()> {
    let (running, story) = {
        let mut board = desk.jobs.board();
        let Board { cards, running, .. } = &mut *board;
        if let Some(running) = running.get(&job) {
            running.stop.notify_one();
        }
        let fetching = |card: &&mut JobCard| matches!(card.stage, Stage::Fetching { .. });
        let Some(card) = cards.get_mut(&job).filter(fetching) else {
            return Ok(());
        };
        card.stage = Stage::Cancelled;
        (running.remove(&job), card.story)
    };
    if let Some(running) = running {
        running.handle.abort();
    }
    if let Some(story) = story {
        change(desk, job, |library| {
            library.stories().not_fetched(story, why)
        })?;
    }
    tell(desk);
    Ok(())
}

/// Takes a card off the board.
pub(crate) fn dismiss(desk: &Desk, job: JobId) {
    let mut board = desk.jobs.board();
    if !board.running.contains_key(&job) {
        board.cards.remove(&job);
        board.held.remove(&job);
    }
    drop(board);
    tell(desk);
}

async fn receive(desk: &Arc<Desk>, job: JobId, errand: &Errand) -> newsroom::Result<Whole> {
    let mut told = 0;
    let hear = |received| {
        if received >= told + NEWS_EVERY {
            told = received;
            set(desk, job, Stage::Fetching { received });
        }
    };
    page::fetch_whole(errand, &desk.network(), Limits::default(), desk.now(), hear).await
}

fn grant(library: &Library, story: StoryId, wishes: &Wishes, desk: &Desk) -> newsroom::Result<()> {
    library
        .tags()
        .tag(&[story], &wishes.tags, &[], desk.now())?;
    if let Some(topic) = wishes.topic {
        library.topics().gather(&[story], topic, None, desk.now())?;
    }
    Ok(())
}

fn fail(desk: &Desk, job: JobId, story: StoryId, error: &Error) {
    let why = match error {
        Error::Unfetched { why, .. } => why.clone(),
        other => other.to_string(),
    };
    let kept = change(desk, job, |library| {
        library.stories().not_fetched(story, &why)
    });
    let after = match kept {
        Ok(()) => "The link is kept.".to_owned(),
        Err(complaint) => complaint.message,
    };
    set(
        desk,
        job,
        Stage::Failed {
            why: format!("The page could not be fetched: {why}. {after}"),
        },
    );
}

fn set(desk: &Desk, job: JobId, stage: Stage) {
    if let Some(card) = desk.jobs.board().cards.get_mut(&job) {
        card.stage = stage;
    }
    tell(desk);
}

/// There is news of the jobs.
fn tell(desk: &Desk) {
    desk.jobs.news.notify_one();
}

/// Tells the window how the jobs are whenever there is news, ten times a second at most: of thousands of
/// pages there is more than anybody can hear.
pub(crate) fn tell_news(desk: &Arc<Desk>) {
    const BETWEEN: Duration = Duration::from_millis(100);
    let desk = Arc::clone(desk);
    async_runtime::spawn(async move {
        loop {
            desk.jobs.news.notified().await;
            desk.ring("jobs-changed", desk.jobs.cards());
            sleep(BETWEEN).await;
        }
    });
}
