//! Topics on the command line.

use std::io::Write;

use chrono::{DateTime, Utc};
use newsroom::topic::Place;
use newsroom::{Error, Library, Result};
use serde_json::json;

use crate::arguments::{PlaceWords, TopicCommand};
use crate::work::{all, say, say_done, say_each};
use crate::{Failure, printed};

/// Does one of the commands on topics.
pub(crate) fn run(
    library: &Library,
    command: TopicCommand,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let topics = library.topics();
    match command {
        TopicCommand::New {
            name,
            section: section_name,
        } => {
            let topic = topics.make(&name, now)?;
            let section = section_name
                .as_ref()
                .map(|name| topics.make_section(topic, name, now))
                .transpose()?;
            let answer = json!({ "topic": topic, "section": section });
            say(out, json, &answer, || match &section_name {
                Some(section) => {
                    format!("The topic “{name}” with its section “{section}” is there\n")
                }
                None => format!("The topic “{name}” is there\n"),
            })
        }
        TopicCommand::List => {
            let all = topics.all()?;
            say_each(out, json, &all, || printed::topics(&all))
        }
        TopicCommand::File {
            topic,
            stories,
            section,
        } => {
            let topic = topics.find(&topic)?;
            let stories = all(library, &stories)?;
            let gather = || {
                let section = section
                    .map(|name| topics.make_section(topic, &name, now))
                    .transpose()?;
                topics.gather(&stories, topic, section, now)
            };
            // A section that is made on the way is no act of its own.
            let words = |words: &Option<String>| Ok(words.clone().unwrap_or_default());
            Ok(say_done(
                library.acts().together(gather, words)?,
                json,
                out,
            )?)
        }
        TopicCommand::Release { topic, stories } => {
            let stories = all(library, &stories)?;
            Ok(say_done(
                topics.release(&stories, topics.find(&topic)?, now)?,
                json,
                out,
            )?)
        }
        TopicCommand::Show { topic } => {
            let contents = topics.contents(topics.find(&topic)?)?;
            say(out, json, &contents, || printed::contents(&contents))
        }
        TopicCommand::Rename {
            topic,
            to,
            section: None,
        } => Ok(say_done(
            topics.rename(topics.find(&topic)?, &to, now)?,
            json,
            out,
        )?),
        TopicCommand::Rename {
            topic,
            to,
            section: Some(section),
        } => {
            let topic = topics.find(&topic)?;
            let section = topics.find_section(topic, &section)?;
            let done = topics.rename_section(topic, section, &to, now)?;
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Merge { topic, into } => {
            let done = topics.merge(topics.find(&topic)?, topics.find(&into)?, now)?;
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Remove { topic, section } => {
            let topic = topics.find(&topic)?;
            let done = match section {
                None => topics.remove(topic, now)?,
                Some(section) => {
                    topics.remove_section(topic, topics.find_section(topic, &section)?, now)?
                }
            };
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Brief {
            topic,
            text,
            section,
        } => {
            let topic = topics.find(&topic)?;
            let done = match section {
                None => topics.set_brief(topic, &text, now)?,
                Some(section) => {
                    let section = topics.find_section(topic, &section)?;
                    topics.set_section_brief(topic, section, &text, now)?
                }
            };
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Colour { topic, colour } => {
            let done = topics.recolour(topics.find(&topic)?, colour.into(), now)?;
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Nest { topic, into } => {
            let done = topics.nest(topics.find(&topic)?, topics.find(&into)?, now)?;
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Lift { topic, section } => {
            let topic = topics.find(&topic)?;
            let done = topics.lift(topic, topics.find_section(topic, &section)?, now)?;
            Ok(say_done(done, json, out)?)
        }
        TopicCommand::Move {
            topic,
            story,
            section,
            place,
        } => {
            let topic = topics.find(&topic)?;
            let done = match (story, section) {
                (Some(story), _) => {
                    let story = library.stories().find(story)?;
                    let place = place_of(&place, |number| {
                        let number = number.parse().map_err(|_| {
                            Error::Refused(format!("“{number}” is no story's number"))
                        })?;
                        library.stories().find(number)
                    })?;
                    topics.place_story(topic, story, place, now)?
                }
                (None, Some(section)) => {
                    let section = topics.find_section(topic, &section)?;
                    let place = place_of(&place, |name| topics.find_section(topic, name))?;
                    topics.place_section(topic, section, place, now)?
                }
                (None, None) => {
                    let place = place_of(&place, |name| topics.find(name))?;
                    topics.place(topic, place, now)?
                }
            };
            Ok(say_done(done, json, out)?)
        }
    }
}

/// The place that the words name; one of them is there.
pub(crate) fn place_of<T>(
    words: &PlaceWords,
    find: impl Fn(&str) -> Result<T>,
) -> Result<Place<T>> {
    Ok(match (&words.before, &words.after) {
        (Some(other), _) => Place::Before(find(other)?),
        (None, Some(other)) => Place::After(find(other)?),
        (None, None) if words.first => Place::First,
        (None, None) => Place::Last,
    })
}
