//! Tags, topics and sections, and where stories stand in them.

use newsroom::story::StoryId;
use newsroom::topic::{Place, SectionId, TopicColour, TopicId};

use super::TheDesk;
use crate::desk::Answer;

/// What an act did, in words.
type Done = Answer<Option<String>>;

#[tauri::command(async)]
pub(super) fn tag(
    ids: Vec<StoryId>,
    add: Vec<String>,
    remove: Vec<String>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| library.tags().tag(&ids, &add, &remove, desk.now()))
}

#[tauri::command(async)]
pub(super) fn gather(
    ids: Vec<StoryId>,
    topic: TopicId,
    section: Option<SectionId>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| library.topics().gather(&ids, topic, section, desk.now()))
}

#[tauri::command(async)]
pub(super) fn release(ids: Vec<StoryId>, topic: TopicId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().release(&ids, topic, desk.now()))
}

#[tauri::command(async)]
pub(super) fn new_topic(name: &str, desk: TheDesk<'_>) -> Answer<TopicId> {
    desk.change(|library| library.topics().make(name, desk.now()))
}

#[tauri::command(async)]
pub(super) fn new_section(topic: TopicId, name: &str, desk: TheDesk<'_>) -> Answer<SectionId> {
    desk.change(|library| library.topics().make_section(topic, name, desk.now()))
}

#[tauri::command(async)]
pub(super) fn rename_tag(name: &str, to: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.tags().rename(name, to, desk.now()))
}

#[tauri::command(async)]
pub(super) fn merge_tags(name: &str, into: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.tags().merge(name, into, desk.now()))
}

#[tauri::command(async)]
pub(super) fn remove_tag(name: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.tags().remove(name, desk.now()))
}

#[tauri::command(async)]
pub(super) fn rename_topic(topic: TopicId, to: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().rename(topic, to, desk.now()))
}

#[tauri::command(async)]
pub(super) fn set_brief(topic: TopicId, brief: &str, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().set_brief(topic, brief, desk.now()))
}

#[tauri::command(async)]
pub(super) fn recolour_topic(
    topic: TopicId,
    colour: Option<TopicColour>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| library.topics().recolour(topic, colour, desk.now()))
}

#[tauri::command(async)]
pub(super) fn place_topic(topic: TopicId, place: Place<TopicId>, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().place(topic, place, desk.now()))
}

#[tauri::command(async)]
pub(super) fn merge_topics(topic: TopicId, into: TopicId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().merge(topic, into, desk.now()))
}

#[tauri::command(async)]
pub(super) fn nest_topic(topic: TopicId, into: TopicId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().nest(topic, into, desk.now()))
}

#[tauri::command(async)]
pub(super) fn remove_topic(topic: TopicId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().remove(topic, desk.now()))
}

#[tauri::command(async)]
pub(super) fn rename_section(
    topic: TopicId,
    section: SectionId,
    to: &str,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| (library.topics()).rename_section(topic, section, to, desk.now()))
}

#[tauri::command(async)]
pub(super) fn set_section_brief(
    topic: TopicId,
    section: SectionId,
    brief: &str,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| (library.topics()).set_section_brief(topic, section, brief, desk.now()))
}

#[tauri::command(async)]
pub(super) fn place_section(
    topic: TopicId,
    section: SectionId,
    place: Place<SectionId>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| (library.topics()).place_section(topic, section, place, desk.now()))
}

#[tauri::command(async)]
pub(super) fn lift_section(topic: TopicId, section: SectionId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| library.topics().lift(topic, section, desk.now()))
}

#[tauri::command(async)]
pub(super) fn remove_section(topic: TopicId, section: SectionId, desk: TheDesk<'_>) -> Done {
    desk.change(|library| (library.topics()).remove_section(topic, section, desk.now()))
}

#[tauri::command(async)]
pub(super) fn place_stories(
    ids: Vec<StoryId>,
    topic: TopicId,
    section: Option<SectionId>,
    place: Place<StoryId>,
    desk: TheDesk<'_>,
) -> Done {
    desk.change(|library| (library.topics()).place_stories(&ids, topic, section, place, desk.now()))
}
