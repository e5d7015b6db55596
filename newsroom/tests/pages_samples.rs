//! The sample pages that come with the app, and what each is cut into.

#![expect(
    clippy::unwrap_used,
    reason = "a sample that cannot be read is a failed test"
)]

use std::fs;
use std::path::Path;

use chrono::DateTime;
use newsroom::clipping::markdown::markdown_of;
use newsroom::clipping::{Clipping, Evidence, Part};
use newsroom::page::{Form, How};
use newsroom::{Address, Page, clip};

/// What a sample is to be cut into: its name, then its parts.
struct Sample {
    name: &'static str,
    headline: &'static str,
    outlet: &'static str,
    published: &'static str,
    standfirst: bool,
    byline: &'static [&'static str],
    kicker: Option<&'static str>,
    dateline: Option<(&'static str, Evidence)>,
    body: usize,
    leads: &'static [&'static str],
}

const SAMPLES: [Sample; 5] = [
    Sample {
        name: "geneva",
        headline: "Envoys resume Geneva talks with guarantees for Kyiv still unresolved",
        outlet: "The Meridian Post",
        published: "2026-11-22T10:04:00+01:00",
        standfirst: true,
        byline: &["Ines Halloran", "Taras Moroz"],
        kicker: None,
        dateline: Some(("GENEVA", Evidence::Markup)),
        body: 9,
        leads: &["Related articles", "Related articles"],
    },
    Sample {
        name: "mission",
        headline: "Draft text names a monitoring mission but not its mandate, diplomats say",
        outlet: "Continental Wire",
        published: "2026-11-22T09:42:00+01:00",
        standfirst: false,
        byline: &[],
        kicker: None,
        dateline: Some(("BRUSSELS", Evidence::Text)),
        body: 5,
        leads: &["Latest"],
    },
    Sample {
        name: "footnotes",
        headline: "“We have learned to read the footnotes”: a negotiator’s long winter",
        outlet: "Kyiv Ledger",
        published: "2026-11-21T21:18:00+02:00",
        standfirst: true,
        byline: &["Sofiia Danko"],
        kicker: None,
        dateline: None,
        body: 6,
        leads: &[],
    },
    Sample {
        name: "frozen-assets",
        headline: "Frozen assets: the three legal routes now on the table in Brussels",
        outlet: "Baltic Review",
        published: "2026-11-22T07:30:00+02:00",
        standfirst: false,
        byline: &["Liisa Kask"],
        kicker: Some("Analysis"),
        dateline: None,
        body: 9,
        leads: &[],
    },
    Sample {
        name: "zheneva",
        headline: "У Женеві узгодили порядок обміну полоненими, далі буде складніше",
        outlet: "Дніпровська хвиля",
        published: "2026-11-22T08:15:00+02:00",
        standfirst: true,
        byline: &["Марина Руденко"],
        kicker: None,
        dateline: None,
        body: 4,
        leads: &[],
    },
];

fn cut(name: &str, address: Option<Address>) -> Clipping {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    clip(&Page {
        address,
        bytes: fs::read(samples.join(name).with_extension("html")).unwrap(),
        form: Form::Html,
        charset: None,
        seen_at: DateTime::UNIX_EPOCH,
        how: How::File,
    })
}

#[test]
fn the_samples_are_cut_whole() {
    for sample in SAMPLES {
        let name = sample.name;
        let found_at = format!("https://samples.example/{name}");
        let clipping = cut(name, Address::read(&found_at).ok());
        let words = |part: &Option<Part<String>>| part.as_ref().map(|part| part.value.clone());
        assert_eq!(
            words(&clipping.headline).as_deref(),
            Some(sample.headline),
            "{name}"
        );
        assert_eq!(
            words(&clipping.outlet).as_deref(),
            Some(sample.outlet),
            "{name}"
        );
        assert_eq!(words(&clipping.kicker).as_deref(), sample.kicker, "{name}");
        assert_eq!(clipping.standfirst.is_some(), sample.standfirst, "{name}");
        let published = clipping.published.map(|part| part.value.to_string());
        assert_eq!(published.as_deref(), Some(sample.published), "{name}");
        let byline = clipping.byline.map(|part| part.value).unwrap_or_default();
        assert_eq!(byline, sample.byline, "{name}");
        let dateline = clipping
            .dateline
            .as_ref()
            .map(|part| (part.value.as_str(), part.evidence));
        assert_eq!(dateline, sample.dateline, "{name}");
        assert_eq!(
            clipping.body.len(),
            sample.body,
            "{name}: {}",
            markdown_of(&clipping.body)
        );
        let lists: Vec<&str> = clipping
            .leads
            .iter()
            .flat_map(|lead| &lead.lists)
            .map(String::as_str)
            .collect();
        assert_eq!(lists, sample.leads, "{name}");
    }
}

#[test]
fn links_of_a_saved_page_lead_from_where_it_lived() {
    let leads = cut("geneva", None).leads;
    let addresses = leads.iter().filter_map(|lead| lead.address.as_ref());
    let addresses: Vec<&str> = addresses.map(Address::as_str).collect();
    assert_eq!(
        addresses,
        [
            "https://meridianpost.example/world/who-pays-for-the-mission",
            "https://meridianpost.example/world/what-the-red-cross-checks"
        ]
    );
}
