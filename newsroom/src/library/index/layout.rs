//! How a story lies in the index: its fields, and which words go where.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{IndexSettings, TantivyDocument};

use crate::library::index::Entry;
use crate::search::{Endings, endings, skeleton, tokens};

/// Raised when fields change, or what [`crate::search`] takes for the same word: an index of another
/// version is begun anew.
pub(super) const VERSION: u32 = 1;

/// Stands before stems, sounds and beginnings that were found in a headline. No word has it.
pub(super) const IN_HEADLINE: char = '^';
/// Parts a stem from the language that it is a stem in. No word has it.
const OF_LANGUAGE: char = ':';

/// The most words of a language that are remembered, so that they need not be stemmed and sounded
/// again: two or three megabytes.
const REMEMBERED: usize = 20_000;

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

/// How an index is written: nothing is kept that would be worth a thread of its own to compress.
pub(super) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

/// The names of the two fields that are read by name.
pub(super) const STORY: &str = "story";
pub(super) const PUBLISHED: &str = "published";

/// The fields, and the schema that has them.
pub(super) fn schema() -> (Schema, Fields) {
    let words = |option, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("whitespace")
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

/// Stories as the index takes them in. It remembers the forms of words, by language.
#[derive(Default)]
pub(super) struct Press {
    forms: FxHashMap<&'static str, FxHashMap<Box<str>, Forms>>,
    /// How many documents it made.
    pressed: u32,
}

/// What a word is found by apart from itself.
struct Forms {
    stem: Option<String>,
    sound: Option<String>,
    /// The last document in which it stood, and in whose headline, as [`Press`] counts them.
    stood: u32,
    stood_in_headline: u32,
}

impl Forms {
    fn of(endings: Option<&Endings>, word: &str, written: &str) -> Forms {
        Forms {
            stem: endings.map(|endings| stem_term(endings.tag(), &endings.stem(word))),
            sound: skeleton(written),
            stood: 0,
            stood_in_headline: 0,
        }
    }
}

impl Press {
    /// A story as the index takes it in.
    pub(super) fn document(&mut self, fields: &Fields, entry: &Entry) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let endings = endings(entry.language.as_deref());
        let known = (self.forms)
            .entry(endings.as_ref().map_or("", Endings::tag))
            .or_default();
        if known.len() > REMEMBERED {
            known.clear();
        }
        self.pressed = self.pressed.wrapping_add(1).max(1);
        let pressed = self.pressed;
        let (mut stems, mut sounds) = (String::new(), String::new());
        let mut grams = FxHashSet::default();
        let parts = [
            &entry.headline,
            &entry.standfirst,
            &entry.body,
            &entry.credits,
            &entry.notes,
        ];
        for (number, part) in parts.into_iter().enumerate() {
            let is_headline = number == 0;
            let mut text = String::with_capacity(part.len());
            for (word, range) in tokens(part) {
                append(&mut text, &word);
                let written = &part[range];
                let forms = match known.get_mut(written) {
                    Some(forms) => forms,
                    None => known
                        .entry(written.into())
                        .or_insert_with(|| Forms::of(endings.as_ref(), &word, written)),
                };
                for (terms, term) in [(&mut stems, &forms.stem), (&mut sounds, &forms.sound)] {
                    let Some(term) = term else {
                        continue;
                    };
                    append(terms, term);
                    if is_headline {
                        append(terms, &in_headline(term));
                    }
                }
                if forms.stood != pressed {
                    forms.stood = pressed;
                    add_beginnings(&mut grams, &word, str::to_owned);
                }
                if is_headline && forms.stood_in_headline != pressed {
                    forms.stood_in_headline = pressed;
                    add_beginnings(&mut grams, &word, in_headline);
                }
            }
            if text.is_empty() {
                continue;
            }
            match number {
                0 => document.add_text(fields.headline, &text),
                1 => document.add_text(fields.standfirst, &text),
                _ => {}
            }
            document.add_text(fields.text, &text);
        }
        let mut begun = String::new();
        grams.iter().for_each(|gram| append(&mut begun, gram));
        document.add_text(fields.stem, &stems);
        document.add_text(fields.sound, &sounds);
        document.add_text(fields.gram, &begun);
        document.add_u64(fields.story, u64::from(entry.story));
        document.add_u64(fields.published, u64::from(day(entry.published)));
        document
    }
}

/// Adds a term to others; there is no blank in any. The search engine takes them apart there again,
/// which is far quicker than handing them over one by one: it would write those as JSON.
fn append(terms: &mut String, term: &str) {
    terms.push_str(term);
    terms.push(' ');
}

/// Adds the first letter of a word, and the first two.
fn add_beginnings(grams: &mut FxHashSet<String>, word: &str, written: impl Fn(&str) -> String) {
    for gram in beginnings(word) {
        grams.insert(written(gram));
    }
}

/// The first letter of a word, and the first two.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let mut ends = word.char_indices().skip(1).map(|(at, _)| at);
    let first = ends.next().unwrap_or(word.len());
    let second = ends.next().unwrap_or(word.len());
    let both = (second > first).then(|| &word[..second]);
    std::iter::once(&word[..first]).chain(both)
}
