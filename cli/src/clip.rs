//! `desk clip` and `desk retry`: pages on their way into the library.

use std::io::Write;
use std::path::Path;

use chrono::{DateTime, Utc};
use newsroom::clipping::{Entry, PageKind};
use newsroom::job::Fate;
use newsroom::library::Filed;
use newsroom::page::{self, Entry as Given, Errand, PictureLimits, Whole};
use newsroom::settings::Network;
use newsroom::story::StoryId;
use newsroom::topic::tidy_name;
use newsroom::{Address, Clipping, Error, Library, Result, clip as cut, clip_whole};
use serde_json::json;

use crate::arguments::Clip;
use crate::cut::{PIPED, piped};
use crate::fetched::{Terms, fetch, file, receive, told};
use crate::work::say;
use crate::{Failure, each, pictures};

/// Clips each page in turn. One that fails is complained of, and the others are clipped all the same.
pub(crate) fn clip(
    library: &Library,
    wanted: &Clip,
    network: &Network,
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
            let filed = keep(library, given, &Whole::of(page), wanted, network, now)?;
            say_filed(library, filed, json, out)
        }
        Given::Addresses(addresses) => each(addresses, json, |address| {
            let anchor = given.split_once('#').map(|(_, anchor)| anchor);
            let filed = match (wanted.entry, anchor) {
                (None, None) => clip_address(library, address, wanted, network, now)?,
                _ => clip_entry(library, address, anchor, wanted, network, now)?,
            };
            say_filed(library, filed, json, out)
        }),
    })
}

/// Fetches stories again: those given, or all that wait.
pub(crate) fn retry(
    library: &Library,
    numbers: &[i64],
    terms: Terms,
    network: &Network,
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
        let limits = Some(PictureLimits::default());
        let filed = fetch(library, story, &errand, network, terms, limits, now)?;
        say_filed(library, filed, json, out)
    })
}

/// Clips a lead.
pub(crate) fn lead(
    library: &Library,
    lead: i64,
    network: &Network,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let errand = library.leads().errand(lead)?;
    let story = library.stories().expect(&errand, now)?;
    let limits = Some(PictureLimits::default());
    let filed = fetch(
        library,
        story,
        &errand,
        network,
        Terms::Stories,
        limits,
        now,
    )?;
    say_filed(library, filed, json, out)
}

/// Clips one entry of a live blog that is in the library.
pub(crate) fn entry(
    library: &Library,
    blog: StoryId,
    place: usize,
    network: &Network,
    json: bool,
    now: DateTime<Utc>,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (whole, clipping) = library.stories().entry(blog, place)?;
    let filed = library.stories().file(&whole.first, &clipping, now)?;
    let limits = Some(PictureLimits::default());
    pictures::keep(library, filed.story, &whole, network, limits, now)?;
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
    Ok(Given::Addresses(vec![address]))
}

fn clip_address(
    library: &Library,
    address: Address,
    wanted: &Clip,
    network: &Network,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let errand = Errand::Typed(address);
    let story = expect(library, &errand, wanted, now)?;
    let terms = wanted.anyway.into();
    fetch(
        library,
        story,
        &errand,
        network,
        terms,
        wanted.pictures(),
        now,
    )
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
    network: &Network,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let errand = Errand::Typed(address);
    let Ok(whole) = receive(&errand, network, now) else {
        return clip_address(library, errand.address().clone(), wanted, network, now);
    };
    let blog = clip_whole(&whole);
    let named = |entry: &Entry| entry.anchor.as_deref() == anchor;
    let place = match wanted.entry {
        Some(number) => Some(number as usize - 1),
        None => blog.entries.iter().position(named),
    };
    let given = errand.address().as_str();
    match place {
        Some(place) => {
            let clipping = entry_of(&blog, place, given)?;
            keep_clipping(library, given, &whole, &clipping, wanted, network, now)
        }
        None => {
            let story = expect(library, &errand, wanted, now)?;
            let terms = wanted.anyway.into();
            let filed = file(library, Some(story), &whole, &blog, terms, now);
            let filed = told(library, story, &errand, filed)?;
            pictures::keep(
                library,
                filed.story,
                &whole,
                network,
                wanted.pictures(),
                now,
            )?;
            Ok(filed)
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
    here: &Whole,
    wanted: &Clip,
    network: &Network,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let clipping = match wanted.entry {
        Some(number) => entry_of(&cut(&here.first), number as usize - 1, given)?,
        None => cut(&here.first),
    };
    keep_clipping(library, given, here, &clipping, wanted, network, now)
}

fn keep_clipping(
    library: &Library,
    given: &str,
    here: &Whole,
    clipping: &Clipping,
    wanted: &Clip,
    network: &Network,
    now: DateTime<Utc>,
) -> Result<Filed> {
    let file = || {
        let terms = wanted.anyway.into();
        let filed = file(library, None, here, clipping, terms, now)?;
        grant(library, filed.story, wanted, now)?;
        Ok(filed)
    };
    let words = |filed: &Filed| {
        let headline = library.stories().get(filed.story)?.headline.value;
        Ok(format!("Clipped “{headline}”"))
    };
    let filed = library
        .acts()
        .together(file, words)
        .map_err(|error| match error {
            Error::NotTheStory { why, .. } => Error::NotTheStory {
                place: given.to_owned(),
                why: format!("{why}; nothing of it was kept; --anyway clips it as it is"),
            },
            other => other,
        })?;
    pictures::keep(library, filed.story, here, network, wanted.pictures(), now)?;
    Ok(filed)
}

fn grant(library: &Library, story: StoryId, wanted: &Clip, now: DateTime<Utc>) -> Result<()> {
    library.tags().tag(&[story], &wanted.tags, &[], now)?;
    if let Some(name) = &wanted.topic {
        let topic = library.topics().make(name, now)?;
        library.topics().gather(&[story], topic, None, now)?;
    }
    Ok(())
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
    let kept = story
        .pictures
        .iter()
        .filter(|picture| picture.kept.is_some());
    let (kept, shown) = (kept.count(), story.pictures.len());
    let answer = json!({
        "story": filed.story,
        "fate": filed.fate,
        "headline": story.headline.value,
        "kind": story.kind,
        "omissions": story.omissions,
        "pictures": { "shown": shown, "kept": kept },
    });
    // Whoever reads no JSON is told as well that this is no plain story.
    let label = match story.kind {
        PageKind::Article => String::new(),
        kind => format!("  ({})", kind.words()),
    };
    say(out, json, &answer, || {
        let number = json!(filed.story);
        let pictures = match shown - kept {
            0 => String::new(),
            _ => format!("{kept} of {shown} pictures are kept: desk show {number} says why\n"),
        };
        let gaps = story.omissions.iter();
        let advice: String = gaps
            .filter_map(|gap| Some(format!("    {}\n", gap.advice()?)))
            .collect();
        let headline = story.headline.value;
        format!("{fate} {number}  {headline}{label}\n{advice}{pictures}")
    })
}
