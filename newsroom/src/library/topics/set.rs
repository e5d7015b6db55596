//! A topic as an edition in passing.

use chrono::{DateTime, Utc};

use super::Topics;
use crate::Result;
use crate::edition::{self, Edition, Item, Part, Piece, Template};
use crate::library::pictures;
use crate::topic::{ContentsPart, ContentsStory, TopicId};

/// How a topic is printed that was not made a collection of: all that was filed, in full, with its evidence.
const TOPIC_TEMPLATE: &str = "topic";

impl Topics<'_> {
    /// A topic, set for readers as it stands now.
    ///
    /// # Errors
    /// If there is no such topic, or one of its stories cannot be read.
    pub fn edition(&self, topic: TopicId, now: DateTime<Utc>) -> Result<Edition> {
        let contents = self.contents(topic)?;
        let sql = "SELECT brief FROM topics WHERE id = ?1";
        let look = self.library.look()?;
        let brief = look.query_row(sql, [topic.0], |row| row.get(0))?;
        drop(look);
        let mut room = pictures::MOST_PRINTED;
        let template = Template::named(TOPIC_TEMPLATE)?;
        let mut item = |story: &ContentsStory| -> Result<Item> {
            let story = self.library.stories().get(story.id)?;
            let pictures = pictures::printed(self.library, &story, &mut room);
            let piece = Piece::of(story, template.shape.form, pictures);
            Ok(Item::Piece(Box::new(piece)))
        };
        let mut part = |part: &ContentsPart| -> Result<Part> {
            let items = part.stories.iter().map(&mut item).collect::<Result<_>>()?;
            Ok(Part {
                heading: part.section.clone(),
                items,
            })
        };
        let parts = contents
            .parts
            .iter()
            .map(&mut part)
            .collect::<Result<_>>()?;
        Ok(Edition {
            id: edition::id_of(&["topic", &contents.name, &now.to_rfc3339()]),
            title: contents.name,
            number: None,
            brief,
            language: "en".to_owned(),
            editor: None,
            set_at: now,
            changes: None,
            template,
            parts,
        })
    }
}
