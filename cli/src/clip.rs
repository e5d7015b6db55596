//! `desk clip` and `desk retry`: pages on their way into the library.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::job::Fate;
use newsroom::library::Filed;
use newsroom::page::{self, Entry, Errand, Limits};
use newsroom::story::StoryId;
use newsroom::topic::tidy_name;
use newsroom::{Address, Error, Library, Page, Result, clip as cut, clip_whole};
use serde_json::json;

use crate::arguments::Clip;
use crate::cut::{PIPED, piped};
use crate::work::say;
use crate::{Failure, each};

/// Clips each page in turn. One that fails is complained of, and the others are clipped all the same.
pub(crate) fn clip(
    library: &Library,
    wanted: &Clip,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    // Before anything is clipped: a name that cannot be is better refused at once.
    for tag in &wanted.tags {
        tidy_name(tag, "tag")?;
    }
    if let Some(topic) = &wanted.topic {
        tidy_name(topic, "topic")?;
    }
    each(&wanted.pages, json, |given| match read(given, now)? {
        Entry::Paste(page) => {
            let filed = keep(library, &page, wanted, now)?;
            say_filed(library, filed, json, out)
        }
        Entry::Addresses(addresses) => each(addresses, json, |address| {
            let filed = clip_address(library, address, wanted, now)?;
            say_filed(library, filed, json, out)
        }),
    })
}

/// Fetches stories again: those given, or all that wait.
pub(crate) fn retry(
    library: &Library,
    numbers: &[i64],
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let stories = library.stories();
    let waiting = match numbers {
        [] => stories.waiting()?,
        _ => numbers
            .iter()
            .map(|number| stories.find(*number))
            .collect::<Result<_>>()?,
    };
    each(waiting, json, |story| {
        let errand = stories.errand(story)?;
        let filed = fetch(library, story, &errand, now)?;
        say_filed(library, filed, json, out)
    })
}

/// Clips a lead.
pub(crate) fn lead(
    library: &Library,
    lead: i64,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let errand = library.leads().errand(lead)?;
    let story = library.stories().expect(&errand, now)?;
    say_filed(library, fetch(library, story, &errand, now)?, json, out)
}

/// What a person means by a word: what is piped in, a file, or an address.
fn read(given: &str, now: DateTime<Utc>) -> Result<Entry> {
    if given == "-" {
        return match String::from_utf8(piped()?) {
            Ok(text) => page::entry(&text, now),
            Err(error) => page::dropped(PIPED, error.into_bytes(), now).map(Entry::Paste),
        };
    }
    let path = Path::new(given);
    // What is there as a file is meant as a file, even if it looks like an address.
    if path.exists() {
        return page::read_file(path, now).map(Entry::Paste);
    }
    let neither = || {
        Error::Missing(format!(
            "{given} is neither a file that exists nor a web address"
        ))
    };
    // Nobody's web site ends in .html, but a mistyped file may; `.md` is Moldova, and may be either.
    let like_a_file = [
        ".html", ".htm", ".xhtml", ".txt", ".pdf", ".eml", ".mhtml", ".mht", ".doc", ".docx",
        ".odt", ".rtf",
    ]
    .iter()
    .any(|end| given.ends_with(end));
    if like_a_file && !given.contains("://") {
        return Err(neither());
    }
    let address = Address::read(given).map_err(|refusal| match given.contains("://") {
        true => refusal,
        false => neither(),
    })?;
    Ok(Entry::Addresses(vec![address]))
}

fn clip_address(
    library: &Library,
    address: Address,
    wanted: &Clip,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let errand = Errand::Typed(address);
    let story = library.acts().together(
        || {
            let story = library.stories().expect(&errand, now)?;
            grant(library, story, wanted, now)?;
            Ok(story)
        },
        |_| Ok(format!("Clipped {}", errand.address())),
    )?;
    fetch(library, story, &errand, now)
}

fn keep(library: &Library, page: &Page, wanted: &Clip, now: DateTime<Utc>) -> Result<Filed> {
    let clipping = cut(page);
    library.acts().together(
        || {
            let filed = library.stories().file(page, &clipping, now)?;
            grant(library, filed.story, wanted, now)?;
            Ok(filed)
        },
        |filed| {
            Ok(format!(
                "Clipped “{}”",
                library.stories().get(filed.story)?.headline.value
            ))
        },
    )
}

fn grant(library: &Library, story: StoryId, wanted: &Clip, now: DateTime<Utc>) -> Result<()> {
    library.tags().tag(&[story], &wanted.tags, &[], now)?;
    if let Some(name) = &wanted.topic {
        let topic = library.topics().make(name, now)?;
        library.topics().gather(&[story], topic, None, now)?;
    }
    Ok(())
}

fn fetch(library: &Library, story: StoryId, errand: &Errand, now: DateTime<Utc>) -> Result<Filed> {
    let progress = progress(errand.address());
    let hear = |received| progress.set_position(received);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime =
        runtime.map_err(|error| Error::Refused(format!("no connection can be made: {error}")))?;
    let fetched = runtime.block_on(page::fetch_whole(errand, Limits::default(), now, hear));
    progress.finish_and_clear();
    match fetched {
        Ok(whole) => {
            library.keep_further(&whole.further)?;
            let clipping = clip_whole(&whole);
            library
                .stories()
                .file_expected(story, &whole.first, &clipping, now)
        }
        Err(Error::Unfetched { address, why }) => {
            library.stories().not_fetched(story, &why)?;
            let number = json!(story);
            let why = match library.stories().get(story)?.unfetched {
                Some(_) => {
                    format!("{why}; the link is kept as story {number}: desk retry {number}")
                }
                None => format!("{why}; story {number} is kept as it was clipped before"),
            };
            Err(Error::Unfetched { address, why })
        }
        Err(other) => Err(other),
    }
}

fn progress(address: &Address) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(address.to_string());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {bytes} {wide_msg}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn say_filed(
    library: &Library,
    filed: Filed,
    json: bool,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let story = library.stories().get(filed.story)?;
    let fate = match filed.fate {
        Fate::New => "Clipped",
        Fate::Already => "Already here, unchanged:",
        Fate::Corrected => "The page has changed; a further clipping is kept:",
    };
    let answer = json!({
        "story": filed.story,
        "fate": filed.fate,
        "headline": story.headline.value,
        "omissions": story.omissions,
    });
    say(out, json, &answer, || {
        let gaps = story.omissions.iter();
        let advice: String = gaps
            .filter_map(|gap| Some(format!("    {}\n", gap.advice()?)))
            .collect();
        format!(
            "{fate} {}  {}\n{advice}",
            json!(filed.story),
            story.headline.value
        )
    })
}
