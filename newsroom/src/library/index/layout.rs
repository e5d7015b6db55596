//! How a story lies in the index: its fields, and which words go where.

use std::borrow::Cow;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::TantivyDocument;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{PreTokenizedString, Token};

use crate::library::index::Entry;
use crate::search::{Endings, endings, skeleton, tokens};

/// Raised when fields change, or what [`crate::search`] takes for the same word: an index of another
/// version is begun anew.
pub(super) const VERSION: u32 = 1;

/// Stands before stems, sounds and beginnings that were found in a headline. No word has it.
pub(super) const IN_HEADLINE: char = '^';
/// Parts a stem from the language that it is a stem in. No word has it.
const OF_LANGUAGE: char = ':';

/// The most stems that are remembered, so that a word need not be stemmed again.
const REMEMBERED: usize = 100_000;

/// The fields of the index. No text is kept; it is in the library.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// All words, with their places; a phrase never reaches from one part of a story into another.
    pub(super) text: Field,
    /// The words of the headline, with their places.
    pub(super) headline: Field,
    /// The words of the standfirst.
    pub(super) standfirst: Field,
    /// Stems, as [`stem_term`] writes them.
    pub(super) stem: Field,
    /// How names sound.
    pub(super) sound: Field,
    /// The first letter, and the first two, of every word.
    pub(super) gram: Field,
    /// The story's number.
    pub(super) story: Field,
    /// The day of publication, see [`day`].
    pub(super) published: Field,
}

/// The names of the two fields that are read by name.
pub(super) const STORY: &str = "story";
pub(super) const PUBLISHED: &str = "published";

/// The fields, and the schema that has them.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |option, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(option)
                .set_fieldnorms(norms),
        )
    };
    let mut schema = Schema::builder();
    let placed = IndexRecordOption::WithFreqsAndPositions;
    let counted = IndexRecordOption::WithFreqs;
    let fields = Fields {
        text: schema.add_text_field("text", words(placed, true)),
        headline: schema.add_text_field("headline", words(placed, true)),
        standfirst: schema.add_text_field("standfirst", words(counted, true)),
        stem: schema.add_text_field("stem", words(counted, true)),
        sound: schema.add_text_field("sound", words(counted, true)),
        gram: schema.add_text_field("gram", words(IndexRecordOption::Basic, false)),
        story: schema.add_u64_field(STORY, NumericOptions::default().set_indexed().set_fast()),
        published: schema.add_u64_field(PUBLISHED, NumericOptions::default().set_fast()),
    };
    (schema.build(), fields)
}

/// The first day that is told apart from unknown ones, 1900-01-01, in days from 1970-01-01.
const FIRST_DAY: i64 = -25_567;

/// A moment in seconds from 1970 as its day, counted from 1900; 0 where it is unknown or earlier.
pub(super) fn day(seconds: Option<i64>) -> u16 {
    let Some(seconds) = seconds else {
        return 0;
    };
    let day = seconds.div_euclid(86_400) - FIRST_DAY + 1;
    u16::try_from(day.clamp(0, i64::from(u16::MAX))).unwrap_or(0)
}

/// A stem as it lies in the index: two languages with the same stem for different words are kept apart.
pub(super) fn stem_term(tag: &str, stem: &str) -> String {
    format!("{tag}{OF_LANGUAGE}{stem}")
}

/// The same, found in a headline.
pub(super) fn in_headline(term: &str) -> String {
    format!("{IN_HEADLINE}{term}")
}

/// Stories as the index takes them in. It remembers the stems of words.
#[derive(Default)]
pub(super) struct Press {
    stems: FxHashMap<Box<str>, Box<str>>,
    language: &'static str,
}

impl Press {
    /// A story as the index takes it in.
    pub(super) fn document(&mut self, fields: &Fields, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let endings = endings(entry.language.as_deref());
        let tag = endings.as_ref().map_or("", Endings::tag);
        if tag != self.language || self.stems.len() > REMEMBERED {
            self.stems.clear();
            self.language = tag;
        }
        let mut stems = Vec::new();
        let mut sounds = Vec::new();
        let mut grams = FxHashSet::default();
        let headline = words(&entry.headline);
        for (word, written) in &headline {
            if let Some(endings) = &endings {
                let stem = self.stem(endings, word);
                stems.push(in_headline(&stem_term(tag, stem)));
            }
            sounds.extend(skeleton(written).map(|sound| in_headline(&sound)));
            for gram in beginnings(word) {
                let mut term = String::with_capacity(gram.len() + 1);
                term.push(IN_HEADLINE);
                term.push_str(gram);
                grams.insert(term);
            }
        }
        document.add_pre_tokenized_text(fields.headline, placed(&headline));
        document.add_pre_tokenized_text(fields.text, placed(&headline));
        let standfirst = words(&entry.standfirst);
        document.add_pre_tokenized_text(fields.standfirst, placed(&standfirst));
        document.add_pre_tokenized_text(fields.text, placed(&standfirst));
        let rest = [&entry.body, &entry.credits, &entry.notes].map(|part| words(part));
        for part in &rest {
            if !part.is_empty() {
                document.add_pre_tokenized_text(fields.text, placed(part));
            }
        }
        for (word, written) in headline
            .iter()
            .chain(&standfirst)
            .chain(rest.iter().flatten())
        {
            if let Some(endings) = &endings {
                stems.push(stem_term(tag, self.stem(endings, word)));
            }
            sounds.extend(skeleton(written));
            for gram in beginnings(word) {
                if !grams.contains(gram) {
                    grams.insert(gram.to_owned());
                }
            }
        }
        document.add_pre_tokenized_text(fields.stem, unplaced(stems));
        document.add_pre_tokenized_text(fields.sound, unplaced(sounds));
        document.add_pre_tokenized_text(fields.gram, unplaced(grams));
        document.add_u64(fields.story, u64::from(entry.story));
        document.add_u64(fields.published, u64::from(day(entry.published)));
        document
    }

    fn stem(&mut self, endings: &Endings, word: &str) -> &str {
        if !self.stems.contains_key(word) {
            let stem = endings.stem(word).into_owned();
            self.stems.insert(word.into(), stem.into());
        }
        self.stems.get(word).map_or("", |stem| stem)
    }
}

/// The folded words of a text, and as they are written.
fn words(text: &str) -> Vec<(Cow<'_, str>, &str)> {
    tokens(text)
        .map(|(word, range)| (word, &text[range]))
        .collect()
}

/// The first letter of a word, and the first two.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let mut ends = word.char_indices().skip(1).map(|(at, _)| at);
    let first = ends.next().unwrap_or(word.len());
    let second = ends.next().unwrap_or(word.len());
    let both = (second > first).then(|| &word[..second]);
    std::iter::once(&word[..first]).chain(both)
}

fn placed(words: &[(Cow<'_, str>, &str)]) -> PreTokenizedString {
    of_tokens(words.iter().map(|(word, _)| word.as_ref().to_owned()))
}

fn unplaced(terms: impl IntoIterator<Item = String>) -> PreTokenizedString {
    of_tokens(terms.into_iter())
}

fn of_tokens(words: impl Iterator<Item = String>) -> PreTokenizedString {
    let token = |(position, text)| Token {
        position,
        text,
        ..Token::default()
    };
    PreTokenizedString {
        text: String::new(),
        tokens: words.enumerate().map(token).collect(),
    }
}
