//! What the window can ask for. A command decides nothing: it unpacks, calls the newsroom once, and
//! answers. All of them run off the window's thread.

mod chores;
mod clipping;
mod composing;
mod filing;
mod finding;
mod making;
mod posting;
mod settings;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use newsroom::Address;
use newsroom::chore::ChoreName;
use newsroom::edition::{self, Format};
use newsroom::error::{Complaint, Kind};
use newsroom::library::{Correction, samples};
use newsroom::shelf::{Holding, Query, Rows, Shelves, Tally};
use newsroom::story::{Mark, PartName, Story, StoryId};
use newsroom::topic::TopicId;
use tauri::ipc::Invoke;
use tauri::{State, Wry};

use crate::chores::{self as work, Shelf};
use crate::desk::{Answer, Desk};

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
        clipping::clip,
        clipping::clip_file,
        clipping::clip_lead,
        clipping::clip_entry,
        clipping::clip_anyway,
        clipping::retry,
        clipping::jobs,
        clipping::cancel_job,
        clipping::dismiss_job,
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
        settings::links_brought,
        composing::collections,
        composing::collection,
        composing::new_collection,
        composing::describe_collection,
        composing::place_collection,
        composing::remove_collection,
        composing::collect,
        composing::compose,
        composing::recompose,
        composing::set_form,
        composing::set_stays,
        composing::move_items,
        composing::take_out,
        composing::feed,
        composing::unfeed,
        composing::load_waiting,
        composing::pass_over,
        composing::findings,
        composing::set_edition,
        composing::begin_next,
        composing::withdraw,
        composing::deliveries,
        composing::keep_own_picture,
        composing::formats,
        composing::suggested_edition_path,
        composing::copied_edition,
        composing::print_edition,
        composing::templates,
        composing::template_text,
        composing::keep_template,
        composing::remove_template,
        composing::try_template,
        composing::story_rights,
        composing::outlet_rights,
        composing::set_story_rights,
        composing::set_outlet_rights,
        posting::set_post,
        posting::has_password,
        posting::keep_password,
        posting::forget_password,
        posting::recipients,
        posting::mail_finding,
        posting::send_test,
        posting::send_edition
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

#[tauri::command]
async fn print_topic(
    topic: TopicId,
    format: Format,
    path: PathBuf,
    replace: bool,
    desk: TheDesk<'_>,
) -> Answer<PathBuf> {
    work::run(&desk, ChoreName::Print, move |desk, told| {
        let edition = desk.with(|library| library.topics().edition(topic, desk.now()))?;
        let shelf = Shelf {
            title: &edition.title,
            path: &path,
            replace,
        };
        work::print(&edition, format, &shelf, told)
    })
    .await
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
