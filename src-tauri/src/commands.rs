//! What the window can ask for. A command decides nothing: it unpacks, calls the newsroom once, and
//! answers. All of them run off the window's thread.

mod chores;
mod filing;
mod finding;
mod making;
mod settings;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use newsroom::Address;
use newsroom::edition::{self, Format};
use newsroom::error::{Complaint, Kind};
use newsroom::job::{JobCard, JobId};
use newsroom::library::{Correction, samples};
use newsroom::page::{self, Entry};
use newsroom::shelf::{Holding, Query, Rows, Shelves, Tally};
use newsroom::story::{Mark, PartName, Story, StoryId};
use newsroom::topic::TopicId;
use percent_encoding::percent_decode_str;
use tauri::http::HeaderMap;
use tauri::ipc::{Invoke, InvokeBody, Request};
use tauri::{State, Wry};

use crate::desk::{Answer, Desk, refused};
use crate::jobs::{self, Wishes};

type TheDesk<'a> = State<'a, Arc<Desk>>;

/// All commands.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        holding,
        reopen,
        warnings,
        shelves,
        stories,
        tally,
        story,
        clip,
        clip_file,
        clip_lead,
        clip_entry,
        clip_anyway,
        retry,
        jobs,
        cancel_job,
        dismiss_job,
        opened,
        mark,
        spike,
        bring_back,
        filing::tag,
        filing::gather,
        filing::release,
        correct,
        confirm,
        restore_original,
        set_lead_address,
        filing::new_topic,
        filing::new_section,
        undo,
        redo,
        suggested_path,
        print_topic,
        print_topic_over,
        open_original,
        keep_samples,
        making::write_note,
        making::rewrite_note,
        making::highlight,
        making::change_highlight,
        making::unhighlight,
        making::keep_quote,
        making::unquote,
        making::set_claim,
        making::translate,
        making::history,
        making::versions,
        making::version,
        making::clip_again,
        making::bin_holds,
        making::empty_bin,
        filing::rename_tag,
        filing::merge_tags,
        filing::remove_tag,
        filing::rename_topic,
        filing::set_brief,
        filing::recolour_topic,
        filing::place_topic,
        filing::merge_topics,
        filing::nest_topic,
        filing::remove_topic,
        filing::rename_section,
        filing::set_section_brief,
        filing::place_section,
        filing::lift_section,
        filing::remove_section,
        filing::place_stories,
        finding::facets,
        finding::outlets,
        finding::numbers,
        finding::understood,
        finding::spelling,
        finding::keep_search,
        finding::rename_search,
        finding::place_search,
        finding::remove_search,
        settings::settings,
        settings::set_network,
        settings::open_library,
        settings::forget_library,
        settings::choose_folder,
        settings::move_library,
        chores::backups,
        chores::back_up,
        chores::restore,
        chores::verify,
        chores::export_library,
        chores::import_library,
        chores::stop_chore,
        settings::links_brought
    ]
}

#[tauri::command(async)]
fn holding(desk: TheDesk<'_>) -> Answer<Holding> {
    desk.with(|library| Ok(library.holding()))
}

#[tauri::command(async)]
fn reopen(desk: TheDesk<'_>) -> Answer<Holding> {
    desk.reopen()
}

#[tauri::command(async)]
fn warnings(desk: TheDesk<'_>) -> Vec<String> {
    desk.warnings()
}

#[tauri::command(async)]
fn shelves(since: DateTime<Utc>, desk: TheDesk<'_>) -> Answer<Shelves> {
    desk.with(|library| library.stories().shelves(since))
}

#[tauri::command(async)]
fn stories(query: Query, desk: TheDesk<'_>) -> Answer<Rows> {
    desk.with(|library| library.stories().list(&query))
}

#[tauri::command(async)]
fn tally(query: Query, desk: TheDesk<'_>) -> Answer<Tally> {
    desk.with(|library| library.stories().tally(&query))
}

#[tauri::command(async)]
fn story(id: StoryId, desk: TheDesk<'_>) -> Answer<Story> {
    desk.with(|library| library.stories().get(id))
}

#[tauri::command(async)]
fn clip(
    entry: &str,
    tags: Vec<String>,
    topic: Option<TopicId>,
    desk: TheDesk<'_>,
) -> Answer<Vec<JobId>> {
    let wishes = Wishes::read(tags, topic)?;
    match page::entry(entry, desk.now())? {
        Entry::Addresses(addresses) => {
            let errands = addresses
                .into_iter()
                .map(|address| desk.links.errand(address));
            jobs::fetch_all(&desk, errands.collect(), &wishes)
        }
        Entry::Paste(page) => Ok(vec![jobs::keep(
            &desk,
            "Pasted text".to_owned(),
            page,
            wishes,
        )?]),
    }
}

#[tauri::command(async)]
fn clip_file(request: Request<'_>, desk: TheDesk<'_>) -> Answer<JobId> {
    let name = header(request.headers(), "x-name").unwrap_or_default();
    let wishes = wishes(request.headers())?;
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(refused("a file comes as bytes"));
    };
    let page = page::dropped(&name, bytes.clone(), desk.now())?;
    jobs::keep(&desk, name, page, wishes)
}

/// Where a file is to go. Its bytes are the whole body, so the wishes come in headers beside it.
fn wishes(headers: &HeaderMap) -> Answer<Wishes> {
    let tags = header(headers, "x-tags").map_or(Ok(Vec::new()), |tags| serde_json::from_str(&tags));
    let topic = header(headers, "x-topic").map(|topic| serde_json::from_str(&topic));
    match (tags, topic.transpose()) {
        (Ok(tags), Ok(topic)) => Wishes::read(tags, topic),
        _ => Err(refused(
            "a file comes with a list of tags and the number of a topic",
        )),
    }
}

/// A header, which is percent-encoded because headers are Latin and names are not.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let said = headers.get(name)?.to_str().ok()?;
    Some(percent_decode_str(said).decode_utf8_lossy().into_owned())
}

#[tauri::command(async)]
fn clip_lead(lead: i64, desk: TheDesk<'_>) -> Answer<JobId> {
    let errand = desk.with(|library| library.leads().errand(lead))?;
    jobs::fetch(&desk, errand, &Wishes::default())
}

#[tauri::command(async)]
fn clip_entry(id: StoryId, place: usize, desk: TheDesk<'_>) -> Answer<JobId> {
    let (whole, entry) = desk.with(|library| library.stories().entry(id, place))?;
    jobs::keep_entry(&desk, whole, entry)
}

#[tauri::command(async)]
fn clip_anyway(job: JobId, desk: TheDesk<'_>) -> Answer<()> {
    jobs::keep_anyway(&desk, job)
}

#[tauri::command(async)]
fn retry(id: StoryId, desk: TheDesk<'_>) -> Answer<JobId> {
    let errand = desk.with(|library| library.stories().errand(id))?;
    jobs::fetch(&desk, errand, &Wishes::default())
}

#[tauri::command(async)]
fn jobs(desk: TheDesk<'_>) -> Vec<JobCard> {
    desk.jobs.cards()
}

#[tauri::command(async)]
fn cancel_job(job: JobId, desk: TheDesk<'_>) -> Answer<()> {
    jobs::cancel(&desk, job)
}

#[tauri::command(async)]
fn dismiss_job(job: JobId, desk: TheDesk<'_>) {
    jobs::dismiss(&desk, job);
}

#[tauri::command(async)]
fn opened(id: StoryId, desk: TheDesk<'_>) -> Answer<()> {
    // A story that is read while the library is moved is no reason to complain.
    if desk.is_still() {
        return Ok(());
    }
    desk.change(|library| library.stories().opened(id, desk.now()))
}

#[tauri::command(async)]
fn mark(ids: Vec<StoryId>, marks: Vec<Mark>, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.stories().mark(&ids, &marks, desk.now()))
}

#[tauri::command(async)]
fn spike(ids: Vec<StoryId>, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.stories().spike(&ids, desk.now()))
}

#[tauri::command(async)]
fn bring_back(ids: Vec<StoryId>, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.stories().bring_back(&ids, desk.now()))
}

#[tauri::command(async)]
fn correct(id: StoryId, part: PartName, value: &str, desk: TheDesk<'_>) -> Answer<Option<String>> {
    let correction = Correction::read(part, value)?;
    desk.change(|library| library.stories().correct(id, &correction, desk.now()))
}

#[tauri::command(async)]
fn confirm(id: StoryId, part: PartName, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.stories().confirm(id, part, desk.now()))
}

#[tauri::command(async)]
fn restore_original(id: StoryId, part: PartName, desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.stories().restore_original(id, part, desk.now()))
}

#[tauri::command(async)]
fn set_lead_address(lead: i64, address: &str, desk: TheDesk<'_>) -> Answer<Option<String>> {
    let address = Address::read(address)?;
    desk.change(|library| library.leads().set_address(lead, &address, desk.now()))
}

#[tauri::command(async)]
fn undo(desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.acts().undo())
}

#[tauri::command(async)]
fn redo(desk: TheDesk<'_>) -> Answer<Option<String>> {
    desk.change(|library| library.acts().redo())
}

#[tauri::command(async)]
fn suggested_path(topic: TopicId, format: Format, desk: TheDesk<'_>) -> Answer<PathBuf> {
    desk.with(|library| {
        Ok(edition::suggested_path(
            &library.topics().name(topic)?,
            format,
        ))
    })
}

#[tauri::command(async)]
fn print_topic(
    topic: TopicId,
    format: Format,
    path: PathBuf,
    desk: TheDesk<'_>,
) -> Answer<PathBuf> {
    let edition = desk.with(|library| library.topics().edition(topic, desk.now()))?;
    let print = edition.print(format, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(edition::write_new(&print, &edition.title, format, &path)?)
}

#[tauri::command(async)]
fn print_topic_over(
    topic: TopicId,
    format: Format,
    path: PathBuf,
    desk: TheDesk<'_>,
) -> Answer<PathBuf> {
    let edition = desk.with(|library| library.topics().edition(topic, desk.now()))?;
    let print = edition.print(format, &mut |_, _| ControlFlow::Continue(()))?;
    Ok(edition::write_over(&print, &edition.title, format, &path)?)
}

#[tauri::command(async)]
fn open_original(id: StoryId, desk: TheDesk<'_>) -> Answer<()> {
    let errand = desk.with(|library| library.stories().errand(id))?;
    open::that_detached(errand.address().as_str()).map_err(|error| Complaint {
        kind: Kind::Broken,
        message: format!("the browser could not be opened: {error}"),
    })
}

#[tauri::command(async)]
fn keep_samples(desk: TheDesk<'_>) -> Answer<usize> {
    desk.change(|library| samples::keep(library, desk.now()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(said: &[(&'static str, &'static str)]) -> Answer<Wishes> {
        let said = said
            .iter()
            .filter_map(|(name, value)| Some((name.parse().ok()?, value.parse().ok()?)));
        wishes(&said.collect())
    }

    #[test]
    fn a_file_says_where_it_is_to_go() {
        let topic = serde_json::from_str("7").ok();
        let cases: [(&[_], Option<Wishes>); 6] = [
            (&[], Some(Wishes::default())),
            (
                &[
                    ("x-tags", "%5B%22%D0%9A%D0%B8%D1%97%D0%B2%22%5D"),
                    ("x-topic", "7"),
                ],
                Some(Wishes {
                    tags: vec!["Київ".to_owned()],
                    topic,
                }),
            ),
            (&[("x-tags", "%5B%5D")], Some(Wishes::default())),
            (&[("x-tags", "Kyiv")], None),
            (&[("x-topic", "seven")], None),
            (&[("x-topic", "")], None),
        ];
        for (said, wanted) in cases {
            assert_eq!(asked(said).ok(), wanted, "{said:?}");
        }
    }
}
