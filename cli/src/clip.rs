//! `desk clip` and `desk retry`: pages on their way into the library.

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use indicatif::{ProgressBar, ProgressStyle};
use newsroom::clipping::{Entry, PageKind};
use newsroom::job::Fate;
use newsroom::library::Filed;
use newsroom::page::{self, Entry as Given, Errand, Limits};
use newsroom::story::StoryId;
use newsroom::topic::tidy_name;
use newsroom::{Address, Clipping, Error, Library, Page, Result, clip as cut};
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
        Given::Paste(page) => {
            let filed = keep(library, given, &page, wanted, now)?;
            say_filed(library, filed, json, out)
        }
        Given::Addresses(addresses) => each(addresses, json, |address| {
            let anchor = given.split_once('#').map(|(_, anchor)| anchor);
            let filed = match (wanted.entry, anchor) {
                (None, None) => clip_address(library, address, wanted, now)?,
                _ => clip_entry(library, address, anchor, wanted, now)?,
            };
            say_filed(library, filed, json, out)
        }),
    })
}

/// What may be filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    /// Stories, and not what stands in their way.
    Stories,
    /// Whatever comes: a person said so.
    Anyway,
}

impl From<bool> for Terms {
    fn from(anyway: bool) -> Terms {
        if anyway {
            Terms::Anyway
        } else {
            Terms::Stories
        }
    }
}

/// Fetches stories again: those given, or all that wait.
pub(crate) fn retry(
    library: &Library,
    numbers: &[i64],
    terms: Terms,
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
        let filed = fetch(library, story, &errand, terms, now)?;
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
    let filed = fetch(library, story, &errand, Terms::Stories, now)?;
    say_filed(library, filed, json, out)
}

/// What a person means by a word: what is piped in, a file, or an address.
fn read(given: &str, now: DateTime<Utc>) -> Result<Given> {
    if given == "-" {
        return match String::from_utf8(piped()?) {
            Ok(text) => page::entry(&text, now),
            Err(error) => page::dropped(PIPED, error.into_bytes(), now).map(Given::Paste),
        };
    }
    let path = Path::new(given);
    // What is there as a file is meant as a file, even if it looks like an address.
    if path.exists() {
        return page::read_file(path, now).map(Given::Paste);
    }
    let neither = || {
        Error::Missing(format!(
            "{given} is neither a file that exists nor a web address"
        ))
    };
    // Nobody's web site ends in .html, but a mistyped file may; `.md` is Moldova, and may be either.
    let like_a_file = [
        ".html", ".htm", ".xhtml", ".txt", ".pdf", ".doc", ".docx", ".odt", ".rtf",
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
    Ok(Given::Addresses(vec![address]))
}

fn clip_address(
    library: &Library,
    address: Address,
    wanted: &Clip,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let errand = Errand::Typed(address);
    let story = expect(library, &errand, wanted, now)?;
    fetch(library, story, &errand, wanted.anyway.into(), now)
}

fn expect(
    library: &Library,
    errand: &Errand,
    wanted: &Clip,
    now: DateTime<Utc>,
) -> Result<StoryId> {
    let keep = || {
        let story = library.stories().expect(errand, now)?;
        grant(library, story, wanted, now)?;
        Ok(story)
    };
    let words = |_: &StoryId| Ok(format!("Clipped {}", errand.address()));
    library.acts().together(keep, words)
}

/// Clips one entry of a live blog. The link is that of the whole page, so it is kept only where the
/// page does not come, or where its anchor names no entry but a place to begin reading.
fn clip_entry(
    library: &Library,
    address: Address,
    anchor: Option<&str>,
    wanted: &Clip,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let errand = Errand::Typed(address);
    let Ok(page) = receive(&errand, now) else {
        return clip_address(library, errand.address().clone(), wanted, now);
    };
    let blog = cut(&page);
    let named = |entry: &Entry| entry.anchor.as_deref() == anchor;
    let place = match wanted.entry {
        Some(number) => Some(number as usize - 1),
        None => blog.entries.iter().position(named),
    };
    let given = errand.address().as_str();
    match place {
        Some(place) => {
            let clipping = entry_of(&blog, place, given)?;
            keep_clipping(library, given, &page, &clipping, wanted, now)
        }
        None => {
            let story = expect(library, &errand, wanted, now)?;
            let terms = wanted.anyway.into();
            let filed = file(library, Some(story), &page, &blog, terms, now);
            told(library, story, &errand, filed)
        }
    }
}

fn entry_of(blog: &Clipping, place: usize, given: &str) -> Result<Clipping> {
    let none = || {
        Error::Missing(match blog.entries.len() {
            0 => format!("{given} is no live blog whose entries could be read; nothing was kept"),
            count => format!(
                "{given} has {count} entries, and no entry {}; nothing was kept",
                place + 1
            ),
        })
    };
    blog.entry(place).ok_or_else(none)
}

fn keep(
    library: &Library,
    given: &str,
    page: &Page,
    wanted: &Clip,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let clipping = match wanted.entry {
        Some(number) => entry_of(&cut(page), number as usize - 1, given)?,
        None => cut(page),
    };
    keep_clipping(library, given, page, &clipping, wanted, now)
}

fn keep_clipping(
    library: &Library,
    given: &str,
    page: &Page,
    clipping: &Clipping,
    wanted: &Clip,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let file = || {
        let filed = file(library, None, page, clipping, wanted.anyway.into(), now)?;
        grant(library, filed.story, wanted, now)?;
        Ok(filed)
    };
    let words = |filed: &Filed| {
        let headline = library.stories().get(filed.story)?.headline.value;
        Ok(format!("Clipped “{headline}”"))
    };
    library
        .acts()
        .together(file, words)
        .map_err(|error| match error {
            Error::NotTheStory { why, .. } => Error::NotTheStory {
                place: given.to_owned(),
                why: format!("{why}; nothing of it was kept; --anyway clips it as it is"),
            },
            other => other,
        })
}

fn file(
    library: &Library,
    expected: Option<StoryId>,
    page: &Page,
    clipping: &Clipping,
    terms: Terms,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let stories = library.stories();
    match (terms, expected) {
        (Terms::Anyway, _) => stories.file_anyway(expected, page, clipping, now),
        (Terms::Stories, Some(story)) => stories.file_expected(story, page, clipping, now),
        (Terms::Stories, None) => stories.file(page, clipping, now),
    }
}

fn grant(library: &Library, story: StoryId, wanted: &Clip, now: DateTime<Utc>) -> Result<()> {
    library.tags().tag(&[story], &wanted.tags, &[], now)?;
    if let Some(name) = &wanted.topic {
        let topic = library.topics().make(name, now)?;
        library.topics().gather(&[story], topic, None, now)?;
    }
    Ok(())
}

fn receive(errand: &Errand, now: DateTime<Utc>) -> Result<Page> {
    let progress = progress(errand.address());
    let hear = |received| progress.set_position(received);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime =
        runtime.map_err(|error| Error::Refused(format!("no connection can be made: {error}")))?;
    let fetched = runtime.block_on(page::fetch(errand, Limits::default(), now, hear));
    progress.finish_and_clear();
    fetched
}

fn fetch(
    library: &Library,
    story: StoryId,
    errand: &Errand,
    terms: Terms,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let filed = receive(errand, now)
        .and_then(|page| file(library, Some(story), &page, &cut(&page), terms, now));
    told(library, story, errand, filed)
}

/// What came of fetching a story's page; where it is not here, the error says what is kept.
fn told(library: &Library, story: StoryId, errand: &Errand, filed: Result<Filed>) -> Result<Filed> {
    let number = json!(story);
    match filed {
        Err(Error::Unfetched { address, why }) => {
            let kept = note(library, story, &why, &format!("desk retry {number}"))?;
            let why = format!("{why}; {kept}");
            Err(Error::Unfetched { address, why })
        }
        Err(Error::NotTheStory { why, .. }) => {
            let again = format!("desk retry {number} --anyway clips what came");
            let kept = note(library, story, &why, &again)?;
            Err(Error::NotTheStory {
                place: errand.address().to_string(),
                why: format!("{why}; {kept}"),
            })
        }
        done => done,
    }
}

/// Notes why a story's page is not here; answers what is kept all the same.
fn note(library: &Library, story: StoryId, why: &str, again: &str) -> Result<String> {
    library.stories().not_fetched(story, why)?;
    let number = json!(story);
    Ok(match library.stories().get(story)?.unfetched {
        Some(_) => format!("the link is kept as story {number}: {again}"),
        None => format!("story {number} is kept as it was clipped before"),
    })
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

pub(crate) fn say_filed(
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
        "kind": story.kind,
        "omissions": story.omissions,
    });
    // Whoever reads no JSON is told as well that this is no plain story.
    let label = match story.kind {
        PageKind::Article => String::new(),
        kind => format!("  ({})", kind.words()),
    };
    say(out, json, &answer, || {
        format!(
            "{fate} {}  {}{label}\n",
            json!(filed.story),
            story.headline.value
        )
    })
}
