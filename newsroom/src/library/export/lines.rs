//! The lines of an export, as they are written and read. `docs/formats/library-export.md` says what each
//! field means; one that is not there is refused, because what was left out would be lost unseen. What
//! an earlier version did not have yet is an `Option`.

use chrono::{DateTime, SecondsFormat, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A moment: RFC 3339 in UTC to the millisecond in an export, milliseconds in the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At(pub(super) DateTime<Utc>);

impl Serialize for At {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl<'de> Deserialize<'de> for At {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<At, D::Error> {
        let text = String::deserialize(from)?;
        let moment = DateTime::parse_from_rfc3339(&text);
        let moment =
            moment.map_err(|_| serde::de::Error::custom(format!("“{text}” is no moment")))?;
        Ok(At(moment.to_utc()))
    }
}

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<At> {
        let stored = value.as_i64()?;
        let moment = DateTime::from_timestamp_millis(stored);
        moment.map(At).ok_or(FromSqlError::OutOfRange(stored))
    }
}

impl ToSql for At {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.timestamp_millis().into())
    }
}

/// JSON exactly as it was written.
pub(super) type Json = Box<RawValue>;

macro_rules! lines {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $of:ty),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub(super) struct $name { $(pub(super) $field: $of),+ }
        )+
    };
}

lines! {
    /// A line of `stories.jsonl`.
    StoryLine {
        id: i64,
        headline: String,
        address: Option<String>,
        typed: bool,
        added_at: At,
        unfetched: Option<String>,
        keys: Vec<String>,
        marks: MarksLine,
        corrections: Vec<CorrectionLine>,
        tags: Vec<String>,
        topics: Vec<PlacingLine>,
        notes: Vec<NoteLine>,
        highlights: Vec<HighlightLine>,
        quotes: Vec<QuoteLine>,
        translations: Option<Vec<TranslationLine>>,
        claim: Option<ClaimLine>,
        rights: Option<RightsLine>,
        leads: Vec<LeadLine>,
        pictures: Vec<ShownLine>,
        latest: Option<i64>,
        clippings: Vec<ClippingLine>,
    }
    /// What the editor says about a story as a whole.
    MarksLine {
        read_at: Option<At>,
        starred_at: Option<At>,
        done_at: Option<At>,
        spiked_at: Option<At>,
    }
    /// What the editor knows better.
    CorrectionLine { part: String, value: Json, made_at: At }
    /// Where a story stands under a topic.
    PlacingLine { topic: String, section: Option<String>, position: String }
    /// A note in the margin.
    NoteLine { id: i64, text: String, made_at: At }
    /// What was marked in a text.
    HighlightLine {
        id: i64,
        text: String,
        before: String,
        after: String,
        position: i64,
        colour: String,
        note: String,
        made_at: At,
    }
    /// What somebody said.
    QuoteLine { id: i64, text: String, speaker: Option<String>, made_at: At }
    /// A headline, or a passage, in our own translation.
    TranslationLine {
        id: i64,
        passage: Option<String>,
        before: Option<String>,
        after: Option<String>,
        position: Option<i64>,
        language: String,
        text: String,
        made_at: At,
    }
    /// Whether what a story says holds.
    ClaimLine { status: String, by: Option<String>, according_to: Option<String>, made_at: At }
    /// Under which terms a story, or all stories of an outlet, may be passed on.
    RightsLine {
        reuse: Option<String>,
        licence: Option<String>,
        credit: Option<String>,
        quote_limit: Option<u32>,
        embargo: Option<At>,
    }
    /// A story that the story's page points to.
    LeadLine {
        id: i64,
        headline: String,
        summary: Option<String>,
        address: Option<String>,
        key: Option<String>,
        typed: bool,
        lists: Vec<String>,
    }
    /// A picture that a story shows, or showed.
    ShownLine {
        address: String,
        position: Option<i64>,
        tried_at: Option<At>,
        unkept: Option<String>,
        sha256: Option<String>,
        media: Option<String>,
        width: Option<i64>,
        height: Option<i64>,
        bytes: Option<i64>,
    }
    /// What a story's page said at one moment; none in the place of a text that was damaged.
    ClippingLine {
        id: i64,
        clipped_at: At,
        how: String,
        sha256: String,
        bytes: i64,
        said: String,
        clipping: Option<Json>,
    }
    /// A line of `topics.jsonl`.
    TopicLine {
        id: i64,
        name: String,
        brief: String,
        colour: Option<String>,
        position: String,
        sections: Vec<SectionLine>,
    }
    /// A section of a topic.
    SectionLine { id: i64, name: String, brief: Option<String>, position: String }
    /// A line of `tags.jsonl`.
    TagLine { id: i64, name: String }
    /// A line of `searches.jsonl`.
    SearchLine { id: i64, name: String, words: String, position: String }
    /// A line of `templates.jsonl`.
    TemplateLine { id: i64, name: String, text: String }
    /// A line of `terms.jsonl`.
    TermsLine { outlet: String, rights: RightsLine }
    /// A line of `collections.jsonl`.
    CollectionLine {
        id: i64,
        name: String,
        position: String,
        brief: String,
        language: String,
        editor: Option<String>,
        template: String,
        next_number: u32,
        recipients: String,
        made_at: At,
        items: Vec<ItemLine>,
        sources: Vec<SourceLine>,
        passed_over: Vec<i64>,
    }
    /// What stands in a collection.
    ItemLine {
        id: i64,
        kind: String,
        position: String,
        stays: bool,
        words: String,
        story: Option<i64>,
        form: Option<String>,
        chosen: Json,
        picture: Option<String>,
    }
    /// Where a collection looks for new stories.
    SourceLine { id: i64, topic: String, topic_section: Option<String>, section: Option<i64> }
    /// A line of `editions.jsonl`.
    EditionLine {
        id: i64,
        collection: Option<i64>,
        name: String,
        issue: u32,
        correction: u32,
        uuid: String,
        title: String,
        changes: Option<String>,
        set_at: At,
        withdrawn_at: Option<At>,
        why: Option<String>,
        stories: Vec<i64>,
        pictures: Vec<String>,
        deliveries: Vec<DeliveryLine>,
        sha256: String,
        document: Json,
    }
    /// What became of an edition that was sent to somebody.
    DeliveryLine {
        id: i64,
        at: At,
        format: String,
        taker: String,
        state: String,
        said: Option<String>,
    }
    /// A line of `acts.jsonl`.
    ActLine { id: i64, at: At, words: String, state: String }
    /// A line of `changes.jsonl`: a row that an act changed.
    ChangeLine {
        id: i64,
        act: i64,
        table: String,
        story: Option<i64>,
        before: Option<Json>,
        after: Option<Json>,
    }
    /// A line of `snapshots.jsonl`.
    SnapshotLine { sha256: String, seen_at: String, form: String, charset: Option<String>, bytes: u64 }
    /// A line of `pictures.jsonl`.
    PictureLine { sha256: String, media: String, bytes: u64 }
}
