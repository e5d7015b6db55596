//! Collections, templates and terms, as they are typed.

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use newsroom::edition::{Form, Number};
use newsroom::rights::Reuse;

use super::PlaceWords;

/// The words for how much of a story is printed.
fn forms() -> impl TypedValueParser<Value = Form> {
    PossibleValuesParser::new(Form::ALL.map(Form::as_str))
        .map(|word| Form::named(&word).unwrap_or(Form::Link))
}

#[derive(Debug, Subcommand)]
pub(crate) enum CollectionCommand {
    /// Make a collection
    #[command(
        after_help = "Example:\n  desk collection new \"Monday briefing\" --template daily-briefing --topic \"Ukraine diplomacy\""
    )]
    New {
        /// Its name
        name: String,
        /// How it is printed
        #[arg(long, value_name = "NAME", default_value = "daily-briefing")]
        template: String,
        /// A topic in which it looks for new stories; may be repeated
        #[arg(long, value_name = "NAME")]
        topic: Vec<String>,
    },
    /// List the collections
    List,
    /// Show what stands in a collection, and what waits
    Show {
        /// Its name
        collection: String,
    },
    /// Put stories into a collection
    #[command(
        after_help = "Examples:\n  desk collection add \"Monday briefing\" 3 4 --section \"The talks\" --as full\n  desk collection add \"Monday briefing\" --waiting"
    )]
    Add {
        /// Its name
        collection: String,
        /// The stories' numbers
        #[arg(required_unless_present = "waiting")]
        stories: Vec<i64>,
        /// The section, which is made if it is new
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
        /// How much of them is printed
        #[arg(long = "as", value_name = "FORM", value_parser = forms())]
        form: Option<Form>,
        /// All new stories that wait, each where its source says
        #[arg(long, conflicts_with_all = ["stories", "section", "form"])]
        waiting: bool,
    },
    /// Put a note, a heading, a section, a divider or a picture into a collection
    #[command(
        after_help = "Examples:\n  desk collection note \"Monday briefing\" \"Good morning.\" --stays\n  desk collection note \"Monday briefing\" --section \"The talks\"\n  desk collection note \"Monday briefing\" --picture map.png --alt \"A map of the river\""
    )]
    Note(NoteWords),
    /// Say what the editor thinks of a story in a collection
    Comment {
        /// The item's number
        item: i64,
        /// The words, as Markdown; empty takes them away
        text: String,
    },
    /// Quote from a story in a collection, word for word; what is cut out stands as […]
    Quote {
        /// The item's number
        item: i64,
        /// The words
        text: String,
        /// Who said it
        #[arg(long, value_name = "NAME")]
        speaker: Option<String>,
        /// Take this quote away instead
        #[arg(long, conflicts_with = "speaker")]
        remove: bool,
    },
    /// Print marked passages of a story in a collection: all that it has
    Highlights {
        /// The item's number
        item: i64,
        /// Print none of them
        #[arg(long)]
        none: bool,
    },
    /// Say how much of stories in a collection is printed
    As {
        /// link, summary, quote or full
        #[arg(value_parser = forms())]
        form: Form,
        /// The items' numbers
        #[arg(required = true)]
        items: Vec<i64>,
    },
    /// Move items within their collection
    Move {
        /// The items' numbers
        #[arg(required = true)]
        items: Vec<i64>,
        #[command(flatten)]
        place: PlaceWords,
    },
    /// Take items out of their collection
    Drop {
        /// The items' numbers
        #[arg(required = true)]
        items: Vec<i64>,
    },
    /// Let a collection look for new stories in a topic
    Feed {
        /// Its name
        collection: String,
        /// The topic
        topic: String,
        /// Only in this section of the topic
        #[arg(long, value_name = "NAME")]
        section: Option<String>,
        /// The section of the collection that they go to
        #[arg(long, value_name = "NAME")]
        into: Option<String>,
        /// Look there no longer
        #[arg(long)]
        stop: bool,
    },
    /// Let new stories wait no longer
    Pass {
        /// Its name
        collection: String,
        /// The stories' numbers
        #[arg(required = true)]
        stories: Vec<i64>,
    },
    /// Change a collection's name, opening words, language, signature, template, next number or recipients
    Describe {
        /// Its name
        collection: String,
        /// Another name
        #[arg(long)]
        name: Option<String>,
        /// What stands before everything, as Markdown
        #[arg(long)]
        brief: Option<String>,
        /// The language of the editor's words: en, uk, pt-BR
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// Who signs; empty for nobody
        #[arg(long, value_name = "NAME")]
        editor: Option<String>,
        /// How it is printed
        #[arg(long, value_name = "NAME")]
        template: Option<String>,
        /// The number that the next edition gets
        #[arg(long, value_name = "N")]
        number: Option<u32>,
        /// Who gets it by mail; empty for nobody
        #[arg(long, value_name = "ADDRESSES")]
        recipients: Option<String>,
    },
    /// Say what speaks against printing a collection
    Check {
        /// Its name
        collection: String,
    },
    /// Set a collection: number it, date it and keep it as it is
    #[command(
        after_help = "Examples:\n  desk collection set \"Monday briefing\"\n  desk collection set \"Monday briefing\" --corrects \"The minister's name was wrong\""
    )]
    Set {
        /// Its name
        collection: String,
        /// It is a correction of the last edition, and changed this
        #[arg(long, value_name = "WORDS")]
        corrects: Option<String>,
        /// Then begin the next edition, with what stays
        #[arg(long)]
        next: bool,
    },
    /// Begin the next edition, with the sections and what was marked to stay
    Next {
        /// Its name
        collection: String,
    },
    /// Withdraw an edition; it stays, and says so
    Withdraw {
        /// Its name
        collection: String,
        /// The edition's number: 41, or 41.1
        number: Number,
        /// Why
        #[arg(long, default_value = "")]
        why: String,
    },
    /// List what was set, printed and sent
    History {
        /// Its name
        collection: String,
    },
    /// Remove a collection; its stories and its editions stay
    Remove {
        /// Its name
        collection: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct NoteWords {
    /// Its name
    pub(crate) collection: String,
    /// A note, as Markdown
    #[arg(required_unless_present_any = ["heading", "section", "divider", "picture"],
          conflicts_with_all = ["heading", "section", "divider", "picture"])]
    pub(crate) text: Option<String>,
    /// A heading between stories
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["section", "divider", "picture"])]
    pub(crate) heading: Option<String>,
    /// The beginning of a section
    #[arg(long, value_name = "NAME", conflicts_with_all = ["divider", "picture"])]
    pub(crate) section: Option<String>,
    /// A line across
    #[arg(long, conflicts_with = "picture")]
    pub(crate) divider: bool,
    /// A picture of your own
    #[arg(long, value_name = "FILE")]
    pub(crate) picture: Option<PathBuf>,
    /// What the picture shows, for those who cannot see it
    #[arg(long, requires = "picture", default_value = "")]
    pub(crate) alt: String,
    /// What is said beneath the picture
    #[arg(long, requires = "picture", default_value = "")]
    pub(crate) caption: String,
    /// Whose picture it is
    #[arg(long, requires = "picture", default_value = "")]
    pub(crate) credit: String,
    /// After this item; else at the end
    #[arg(long, value_name = "N")]
    pub(crate) after: Option<i64>,
    /// It is there again in the next edition
    #[arg(long)]
    pub(crate) stays: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplateCommand {
    /// List the templates
    List,
    /// Print a template, to be changed
    Show {
        /// Its name
        name: String,
    },
    /// Keep a template of your own
    #[command(
        after_help = "Example:\n  desk template show newsletter > ours.toml\n  desk template keep \"Our letter\" ours.toml"
    )]
    Keep {
        /// Its name
        name: String,
        /// The file
        file: PathBuf,
    },
    /// Remove a template of your own
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  desk rights --outlet \"Harbour Times\" --reuse whole --credit \"© Harbour Times\"\n  desk rights --story 3 --embargo 2026-11-27T06:00:00Z\n  desk rights --outlet \"Harbour Times\""
)]
pub(crate) struct RightsWords {
    /// The terms of this outlet
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "story",
        conflicts_with = "story"
    )]
    pub(crate) outlet: Option<String>,
    /// The terms of this story
    #[arg(long, value_name = "N")]
    pub(crate) story: Option<i64>,
    /// How much may be printed: whole, or quotes
    #[arg(long, value_parser = PossibleValuesParser::new(Reuse::ALL.map(Reuse::as_str)))]
    pub(crate) reuse: Option<String>,
    /// The licence or the agreement
    #[arg(long, value_name = "WORDS")]
    pub(crate) licence: Option<String>,
    /// Whom to credit
    #[arg(long, value_name = "WORDS")]
    pub(crate) credit: Option<String>,
    /// Most words in one quote
    #[arg(long, value_name = "WORDS")]
    pub(crate) quote_limit: Option<u32>,
    /// Nothing may be sent out before this moment
    #[arg(long, value_name = "MOMENT")]
    pub(crate) embargo: Option<DateTime<Utc>>,
    /// Forget the terms
    #[arg(long, conflicts_with_all = ["reuse", "licence", "credit", "quote_limit", "embargo"])]
    pub(crate) forget: bool,
}
