//! What each command does: one call into the newsroom, and its answer.

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Utc};
use clap::CommandFactory;
use newsroom::library::{Correction, samples};
use newsroom::page;
use newsroom::settings::{self, Network};
use newsroom::story::StoryId;
use newsroom::{Address, Error, Library, Result};
use serde_json::json;

use crate::arguments::{Arguments, Command};
use crate::print::{Printing, print};
use crate::{
    Failure, clip, collections, cut, holding, keeping, lists, making, posting, printed, terms,
    topics,
};

/// Runs one command, writing what it has to say to `out`.
pub(crate) fn run(
    arguments: Arguments,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let json = arguments.json;
    let folder = || {
        let named = arguments.library.clone();
        named.map_or_else(Library::default_folder, Ok)
    };
    let open = || -> Result<Library> {
        let folder = folder()?;
        if arguments.read_only {
            return Library::read_only(&folder);
        }
        let library = Library::open(&folder)?;
        warn_of(&folder);
        Ok(library)
    };
    let network = || network(arguments.proxy.as_deref(), arguments.offline);
    match arguments.command {
        Command::Cut(wanted) => cut::cut(&wanted, json, now, out),
        Command::Completions { shell } => {
            // Written here first: the generator itself takes a closed pipe for a fault.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "desk", &mut script);
            Ok(out.write_all(&script)?)
        }
        Command::Export(to) => holding::export(&open()?, &to, json, now, out),
        Command::Import(from) => holding::import(&open()?, &from, json, now, out),
        Command::Clip(wanted) => clip::clip(&open()?, &wanted, &network()?, json, now, out),
        Command::Retry { stories, anyway } => clip::retry(
            &open()?,
            &stories,
            anyway.into(),
            &network()?,
            json,
            now,
            out,
        ),
        Command::Leads {
            story,
            lead: Some(lead),
            address,
            clip: wanted,
        } => {
            let library = open()?;
            library.stories().find(story)?;
            if let Some(address) = address {
                let words = library
                    .leads()
                    .set_address(lead, &Address::read(&address)?, now)?;
                say_done(words, json, out)?;
            }
            if wanted {
                clip::lead(&library, lead, &network()?, json, now, out)
            } else {
                Ok(())
            }
        }
        Command::Entry { story, entry } => {
            let library = open()?;
            let blog = library.stories().find(story)?;
            clip::entry(
                &library,
                blog,
                entry as usize - 1,
                &network()?,
                json,
                now,
                out,
            )
        }
        Command::Topic { command } => topics::run(&open()?, command, json, now, out),
        Command::Making(command) => making::run(&open()?, command, json, now, out),
        Command::Keeping(command) => keeping::run(&folder()?, open, command, json, now, out),
        Command::Collection { command } => collections::run(&open()?, command, json, now, out),
        Command::Template { command } => terms::templates(&open()?, command, json, now, out),
        Command::Rights(words) => terms::rights(&open()?, &words, json, now, out),
        Command::Print {
            what,
            format,
            template,
            out: path,
            replace,
        } => {
            let printing = Printing {
                what: &what,
                format,
                template: template.as_deref(),
                path: &path,
                replace,
                read_only: arguments.read_only,
            };
            print(&open()?, &printing, json, now, out)
        }
        Command::Send(words) => posting::send(&open()?, &words, &network()?, json, out),
        Command::Post(words) => posting::post(words, json, out),
        command => on_stories(&open()?, command, json, now, out),
    }
}

/// How the web is reached: as the settings of the desk say, unless a flag says otherwise.
fn network(proxy: Option<&str>, offline: bool) -> Result<Network> {
    let (kept, said) = match settings::default_folder() {
        Ok(folder) => settings::read(&folder),
        // Without a home there are no settings.
        Err(_) => Default::default(),
    };
    if let Some(said) = said {
        note(&format!("warning: {said}"));
    }
    let mut network = kept.network;
    if let Some(proxy) = proxy {
        network.proxy = Some(proxy.to_owned());
        page::check(&network)?;
    }
    network.offline |= offline;
    Ok(network)
}

/// Says on stderr what speaks against the place of a library that opened all the same.
fn warn_of(folder: &Path) {
    for danger in Library::dangers(folder) {
        note(&format!("warning: {danger}"));
    }
}

/// Says on stderr what is worth knowing beside an answer.
#[expect(clippy::print_stderr, reason = "a command line says so on stderr")]
pub(crate) fn note(words: &str) {
    eprintln!("desk: {words}");
}

fn on_stories(
    library: &Library,
    command: Command,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let stories = library.stories();
    let words = match command {
        Command::List(list) => return lists::list(library, &list, json, now, out),
        Command::Facets(wanted) => return lists::facets(library, &wanted, json, now, out),
        Command::Search { words, limit } => {
            return lists::search(library, words.join(" "), limit, json, out);
        }
        Command::Show { story } => {
            let story = stories.get(stories.find(story)?)?;
            return say(out, json, &story, || printed::story(&story));
        }
        Command::Leads { story, .. } => {
            let leads = library.leads().of(stories.find(story)?)?;
            return say_each(out, json, &leads, || printed::leads(&leads));
        }
        Command::Tag { story, tags } => {
            let (add, remove) = plus_and_minus(&tags)?;
            library
                .tags()
                .tag(&[stories.find(story)?], &add, &remove, now)?
        }
        Command::Mark { story, marks } => {
            let marks: Vec<_> = marks.into_iter().map(Into::into).collect();
            stories.mark(&[stories.find(story)?], &marks, now)?
        }
        Command::Spike { stories: numbers } => stories.spike(&all(library, &numbers)?, now)?,
        Command::Unspike { stories: numbers } => {
            stories.bring_back(&all(library, &numbers)?, now)?
        }
        Command::Correct { story, part, text } => {
            let correction = Correction::read(part.into(), &text)?;
            stories.correct(stories.find(story)?, &correction, now)?
        }
        Command::Confirm { story, part } => {
            stories.confirm(stories.find(story)?, part.into(), now)?
        }
        Command::Original { story, part } => {
            stories.restore_original(stories.find(story)?, part.into(), now)?
        }
        Command::Undo => {
            let words = library.acts().undo()?;
            Some(
                words.map_or("There is nothing to undo".to_owned(), |words| {
                    format!("Undone: {words}")
                }),
            )
        }
        Command::Redo => {
            let words = library.acts().redo()?;
            Some(
                words.map_or("There is nothing to redo".to_owned(), |words| {
                    format!("Redone: {words}")
                }),
            )
        }
        Command::Samples => Some(match samples::keep(library, now)? {
            0 => "The sample stories are here already".to_owned(),
            new => format!("Added {new} sample stories"),
        }),
        _ => None,
    };
    Ok(say_done(words, json, out)?)
}

pub(crate) fn all(library: &Library, numbers: &[i64]) -> Result<Vec<StoryId>> {
    numbers
        .iter()
        .map(|number| library.stories().find(*number))
        .collect()
}

fn plus_and_minus(words: &[String]) -> Result<(Vec<String>, Vec<String>)> {
    let (mut add, mut remove) = (Vec::new(), Vec::new());
    for word in words {
        match (word.strip_prefix('+'), word.strip_prefix('-')) {
            (Some(name), _) => add.push(name.to_owned()),
            (_, Some(name)) => remove.push(name.to_owned()),
            _ => {
                return Err(Error::Refused(format!(
                    "“{word}” neither adds nor removes a tag: write +{word} or -{word}"
                )));
            }
        }
    }
    Ok((add, remove))
}

pub(crate) fn say_done(
    words: Option<String>,
    json: bool,
    out: &mut impl Write,
) -> std::io::Result<()> {
    match json {
        true => writeln!(out, "{}", json!({ "done": words })),
        false => writeln!(
            out,
            "{}",
            words.unwrap_or_else(|| "Nothing to change".to_owned())
        ),
    }
}

/// Answers with several things: in JSON one a line, or in words.
pub(crate) fn say_each(
    out: &mut impl Write,
    json: bool,
    values: &[impl serde::Serialize],
    words: impl FnOnce() -> String,
) -> Result<(), Failure> {
    if json {
        for value in values {
            writeln!(out, "{}", json!(value))?;
        }
        return Ok(());
    }
    Ok(out.write_all(words().as_bytes())?)
}

/// Answers in JSON, or in words.
pub(crate) fn say(
    out: &mut impl Write,
    json: bool,
    value: &impl serde::Serialize,
    words: impl FnOnce() -> String,
) -> Result<(), Failure> {
    match json {
        true => writeln!(out, "{}", json!(value))?,
        false => out.write_all(words().as_bytes())?,
    }
    Ok(())
}
