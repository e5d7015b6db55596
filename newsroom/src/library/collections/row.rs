//! Items as their rows have them.

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::collection::{ChosenHighlight, ChosenQuote, CollectionId, Content, ItemId};
use crate::edition::Form;
use crate::picture::Picture;
use crate::topic::tidy_name;
use crate::{Error, Result};

/// What of an item is kept as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Chosen {
    pub(super) quotes: Vec<ChosenQuote>,
    pub(super) highlights: Vec<ChosenHighlight>,
    pub(super) picture: Option<ChosenPicture>,
}

/// What of a picture of the editor's own is kept as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct ChosenPicture {
    pub(super) picture: Picture,
    pub(super) alt: String,
    pub(super) credit: String,
}

/// An item as its row has it.
pub(super) struct Row {
    pub(super) kind: i64,
    pub(super) stays: bool,
    pub(super) words: String,
    pub(super) story: Option<i64>,
    pub(super) form: Option<i64>,
    pub(super) chosen: String,
    pub(super) picture: Option<String>,
}

impl Row {
    pub(super) fn of(content: &Content) -> Result<Row> {
        let bare = |kind, words: &str| Row {
            kind,
            stays: kind == 1,
            words: words.trim().to_owned(),
            story: None,
            form: None,
            chosen: "{}".to_owned(),
            picture: None,
        };
        let json = |chosen: &Chosen| {
            serde_json::to_string(chosen).map_err(|error| Error::Library(error.to_string()))
        };
        Ok(match content {
            Content::Section { name } => bare(1, &tidy_name(name, "section")?),
            Content::Story {
                story,
                form,
                comment,
                quotes,
                highlights,
            } => Row {
                story: Some(story.0),
                form: Some(form_number(*form)),
                chosen: json(&Chosen {
                    quotes: quotes.clone(),
                    highlights: highlights.clone(),
                    picture: None,
                })?,
                ..bare(2, comment)
            },
            Content::Note { text } => bare(3, text),
            Content::Heading { text } => bare(4, &tidy_name(text, "heading")?),
            Content::Divider => bare(5, ""),
            Content::Picture {
                picture,
                alt,
                caption,
                credit,
            } => Row {
                chosen: json(&Chosen {
                    picture: Some(ChosenPicture {
                        picture: picture.clone(),
                        alt: alt.trim().to_owned(),
                        credit: credit.trim().to_owned(),
                    }),
                    ..Chosen::default()
                })?,
                picture: Some(picture.file()),
                ..bare(6, caption)
            },
        })
    }
}

pub(super) fn insert(
    tx: &Connection,
    collection: CollectionId,
    position: &str,
    content: &Content,
) -> Result<i64> {
    let row = Row::of(content)?;
    tx.prepare_cached(
        "INSERT INTO collected (collection, position, kind, stays, words, story, form, chosen, picture)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        collection.0,
        position,
        row.kind,
        row.stays,
        row.words,
        row.story,
        row.form,
        row.chosen,
        row.picture
    ])?;
    Ok(tx.last_insert_rowid())
}

/// Whether an item says all that is needed to print it; another cannot be read.
pub(in crate::library) fn is_whole(
    kind: i64,
    story: Option<i64>,
    chosen: &str,
    picture: Option<&str>,
) -> bool {
    let Ok(chosen) = serde_json::from_str::<Chosen>(chosen) else {
        return false;
    };
    match (kind, story, picture) {
        (2, Some(_), None) | (1 | 3..=5, None, None) => true,
        (6, None, Some(file)) => chosen.picture.is_some_and(|own| own.picture.file() == file),
        _ => false,
    }
}

/// The kind of an item, and its collection.
pub(super) fn of_item(tx: &Connection, item: ItemId) -> Result<(i64, CollectionId)> {
    let sql = "SELECT kind, collection FROM collected WHERE id = ?1";
    let found = tx
        .prepare_cached(sql)?
        .query_row([item.0], |row| Ok((row.get(0)?, CollectionId(row.get(1)?))));
    found.optional()?.ok_or_else(|| no_item(item))
}

pub(super) fn no_item(item: ItemId) -> Error {
    Error::Missing(format!("item {} is not in this collection", item.0))
}

pub(super) fn form_number(form: Form) -> i64 {
    match form {
        Form::Link => 1,
        Form::Summary => 2,
        Form::Quote => 3,
        Form::Full => 4,
    }
}

/// The form that a number stands for; what an unknown one stands for is the shortest.
pub(super) fn form_numbered(number: Option<i64>) -> Form {
    let found = Form::ALL
        .into_iter()
        .find(|form| Some(form_number(*form)) == number);
    found.unwrap_or(Form::Link)
}
