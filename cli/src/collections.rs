//! Collections on the command line.

use std::fs;
use std::io::Write;

use chrono::{DateTime, Utc};
use newsroom::collection::{
    ChosenHighlight, ChosenQuote, CollectionId, Content, Described, ItemId,
};
use newsroom::edition::{self, Gravity};
use newsroom::library::Collections;
use newsroom::{Error, Library, Result};
use serde_json::json;

use crate::arguments::{CollectionCommand, NoteWords};
use crate::topics::place_of;
use crate::work::{all, say, say_done, say_each};
use crate::{Failure, printed};

/// Does one of the commands on collections.
pub(crate) fn run(
    library: &Library,
    command: CollectionCommand,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let collections = library.collections();
    let find = |name: &str| collections.find(name);
    let words = match command {
        CollectionCommand::New {
            name,
            template,
            topic,
        } => {
            let topics: Vec<_> = topic
                .iter()
                .map(|name| library.topics().find(name))
                .collect::<Result<_>>()?;
            let id = collections.make(&name, &template, now)?;
            for topic in topics {
                collections.feed(id, (topic, None), None, now)?;
            }
            return say(out, json, &json!({ "collection": id }), || {
                format!("The collection “{name}” is there\n")
            });
        }
        CollectionCommand::List => {
            let all = collections.all()?;
            return say_each(out, json, &all, || printed::collections(&all));
        }
        CollectionCommand::Show { collection } => {
            let open = collections.get(find(&collection)?)?;
            return say(out, json, &open, || printed::collection(&open));
        }
        CollectionCommand::Add {
            collection,
            waiting: true,
            ..
        } => collections.load(find(&collection)?, &[], now)?,
        CollectionCommand::Add {
            collection,
            stories,
            section,
            form,
            ..
        } => {
            let (id, stories) = (find(&collection)?, all(library, &stories)?);
            let section = section
                .map(|name| section_of(collections, id, &name, now))
                .transpose()?;
            collections.add_stories(id, &stories, section, form, now)?
        }
        CollectionCommand::Note(words) => {
            let item = put(collections, words, now)?;
            return say(out, json, &json!({ "item": item }), || {
                format!("Item {} is there\n", json!(item))
            });
        }
        CollectionCommand::Comment { item, text } => {
            let change = |content: &mut Story<'_>| *content.comment = text.clone();
            change_story(collections, item, change, now)?
        }
        CollectionCommand::Quote {
            item,
            text,
            speaker,
            remove,
        } => {
            let change = |content: &mut Story<'_>| {
                content.quotes.retain(|quote| quote.text != text);
                if !remove {
                    content.quotes.push(ChosenQuote {
                        text: text.clone(),
                        speaker: speaker.clone(),
                    });
                }
            };
            change_story(collections, item, change, now)?
        }
        CollectionCommand::Highlights { item, none } => {
            let (_, content) = collections.item(ItemId::numbered(item))?;
            let marked = match content {
                Content::Story { story, .. } if !none => library.margins().highlights(story)?,
                _ => Vec::new(),
            };
            let marked: Vec<_> = (marked.into_iter())
                .map(|marked| ChosenHighlight {
                    text: marked.anchor.text,
                    note: marked.note,
                })
                .collect();
            let change = |content: &mut Story<'_>| *content.highlights = marked.clone();
            change_story(collections, item, change, now)?
        }
        CollectionCommand::As { form, items } => {
            collections.set_form(&numbered(&items), form, now)?
        }
        CollectionCommand::Move { items, place } => {
            let item = |text: &str| {
                let number = text.parse().map(ItemId::numbered);
                number.map_err(|_| Error::Refused(format!("“{text}” is no item's number")))
            };
            collections.move_items(&numbered(&items), place_of(&place, item)?, now)?
        }
        CollectionCommand::Drop { items } => collections.take_out(&numbered(&items), now)?,
        CollectionCommand::Feed {
            collection,
            topic,
            section,
            into,
            stop,
        } => {
            let (id, topic) = (find(&collection)?, library.topics().find(&topic)?);
            let section = section
                .map(|name| library.topics().find_section(topic, &name))
                .transpose()?;
            if stop {
                let open = collections.get(id)?;
                let mut fed = open.sources.into_iter();
                let fed =
                    fed.find(|source| source.topic == topic && source.topic_section == section);
                let none = || Error::Missing(format!("“{collection}” does not look there"));
                collections.unfeed(fed.ok_or_else(none)?.id, now)?
            } else {
                let into = into
                    .map(|name| section_of(collections, id, &name, now))
                    .transpose()?;
                collections.feed(id, (topic, section), into, now)?
            }
        }
        CollectionCommand::Pass {
            collection,
            stories,
        } => collections.pass(find(&collection)?, &all(library, &stories)?, now)?,
        CollectionCommand::Describe {
            collection,
            name,
            brief,
            language,
            editor,
            template,
            number,
            recipients,
        } => {
            let to = Described {
                name,
                brief,
                language,
                editor,
                template,
                next_number: number,
                recipients,
            };
            collections.describe(find(&collection)?, &to, now)?
        }
        CollectionCommand::Check { collection } => {
            let found = edition::check(&collections.draft(find(&collection)?, now)?, now);
            say_each(out, json, &found, || printed::findings(&found))?;
            let blocked = found
                .iter()
                .any(|finding| finding.gravity == Gravity::Blocks);
            return if blocked {
                Err(Failure::SaidBefore)
            } else {
                Ok(())
            };
        }
        CollectionCommand::Set {
            collection,
            corrects,
            next,
        } => {
            let id = find(&collection)?;
            for finding in edition::check(&collections.draft(id, now)?, now) {
                crate::work::note(&finding.said);
            }
            let card = collections.set(id, corrects.as_deref(), now)?;
            if next {
                collections.begin_next(id, now)?;
            }
            return say(out, json, &card, || {
                format!("Set No. {} of “{}”\n", card.number, card.collection)
            });
        }
        CollectionCommand::Next { collection } => {
            collections.begin_next(find(&collection)?, now)?
        }
        CollectionCommand::Withdraw {
            collection,
            number,
            why,
        } => {
            collections.withdraw(find(&collection)?, number, &why, now)?;
            Some(format!("Withdrew No. {number} of “{collection}”"))
        }
        CollectionCommand::History { collection } => {
            let id = find(&collection)?;
            let (editions, deliveries) =
                (collections.get(id)?.editions, collections.deliveries(id)?);
            let answer = json!({ "editions": editions, "deliveries": deliveries });
            return say(out, json, &answer, || {
                printed::editions(&editions, &deliveries)
            });
        }
        CollectionCommand::Remove { collection } => collections.remove(find(&collection)?, now)?,
    };
    Ok(say_done(words, json, out)?)
}

/// A story in a collection, to be changed.
struct Story<'c> {
    comment: &'c mut String,
    quotes: &'c mut Vec<ChosenQuote>,
    highlights: &'c mut Vec<ChosenHighlight>,
}

fn change_story(
    collections: Collections<'_>,
    item: i64,
    change: impl FnOnce(&mut Story<'_>),
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let item = ItemId::numbered(item);
    let (_, mut content) = collections.item(item)?;
    let Content::Story {
        comment,
        quotes,
        highlights,
        ..
    } = &mut content
    else {
        return Err(Error::Refused(
            "this item is no story; nothing was changed".to_owned(),
        ));
    };
    change(&mut Story {
        comment,
        quotes,
        highlights,
    });
    collections.change(item, &content, now)
}

/// The section of a collection with a name, which is made at its end if it is new.
fn section_of(
    collections: Collections<'_>,
    id: CollectionId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<ItemId> {
    let open = collections.get(id)?;
    let is_it = |content: &Content| matches!(content, Content::Section { name: known } if known.to_lowercase() == name.to_lowercase());
    if let Some(known) = open.items.iter().find(|item| is_it(&item.content)) {
        return Ok(known.id);
    }
    let section = Content::Section {
        name: name.to_owned(),
    };
    collections.add(id, &section, None, now)
}

fn put(collections: Collections<'_>, words: NoteWords, now: DateTime<Utc>) -> Result<ItemId> {
    let id = collections.find(&words.collection)?;
    let content = if let Some(name) = words.section {
        Content::Section { name }
    } else if let Some(text) = words.heading {
        Content::Heading { text }
    } else if words.divider {
        Content::Divider
    } else if let Some(path) = words.picture {
        let bytes = fs::read(&path).map_err(|error| Error::File {
            path: path.clone(),
            why: format!("could not be read: {error}; nothing was changed"),
        })?;
        Content::Picture {
            picture: collections.keep_picture(&bytes)?,
            alt: words.alt,
            caption: words.caption,
            credit: words.credit,
        }
    } else {
        Content::Note {
            text: words.text.unwrap_or_default(),
        }
    };
    let item = collections.add(id, &content, words.after.map(ItemId::numbered), now)?;
    if words.stays {
        collections.set_stays(&[item], true, now)?;
    }
    Ok(item)
}

fn numbered(items: &[i64]) -> Vec<ItemId> {
    items.iter().copied().map(ItemId::numbered).collect()
}
