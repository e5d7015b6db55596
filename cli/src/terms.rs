//! Templates, and the terms under which stories may be passed on.

use std::fs;
use std::io::Write;

use chrono::{DateTime, Utc};
use newsroom::rights::{Reuse, Rights};
use newsroom::{Error, Library, Result};

use crate::arguments::{RightsWords, TemplateCommand};
use crate::work::{say, say_done, say_each};
use crate::{Failure, printed};

/// Does one of the commands on templates.
pub(crate) fn templates(
    library: &Library,
    command: TemplateCommand,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let templates = library.templates();
    let words = match command {
        TemplateCommand::List => {
            let all = templates.all()?;
            return say_each(out, json, &all, || printed::templates(&all));
        }
        TemplateCommand::Show { name } => {
            return Ok(out.write_all(templates.text(&name)?.as_bytes())?);
        }
        TemplateCommand::Keep { name, file } => {
            let text = fs::read_to_string(&file).map_err(|error| Error::File {
                path: file.clone(),
                why: format!("could not be read: {error}; nothing was changed"),
            })?;
            templates.keep(&name, &text, now)?
        }
        TemplateCommand::Remove { name } => templates.remove(&name, now)?,
    };
    Ok(say_done(words, json, out)?)
}

/// Shows terms, or writes them down.
pub(crate) fn rights(
    library: &Library,
    words: &RightsWords,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let book = library.rights();
    let story = words
        .story
        .map(|number| library.stories().find(number))
        .transpose()?;
    let known = match (&words.outlet, story) {
        (Some(outlet), _) => book.of_outlet(outlet)?,
        (None, Some(story)) => book.of_story(story)?,
        (None, None) => Rights::default(),
    };
    let said = Rights {
        reuse: words.reuse.as_deref().and_then(Reuse::named),
        licence: words.licence.clone(),
        credit: words.credit.clone(),
        quote_limit: words.quote_limit,
        embargo: words.embargo,
    };
    if said.is_empty() && !words.forget {
        return say(out, json, &known, || printed::rights(&known));
    }
    let terms = if words.forget { said } else { said.over(known) };
    let done = match (&words.outlet, story) {
        (Some(outlet), _) => book.set_outlet(outlet, &terms, now)?,
        (None, Some(story)) => book.set_stories(&[story], &terms, now)?,
        (None, None) => None,
    };
    Ok(say_done(done, json, out)?)
}
