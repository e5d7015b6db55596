//! What an editor makes of stories: notes, highlights, quotes, saved searches, mergers.

use std::io::Write;

use chrono::{DateTime, Utc};
use newsroom::margin::{HighlightId, NoteId, QuoteId};
use newsroom::{Library, Result};
use serde_json::json;

use crate::arguments::making::{Making, SearchesCommand, TagsCommand};
use crate::topics::place_of;
use crate::work::{all, say, say_done, say_each};
use crate::{Failure, printed};

/// Does one of these commands.
pub(crate) fn run(
    library: &Library,
    command: Making,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let margins = library.margins();
    let stories = library.stories();
    let made = |what: &str, number: serde_json::Value| format!("{what} {number} is kept\n");
    let words = match command {
        Making::Note {
            story,
            text,
            number: None,
        } => {
            let note = json!(margins.note(stories.find(story)?, &text, now)?);
            return say(out, json, &json!({ "note": note }), || {
                made("Note", note.clone())
            });
        }
        Making::Note {
            text,
            number: Some(number),
            ..
        } => margins.rewrite(NoteId::numbered(number), &text, now)?,
        Making::Highlight {
            remove: Some(number),
            ..
        } => margins.unhighlight(HighlightId::numbered(number), now)?,
        Making::Highlight {
            story,
            text,
            colour,
            ..
        } => {
            let story = stories.find(story)?;
            let text = text.unwrap_or_default();
            let number = json!(margins.highlight_words(story, &text, colour.into(), now)?);
            return say(out, json, &json!({ "highlight": number }), || {
                made("Highlight", number.clone())
            });
        }
        Making::Quote {
            remove: Some(number),
            ..
        } => margins.unquote(QuoteId::numbered(number), now)?,
        Making::Quote {
            story,
            text,
            speaker,
            ..
        } => {
            let story = stories.find(story)?;
            let text = text.unwrap_or_default();
            let number = json!(margins.quote(story, &text, speaker.as_deref(), now)?);
            return say(out, json, &json!({ "quote": number }), || {
                made("Quote", number.clone())
            });
        }
        Making::Claim {
            status,
            stories,
            by,
            according_to,
        } => {
            let stories = all(library, &stories)?;
            match Option::from(status) {
                None => library.claims().withdraw(&stories, now)?,
                Some(status) => {
                    let (by, according_to) = (by.as_deref(), according_to.as_deref());
                    (library.claims()).judge(&stories, status, by, according_to, now)?
                }
            }
        }
        Making::Translate {
            story,
            language,
            text,
            passage,
        } => {
            let story = stories.find(story)?;
            let anchor = passage.map(|passage| margins.anchor(story, &passage));
            margins.translate(story, anchor.transpose()?.as_ref(), &language, &text, now)?
        }
        Making::Versions {
            story,
            number: None,
        } => {
            let versions = stories.versions(stories.find(story)?)?;
            return say_each(out, json, &versions, || printed::versions(&versions));
        }
        Making::Versions {
            story,
            number: Some(number),
        } => {
            let version = stories.version(stories.find(story)?, number)?;
            return say(out, json, &version, || printed::version(&version));
        }
        Making::Margin { story } => {
            let story = stories.find(story)?;
            let story = stories.get(story)?;
            let all = json!({
                "notes": story.notes,
                "highlights": story.highlights,
                "quotes": story.quotes,
                "translations": story.translations,
            });
            return say(out, json, &all, || printed::margin(&story));
        }
        Making::History { story } => {
            /// More than a person reads through.
            const MOST: u32 = 1_000;
            let deeds = library.acts().history(stories.find(story)?, MOST)?;
            return say_each(out, json, &deeds, || printed::history(&deeds));
        }
        Making::Merge { story, into } => {
            stories.merge(stories.find(story)?, stories.find(into)?, now)?
        }
        Making::Tags { command: None } => {
            let tags = library.tags().all()?;
            return say_each(out, json, &tags, || printed::tags(&tags));
        }
        Making::Tags {
            command: Some(command),
        } => match command {
            TagsCommand::Rename { name, to } => library.tags().rename(&name, &to, now)?,
            TagsCommand::Merge { name, into } => library.tags().merge(&name, &into, now)?,
            TagsCommand::Remove { name } => library.tags().remove(&name, now)?,
        },
        Making::Searches { command: None } => {
            let searches = library.searches().all()?;
            return say_each(out, json, &searches, || printed::searches(&searches));
        }
        Making::Searches {
            command: Some(command),
        } => match command {
            SearchesCommand::Keep { name, words } => {
                let number = json!(library.searches().keep(&name, &words, now)?);
                return say(out, json, &json!({ "search": number }), || {
                    format!("The search “{name}” is kept\n")
                });
            }
            SearchesCommand::Rename { name, to } => library.searches().rename(&name, &to, now)?,
            SearchesCommand::Move { name, place } => {
                let place = place_of(&place, |other| library.searches().find(other))?;
                library.searches().place(&name, place, now)?
            }
            SearchesCommand::Remove { name } => library.searches().remove(&name, now)?,
        },
    };
    Ok(say_done(words, json, out)?)
}
