//! What a person can type after `desk`.

mod collections;
mod filters;
pub(crate) mod keeping;
pub(crate) mod making;
mod posting;
mod topics;
mod words;

use std::num::NonZero;
use std::path::PathBuf;
use std::thread;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;
use newsroom::edition::Format;
use newsroom::page::PictureLimits;

pub(crate) use collections::{CollectionCommand, NoteWords, RightsWords, TemplateCommand};
pub(crate) use filters::Filters;
pub(crate) use posting::{PostWords, SendWords};
pub(crate) use topics::{PlaceWords, TopicCommand};
pub(crate) use words::{MarkWord, PartWord, ShelfWord, SortWord};

use crate::holding::Whole;

/// The words for what an edition can be printed as.
fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.as_str()))
        .map(|word| Format::named(&word).unwrap_or(Format::Md))
}

/// Clip the news, tag it, file it under topics, and print it.
#[derive(Debug, Parser)]
#[command(
    name = "desk",
    version,
    after_help = "Examples:\n  desk clip https://example.org/story --tag Budapest --topic \"Ukraine diplomacy\"\n  \
                  pbpaste | desk clip -\n  desk list --topic \"Ukraine diplomacy\" --unread\n  \
                  desk print \"Ukraine diplomacy\" --format html --out briefing.html\n\n\
                  The library is where --library or CLIPDESK_LIBRARY says, else where the system keeps such things."
)]
pub(crate) struct Arguments {
    /// The library's folder
    #[arg(long, global = true, value_name = "DIR", env = "CLIPDESK_LIBRARY")]
    pub(crate) library: Option<PathBuf>,
    /// Only read: for a disk that cannot be written, or a library of a newer Clipdesk
    #[arg(long, global = true)]
    pub(crate) read_only: bool,
    /// Fetch over this proxy: http://, https:// or socks5://; else over the one of the desk's settings
    #[arg(long, global = true, value_name = "URL", conflicts_with = "offline")]
    pub(crate) proxy: Option<String>,
    /// Fetch nothing; links are kept
    #[arg(long, global = true)]
    pub(crate) offline: bool,
    /// Answer in JSON, one object a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clip pages: addresses, files (.pdf .html .eml .mhtml .txt .md), or - for what is piped in
    #[command(
        after_help = "Examples:\n  desk clip https://example.org/story\n  desk clip saved.html notes.md --tag Budapest\n  \
                            desk clip - --topic \"Ukraine diplomacy\" < pasted.txt"
    )]
    Clip(Clip),
    /// Cut files without keeping them; one JSON object a line
    #[command(
        after_help = "Examples:\n  desk cut pages/*.html > cut.jsonl\n  desk cut --pack DIR --jobs all --predictions > predictions.jsonl\n\n\
                            A pack is a folder with a `gold.jsonl`, one JSON object a line: {\"id\": .., \"url\": .. or null, \"file\": ..}. \
                            The file is looked for in the pack and may be gzipped; its text is UTF-8. Nothing else of the line is read."
    )]
    Cut(Cut),
    /// List stories
    #[command(
        after_help = "Examples:\n  desk list\n  desk list --shelf inbox --unread\n  desk list --tag Budapest --json\n  \
                            desk list --tag Budapest --tag Talks --not-tag Draft --outlet \"Harbour Times\"\n  \
                            desk list --published-after 2025-10-01 --published-before 2025-11-01 --has topic\n  \
                            desk list --topic \"Ukraine diplomacy\" --sort placed"
    )]
    List(List),
    /// Say what stories have in common: outlets, agencies, writers, languages, tags, topics
    #[command(
        after_help = "Examples:\n  desk facets\n  desk facets --tag Budapest --unread\n  desk facets --topic \"Ukraine diplomacy\" --most 5 --json"
    )]
    Facets(Facets),
    /// Show a story
    Show {
        /// The story's number
        story: i64,
    },
    /// Find stories: all the words, "a phrase", -without
    #[command(
        after_help = "Examples:\n  desk search tomahawk missile\n  desk search '\"great progress\" -alaska'"
    )]
    Search {
        /// The words
        #[arg(required = true, allow_hyphen_values = true)]
        words: Vec<String>,
        /// How many at most
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
        limit: u32,
    },
    /// Tag a story: +add -remove
    #[command(after_help = "Example:\n  desk tag 3 +Budapest -Draft")]
    Tag {
        /// The story's number
        story: i64,
        /// +name adds a tag, -name takes it away
        #[arg(
            required = true,
            allow_hyphen_values = true,
            trailing_var_arg = true,
            value_name = "+TAG|-TAG"
        )]
        tags: Vec<String>,
    },
    /// Mark a story
    #[command(after_help = "Example:\n  desk mark 3 starred read")]
    Mark {
        /// The story's number
        story: i64,
        /// The marks
        #[arg(required = true, value_enum)]
        marks: Vec<MarkWord>,
    },
    /// Put stories into the bin
    Spike {
        /// The stories' numbers
        #[arg(required = true)]
        stories: Vec<i64>,
    },
    /// Bring stories back from the bin
    Unspike {
        /// The stories' numbers
        #[arg(required = true)]
        stories: Vec<i64>,
    },
    /// Correct a part of a story; the page's own words are kept beneath
    #[command(
        after_help = "Examples:\n  desk correct 3 published 2025-10-16\n  desk correct 3 outlet \"Northeast Herald\""
    )]
    Correct {
        /// The story's number
        story: i64,
        /// The part
        #[arg(value_enum)]
        part: PartWord,
        /// What holds (byline: one name a line; body: Markdown)
        text: String,
    },
    /// Confirm a part that was found or inferred
    Confirm {
        /// The story's number
        story: i64,
        /// The part
        #[arg(value_enum)]
        part: PartWord,
    },
    /// Take a correction back: what the page says holds again
    Original {
        /// The story's number
        story: i64,
        /// The part
        #[arg(value_enum)]
        part: PartWord,
    },
    /// Take back what was done last
    Undo,
    /// Do again what was taken back last
    Redo,
    /// List the stories that a story's page points to
    #[command(
        after_help = "Examples:\n  desk leads 3\n  desk leads 3 --lead 12 --address https://example.org/other\n  desk leads 3 --lead 12 --clip"
    )]
    Leads {
        /// The story's number
        story: i64,
        /// One lead, by its number
        #[arg(long)]
        lead: Option<i64>,
        /// Give the lead an address
        #[arg(long, requires = "lead")]
        address: Option<String>,
        /// Clip the lead
        #[arg(long, requires = "lead")]
        clip: bool,
    },
    /// Clip one entry of a live blog that is in the library
    #[command(after_help = "Example:\n  desk entry 3 2")]
    Entry {
        /// The live blog's number
        story: i64,
        /// The entry's number; `desk show` lists them
        #[arg(value_parser = clap::value_parser!(u32).range(1..))]
        entry: u32,
    },
    /// Fetch again what could not be fetched
    Retry {
        /// The stories' numbers; all that wait, if none is given
        stories: Vec<i64>,
        /// Clip them even if what comes is a consent wall, a bot check, a login or an error page
        #[arg(long, requires = "stories")]
        anyway: bool,
    },
    #[command(flatten)]
    Making(making::Making),
    #[command(flatten)]
    Keeping(keeping::Keeping),
    /// Make, list, fill and show topics
    Topic {
        #[command(subcommand)]
        command: TopicCommand,
    },
    /// Make, fill, check and set collections
    Collection {
        #[command(subcommand)]
        command: CollectionCommand,
    },
    /// The templates by which collections are printed
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    /// Show or write down under which terms an outlet or a story may be passed on
    Rights(RightsWords),
    /// Print a collection, one of its editions, or a topic as it stands
    #[command(
        after_help = "Examples:\n  desk print \"Ukraine diplomacy\" --format md --out briefing.md\n  desk print \"Monday briefing\" --format html --out -\n  \
                      desk print \"Monday briefing@41\" --format html --out letters/\n  desk print \"Monday briefing@draft\" --format md --out -\n\n\
                      A collection without @ is the edition that was set last, or its draft if there is none. Where a topic \
                      and a collection have one name, write topic:NAME or collection:NAME."
    )]
    Print {
        /// The collection, COLLECTION@EDITION, or the topic
        what: String,
        /// As what
        #[arg(long, value_parser = formats())]
        format: Format,
        /// Printed by another template than its own
        #[arg(long, value_name = "NAME")]
        template: Option<String>,
        /// A file, a folder, or - for the terminal
        #[arg(long, value_name = "PATH")]
        out: PathBuf,
        /// Write over a file that is there
        #[arg(long)]
        replace: bool,
    },
    /// Send an edition by mail, to each person once
    Send(SendWords),
    /// Show or change over which mail server editions are sent
    Post(PostWords),
    /// Write the whole library into a new folder that any program can read
    Export(Whole),
    /// Take an export in; what the library has stays, and what it lacks comes
    Import(Whole),
    /// Add the sample stories
    Samples,
    /// Print the completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Cut {
    /// The files (.pdf .html .eml .mhtml .txt .md), or - for what is piped in
    #[arg(required_unless_present = "packs", value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// A folder whose gold.jsonl names pages; may be given several times
    #[arg(long = "pack", value_name = "DIR")]
    pub(crate) packs: Vec<PathBuf>,
    /// How many pages to cut at once; 0 or all for as many as there are cores
    #[arg(long, default_value = "1", value_name = "N", value_parser = jobs)]
    pub(crate) jobs: usize,
    /// Write lines for a scorer: id, title, author, date, body, dek, lead_image
    #[arg(long)]
    pub(crate) predictions: bool,
}

fn jobs(text: &str) -> Result<usize, String> {
    // More threads than this only wait for each other, on any machine there is.
    const MOST: usize = 1_024;
    let number = match text {
        "all" => 0,
        _ => text
            .parse()
            .map_err(|_| format!("`{text}` is no number, and not `all`"))?,
    };
    match number {
        0 => Ok(thread::available_parallelism().map_or(1, NonZero::get)),
        1..=MOST => Ok(number),
        _ => Err(format!("{number} at once are too many; {MOST} is the most")),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Clip {
    /// Addresses, files, or -
    #[arg(required = true, value_name = "ADDRESS|FILE|-")]
    pub(crate) pages: Vec<String>,
    /// Tag them; may be given more than once
    #[arg(long = "tag", value_name = "TAG")]
    pub(crate) tags: Vec<String>,
    /// File them under a topic, which is made if it is new
    #[arg(long, value_name = "NAME")]
    pub(crate) topic: Option<String>,
    /// Clip one entry of a live blog, by its number; `desk cut` and `desk show` list them
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) entry: Option<u32>,
    /// Clip it even if it is a consent wall, a bot check, a login or an error page
    #[arg(long)]
    pub(crate) anyway: bool,
    /// Keep the text alone; the pictures come with a later clip
    #[arg(long)]
    pub(crate) no_pictures: bool,
}

impl Clip {
    /// What the pictures of each page may cost; none if they are not to be kept.
    pub(crate) fn pictures(&self) -> Option<PictureLimits> {
        (!self.no_pictures).then(PictureLimits::default)
    }
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// The order; placed is that of the topic
    #[arg(long, value_enum, default_value_t = SortWord::Clipped)]
    pub(crate) sort: SortWord,
    /// How many at most
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) limit: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Facets {
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// How many of each kind at most
    #[arg(long, default_value_t = 10, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub(crate) most: u32,
}
