//! The candidates: ours and its peers, each used as its authors recommend.

use anyhow::{Context, Result};
use chrono::DateTime;
use newsroom::clipping::answer::answer;
use newsroom::page::{Form, How};
use newsroom::{Address, Page};
use serde::{Deserialize, Serialize};

use crate::pack::Given;

/// Who cuts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Candidate {
    /// Ours.
    Clipdesk,
    /// `dom_smoothie`, with text of paragraphs and not of one piece.
    DomSmoothie,
    /// The Rust port of trafilatura, with its fallbacks, as its program has them by default.
    Trafilatura,
}

/// What a candidate found on a page.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Prediction {
    pub(crate) body: String,
    pub(crate) title: Option<String>,
    pub(crate) author: Vec<String>,
    pub(crate) date: Option<String>,
    pub(crate) dek: Option<String>,
    pub(crate) lead_image: Option<String>,
}

/// What a candidate is given, in the form that it wants.
pub(crate) enum Input {
    Clipdesk(Box<Page>),
    Peer(Candidate, Given),
}

impl Candidate {
    pub(crate) const ALL: [Candidate; 3] = [
        Candidate::Clipdesk,
        Candidate::DomSmoothie,
        Candidate::Trafilatura,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Candidate::Clipdesk => "Clipdesk",
            Candidate::DomSmoothie => "dom_smoothie",
            Candidate::Trafilatura => "trafilatura (Rust)",
        }
    }

    pub(crate) fn named(name: &str) -> Result<Candidate> {
        let found = Candidate::ALL
            .into_iter()
            .find(|candidate| candidate.name() == name);
        found.with_context(|| format!("`{name}` is no candidate"))
    }

    /// Makes ready what the candidate is to cut; this is not timed.
    pub(crate) fn prepare(self, given: Given) -> Input {
        if self != Candidate::Clipdesk {
            return Input::Peer(self, given);
        }
        Input::Clipdesk(Box::new(Page {
            address: given.url.and_then(|url| Address::read(url.as_str()).ok()),
            bytes: given.html.into_bytes(),
            form: Form::Html,
            charset: Some("utf-8".to_owned()),
            seen_at: DateTime::UNIX_EPOCH,
            how: How::Fetched,
        }))
    }
}

impl Input {
    /// Cuts the page: all of its text and metadata. This is what is timed.
    pub(crate) fn cut(&self) -> Prediction {
        match self {
            Input::Clipdesk(page) => clipdesk(page),
            Input::Peer(Candidate::DomSmoothie, given) => dom_smoothie(given).unwrap_or_default(),
            Input::Peer(_, given) => trafilatura(given).unwrap_or_default(),
        }
    }
}

fn clipdesk(page: &Page) -> Prediction {
    let answer = answer(&newsroom::clip(page));
    Prediction {
        body: answer.body,
        title: answer.title,
        author: answer.author,
        date: answer.date.map(|day| day.to_string()),
        dek: answer.dek,
        lead_image: answer.lead_image.map(|address| address.to_string()),
    }
}

fn dom_smoothie(given: &Given) -> Option<Prediction> {
    use dom_smoothie::{Config, Readability, TextMode};
    let config = Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let address = given.url.as_ref().map(url::Url::as_str);
    let mut page = Readability::new(given.html.as_str(), address, Some(config)).ok()?;
    let article = page.parse().ok()?;
    Some(Prediction {
        body: article.text_content.to_string(),
        title: some(article.title),
        author: article.byline.into_iter().collect(),
        date: article.published_time,
        dek: article.excerpt,
        lead_image: article.image,
    })
}

fn trafilatura(given: &Given) -> Option<Prediction> {
    use trafilatura::Options;
    let mut options = Options::default().with_fallback(true);
    options.original_url = given.url.clone();
    let found = trafilatura::extract(&given.html, &options).ok()?;
    Some(Prediction {
        body: found.content_text,
        title: some(found.metadata.title),
        author: some(found.metadata.author).into_iter().collect(),
        date: found.metadata.date.map(|day| day.to_string()),
        dek: some(found.metadata.description),
        lead_image: some(found.metadata.image),
    })
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
