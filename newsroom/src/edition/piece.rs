//! A story as an edition prints it.

use serde::{Deserialize, Serialize};

use crate::Address;
use crate::claim::{Claim, ClaimStatus};
use crate::clipping::{Block, Published, Run};
use crate::margin::Translation;
use crate::picture::{self, Picture};
use crate::rights::Rights;
use crate::story::{Fact, Snapshot, Standing, Story, StoryId};

/// A story in an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Its number in the library, by which it is known that it was used.
    pub story: StoryId,
    /// How much of it is printed.
    pub form: Form,
    /// Its headline, as the outlet printed it unless its standing says otherwise.
    pub headline: Told<String>,
    /// Its headline in our own translations: language and words.
    pub translated: Vec<(String, String)>,
    /// Its standfirst, if it is printed.
    pub standfirst: Option<Told<String>>,
    /// Who wrote it.
    pub byline: Vec<String>,
    /// Who published it.
    pub outlet: Option<Told<String>>,
    /// Whose wire copy it is.
    pub agency: Option<Told<String>>,
    /// When it was published; an unknown date stays unknown.
    pub published: Option<Told<Published>>,
    /// Where it is.
    pub address: Option<Address>,
    /// The line about the author, if it is printed.
    pub author_note: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What is printed of its text, with the picture that leads it.
    pub body: Told<Vec<Block>>,
    /// The pictures of that text that are kept.
    pub pictures: Vec<ItemPicture>,
    /// What the editor says of it.
    pub comment: Vec<Block>,
    /// What was said in it, verbatim.
    pub quotes: Vec<PieceQuote>,
    /// Passages that the editor marked.
    pub highlights: Vec<PieceHighlight>,
    /// Whether what it says holds, if the desk looked into that.
    pub claim: Option<Claim>,
    /// What may be done with it.
    pub rights: Rights,
    /// The page that it was cut from; none if it was never fetched.
    pub snapshot: Option<Snapshot>,
}

/// How much of a story is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export, export_to = "wire.ts"))]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Its headline, which leads to it.
    Link,
    /// The outlet's own standfirst as well.
    Summary,
    /// What was said in it, verbatim.
    Quote,
    /// All of it.
    Full,
}

impl Form {
    /// All of them, the shortest first.
    pub const ALL: [Form; 4] = [Form::Link, Form::Summary, Form::Quote, Form::Full];

    /// The word as it is stored and typed: `summary`.
    pub fn as_str(self) -> &'static str {
        match self {
            Form::Link => "link",
            Form::Summary => "summary",
            Form::Quote => "quote",
            Form::Full => "full",
        }
    }

    /// The form with a name.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.as_str() == name)
    }
}

/// What somebody said, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceQuote {
    /// The words; what was cut out of them stands as `[…]`.
    pub text: String,
    /// Who said it, if that is known.
    pub speaker: Option<String>,
    /// The paragraph of the kept text in which it begins, counted from 1; 0 is the standfirst. None if the
    /// text does not hold these words (any more).
    pub paragraph: Option<u32>,
}

/// A passage that the editor marked, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PieceHighlight {
    /// The passage.
    pub text: String,
    /// What the editor says of it; may be empty.
    pub note: String,
    /// The paragraph in which it begins, as of a quote.
    pub paragraph: Option<u32>,
}

/// A kept picture in an edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemPicture {
    /// Where the page showed it.
    pub address: Address,
    /// What it is.
    pub picture: Picture,
    /// Its bytes.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A fact as readers are told it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told<T> {
    /// What is told.
    pub value: T,
    /// How it is known; what is inferred or corrected is printed as such.
    pub standing: Standing,
}

impl<T> From<Fact<T>> for Told<T> {
    fn from(fact: Fact<T>) -> Told<T> {
        Told {
            value: fact.value,
            standing: fact.standing,
        }
    }
}

impl Piece {
    /// A story as it stands now, in one of the forms, with those of its pictures that are to be printed.
    pub fn of(story: Story, form: Form, pictures: Vec<ItemPicture>) -> Piece {
        let lead = story.lead_image.map(|part| part.value);
        let mut body = Told::from(story.body);
        if form != Form::Full {
            body.value.clear();
        }
        if let Some(lead) = lead
            && picture::shown(None, [&body.value])
                .iter()
                .all(|image| image.address != lead.address)
            && pictures.iter().any(|kept| kept.address == lead.address)
        {
            let run = |words: &String| Run {
                text: words.clone(),
                ..Run::default()
            };
            let lead = Block::Figure {
                caption: lead.caption.iter().map(run).collect(),
                credit: lead.credit.clone(),
                image: lead,
            };
            body.value.insert(0, lead);
        }
        let of_headline = |ours: &Translation| ours.anchor.is_none();
        let translated = story.translations.into_iter().filter(of_headline);
        let told = form == Form::Full || form == Form::Summary;
        Piece {
            story: story.id,
            form,
            headline: story.headline.into(),
            translated: translated.map(|ours| (ours.language, ours.text)).collect(),
            standfirst: story.standfirst.map(Told::from).filter(|_| told),
            byline: story.byline.map(|byline| byline.value).unwrap_or_default(),
            outlet: story.outlet.map(Told::from),
            agency: story.agency.map(Told::from),
            published: story.published.map(Told::from),
            address: story.address,
            author_note: (story.author_note.map(|note| note.value)).filter(|_| form == Form::Full),
            language: story.language.map(|language| language.value),
            tags: story.tags,
            body,
            pictures,
            comment: Vec::new(),
            quotes: Vec::new(),
            highlights: Vec::new(),
            claim: story.claim,
            rights: Rights::default(),
            snapshot: story.snapshot,
        }
    }

    /// The picture at an address, if it is to be printed.
    pub fn picture(&self, address: &Address) -> Option<&ItemPicture> {
        self.pictures.iter().find(|kept| kept.address == *address)
    }

    /// Who published it, as far as that is known; what was concluded is named so.
    pub(super) fn published_by(&self) -> Option<String> {
        self.outlet.as_ref().map(named)
    }

    /// Whose wire copy it is, likewise.
    pub(super) fn wired_by(&self) -> Option<String> {
        self.agency.as_ref().map(named)
    }

    /// What the desk knows of whether it holds, for readers: "Disputed, according to the harbour board".
    pub(super) fn judged(&self) -> Option<String> {
        let claim = self.claim.as_ref()?;
        let status = match claim.status {
            ClaimStatus::ToVerify => "Not verified yet",
            ClaimStatus::Confirmed => "Confirmed",
            ClaimStatus::Disputed => "Disputed",
            ClaimStatus::DoNotUse => "Not to be used",
        };
        let word = (claim.according_to.as_ref()).map(|name| format!(", according to {name}"));
        let by = (claim.by.as_ref()).map(|name| format!(" (looked into by {name})"));
        let (word, by) = (word.unwrap_or_default(), by.unwrap_or_default());
        Some(format!("{status}{word}{by}"))
    }
}

fn named(name: &Told<String>) -> String {
    match name.standing {
        Standing::Inferred => format!("{} (inferred)", name.value),
        _ => name.value.clone(),
    }
}
