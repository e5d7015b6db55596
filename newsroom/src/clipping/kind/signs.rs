//! What can be told from a page about what it is.

use serde_json::Value;

use super::{folded, said_in, words};
use crate::Address;
use crate::clipping::dom;
use crate::clipping::jsonld::is_a;
use crate::clipping::meta::Meta;
use crate::clipping::outline::Outline;
use crate::clipping::{Block, Clipping, jsonld, runs, text};

/// Types of schema.org that are a story.
const STORIES: &[&str] = &[
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "ReviewNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
];

/// What can be told of a page.
#[derive(Debug)]
pub(crate) struct Signs<'a> {
    outline: &'a Outline<'a>,
    documents: &'a [Value],
    meta: &'a Meta,
    body: &'a [Block],
    address: Option<&'a Address>,
    /// What the page says first: its title, its headings, and all lines of a page of few words.
    notices: Vec<(&'static str, String)>,
    /// Characters of the body, headings and captions left out.
    pub(super) prose: usize,
    /// Paragraphs of the body that are more than a line.
    pub(super) paragraphs: usize,
    /// Pictures in the body.
    pub(super) figures: usize,
    /// Characters on the page, white space left out, and how many of them are links.
    pub(super) text: u32,
    pub(super) linked: u32,
    /// Links that are long enough to be a headline.
    pub(super) headlines: usize,
    /// Whether its JSON-LD or its meta tags state a story with its date or its author.
    pub(super) is_stated: bool,
    pub(super) is_dated: bool,
    pub(super) is_titled: bool,
    pub(super) has_pictures: bool,
    pub(super) has_video: bool,
    pub(super) has_audio: bool,
    pub(super) asks_for_a_password: bool,
    pub(super) asks_for_an_address: bool,
}

/// How much of a page asks for consent.
#[derive(Debug)]
pub(super) struct Consent {
    /// Characters in lines that speak of it, and in all lines.
    pub(super) asked: u32,
    pub(super) lines: u32,
    /// How many of the phrases that walls use.
    pub(super) phrases: usize,
    /// The button that agrees.
    pub(super) button: Option<String>,
}

/// Shortest link that may be a headline, in characters without spaces.
const HEADLINE: u32 = 22;

/// A page with less text than this is read line by line.
const FEW_WORDS: u32 = 800;

impl<'a> Signs<'a> {
    /// Reads them off a page and what was cut from it.
    pub(crate) fn read(
        outline: &'a Outline<'a>,
        documents: &'a [Value],
        meta: &'a Meta,
        clipping: &'a Clipping,
    ) -> Signs<'a> {
        let (text, linked) = outline.text();
        let mut signs = Signs {
            outline,
            documents,
            meta,
            body: &clipping.body,
            address: clipping.address.as_ref(),
            notices: Vec::new(),
            prose: clipping.body.iter().map(prose).sum(),
            paragraphs: clipping
                .body
                .iter()
                .filter(|block| is_paragraph(block))
                .count(),
            figures: 0,
            text,
            linked,
            headlines: 0,
            is_stated: false,
            is_dated: clipping.published.is_some(),
            is_titled: meta.title.is_some() || meta.first(&["og:title"]).is_some(),
            has_pictures: false,
            has_video: false,
            has_audio: false,
            asks_for_a_password: false,
            asks_for_an_address: false,
        };
        let figure = |block: &&Block| matches!(block, Block::Figure { .. });
        signs.figures = clipping.body.iter().filter(figure).count();
        signs.is_stated = signs.states_a_story();
        signs.look();
        signs
    }

    fn look(&mut self) {
        let outline = self.outline;
        let mut notice = |place, line: String| {
            if !line.is_empty() && line.chars().count() < 160 {
                self.notices.push((place, line));
            }
        };
        notice("title", self.meta.title.clone().unwrap_or_default());
        for spot in &outline.spots {
            match spot.name() {
                "a" if spot.text() >= HEADLINE => self.headlines += 1,
                "h1" | "h2" if (3..160).contains(&spot.text()) => {
                    notice("heading", dom::text_of(spot.at));
                }
                "img" | "picture" => self.has_pictures = true,
                "video" | "iframe" => self.has_video = true,
                "audio" => self.has_audio = true,
                "input" => match dom::attr(spot.at, "type").unwrap_or_default() {
                    "password" => self.asks_for_a_password = true,
                    "email" => self.asks_for_an_address = true,
                    _ => {}
                },
                _ => {}
            }
        }
        if self.text < FEW_WORDS {
            for line in outline.lines(3) {
                notice("text", dom::text_of(line.at));
            }
        }
    }

    fn states_a_story(&self) -> bool {
        let objects = jsonld::objects(self.documents);
        let stated = objects.iter().any(|object| {
            let story = STORIES.iter().any(|kind| is_a(object, kind));
            story && (object.contains_key("datePublished") || object.contains_key("author"))
        });
        let shared = self.meta.first(&["og:type"]) == Some("article");
        stated || shared && self.meta.first(&["article:published_time"]).is_some()
    }

    /// Which of some phrases the page says of itself, and where.
    pub(super) fn says(&self, phrases: &[&str]) -> Option<String> {
        let said = self
            .notices
            .iter()
            .find(|(_, line)| words::is_one_of(line, phrases));
        said.map(|(place, line)| said_in(place, line))
    }

    /// The same, where it is the title that says so, or where the page says little else.
    pub(super) fn says_first(&self, phrases: &[&str]) -> Option<String> {
        let few = self.text < FEW_WORDS;
        let titled = |place: &str| few || place == "title";
        let mut said = self.notices.iter().filter(|(place, _)| titled(place));
        said.find(|(_, line)| words::is_one_of(line, phrases))
            .map(|(place, line)| said_in(place, line))
    }

    /// Whether the page has paragraphs under a heading that says nothing of the kind: a story may be
    /// called “Page not found” on its tab.
    pub(super) fn is_headed_otherwise(&self, phrases: &[&str]) -> bool {
        let mut headings = self.notices.iter().filter(|(place, _)| *place == "heading");
        let other = headings
            .next()
            .is_some_and(|(_, line)| text::words(line) >= 4 && !words::is_one_of(line, phrases));
        other && self.paragraphs >= 2
    }

    /// Whether the title or the first heading holds one of some phrases.
    pub(super) fn title_holds(&self, phrases: &[&str]) -> Option<String> {
        let said = self
            .notices
            .iter()
            .take(2)
            .find(|(_, line)| words::holds(&folded(line), phrases));
        said.map(|(place, line)| said_in(place, line))
    }

    /// Whether the page calls itself a live blog, so that its entries are worth looking for.
    pub(crate) fn may_be_live(&self) -> bool {
        self.typed(super::LIVE).is_some() || self.title_holds(words::LIVE).is_some()
    }

    /// One of some tools that the page's scripts and elements name.
    pub(super) fn tool(&self, tools: &[&str]) -> Option<String> {
        let names = self.outline.spots.iter().flat_map(|spot| {
            let named = ["src", "id", "class", "action"];
            named
                .into_iter()
                .filter_map(|name| dom::attr(spot.at, name))
        });
        for name in names {
            let name = name.to_ascii_lowercase();
            if let Some(tool) = tools.iter().find(|tool| name.contains(**tool)) {
                return Some(format!("the tool “{tool}”"));
            }
        }
        None
    }

    /// One of some types that the page's JSON-LD gives.
    pub(super) fn typed(&self, kinds: &[&str]) -> Option<String> {
        let objects = jsonld::objects(self.documents);
        let kind = kinds
            .iter()
            .find(|kind| objects.iter().any(|object| is_a(object, kind)))?;
        Some(format!("JSON-LD {kind}"))
    }

    /// The same, where no story is stated beside it.
    pub(super) fn typed_first(&self, kinds: &[&str]) -> Option<String> {
        let story = self.typed(STORIES);
        story.is_none().then(|| self.typed(kinds)).flatten()
    }

    /// One of some types under which the page is to be shared.
    pub(super) fn shared_as(&self, kinds: &[&str]) -> Option<String> {
        let kind = self.meta.first(&["og:type"])?;
        kinds.contains(&kind).then(|| format!("og:type {kind}"))
    }

    /// A part of the page's address that is one of some words.
    pub(super) fn path_holds(&self, parts: &[&str]) -> Option<String> {
        let url = self.address?.url().ok()?;
        let part = url.path_segments()?.find(|part| parts.contains(part))?;
        Some(format!("the address's “{part}”"))
    }

    /// Whether the address is that of a list: the front page, or a section by one or two short words.
    pub(super) fn place_of_a_list(&self) -> Option<String> {
        let url = self.address?.url().ok()?;
        let parts: Vec<_> = url
            .path_segments()?
            .filter(|part| !part.is_empty())
            .collect();
        let short = |part: &&str| {
            part.len() <= 24
                && part.matches('-').count() < 3
                && !part.contains(|c: char| c.is_ascii_digit() || c == '.')
        };
        let list = parts.len() <= 2 && parts.iter().all(short) && url.query().is_none();
        list.then(|| format!("the address “{}”", url.path()))
    }

    /// How little there is to read.
    pub(super) fn how_little(&self) -> String {
        format!("{} characters of prose", self.prose)
    }

    /// Characters of the body in lines that do not speak of consent.
    pub(super) fn prose_besides_consent(&self) -> usize {
        self.besides_consent().sum()
    }

    fn besides_consent(&self) -> impl Iterator<Item = usize> {
        let besides = |block: &&Block| match block {
            Block::Paragraph { text } => !speaks_of_consent(&folded(&runs::words(text))),
            Block::List { .. } => false,
            _ => true,
        };
        self.body.iter().filter(besides).map(prose)
    }

    /// Whether a body of some length may be nothing but a demand for consent; the longest seen had
    /// 6,000 characters.
    pub(super) fn is_all_consent(&self) -> bool {
        // Most bodies say something else in their first lines.
        let mut besides = self.besides_consent().scan(0, |sum, prose| {
            *sum += prose;
            Some(*sum)
        });
        self.prose < 8_000 && besides.all(|prose| prose < 120)
    }

    /// How much of the page asks for consent; nothing where less than half of it does.
    pub(super) fn consent(&self) -> Option<Consent> {
        if !self.is_all_consent() {
            return None;
        }
        let mut consent = Consent {
            asked: 0,
            lines: 0,
            phrases: 0,
            button: None,
        };
        let mut lines = Vec::new();
        for line in self.outline.lines(20) {
            let words = folded(&dom::text_of(line.at));
            consent.lines += line.own;
            if speaks_of_consent(&words) {
                consent.asked += line.own;
            }
            lines.push(words);
        }
        // The phrases are many, and looked for only where most lines ask.
        if consent.asked * 2 < consent.lines {
            return None;
        }
        let said = words::CONSENT
            .iter()
            .filter(|phrase| lines.iter().any(|words| words::holds(words, &[phrase])));
        consent.phrases = said.count();
        consent.button = self.outline.spots.iter().find_map(|spot| {
            let line = match spot.name() {
                "button" | "a" if spot.text() < 40 => dom::text_of(spot.at),
                "input" => dom::attr(spot.at, "value")?.to_owned(),
                _ => return None,
            };
            words::ACCEPT
                .contains(&folded(&line).as_str())
                .then_some(line)
        });
        Some(consent)
    }
}

fn speaks_of_consent(folded: &str) -> bool {
    words::CONSENT_STEMS.iter().any(|stem| {
        folded
            .match_indices(stem)
            .any(|(at, _)| at == 0 || folded[..at].ends_with(' '))
    })
}

fn is_paragraph(block: &Block) -> bool {
    matches!(block, Block::Paragraph { text } if runs::words(text).chars().count() >= 80)
}

/// Characters of a block's prose.
fn prose(block: &Block) -> usize {
    let length = |runs: &[crate::clipping::Run]| -> usize {
        runs.iter().map(|run| run.text.chars().count()).sum()
    };
    match block {
        Block::Paragraph { text } => length(text),
        Block::List { items, .. } => items.iter().flatten().map(prose).sum(),
        Block::Quote { blocks } => blocks.iter().map(prose).sum(),
        Block::Table { rows } => rows.iter().flatten().map(|cell| length(&cell.text)).sum(),
        Block::Code { text } => text.chars().count(),
        Block::Heading { .. } | Block::Figure { .. } | Block::Embed { .. } => 0,
    }
}
