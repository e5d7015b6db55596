//! Printing on the command line: a collection, one of its editions, or a topic as it stands.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use chrono::{DateTime, Utc};
use newsroom::collection::{CollectionId, Delivery, DeliveryState};
use newsroom::edition::{self, Edition, Format, Gravity, Number, Template};
use newsroom::{Error, Kind, Library, Result};
use serde_json::json;

use crate::Failure;
use crate::work::{note, say};

/// What is printed, how and where.
pub(crate) struct Printing<'a> {
    pub(crate) what: &'a str,
    pub(crate) format: Format,
    pub(crate) template: Option<&'a str>,
    pub(crate) path: &'a Path,
    pub(crate) replace: bool,
    pub(crate) read_only: bool,
}

/// Prints what was named, and says where it is.
pub(crate) fn print(
    library: &Library,
    printing: &Printing<'_>,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (mut edition, collection) = found(library, printing.what, now)?;
    if let Some(name) = printing.template {
        if edition.number.is_some() {
            return Err(Error::Refused(
                "an edition that was set keeps its template; nothing was printed".to_owned(),
            )
            .into());
        }
        edition.template = Template::read(&library.templates().text(name)?)?;
    }
    if edition.number.is_none() {
        edition.cleared(now)?;
        let findings = edition::check(&edition, now);
        // A topic as it stands is printed as it stands; who composes is told.
        for finding in findings
            .iter()
            .filter(|finding| collection.is_some() && finding.gravity == Gravity::Warns)
        {
            note(&finding.said);
        }
    }
    let mut go_on = |_, _| ControlFlow::Continue(());
    if printing.path == Path::new("-") {
        return Ok(out.write_all(&alone(&edition, printing.format)?)?);
    }
    let print = press_pdf::print(&edition, printing.format, &mut go_on)?;
    let write = if printing.replace {
        edition::write_over
    } else {
        edition::write_new
    };
    let title = file_title(&edition);
    let path = write(&print, &title, printing.format, printing.path)?;
    if let (Some(collection), Some(number), false) =
        (collection, edition.number, printing.read_only)
    {
        let delivery = Delivery {
            at: now,
            number,
            format: printing.format.as_str().to_owned(),
            taker: std::path::absolute(&path)
                .unwrap_or_else(|_| path.clone())
                .display()
                .to_string(),
            state: DeliveryState::Delivered,
            said: None,
        };
        library.collections().note_delivery(collection, &delivery)?;
    }
    say(out, json, &json!({ "path": path }), || {
        format!("Printed “{}” to {}\n", edition.title, path.display())
    })
}

/// A print that needs nothing beside it.
fn alone(edition: &Edition, format: Format) -> Result<Vec<u8>> {
    let mut go_on = |_, _| ControlFlow::Continue(());
    match format {
        Format::Md => edition.print_alone(format, &mut go_on),
        _ => Ok(press_pdf::print(edition, format, &mut go_on)?.bytes),
    }
}

/// What a file is named after: an edition's title, and its number.
fn file_title(edition: &Edition) -> String {
    match edition.number {
        Some(number) => format!("{} {number}", edition.title),
        None => edition.title.clone(),
    }
}

/// The edition that is meant: `Monday briefing`, `Monday briefing@41`, `Monday briefing@draft`,
/// `topic:Ukraine diplomacy`. A collection without an edition is the one that was set last, or its draft.
fn found(
    library: &Library,
    what: &str,
    now: DateTime<Utc>,
) -> Result<(Edition, Option<CollectionId>)> {
    let topics = library.topics();
    let of_topic = |name: &str| Ok((topics.edition(topics.find(name)?, now)?, None));
    if let Some(name) = what.strip_prefix("topic:") {
        return of_topic(name);
    }
    if let Some(name) = what.strip_prefix("collection:") {
        return of_collection(library, name, now);
    }
    let collection = there(of_collection_id(library, what))?;
    match (collection, there(topics.find(what))?) {
        (None, _) => of_topic(what).map_err(|error| match error.kind() {
            Kind::Missing => {
                Error::Missing(format!("there is no collection and no topic “{what}”"))
            }
            _ => error,
        }),
        (Some(_), None) => of_collection(library, what, now),
        (Some(_), Some(_)) => Err(Error::Refused(format!(
            "“{what}” is a topic and a collection; write topic:{what} or collection:{what}"
        ))),
    }
}

/// What is there; none if it is missing.
fn there<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == Kind::Missing => Ok(None),
        Err(error) => Err(error),
    }
}

/// The collection that is named, which may have an @ in its name.
pub(crate) fn of_collection_id(
    library: &Library,
    what: &str,
) -> Result<(CollectionId, Option<String>)> {
    let collections = library.collections();
    match (collections.find(what), what.rsplit_once('@')) {
        (Ok(id), _) => Ok((id, None)),
        (Err(_), Some((name, edition))) => Ok((collections.find(name)?, Some(edition.to_owned()))),
        (Err(error), None) => Err(error),
    }
}

fn of_collection(
    library: &Library,
    what: &str,
    now: DateTime<Utc>,
) -> Result<(Edition, Option<CollectionId>)> {
    let collections = library.collections();
    let (id, wanted) = of_collection_id(library, what)?;
    let edition = match wanted.as_deref() {
        Some("draft") => collections.draft(id, now)?,
        Some(number) => collections.edition(id, Some(number.parse::<Number>()?))?,
        None => match there(collections.edition(id, None))? {
            Some(edition) => edition,
            None => collections.draft(id, now)?,
        },
    };
    Ok((edition, Some(id)))
}
