//! A handful of stories that we wrote, for a library that is still empty. People, outlets and events
//! are invented. They come in as pages and are cut like any other.

use chrono::{DateTime, Utc};

use crate::job::Fate;
use crate::page::{Form, How};
use crate::{Address, Library, Page, Result, clip};

/// The topic that the samples are filed under.
const TOPIC: &str = "Ukraine diplomacy";

struct Sample {
    address: &'static str,
    html: &'static str,
    section: &'static str,
    tags: &'static [&'static str],
}

const SAMPLES: &[Sample] = &[
    Sample {
        address: "https://kyivledger.example/interviews/footnotes",
        html: include_str!("../../samples/footnotes.html"),
        section: "Voices from Kyiv",
        tags: &["Interview"],
    },
    Sample {
        address: "https://balticreview.example/economy/frozen-assets",
        html: include_str!("../../samples/frozen-assets.html"),
        section: "Sanctions & frozen assets",
        tags: &["Brussels"],
    },
    Sample {
        address: "https://dniprovska-khvylia.example/svit/zheneva-obmin",
        html: include_str!("../../samples/zheneva.html"),
        section: "The talks",
        tags: &["Geneva", "Prisoner exchange"],
    },
    Sample {
        address: "https://continentalwire.example/geneva-mission-mandate",
        html: include_str!("../../samples/mission.html"),
        section: "Security guarantees",
        tags: &["Geneva"],
    },
    Sample {
        address: "https://meridianpost.example/world/geneva-talks-resume",
        html: include_str!("../../samples/geneva.html"),
        section: "The talks",
        tags: &["Geneva", "Prisoner exchange"],
    },
];

/// Clips the samples, tags them and files them under a topic, and answers how many of them are new.
/// One undo takes them all back.
///
/// # Errors
/// If the library cannot be written.
pub fn keep(library: &Library, now: DateTime<Utc>) -> Result<usize> {
    let keep_all = || {
        SAMPLES.iter().try_fold(0, |new, sample| {
            let fate = keep_one(library, sample, now)?;
            Ok(new + usize::from(fate == Fate::New))
        })
    };
    let words = |_: &usize| Ok(format!("Added {} sample stories", SAMPLES.len()));
    library.acts().together(keep_all, words)
}

fn keep_one(library: &Library, sample: &Sample, now: DateTime<Utc>) -> Result<Fate> {
    let page = Page {
        address: Some(Address::read(sample.address)?),
        bytes: sample.html.as_bytes().to_vec(),
        form: Form::Html,
        charset: Some("utf-8".to_owned()),
        seen_at: now,
        how: How::Sample,
    };
    let filed = library.stories().file(&page, &clip(&page), now)?;
    let story = filed.story;
    let topic = library.topics().make(TOPIC, now)?;
    let section = library.topics().make_section(topic, sample.section, now)?;
    library
        .topics()
        .gather(&[story], topic, Some(section), now)?;
    let tags: Vec<_> = sample.tags.iter().map(|&tag| tag.to_owned()).collect();
    library.tags().tag(&[story], &tags, &[], now)?;
    Ok(filed.fate)
}
