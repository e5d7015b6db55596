//! Collections and the editions that are set of them: what the composer asks for.

use std::ops::ControlFlow;
use std::path::{self, PathBuf};

use newsroom::chore::ChoreName;
use newsroom::collection::{
    Collection, CollectionCard, CollectionId, Content, Delivery, DeliveryState, Described,
    EditionCard, ItemId, SourceId,
};
use newsroom::edition::{
    self, Edition, Finding, Form, Format, Number, Template, TemplateCard, suggested_path,
};
use newsroom::picture::Picture;
use newsroom::rights::Rights;
use newsroom::story::StoryId;
use newsroom::topic::{Place, SectionId, TopicId};
use tauri::State;
use tauri::ipc::{InvokeBody, Request};

use super::TheDesk;
use crate::chores::{self, Shelf};
use crate::desk::{Answer, Desk, refused};
use crate::preview::Trial;

/// What an act did, in words.
type Done = Answer<Option<String>>;

#[tauri::command(async)]
pub(super) fn collections(desk: TheDesk<'_>) -> Answer<Vec<CollectionCard>> {
    desk.with(|library| library.collections().all())
}

#[tauri::command(async)]
pub(super) fn collection(id: CollectionId, desk: TheDesk<'_>) -> Answer<Collection> {
    desk.with(|library| library.collections().get(id))
}

#[tauri::command(async)]
pub(super) fn new_collection(
    name: &str,
    template: &str,
    desk: TheDesk<'_>,
) -> Answer<CollectionId> {
    desk.change(|library| library.collections().make(name, template, desk.now()))
}

#[tauri::command(async)]
pub(super) fn describe_collection(id: CollectionId, to: Described, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().describe(id, &to, desk.now()))
}

#[tauri::command(async)]
pub(super) fn place_collection(
    id: CollectionId,
    place: Place<CollectionId>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| library.collections().place(id, place, desk.now()))
}

#[tauri::command(async)]
pub(super) fn remove_collection(id: CollectionId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().remove(id, desk.now()))
}

#[tauri::command(async)]
pub(super) fn collect(
    id: CollectionId,
    stories: Vec<StoryId>,
    section: Option<ItemId>,
    form: Option<Form>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| {
        let collections = library.collections();
        collections.add_stories(id, &stories, section, form, desk.now())
    })
}

#[tauri::command(async)]
pub(super) fn compose(
    id: CollectionId,
    content: Content,
    after: Option<ItemId>,
    desk: TheDesk<'_>,
) -> Answer<ItemId> {
    desk.change(|library| (library.collections()).add(id, &content, after, desk.now()))
}

#[tauri::command(async)]
pub(super) fn recompose(item: ItemId, content: Content, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().change(item, &content, desk.now()))
}

#[tauri::command(async)]
pub(super) fn set_form(items: Vec<ItemId>, form: Form, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().set_form(&items, form, desk.now()))
}

#[tauri::command(async)]
pub(super) fn set_stays(items: Vec<ItemId>, stays: bool, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().set_stays(&items, stays, desk.now()))
}

#[tauri::command(async)]
pub(super) fn move_items(items: Vec<ItemId>, place: Place<ItemId>, desk: TheDesk<'_>) -> Done {
    desk.change(|library| (library.collections()).move_items(&items, place, desk.now()))
}

#[tauri::command(async)]
pub(super) fn take_out(items: Vec<ItemId>, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().take_out(&items, desk.now()))
}

#[tauri::command(async)]
pub(super) fn feed(
    id: CollectionId,
    topic: TopicId,
    topic_section: Option<SectionId>,
    section: Option<ItemId>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| {
        let collections = library.collections();
        collections.feed(id, (topic, topic_section), section, desk.now())
    })
}

#[tauri::command(async)]
pub(super) fn unfeed(source: SourceId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().unfeed(source, desk.now()))
}

#[tauri::command(async)]
pub(super) fn load_waiting(id: CollectionId, stories: Vec<StoryId>, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().load(id, &stories, desk.now()))
}

#[tauri::command(async)]
pub(super) fn pass_over(id: CollectionId, stories: Vec<StoryId>, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().pass(id, &stories, desk.now()))
}

#[tauri::command(async)]
pub(super) fn findings(id: CollectionId, desk: TheDesk<'_>) -> Answer<Vec<Finding>> {
    let now = desk.now();
    desk.with(|library| Ok(edition::check(&library.collections().draft(id, now)?, now)))
}

#[tauri::command(async)]
pub(super) fn set_edition(
    id: CollectionId,
    changes: Option<&str>,
    desk: TheDesk<'_>,
) -> Answer<EditionCard> {
    desk.change(|library| library.collections().set(id, changes, desk.now()))
}

#[tauri::command(async)]
pub(super) fn begin_next(id: CollectionId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.collections().begin_next(id, desk.now()))
}

#[tauri::command(async)]
pub(super) fn withdraw(
    id: CollectionId,
    number: Number,
    why: &str,
    desk: TheDesk<'_>,
) -> Answer<()> {
    desk.change(|library| (library.collections()).withdraw(id, number, why, desk.now()))
}

#[tauri::command(async)]
pub(super) fn deliveries(id: CollectionId, desk: TheDesk<'_>) -> Answer<Vec<Delivery>> {
    desk.with(|library| library.collections().deliveries(id))
}

#[tauri::command(async)]
pub(super) fn keep_own_picture(request: Request<'_>, desk: TheDesk<'_>) -> Answer<Picture> {
    let InvokeBody::Raw(bytes) = request.body() else {
        return Err(refused("a picture comes as bytes"));
    };
    desk.change(|library| library.collections().keep_picture(bytes))
}

#[tauri::command(async)]
pub(super) fn formats() -> Vec<Format> {
    Format::ALL.to_vec()
}

/// The draft of a collection, or an edition that was set of it.
fn meant(desk: &Desk, id: CollectionId, number: Option<Number>) -> Answer<Edition> {
    desk.with(|library| match number {
        Some(number) => library.collections().edition(id, Some(number)),
        None => library.collections().draft(id, desk.now()),
    })
}

/// An edition as plain text and, unless that is Markdown, as rich text: to be pasted elsewhere.
#[tauri::command(async)]
pub(super) fn copied_edition(
    id: CollectionId,
    number: Option<Number>,
    format: Format,
    desk: TheDesk<'_>,
) -> Answer<(String, Option<String>)> {
    let edition = meant(&desk, id, number)?;
    let go_on = &mut |_, _| ControlFlow::Continue(());
    Ok(match format {
        Format::Md => {
            let text = edition.print_alone(Format::Md, go_on)?;
            (String::from_utf8_lossy(&text).into_owned(), None)
        }
        _ => {
            let mail = edition::mail_of(&edition, go_on)?;
            let rich = mail.alone();
            (mail.text, Some(rich))
        }
    })
}

/// What a file is named after: an edition's title, and its number.
fn file_title(title: &str, number: Option<Number>) -> String {
    match number {
        Some(number) => format!("{title} {number}"),
        None => title.to_owned(),
    }
}

#[tauri::command(async)]
pub(super) fn suggested_edition_path(
    id: CollectionId,
    number: Option<Number>,
    format: Format,
    desk: TheDesk<'_>,
) -> Answer<PathBuf> {
    let name = desk.with(|library| Ok(library.collections().get(id)?.name))?;
    Ok(suggested_path(&file_title(&name, number), format))
}

#[tauri::command]
pub(super) async fn print_edition(
    id: CollectionId,
    number: Option<Number>,
    format: Format,
    path: PathBuf,
    replace: bool,
    desk: TheDesk<'_>,
) -> Answer<PathBuf> {
    chores::run(&desk, ChoreName::Print, move |desk, told| {
        let edition = meant(desk, id, number)?;
        if number.is_none() {
            edition.cleared(desk.now())?;
        }
        let title = file_title(&edition.title, number);
        let shelf = Shelf {
            title: &title,
            path: &path,
            replace,
        };
        let written = chores::print(&edition, format, &shelf, told)?;
        if let Some(number) = number {
            let taker = path::absolute(&written).unwrap_or_else(|_| written.clone());
            let delivery = Delivery {
                at: desk.now(),
                number,
                format: format.as_str().to_owned(),
                taker: taker.display().to_string(),
                state: DeliveryState::Delivered,
                said: None,
            };
            desk.change(|library| library.collections().note_delivery(id, &delivery))?;
        }
        Ok(written)
    })
    .await
}

#[tauri::command(async)]
pub(super) fn templates(desk: TheDesk<'_>) -> Answer<Vec<TemplateCard>> {
    desk.with(|library| library.templates().all())
}

#[tauri::command(async)]
pub(super) fn template_text(name: &str, desk: TheDesk<'_>) -> Answer<String> {
    desk.with(|library| library.templates().text(name))
}

#[tauri::command(async)]
pub(super) fn keep_template(name: &str, text: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.templates().keep(name, text, desk.now()))
}

#[tauri::command(async)]
pub(super) fn remove_template(name: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.templates().remove(name, desk.now()))
}

/// Reads a template that is being written, for the preview to be printed with it.
#[tauri::command(async)]
pub(super) fn try_template(text: &str, trial: State<'_, Trial>) -> Answer<()> {
    trial.begin(Template::read(text)?);
    Ok(())
}

#[tauri::command(async)]
pub(super) fn story_rights(id: StoryId, desk: TheDesk<'_>) -> Answer<Rights> {
    desk.with(|library| library.rights().of_story(id))
}

#[tauri::command(async)]
pub(super) fn outlet_rights(outlet: &str, desk: TheDesk<'_>) -> Answer<Rights> {
    desk.with(|library| library.rights().of_outlet(outlet))
}

#[tauri::command(async)]
pub(super) fn set_story_rights(ids: Vec<StoryId>, rights: Rights, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.rights().set_stories(&ids, &rights, desk.now()))
}

#[tauri::command(async)]
pub(super) fn set_outlet_rights(outlet: &str, rights: Rights, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.rights().set_outlet(outlet, &rights, desk.now()))
}
